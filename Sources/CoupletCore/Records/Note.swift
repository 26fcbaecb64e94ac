/// The text of a session in a format.
public struct Note: Hashable, Recorded {
  /// Where a note stands between writing and the file room.
  public enum State: String, Sendable, CaseIterable {
    case draft
  }

  public let id: RecordID
  public let fact: Fact
  /// The session that it is about.
  public let session: RecordID
  /// The format's id; `narrative` is one text without sections.
  public let format: String
  public let state: State
  public let text: String

  /// A note with a text.
  public init(
    id: RecordID, fact: Fact, session: RecordID, format: String = "narrative", state: State = .draft,
    text: String
  ) throws(Problem) {
    guard id.kind == .note, session.kind == .session else {
      throw Problem(.internalFault, "id: \(id) of \(session) is no note of a session")
    }
    self.id = id
    self.fact = fact
    self.session = session
    self.format = try Wording.name(format, field: "format")
    self.state = state
    self.text = try Wording.text(text, field: "note")
  }

  /// The same with another text.
  public func with(text: String) throws(Problem) -> Note {
    try Note(id: id, fact: fact, session: session, format: format, state: state, text: text)
  }

  /// The same on another day, as its session moves.
  public func with(day: Day) throws(Problem) -> Note {
    try Note(id: id, fact: fact.with(day: day), session: session, format: format, state: state, text: text)
  }
}
