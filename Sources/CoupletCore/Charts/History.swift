/// Everything that a couple's chart holds; what is in it comes out through `seen(by:asOf:)` alone.
///
/// Outputs take a `Seen`, and only this type makes one: a page can't be written that forgets who it is for.
public struct History: Sendable {
  let couple: Couple
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
    var kept = records
    let showsStruck = struckToo && viewer == .counselor
    if !showsStruck, !strikes.isEmpty { kept.drop(Set(strikes.keys)) }
    kept.keep { $1.audience.isOpen(to: viewer) }
    kept.keepLogs(for: viewer)
    let readers: [Client.ID] =
      switch viewer {
      case .counselor: []
      case .joint: couple.members(on: today)
      case .member(let member): [member]
      }
    kept.keep { _, fact in readers.allSatisfy { couple.wasThere($0, on: fact.day) } }
    kept.drop(after: min(today, readers.compactMap(couple.lastDay).min() ?? today))
    return Seen(
      viewer: viewer, today: today, couple: couple, clients: clients, records: kept,
      strikes: showsStruck ? strikes : [:])
  }
}

/// A chart's records by kind.
public struct Records: Sendable {
  public var sessions: [Session] = []
  public var notes: [Note] = []
  public var jots: [Jot] = []
  public var agenda: [AgendaLine] = []
  public var contacts: [Contact] = []
  public var entries: [Entry] = []
  public var wins: [Win] = []
  public var homework: [Homework] = []
  public var promises: [Promise] = []
  public var injuries: [Injury] = []
  public var measures: [Measure] = []
  public var ratings: [Rating] = []
  public var goals: [Goal] = []
  public var aims: [Aim] = []
  public var tallies: [Tally] = []
  public var held: [HeldItem] = []
  public var risks: [Risk] = []
  /// The versions of the secrets agreement; both members know it.
  public var policies: [Policy] = []

  /// No records.
  public init() {}

  mutating func keep(_ isKept: (RecordID, Fact) -> Bool) {
    sessions.removeAll { !isKept($0.id, $0.fact) }
    notes.removeAll { !isKept($0.id, $0.fact) }
    jots.removeAll { !isKept($0.id, $0.fact) }
    agenda.removeAll { !isKept($0.id, $0.fact) }
    contacts.removeAll { !isKept($0.id, $0.fact) }
    entries.removeAll { !isKept($0.id, $0.fact) }
    wins.removeAll { !isKept($0.id, $0.fact) }
    homework.removeAll { !isKept($0.id, $0.fact) }
    promises.removeAll { !isKept($0.id, $0.fact) }
    injuries.removeAll { !isKept($0.id, $0.fact) }
    measures.removeAll { !isKept($0.id, $0.fact) }
    ratings.removeAll { !isKept($0.id, $0.fact) }
    goals.removeAll { !isKept($0.id, $0.fact) }
    aims.removeAll { !isKept($0.id, $0.fact) }
    tallies.removeAll { !isKept($0.id, $0.fact) }
    held.removeAll { !isKept($0.id, $0.fact) }
    risks.removeAll { !isKept($0.id, $0.fact) }
  }

  /// Leaves out what was entered in error; a line that stands in a struck note waits again.
  mutating func drop(_ struck: Set<RecordID>) {
    keep { id, _ in !struck.contains(id) }
    jots = jots.map { jot in jot.released(from: struck) }
  }

  /// Leaves out what is dated later, but for sessions that were only planned for then, or called off.
  mutating func drop(after today: Day) {
    let sessions = sessions.filter { $0.fact.day <= today || $0.status != .held }
    keep { $1.day <= today }
    self.sessions = sessions
    agenda = agenda.map { $0.asOf(today) }
    entries = entries.map { $0.asOf(today) }
    injuries = injuries.map { $0.asOf(today) }
    homework = homework.map { $0.asOf(today) }
    promises = promises.map { $0.asOf(today) }
    measures = measures.map { measure in
      measure.riskAnswer.map { $0.day <= today } ?? true ? measure : measure.with(riskAnswer: nil)
    }
    goals = goals.map { $0.asOf(today) }
    held = held.map { $0.asOf(today) }
    risks = risks.map { $0.asOf(today) }
    policies = policies.filter { $0.day <= today }.map { $0.asOf(today) }
  }

  /// Leaves out the reports on homework that aren't for the viewer, and what is the counselor's own on promises and
  /// sheets.
  mutating func keepLogs(for viewer: Audience) {
    homework = homework.map { item in item.keepingLog { $0.audience.isOpen(to: viewer) } }
    guard viewer != .counselor else { return }
    homework = homework.map(\.withoutReasons)
    // Whether a hurt stands on a page for the couple is for whoever was hurt to say.
    injuries = injuries.filter(\.isOnPages).map { $0.open(to: viewer) }
    entries = entries.map { $0.open(to: viewer) }
    goals = goals.map { $0.open(to: viewer) }
    measures = measures.map { $0.with(riskAnswer: nil) }
    promises = promises.map { $0.open(to: viewer) }
  }

  mutating func sort() {
    sessions.sort(by: Session.inTime)
    notes.sort(by: Note.inOrder)
    jots.sort { ($0.fact.day, $0.time, $0.id) < ($1.fact.day, $1.time, $1.id) }
    agenda.sort(by: AgendaLine.inOrder)
    contacts.sort(by: Contact.inOrder)
    entries.sort(by: Entry.inOrder)
    wins.sort(by: Win.inOrder)
    homework.sort(by: Homework.inOrder)
    promises.sort(by: Promise.inOrder)
    injuries.sort(by: Injury.inOrder)
    measures.sort(by: Measure.inOrder)
    ratings.sort(by: Rating.inOrder)
    goals.sort(by: Goal.inOrder)
    aims.sort(by: Aim.inOrder)
    tallies.sort(by: Tally.inOrder)
    held.sort(by: HeldItem.inOrder)
    risks.sort(by: Risk.inOrder)
    policies.sort { ($0.day, $0.version) < ($1.day, $1.version) }
  }
}
