/// How far a figure was traced to where it was published.
public enum Verification: String, Sendable, CaseIterable {
  /// Read in the source or in its abstract.
  case read
  /// As secondary sources give it.
  case secondary
  /// Traced to no publication.
  case unverified

  /// What pages print beside whatever rests on the figure; nil where it was read in its source.
  public var words: String? {
    switch self {
    case .read: nil
    case .secondary: "from secondary sources"
    case .unverified: "unverified norm"
    }
  }

  /// Of two figures what is known of the one that was traced less far.
  static func weakest(_ all: [Verification]) -> Verification? {
    all.max { (allCases.firstIndex(of: $0) ?? 0) < (allCases.firstIndex(of: $1) ?? 0) }
  }
}
