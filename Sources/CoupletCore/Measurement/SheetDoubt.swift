extension ScaleDefinition {
  /// Part of the total's width by which a sheet has to leave a member's last one before it raises a doubt.
  ///
  /// A fifth is more than most scales' smallest reliable change, so that everyday change asks nothing.
  static let doubtShare = 0.2

  /// The other member whose last total this sheet is near, where it is far from its own member's last one.
  ///
  /// Far is more than a fifth of the scale's width, near less than a quarter of that distance.
  ///
  /// - Parameter known: sheets of this scale and version, of all members.
  /// - Returns: nil where there is no doubt, or no total to compare.
  public func likelyOther(
    than client: Client.ID, entered: Measure.Entered, among known: [Measure]
  ) throws(Problem) -> Client.ID? {
    var last: [Client.ID: (day: Day, total: Double)] = [:]
    for measure in known {
      guard let member = measure.fact.member, let total = try measure.administration(by: self).score(by: self).total
      else { continue }
      if let other = last[member], other.day > measure.fact.day { continue }
      last[member] = (measure.fact.day, total)
    }
    guard let own = last[client]?.total, let total = try total(of: entered) else { return nil }
    let distance = abs(total - own)
    guard distance > Self.doubtShare * self.total.width else { return nil }
    return last.filter { $0.key != client && abs($0.value.total - total) < distance / 4 }.keys.min()
  }

  private func total(of entered: Measure.Entered) throws(Problem) -> Double? {
    switch entered {
    case .total(let total): return total
    case .answers(let answers):
      let administration = try Administration(
        member: Client.ID(number: 1), scale: self, day: Day.range.lowerBound, mode: .paper,
        entered: .answers(try Answers(answers, to: self)))
      return try administration.score(by: self).total
    }
  }
}

extension Seen {
  /// The other member whose last sheet a sheet from a screen was near when it was entered, far from its own member's.
  ///
  /// There nobody is asked. The doubt ends with the member's next sheet of the scale.
  ///
  /// - Returns: nil where there is no doubt, or it was asked about at entry.
  public func likelyOther(of measure: Measure, by scale: ScaleDefinition) throws(Problem) -> Client.ID? {
    guard measure.mode == .screen, let member = measure.fact.member else { return nil }
    let known = records.measures.filter { $0.scale == measure.scale && $0.version == measure.version }
    let isOld = known.contains {
      $0.fact.member == member && ($0.fact.day, $0.id) > (measure.fact.day, measure.id)
    }
    guard !isOld else { return nil }
    return try scale.likelyOther(
      than: member, entered: measure.entered, among: known.filter { $0.id < measure.id })
  }
}
