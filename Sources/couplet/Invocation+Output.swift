import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

/// How lines look, what is said beside them, and what leaves the practice.
extension Invocation {
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

  /// Shows, on a terminal, whose chart text is about to go into; the command around this one has shown it.
  func showHead(_ chart: Seen, session: Session? = nil) {
    guard surroundings.isInteractive, !isWithinAnother else { return }
    let head = chart.headline(session)
    surroundings.writeError((usesColor ? "\u{1B}[1m\(head)\u{1B}[0m" : head) + "\n")
  }

  /// Says something that only informs, if the reader may know it.
  func inform(_ line: String) { if discretion.allows(line) { tellCounselor(line) } }

  /// Says what is for the counselor while a page goes into a file or to the printer: nobody else is at the screen then.
  func tellCounselor(_ line: String) { surroundings.writeError(line.shown(keepingLines: false) + "\n") }

  /// Says, where it is so, that a treatment has ended.
  func informIfClosed(_ couple: Couple) {
    if let closure = couple.closure { inform("\(couple.handle) was closed on \(closure.day.withWeekday)") }
  }

  /// What a search that found nothing ends with; for a program it is an empty array.
  func nothingFound(nearest: [String]) -> Problem {
    if options.json, let problem = Surroundings.problem(ofWriting: surroundings.write("[]\n")) { return problem }
    return Problem(
      .refused, "nothing found",
      hint: nearest.isEmpty ? nil : "near words are there: \(nearest.joined(separator: ", "))")
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
}
