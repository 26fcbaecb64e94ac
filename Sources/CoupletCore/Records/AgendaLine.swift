/// What the next session starts with, or what the counselor owes the couple.
public struct AgendaLine: Hashable, Recorded {
  public let id: RecordID
  public let fact: Fact
  /// Whether it is the counselor's to do.
  public let isMine: Bool
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

  public var givenIn: RecordID? { nil }

  public func searchedText(byCounselor: Bool) -> String? { text }

  public var parts: [RecordPart] { done.map { [RecordPart($0, "done")] } ?? [] }

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
