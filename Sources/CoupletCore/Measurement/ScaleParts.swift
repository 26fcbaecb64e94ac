/// Which way a scale's total points.
public enum ScaleDirection: String, Sendable, CaseIterable {
  case higherIsBetter = "higher-is-better"
  case higherIsWorse = "higher-is-worse"

  /// How far a change goes towards health, in points: negative when it goes against it.
  public func towardsHealth(_ change: Double) -> Double { self == .higherIsBetter ? change : -change }
}

/// Who a scale's administrations are for when nothing else is said.
public enum ScaleAudience: String, Sendable, CaseIterable {
  case joint, member, counselor

  /// The audience of an administration to that member.
  public func audience(of member: Client.ID) -> Audience {
    switch self {
    case .joint: .joint
    case .member: .member(member)
    case .counselor: .counselor
    }
  }
}

/// What may be done with a scale's wording.
public struct ScaleLicence: Hashable, Sendable {
  /// Whether the wording of the items may stand in the file.
  public enum Terms: String, Sendable, CaseIterable {
    /// The grant allows it, and is printed with it.
    case shipped
    /// Answers come from the counselor's own licensed copy.
    case scoreOnly = "score-only"
    /// Written by the counselor or for this toolkit.
    case own
  }

  /// Whether the wording of the items may stand in the file.
  public let wording: Terms
  /// The words of the grant.
  public let note: String?

  /// A licence with the words of its grant.
  ///
  /// - Throws: bad data when the note is no text of ours.
  public init(_ wording: Terms, note: String? = nil) throws(Problem) {
    self.wording = wording
    self.note = try Figure.text(note, field: "licence: note")
  }
}

/// A published name for the totals from one value up to the next band.
public struct ScoreBand: Hashable, Sendable {
  /// The lowest total of the band, in points.
  public let from: Double
  /// `moderate`.
  public let name: String

  /// A band; its place among the others is for the scale to check.
  ///
  /// - Throws: bad data when `from` is no number or the name is no name.
  public init(from: Double, name: String) throws(Problem) {
    self.from = try Figure.checked(from, field: "bands: from")
    self.name = try Wording.name(name, field: "bands: name")
  }
}
