/// One scale of one couple, for one audience: both partners' series, what changed, and by how much more than error.
///
/// Its figures are of the newest version that the couple answered; sheets of other versions are listed apart. Numbers
/// are unrounded, and `DecimalText` rounds them, once, where they are written.
public struct ScoreReport: Sendable {
  /// The couple's handle, as the audience sees it.
  public let handle: String
  /// The couple's label, as the audience sees it.
  public let label: String
  /// The audience as options write it: `joint`, `counselor` or the member's full name.
  public let audienceKey: String
  /// What the header calls the audience: `both partners`, `Rob only`, `counselor only`.
  public let audienceWords: String
  /// Whether it has the counselor's figures: classes, cut-off, intervals, label; what it lacks is nil in it.
  public let isForCounselor: Bool
  /// The day as of which it is seen.
  public let today: Day
  /// The scale's short name.
  public let scale: String
  /// The version whose figures these are.
  public let version: Int
  /// The scale's name.
  public let title: String
  /// Which way the total points.
  public let direction: ScaleDirection
  /// The lowest and highest total, in points.
  public let range: ClosedRange<Double>
  /// Nil for the couple, and where the scale has none.
  public let cutoff: Cutoff?
  /// How a change is judged, nil for the couple.
  public let basis: Basis?
  /// Whether a class may stand beside the figures: not beside satisfaction where an aim is to separate or unsure.
  public let mayClassify: Bool
  /// In the order of the couple; also who has no value.
  public let members: [Member]
  /// One for each two members, as soon as one of all has a value.
  public let pairs: [Pair]
  /// The versions that are not compared, newest first.
  public let older: [Version]
  /// What has to be known beside the figures.
  public let notes: [ProgressReport.Remark]

  /// What changes are judged by.
  public struct Basis: Hashable, Sendable {
    /// The method that was asked for.
    public let method: ChangeMethod
    /// The rule of Jacobson & Truax; nil where nothing is known, and where another method was asked for.
    public let rule: ReliableChange?
    /// Where the published threshold was published.
    public let source: String?
    /// r and SD, nil where they aren't known.
    public let reliability: Reliability?
    /// What the errors of mean, gap and trend rest on; nil where neither r and SD nor a published index is known.
    public let error: StandardError?
    /// The interval's method where it was asked for and the scale has r and SD, and the mean lies in its range.
    public let interval: EdwardsNunnally?

    /// The standard error of one total, in points.
    public var sem: Double? { error?.points }

    /// The totals that differ from a first one by no more than error, in points; nil where that isn't known.
    public func band(around first: Double) -> ClosedRange<Double>? {
      if let interval { return interval.interval(around: first) }
      return rule.map { (first - $0.smallest)...(first + $0.smallest) }
    }
  }

  /// One member's sheet.
  public struct Sheet: Hashable, Sendable {
    /// The day on which it was filled in.
    public let day: Day
    /// The number, for this audience, of the session it belongs to; nil where it names none that they may see.
    public let session: Int?
    /// In points, nil when too many items are open.
    public let total: Double?
    /// The lowest and highest total that open items leave possible; for the counselor alone.
    public let possible: ClosedRange<Double>?
    /// Items with a value; 0 where a total was typed.
    public let answered: Int
    /// Items of the scale; 0 where a total was typed.
    public let count: Int
    /// `prorated (15/16)`.
    public let prorated: String?
    /// Why there is no total, nil where there is one.
    public let why: String?
    /// How the answers were taken.
    public let mode: Administration.Mode
    /// Whether the partners answered apart, nil where that isn't known.
    public let apart: Bool?
    /// Whether it counts: of several of one day the one that was entered last does.
    public let isCounted: Bool
  }

