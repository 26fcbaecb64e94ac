/// One of the two members whom a figure of the pair is about, in the order of the couple.
public enum Partner: Sendable, CaseIterable {
  case first, second
}

/// What the two partners' classes say together; for the counselor's page only.
public enum CoupleLabel: String, Sendable, CaseIterable {
  case bothRecovered = "both recovered"
  case bothImproved = "both improved"
  case onePartnerOnly = "one partner only"
  case diverging
  case oneDeteriorated = "one deteriorated"
  case bothUnchanged = "both unchanged"
  case bothDeteriorated = "both deteriorated"
  case notClassifiable = "not classifiable"

  /// The label of a pair of classes; not classifiable when one is missing.
  public init(_ first: ChangeClass?, _ second: ChangeClass?) {
    guard let first, let second else {
      self = .notClassifiable
      return
    }
    self =
      switch (first, second) {
      case (.recovered, .recovered): .bothRecovered
      case (.recovered, .improved), (.improved, .recovered), (.improved, .improved): .bothImproved
      case (.recovered, .unchanged), (.improved, .unchanged), (.unchanged, .recovered), (.unchanged, .improved):
        .onePartnerOnly
      case (.recovered, .deteriorated), (.improved, .deteriorated), (.deteriorated, .recovered),
        (.deteriorated, .improved):
        .diverging
      case (.deteriorated, .unchanged), (.unchanged, .deteriorated): .oneDeteriorated
      case (.unchanged, .unchanged): .bothUnchanged
      case (.deteriorated, .deteriorated): .bothDeteriorated
      }
  }

  /// In which order the partners are listed: any deterioration first, also where the other's class is missing.
  public static func order(_ first: ChangeClass?, _ second: ChangeClass?) -> [Partner] {
    second == .deteriorated && first != .deteriorated ? [.second, .first] : [.first, .second]
  }
}
