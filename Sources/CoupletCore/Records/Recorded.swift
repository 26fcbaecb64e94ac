/// Whatever stands in a couple's chart: it leaves the chart through a ``Sight`` alone.
public protocol Shelved: Hashable, Sendable {
  /// The same as the sight shows it, nil where it doesn't.
  func seen(in sight: Sight) -> Self?
  /// Whether one stands before the other in a list.
  static func comesBefore(_ left: Self, _ right: Self) -> Bool
}

/// A record in a couple's chart.
///
/// What a kind has to say of itself has no default on purpose: one that forgets it doesn't compile.
public protocol Recorded: Shelved {
  /// The record's id, whose letter says its kind.
  var id: RecordID { get }
  /// Whose chart it stands in, its day, and who may know of it.
  var fact: Fact { get }
  /// The session with which it was entered and whose audience it keeps to, nil for what belongs to none.
  var givenIn: RecordID? { get }
  /// Whether it stands in the chart before its day.
  var isAhead: Bool { get }
  /// The same with those alone of its parts that the sight shows, nil where it isn't for that reader at all; the fact
  /// itself is open to it.
  func shown(in sight: Sight) -> Self?
  /// What was said of it after it was written, each the same whoever may know of it; empty for a kind of which nothing is.
  var parts: [RecordPart] { get }
  /// The words that a search reads, nil where it reads none.
  ///
  /// - Parameter byCounselor: whether the counselor searches, for her own page.
  func searchedText(byCounselor: Bool) -> String?
}

/// Something that was said of a record later, by which it can be found again when its audience has changed.
public struct RecordPart: Hashable, Sendable {
  let day: Day
  let says: Client.ID?
  let what: String

  /// - Parameters:
  ///   - says: whose word it is, nil where it is nobody's or the counselor's.
  ///   - what: what tells it from other parts of that record, day and member.
  init(_ day: Day, says: Client.ID? = nil, _ what: String) {
    self.day = day
    self.says = says
    self.what = what
  }
}

extension Recorded {
  /// What has not come yet is not seen.
  public var isAhead: Bool { false }

  /// Nothing of a record whose fact isn't open, else what its kind shows.
  public func seen(in sight: Sight) -> Self? { sight.admits(self) ? shown(in: sight) : nil }

  /// Oldest first: by day, then in the order of giving ids.
  public static func comesBefore(_ left: Self, _ right: Self) -> Bool {
    (left.fact.day, left.id.number) < (right.fact.day, right.id.number)
  }
}
