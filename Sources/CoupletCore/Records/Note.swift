/// The text of a session in a format; once signed it stays as it is, and what is to be said later is an addendum.
public struct Note: Hashable, Recorded {
  /// Where a note stands between writing and the file room.
  public enum State: String, Sendable, CaseIterable {
    case draft, signed
  }

  /// Days between a session and the writing of its note after which it is marked as late.
  public static let lateAfterDays = 2
  /// The format of a text without sections.
  public static let narrative = "narrative"

  /// The note's id, such as `n12`.
  public let id: RecordID
  /// Its day is the session's; it comes from no member.
  public let fact: Fact
  /// The session that it is about.
  public let session: RecordID
  /// The format's id; `narrative` is one text without sections.
  public let format: String
  /// The format's version, nil for a text that was written without one.
  public let formatVersion: Int?
  /// Sections begin with their heading on a line of its own.
  public let text: String
  /// Who signed it and when, nil for a draft.
  public let signature: Signature?
  /// Oldest first; none on a draft.
  public private(set) var addenda: [Addendum]

  /// A note with a text.
  public init(
    id: RecordID, fact: Fact, session: RecordID, format: String = Note.narrative, formatVersion: Int? = nil,
    text: String, signature: Signature? = nil, addenda: [Addendum] = []
  ) throws(Problem) {
    guard id.kind == .note, session.kind == .session else {
      throw Problem(.internalFault, "id: \(id) of \(session) is no note of a session")
    }
    self.id = id
    self.fact = fact
    self.session = session
    self.format = try Wording.name(format, field: "format")
    self.formatVersion = formatVersion
    self.text = try Wording.text(text, field: "note")
    self.signature = signature
    self.addenda = addenda
  }

  /// Whether it can still be changed.
  public var state: State { signature == nil ? .draft : .signed }

  /// The same with another text.
  ///
  /// - Throws: refused for a signed note.
  public func with(text: String) throws(Problem) -> Note {
    try refuseSigned()
    return try Note(
      id: id, fact: fact, session: session, format: format, formatVersion: formatVersion, text: text)
  }

  /// The same on another day, as its session moves.
  ///
  /// - Throws: refused for a signed note.
  public func with(day: Day) throws(Problem) -> Note {
    try refuseSigned()
    return try Note(
      id: id, fact: fact.with(day: day), session: session, format: format, formatVersion: formatVersion, text: text)
  }

  /// The same with a signature.
  public func signed(_ signature: Signature) throws(Problem) -> Note {
    try refuseSigned()
    return try Note(
      id: id, fact: fact, session: session, format: format, formatVersion: formatVersion, text: text,
      signature: signature)
  }

  /// The same with an addendum behind the others.
  public func amended(_ addendum: Addendum) throws(Problem) -> Note {
    guard signature != nil else {
      throw Problem(.refused, "\(id) is a draft", hint: .editNote(id))
    }
    return try Note(
      id: id, fact: fact, session: session, format: format, formatVersion: formatVersion, text: text,
      signature: signature, addenda: addenda + [addendum])
  }

  private func refuseSigned() throws(Problem) {
    guard let signature else { return }
    throw Problem(.refused, "\(id) was signed on \(signature.day)", hint: .amendNote(id))
  }

  /// The hour as the counselor signed it last, with its corrections; nil for a draft, and where nothing was said of it.
  public var signedHour: String? { addenda.last { $0.signature.hour != nil }?.signature.hour ?? signature?.hour }

  /// Days from its session to its writing, by the wall clock of that zone.
  public func daysLate(offset: Int) -> Int { fact.written.day(offset: offset).days(since: fact.day) }
}

/// Who signed a text, when by the clock, and the digest of what was signed.
public struct Signature: Hashable, Sendable {
  /// The counselor's name as it was then.
  public let author: String
  /// The counselor's credential as it was then.
  public let credential: String?
  /// When it was signed, by the clock.
  public let clock: Instant
  /// The zone of the wall clock as it was signed.
  public let zone: Zone
  /// SHA-256 over the canonical form, as 64 hexadecimal digits.
  public let digest: String
  /// The hour as it stood then, as ``Session/signedForm`` writes it; nil in signatures that say nothing of it.
  public let hour: String?

  /// A signature.
  public init(
    author: String, credential: String?, clock: Instant, zone: Zone, digest: String, hour: String? = nil
  ) {
    self.author = author
    self.credential = credential
    self.clock = clock
    self.zone = zone
    self.digest = digest
    self.hour = hour
  }

  /// The day on the wall clock.
  public var day: Day { clock.day(offset: zone.offset) }

  /// The time of day on the wall clock.
  public var time: MinuteOfDay { clock.minute(offset: zone.offset) }
}

/// What is added to a signed text; the text itself stays.
public struct Addendum: Hashable, Sendable {
  /// Why something is added.
  public enum Kind: String, Sendable, CaseIterable {
    case addendum, correction
    case lateEntry = "late-entry"
  }

  /// Whether it adds something, corrects it, or comes late.
  public let kind: Kind
  /// The reason, for the counselor alone; nil for every other reader.
  public fileprivate(set) var why: String?
  /// What is added, as it was typed.
  public let text: String
  /// Who signed the addendum and when; what is signed has the note's digest in it, and where it corrects the hour, how that
  /// stands from then on.
  public let signature: Signature

  /// An addendum with its reason, text and signature.
  public init(kind: Kind, why: String, text: String, signature: Signature) throws(Problem) {
    self.kind = kind
    self.why = try Wording.name(why, field: "why")
    self.text = try Wording.text(text, field: "addendum")
    self.signature = signature
  }
}

extension Note {
  /// Who may know when nothing is said: those who may know of its session.
  public static func usualAudience(of session: Session) -> Audience { session.fact.audience }

  /// The session that it is about.
  public var givenIn: RecordID? { session }

  /// The text, and each addendum under a heading with its kind, whoever searches.
  public func searchedText(byCounselor: Bool) -> String? {
    ([text] + addenda.map { "\(NoteText.mark)\($0.kind.rawValue)\n\($0.text)" }).joined(separator: "\n")
  }

  /// Each addendum.
  public var parts: [RecordPart] { addenda.map { RecordPart($0.signature.day, $0.text) } }

  /// What was added while one of the readers was not in the treatment is not for them.
  public func shown(in sight: Sight) -> Note? {
    var copy = self
    copy.addenda.removeAll { !sight.wereThere(on: $0.signature.day) }
    if !sight.isCounselors {
      for place in copy.addenda.indices { copy.addenda[place].why = nil }
    }
    return copy
  }
}

extension Records {
  /// The session notes.
  public var notes: [Note] {
    get { self[Note.self] }
    set { self[Note.self] = newValue }
  }
}
