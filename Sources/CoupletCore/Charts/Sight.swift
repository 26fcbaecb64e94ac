/// What a reader may see of a chart: the one test that facts, and what was said of them later, pass alike.
public struct Sight: Sendable {
  /// Who reads.
  public let viewer: Audience
  /// Whether the page is for the counselor's supervisor, who reads nothing that one member told alone.
  public let isForSupervision: Bool
  /// The last day of which anything is shown.
  public let last: Day
  /// Those among the readers who must have been in the treatment on a fact's day.
  private let readers: [Client.ID]
  private let couple: Couple?
  private let struck: Set<RecordID>

  /// What `viewer` may see on the day `today`, without what happened while one of the readers was not in the treatment.
  ///
  /// - Parameter struck: what was entered in error and is left out.
  init(_ viewer: Audience, of couple: Couple, asOf today: Day, without struck: Set<RecordID> = []) {
    readers =
      switch viewer {
      case .counselor: []
      case .joint: couple.members(on: today)
      case .member(let member): [member]
      }
    last = min(today, readers.compactMap(couple.lastDay).min() ?? today)
    isForSupervision = false
    (self.viewer, self.couple, self.struck) = (viewer, couple, struck)
  }

  private init(_ viewer: Audience, isForSupervision: Bool) {
    (self.viewer, self.isForSupervision, last) = (viewer, isForSupervision, Day.range.upperBound)
    (readers, couple, struck) = ([], nil, [])
  }

  /// What is joint of a chart that was seen by somebody else already.
  static let joint = Sight(.joint, isForSupervision: false)
  /// What the counselor's supervisor may see of what the counselor sees.
  static let supervision = Sight(.counselor, isForSupervision: true)

  /// Whether it is the counselor's own.
  public var isCounselors: Bool { viewer == .counselor && !isForSupervision }

  /// Whether something of that audience is open to the reader.
  public func isOpen(_ audience: Audience) -> Bool {
    isForSupervision ? !audience.isOneMembers : audience.isOpen(to: viewer)
  }

  /// Whether something that was said of a record on a day is shown.
  ///
  /// - Parameter audience: who may know of it, where fewer may than of the record.
  public func shows(day: Day, audience: Audience? = nil) -> Bool {
    (audience.map(isOpen) ?? true) && day <= last && wereThere(on: day)
  }

  /// Whether all the readers were in the treatment on a day.
  public func wereThere(on day: Day) -> Bool {
    readers.allSatisfy { couple?.wasThere($0, on: day) ?? false }
  }

  /// Whether a record was entered in error, and is left out.
  public func isStruck(_ record: RecordID) -> Bool { struck.contains(record) }

  /// Whether a record's fact is open.
  func admits(_ record: some Recorded) -> Bool {
    !isStruck(record.id) && isOpen(record.fact.audience) && (record.isAhead || record.fact.day <= last)
      && wereThere(on: record.fact.day)
  }
}
