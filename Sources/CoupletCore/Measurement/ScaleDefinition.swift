/// A measure's definition: its items, ranges and scoring, and what its publications allow to be said; data, not code.
public struct ScaleDefinition: Hashable, Sendable, Identifiable {
  /// A scale's short name, `csi-16`.
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

  /// Items at most: the longest inventories in use have about 570.
  public static let mostItems = 1000

  /// The short name, one for all versions.
  public let id: ID
  /// From 1 up; a changed word makes a new version, and versions aren't compared.
  public let version: Int
  /// The name that pages print.
  public let title: String
  /// The publication, as it is cited.
  public let citation: String?
  /// What may be done with the wording, nil for a scale of the user's.
  public let licence: ScaleLicence?
  /// Which way the total points.
  public let direction: ScaleDirection
  /// The time that the items ask about, as `the last two weeks`.
  public let window: String?
  /// In the order of the form; empty for a scale of which only the total is entered.
  public let items: [ScaleItem]
  /// The lowest and highest total, in points; what the items make, where there are any.
  public let total: ScoreRange
  /// How answers become the total, and a subscale's.
  public let rule: ScoreRule
  /// No two share an item.
  public let subscales: [Subscale]
  /// The published cut-off; its functional side agrees with the direction.
  public let cutoff: Cutoff?
  /// The published reliable change; it goes before r and SD.
  public let publishedChange: PublishedChange?
  /// r and SD of a reference group.
  public let reliability: Reliability?
  /// In ascending order; totals below the first have no band.
  public let bands: [ScoreBand]
  /// The ids of items whose answer above their minimum is a risk, whatever the total.
  public let riskItems: [Int]
  /// Who an administration is for.
  public let audience: ScaleAudience

  /// A scale whose parts agree with each other.
  ///
  /// - Throws: bad data, `field: rule`, when one of them doesn't: totals that the items can't make, a cut-off, band or
  ///   threshold outside the total, unknown or repeated items, proration of risk items or of mixed ranges.
  public init(
    id: ID, version: Int, title: String, direction: ScaleDirection, total: ScoreRange, citation: String? = nil,
    licence: ScaleLicence? = nil, window: String? = nil, items: [ScaleItem] = [], rule: ScoreRule = .sum,
    subscales: [Subscale] = [], cutoff: Cutoff? = nil, publishedChange: PublishedChange? = nil,
    reliability: Reliability? = nil, bands: [ScoreBand] = [], riskItems: [Int] = [],
    audience: ScaleAudience = .member
  ) throws(Problem) {
    guard version >= 1 else { throw Problem(.badData, "version: \(version) is below 1") }
    self.id = id
    self.version = version
    self.title = try Wording.name(title, field: "title")
    self.citation = try Figure.text(citation, field: "citation")
    self.licence = licence
    self.direction = direction
    self.window = try Figure.name(window, field: "window")
    self.items = items
    self.total = total
    self.rule = rule
    self.subscales = subscales
    self.cutoff = cutoff
    self.publishedChange = publishedChange
    self.reliability = reliability
    self.bands = bands
    self.riskItems = riskItems
    self.audience = audience
    try checkItems()
    try checkTotal()
    try checkMissing()
    try checkSubscales()
    try checkNorms()
    try checkBands()
  }

  /// How a change of the total is judged: by the published points where there are some, else by r and SD, else not.
  public var reliableChange: ReliableChange? {
    publishedChange.map { ReliableChange(published: $0) } ?? reliability.map { ReliableChange(reliability: $0) }
  }

  /// The standard error of one total: from r and SD where they are there, else from the published index.
  public var standardError: StandardError? {
    if let reliability {
      return StandardError(
        points: reliability.sem, origin: .reliability, verification: reliability.verification,
        isOwn: reliability.isOwn)
    }
    guard let publishedChange, let sem = publishedChange.sem else { return nil }
    return StandardError(
      points: sem, origin: .publishedIndex, verification: publishedChange.verification, isOwn: false)
  }

  /// What is left above a first total, where that is too little for a change towards health that is more than error.
  func shortRoom(from first: Double) -> ShortRoom? {
    guard let rule = reliableChange else { return nil }
    let isTop = direction == .higherIsBetter
    let room = isTop ? total.max - first : first - total.min
    return rule.isReliable(change: room) ? nil : ShortRoom(points: room, isTop: isTop, kind: rule.kind)
  }

  /// The band of a total, in points, nil where none is published for it.
  public func band(of total: Double) -> ScoreBand? {
    bands.last { $0.from <= total + Figure.rounding }
  }

  /// The item of that id.
  public func item(_ id: Int) -> ScaleItem? { items.first { $0.id == id } }

  /// The same scale with the counselor's figures in place of its own r and SD.
  ///
  /// - Throws: bad data when the SD is more than the width of the total.
  public func with(_ reliability: Reliability) throws(Problem) -> ScaleDefinition {
    try ScaleDefinition(
      id: id, version: version, title: title, direction: direction, total: total, citation: citation,
      licence: licence, window: window, items: items, rule: rule, subscales: subscales, cutoff: cutoff,
      publishedChange: publishedChange, reliability: reliability, bands: bands, riskItems: riskItems,
      audience: audience)
  }
}
