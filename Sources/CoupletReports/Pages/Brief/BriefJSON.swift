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
      .init("desk", .bool(brief.isForDesk)), .init("today", .day(brief.today)),
      .init("members", .texts(heading.members)),
      .init(
        "next",
        [
          "number": .int(heading.number), "date": .day(heading.plannedDay),
          "time": .text(heading.plannedStart?.description),
          "expected": .texts(heading.expected), "last_date": .day(heading.lastDay),
          "days_since_last": .count(heading.daysSinceLast),
        ]),
      .init(
        "policy", .known(heading.policy.map { ["kind": .string($0.kind.rawValue), "date": .day($0.since)] })),
    ]
    if brief.isForCounselor {
      members += [
        .init("held", .known(heading.held.map { ["count": .int($0.count), "review": .day($0.review)] })),
        .init("cant_wait", .array(brief.alerts.map(alert))),
      ]
    }
    members.append(.init("start_with", .array(brief.agenda.map(line))))
    if brief.isForCounselor { members.append(.init("owed", .array(brief.owed.map(line)))) }
    members.append(.init("last_note", .known(brief.lastNote.map(note))))
    if brief.isForCounselor { members.append(.init("contacts", .array(brief.contacts.map(line)))) }
    members += [
      .init("homework", .array(brief.homework.map(homework))),
      .init("cycle", .known(brief.cycle.map(line))),
      .init("wins", .array(brief.wins.map(win))),
    ]
    if brief.isForCounselor {
      members += [
        .init("promises", .array(brief.promises.map(promise))), .init("injuries", .array(brief.injuries.map(injury))),
      ]
    }
    members += [
      .init("measures", .array(brief.measures.map(measure))),
      .init("unknown_scales", .texts(brief.unknownScales)),
    ]
    if brief.isForCounselor {
      members += [
        .init("goals", .array(brief.goals.map(goal))),
        .init("attendance", .array(brief.attendance.map(attendance))),
        .init(
          "unsigned",
          .array(brief.unsigned.map { record($0.id, ["date": .day($0.day), "format": .string($0.format)]) })),
        .init("missing", .array(brief.missing.map(missing))), .init("untried", .known(brief.untried.map(untried))),
        .init("jots", .array(brief.jots.map(line))),
      ]
    }
    return .object(members)
  }

  private func missing(_ missing: Brief.Missing) -> JSONValue {
    switch missing {
    case .violenceNotAsked(let members):
      ["kind": "violence-not-asked", "members": .texts(members)]
    case .policyNotAcknowledged(let members):
      ["kind": "policy-not-acknowledged", "members": .texts(members)]
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
    record(line.id, ["date": .day(line.day), "text": .string(line.text)])
  }

  private func note(_ note: Brief.NoteEnd) -> JSONValue {
    record(
      note.id,
      [
        "date": .day(note.day), "plan": .bool(note.isPlan), "lines": .texts(note.lines),
        "cut": .bool(note.isCut),
      ])
  }

  private func homework(_ homework: Brief.PartnerHomework) -> JSONValue {
    let items = homework.items.map { item in
      record(
        item.id,
        [
          "title": .string(item.title), "due": .day(item.due), "every": .text(item.every?.description),
          "done": .text(item.done?.description), "share": .figure(item.done.flatMap(\.share)),
          "reported": .day(item.reported),
          "by_counselor": .bool(item.isByCounselor),
        ])
    }
    return ["member": .string(homework.partner), "items": .array(items)]
  }

  private func win(_ win: Brief.WinLine) -> JSONValue {
    record(
      win.id,
      [
        "date": .day(win.day), "by": .text(win.by), "noticed_by": .text(win.noticedBy), "text": .string(win.text),
      ])
  }

  private func promise(_ promise: Brief.PromiseLine) -> JSONValue {
    let accounts: [JSONValue] = promise.accounts.map { account in
      [
        "says": .text(account.says), "kept": .int(account.kept), "of": .int(account.of),
        "last": .string(account.newest.rawValue), "last_date": .day(account.newestDay),
      ]
    }
    return record(
      promise.id,
      [
        "by": .string(promise.by), "to": .text(promise.to), "due": .day(promise.due),
        "every": .text(promise.every?.description), "text": .string(promise.text), "accounts": .array(accounts),
        "repaired": .int(promise.repaired),
      ])
  }

  private func goal(_ goal: Brief.GoalLine) -> JSONValue {
    let standings: [JSONValue] = goal.standings.map {
      ["by": .text($0.by), "date": .day($0.day), "value": .int($0.value)]
    }
    return record(
      goal.id, ["member": .text(goal.member), "text": .string(goal.text), "standings": .array(standings)])
  }

  private func injury(_ injury: Brief.InjuryLine) -> JSONValue {
    let ratings: [JSONValue] = injury.ratings.map {
      ["member": .string($0.partner), "date": .day($0.day), "value": .int($0.value)]
    }
    return record(
      injury.id,
      [
        "hurt": .string(injury.hurt), "by": .string(injury.by), "text": .string(injury.text),
        "steps": .array(injury.steps.map { .string($0.rawValue) }), "last": .text(injury.last?.rawValue),
        "ratings": .array(ratings),
        "suspended_by": .text(injury.suspendedBy?.description),
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
      return ["name": .string(member.name), "attendance": .string(word), "minutes": .count(minutes)]
    }
    return record(
      line.id,
      [
        "number": .count(line.number), "date": .day(line.day), "kind": .string(line.kind.rawValue),
        "status": .string(line.status.rawValue), "members": .array(members),
        "themes": .array(line.themes.map { .string($0.rawValue) }),
        "approaches": .texts(line.approaches),
      ])
  }

  // MARK: Measures

  private func measure(_ measure: Brief.MeasureFigures) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("measure", .string(measure.key)), .init("kind", .string(measure.kind.rawValue)),
      .init("title", .string(measure.title)),
    ]
    if isForCounselor {
      members += [
        .init("threshold", threshold(measure.threshold)),
        .init("cutoff_verified", .flag(measure.cutoffVerification.map { $0 == .read })),
        .init("cutoff_verification", .text(measure.cutoffVerification?.rawValue)),
        .init("not_yet", .known(measure.notYet.map(notYet))),
      ]
    }
    let gaps: [JSONValue] = measure.gaps.map { gap in
      [
        "members": [.string(gap.one), .string(gap.other)], "first_date": .day(gap.firstDay),
        "first": .number(gap.first), "last_date": .day(gap.lastDay), "last": .number(gap.last),
        "direction": .text(gap.movement?.rawValue), "more_than_error": .flag(gap.isMoreThanError),
      ]
    }
    members += [.init("members", .array(measure.rows.map(row))), .init("gaps", .array(gaps))]
    return .object(members)
  }

  private func row(_ row: Brief.MeasureFigures.Row) -> JSONValue {
    let shared: [JSONValue.Member] = [
      .init("name", .string(row.partner)), .init("n", .int(row.n)), .init("first_date", .day(row.firstDay)),
      .init("first", .number(row.first)), .init("previous", .figure(row.previous)),
      .init("last_date", .day(row.lastDay)), .init("last", .number(row.last)), .init("change", .figure(row.change)),
      .init("aim", .text(row.aim?.rawValue)),
      .init("several_modes", .bool(row.isOfSeveralModes)), .init("incomplete", .day(row.incomplete)),
    ]
    guard isForCounselor else { return .object(shared) }
    return .object(
      shared + [
        .init("reliable", .flag(row.isReliable)), .init("class", .text(row.changeClass?.rawValue)),
        .init("functional", .flag(row.isFunctional)), .init("near_cutoff", .flag(row.isNearCutoff)),
        .init("no_room", .figure(row.shortRoom?.points)),
        .init("into_clinical_range", .bool(row.isIntoClinicalRange)),
      ])
  }

  private func notYet(_ notYet: Brief.MeasureFigures.NotYet) -> JSONValue {
    [
      "sessions": .int(notYet.sessions),
      "changes": .array(notYet.changes.map { ["name": .string($0.partner), "change": .number($0.change)] }),
    ]
  }

  func threshold(_ threshold: ReliableChange?) -> JSONValue {
    guard let threshold else { return .null }
    return [
      "points": .number(threshold.smallest), "inclusive": .bool(threshold.isInclusive), "own": .bool(threshold.isOwn),
      "verified": .bool(threshold.verification == .read), "verification": .string(threshold.verification.rawValue),
      "kind": .string(threshold.kind.rawValue),
    ]
  }

  // MARK: Parts

  func record(_ id: RecordID?, _ members: JSONValue) -> JSONValue {
    guard isForCounselor, case .object(let own) = members else { return members }
    return .object([.init("id", .text(id?.description))] + own)
  }
}
