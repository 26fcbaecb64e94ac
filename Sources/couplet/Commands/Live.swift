import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct SessionLive: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "live", abstract: "Capture line by line while a session runs; each line is saved as it is entered",
    discussion: """
      couplet session live dana-rob
      couplet session live dana-rob --present Rob --kind individual
      couplet session live dana-rob < lines.txt

      Today's session is taken: one that runs, else one that is planned, else a new one that begins now. A line that
      begins with / is a command: /help lists them. The lines wait for the session's note, also after a crash.
      """)

  /// Minutes before its start and after its end in which a session counts as the one that runs.
  static let slack = 30

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Option(help: "Who it is meant for")
  var kind: Session.Kind?
  @Option(help: "Where")
  var mode: Session.Mode?
  @Option(help: "Who is there; repeat for each; all when left out")
  var present: [String] = []
  @Flag(help: "A second session on this day")
  var extra = false
  @Option(help: "The format of the note that is made of the lines")
  var format: String?

  func reader() -> Reader { .screen }

  func run(_ invocation: Invocation) async throws {
    let couple = try invocation.couple(couple)
    let echo = LiveCapture.Echo(invocation.surroundings.write)
    let running = extra ? nil : try runningSession(in: try invocation.chart(of: couple), invocation)
    if let running {
      guard kind == nil, mode == nil, present.isEmpty else {
        throw Problem(
          .refused, "\(running.id) of today is held already",
          hint: "session edit \(running.id) changes it, --extra makes another")
      }
    } else {
      try hold(couple, invocation, echo)
    }
    let chart = try invocation.chart(of: couple)
    guard let session = running ?? chart.held.filter({ $0.fact.day == invocation.today }).max(by: { $0.id < $1.id })
    else { throw Problem(.internalFault, "session: the one of today is not there") }
    var capture = LiveCapture(
      invocation: invocation, couple: couple, session: session, format: format, echo: echo)
    try await capture.run(chart)
  }

  /// The session of today that is held: the one that runs now; without one planned, the last, asked for if it is over.
  private func runningSession(in chart: Seen, _ invocation: Invocation) throws(Problem) -> Session? {
    let today = chart.records.sessions.filter { $0.fact.day == chart.today }
    let held = today.filter { $0.status == .held }
    let now = chart.today.number * 1440 + invocation.timeOfDay.minutes
    // One that began before midnight may run still.
    let running = chart.held.last { session in
      guard let span = session.hour?.span else { return false }
      return (span.lowerBound - Self.slack...span.upperBound + Self.slack).contains(now)
    }
    if let running { return running }
    guard !today.contains(where: { $0.status == .planned }), let last = held.last else { return nil }
    if let start = last.start {
      // Others may be in the room by now, and it would be their lines.
      let said = "\(last.id) of today began at \(start)"
      guard try invocation.confirm("\(said). Go on with it?", otherwise: false) else {
        throw Problem(.refused, said, hint: "--extra begins another one, --yes goes on with it")
      }
    }
    return last
  }

  /// Enters the session as held: the one planned nearest to now, else a new one from now on.
  private func hold(_ couple: Couple, _ invocation: Invocation, _ echo: LiveCapture.Echo) throws {
    let now = invocation.timeOfDay
    let planned = try invocation.chart(of: couple).records.sessions.filter {
      $0.fact.day == invocation.today && $0.status == .planned
    }
    let nearest = planned.min { left, right in
      abs((left.start ?? now).minutes - now.minutes) < abs((right.start ?? now).minutes - now.minutes)
    }
    let start = extra || nearest == nil ? now : nearest?.start
    var held = HeldSession(attendees: Attendees(present: present), day: invocation.today, start: start)
    held.kind = kind
    held.mode = mode
    held.isExtra = extra
    // It is shown before the first line is asked for, and in the journal it is the command that it would be alone.
    var surroundings = invocation.surroundings
    surroundings.write = invocation.options.json ? { _ in 0 } : echo.write
    let adding = try Invocation(
      options: invocation.options, surroundings: surroundings, arguments: invocation.arguments,
      name: CommandTree.name(of: SessionAdd.self), reader: .counselor, within: invocation)
    try adding.enter(held, of: couple)
    try adding.finish()
  }
}
