public import CoupletCore

/// Practice ratings as outputs show them.
extension Rating: ShownRecord {
  /// What was said to each question, tension from start to end, and alliance.
  public func parts(in chart: Seen) -> [String?] {
    let said = Domain.allCases.compactMap { domain -> String? in
      switch values[domain] {
      case .value(let number)?: "\(domain.rawValue) \(number)"
      case .skipped?: "\(domain.rawValue) skipped"
      case .declined?: "\(domain.rawValue) preferred not"
      case nil: nil
      }
    }
    let tension = [tensionStart, tensionEnd].map { $0.map(String.init) ?? "?" }.joined(separator: " to ")
    return ["practice rating", fact.member.map(chart.name)] + said + [
      tensionStart == nil && tensionEnd == nil ? nil : "tension \(tension)", alliance.map { "alliance \($0)" },
    ]
  }

  /// Each domain, null where it was skipped or not entered, and `declined` where the member preferred not to say.
  public func object(in chart: Seen) -> JSONValue {
    let said = Domain.allCases.map { domain -> JSONValue.Member in
      switch values[domain] {
      case .value(let number)?: JSONValue.Member(domain.rawValue, .int(number))
      case .skipped?, nil: JSONValue.Member(domain.rawValue, .null)
      case .declined?: JSONValue.Member(domain.rawValue, "declined")
      }
    }
    return [
      "member": chart.person(fact.member), "session": chart.sessionID(session), "version": .int(version),
      "values": .object(said), "tension_start": .count(tensionStart), "tension_end": .count(tensionEnd),
      "alliance": .count(alliance),
    ]
  }
}
