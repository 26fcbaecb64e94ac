extension ProgressFrame {
  /// The promises made or spoken of in the time asked for.
  var promises: [ProgressReport.PromiseLine] {
    spokenOf.map { promise in
      .init(
        id: seen.showsIDs ? promise.id.description : nil, made: promise.fact.day,
        by: promise.fact.member.map(seen.name) ?? "", to: promise.to.map(seen.name), text: seen.text(promise.text),
        size: promise.size, due: promise.currentDue, moves: promise.moves,
        accounts: isForCounselor ? accounts(of: promise) : [],
        repairs: isForCounselor ? promise.repairs.map { .init(day: $0.day, says: $0.says.map(seen.name)) } : [])
    }
  }

  /// All accounts of the promises together.
  var accounts: ProgressReport.Accounts { ProgressReport.Accounts(of: spokenOf) }

  /// Each member's promises according to each, in the order of the couple; for the counselor alone.
  var promiseCounts: [ProgressReport.PromiseCount] {
    guard isForCounselor else { return [] }
    return members.flatMap { by in
      let theirs = spokenOf.filter { $0.fact.member == by }.flatMap(\.occasions)
      return members.compactMap { says -> ProgressReport.PromiseCount? in
        let told = theirs.compactMap { $0.outcome(by: says) }
        let spoken = told.filter { $0 != .renegotiated }
        guard !told.isEmpty, let kept = try? Wilson(spoken.count { $0 == .kept }, of: spoken.count) else { return nil }
        return .init(
          by: seen.name(by), says: seen.name(says), kept: kept, partly: told.count { $0 == .partly },
          renegotiated: told.count - spoken.count)
      }
    }
  }

  /// What each says of each time, with its day, in the order of the couple; for the counselor alone.
  var promiseMarks: [ProgressReport.PromiseMark] {
    guard isForCounselor else { return [] }
    let everybody: [Client.ID?] = members.map { $0 } + [nil]
    return spokenOf.flatMap { promise in
      promise.occasions.flatMap { occasion in
        everybody.compactMap { says in
          occasion.accounts[says].map { mark in
            .init(
              by: promise.fact.member.map(seen.name) ?? "", says: says.map(seen.name), day: mark.day,
              outcome: mark.outcome)
          }
        }
      }
    }
  }

  /// The days of what was kept as all who spoke of it saw it, each day as often as that happened.
  var keptDays: [Day] {
    spokenOf.flatMap(\.occasions).filter { $0.told.count > 1 && $0.told.allSatisfy { $0 == .kept } }
      .compactMap { $0.accounts.values.filter { $0.says != nil }.map(\.day).max() }.sorted()
  }

  /// What came after the times that weren't wholly kept; for the counselor alone.
  var promiseMisses: ProgressReport.Misses? {
    let misses = spokenOf.flatMap(\.misses)
    guard isForCounselor, !misses.isEmpty else { return nil }
    let repaired = misses.count(where: \.isRepaired)
    let renegotiated = misses.count { !$0.isRepaired && $0.isRenegotiated }
    return .init(
      count: misses.count, repaired: repaired, renegotiated: renegotiated,
      nothing: misses.count - repaired - renegotiated)
  }

  /// The promises made or spoken of in the time asked for, with what was said of them in it.
  private var spokenOf: [Promise] {
    seen.records.promises.compactMap { promise in
      let spoken = promise.within(covers)
      return covers(promise.fact.day) || !spoken.marks.isEmpty || !spoken.repairs.isEmpty ? spoken : nil
    }
  }

  private func accounts(of promise: Promise) -> [ProgressReport.PromiseLine.Account] {
    let occasions = promise.occasions
    let everybody: [Client.ID?] = members.map { $0 } + [nil]
    return everybody.compactMap { says in
      let theirs = occasions.compactMap { $0.outcome(by: says) }
      guard !theirs.isEmpty else { return nil }
      func count(_ outcome: Promise.Outcome) -> Int { theirs.count { $0 == outcome } }
      return .init(
        says: says.map(seen.name), kept: count(.kept), partly: count(.partly), missed: count(.missed),
        renegotiated: count(.renegotiated))
    }
  }

  /// All promises as one measure of whoever promised: the share kept, the mean of the day.
  ///
  /// Kept counts 1, partly 0.5, missed 0. Of each promise the accounts of the other members count, the promiser's own
  /// only where nobody else has given one; what was renegotiated and the counselor's own record count for nothing. It is
  /// for the counselor alone: on a page for the couple it would set one partner's keeping beside the other's.
  var promiseMeasures: [CoupleMeasure] {
    guard isForCounselor else { return [] }
    var shares: [Client.ID: [Day: [Double]]] = [:]
    for promise in seen.records.promises.map({ $0.within(covers) }) {
      guard let by = promise.fact.member else { continue }
      let told = promise.occasions.flatMap(\.accounts.values).filter { $0.says != nil && $0.outcome.share != nil }
      let others = told.filter { $0.says != by }
      for mark in others.isEmpty ? told : others {
        guard let share = mark.outcome.share else { continue }
        shares[by, default: [:]][mark.day, default: []].append(share)
      }
    }
    return [shareMeasure(.promise, "promises", title: "Promises", shares)]
  }
}

