/// Who would see more of a couple's chart after a change than before it, of what was there already.
///
/// Both charts are seen as of the end of all days, so that what is dated later counts too. Members are compared, not pages for
/// both: whatever stands on one of these, each of its readers sees on a page of their own.
public struct Widening: Hashable, Sendable {
  /// One member, and the records of which they would see more, in the order of their ids.
  public struct Gain: Hashable, Sendable {
    /// The one who would see more.
    public let member: Client.ID
    /// What they would see more of.
    public let records: [RecordID]
  }

  /// The couple in whose chart it is.
  public let couple: Couple.ID
  /// Each member who would see more, in the order of naming.
  public let gains: [Gain]

  /// - Parameters:
  ///   - before: the chart before the change.
  ///   - after: the chart as it would be.
  /// - Returns: nil where nobody would see more.
  public static func between(_ before: History, _ after: History) -> Widening? {
    let everything = before.things(for: .counselor)
    let gains = after.couple.everyMember.compactMap { member -> Gain? in
      let known = before.couple.everyMember.contains(member) ? before.things(for: .member(member)) : []
      let gained = after.things(for: .member(member)).intersection(everything).subtracting(known)
      return gained.isEmpty ? nil : Gain(member: member, records: Set(gained.map(\.record)).sorted())
    }
    return gains.isEmpty ? nil : Widening(couple: after.couple.id, gains: gains)
  }

  /// The members who would see more of the same records, together, in the order of naming.
  public var byRecords: [(members: [Client.ID], records: [RecordID])] {
    gains.reduce(into: []) { groups, gain in
      if let place = groups.firstIndex(where: { $0.records == gain.records }) {
        groups[place].members.append(gain.member)
      } else {
        groups.append(([gain.member], gain.records))
      }
    }
  }

  /// Whether it is no more than what another one says.
  public func isWithin(_ other: Widening) -> Bool {
    couple == other.couple
      && gains.allSatisfy { gain in
        other.gains.contains { $0.member == gain.member && Set($0.records).isSuperset(of: gain.records) }
      }
  }
}

/// A record, or one thing that was said of it.
private struct Thing: Hashable {
  let record: RecordID
  let part: RecordPart?
}

extension History {
  /// What somebody sees of the chart.
  fileprivate func things(for viewer: Audience) -> Set<Thing> {
    let seen = seen(by: viewer, asOf: Day.range.upperBound, struckToo: viewer == .counselor)
    return seen.records.all.reduce(into: []) { things, record in
      things.insert(Thing(record: record.id, part: nil))
      for part in record.parts { things.insert(Thing(record: record.id, part: part)) }
    }
  }
}
