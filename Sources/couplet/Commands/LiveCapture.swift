import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

/// The loop of live capture: each line is a transaction of its own, so that what was entered is there whatever happens.
struct LiveCapture {
  let invocation: Invocation
  let couple: Couple
  private(set) var session: Session
  /// The format of the note that is made of the lines, where one was named.
  let format: String?

  /// What was entered in this run, for `/undo`.
  private var entered: [Entered] = []
  /// The one member in the room, nil while all of the session are.
  private var alone: Client.ID?
  /// Lines that weren't taken.
  private var refused = 0
  private var wasInterrupted = false
  /// What is said at once on standard output.
  private let echo: Echo

  /// Standard output while lines are taken: where it can't be written, that is said at the end, and no line is lost by it.
  final class Echo {
    private let output: (String) -> Int32
    /// What went wrong, nil where nothing did.
    private(set) var problem: Problem?

    init(_ output: @escaping (String) -> Int32) { self.output = output }

    func write(_ text: String) -> Int32 {
      let failed = Surroundings.problem(ofWriting: output(text), hint: "what was entered is kept")
      problem = problem ?? failed
      return 0
    }
  }

  private enum Entered {
    case line(Jot)
    /// Another command, by its name.
    case command(String)

    /// A line's text.
    var text: String? { if case .line(let jot) = self { jot.text } else { nil } }
  }

  init(invocation: Invocation, couple: Couple, session: Session, format: String?, echo: Echo) {
    self.echo = echo
    self.invocation = invocation
    self.couple = couple
    self.session = session
    self.format = format
    alone = session.present.count == 1 ? session.present[0] : nil
  }

  var surroundings: Surroundings { invocation.surroundings }

  /// Takes lines to the end, and offers the draft of a note.
  mutating func run(_ chart: Seen) async throws {
    invocation.showHead(chart, session: session)
    resume(chart)
    if surroundings.isInteractive {
      surroundings.writeError("/help lists the commands, /done ends\n")
      surroundings.writeError(discreet(chart).map { $0 + "\n" }.joined())
    }
    let isClosed: Bool
    do {
      defer { surroundings.releaseTerminal() }
      isClosed = try await capture()
    }
    // What the file says now is another's.
    guard !hasStopped else {
      throw Problem(
        .damaged, "live: the practice file was replaced, moved or deleted; \(Self.count(refused)) not saved",
        hint: .listDrafts)
    }
    let all = try waiting(invocation.chart(of: couple)).count
    let before = all > countOfLines ? ", \(all) with those of before" : ""
    say(["\(session.id) · \(couple.handle) · \(Self.count(countOfLines)) captured\(before)"])
    if invocation.options.json {
      let chart = try invocation.chart(of: couple)
      invocation.show(
        [], json: ["session": chart.json(session), "jots": .array(waiting(chart).map { chart.json($0) })])
    }
    if invocation.canAsk, !isClosed, !invocation.options.json { try await offerNotes() }
    guard refused == 0 || surroundings.isInteractive else {
      throw Problem(.refused, "live: \(Self.count(refused)) not taken; what was wrong stands above")
    }
    if let problem = echo.problem { throw problem }
  }

  /// Takes lines until the end; true when the terminal went away.
  private mutating func capture() async throws -> Bool {
    while true {
      switch surroundings.readLiveLine(prompt) {
      case .end: return false
      case .closed(let rest):
        // What was typed and not entered is kept too, unless it would have been a command.
        if case .text(let text)? = try? LiveInput(rest) { try keep(text) }
        return true
      case .interrupted(let wasEmpty):
        if wasEmpty, wasInterrupted { return false }
        wasInterrupted = true
        surroundings.writeError("/done ends; what was entered is kept\n")
      case .unreadable:
        refuse(Problem(.badData, "live: the line is not valid UTF-8; nothing was kept"))
      case .line(let line):
        wasInterrupted = false
        do {
          let input = try LiveInput(line)
          if input == .done { return false }
          try await take(input)
        } catch let problem as Problem {
          refuse(problem)
        }
      }
    }
  }