extension Promise.Outcome {
  /// How much of the promise was kept, 0 to 1; nil for what was agreed anew.
  public var share: Double? {
    switch self {
    case .kept: 1
    case .partly: 0.5
    case .missed: 0
    case .renegotiated: nil
    }
  }
}

extension ProgressReport {
  /// What one member says of another's promises, or of their own.
  public struct PromiseCount: Hashable, Sendable {
    /// What pages call whoever promised.
    public let by: String
    /// What pages call who says so.
    public let says: String
    /// Times kept of the times spoken of; what was agreed anew is neither.
    public let kept: Wilson
    /// Times kept in part, among those that weren't kept.
    public let partly: Int
    /// Times agreed anew.
    public let renegotiated: Int
  }

  /// What one member says of one time of a promise.
  public struct PromiseMark: Hashable, Sendable {
    /// What pages call whoever promised.
    public let by: String
    /// What pages call who says so, nil for the counselor's own record.
    public let says: String?
    /// The day of the account.
    public let day: Day
    /// What is said to have become of that time.
    public let outcome: Promise.Outcome
  }

  /// The times that weren't wholly kept by somebody's account, and what came after; each counts once.
  public struct Misses: Hashable, Sendable {
    /// How many there are: `repaired`, `renegotiated` and `nothing` together.
    public let count: Int
    /// Something was done about it.
    public let repaired: Int
    /// It was talked over and agreed anew, and nothing else.
    public let renegotiated: Int
    /// Nothing is written down.
    public let nothing: Int
  }

  /// All accounts of the promises together.
  ///
  /// What two or more members say of one time of a promise is put beside each other: of the same day where it recurs,
  /// else the last that each says of it.
  public struct Accounts: Hashable, Sendable {
    /// Kept, as all who spoke of it saw it.
    public private(set) var kept = 0
    /// Not wholly kept, as all who spoke of it saw it.
    public private(set) var otherwise = 0
    /// Agreed anew, as all who spoke of it saw it.
    public private(set) var renegotiated = 0
    /// Seen differently.
    public private(set) var differently = 0
    /// Spoken of by one member only so far.
    public private(set) var single = 0
    /// Not wholly kept by an account, and something was done about it.
    public private(set) var repaired = 0

    /// Whether no member has said anything yet.
    public var isEmpty: Bool { kept + otherwise + renegotiated + differently + single == 0 }

    /// The accounts of those promises.
    public init(of promises: [Promise]) {
      for promise in promises {
        for told in promise.occasions.map(\.told) where !told.isEmpty {
          if told.count < 2 {
            single += 1
          } else if Set(told).count > 1 {
            differently += 1
          } else {
            switch told[0] {
            case .kept: kept += 1
            case .partly, .missed: otherwise += 1
            case .renegotiated: renegotiated += 1
            }
          }
        }
        repaired += promise.misses.count(where: \.isRepaired)
      }
    }
  }
}
