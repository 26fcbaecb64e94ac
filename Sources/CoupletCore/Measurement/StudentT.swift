/// Student's t distribution, as far as a 95 % interval needs it; no mathematics library is imported here.
enum StudentT {
  /// The t that 97.5 % lie below, so that 95 % lie between −t and t; exact to 1e-9.
  ///
  /// - Parameter degrees: degrees of freedom, at least 1.
  static func quantile975(degrees: Int) -> Double {
    // 12.7062… at one degree is the largest; bisection halves the bracket 60 times, to below 1e-16.
    var (low, high) = (1.9, 12.8)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if central(middle, degrees: degrees) < 0.95 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The probability between −t and t, for t ≥ 0: Abramowitz & Stegun 1964, 26.7.3 (odd) and 26.7.4 (even degrees).
  static func central(_ t: Double, degrees: Int) -> Double {
    let freedom = Double(degrees)
    let sine = t / (freedom + t * t).squareRoot()
    let squaredCosine = freedom / (freedom + t * t)
    let isOdd = !degrees.isMultiple(of: 2)
    var term = isOdd ? squaredCosine.squareRoot() : 1
    var sum = 0.0
    // The last power of the cosine is degrees − 2; each term is the one before times (k−1)/k·cos².
    var power = isOdd ? 1 : 0
    while power <= degrees - 2, term > 1e-18 {
      sum += term
      power += 2
      term *= Double(power - 1) / Double(power) * squaredCosine
    }
    guard isOdd else { return sine * sum }
    return 2 / Double.pi * (arctangent(t / freedom.squareRoot()) + sine * sum)
  }

  /// The arc tangent of a number from 0 up: three halvings, atan x = 2·atan(x / (1+√(1+x²))), then the power series.
  static func arctangent(_ x: Double) -> Double {
    var x = x
    for _ in 0..<3 { x /= 1 + (1 + x * x).squareRoot() }
    // x is below 0.2 now, and 0.2²⁷ is below 1e-18.
    var (sum, power) = (0.0, x)
    for k in 0..<14 {
      sum += (k.isMultiple(of: 2) ? power : -power) / Double(2 * k + 1)
      power *= x * x
    }
    return 8 * sum
  }
}
