import CoupletCore
import Foundation
import Testing

@testable import CoupletReports

/// A page with a block of every kind.
private let document = PageDocument(
  title: "A page", header: ["dana-rob · Dana & Rob", "for: both partners"],
  blocks: [
    .paragraph("Before."), .heading("First"), .items([.init("one", details: ["of it"]), .init("two")]),
    .facts([.init("label", "value")]), .remark("Known beside it."), .heading("Second"),
    .table(
      caption: "Second",
      Table(
        columns: [.init("measure", title: ""), .init("value", alignment: .right)],
        rows: [[.text("trust"), .number(0.5)], [.text("<b>"), .empty]])),
    .chart(
      .init(
        title: "A chart", description: "What it shows",
        series: [
          .init(name: "Dana", values: dated(["2026-09-07": 30, "2026-11-16": 55.5])),
          .init(name: "Rob", values: dated(["2026-09-07": 35, "2026-11-16": 41])),
        ], range: 0...81, cutoff: 51.5, bands: [0: 20...40], showsGap: true)),
    .calendar(
      .init(
        title: "A calendar",
        rows: [
          .init(
            name: "Dana",
            marks: [
              .init(day: day("2026-09-07"), share: 1, words: "all"),
              .init(day: day("2026-09-08"), share: nil, words: "excused"),
            ])
        ])),
    .paragraph("____"),
  ])

private func day(_ iso: String) -> Day { Day(iso: iso)! }
private func dated(_ values: KeyValuePairs<String, Double>) -> [DatedValue] {
  values.compactMap { try? DatedValue(day: day($0.key), value: $0.value) }
}

@Suite struct HTMLPageTests {
  private let page = HTMLPage().text(document)

