import CoupletCore
import GRDB

/// A kind of record as it stands in the file: how it is read and how it is written are beside each other in one file with
/// the kind's name.
protocol StoredRecord: Shelved {
  /// All of a couple's, each with what was said of it later.
  static func read(_ reader: RecordReader) throws -> [Self]
  /// Adds one, with what was said of it so far.
  func insert(_ change: Change) throws
}

extension StoredRecord {
  /// Puts all of a couple's on their shelf.
  fileprivate static func fill(_ records: inout Records, _ reader: RecordReader) throws {
    records[Self.self] = try read(reader)
  }
}

/// The only list of the kinds that a chart holds.
enum StoredKinds {
  static let all: [any StoredRecord.Type] = [
    Session.self, Note.self, Jot.self, AgendaLine.self, Contact.self, Entry.self, Injury.self, Win.self, Homework.self,
    Promise.self, Measure.self, Rating.self, Goal.self, Tally.self, Aim.self, Risk.self, HeldItem.self, Policy.self,
  ]
}

extension RecordReader {
  /// Everything in the couple's chart.
  func records() throws -> Records {
    var records = Records()
    for kind in StoredKinds.all { try kind.fill(&records, self) }
    return records
  }
}
