import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct Search: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find words in notes, jots, entries, contacts and wins",
    discussion: """
      couplet search trust
      couplet search '"kitchen table" OR money' --couple dana-rob
      couplet search -- 'apolog*' -late
      couplet search 'near(phone night, 5)' --since -8w --count by-couple
      couplet search apology --in exercises
      """)

  /// What is counted by.
  enum Count: String, ExpressibleByArgument, CaseIterable {
    case byCouple = "by-couple"
    case byMonth = "by-month"
  }

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "Words; all must occur")
  var query: [String]
  @Option(help: "In this couple's chart")
  var couple: String?
  @Option(help: "By or for this member")
  var member: String?
  @Option(parsing: .unconditional, help: "From this day on")
  var since: String?
  @Option(parsing: .unconditional, help: "Up to this day")
  var until: String?
  @Option(help: "Only there; may be repeated")
  var `in`: [SearchFilter.Place] = []
  @Option(help: "Only notes of this state")
  var state: Note.State?
  @Option(help: "What stands first")
  var sort: SearchFilter.Order = .best
  @Option(parsing: .unconditional, help: "At most this many hits")
  var limit = 20
  @Option(help: "Count hits instead")
  var count: Count?

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let query = try SearchQuery(self.query.joined(separator: " "))
    guard limit > 0 else { throw Problem(.usage, "limit: \(limit) is below 1") }
    let directory = try invocation.directory()
    let couple = try self.couple.map { (words) throws(Problem) in try invocation.couple(words) }
    var filter = try filter(in: couple, invocation)
    let isAmongRecords = filter.places != [.exercises]
    let exercises = try filter.places.remove(.exercises) == nil ? nil : searchExercises(query, invocation)

    let viewer = try invocation.viewer(reading, of: couple)
    let result: SearchResult?
    // What stands apart isn't in the practice's index.
    if !isAmongRecords {
      result = nil
    } else if viewer == .counselor, !filter.places.contains(.risk) {
      invocation.sayLater(of: couple)
      result = try invocation.practice().search(
        query, filter: filter, order: sort, limit: limit, asOf: invocation.today)
    } else {
      let charts: [Seen]
      if let couple {
        charts = [try invocation.chart(of: couple, reading)]
      } else {
        charts = try invocation.each(try invocation.everyCouple()) { (couple) throws(Problem) in
          try invocation.chart(of: couple, reading)
        }
      }
      result = try Practice.search(query, in: charts, filter: filter, order: sort, limit: limit)
    }
    for problem in result?.unread ?? [] { invocation.leaveOut(problem) }
    let records = result?.all ?? []
    let all = records.count + (exercises?.matches.count ?? 0)
    guard all > 0 else {
      throw invocation.nothingFound(nearest: (result?.nearest ?? []) + (exercises?.nearest ?? []))
    }
    var charts: [Couple.ID: Seen] = [:]
    for id in Set(records.map(\.couple)) {
      guard let couple = directory.couples.first(where: { $0.id == id }) else {
        // What is known of whose it is can't be read.
        if let unreadable = directory.unreadable.first(where: { $0.couple == id }) {
          invocation.leaveOut(unreadable.problem, of: unreadable.handles.last)
        }
        continue
      }
      charts[id] = History(couple: couple, clients: directory.members(of: couple), records: Records())
        .seen(by: viewer, asOf: invocation.today)
      if reading.desk { charts[id] = charts[id]?.forDesk() }
    }
    if let count { return show(count, of: records, charts: charts, invocation) }
    let hits = (result?.matches ?? []).compactMap { match in charts[match.couple].map { (match: match, chart: $0) } }
    let others = (exercises?.matches ?? []).prefix(limit - hits.count)
    let more = all - hits.count - others.count
    let marks = invocation.usesColor ? ("\u{1B}[1m", "\u{1B}[0m") : ("[", "]")
    invocation.show(
      PracticeText.hits(hits, marks: marks) + LibraryText.hits(Array(others), marks: marks)
        + (more > 0 ? ["and \(more) more; --limit \(all) shows all"] : []),
      json: .array(hits.map { $0.chart.json($0.match) } + others.map(LibraryText.json)))
  }

  /// What the options leave of the records.
  private func filter(in couple: Couple?, _ invocation: Invocation) throws -> SearchFilter {
    var filter = SearchFilter()
    filter.couple = couple?.id
    if let member {
      filter.member =
        try couple.map { (couple) throws(Problem) in
          try invocation.member(named: member, of: couple, field: "member")
        } ?? invocation.client(member, field: "member").id
    }
    filter.since = try invocation.sinceDay(since)
    filter.until = try invocation.untilDay(until)
    if let since = filter.since, let until = filter.until, until < since {
      throw Problem(.usage, "until: \(until) lies before \(since)")
    }
    filter.places = Set(self.in)
    filter.state = state
    return filter
  }

  /// The exercises with the words; they stand in no chart, so that nothing about charts narrows them.
  private func searchExercises(
    _ query: SearchQuery, _ invocation: Invocation
  ) throws(Problem) -> (matches: [ExerciseMatch], nearest: [String]) {
    let isNarrowed = [couple, member, since, until].contains { $0 != nil } || state != nil || count != nil
    guard !isNarrowed, !reading.isRestricted else {
      throw Problem(
        .usage, "in: exercises belong to no couple, member, day or audience",
        hint: "look for them without options about charts; couplet exercise list narrows them")
    }
    return try Practice.search(query, in: try invocation.definitions().exercises(), order: sort)
  }

  private func show(_ count: Count, of matches: [SearchMatch], charts: [Couple.ID: Seen], _ invocation: Invocation) {
    let keys = matches.map { match in
      switch count {
      case .byCouple: charts[match.couple]?.handle ?? ""
      case .byMonth: String(match.day.description.prefix(7))
      }
    }
    let counts = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
    invocation.show(
      counts.map { "\($0.key.padded(toCells: 20)) \($0.value)" },
      json: .array(counts.map { ["key": .string($0.key), "hits": .int($0.value)] }))
  }
}
