public import CoupletCore

/// The brief as one document, `couplet-brief/1`; every page but the counselor's has the keys of its own headings only.
public func json(_ brief: Brief) -> JSONValue {
  BriefJSON(isForCounselor: brief.isForCounselor).document(brief)
}

/// The objects of the document.
struct BriefJSON {
  /// Whether records carry their `id`, and rows what is for the counselor alone.
  let isForCounselor: Bool

  func document(_ brief: Brief) -> JSONValue {
    let heading = brief.heading
    var members: [JSONValue.Member] = [
      .init("schema", "couplet-brief/1"), .init("couple", .string(heading.handle)),
      .init("label", .string(heading.label)), .init("audience", .string(brief.audienceKey)),
      .init("desk", .bool(brief.isForDesk)), .init("today", day(brief.today)),
      .init("members", .array(heading.members.map(JSONValue.string))),
      .init(
        "next",
        [
          "number": .int(heading.number), "date": day(heading.plannedDay),
          "time": string(heading.plannedStart?.description),
          "expected": .array(heading.expected.map(JSONValue.string)), "last_date": day(heading.lastDay),
          "days_since_last": int(heading.daysSinceLast),
        ]),
      .init(
        "policy", heading.policy.map { ["kind": .string($0.kind.rawValue), "date": day($0.since)] } ?? .null),
    ]
    if brief.isForCounselor {
      members.append(
        .init("held", heading.held.map { ["count": .int($0.count), "review": day($0.review)] } ?? .null))
    }
    if brief.isForCounselor { members.append(.init("cant_wait", .array(brief.alerts.map(alert)))) }
    members.append(.init("start_with", .array(brief.agenda.map(line))))
    if brief.isForCounselor { members.append(.init("owed", .array(brief.owed.map(line)))) }
    members += [
      .init("last_note", brief.lastNote.map(note) ?? .null),
      .init("homework", .array(brief.homework.map(homework))),
      .init("cycle", brief.cycle.map(line) ?? .null),
      .init("wins", .array(brief.wins.map(win))),
    ]
    if brief.isForCounselor {
      members += [
        .init("promises", .array(brief.promises.map(promise))), .init("injuries", .array(brief.injuries.map(injury))),
      ]
    }
    members += [
      .init("measures", .array(brief.measures.map(measure))),
      .init("unknown_scales", .array(brief.unknownScales.map(JSONValue.string))),
    ]
    if brief.isForCounselor {
      members += [
        .init("goals", .array(brief.goals.map(goal))),
        .init("attendance", .array(brief.attendance.map(attendance))),
        .init(
          "unsigned",
          .array(brief.unsigned.map { record($0.id, ["date": day($0.day), "format": .string($0.format)]) })),
        .init("missing", .array(brief.missing.map(missing))), .init("untried", brief.untried.map(untried) ?? .null),
        .init("jots", .array(brief.jots.map(line))),
      ]
    }
    return .object(members)
  }

  // MARK: Alerts

