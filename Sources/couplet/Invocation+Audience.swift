import CoupletCore
import CoupletReports

/// Who a page is for, and who may know of what is entered.
extension Invocation {
  /// Who a reading command shows a couple's chart to.
  func viewer(_ reading: ReadingOptions, of couple: Couple?) throws(Problem) -> Audience {
    let asked = try reading.audience.map { (word) throws(Problem) in try audience(word, of: couple) }
    guard reading.desk else { return asked ?? .counselor }
    guard asked == nil || asked == .joint else {
      throw Problem(.usage, "audience: --desk shows only what is joint", hint: "leave one of the two out")
    }
    return .joint
  }

  /// `joint`, `counselor` or a member's name.
  func audience(_ word: String, of couple: Couple?) throws(Problem) -> Audience {
    switch Folding.fold(word) {
    case "joint": return .joint
    case "counselor": return .counselor
    default:
      guard let couple else {
        throw Problem(.usage, "audience: a member's name goes with one couple")
      }
      guard !["both", "all", "everyone", "everybody", "couple", "partners"].contains(Folding.fold(word)) else {
        throw Problem(
          .usage, "audience: '\(word.shownOnOneLine(limit: 40))' is none",
          hint: "joint is for both, counselor for you alone")
      }
      return .member(try member(named: word, of: couple, field: "audience"))
    }
  }

  /// Who is meant by the word; left out, it is chosen.
  func neededAudience(_ word: String?, of couple: Couple) throws(Problem) -> Audience {
    if let word { return try audience(word, of: couple) }
    let directory = try directory()
    let all = [Audience.joint, .counselor] + directory.members(of: couple).map { .member($0.id) }
    let chosen = try choose("\(directory.title(of: couple)) · who may see it?", among: all) { audience in
      switch audience {
      case .joint: "joint · both partners"
      case .counselor: "counselor · you alone"
      case .member(let member): directory.client(member)?.name ?? "\(member)"
      }
    }
    guard let chosen else { throw missing("audience", as: "joint, counselor or NAME") }
    return chosen
  }

  /// The audience of a new fact: what was asked for, else what it belongs to says.
  func audience(_ adding: AddingOptions, of couple: Couple, otherwise: Audience) throws(Problem) -> Audience {
    try adding.audience.map { (word) throws(Problem) in try audience(word, of: couple) } ?? otherwise
  }

  /// The same for what belongs to a day and to no hour: where its hours were of one alone, and others would see it, that is
  /// asked; without a terminal it is said.
  func audience(
    _ adding: AddingOptions, in chart: Seen, on day: Day, of member: Client.ID? = nil, otherwise usual: Audience
  ) throws(Problem) -> Audience {
    if let word = adding.audience { return try audience(word, of: chart.couple) }
    let narrower = chart.audienceOfHours(on: day, usual, of: member)
    guard narrower != usual else { return usual }
    let hour =
      "\(day == today ? "today's hour" : "the hour of \(day.withWeekday)") was for \(chart.words(for: narrower))"
    // A yes to all questions is none to this one.
    guard canAsk, !options.yes else {
      tellCounselor("\(hour), and this may be shown to \(chart.words(for: usual)); --audience says who may see it")
      return usual
    }
    return try confirm("\(hour). May \(chart.words(for: usual)) see this?", otherwise: false) ? usual : narrower
  }

  /// The audience of what is said later of a record: nil for all who may see that, or fewer.
  ///
  /// - Parameters:
  ///   - day: when it was told, nil where that was to an hour of its own, or by both.
  ///   - member: who told it.
  func audience(
    _ adding: AddingOptions, saidOf record: any Recorded, in chart: Seen, on day: Day? = nil,
    of member: Client.ID? = nil
  ) throws(Problem) -> Audience? {
    let whole = record.fact.audience
    let asked =
      if let day {
        try audience(adding, in: chart, on: day, of: member, otherwise: whole)
      } else {
        try audience(adding, of: chart.couple, otherwise: whole)
      }
    guard whole.narrowed(by: asked) == asked else {
      throw Problem(
        .refused, "audience: \(record.id) may be shown to \(chart.words(for: whole))",
        hint: "what is said of it goes to no one else")
    }
    return asked == whole ? nil : asked
  }
}
