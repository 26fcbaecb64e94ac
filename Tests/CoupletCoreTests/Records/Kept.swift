import Testing

@testable import CoupletCore

/// Records that the counselor alone may see.
enum Kept {
  static let zone = Zone(name: "Europe/Berlin", offset: 3600)

  static func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  static func fact(_ day: String = "2026-11-16", _ audience: Audience = .counselor, of member: Client? = Sample.rob)
    throws -> Fact
  {
    Fact(
      couple: Couple.ID(number: 1), day: try self.day(day), audience: audience, member: member?.id,
      written: Sample.written)
  }

  static func risk(
    _ kind: Risk.Kind = .violence, told: Risk.Told? = nil, asked: Risk.Asked? = nil, reviews: [Risk.Review] = [],
    audience: Audience = .counselor
  ) throws -> Risk {
    try Risk(
      id: #require(RecordID(.risk, 1)), fact: fact("2026-11-16", audience), kind: kind, asked: asked, told: told,
      reviews: reviews)
  }

  static func look(_ on: String, _ status: Risk.Status, next: String? = nil) throws -> Risk.Review {
    try Risk.Review(day: day(on), why: "asked again", status: status, next: try next.map(day))
  }

  static func held(_ audience: Audience = .counselor, review: String? = nil, closed: String? = nil) throws -> HeldItem {
    try HeldItem(
      id: #require(RecordID(.heldItem, 1)), fact: fact("2026-11-16", audience), session: nil, text: "told alone",
      review: try review.map(day),
      closing: try closed.map { try HeldItem.Closing(day: day($0), outcome: .told, why: nil) })
  }
}