  private func alert(_ alert: Brief.Alert) -> JSONValue {
    switch alert {
    case .risk(let risk):
      let items: [JSONValue] = risk.items.map {
        ["item": .int($0.id), "answer": .int($0.answer), "max": .int($0.max)]
      }
      return record(
        risk.id,
        [
          "kind": "risk", "member": .string(risk.partner), "scale": .string(risk.scale), "date": day(risk.day),
          "items": .array(items),
        ])
    case .openRisk(let risk):
      return record(
        risk.id,
        [
          "kind": "risk-entry", "status": .string(risk.status.rawValue), "date": day(risk.since),
          "review": day(risk.review),
        ])
    case .held(let item):
      return record(item.id, ["kind": "held", "due": day(item.due)])
    case .leaving(let talk):
      return [
        "kind": "leaving", "count": .int(talk.count), "days": .int(Brief.leavingDays), "last_date": day(talk.newest),
        "by": .array(talk.by.map(JSONValue.string)),
      ]
    case .fall(let fall):
      return [
        "kind": "fall", "member": .string(fall.row.partner), "scale": .string(fall.scale),
        "first_date": day(fall.row.firstDay), "first": .number(fall.row.first), "last_date": day(fall.row.lastDay),
        "last": .number(fall.row.last), "change": number(fall.row.change), "threshold": threshold(fall.threshold),
        "aim": string(fall.row.aim?.rawValue), "into_clinical_range": .bool(fall.row.isIntoClinicalRange),
      ]
    case .gap(let widening):
      return [
        "kind": "gap", "measure": .string(widening.measure), "first_member": .string(widening.gap.one),
        "second_member": .string(widening.gap.other), "first_date": day(widening.gap.firstDay),
        "first": .number(widening.gap.first), "last_date": day(widening.gap.lastDay),
        "last": .number(widening.gap.last),
      ]
    case .alliance(let alliance):
      let ratings: [JSONValue] = alliance.ratings.map {
        [
          "member": .string($0.partner), "date": day($0.day), "value": .int($0.value), "falls_from": int($0.fallsFrom),
        ]
      }
      return [
        "kind": "alliance", "low": .bool(alliance.isLow), "split": int(alliance.split), "ratings": .array(ratings),
      ]
    case .missedSessions(let missed):
      let sessions: [JSONValue] = missed.sessions.map {
        ["date": day($0.day), "status": .string($0.status.rawValue)]
      }
      return [
        "kind": "missed-sessions", "members": .array(missed.partners.map(JSONValue.string)),
        "sessions": .array(sessions),
      ]
    case .missedHomework(let missed):
      let reports: [JSONValue] = missed.reports.map { ["title": .string($0.title), "date": day($0.day)] }
      return ["kind": "missed-homework", "member": .string(missed.partner), "reports": .array(reports)]
    case .review(let review):
      return record(
        review.id,
        [
          "kind": "review", "entry": .string(review.kind.rawValue), "date": day(review.day), "due": day(review.due),
          "text": string(review.text),
        ])
    }
  }

  private func missing(_ missing: Brief.Missing) -> JSONValue {
    switch missing {
    case .violenceNotAsked(let members):
      ["kind": "violence-not-asked", "members": .array(members.map(JSONValue.string))]
    case .policyNotAcknowledged(let members):
      ["kind": "policy-not-acknowledged", "members": .array(members.map(JSONValue.string))]
    }
  }

  private func untried(_ untried: Brief.Untried) -> JSONValue {
    [
      "theme": .string(untried.theme.rawValue), "member": .string(untried.partner), "value": .int(untried.value),
      "exercises": .array(
        untried.exercises.map { ["id": .string($0.id.description), "title": .string($0.title)] }),
    ]
  }

  // MARK: Records

  private func line(_ line: Brief.Line) -> JSONValue {
    record(line.id, ["date": day(line.day), "text": .string(line.text)])
  }

  private func note(_ note: Brief.NoteEnd) -> JSONValue {
    record(
      note.id,
      [
        "date": day(note.day), "plan": .bool(note.isPlan), "lines": .array(note.lines.map(JSONValue.string)),
        "cut": .bool(note.isCut),
      ])
  }

  private func homework(_ homework: Brief.PartnerHomework) -> JSONValue {
    let items = homework.items.map { item in
      record(
        item.id,
        [
          "title": .string(item.title), "due": day(item.due), "every": string(item.every?.description),
          "done": string(item.done?.description), "share": number(item.done.flatMap(\.share)),
          "reported": day(item.reported),
          "by_counselor": .bool(item.isByCounselor),
        ])
    }
    return ["member": .string(homework.partner), "items": .array(items)]
  }

  private func win(_ win: Brief.WinLine) -> JSONValue {
    record(
      win.id,
      [
        "date": day(win.day), "by": string(win.by), "noticed_by": string(win.noticedBy), "text": .string(win.text),
      ])
  }

  private func promise(_ promise: Brief.PromiseLine) -> JSONValue {
    let accounts: [JSONValue] = promise.accounts.map { account in
      [
        "says": string(account.says), "kept": .int(account.kept), "of": .int(account.of),
        "last": .string(account.newest.rawValue), "last_date": day(account.newestDay),
      ]
    }
    return record(
      promise.id,
      [
        "by": .string(promise.by), "to": string(promise.to), "due": day(promise.due),
        "every": string(promise.every?.description), "text": .string(promise.text), "accounts": .array(accounts),
        "repaired": .int(promise.repaired),
      ])
  }

