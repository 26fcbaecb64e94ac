/// A couple's chart as one audience may see it on one day: the only thing that outputs accept.
///
/// Numbers, counts and "days since" come from here, so that none of them counts what the audience may not see.
public struct Seen: Sendable {
  /// Who it is for.
  public let viewer: Audience
  /// The day as of which it is seen.
  public let today: Day
  /// The couple itself, with nothing cut for the audience; what may be printed of it, `label`, `handle` and `name` say.
  public let couple: Couple
  /// Whether names are cut to initials, for pages that lie on desks.
  public private(set) var isForDesk = false
  /// Whether names are letters, and what may tell who it is left out, for the counselor's supervisor.
  public private(set) var isForSupervision = false
  private var clientsByID: [Client.ID: Client]
  private var initials: Initials?
  private var numbers: [RecordID: Int]
  /// The records open to the audience, oldest first.
  public private(set) var records: Records

  /// What was entered in error, where the counselor asked to see that too.
  public let strikes: [RecordID: Strike]

  init(
    viewer: Audience, today: Day, couple: Couple, clients: [Client], records: Records,
    strikes: [RecordID: Strike] = [:]
  ) {
    self.strikes = strikes
    self.viewer = viewer
    self.today = today
    self.couple = couple
    clientsByID = Dictionary(clients.map { ($0.id, $0) }) { first, _ in first }
    self.records = records
    self.records.sort()
    let held = self.records.sessions.filter { $0.status == .held && strikes[$0.id] == nil }
    numbers = Dictionary(zip(held.map(\.id), 1...)) { first, _ in first }
  }

  /// The same with names cut to initials, inside free text too.
  public func forDesk() -> Seen {
    var desk = self
    desk.isForDesk = true
    desk.initials = Initials(of: couple.everyMember.compactMap { clientsByID[$0] }, couple: couple.everyName)
    return desk
  }

  /// The counselor's view for somebody who must not know whose it is: letters for names, inside free text too.
  ///
  /// What was told by one alone, what is held and what is a risk is not in it, and nothing of the text that may be
  /// wherever somebody spoke of leaving.
  ///
  /// - Parameter known: the names that are to be replaced in free text, besides those of the couple.
  public func forSupervision(hiding known: KnownNames) -> Seen {
    var seen = records.seen(in: .supervision)
    // What each wants of the treatment stands: no class may be printed beside the satisfaction of who wants to part.
    seen.aims = records.aims
    var sheet = Seen(
      viewer: .counselor, today: today, couple: couple, clients: Array(clientsByID.values), records: seen)
    sheet.isForSupervision = true
    sheet.initials = Initials(lettersFor: couple.everyMember.compactMap { clientsByID[$0] }, hiding: known)
    return sheet
  }

  /// Whether ids may be printed: their gaps would tell others that something is there.
  public var showsIDs: Bool { viewer == .counselor && !isForDesk && !isForSupervision }

  /// Whether clinical details of the chart itself, such as why it was closed, may be printed.
  public var isForCounselor: Bool { viewer == .counselor && !isForDesk }

  // MARK: People

  /// The couple's label.
  ///
  /// On a desk page it is the members' initials: a label may name them in ways that nobody can replace.
  public var label: String {
    guard let initials else { return couple.label }
    return everyMember.map(initials.of).joined(separator: " & ")
  }

  /// The couple's handle, in initials on a desk page.
  public var handle: String {
    guard let initials else { return couple.handle.description }
    return everyMember.map { initials.of($0).filter(\.isLetter).lowercased() }.joined(separator: "-")
  }

  /// The member's full name.
  public func fullName(_ id: Client.ID) -> String {
    initials?.of(id) ?? clientsByID[id]?.name ?? "\(id)"
  }

  /// What pages call the member: the short name, or the full one where two members share it.
  public func name(_ id: Client.ID) -> String {
    if let initials { return initials.of(id) }
    guard let client = clientsByID[id] else { return "\(id)" }
    let short = Folding.fold(client.shortName)
    let isShared = couple.everyMember.contains { other in
      other != id && clientsByID[other].map { Folding.fold($0.shortName) == short } == true
    }
    return isShared ? client.name : client.shortName
  }

  /// A member's record.
  public func client(_ id: Client.ID) -> Client? { clientsByID[id] }

  /// Free text as this page shows it.
  public func text(_ text: String) -> String { initials?.replaced(in: text) ?? text }

  /// The words of a text of which this page can't tell whether they are names.
  func undecidedWords(in text: String) -> [Initials.Undecided] { initials?.undecided(in: text) ?? [] }

  /// All who are or were members by the page's day, in the order of naming.
  public var everyMember: [Client.ID] { couple.everyMember(by: today) }

  /// The members in the treatment on the page's day.
  public var members: [Client.ID] { couple.members(on: today) }

  // MARK: Sessions

  /// The sessions that were held, oldest first.
  public var held: [Session] { records.sessions.filter { $0.status == .held } }

  /// The session's number among the held ones that the audience may see, nil when it has none.
  public func number(of session: Session) -> Int? { numbers[session.id] }

  /// The session of that id, nil when it isn't there or not for this audience.
  public func session(_ id: RecordID) -> Session? { records.sessions.first { $0.id == id } }

  /// The last session held.
  public var lastHeld: Session? { held.last }

  /// Days from the last session held to the page's day.
  public var daysSinceLast: Int? { lastHeld.map { today.days(since: $0.fact.day) } }

  /// The next session planned for the page's day or later.
  public var nextPlanned: Session? { records.sessions.first { $0.status == .planned && $0.fact.day >= today } }

  /// The day of the next session after today's: by it is done what is given today.
  public var nextSessionDay: Day? { records.sessions.first { $0.status == .planned && $0.fact.day > today }?.fact.day }

  /// The jots that stand in no note yet.
  public var openJots: [Jot] { records.jots.filter { $0.note == nil } }

  /// Whether homework still runs on the page's day.
  public func isOpen(_ homework: Homework) -> Bool {
    homework.isOpen(on: today, sessions: records.sessions, of: couple)
  }

  /// The record of that id, of whatever kind, nil when it isn't there or not for this audience.
  public func record(_ id: RecordID) -> (any Recorded)? { records.record(id) }

  /// The secrets agreement that is in force on a day, nil where none was made.
  public func policy(on day: Day) -> Policy? { records.policies.last { $0.day <= day } }

  /// What is held, for the counselor alone.
  public var openHeld: [HeldItem] { records.held.filter { $0.closing == nil } }

  /// An open violence entry, which suspends exercises.
  public var suspending: Risk? { records.risks.first(where: \.suspendsExercises) }

  /// What the members want of the treatment, by the newest word of each.
  public var newestAims: Set<Aim.Kind> {
    Set(couple.everyMember.compactMap { member in records.aims.last { $0.fact.member == member }?.kind })
  }

  /// Days from a note's session to its writing, where that is later than it should be.
  public func daysLate(_ note: Note) -> Int? {
    let days = note.daysLate(offset: session(note.session)?.zone?.offset ?? note.signature?.zone.offset ?? 0)
    return days > Note.lateAfterDays ? days : nil
  }

  /// The agenda lines that aren't dealt with.
  public var openAgenda: [AgendaLine] { records.agenda.filter { $0.done == nil } }
}
