extension Brief {
  /// Whose page it is, and for which session.
  public struct Heading: Hashable, Sendable {
    /// The couple's handle; on a desk page made of the members' initials.
    public let handle: String
    /// The couple's label; on a desk page the members' initials, as a label may name them in ways nobody can replace.
    public let label: String
    /// What the page calls the members in the treatment, in the order of naming.
    public let members: [String]
    /// The next session's number: those held that the audience may see, and one.
    public let number: Int
    /// The day of the last session held, nil before the first.
    public let lastDay: Day?
    /// Days since then, nil before the first.
    public let daysSinceLast: Int?
    /// The day of the next planned session, nil without one.
    public let plannedDay: Day?
    /// The time of day of the next planned session, where it has one.
    public let plannedStart: MinuteOfDay?
    /// Who is expected: whom the planned session names, else the members in the treatment.
    public let expected: [String]
    /// The secrets agreement in force, nil without one.
    public let policy: Policy?
    /// How many items are held, and the next day to look at one; nil on every page but the counselor's.
    public let held: Held?

    /// The secrets agreement in force.
    public struct Policy: Hashable, Sendable {
      /// Which of the agreements in use it is.
      public let kind: CoupletCore.Policy.Kind
      /// The first day on which that version is in force.
      public let since: Day
    }

    /// What is held.
    public struct Held: Hashable, Sendable {
      /// How many items are held; at least one.
      public let count: Int
      /// The earliest day to look at one of them, nil where none has a day.
      public let review: Day?
    }
  }

  /// The end of a note, word for word.
  public struct NoteEnd: Hashable, Sendable {
    /// Nil where ids may not be printed.
    public let id: RecordID?
    /// The session's day.
    public let day: Day
    /// Whether it is what was planned; else it is the end of a note without a plan.
    public let isPlan: Bool
    /// The first five lines of a plan, or the last five of a note, at most, that aren't blank.
    public let lines: [String]
    /// Whether there are more.
    public let isCut: Bool
  }

  /// What a careful counselor has done by now.
  public enum Missing: Hashable, Sendable {
    /// Partner violence was not asked about with the other out of the room.
    case violenceNotAsked(of: [String])
    /// The secrets agreement in force was not acknowledged.
    case policyNotAcknowledged(by: [String])
  }

  /// A note that waits for its signature.
  public struct NoteLine: Hashable, Sendable {
    /// Nil where ids may not be printed.
    public let id: RecordID?
    /// The day of its session.
    public let day: Day
    /// The format's short name, `narrative` for a text without sections.
    public let format: String
  }

  /// How a session was attended, or why it wasn't.
  public struct AttendanceLine: Hashable, Sendable {
    /// One member's attendance.
    public struct Member: Hashable, Sendable {
      /// What the page calls the member.
      public let name: String
      /// Whether they were there, came late, or weren't there.
      public let attendance: Session.Attendance
    }

    /// Nil where ids may not be printed.
    public let id: RecordID?
    /// The number among the sessions held, nil for others.
    public let number: Int?
    /// The day of the session.
    public let day: Day
    /// Who the meeting was meant for.
    public let kind: Session.Kind
    /// What became of it; neither planned nor moved.
    public let status: Session.Status
    /// The members of whom something is known, in the order of naming.
    public let members: [Member]
    /// The themes of the exercises that were given in it, in the order of the domains.
    public let themes: [Domain]
    /// The counselor's methods, in their own words.
    public let approaches: [String]
  }

  /// Lines of the last note: what fits on the page beside the rest of its upper part.
  public static let mostNoteLines = 5
  /// Sessions whose attendance is on the page.
  public static let mostAttendance = 3
}

extension BriefChart {
  private var held: [Session] { records.sessions.filter { $0.status == .held } }

  /// The sessions whose day has come and which weren't moved to another.
  var pastSessions: [Session] {
    records.sessions.filter { $0.fact.day <= today && $0.status != .planned && $0.status != .moved }
  }

