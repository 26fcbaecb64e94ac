public import CoupletCore

extension ProgressReport {
  /// The report as text of 80 columns, with a newline at its end; for the couple in plain words, wins first.
  public func text(options: ReportOptions = ReportOptions()) -> String {
    var text = TextPage(ascii: options.ascii)
    text.add("Progress · \(header[0]) · \(header[1])")
    text.add(header[2])
    page.write(on: &text)
    return text.text(header: coupleWords, end: pageEnd, options: options)
  }

  /// The same page as blocks, with charts and calendars in which real days stand.
  public var document: PageDocument {
    PageDocument(title: "Progress", header: header.map(\.clean), blocks: page.blocks)
  }

  private var page: ProgressPage {
    var page = ProgressPage()
    if isForCounselor { writeForCounselor(on: &page) } else { writeForCouple(on: &page) }
    return page
  }

  /// The couple, for whom, and which time.
  private var header: [String] {
    [coupleWords, "for: \(audienceWords)", time]
  }

  /// The couple as titles name it.
  var coupleWords: String { label == handle ? handle : "\(handle) · \(label)" }

  /// For whom, and the day as of which: what no header of a page is without.
  var pageEnd: String { "for: \(audienceWords.shown(keepingLines: false).clipped(toCells: 24)) · as of \(today)" }

  /// `2026-09-01 to 2026-11-23`, or what is open of it.
  private var time: String {
    switch (since, until) {
    case (nil, nil): "All so far, as of \(today.withWeekday)"
    case (let since?, nil): "From \(since.withWeekday), as of \(today.withWeekday)"
    case (nil, let until?): "To \(until.withWeekday), as of \(today.withWeekday)"
    case (let since?, let until?): "\(since.withWeekday) to \(until.withWeekday), as of \(today.withWeekday)"
    }
  }

  // MARK: What both pages have

  func writeSessions(on page: inout ProgressPage) {
    page.heading("Sessions")
    guard sessions.count > 0, let first = sessions.first, let last = sessions.last else {
      page.paragraph("No session was held in this time.")
      return
    }
    page.add(
      sessions.count == 1
        ? "1 session, number \(first.number), on \(first.day.withWeekday)"
        : "\(sessions.count) sessions, number \(first.number) to \(last.number), "
          + "\(first.day.withWeekday) to \(last.day.withWeekday)", indent: 2)
    for member in sessions.attendance {
      let late = member.late == 0 ? "" : ", late \(member.late)"
      let count = member.of == 0 ? "not expected" : "\(member.present) of \(member.of)"
      page.add("\(member.name): \(count)\(late)", indent: 2)
    }
  }

  func writeWins(on page: inout ProgressPage) {
    page.heading("Small wins")
    if wins.isEmpty { page.paragraph("None written down in this time.") }
    for win in wins {
      let who = [win.by, win.noticedBy.map { "noticed by \($0)" }].compactMap { $0 }.joined(separator: ", ")
      page.add("\(win.day) \(win.text)\(who.isEmpty ? "" : " (\(who))")", indent: 2, hanging: 13)
    }
  }

  func writeEntries(_ title: String, _ entries: [EntryLine], on page: inout ProgressPage) {
    page.heading(title)
    if entries.isEmpty { page.paragraph("None written down in this time.") }
    for entry in entries {
      let kind =
        isForCounselor
        ? [entry.kind.rawValue, entry.code].compactMap { $0 }.joined(separator: " ")
        : [entry.kind.plainTitle, entry.code].compactMap { $0 }.joined(separator: ", ")
      let who = [entry.by, entry.noticedBy.map { "noticed by \($0)" }].compactMap { $0 }.joined(separator: ", ")
      let later = [
        entry.every.map { "every \($0.description)" },
        entry.looked.map { day in "looked at \(day)\(entry.found.map { ": \($0)" } ?? "")" },
        entry.review.map { "to look at again \($0.withWeekday)" },
      ].compactMap { $0 }.map { " · \($0)" }.joined()
      page.add(
        "\(entry.day) \(kind): \(entry.text)\(who.isEmpty ? "" : " (\(who))")\(later)", indent: 2, hanging: 13)
    }
  }

  /// Hurts with the steps that were said; those that weren't are not missing, and no day is set for any.
  func writeInjuries(on page: inout ProgressPage) {
    page.heading(isForCounselor ? "Injuries" : "What hurt, and what was said since")
    if injuries.isEmpty { page.paragraph("None written down in this time.") }
    for injury in injuries {
      let id = isForCounselor ? "\(injury.measure) " : ""
      page.add("\(id)\(injury.hurt), hurt by \(injury.by), named \(injury.named): \(injury.text)", indent: 2)
      for step in injury.steps {
        let words = step.words.map { ": \($0)" } ?? ""
        page.add("\(step.day) \(step.says) says: \(step.step.title)\(words)", indent: 4, hanging: 15)
      }
      for row in measures where row.kind == .rating && row.n > 0 && row.id.owner == injury.measure {
        page.add("\(row.name), \(row.title.lowercased()), 0 to 10: \(row.span)", indent: 4)
      }
      if let risk = injury.suspendedBy { page.add("suspended while \(risk) is open", indent: 4) }
    }
  }

