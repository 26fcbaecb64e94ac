import Testing

@testable import CoupletReports

/// Pages for paper: what fits, what is kept together, and what stands on each.
@Suite struct PagesTests {
  private let pages = Pages(header: "A walk", footer: "Bring it along.")

  private func split(_ blocks: [[String]]) -> [[String]] {
    pages.text(blocks).split(separator: "\u{C}").map { page in
      var lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      #expect(lines.removeLast().isEmpty)
      return lines
    }
  }

  private func block(_ name: String, _ count: Int) -> [String] { (1...count).map { "\(name)\($0)" } }

  @Test func onePage() {
    #expect(
      pages.text([["one"], ["two", "three"]])
        == "A walk" + String(repeating: " ", count: 63) + "page 1 of 1\n\none\n\ntwo\nthree\n\nBring it along.\n")
  }

  @Test func aBlockThatDoesNotFitBeginsAPage() {
    let found = split([block("a", 40), block("b", 20)])
    #expect(found.count == 2)
    #expect(found[0].count == 44 && found[1][2] == "b1" && found[1].count == 24)
    #expect(found[0][0].hasSuffix("page 1 of 2") && found[1][0].hasSuffix("page 2 of 2"))
    #expect(found.allSatisfy { $0.last == "Bring it along." && $0[0].cellWidth == 80 })
  }

  @Test(arguments: 1...200) func noPageIsLongerAndNothingIsLost(_ seed: Int) {
    var number = UInt64(seed)
    func next(_ limit: Int) -> Int {
      number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(number >> 33) % limit
    }
    let blocks = (0...next(12)).map { place in block("\(place):", 1 + next(next(4) == 0 ? 150 : 20)) }
    let found = split(blocks)
    #expect(found.allSatisfy { $0.count <= Pages.height && $0.count > Pages.margin })
    let body = found.flatMap { $0.dropFirst(2).dropLast(2) }.filter { !$0.isEmpty }
    #expect(body == blocks.flatMap { $0 })
    // A block that fits on a page stands on one.
    for block in blocks where block.count <= Pages.height - Pages.margin {
      #expect(found.count { Set($0).isSuperset(of: block) } == 1)
    }
  }

  @Test func aLongHeaderLeavesRoomForTheNumber() {
    let text = Pages(header: String(repeating: "walk ", count: 40), footer: "x").text([["a"]])
    let first = text.split(separator: "\n").first.map(String.init) ?? ""
    #expect(first.cellWidth == 80 && first.hasSuffix("… page 1 of 1"))
  }

  @Test(arguments: 1...200) func noHeadingStandsAloneAtTheFoot(_ seed: Int) {
    var number = UInt64(seed)
    func next(_ limit: Int) -> Int {
      number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(number >> 33) % limit
    }
    var blocks: [Pages.Block] = []
    for section in 0...next(20) {
      blocks.append(Pages.Block(lines: ["heading \(section)"], isHeading: true))
      for place in 0...next(6) {
        let count = next(8) == 0 ? 20 + next(80) : 1 + next(4)
        blocks.append(Pages.Block(lines: block("\(section)-\(place):", count), isContinuing: true))
      }
    }
    let text = Pages(header: "A", end: "for: both · as of today", footer: nil).text(blocks)
    let found = text.split(separator: "\u{C}").map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    for page in found {
      #expect(page.count <= Pages.height + 1)
      #expect(page.dropLast().last?.hasPrefix("heading") == false)
      #expect(page[0].contains("for: both · as of today · page "))
    }
    let body = found.flatMap { $0.dropFirst(2) }.filter { !$0.isEmpty }.map(String.init)
    #expect(body == blocks.flatMap(\.lines))
  }

  @Test func whatIsForWhomIsNeverCutForALongName() {
    let text = Pages(
      header: String(repeating: "walk ", count: 40), end: "for: Rob only · as of 2026-11-23", footer: nil
    )
    .text([["a"]])
    let first = text.split(separator: "\n").first.map(String.init) ?? ""
    #expect(first.cellWidth == 80 && first.hasSuffix("… for: Rob only · as of 2026-11-23 · page 1 of 1"))
  }
}
