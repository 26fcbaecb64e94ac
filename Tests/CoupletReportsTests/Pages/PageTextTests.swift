import CoupletCore
import Testing

@testable import CoupletReports

/// A page of blocks as text: on a screen, on paper, in ASCII, and with whatever somebody typed.
@Suite struct PageTextTests {
  private static func day(_ number: Int) -> Day { Day(iso: "2026-09-01")!.adding(days: number) }

  private static func values(_ pairs: [(day: Int, value: Double)]) -> [DatedValue] {
    pairs.compactMap { try? DatedValue(day: day($0.day), value: $0.value) }
  }

  private static func page(_ blocks: [PageDocument.Block], names: [String] = ["Dana", "Rob"]) -> PageDocument {
    PageDocument(
      title: "Letter", header: ["d-r · Dana & Rob", "for: both partners", "as of 2026-11-23"], blocks: blocks)
  }

  private static let chart = PageDocument.Chart(
    title: "Satisfaction, 0 to 81", description: "Dana from 30 to 55.",
    series: [.init(name: "Dana", values: values([(0, 30), (60, 55)]))],
    range: 0...81, cutoff: 51.5)

  private static let calendar = PageDocument.Calendar(
    title: "A walk",
    rows: [
      .init(
        name: "Dana",
        marks: [
          .init(day: day(0), share: 1, words: "done"), .init(day: day(1), share: 0.5, words: "half"),
          .init(day: day(2), share: 0, words: "not done"), .init(day: day(3), share: nil, words: "ill"),
        ])
    ])

  private static let everything: [PageDocument.Block] = [
    .paragraph("Dear Dana and Rob,"), .heading("What you came for"),
    .items([.init("to talk again", details: ["Dana 3 → 7"]), .init("more time")]), .facts([.init("Sessions", "9")]),
    .heading("How it goes"),
    .table(
      caption: "ratings",
      Table(columns: [Table.Column("a"), Table.Column("b")], rows: [[.text("trust"), .text("3 → 7")]])),
    .chart(chart), .calendar(calendar), .remark("not validated"),
  ]

  @Test func onTheScreen() {
    let text = Self.page(Self.everything).text()
    for part in [
      "Letter · d-r · Dana & Rob · for: both partners · as of 2026-11-23\n\nDear Dana and Rob,\n\nWhat you came for\n",
      "\n  - to talk again\n    Dana 3 → 7\n  - more time\n  Sessions: 9\n\nHow it goes\n  ratings\n  a      b\n  ──",
      "  Satisfaction, 0 to 81\n", "cut-off 51.5", "  Dana ■◧□– 2026-09-01 - 2026-09-04\n",
      "  ■ done, ◧ in part, □ not done, – left out\n  not validated\n",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("page 1 of 1") && !text.contains("\u{C}"))
  }

  @Test func onPaperEveryPageSaysWhoseItIs() {
    let items = PageDocument.Block.items((1...150).map { .init("line \($0)") })
    let pages = Self.page([.heading("Many"), items]).text(options: ReportOptions(isOnPaper: true))
      .split(separator: "\u{C}")
    #expect(pages.count == 3)
    for (place, page) in zip(1..., pages) {
      let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 61 && lines[0].hasPrefix("d-r · Dana & Rob "))
      #expect(lines[0].hasSuffix("for: both partners · as of 2026-11-23 · page \(place) of 3"))
    }
  }

  @Test func inASCIINothingElseIsDrawn() {
    let text = Self.page(Self.everything).text(options: ReportOptions(ascii: true))
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.contains("Dana #+.- 2026-09-01 - 2026-09-04"))
  }

  @Test func oneDayIsSaidInWords() {
    let one = PageDocument.Chart(
      title: "Satisfaction", description: "Dana: 30 on one day.",
      series: [.init(name: "Dana", values: Self.values([(0, 30)]))], range: 0...81)
    #expect(Self.page([.chart(one)]).text().contains("Dana: 30 on one day."))
  }

  private static let hostile: [String] = [
    "\u{1B}[31mred\u{1B}[0m\u{1B}]0;title\u{7}", "one\u{C}two\rthree\u{85}four\u{2028}five", "\u{202E}desrever\u{2066}",
    String(repeating: "عربي ", count: 60), String(repeating: "日本", count: 70), String(repeating: "👩‍👩‍👧", count: 60),
    String(repeating: "e\u{301}\u{323}", count: 100), String(repeating: "x", count: 10_000),
    String(repeating: "long words ", count: 900), "<script>alert(1)</script>=cmd|' /C'!A0", "\u{0}\u{8}\u{7F}",
  ]

  @Test(arguments: hostile) func whateverWasTypedIsHarmless(_ words: String) {
    let series = PageDocument.Chart.Series(
      name: words, values: Self.values([(0, 30), (60, 55)]))
    let blocks: [PageDocument.Block] = [
      .heading(words), .paragraph(words), .items([.init(words, details: [words])]), .facts([.init(words, words)]),
      .table(caption: words, Table(columns: [Table.Column("a", title: words)], rows: [[.text(words)]])),
      .chart(.init(title: words, description: words, series: [series], range: 0...81)),
      .calendar(.init(title: words, rows: [.init(name: words, marks: Self.calendar.rows[0].marks)])), .remark(words),
    ]
    let page = PageDocument(title: words, header: [words, words, words], blocks: blocks)
    for options in [ReportOptions(), ReportOptions(ascii: true), ReportOptions(isOnPaper: true)] {
      let text = page.text(options: options)
      for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\u{C}" }) {
        #expect(String(line).cellWidth <= 80)
        let isSteering = line.unicodeScalars.contains {
          $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x2028...0x202E).contains($0.value)
            || (0x2066...0x2069).contains($0.value)
        }
        #expect(!isSteering)
      }
      let isPaper = options.isOnPaper
      #expect(text.split(separator: "\u{C}").allSatisfy { !isPaper || $0.split(separator: "\n").count <= 60 })
      #expect(isPaper || !text.contains("\u{C}"))
    }
  }

  @Test func asJSONItIsOneDocument() {
    let text = Self.page(Self.everything).json.text()
    for part in [
      "\"schema\": \"couplet-page/1\"", "\"kind\": \"heading\"", "\"kind\": \"calendar\"", "\"share\": null",
      "\"cutoff\": 51.5", "\"details\": [",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func figuresOnlyAreNoPage() {
    #expect(throws: Problem.self) { try render(Self.page([]), as: .csv) }
  }
}
