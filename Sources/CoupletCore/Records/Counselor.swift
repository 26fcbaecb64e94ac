/// Whose practice it is, and how she works.
public struct Counselor: Hashable, Sendable {
  /// Nil where none was given; then nothing can be signed.
  public var name: String?
  /// As it stands behind the name, `LMFT`.
  public var credential: String?
  /// The format of notes when none is said, nil for a text without sections.
  public var noteFormat: String?
  /// Days after which a draft is marked as overdue.
  public var signWithin: Int

  /// Days for a draft where nothing else is set.
  public static let usualSignWithin = 7

  /// A counselor's settings.
  public init(name: String? = nil, credential: String? = nil, noteFormat: String? = nil, signWithin: Int? = nil) {
    self.name = name
    self.credential = credential
    self.noteFormat = noteFormat
    self.signWithin = signWithin ?? Self.usualSignWithin
  }
}

/// That a page left the practice as a file or on paper.
public struct Disclosure: Hashable, Sendable {
  /// Whose page it was.
  public let couple: Couple.ID
  /// When, by the clock.
  public let clock: Instant
  /// The day that the page went by.
  public let day: Day
  /// What it was, `report`.
  public let page: String
  /// Who the page was written for.
  public let audience: Audience
  /// Who got it, where that was said.
  public let toWhom: String?

  /// A disclosure.
  public init(
    couple: Couple.ID, clock: Instant, day: Day, page: String, audience: Audience, toWhom: String?
  ) throws(Problem) {
    self.couple = couple
    self.clock = clock
    self.day = day
    self.page = page
    self.audience = audience
    self.toWhom = try toWhom.map { (text) throws(Problem) in try Wording.name(text, field: "to-whom") }
  }
}
