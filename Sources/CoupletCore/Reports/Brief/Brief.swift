/// The one page that a counselor reads before the couple comes in, in the order of `Domain.md`.
///
/// The counselor's page and the desk page come from the same value: what a page may not have isn't in it. A value for
/// the desk, or for any audience but the counselor, has no alerts and nothing that is the counselor's to do.
public struct Brief: Hashable, Sendable {
  /// A text with its day: an agenda line, what the counselor owes, a jot.
  public struct Line: Hashable, Sendable {
    /// Nil where ids may not be printed.
    public let id: RecordID?
    /// The day of the record.
    public let day: Day
    /// The record's words, as the page may show them.
    public let text: String
  }

  /// A small win.
  public struct WinLine: Hashable, Sendable {
    /// Nil where ids may not be printed.
    public let id: RecordID?
    /// The day of the win.
    public let day: Day
    /// Whose win it is, nil where nobody is named.
    public let by: String?
    /// Who noticed it, nil where nobody is named.
    public let noticedBy: String?
    /// What went well, as the page may show it.
    public let text: String
  }

  /// Wins on the page: the newest, as the couple still remembers them.
  public static let mostWins = 3

  /// Who the page is for.
  public let audience: Audience
  /// The audience as JSON writes it: `joint`, `counselor` or the member's full name.
  public let audienceKey: String
  /// Whether names are initials.
  public let isForDesk: Bool
  /// Whether it is the counselor's own page, with alerts and ids.
  public let isForCounselor: Bool
  /// The day as of which it is written.
  public let today: Day
  /// Whose page it is, and for which session.
  public let heading: Heading
  /// What can't wait, the most pressing first; empty on every page but the counselor's.
  public let alerts: [Alert]
  /// What the next session starts with, oldest first.
  public let agenda: [Line]
  /// What the counselor owes the couple, oldest first; empty on every page but the counselor's.
  public let owed: [Line]
  /// The end of the newest note of the last session, nil without one.
  public let lastNote: NoteEnd?
  /// Contacts since the last session, oldest first; empty on every page but the counselor's.
  public let contacts: [Line]
  /// The homework that is open, a partner a value, in the order of naming; empty without open homework.
  public let homework: [PartnerHomework]
  /// The round that the two go through, in one line, as it was written last.
  public let cycle: Line?
  /// The newest three, newest first.
  public let wins: [WinLine]
  /// The promises that aren't settled, newest first; empty on every page but the counselor's.
  public let promises: [PromiseLine]
  /// The hurts, oldest first; empty on every page but the counselor's.
  public let injuries: [InjuryLine]
  /// Scales by id, then the practice ratings in the order of the domains.
  public let measures: [MeasureFigures]
  /// Scales with sheets of which the library has no definition, so that no figure can be given.
  public let unknownScales: [String]
  /// The goals that are open, oldest first; empty on every page but the counselor's.
  public let goals: [GoalLine]
  /// The last three sessions that were to take place, newest first; empty on every page but the counselor's.
  public let attendance: [AttendanceLine]
  /// The notes that aren't signed, oldest first; empty on every page but the counselor's.
  public let unsigned: [NoteLine]
  /// What is still to be asked or acknowledged; empty on every page but the counselor's.
  public let missing: [Missing]
  /// Exercises for what is lowest that the couple hasn't had; nil on every page but the counselor's.
  public let untried: Untried?
  /// The jots that stand in no note, oldest first; empty on every page but the counselor's.
  public let jots: [Line]

  /// The brief of a chart as its audience sees it.
  ///
  /// - Parameter library: the definitions by which answers are scored, and the exercises that may be proposed.
  public init(of seen: Seen, library: Library) {
    let chart = BriefChart(seen: seen, library: library)
    let isForCounselor = seen.isForCounselor
    audience = seen.isForDesk ? .joint : seen.viewer
    audienceKey =
      switch audience {
      case .joint: "joint"
      case .counselor: "counselor"
      case .member(let member): seen.fullName(member)
      }
    isForDesk = seen.isForDesk
    self.isForCounselor = isForCounselor
    today = seen.today
    heading = chart.heading
    measures = chart.measures
    unknownScales = chart.unknownScales
    alerts = isForCounselor ? chart.alerts(measures) : []
    agenda = chart.openAgenda(isMine: false)
    owed = isForCounselor ? chart.openAgenda(isMine: true) : []
    lastNote = chart.lastNote
    contacts = isForCounselor ? chart.contacts : []
    homework = chart.homework
    cycle = chart.cycle
    wins = chart.wins
    promises = isForCounselor ? chart.promises : []
    injuries = isForCounselor ? chart.injuries : []
    goals = isForCounselor ? chart.goals : []
    attendance = isForCounselor ? chart.attendance : []
    unsigned = isForCounselor ? chart.unsigned : []
    missing = isForCounselor ? chart.missing : []
    untried = isForCounselor ? chart.untried : nil
    jots = isForCounselor ? chart.openJots : []
  }
}

/// A chart while its brief is computed.
struct BriefChart {
  let seen: Seen
  let library: Library
  /// A desk page takes what is joint, whoever the chart was seen by: a mistake of the caller's must not reach a desk.
  let records: Records
  let table: CoupleMeasures

  init(seen: Seen, library: Library) {
    self.seen = seen
    self.library = library
    records = seen.isForDesk ? seen.records.seen(in: .joint) : seen.records
    table = CoupleMeasures(of: seen, records: records, library: library)
  }

  var today: Day { seen.today }

  func id(_ record: some Recorded) -> RecordID? { seen.showsIDs ? record.id : nil }

  func openAgenda(isMine: Bool) -> [Brief.Line] {
    records.agenda.filter { $0.done == nil && $0.isMine == isMine }.map {
      Brief.Line(id: id($0), day: $0.fact.day, text: seen.text($0.text))
    }
  }

  var openJots: [Brief.Line] {
    records.jots.filter { $0.note == nil }.map {
      Brief.Line(id: id($0), day: $0.fact.day, text: seen.text($0.text))
    }
  }

  var cycle: Brief.Line? {
    records.entries.last { $0.kind == .cycle }.map {
      Brief.Line(id: id($0), day: $0.fact.day, text: seen.text($0.text))
    }
  }

  var wins: [Brief.WinLine] {
    records.wins.suffix(Brief.mostWins).reversed().map { win in
      Brief.WinLine(
        id: id(win), day: win.fact.day, by: win.fact.member.map(seen.name), noticedBy: win.noticedBy.map(seen.name),
        text: seen.text(win.text))
    }
  }
}
