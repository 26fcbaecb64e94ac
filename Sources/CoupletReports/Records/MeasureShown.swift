public import CoupletCore

/// Sheets as outputs show them, each with the scale that it was filled in on.
extension Seen {
  /// One line on a sheet, with its total or what can be said of it.
  public func echo(_ measure: Measure, scale: ScaleDefinition) -> String { echo(measure, parts(measure, scale)) }

  private func parts(_ measure: Measure, _ scale: ScaleDefinition) -> [String?] {
    let score = measure.score(by: scale)
    return [
      measure.scale, measure.fact.member.map(name), measure.mode.rawValue,
      score?.total.map { "total \(DecimalText.text($0))" } ?? "no total", score?.prorationText,
      score?.openText(cutoff: scale.cutoff),
    ]
  }

  /// Sheets, oldest first, with their totals.
  public func list(_ measures: [Measure], library: Library) -> [String] {
    func scale(_ measure: Measure) -> ScaleDefinition? { library.scale(measure.scale, version: measure.version) }
    return list(
      measures,
      [
        .date, ListColumn("scale") { "\($0.scale) v\($0.version)" }, ListColumn("who") { called($0.fact.member) },
        ListColumn("mode") { $0.mode.rawValue }, ListColumn("total", figure: { $0.score(by: scale($0))?.total }),
        ListColumn("") { measure in
          let score = measure.score(by: scale(measure))
          return score?.prorationText ?? score?.openText(cutoff: scale(measure)?.cutoff)
        },
      ])
  }

  /// A sheet with its answers and what it said before, for the counselor.
  public func page(_ measure: Measure, scale: ScaleDefinition) -> [String] {
    var lines = [title, echo(measure, parts(measure, scale), withID: showsIDs)]
    guard isForCounselor else { return lines }
    lines.append("")
    if case .answers(let answers) = measure.entered {
      for (item, answer) in zip(scale.items, answers) {
        let wording = item.text.map { "  \(line($0.onOneLine))" } ?? ""
        lines += "\(String(item.id).padded(toCells: 3)) \(answer.text.padded(toCells: 2)) of \(item.max)\(wording)"
          .wrapped(toCells: 80, hanging: 15)
      }
    }
    if let answer = measure.riskAnswer {
      lines += "answered \(answer.day.withWeekday): \(line(answer.text))".wrapped(toCells: 80, hanging: 4)
    }
    for earlier in measure.earlier {
      let was =
        switch earlier.entered {
        case .answers(let answers): answers.map(\.text).joined(separator: ",")
        case .total(let total): "total \(DecimalText.text(total))"
        }
      let why = earlier.why.map { " · \(line($0))" } ?? ""
      lines += "before \(earlier.changed): \(was)\(why)".wrapped(toCells: 80, hanging: 4)
    }
    return lines
  }

  /// A sheet with its total; single answers are for the counselor alone.
  public func json(_ measure: Measure, scale: ScaleDefinition?) -> JSONValue {
    let score = measure.score(by: scale)
    func entered(_ entered: Measure.Entered) -> JSONValue {
      guard isForCounselor, case .answers(let answers) = entered else { return .null }
      return .string(answers.map(\.text).joined(separator: ","))
    }
    let earlier: [JSONValue] = measure.earlier.map { earlier in
      var total: Double?
      if case .total(let value) = earlier.entered { total = value }
      return [
        "answers": entered(earlier.entered), "total": .figure(total), "changed": .string(earlier.changed.description),
        "why": string(earlier.why),
      ]
    }
    return object(
      measure,
      [
        "member": person(measure.fact.member), "scale": .string(measure.scale), "version": .int(measure.version),
        "mode": .string(measure.mode.rawValue), "apart": .flag(measure.apart), "session": sessionID(measure.session),
        "total": .figure(score?.total), "prorated": .bool(score?.isProrated ?? false),
        "lowest_possible": .figure(score?.possible?.lowerBound),
        "highest_possible": .figure(score?.possible?.upperBound), "answers": entered(measure.entered),
        "risk_answer": isForCounselor ? string(measure.riskAnswer?.text) : .null,
        "earlier": .array(isForCounselor ? earlier : []),
      ])
  }
}

extension Measure {
  /// Nil where the scale isn't there, or isn't the one that it was filled in on.
  fileprivate func score(by scale: ScaleDefinition?) -> Score? {
    scale.flatMap { scale in try? administration(by: scale).score(by: scale) }
  }
}
