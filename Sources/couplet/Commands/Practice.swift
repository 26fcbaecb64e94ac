import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

struct Initialize: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a new practice file",
    discussion: """
      couplet init --counselor "Ada Voss" --credential LMFT
      couplet init --plain
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Not encrypted")
  var plain = false
  @Option(help: "Write the recovery code there instead of showing it")
  var recoveryFile: String?
  @Option(help: "The name that stands under notes")
  var counselor: String?
  @Option(help: "The counselor's credential")
  var credential: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let counselor = try counselor.map { (name) throws(Problem) in try Wording.name(name, field: "counselor") }
    let credential = try credential.map { (text) throws(Problem) in try Wording.name(text, field: "credential") }
    let path = invocation.path
    if invocation.isUsualPath { try makeFolder(of: path) }
    guard access(path, F_OK) != 0 else { throw Problem(.cannotWrite, "file: \(path) exists already") }
    guard !plain || recoveryFile == nil else {
      throw Problem(.usage, "recovery-file: a file that is not encrypted has no recovery code")
    }
    func make(_ seal: NewSeal?) throws(Problem) {
      try Practice.create(at: path, seal: seal, counselor: counselor, credential: credential, stamp: invocation.stamp)
    }
    if plain {
      try make(nil)
    } else {
      try invocation.withNewSeal(passphrase: invocation.newPassphrase(), recoveryFile: recoveryFile, of: path, make)
    }
    let shell = (invocation.surroundings.environment["SHELL"] as NSString?)?.lastPathComponent ?? "bash"
    invocation.show(
      [
        "made \(path.shown(keepingLines: false))",
        plain
          ? "The file is not encrypted: whoever reads your disk can read it."
          : "The file is encrypted; couplet unlock keeps it open for a while.",
        "",
        "Names don't belong in the shell's history. This line keeps them out of it:",
        "  \(Self.historyLine(shell))",
      ],
      json: ["file": .string(path), "encrypted": .bool(!plain)])
  }

  /// What keeps the program's commands out of a shell's history, from the next shell on.
  private static func historyLine(_ shell: String) -> String {
    switch shell {
    case "zsh": #"echo 'HISTORY_IGNORE="(couplet|couplet *)"' >> ~/.zshrc"#
    case "fish":
      "echo 'function fish_should_add_to_history; not string match -qr \"^couplet\" -- $argv; end' >> ~/.config/fish/config.fish"
    default: #"echo 'HISTIGNORE="couplet*${HISTIGNORE:+:$HISTIGNORE}"' >> ~/.bashrc"#
    }
  }

  private func makeFolder(of path: String) throws(Problem) {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Problem(.cannotWrite, "file: the folder \(folder) can't be made")
    }
  }
}

struct Today: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "today", abstract: "Show what is planned and what waits",
    discussion: """
      couplet
      couplet today --json
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Only what is joint, with initials for names")
  var desk = false

  func reader() -> Reader { desk ? .desk : .counselor }

  func run(_ invocation: Invocation) throws {
    let waiting = try invocation.practice().couplesWaiting(on: invocation.today)
    let lines = desk ? 0 : try invocation.practice().waitingLines().count
    if lines > 0 {
      invocation.inform("\(lines) line\(lines == 1 ? " waits" : "s wait") in the inbox: couplet inbox list")
    }
    var charts: [Seen] = []
    for couple in try invocation.directory().couples where waiting.contains(couple.id) {
      charts.append(try invocation.chart(of: couple, for: desk ? .joint : .counselor, desk: desk))
    }
    let signWithin = try invocation.practice().counselor().signWithin
    invocation.show(
      PracticeText.day(invocation.today, charts: charts, signWithin: signWithin),
      json: PracticeText.dayJSON(invocation.today, charts: charts))
  }
}