  private mutating func take(_ input: LiveInput) async throws {
    switch input {
    case .nothing, .done: break
    case .text(let text): try keep(text)
    case .help: say(Self.help)
    case .list: say(lines(try invocation.chart(of: couple)))
    case .undo: try undo()
    case .only(let name): try only(name)
    case .both: try both()
    case .command(let command, let words):
      let name = try alone.flatMap { try invocation.directory().client($0)?.name }
      let place = LiveCommand.Place(
        couple: couple.handle.description, session: session.id.description, alone: name)
      let (arguments, text) = command.arguments(words, place)
      try await perform(arguments, text: text, asking: command.rawValue)
      entered.append(.command(command.rawValue))
    case .late(let name, let minutes): try await late(name, minutes)
    case .private(let text):
      try await perform(["private", "add", session.id.description, "-"], text: text, asking: "private")
      entered.append(.command("private"))
    }
  }

  // MARK: Lines

  /// Keeps a line with the time of the clock.
  private mutating func keep(_ text: String) throws {
    let now = try now(invocation.name)
    // Where the file is gone, what was entered in this run may be gone with it.
    let before = hasStopped ? [] : entered.compactMap(\.text)
    now.unsaved = [("lines of \(session.id)", (before + [text]).joined(separator: "\n"))]
    let jot = try now.change { change in
      let jot = try Jot(
        id: try change.nextID(.jot),
        fact: Fact(couple: couple.id, day: session.fact.day, audience: Jot.usualAudience, written: change.clock),
        time: now.timeOfDay, text: text, session: session.id, heardBy: alone)
      try change.add(jot)
      return jot
    }
    entered.append(.line(jot))
  }

  /// Whether the practice file was found replaced, moved or deleted in this run.
  private var hasStopped: Bool { (try? invocation.practice().hasStopped) ?? false }

  private mutating func undo() throws {
    switch entered.last {
    case nil:
      throw Problem(.refused, "undo: no line of this run is left", hint: "couplet undo takes back what came before")
    case .command(let name):
      throw Problem(.refused, "undo: the last thing entered was /\(name); couplet undo takes that back")
    case .line(let last):
      let chart = try invocation.chart(of: couple)
      try now(invocation.name).change { try $0.drop(last) }
      entered.removeLast()
      say(["taken back: \(last.id)"])
      if surroundings.isInteractive { surroundings.writeError(discreet([last], chart).map { $0 + "\n" }.joined()) }
    }
  }

  private var countOfLines: Int {
    entered.count { if case .line = $0 { true } else { false } }
  }

  /// The lines as all in the room may see them: of what another said alone only how much there is.
  private func discreet(_ chart: Seen) -> [String] { discreet(waiting(chart), chart) }

  private func discreet(_ jots: [Jot], _ chart: Seen) -> [String] {
    lines(jots.filter { $0.heardBy == nil || $0.heardBy == alone }, chart)
      + chart.couple.everyMember.filter { $0 != alone }.compactMap { member in
        let count = jots.count { $0.heardBy == member }
        return count > 0 ? "\(Self.count(count)) with \(chart.name(member)) alone" : nil
      }
  }

  private func lines(_ chart: Seen) -> [String] { lines(waiting(chart), chart) }

  private func lines(_ jots: [Jot], _ chart: Seen) -> [String] {
    jots.map { jot in
      let who = jot.heardBy.map { " \(chart.name($0))" } ?? ""
      return "\(jot.time)\(who)  \(chart.text(jot.text).shown(keepingLines: false))"
    }
  }

  // MARK: Who is in the room

  /// Has the one who was alone in the room, when the last line was entered, be so again.
  private mutating func resume(_ chart: Seen) {
    let last = chart.records.jots.filter { $0.session == session.id }.max { $0.id < $1.id }
    guard session.present.count > 1, let hearer = last?.heardBy, session.present.contains(hearer) else { return }
    alone = hearer
    invocation.inform("\(chart.name(hearer)) alone is in the room, as before; /both when all are")
  }

