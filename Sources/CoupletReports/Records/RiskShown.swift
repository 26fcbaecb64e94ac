public import CoupletCore

/// Risk entries as outputs show them.
extension Risk: ListedRecord {
  /// What is at stake for whom, the part in it, how it was asked, where it stands, and the next look.
  public func parts(in chart: Seen) -> [String?] {
    [
      kind.rawValue, fact.member.map(chart.name), told?.part?.rawValue, asked.map { "asked \($0.rawValue)" },
      status?.rawValue ?? "asked, nothing told", nextReview.map { "review \($0.withWeekday)" },
    ]
  }

  /// Whom it concerns, what is at stake, how it was asked, where it stands, the next look, and what was told.
  public static func columns(of risks: [Risk], in chart: Seen) -> [ListColumn<Risk>] {
    [
      .date, ListColumn("who") { chart.called($0.fact.member) }, ListColumn("kind") { $0.kind.rawValue },
      ListColumn("asked") { $0.asked?.rawValue }, ListColumn("status") { $0.status?.rawValue ?? "asked" },
      ListColumn("review") { $0.nextReview?.description }, ListColumn("told") { chart.line($0.words(in: chart)) },
    ]
  }

  /// What was told and decided; that nothing was told is said as that.
  private func words(in chart: Seen) -> String {
    guard let told else { return "nothing told" }
    let source: String? =
      switch told.by {
      case nil: nil
      case .member(let client)?: "told by \(chart.name(client))"
      case .other(let name)?: "told by \(name)"
      }
    let parts = [
      told.text, told.part.map { "part: \($0.rawValue)" }, source, told.decision.map { "decided: \($0)" },
      told.plan.map { "plan: \($0)" },
    ]
    let looks = reviews.map { "\($0.day) \($0.status.rawValue): \($0.why)" }
    return (parts.compactMap(\.self) + looks).joined(separator: " · ")
  }

  /// What was told, by whom, and each later look; `told` is false where it was asked and nothing was told.
  public func object(in chart: Seen) -> JSONValue {
    let source: JSONValue =
      switch told?.by {
      case nil: .null
      case .member(let client)?: chart.person(client)
      case .other(let name)?: chart.string(name)
      }
    return [
      "member": chart.person(fact.member), "kind": .string(kind.rawValue), "told": .bool(told != nil),
      "part": .text(told?.part?.rawValue), "told_by": source, "asked": .text(asked?.rawValue),
      "decision": chart.string(told?.decision), "plan": chart.string(told?.plan), "review": .day(nextReview),
      "status": .text(status?.rawValue), "text": chart.string(told?.text),
      "reviews": .array(
        reviews.map { review in
          [
            "date": .day(review.day), "why": chart.string(review.why), "status": .string(review.status.rawValue),
            "review": .day(review.next),
          ]
        }),
    ]
  }
}
