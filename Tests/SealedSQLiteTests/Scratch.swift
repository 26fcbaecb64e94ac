import CSQLite
import Foundation
import Testing

@testable import SealedSQLite

/// A folder with one sealed file in it, under a page layer of its own: what that layer reports is this test's alone.
final class Scratch {
  let folder: String
  /// What is removed in the end: the folder, or the one around it.
  private let outer: String
  let dataKey = DataKey()
  let vfs: SealedVFS
  let header: SealedHeader
  /// Connections that stay open as long as the file: the last one to close would empty the log.
  var kept: [Connection] = []
  var path: String { folder + "/notes.db" }
  var log: String { SealedVFS.log(of: path) }
  var keys: FileKeys { FileKeys(dataKey, fileID: header.fileID) }

  /// Makes the folder and the file.
  ///
  /// - Parameter name: of a folder within the folder, for names that are hard to quote.
  init(named name: String? = nil, image: [UInt8]? = nil, rules: SealedVFS.Rules = SealedVFS.Rules()) throws {
    outer = try temporaryFolder()
    folder = outer + (name.map { "/" + $0 } ?? "")
    if name != nil { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false) }
    header = try SealedHeader(dataKey)
    vfs = try SealedVFS(name: "sealed-\(Identifier())", over: nil, rules: rules)
    try SealedFile.create(at: path, header: header, dataKey: dataKey, image: try image ?? SealedFile.emptyImage())
    vfs.admit(keys, path: path)
  }

  deinit {
    kept = []
    try? FileManager.default.removeItem(atPath: outer)
  }

  func open() throws -> Connection { try Connection(vfs.uri(of: path)) }

  /// The code with which opening the file or running the statements on it fails, 0 when they don't.
  func code(of sql: String) -> Int32 {
    do {
      try open().run(sql)
      return 0
    } catch let failure as Connection.Failure {
      return failure.code
    } catch {
      return -1
    }
  }

  /// The file and its log as they stand, in a folder of their own: what a crash would leave.
  func afterCrash() throws -> Copy { try Copy(of: self) }

  /// A file and its log, copied while connections were open.
  final class Copy {
    let folder: String
    let vfs: SealedVFS
    let keys: FileKeys
    var path: String { folder + "/notes.db" }
    var log: String { SealedVFS.log(of: path) }

    init(of scratch: Scratch) throws {
      folder = try temporaryFolder()
      vfs = try SealedVFS(name: "sealed-\(Identifier())", over: nil, rules: scratch.vfs.rules)
      keys = scratch.keys
      for (from, to) in [(scratch.path, path), (scratch.log, log)] {
        // By another process: closing a descriptor in this one would drop SQLite's locks.
        let process = Process()
        process.executableURL = URL(filePath: "/bin/cp")
        process.arguments = [from, to]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
      }
      vfs.admit(keys, path: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func open() throws -> Connection { try Connection(vfs.uri(of: path)) }
  }
}

/// A new folder.
func temporaryFolder() throws -> String {
  var template = Array("\(NSTemporaryDirectory())sealed-XXXXXX".utf8CString)
  _ = try #require(mkdtemp(&template))
  return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// All bytes of a file.
func contents(_ path: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(filePath: path))) }

/// Writes a file whole.
func replace(_ path: String, with bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }

/// Changes the bytes of a file.
func edit(_ path: String, _ change: (inout [UInt8]) throws -> Void) throws {
  var bytes = try contents(path)
  try change(&bytes)
  try replace(path, with: bytes)
}

/// Turns one bit of a file over.
func flip(_ path: String, at offset: Int) throws { try edit(path) { $0[offset] ^= 0x10 } }

/// Where a page begins in a sealed file.
func place(ofPage page: Int) -> Int { Layout.header + (page - 1) * Layout.page }

/// A bare connection.
final class Connection {
  let handle: OpaquePointer

  struct Failure: Error, Equatable {
    let code: Int32
    let message: String
  }

