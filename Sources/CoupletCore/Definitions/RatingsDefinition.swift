/// The home-made ratings of the eight domains, which have no total and no norms.
public struct RatingsDefinition: Hashable, Sendable, Identifiable {
  /// A short name, `practice-ratings`.
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

  /// The question about one domain, asked of one partner.
  public struct DomainItem: Hashable, Sendable {
    /// The domain.
    public let domain: Domain
    /// Its name on pages.
    public let title: String
    /// The question.
    public let item: String
    /// The words at the lowest rating; the middle has none.
    public let low: String
    /// The words at the highest rating.
    public let high: String

    /// A domain with its question and the words at both ends.
    ///
    /// - Throws: bad data when a text is empty, too long or has a control character.
    public init(domain: Domain, title: String, item: String, low: String, high: String) throws(Problem) {
      let field = "domains: \(domain.rawValue)"
      self.domain = domain
      self.title = try Wording.name(title, field: "\(field): title")
      self.item = try DefinitionText.line(item, field: "\(field): item")
      self.low = try Wording.name(low, field: "\(field): low")
      self.high = try Wording.name(high, field: "\(field): high")
    }
  }

  /// The lowest and highest rating; higher is better.
  public static let range = 0...10

  /// The short name, one for all versions.
  public let id: ID
  /// From 1 up; a changed word makes a new version.
  public let version: Int
  /// The name that pages print.
  public let title: String
  /// What is printed wherever a rating stands, so that nobody takes it for a validated measure.
  public let label: String
  /// Who a rating is for when nothing else is said.
  public let audience: ScaleAudience
  /// Each domain once, in the order in which they are asked.
  public let items: [DomainItem]

  /// Ratings of all eight domains.
  ///
  /// - Throws: bad data, `field: rule`, when a domain is missing or there twice, or a text is no text of ours.
  public init(
    id: ID, version: Int, title: String, label: String, audience: ScaleAudience, items: [DomainItem]
  ) throws(Problem) {
    guard version >= 1 else { throw Problem(.badData, "version: \(version) is below 1") }
    self.id = id
    self.version = version
    self.title = try Wording.name(title, field: "title")
    self.label = try DefinitionText.text(label, field: "label")
    self.audience = audience
    if let twice = items.map(\.domain).firstRepeated {
      throw Problem(.badData, "domains: \(twice.rawValue) is there twice")
    }
    if let missing = Domain.allCases.first(where: { domain in !items.contains { $0.domain == domain } }) {
      throw Problem(.badData, "domains: \(missing.rawValue) is missing")
    }
    self.items = items
  }

  /// The question about a domain.
  public func item(for domain: Domain) -> DomainItem { items.first { $0.domain == domain }! }
}
