import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct TallyCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "tally",
    abstract: "Count what one of them did in a session; 0 is seen not to be, left out is not looked for",
    discussion: """
      couplet tally dana-rob --member Dana --criticism 2 --contempt 0 --repair accepted --repair missed
      couplet tally s41 --member Rob --validation +1
      couplet tally s41 --member Rob --minutes-observed 30
      """)

  /// How an attempt at repair was taken.
  enum Repair: String, ExpressibleByArgument, CaseIterable { case accepted, missed, rejected }
  /// How something vulnerable was taken.
  enum Disclosure: String, ExpressibleByArgument, CaseIterable { case received, missed, punished }
  /// What became of a time-out.
  enum Timeout: String, ExpressibleByArgument, CaseIterable { case called, honoured, returned }

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "A session's id, COUPLE or COUPLE@DATE")
  var session: String
  @Option(help: "Whom you counted")
  var member: String?
  @Option(help: "N, or +N for more") var criticism: Count?
  @Option(help: "N, or +N for more") var contempt: Count?
  @Option(help: "N, or +N for more") var defensiveness: Count?
  @Option(help: "N, or +N for more") var stonewalling: Count?
  @Option(help: "N, or +N for more") var gentleStart: Count?
  @Option(help: "N, or +N for more") var appreciation: Count?
  @Option(help: "N, or +N for more") var responsibility: Count?
  @Option(help: "N, or +N for more") var soothing: Count?
  @Option(help: "N, or +N for more") var validation: Count?
  @Option(help: "N, or +N for more") var iStatement: Count?
  @Option(help: "N, or +N for more") var curiosity: Count?
  @Option(help: "One more, by how it was received; may be repeated") var disclosure: [Disclosure] = []
  @Option(help: "One more attempt, by how it was taken; may be repeated") var repair: [Repair] = []
  @Option(help: "One more, by what became of it; may be repeated") var timeout: [Timeout] = []
  @Option(help: "For how many minutes you counted; the session's when left out")
  var minutesObserved: Int?

  /// A count as typed: what it is, or how many more.
  struct Count: ExpressibleByArgument {
    let number: Int
    let isMore: Bool

    init?(argument: String) {
      // Far beyond what is allowed, so that the rule is what says no; sums stay numbers.
      guard argument.first != "-", let number = Int(argument), number < 1_000_000 else { return nil }
      self.number = number
      isMore = argument.hasPrefix("+")
    }
  }

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, session) = try invocation.session(session, guardedBy: guardOptions.couple)
    // Who counts while it runs has it entered as planned only; another day's plan can't have been counted in.
    guard session.status == .held || session.status == .planned && session.fact.day == invocation.today else {
      throw Problem(.refused, "session: \(session.id) is \(session.status.rawValue), not held")
    }
    let member = try invocation.neededMember(member, of: chart.couple, field: "member")
    guard session.isFor(member) else {
      throw Problem(.refused, "member: \(chart.fullName(member)) was not at \(session.id)")
    }
    invocation.showHead(chart, session: session)
    let known = chart.records.tallies.first { $0.session == session.id && $0.fact.member == member }
    let tally = try invocation.change { change in
      let tally = try Tally(
        id: try known?.id ?? change.nextID(.entry),
        fact: known?.fact
          ?? Fact(
            couple: chart.couple.id, day: session.fact.day, audience: Tally.usualAudience, member: member,
            written: change.clock),
        session: session.id, minutes: minutesObserved ?? known?.minutes, counts: counts(over: known?.counts ?? [:]))
      if let known { try confirmChange(of: known, in: chart, invocation) }
      if known == nil { try change.add(tally) } else { try change.replace(tally) }
      return tally
    }
    invocation.show([chart.echo(tally)], json: chart.json(tally))
  }

  /// A number in the place of another one is asked about, with both; what is added to it isn't.
  private func confirmChange(of known: Tally, in chart: Seen, _ invocation: Invocation) throws(Problem) {
    let changed = typed.compactMap { key, count -> String? in
      guard let count, !count.isMore, let before = known.counts[key], before != count.number else { return nil }
      return "\(key.rawValue): \(before) before, \(count.number) now"
    }
    guard !changed.isEmpty else { return }
    if invocation.canAsk, !invocation.options.yes { for line in changed { invocation.inform(line) } }
    let said = "\(known.fact.member.map(chart.fullName) ?? "") was counted at \(known.session) already (\(known.id))"
    guard try invocation.confirm("\(said). Put these in their place?", otherwise: false) else {
      throw Problem(.refused, said, hint: "+N adds to it, --yes puts these in their place")
    }
  }

  private var typed: [(Tally.Key, Count?)] {
    [
      (.criticism, criticism), (.contempt, contempt), (.defensiveness, defensiveness), (.stonewalling, stonewalling),
      (.gentleStart, gentleStart), (.appreciation, appreciation), (.responsibility, responsibility),
      (.soothing, soothing), (.validation, validation), (.iStatement, iStatement), (.curiosity, curiosity),
    ]
  }

  /// What was counted before with what is counted now put over it.
  private func counts(over known: [Tally.Key: Int]) throws(Problem) -> [Tally.Key: Int] {
    var counts = known
    for case (let key, let count?) in typed { counts[key] = (count.isMore ? counts[key] ?? 0 : 0) + count.number }
    let events =
      disclosure.map { "disclosure-\($0.rawValue)" } + repair.map { "repair-\($0.rawValue)" }
      + timeout.map { "timeout-\($0.rawValue)" }
    for key in events.compactMap(Tally.Key.init(rawValue:)) { counts[key, default: 0] += 1 }
    guard counts != known || minutesObserved != nil else {
      throw Problem(.usage, "tally: there is nothing to enter", hint: "couplet help tally lists what is counted")
    }
    return counts
  }
}
