public import CoupletCore

/// The objects of homework, measures, ratings, goals and aims.
extension Seen {
  /// Homework with what was reported on it.
  public func json(_ homework: Homework) -> JSONValue {
    let recipients: JSONValue =
      switch homework.terms.recipients {
      case .together: "together"
      case .each: "each"
      case .members(let members): .array(members.map { .string(fullName($0)) })
      }
    let terms = homework.terms
    return record(
      homework,
      [
        "exercise": homework.exercise.map { .string($0.id) } ?? .null,
        "version": homework.exercise.map { .int($0.version) } ?? .null, "title": .string(text(homework.title)),
        "for": recipients, "assigned": day(homework.fact.day), "due": day(terms.due),
        "every": terms.every.map { .string($0.description) } ?? .null, "times": int(terms.times),
        "purpose": string(terms.purpose), "obstacle": string(terms.obstacle), "plan": string(terms.plan),
        "goal": showsIDs ? goal(of: homework).map { id($0.id) } ?? .null : .null,
        "confidence": .array(
          (isForCounselor ? terms.confidence : [:]).sorted { $0.key < $1.key }.map { client, value in
            ["member": .string(fullName(client)), "value": .int(value)]
          }),
        "text": .string(text(homework.text)), "state": homework.isTakenBack ? "set aside" : "given",
        "reviews": isForCounselor
          ? .array(
            homework.reviews.map { review in
              [
                "date": day(review.day), "decision": .string(review.decision.rawValue), "why": string(review.why),
                "session": sessionID(review.session),
              ]
            }) : .null,
        "despite": isForCounselor
          ? homework.despite.map { ["risk": id($0.risk), "why": .string($0.why)] } ?? .null : .null,
        "log": .array(
          homework.log.map { log in
            [
              "date": day(log.day), "member": .string(fullName(log.member)),
              "done": log.done.map { .string($0.description) } ?? .null, "quality": int(log.quality),
              "difficulty": int(log.difficulty), "usefulness": int(log.usefulness),
              "barrier": isForCounselor ? string(log.barrier?.rawValue) : .null,
              "words": string(isForCounselor ? log.wordsWithBarrier : log.words),
              "reported_by": log.isByCounselor ? "counselor" : "member", "audience": .string(key(for: log.audience)),
            ]
          }),
      ])
  }

  /// A sheet with its total; single answers are for the counselor alone.
  public func json(_ measure: Measure, scale: ScaleDefinition?) -> JSONValue {
    let score = scale.flatMap { scale in try? measure.administration(by: scale).score(by: scale) }
    func entered(_ entered: Measure.Entered) -> JSONValue {
      guard isForCounselor, case .answers(let answers) = entered else { return .null }
      return .string(answers.map(\.text).joined(separator: ","))
    }
    return record(
      measure,
      [
        "member": person(measure.fact.member), "scale": .string(measure.scale), "version": .int(measure.version),
        "mode": .string(measure.mode.rawValue), "apart": measure.apart.map(JSONValue.bool) ?? .null,
        "session": sessionID(measure.session), "total": score?.total.map(JSONValue.number) ?? .null,
        "prorated": .bool(score?.isProrated ?? false),
        "lowest_possible": score?.possible.map { .number($0.lowerBound) } ?? .null,
        "highest_possible": score?.possible.map { .number($0.upperBound) } ?? .null,
        "answers": entered(measure.entered),
        "risk_answer": isForCounselor ? string(measure.riskAnswer?.text) : .null,
        "earlier": isForCounselor
          ? .array(
            measure.earlier.map { earlier in
              var total = JSONValue.null
              if case .total(let value) = earlier.entered { total = .number(value) }
              return [
                "answers": entered(earlier.entered), "total": total, "changed": .string(earlier.changed.description),
                "why": string(earlier.why),
              ]
            }) : .array([]),
      ])
  }

  /// Practice ratings.
  public func json(_ rating: Rating) -> JSONValue {
    let values = Domain.allCases.map { domain -> JSONValue.Member in
      switch rating.values[domain] {
      case .value(let number)?: JSONValue.Member(domain.rawValue, .int(number))
      case .skipped?, nil: JSONValue.Member(domain.rawValue, .null)
      case .declined?: JSONValue.Member(domain.rawValue, "declined")
      }
    }
    return record(
      rating,
      [
        "member": person(rating.fact.member), "session": sessionID(rating.session), "version": .int(rating.version),
        "values": .object(values), "tension_start": int(rating.tensionStart), "tension_end": int(rating.tensionEnd),
        "alliance": int(rating.alliance),
      ])
  }

  /// A goal with its ratings.
  public func json(_ goal: Goal) -> JSONValue {
    record(
      goal,
      [
        "member": person(goal.fact.member), "text": .string(text(goal.text)), "closed": day(goal.closed),
        "log": .array(
          goal.standings.map { standing in
            ["date": day(standing.day), "by": person(standing.by), "value": .int(standing.value)]
          }),
      ])
  }

  /// An aim.
  public func json(_ aim: Aim) -> JSONValue {
    record(aim, ["member": person(aim.fact.member), "aim": .string(aim.kind.rawValue)])
  }

  private func int(_ number: Int?) -> JSONValue { number.map(JSONValue.int) ?? .null }
}