  /// One member's series with what may be said of it.
  public struct Member: Hashable, Sendable {
    /// The full name.
    public let member: String
    /// What pages call the member.
    public let name: String
    /// Oldest first.
    public let sheets: [Sheet]
    /// From the first total to the last, nil below two.
    public let change: Change?
    /// Why no class stands there; nil where one does, and for the couple.
    public let whyNoClass: NoClass?
    /// Whether the last total lies on the functional side, nil where that isn't known and for the couple.
    public let isFunctional: Bool?
    /// Whether the last total can't be told from the cut-off, nil where that isn't known and for the couple.
    public let isNearCutoff: Bool?
    /// The room above the first total, where that is too little for a reliable change; nil for the couple.
    public let shortRoom: ShortRoom?
    /// The line through the totals of the newest mode with four of them, nil for the couple.
    public let trend: TrendLine?

    /// The totals that count, by day.
    public var totals: [DatedValue] {
      sheets.filter(\.isCounted).compactMap { sheet in
        sheet.total.flatMap { try? DatedValue(day: sheet.day, value: $0) }
      }
    }
  }

  /// A change from a first to a last total; all but the totals and `plain` is for the counselor.
  public struct Change: Hashable, Sendable {
    /// The day of the first total.
    public let fromDay: Day
    /// The first total, in points.
    public let from: Double
    /// The day of the last total.
    public let toDay: Day
    /// The last total, in points.
    public let to: Double
    /// RC, where it is computed from r and SD.
    public let index: Double?
    /// Whether it is more than error, nil where that can't be computed.
    public let isReliable: Bool?
    /// Nil where none may stand and where none can be computed.
    public let changeClass: ChangeClass?
    /// `crossed, within measurement error` or `into the clinical range`.
    public let remark: String?
    /// The totals that would be no more than error, in points.
    public let band: ClosedRange<Double>?
    /// `paper` and `phone`, where the first and the last total were taken differently.
    public let modes: [Administration.Mode]
    /// What the change is called on a page for the couple; nil for the counselor.
    public let plain: CoupleSentence?

    /// The last total minus the first, in points.
    public var change: Double { to - from }
  }

  /// The line through the totals of one mode.
  public struct TrendLine: Hashable, Sendable {
    /// The line, with what its number of values allows to be said.
    public let trend: Trend
    /// Without unit, nil below its gate or where SEM isn't known.
    public let reliableTrendIndex: Double?
    /// The mode whose totals it goes through, nil where all were taken alike.
    public let mode: Administration.Mode?
  }

  /// Sheets of a version that isn't compared.
  public struct Version: Hashable, Sendable {
    /// The number of that version, from 1 up.
    public let version: Int
    /// Whether its definition is in the library; without it there are no sheets here.
    public let isKnown: Bool
    /// In the order of the couple, those who have one.
    public let members: [Older]
    /// How many sheets there are.
    public let count: Int
  }

  /// One member's sheets of another version.
  public struct Older: Hashable, Sendable {
    /// The full name.
    public let member: String
    /// What pages call the member.
    public let name: String
    /// Oldest first.
    public let sheets: [Sheet]
  }

  /// The report on a scale as `seen`.
  ///
  /// - Parameters:
  ///   - scale: the scale; in place of the library's definition of that version.
  ///   - library: the definitions of other versions.
  ///   - method: how a change is judged on the counselor's page; the couple's words rest on Jacobson & Truax.
  public init(
    of seen: Seen, scale: ScaleDefinition, library: Library, method: ChangeMethod = .jacobsonTruax
  ) {
    let frame = ScoreFrame(seen: seen, scale: scale, library: library, method: method)
    let isForCounselor = frame.progress.isForCounselor
    let shown = frame.definition ?? scale
    handle = seen.handle
    label = seen.label
    (audienceKey, audienceWords) = frame.progress.audience
    self.isForCounselor = isForCounselor
    today = seen.today
    self.scale = scale.id.description
    version = frame.version
    title = seen.text(shown.title)
    direction = shown.direction
    range = shown.total.min...shown.total.max
    cutoff = isForCounselor ? frame.definition?.cutoff : nil
    basis = isForCounselor ? frame.basis : nil
    mayClassify = frame.mayClassify
    members = frame.members
    pairs = frame.pairs(of: members)
    older = frame.older
    notes = frame.notes
  }
}