  var heading: Brief.Heading {
    let planned = records.sessions.first { $0.status == .planned && $0.fact.day >= today }
    let named = planned?.present ?? []
    let expected = named.isEmpty ? seen.members : seen.couple.everyMember.filter(named.contains)
    let members = seen.members.map(seen.name)
    return Brief.Heading(
      handle: seen.handle, label: seen.isForDesk ? members.joined(separator: " & ") : seen.label, members: members,
      number: held.count + 1,
      lastDay: held.last?.fact.day, daysSinceLast: held.last.map { today.days(since: $0.fact.day) },
      plannedDay: planned?.fact.day, plannedStart: planned?.start, expected: expected.map(seen.name),
      policy: seen.policy(on: today).map { Brief.Heading.Policy(kind: $0.kind, since: $0.day) }, held: held(seen))
  }

  private func held(_ seen: Seen) -> Brief.Heading.Held? {
    guard seen.isForCounselor, !seen.openHeld.isEmpty else { return nil }
    return Brief.Heading.Held(count: seen.openHeld.count, review: seen.openHeld.compactMap(\.review).min())
  }

  /// What is still to be asked or acknowledged, for the counselor alone.
  var missing: [Brief.Missing] {
    var missing: [Brief.Missing] = []
    let asked = Set(
      records.risks.filter { $0.kind == .violence && $0.asked == .alone }.compactMap(\.fact.member))
    let unasked = seen.members.filter { !asked.contains($0) }
    if !unasked.isEmpty { missing.append(.violenceNotAsked(of: unasked.map(seen.name))) }
    if let policy = seen.policy(on: today) {
      let known = Set(policy.acknowledgements.map(\.member))
      let open = seen.members.filter { !known.contains($0) }
      if !open.isEmpty { missing.append(.policyNotAcknowledged(by: open.map(seen.name))) }
    }
    return missing
  }

  var lastNote: Brief.NoteEnd? {
    // The last that whoever is expected may know of: the page is read before them, and its plan is what was agreed with
    // them.
    let expected = records.sessions.first { $0.status == .planned && $0.fact.day >= today }?.fact.audience ?? .joint
    let known = records.notes.filter { $0.fact.audience.isOpen(to: expected == .counselor ? .joint : expected) }
    let noted = held.reversed().lazy.compactMap { session in
      known.last { $0.session == session.id }.map { (session: session, note: $0) }
    }
    guard let (last, note) = noted.first else { return nil }
    // Names first, as one may be broken over two lines.
    let plan = NoteText(note.text).plan
    let lines = seen.text(plan ?? note.text).split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.trimmed.isEmpty }
    let most = Brief.mostNoteLines
    return Brief.NoteEnd(
      id: id(note), day: last.fact.day, isPlan: plan != nil,
      lines: Array(plan == nil ? lines.suffix(most) : lines.prefix(most)), isCut: lines.count > Brief.mostNoteLines)
  }

  /// With whom, how, and what was said or written, of the days since the last session.
  var contacts: [Brief.Line] {
    records.contacts.filter { contact in held.last.map { $0.fact.day <= contact.fact.day } ?? true }.map { contact in
      let person = contact.fact.member.map(seen.name) ?? contact.other.map(seen.text)
      let how = [person, contact.mode.rawValue].compactMap(\.self).joined(separator: ", ")
      return Brief.Line(id: id(contact), day: contact.fact.day, text: "\(how): \(seen.text(contact.text))")
    }
  }

  var unsigned: [Brief.NoteLine] {
    records.notes.filter { $0.state == .draft }.map {
      Brief.NoteLine(id: id($0), day: $0.fact.day, format: seen.text($0.format))
    }
  }

  var attendance: [Brief.AttendanceLine] {
    pastSessions.suffix(Brief.mostAttendance).reversed().map { session in
      Brief.AttendanceLine(
        id: id(session), number: seen.number(of: session), day: session.fact.day, kind: session.kind,
        status: session.status,
        members: seen.couple.everyMember.compactMap { member in
          session.attendance[member].map { Brief.AttendanceLine.Member(name: seen.name(member), attendance: $0) }
        }, themes: themes(of: session), approaches: session.approaches.map(seen.text))
    }
  }

  private func themes(of session: Session) -> [Domain] {
    let given = records.homework.filter { $0.terms.session == session.id && !$0.isTakenBack }
    let themes = Set(given.compactMap { $0.exercise.flatMap { library.exercise($0.id, version: $0.version)?.theme } })
    return Domain.allCases.filter(themes.contains)
  }
}
