import CoupletCore
import CoupletReports
import Foundation
import Testing

/// What may be said of the figures of a random practice, worked out anew from its sheets and not by the table.
private struct Truth {
  /// Whose total of which scale is beyond error, as `rdas Dana`; positive where it is towards health.
  var changes: [String: Double] = [:]
  /// Which gap is beyond error with neither of the two lower, as `rdas Dana Rob`; positive where it grew.
  var gaps: [String: Double] = [:]

  /// `z` and the factors as they stand in the sources.
  init(_ seen: Seen, _ report: ProgressReport, _ scales: [ScaleDefinition]) {
    for scale in scales {
      let id = scale.id.description
      let sheets = seen.records.measures.filter { $0.scale == id }
      guard sheets.map(\.version).max() == scale.version else { continue }
      var totals: [String: [Day: (total: Double, mode: Administration.Mode)]] = [:]
      for sheet in sheets.filter({ $0.version == scale.version }).sorted(by: { $0.id < $1.id }) {
        guard let member = sheet.fact.member, let total = Self.total(sheet, scale) else { continue }
        totals[seen.name(member), default: [:]][sheet.fact.day] = (total, sheet.mode)
      }
      for (name, days) in totals {
        guard let first = days.min(by: { $0.key < $1.key }), let last = days.max(by: { $0.key < $1.key }),
          first.key < last.key, first.value.mode == last.value.mode
        else { continue }
        let change = last.value.total - first.value.total
        if Self.isBeyond(change, scale) {
          changes["\(id) \(name)"] = scale.direction == .higherIsBetter ? change : -change
        }
      }
      for row in report.measures where row.measure == id {
        // The table's own values are those of the sheets.
        #expect(Set(row.values.map(\.day)) == Set((totals[row.name] ?? [:]).keys), "\(id) \(row.name)")
      }
      for pair in report.pairs where pair.measure == id && pair.kind == .scale {
        guard let sem = Self.sem(scale), let from = pair.gapFirst, let to = pair.gapLast else { continue }
        if abs(abs(to) - abs(from)) > 3.92 * sem + 1e-9 {
          gaps["\(id) \(pair.first) \(pair.second)"] = abs(to) - abs(from)
        }
      }
    }
    for row in report.measures where row.kind == .rating || row.kind == .goal {
      guard let first = row.values.first?.value, let last = row.values.last?.value else { continue }
      if abs(last - first) > 1 { changes["\(row.measure) \(row.name)"] = last - first }
    }
    for pair in report.pairs where pair.kind == .rating || pair.kind == .goal {
      guard let from = pair.gapFirst, let to = pair.gapLast, abs(abs(to) - abs(from)) > 1 else { continue }
      gaps["\(pair.measure) \(pair.first) \(pair.second)"] = abs(to) - abs(from)
    }
  }

  private static func total(_ sheet: Measure, _ scale: ScaleDefinition) -> Double? {
    guard let score = try? sheet.administration(by: scale).score(by: scale) else { return nil }
    return score.total
  }

  private static func sem(_ scale: ScaleDefinition) -> Double? {
    if let figures = scale.reliability { return figures.sd * (1 - figures.r).squareRoot() }
    return scale.publishedChange?.index.map { $0 / 1.96 / 2.0.squareRoot() }
  }

  private static func isBeyond(_ change: Double, _ scale: ScaleDefinition) -> Bool {
    if let points = scale.publishedChange?.points { return abs(change) >= points - 1e-9 }
    return sem(scale).map { abs(change) > 1.96 * 2.0.squareRoot() * $0 + 1e-9 } ?? false
  }
}

/// No page says a direction that the figures don't carry beyond error.
@Suite struct DirectionTests {
  /// `COUPLET_PRACTICES=500` is for a long run.
  static let practices = ProcessInfo.processInfo.environment["COUPLET_PRACTICES"].flatMap(UInt64.init) ?? 60

  private static let better = ["clearly better", "better by", "recovered", "improved"]
  private static let worse = ["clearly lower", "clearly higher", "worse by", "deteriorated"]
  private static let wider = ["widened", "less alike", "further apart", "wider"]
  private static let closer = ["narrowed", "more alike", "closer than"]