  private func goal(_ goal: Brief.GoalLine) -> JSONValue {
    let standings: [JSONValue] = goal.standings.map {
      ["by": string($0.by), "date": day($0.day), "value": .int($0.value)]
    }
    return record(
      goal.id, ["member": string(goal.member), "text": .string(goal.text), "standings": .array(standings)])
  }

  private func injury(_ injury: Brief.InjuryLine) -> JSONValue {
    let ratings: [JSONValue] = injury.ratings.map {
      ["member": .string($0.partner), "date": day($0.day), "value": .int($0.value)]
    }
    return record(
      injury.id,
      [
        "hurt": .string(injury.hurt), "by": .string(injury.by), "text": .string(injury.text),
        "steps": .array(injury.steps.map { .string($0.rawValue) }), "last": string(injury.last?.rawValue),
        "ratings": .array(ratings),
        "suspended_by": string(injury.suspendedBy?.description),
      ])
  }

  private func attendance(_ line: Brief.AttendanceLine) -> JSONValue {
    let members: [JSONValue] = line.members.map { member in
      let (word, minutes): (String, Int?) =
        switch member.attendance {
        case .present: ("present", nil)
        case .late(let minutes): ("late", minutes)
        case .absent: ("absent", nil)
        }
      return ["name": .string(member.name), "attendance": .string(word), "minutes": int(minutes)]
    }
    return record(
      line.id,
      [
        "number": int(line.number), "date": day(line.day), "kind": .string(line.kind.rawValue),
        "status": .string(line.status.rawValue), "members": .array(members),
        "themes": .array(line.themes.map { .string($0.rawValue) }),
        "approaches": .array(line.approaches.map(JSONValue.string)),
      ])
  }

  // MARK: Measures

  private func measure(_ measure: Brief.MeasureFigures) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("measure", .string(measure.key)), .init("kind", .string(measure.kind.rawValue)),
      .init("title", .string(measure.title)), .init("threshold", threshold(measure.threshold)),
    ]
    if isForCounselor { members.append(.init("cutoff_verified", bool(measure.isCutoffVerified))) }
    let gaps: [JSONValue] = measure.gaps.map { gap in
      [
        "members": [.string(gap.one), .string(gap.other)], "first_date": day(gap.firstDay),
        "first": .number(gap.first), "last_date": day(gap.lastDay), "last": .number(gap.last),
        "direction": string(gap.movement?.rawValue), "more_than_error": bool(gap.isMoreThanError),
      ]
    }
    members += [.init("members", .array(measure.rows.map(row))), .init("gaps", .array(gaps))]
    return .object(members)
  }

  private func row(_ row: Brief.MeasureFigures.Row) -> JSONValue {
    let shared: [JSONValue.Member] = [
      .init("name", .string(row.partner)), .init("n", .int(row.n)), .init("first_date", day(row.firstDay)),
      .init("first", .number(row.first)), .init("previous", number(row.previous)),
      .init("last_date", day(row.lastDay)), .init("last", .number(row.last)), .init("change", number(row.change)),
      .init("reliable", bool(row.isReliable)), .init("aim", string(row.aim?.rawValue)),
      .init("several_modes", .bool(row.isOfSeveralModes)), .init("incomplete", day(row.incomplete)),
    ]
    guard isForCounselor else { return .object(shared) }
    return .object(
      shared + [
        .init("class", string(row.changeClass?.rawValue)), .init("functional", bool(row.isFunctional)),
        .init("into_clinical_range", .bool(row.isIntoClinicalRange)),
      ])
  }

  private func threshold(_ threshold: ReliableChange?) -> JSONValue {
    guard let threshold else { return .null }
    return [
      "points": .number(threshold.smallest), "inclusive": .bool(threshold.isInclusive), "own": .bool(threshold.isOwn),
      "verified": .bool(threshold.isVerified),
    ]
  }

  // MARK: Parts

  private func record(_ id: RecordID?, _ members: JSONValue) -> JSONValue {
    guard isForCounselor, case .object(let own) = members else { return members }
    return .object([.init("id", string(id?.description))] + own)
  }

  private func day(_ day: Day?) -> JSONValue { string(day?.description) }
  private func string(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  private func int(_ value: Int?) -> JSONValue { value.map(JSONValue.int) ?? .null }
  private func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
  private func bool(_ value: Bool?) -> JSONValue { value.map(JSONValue.bool) ?? .null }
}
