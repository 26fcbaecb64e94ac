/// What has to hold between the fields of a definition.
extension ScaleDefinition {
  func checkItems() throws(Problem) {
    guard items.count <= Self.mostItems else {
      throw Problem(.badData, "items: \(items.count) given; \(Self.mostItems) are allowed")
    }
    if let twice = items.map(\.id).firstRepeated {
      throw Problem(.badData, "items: item \(twice) is there twice")
    }
    if licence?.wording == .scoreOnly, let worded = items.first(where: { $0.text != nil || !$0.anchors.isEmpty }) {
      throw Problem(.badData, "items: item \(worded.id): has wording; licence says score-only")
    }
    if let twice = riskItems.firstRepeated {
      throw Problem(.badData, "risk-items: item \(twice) is there twice")
    }
    if let unknown = riskItems.first(where: { item($0) == nil }) {
      throw Problem(.badData, "risk-items: item \(unknown) is unknown")
    }
  }

  func checkTotal() throws(Problem) {
    guard !items.isEmpty else { return }
    let lowest = rule.total(ofSum: items.reduce(0) { $0 + $1.min }, count: items.count)
    let highest = rule.total(ofSum: items.reduce(0) { $0 + $1.max }, count: items.count)
    // Means are written down with four places, as they are printed.
    guard abs(lowest - total.min) <= 0.000_05, abs(highest - total.max) <= 0.000_05 else {
      throw Problem(
        .badData,
        "total: the items make \(DecimalText.text(lowest)) to \(DecimalText.text(highest)), not \(total)")
    }
  }

  /// The formula Σanswered / Σmax of answered × Σmax stays among the possible totals only on such items.
  func checkMissing() throws(Problem) {
    guard case .prorate = rule.missing else { return }
    guard let first = items.first else {
      throw Problem(.badData, "score: missing: a total without items can't be prorated")
    }
    guard riskItems.isEmpty else {
      throw Problem(.badData, "score: missing: a scale with risk items is never prorated")
    }
    guard
      items.allSatisfy({ $0.min == 0 })
        || first.min > 0 && items.allSatisfy({ $0.min == first.min && $0.max == first.max })
    else {
      throw Problem(.badData, "score: missing: prorate needs items that begin at 0, or one range from 1 or more")
    }
  }

  func checkSubscales() throws(Problem) {
    if let twice = subscales.map(\.id).firstRepeated {
      throw Problem(.badData, "subscales: \(twice) is there twice")
    }
    var owner: [Int: String] = [:]
    for subscale in subscales {
      for id in subscale.items {
        guard item(id) != nil else {
          throw Problem(.badData, "subscales: \(subscale.id): item \(id) is unknown")
        }
        if let other = owner.updateValue(subscale.id, forKey: id) {
          throw Problem(.badData, "subscales: \(subscale.id): item \(id) is in \(other) too")
        }
      }
    }
  }

  func checkNorms() throws(Problem) {
    if let cutoff {
      guard total.contains(cutoff.value) else {
        throw Problem(.badData, "cutoff: value: \(DecimalText.text(cutoff.value)) is outside \(total)")
      }
      let side: Cutoff.Side = direction == .higherIsBetter ? .above : .below
      guard cutoff.functional == side else {
        throw Problem(.badData, "cutoff: functional: has to be \(side.rawValue); direction is \(direction.rawValue)")
      }
    }
    let width = DecimalText.text(total.width)
    if let points = publishedChange?.points, points > total.width {
      throw Problem(
        .badData, "reliable-change: points: \(DecimalText.text(points)) is more than the width of the total, \(width)")
    }
    if let sd = reliability?.sd, sd > total.width {
      throw Problem(
        .badData, "reliability: sd: \(DecimalText.text(sd)) is more than the width of the total, \(width)")
    }
  }

  func checkBands() throws(Problem) {
    if let outside = bands.first(where: { !total.contains($0.from) }) {
      throw Problem(.badData, "bands: from: \(DecimalText.text(outside.from)) is outside \(total)")
    }
    for (band, next) in zip(bands, bands.dropFirst()) where next.from <= band.from {
      throw Problem(
        .badData,
        "bands: from: \(DecimalText.text(next.from)) does not come after \(DecimalText.text(band.from))")
    }
  }
}
