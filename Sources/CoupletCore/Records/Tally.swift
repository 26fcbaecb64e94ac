/// The counselor's count of what one member did in one session; what wasn't counted is not zero.
public struct Tally: Hashable, Recorded {
  /// What is counted.
  public enum Key: String, Sendable, CaseIterable {
    case criticism, contempt, defensiveness, stonewalling
    case gentleStart = "gentle-start"
    case appreciation, responsibility, soothing, validation
    case iStatement = "i-statement"
    case curiosity
    case disclosureReceived = "disclosure-received"
    case disclosureMissed = "disclosure-missed"
    case disclosurePunished = "disclosure-punished"
    case repairAccepted = "repair-accepted"
    case repairMissed = "repair-missed"
    case repairRejected = "repair-rejected"
    case timeoutCalled = "timeout-called"
    case timeoutHonoured = "timeout-honoured"
    case timeoutReturned = "timeout-returned"

    /// The four patterns that wear a couple down.
    public static let patterns: [Key] = [.criticism, .contempt, .defensiveness, .stonewalling]

    /// What takes a pattern's place, or the pattern whose place it takes; nil for what has no such counterpart.
    public var opposite: Key? {
      switch self {
      case .criticism: .gentleStart
      case .contempt: .appreciation
      case .defensiveness: .responsibility
      case .stonewalling: .soothing
      case .gentleStart: .criticism
      case .appreciation: .contempt
      case .responsibility: .defensiveness
      case .soothing: .stonewalling
      case .validation, .iStatement, .curiosity, .disclosureReceived, .disclosureMissed, .disclosurePunished,
        .repairAccepted, .repairMissed, .repairRejected, .timeoutCalled, .timeoutHonoured, .timeoutReturned:
        nil
      }
    }
  }

  /// The most that one session can hold.
  public static let range = 0...1000

  /// The tally's id, an entry's such as `e12`.
  public let id: RecordID
  /// Its member is whom it counts.
  public let fact: Fact
  /// The session in which it was counted.
  public let session: RecordID
  /// For how many minutes the counselor counted, nil for the whole session.
  public let minutes: Int?
  /// Zero was looked for and not seen; a key that isn't here was not observed.
  public let counts: [Key: Int]

  /// A tally with at least one count.
  public init(
    id: RecordID, fact: Fact, session: RecordID, minutes: Int?, counts: [Key: Int]
  ) throws(Problem) {
    guard id.kind == .entry, fact.member != nil else {
      throw Problem(.internalFault, "id: \(id) is no tally of somebody")
    }
    for (key, count) in counts where !Self.range.contains(count) {
      throw Problem(.badData, "\(key.rawValue): \(count) is outside 0 to 1000")
    }
    if let minutes, !(1...Session.longest).contains(minutes) {
      throw Problem(.badData, "minutes-observed: \(minutes) is outside 1 to \(Session.longest)")
    }
    guard !counts.isEmpty || minutes != nil else { throw Problem(.badData, "tally: there is nothing to enter") }
    self.id = id
    self.fact = fact
    self.session = session
    self.minutes = minutes
    self.counts = counts
  }
}

extension Tally {
  /// Who may know when nothing is said: the counselor, who counted.
  public static let usualAudience = Audience.counselor

  /// The session in which it was counted.
  public var givenIn: RecordID? { session }

  /// Nil: counts have no text.
  public func searchedText(byCounselor: Bool) -> String? { nil }

  /// Nothing is said of it later.
  public var parts: [RecordPart] { [] }

  /// The whole of it: a tally has no parts that fewer people may know.
  public func shown(in sight: Sight) -> Self? { self }
}

extension Records {
  /// What was counted in sessions.
  public var tallies: [Tally] {
    get { self[Tally.self] }
    set { self[Tally.self] = newValue }
  }
}

/// A count with the minutes it was counted in: a rate never stands without both.
public struct TallyRate: Hashable, Sendable {
  /// How often it was seen in those minutes.
  public let count: Int
  /// Nil where the minutes of one of the sessions aren't known.
  public let minutes: Int?

  /// A count in so many minutes.
  public init(count: Int, minutes: Int?) {
    self.count = count
    self.minutes = minutes
  }

  /// The rate in half an hour, nil where the minutes aren't known.
  public var per30: Double? { minutes.map { Double(count * 30) / Double($0) } }

  /// Both together: counts and minutes are added, never rates.
  public static func + (left: TallyRate, right: TallyRate) -> TallyRate {
    TallyRate(
      count: left.count + right.count,
      minutes: left.minutes.flatMap { minutes in right.minutes.map { minutes + $0 } })
  }
}

extension Tally {
  /// What was counted of a key, nil where it wasn't observed.
  ///
  /// - Parameter session: its minutes serve where the counter gave none.
  public func rate(_ key: Key, in session: Session?) -> TallyRate? {
    counts[key].map { TallyRate(count: $0, minutes: minutes ?? session?.minutes) }
  }
}
