public import CoupletCore
import Crypto
import Foundation
import GRDB

/// Signatures, addenda, strikes and changes of audience.
extension Change {
  /// Adds a note.
  ///
  /// - Throws: refused when its session was struck meanwhile.
  public func add(_ note: Note) throws {
    if try isStruck(note.session) { throw Problem(.refused, "\(note.session) was struck meanwhile; nothing was saved") }
    let row = try insert(note, text: note.text)
    try insert(
      "note",
      [
        "id": row, "session": try key(of: note.session), "format": note.format, "format_version": note.formatVersion,
        "state": Note.State.draft.rawValue,
      ])
  }

  /// Writes a draft again under its id.
  ///
  /// - Parameter old: as it was read; what another command wrote meanwhile must not be lost.
  /// - Throws: refused when it is another now.
  public func replace(_ old: Note, with note: Note) throws {
    try requireUnchanged(old)
    try update(note, text: note.text)
  }

  /// Refuses to go on with a note that another command has changed, signed or struck since it was read.
  private func requireUnchanged(_ note: Note) throws {
    let now = try RecordReader(database, couple: note.fact.couple).notes().first { $0.id == note.id }
    guard now == note, try !isStruck(note.id) else {
      throw Problem(
        .refused, "\(note.id) was changed meanwhile; nothing was saved", hint: "look at it, then do it again")
    }
  }

