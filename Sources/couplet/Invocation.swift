import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

/// One command being carried out: its options, the day it takes as today, the open practice, and its output.
///
/// Output is held back until the command is done, so that standard output stays empty where it fails.
final class Invocation {
  let options: CommonOptions
  let surroundings: Surroundings
  let arguments: [String]
  /// The command's name, as the journal keeps it.
  let name: String
  /// Who looks at what is printed.
  let reader: Reader
  /// The moment of the clock and its zone, taken once.
  let clock: Instant
  let zone: Zone
  /// The day that relative days and pages go by.
  let today: Day
  private var output = ""
  private var hasChanged = false
  private var closed: ClosedPractice?
  private var openPractice: Practice?
  /// Whether lines that were written while the file was locked are taken in when it is opened.
  var takesInbox = true
  private var readDirectory: Directory?
  /// Whether it runs within another command, which opened the practice and will close it.
  let isWithinAnother: Bool

  /// - Parameter outer: the command within which this one runs; it gives its practice and its day.
  init(
    options: CommonOptions, surroundings: Surroundings, arguments: [String], name: String,
    reader: Reader, within outer: Invocation? = nil
  ) throws(Problem) {
    var options = options
    options.today = options.today ?? outer?.options.today
    options.noInput = options.noInput || outer?.options.noInput == true
    self.options = options
    isWithinAnother = outer != nil
    (closed, openPractice) = (outer?.closed, outer?.openPractice)
    self.surroundings = surroundings
    self.arguments = arguments
    self.name = name
    self.reader = reader
    (clock, zone) = surroundings.now()
    if let text = options.today {
      guard let day = Day(iso: text) else {
        throw Problem(
          .usage, "today: '\(text.shownOnOneLine(limit: 40))' is not a day", hint: "write it as YYYY-MM-DD")
      }
      today = day
    } else {
      today = clock.day(offset: zone.offset)
    }
  }

  // MARK: The practice

