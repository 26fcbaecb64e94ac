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

extension ScaleDefinition {
  /// Part of a subscale's width by which it has to swing, while the rest stays, before it raises a doubt.
  static let swingShare = 0.8
  /// Items below which a mirror image says nothing: one or two answers turn round by themselves.
  static let fewestForMirror = 3

  /// Whether a sheet looks as if its answers, or those of a subscale, had been read the wrong way round.
  ///
  /// It is nearer to the mirror image of the member's last sheet than to that sheet, and far from it; or one subscale
  /// swings by four fifths of its width while the others together stay within a fifth of theirs.
  ///
  /// - Parameter known: sheets of this scale and version.
  public func isTurned(_ entered: Measure.Entered, of client: Client.ID, among known: [Measure]) -> Bool {
    let own = known.filter { $0.fact.member == client }.ordered { $0.fact.day }
    guard case .answers(let now) = entered, case .answers(let before)? = own.last?.entered,
      now.count == items.count, before.count == items.count
    else { return false }
    let pairs = zip(items, zip(before, now)).compactMap { item, answers -> (item: ScaleItem, from: Int, to: Int)? in
      guard let from = answers.0.value, let to = answers.1.value else { return nil }
      return (item, from, to)
    }
    guard pairs.count >= Self.fewestForMirror else { return false }
    let width = pairs.reduce(0) { $0 + $1.item.max - $1.item.min }
    let distance = pairs.reduce(0) { $0 + abs($1.to - $1.from) }
    let mirrored = pairs.reduce(0) { $0 + abs($1.to - ($1.item.min + $1.item.max - $1.from)) }
    if Double(distance) > Self.doubtShare * Double(width), mirrored < distance { return true }
    return subscales.contains { subscale in
      func swing(_ part: [(item: ScaleItem, from: Int, to: Int)]) -> Double? {
        let width = part.reduce(0) { $0 + $1.item.max - $1.item.min }
        let change = part.reduce(0) { $0 + $1.item.keyed($1.to) - $1.item.keyed($1.from) }
        return width == 0 ? nil : Double(abs(change)) / Double(width)
      }
      let inside = pairs.filter { subscale.items.contains($0.item.id) }
      guard inside.count == subscale.items.count, let own = swing(inside),
        let rest = swing(pairs.filter { !subscale.items.contains($0.item.id) })
      else { return false }
      return own >= Self.swingShare && rest <= Self.doubtShare
    }
  }
}

/// Why a sheet that was answered on a screen may not be what it seems: there nobody is asked.
public enum SheetDoubt: Hashable, Sendable {
  /// It is far from the member's last one, and near that of this other member.
  case near(Client.ID)
  /// Its answers, or those of a subscale, look as if they had been read the wrong way round.
  case turned
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
    if scale.isTurned(measure.entered, of: member, among: known.filter { $0.id < measure.id }) { return .turned }
    return own.last { $0.id != measure.id && $0.fact.day == measure.fact.day }.map { .second(after: $0.id) }
  }
}
