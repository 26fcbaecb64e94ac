extension Brief {
  /// Something that can't wait, with the figures it rests on.
  public enum Alert: Hashable, Sendable {
    /// Risk items of a scale were answered above their minimum, whatever the total.
    case risk(Risk)
    /// A sheet that was answered on a screen and may be another partner's.
    case doubt(Doubt)
    /// A risk entry that isn't closed; neither whose nor what it is stands on the page.
    case openRisk(OpenRisk)
    /// A held item whose day to look at it has come.
    case held(HeldDue)
    /// Somebody spoke of leaving.
    case leaving(Leaving)
    /// A scale's total changed against health by more than error.
    case fall(Fall)
    /// What two partners say of the same moves apart.
    case gap(WideningGap)
    /// The work with the counselor is rated low, lower than before, or very differently.
    case alliance(Alliance)
    /// Sessions in a row that nobody came to, or that were called off late.
    case missedSessions(MissedSessions)
    /// A partner's two newest reports say that nothing was done.
    case missedHomework(MissedHomework)
    /// An entry's day to look at it again has come.
    case review(Review)
  }

  /// The newest sheet of a scale on which a partner answered risk items.
  public struct Risk: Hashable, Sendable {
    /// An item answered above its minimum, or not answered.
    public struct Item: Hashable, Sendable {
      /// The item's number on the form.
      public let id: Int
      /// What was answered, as printed on the form.
      public let answer: Answer
      /// The highest answer that the item has.
      public let max: Int
    }

    /// The sheet's id.
    public let id: RecordID?
    /// What the page calls who answered.
    public let partner: String
    /// The scale's short name.
    public let scale: String
    /// The day of the sheet.
    public let day: Day
    /// Those that call for the counselor, in the order of the form; at least one.
    public let items: [Item]
  }

  /// A sheet from a screen whose member is in doubt.
  public struct Doubt: Hashable, Sendable {
    /// The sheet's id.
    public let id: RecordID?
    /// What the page calls whose sheet it is said to be.
    public let partner: String
    /// The scale's short name.
    public let scale: String
    /// The day of the sheet.
    public let day: Day
    /// What the page calls the partner whose last sheet it is near; nil where there is another reason.
    public let near: String?
    /// Whether its answers seem to have been read the wrong way round.
    public let isTurned: Bool
  }

  /// A risk entry that is open, or watched and due for a look.
  public struct OpenRisk: Hashable, Sendable {
    /// Nil where ids may not be printed.
    public let id: RecordID?
    /// Open or watched.
    public let status: CoupletCore.Risk.Status
    /// The day of the entry.
    public let since: Day
    /// The day of the next look, nil where none is set.
    public let review: Day?
  }

  /// A held item to look at again.
  public struct HeldDue: Hashable, Sendable {
    /// Nil where ids may not be printed.
    public let id: RecordID?
    /// The day on which it was to be looked at.
    public let due: Day
  }

  /// Talk of leaving in the last sixty days.
  public struct Leaving: Hashable, Sendable {
    /// How many entries there are of it.
    public let count: Int
    /// The day of the newest of them.
    public let newest: Day
    /// Who spoke of it, in the order of naming; empty where that wasn't written down.
    public let by: [String]
  }

  /// A reliable change against health.
  public struct Fall: Hashable, Sendable {
    /// The scale's short name.
    public let scale: String
    /// The partner's figures, from the first value to the last.
    public let row: MeasureFigures.Row
    /// What change is more than error on that scale.
    public let threshold: ReliableChange
  }

  /// A gap that grew: of a scale by more than error, or by a fifth of its range where that isn't known; of a practice
  /// rating by three points or more.
  public struct WideningGap: Hashable, Sendable {
    let kind: MeasureKind
    /// The scale's id, or the domain.
    public let measure: String
    /// How far apart the two were at first, and are now.
    public let gap: MeasureFigures.Gap
  }

  /// The newest ratings of the work with the counselor.
  public struct Alliance: Hashable, Sendable {
    /// One partner's newest rating, 0 to 10.
    public struct Rating: Hashable, Sendable {
      /// What the page calls who rated.
      public let partner: String
      /// The day of the rating.
      public let day: Day
      /// 0 to 10.
      public let value: Int
      /// The highest of the three ratings before, nil where it isn't two points or more above.
      public let fallsFrom: Int?
    }

    /// In the order of naming.
    public let ratings: [Rating]
    /// Whether one of them is 4 or below.
    public let isLow: Bool
    /// The highest minus the lowest, where that is 3 or more.
    public let split: Int?
  }

  /// Sessions that were missed since the last one held.
  public struct MissedSessions: Hashable, Sendable {
    /// One of them.
    public struct Missed: Hashable, Sendable {
      /// The day of the session.
      public let day: Day
      /// What became of it; `held` where it took place without them.
      public let status: Session.Status
    }

    /// Who missed them, empty where it is everybody.
    public let partners: [String]
    /// Oldest first, at least two.
    public let sessions: [Missed]
  }

  /// A partner's two newest reports that nothing was done.
  public struct MissedHomework: Hashable, Sendable {
    /// One report.
    public struct Report: Hashable, Sendable {
      /// What pages call the homework.
      public let title: String
      /// The day of the report.
      public let day: Day
    }

    /// What the page calls whose homework it is.
    public let partner: String
    /// Oldest first.
    public let reports: [Report]
  }

  /// An entry to look at again.
  public struct Review: Hashable, Sendable {
    /// Nil where ids may not be printed.
    public let id: RecordID?
    /// What the entry records.
    public let kind: Entry.Kind
    /// The day of the entry.
    public let day: Day
    /// The day on which it was to be looked at.
    public let due: Day
    /// What it says, nil for what not both know: the page may be in sight as they come in.
    public let text: String?
  }

  /// An alliance of so much or less is low.
  public static let lowAlliance = 4
  /// Partners' alliances so far apart or farther are split.
  public static let splitAlliance = 3
  /// An alliance that is so much lower than the time before, or more, falls: a point more or less says nothing.
  public static let fallingAlliance = 2
  /// A gap between ratings that grew by so much or more has widened.
  public static let wideningRatings = 3.0
  /// By how much a gap has to grow on a scale whose error isn't known, as a part of the scale's range.
  public static let wideningShare = 0.2
  /// Sessions from which on the page says that no reliable change has come yet.
  public static let notYetFrom = 4
  /// Days for which talk of leaving stays on the page.
  public static let leavingDays = 60
}

