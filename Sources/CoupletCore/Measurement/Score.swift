/// What an administration's answers make: a total, or what the total could have been.
public struct Score: Hashable, Sendable {
  /// The total in points, nil when too many items are open.
  public let total: Double?
  /// Whether the total stands for open items too.
  public let isProrated: Bool
  /// Items with a value; 0 where a total was typed.
  public let answered: Int
  /// Items of the scale or subscale; 0 where a total was typed.
  public let count: Int
  /// The ids of items without a value, whichever of the three reasons, in the order of the form.
  public let open: [Int]
  /// The lowest and highest total that the open items leave possible, in points; nil when none is open.
  public let possible: ClosedRange<Double>?
  /// The same for each subscale, in the order of the definition.
  public let subscales: [Part]

  /// A subscale's score.
  public struct Part: Hashable, Sendable, Identifiable {
    /// The subscale's id.
    public let id: String
    /// Its total by the scale's rule, over its own items.
    public let score: Score
  }

  /// The score of answers to that scale; there is one answer for each of its items.
  init(_ answers: Answers, scale: ScaleDefinition) {
    let pairs = Array(zip(scale.items, answers.list))
    let subscales = scale.subscales.map { subscale in
      Part(
        id: subscale.id,
        score: Score(pairs.filter { subscale.items.contains($0.0.id) }, rule: scale.rule, subscales: []))
    }
    self.init(pairs, rule: scale.rule, subscales: subscales)
  }

  /// The score of a total that was typed.
  init(typed total: Double) {
    self.total = total
    isProrated = false
    answered = 0
    count = 0
    open = []
    possible = nil
    subscales = []
  }

  private init(_ pairs: [(item: ScaleItem, answer: Answer)], rule: ScoreRule, subscales: [Part]) {
    var (sum, highestOfAnswered, lowestOfOpen, highestOfOpen) = (0, 0, 0, 0)
    var open: [Int] = []
    for (item, answer) in pairs {
      if let value = answer.value {
        sum += item.keyed(value)
        highestOfAnswered += item.max
      } else {
        open.append(item.id)
        lowestOfOpen += item.min
        highestOfOpen += item.max
      }
    }
    let count = pairs.count
    answered = count - open.count
    self.count = count
    self.open = open
    self.subscales = subscales
    if open.isEmpty {
      total = rule.total(ofSum: sum, count: count)
      isProrated = false
      possible = nil
      return
    }
    possible =
      rule.total(ofSum: sum + lowestOfOpen, count: count)...rule.total(ofSum: sum + highestOfOpen, count: count)
    if case .prorate(let share) = rule.missing, answered > 0,
      Double(answered) >= share * Double(count) - Figure.rounding
    {
      // Range-aware: Σanswered / Σmax of answered × Σmax, multiplied out so that it is rounded once.
      total = rule.total(
        ofNumerator: sum * (highestOfAnswered + highestOfOpen), denominator: highestOfAnswered, count: count)
      isProrated = true
    } else {
      total = nil
      isProrated = false
    }
  }

  /// On which side of a cut-off the total lies, whatever the open items are; nil when that depends on them.
  public func isFunctional(by cutoff: Cutoff) -> Bool? {
    guard let possible else { return total.map(cutoff.isFunctional) }
    let lowest = cutoff.isFunctional(possible.lowerBound)
    return lowest == cutoff.isFunctional(possible.upperBound) ? lowest : nil
  }

  /// `prorated (15/16)`, nil where the total is of all items.
  public var prorationText: String? { isProrated ? "prorated (\(answered)/\(count))" : nil }

  /// `13 of 16 answered, open: 5, 9, 14; between 19 and 34 whatever they are, below 51.5`; nil when no item is open.
  ///
  /// The last part stands only where the open items can't change the side of the cut-off.
  public func openText(cutoff: Cutoff?) -> String? {
    guard let possible else { return nil }
    var text = "\(answered) of \(count) answered, open: \(open.map(String.init).joined(separator: ", ")); "
    text += "between \(DecimalText.text(possible.lowerBound)) and \(DecimalText.text(possible.upperBound))"
    text += " whatever they are"
    guard let cutoff, isFunctional(by: cutoff) != nil else { return text }
    let value = DecimalText.text(cutoff.value)
    if possible.lowerBound >= cutoff.value - Figure.rounding {
      return text + (possible.lowerBound > cutoff.value + Figure.rounding ? ", above " : ", at or above ") + value
    }
    return text + (possible.upperBound < cutoff.value - Figure.rounding ? ", below " : ", at or below ") + value
  }
}
