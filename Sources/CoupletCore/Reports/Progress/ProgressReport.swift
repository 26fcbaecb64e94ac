/// How it goes with one couple, for one audience, over one stretch of time: the one value that every format writes.
///
/// Everything in it comes from what the audience may see; numbers are unrounded, and `DecimalText` rounds them, once,
/// where they are written.
public struct ProgressReport: Sendable {
  /// The couple's handle, as the audience sees it.
  public let handle: String
  /// The couple's label, as the audience sees it.
  public let label: String
  /// Who it is for.
  public let audience: Audience
  /// The audience as options write it: `joint`, `counselor` or the member's full name.
  public let audienceKey: String
  /// What the running header calls the audience: `both partners`, `Rob only`, `counselor only`.
  public let audienceWords: String
  /// Whether it may use the words of the counselor: classes, cut-offs, intervals, ids.
  public let isForCounselor: Bool
  /// The first day it covers, nil from the beginning.
  public let since: Day?
  /// The last day it covers, nil up to `today`.
  public let until: Day?
  /// The day as of which it is seen.
  public let today: Day
  /// What pages call the members, in the order of the couple.
  public let names: [String]
  /// The sessions held in that time.
  public let sessions: Sessions
  /// What each wanted of the treatment up to then, oldest first; for the counselor alone.
  public let aims: [AimLine]
  /// The small wins, oldest first.
  public let wins: [WinLine]
  /// One row per measure and member, in the order of the CSV.
  public let measures: [MeasureRow]
  /// What two members' rows of a measure say together; one pair for each two members.
  public let pairs: [Pair]
  /// What is printed wherever practice ratings stand.
  public let ratingsLabel: String
  /// The homework given or reported on in that time, oldest first.
  public let homework: [HomeworkLine]
  /// All homework of that time together, member by member; nil where nobody reported how much was done.
  public let homeworkTotal: HomeworkTotal?
  /// The promises made or spoken of in that time, oldest first.
  public let promises: [PromiseLine]
  /// What all accounts of those promises say together.
  public let accounts: Accounts
  /// Each member's promises according to each; empty for every audience but the counselor.
  public let promiseCounts: [PromiseCount]
  /// What each says of each time, with its day; empty for every audience but the counselor.
  public let promiseMarks: [PromiseMark]
  /// The days of what was kept as all who spoke of it saw it, oldest first.
  public let keptDays: [Day]
  /// What came after promises that weren't kept; nil without one, and for every audience but the counselor.
  public let promiseMisses: Misses?
  /// What was counted in the room; nil without a count, and for every audience but the counselor.
  public let room: Room?
  /// The goals of that time, oldest first.
  public let goals: [GoalLine]
  /// The entries, oldest first; for others than the counselor what was agreed, what is good and what is looked at again.
  public let entries: [EntryLine]
  /// The hurts named or spoken of in that time, oldest first; for others as far as whoever was hurt wants them there.
  public let injuries: [InjuryLine]
  /// What has to be known beside the figures.
  public let notes: [Remark]

  /// The report on what is seen, from `since` to `until`, both included.
  ///
  /// Homework, promises and goals count by what was said of them in that time, whenever they were given.
  public init(of seen: Seen, library: Library, since: Day?, until: Day?) {
    let frame = ProgressFrame(seen: seen, library: library, since: since, until: until)
    handle = seen.handle
    label = seen.label
    audience = seen.viewer
    (audienceKey, audienceWords) = frame.audience
    isForCounselor = frame.isForCounselor
    self.since = since
    self.until = until
    today = seen.today
    names = frame.members.map(seen.name)
    sessions = frame.sessions
    aims = frame.aims
    wins = frame.wins
    let all =
      frame.scaleMeasures + frame.ratings + frame.homeworkMeasures + frame.promiseMeasures + frame.goalMeasures
      + frame.tallyMeasures + frame.injuryMeasures
    let known = all.filter(\.hasValues)
    measures = known.flatMap { $0.rows(in: frame) }
    pairs = known.flatMap { $0.pairs(in: frame) }
    ratingsLabel = frame.ratingsLabel
    homework = frame.homework
    homeworkTotal = frame.homeworkTotal
    promises = frame.promises
    accounts = frame.accounts
    promiseCounts = frame.promiseCounts
    promiseMarks = frame.promiseMarks
    keptDays = frame.keptDays
    promiseMisses = frame.promiseMisses
    room = frame.room
    goals = frame.goals
    entries = frame.entries
    injuries = frame.injuries
    notes = frame.scaleNotes + frame.ratingNotes
  }

  /// The sessions held in a stretch of time.
  public struct Sessions: Hashable, Sendable {
    /// One of them, as the audience counts them.
    public struct Place: Hashable, Sendable {
      /// Its place among the held sessions that the audience may see, from 1 up.
      public let number: Int
      /// The day of the session.
      public let day: Day
    }

    /// How often one member came.
    public struct Attendance: Hashable, Sendable {
      /// The member's full name.
      public let member: String
      /// What pages call the member.
      public let name: String
      /// Sessions the member was in, late or not.
      public let present: Int
      /// Sessions the member came late to.
      public let late: Int
      /// Sessions the member was expected in.
      public let of: Int
    }

    /// How many of them the audience may see.
    public let count: Int
    /// The earliest, nil without one.
    public let first: Place?
    /// The latest, nil without one.
    public let last: Place?
    /// In the order of the couple.
    public let attendance: [Attendance]
  }

  /// What has to be known beside a figure, or beside all of them.
  public struct Remark: Hashable, Sendable {
    /// The id of the measure, nil where it is about the report.
    public let measure: String?
    /// What pages call the member, nil where it is about all.
    public let name: String?
    /// What has to be known, in words.
    public let text: String
  }
}
