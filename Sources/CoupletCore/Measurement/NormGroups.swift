/// Mean and standard deviation, in points, of a clinical and a functional reference group.
///
/// The three cut-offs are those of Jacobson & Truax 1991.
public struct NormGroups: Hashable, Sendable {
  /// M₁, in points.
  public let clinicalMean: Double
  /// s₁, in points, above 0.
  public let clinicalSD: Double
  /// M₀, in points.
  public let functionalMean: Double
  /// s₀, in points, above 0.
  public let functionalSD: Double

  /// Two reference groups.
  ///
  /// - Throws: bad data when a figure is no number or a standard deviation is not above 0.
  public init(
    clinicalMean: Double, clinicalSD: Double, functionalMean: Double, functionalSD: Double
  ) throws(Problem) {
    self.clinicalMean = try Figure.checked(clinicalMean, field: "clinical mean")
    self.clinicalSD = try Figure.checked(clinicalSD, field: "clinical sd")
    self.functionalMean = try Figure.checked(functionalMean, field: "functional mean")
    self.functionalSD = try Figure.checked(functionalSD, field: "functional sd")
    for (name, sd) in [("clinical", clinicalSD), ("functional", functionalSD)] where sd <= 0 {
      throw Problem(.badData, "\(name) sd: \(DecimalText.text(sd)) is not above 0")
    }
  }

  /// Two standard deviations beyond the clinical mean: M₁+2s₁, or M₁−2s₁ where lower is better.
  public func cutoffA(_ direction: ScaleDirection) -> Double {
    clinicalMean + direction.towardsHealth(2 * clinicalSD)
  }

  /// Within two standard deviations of the functional mean: M₀−2s₀, or M₀+2s₀ where lower is better.
  public func cutoffB(_ direction: ScaleDirection) -> Double {
    functionalMean - direction.towardsHealth(2 * functionalSD)
  }

  /// Where both groups are equally likely: (s₀M₁+s₁M₀)/(s₀+s₁), in either direction.
  public var cutoffC: Double {
    (functionalSD * clinicalMean + clinicalSD * functionalMean) / (functionalSD + clinicalSD)
  }
}