  @Test func everyBlockStandsInItsOrder() {
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\" ") && page.hasSuffix("</html>\n"))
    #expect(
      readable(page, withTables: false)
        == "A page dana-rob · Dana & Rob for: both partners Before. First one of it two label value Known beside it. "
        + "Second Second value trust 0.5 <b> A chart A calendar ____")
    #expect(
      readable(page).contains("A chart The same as a table A chart day Dana Rob 2026-09-07 30 35 2026-11-16 55.5 41"))
    #expect(readable(page).contains("2026-09-07 Dana all 2026-09-08 Dana excused"))
    #expect(page.contains("<title>A page · dana-rob · Dana &amp; Rob</title>"))
    #expect(
      page.contains("<h2 id=\"section-3\">Second</h2>") && page.contains("<section aria-labelledby=\"section-2\">"))
  }

  @Test func itNeedsNothingElseAndRunsNothing() {
    #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""))
    for word in ["<script", "url(", "src=", "href=", "@import", "http:", "https:", "onload"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test func aTableNamesItsRowsAndColumns() {
    #expect(page.contains("<caption class=\"heard\">Second</caption>"))
    #expect(page.contains("<tr><td></td><th scope=\"col\" class=\"figure\">value</th></tr>"))
    #expect(page.contains("<tr><th scope=\"row\">trust</th><td class=\"figure\">0.5</td></tr>"))
    #expect(page.contains("<th scope=\"row\">&lt;b&gt;</th>"))
  }

  @Test func theStyleHasTheHeaderAsAString() {
    #expect(HTMLPage.cssText("a\"</style>·9") == "\"a\\000022\\00003c\\00002fstyle\\00003e\\0000b79\"")
    #expect(page.contains("style=\"--running: &quot;dana\\00002drob"))
  }

  @Test func forWhomItIsStandsBehindTheLongestName() {
    let long = PageDocument(title: "A page", header: [String(repeating: "x", count: 90), "for Rob"], blocks: [])
    #expect(HTMLPage().text(long).contains("x\\002026\\000020\\0000b7\\000020for\\000020Rob&quot;"))
  }

  /// The engine looks at characters, and these signs are part of longer ones.
  @Test(arguments: [
    "\u{600}<script>alert(1)</script>", "\"\u{301} onload=\"x", "<\u{338}b>", "&\u{301}lt;", "'\u{20DD}",
    "\u{110BD}<b>",
  ])
  func noSignHidesInALongerCharacter(_ text: String) {
    let page = HTMLPage().text(
      PageDocument(title: text, header: [text], blocks: [.heading(text), .paragraph(text), .remark(text)]))
    let typed = page.split(separator: "</style>", maxSplits: 1)[1]
    #expect(!typed.unicodeScalars.contains { $0 == "'" } && !typed.contains("<script") && !typed.contains("<b>"))
    let signs = HTMLPage().text(
      PageDocument(title: "", header: [""], blocks: [.heading(""), .paragraph(""), .remark("")]))
    let count = { (page: String) in page.unicodeScalars.count { $0 == "<" || $0 == "\"" } }
    #expect(count(page) == count(signs))
  }

  @Test func theSameContentHasTheSameBytes() {
    for _ in 1...20 { #expect(HTMLPage().text(document) == page) }
  }
}

@Suite struct PageTemplateTests {
  private func file(_ name: String, _ text: String) -> PageTemplates.File {
    PageTemplates.File(name: name, path: "/c/\(name)", text: text)
  }

  @Test func oursCanBeRead() throws {
    _ = try PageTemplates(replacing: [])
    // Given as if they were the practice's own, they are checked as those are.
    let folder = URL(filePath: #filePath).appending(path: "../../../../Reports/templates").standardized
    _ = try PageTemplates(
      replacing: PageTemplates.names.map { name in
        file(name, try String(contentsOf: folder.appending(path: name), encoding: .utf8))
      })
    #expect(
      Set(PageTemplates.names)
        == Set(
          ["page.mustache", "section.mustache", "heading.mustache", "page.css"]
            + HTMLPage.kinds.map { $0 + ".mustache" }))
  }

  @Test func oneIsReplaced() throws {
    let templates = try PageTemplates(replacing: [
      file("remark.mustache", "<p>Note: {{text}}</p>\n"), file("page.css", "p {}\n"),
    ])
    let page = HTMLPage(templates).text(document)
    #expect(page.contains("<p>Note: Known beside it.</p>") && page.contains("<style>\np {}\n</style>"))
  }

  @Test(arguments: [
    ("items.mustache", "<ul>\n{{#items}}\n<li></li>\n", "line 4: a section isn't closed"),
    ("items.mustache", "<ul>\n{{#items}}\n{{/facts}}\n", "line 3: a section is closed that isn't the one open"),
    ("items.mustache", "<p>\n\n{{text\n", "line 3: a tag isn't finished"),
    ("items.mustache", "\n{{>item}}\n", "line 2: there is no template 'item'"),
    ("items.mustache", "\n{{headng}}\n", "line 2: a page has no 'headng'"),
    ("items.mustache", "{{{text}}}", "line 1: 'text' was typed by somebody; it takes two braces"),
    ("items.mustache", "{{& text}}", "line 1: 'text' was typed by somebody; it takes two braces"),
    ("items.mustache", "a\n{{=<% %>=}}", "line 2: '=' is more than pages need"),
    ("items.mustache", "{{>table}}{{>items}}", "line 1: takes itself in, which never ends"),
    ("page.mustache", "hello", "line 1: a page needs {{heading}}"),
    ("page.mustache", "{{heading}}{{#header}}{{/header}}", "line 1: a page needs {{#sections}}"),
    (
      "page.mustache", "{{heading}}{{#header}}{{/header}}{{#sections}}{{/sections}}",
      "line 1: a page needs the Content-Security-Policy of ours"
    ),
    ("page.css", "p {\n}\n</style><script>", "line 3: '</' has no place in the style of a page"),
    ("page.css", "\np { background: url(x) }", "line 2: 'url(' has no place in the style of a page"),
  ])
  func aBrokenOneIsNamedWithItsLine(_ name: String, _ text: String, _ words: String) {
    #expect {
      try PageTemplates(replacing: [file(name, text)])
    } throws: { error in
      (error as? Problem)?.message == "template: /c/\(name), \(words)" && (error as? Problem)?.kind == .badData
    }
  }
}

@Suite struct DrawingTests {
  @Test func lengthsAreRoundedToAHundredth() {
    let texts = [
      (0.0, "0"), (1.005, "1"), (12.344, "12.34"), (-0.5, "-0.5"), (3.10, "3.1"), (7.996, "8"), (-2.05, "-2.05"),
    ]
    for (value, text) in texts { #expect(SVGText.px(value) == text) }
  }

  @Test func axesBeginAndEndRound() {
    let (range, ticks) = SVGAxis.values([31, 58, 51.5], within: 0...81)
    #expect(range == 30...60 && ticks == [30, 40, 50, 60])
    #expect(SVGAxis.values([0, 10], within: 0...10).ticks == [0, 2, 4, 6, 8, 10])
    #expect(SVGAxis.values([4, 4], within: 0...10).range == 3...5)
    #expect(SVGAxis.values([0.2, 0.25], within: 0...1).ticks.count <= 7)
    #expect(SVGAxis.values([], within: 0...1).ticks.first == 0)
  }

  @Test func daysAreWrittenAtMonthsOrWeeks() {
    func days(_ from: String, _ to: String) -> [String] { SVGAxis.days(day(from)...day(to)).map(\.description) }
    #expect(days("2026-09-07", "2026-09-10") == ["2026-09-07", "2026-09-08", "2026-09-09", "2026-09-10"])
    #expect(days("2026-09-07", "2026-10-05").last == "2026-10-05")
    #expect(days("2026-07-22", "2026-11-11") == ["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"])
    #expect(
      days("2020-07-22", "2026-11-11") == [
        "2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01", "2025-01-01", "2026-01-01",
      ])
    #expect(days("1900-01-01", "2199-12-31").count <= 7)
    #expect(days("2026-09-07", "2026-09-07") == ["2026-09-07"])
  }

  @Test func aChartHasTitleDescriptionAndBothLines() throws {
    guard case .chart(let chart) = document.blocks[7] else { return #expect(Bool(false)) }
    let svg = SVGChart(chart, id: "x").svg
    #expect(svg.hasPrefix("<svg role=\"img\" aria-labelledby=\"x-title x-desc\" viewBox=\"0 0 720 "))
    #expect(
      svg.contains("<title id=\"x-title\">A chart</title>") && svg.contains("<desc id=\"x-desc\">What it shows</desc>"))
    for piece in ["class=\"gap\"", "class=\"within s0\"", "class=\"level\"", ">51.5</text>", "line s0", "line s1"] {
      #expect(svg.contains(piece), "\(piece)")
    }
    #expect(svg.contains("Dana: no reliable change from the first, between 20 and 40"))
  }

  @Test func namesInADrawingAreNoMarkup() {
    let chart = PageDocument.Chart(
      title: "\"><img>", description: "&", series: [.init(name: "<b>\"", values: dated(["2026-09-07": 30]))],
      range: 0...81)
    let svg = SVGChart(chart, id: "x").svg
    #expect(svg.contains("&lt;b&gt;&quot;") && svg.contains(">&quot;&gt;&lt;img&gt;</title>") && !svg.contains("<b>"))
  }

  @Test func aCalendarTellsAllFromSomeFromNothing() {
    let marks = [
      ("2026-09-07", 1.0), ("2026-09-08", 0.5), ("2026-09-09", 0), ("2026-09-10", nil), ("2028-09-10", 1),
    ]
    let calendar = PageDocument.Calendar(
      title: "T", rows: [.init(name: "Dana", marks: marks.map { .init(day: day($0.0), share: $0.1, words: "") })])
    let svg = SVGCalendar(calendar, id: "x").svg
    // Monday of the first week stands on the top left; half is four of eight, from below.
    #expect(svg.contains("<rect class=\"mark s0\" x=\"46\" y=\"40\" width=\"8\" height=\"8\"/>"))
    #expect(svg.contains("<rect class=\"mark s0\" x=\"46\" y=\"56\" width=\"8\" height=\"4\"/>"))
    #expect(svg.contains("l6 6m0 -6l-6 6") && svg.contains("<circle class=\"mark s0 open\""))
    #expect(svg.contains("Dana: 5 days, 2026-09-07 to 2028-09-10"))
  }
}
