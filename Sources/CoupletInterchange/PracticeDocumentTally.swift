public import CoupletCore

/// What the counselor of a document counted of one member in one session.
public struct DocumentTally: Hashable, Sendable {
  /// An index into the couple's sessions.
  public let session: Int
  /// The index of the member.
  public let member: Int
  /// Nil for the whole session.
  public let minutes: Int?
  /// Zero was looked for and not seen; what isn't here was not observed.
  public let counts: [Tally.Key: Int]

  init(
    _ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart, _ sessions: [DocumentSession]
  ) throws(Problem) {
    try entry.allow(["session", "member", "minutes", "counts"])
    session = try chart.session(entry.required("session"))
    member = try chart.member(entry.required("member"))
    guard sessions[session].attendance[member]?.wasThere == true else {
      throw try entry.required("member").problem("was not at that session")
    }
    minutes = try entry.optional("minutes")?.int(in: 1...Session.longest)
    let group = try entry.required("counts")
    try group.allow(Tally.Key.allCases.map(\.rawValue))
    var counts: [Tally.Key: Int] = [:]
    for key in Tally.Key.allCases {
      if let part = group.optional(key.rawValue) { counts[key] = try part.int(in: Tally.range) }
    }
    guard !counts.isEmpty else { throw group.problem("there is nothing to enter") }
    self.counts = counts
  }
}
