public import CoupletCore

/// Pages that left the practice, as outputs show them.
extension PracticeText {
  /// The pages of a couple that left the practice.
  public static func disclosures(_ disclosures: [Disclosure], _ chart: Seen) -> [String] {
    [chart.title]
      + table(
        ["left", "page", "as of", "for", "given to"],
        disclosures.map { disclosure in
          [
            .text(String(disclosure.clock.description.prefix(10))), .text(disclosure.page),
            .text(disclosure.day.description), .text(chart.line(chart.key(for: disclosure.audience))),
            .text(chart.line(disclosure.toWhom ?? "")),
          ]
        })
  }
}

extension Seen {
  /// A page that left the practice.
  public func json(_ disclosure: Disclosure) -> JSONValue {
    [
      "couple": .string(handle), "at": .string(disclosure.clock.description), "date": .day(disclosure.day),
      "page": .string(disclosure.page), "audience": .string(key(for: disclosure.audience)),
      "to_whom": string(disclosure.toWhom),
    ]
  }
}
