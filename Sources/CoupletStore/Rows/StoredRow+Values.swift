import CoupletCore
import GRDB

/// What columns hold, as the core's values.
extension StoredRow {
  /// The calendar day in a column, nil where it has none.
  func day(_ column: String) throws -> Day? {
    guard let text: String = try value(column) else { return nil }
    guard let day = Day(iso: text) else { throw damaged("\(column) is not a day") }
    return day
  }

  /// The calendar day in a column that always has one.
  func needed(_ column: String) throws -> Day {
    guard let day = try day(column) else { throw damaged("\(column) is missing") }
    return day
  }

  /// The clock's moment in a column that always has one.
  func moment(_ column: String) throws -> Instant {
    guard let moment = Instant(try value(column) as String) else { throw damaged("\(column) is no moment") }
    return moment
  }

  /// A word of a closed set.
  func choice<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice {
    guard let choice: Choice = try choiceIfAny(column) else { throw damaged("\(column) is missing") }
    return choice
  }

  /// A word of a closed set, nil where the column has none.
  func choiceIfAny<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice? {
    guard let word: String = try value(column) else { return nil }
    guard let choice = Choice(rawValue: word) else {
      throw damaged("\(column) has a word that this program doesn't know")
    }
    return choice
  }

  /// A number within bounds, nil where the column has none.
  func number(_ column: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let number: Int = try value(column) else { return nil }
    guard range.contains(number) else { throw damaged("\(column) is out of bounds") }
    return number
  }

  /// How often, nil where it is once.
  func cadence(_ column: String) throws -> Cadence? { try number(column, in: 1...365).map(Cadence.days) }

  /// The zone in two columns, nil where they have none.
  func zone() throws -> Zone? {
    let name: String? = try value("zone")
    // No place on earth is farther from Greenwich.
    let offset = try number("zone_offset", in: -86_400...86_400)
    switch (name, offset) {
    case (nil, nil): return nil
    case (let name?, let offset?): return Zone(name: name, offset: offset)
    default: throw damaged("its zone is half")
    }
  }

  /// The client in a column, nil where it has none.
  func client(_ column: String) throws -> Client.ID? {
    try number(column, in: 1...Int.max).map(Client.ID.init(number:))
  }

  /// The client in a column that always has one.
  func someone(_ column: String) throws -> Client.ID {
    guard let client = try client(column) else { throw damaged("\(column) names nobody") }
    return client
  }

  /// The audience that stands in a row.
  func audience() throws -> Audience {
    switch try value("audience") as String {
    case "joint": return .joint
    case "counselor": return .counselor
    case "member": return .member(try someone("audience_of"))
    default: throw damaged("audience has a word that this program doesn't know")
    }
  }

  /// The audience of what was said later of a record, nil where it is for all who may see that.
  func saidAudience() throws -> Audience? { try cell("audience").isNull ? nil : try audience() }

  /// The id in a row of the common table.
  func id() throws -> RecordID { try id("letter", "number") }

  /// The id of the record to which a column points, nil where it points to none.
  func record(in column: String) throws -> RecordID? {
    guard try !cell("\(column)_number").isNull else {
      // A row that points to what isn't there is half a record.
      guard has(column), try !cell(column).isNull else { return nil }
      throw damaged("\(column) is not there")
    }
    return try id("\(column)_letter", "\(column)_number")
  }

  /// The id of the record to which a column always points.
  func neededRecord(in column: String) throws -> RecordID {
    guard let id = try record(in: column) else { throw damaged("\(column) is missing") }
    return id
  }

  private func id(_ letter: String, _ number: String) throws -> RecordID {
    guard let kind = RecordKind(rawValue: try value(letter)) else { throw damaged("\(letter) is no kind") }
    guard let id = RecordID(kind, try value(number)) else { throw damaged("\(number) is no id") }
    return id
  }

  /// What a row of the common table says.
  func fact() throws -> Fact {
    Fact(
      couple: Couple.ID(number: try value("couple")), day: try needed("day"), audience: try audience(),
      isAudienceNamed: try value("is_audience_named"), member: try client("member"), written: try moment("written"))
  }
}
