import CoupletCore

/// Promises, what each says of them, and what was counted in the room.
extension ProgressReport.PromiseLine {
  /// Accounts and repairs are null on pages for the couple, where none stands against another.
  func json(forCounselor: Bool) -> JSONValue {
    let accounts = accounts.map { account -> JSONValue in
      [
        "says": .text(account.says), "kept": .int(account.kept), "partly": .int(account.partly),
        "missed": .int(account.missed), "renegotiated": .int(account.renegotiated),
      ]
    }
    let repairs = repairs.map { repair -> JSONValue in ["date": .day(repair.day), "says": .text(repair.says)] }
    return [
      "id": .text(id), "date": .day(made), "by": .string(by), "to": .text(to), "text": .string(text),
      "size": .text(size?.rawValue), "due": .day(due),
      "moves": .array(moves.map { ["date": .day($0.day), "from": .day($0.from), "to": .day($0.to)] }),
      "accounts": forCounselor ? .array(accounts) : .null, "repairs": forCounselor ? .array(repairs) : .null,
    ]
  }
}

extension ProgressReport.Accounts {
  var json: JSONValue {
    [
      "kept": .int(kept), "otherwise": .int(otherwise), "renegotiated": .int(renegotiated),
      "differently": .int(differently), "single": .int(single), "repaired": .int(repaired),
    ]
  }
}

extension ProgressReport.PromiseCount {
  var json: JSONValue {
    [
      "by": .string(by), "says": .string(says), "kept": .int(kept.successes), "of": .int(kept.of),
      "text": .string(kept.text), "partly": .int(partly), "renegotiated": .int(renegotiated),
    ]
  }
}

extension ProgressReport.Misses {
  var json: JSONValue {
    [
      "count": .int(count), "repaired": .int(repaired), "renegotiated": .int(renegotiated), "nothing": .int(nothing),
    ]
  }
}

extension ProgressReport.Room {
  var json: JSONValue {
    ["members": .array(members.map(\.json)), "tension": .array(tension.map(\.json))]
  }
}

extension ProgressReport.Room.MemberCounts {
  fileprivate var json: JSONValue {
    ["member": .string(member), "sessions": .int(sessions), "counts": .array(counts.map(\.json))]
  }
}

extension ProgressReport.Room.KeyCount {
  fileprivate var json: JSONValue {
    [
      "key": .string(key.rawValue), "opposite": .text(key.opposite?.rawValue), "sessions": .int(sessions),
      "first_date": .day(firstDay), "first": first.json, "last_date": .day(lastDay), "last": last.json,
      "all": all.json,
    ]
  }
}

extension TallyRate {
  fileprivate var json: JSONValue {
    ["count": .int(count), "minutes": .count(minutes), "per_30": .figure(per30)]
  }
}

extension ProgressReport.Room.Tension {
  fileprivate var json: JSONValue {
    [
      "date": .day(day),
      "members": .array(
        parts.map { part in
          [
            "member": .string(part.member), "start": .count(part.start),
            "end": .count(part.end),
          ]
        }),
    ]
  }
}