  /// The absolute path of the practice file.
  var path: String {
    let environment = surroundings.environment
    let path = options.file ?? environment["COUPLET_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    return path.map(Folders.absolute) ?? Folders.data(environment) + "/couplet/practice.couplet"
  }

  /// Whether the file is the one that the program places itself.
  var isUsualPath: Bool { options.file == nil && (surroundings.environment["COUPLET_FILE"] ?? "").isEmpty }

  /// The practice, opened when first used.
  func practice() throws(Problem) -> Practice {
    if let openPractice { return openPractice }
    let closed = try closedPractice()
    return try practice(closed, key: try key(for: closed))
  }

  /// The practice file before it is opened, looked at once.
  func closedPractice() throws(Problem) -> ClosedPractice {
    if let closed { return closed }
    let closed = try ClosedPractice(at: path)
    self.closed = closed
    return closed
  }

  /// The practice, opened by a key that is at hand.
  func practice(_ closed: ClosedPractice, key: PracticeKey?) throws(Problem) -> Practice {
    let practice = try closed.open(key)
    openPractice = practice
    sayNotices()
    // What another sees on the screen names nobody, and brings nothing in.
    let isForCounselor = reader == .counselor
    if takesInbox, isForCounselor, closed.hasInbox { sayIntake(practice.takeIn(stamp)) }
    // Sheets that were answered on a screen call for the counselor here, at the next command; neutral words, no name.
    if canAsk, isForCounselor {
      for id in try practice.openRisks() { inform("\(id) waits for your answer: couplet answers review \(id)") }
    }
    return practice
  }

  /// Closes the practice before the command's end, for what needs the file to itself.
  func closePractice() {
    sayNotices()
    openPractice?.close()
    openPractice = nil
  }

  /// Says what the file has to say about itself.
  private func sayNotices() {
    for notice in openPractice?.takeNotices() ?? [] { inform(notice) }
  }

  /// Says which lines of the inbox were taken in, and that others wait.
  func sayIntake(_ intake: Practice.Intake) {
    for (jot, couple, wider) in intake.taken {
      let wider = wider.map { " · for you alone, though written for \($0.shownOnOneLine(limit: 40))" } ?? ""
      inform("taken in: \(jot.id) · \(couple.handle) · \(jot.fact.day.withWeekday) \(jot.time)\(wider)")
    }
    let (waiting, unreadable) = (intake.waiting, intake.unreadable)
    if waiting > 0 { inform("\(waiting) line\(waiting == 1 ? " waits" : "s wait") in the inbox: couplet inbox list") }
    if unreadable > 0 {
      inform("\(unreadable) line\(unreadable == 1 ? "" : "s") in the inbox can't be read: couplet inbox list says why")
    }
    if let problem = intake.problem { inform("lines stay in the inbox: \(problem)") }
  }

  /// All couples and clients, read once.
  func directory() throws(Problem) -> CoupletCore.Directory {
    if let readDirectory { return readDirectory }
    let directory = try practice().directory()
    readDirectory = directory
    return directory
  }

  /// What the journal gets to know of this command.
  var stamp: CommandStamp {
    CommandStamp(
      command: name, clock: clock, today: options.today == nil ? nil : today,
      who: surroundings.environment["USER"] ?? surroundings.environment["LOGNAME"] ?? "counselor")
  }

  /// Puts a line of the inbox into a chart.
  func take(_ line: InboxLine, into couple: Couple, _ audience: Audience) throws(Problem) -> Jot {
    defer { hasChanged = true }
    return try practice().take(line, into: couple, audience, stamp)
  }

  /// Throws a line of the inbox away.
  func drop(_ line: InboxLine) throws(Problem) {
    defer { hasChanged = true }
    try practice().drop(line, stamp)
  }

  /// Runs a changing command as one transaction.
  ///
  /// - Parameter canBeUndone: false for what stays as it is once it is said.
  @discardableResult
  func change<Value>(canBeUndone: Bool = true, _ body: (Change) throws -> Value) throws(Problem) -> Value {
    defer { readDirectory = nil }
    let value = try practice().change(stamp, canBeUndone: canBeUndone, body)
    hasChanged = true
    return value
  }

  /// Writes down that a page leaves the practice.
  func disclose(_ page: String, of chart: Seen, to whom: String?) throws(Problem) {
    try practice().disclose(
      try Disclosure(
        couple: chart.couple.id, clock: clock, day: today, page: page,
        audience: chart.isForDesk ? .joint : chart.viewer,
        toWhom: whom), stamp)
  }

  /// Prints a page and writes down that it went out.
  ///
  /// - Throws: where there is no printer, with nothing written down; and where the page is out and can't be written down.
  func print(_ text: String, _ page: String, of chart: Seen, to whom: String?) async throws {
    try await Printer(environment: surroundings.environment).print(text)
    do throws(Problem) {
      try disclose(page, of: chart, to: whom)
    } catch {
      throw Problem(
        error.kind, "print: the page is at the printer, and isn't in the list of what went out: \(error.message)",
        hint: error.hint)
    }
  }

  // MARK: Charts

  /// The couple that the words mean.
  func couple(_ query: String) throws(Problem) -> Couple { try directory().couple(matching: query) }

  /// The couple's chart as the counselor sees it.
  func chart(of couple: Couple) throws(Problem) -> Seen {
    try chart(of: couple, for: .counselor, desk: false)
  }

  /// The couple's chart as a reading command was asked to show it.
  ///
  /// - Parameter struckToo: whether the counselor sees what was entered in error; on a desk nobody does.
  func chart(of couple: Couple, _ reading: ReadingOptions, struckToo: Bool = false) throws(Problem) -> Seen {
    let viewer = try viewer(reading, of: couple)
    return try chart(of: couple, for: viewer, desk: reading.desk, struckToo: struckToo)
  }

  /// The couple's chart as a viewer may see it.
  ///
  /// - Parameter day: as of when, where that is before today.
  func chart(
    of couple: Couple, for viewer: Audience, desk: Bool, asOf day: Day? = nil, struckToo: Bool = false
  ) throws(Problem) -> Seen {
    let seen = try practice().history(of: couple).seen(
      by: viewer, asOf: min(day ?? today, today), struckToo: struckToo && !desk)
    return desk ? seen.forDesk() : seen
  }

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
      return .member(try directory().member(matching: word, of: couple, field: "audience").id)
    }
  }

  /// The member whom the words mean, where there are any.
  func member(_ query: String?, of couple: Couple, field: String) throws(Problem) -> Client.ID? {
    guard let query else { return nil }
    return try directory().member(matching: query, of: couple, field: field).id
  }

  // MARK: Days

  /// A day as typed.
  func day(_ phrase: String, field: String, _ looking: DayPhrase.Looking) throws(Problem) -> Day {
    try DayPhrase.day(phrase, field: field, today: today, looking: looking)
  }

  /// A day of something that has happened: today when left out, never after it.
  func pastDay(_ phrase: String?, field: String = "on") throws(Problem) -> Day {
    guard let phrase else { return today }
    let day = try day(phrase, field: field, .back)
    guard day <= today else { throw Problem(.badData, "\(field): \(day) lies after \(today)") }
    return day
  }

  /// A day to come, where one is given.
  func aheadDay(_ phrase: String?, field: String) throws(Problem) -> Day? {
    try phrase.map { (phrase) throws(Problem) in try day(phrase, field: field, .ahead) }
  }

  /// A day in the past to look back to, where one is given.
  func backDay(_ phrase: String?, field: String) throws(Problem) -> Day? {
    try phrase.map { (phrase) throws(Problem) in try day(phrase, field: field, .back) }
  }

  /// A time of day as typed, with the zone of the clock.
  func time(_ text: String?, field: String = "at") throws(Problem) -> MinuteOfDay? {
    guard let text else { return nil }
    guard let time = MinuteOfDay(text) else {
      throw Problem(
        .usage, "\(field): '\(text.shownOnOneLine(limit: 40))' is not a time of day", hint: "write it as 14:00")
    }
    return time
  }

  /// The wall clock's time of day.
  var timeOfDay: MinuteOfDay { clock.minute(offset: zone.offset) }

  // MARK: Asking

  /// Whether questions may be asked.
  var canAsk: Bool { surroundings.isInteractive && !options.noInput }

  /// Asks a yes-or-no question; `--yes` is a yes, and without a terminal it is what `otherwise` says.
  func confirm(_ question: String, otherwise: Bool) throws(Problem) -> Bool {
    if options.yes { return true }
    guard canAsk else { return otherwise }
    let answer = Folding.fold((surroundings.readLine("\(question.shown(keepingLines: false)) [y/N] ") ?? "").trimmed)
    return answer == "y" || answer == "yes"
  }

  /// Asks for one line, nil where the terminal has ended.
  func ask(_ prompt: String) -> String? { surroundings.readLine(prompt) }

  /// What is said when a question was answered with no.
  static var stopped: Problem { Problem(.refused, "stopped; nothing was changed") }

  /// Shows, on a terminal, whose chart text is about to go into; the command around this one has shown it.
  func showHead(_ chart: Seen, session: Session? = nil) {
    guard surroundings.isInteractive, !isWithinAnother else { return }
    let head = chart.headline(session)
    surroundings.writeError((usesColor ? "\u{1B}[1m\(head)\u{1B}[0m" : head) + "\n")
  }

  /// The same where nobody could be asked, and `--yes` would have been needed.
  var stoppedOrUnasked: Problem {
    canAsk ? Self.stopped : Problem(.refused, Self.stopped.message, hint: "without a terminal, --yes says it")
  }

  /// A text: `-` reads standard input; left out, a line is asked for on a terminal.
  ///
  /// - Parameter allowsArgument: false for clinical text, which never stands on the command line.
  func text(_ argument: String?, field: String, allowsArgument: Bool = false) throws(Problem) -> String {
    switch argument {
    case "-"?: return try Wording.text(try input(field: field), field: field)
    case let argument?:
      guard allowsArgument else {
        throw Problem(
          .usage, "\(field): text isn't taken from the command line",
          hint: "leave it out to be asked, or give - and write it to standard input")
      }
      return try Wording.text(argument, field: field)
    case nil:
      guard canAsk else {
        throw Problem(.usage, "\(field): the text is missing", hint: "give - and write it to standard input")
      }
      return try Wording.text(surroundings.readLine("\(field): ") ?? "", field: field)
    }
  }

  private func input(field: String) throws(Problem) -> String {
    let data: Data
    do { data = try surroundings.readInput() } catch {
      throw Problem(.damaged, "\(field): standard input can't be read")
    }
    guard let text = String(validating: data) else {
      throw Problem(.badData, "\(field): is not valid UTF-8")
    }
    return text
  }

  /// The audience of a new fact: what was asked for, else what it belongs to says.
  func audience(_ adding: AddingOptions, of couple: Couple, otherwise: Audience) throws(Problem) -> Audience {
    try adding.audience.map { (word) throws(Problem) in try audience(word, of: couple) } ?? otherwise
  }

  /// The audience of what is said later of a record: nil for all who may see that, or fewer.
  func audience(_ adding: AddingOptions, saidOf record: any Recorded, in chart: Seen) throws(Problem) -> Audience? {
    let whole = record.fact.audience
    let asked = try audience(adding, of: chart.couple, otherwise: whole)
    guard whole.narrowed(by: asked) == asked else {
      throw Problem(
        .refused, "audience: \(record.id) may be shown to \(chart.words(for: whole))",
        hint: "what is said of it goes to no one else")
    }
    return asked == whole ? nil : asked
  }

  // MARK: Printing

  /// Whether escape sequences for color may be printed.
  var usesColor: Bool {
    switch options.color {
    case .always: true
    case .never: false
    case .auto: surroundings.isOutputTerminal && (surroundings.environment["NO_COLOR"] ?? "").isEmpty
    }
  }

  /// Whether charts are drawn in ASCII: the locale's first variable that is set names another encoding than UTF-8.
  var drawsInASCII: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { surroundings.environment[$0] }.first { !$0.isEmpty }
    guard let locale = locale?.lowercased() else { return false }
    return !locale.contains("utf-8") && !locale.contains("utf8")
  }

  /// Prints a value as JSON or as lines, as asked for.
  func show(_ lines: @autoclosure () -> [String], json: @autoclosure () -> JSONValue) {
    if options.json {
      output += json().text() + "\n"
    } else {
      for line in lines() { output += (drawsInASCII ? line.withPlainRules : line) + "\n" }
    }
  }

  /// Prints a text that is whole as it is.
  func show(_ text: String) { output += text }

  /// What a search that found nothing ends with; for a program it is an empty array.
  func nothingFound(nearest: [String]) -> Problem {
    if options.json { _ = surroundings.write("[]\n") }
    return Problem(
      .refused, "nothing found",
      hint: nearest.isEmpty ? nil : "near words are there: \(nearest.joined(separator: ", "))")
  }

  /// Says something that only informs.
  func inform(_ line: String) { surroundings.writeError(line.shown(keepingLines: false) + "\n") }

  /// Writes what was held back.
  ///
  /// - Throws: when it can't be written; what the command changed is saved all the same.
  func finish() throws(Problem) {
    sayNotices()
    if !isWithinAnother { openPractice?.close() }
    let code = surroundings.write(output)
    guard code == 0 || code == EPIPE else {
      throw Problem(
        .cannotWrite, "output: can't be written: \(String(cString: strerror(code)).lowercased())",
        hint: hasChanged ? "what the command changed is saved" : nil)
    }
  }

  /// Says, where it is so, that a treatment has ended.
  func informIfClosed(_ couple: Couple) {
    if let closure = couple.closure { inform("\(couple.handle) was closed on \(closure.day.withWeekday)") }
  }
}
