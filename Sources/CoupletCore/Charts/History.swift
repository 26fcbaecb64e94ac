/// Everything that a couple's chart holds; what is in it comes out through `seen(by:asOf:)` alone.
///
/// Outputs take a `Seen`, and only this type makes one: a page can't be written that forgets who it is for.
public struct History: Sendable {
  /// The couple whose chart it is.
  public let couple: Couple
  let clients: [Client]
  let records: Records
  let strikes: [RecordID: Strike]

  /// A chart with its couple, the clients who are or were members, its records in any order, and which are struck.
  public init(couple: Couple, clients: [Client], records: Records, strikes: [Strike] = []) {
    self.couple = couple
    self.clients = clients
    self.records = records
    self.strikes = Dictionary(strikes.map { ($0.record, $0) }) { _, newer in newer }
  }

  /// What `viewer` may see on the day `today`: facts of later days are left out, plans are not, and so is what happened
  /// while one of the readers was not in the treatment.
  ///
  /// - Parameter struckToo: whether the counselor looks at what was entered in error; nobody else ever does.
  public func seen(by viewer: Audience, asOf today: Day, struckToo: Bool = false) -> Seen {
    let showsStruck = struckToo && viewer == .counselor
    let sight = Sight(viewer, of: couple, asOf: today, without: showsStruck ? [] : Set(strikes.keys))
    return Seen(
      viewer: viewer, today: today, couple: couple, clients: clients, records: records.seen(in: sight),
      strikes: showsStruck ? strikes : [:])
  }
}
