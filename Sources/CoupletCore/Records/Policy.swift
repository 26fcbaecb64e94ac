/// A couple's secrets agreement in one version: what the counselor does with what one of them tells alone.
public struct Policy: Shelved {
  /// The agreements in use.
  public enum Kind: String, Sendable, CaseIterable {
    case noSecrets = "no-secrets"
    case limited, confidential
    case caseByCase = "case-by-case"

    /// Whether what is held needs a day to look at it again: held things may not simply stay.
    public var wantsReview: Bool { self == .noSecrets || self == .limited }

    /// The agreement in plain words, where the counselor gives no text of their own.
    public var words: String {
      switch self {
      case .noSecrets:
        "Your counselor keeps no secrets between you. What one of you tells alone is brought to both of you, by whoever "
          + "told it and with help, within a time that is agreed then."
      case .limited:
        "What one of you tells alone may stay with your counselor for a while, until there is a good way to tell it. "
          + "What matters for your decisions about each other does not stay secret; a day to look at it again is set."
      case .confidential:
        "What one of you tells alone stays with your counselor unless you say otherwise. Danger to somebody is the "
          + "exception, as the law says."
      case .caseByCase:
        "What one of you tells alone is talked over with you alone first, and what becomes of it is decided then, case "
          + "by case."
      }
    }
  }

  /// That a member has read and taken note of it.
  public struct Acknowledgement: Hashable, Sendable {
    /// Who took note of it.
    public let member: Client.ID
    /// The day on which they did.
    public let day: Day

    /// An acknowledgement.
    public init(member: Client.ID, day: Day) {
      self.member = member
      self.day = day
    }
  }

  /// Whose agreement it is.
  public let couple: Couple.ID
  /// From 1 up, a version for each text or kind.
  public let version: Int
  /// Which of the agreements in use it is.
  public let kind: Kind
  /// The first day on which it is in force.
  public let day: Day
  /// The agreement in the words that the couple was given.
  public let text: String
  /// In the order in which they came.
  public private(set) var acknowledgements: [Acknowledgement]

  /// A policy with a text.
  public init(
    couple: Couple.ID, version: Int, kind: Kind, day: Day, text: String, acknowledgements: [Acknowledgement] = []
  ) throws(Problem) {
    self.couple = couple
    self.version = version
    self.kind = kind
    self.day = day
    self.text = try Wording.text(text, field: "policy")
    self.acknowledgements = acknowledgements
  }
}

extension Policy {
  /// Both members know it, whenever they came.
  public func seen(in sight: Sight) -> Policy? {
    guard day <= sight.last else { return nil }
    var copy = self
    copy.acknowledgements.removeAll { $0.day > sight.last }
    return copy
  }

  /// By the day on which they come into force, then by version.
  public static func comesBefore(_ left: Policy, _ right: Policy) -> Bool {
    (left.day, left.version) < (right.day, right.version)
  }
}

extension Records {
  /// The versions of the secrets agreement.
  public var policies: [Policy] {
    get { self[Policy.self] }
    set { self[Policy.self] = newValue }
  }
}
