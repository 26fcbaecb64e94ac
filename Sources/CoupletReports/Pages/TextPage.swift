import CoupletCore

/// Lines of at most `width` cells, in which nothing that was typed can steer a terminal, in blocks that paper keeps together.
struct TextPage {
  static let width = 80

  let ascii: Bool
  let width: Int
  private(set) var blocks: [Pages.Block] = []

  init(ascii: Bool, width: Int = TextPage.width) {
    self.ascii = ascii
    self.width = width
  }

  /// All lines, with a blank one before each heading.
  var lines: [String] { lines { $0 } }

  /// The same, in which what stands out is made to.
  func lines(strong: (String) -> String) -> [String] {
    blocks.enumerated().flatMap { place, block in
      (place == 0 || block.isContinuing ? [] : [""])
        // What others typed was made harmless before it was wrapped; this is the last gate.
        + zip(block.lines.map { $0.shown(keepingLines: true) }, block.lines.indices).map { line, place in
          place < block.strong ? strong(line) : line
        }
    }
  }

  mutating func heading(_ title: String) {
    blocks.append(
      Pages.Block(lines: title.clean.inSigns(ascii: ascii).wrapped(toCells: width, hanging: 2), isHeading: true))
  }

  /// A text of one paragraph, wrapped; the lines that continue it stand `hanging` cells in.
  ///
  /// What stands further in than an item is part of it.
  ///
  /// - Parameter isStrong: whether it stands out on a terminal that can show so.
  mutating func add(_ text: String, indent: Int = 0, hanging: Int? = nil, isStrong: Bool = false) {
    let line = String(repeating: " ", count: indent) + text.clean.inSigns(ascii: ascii)
    let lines = line.wrapped(toCells: width, hanging: hanging ?? indent + 2)
    if indent > 2, let last = blocks.last, !last.isHeading {
      blocks[blocks.count - 1].lines += lines
    } else {
      blocks.append(Pages.Block(lines: lines, strong: isStrong ? lines.count : 0, isContinuing: !blocks.isEmpty))
    }
  }

  /// All of it with a newline at its end: in one piece on a screen, in pages on paper.
  func text(header: String, end: String, options: ReportOptions) -> String {
    guard options.isOnPaper else { return lines(strong: options.strong).map { $0 + "\n" }.joined() }
    return Pages(header: header, end: end, footer: nil).text(blocks)
  }

  /// A paragraph of its own, with a blank line before it unless a heading is.
  mutating func paragraph(_ text: String) {
    let isUnderHeading = blocks.last?.isHeading ?? true
    let lines = text.clean.inSigns(ascii: ascii).wrapped(toCells: width)
    blocks.append(Pages.Block(lines: lines, isContinuing: isUnderHeading && !blocks.isEmpty))
  }

  /// A blank line, unless there is one.
  mutating func blank() {
    if blocks.last?.lines.last?.isEmpty == false { blocks.append(Pages.Block(lines: [""], isContinuing: true)) }
  }

  /// Lines of a table, a chart or a page with a lay-out of its own, which are made of clean parts and fit already.
  mutating func raw(_ lines: [String], indent: Int = 2, isStrong: Bool = false, isContinuing: Bool = true) {
    guard !lines.isEmpty else { return }
    let blanks = String(repeating: " ", count: indent)
    blocks.append(
      Pages.Block(
        lines: lines.map { (blanks + $0).clipped(toCells: width).inSigns(ascii: ascii).clipped(toCells: width) },
        strong: isStrong ? lines.count : 0, isContinuing: isContinuing && !blocks.isEmpty))
  }
}
