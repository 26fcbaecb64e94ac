import CoupletCore
import GRDB

/// Whether signed texts are those that were signed: their digests are computed again from what stands in the file.
enum SignatureCheck {
  /// The finding for a file's check, nil for a file of a schema without signatures.
  static func finding(_ database: Database) throws -> FileCheck.Finding? {
    guard try database.tableExists("note_signature") else { return nil }
    let couples = try Int.fetchAll(
      database, sql: "SELECT DISTINCT couple FROM fact JOIN note_signature USING (id)")
    var count = 0
    var broken: [RecordID] = []
    for couple in couples {
      let notes = try Note.read(RecordReader(database, couple: Couple.ID(number: couple)))
      for note in notes where note.signature != nil {
        count += 1 + note.addenda.count
        if !isWhole(note) { broken.append(note.id) }
      }
    }
    guard broken.isEmpty else {
      let ids = broken.prefix(5).map(\.description).joined(separator: " ")
      return FileCheck.Finding(
        "signatures", .broken, "\(broken.count) texts are not what was signed: \(ids)",
        remedy: .words("an older backup has them as they were"))
    }
    return FileCheck.Finding(
      "signatures", .sound, count == 0 ? "nothing is signed yet" : "all \(count) texts are as they were signed")
  }

  private static func isWhole(_ note: Note) -> Bool {
    guard let signature = note.signature else { return false }
    let form = CanonicalForm.of(
      note, author: signature.author, credential: signature.credential, clock: signature.clock, zone: signature.zone)
    guard Change.digest(form) == signature.digest else { return false }
    return zip(note.addenda, 1...).allSatisfy { addendum, place in
      guard let why = addendum.why else { return false }
      let own = addendum.signature
      let form = CanonicalForm.of(
        addendum: addendum.kind, why: why, text: addendum.text, to: note, digest: signature.digest,
        place: place, author: own.author, credential: own.credential, clock: own.clock, zone: own.zone)
      return Change.digest(form) == own.digest
    }
  }
}
