import CSQLite
import Crypto
import FaultLayer
import Foundation

/// The content of a database as a whole.
enum Content {
  /// SHA-256 over every row of every table and every term of the full-text index.
  static func digest(of connection: Connection) throws(Connection.Failure) -> [UInt8] {
    var hash = SHA256()
    try connection.run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, note_text, row)")
    let queries = [
      "SELECT id, title, body FROM note ORDER BY id", "SELECT number FROM progress", "SELECT term, doc, cnt FROM terms",
    ]
    for query in queries {
      try connection.run(query, []) { row in
        for column in 0..<sqlite3_column_count(row) {
          let bytes = UnsafeRawBufferPointer(
            start: sqlite3_column_blob(row, column), count: Int(sqlite3_column_bytes(row, column)))
          withUnsafeBytes(of: bytes.count) { hash.update(bufferPointer: $0) }
          hash.update(bufferPointer: bytes)
        }
      }
    }
    return Array(hash.finalize())
  }

  /// SQLite's own checks of the file and of its full-text index.
  static func check(_ connection: Connection) throws(Connection.Failure) {
    let found = try connection.texts("PRAGMA integrity_check")
    guard found == ["ok"] else { throw Connection.Failure(code: SQLITE_CORRUPT, message: found[0]) }
    try connection.run("INSERT INTO note_text (note_text, rank) VALUES ('integrity-check', 1)")
  }
}

/// What a workload comes to after each transaction, learned in a plain database in memory.
struct Model: Sendable {
  private let numbers: [[UInt8]: Int]

  /// Runs the whole workload without the page layer.
  init(_ workload: Workload) throws {
    let connection = try Connection(":memory:")
    try connection.run(Workload.schema)
    var numbers = [try Content.digest(of: connection): 0]
    for number in 1...Workload.count {
      try workload.run(number, on: connection)
      numbers[try Content.digest(of: connection)] = number
    }
    self.numbers = numbers
  }

  /// What was found in a file.
  enum Sight: Equatable {
    /// Exactly the content after that transaction.
    case state(Int)
    /// SQLite or the page layer refused; the code and the words.
    case error(Int32, String)
    /// Content that never was.
    case wrong
  }

  /// Opens a file and looks at all of it.
  func look(_ open: () throws -> Connection) -> Sight {
    do {
      let connection = try open()
      // What a program would read counts, whatever a check might say about it.
      guard let number = numbers[try Content.digest(of: connection)] else { return .wrong }
      try Content.check(connection)
      return .state(number)
    } catch let failure as Connection.Failure {
      return .error(failure.code, failure.message)
    } catch {
      return .error(-1, "\(error)")
    }
  }
}
