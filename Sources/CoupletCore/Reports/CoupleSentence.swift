/// Every sentence, heading and word that a page for the couple can hold, apart from what was typed, names, days and figures.
///
/// The list is closed, so that it can be read through: what isn't here isn't said to a couple. Each case says when it
/// stands there; `%` is a name, a day, a figure or a text that was typed. What is said of a figure rests on the table of
/// measures (`MeasureSeries`, `GapFinding`) and on nothing else. A test walks random practices and finds no line on
/// their joint pages that isn't made of this list.
public enum CoupleSentence: String, Sendable, CaseIterable {
  // MARK: A change of one of them

  /// A total changed towards health by more than error, in one way of asking, with a total then and now.
  case better = "clearly better"
  /// As `better`, from the troubled to the contented side, and the last total is beyond the error of the line itself.
  case betterBeyondLine = "clearly better, and now on the good side of the line that this scale draws"
  /// A total changed by no more than error, and a change was possible; a rating or a goal moved by a point or not at all.
  case same = "about the same"
  /// A total of a scale on which more is better fell by more than error.
  case clearlyLower = "clearly lower than at the start: let us talk about it"
  /// A total of a scale on which more is worse rose by more than error.
  case clearlyHigher = "clearly higher than at the start: let us talk about it"
  /// A total changed for the better by what its publication calls the least that matters.
  case noticeablyBetter = "better by as much as people usually notice"
  /// A total changed for the worse by that much.
  case noticeablyWorse = "worse by as much as people usually notice: let us talk about it"
  /// A rating or a goal is more than one point higher than at first.
  case higher
  /// A rating or a goal is more than one point lower than at first.
  case lower

  // MARK: What lies between them

  /// The gap changed by no more than error; of ratings and goals by a point or not at all.
  case asFarApart = "about as far apart as before"
  /// The gap is smaller by more than error, and neither of them fell.
  case moreAlike = "you see it more alike than before"
  /// The gap is greater by more than error, and neither of them fell.
  case lessAlike = "you see it less alike than before"
  /// Before the distance of two.
  case betweenYou = "between you"
  /// The same where there are more than two.
  case between = "between % and %"

  // MARK: What has to be known beside the figures

  /// The couple answered two versions of a scale.
  case olderVersions = "versions differ: only the newest is shown"
  /// The same of practice ratings.
  case olderRatings = "ratings: versions differ: only the newest is shown"
  /// The library has no definition of the scale; one sheet.
  case oneUnknown = "the definition isn't in the library: 1 sheet isn't counted"
  /// The same for several.
  case severalUnknown = "the definition isn't in the library: % sheets aren't counted"
  /// A sheet of that day doesn't fit its scale.
  case unfit = "the sheet of % doesn't fit the definition and isn't counted"
  /// Several sheets of one member and day.
  case severalOfADay = "%: of % sheets of that day the one entered last counts"
  /// A total stands for open items too: answered of all.
  case prorated = "%: counted from % of % answers"
  /// Too many items are open for a total: answered of all.
  case noTotal = "%: total not known: % of % answered"
  /// The sheets of one of them, or of the two, were filled in in different ways.
  case severalModes = "not all sheets were filled in in the same way"
  /// Words stand beside the figures and rest on figures of the counselor's.
  case ownFigures = "the words beside the figures rest on your counselor's own figures"
  /// Words stand beside the figures and rest on figures that nobody traced.
  case unverifiedFigures = "unverified norm: the words beside the figures rest on it"
  /// Words stand beside the figures and rest on figures that were read at second hand.
  case secondaryFigures = "from secondary sources: the words beside the figures rest on it"
  /// An aim is to part, or one of them isn't sure.
  case parting = "parting well is an aim like the others, and so is not being sure: no words stand beside these figures"
  /// Wherever practice ratings stand.
  case ratingsLabel =
    "Practice ratings, written for this toolkit. Not validated: there is nothing to compare them with."

  // MARK: Heads of pages

  case progress = "Progress", letter = "Letter", closing = "Closing summary", score = "Score"
  case forBoth = "for: both partners", forAll = "for: all partners", forOne = "for: % only"
  case allSoFar = "All so far, as of %", fromOn = "From %, as of %", upTo = "To %, as of %", stretch = "% to %, as of %"
  case asOf = "as of %", fromAsOf = "from %, as of %", readersThen = "for who was in the treatment then"
  case scoreAsOf = "As of %", higherIsBetter = "higher is better", higherIsWorse = "higher is worse", version =
    "version %"

  // MARK: Headings of the progress page

  case wins = "Small wins", good = "What is good between you", sessions = "Sessions"
  case howItGoes = "How it goes for each of you", howYouSeeIt = "How each of you sees it, 0 to 10"
  case homework = "Homework", promises = "Promises", goals = "Goals"
  case agreed = "What you agreed, and what to look at again", hurts = "What hurt, and what was said since"
  /// Under a heading of what is written down, in a time in which nothing was.
  case noneWritten = "None written down in this time."
  /// Under a heading of scales or ratings, in a time in which there are none.
  case nothingToShow = "Nothing to show for this time."
  /// The same on the page of a scale.
  case nothingYet = "Nothing to show yet."
  /// Under homework, promises or goals, in a time in which there are none.
  case none = "None in this time."
  case noSession = "No session was held in this time."

  // MARK: Lines of the progress page

  case oneSession = "1 session, number %, on %", severalSessions = "% sessions, number % to %, % to %"
  case attended = "% of %", notExpected = "not expected", late = ", late %"
  case noticedBy = "noticed by %", every = "every %", lookedAt = "looked at %", lookAgain = "to look at again %"
  case noValue = "no value", zeroToTen = "0 to 10", closed = "(closed %)"
  case setAside = "set aside", nothingReported = "nothing reported yet", inPart = "(in part %)"
  case hurtBy = "%, hurt by %, named %", says = "% says"
  case promiseTo = "% to %"

