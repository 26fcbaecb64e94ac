import CoupletCore
import Mustache

/// A page as one HTML file that needs nothing else: no script, nothing from elsewhere.
public struct HTMLPage {
  /// What a block can be; each has a template of that name.
  static let kinds: Set = ["paragraph", "items", "facts", "table", "chart", "calendar", "remark"]
  /// A line to write on.
  private static let rule = Set("_")
  /// Half of them are room for whom it is for.
  private static let mostRunningCells = 66

  private let templates: PageTemplates

  /// A writer of pages with these templates.
  public init(_ templates: PageTemplates = .ours) { self.templates = templates }

  /// The file, with a newline at its end.
  public func text(_ document: PageDocument) -> String {
    // There is a template of a page always: one that can't be read gives no templates at all.
    templates.library.render(values(document), withTemplate: "page") ?? ""
  }

  // MARK: Values

  private func values(_ document: PageDocument) -> [String: Any] {
    let title = [document.title, document.header.first].compactMap { $0 }.joined(separator: " · ")
    // Every sheet of paper says for whom it is, however long the names before that are.
    let end = document.header.dropFirst().first.map { " · \($0)" } ?? ""
    let room = max(Self.mostRunningCells / 2, Self.mostRunningCells - end.cellWidth)
    let running = ((document.header.first ?? "").clipped(toCells: room) + end).clipped(toCells: Self.mostRunningCells)
    return [
      "title": Self.typed(title), "running": Self.cssText(running),
      "heading": Self.typed(document.title), "header": document.header.map(Self.typed), "style": templates.style,
      "sections": sections(document.blocks),
    ]
  }

  /// Each heading with what stands under it.
  private func sections(_ blocks: [PageDocument.Block]) -> [[String: Any]] {
    var sections: [(heading: String?, blocks: [[String: Any]])] = []
    for (place, block) in blocks.enumerated() {
      if case .heading(let heading) = block {
        sections.append((heading, []))
        continue
      }
      if sections.isEmpty { sections.append((nil, [])) }
      let last = sections.count - 1
      sections[last].blocks.append(values(block, id: "drawing-\(place)", under: sections[last].heading))
    }
    return sections.enumerated().map { place, section in
      [
        "hasHeading": section.heading != nil, "heading": Self.typed(section.heading ?? ""),
        "id": "section-\(place + 1)",
        "blocks": section.blocks,
      ]
    }
  }

  private func values(_ block: PageDocument.Block, id: String, under heading: String?) -> [String: Any] {
    switch block {
    case .heading(let text), .paragraph(let text):
      return [
        "kind": "paragraph", "text": Self.typed(text), "isRule": !text.isEmpty && text.allSatisfy(Self.rule.contains),
      ]
    case .remark(let text): return ["kind": "remark", "text": Self.typed(text)]
    case .items(let items):
      return [
        "kind": "items",
        "items": items.map { item -> [String: Any] in
          [
            "text": Self.typed(item.text), "hasDetails": !item.details.isEmpty,
            "details": item.details.map(Self.typed),
          ]
        },
      ]
    case .facts(let facts):
      return [
        "kind": "facts", "facts": facts.map { ["label": Self.typed($0.label), "value": Self.typed($0.value)] },
      ]
    case .table(let caption, let table): return values(table, caption: caption, isRepeated: caption == heading)
    case .chart(let chart):
      let table = values(Self.table(chart), caption: chart.title, isRepeated: true)
      return [
        "kind": "chart", "title": Self.typed(chart.title), "drawing": SVGChart(chart, id: id).svg, "table": table,
      ]
    case .calendar(let calendar):
      let table = values(Self.table(calendar), caption: calendar.title, isRepeated: true)
      return [
        "kind": "calendar", "title": Self.typed(calendar.title), "drawing": SVGCalendar(calendar, id: id).svg,
        "table": table,
      ]
    }
  }

  private func values(_ table: Table, caption: String?, isRepeated: Bool) -> [String: Any] {
    let isFigure = table.columns.map { $0.alignment == .right }
    return [
      "kind": "table", "hasCaption": caption != nil, "caption": Self.typed(caption ?? ""), "isRepeated": isRepeated,
      "columns": zip(table.columns, isFigure).map { column, isFigure -> [String: Any] in
        ["title": column.title.isEmpty ? false : Self.typed(column.title) as Any, "isFigure": isFigure]
      },
      "rows": table.rows.map { row -> [String: Any] in
        let cells = zip(row, isFigure).dropFirst().map { cell, isFigure -> [String: Any] in
          ["text": Self.typed(cell.text), "isFigure": isFigure]
        }
        return ["head": Self.typed(row.first?.text ?? ""), "cells": cells]
      },
    ]
  }

  /// A row a day, a column a member; several values of one day stand beside each other.
  private static func table(_ chart: PageDocument.Chart) -> Table {
    var cells: [Day: [Int: [String]]] = [:]
    for (place, series) in chart.series.enumerated() {
      for value in series.values {
        cells[value.day, default: [:]][place, default: []].append(DecimalText.text(value.value))
      }
    }
    let columns = chart.series.enumerated().map { Table.Column("\($0)", title: $1.name, alignment: .right) }
    return Table(
      columns: [Table.Column("day")] + columns,
      rows: cells.sorted { $0.key < $1.key }.map { day, values in
        [.text(day.description)] + chart.series.indices.map { .text((values[$0] ?? []).joined(separator: ", ")) }
      })
  }

  /// A row a mark, in the order of the days.
  private static func table(_ calendar: PageDocument.Calendar) -> Table {
    let marks = calendar.rows.flatMap { row in row.marks.map { (name: row.name, mark: $0) } }
    let ordered = marks.enumerated().sorted { ($0.element.mark.day, $0.offset) < ($1.element.mark.day, $1.offset) }
    return Table(
      columns: [Table.Column("day"), Table.Column("who", title: ""), Table.Column("what", title: "")],
      rows: ordered.map {
        [.text($0.element.mark.day.description), .text($0.element.name), .text($0.element.mark.words)]
      })
  }

  // MARK: Texts

  /// A text with nothing in it that steers a terminal or turns a line, as the engine has to get it to escape every sign.
  ///
  /// The engine looks at whole characters, and a sign that forms one character with what stands beside it, as a mark on
  /// a quote or an Arabic number sign before an angle bracket, would slip through: a word joiner parts them.
  static func typed(_ text: String) -> String {
    let text = text.shown(keepingLines: true)
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    for character in text {
      let scalars = character.unicodeScalars
      guard scalars.count > 1, scalars.contains(where: signs.contains) else {
        result.append(character)
        continue
      }
      for (place, scalar) in scalars.enumerated() {
        if place > 0 { result.unicodeScalars.append("\u{2060}") }
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let signs: Set<Unicode.Scalar> = ["<", ">", "&", "\"", "'"]

  /// A text as a string of the style, in which all but letters and digits of ASCII are numbers.
  static func cssText(_ text: String) -> String {
    let written = text.unicodeScalars.map { scalar -> String in
      if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        return String(scalar)
      }
      let digits = String(scalar.value, radix: 16)
      return "\\" + String(repeating: "0", count: 6 - digits.count) + digits
    }
    return "\"" + written.joined() + "\""
  }
}
