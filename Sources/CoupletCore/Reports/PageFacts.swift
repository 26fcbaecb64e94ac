/// What a letter, a closing summary and a sheet for supervision say beside the figures of a report.
///
/// Like everything on them it comes from what the audience may see.
public struct PageFacts: Sendable {
  /// Homework that is open.
  public struct OpenHomework: Hashable, Sendable {
    /// What pages call it.
    public let title: String
    /// The day by which, nil for no day.
    public let due: Day?
    /// How often it is to be done, nil where no rhythm is set.
    public let every: Cadence?
  }

  /// What they agreed, as it stands.
  public struct Agreement: Hashable, Sendable {
    /// What was agreed, as the page may show it.
    public let text: String
    /// Whether it is how to break off a quarrel.
    public let isTimeOut: Bool
    /// How often it is to happen, nil where that wasn't agreed.
    public let every: Cadence?
    /// The day of the next look at it.
    public let review: Day?
  }

  /// What one member wants of the treatment.
  public struct MemberAim: Hashable, Sendable {
    /// What pages call the member.
    public let name: String
    /// What they want of the treatment, by their newest word.
    public let kind: Aim.Kind
  }

  /// Grades of homework from which on it was of use: 3 and 4 of 4.
  public static let leastUse = 3.0

  /// The first day of the treatment.
  public let since: Day
  /// The end of the treatment, nil while it is open; why it ended is for the counselor alone.
  public let closure: Couple.Closure?
  /// What pages call those who read it.
  public let readers: [String]
  /// How many members there are.
  public let members: Int
  /// Oldest first.
  public let homework: [OpenHomework]
  /// Titles of the homework that those who did it found of use, the most useful first.
  public let useful: [String]
  /// What the next session starts with, oldest first.
  public let agenda: [String]
  /// The day and the time of the next planned session.
  public let next: (day: Day, start: MinuteOfDay?)?
  /// The round that the two go through, as it was written last.
  public let cycle: String?
  /// Oldest first.
  public let agreements: [Agreement]
  /// The newest aim of each, in the order of the couple.
  public let aims: [MemberAim]

  /// The facts of a chart as its audience sees it.
  public init(of seen: Seen) {
    let records = seen.records
    since = seen.couple.since
    closure = seen.couple.closure.flatMap { closure in
      guard closure.day <= seen.today else { return nil }
      return seen.isForCounselor ? closure : Couple.Closure(day: closure.day, outcome: closure.outcome, why: nil)
    }
    members = seen.everyMember.count
    if case .member(let reader) = seen.viewer {
      readers = [seen.name(reader)]
    } else {
      readers = seen.members.map(seen.name)
    }
    // Nothing comes next where the treatment is over.
    homework =
      closure != nil
      ? []
      : records.homework.filter(seen.isOpen).map {
        OpenHomework(title: seen.text($0.title), due: $0.terms.due, every: $0.terms.every)
      }
    useful = Self.useful(records.homework).map(seen.text)
    agenda = closure != nil ? [] : records.agenda.filter { $0.done == nil && !$0.isMine }.map { seen.text($0.text) }
    next = closure != nil ? nil : seen.nextPlanned.map { ($0.fact.day, $0.start) }
    cycle = records.entries.last { $0.kind == .cycle && ($0.fact.audience == .joint || seen.isForCounselor) }.map {
      seen.text($0.text)
    }
    // What one told alone stands on no paper that one takes home, not even on their own.
    agreements = records.entries.filter {
      $0.kind == .agreement && ($0.fact.audience == .joint || seen.isForCounselor)
    }.map {
      Agreement(
        text: seen.text($0.text), isTimeOut: $0.content.code == "time-out", every: $0.content.every,
        review: $0.nextReview)
    }
    aims = seen.everyMember.compactMap { member in
      records.aims.last { $0.fact.member == member }.map { MemberAim(name: seen.name(member), kind: $0.kind) }
    }
  }

  /// By the mean of what those say who did it; what the counselor reports for them is nobody's word.
  private static func useful(_ homework: [Homework]) -> [String] {
    let graded = homework.filter { !$0.isTakenBack }.enumerated().compactMap { place, item in
      let grades = item.log.filter { !$0.isByCounselor }.compactMap(\.usefulness)
      let mean = grades.isEmpty ? 0 : Double(grades.reduce(0, +)) / Double(grades.count)
      return mean >= leastUse ? (place: place, title: item.title, mean: mean) : nil
    }
    return graded.sorted { (-$0.mean, $0.place) < (-$1.mean, $1.place) }.map(\.title)
  }
}
