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
  var arguments: [String]
  /// What is left of standard input once options took their lines of it.
  var inputRest: String?
  /// The command's name, as the journal keeps it.
  let name: String
  /// Who looks at what is printed.
  let reader: Reader
  /// Whether the command changes the practice, for which more has to be said than for reading.
  let changes: Bool
  /// The couple's handle, typed beforehand for the case that others get to see more.
  let typedHandle: String?
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
  /// How often a passphrase was typed that opens nothing.
  var wrongPhrases = 0
  private var readDirectory: Directory?
  /// What couldn't be read of what is about the whole practice; the rest is shown.
  private var unread: [Problem] = []
  /// Records that were named by their couple, so that nobody is asked whether they are in the right chart.
  var namedByCouple: Set<RecordID> = []
  /// Couples of whom it was said already that something is dated after today.
  var saidOfLater: Set<Couple.ID?> = []
  /// Whether it runs within another command, which opened the practice and will close it.
  let isWithinAnother: Bool

  /// - Parameter outer: the command within which this one runs; it gives its practice and its day.
  init(
    options: CommonOptions, surroundings: Surroundings, arguments: [String], name: String,
    reader: Reader, changes: Bool = false, typedHandle: String? = nil, within outer: Invocation? = nil
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
    self.reader = reader.within(outer?.reader)
    named = outer?.named
    self.changes = changes
    self.typedHandle = typedHandle
    (clock, zone) = surroundings.now()
    if let text = options.today {
      guard let day = Day(iso: text) else {
        throw Problem(
          .usage, "today: '\(text.shownOnOneLine(limit: 40))' \(Day.refusal(of: text))", hint: "write it as YYYY-MM-DD")
      }
      today = day
    } else {
      today = clock.day(offset: zone.offset)
    }
  }

  /// Puts an argument that was left out behind those that were typed.
  func complete(with added: [String]) {
    if added.contains(where: { $0.hasPrefix("-") }), !arguments.contains("--") { arguments.append("--") }
    arguments += added
  }

  // MARK: Who reads

  /// The couple that was named, for whoever sits at the screen.
  private var named: Couple?

  /// What may be said besides the page.
  var discretion: Discretion {
    // To the counselor all is said, and of a practice that isn't open nothing can be.
    let directory = reader == .counselor || openPractice == nil ? nil : try? directory()
    return Discretion(for: reader, in: directory, of: named, typed: arguments)
  }

  /// The couple that the words mean.
  func couple(_ query: String) throws(Problem) -> Couple {
    let directory = try directory()
    let couple = try directory.couple(matching: query) { (doubt) throws(Problem) in
      try decide(doubt) { directory.title(of: $0) + ($0.closure == nil ? "" : " · closed") }
    }
    named = couple
    return couple
  }

  // MARK: The practice

  /// The absolute path of the practice file, which is where a link leads that was given for it.
  ///
  /// - Throws: where no file is named and no home folder is known.
  var path: String {
    get throws(Problem) {
      let environment = surroundings.environment
      let path = options.file ?? environment["COUPLET_FILE"].flatMap { $0.isEmpty ? nil : $0 }
      if let path { return try FileLink.target(of: Folders.absolute(path)) }
      return try FileLink.target(of: Folders.data(environment) + "/couplet/practice.couplet")
    }
  }

  /// Whether the file is the one that the program places itself.
  var isUsualPath: Bool { options.file == nil && (surroundings.environment["COUPLET_FILE"] ?? "").isEmpty }

  /// The folder for what is remembered between runs, nil where none is known.
  var memory: String? { Folders.memory(surroundings.environment) }

  /// The practice, opened when first used.
  func practice() throws(Problem) -> Practice {
    if let openPractice { return openPractice }
    let closed = try closedPractice()
    return try practice(closed, key: try key(for: closed))
  }

  /// The practice file before it is opened, looked at once.
  func closedPractice() throws(Problem) -> ClosedPractice {
    if let closed { return closed }
    let closed = try ClosedPractice(at: path, memory: memory)
    self.closed = closed
    return closed
  }

  /// The practice, opened by a key that is at hand.
  func practice(_ closed: ClosedPractice, key: PracticeKey?) throws(Problem) -> Practice {
    let practice = try closed.open(key)
    openPractice = practice
    sayNotices()
    sayDoubtOfClock(practice)
    // What another sees on the screen names nobody, and brings nothing in.
    let isForCounselor = reader == .counselor
    if takesInbox, isForCounselor, closed.hasInbox { sayIntake(practice.takeIn(stamp)) }
    if isForCounselor, canAsk || name == "today" { try sayWaitingSheets(practice) }
    return practice
  }

  /// Days for which a sheet from a screen is looked at for whose it is, wherever the counselor is; then its couple's pages
  /// say it alone.
  private static let doubtDays = 31

  /// Sheets that were answered on a screen call for the counselor by neutral words, without a name: in `today`, at the next
  /// command, and once a day; else they stand in their own couple's brief alone, and not in another couple's hour.
  private func sayWaitingSheets(_ practice: Practice) throws(Problem) {
    let waiting = try practice.openRisks()
    let sheets = try practice.newestScreenSheets(
      since: Instant(seconds: clock.seconds - Self.doubtDays * 86_400))
    guard !waiting.isEmpty || !sheets.isEmpty else { return }
    let day = clock.day(offset: zone.offset).description
    let said = ([day] + (waiting + sheets.map(\.id)).map(\.description)).joined(separator: " ")
    guard Reminder(of: try closedPractice().path, surroundings.environment).isDue(said) || name == "today" else {
      return
    }
    for id in waiting { inform("\(id) waits for your answer: couplet answers review \(id)") }
    for id in try doubtful(sheets) { inform("\(id) may not be whose it says: couplet answers show \(id)") }
  }

  /// Closes the practice before the command's end, for what needs the file to itself.
  func closePractice() {
    sayNotices()
    openPractice?.close()
    openPractice = nil
  }

  /// Says what the file has to say about itself.
  private func sayNotices() {
    for notice in openPractice?.takeNotices() ?? [] {
      inform([notice.words, notice.advice?.text].compactMap { $0 }.joined(separator: "; "))
    }
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

  /// Texts that were typed or given for this command, with what they are, until they are saved.
  var unsaved: [(field: String, text: String)] = []

  /// Whether the practice is open.
  var hasPractice: Bool { openPractice != nil }

  /// Keeps the texts of this command as drafts, and says how to get them back.
  func keepingTexts(_ problem: Problem) -> Problem {
    guard let practice = openPractice, !unsaved.isEmpty else { return problem }
    var hints = [problem.hint?.text]
    for (field, text) in unsaved {
      let purpose = Draft.Purpose(
        couple: named?.handle, for: [named?.handle.description, field].compactMap { $0 }.joined(separator: " · "),
        isPrivate: name.hasPrefix("private"), clock: clock)
      do throws(Problem) {
        hints.append("your text is kept: \(purpose.recovery) \(try practice.keep(Array(text.utf8), purpose)) prints it")
      } catch {
        hints.append("no draft can be written (\(error.message))")
      }
    }
    unsaved = []
    return Problem(
      problem.kind, problem.message, hint: .words(hints.compactMap { $0 }.joined(separator: "; ")),
      candidates: problem.candidates)
  }

  /// All couples and clients, read once.
  func directory() throws(Problem) -> CoupletCore.Directory {
    if let readDirectory { return readDirectory }
    let directory = try practice().directory()
    readDirectory = directory
    return directory
  }

  // MARK: What can't be read

  /// All couples, for what is about the whole practice: those that can't be read are said, and the rest is shown.
  func everyCouple() throws(Problem) -> [Couple] {
    for unreadable in try directory().unreadable { leaveOut(unreadable.problem, of: unreadable.handles.last) }
    return try directory().couples
  }

  /// What is made of each couple; one whose chart is damaged is left out.
  func each<Value>(
    _ couples: [Couple], _ read: (Couple) throws(Problem) -> Value
  ) throws(Problem) -> [Value] {
    var values: [Value] = []
    for couple in couples {
      do throws(Problem) {
        values.append(try read(couple))
      } catch {
        guard error.kind == .damaged else { throw error }
        leaveOut(error, of: couple.handle.description)
      }
    }
    return values
  }

  /// Says what is left out; the command ends with it once the rest is shown.
  func leaveOut(_ problem: Problem, of name: String? = nil) {
    guard !unread.contains(problem) else { return }
    unread.append(problem)
    // Whose it is and which record is for the counselor alone.
    guard reader == .counselor else { return }
    let words =
      problem.message.hasPrefix("file: ") ? String(problem.message.dropFirst("file: ".count)) : problem.message
    inform("left out: \(name.map { "\($0): " } ?? "")\(words)")
  }

  /// What the journal gets to know of this command.
  var stamp: CommandStamp {
    CommandStamp(
      // Taken when something is saved: between the command's begin and that an editor may have been open for an hour.
      command: name, clock: surroundings.now().instant, offset: zone.offset, today: options.today == nil ? nil : today,
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

  /// Runs a changing command as one transaction; what lets others see more is agreed to first.
  ///
  /// - Parameters:
  ///   - canBeUndone: false for what stays as it is once it is said.
  ///   - body: writes; it is run again once the handle is typed.
  @discardableResult
  func change<Value>(canBeUndone: Bool = true, _ body: (Change) throws -> Value) throws(Problem) -> Value {
    let practice = try practice()
    do {
      let value = try agreed(isFinal: !canBeUndone) { (agreed) throws(Problem) in
        try practice.attempt(stamp, canBeUndone: canBeUndone, agreed: agreed, body)
      }
      unsaved = []
      stayUnlocked()
      return value
    } catch {
      // Where the practice file is still the one that was opened, the text can be typed again.
      throw practice.hasStopped ? keepingTexts(error) : error
    }
  }

  /// Takes a command back as one transaction; what lets others see more again is agreed to first.
  func undo(_ command: JournalEntry) throws(Problem) {
    let practice = try practice()
    _ = try agreed { (agreed) throws(Problem) in try practice.undo(expected: command.id, agreed: agreed, stamp) }
  }

  /// Does what changes the file, and again with the handle typed where others would see more by it.
  ///
  /// - Parameter isFinal: whether it can't be undone.
  private func agreed<Value>(
    isFinal: Bool = false, _ attempt: ([Widening]) throws(Problem) -> Outcome<Value>
  ) throws(Problem) -> Value {
    defer { readDirectory = nil }
    var agreed: [Widening] = []
    while true {
      switch try attempt(agreed) {
      case .saved(let value):
        hasChanged = true
        return value
      case .widens(let widenings):
        for widening in widenings { try confirm(widening, isFinal: isFinal) }
        agreed += widenings
      }
    }
  }

  /// What is said of a failure: where this command saved something before it, that isn't denied.
  func afterSaving(_ problem: Problem) -> Problem {
    guard hasChanged else { return problem }
    let message = problem.message.replacing("; nothing was saved", with: "; what was entered before is saved")
    return Problem(problem.kind, message, hint: problem.hint, candidates: problem.candidates)
  }

  // MARK: Output

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

  /// Writes what was held back.
  ///
  /// - Throws: when it can't be written; what the command changed is saved all the same.
  func finish() throws(Problem) {
    sayNotices()
    if !isWithinAnother {
      openPractice?.close()
      openPractice = nil
    }
    let hint = hasChanged ? "what the command changed is saved" : nil
    // A program that reads JSON turns no pages, nor does what runs within another command.
    let code = options.json || isWithinAnother ? surroundings.write(output) : surroundings.writePage(output)
    if let problem = Surroundings.problem(ofWriting: code, hint: hint) { throw problem }
    output = ""
    guard unread.isEmpty else {
      let count = unread.count
      unread = []
      throw Problem(
        .damaged, "file: \(count == 1 ? "one part" : "\(count) parts") can't be read; the rest is shown",
        hint: reader == .counselor ? .readCheck : nil)
    }
  }
}
