public import CoupletCore

/// Sessions as outputs show them.
extension Session: ListedRecord {
  /// Its time, length, kind and number, and who was present, or what became of it.
  public func parts(in chart: Seen) -> [String?] {
    [
      start?.description, minutes.map { "\($0) min" }, kind.rawValue, chart.number(of: self).map { "no. \($0)" },
      status == .held ? "present: \(chart.attendance(of: self))" : status.rawValue,
    ]
  }

  /// Its number, time, kind and status, and who was present where it was held.
  public static func columns(of sessions: [Session], in chart: Seen) -> [ListColumn<Session>] {
    [
      ListColumn("no", count: chart.number), .date, ListColumn("time") { $0.start?.description },
      ListColumn("kind") { $0.kind.rawValue }, ListColumn("status") { $0.status.rawValue },
      ListColumn("present") { $0.status == .held ? chart.attendance(of: $0) : nil },
    ]
  }

  /// A session with the notes that belong to it.
  public func page(in chart: Seen) -> [String] {
    var lines = [chart.headline(self)] + chart.struck(id) + [""]
    func add(_ label: String, _ words: String?) {
      if let words { lines.append("\(label.padded(toCells: 10)) \(words)") }
    }
    add("number", chart.number(of: self).map(String.init))
    add("status", status.rawValue + cancelled(in: chart))
    add("time", start.map { "\($0)\(zone.map { " \($0.name)" } ?? "")" })
    add("minutes", minutes.map(String.init))
    add("mode", mode.rawValue)
    for client in chart.couple.everyMember { add(chart.called(client), words(of: client, in: chart)) }
    add("approach", approaches.isEmpty ? nil : approaches.map(chart.line).joined(separator: ", "))
    add("policy", chart.policy(on: fact.day).map(chart.words))
    add("shown to", chart.words(for: fact.audience))
    for tally in chart.records.tallies where tally.session == id {
      let mark = chart.strikes[tally.id] == nil ? "" : " (struck)"
      lines += "counted    \(tally.rates(in: self, chart))\(mark)".wrapped(toCells: 80, hanging: 11)
    }
    for note in chart.records.notes where note.session == id {
      lines += ["", chart.showsIDs ? "\(note.id) · \(note.format) · \(note.stateWords(in: chart))" : note.format]
      lines += chart.struck(note.id) + note.body(in: chart)
    }
    return lines
  }

  /// How a member attended, and what is known of where they were.
  private func words(of client: Client.ID, in chart: Seen) -> String? {
    let place = places[client]
    return attendance[client].map { attendance in
      [
        words(attendance), place?.leftAfter.map { "left after \($0) minutes" },
        place?.place.map { "at: \(chart.line($0))" }, place?.isAlone.map { $0 ? "alone there" : "not alone there" },
      ].compactMap(\.self).joined(separator: " · ")
    }
  }

  private func words(_ attendance: Attendance) -> String {
    switch attendance {
    case .present: status == .planned ? "expected" : "present"
    case .late(nil): "late"
    case .late(let minutes?): "late by \(minutes) minutes"
    case .absent: "absent"
    }
  }

  private func cancelled(in chart: Seen) -> String {
    let by: String? =
      switch cancelledBy {
      case nil: nil
      case .counselor?: "by the counselor"
      case .member(let client)?: "by \(chart.called(client))"
      }
    let reason = chart.isForCounselor ? why.map { "(\(chart.line($0)))" } : nil
    return [by, reason].compactMap(\.self).map { " \($0)" }.joined()
  }

  /// Who came, late or not, and who didn't, by full name; why it was called off and the tallies are the counselor's.
  public func object(in chart: Seen) -> JSONValue {
    func names(_ isWanted: (Attendance) -> Bool) -> JSONValue {
      .texts(chart.couple.everyMember.filter { attendance[$0].map(isWanted) == true }.map(chart.fullName))
    }
    let late: [JSONValue] = chart.couple.everyMember.compactMap { client in
      guard case .late(let minutes)? = attendance[client] else { return nil }
      return ["name": .string(chart.fullName(client)), "minutes": .count(minutes)]
    }
    func object(_ client: Client.ID) -> JSONValue? {
      places[client].map { place in
        [
          "name": .string(chart.fullName(client)), "left_after": .count(place.leftAfter),
          "place": chart.string(place.place), "alone": place.isAlone.map(JSONValue.bool) ?? .null,
        ]
      }
    }
    let canceller: JSONValue =
      switch cancelledBy {
      case nil: .null
      case .counselor?: "counselor"
      case .member(let client)?: chart.person(client)
      }
    return [
      "time": .text(start?.description), "minutes": .count(minutes), "kind": .string(kind.rawValue),
      "mode": .string(mode.rawValue), "status": .string(status.rawValue), "number": .count(chart.number(of: self)),
      "present": names(\.wasThere), "late": .array(late), "absent": names { !$0.wasThere },
      "places": .array(chart.couple.everyMember.compactMap(object)),
      "approaches": .texts(approaches.map(chart.text)), "cancelled_by": canceller,
      "why": chart.isForCounselor ? chart.string(why) : .null,
      "tallies": chart.isForCounselor
        ? .array(chart.records.tallies.filter { $0.session == id }.map { chart.json($0) }) : .null,
      "policy": .text(chart.policy(on: fact.day)?.kind.rawValue), "struck": chart.struckJSON(id),
    ]
  }
}
