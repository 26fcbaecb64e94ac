import CoupletCore

/// Lines of at most 80 cells, in which nothing that was typed can steer a terminal, in blocks that paper keeps together.
struct TextPage {
  static let width = 80

  let ascii: Bool
  private(set) var blocks: [Pages.Block] = []

  init(ascii: Bool) { self.ascii = ascii }

  /// All lines, with a blank one before each heading.
  var lines: [String] {
    blocks.enumerated().flatMap { place, block in (place == 0 || block.isContinuing ? [] : [""]) + block.lines }
  }

  mutating func heading(_ title: String) {
    blocks.append(
      Pages.Block(
        lines: ProgressPage.clean(title).inSigns(ascii: ascii).wrapped(toCells: Self.width, hanging: 2), isHeading: true
      ))
  }

  /// A text of one paragraph, wrapped; the lines that continue it stand `hanging` cells in.
  ///
  /// What stands further in than an item is part of it.
  mutating func add(_ text: String, indent: Int = 0, hanging: Int? = nil) {
    let line = String(repeating: " ", count: indent) + ProgressPage.clean(text).inSigns(ascii: ascii)
    let lines = line.wrapped(toCells: Self.width, hanging: hanging ?? indent + 2)
    if indent > 2, let last = blocks.last, !last.isHeading {
      blocks[blocks.count - 1].lines += lines
    } else {
      blocks.append(Pages.Block(lines: lines, isContinuing: !blocks.isEmpty))
    }
  }

  /// All of it with a newline at its end: in one piece on a screen, in pages on paper.
  func text(header: String, end: String, options: ReportOptions) -> String {
    // What others typed was made harmless line by line, before it was wrapped; this is the last gate.
    guard options.isOnPaper else { return (lines.joined(separator: "\n") + "\n").shown(keepingLines: true) }
    return Pages(header: header, end: end, footer: nil).text(blocks)
  }

  /// A paragraph of its own, with a blank line before it unless a heading is.
  mutating func paragraph(_ text: String) {
    let isUnderHeading = blocks.last?.isHeading ?? true
    let lines = ProgressPage.clean(text).inSigns(ascii: ascii).wrapped(toCells: Self.width)
    blocks.append(Pages.Block(lines: lines, isContinuing: isUnderHeading && !blocks.isEmpty))
  }

  /// Lines of a table or a chart, which are made of clean parts and fit already.
  mutating func raw(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    blocks.append(
      Pages.Block(
        lines: lines.map { "  \($0)".clipped(toCells: Self.width).inSigns(ascii: ascii).clipped(toCells: Self.width) },
        isContinuing: !blocks.isEmpty))
  }
}
