public import CoupletCore

extension ProgressReport {
  /// The whole report as one document, after `Schemas/interchange/report.schema.json`.
  public var json: JSONValue {
    [
      "schema": "couplet-report/1", "couple": .string(handle), "label": .string(label),
      "audience": .string(audienceKey), "since": .day(since), "until": .day(until), "today": .day(today),
      "sessions": sessions.json,
      "aims": .array(
        aims.map { ["member": .string($0.member), "date": .day($0.day), "aim": .string($0.kind.rawValue)] }),
      "wins": .array(wins.map(\.json)), "measures": table.json(),
      "series": .array(measures.filter { $0.n > 0 }.map(\.series)), "pairs": .array(pairs.map(\.json)),
      "ratings_label": .string(ratingsLabel),
      "homework": .array(homework.map { $0.json(forCounselor: isForCounselor) }),
      "homework_total": .known(isForCounselor ? homeworkTotal?.json : nil),
      "promises": .array(promises.map { $0.json(forCounselor: isForCounselor) }), "accounts": accounts.json,
      "promise_counts": .array(promiseCounts.map(\.json)), "promise_misses": .known(promiseMisses?.json),
      "room": .known(room?.json),
      "goals": .array(goals.map(\.json)), "entries": .array(entries.map(\.json)),
      "injuries": .array(injuries.map(\.json)), "notes": .array(notes.map(\.json)),
    ]
  }
}

extension ProgressReport.Sessions {
  fileprivate var json: JSONValue {
    [
      "count": .int(count), "first": .known(first?.json), "last": .known(last?.json),
      "attendance": .array(
        attendance.map { member in
          [
            "member": .string(member.member), "present": .int(member.present), "late": .int(member.late),
            "of": .int(member.of),
          ]
        }),
    ]
  }
}

extension ProgressReport.Sessions.Place {
  fileprivate var json: JSONValue { ["number": .int(number), "date": .day(day)] }
}

extension ProgressReport.WinLine {
  fileprivate var json: JSONValue {
    ["date": .day(day), "by": .text(by), "noticed_by": .text(noticedBy), "text": .string(text)]
  }
}

extension ProgressReport.MeasureRow {
  fileprivate var series: JSONValue {
    [
      "member": .string(member), "measure": .string(measure), "kind": .string(kind.rawValue), "title": .string(title),
      "values": .array(values.map { ["date": .day($0.day), "value": .number($0.value)] }), "words": .text(plain?.words),
      "remark": .text(remark), "no_room": .figure(shortRoom?.points),
    ]
  }
}

extension ProgressReport.Pair {
  fileprivate var json: JSONValue {
    [
      "measure": .string(measure), "kind": .string(kind.rawValue), "first": .string(first),
      "second": .string(second), "gap_first": .figure(gapFirst), "gap_last": .figure(gapLast),
      "movement": .text(movement?.rawValue), "more_than_error": .answer(isMoreThanError),
      "label": .text(label?.rawValue), "label_why": .text(labelWhy),
    ]
  }
}

extension ProgressReport.HomeworkLine {
  fileprivate func json(forCounselor: Bool) -> JSONValue {
    [
      "id": .text(id), "date": .day(given), "title": .string(title), "for": .string(recipients), "due": .day(due),
      "goal": .text(goal), "state": isTakenBack ? "set aside" : "given",
      "done": .array(
        parts.map { part in
          [
            "member": .string(part.member), "count": .int(part.done.successes), "of": .int(part.done.of),
            "partly": .int(part.partly), "text": .string(forCounselor ? part.text : part.plain),
          ]
        }),
    ]
  }
}

extension ProgressReport.GoalLine {
  fileprivate var json: JSONValue {
    [
      "measure": .string(measure), "date": .day(opened), "of": .text(of), "text": .string(text),
      "closed": .day(closed),
    ]
  }
}

extension ProgressReport.EntryLine {
  fileprivate var json: JSONValue {
    [
      "date": .day(day), "kind": .string(kind.rawValue), "code": .text(code), "by": .text(by),
      "noticed_by": .text(noticedBy), "every": .text(every?.description), "review": .day(review),
      "looked": .day(looked), "found": .text(found), "text": .string(text),
    ]
  }
}

extension ProgressReport.InjuryLine {
  fileprivate var json: JSONValue {
    [
      "measure": .string(measure), "date": .day(named), "hurt": .string(hurt), "by": .string(by),
      "text": .string(text), "suspended_by": .text(suspendedBy),
      "steps": .array(
        steps.map { step in
          [
            "date": .day(step.day), "step": .string(step.step.rawValue), "says": .string(step.says),
            "words": .text(step.words),
          ]
        }),
    ]
  }
}

extension ProgressReport.Remark {
  fileprivate var json: JSONValue { ["measure": .text(measure), "member": .text(name), "text": .string(text)] }
}
