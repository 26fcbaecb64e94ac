import CoupletCore
import Foundation
import GRDB
import SealedSQLite
import Synchronization

/// A connection on a practice file that knows which file and which log it was opened on: every save and every fold passes
/// it, and it does neither where the file isn't the one beneath it any more.
final class BoundFile: Sendable {
  let queue: DatabaseQueue
  let path: String
  private let bond: Mutex<LogBond>
  /// The last save that was seen in the file: whatever comes later goes on from it.
  private let lastHead = Mutex<Chain.Head?>(nil)
  private let isClosed = Mutex(false)
  private let isStopped = Mutex(false)

  /// Whether the file was found replaced, moved or deleted: from then on nothing is saved.
  var hasStopped: Bool { isStopped.withLock { $0 } }

  init(_ queue: DatabaseQueue, path: String, bond: LogBond) {
    self.queue = queue
    self.path = path
    self.bond = Mutex(bond)
  }

  // MARK: The door

  /// Runs one transaction and gives the file its next state.
  ///
  /// - Throws: when the file was replaced, moved or deleted; then nothing was written.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    let value = try queue.write { database in
      try requireStanding(database, isAlone: true)
      let value = try body(database)
      try FileState.advance(database)
      return value
    }
    // A log that was put in the place of ours, or taken away, has what was just written no more. Where only the look fails,
    // it stands.
    do {
      try queue.read { try requireStanding($0, isAlone: false) }
    } catch {
      guard !hasStopped else { throw error }
    }
    return value
  }

  /// Frames in the log from which on a save folds it in.
  private static let foldedFrom = 1000

  /// Folds the log in where it has grown long.
  func foldIfLong() throws {
    guard bond.withLock({ $0.walk.frames }) >= Self.foldedFrom else { return }
    try fold("PASSIVE")
  }

  /// Puts everything in the log into the file.
  func fold(_ manner: String = "TRUNCATE") throws {
    try queue.read { try requireStanding($0, isAlone: false) }
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(\(manner))") }
  }

  /// Closes the connection; the last one folds the log in and takes it away, where it belongs to the file.
  func close() throws {
    guard letGo() else { return }
    try queue.close()
  }

  deinit { _ = letGo() }

  /// Lets the connection fold the log in when it closes, where it belongs to the file.
  ///
  /// - Returns: false where that was done before.
  private func letGo() -> Bool {
    let wasClosed = isClosed.withLock { isClosed in
      defer { isClosed = true }
      return isClosed
    }
    guard !wasClosed else { return false }
    try? queue.read { database in
      try requireStanding(database, isAlone: false)
      if let connection = database.sqliteConnection { LiveFile.keepLog(false, connection) }
    }
    return true
  }

  // MARK: The look

  /// Looks whether the file is still the one that was opened, with its log beside it.
  func requireStanding() throws { try queue.read { try requireStanding($0, isAlone: false) } }

  /// How often a page is read again that another command may be writing at this moment.
  private static let tries = 5

  private func requireStanding(_ database: Database, isAlone: Bool) throws {
    guard let connection = database.sqliteConnection else { throw Problem(.internalFault, "file: it is closed") }
    guard !hasStopped, !LiveFile.hasMoved(connection) else { throw replaced() }
    // A file of before there was a state has nothing to be known by.
    guard let (row, root) = try readRow(database) else { return }
    var main = try LiveFile.state(connection)
    var holds = false
    for attempt in 1...Self.tries {
      holds = try bond.withLock { try $0.holds(main: main, row: row, root: root, isAlone: isAlone) }
      if holds || attempt == Self.tries { break }
      usleep(2_000)
      main = try LiveFile.state(connection)
    }
    guard holds else { throw replaced() }
    try lastHead.withLock { last in
      if let known = last, try Chain.mac(of: known.number, database) != known.mac { throw replaced() }
      last = try Chain.head(database)
    }
  }

  private func readRow(_ database: Database) throws -> (row: StateRow, root: UInt32)? {
    do {
      return try FileState.row(database)
    } catch let error as DatabaseError {
      // What was read whole before and makes no sense now is another file's.
      let isNonsense = [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR, .SQLITE_ERROR].contains(error.resultCode)
      guard isNonsense, lastHead.withLock({ $0 != nil }) else { throw error }
      throw replaced()
    }
  }

  private func replaced() -> Problem {
    isStopped.withLock { $0 = true }
    return Problem(
      .damaged, "file: \(path) was replaced, moved or deleted while it was open; nothing was saved",
      hint: .checkFile)
  }
}

/// The row by which the file and its log know each other.
enum FileState {
  /// Whether a file has one; those of before it have not.
  static func isThere(_ database: Database) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'file_state')") ?? false
  }

  /// The row as a connection reads it and the page on which it stands, nil in a file of before it.
  static func row(_ database: Database) throws -> (row: StateRow, root: UInt32)? {
    let root = try UInt32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard root > 0, let state = try Data.fetchOne(database, sql: "SELECT state FROM file_state"),
      let before = try Data.fetchOne(database, sql: "SELECT before FROM file_state"),
      let row = StateRow(state: Array(state), before: Array(before))
    else { return nil }
    return (row, root)
  }

  /// Gives the file its next state, in the transaction that changes it.
  static func advance(_ database: Database) throws {
    guard try isThere(database) else { return }
    try database.execute(sql: "UPDATE file_state SET before = state, state = randomblob(16)")
    if database.changesCount == 0 {
      try database.execute(
        sql: "INSERT INTO file_state (id, state, before) VALUES (1, randomblob(16), ?)",
        arguments: [Data(StateRow.none)])
    }
    if let root = try misplaced(database) { try database.execute(sql: "PRAGMA user_version = \(root)") }
  }

  /// Where the row stands, if the file says that it stands elsewhere.
  static func misplaced(_ database: Database) throws -> UInt32? {
    let root = try UInt32.fetchOne(database, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'file_state'")
    return try UInt32.fetchOne(database, sql: "PRAGMA user_version") == root ?? 0 ? nil : root
  }
}
