import CoupletCore

/// Promises according to each, and what was counted in the room: pages of the counselor's alone.
extension ProgressReport {
  // MARK: Promises

  func writePromises(on page: inout ProgressPage) {
    page.heading("Promises")
    if promises.isEmpty { page.paragraph("None in this time.") }
    for promise in promises {
      let to = promise.to.map { " to \($0)" } ?? ""
      let id = promise.id.map { "\($0) " } ?? ""
      let terms = [promise.made.description, promise.size?.rawValue, promise.due.map { "due \($0)" }]
      let moves = promise.moves.map { move in
        "\(move.from.map { "was due \($0)" } ?? "had no day"), moved on \(move.day) to \(move.to)"
      }
      let about = ([terms.compactMap { $0 }.joined(separator: ", ")] + moves).joined(separator: "; ")
      page.add("\(id)\(promise.by)\(to): \(promise.text) (\(about))", indent: 2)
      for account in promise.accounts { page.add(account.words, indent: 4) }
      for repair in promise.repairs {
        page.add("repaired on \(repair.day), \(repair.says.map { "\($0) says" } ?? "counselor's record")", indent: 4)
      }
    }
    for count in promiseCounts {
      let rest = [("partly", count.partly), ("renegotiated", count.renegotiated)].filter { $0.1 > 0 }
      let words = (["kept \(count.kept.text)"] + rest.map { "\($0.0) \($0.1)" }).joined(separator: ", ")
      page.add("\(count.by)'s promises, as \(count.says) says: \(words)", indent: 2, hanging: 6)
    }
    if !accounts.isEmpty {
      let anew = accounts.renegotiated > 0 ? ", agreed anew \(accounts.renegotiated)" : ""
      page.add(
        "both accounts: kept \(accounts.kept), not wholly kept \(accounts.otherwise)\(anew), seen differently "
          + "\(accounts.differently); one account only: \(accounts.single)", indent: 2)
    }
    if let misses = promiseMisses {
      page.add(
        "of \(misses.count) missed or only partly kept: repaired \(misses.repaired), renegotiated afterwards "
          + "\(misses.renegotiated), nothing said \(misses.nothing)", indent: 2)
    }
    writeShares(.promise, "share kept", on: &page)
    page.calendar(promiseDays)
  }

  // MARK: The room

  func writeRoom(on page: inout ProgressPage) {
    guard let room else { return }
    page.heading("In the room")
    let isCounted = room.members.contains { $0.sessions > 0 }
    if isCounted {
      page.add("Your counts, in the first and in the last session in which it was looked for.", indent: 2)
    }
    for member in isCounted ? room.members : [] {
      guard member.sessions > 0 else {
        page.add("\(member.name): nothing counted", indent: 2)
        continue
      }
      page.add("\(member.name), \(sessions(member.sessions)) counted", indent: 2)
      for pattern in Tally.Key.patterns {
        let sides = [pattern, pattern.opposite].compactMap { $0 }
        if sides.allSatisfy({ member.count($0) == nil }) {
          page.add("\(sides.map(\.rawValue).joined(separator: ", ")): not observed", indent: 4, hanging: 6)
        } else {
          for (place, key) in sides.enumerated() {
            page.add(words(key, of: member), indent: place == 0 ? 4 : 6, hanging: 8)
          }
        }
      }
      for key in [Tally.Key.validation, .iStatement, .curiosity] {
        page.add(words(key, of: member), indent: 4, hanging: 8)
      }
      page.add(words("repair attempts", [.repairAccepted, .repairMissed, .repairRejected], of: member), indent: 4)
      page.add(
        words("disclosures", [.disclosureReceived, .disclosureMissed, .disclosurePunished], of: member), indent: 4)
      page.add(
        words("time-outs", [.timeoutCalled, .timeoutHonoured, .timeoutReturned], of: member, hasSum: false), indent: 4)
    }
    writeTension(room.tension, on: &page)
  }

  private func writeTension(_ tension: [Room.Tension], on page: inout ProgressPage) {
    guard !tension.isEmpty else { return }
    page.add("Tension from the start to the end of a session, 0 to 10", indent: 2)
    for session in tension {
      let parts = session.parts.map { part in
        "\(part.name) \(part.start.map(String.init) ?? "–") → \(part.end.map(String.init) ?? "–")"
      }
      page.add("\(session.day) \(parts.joined(separator: ", "))", indent: 4)
    }
  }

  /// `criticism: 6 in 50 min (3.6 per 30) → 2 in 50 min (1.2 per 30); 4 sessions`.
  private func words(_ key: Tally.Key, of member: Room.MemberCounts) -> String {
    guard let count = member.count(key) else { return "\(key.rawValue): not observed" }
    let span = count.sessions < 2 ? count.last.words : "\(count.first.words) → \(count.last.words)"
    return "\(key.rawValue): \(span); \(sessions(count.sessions))"
  }

  /// `repair attempts: 5: accepted 3, missed 1, rejected 1`, in all sessions; what was not observed isn't there.
  private func words(
    _ title: String, _ keys: [Tally.Key], of member: Room.MemberCounts, hasSum: Bool = true
  ) -> String {
    let counts = keys.compactMap(member.count)
    guard !counts.isEmpty else { return "\(title): not observed" }
    let parts = counts.map { count in
      // `repair-accepted` is `accepted` here.
      "\(count.key.rawValue.split(separator: "-").last ?? "") \(count.all.count)"
    }
    let sum = hasSum ? "\(counts.map(\.all.count).reduce(0, +)): " : ""
    return "\(title): \(sum)\(parts.joined(separator: ", "))"
  }

  private func sessions(_ count: Int) -> String { count == 1 ? "1 session" : "\(count) sessions" }
}

extension TallyRate {
  /// Counts below which a rate would make much of little.
  static let fewestForRate = 5

  /// `6 in 50 min (3.6 per 30)`; where the minutes aren't known, the count alone, and so for a count below five.
  var words: String {
    guard let minutes, let rate else { return minutes == nil ? "\(count), minutes not known" : "\(count)" }
    return "\(count) in \(minutes) min (\(DecimalText.text(rate, places: 1)) per 30)"
  }

  /// The rate in half an hour where the count is large enough for one.
  var rate: Double? { count < Self.fewestForRate ? nil : per30 }
}

extension ProgressReport.PromiseLine.Account {
  /// `according to Dana: kept 2, missed 1`.
  var words: String {
    let counts = [("kept", kept), ("partly", partly), ("missed", missed), ("renegotiated", renegotiated)]
      .filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
    return "\(says.map { "according to \($0)" } ?? "counselor's record"): \(counts.joined(separator: ", "))"
  }
}