  private func isStruck(_ record: RecordID) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM strike WHERE fact = ? AND lifted IS NULL)",
      arguments: [try key(of: record)])!
  }

  /// Signs a draft with the counselor's name of today and the clock's time.
  ///
  /// - Throws: refused for a note that is signed already, and where the practice has no counselor's name.
  public func sign(_ note: Note, zone: Zone) throws -> Note {
    // What is signed is what was shown.
    try requireUnchanged(note)
    let counselor = try Practice.counselor(database)
    guard let name = counselor.name else { throw Self.noName }
    let form = CanonicalForm.of(note, author: name, credential: counselor.credential, clock: clock, zone: zone)
    let signature = Signature(
      author: name, credential: counselor.credential, clock: clock, zone: zone, digest: Self.digest(form))
    let signed = try note.signed(signature)
    touch(couple: note.fact.couple, record: note.id)
    let row = try key(of: note.id)
    // The state first: from the signature on, the row is never changed again.
    try update("note", row: row, ["state": Note.State.signed.rawValue])
    try insert("note_signature", ["id": row] + columns(signature))
    return signed
  }

  /// Adds to a signed note; each addition is signed by itself.
  ///
  /// - Throws: refused for a draft, and where the practice has no counselor's name.
  public func amend(
    _ note: Note, _ kind: Addendum.Kind, why: String, text: String, zone: Zone
  ) throws -> Note {
    let counselor = try Practice.counselor(database)
    guard let name = counselor.name else { throw Self.noName }
    guard let digest = note.signature?.digest else {
      throw Problem(.refused, "\(note.id) is a draft", hint: "couplet note edit \(note.id) changes its text")
    }
    try requireUnchanged(note)
    let why = try Wording.name(why, field: "why")
    let text = try Wording.text(text, field: "addendum")
    let place = note.addenda.count + 1
    let form = CanonicalForm.of(
      addendum: kind, why: why, text: text, to: note, digest: digest, place: place, author: name,
      credential: counselor.credential, clock: clock, zone: zone)
    let signature = Signature(
      author: name, credential: counselor.credential, clock: clock, zone: zone, digest: Self.digest(form))
    let addendum = try Addendum(kind: kind, why: why, text: text, signature: signature)
    touch(couple: note.fact.couple, record: note.id)
    try insert(
      "addendum",
      ["note": try key(of: note.id), "place": place, "kind": kind.rawValue, "why": why, "text": text]
        + columns(signature))
    return try note.amended(addendum)
  }

  private func columns(_ signature: Signature) -> Values {
    [
      "author": signature.author, "credential": signature.credential, "clock": signature.clock.description,
      "zone": signature.zone.name, "zone_offset": signature.zone.offset, "digest": signature.digest,
    ]
  }

  static func digest(_ form: String) -> String {
    SHA256.hash(data: Data(form.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static var noName: Problem {
    Problem(.refused, "sign: the practice has no counselor's name", hint: "couplet counselor --name NAME")
  }

  // MARK: Entered in error

  /// Strikes a record: it stays as it was and leaves everything.
  public func strike(_ record: RecordID, of couple: Couple.ID, why: String, movedTo: RecordID? = nil) throws {
    let counselor = try Practice.counselor(database)
    let strike = try Strike(
      record: record, clock: clock, who: counselor.name ?? stamp.who, why: why, movedTo: movedTo)
    touch(couple: couple, record: record)
    try insert(
      "strike",
      [
        "fact": try key(of: record), "clock": strike.clock.description, "who": strike.who, "why": strike.why,
        "moved_to": try movedTo.map(key),
      ])
  }

  /// Lifts a strike: the record is there again.
  public func lift(_ strike: Strike, of couple: Couple.ID, why: String) throws {
    touch(couple: couple, record: strike.record)
    let row = try Int64.fetchOne(
      database, sql: "SELECT id FROM strike WHERE fact = ? AND lifted IS NULL", arguments: [try key(of: strike.record)])
    guard let row else { throw Problem(.refused, "\(strike.record) is not struck") }
    try update(
      "strike", row: row, ["lifted": clock.description, "lifted_why": try Wording.name(why, field: "why")])
  }

  // MARK: Audience

  /// Gives a record another audience, with the reason.
  public func change(audienceOf record: some Recorded, to audience: Audience, why: String) throws {
    let before = record.fact.audience.columns
    let after = audience.columns
    try insert(
      "audience_change",
      [
        "fact": try key(of: record.id), "clock": clock.description, "before": before.word, "before_of": before.of,
        "after": after.word, "after_of": after.of, "why": try Wording.name(why, field: "why"),
      ])
    try narrow(record, to: audience)
  }

  /// Gives a record another audience.
  private func narrow(_ record: some Recorded, to audience: Audience) throws {
    touch(couple: record.fact.couple, record: record.id)
    try update("fact", row: try key(of: record.id), columns(audience))
  }

  /// Narrows what hangs on a session along with it.
  public func apply(_ narrowing: Narrowing, of session: Session, to audience: Audience, why: String) throws {
    for (record, audience) in narrowing.records { try change(audienceOf: record, to: audience, why: why) }
    for (injury, _) in narrowing.injuries { try narrow(ratingsOf: injury, givenIn: session.id, to: audience) }
    for line in narrowing.lines {
      touch(couple: line.fact.couple, record: line.id)
      try update("jot", row: try key(of: line.id), ["heard_by": narrowing.hearer?.number])
    }
  }

  /// Narrows the ratings of an injury that were given in a session.
  private func narrow(ratingsOf injury: Injury, givenIn session: RecordID, to audience: Audience) throws {
    touch(couple: injury.fact.couple, record: injury.id)
    let ratings = try Row.fetchAll(
      database, sql: "SELECT * FROM injury_rating WHERE injury = ? AND session = ?",
      arguments: [try key(of: injury.id), try key(of: session)])
    for rating in ratings {
      let now = try rating.saidAudience() ?? injury.fact.audience
      try update("injury_rating", row: rating["id"], columns(now.narrowed(by: audience)))
    }
  }

  // MARK: The counselor

  /// Writes the counselor's name, credential and ways of working.
  public func replace(_ counselor: Counselor) throws {
    try update(
      "practice", row: 1,
      [
        "counselor": counselor.name, "credential": counselor.credential, "note_format": counselor.noteFormat,
        "sign_within": counselor.signWithin,
      ])
  }

  /// Notes that a page left the practice.
  public func add(_ disclosure: Disclosure) throws {
    touch(couple: disclosure.couple)
    let audience = disclosure.audience.columns
    try insert(
      "disclosure",
      [
        "couple": disclosure.couple.number, "clock": disclosure.clock.description, "day": disclosure.day.description,
        "page": disclosure.page, "audience": audience.word, "audience_of": audience.of, "to_whom": disclosure.toWhom,
      ])
  }
}

extension Audience {
  /// The word and the client by which tables keep it.
  var columns: (word: String, of: Int?) {
    switch self {
    case .joint: ("joint", nil)
    case .counselor: ("counselor", nil)
    case .member(let client): ("member", client.number)
    }
  }
}
