/// What the next session starts with, or what the counselor owes the couple.
public struct AgendaLine: Hashable, Recorded {
  /// The line's id, such as `a7`.
  public let id: RecordID
  /// Its day is the one on which it was written; it comes from no member.
  public let fact: Fact
  /// Whether it is the counselor's to do.
  public let isMine: Bool
  /// What is to be brought up or done, as it was typed.
  public let text: String
  /// The day it was dealt with, nil while it is open.
  public private(set) var done: Day?

  /// An agenda line with a text.
  public init(id: RecordID, fact: Fact, isMine: Bool, text: String, done: Day? = nil) throws(Problem) {
    guard id.kind == .agendaLine else { throw Problem(.internalFault, "id: \(id) is no agenda line") }
    self.id = id
    self.fact = fact
    self.isMine = isMine
    self.text = try Wording.text(text, field: "agenda line")
    self.done = done
  }
}

extension AgendaLine {
  /// Who may know when nothing is said: the counselor.
  public static let usualAudience = Audience.counselor

  /// Nil: an agenda line belongs to no session, it waits for the next.
  public var givenIn: RecordID? { nil }

  /// The line itself, whoever searches.
  public func searchedText(byCounselor: Bool) -> String? { text }

  /// That it was dealt with.
  public var parts: [RecordPart] { done.map { [RecordPart($0, "done")] } ?? [] }

  /// That it was dealt with shows only where the sight reaches that day.
  public func shown(in sight: Sight) -> AgendaLine? {
    var copy = self
    copy.done = done.flatMap { sight.shows(day: $0) ? $0 : nil }
    return copy
  }
}

extension Records {
  /// The agenda lines.
  public var agenda: [AgendaLine] {
    get { self[AgendaLine.self] }
    set { self[AgendaLine.self] = newValue }
  }
}
