import CoupletCore
import Foundation
import GRDB

/// What a column may hold.
protocol StoredValue {
  /// The value of a cell, nil where it holds another kind of thing.
  static func value(in cell: DatabaseValue) -> Self?
}

/// A row as it stands in the file.
///
/// It is judged, not believed: GRDB's own rows end the program where a column has nothing or the wrong thing, and print the
/// row. This is the only file in which they are met. What is read here is there and of its type, or the row is damaged, and
/// what is said of it names the record and nothing of its content.
struct StoredRow {
  /// The columns of a query, and what its rows are rows of.
  private final class Form {
    let table: String
    let columns: [String]
    let places: [String: Int]

    init(table: String, columns: [String]) {
      self.table = table
      self.columns = columns
      // Where two columns have one name the first counts.
      places = Dictionary(zip(columns, columns.indices)) { first, _ in first }
    }
  }

  private let form: Form
  /// The columns' values, in the order of the query.
  let cells: [DatabaseValue]

  // MARK: Fetching

  /// The rows that a query gives.
  ///
  /// - Parameter table: what they are rows of, by which a damaged one is named.
  static func all(
    _ table: String, _ database: Database, sql: String, arguments: StatementArguments = StatementArguments()
  ) throws -> StoredRows {
    var rows: [StoredRow] = []
    try each(table, database, sql: sql, arguments: arguments) { rows.append($0) }
    return StoredRows(rows: rows)
  }

  /// Looks at the rows that a query gives, one after the other.
  static func each(
    _ table: String, _ database: Database, sql: String, arguments: StatementArguments = StatementArguments(),
    _ body: (StoredRow) throws -> Void
  ) throws {
    let cursor = try Row.fetchCursor(database, sql: sql, arguments: arguments)
    var form: Form?
    while let row = try cursor.next() {
      let known = form ?? Form(table: table, columns: Array(row.columnNames))
      form = known
      try body(StoredRow(form: known, cells: try (0..<row.count).map { try cell(row, $0) }))
    }
  }

  /// The first row that a query gives, nil where it gives none.
  static func first(
    _ table: String, _ database: Database, sql: String, arguments: StatementArguments = StatementArguments()
  ) throws -> StoredRow? {
    let cursor = try Row.fetchCursor(database, sql: sql, arguments: arguments)
    guard let row = try cursor.next() else { return nil }
    return StoredRow(
      form: Form(table: table, columns: Array(row.columnNames)), cells: try (0..<row.count).map { try cell(row, $0) })
  }

  /// A cell; bytes that are no text of ours, or would be cut at a zero, stay bytes.
  private static func cell(_ row: Row, _ place: Int) throws -> DatabaseValue {
    let value: DatabaseValue = row[place]
    guard case .string(var text) = value.storage else { return value }
    return try row.withUnsafeData(atIndex: place) { data in
      guard let data else { return .null }
      let isSame = text.withUTF8 { text in data.withUnsafeBytes { text.elementsEqual($0) } }
      return isSame ? value : Data(Array(data)).databaseValue
    }
  }

  // MARK: Values

  /// What stands in a column that always has something.
  func value<Value: StoredValue>(_ column: String) throws -> Value {
    guard let value: Value = try value(column) else { throw damaged("\(column) is missing") }
    return value
  }

  /// What stands in a column, nil where it has nothing, or where a file of an earlier schema doesn't have it yet.
  func value<Value: StoredValue>(_ column: String) throws -> Value? {
    guard has(column) else { return nil }
    let cell = try cell(column)
    if cell.isNull { return nil }
    guard let value = Value.value(in: cell) else { throw damaged("\(column) is not what it has to be") }
    return value
  }

  /// What stands in a column, whatever it is.
  func cell(_ column: String) throws -> DatabaseValue {
    guard let place = form.places[column] else { throw damaged("it has no \(column)") }
    return cells[place]
  }

  /// The names of the columns, in the order of the query.
  var columns: [String] { form.columns }

  /// Whether the query gives a column of that name.
  func has(_ column: String) -> Bool { form.places[column] != nil }

  // MARK: Judging

  /// The number in a column, 0 where none can be read.
  func numberIfAny(_ column: String) -> Int { form.places[column].flatMap { Int.value(in: cells[$0]) } ?? 0 }

