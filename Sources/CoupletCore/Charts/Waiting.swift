/// Something that waits in a chart on a day: the one answer for the page of the day, for its JSON, and for which charts
/// the store has to look at.
public struct Waiting: Hashable, Sendable {
  /// Why it waits.
  public enum Kind: Sendable, CaseIterable {
    /// A session of the day itself, planned or held.
    case session
    /// A session that was planned for an earlier day, of which nobody has entered what became of it.
    case unentered
    /// A session that was held and has no note; on the counselor's page alone.
    case unwritten
    /// A risk entry whose day to look at it has come; on the counselor's page alone.
    case risk
    /// A held item whose day to look at it has come; on the counselor's page alone.
    case held
    /// A jot that stands in no note.
    case jot
    /// A note that isn't signed.
    case draft
    /// An agenda line that is the counselor's to do.
    case agendaLine
    /// An entry to look at again, while the treatment goes on.
    case review
  }

  /// What makes it wait.
  public let kind: Kind
  /// The record that waits.
  public let id: RecordID
  let couple: Couple.ID
  /// The day since when it waits: the record's own, or the one of the review.
  public let day: Day
  /// Who may know of the record that waits.
  public let audience: Audience

  fileprivate init(_ kind: Kind, _ record: some Recorded, since day: Day? = nil) {
    self.kind = kind
    id = record.id
    couple = record.fact.couple
    self.day = day ?? record.fact.day
    audience = record.fact.audience
  }
}

extension Seen {
  /// What waits on the page's day, kind by kind and in the chart's order.
  public var waiting: [Waiting] {
    let sessions = records.sessions.compactMap { session -> Waiting? in
      switch session.status {
      case .planned where session.fact.day < today: Waiting(.unentered, session)
      case .planned where session.fact.day == today: Waiting(.session, session)
      case .held where session.fact.day == today: Waiting(.session, session)
      default: nil
      }
    }
    let noted = Set(records.notes.map(\.session))
    let unwritten = isForCounselor ? held.filter { !noted.contains($0.id) } : []
    let entries = couple.closure == nil ? records.entries : []
    let risks = isForCounselor ? records.risks : []
    return sessions + unwritten.map { Waiting(.unwritten, $0) }
      + risks.compactMap { risk in
        risk.nextReview.flatMap { $0 <= today ? Waiting(.risk, risk, since: $0) : nil }
      }
      + openHeld.compactMap { item in item.review.flatMap { $0 <= today ? Waiting(.held, item, since: $0) : nil } }
      + openJots.map { Waiting(.jot, $0) }
      + records.notes.filter { $0.state == .draft }.map { Waiting(.draft, $0) }
      + openAgenda.filter(\.isMine).map { Waiting(.agendaLine, $0) }
      + entries.compactMap { entry in
        entry.nextReview.flatMap { $0 <= today ? Waiting(.review, entry, since: $0) : nil }
      }
  }
}
