public import CoupletCore

/// Jots as outputs show them.
extension Jot: ListedRecord {
  /// The time of day.
  public func parts(in chart: Seen) -> [String?] { [time.description, "jot"] }

  /// Who heard them is the counselor's, and has a column where it is known of one.
  public static func columns(of jots: [Jot], in chart: Seen) -> [ListColumn<Jot>] {
    let tellsHearer = chart.isForCounselor && jots.contains { $0.heardBy != nil }
    return [.date, ListColumn("time") { $0.time.description }]
      + (tellsHearer ? [ListColumn("heard by") { chart.called($0.heardBy) }] : [])
      + [ListColumn("text") { chart.line($0.text) }]
  }

  /// Its time and text, and the note and the session that it belongs to; who heard it is the counselor's.
  public func object(in chart: Seen) -> JSONValue {
    [
      "time": .string(time.description), "text": chart.string(text), "note": chart.id(note),
      "session": chart.sessionID(session), "heard_by": chart.isForCounselor ? chart.person(heardBy) : .null,
    ]
  }
}
