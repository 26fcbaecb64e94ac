import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct Rate: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate", abstract: "Enter practice ratings: the eight domains, tension, alliance",
    discussion: """
      couplet rate dana-rob Dana 2 4 3 1 3 5 2 3 t8-6 a8
      couplet rate dana-rob --member Rob trust=6 safety=4 --tension-start 7
      couplet rate dana-rob

      The order is trust communication safety intimacy connection growth repair hope; - skipped, d prefers not.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "NAME and eight values, or DOMAIN=VALUE with --member; all are asked when left out")
  var values: [String] = []
  @Option(help: "Who rates")
  var member: String?
  @Option(help: "The session; today's when left out, none where there is none")
  var session: String?
  @Option(parsing: .unconditional, help: "The day, where it belongs to no session; today when left out")
  var on: String?
  @Option(help: "Tension as it began, 0..10")
  var tensionStart: Int?
  @Option(help: "Tension as it ended, 0..10")
  var tensionEnd: Int?
  @Option(help: "How well the work goes, 0..10; for you alone")
  var alliance: Int?
  @Option(help: "How willing whoever was hurt is to come closer again, 0..10; with --injury")
  var willingness: Int?
  @Option(help: "How much whoever did it does about it, 0..10; with --injury")
  var effort: Int?
  @Option(help: "The injury that it is about")
  var injury: String?

  /// What one member said.
  private struct Said {
    var member: Client.ID
    var values: [Domain: Rating.Value] = [:]
    var tensionStart: Int?
    var tensionEnd: Int?
    var alliance: Int?
  }

  func reader() -> Reader { values.isEmpty && member == nil ? .screen : .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let (definition, stored) = try invocation.ratings()
    let session = try ratedSession(chart, invocation)
    let day = try session?.fact.day ?? invocation.pastDay(on)
    guard day <= invocation.today else {
      throw Problem(.badData, "session: \(day) lies after \(invocation.today)")
    }
    let way = try injuryStanding(chart, day, session, invocation)
    invocation.showHead(chart, session: session)
    let said = way != nil && saysNothingElse ? [] : try said(couple, day, definition, invocation)
    if let session, let stranger = said.first(where: { !session.isFor($0.member) }) {
      throw Problem(
        .refused,
        "rate: \(chart.fullName(stranger.member)) \(session.status == .held ? "was not" : "is not expected")"
          + " at \(session.id)",
        hint: "--session names another, --on a day without one")
    }
    let audience = try invocation.audience(adding, of: couple, otherwise: Rating.usualAudience(in: session))
    let ratings = try invocation.change { change in
      if let way { try change.add(way.standing, to: way.injury) }
      if !said.isEmpty { try change.use(stored) }
      return try said.flatMap { said in
        func rating(_ audience: Audience, _ part: Said) throws -> Rating {
          let rating = try Rating(
            id: try change.nextID(.measure),
            fact: Fact(
              couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil,
              member: part.member, written: change.clock),
            session: session?.id, version: definition.version, values: part.values, tensionStart: part.tensionStart,
            tensionEnd: part.tensionEnd, alliance: part.alliance)
          guard let known = chart.records.ratings.last(where: { $0.isSameOccasion(as: rating) }) else {
            try change.add(rating)
            return rating
          }
          try confirmChange(of: known, by: rating, chart, invocation)
          let merged = try known.with(rating)
          try change.replace(merged)
          return merged
        }
        // How the work goes is the counselor's alone, so it is a record of its own.
        var shared = said
        shared.alliance = nil
        var own = Said(member: said.member)
        own.alliance = said.alliance
        let hasShared = !said.values.isEmpty || said.tensionStart != nil || said.tensionEnd != nil
        return try (hasShared || said.alliance == nil ? [rating(audience, shared)] : [])
          + (said.alliance == nil ? [] : [rating(Rating.usualAudience(in: session, isOfAlliance: true), own)])
      }
    }
    let now = try invocation.chart(of: couple)
    let rated = way.flatMap { way in now.records.injuries.first { $0.id == way.injury.id } }
    let objects = ratings.map { chart.json($0) } + (rated.map { [now.json($0)] } ?? [])
    invocation.show(
      ratings.map(chart.echo) + (way.map { [chart.echo($0.standing, of: $0.injury)] } ?? []),
      json: objects.count == 1 ? objects[0] : .array(objects))
  }

  /// Whether only the way back from an injury is rated.
  private var saysNothingElse: Bool {
    values.isEmpty && tensionStart == nil && tensionEnd == nil && alliance == nil
  }

  /// What one of the two says of the way back from an injury: each is asked only for their own part in it.
  private func injuryStanding(
    _ chart: Seen, _ day: Day, _ session: Session?, _ invocation: Invocation
  ) throws(Problem) -> (injury: Injury, standing: Injury.Standing)? {
    guard let value = willingness ?? effort else {
      guard injury == nil else {
        throw Problem(.usage, "injury: the rating is missing", hint: "--willingness N or --effort N")
      }
      return nil
    }
    guard willingness == nil || effort == nil else {
      throw Problem(.usage, "willingness: is asked of the one, effort of the other", hint: "one of the two")
    }
    guard let injury else { throw Problem(.usage, "injury: is missing", hint: "--injury names what it is about") }
    guard let member else { throw Problem(.usage, "member: is missing", hint: "--member names who rates") }
    let by = try invocation.member(named: member, of: chart.couple, field: "member")
    let found = try invocation.injury(injury, guardedBy: chart.couple.handle.description).injury
    let asked = willingness == nil ? found.doneBy : found.fact.member
    guard by == asked else {
      let part = willingness == nil ? "effort: it is asked of who did it" : "willingness: it is asked of who was hurt"
      throw Problem(.refused, "\(part), \(asked.map(chart.fullName) ?? "")")
    }
    try invocation.requireKnown(found, to: by, field: "member", chart)
    if let risk = chart.suspending {
      throw Problem(.refused, "\(found.id) is suspended while \(risk.id) is open")
    }
    guard day >= found.fact.day else {
      throw Problem(.badData, "on: \(day) lies before the injury was named, \(found.fact.day)")
    }
    // Like the ratings beside it: what is rated in an hour of one alone is theirs.
    let usual = found.fact.audience.narrowed(by: session?.fact.audience ?? .joint)
    let typed = adding.audience == nil ? usual : try invocation.audience(adding, saidOf: found, in: chart)
    return (
      found,
      try Injury.Standing(
        day: day, by: by, value: value, session: session?.id,
        audience: typed == found.fact.audience ? nil : typed)
    )
  }

  /// Said twice for one occasion is most often a correction, or the other partner's values.
  private func confirmChange(of known: Rating, by new: Rating, _ chart: Seen, _ invocation: Invocation) throws(Problem)
  {
    guard !known.contradictions(by: new).isEmpty, let member = known.fact.member else { return }
    if invocation.canAsk, !invocation.options.yes, invocation.reader == .counselor {
      for change in known.contradictions(by: new) {
        invocation.inform("\(change.what): \(change.before) before, \(change.now) now")
      }
    }
    let said = "\(chart.fullName(member)) has other ratings of \(known.fact.day.withWeekday) already (\(known.id))"
    guard try invocation.confirm("\(said). Put these in their place?", otherwise: false) else {
      throw Problem(.refused, said, hint: "--yes puts these in their place")
    }
  }

  /// The session named, else today's where whoever rates was there or is expected, else none: without one, and with
  /// `--on`, the ratings stand at their day alone.
  private func ratedSession(_ chart: Seen, _ invocation: Invocation) throws(Problem) -> Session? {
    let rater = (member ?? values.first).flatMap { name in
      // Who it is, where that is open, is asked with the values.
      try? invocation.directory().member(matching: name, of: chart.couple, field: "member").id
    }
    return try invocation.session(
      named: session, orOfTodayWith: rater.map { [$0] } ?? chart.members, on: on, in: chart)
  }

  private func said(
    _ couple: Couple, _ day: Day, _ definition: RatingsDefinition, _ invocation: Invocation
  ) throws(Problem) -> [Said] {
    if let member {
      var said = Said(member: try invocation.member(named: member, of: couple, field: "member"))
      for text in values {
        let typed = Assignment(text)
        guard let value = typed.value, let domain = Domain(rawValue: Folding.fold(typed.name)) else {
          let near = Nearest.words(to: Folding.fold(typed.name), among: Domain.allCases.map(\.rawValue))
          throw Problem(
            .usage, "rate: '\(text.shownOnOneLine(limit: 40))' is no rating",
            hint: near.isEmpty ? "DOMAIN=VALUE, as trust=6" : "did you mean \(near[0])")
        }
        said.values[domain] = try Self.value(value, domain.rawValue)
      }
      said.tensionStart = tensionStart
      said.tensionEnd = tensionEnd
      said.alliance = alliance
      return [said]
    }
    guard let name = values.first else { return try asked(couple, day, definition, invocation) }
    var said = Said(member: try invocation.member(named: name, of: couple, field: "rate"))
    var numbers: [String] = []
    for text in values.dropFirst() {
      if text.hasPrefix("t") {
        let parts = text.dropFirst().split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let start = parts[0], let end = parts[1] else {
          throw Problem(.usage, "tension: '\(text.shownOnOneLine(limit: 40))' is not written as t8-6")
        }
        (said.tensionStart, said.tensionEnd) = (start, end)
      } else if text.hasPrefix("a") {
        guard let number = Int(text.dropFirst()) else {
          throw Problem(.usage, "alliance: '\(text.shownOnOneLine(limit: 40))' is not written as a8")
        }
        said.alliance = number
      } else {
        numbers.append(text)
      }
    }
    guard numbers.count == Domain.allCases.count else {
      throw Problem(
        .badData, "rate: \(numbers.count) values are given; there are \(Domain.allCases.count) domains",
        hint: "in the order \(Domain.allCases.map(\.rawValue).joined(separator: " ")); - skipped, d prefers not")
    }
    for (domain, text) in zip(Domain.allCases, numbers) { said.values[domain] = try Self.value(text, domain.rawValue) }
    return [said]
  }

  /// Asks every member in turn; what the other said has left the screen by then.
  private func asked(
    _ couple: Couple, _ day: Day, _ definition: RatingsDefinition, _ invocation: Invocation
  ) throws(Problem) -> [Said] {
    guard invocation.canAsk else {
      throw Problem(
        .usage, "rate: the values are missing", hint: "NAME and eight values, or --member NAME with trust=6")
    }
    var all: [Said] = []
    for member in couple.members(on: day) {
      var said = Said(member: member)
      let name = try invocation.directory().client(member)?.name ?? "\(member)"
      // Keys that were meant for the one before aren't the next one's answers.
      if !all.isEmpty, invocation.ask("Thank you. Now \(name): Enter begins ") == nil { throw Invocation.stopped }
      var (place, isWrong) = (0, false)
      while place < definition.items.count {
        // One question at a time: what was said to the others isn't read along.
        invocation.clearScreen()
        invocation.inform(name)
        if isWrong { invocation.inform("rate: it has to be 0 to 10, or one of - d <") }
        isWrong = false
        let item = definition.items[place]
        let prompt = "\(item.item) (0 \(item.low) – 10 \(item.high), - skip, d prefers not, < one back): "
        let line = invocation.surroundings.readAnswer(prompt) { Invocation.isJudged($0, among: Self.words) }
        guard let line = line?.trimmed else { throw Invocation.stopped }
        if line == "<" {
          place = max(0, place - 1)
        } else if let value = try? Self.value(line, item.domain.rawValue) {
          said.values[item.domain] = value
          place += 1
        } else {
          isWrong = true
        }
      }
      all.append(said)
    }
    invocation.clearScreen()
    return all
  }

  /// What is an answer where each rating is asked.
  private static let words = Rating.range.map(String.init) + ["-", "d", "<"]

  private static func value(_ text: String, _ field: String) throws(Problem) -> Rating.Value {
    switch text {
    case "-": return .skipped
    case "d": return .declined
    default:
      guard let number = Int(text), Rating.range.contains(number) else {
        throw Problem(.badData, "\(field): '\(text.shownOnOneLine(limit: 40))' is not 0 to 10, - or d")
      }
      return .value(number)
    }
  }
}
