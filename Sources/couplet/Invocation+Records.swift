import CoupletCore
import CoupletReports
import CoupletStore

/// The records that ids and names mean, each in its own chart.
extension Invocation {
  // MARK: Ids

  /// The id of a kind that was typed.
  func id(_ text: String, _ kind: RecordKind) throws(Problem) -> RecordID {
    guard let id = RecordID(text), id.kind == kind else {
      let shown = text.shownOnOneLine(limit: 40)
      if let other = RecordID(text) {
        throw Problem(.refused, "\(shown) is \(other.kind.noun.withArticle), not \(kind.noun.withArticle)")
      }
      throw Problem(.usage, "'\(shown)' is no id of \(kind.noun.withArticle)", hint: "it looks like \(kind.rawValue)12")
    }
    return id
  }

  /// The couple in whose chart the record stands, checked against `--couple`.
  ///
  /// - Parameter reading: for another audience than the counselor, a record of another couple is not there at all, and
  ///   none of a couple to which whoever reads doesn't belong.
  func owner(
    of id: RecordID, guardedBy expected: String?, for reading: ReadingOptions? = nil
  ) throws(Problem) -> Couple {
    let owner = try practice().owner(of: id)
    let absent = Problem(.refused, "there is no \(id.kind.noun) \(id)")
    let isHiding = reading?.isRestricted ?? false
    // That it can't be read would tell that it is there.
    let found = isHiding ? try directory().couples.first { $0.id == owner } : try directory().couple(owner)
    guard let couple = found else { throw absent }
    if let expected {
      let wanted = try self.couple(expected)
      guard wanted.id == couple.id else {
        if isHiding { throw absent }
        throw Problem(.refused, "\(id) is not in the chart of \(wanted.handle)")
      }
    }
    // That the reader isn't of that couple would tell that the record is there.
    if isHiding, let reading, (try? viewer(reading, of: couple)) == nil { throw absent }
    return couple
  }

  /// Asks once, on a terminal, before a bare id changes the chart of a couple that had no session within two days.
  func confirmBareID(_ id: RecordID, in chart: Seen, guardedBy expected: String?) throws(Problem) {
    guard expected == nil, canAsk, !namedByCouple.contains(id) else { return }
    let isNear = chart.records.sessions.contains { abs($0.fact.day.days(since: today)) <= 2 }
    guard !isNear else { return }
    guard try confirm("\(id) is in the chart of \(chart.title). Go on?", otherwise: true) else { throw Self.stopped }
  }

  /// The session that S means, for a command that changes something: an id, a couple, or a couple and a day.
  ///
  /// A couple alone means its session of today, and an older one only where somebody says so.
  func session(
    _ text: String, guardedBy expected: String?
  ) throws(Problem) -> (chart: Seen, session: Session) {
    if let chart = try chartOfCoupleAlone(text, guardedBy: expected) {
      if let today = try sessionOfToday(in: chart) { return (chart, today) }
      let last = try chart.sessionMeant(on: nil) { (doubt) throws(Problem) in try decide(doubt, row: chart.line) }
      return (chart, try elsewhen(last, "last one", in: chart))
    }
    let found = try session(text, guardedBy: expected) { (couple) throws(Problem) in try chart(of: couple) }
    if RecordID(text) != nil { try confirmBareID(found.session.id, in: found.chart, guardedBy: expected) }
    return found
  }

  /// The session that something belongs to: the one that is named, else today's of those members; nothing that has a day
  /// of its own belongs to one by itself.
  func session(
    named text: String?, orOfTodayWith members: [Client.ID], on day: String?, in chart: Seen
  ) throws(Problem) -> Session? {
    if let text { return try session(text, guardedBy: chart.handle).session }
    return try sessionOfToday(in: chart, with: members, isOfToday: day == nil)
  }

  /// Today's session, which of several is asked.
  func sessionOfToday(
    in chart: Seen, with members: [Client.ID] = [], isOfToday: Bool = true
  ) throws(Problem) -> Session? {
    try chart.sessionOfToday(with: members, isOfToday: isOfToday) { (doubt) throws(Problem) in
      try decide(doubt, row: chart.line)
    }
  }

  /// The chart of the couple that stands where a session is asked for, nil where an id or a day does.
  func chartOfCoupleAlone(_ text: String, guardedBy expected: String?) throws(Problem) -> Seen? {
    guard RecordID(text) == nil, !text.contains("@") else { return nil }
    return try chart(of: try couple(text, guardedBy: expected))
  }

