import CoupletCore

extension GapMovement {
  /// Where the gap went, for the counselor.
  var words: String { self == .same ? "as wide as before" : rawValue }

  /// The same for the couple.
  var plain: String {
    switch self {
    case .narrowed: "closer than before"
    case .widened: "further apart than before"
    case .same: "as before"
    }
  }
}

/// Whether something is more than error of measurement, for the counselor.
func errorWords(_ isMoreThanError: Bool) -> String { isMoreThanError ? "more than error" : "within measurement error" }
