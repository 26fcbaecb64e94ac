import CoupletCore

extension GapFinding {
  /// Where the gap went, for the counselor; nil where the figures stand alone.
  var words: String? {
    switch self {
    case .oneOccasion, .unknown: nil
    case .same: CoupleSentence.asFarApart.words
    case .narrowed, .widened: movement?.rawValue
    case .changedByFall: "changed, and one of the two fell"
    }
  }

  /// The same in a column of figures.
  func short(forCounselor: Bool) -> String? {
    switch self {
    case .oneOccasion, .unknown: nil
    case .same: forCounselor ? "same" : CoupleSentence.same.words
    case .narrowed: forCounselor ? movement?.rawValue : CoupleSentence.moreAlikeShort.words
    case .widened: forCounselor ? movement?.rawValue : CoupleSentence.lessAlikeShort.words
    case .changedByFall: forCounselor ? "one fell" : nil
    }
  }
}

/// Whether something is more than error of measurement, for the counselor.
func errorWords(_ isMoreThanError: Bool) -> String { isMoreThanError ? "more than error" : "within measurement error" }

extension PublishedChange.Kind {
  /// Whether a change reaches the threshold, for the counselor: a least change that matters says nothing of error.
  func words(_ isReached: Bool) -> String {
    switch self {
    case .reliable: errorWords(isReached)
    case .mid: isReached ? "enough to matter" : "less than what matters"
    }
  }
}

extension ChangeClass {
  /// The class as the counselor reads it: beside a least change that matters it has words of its own.
  func words(by kind: PublishedChange.Kind?) -> String {
    guard kind == .mid else { return rawValue }
    return switch self {
    case .recovered: "better by what matters, across the cut-off"
    case .improved: "better by what matters"
    case .unchanged: "no change that matters"
    case .deteriorated: "worse by what matters"
    }
  }
}

/// `within error of the cut-off`, beside the side on which a last total lies.
func nearWords(_ isNearCutoff: Bool?) -> String { isNearCutoff == true ? ", within error of the cut-off" : "" }