  /// The record that the row is, or hangs on: `n3`, `c2`, `couple 4`, else the table and its key.
  var name: String {
    func number(_ column: String) -> Int? {
      form.places[column].flatMap { Int.value(in: cells[$0]) }
    }
    if let place = form.places["letter"], let letter = String.value(in: cells[place]),
      let kind = RecordKind(rawValue: letter), let number = number("number"), let id = RecordID(kind, number)
    {
      return id.description
    }
    let key = number("id").map(String.init) ?? "without a key"
    let letters = ["client": "c", "journal": "j", "private_note": "x"]
    if let letter = letters[form.table] { return letter + key }
    return "\(form.table.replacing("_", with: " ")) \(key)"
  }

  /// The same of a row of a kind's own table, whose letter stands in the common one.
  func nameOfRecord(_ database: Database) throws -> String {
    guard !has("letter"), StoredKinds.all.contains(where: { $0.place.table == form.table && $0.place.letter != nil })
    else { return name }
    let fact = try StoredRow.first(
      "fact", database, sql: "SELECT letter, number FROM fact WHERE id = ?", arguments: [try cell("id")])
    return fact?.name ?? name
  }

  /// The problem that the row has, in words that tell nothing of what it says.
  func damaged(_ words: String) -> Problem {
    Problem(.damaged, "file: \(name) can't be read: \(words)", hint: .readCheck)
  }

  /// What is made of the row; where the core refuses it, the row breaks a rule and is damaged.
  func judged<Value>(_ read: (StoredRow) throws -> Value) throws -> Value {
    do {
      return try read(self)
    } catch let problem as Problem {
      // The core's words may say what stands there.
      throw problem.kind == .damaged ? problem : damaged("it breaks a rule of its kind")
    }
  }
}

/// Rows as they stand in the file; they are read one by one, and each is judged.
struct StoredRows {
  fileprivate let rows: [StoredRow]

  /// None.
  static var none: StoredRows { StoredRows(rows: []) }

  /// What is made of each row.
  func read<Value>(_ read: (StoredRow) throws -> Value) throws -> [Value] { try rows.map { try $0.judged(read) } }

  /// What the rows are called.
  var names: [String] { rows.map(\.name) }

  /// What is made of the first row, nil where there is none.
  func first<Value>(_ read: (StoredRow) throws -> Value) throws -> Value? { try rows.first.map { try $0.judged(read) } }

  /// What is made of each row that can be read, and what is said of those that can't.
  func sorted<Value>(_ read: (StoredRow) throws -> Value) throws -> (
    sound: [Value], damaged: [(row: StoredRow, problem: Problem)]
  ) {
    var sound: [Value] = []
    var damaged: [(row: StoredRow, problem: Problem)] = []
    for row in rows {
      do {
        sound.append(try row.judged(read))
      } catch let problem as Problem where problem.kind == .damaged {
        damaged.append((row, problem))
      }
    }
    return (sound, damaged)
  }

  /// The rows by what a column has.
  func grouped<Key: StoredValue & Hashable>(by column: String) throws -> [Key: StoredRows] {
    try Dictionary(grouping: rows) { try $0.value(column) as Key }.mapValues(StoredRows.init)
  }

  /// The rows in another order.
  func ordered<Key: StoredValue & Comparable>(by column: String, as type: Key.Type) throws -> StoredRows {
    let keyed = try rows.map { (key: try $0.value(column) as Key, row: $0) }
    return StoredRows(rows: keyed.sorted { $0.key < $1.key }.map(\.row))
  }
}

// MARK: Types

extension Int: StoredValue {
  static func value(in cell: DatabaseValue) -> Int? {
    if case .int64(let number) = cell.storage { Int(exactly: number) } else { nil }
  }
}

extension Int64: StoredValue {
  static func value(in cell: DatabaseValue) -> Int64? {
    if case .int64(let number) = cell.storage { number } else { nil }
  }
}

extension Double: StoredValue {
  static func value(in cell: DatabaseValue) -> Double? {
    switch cell.storage {
    case .double(let number) where number.isFinite: number
    case .int64(let number): Double(number)
    default: nil
    }
  }
}

extension Bool: StoredValue {
  static func value(in cell: DatabaseValue) -> Bool? {
    switch cell.storage {
    case .int64(0): false
    case .int64(1): true
    default: nil
    }
  }
}

extension String: StoredValue {
  static func value(in cell: DatabaseValue) -> String? {
    if case .string(let text) = cell.storage { text } else { nil }
  }
}

extension Data: StoredValue {
  static func value(in cell: DatabaseValue) -> Data? {
    if case .blob(let data) = cell.storage { data } else { nil }
  }
}
