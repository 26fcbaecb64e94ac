/// A homework template: what to do, for whom, how often, and when not to.
public struct Exercise: Hashable, Sendable, Identifiable {
  /// An exercise's short name, `say-it-back`.
  public struct ID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as typed.
    public let description: String

    /// Reads a short name.
    ///
    /// - Throws: bad data when it is not lower-case letters, digits and single hyphens, or longer than 40 characters.
    public init(_ text: String) throws(Problem) { description = try Figure.slug(text, field: "id") }

    /// In the order of the names' characters.
    public static func < (left: ID, right: ID) -> Bool { left.description < right.description }
  }

  /// Who does it.
  public enum Recipients: String, CaseIterable, Sendable {
    /// Both together.
    case together
    /// Each alone.
    case each
    /// One of the two.
    case one
  }

  /// How often it is meant to be done.
  public enum Cadence: String, CaseIterable, Sendable {
    case daily, weekly, once
    case asNeeded = "as-needed"
  }

  /// What an exercise can ask for that an open violence entry suspends.
  public enum Request: String, CaseIterable, Sendable {
    case vulnerability, transparency, forgiveness, touch
  }

  /// The article whose theme an exercise takes up.
  public enum Article: String, CaseIterable, Sendable {
    case saveYourLove = "save-your-love"
    case rebuildingTrustAndConnection = "rebuilding-trust-and-connection"
  }

  /// The numbers of the systems that an exercise may name.
  public static let tableRows = CareSystem.rows

  /// How long one time may take, in minutes: four hours is an afternoon.
  public static let minuteRange = 1...240
  /// Steps: fewer need no exercise, more are not remembered.
  public static let stepCount = 3...7
  /// Questions for the next session, where there are any.
  public static let followUpCount = 2...4

  /// The short name, one for all versions.
  public let id: ID
  /// From 1 up; a changed word makes a new version.
  public let version: Int
  /// The name that pages print.
  public let title: String
  /// The domain that it serves first.
  public let theme: Domain
  /// The rows of the domain table that it works on, the main one first.
  public let rows: [Int]
  /// The article whose theme it takes up.
  public let article: Article?
  /// Who does it.
  public let recipients: Recipients
  /// The members' aims that it is meant for; empty where it is for any.
  public let aims: Set<Aim.Kind>
  /// How long one time takes, in minutes.
  public let minutes: Int
  /// How often it is meant to be done.
  public let cadence: Cadence
  /// What it is for, as one would tell the couple.
  public let purpose: String
  /// What to do, in order.
  public let steps: [String]
  /// What has to be at hand; may be empty.
  public let materials: [String]
  /// When not to do it, and when to stop.
  public let cautions: [String]
  /// What an open violence entry suspends it for; empty where it asks for none of these.
  public let asksFor: Set<Request>
  /// Questions for the next session; may be empty.
  public let followUp: [String]
  /// What the couple notes down.
  public let record: String?

  /// An exercise.
  ///
  /// - Throws: bad data, `field: rule`, when a number, count or length is out of range, a text is no text of ours, or
  ///   something is there twice.
  public init(
    id: ID, version: Int, title: String, theme: Domain, rows: [Int], article: Article? = nil,
    for recipients: Recipients, aims: [Aim.Kind] = [], minutes: Int, cadence: Cadence, purpose: String, steps: [String],
    materials: [String] = [], cautions: [String],
    asksFor: [Request], followUp: [String] = [], record: String? = nil
  ) throws(Problem) {
    guard version >= 1 else { throw Problem(.badData, "version: \(version) is below 1") }
    self.id = id
    self.version = version
    self.title = try Wording.name(title, field: "title")
    self.theme = theme
    self.rows = try Self.checked(rows: rows)
    self.article = article
    self.recipients = recipients
    if let twice = aims.firstRepeated { throw Problem(.badData, "aims: \(twice.rawValue) is there twice") }
    self.aims = Set(aims)
    guard Self.minuteRange.contains(minutes) else {
      throw Problem(.badData, "minutes: \(minutes) is outside \(Self.words(Self.minuteRange))")
    }
    self.minutes = minutes
    self.cadence = cadence
    self.purpose = try DefinitionText.text(purpose, field: "purpose")
    self.steps = try DefinitionText.lines(steps, field: "steps", count: Self.stepCount)
    self.materials = try DefinitionText.lines(
      materials, field: "materials", count: 0...20, upTo: Wording.longestName)
    self.cautions = try DefinitionText.lines(cautions, field: "cautions", count: 1...10)
    if let twice = asksFor.firstRepeated {
      throw Problem(.badData, "asks-for: \(twice.rawValue) is there twice")
    }
    self.asksFor = Set(asksFor)
    self.followUp =
      followUp.isEmpty ? [] : try DefinitionText.lines(followUp, field: "follow-up", count: Self.followUpCount)
    self.record = try record.map { (text) throws(Problem) in try DefinitionText.text(text, field: "record") }
  }

  /// Whether it can be given where this is the aim.
  public func isMeant(for aim: Aim.Kind) -> Bool { aims.isEmpty || aims.contains(aim) }

  /// What a search reads: the title, the purpose, the steps and when not to.
  public var searchedText: String { ([title, purpose] + steps + cautions).joined(separator: "\n") }

  private static func checked(rows: [Int]) throws(Problem) -> [Int] {
    try DefinitionText.check(rows.count, field: "rows", in: tableRows)
    if let outside = rows.first(where: { !tableRows.contains($0) }) {
      throw Problem(.badData, "rows: \(outside) is outside \(words(tableRows))")
    }
    if let twice = rows.firstRepeated { throw Problem(.badData, "rows: \(twice) is there twice") }
    return rows
  }

  private static func words(_ range: ClosedRange<Int>) -> String { "\(range.lowerBound) to \(range.upperBound)" }
}

extension Exercise {
  /// What an open violence entry suspends: all that somebody in danger can be made to pay for.
  public static let suspendedRequests: Set<Request> = [.vulnerability, .transparency, .forgiveness]

  /// How often homework of it is due, nil for what is done once or as needed.
  public var every: CoupletCore.Cadence? {
    switch cadence {
    case .daily: .days(1)
    case .weekly: .days(7)
    case .once, .asNeeded: nil
    }
  }

  /// Whether it can be given for a day: forgiveness has none by which.
  public var mayHaveDueDay: Bool { !asksFor.contains(.forgiveness) }

  /// Whether an open violence entry suspends it.
  public var isSuspendedByViolence: Bool { !asksFor.isDisjoint(with: Self.suspendedRequests) }
}
