extension Seen {
  /// What is open of a treatment that ends, by what it is called; the hours that are planned stand by themselves.
  public var stillOpen: [(what: String, ids: [RecordID])] {
    func ids<Record: Recorded>(_ records: [Record]) -> [RecordID] { records.map(\.id) }
    func ids(_ kind: Waiting.Kind) -> [RecordID] { waiting.filter { $0.kind == kind }.map(\.id) }
    return [
      ("planned before today, not entered", ids(.unentered)), ("hours without a note", ids(.unwritten)),
      ("drafts", ids(.draft)), ("jots in no note", ids(.jot)), ("held", ids(openHeld)),
      ("risks not closed", ids(records.risks.filter { $0.status.map { $0 != .closed } ?? false })),
      ("homework", ids(records.homework.filter(isOpen))),
      ("promises", ids(records.promises.filter { !$0.isSettled(among: members) })),
      ("goals", ids(records.goals.filter { $0.closed == nil })), ("agenda", ids(openAgenda)),
    ]
  }
}
