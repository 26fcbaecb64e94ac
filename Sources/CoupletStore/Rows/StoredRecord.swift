import CoupletCore
import GRDB

/// A kind of record as it stands in the file: how it is read and how it is written are beside each other in one file with
/// the kind's name.
protocol StoredRecord: Shelved {
  /// Where it stands.
  static var place: RecordPlace { get }
  /// All of a couple's, each with what was said of it later.
  static func read(_ reader: RecordReader) throws -> [Self]
  /// Adds one, with what was said of it so far.
  func insert(_ change: Change) throws
}

extension StoredRecord {
  /// Puts all of a couple's on their shelf.
  ///
  /// - Returns: how many of them have a row in the common table.
  fileprivate static func fill(_ records: inout Records, _ reader: RecordReader) throws -> Int {
    let all = try read(reader)
    records[Self.self] = all
    return place.letter == nil ? 0 : all.count
  }
}

/// The tables in which a kind of record stands.
struct RecordPlace {
  /// Whether a kind's rows of the common table have a text.
  enum Text {
    case always, never
  }

  /// Its own table.
  let table: String
  /// The letter of its rows in the common table; nil for what has none there.
  let letter: RecordKind?
  /// What the common table has of its text.
  let text: Text

  /// A kind with rows in the common table.
  init(_ table: String, _ letter: RecordKind, text: Text) {
    self.table = table
    self.letter = letter
    self.text = text
  }

  /// A kind with rows in its own table alone.
  init(apart table: String) {
    self.table = table
    letter = nil
    text = .never
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
    var count = 0
    for kind in StoredKinds.all { count += try kind.fill(&records, self) }
    try requireWhole(count)
    return records
  }
}
