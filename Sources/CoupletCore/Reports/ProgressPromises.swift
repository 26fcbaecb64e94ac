extension ProgressFrame {
  /// The promises made or spoken of in the time asked for.
  var promises: [ProgressReport.PromiseLine] {
    spokenOf.map { promise, marks in
      .init(
        id: seen.showsIDs ? promise.id.description : nil, made: promise.fact.day,
        by: promise.fact.member.map(seen.name) ?? "", to: promise.to.map(seen.name), text: seen.text(promise.text),
        due: promise.due, accounts: isForCounselor ? accounts(in: marks) : [])
    }
  }

  /// All accounts of the promises together.
  var accounts: ProgressReport.Accounts {
    var (kept, otherwise, differently, single) = (0, 0, 0, 0)
    for (promise, marks) in spokenOf {
      for said in occasions(of: promise, marks) {
        if said.count < 2 {
          single += 1
        } else if Set(said).count > 1 {
          differently += 1
        } else if said.first == .kept {
          kept += 1
        } else {
          otherwise += 1
        }
      }
    }
    return .init(kept: kept, otherwise: otherwise, differently: differently, single: single)
  }

  private var spokenOf: [(promise: Promise, marks: [Promise.Mark])] {
    seen.records.promises.compactMap { promise in
      let marks = promise.marks.filter { covers($0.day) }
      return covers(promise.fact.day) || !marks.isEmpty ? (promise, marks) : nil
    }
  }

  private func accounts(in marks: [Promise.Mark]) -> [ProgressReport.PromiseLine.Account] {
    let everybody: [Client.ID?] = members.map { $0 } + [nil]
    return everybody.compactMap { says in
      let theirs = marks.filter { $0.says == says }.map(\.outcome)
      guard !theirs.isEmpty else { return nil }
      func count(_ outcome: Promise.Outcome) -> Int { theirs.count { $0 == outcome } }
      return .init(
        says: says.map(seen.name), kept: count(.kept), partly: count(.partly), missed: count(.missed),
        renegotiated: count(.renegotiated))
    }
  }

  /// What the members say of each time of a promise, one outcome a member.
  private func occasions(of promise: Promise, _ marks: [Promise.Mark]) -> [[Promise.Outcome]] {
    let told = marks.filter { $0.says != nil }
    // What is done again and again is spoken of day by day; of a single thing each has one account, the last.
    let times: [[Promise.Mark]] =
      promise.every == nil
      ? [told]
      : Dictionary(grouping: told, by: \.day).sorted { $0.key < $1.key }.map(\.value)
    return times.map { marks in
      Dictionary(grouping: marks, by: \.says).values.compactMap { $0.last?.outcome }
    }.filter { !$0.isEmpty }
  }
}
