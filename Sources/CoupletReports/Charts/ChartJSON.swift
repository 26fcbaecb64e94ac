public import CoupletCore

/// The objects that `--json` gives, for one audience: names, numbers and ids are the chart's as seen.
extension Seen {
  /// A couple with its members over time.
  public var json: JSONValue {
    [
      "id": .string(handle), "label": .string(label), "since": day(couple.since),
      "members": .array(
        couple.memberships.map { membership in
          [
            "name": .string(fullName(membership.client)), "joined": day(membership.joined),
            "left": day(membership.left),
          ]
        }),
      "closed": couple.closure.map { closure in
        [
          "date": day(closure.day), "outcome": .string(closure.outcome.rawValue),
          "why": isForCounselor ? string(closure.why) : .null,
        ]
      } ?? .null,
    ]
  }

  /// A session.
  public func json(_ session: Session) -> JSONValue {
    func names(_ isWanted: (Session.Attendance) -> Bool) -> [Client.ID] {
      couple.everyMember.filter { session.attendance[$0].map(isWanted) == true }
    }
    let late: [JSONValue] = couple.everyMember.compactMap { client in
      guard case .late(let minutes)? = session.attendance[client] else { return nil }
      return ["name": .string(fullName(client)), "minutes": minutes.map(JSONValue.int) ?? .null]
    }
    let canceller: JSONValue =
      switch session.cancelledBy {
      case nil: .null
      case .counselor?: "counselor"
      case .member(let client)?: .string(fullName(client))
      }
    return record(
      session,
      [
        "time": session.start.map { .string($0.description) } ?? .null,
        "minutes": session.minutes.map(JSONValue.int) ?? .null, "kind": .string(session.kind.rawValue),
        "mode": .string(session.mode.rawValue), "status": .string(session.status.rawValue),
        "number": number(of: session).map(JSONValue.int) ?? .null,
        "present": .array(names(\.wasThere).map { .string(fullName($0)) }), "late": .array(late),
        "absent": .array(names { !$0.wasThere }.map { .string(fullName($0)) }),
        "approaches": .array(session.approaches.map { .string(text($0)) }), "cancelled_by": canceller,
        "why": isForCounselor ? string(session.why) : .null,
        "tallies": isForCounselor
          ? .array(records.tallies.filter { $0.session == session.id }.map { json($0) }) : .null,
        "policy": policy(on: session.fact.day).map { .string($0.kind.rawValue) } ?? .null,
        "struck": struckJSON(session.id),
      ])
  }

  /// A jot.
  public func json(_ jot: Jot) -> JSONValue {
    record(
      jot,
      [
        "time": .string(jot.time.description), "text": .string(text(jot.text)), "note": id(jot.note),
        "session": sessionID(jot.session), "heard_by": isForCounselor ? person(jot.heardBy) : .null,
      ])
  }

  /// An agenda line.
  public func json(_ line: AgendaLine) -> JSONValue {
    record(line, ["mine": .bool(line.isMine), "text": .string(text(line.text)), "done": day(line.done)])
  }

  /// A contact.
  public func json(_ contact: Contact) -> JSONValue {
    record(
      contact,
      [
        "with": contact.fact.member.map { .string(fullName($0)) } ?? string(contact.other),
        "mode": .string(contact.mode.rawValue), "minutes": contact.minutes.map(JSONValue.int) ?? .null,
        "text": .string(text(contact.text)),
      ])
  }

  /// An entry.
  public func json(_ entry: Entry) -> JSONValue {
    record(
      entry,
      [
        "kind": .string(entry.kind.rawValue), "code": entry.content.code.map(JSONValue.string) ?? .null,
        "by": person(entry.fact.member), "noticed_by": person(entry.content.noticedBy),
        "every": entry.content.every.map { .string($0.description) } ?? .null, "review": day(entry.nextReview),
        "text": .string(text(entry.text)),
        "reviews": .array(
          entry.reviews.map { ["date": day($0.day), "review": day($0.next), "text": string($0.words)] }),
      ])
  }

  /// A win.
  public func json(_ win: Win) -> JSONValue {
    record(
      win,
      ["by": person(win.fact.member), "noticed_by": person(win.noticedBy), "text": .string(text(win.text))])
  }

  /// A search hit.
  public func json(_ match: SearchMatch) -> JSONValue {
    [
      "id": id(match.id), "kind": .string(match.id.kind.noun), "couple": .string(handle),
      "member": person(match.member), "date": day(match.day), "audience": .string(key(for: match.audience)),
      "snippet": .string(SearchMatch.unmarked(match.snippet)),
    ]
  }

  // MARK: Parts

  func record(_ record: some Recorded, _ own: JSONValue) -> JSONValue {
    let common: JSONValue = [
      "id": id(record.id), "couple": .string(handle), "date": day(record.fact.day),
      "audience": .string(key(for: record.fact.audience)),
    ]
    guard case .object(let common) = common, case .object(let own) = own else { return .null }
    return .object(common + own)
  }

  func id(_ id: RecordID?) -> JSONValue { showsIDs ? id.map { .string($0.description) } ?? .null : .null }
  /// The id of a session that is there; one that is struck or not for this audience isn't.
  func sessionID(_ id: RecordID?) -> JSONValue { self.id(id.flatMap(session)?.id) }
  func person(_ client: Client.ID?) -> JSONValue { client.map { .string(fullName($0)) } ?? .null }
  func day(_ day: Day?) -> JSONValue { day.map { .string($0.description) } ?? .null }
  func string(_ text: String?) -> JSONValue { text.map { .string(self.text($0)) } ?? .null }
}

/// A client's record, for the counselor.
public func json(_ client: Client, in directory: Directory, showingIDs: Bool) -> JSONValue {
  func string(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  let details = client.details
  return [
    "id": showingIDs ? .string(client.id.description) : .null, "name": .string(client.name),
    "called": string(details.called),
    "pronouns": string(details.pronouns), "born": string(details.born?.description), "phone": string(details.phone),
    "safe_contact": string(details.safeContact),
    "couples": .array(
      directory.couples.filter { $0.everyMember.contains(client.id) }.map { .string($0.handle.description) }),
  ]
}

/// A row of the journal.
public func json(_ entry: JournalEntry, in directory: Directory, struck: Set<RecordID> = []) -> JSONValue {
  [
    "id": .string(entry.id.description), "clock": .string(entry.clock.description),
    "today": entry.today.map { .string($0.description) } ?? .null, "who": .string(entry.who),
    "command": .string(entry.command),
    "couples": .array(handles(of: entry, in: directory).map(JSONValue.string)),
    "records": .array(entry.records.map { .string($0.description) }),
    "struck": .array(entry.records.filter(struck.contains).map { .string($0.description) }),
    "undoes": entry.undoes.map { .string($0.description) } ?? .null,
  ]
}

/// The handles of the couples whose charts a command changed, as far as they are still there.
func handles(of entry: JournalEntry, in directory: Directory) -> [String] {
  entry.couples.compactMap { id in directory.couples.first { $0.id == id }?.handle.description }
}
