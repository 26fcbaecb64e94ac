import CoupletCore

/// Text for paper: pages of 60 lines of 80 cells with a running header and a footer, and a form feed between two.
struct Pages {
  /// Lines of a page, as printers take them.
  static let height = 60
  /// Cells of a line.
  static let width = 80
  /// The header and a blank line after it, a blank line and the footer.
  static let margin = 4
  /// Lines of a page without a footer, under its header.
  static let room = height - 2
  /// Cells of the header's end at most, before the number of the page.
  private static let mostEndCells = 48

  /// Lines that stay together where they fit on a page.
  struct Block: Hashable {
    var lines: [String]
    /// The first lines that stand out on a terminal.
    var strong = 0
    /// Whether it follows what is before it without a blank line.
    var isContinuing = false
    /// Whether it is a heading, which stands on no page without something of what it is over.
    var isHeading = false
  }

  /// What stands on top of every page, beside its number; it is cut where there is no room.
  let header: String
  /// What stands on top of every page behind it, and isn't cut for it.
  let end: String
  /// What stands at the foot of every page, nil for nothing.
  let footer: String?

  init(header: String, end: String = "", footer: String?) {
    self.header = header
    self.end = end
    self.footer = footer
  }

  /// The blocks with a blank line between two, each on one page where it fits on one.
  ///
  /// - Parameter blocks: lines that are wrapped and clean already.
  func text(_ blocks: [[String]]) -> String { text(blocks.map { Block(lines: $0) }) }

  /// The blocks as pages, each block on one page where it fits on one.
  ///
  /// - Parameter blocks: lines that are wrapped and clean already.
  func text(_ blocks: [Block]) -> String {
    let pages = pages(blocks)
    let end = end.shown(keepingLines: false).clipped(toCells: Self.mostEndCells)
    return zip(pages, 1...).map { page, number in
      let place = [end, "page \(number) of \(pages.count)"].filter { !$0.isEmpty }.joined(separator: " · ")
      let cells = Self.width - place.cellWidth - 1
      let head = header.shown(keepingLines: false).clipped(toCells: cells).padded(toCells: cells + 1) + place
      return ([head, ""] + page + (footer.map { ["", $0] } ?? [])).map { $0 + "\n" }.joined()
    }.joined(separator: "\u{C}")
  }

  /// The lines of each page, without header and footer.
  private func pages(_ blocks: [Block]) -> [[String]] {
    let room = footer == nil ? Self.room : Self.height - Self.margin
    var pages: [[String]] = [[]]
    for block in Self.withHeadings(blocks) where !block.lines.isEmpty {
      let used = pages[pages.count - 1].count
      let gap = used == 0 || block.isContinuing ? 0 : 1
      if used + gap + block.lines.count <= room {
        pages[pages.count - 1] += (gap == 0 ? [] : [""]) + block.lines
        continue
      }
      // A block longer than a page begins where there is room for more than its heading.
      var rest = block.lines[...]
      let isSplitHere = block.lines.count > room && used + gap + 4 <= room
      if isSplitHere {
        let first = rest.prefix(room - used - gap)
        pages[pages.count - 1] += (gap == 0 ? [] : [""]) + first
        rest = rest.dropFirst(first.count)
      }
      while !rest.isEmpty {
        if pages[pages.count - 1].isEmpty { pages.removeLast() }
        pages.append(Array(rest.prefix(room)))
        rest = rest.dropFirst(room)
      }
    }
    return pages
  }

  /// Each heading in one block with what follows it.
  private static func withHeadings(_ blocks: [Block]) -> [Block] {
    blocks.reduce(into: []) { blocks, block in
      guard let last = blocks.last, last.isHeading, !block.lines.isEmpty else { return blocks.append(block) }
      blocks[blocks.count - 1].lines += (block.isContinuing ? [] : [""]) + block.lines
      blocks[blocks.count - 1].isHeading = block.isHeading
    }
  }
}
