import FaultLayer
import Foundation
import SealedSQLite

/// A rule of the page layer that can be switched off.
enum Rule: String, CaseIterable {
  case provesKeyFirst, answersProbe, endsLogAtTornFrame, takesSaltsFromLogHeader, refreshesSalts

  /// All rules but one.
  static func all(but off: Rule?) -> SealedVFS.Rules {
    var rules = SealedVFS.Rules()
    switch off {
    case nil: break
    case .provesKeyFirst: rules.provesKeyFirst = false
    case .answersProbe: rules.answersProbe = false
    case .endsLogAtTornFrame: rules.endsLogAtTornFrame = false
    case .takesSaltsFromLogHeader: rules.takesSaltsFromLogHeader = false
    case .refreshesSalts: rules.refreshesSalts = false
    }
    return rules
  }
}

/// A row of the report.
enum Row: String, CaseIterable {
  case kill, power, io, damage, writers, red
}

/// What the program was asked for.
struct Options {
  var isFull = false
  /// Whether the rows power, io and damage (the log) run on an ordinary file, to tell SQLite's own limits from ours.
  var isStock = false
  var rows: [Row] = []
  var seed: UInt64 = 1
  var ruleOff: Rule?
  var onlyCase: Int?
  var count: Int?
  /// Whether this process does its one row itself, started by another that collects the reports.
  var isRow = false
  /// What a child is to do, as texts.
  var child: [String: String] = [:]

  static let usage = """
    usage: fault-suite [--full] [--row NAME ...] [--seed N] [--rules-off RULE] [--count N] [--case N] [--stock]
    rows:  \(Row.allCases.map(\.rawValue).joined(separator: " "))
    rules: \(Rule.allCases.map(\.rawValue).joined(separator: " "))
    """

  /// Reads the arguments; nil when they are none of ours.
  init?(_ arguments: some Sequence<String>) {
    var rest = ArraySlice(Array(arguments))
    while let name = rest.popFirst() {
      if name == "--full" {
        isFull = true
      } else if name == "--stock" {
        isStock = true
      } else if name == "--as-row" {
        isRow = true
      } else {
        guard let value = rest.popFirst(), take(name, value) else { return nil }
      }
    }
  }

  private mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--row":
      guard let row = Row(rawValue: value) else { return false }
      rows.append(row)
    case "--seed":
      guard let number = UInt64(value) else { return false }
      seed = number
    case "--rules-off":
      guard let rule = Rule(rawValue: value) else { return false }
      ruleOff = rule
    case "--case", "--count":
      guard let number = Int(value), number >= 0 else { return false }
      if name == "--case" { onlyCase = number } else { count = number }
    case _ where name.hasPrefix("--child-"): child[String(name.dropFirst(8))] = value
    default: return false
    }
    return true
  }

  /// The page layer over the fault layer, with the rules that were asked for.
  func sealedVFS() throws -> SealedVFS {
    FaultVFS.prepare()
    return try SealedVFS(name: "sealed-faults", over: FaultVFS.name, rules: Rule.all(but: ruleOff))
  }

  /// The cases to run, one that is repeated or all, and how many all are.
  func cases(_ share: Int, full: Int) -> (run: Range<Int>, all: Int) {
    let all = count ?? (isFull ? full : share)
    return (onlyCase.map { $0..<$0 + 1 } ?? 0..<all, all)
  }
}