  /// The couple that the words mean, checked against `--couple`.
  func couple(_ text: String, guardedBy expected: String?) throws(Problem) -> Couple {
    let couple = try couple(text)
    if let expected, try self.couple(expected).id != couple.id {
      throw Problem(.refused, "couple: '\(text.shownOnOneLine(limit: 40))' is another couple than --couple says")
    }
    return couple
  }

  /// A session of another day than today, once somebody said that it is meant.
  ///
  /// - Throws: refused, with what names it, where nobody can be asked or the answer is no.
  func elsewhen(_ session: Session, _ which: String, in chart: Seen) throws(Problem) -> Session {
    let said = "\(chart.handle) has no session today, \(today.withWeekday)"
    guard try confirm("\(said). The \(which) is \(chart.line(for: session)). Take it?", otherwise: false) else {
      throw Problem(.refused, said, hint: "\(chart.handle)@\(session.fact.day) means the \(which)")
    }
    return session
  }

  /// The session that S means in the charts as `view` shows them: what isn't open there is not there.
  func session(
    _ text: String, guardedBy expected: String?, for reading: ReadingOptions? = nil,
    _ view: (Couple) throws(Problem) -> Seen
  ) throws(Problem) -> (chart: Seen, session: Session) {
    if RecordID(text) != nil {
      let id = try id(text, .session)
      let chart = try view(try owner(of: id, guardedBy: expected, for: reading))
      guard let session = chart.session(id) else {
        throw chart.viewer == .counselor ? try absent(id) : Problem(.refused, "there is no session \(id)")
      }
      return (chart, session)
    }
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let couple = try couple(parts[0], guardedBy: expected)
    let day = parts.count == 2 ? try day(parts[1], field: "session", .back) : nil
    let chart = try view(couple)
    return (
      chart, try chart.sessionMeant(on: day) { (doubt) throws(Problem) in try decide(doubt, row: chart.line) }
    )
  }

  /// The member meant; nil for a third person.
  ///
  /// A part that fits several members is refused, or asked about, and not taken for a stranger.
  func memberOrOther(_ words: String, of couple: Couple, field: String) throws(Problem) -> Client.ID? {
    var isOther = false
    do {
      return try directory().member(matching: words, of: couple, field: field) { (doubt) throws(Problem) in
        isOther = doubt.reason == .isAbsent
        if isOther { throw doubt.problem }
        return try decide(doubt) { "\($0.id) \($0.name)" }
      }.id
    } catch {
      guard isOther else { throw error }
      return nil
    }
  }

  /// What is said of a record that is in a chart and can't be seen: struck, or after the day taken as today.
  func absent(_ id: RecordID) throws(Problem) -> Problem {
    if try practice().struckRecords().contains(id) {
      return Problem(.refused, "\(id) is struck as entered in error", hint: "couplet strike \(id) --lift --why TEXT")
    }
    guard options.today == nil else {
      return Problem(.refused, "\(id) lies after the day taken as today", hint: "leave --today out")
    }
    return Problem(
      .refused, "\(id) is dated after today, \(today.withWeekday)",
      hint: "if the clock is right, --today with a later day shows it")
  }

  /// Refuses to write a record again that has something entered after the day taken as today: that would be lost.
  func requireNewest<R: Recorded & Equatable>(_ record: R, in chart: Seen) throws(Problem) {
    let newest = try practice().history(of: chart.couple).seen(by: .counselor, asOf: Day.range.upperBound)
    guard newest.record(record.id) as? R == record else {
      throw Problem(
        .refused, "\(record.id) has something entered after \(today)",
        hint: options.today == nil
          ? "if the clock is right, give a later day with --today" : "leave --today out, or give a later day")
    }
  }

