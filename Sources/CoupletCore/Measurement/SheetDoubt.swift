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

/// Why a sheet that was answered on a screen may not be its member's: there nobody is asked.
public enum SheetDoubt: Hashable, Sendable {
  /// It is far from the member's last one, and near that of this other member.
  case near(Client.ID)
  /// The member had this one of the same scale on the same day.
  case second(after: RecordID)
}

extension Seen {
  /// The doubt about a sheet that was answered on a screen; it ends with the member's next sheet of the scale.
  ///
  /// - Returns: nil where there is no doubt, or it was asked about at entry.
  public func doubt(of measure: Measure, by scale: ScaleDefinition) throws(Problem) -> SheetDoubt? {
    guard measure.mode == .screen, let member = measure.fact.member else { return nil }
    let known = records.measures.filter { $0.scale == measure.scale && $0.version == measure.version }
    let own = known.filter { $0.fact.member == member }
    guard !own.contains(where: { ($0.fact.day, $0.id) > (measure.fact.day, measure.id) }) else { return nil }
    let other = try scale.likelyOther(
      than: member, entered: measure.entered, among: known.filter { $0.id < measure.id })
    if let other { return .near(other) }
    return own.last { $0.id != measure.id && $0.fact.day == measure.fact.day }.map { .second(after: $0.id) }
  }
}