  /// Enters that one of them came late, who may not have been entered as present.
  private mutating func late(_ name: String, _ minutes: Int?) async throws {
    // Left out, they came in just now.
    let since = session.start.map { invocation.timeOfDay.minutes - $0.minutes }.flatMap { $0 > 0 ? $0 : nil }
    let late = name + ((minutes ?? since).map { "=\($0)" } ?? "")
    try await perform(["session", "edit", session.id.description, "--late", late], text: nil, asking: "late")
    entered.append(.command("late"))
    session = try invocation.chart(of: couple).session(session.id) ?? session
  }

  private mutating func only(_ name: String) throws {
    let member = try invocation.directory().member(matching: name, of: couple, field: "only")
    guard session.present.contains(member.id) else {
      throw Problem(
        .refused, "only: \(member.name) is not entered as present in \(session.id)",
        hint: "couplet session edit \(session.id)")
    }
    alone = member.id
  }

  private mutating func both() throws {
    guard session.present.count > 1 else {
      throw Problem(
        .refused, "both: \(session.id) has one member present", hint: "couplet session edit \(session.id)")
    }
    alone = nil
  }

  // MARK: Other commands

  /// A step of the capture with the time of the clock, for the journal under a name.
  func now(_ name: String) throws(Problem) -> Invocation {
    try Invocation(
      options: invocation.options, surroundings: surroundings, arguments: invocation.arguments, name: name,
      reader: invocation.reader, within: invocation)
  }

  /// Runs another command on the open practice; a text goes to its standard input, or is asked for.
  private func perform(_ arguments: [String], text: String?, asking field: String) async throws {
    var inner = surroundings
    inner.readInput = { [surroundings] in
      if let text { return Data(text.utf8) }
      // As of a line of the capture, half of it is kept where the terminal goes.
      let prompt = "\(field): "
      switch surroundings.isInteractive ? surroundings.readText(prompt) : surroundings.readLiveLine(prompt) {
      case .line(let text), .closed(let text): return Data(text.utf8)
      case .end, .interrupted, .unreadable: return Data()
      }
    }
    inner.write = invocation.options.json ? { _ in 0 } : echo.write
    try await Program(surroundings: inner).perform(arguments, within: invocation)
  }

  static let help = [
    "TEXT                            kept with its time; //TEXT begins with a slash",
    "/tally NAME criticism 2 repair accepted    that much more of it",
    "/homework EXERCISE [--for NAME] gives homework; - asks for your own words",
    "/promise --by NAME TEXT         enters a promise",
    "/agenda TEXT                    starts the next session; --mine: you owe it",
    "/win TEXT                       enters what went well; --by NAME: whose it is",
    "/late NAME [MINUTES]            NAME came late; just now when left out",
    "/measure SCALE --member NAME    enters a sheet",
    "/rate NAME 2 4 3 1 3 5 2 3      enters practice ratings",
    "/risk --member NAME --kind KIND enters a risk, for you alone; asks for the text",
    "/private                        asks for a line of the psychotherapy notes",
    "/only NAME                      NAME alone is in the room, for no other's note",
    "/both                           all are in the room again",
    "/list                           the lines so far, also those said alone",
    "/undo                           takes back the line that was entered last",
    "/done                           ends, as Ctrl-D does; /d is enough, and of each",
    "                                command what begins no other",
    "",
    "/tally, /homework, /promise, /measure, /rate, /risk, /agenda and /win take the",
    "options of couplet help tally and so on.",
  ]

  // MARK: Saying

  /// Says at once what was asked for.
  private func say(_ lines: [String]) {
    if !invocation.options.json { _ = echo.write(lines.map { $0 + "\n" }.joined()) }
  }

  private mutating func refuse(_ problem: Problem) {
    refused += 1
    surroundings.report(invocation.discretion.said(problem))
  }

  static func count(_ number: Int) -> String { "\(number) line\(number == 1 ? "" : "s")" }

  private var prompt: String {
    let (clock, zone) = surroundings.now()
    let who = alone.flatMap { try? invocation.directory().client($0)?.shortName }.map { " \($0)" } ?? ""
    return "\(clock.minute(offset: zone.offset))\(who) › "
  }
}