  /// The record of that kind whose id was typed, or the one of a couple that was named; what `reading` doesn't let through
  /// is not there.
  ///
  /// - Parameters:
  ///   - which: what a record of the couple is to be, in words, as `open`.
  ///   - fits: whether one is.
  func find<Found>(
    _ text: String, _ kind: RecordKind, guardedBy expected: String?, reading: ReadingOptions? = nil,
    which: String? = nil, where fits: (Found, Seen) throws(Problem) -> Bool = { _, _ in true }
  ) throws(Problem) -> (chart: Seen, record: Found) {
    if RecordID(text) == nil,
      let chart = try chartInPlaceOfID(text, guardedBy: expected, reading: reading)
    {
      var found: [Found] = []
      for case let record as Found in chart.records.all where (record as? any Recorded)?.id.kind == kind {
        if try fits(record, chart) { found.append(record) }
      }
      return (chart, try one(of: found, kind, which: which, in: chart))
    }
    let id = try id(text, kind)
    let isHiding = reading?.isRestricted ?? false
    let couple = try owner(of: id, guardedBy: expected, for: reading)
    let chart = if let reading { try chart(of: couple, reading) } else { try chart(of: couple) }
    guard let record = chart.record(id) as? Found else {
      // For another audience it isn't there: the words are those for an id that was never given.
      throw isHiding ? Problem(.refused, "there is no \(kind.noun) \(id)") : try absent(id)
    }
    return (chart, record)
  }

  /// The chart of the couple that stands where an id is asked for; nil for what is no couple either.
  func chartInPlaceOfID(
    _ text: String, guardedBy expected: String?, reading: ReadingOptions? = nil
  ) throws(Problem) -> Seen? {
    var isNone = false
    do {
      let directory = try directory()
      let found = try directory.couple(matching: text) { (doubt) throws(Problem) in
        isNone = doubt.candidates.isEmpty
        return try decide(doubt, row: directory.title)
      }
      let couple = try couple(found.handle.description, guardedBy: expected)
      return if let reading { try chart(of: couple, reading) } else { try chart(of: couple) }
    } catch {
      if isNone { return nil }
      throw error
    }
  }

  /// The one of a couple's records that is meant where its handle stands for it: which of several is asked.
  private func one<Found>(
    of found: [Found], _ kind: RecordKind, which: String?, in chart: Seen
  ) throws(Problem) -> Found {
    let records = found.compactMap { $0 as? any Recorded }.sorted { $0.fact.day > $1.fact.day }
    if let only = records.first, records.count == 1, let meant = only as? Found {
      namedByCouple.insert(only.id)
      return meant
    }
    let which = which.map { "\($0) " } ?? ""
    guard !records.isEmpty else { throw Problem(.refused, "\(chart.handle) has no \(which)\(kind.noun)") }
    let said = "\(chart.handle) has \(records.count) \(which)\(kind.nouns)"
    if let chosen = try choose("\(said): which?", among: records, isDoubtful: true, row: chart.choice),
      let meant = chosen as? Found
    {
      namedByCouple.insert(chosen.id)
      return meant
    }
    throw Problem(
      .refused, said, hint: chart.showsIDs ? "give the id" : nil,
      // What a record says stands in no error.
      candidates: chart.showsIDs ? records.map { "\($0.id) · \($0.fact.day.withWeekday)" } : [])
  }

  /// The record of an id that was typed, with the couple's chart; asks once where the couple is far from today.
  func record(
    _ text: String, guardedBy expected: String?, struckToo: Bool = false
  ) throws(Problem) -> (chart: Seen, record: any Recorded) {
    if RecordID(text) == nil, canAsk, let chart = try chartInPlaceOfID(text, guardedBy: expected) {
      let all = chart.records.all.sorted { ($0.fact.day, $0.fact.written) > ($1.fact.day, $1.fact.written) }
      if let chosen = try choose(
        "\(chart.title) · which record?", among: all, isDoubtful: true, row: chart.choice)
      {
        namedByCouple.insert(chosen.id)
        return try record(chosen.id.description, guardedBy: expected, struckToo: struckToo)
      }
    }
    if RecordID(text)?.kind == .privateNote {
      throw Problem(
        .refused, "\(text) stands in no chart", hint: "couplet private move and private edit change psychotherapy notes"
      )
    }
    guard let id = RecordID(text), ![.client, .journal, .privateNote].contains(id.kind) else {
      throw Problem(
        .usage, "'\(text.shownOnOneLine(limit: 40))' is no id of a record in a chart", hint: "it looks like n12")
    }
    let couple = try owner(of: id, guardedBy: expected)
    let chart = try practice().history(of: couple).seen(by: .counselor, asOf: today, struckToo: struckToo)
    guard let record = chart.record(id) else { throw try absent(id) }
    try confirmBareID(id, in: chart, guardedBy: expected)
    return (chart, record)
  }
}
