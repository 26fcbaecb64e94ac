import Foundation
import SealedSQLite

/// The program that proves the page layer: faults of all kinds, and after each the content must be right.
@main struct FaultSuite {
  static func main() {
    guard let options = Options(CommandLine.arguments.dropFirst()) else {
      print(Options.usage)
      exit(64)
    }
    Scene.isStock = options.isStock
    do {
      switch options.child["kind"] {
      case "kill": try KillRow.child(options)
      case "writer": try Writer.child(options)
      case _ where options.isRow: exit(try runRow(options))
      default: exit(try collect(options))
      }
    } catch {
      print(
        "\(options.isRow ? options.rows.map(\.rawValue).joined() + ": failed before its first case: " : "")\(error)")
      exit(70)
    }
  }

  /// Does one row in this process.
  private static func runRow(_ options: Options) throws -> Int32 {
    guard let row = options.rows.first else { throw Problem(Options.usage) }
    let report =
      switch row {
      case .kill: try KillRow.run(options)
      case .power: try PowerRow.run(options)
      case .io: try InputOutputRow.run(options)
      case .damage: try DamageRow.run(options)
      case .writers: try WritersRow.run(options)
      case .red: try RedRow.run(options)
      }
    print(report.text())
    return report.failures == 0 && report.count > 0 ? 0 : 1
  }

  /// Does the rows in processes of their own, two at a time, and prints their reports in order.
  private static func collect(_ options: Options) throws -> Int32 {
    let rows = options.rows.isEmpty ? Row.allCases : options.rows
    print("sealed file under faults, seed \(options.seed)\(options.isFull ? ", full" : "")")
    print(Report.heading)
    var running: [(child: Child, row: Row)] = []
    var isGood = true
    var rest = rows[...]
    while !rest.isEmpty || !running.isEmpty {
      while running.count < 2, let row = rest.popFirst() {
        running.append((try Child(arguments(for: row, options)), row))
      }
      let first = running.removeFirst()
      let (text, end) = first.child.wait()
      print(text, terminator: "")
      if end != .exit(0) { isGood = false }
      if case .signal(let signal) = end { print("\(first.row.rawValue): ended by signal \(signal)") }
    }
    return isGood ? 0 : 1
  }

  private static func arguments(for row: Row, _ options: Options) -> [String] {
    var arguments = ["--as-row", "--row", row.rawValue, "--seed", "\(options.seed)"]
    if options.isFull { arguments.append("--full") }
    if options.isStock { arguments.append("--stock") }
    if let rule = options.ruleOff { arguments += ["--rules-off", rule.rawValue] }
    if let number = options.onlyCase { arguments += ["--case", "\(number)"] }
    if let number = options.count { arguments += ["--count", "\(number)"] }
    return arguments
  }
}
