extension ProgressReport {
  /// What one member wanted of the treatment on a day.
  public struct AimLine: Hashable, Sendable {
    /// The member's full name.
    public let member: String
    /// What pages call the member.
    public let name: String
    /// The day on which it was said.
    public let day: Day
    /// What they wanted of the treatment then.
    public let kind: Aim.Kind
  }

  /// A small win.
  public struct WinLine: Hashable, Sendable {
    /// The day of the win.
    public let day: Day
    /// What pages call whose win it is, nil for the couple's.
    public let by: String?
    /// What pages call who noticed it.
    public let noticedBy: String?
    /// What went well, as the page may show it.
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
      /// Times begun and not mostly done: they count as none, and aren't nothing.
      public let partly: Int

      /// `3 of 4 (30–95 %), in part 1`, as the counselor reads it.
      public var text: String { done.text + (partly > 0 ? ", in part \(partly)" : "") }
      /// `3 of 4 (in part 1)`, as the couple reads it.
      public var plain: String {
        guard done.of > 0 || partly > 0 else { return "nothing reported yet" }
        return done.countText + (partly > 0 ? " (in part \(partly))" : "")
      }
    }

    /// The id, nil on pages without ids.
    public let id: String?
    /// The day it was given.
    public let given: Day
    /// What pages call it.
    public let title: String
    /// `together`, `each`, or the names of those it is for.
    public let recipients: String
    /// The day by which, nil for no day.
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
      /// Times that were wholly kept.
      public let kept: Int
      /// Times that were kept in part.
      public let partly: Int
      /// Times that weren't kept.
      public let missed: Int
      /// Times that were agreed anew.
      public let renegotiated: Int
    }

    /// The id, nil on pages without ids.
    public let id: String?
    /// The day on which it was made.
    public let made: Day
    /// What pages call whoever promised.
    public let by: String
    /// What pages call to whom, nil for all others.
    public let to: String?
    /// What was promised, as the page may show it.
    public let text: String
    /// How much it asks, nil where that wasn't said.
    public let size: Promise.Size?
    /// The day by which, as it is now.
    public let due: Day?
    /// How that day was moved, oldest first.
    public let moves: [Promise.Move]
    /// By whom it is said; empty on pages for the couple, where no account stands against another.
    public let accounts: [Account]
    /// What was done after it wasn't kept; empty on pages for the couple.
    public let repairs: [Repair]

    /// What was done after it wasn't kept.
    public struct Repair: Hashable, Sendable {
      /// The day of the repair.
      public let day: Day
      /// Who says so, nil for the counselor's own record.
      public let says: String?
    }
  }

  /// A goal with where each sees it.
  public struct GoalLine: Hashable, Sendable {
    /// `g3` for the counselor, else `goal-1`: the `measure` of its rows.
    public let measure: String
    /// The day on which it was set.
    public let opened: Day
    /// What pages call whose goal it is, nil for the couple's.
    public let of: String?
    /// What is to be reached, as the page may show it.
    public let text: String
    /// The day it was closed, nil while it is open and where that was after the time asked for.
    public let closed: Day?
  }

  /// An entry.
  public struct EntryLine: Hashable, Sendable {
    /// The day of the entry.
    public let day: Day
    /// What it records.
    public let kind: Entry.Kind
    /// Which, where the kind has codes.
    public let code: String?
    /// What pages call who said it, nil where nobody is named.
    public let by: String?
    /// What pages call who noticed it, nil where nobody is named.
    public let noticedBy: String?
    /// How often what was agreed is to happen.
    public let every: Cadence?
    /// The day of the next look at it.
    public let review: Day?
    /// The day of the last look at it.
    public let looked: Day?
    /// What was found on that day.
    public let found: String?
    /// What was said or seen, as the page may show it.
    public let text: String
  }
}

extension ProgressFrame {
  /// From the first one on: what they came for stands beside what has become of it.
  var aims: [ProgressReport.AimLine] {
    guard isForCounselor else { return [] }
    return seen.records.aims.compactMap { aim in
      guard let member = aim.fact.member, until.map({ aim.fact.day <= $0 }) ?? true else { return nil }
      return .init(member: seen.fullName(member), name: seen.name(member), day: aim.fact.day, kind: aim.kind)
    }
  }

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
          let times = homework.occasions(of: member).filter { covers($0.day) }
          return Self.rate(of: times).map { rate in
            .init(
              member: seen.fullName(member), name: seen.name(member), done: rate,
              partly: times.count { $0.done?.isPartly == true })
          }
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
        text: seen.text(goal.text), closed: goal.closed.flatMap { day in until.map { day <= $0 } ?? true ? day : nil })
    }
  }

  var entries: [ProgressReport.EntryLine] {
    // The cycle that stands is the newest, whenever it was written; an agreement stands until another takes its place.
    let cycle = seen.records.entries.last { entry in
      entry.kind == .cycle && isOnPage(entry) && (until.map { entry.fact.day <= $0 } ?? true)
    }
    return seen.records.entries
      .filter { entry in
        entry.kind == .cycle ? entry.id == cycle?.id : covers(entry.fact.day) && isOnPage(entry)
      }
      .map { entry in
        .init(
          day: entry.fact.day, kind: entry.kind, code: entry.content.code, by: entry.fact.member.map(seen.name),
          noticedBy: entry.content.noticedBy.map(seen.name), every: entry.content.every, review: entry.nextReview,
          looked: entry.reviews.last?.day, found: entry.reviews.last?.words.map(seen.text), text: seen.text(entry.text))
      }
  }

  /// Pages for the couple hold what they agreed, what is good between them and what they look at again: of the rest they
  /// talk in the room.
  private func isOnPage(_ entry: Entry) -> Bool {
    // What one told alone stands on no paper that one takes home, not even on their own.
    isForCounselor
      || entry.fact.audience == .joint && (entry.kind.isForCouple || entry.nextReview != nil)
  }
}