extension BriefChart {
  /// The most pressing first: what endangers somebody, what endangers the treatment, what is due.
  func alerts(_ measures: [Brief.MeasureFigures]) -> [Brief.Alert] {
    var alerts = risks.map(Brief.Alert.risk) + openRisks.map(Brief.Alert.openRisk) + heldDue.map(Brief.Alert.held)
    if let leaving { alerts.append(.leaving(leaving)) }
    alerts += doubts.map(Brief.Alert.doubt)
    alerts += falls(measures).map(Brief.Alert.fall)
    alerts += gaps(measures).map(Brief.Alert.gap)
    if let alliance { alerts.append(.alliance(alliance)) }
    alerts += missedSessions.map(Brief.Alert.missedSessions)
    alerts += missedHomework.map(Brief.Alert.missedHomework)
    return alerts + reviews.map(Brief.Alert.review)
  }

  private var risks: [Brief.Risk] {
    let scales = Set(records.measures.map(\.scale)).sorted()
    return seen.members.flatMap { member in
      scales.compactMap { scale in
        risk(records.measures.filter { $0.fact.member == member && $0.scale == scale })
      }
    }
  }

  /// The newest sheet whose risk items wait for the counselor's answer: a later sheet doesn't answer an earlier one, and
  /// one without an answer doesn't stand before what was said.
  private func risk(_ sheets: [Measure]) -> Brief.Risk? {
    let waiting = sheets.reversed().compactMap(waitingRisk)
    return waiting.first { $0.items.contains { $0.answer.value != nil } } ?? waiting.first
  }

