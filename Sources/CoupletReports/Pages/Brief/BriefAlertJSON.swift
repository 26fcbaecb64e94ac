import CoupletCore

/// What can't wait, as objects.
extension BriefJSON {
  func alert(_ alert: Brief.Alert) -> JSONValue {
    switch alert {
    case .risk(let risk): object(risk)
    case .doubt(let doubt):
      record(
        doubt.id,
        [
          "kind": "sheet-doubt", "member": .string(doubt.partner), "scale": .string(doubt.scale),
          "date": .day(doubt.day), "near": .text(doubt.near), "turned": .bool(doubt.isTurned),
        ])
    case .openRisk(let risk):
      record(
        risk.id,
        [
          "kind": "risk-entry", "status": .string(risk.status.rawValue), "date": .day(risk.since),
          "review": .day(risk.review),
        ])
    case .held(let item): record(item.id, ["kind": "held", "due": .day(item.due)])
    case .leaving(let talk):
      [
        "kind": "leaving", "count": .int(talk.count), "days": .int(Brief.leavingDays), "last_date": .day(talk.newest),
        "by": .texts(talk.by),
      ]
    case .fall(let fall): object(fall)
    case .gap(let widening): object(widening)
    case .alliance(let alliance): object(alliance)
    case .missedSessions(let missed): object(missed)
    case .missedHomework(let missed):
      [
        "kind": "missed-homework", "member": .string(missed.partner),
        "reports": .array(missed.reports.map { ["title": .string($0.title), "date": .day($0.day)] }),
      ]
    case .review(let review):
      record(
        review.id,
        [
          "kind": "review", "entry": .string(review.kind.rawValue), "date": .day(review.day), "due": .day(review.due),
          "text": .text(review.text),
        ])
    }
  }

  private func object(_ risk: Brief.Risk) -> JSONValue {
    let items: [JSONValue] = risk.items.map { item in
      let answer = item.answer.value.map(JSONValue.int) ?? .string(item.answer.text)
      return ["item": .int(item.id), "answer": answer, "max": .int(item.max)]
    }
    return record(
      risk.id,
      [
        "kind": "risk", "member": .string(risk.partner), "scale": .string(risk.scale), "date": .day(risk.day),
        "items": .array(items),
      ])
  }

  private func object(_ fall: Brief.Fall) -> JSONValue {
    [
      "kind": "fall", "member": .string(fall.row.partner), "scale": .string(fall.scale),
      "first_date": .day(fall.row.firstDay), "first": .number(fall.row.first), "last_date": .day(fall.row.lastDay),
      "last": .number(fall.row.last), "change": .figure(fall.row.change), "threshold": threshold(fall.threshold),
      "aim": .text(fall.row.aim?.rawValue), "into_clinical_range": .bool(fall.row.isIntoClinicalRange),
    ]
  }

  private func object(_ widening: Brief.WideningGap) -> JSONValue {
    [
      "kind": "gap", "measure": .string(widening.measure), "first_member": .string(widening.gap.one),
      "second_member": .string(widening.gap.other), "first_date": .day(widening.gap.firstDay),
      "first": .number(widening.gap.first), "last_date": .day(widening.gap.lastDay),
      "last": .number(widening.gap.last), "direction": .text(widening.gap.movement?.rawValue),
    ]
  }

  private func object(_ alliance: Brief.Alliance) -> JSONValue {
    let ratings: [JSONValue] = alliance.ratings.map {
      [
        "member": .string($0.partner), "date": .day($0.day), "value": .int($0.value),
        "falls_from": .count($0.fallsFrom),
      ]
    }
    return [
      "kind": "alliance", "low": .bool(alliance.isLow), "split": .count(alliance.split), "ratings": .array(ratings),
    ]
  }

  private func object(_ missed: Brief.MissedSessions) -> JSONValue {
    [
      "kind": "missed-sessions", "members": .texts(missed.partners),
      "sessions": .array(
        missed.sessions.map { ["date": .day($0.day), "status": .string($0.status.rawValue)] }),
    ]
  }
}
