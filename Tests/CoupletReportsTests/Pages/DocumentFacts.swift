import CoupletCore
import CoupletReports
import Foundation

/// What a page says, each fact under a name of its own: `rdas Dana last` or `trust Dana Rob gap last`.
typealias Facts = [String: String]

/// A figure as pages in words round it.
func rounded(_ said: String) -> String { Double(said).map { DecimalText.text($0) } ?? said }

/// Reads letter, closing summary and supervision sheet back: the same facts under the same names, rounded.
struct DocumentFacts {
  let page: PageDocument
  let names: [String]
  /// The id of each scale by its title.
  let scales: [String: String]
  let isForCounselor: Bool
  private(set) var facts: Facts = [:]

  init(_ page: PageDocument, names: [String], scales: [String: String], isForCounselor: Bool) {
    self.page = page
    self.names = names
    self.scales = scales
    self.isForCounselor = isForCounselor
  }

  private func items(under heading: (String) -> Bool) -> [(heading: String, items: [PageDocument.Item])] {
    var found: [(String, [PageDocument.Item])] = []
    var current = ""
    for block in page.blocks {
      switch block {
      case .heading(let text): current = text
      case .items(let items) where heading(current): found.append((current, items))
      default: break
      }
    }
    return found
  }

  private mutating func set(_ name: String, _ value: String?) { facts[name] = value ?? "null" }

  /// `34 → 52` or `52`.
  private mutating func set(_ name: String, first: String, last: String, span: some StringProtocol) {
    let ends = span.components(separatedBy: " → ")
    set("\(name) \(first)", ends[0])
    set("\(name) \(last)", ends[ends.count - 1])
  }