  func writeGoals(on page: inout ProgressPage) {
    page.heading("Goals")
    if goals.isEmpty { page.paragraph("None in this time.") }
    for goal in goals {
      let id = isForCounselor ? "\(goal.measure) " : ""
      let of = goal.of.map { "\($0): " } ?? ""
      page.add("\(id)\(of)\(goal.text)\(goal.closed.map { " (closed \($0))" } ?? "")", indent: 2)
      let rows = measures.filter { $0.kind == .goal && $0.measure == goal.measure }
      guard !rows.isEmpty else { continue }
      let figures = rows.map { row in "\(row.name) \(row.span)\(row.plain.map { ", \($0.words)" } ?? "")" }
      page.add("0 to 10: \((figures + gapTexts(rows)).joined(separator: "; "))", indent: 4)
    }
  }

  /// A compact table of the ratings: a row a question, a column a member, and the gap of two.
  func writeRatings(titles: (MeasureRow) -> String, on page: inout ProgressPage) {
    // What is asked of one alone stands with the injury that it is about.
    let groups = groups(of: .rating).filter { $0.first?.id.owner == nil }
    let hasGap = names.count == 2
    var columns = [Table.Column("measure", title: isForCounselor ? "rating" : "")]
    for (place, name) in names.enumerated() {
      columns.append(Table.Column("\(place)", title: name.clean))
    }
    if hasGap {
      columns.append(Table.Column("gap", title: isForCounselor ? "gap" : "between you"))
    }
    let rows = groups.map { rows in
      var cells: [Table.Cell] = [.text((rows.first.map(titles) ?? "").clean)]
      cells += rows.map { row in
        let words = row.plain.map { ", \($0.words)" } ?? ""
        return .text(row.n == 0 ? "" : "\(row.span)\(words)")
      }
      if hasGap { cells.append(.text(pair(of: rows).map(gapSpan) ?? "")) }
      return cells
    }
    page.table(Table(columns: columns, rows: rows))
  }

  /// `5 → -3`: the gap on the first and last occasion; how far apart they are, without sign, for the couple.
  func gapSpan(_ pair: Pair) -> String {
    guard let first = pair.gapFirst, let last = pair.gapLast else { return "" }
    let (from, to) = isForCounselor ? (first, last) : (abs(first), abs(last))
    let places = pair.kind.places
    return pair.finding == .oneOccasion
      ? DecimalText.text(to, places: places)
      : "\(DecimalText.text(from, places: places)) → \(DecimalText.text(to, places: places))"
  }

  /// `gap 5 → -3` for each two members who have one, with their names where there are more than two.
  func gapTexts(_ rows: [MeasureRow]) -> [String] {
    let isPair = names.count == 2
    return pairs(of: rows).filter { $0.gapLast != nil }.map { pair in
      let word =
        if isForCounselor {
          isPair ? "gap" : "gap \(pair.first) - \(pair.second)"
        } else {
          isPair ? CoupleSentence.betweenYou.words : CoupleSentence.between.with(pair.first, pair.second)
        }
      return "\(word) \(gapSpan(pair))"
    }
  }

  /// The rows of a kind, those of one measure together.
  func groups(of kind: MeasureKind) -> [[MeasureRow]] {
    let rows = measures.filter { $0.kind == kind }
    var ids: [String] = []
    for row in rows where ids.last != row.measure { ids.append(row.measure) }
    return ids.map { id in rows.filter { $0.measure == id } }
  }

  /// The pairs of a measure; the only one where there are two members.
  func pairs(of rows: [MeasureRow]) -> [Pair] {
    pairs.filter { $0.measure == rows.first?.measure && $0.kind == rows.first?.kind }
  }

  private func pair(of rows: [MeasureRow]) -> Pair? { pairs(of: rows).first }
}

extension ProgressReport.MeasureRow {
  /// `30 → 55`, `30` where there is one value, `no value` without.
  var span: String {
    guard let first, let last else { return CoupleSentence.noValue.words }
    let (from, to) = (DecimalText.text(first, places: kind.places), DecimalText.text(last, places: kind.places))
    return n < 2 ? to : "\(from) → \(to)"
  }

  /// `0 to 81`.
  var rangeText: String { "\(DecimalText.text(range.lowerBound)) to \(DecimalText.text(range.upperBound))" }
}

extension MeasureKind {
  /// Places after the point on a page: the files have four.
  var places: Int {
    switch self {
    case .homework, .promise: 2
    case .scale, .subscale, .rating, .goal, .tally: DecimalText.places
    }
  }
}

extension ProgressReport.Remark {
  /// `csi-16: Dana: modes differ: paper, phone`, for where the measure isn't beside it.
  var line: String { [measure, name, text].compactMap { $0 }.joined(separator: ": ") }
}
