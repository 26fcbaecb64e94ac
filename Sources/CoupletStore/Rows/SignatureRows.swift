public import CoupletCore
import Crypto
import Foundation
import GRDB

extension Signature {
  init(_ row: StoredRow) throws {
    guard let zone = try row.zone() else { throw row.damaged("its zone is missing") }
    self.init(
      author: try row.value("author"), credential: try row.value("credential"), clock: try row.moment("clock"),
      zone: zone, digest: try row.value("digest"), hour: try row.value("hour"))
  }
}

extension Addendum {
  init(_ row: StoredRow) throws {
    try self.init(kind: row.choice("kind"), why: row.value("why"), text: row.value("text"), signature: Signature(row))
  }
}

/// What a correction of a signed hour needs besides the hour.
public struct HourCorrection {
  let why: String?
  let zone: Zone
  let name: (Client.ID) -> String

  /// - Parameters:
  ///   - why: the reason, for the counselor alone; nil where none was given.
  ///   - zone: the zone of the wall clock as it is signed.
  ///   - name: what a member is called.
  public init(why: String?, zone: Zone, name: @escaping (Client.ID) -> String) {
    self.why = why
    self.zone = zone
    self.name = name
  }
}

/// Signatures and addenda: once written, nothing of them is ever changed.
extension Change {
  /// Signs a draft, and its hour as it stands, with the counselor's name of today and the clock's time.
  ///
  /// - Throws: refused for a note that is signed already, and where the practice has no counselor's name.
  public func sign(_ note: Note, zone: Zone) throws -> Note {
    // What is signed is what was shown.
    try requireUnchanged(note)
    let signer = try signer(zone, hour: try session(note.session, of: note.fact.couple).signedForm)
    let signature = signer.signature(digest: Self.digest(CanonicalForm.of(note, signer)))
    let signed = try note.signed(signature)
    // The state first: from the signature on, the row is never changed again.
    try insert("note_signature", ["id": try markSigned(note)] + columns(signature))
    return signed
  }

  /// Adds to a signed note; each addition is signed by itself.
  ///
  /// - Throws: refused for a draft, and where the practice has no counselor's name.
  public func amend(
    _ note: Note, _ kind: Addendum.Kind, why: String, text: String, zone: Zone
  ) throws -> Note {
    guard note.signature != nil else {
      throw Problem(.refused, "\(note.id) is a draft", hint: .editNote(note.id))
    }
    try requireUnchanged(note)
    return try note.amended(try add(kind, to: note, why: why, text: text, try signer(zone, hour: nil), revision: nil))
  }

  /// Corrects the hour under every note of it that is signed, struck ones too, and makes the session's next revision.
  ///
  /// - Parameter write: writes the hour as it will be, but for its revision; it gets the hour as it was.
  /// - Throws: refused without a reason.
  func correct(_ session: Session, _ correction: HourCorrection, _ write: (_ before: Session) throws -> Void) throws {
    let before = try self.session(session.id, of: session.fact.couple)
    let signed = try Note.read(RecordReader(database, couple: session.fact.couple))
      .filter { $0.session == session.id && $0.signature != nil }
    guard !signed.isEmpty, before.signedForm != session.signedForm else { return try write(before) }
    guard let why = correction.why else {
      throw Problem(
        .refused, "\(signed[0].id) of \(session.id) is signed; a correction of its hour needs a reason", hint: .giveWhy)
    }
    let row = try key(of: session.id)
    let revision =
      try 1 + (Int.fetchOne(database, sql: "SELECT revision FROM session WHERE id = ?", arguments: [row]) ?? 0)
    let text = session.corrections(of: before, name: correction.name).joined(separator: "\n")
    let signer = try signer(correction.zone, hour: session.signedForm)
    for note in signed {
      _ = try add(.correction, to: note, why: why, text: text, signer, revision: revision)
    }
    try write(before)
    try setRevision(revision, ofSession: row)
    isFinal = true
  }

  private func add(
    _ kind: Addendum.Kind, to note: Note, why: String, text: String, _ signer: CanonicalForm.Signer, revision: Int?
  ) throws -> Addendum {
    guard let digest = note.signature?.digest else { throw Problem(.internalFault, "\(note.id) is a draft") }
    let why = try Wording.name(why, field: "why")
    let text = try Wording.text(text, field: "addendum")
    let place = note.addenda.count + 1
    let form = CanonicalForm.of(addendum: kind, why: why, text: text, to: note, digest: digest, place: place, signer)
    let signature = signer.signature(digest: Self.digest(form))
    try insert(
      "addendum",
      [
        "note": try key(touching: note), "place": place, "kind": kind.rawValue, "why": why, "text": text,
        "revision": revision,
      ] + columns(signature))
    return try Addendum(kind: kind, why: why, text: text, signature: signature)
  }

  private func signer(_ zone: Zone, hour: String?) throws -> CanonicalForm.Signer {
    let counselor = try Practice.counselor(database)
    guard let name = counselor.name else {
      throw Problem(.refused, "sign: the practice has no counselor's name", hint: .nameCounselor)
    }
    return CanonicalForm.Signer(
      author: name, credential: counselor.credential, clock: clock, zone: zone, hour: hour)
  }

  private func session(_ id: RecordID, of couple: Couple.ID) throws -> Session {
    guard let session = try Session.read(RecordReader(database, couple: couple)).first(where: { $0.id == id }) else {
      throw Problem(.damaged, "file: \(id) can't be read")
    }
    return session
  }

  private func columns(_ signature: Signature) -> Values {
    [
      "author": signature.author, "credential": signature.credential, "clock": signature.clock.description,
      "zone": signature.zone.name, "zone_offset": signature.zone.offset, "digest": signature.digest,
      "hour": signature.hour,
    ]
  }

  static func digest(_ form: String) -> String {
    SHA256.hash(data: Data(form.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