  /// `gap 5 → -3`, `gap Dana - Rob 5 → -3`, `between you 8`, `between Dana and Rob 8`; for the couple without sign.
  private mutating func readGap(_ text: String, of id: String) {
    guard let match = text.wholeMatch(of: #/(?:gap|between)(.*?) ([-\d. →]+)/#) else { return }
    let who = match.output.1.split(separator: " ").map(String.init)
    let pair = who.count == 3 ? [who[0], who[2]] : names
    let name = "\(id) \(pair.joined(separator: " "))"
    let span = match.output.2.split(separator: " → ").map(String.init)
    set("\(name) \(isForCounselor ? "gap last" : "gap last apart")", span[span.count - 1])
    guard span.count > 1 else { return set("\(name) movement", nil) }
    set("\(name) \(isForCounselor ? "gap first" : "gap first apart")", span[0])
  }

  /// What the closing summary says, for whomever it is.
  mutating func readClosing() {
    for item in items(under: { $0 == "How it went for each of you, from first to last" }).flatMap(\.items) {
      let title = item.text.components(separatedBy: ", ").dropLast().joined(separator: ", ")
      guard let id = scales[title] else { continue }
      for detail in item.details {
        guard let match = detail.wholeMatch(of: #/([^:]+): ([^,]+)(?:, (.*))?/#) else {
          readGap(detail, of: id)
          continue
        }
        let name = "\(id) \(match.output.1)"
        set(name, first: "first", last: "last", span: match.output.2)
        set("\(name) \(isForCounselor ? "class" : "plain")", match.output.3.map(String.init))
      }
    }
  }

  /// What the letter says: words alone, and of whom nothing can be said nothing.
  mutating func readLetter() {
    let domains = Dictionary(uniqueKeysWithValues: Domain.allCases.map { ($0.title, $0.rawValue) })
    for id in Array(scales.values) + Array(domains.values) { for name in names { set("\(id) \(name) plain", nil) } }
    func say(_ id: String, _ said: [String]) {
      for said in said {
        let parts = said.components(separatedBy: ": ")
        set("\(id) \(parts[0]) plain", parts.dropFirst().joined(separator: ": "))
      }
    }
    for item in items(under: { $0 == "How each of you sees it, then and now" }).flatMap(\.items) {
      if let id = scales[item.text] {
        say(id, item.details)
      } else if let domain = domains.first(where: { item.text.hasPrefix("\($0.key): ") }) {
        say(domain.value, item.text.dropFirst(domain.key.count + 2).components(separatedBy: "; "))
      }
    }
  }

  /// What the sheet for supervision says: scales, ratings, and what can't wait.
  mutating func readSupervision() {
    for (heading, items) in items(under: { $0.contains(" to ") && $0.hasSuffix(")") }) {
      guard let id = scales[heading.components(separatedBy: " (").dropLast().joined(separator: " (")] else { continue }
      for item in items where !item.text.hasPrefix("class: ") {
        item.text.hasPrefix("gap ") ? readSheetGap(item.text, id) : readSheetRow(item.text, id)
      }
    }
    for case .table(_, let table) in page.blocks where table.columns.first?.title == "rating" {
      for row in table.rows { readSheetRating(row) }
    }
    for item in items(under: { $0 == "What can't wait" }).flatMap(\.items) { readAlert(item.text) }
  }

  /// `A: 34 → 52, week 1 to week 3, n 2; improved (remark); functional side of 51.5`.
  private mutating func readSheetRow(_ text: String, _ id: String) {
    guard let match = text.wholeMatch(of: #/(\w+): ([^,]+), [^;]*?n (\d+)((?:; .*)?)/#) else {
      return set("\(id) \(text)", "can't be read")
    }
    let name = "\(id) \(match.output.1)"
    set(name, first: "first", last: "last", span: match.output.2)
    let parts = match.output.4.components(separatedBy: "; ").filter { !$0.isEmpty && !$0.hasSuffix("isn't possible") }
    let side = parts.first { $0.contains(" side of ") }
    set(
      "\(name) functional", side.flatMap { $0.hasPrefix("unknown") ? nil : $0.hasPrefix("functional") ? "yes" : "no" })
    let said = parts.first { !$0.contains(" side of ") }
    set("\(name) class", said.map { String($0.prefix { $0 != "(" }).trimmed })
    set("\(name) remark", said.flatMap { $0.firstMatch(of: #/\((.*)\)/#).map { String($0.output.1) } })
  }

  /// `gap A - B: 5 → -3, widened, more than error; couple: both improved`.
  private mutating func readSheetGap(_ text: String, _ id: String) {
    guard let match = text.wholeMatch(of: #/gap (\w+) - (\w+): ([^,;]+)((?:,[^;]*)?)(?:; couple: (.*))?/#) else {
      return set("\(id) \(text)", "can't be read")
    }
    let name = "\(id) \(match.output.1) \(match.output.2)"
    let parts = match.output.4.components(separatedBy: ", ").filter { !$0.isEmpty }
    set("\(name) gap last", match.output.3.components(separatedBy: " → ").last)
    let words = ["narrowed": "narrowed", "widened": "widened", "about as far apart as before": "same"]
    let movement = parts.first.flatMap { words[$0] }
    set("\(name) movement", movement)
    if movement != nil { set("\(name) gap first", match.output.3.components(separatedBy: " → ").first) }
    let error = parts.last.flatMap { ["more than error": "yes", "within measurement error": "no"][$0] }
    set("\(name) more than error", error)
    set("\(name) label", match.output.5.map(String.init))
  }

  private mutating func readSheetRating(_ row: [Table.Cell]) {
    let cells = row.map { cell in if case .text(let text) = cell { text } else { "" } }
    for (name, span) in zip(names, cells.dropFirst()) where !span.isEmpty {
      set("\(cells[0]) \(name)", first: "first", last: "last", span: span)
    }
    guard names.count == 2, let gap = cells.last, !gap.isEmpty else { return }
    set("\(cells[0]) \(names.joined(separator: " ")) gap last", gap.components(separatedBy: " → ").last)
  }

  /// `rdas, A: 60 → 48, …` and `gap widened, rdas: A - B 5 → 10, …`.
  private mutating func readAlert(_ text: String) {
    if let match = text.wholeMatch(of: #/gap( widened)?, (\S+): (\w+) - (\w+) ([^,]+), .*/#) {
      let name = "\(match.output.2) \(match.output.3) \(match.output.4)"
      set("\(name) gap last", match.output.5.components(separatedBy: " → ").last)
      if match.output.1 != nil {
        set("\(name) gap first", match.output.5.components(separatedBy: " → ").first)
        set("\(name) movement", "widened")
      }
    } else if let match = text.wholeMatch(of: #/(\S+), (\w+): ([^,]+), .*, more than error/#) {
      let name = "\(match.output.1) \(match.output.2)"
      set(name, first: "first", last: "last", span: match.output.3)
      set("\(name) reliable", "yes")
    }
  }
}
