import CoupletCore
import CoupletReports
import CoupletStore

/// What a report says, and for whom.
extension ReportCommand {
  /// The couple's chart as the page's reader may see it.
  ///
  /// - Parameter until: the last day that a page in words knows of; a report shows what stands at its end beside it.
  func chart(of couple: Couple, until: Day?, _ invocation: Invocation) throws(Problem) -> Seen {
    let viewer = try invocation.viewer(reading, of: couple)
    let isTaken = print && !full
    switch page {
    case .supervision:
      let practice = try invocation.practice()
      let known = KnownNames(
        try invocation.directory(), counselor: try practice.counselor().name,
        // Names that are written down later may stand in a text of today.
        others: try practice.history(of: couple).seen(by: .counselor, asOf: Day.range.upperBound).thirdPersons)
      return try invocation.chart(of: couple, for: .counselor, desk: false, asOf: until).forSupervision(hiding: known)
    case .letter, .closing:
      // A letter is theirs, and so is what they get at the end: with their names.
      let isTheirs = page == .letter || isTaken
      return try invocation.chart(
        of: couple, for: isTheirs && viewer == .counselor ? .joint : viewer, desk: reading.desk, asOf: until)
    case .progress:
      // Paper lies about: without a word it is what is joint, with initials.
      guard isTaken else { return try invocation.chart(of: couple, for: viewer, desk: reading.desk) }
      guard reading.audience == nil || viewer == .joint else {
        throw Problem(.usage, "audience: --print prints what is joint", hint: "-o writes a page for one partner")
      }
      return try invocation.chart(of: couple, for: .joint, desk: true)
    }
  }

  /// The page in a format.
  func text(
    of chart: Seen, _ sheet: SupervisionSheet?, as format: ReportFormat, _ library: Library,
    _ interval: (since: Day?, until: Day?), _ options: ReportOptions, _ invocation: Invocation
  ) throws(Problem) -> String {
    if page == .progress {
      let report = ProgressReport(of: chart, library: library, since: interval.since, until: interval.until)
      return render(report, as: format, options: options)
    }
    if let sheet { return try render(sheet.document, as: format, options: options) }
    let pages = CouplePages(
      of: chart, library: library, since: interval.since, until: interval.until,
      counselor: try invocation.practice().counselor())
    return try render(page == .letter ? pages.letter : pages.closing, as: format, options: options)
  }

  /// What the list of what left calls it.
  var disclosed: String { page == .progress ? "report" : page.rawValue }

  /// Who the page is for, in words.
  func words(for chart: Seen) -> String {
    page == .supervision ? "supervision" : chart.words(for: chart.isForDesk ? .joint : chart.viewer)
  }

  /// Says what may still tell who it is, and asks before the sheet is out of hand, in a file or on paper.
  func confirm(_ sheet: SupervisionSheet, _ invocation: Invocation) throws(Problem) {
    let words = sheet.identifying.map { $0.shownOnOneLine(limit: 40) }
    let most = 60
    let found =
      words.prefix(most).joined(separator: ", ") + (words.count > most ? ", and \(words.count - most) more" : "")
    invocation.inform(
      words.isEmpty
        ? "nothing was found that is written like a name, a number or a date" : "may still tell who it is: \(found)")
    invocation.inform(
      "names written small, ages, occupations and what is rare about a life can't be found: read it through")
    // On the screen it is there to be read through.
    guard output != nil || print else { return }
    guard try invocation.confirm("Is nobody to be known from it?", otherwise: false) else {
      throw Problem(
        .refused, "stopped; nothing was written",
        hint: invocation.canAsk ? nil : "without a terminal, --yes says that it was read through")
    }
  }
}

extension SupervisionSheet {
  /// The sheet of a chart over a stretch of time.
  init?(of chart: Seen, library: Library, interval: (since: Day?, until: Day?)) {
    self.init(of: chart, library: library, since: interval.since, until: interval.until)
  }
}