  /// - Parameter name: a path, or a URI that names a page layer.
  init(_ name: String) throws {
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(name, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
    guard code == SQLITE_OK, let handle else {
      let extended = sqlite3_extended_errcode(handle)
      sqlite3_close(handle)
      throw Failure(code: extended, message: "open")
    }
    self.handle = handle
    try run("PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL")
  }

  deinit { sqlite3_close(handle) }

  /// Runs statements and gives the rows of all, values as texts.
  @discardableResult
  func run(_ sql: String) throws -> [[String?]] {
    final class Rows { var rows: [[String?]] = [] }
    let rows = Rows()
    let code = sqlite3_exec(
      handle, sql,
      { context, count, values, _ in
        guard let context, let values else { return 1 }
        Unmanaged<Rows>.fromOpaque(context).takeUnretainedValue().rows.append(
          (0..<Int(count)).map { values[$0].map { String(cString: $0) } })
        return 0
      }, Unmanaged.passUnretained(rows).toOpaque(), nil)
    guard code == SQLITE_OK else {
      throw Failure(code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
    }
    return rows.rows
  }

  /// The code with which statements fail, 0 when they don't.
  func code(of sql: String) -> Int32 {
    do {
      try run(sql)
      return 0
    } catch let failure as Failure {
      return failure.code
    } catch {
      return -1
    }
  }

  /// The image of the database, laid out for sealing or plain; the connection lives until it is made.
  func image(plain: Bool = false) throws -> [UInt8] {
    defer { withExtendedLifetime(self) {} }
    return try plain ? SealedFile.plainImage(of: handle) : SealedFile.image(of: handle)
  }

  /// Makes the table of notes with as many rows, a few of them longer than a page.
  func fill(_ count: Int) throws {
    try run("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, text TEXT)")
    try run(
      """
      WITH RECURSIVE n(i) AS (SELECT coalesce(max(id), 0) + 1 FROM note UNION ALL SELECT i + 1 FROM n LIMIT \(count))
      INSERT INTO note SELECT i, CASE WHEN i % 50 = 0 THEN hex(zeroblob(3000)) || i ELSE 'tamarind ' || i END FROM n
      """)
  }

  /// How many notes there are and what they sum up to.
  func digest() throws -> [String?] {
    try run("SELECT count(*), sum(id), sum(length(text)), min(text), max(text) FROM note").first ?? []
  }
}

/// One file opened through a page layer as SQLite would, for calls that SQLite doesn't make.
final class RawFile {
  private let file: UnsafeMutablePointer<sqlite3_file>
  private let name: UnsafePointer<CChar>
  private let methods: sqlite3_io_methods

  struct Refused: Error, Equatable { let code: Int32 }

  init(_ path: String, _ vfs: SealedVFS, flags: Int32 = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READWRITE) throws {
    let table = try #require(sqlite3_vfs_find(vfs.name))
    let room = UnsafeMutableRawPointer.allocate(byteCount: Int(table.pointee.szOsFile), alignment: 16)
    room.initializeMemory(as: UInt8.self, repeating: 0, count: Int(table.pointee.szOsFile))
    file = room.assumingMemoryBound(to: sqlite3_file.self)
    let created = try #require(sqlite3_create_filename(path, path + "-journal", path + "-wal", 0, nil))
    name = UnsafePointer(created)
    let suffix = flags & SQLITE_OPEN_WAL != 0 ? sqlite3_filename_wal(name) : name
    let code = table.pointee.xOpen(table, suffix, file, flags, nil)
    guard code == SQLITE_OK, let methods = file.pointee.pMethods else { throw Refused(code: code) }
    self.methods = methods.pointee
  }

  deinit {
    if file.pointee.pMethods != nil { _ = methods.xClose(file) }
    UnsafeMutableRawPointer(file).deallocate()
    sqlite3_free_filename(name)
  }

  func write(_ bytes: [UInt8], at offset: Int) -> Int32 {
    methods.xWrite(file, bytes, Int32(bytes.count), Int64(offset))
  }

  func read(_ count: Int, at offset: Int) -> (code: Int32, bytes: [UInt8]) {
    var bytes = [UInt8](repeating: 0xAA, count: count)
    let code = methods.xRead(file, &bytes, Int32(count), Int64(offset))
    return (code, bytes)
  }

  func truncate(to size: Int) -> Int32 { methods.xTruncate(file, Int64(size)) }

  var size: Int {
    var size: Int64 = 0
    _ = methods.xFileSize(file, &size)
    return Int(size)
  }

  var version: Int32 { methods.iVersion }
}
