/// A page about one piece of homework for those who have it, to take home: what to do, and a small log to tick.
///
/// It has no id and nothing of what was reported or decided, and names people as the counselor calls them.
public struct Handout: Hashable, Sendable {
  /// Rows of the log at most: three weeks of days, which a sheet holds beside the text.
  public static let mostRows = 21
  /// Rows where neither a day nor a number of times ends it.
  public static let usualRows = 7

  /// The couple's handle.
  public let handle: String
  /// Who the page is for.
  public let audience: Audience
  /// What pages call the homework.
  public let title: String
  /// Who does it, as pages call them.
  public let names: [String]
  /// Whether they do it with each other.
  public let isTogether: Bool
  /// What it is for, for this couple.
  public let purpose: String?
  /// The text as this couple got it, without the title.
  public let task: String
  /// The day it was given.
  public let given: Day
  /// The day by which, nil for no day.
  public let due: Day?
  /// How often it is to be done, nil where no rhythm is set.
  public let every: Cadence?
  /// How many times in all, nil where that isn't set.
  public let times: Int?
  /// What may get in the way.
  public let obstacle: String?
  /// What they do then.
  public let plan: String?
  /// What has to be at hand.
  public let materials: [String]
  /// How long one time takes, nil for the counselor's own words.
  public let minutes: Int?
  /// A row a time, with its day where one is known; as many as fit.
  public let rows: [Day?]
  /// Whether there are more times than rows.
  public let isCut: Bool
  /// A column for each who ticks, one without a name where they do it together.
  public let columns: [String]

  /// The page of a piece of homework for those who may see it.
  ///
  /// - Throws: refused when it is for the counselor alone, was taken back, or is for nobody of its audience.
  public init(of homework: Homework, in seen: Seen, exercise: Exercise?) throws(Problem) {
    guard seen.viewer != .counselor else {
      throw Problem(
        .refused, "\(homework.id) may be shown to the counselor only; there is no page of it to hand out",
        hint: .showToBoth(homework.id))
    }
    guard !homework.isTakenBack else { throw Problem(.refused, "\(homework.id) was set aside; nothing is handed out") }
    var members = homework.members(of: seen.couple)
    if case .member(let reader) = seen.viewer { members.removeAll { $0 != reader } }
    guard !members.isEmpty else {
      throw Problem(.refused, "\(homework.id) was not given to those to whom it may be shown")
    }
    let terms = homework.terms
    handle = seen.handle
    audience = seen.viewer
    title = seen.text(homework.title)
    names = members.map(seen.name)
    isTogether = terms.recipients == .together && members.count > 1
    purpose = terms.purpose.map(seen.text)
    task = seen.text(Self.task(homework.text, without: [homework.title, exercise?.title]))
    given = homework.fact.day
    due = terms.due
    every = terms.every
    times = terms.times
    obstacle = terms.obstacle.map(seen.text)
    plan = terms.plan.map(seen.text)
    // When not to do it is the counselor's to weigh: some of it would tell the one what the other fears.
    materials = exercise?.materials ?? []
    minutes = exercise?.minutes
    let all = Self.rows(from: homework.fact.day, terms)
    rows = Array(all.prefix(Self.mostRows))
    isCut = all.count > rows.count
    columns = isTogether ? [] : names
  }

  /// The text without a first line that says the title again.
  private static func task(_ text: String, without titles: [String?]) -> String {
    let first = String(text.prefix { !$0.isNewline })
    let rest = String(text.dropFirst(first.count).drop { $0.isNewline })
    return titles.contains(first.trimmed) && !rest.isEmpty ? rest : text
  }

  /// The times it is to be done: the first one is as long after it was given as one is after another.
  private static func rows(from given: Day, _ terms: Homework.Terms) -> [Day?] {
    // One more than fits says that it goes on.
    let most = min(terms.times ?? mostRows + 1, mostRows + 1)
    guard let every = terms.every else {
      let isOnce = terms.times ?? 1 == 1
      return isOnce ? [terms.due] : Array(repeating: nil, count: most)
    }
    let count = terms.due == nil && terms.times == nil ? usualRows : most
    let days = (1...count).map { given.adding(days: $0 * every.days) }
    let within = days.filter { day in terms.due.map { day <= $0 } ?? true }
    return within.isEmpty ? [terms.due] : within
  }
}