  // MARK: Promises, never one account against the other

  case keptBoth = "kept, as you both saw it", keptAll = "kept, as all of you saw it", keptAllCounted =
    "kept, as you all saw it"
  case notQuiteBoth = "not quite kept, as you both saw it", notQuiteAll = "not quite kept, as you all saw it"
  case seenDifferently = "seen differently", agreedAnew = "agreed anew", saidByOne = "said by one of you so far"
  case putRight = "put right afterwards"

  // MARK: Kinds of entries, steps and domains

  case agreement = "agreed,", agreementAlone = "agreed:", checkedIn = "you checked in", round =
    "the round you go through"
  case gesture = "a gesture", memory = "a good memory", origin = "how you met", wanted = "wanted together"
  case trouble, need, concern, trigger, pattern, disclosure, commitment, question
  case qualityTime = "quality-time", contact, money, home, children, received, missed, punished
  case staying, trying, unsure, partingCode = "parting"
  case timeOut = "time-out", checkIn = "check-in", transparency = "transparency"
  case stepNamed = "named", stepAcknowledged = "acknowledged", stepResponsibility = "responsibility taken"
  case stepApology = "apology offered", stepReceived = "apology received", stepAmends = "amends agreed"
  case stepKept = "amends kept", stepForgiving = "forgiveness in progress", stepReleased = "let go", stepNotNow =
    "not now"
  case stepReopened = "reopened"
  case trust = "Trust", communication = "Communication", safety = "Emotional safety", closeness = "Closeness"
  case friendship = "Friendship", growth = "Own growth", repair = "Repair", hope = "Hope"
  case tensionStart = "Tension at the start", tensionEnd = "Tension at the end"

  // MARK: Drawings

  case homeworkDays = "Days on which you did some of it", promisesKept = "Promises kept", done, kept

  // MARK: The letter and the closing summary

  case dear = "Dear %,", and = "% and %", bothOfYou = "both of you"
  case metOnce = "We met once, on %.", met = "We met % times, from % to %.", inMind =
    "This is what I have in mind of it."
  case cameFor = "What you came for", wentWell = "What went well", thenAndNow = "How each of you sees it, then and now"
  case agreedAndPromised = "What you agreed and promised", comesNext = "What comes next"
  case homeworkNext = "Homework: %", until = "until %", toTalkAbout = "To talk about: %"
  case meetAgain = "We meet again on %.", meetAgainAt = "We meet again on % at %.", wishes = "With good wishes, %"
  case yourCounselor = "your counselor", everyDay = "every day", everyWeek = "every week", everyDays = "every % days"
  case goalsFromFirst = "Your goals, from first to last"
  case fromFirst = "How it went for each of you, from first to last", helped = "What helped"
  case agreedAndLook = "What you agreed, and when you look at it again", lookOut = "What to look out for"
  case theRound = "The round that you know: %", tooMuch = "When it gets too much: %", ofTen = "% of 10"

  // MARK: The desk page, which lies about and has no room

  case firstSession = "first session", sessionToday = "a session was held today"
  case daySince = "1 day since the last", daysSince = "% days since the last"
  case planned = "planned %", plannedToday = "planned today", expected = "expected: %"
  case startWith = "Start with", nothingEntered = "nothing entered", fromNote = "From the last note"
  case lastPlan = "The last plan", cycle = "The cycle", winsShort = "Wins", more = "and % more"
  case reportedNothing = "nothing reported", reported
  case gradeNone = "none", gradeBit = "a bit", gradeHalf = "half", gradeMost = "most", gradeAll = "all", excused
  case scalesAndRatings = "Scales and ratings  first → previous → last", gap
  case ratingsShort = "Practice ratings 0-10, written for this toolkit: not validated, no norms"
  case unverifiedNorm = "unverified norm", secondary = "from secondary sources"
  case noDefinition = "its definition is not in this practice"
  case aimImprove = "aim: improve", aimClarify = "aim: clarify", aimSeparate = "aim: separate well"
  case aimUnsure = "aim: unsure"
  /// As `moreAlike` and `lessAlike`, under the same conditions.
  case moreAlikeShort = "more alike", lessAlikeShort = "less alike"

  // MARK: The page of a scale

  case date, session, earlier = "(earlier)", severalMarks = "more than one", otherVersion =
    "Version %, not compared with version %"
  case oneSheetUnknown = "1 sheet; its definition isn't in the library"
  case sheetsUnknown = "% sheets; its definition isn't in the library", noTotalThere = "no total"
  case noSheetFits = "no sheet fits its definition"

  /// The words without blanks.
  public var words: String { rawValue }

  /// The words with the blanks filled in their order; a blank that is left stays a `%`, which no page may hold.
  public func with(_ values: String...) -> String {
    var parts = rawValue.split(separator: "%", omittingEmptySubsequences: false).map(String.init)
    var text = parts.removeFirst()
    for (place, part) in parts.enumerated() { text += (place < values.count ? values[place] : "%") + part }
    return text
  }

  /// The words between the blanks.
  public var fixed: [String] {
    rawValue.split(separator: "%").map { String($0).trimmed }.filter { $0.contains(where: \.isLetter) }
  }
}

extension GapFinding {
  /// What a page for the couple says of it; nil where the figures stand alone.
  public var plain: CoupleSentence? {
    switch self {
    case .oneOccasion, .unknown, .changedByFall: nil
    case .same: .asFarApart
    case .narrowed: .moreAlike
    case .widened: .lessAlike
    }
  }
}
