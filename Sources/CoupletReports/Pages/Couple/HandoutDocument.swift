public import CoupletCore

extension Handout {
  /// The handout as blocks, with the words of its pages of text.
  public var document: PageDocument {
    let isAlone = names.count == 1
    let own = isAlone ? "I" : "we"
    var blocks = Self.section("What it is for", purpose) + Self.section("What to do", task)
    blocks += Self.section("What to have at hand", materials.isEmpty ? nil : materials.joined(separator: ", "))
    blocks += Self.section("What may get in the way", obstacle) + Self.section("What \(own) do then", plan)
    blocks += [.heading("How it went"), .table(caption: "How it went", log)]
    if isCut { blocks.append(.remark("and so on; ask for another page")) }
    blocks.append(.heading("What \(own) want to remember, in \(isAlone ? "my" : "our") own words"))
    blocks += [.paragraph(Self.rule(Self.width)), .paragraph(Self.rule(Self.width)), .paragraph(Self.footer)]
    return PageDocument(
      title: title.clean, header: [forWhom, howOften].filter { !$0.isEmpty }.map(\.clean), blocks: blocks)
  }

  /// A row a time with boxes to tick, and room for a word beside them.
  private var log: Table {
    let names = columns.isEmpty ? ["done"] : columns.map(\.clean)
    return Table(
      columns: [Table.Column("day", title: "")] + names.enumerated().map { Table.Column("\($0)", title: $1) }
        + [Table.Column("word", title: "a word")],
      rows: rows.map { day in
        [.text(day.map(\.withWeekday) ?? Self.rule(14))] + names.map { _ in .text("[ ]") } + [.empty]
      })
  }

  /// Paragraphs, and numbered steps as a list.
  private static func section(_ heading: String, _ text: String?) -> [PageDocument.Block] {
    guard let text else { return [] }
    var blocks: [PageDocument.Block] = []
    var steps: [PageDocument.Item] = []
    func close() {
      if !steps.isEmpty { blocks.append(.items(steps)) }
      steps = []
    }
    for line in text.split(whereSeparator: \.isNewline) {
      let line = String(line).clean.trimmed
      if line.prefixMatch(of: #/(\d+\.|-) /#) != nil {
        steps.append(PageDocument.Item(line))
      } else {
        close()
        blocks.append(.paragraph(line))
      }
    }
    close()
    return [.heading(heading)] + blocks
  }
}
