public import CoupletCore

extension Outcomes {
  /// A line a scale: what every format is written from.
  public var table: Table {
    var columns = [
      Table.Column("scale"), Table.Column("n", alignment: .right),
      Table.Column("not_classifiable", alignment: .right),
    ]
    for kind in Kind.allCases {
      columns += ["", "_low", "_high"].map { Table.Column(kind.rawValue + $0, alignment: .right) }
    }
    return Table(
      columns: columns + [Table.Column("rule")],
      rows: lines.map { line in
        [.text(line.scale), .count(line.n), .count(line.notClassifiable)]
          + Kind.allCases.flatMap { kind -> [Table.Cell] in
            let rate = line.counts[kind]
            let ends = rate?.interval
            return [
              .count(rate?.successes), ends.map { .number($0.lowerBound) } ?? .empty,
              ends.map { .number($0.upperBound) } ?? .empty,
            ]
          } + [line.rule.map(Table.Cell.text) ?? .empty]
      })
  }

  /// The table as a page of lines.
  public func textLines(width: Int = 80, ascii: Bool = false) -> [String] {
    let time = [since.map { "from \($0)" }, until.map { "to \($0)" }].compactMap { $0 }.joined(separator: " ")
    let head = "Outcomes · all couples of two\(time.isEmpty ? "" : ", sheets \(time)") · as of \(today.withWeekday)"
    let clear = ascii ? head.replacing("·", with: "-") : head
    guard !lines.isEmpty else { return [clear, "", "No couple has sheets of a scale in this time."] }
    let columns =
      [Table.Column("scale"), Table.Column("n", alignment: .right)]
      + Kind.allCases.map { Table.Column($0.rawValue, title: $0.title, alignment: .right) }
    let rows = lines.map { line in
      [Table.Cell.text(line.scale), .text(line.n.map(String.init) ?? Self.closed)]
        + Kind.allCases.map { kind in .text(line.counts[kind].map(Self.figure) ?? Self.closed) }
    }
    let notes = lines.flatMap { line -> [String] in
      let rest = line.notClassifiable.flatMap { $0 == 0 ? nil : "\($0) more not classifiable" }
      let words = [line.rule.map { "classes by \($0)" }, rest].compactMap { $0 }
      return words.isEmpty
        ? [] : "- \(line.scale): \(words.joined(separator: "; "))".wrapped(toCells: width, hanging: 2)
    }
    return [clear, ""] + Table(columns: columns, rows: rows).textLines(width: width, ascii: ascii) + [""]
      + "Couples by what the classes of the two say together, with the 95 % interval of the share (Wilson)."
      .wrapped(toCells: width, hanging: 0)
      + (isClosedUp
        ? "Counts under 5 are closed up, and more where they could be worked out.".wrapped(toCells: width, hanging: 0)
        : []) + notes
  }

  private static let closed = "closed"

  /// `5, 16-61 %`.
  private static func figure(_ rate: Wilson) -> String {
    let ends = rate.percentInterval.map { ", \($0.lowerBound)-\($0.upperBound) %" }
    return "\(rate.successes)\(rate.of < Wilson.fewestForPercentage ? "" : ends ?? "")"
  }

  /// The outcomes as one document.
  public var json: JSONValue {
    [
      "schema": "couplet-outcomes/1", "since": .day(since), "until": .day(until), "today": .day(today),
      "closed_up": .bool(isClosedUp),
      "scales": .array(
        lines.map { line in
          [
            "scale": .string(line.scale), "rule": .text(line.rule), "n": .count(line.n),
            "not_classifiable": .count(line.notClassifiable),
            "outcomes": .array(
              Kind.allCases.map { kind in
                let rate = line.counts[kind]
                return [
                  "outcome": .string(kind.rawValue), "count": .count(rate?.successes),
                  "low": .figure(rate?.interval?.lowerBound), "high": .figure(rate?.interval?.upperBound),
                ]
              }),
          ]
        }),
    ]
  }
}

extension Outcomes.Kind {
  /// The head of its column: both are meant where nothing else is said.
  fileprivate var title: String {
    switch self {
    case .bothRecovered: "recovered"
    case .bothImproved: "improved"
    case .oneOnly: "one only"
    case .bothUnchanged: "unchanged"
    case .deteriorated: "deteriorated"
    }
  }
}

extension Table.Cell {
  fileprivate static func count(_ count: Int?) -> Table.Cell { count.map(Table.Cell.integer) ?? .empty }
}
