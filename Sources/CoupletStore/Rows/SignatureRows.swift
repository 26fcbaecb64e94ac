public import CoupletCore
import Crypto
import Foundation
import GRDB

extension Signature {
  init(_ row: StoredRow) throws {
    guard let zone = try row.zone() else { throw row.damaged("its zone is missing") }
    self.init(
      author: try row.value("author"), credential: try row.value("credential"), clock: try row.moment("clock"),
      zone: zone, digest: try row.value("digest"))
  }
}

extension Addendum {
  init(_ row: StoredRow) throws {
    try self.init(kind: row.choice("kind"), why: row.value("why"), text: row.value("text"), signature: Signature(row))
  }
}

/// Signatures and addenda: once written, nothing of them is ever changed.
extension Change {
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
    let counselor = try Practice.counselor(database)
    guard let name = counselor.name else { throw Self.noName }
    guard let digest = note.signature?.digest else {
      throw Problem(.refused, "\(note.id) is a draft", hint: .editNote(note.id))
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
    try insert(
      "addendum",
      ["note": try key(touching: note), "place": place, "kind": kind.rawValue, "why": why, "text": text]
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
    Problem(.refused, "sign: the practice has no counselor's name", hint: .nameCounselor)
  }
}
