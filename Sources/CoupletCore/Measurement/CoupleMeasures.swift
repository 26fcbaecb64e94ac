/// The scales and practice ratings of a couple, as one audience sees them, in one stretch of time: the one table that
/// brief, report, score, letter, closing summary and supervision sheet read.
///
/// Of each the newest version counts alone.
struct CoupleMeasures {
  /// One scale that the couple has sheets of.
  struct Scale {
    /// The scale's short name.
    let id: String
    /// The sheets of the newest version.
    let sheets: [Measure]
    /// Whether there are sheets of other versions.
    let hasOlder: Bool
    /// Those of a member that don't fit the definition.
    let unfit: [Measure]
    /// Nil when the library hasn't got the definition.
    let measure: CoupleMeasure?
  }

  /// By their short names.
  let scales: [Scale]
  /// Whether there are practice ratings of other versions than the newest.
  let hasOlderRatings: Bool
  /// Whose newest aim is to separate or unsure, with that aim.
  let partingAims: [(member: Client.ID, kind: Aim.Kind)]
  /// Whether the treatment ended with the two separated.
  let isSeparated: Bool
  private let ratings: [Rating]
  private let library: Library

  /// The measures of a chart.
  ///
  /// - Parameter records: those of the chart that are for the page.
  init(of seen: Seen, records: Records, library: Library, covers: (Day) -> Bool = { _ in true }) {
    let isSeparated = seen.couple.closure.map { $0.outcome == .separated && $0.day <= seen.today } ?? false
    let partingAims = seen.everyMember.compactMap { member -> (member: Client.ID, kind: Aim.Kind)? in
      let newest = records.aims.last { $0.fact.member == member }?.kind
      return newest.flatMap { $0 == .separate || $0 == .unsure ? (member, $0) : nil }
    }
    let sheets = Dictionary(grouping: records.measures.filter { covers($0.fact.day) }, by: \.scale)
    scales = sheets.sorted { $0.key < $1.key }.map { id, all in
      let newest = all.map(\.version).max() ?? 1
      let sheets = all.filter { $0.version == newest }
      guard let scale = library.scale(id, version: newest) else {
        return Scale(id: id, sheets: sheets, hasOlder: sheets.count < all.count, unfit: [], measure: nil)
      }
      var scored: [Client.ID: [ScoredSheet]] = [:]
      var unfit: [Measure] = []
      for sheet in sheets {
        guard let member = sheet.fact.member else { continue }
        if let fit = ScoredSheet(sheet, by: scale) {
          scored[member, default: []].append(fit)
        } else {
          unfit.append(sheet)
        }
      }
      // Separating well is an outcome too: no class judges the satisfaction of two of whom one may want it. What one
      // says of oneself alone, as a mood, isn't about the two.
      let isJudged = scale.audience != .joint || !isSeparated && partingAims.isEmpty
      return Scale(
        id: id, sheets: sheets, hasOlder: sheets.count < all.count, unfit: unfit,
        measure: CoupleMeasure(of: scale, title: seen.text(scale.title), sheets: scored, mayClassify: isJudged))
    }
    let allRatings = records.ratings.filter { covers($0.fact.day) }
    let newest = allRatings.map(\.version).max()
    ratings = allRatings.filter { $0.version == newest }
    hasOlderRatings = ratings.count < allRatings.count
    self.isSeparated = isSeparated
    self.partingAims = partingAims
    self.library = library
  }

  /// The eight domains of the practice ratings.
  var domains: [CoupleMeasure] {
    Domain.allCases.map { domain in
      rating(domain.rawValue, library.ratings?.item(for: domain).title ?? domain.title) { rating in
        if case .value(let value)? = rating.values[domain] { value } else { nil }
      }
    }
  }

  /// One thing that practice ratings ask for, 0 to 10.
  func rating(_ id: String, _ title: String, _ value: (Rating) -> Int?) -> CoupleMeasure {
    var readings: [Client.ID: [MeasureReading]] = [:]
    for rating in ratings {
      guard let member = rating.fact.member, let value = value(rating) else { continue }
      readings[member, default: []]
        .append(MeasureReading(day: rating.fact.day, session: rating.session, value: Double(value)))
    }
    return CoupleMeasure(.rating, MeasureID(id), title: title, unit: "0-10", range: 0...10, readings: readings)
  }

  /// The member's newest aim, where it keeps classes away from the measure.
  func aim(of member: Client.ID, against measure: CoupleMeasure) -> Aim.Kind? {
    guard measure.scale != nil, !measure.mayClassify else { return nil }
    return partingAims.first { $0.member == member }?.kind
  }
}
