import CoupletCore
import GRDB

/// What columns hold, as the core's values.
extension Row {
  /// The calendar day in a column, nil where it has none.
  func day(_ column: String) throws -> Day? {
    guard let text: String = self[column] else { return nil }
    guard let day = Day(iso: text) else { throw Problem(.damaged, "file: \(column) is not a day") }
    return day
  }

  /// The calendar day in a column that always has one.
  func needed(_ column: String) throws -> Day {
    guard let day = try day(column) else { throw Problem(.damaged, "file: \(column) is missing") }
    return day
  }

  /// The clock's moment in a column that always has one.
  func moment(_ column: String) throws -> Instant {
    guard let moment = (self[column] as String?).flatMap({ Instant($0) }) else {
      throw Problem(.damaged, "file: \(column) is missing")
    }
    return moment
  }

  /// A word of a closed set.
  func choice<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice {
    guard let choice: Choice = try choiceIfAny(column) else {
      throw Problem(.damaged, "file: \(column) is missing")
    }
    return choice
  }

  /// A word of a closed set, nil where the column has none.
  func choiceIfAny<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice? {
    guard let word: String = self[column] else { return nil }
    guard let choice = Choice(rawValue: word) else {
      throw Problem(.damaged, "file: \(column) has a word that this program doesn't know")
    }
    return choice
  }

  /// How often, nil where it is once.
  func cadence(_ column: String) -> Cadence? { (self[column] as Int?).map(Cadence.days) }

  /// The client in a column, nil where it has none.
  func client(_ column: String) -> Client.ID? { (self[column] as Int?).map(Client.ID.init(number:)) }

  /// The client in a column that always has one.
  func someone(_ column: String) throws -> Client.ID {
    guard let client = client(column) else { throw Problem(.damaged, "file: \(column) names nobody") }
    return client
  }

  /// The audience that stands in a row.
  func audience() throws -> Audience {
    switch self["audience"] as String {
    case "joint": .joint
    case "counselor": .counselor
    default: .member(try someone("audience_of"))
    }
  }

  /// The audience of what was said later of a record, nil where it is for all who may see that.
  func saidAudience() throws -> Audience? { (self["audience"] as String?) == nil ? nil : try audience() }

  /// The id in a row of the common table.
  func id() throws -> RecordID { try id("letter", "number") }

  /// The id of the record to which a column points, nil where it points to none.
  func record(in column: String) throws -> RecordID? {
    (self["\(column)_number"] as Int?) == nil ? nil : try id("\(column)_letter", "\(column)_number")
  }

  /// The id of the record to which a column always points.
  func neededRecord(in column: String) throws -> RecordID {
    guard let id = try record(in: column) else { throw Problem(.damaged, "file: \(column) is missing") }
    return id
  }

  private func id(_ letter: String, _ number: String) throws -> RecordID {
    let word: String = self[letter]
    guard let kind = RecordKind(rawValue: word) else { throw Problem(.damaged, "file: '\(word)' is no kind") }
    guard let id = RecordID(kind, self[number]) else {
      throw Problem(.damaged, "file: \(self[number] as Int) is no id")
    }
    return id
  }

  /// What a row of the common table says.
  func fact() throws -> Fact {
    Fact(
      couple: Couple.ID(number: self["couple"]), day: try needed("day"), audience: try audience(),
      isAudienceNamed: self["is_audience_named"] as Bool?, member: client("member"), written: try moment("written"))
  }
}
