extension ProgressReport {
  /// A small win.
  public struct WinLine: Hashable, Sendable {
    public let day: Day
    /// What pages call whose win it is, nil for the couple's.
    public let by: String?
    /// What pages call who noticed it.
    public let noticedBy: String?
    public let text: String
  }

  /// A piece of homework with what each did of it.
  public struct HomeworkLine: Hashable, Sendable {
    /// How often one member did it.
    public struct Part: Hashable, Sendable {
      /// The member's full name.
      public let member: String
      /// What pages call the member.
      public let name: String
      /// Times done of the times reported, by whomever: a report graded most or all is once done, 5/7 five of seven.
      public let done: Wilson

      /// `3 of 4 (30–95 %)`, as the counselor reads it.
      public var text: String { done.text }
      /// `3 of 4`, as the couple reads it.
      public var plain: String { done.countText }
    }

    /// The id, nil on pages without ids.
    public let id: String?
    public let given: Day
    public let title: String
    /// `together`, `each`, or the names of those it is for.
    public let recipients: String
    public let due: Day?
    /// The `measure` of the goal that it serves, nil where it serves none that is seen.
    public let goal: String?
    /// Whether the counselor took it back; then it counts nowhere.
    public let isTakenBack: Bool
    /// In the order of the couple; empty where it was taken back.
    public let parts: [Part]
  }

  /// A promise with the accounts of it.
  public struct PromiseLine: Hashable, Sendable {
    /// What one of them says became of it, how often.
    public struct Account: Hashable, Sendable {
      /// What pages call whoever says so, nil for the counselor's own record.
      public let says: String?
      public let kept: Int
      public let partly: Int
      public let missed: Int
      public let renegotiated: Int
    }

    /// The id, nil on pages without ids.
    public let id: String?
    public let made: Day
    /// What pages call whoever promised.
    public let by: String
    /// What pages call to whom, nil for all others.
    public let to: String?
    public let text: String
    public let due: Day?
    /// By whom it is said; empty on pages for the couple, where no account stands against another.
    public let accounts: [Account]
  }

  /// All accounts of the promises together.
  ///
  /// What two or more members say of one time of a promise is put beside each other: of the same day where it recurs,
  /// else the last that each says of it.
  public struct Accounts: Hashable, Sendable {
    /// Kept, as all who spoke of it saw it.
    public let kept: Int
    /// Not wholly kept, as all who spoke of it saw it.
    public let otherwise: Int
    /// Seen differently.
    public let differently: Int
    /// Spoken of by one member only so far.
    public let single: Int

    /// Whether no member has said anything yet.
    public var isEmpty: Bool { kept + otherwise + differently + single == 0 }
  }

  /// A goal with where each sees it.
  public struct GoalLine: Hashable, Sendable {
    /// `g3` for the counselor, else `goal-1`: the `measure` of its rows.
    public let measure: String
    public let opened: Day
    /// What pages call whose goal it is, nil for the couple's.
    public let of: String?
    public let text: String
    /// The day it was closed, nil while it is open.
    public let closed: Day?
  }

  /// An agreement, or another entry with a day to look at it again.
  public struct EntryLine: Hashable, Sendable {
    public let day: Day
    public let kind: Entry.Kind
    /// What pages call who said it, nil where nobody is named.
    public let by: String?
    public let review: Day?
    public let text: String
  }
}

extension ProgressFrame {
  var wins: [ProgressReport.WinLine] {
    seen.records.wins.filter { covers($0.fact.day) }.map { win in
      .init(
        day: win.fact.day, by: win.fact.member.map(seen.name), noticedBy: win.noticedBy.map(seen.name),
        text: seen.text(win.text))
    }
  }

  var homework: [ProgressReport.HomeworkLine] {
    seen.records.homework.compactMap { homework in
      let log = homework.log.filter { covers($0.day) }
      guard covers(homework.fact.day) || !log.isEmpty else { return nil }
      let asked = homework.members(of: seen.couple)
      let recipients =
        switch homework.terms.recipients {
        case .together: "together"
        case .each: "each"
        case .members(let members): members.map(seen.name).joined(separator: ", ")
        }
      let counted = homework.isTakenBack ? [] : members
      let parts = counted.filter { member in asked.contains(member) || log.contains { $0.member == member } }
        .compactMap { member -> ProgressReport.HomeworkLine.Part? in
          let rate = Self.rate(of: log.filter { $0.member == member })
          return rate.map { .init(member: seen.fullName(member), name: seen.name(member), done: $0) }
        }
      let goal = seen.records.goals.firstIndex { $0.id == homework.terms.goal }
      return .init(
        id: seen.showsIDs ? homework.id.description : nil, given: homework.fact.day, title: seen.text(homework.title),
        recipients: recipients, due: homework.terms.due,
        goal: goal.map { id(of: seen.records.goals[$0], place: $0 + 1) }, isTakenBack: homework.isTakenBack,
        parts: parts)
    }
  }

  var goals: [ProgressReport.GoalLine] {
    zip(seen.records.goals, 1...).filter { touches(from: $0.0.fact.day, to: $0.0.closed) }.map { goal, place in
      .init(
        measure: id(of: goal, place: place), opened: goal.fact.day, of: goal.fact.member.map(seen.name),
        text: seen.text(goal.text), closed: goal.closed)
    }
  }

  var entries: [ProgressReport.EntryLine] {
    seen.records.entries
      .filter { $0.fact.audience == .joint && covers($0.fact.day) && ($0.kind == .agreement || $0.review != nil) }
      .map { entry in
        .init(
          day: entry.fact.day, kind: entry.kind, by: entry.fact.member.map(seen.name), review: entry.review,
          text: seen.text(entry.text))
      }
  }
}
