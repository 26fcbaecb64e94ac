import CSQLite

/// A bare connection to SQLite, set as a sealed file needs it.
public final class Connection {
  /// What SQLite refused.
  public struct Failure: Error, CustomStringConvertible {
    /// The extended code.
    public let code: Int32
    /// SQLite's own words, or `open` where the file couldn't be opened.
    public let message: String

    /// A refusal.
    public init(code: Int32, message: String) {
      self.code = code
      self.message = message
    }

    /// The code and SQLite's own words.
    public var description: String { "\(code) \(message)" }
  }

  /// A value to bind.
  public enum Value {
    case integer(Int)
    case text([UInt8])
  }

  /// SQLite's own handle.
  public private(set) var handle: OpaquePointer?

  /// Opens a file by path or URI.
  ///
  /// - Parameter cachePages: few, so that a transaction of some size spills into the log before its commit.
  public init(_ name: String, cachePages: Int = 10, checkpointAt frames: Int = 60) throws(Failure) {
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI
    let code = sqlite3_open_v2(name, &handle, flags, nil)
    guard code == SQLITE_OK else {
      let failure = Failure(code: sqlite3_extended_errcode(handle), message: "open")
      sqlite3_close(handle)
      throw failure
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, 20_000)
    try run(
      """
      PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON;
      PRAGMA cache_size = \(cachePages); PRAGMA wal_autocheckpoint = \(frames)
      """)
  }

  deinit { close() }

  /// Closes it; nothing but letting go may follow.
  public func close() {
    sqlite3_close(handle)
    handle = nil
  }

  private func failure() -> Failure {
    Failure(code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
  }

  /// Runs statements that give no rows, or whose rows don't matter.
  public func run(_ sql: String) throws(Failure) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  /// Runs one statement with values and gives each row to `body`.
  public func run(
    _ sql: String, _ values: [Value], row body: (OpaquePointer) -> Void = { _ in }
  ) throws(Failure) {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else { throw failure() }
    defer { sqlite3_finalize(statement) }
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    for (place, value) in zip(Int32(1)..., values) {
      switch value {
      case .integer(let number): sqlite3_bind_int64(statement, place, Int64(number))
      case .text(let bytes):
        _ = bytes.withUnsafeBytes {
          sqlite3_bind_text(
            statement, place, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), copied)
        }
      }
    }
    var code = sqlite3_step(statement)
    while code == SQLITE_ROW {
      body(statement)
      code = sqlite3_step(statement)
    }
    guard code == SQLITE_DONE else { throw failure() }
  }

  /// The first column of the first row as a number, 0 when there is none.
  public func number(_ sql: String, _ values: [Value] = []) throws(Failure) -> Int {
    var number: Int?
    try run(sql, values) { if number == nil { number = Int(sqlite3_column_int64($0, 0)) } }
    return number ?? 0
  }

  /// The first column of all rows as texts.
  public func texts(_ sql: String) throws(Failure) -> [String] {
    var texts: [String] = []
    try run(sql, []) { texts.append(sqlite3_column_text($0, 0).map { String(cString: $0) } ?? "") }
    return texts
  }

  /// Whether no transaction is open.
  public var isIdle: Bool { sqlite3_get_autocommit(handle) != 0 }
}
