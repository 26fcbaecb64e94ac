import CoupletReports
import SeededNumbers
import Testing

@Suite struct TextChartTests {
  @Test func sparklines() {
    #expect(TextChart.sparkline([0, 1, 2, 3, 4, 5, 6, 7], low: 0, high: 7) == "▁▂▃▄▅▆▇█")
    #expect(TextChart.sparkline([0, nil, 7], low: 0, high: 7, ascii: true) == "_ #")
    #expect(TextChart.sparkline([-9, 99, .nan, .infinity], low: 0, high: 7) == "▁█ █")
    #expect(TextChart.sparkline([3], low: 3, high: 3) == "▅")
    #expect(TextChart.sparkline([-1e308, 1e308], low: -1e308, high: 1e308) == "▁█")
    #expect(TextChart.sparkline([], low: 0, high: 1) == "")
  }

  private let chart = LineChart(
    series: [
      LineChart.Series(name: "Ana", marker: "o", points: [(0, 0), (10, 5), (20, 10)]),
      LineChart.Series(name: "Ben", marker: "x", points: [(0, 10), (10, 5), (20, 2.5)]),
    ],
    cutoff: 7.5, band: 0...2.5, xLabels: [(0, "Jan"), (20, "Mar"), (10, "Feb"), (11, "no room"), (99, "outside")])

  @Test func lines() {
    #expect(
      chart.textLines(width: 26, height: 5) == [
        " 10 ┤x                   o", "7.5 ┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄", "  5 ┤          #", "    │····················x",
        "  0 ┤o····················", "    └┬─────────┬─────────┬", "     Jan      Feb      Mar", "o Ana   x Ben",
        "# more than one", "┄ cut-off 7.5   · 0 to 2.5",
      ])
  }

  @Test func inASCII() {
    let lines = chart.textLines(width: 26, height: 5, ascii: true)
    #expect(lines.joined().allSatisfy { $0.isASCII })
    #expect(lines[1] == "7.5 +---------------------")
    #expect(lines[5] == "    ++---------+---------+")
  }

  @Test func withoutPoints() {
    #expect(LineChart(series: []).textLines() == [])
    #expect(LineChart(series: [LineChart.Series(name: "a", marker: "o", points: [(1, .nan)])]).textLines() == [])
    #expect(chart.textLines(width: 9) == [])
  }

  @Test func onePointStandsInTheMiddle() {
    let one = LineChart(series: [LineChart.Series(name: "a", marker: "o", points: [(5, 3)])])
    #expect(one.textLines(width: 10, height: 3) == ["4 ┤", "3 ┤   o", "2 ┤", "  └───────", "o a"])
  }

  @Test func wideMarkersGetAStandIn() {
    let chart = LineChart(series: [
      LineChart.Series(name: "a", marker: "漢", points: [(0, 0)]),
      LineChart.Series(name: "b", marker: "*", points: [(1, 1)]),
    ])
    #expect(chart.textLines(width: 20, height: 2).last == "o a   * b")
  }

  @Test func noLineIsTooWide() {
    let names = ["Ana", "漢字漢字漢字", "👩‍👩‍👧‍👦", String(repeating: "long name ", count: 12), "שלום"]
    let values = [0, 3.25, -1e308, 1e308, 1e-9, 12345.6789, .nan, .infinity]
    var generator = SeededNumbers(state: 5)
    for round in 0..<400 {
      let series = ["o", "x", "+"].prefix(1 + round % 3).map { marker in
        LineChart.Series(
          name: names.randomElement(using: &generator) ?? "", marker: Character(marker),
          points: (0..<6).map { _ in
            (Int.random(in: -40_000...40_000, using: &generator), values.randomElement(using: &generator) ?? 0)
          })
      }
      let chart = LineChart(
        series: series, cutoff: round % 2 == 0 ? 2.5 : nil, band: round % 5 == 0 ? -(.infinity)...4 : nil,
        xLabels: series.flatMap { $0.points.map { ($0.x, names.randomElement(using: &generator) ?? "") } })
      let width = Int.random(in: 10...100, using: &generator)
      let height = Int.random(in: 0...20, using: &generator)
      let lines = chart.textLines(width: width, height: height, ascii: round % 7 == 0)
      #expect(lines.allSatisfy { $0.cellWidth <= min(80, width) }, "\(round) \(width)")
    }
  }
}
