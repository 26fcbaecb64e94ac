public import CoupletCore

/// What members want of the treatment, as outputs show it.
extension Aim: ShownRecord {
  /// Who wants what.
  public func parts(in chart: Seen) -> [String?] { ["aim", fact.member.map(chart.name), kind.rawValue] }

  /// Who wants what, by the member's full name.
  public func object(in chart: Seen) -> JSONValue {
    ["member": chart.person(fact.member), "aim": .string(kind.rawValue)]
  }
}
