/// What every record in a couple's chart has: whose chart, which day, who may know, and when it was written.
public struct Fact: Hashable, Sendable {
  /// Whose chart it stands in.
  public let couple: Couple.ID
  /// The calendar day it belongs to, which isn't always the day of writing.
  public let day: Day
  /// To whom it may ever be shown.
  public let audience: Audience
  /// The member it comes from, where it comes from one.
  public let member: Client.ID?
  /// When it was written, by the clock.
  public let written: Instant
  /// Whether somebody named the audience for this record, so that it may be wider than that of the hour with which it was
  /// given; nil in files from before that was kept.
  public let isAudienceNamed: Bool?

  /// The common part of a record.
  public init(
    couple: Couple.ID, day: Day, audience: Audience, isAudienceNamed: Bool? = false, member: Client.ID? = nil,
    written: Instant
  ) {
    self.isAudienceNamed = isAudienceNamed
    self.couple = couple
    self.day = day
    self.audience = audience
    self.member = member
    self.written = written
  }

  /// The same with another audience.
  ///
  /// - Parameter isNamed: whether somebody named it for this record.
  public func with(audience: Audience, isNamed: Bool) -> Fact {
    Fact(
      couple: couple, day: day, audience: audience, isAudienceNamed: isNamed, member: member, written: written)
  }

  /// The same on another day.
  public func with(day: Day) -> Fact {
    Fact(
      couple: couple, day: day, audience: audience, isAudienceNamed: isAudienceNamed, member: member, written: written)
  }
}
