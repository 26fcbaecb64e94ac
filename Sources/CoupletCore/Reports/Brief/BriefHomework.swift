extension Brief {
  /// What one partner has open.
  public struct PartnerHomework: Hashable, Sendable {
    /// One piece of homework, with that partner's newest report.
    public struct Item: Hashable, Sendable {
      /// Nil where ids may not be printed.
      public let id: RecordID?
      /// What pages call it.
      public let title: String
      /// The day by which, nil for no day.
      public let due: Day?
      /// How often it is to be done, nil where no rhythm is set.
      public let every: Cadence?
      /// How much was done by the newest report that says so, nil when none does.
      public let done: Homework.Done?
      /// The day of the newest report, nil when nothing was reported.
      public let reported: Day?
      /// Whether the counselor made the newest report, and not the partner.
      public let isByCounselor: Bool
    }

    /// What the page calls who is to do it.
    public let partner: String
    /// Newest first.
    public let items: [Item]
  }

  /// A promise that isn't settled, with what each says became of it.
  public struct PromiseLine: Hashable, Sendable {
    /// What one of them has said so far.
    public struct Account: Hashable, Sendable {
      /// Who says so, nil for the counselor's own record.
      public let says: String?
      /// How many of the times were kept.
      public let kept: Int
      /// How many times were spoken of; what was agreed anew is none of them.
      public let of: Int
      /// What they said last.
      public let newest: Promise.Outcome
      /// The day on which they said so.
      public let newestDay: Day
    }

    /// Nil where ids may not be printed.
    public let id: RecordID?
    /// What the page calls whoever promised.
    public let by: String
    /// To whom, nil for all others.
    public let to: String?
    /// What was promised, as the page may show it.
    public let text: String
    /// The day by which, as it is now; nil for none.
    public let due: Day?
    /// How often it is to be kept, nil for a single thing.
    public let every: Cadence?
    /// In the order of naming, the counselor's own record last; empty without report.
    public let accounts: [Account]
    /// How many of the times that weren't kept were put right.
    public let repaired: Int
  }

  /// A goal with its newest standing according to each.
  public struct GoalLine: Hashable, Sendable {
    /// How near somebody finds it, 0 to 10.
    public struct Standing: Hashable, Sendable {
      /// Who says so, nil for the couple together.
      public let by: String?
      /// The day of the rating.
      public let day: Day
      /// 0 to 10.
      public let value: Int
    }

    /// Nil where ids may not be printed.
    public let id: RecordID?
    /// Whose goal it is, nil for the couple's.
    public let member: String?
    /// What is to be reached, as the page may show it.
    public let text: String
    /// The couple's first, then in the order of naming.
    public let standings: [Standing]
  }
}

extension BriefChart {
  func isOpen(_ homework: Homework) -> Bool {
    homework.isOpen(on: today, sessions: records.sessions, of: seen.couple)
  }

  var homework: [Brief.PartnerHomework] {
    let open = records.homework.filter(isOpen).reversed()
    return seen.members.compactMap { member in
      let items = open.filter { $0.members(of: seen.couple).contains(member) }.map { item($0, of: member) }
      return items.isEmpty ? nil : Brief.PartnerHomework(partner: seen.name(member), items: items)
    }
  }

  private func item(_ homework: Homework, of member: Client.ID) -> Brief.PartnerHomework.Item {
    let logs = homework.log.filter { $0.member == member }
    // The report that is shown is the newest that says how much; words alone still count as a report.
    let shown = logs.last { $0.done != nil } ?? logs.last
    return Brief.PartnerHomework.Item(
      id: id(homework), title: seen.text(homework.title), due: homework.terms.due, every: homework.terms.every,
      done: shown?.done, reported: shown?.day, isByCounselor: shown?.isByCounselor ?? false)
  }

  // MARK: Promises

  var promises: [Brief.PromiseLine] {
    records.promises.filter { !$0.isSettled(among: seen.members) }.reversed().map { promise in
      Brief.PromiseLine(
        id: id(promise), by: promise.fact.member.map(seen.name) ?? "", to: promise.to.map(seen.name),
        text: seen.text(promise.text), due: promise.currentDue, every: promise.every,
        accounts: accounts(of: promise), repaired: promise.misses.count(where: \.isRepaired))
    }
  }

  private func accounts(of promise: Promise) -> [Brief.PromiseLine.Account] {
    let occasions = promise.occasions
    let speakers = seen.couple.everyMember.map(Optional.some) + [nil]
    return speakers.compactMap { speaker in
      guard let newest = promise.marks.last(where: { $0.says == speaker }) else { return nil }
      let told = occasions.compactMap { $0.outcome(by: speaker) }.filter { $0 != .renegotiated }
      return Brief.PromiseLine.Account(
        says: speaker.map(seen.name), kept: told.count { $0 == .kept }, of: told.count, newest: newest.outcome,
        newestDay: newest.day)
    }
  }

  // MARK: Goals

  var goals: [Brief.GoalLine] {
    records.goals.filter { $0.closed == nil }.map { goal in
      let speakers = [nil] + seen.couple.everyMember.map(Optional.some)
      let standings = speakers.compactMap { speaker in
        goal.standings.last { $0.by == speaker }.map {
          Brief.GoalLine.Standing(by: speaker.map(seen.name), day: $0.day, value: $0.value)
        }
      }
      return Brief.GoalLine(
        id: id(goal), member: goal.fact.member.map(seen.name), text: seen.text(goal.text), standings: standings)
    }
  }
}
