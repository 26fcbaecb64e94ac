/// One of the 35 things that the work with a couple is about, with what records it and where it is read.
///
/// The rows are those of `Domain.md`, "Systems"; exercises name them by number.
public struct CareSystem: Hashable, Sendable, Identifiable {
  /// A page on which what was recorded is read.
  public enum Page: String, Sendable, CaseIterable {
    /// The counselor's page before a session.
    case brief
    /// The report for the counselor.
    case report
    /// The report for the couple.
    case couple
    /// A session with what was counted in it.
    case session
    /// An exercise that can be given as homework.
    case exercise
  }

  /// The row's number, 1 to 35.
  public let id: Int
  /// What it is about, in a counselor's words.
  public let title: String
  /// Other words by which it is looked for.
  public let words: [String]
  /// The commands that record it, without the program's name; COUPLE, NAME, S, H, P and I stand for what is typed.
  public let records: [String]
  /// Where it is read.
  public let pages: [Page]

  private init(_ id: Int, _ title: String, words: String = "", _ records: [String], _ pages: [Page]) {
    self.id = id
    self.title = title
    self.words = words.split(separator: ",").map { String($0).trimmed }
    self.records = records
    self.pages = pages
  }

  /// The row of that number, nil outside 1 to 35.
  public static func row(_ id: Int) -> CareSystem? { all.first { $0.id == id } }

