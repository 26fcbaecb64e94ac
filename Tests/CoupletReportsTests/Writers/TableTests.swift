import CoupletReports
import SeededNumbers
import Testing

@Suite struct TableTests {
  private let table = Table(
    columns: [
      Table.Column("name", title: "Name"), Table.Column("score", title: "Score", alignment: .right),
      Table.Column("note", title: "Note"),
    ],
    rows: [
      [.text("Ana"), .number(12.5), .text("slept, well")], [.text("漢字"), .integer(-3), .empty],
      [.text("Zoë"), .number(.nan), .yesNo(true)],
    ])

  @Test func text() {
    #expect(
      table.textLines() == [
        "Name  Score  Note", "────────────────────────", "Ana    12.5  slept, well", "漢字     -3",
        "Zoë          yes",
      ])
  }

  @Test func csv() {
    #expect(table.csv() == "name,score,note\r\nAna,12.5,\"slept, well\"\r\n漢字,-3,\r\nZoë,,yes\r\n")
  }

  @Test func json() {
    let expected: JSONValue = [
      ["name": "Ana", "score": .number(12.5), "note": "slept, well"], ["name": "漢字", "score": -3, "note": nil],
      ["name": "Zoë", "score": nil, "note": "yes"],
    ]
    // As texts, since a figure that is not a number equals nothing.
    #expect(table.json().text() == expected.text())
  }

  @Test func withoutRows() {
    let empty = Table(columns: table.columns, rows: [])
    #expect(empty.textLines() == [])
    #expect(empty.csv() == "name,score,note\r\n")
    #expect(empty.json().text() == "[]")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
    ("\r\nx", "\"'\r\nx\""), ("=\u{301}x", "'=\u{301}x"), ("=a,\"b\"", "\"'=a,\"\"b\"\"\""), ("a=1", "a=1"),
    ("two\nlines", "\"two\nlines\""), ("", ""),
  ])
  func guardsFormulas(_ text: String, _ field: String) {
    let csv = Table(columns: [Table.Column("t")], rows: [[.text(text)]]).csv()
    #expect(Array(csv.unicodeScalars) == Array("t\r\n\(field)\r\n".unicodeScalars))
  }

  @Test func numbersAreNotGuarded() {
    let row: [Table.Cell] = [.number(-2.25), .integer(-7), .number(-0.0)]
    let columns = ["a", "b", "c"].map { Table.Column($0) }
    #expect(Table(columns: columns, rows: [row]).csv() == "a,b,c\r\n-2.25,-7,0\r\n")
  }

  @Test func widestTextGivesWay() {
    let columns = [Table.Column("a"), Table.Column("b"), Table.Column("n", alignment: .right)]
    let long = String(repeating: "word ", count: 2000)
    let lines = Table(columns: columns, rows: [[.text("short"), .text(long), .integer(1_234_567)]]).textLines(width: 40)
    #expect(lines[2] == "short  word word word word word  1234567")
    #expect(lines.allSatisfy { $0.cellWidth <= 40 && $0.last != " " })
  }

  @Test func manyTextColumnsStayWithinTheWidth() {
    let columns = (0..<12).map { Table.Column("column \($0)") }
    let rows = [columns.map { Table.Cell.text("words for \($0.key)") }]
    #expect(Table(columns: columns, rows: rows).textLines(width: 80).allSatisfy { $0.cellWidth <= 80 })
  }

  @Test func noLineIsTooWideAndFiguresStayWhole() {
    let texts = ["", "a", "漢字 漢字", "👩‍👩‍👧‍👦 family", "שלום עולם", String(repeating: "x", count: 300), "two\nlines"]
    var generator = SeededNumbers(state: 11)
    for _ in 0..<300 {
      let count = Int.random(in: 1...5, using: &generator)
      let columns = (0..<count).map { Table.Column("key\($0)", title: "Title of \($0)") }
      let rows = (0..<4).map { _ in
        (0..<count).map { place -> Table.Cell in
          place == 0 ? .integer(123_456) : .text(texts.randomElement(using: &generator) ?? "")
        }
      }
      let width = Int.random(in: 22...80, using: &generator)
      let lines = Table(columns: columns, rows: rows).textLines(width: width)
      #expect(lines.allSatisfy { $0.cellWidth <= width && $0.last != " " }, "\(width) \(count)")
      #expect(lines.filter { $0.hasPrefix("123456") }.count == 4)
    }
  }
}
