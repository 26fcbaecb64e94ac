import CoupletCore

/// Text for paper: pages of 60 lines of 80 cells with a running header and a footer, and a form feed between two.
struct Pages {
  /// Lines of a page, as printers take them.
  static let height = 60
  /// Cells of a line.
  static let width = 80
  /// The header and a blank line after it, a blank line and the footer.
  static let margin = 4

  /// What stands on top of every page, beside its number.
  let header: String
  /// What stands at the foot of every page.
  let footer: String

  /// The blocks with a blank line between two, each on one page where it fits on one.
  ///
  /// - Parameter blocks: lines that are wrapped and clean already.
  func text(_ blocks: [[String]]) -> String {
    let pages = Self.pages(blocks)
    return zip(pages, 1...).map { page, number in
      let place = "page \(number) of \(pages.count)"
      let cells = Self.width - place.cellWidth - 1
      let head = header.shown(keepingLines: false).clipped(toCells: cells).padded(toCells: cells + 1) + place
      return ([head, ""] + page + ["", footer]).map { $0 + "\n" }.joined()
    }.joined(separator: "\u{C}")
  }

  /// The lines of each page, without header and footer.
  private static func pages(_ blocks: [[String]]) -> [[String]] {
    let room = height - margin
    var pages: [[String]] = [[]]
    for block in blocks where !block.isEmpty {
      let used = pages[pages.count - 1].count
      let gap = used == 0 ? 0 : 1
      if used + gap + block.count <= room {
        pages[pages.count - 1] += (gap == 0 ? [] : [""]) + block
        continue
      }
      // A block longer than a page begins where there is room for more than its heading.
      var rest = block[...]
      let isSplitHere = block.count > room && used + gap + 4 <= room
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
}