struct Undo: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take the last command back as a whole",
    discussion: """
      couplet undo --list
      couplet undo
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Show what could be taken back, the last command first")
  var list = false
  @Option(help: "The couple's handle, typed, where others get to see something again")
  var confirm: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    // The last command is the one that was given, not a line that this one would take in.
    invocation.takesInbox = false
    let undoable = try invocation.practice().undoable()
    let directory = try invocation.directory()
    if list {
      return invocation.show(
        undoable.isEmpty ? ["nothing to undo"] : PracticeText.journal(undoable, in: directory),
        json: .array(undoable.map { CoupletReports.json($0, in: directory) }))
    }
    guard let last = undoable.first else {
      guard let barrier = try invocation.practice().undoBarrier(now: invocation.clock) else {
        throw Practice.nothingToUndo
      }
      throw Problem(
        .refused, "the last command can't be taken back: \(PracticeText.summary(of: barrier, in: directory))",
        hint: "nor can what was done before it")
    }
    let what = PracticeText.summary(of: last, in: directory)
    if invocation.canAsk, !invocation.options.yes {
      for line in PracticeText.journal([last], in: directory) { invocation.inform(line) }
    }
    let widened = try invocation.practice().widened(byUndoing: last.id)
    if !widened.isEmpty, let couple = directory.couples.first(where: { last.couples.contains($0.id) }) {
      let ids = widened.map(\.description).joined(separator: " ")
      invocation.inform("\(ids) of \(couple.handle): others get to see that again")
      try invocation.confirmHandle(of: couple, typed: confirm)
    } else {
      guard try invocation.confirm("Take back \(what)?", otherwise: true) else { throw Invocation.stopped }
    }
    _ = try invocation.practice().undo(expected: last.id, invocation.stamp)
    invocation.show(["undone: \(what)"], json: CoupletReports.json(last, in: directory))
  }
}

struct Log: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show who did what when, never any text",
    discussion: """
      couplet log
      couplet log dana-rob
      couplet log --verify
      couplet log --head
      couplet log dana-rob --disclosures
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The couple; all of them when left out")
  var couple: String?
  @Flag(help: "Check whether every row is as it was written")
  var verify = false
  @Flag(help: "Print a short code for paper: the same code later means nothing before it was changed")
  var head = false
  @Flag(help: "The pages of the couple that left as files or on paper")
  var disclosures = false

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    if disclosures { return try showDisclosures(invocation) }
    if verify || head { return try showChain(invocation) }
    let directory = try invocation.directory()
    let couple = try couple.map { (query) throws(Problem) in try invocation.couple(query).id }
    let entries = try invocation.practice().journal(of: couple)
    let struck = try invocation.practice().struckRecords()
    invocation.show(
      PracticeText.journal(entries, in: directory, struck: struck),
      json: .array(entries.map { CoupletReports.json($0, in: directory, struck: struck) })
    )
  }

  private func showDisclosures(_ invocation: Invocation) throws {
    guard !verify, !head, let couple else {
      throw Problem(.usage, "log: --disclosures goes with a couple, and with nothing else")
    }
    let chart = try invocation.chart(of: try invocation.couple(couple))
    let disclosures = try invocation.practice().disclosures(of: chart.couple.id)
    invocation.show(
      PracticeText.disclosures(disclosures, chart), json: .array(disclosures.map { chart.json($0) }))
  }

  private func showChain(_ invocation: Invocation) throws {
    guard couple == nil else { throw Problem(.usage, "log: --verify and --head are about the whole journal") }
    let state = try invocation.practice().chainState()
    invocation.show(verify ? FileText.chain(state) : FileText.head(state), json: FileText.json(state))
    if verify, let broken = state.firstBroken {
      try invocation.finish()
      throw Problem(
        .damaged, "journal: it was changed or cut at j\(broken)", hint: "couplet check looks at the whole file")
    }
  }
}

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
  @Option(help: "At most this many hits")
  var limit = 20
  @Option(help: "Count hits instead")
  var count: Count?

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let query = try SearchQuery(self.query.joined(separator: " "))
    guard limit > 0 else { throw Problem(.usage, "limit: \(limit) is below 1") }
    let directory = try invocation.directory()
    var filter = SearchFilter()
    let couple = try self.couple.map { (words) throws(Problem) in try invocation.couple(words) }
    filter.couple = couple?.id
    if let member {
      filter.member =
        try couple.map { (couple) throws(Problem) in
          try directory.member(matching: member, of: couple, field: "member").id
        } ?? directory.client(matching: member, field: "member").id
    }
    filter.since = try invocation.backDay(since, field: "since")
    filter.until = try invocation.backDay(until, field: "until")
    if let since = filter.since, let until = filter.until, until < since {
      throw Problem(.usage, "until: \(until) lies before \(since)")
    }
    filter.places = Set(self.in)
    filter.state = state
    let isAmongRecords = filter.places != [.exercises]
    let exercises = try filter.places.remove(.exercises) == nil ? nil : searchExercises(query, invocation)

    let viewer = try invocation.viewer(reading, of: couple)
    let result: SearchResult?
    // What stands apart isn't in the practice's index.
    if !isAmongRecords {
      result = nil
    } else if viewer == .counselor, !filter.places.contains(.risk) {
      result = try invocation.practice().search(
        query, filter: filter, order: sort, limit: limit, asOf: invocation.today)
    } else {
      var charts: [Seen] = []
      for each in couple.map({ [$0] }) ?? directory.couples {
        charts.append(try invocation.chart(of: each, reading))
      }
      result = try Practice.search(query, in: charts, filter: filter, order: sort, limit: limit)
    }
    let records = result?.all ?? []
    let all = records.count + (exercises?.matches.count ?? 0)
    guard all > 0 else {
      throw invocation.nothingFound(nearest: (result?.nearest ?? []) + (exercises?.nearest ?? []))
    }
    var charts: [Couple.ID: Seen] = [:]
    for id in Set(records.map(\.couple)) {
      guard let couple = directory.couples.first(where: { $0.id == id }) else { continue }
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
    return try Practice.search(query, in: try invocation.definitions().all().newestExercises, order: sort)
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
