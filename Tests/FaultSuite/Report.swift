import Foundation

/// What one row comes to.
struct Report {
  private let row: Row
  private let command: String
  private let start = ContinuousClock().now
  private(set) var count = 0
  private(set) var failures = 0
  private var lines: [String] = []
  private var notes: [String: Int] = [:]
  /// More failures than these say nothing new.
  private static let shown = 12

  init(_ row: Row, _ options: Options) {
    self.row = row
    let off = options.ruleOff.map { " --rules-off \($0.rawValue)" } ?? ""
    let count = options.count.map { " --count \($0)" } ?? ""
    let mode = (options.isFull ? "--full " : "") + (options.isStock ? "--stock " : "")
    command = "\(mode)--row \(row.rawValue) --seed \(options.seed)\(off)\(count)"
  }

  /// Counts one case that held.
  mutating func hold() { count += 1 }

  /// Counts one case that failed.
  mutating func fail(_ number: Int, _ text: String) {
    count += 1
    failures += 1
    guard failures <= Self.shown else { return }
    lines.append("failed: \(command) --case \(number): \(text)")
  }

  /// Counts a case by whether a text says what is wrong with it.
  mutating func add(_ number: Int, _ problem: String?) {
    if let problem { fail(number, problem) } else { hold() }
  }

  /// Counts something that is worth a line beside failures.
  mutating func note(_ text: String, _ number: Int = 1) { notes[text, default: 0] += number }

  static let heading = "row              n  failures   3/n (95 %)     time"

  /// The row's line and what belongs to it.
  func text() -> String {
    let seconds = String(format: "%.1f s", Double((ContinuousClock().now - start) / .milliseconds(100)) / 10)
    let bound = count == 0 ? "-" : String(format: "%.5f", min(1, Self.bound(failures) / Double(count)))
    let columns = [(String(count), 10), (String(failures), 10), (bound, 13), (seconds, 9)]
    let line = columns.reduce(row.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)) { line, column in
      line + String(repeating: " ", count: max(1, column.1 - column.0.count)) + column.0
    }
    let noted = notes.sorted { $0.key < $1.key }.map { note in
      String(repeating: " ", count: max(1, 18 - String(note.value).count)) + "\(note.value)  \(note.key)"
    }
    return ([line] + noted + lines.map { "  " + $0 }).joined(separator: "\n")
  }

  /// The expected number of failures that is exceeded by as few as these in one of twenty runs.
  private static func bound(_ failures: Int) -> Double {
    var low = Double(failures)
    var high = Double(failures) * 2 + 10
    for _ in 0..<50 {
      let middle = (low + high) / 2
      var term = exp(-middle)
      var sum = term
      for step in 1..<max(1, failures + 1) {
        term *= middle / Double(step)
        sum += term
      }
      if sum > 0.05 { low = middle } else { high = middle }
    }
    return failures == 0 ? 3 : high
  }
}