  private func waitingRisk(_ sheet: Measure) -> Brief.Risk? {
    guard let scale = library.scale(sheet.scale, version: sheet.version), !scale.riskItems.isEmpty,
      let administration = try? sheet.administration(by: scale),
      let risks = try? administration.risks(by: scale), case .answers(let answers) = administration.entered
    else { return nil }
    let items = zip(scale.items, answers.list).compactMap { item, answer -> Brief.Risk.Item? in
      risks.contains(item.id) ? Brief.Risk.Item(id: item.id, answer: answer, max: item.max) : nil
    }
    guard !items.isEmpty, sheet.riskAnswer == nil, let member = sheet.fact.member else { return nil }
    return Brief.Risk(
      id: id(sheet), partner: seen.name(member), scale: seen.text(sheet.scale), day: sheet.fact.day, items: items)
  }

  private var doubts: [Brief.Doubt] {
    guard seen.isForCounselor else { return [] }
    return records.measures.compactMap { sheet in
      guard let scale = library.scale(sheet.scale, version: sheet.version), let member = sheet.fact.member,
        let doubt = try? seen.doubt(of: sheet, by: scale)
      else { return nil }
      let near: String? = if case .near(let other) = doubt { seen.name(other) } else { nil }
      return Brief.Doubt(
        id: id(sheet), partner: seen.name(member), scale: seen.text(sheet.scale), day: sheet.fact.day, near: near,
        isTurned: doubt == .turned)
    }
  }

  /// What is open always stands here; what is watched, when its day has come.
  private var openRisks: [Brief.OpenRisk] {
    records.risks.compactMap { risk in
      guard let status = risk.status, status != .closed else { return nil }
      let isDue = risk.nextReview.map { $0 <= today } ?? false
      guard status == .open || isDue else { return nil }
      return Brief.OpenRisk(id: id(risk), status: status, since: risk.fact.day, review: risk.nextReview)
    }
  }

  private var heldDue: [Brief.HeldDue] {
    seen.openHeld.compactMap { item in
      item.review.flatMap { $0 <= today ? Brief.HeldDue(id: id(item), due: $0) : nil }
    }
  }

  private var leaving: Brief.Leaving? {
    let talk = records.entries.filter { entry in
      entry.kind == .leaving && today.days(since: entry.fact.day) <= Brief.leavingDays
    }
    guard let newest = talk.last else { return nil }
    let speakers = Set(talk.compactMap(\.fact.member))
    return Brief.Leaving(
      count: talk.count, newest: newest.fact.day,
      by: seen.couple.everyMember.filter(speakers.contains).map(seen.name))
  }

  /// By the figures and not by the class, which a partner who wants to separate well hasn't got.
  private func falls(_ measures: [Brief.MeasureFigures]) -> [Brief.Fall] {
    measures.flatMap { measure in
      measure.rows.compactMap { row in
        guard let threshold = measure.threshold, row.isReliable == true, row.isTowardsHealth == false else {
          return nil
        }
        return Brief.Fall(scale: measure.key, row: row, threshold: threshold)
      }
    }
  }

  /// Every scale's, and of the ratings the one that widened most: several domains move together.
  private func gaps(_ measures: [Brief.MeasureFigures]) -> [Brief.WideningGap] {
    func growing(_ kind: MeasureKind) -> [Brief.WideningGap] {
      measures.filter { $0.kind == kind }.flatMap { measure in
        measure.gaps.filter { $0.finding != .oneOccasion && abs($0.last) > abs($0.first) }.map {
          Brief.WideningGap(kind: kind, measure: measure.key, gap: $0)
        }
      }
    }
    let ranges = Dictionary(
      measures.compactMap { measure in measure.width.map { (measure.key, $0) } }
    ) { first, _ in first }
    func growth(_ gap: Brief.WideningGap) -> Double { abs(gap.gap.last) - abs(gap.gap.first) }
    let ratings = growing(.rating).filter { growth($0) >= Brief.wideningRatings }
    let scales = growing(.scale).filter { widening in
      // Where the error isn't known, a fifth of the scale is too much to pass by.
      widening.gap.isMoreThanError
        ?? (growth(widening) >= Brief.wideningShare * (ranges[widening.measure] ?? .infinity))
    }
    return scales
      + (ratings.max { growth($0) < growth($1) }.map { [$0] } ?? [])
  }

