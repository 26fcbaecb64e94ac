/// What has become of a whole caseload, a scale at a time: for supervision, without names or handles.
///
/// Every couple of two counts that has a label on the scale; what it says is the table's of that couple.
public struct Outcomes: Hashable, Sendable {
  /// What two classes say together, as a caseload counts it.
  public enum Kind: String, Sendable, CaseIterable {
    case bothRecovered = "both_recovered"
    case bothImproved = "both_improved"
    /// One changed for the better, the other not.
    case oneOnly = "one_only"
    case bothUnchanged = "both_unchanged"
    /// One of the two, or both, whatever the other did.
    case deteriorated

    /// Nil for what isn't classifiable.
    init?(_ label: CoupleLabel) {
      switch label {
      case .bothRecovered: self = .bothRecovered
      case .bothImproved: self = .bothImproved
      case .onePartnerOnly: self = .oneOnly
      case .bothUnchanged: self = .bothUnchanged
      case .diverging, .oneDeteriorated, .bothDeteriorated: self = .deteriorated
      case .notClassifiable: return nil
      }
    }
  }

  /// One scale over all couples.
  public struct Line: Hashable, Sendable {
    /// The scale's id, or `own scale 1` where it may not stand.
    public let scale: String
    /// The rule of the scale that was answered last, nil where none is known.
    public let rule: String?
    /// Couples with a label; nil where there are too few to be told.
    public let n: Int?
    /// Couples with sheets of both and without a label; nil where there are too few to be told.
    public let notClassifiable: Int?
    /// How many of the couples it was so; what is closed up isn't there.
    public let counts: [Kind: Wilson]
  }

  /// Counts below which a cell is closed up in a copy that leaves.
  public static let fewestToTell = 5

  /// In the order of the scales' ids.
  public let lines: [Line]
  /// Whether small counts are closed up.
  public let isClosedUp: Bool
  /// The first day of the sheets that count, nil from the beginning.
  public let since: Day?
  /// The last day of them, nil up to today.
  public let until: Day?
  /// The day as of which it is counted.
  public let today: Day

  /// The outcomes of charts as the counselor sees them.
  ///
  /// - Parameters:
  ///   - isClosedUp: for a copy that leaves: counts under five are closed up.
  ///   - isPublic: whether a scale's id is known to everybody, and so names nobody.
  public init(
    of charts: [Seen], library: Library, since: Day?, until: Day?, today: Day, isClosedUp: Bool,
    isPublic: (String) -> Bool
  ) {
    var found: [String: [PairVerdict]] = [:]
    var rules: [String: (version: Int, words: String?)] = [:]
    for chart in charts where chart.everyMember.count == 2 {
      let table = CoupleMeasures(of: chart, records: chart.records, library: library) { day in
        (since.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
      }
      let (first, second) = (chart.everyMember[0], chart.everyMember[1])
      for measure in table.scales.compactMap(\.measure) where measure.hasValues {
        guard let scale = measure.scale else { continue }
        let id = scale.id.description
        if rules[id].map({ $0.version <= scale.version }) ?? true {
          rules[id] = (scale.version, scale.reliableChange?.words)
        }
        found[id, default: []].append(measure.verdict(first, second))
      }
    }
    self.isClosedUp = isClosedUp
    self.since = since
    self.until = until
    self.today = today
    let ids = found.keys.sorted()
    let own = isClosedUp ? ids.filter { !isPublic($0) } : []
    lines = ids.map { id in
      let place = own.firstIndex(of: id)
      return Self.line(
        place.map { "own scale \($0 + 1)" } ?? id, place == nil ? rules[id]?.words : nil, found[id] ?? [],
        isClosedUp: isClosedUp)
    }
  }

  private static func line(_ scale: String, _ rule: String?, _ found: [PairVerdict], isClosedUp: Bool) -> Line {
    let kinds = found.compactMap { Kind($0.label) }
    let (n, rest) = (kinds.count, found.count - kinds.count)
    let all = Kind.allCases.map { kind in kinds.count { $0 == kind } }
    let shown = isClosedUp ? closedUp(all, of: n) : all.map(Optional.some)
    var counts: [Kind: Wilson] = [:]
    for (kind, count) in zip(Kind.allCases, shown) { counts[kind] = count.flatMap { try? Wilson($0, of: n) } }
    func told(_ count: Int) -> Int? { isClosedUp && count < fewestToTell ? nil : count }
    return Line(scale: scale, rule: rule, n: told(n), notClassifiable: told(rest), counts: counts)
  }

  /// The counts of a copy that leaves, nil where they are closed up: those under five, and then the next smallest ones
  /// till the closed ones together are five or more, as their sum follows from the others.
  static func closedUp(_ counts: [Int], of n: Int) -> [Int?] {
    guard n >= fewestToTell else { return counts.map { _ in nil } }
    var closed = Set(counts.indices.filter { counts[$0] < fewestToTell })
    guard !closed.isEmpty else { return counts }
    while closed.count < counts.count,
      closed.count == 1 || closed.reduce(0, { $0 + counts[$1] }) < fewestToTell
    {
      guard let next = counts.indices.filter({ !closed.contains($0) }).min(by: { counts[$0] < counts[$1] }) else {
        break
      }
      closed.insert(next)
    }
    return counts.indices.map { closed.contains($0) ? nil : counts[$0] }
  }
}
