public import CoupletCore

extension Handout {
  /// The handout as blocks, which its HTML is written from.
  public var document: PageDocument {
    PageDocument(title: title.clean, header: terms, blocks: parts.flatMap(blocks) + [.paragraph(Self.footer)])
  }

  private func blocks(_ part: HandoutPart) -> [PageDocument.Block] {
    switch part {
    case .section(let heading, let text): [.heading(heading)] + Self.blocks(typed: text)
    case .log(let heading):
      [.heading(heading), .table(caption: heading, log)] + (isCut ? [.remark(Self.cutWords)] : [])
    case .ownWords(let heading):
      [.heading(heading)] + Array(repeating: .paragraph(Self.rule(Self.width)), count: Self.ownLines)
    }
  }

  /// A row a time with boxes to tick, and room for a word beside them.
  private var log: Table {
    Table(
      columns: [Table.Column("day", title: "")] + ticking.enumerated().map { Table.Column("\($0)", title: $1) }
        + [Table.Column("word", title: "a word")],
      rows: rowTitles.map { [.text($0)] + ticking.map { _ in .text("[ ]") } + [.empty] })
  }

  /// Paragraphs, and numbered steps as a list.
  private static func blocks(typed text: String) -> [PageDocument.Block] {
    var blocks: [PageDocument.Block] = []
    var steps: [PageDocument.Item] = []
    func close() {
      if !steps.isEmpty { blocks.append(.items(steps)) }
      steps = []
    }
    for line in text.split(whereSeparator: \.isNewline) {
      let line = String(line).clean.trimmed
      if mark(of: line) != nil {
        steps.append(PageDocument.Item(line))
      } else {
        close()
        blocks.append(.paragraph(line))
      }
    }
    close()
    return blocks
  }
}