  @Test(arguments: 1_000..<(1_000 + practices))
  func noPageStatesADirectionThatTheFiguresDoNotCarry(_ seed: UInt64) throws {
    var chance = try ChancePractice(seed: seed, mostSheets: seed.isMultiple(of: 2) ? 14 : 60)
    let history = try chance.history()
    let library = Library(scales: chance.scales, exercises: [], ratings: nil)
    let titles = Dictionary(chance.scales.map { ($0.title, $0.id.description) }) { $1 }
    let viewers = [.counselor, .joint] + chance.members.map(Audience.member)
    let seen = viewers.map { history.seen(by: $0, asOf: ChancePractice.today) }
    for seen in seen + [seen[1].forDesk()] {
      let report = ProgressReport(of: seen, library: library, since: nil, until: nil)
      let truth = Truth(seen, report, chance.scales)
      let pages = CouplePages(of: seen, library: library, since: nil, until: nil, counselor: Counselor())
      let what = "\(seed), \(seen.viewer)"
      for document in [report.document, pages.letter, pages.closing] {
        for (heading, line) in Self.lines(document) {
          let id = titles.first { heading.hasPrefix($0.key) || line.hasPrefix($0.key) }?.value
          if let id { check(line, id, report.names, truth, what) }
        }
      }
      for scale in chance.scales where scale.version == 1 {
        let score = ScoreReport(of: seen, scale: scale, library: library)
        for line in scoreLines(score, width: 80).joined(separator: "\n").unfolded {
          check(line, scale.id.description, report.names, truth, what)
        }
      }
      let brief = Brief(of: seen, library: library)
      var id = ""
      for line in briefLines(brief, width: 400) {
        let label = String(line.prefix(14)).trimmed
        if !label.isEmpty { id = Self.id(of: label, brief) ?? "" }
        for part in line.dropFirst(14).components(separatedBy: " · ") where !id.isEmpty {
          check(part, id, report.names, truth, what)
        }
      }
    }
  }

  private static func id(of label: String, _ brief: Brief) -> String? {
    brief.measures.first { $0.key == label || $0.title == label }?.key
  }

  /// The lines of a page, each with what it stands under.
  private static func lines(_ page: PageDocument) -> [(String, String)] {
    var lines: [(String, String)] = []
    var heading = ""
    for block in page.blocks {
      switch block {
      case .heading(let text): heading = text
      case .items(let items):
        for item in items {
          lines.append((heading, item.text))
          lines += item.details.map { (item.text, $0) }
        }
      default: break
      }
    }
    return lines
  }

  private func check(_ line: String, _ id: String, _ names: [String], _ truth: Truth, _ what: String) {
    guard !line.hasPrefix("couple:"), !line.contains("no reliable change") else { return }
    let named = names.filter { line.contains($0) }
    let isGap = line.contains("gap ") || line.hasPrefix("between")
    if isGap {
      // Of three, a gap that one pair alone has is said without their names.
      let pair = named.count == 2 ? "\(id) \(named.joined(separator: " "))" : "\(id) "
      let gaps = truth.gaps.filter { named.count == 2 ? $0.key == pair : $0.key.hasPrefix(pair) }.values
      if Self.wider.contains(where: line.contains) { #expect(gaps.contains { $0 > 0 }, "\(what), \(pair): \(line)") }
      if Self.closer.contains(where: line.contains) { #expect(gaps.contains { $0 < 0 }, "\(what), \(pair): \(line)") }
    } else if let name = named.first {
      if Self.better.contains(where: line.contains) {
        #expect(truth.changes["\(id) \(name)"] ?? 0 > 0, "\(what), \(id): \(line)")
      }
      if Self.worse.contains(where: line.contains) {
        #expect(truth.changes["\(id) \(name)"] ?? 0 < 0, "\(what), \(id): \(line)")
      }
    }
  }

  /// The walk finds directions of each kind, so that it can fail.
  @Test func theWalkFindsDirections() throws {
    var found: Set<String> = []
    for seed in 0..<40 as Range<UInt64> {
      var chance = try ChancePractice(seed: 1_000 + seed, mostSheets: 60)
      let history = try chance.history()
      let library = Library(scales: chance.scales, exercises: [], ratings: nil)
      for viewer in [Audience.counselor, .joint] {
        let seen = history.seen(by: viewer, asOf: ChancePractice.today)
        let text = render(ProgressReport(of: seen, library: library, since: nil, until: nil), as: .text)
        for (name, pattern) in [
          ("better", Self.better), ("worse", Self.worse), ("wider", Self.wider), ("closer", Self.closer),
        ] where pattern.contains(where: text.contains) {
          found.insert("\(name) \(viewer == .joint)")
        }
      }
    }
    // A gap that both made wider or closer without a fall is rare, and rarer among what both may see.
    #expect(
      found.isSuperset(of: ["better false", "better true", "worse false", "worse true", "wider false", "closer false"]))
  }
}

extension String {
  /// The lines with those that continue them.
  fileprivate var unfolded: [String] {
    components(separatedBy: "\n").reduce(into: []) { lines, line in
      if line.hasPrefix("    "), !lines.isEmpty, !lines[lines.count - 1].isEmpty {
        lines[lines.count - 1] += " " + line.trimmed
      } else {
        lines.append(line)
      }
    }
  }
}
