public import CoupletCore

/// What members want of the treatment, as outputs show it.
extension Aim: ShownRecord {
  public func parts(in chart: Seen) -> [String?] { ["aim", fact.member.map(chart.name), kind.rawValue] }

  public func object(in chart: Seen) -> JSONValue {
    ["member": chart.person(fact.member), "aim": .string(kind.rawValue)]
  }
}
