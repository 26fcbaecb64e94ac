public import CoupletCore

/// The secrets agreement as outputs show it.
extension Seen {
  /// `limited since Tue 2026-09-01`, for a line that says which agreement is in force.
  public func words(_ policy: Policy) -> String { "\(policy.kind.rawValue) since \(policy.day.withWeekday)" }

  /// The secrets agreement in its versions, the newest with its text and who has taken note of it.
  public func page(_ policies: [Policy]) -> [String] {
    guard let newest = policies.last else { return [title, "", "No secrets agreement is entered."] }
    var lines = [title, "", "secrets agreement, version \(newest.version): \(words(newest))", ""]
    lines += self.lines(newest.text).wrapped(toCells: 80)
    lines.append("")
    for member in members {
      let day = newest.acknowledgements.last { $0.member == member }?.day.withWeekday
      lines.append(
        "\(called(member).padded(toCells: 12)) \(day.map { "acknowledged \($0)" } ?? "not yet acknowledged")")
    }
    for earlier in policies.dropLast().reversed() {
      lines.append("before       version \(earlier.version): \(words(earlier))")
    }
    return lines
  }

  /// A version of the secrets agreement.
  public func json(_ policy: Policy) -> JSONValue {
    [
      "couple": .string(handle), "version": .int(policy.version), "kind": .string(policy.kind.rawValue),
      "date": .day(policy.day), "text": string(policy.text),
      "acknowledged": .array(
        policy.acknowledgements.map { ["member": person($0.member), "date": .day($0.day)] }),
    ]
  }
}
