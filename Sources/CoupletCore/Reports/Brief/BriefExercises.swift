extension Brief {
  /// Exercises for what a partner rated lowest, of those that the couple hasn't had.
  public struct Untried: Hashable, Sendable {
    /// An exercise.
    public struct Line: Hashable, Sendable {
      /// The exercise's short name, by which it is given.
      public let id: Exercise.ID
      /// The name that pages print.
      public let title: String
    }

    /// What was rated lowest the last time.
    public let theme: Domain
    /// What the page calls who rated it so.
    public let partner: String
    /// 0 to 10.
    public let value: Int
    /// Those made for what the partners want come first.
    public let exercises: [Line]
  }

  /// Exercises on the page: a counselor chooses one.
  public static let mostUntried = 3
}

extension Seen {
  /// The domain that a member rated lowest the last time, nil without ratings; of equals the first of the domains.
  public var lowestRating: (theme: Domain, member: Client.ID, value: Int)? {
    let newest = members.flatMap { member in
      Domain.allCases.compactMap { theme -> (theme: Domain, member: Client.ID, value: Int)? in
        let values = records.ratings.compactMap { rating -> Int? in
          guard rating.fact.member == member, case .value(let value)? = rating.values[theme] else { return nil }
          return value
        }
        return values.last.map { (theme, member, $0) }
      }
    }
    return newest.min { ($0.value, place(of: $0.theme)) < ($1.value, place(of: $1.theme)) }
  }

  private func place(of theme: Domain) -> Int { Domain.allCases.firstIndex(of: theme) ?? 0 }

  /// Those of the exercises that the couple hasn't had.
  public func untried(_ exercises: [Exercise]) -> [Exercise] {
    let given = Set(records.homework.compactMap { $0.exercise?.id })
    return exercises.filter { !given.contains($0.id.description) }
  }
}

extension BriefChart {
  /// What fits their aims and isn't suspended by an open violence entry; nil where there is nothing.
  var untried: Brief.Untried? {
    guard let lowest = seen.lowestRating else { return nil }
    let aims = seen.newestAims
    let isSuspended = seen.suspending != nil
    let fitting = seen.untried(library.newestExercises).filter { exercise in
      exercise.theme == lowest.theme && !(isSuspended && exercise.isSuspendedByViolence)
        && (exercise.aims.isEmpty || !exercise.aims.isDisjoint(with: aims))
    }
    let made = fitting.filter { !$0.aims.isEmpty }
    let lines = (made + fitting.filter(\.aims.isEmpty)).prefix(Brief.mostUntried).map {
      Brief.Untried.Line(id: $0.id, title: $0.title)
    }
    guard !lines.isEmpty else { return nil }
    return Brief.Untried(
      theme: lowest.theme, partner: seen.name(lowest.member), value: lowest.value, exercises: lines)
  }
}