  /// All 35 in order.
  public static let all: [CareSystem] = [
    CareSystem(
      1, "Naming the hurt without blame, understanding its roots", words: "pain, injury, wound",
      [
        "injury add COUPLE --hurt NAME --by NAME", "injury step I named --says NAME", "entry add COUPLE --kind concern",
      ],
      [.report, .couple, .brief, .exercise]),
    CareSystem(
      2, "Where the cracks come from", words: "infidelity, affair, conflict, unmet needs, erosion, intake, betrayal",
      ["entry add COUPLE --kind crack --code withdrawal --on DATE"], [.report]),
    CareSystem(
      3, "Forgiveness: slow, not condoning, not forgetting, wanted by both", words: "letting go, grace, resentment",
      ["injury step I forgiving --says NAME", "injury step I not-now --says NAME", "rate COUPLE NAME … (repair)"],
      [.report, .brief, .exercise]),
    CareSystem(
      4, "Apology, responsibility, accountability", words: "sorry, amends, own up",
      [
        "injury step I apology --says NAME", "injury step I responsibility --says NAME",
        "tally S --member NAME --responsibility 1",
      ],
      [.report, .couple, .session, .exercise]),
    CareSystem(
      5, "Trust by small consistencies: promises kept", words: "reliability, word, commitment",
      [
        "promise add COUPLE --by NAME --to NAME", "promise mark P NAME=kept NAME=partly",
        "promise repaired P --says NAME",
      ],
      [.brief, .report, .couple]),
    CareSystem(
      6, "Transparency, and hard talks rather than avoidance", words: "openness, honesty, secrets",
      [
        "entry add COUPLE --kind agreement --code transparency --review DATE",
        "homework assign COUPLE hard-talk-on-purpose",
      ],
      [.report, .couple, .exercise]),
    CareSystem(
      7, "The hurt partner's gradual willingness to come closer again", words: "re-engage, opening up",
      ["rate COUPLE --member NAME --willingness 4 --injury I"], [.report, .brief]),
    CareSystem(
      8, "The other's patience, accountability, sustained effort", words: "earning back, steadiness",
      ["rate COUPLE --member NAME --effort 7 --injury I"], [.report, .brief, .exercise]),
    CareSystem(
      9, "Emotional safety: vulnerability met, not punished", words: "safe, judgment, ridicule",
      ["rate COUPLE NAME … (safety)", "tally S --member NAME --disclosure received"],
      [.report, .brief, .session]),
    CareSystem(
      10, "Active listening: pause, reflect, summarise, clarify", words: "hearing, reflecting back",
      ["homework assign COUPLE say-it-back", "tally S --member NAME --curiosity 2"], [.session, .report, .exercise]),
    CareSystem(
      11, "Validation without agreeing", words: "acknowledging feelings",
      ["tally S --member NAME --validation 2", "homework assign COUPLE it-makes-sense-that"],
      [.session, .report, .exercise]),
    CareSystem(
      12, "Empathy, the other's point of view", words: "perspective, understanding",
      ["homework assign COUPLE EXERCISE", "tally S --member NAME --validation 2"], [.session, .report, .exercise]),
    CareSystem(
      13, "\"I\" statements: feeling, situation, need, request", words: "you statements, blame, asking",
      ["tally S --member NAME --i-statement 3", "homework log H --member NAME --done 3 -"],
      [.session, .report, .exercise]),
    CareSystem(
      14, "The four patterns and their opposites", words: "criticism, contempt, defensiveness, stonewalling, horsemen",
      [
        "tally S --member NAME --criticism 2 --contempt 0 --defensiveness 1 --stonewalling 0 --gentle-start 1 --appreciation 2 --responsibility 1 --soothing 0"
      ],
      [.session, .report, .exercise]),
    CareSystem(
      15, "Breaks when heated, with a time to return", words: "time-out, timeout, pause, cooling down",
      [
        "entry add COUPLE --kind agreement --code time-out --review DATE",
        "tally S --member NAME --timeout called --timeout returned",
      ],
      [.report, .couple, .session, .exercise]),
    CareSystem(
      16, "Conflict resolution: one issue, options, trial, review", words: "solving, quarrel, decision, disagreement",
      [
        "homework assign COUPLE one-issue-one-trial", "entry add COUPLE --kind agreement --review DATE",
        "entry review E --review DATE",
      ],
      [.report, .couple, .exercise]),
    CareSystem(
      17, "Regular check-ins", words: "routine, weekly talk, state of the union",
      [
        "entry add COUPLE --kind agreement --code check-in --every week --review DATE",
        "entry add COUPLE --kind check-in",
      ],
      [.report, .couple, .exercise]),
    CareSystem(
      18, "Quality time without distractions", words: "date night, telephones, walk, evening",
      [
        "homework assign COUPLE undistracted-hour",
        "entry add COUPLE --kind agreement --code quality-time --every week",
      ],
      [.report, .couple, .exercise]),
    CareSystem(
      19, "Small gestures and appreciation, given and noticed", words: "affection, kindness, thanks, compliments",
      ["entry add COUPLE --kind gesture --by NAME --noticed-by NAME", "tally S --member NAME --appreciation 3"],
      [.report, .couple, .session, .exercise]),
    CareSystem(
      20, "Intimacy, emotional and physical; the second always skippable", words: "sex, touch, closeness",
      ["rate COUPLE NAME … (intimacy; - skips, d prefers not)"], [.report, .brief, .exercise]),
    CareSystem(
      21, "Vulnerability: fears, hopes, inner world, and how it was received", words: "opening, disclosure, insecurity",
      ["entry add COUPLE --kind disclosure --code received --by NAME", "tally S --member NAME --disclosure received"],
      [.report, .session, .exercise]),
    CareSystem(
      22, "Emotional connection, friendship", words: "bond, closeness, glue",
      ["rate COUPLE NAME … (connection)"], [.report, .couple, .brief]),
    CareSystem(
      23, "Curiosity about the other's day and inner world", words: "interest, questions, asking",
      ["tally S --member NAME --curiosity 2", "homework assign COUPLE inner-world-questions"],
      [.session, .report, .exercise]),
    CareSystem(
      24, "Celebrating small wins", words: "success, progress, celebrate",
      ["win add COUPLE --by NAME --noticed-by NAME"], [.brief, .report, .couple]),
    CareSystem(
      25, "Shared activities: hobby, volunteering, faith-based if the couple chooses", words: "sport, church, together",
      ["homework assign COUPLE something-we-do", "promise add COUPLE --by NAME --every week"],
      [.report, .couple, .exercise]),
    CareSystem(
      26, "The good anchor: why you fell in love, good memories", words: "how we met, origin, past, story",
      ["entry add COUPLE --kind origin-story", "entry add COUPLE --kind memory --by NAME"],
      [.report, .couple, .exercise]),
    CareSystem(
      27, "Individual needs, own growth, hobbies, friendships, well-being", words: "self, space, autonomy",
      ["entry add COUPLE --kind need --by NAME", "goal add COUPLE --member NAME", "rate COUPLE NAME … (growth)"],
      [.report, .couple, .brief, .exercise]),
    CareSystem(
      28, "Self-awareness: triggers, patterns, own part in the cycle", words: "cycle, dance, loop, round",
      ["entry add COUPLE --kind trigger --by NAME", "entry add COUPLE --kind pattern --by NAME", "cycle COUPLE"],
      [.brief, .report, .exercise]),
    CareSystem(
      29, "Own emotional regulation; tension at start and end", words: "calming, flooding, arousal, stress",
      ["rate COUPLE --member NAME --tension-start 7 --tension-end 4", "tally S --member NAME --soothing 1"],
      [.session, .report, .exercise]),
    CareSystem(
      30, "Commitment and effort of both; ambivalence is a valid answer", words: "staying, unsure, leaving, aim",
      ["aim COUPLE NAME=improve NAME=unsure", "entry add COUPLE --kind commitment --code unsure --by NAME"],
      [.report]),
    CareSystem(
      31, "Hope: a journey; setbacks are points on a line", words: "setback, relapse, progress",
      ["rate COUPLE NAME … (hope)"], [.report, .couple, .brief]),
    CareSystem(
      32, "Patience and grace: review dates, not deadlines", words: "slow, time, pressure",
      ["entry add COUPLE --kind agreement --review DATE", "injury step I not-now --says NAME"],
      [.brief, .report, .couple]),
    CareSystem(
      33, "Distance and withdrawal left unchecked; the urge to leave", words: "leaving, separation, divorce, drifting",
      ["entry add COUPLE --kind leaving --by NAME", "tally S --member NAME --stonewalling 2"],
      [.brief, .report, .session]),
    CareSystem(
      34, "Professional support: the counselor's own method; alliance with each member",
      words: "approach, therapist, rapport",
      ["rate COUPLE --member NAME --alliance 8", "session add COUPLE --approach TEXT"], [.brief, .report, .session]),
    CareSystem(
      35, "A shared future", words: "plans, dreams, wishes",
      ["entry add COUPLE --kind future"], [.report, .couple]),
  ]
}