  private var alliance: Brief.Alliance? {
    let ratings = seen.members.compactMap { member -> Brief.Alliance.Rating? in
      let own = records.ratings.filter { $0.fact.member == member && $0.alliance != nil }
      guard let newest = own.last, let value = newest.alliance else { return nil }
      let before = own.dropLast().suffix(3).compactMap(\.alliance).max()
      return Brief.Alliance.Rating(
        partner: seen.name(member), day: newest.fact.day, value: value,
        fallsFrom: before.flatMap { $0 - value >= Brief.fallingAlliance ? $0 : nil })
    }
    guard let lowest = ratings.map(\.value).min(), let highest = ratings.map(\.value).max() else { return nil }
    let isLow = lowest <= Brief.lowAlliance
    let split = highest - lowest >= Brief.splitAlliance ? highest - lowest : nil
    let isFalling = ratings.contains { $0.fallsFrom != nil }
    return isLow || isFalling || split != nil ? Brief.Alliance(ratings: ratings, isLow: isLow, split: split) : nil
  }

  /// Sessions in a row that somebody missed; those who missed the same ones stand together.
  private var missedSessions: [Brief.MissedSessions] {
    var groups: [(members: [Client.ID], sessions: [Session])] = []
    for member in seen.members {
      let missed = missedInARow(by: member)
      guard missed.count >= 2 else { continue }
      if let place = groups.firstIndex(where: { $0.sessions == missed }) {
        groups[place].members.append(member)
      } else {
        groups.append(([member], missed))
      }
    }
    return groups.map { members, sessions in
      Brief.MissedSessions(
        partners: members.count == seen.members.count ? [] : members.map(seen.name),
        sessions: sessions.map { Brief.MissedSessions.Missed(day: $0.fact.day, status: $0.status) })
    }
  }

  /// The newest sessions that a member missed, oldest first, back to the last one they came to.
  private func missedInARow(by member: Client.ID) -> [Session] {
    var missed: [Session] = []
    for session in pastSessions.reversed() {
      switch isMissed(session, by: member) {
      case true?: missed.append(session)
      case false?: return missed.reversed()
      case nil: continue
      }
    }
    return missed.reversed()
  }

  /// Nil for what is no miss and ends no row of misses: another's hour, or one called off in time or not by them.
  private func isMissed(_ session: Session, by member: Client.ID) -> Bool? {
    let attendance = session.attendance[member]
    switch session.status {
    case .held: return attendance.flatMap { $0.wasThere ? false : session.kind == .individual ? nil : true }
    case .noShow: return attendance.map { !$0.wasThere } ?? true
    case .cancelledLate:
      switch session.cancelledBy {
      case .counselor?: return nil
      case .member(let canceller)?: return canceller == member ? true : nil
      case nil: return true
      }
    case .planned, .cancelled, .moved: return nil
    }
  }

  private var missedHomework: [Brief.MissedHomework] {
    seen.members.compactMap { member in
      // The same homework first, then one after the other; two reports of one day on one homework are one.
      let ownLogs = records.homework.filter { !$0.isTakenBack }.map { homework in
        (homework, homework.occasions(of: member))
      }
      let open = ownLogs.filter { isOpen($0.0) }.map { homework, logs in logs.map { (homework.title, $0) } }
      let all = ownLogs.flatMap { homework, logs in logs.map { (homework.title, $0) } }.sorted { $0.1.day < $1.1.day }
      for reports in open.reversed() + [all] {
        let newest = reports.suffix(2)
        if newest.count == 2, newest.allSatisfy({ $0.1.done?.share == 0 }) {
          return Brief.MissedHomework(
            partner: seen.name(member),
            reports: newest.map { Brief.MissedHomework.Report(title: seen.text($0.0), day: $0.1.day) })
        }
      }
      return nil
    }
  }

  private var reviews: [Brief.Review] {
    records.entries.compactMap { entry -> Brief.Review? in
      guard let due = entry.nextReview, due <= today else { return nil }
      return Brief.Review(
        id: id(entry), kind: entry.kind, day: entry.fact.day, due: due,
        text: entry.fact.audience == .joint ? seen.text(entry.text) : nil)
    }.sorted { $0.due < $1.due }
  }
}
