import CoupletCore
import GRDB

/// Whether signed texts and their hours are those that were signed: digests are computed again from what stands in the file.
enum SignatureCheck {
  /// The finding for a file's check, nil for a file of a schema without signatures.
  static func finding(_ database: Database) throws -> FileCheck.Finding? {
    guard try database.tableExists("note_signature") else { return nil }
    let couples = try Int.fetchAll(
      database, sql: "SELECT DISTINCT couple FROM fact JOIN note_signature USING (id)")
    var count = 0
    var broken: [String] = []
    for couple in couples {
      let reader = RecordReader(database, couple: Couple.ID(number: couple))
      let sessions = try Session.read(reader)
      for note in try Note.read(reader) where note.signature != nil {
        count += 1 + note.addenda.count
        if !isWhole(note) { broken.append("text of \(note.id)") }
        if let hour = note.signedHour, sessions.first(where: { $0.id == note.session })?.signedForm != hour {
          broken.append("hour of \(note.id)")
        }
      }
    }
    guard broken.isEmpty else {
      return FileCheck.Finding(
        "signatures", .broken, "not as it was signed: \(broken.prefix(5).joined(separator: ", "))",
        remedy: .words("an older backup has it as it was"))
    }
    return FileCheck.Finding(
      "signatures", .sound, count == 0 ? "nothing is signed yet" : "all \(count) texts are as they were signed")
  }

  private static func isWhole(_ note: Note) -> Bool {
    guard let signature = note.signature,
      Change.digest(CanonicalForm.of(note, CanonicalForm.Signer(signature))) == signature.digest
    else { return false }
    return zip(note.addenda, 1...).allSatisfy { addendum, place in
      guard let why = addendum.why else { return false }
      let form = CanonicalForm.of(
        addendum: addendum.kind, why: why, text: addendum.text, to: note, digest: signature.digest, place: place,
        CanonicalForm.Signer(addendum.signature))
      return Change.digest(form) == addendum.signature.digest
    }
  }
}
