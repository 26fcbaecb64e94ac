public import CoupletCore

/// The report as one document; what is not for the audience is null in it.
public func json(_ report: ScoreReport) -> JSONValue {
  [
    "schema": "couplet-score/1", "couple": .string(report.handle), "label": .string(report.label),
    "audience": .string(report.audienceKey), "today": .day(report.today), "scale": .string(report.scale),
    "version": .int(report.version), "title": .string(report.title), "direction": .string(report.direction.rawValue),
    "min": .number(report.range.lowerBound), "max": .number(report.range.upperBound),
    "cutoff": .known(report.cutoff?.json), "reliable_change": .known(report.basis?.json),
    "members": .array(report.members.map(\.json)), "pairs": .array(report.pairs.map(\.json)),
    "older": .array(report.older.map(\.json)),
    "notes": .array(report.notes.map { ["member": .text($0.name), "text": .string($0.text)] }),
  ]
}

extension JSONValue {
  fileprivate static func range(_ range: ClosedRange<Double>?) -> JSONValue {
    .known(range.map { ["low": .number($0.lowerBound), "high": .number($0.upperBound)] })
  }
}

extension Cutoff {
  fileprivate var json: JSONValue {
    [
      "value": .number(value), "functional": .string(functional.rawValue),
      "at": .string(valueBelongsTo.rawValue), "source": .text(source), "verified": .answer(verification == .read),
      "verification": .string(verification.rawValue),
    ]
  }
}

extension ScoreReport.Basis {
  fileprivate var json: JSONValue {
    var points: Double?
    if case .published(let published)? = rule?.basis { points = published }
    return [
      "method": .string(method.key), "points": .figure(points), "change": .text(rule?.kind.rawValue),
      "source": .text(source),
      // An exact threshold for published points, to be exceeded when it is computed.
      "smallest": .figure(rule?.smallest), "r": .figure(reliability?.r), "kind": .text(reliability?.kind.rawValue),
      "sd": .figure(reliability?.sd), "sem": .figure(sem), "sem_derived": .answer(error?.isDerived),
      "s_diff": .figure(reliability?.sDiff),
      "mean": .figure(interval?.mean), "own": .answer(rule?.isOwn ?? reliability?.isOwn),
      "verified": .answer((rule?.verification ?? reliability?.verification).map { $0 == .read }),
      "verification": .text((rule?.verification ?? reliability?.verification)?.rawValue),
    ]
  }
}

extension ScoreReport.Sheet {
  fileprivate var json: JSONValue {
    [
      "date": .day(day), "session": .count(session), "total": .figure(total), "why": .text(why),
      "possible": .range(possible), "prorated": .text(prorated), "mode": .string(mode.rawValue),
      "apart": .answer(apart), "counts": .answer(isCounted),
    ]
  }
}

extension ScoreReport.Member {
  fileprivate var json: JSONValue {
    [
      "member": .string(member), "n": .int(totals.count), "series": .array(sheets.map(\.json)),
      "change": .known(change?.json), "why_no_class": .text(whyNoClass?.rawValue),
      "functional": .answer(isFunctional), "near_cutoff": .answer(isNearCutoff), "no_room": .figure(shortRoom?.points),
      "trend": .known(trend?.json),
    ]
  }
}

extension ScoreReport.Change {
  fileprivate var json: JSONValue {
    [
      "first_date": .day(fromDay), "first": .number(from), "last_date": .day(toDay), "last": .number(to),
      "change": .number(change), "rc": .figure(index), "reliable": .answer(isReliable),
      "class": .text(changeClass?.rawValue), "remark": .text(remark), "within_error": .range(band),
      "modes": .array(modes.map { .string($0.rawValue) }), "words": .text(plain?.words),
    ]
  }
}

extension ScoreReport.TrendLine {
  fileprivate var json: JSONValue {
    let gate =
      switch trend.gate {
      case .nothing: "nothing"
      case .points: "points"
      case .slope: "slope"
      case .inference: "inference"
      }
    return [
      "n": .int(trend.n), "gate": .string(gate), "mode": .text(mode?.rawValue),
      "slope_per_week": .figure(trend.leastSquares?.slopePerWeek), "interval": .range(trend.interval),
      "theil_sen": .figure(trend.theilSen?.slopePerWeek), "reliable_trend_index": .figure(reliableTrendIndex),
    ]
  }
}

extension ScoreReport.Pair {
  fileprivate var json: JSONValue {
    [
      "first": .string(first), "second": .string(second),
      "gaps": .array(
        gaps.map {
          ["date": .day($0.day), "gap": .number($0.gap), "more_than_error": .answer($0.isMoreThanError)]
        }),
      "movement": .text(movement?.rawValue), "change": .figure(gapChange),
      "change_more_than_error": .answer(isGapChanged), "mean": .known(mean?.json), "label": .text(label?.rawValue),
      "label_why": .text(labelWhy),
    ]
  }
}

extension ScoreReport.Mean {
  fileprivate var json: JSONValue {
    [
      "first": .number(from), "last": .number(to), "error": .figure(error), "rc": .figure(index),
      "reliable": .answer(isReliable),
    ]
  }
}

extension ScoreReport.Version {
  fileprivate var json: JSONValue {
    [
      "version": .int(version), "count": .int(count), "known": .answer(isKnown),
      "members": .array(
        members.map { ["member": .string($0.member), "series": .array($0.sheets.map(\.json))] }),
    ]
  }
}
