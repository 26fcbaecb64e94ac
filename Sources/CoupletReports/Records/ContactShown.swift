public import CoupletCore

/// Contacts between sessions as outputs show them.
extension Contact: ListedRecord {
  /// How it came, and with whom.
  public func parts(in chart: Seen) -> [String?] { [mode.rawValue, "with \(person(in: chart))"] }

  private func person(in chart: Seen) -> String { fact.member.map(chart.name) ?? other.map(chart.text) ?? "" }

  /// How it came, with whom, how long it took, and the text.
  public static func columns(of contacts: [Contact], in chart: Seen) -> [ListColumn<Contact>] {
    [
      .date, ListColumn("mode") { $0.mode.rawValue }, ListColumn("with") { chart.line($0.person(in: chart)) },
      ListColumn("min", count: \.minutes), ListColumn("text") { chart.line($0.text) },
    ]
  }

  /// With whom, by full name, how it came, how many minutes it took, and the text.
  public func object(in chart: Seen) -> JSONValue {
    [
      "with": .text(fact.member.map(chart.fullName) ?? other.map(chart.text)), "mode": .string(mode.rawValue),
      "minutes": .count(minutes), "text": chart.string(text),
    ]
  }
}
