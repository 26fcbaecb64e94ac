/// One line with its time, between two hours; the counselor's until it stands in a note.
public struct Jot: Hashable, Recorded {
  public let id: RecordID
  public let fact: Fact
  /// The time of day on the wall clock.
  public let time: MinuteOfDay
  public let text: String
  /// The note that took it in, nil while it waits.
  public let note: RecordID?
  /// The session while which it was written, nil between two hours.
  public let session: RecordID?
  /// The one member who was in the room when it was written, nil for all who were at the session.
  public let heardBy: Client.ID?

  /// A jot with a text.
  public init(
    id: RecordID, fact: Fact, time: MinuteOfDay, text: String, note: RecordID? = nil, session: RecordID? = nil,
    heardBy: Client.ID? = nil
  ) throws(Problem) {
    guard id.kind == .jot else { throw Problem(.internalFault, "id: \(id) is no jot") }
    self.id = id
    self.fact = fact
    self.time = time
    self.text = try Wording.text(text, field: "jot")
    self.note = note
    self.session = session
    self.heardBy = heardBy
  }

  /// Whether it may be taken into a note for that audience: what one said alone goes into no other's.
  public func mayGo(into audience: Audience) -> Bool {
    heardBy.map { Audience.member($0).narrowed(by: audience) == audience } ?? true
  }

  /// The same without the note that took it in, or the session in which it was written, where these are struck.
  func released(from struck: Set<RecordID>) -> Jot {
    let isInNote = note.map { !struck.contains($0) } ?? false
    let isOfSession = session.map { !struck.contains($0) } ?? false
    guard isInNote != (note != nil) || isOfSession != (session != nil) else { return self }
    let free = try? Jot(
      id: id, fact: fact, time: time, text: text, note: isInNote ? note : nil, session: isOfSession ? session : nil,
      heardBy: heardBy)
    return free ?? self
  }
}

/// What the next session starts with, or what the counselor owes the couple.
public struct AgendaLine: Hashable, Recorded {
  public let id: RecordID
  public let fact: Fact
  /// Whether it is the counselor's to do.
  public let isMine: Bool
  public let text: String
  /// The day it was dealt with, nil while it is open.
  public let done: Day?

  /// An agenda line with a text.
  public init(id: RecordID, fact: Fact, isMine: Bool, text: String, done: Day? = nil) throws(Problem) {
    guard id.kind == .agendaLine else { throw Problem(.internalFault, "id: \(id) is no agenda line") }
    self.id = id
    self.fact = fact
    self.isMine = isMine
    self.text = try Wording.text(text, field: "agenda line")
    self.done = done
  }

  /// The line as it stood on a day.
  func asOf(_ today: Day) -> AgendaLine {
    guard let done, done > today, let open = try? AgendaLine(id: id, fact: fact, isMine: isMine, text: text) else {
      return self
    }
    return open
  }
}

/// A call, message or letter between sessions; not a session.
public struct Contact: Hashable, Recorded {
  /// How it came.
  public enum Mode: String, Sendable, CaseIterable {
    case phone, text, mail
  }

  public let id: RecordID
  public let fact: Fact
  /// The third person it was with, nil when it was with the fact's member.
  public let other: String?
  public let mode: Mode
  /// How long it took, where that is known.
  public let minutes: Int?
  public let text: String

  /// A contact with a member or with a third person, one of the two.
  public init(
    id: RecordID, fact: Fact, other: String?, mode: Mode, minutes: Int?, text: String
  ) throws(Problem) {
    guard id.kind == .contact, (other == nil) != (fact.member == nil) else {
      throw Problem(.internalFault, "id: \(id) is no contact with a member or a third person")
    }
    if let minutes, !(1...Session.longest).contains(minutes) {
      throw Problem(.badData, "minutes: \(minutes) is outside 1 to \(Session.longest)")
    }
    if let other { self.other = try Wording.name(other, field: "with") } else { self.other = nil }
    self.id = id
    self.fact = fact
    self.mode = mode
    self.minutes = minutes
    self.text = try Wording.text(text, field: "contact")
  }
}

/// A small win, printed before problems on every page for the couple.
public struct Win: Hashable, Recorded {
  public let id: RecordID
  public let fact: Fact
  /// The member who noticed it, where somebody did.
  public let noticedBy: Client.ID?
  public let text: String

  /// A win with a text.
  public init(id: RecordID, fact: Fact, noticedBy: Client.ID?, text: String) throws(Problem) {
    guard id.kind == .win else { throw Problem(.internalFault, "id: \(id) is no win") }
    self.id = id
    self.fact = fact
    self.noticedBy = noticedBy
    self.text = try Wording.text(text, field: "win")
  }
}
