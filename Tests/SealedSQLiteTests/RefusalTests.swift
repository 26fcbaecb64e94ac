import CSQLite
import Foundation
import Testing

@testable import SealedSQLite

/// What the page layer must not do: another key, another kind of file, another layout.
@Suite struct RefusalTests {
  private let cannotOpen = Connection.Failure(code: SQLITE_CANTOPEN, message: "open")

  // MARK: T3, keys

  @Test func anotherKeyIsRefusedBeforeTheLogIsSeen() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.fill(50)
    let copy = try scratch.afterCrash()
    let log = try contents(copy.log)
    copy.vfs.admit(FileKeys(DataKey(), fileID: scratch.header.fileID), path: copy.path)
    #expect(throws: cannotOpen) { try copy.open() }
    #expect(copy.vfs.takeRefusal() == .unproven)
    #expect(copy.vfs.takeRefusal() == nil)
    #expect(try contents(copy.log) == log)
    copy.vfs.admit(copy.keys, path: copy.path)
    #expect(try copy.open().digest().first == "50")
  }

  @Test func theKeysOfAnotherFileAreRefused() throws {
    let scratch = try Scratch()
    scratch.vfs.admit(FileKeys(scratch.dataKey, fileID: Identifier()), path: scratch.path)
    #expect(throws: cannotOpen) { try scratch.open() }
    #expect(scratch.vfs.takeRefusal() == .unproven)
  }

  @Test func aFileThatWasNotAdmittedIsRefused() throws {
    let scratch = try Scratch()
    scratch.vfs.withdraw(path: scratch.path)
    #expect(throws: cannotOpen) { try scratch.open() }
    let other = scratch.folder + "/new.db"
    #expect(throws: cannotOpen) { try Connection(scratch.vfs.uri(of: other)) }
    #expect(!FileManager.default.fileExists(atPath: other))
  }

  @Test func connectionsThatAreOpenKeepTheirKeys() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.fill(10)
    scratch.vfs.withdraw(path: scratch.path)
    try connection.fill(10)
    #expect(try connection.digest().first == "20")
  }

  // MARK: T2, a stock program

  @Test func aStockProgramLeavesTheLogAlone() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.fill(50)
    let copy = try scratch.afterCrash()
    let before = [try contents(copy.path), try contents(copy.log)]
    for sql in [
      "SELECT * FROM note", "PRAGMA journal_mode = DELETE", "PRAGMA wal_checkpoint", "VACUUM", "CREATE TABLE t (a)",
    ] {
      var stock: OpaquePointer?
      #expect(sqlite3_open_v2(copy.path, &stock, SQLITE_OPEN_READWRITE, "unix") == SQLITE_OK)
      #expect(sqlite3_exec(stock, sql, nil, nil, nil) == SQLITE_NOTADB)
      #expect(sqlite3_close(stock) == SQLITE_OK)
    }
    #expect([try contents(copy.path), try contents(copy.log)] == before)
    #expect(try copy.open().digest() == connection.digest())
  }

  // MARK: T9 and T10, births

  @Test(arguments: [0, 100, 4096, 8191, 8192, 8193, 12287])
  func aFileWithoutAPageIsRefusedAndNotMadeNew(_ size: Int) throws {
    let scratch = try Scratch()
    try scratch.open().fill(10)
    try edit(scratch.path) { $0.removeSubrange(size...) }
    #expect(throws: cannotOpen) { try scratch.open() }
    #expect(scratch.vfs.takeRefusal() == (size < Layout.header ? .notSealed : .noPages))
    #expect(try contents(scratch.path).count == size)
  }

  @Test func aFileThatIsMissingIsNotMade() throws {
    let scratch = try Scratch()
    try FileManager.default.removeItem(atPath: scratch.path)
    #expect(throws: cannotOpen) { try scratch.open() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder).isEmpty)
  }

  // MARK: T11, other files

  @Test(arguments: ["DELETE", "TRUNCATE", "PERSIST", "MEMORY", "OFF"])
  func theJournalStaysTheLog(_ mode: String) throws {
    let scratch = try Scratch()
    do {
      let connection = try scratch.open()
      try connection.fill(50)
      let answer = try? connection.run("PRAGMA journal_mode = \(mode)")
      #expect(answer == nil || answer == [["wal"]])
      #expect(!FileManager.default.fileExists(atPath: scratch.path + "-journal"))
    }
    let connection = try scratch.open()
    #expect(try connection.run("PRAGMA journal_mode") == [["wal"]])
    try connection.fill(50)
    #expect(try connection.digest().first == "100")
    #expect(try connection.run("PRAGMA integrity_check") == [["ok"]])
  }

  @Test func otherFilesCanNotBeAttached() throws {
    let scratch = try Scratch()
    let plain = scratch.folder + "/plain.db"
    try Connection(plain).fill(3)
    let connection = try scratch.open()
    for name in [plain, scratch.vfs.uri(of: plain), scratch.folder + "/new.db"] {
      #expect(connection.code(of: "ATTACH '\(name)' AS other") == SQLITE_CANTOPEN)
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.folder + "/new.db"))
    #expect(connection.code(of: "VACUUM INTO '\(scratch.folder)/into.db'") == SQLITE_CANTOPEN)
    #expect(!FileManager.default.fileExists(atPath: scratch.folder + "/into.db"))
  }

  @Test func temporaryFilesAreRefused() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.fill(20)
    try connection.run("PRAGMA temp_store = FILE; PRAGMA temp.cache_size = 2; CREATE TEMP TABLE t (a)")
    let code = connection.code(
      of:
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO temp.t SELECT hex(zeroblob(300)) FROM n"
    )
    #expect(code == SQLITE_CANTOPEN)
    try connection.run("PRAGMA temp_store = MEMORY")
    #expect(try connection.digest().first == "20")
  }

  @Test(arguments: [
    SQLITE_OPEN_MAIN_JOURNAL, SQLITE_OPEN_TEMP_DB, SQLITE_OPEN_TEMP_JOURNAL, SQLITE_OPEN_TRANSIENT_DB,
    SQLITE_OPEN_SUBJOURNAL, SQLITE_OPEN_SUPER_JOURNAL,
  ]) func onlyTheDatabaseAndItsLogAreOpened(_ kind: Int32) throws {
    let scratch = try Scratch()
    #expect(throws: RawFile.Refused(code: SQLITE_CANTOPEN)) {
      try RawFile(scratch.path, scratch.vfs, flags: kind | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    }
  }

  // MARK: T1 and odd writes

  @Test func aPageWithReservedBytesInUseIsRefused() throws {
    let scratch = try Scratch()
    let file = try RawFile(scratch.path, scratch.vfs)
    let before = try contents(scratch.path)
    for place in Layout.content..<Layout.page {
      var page = [UInt8](repeating: 7, count: Layout.content) + Array(repeating: 0, count: Layout.reserve)
      page[place] = 1
      #expect(file.write(page, at: Layout.page) == SQLiteCode.writeFailed)
    }
    #expect(try contents(scratch.path) == before)
  }

  @Test func aFramesPageWithReservedBytesInUseIsRefused() throws {
    let scratch = try Scratch()
    let flags = SQLITE_OPEN_WAL | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    let file = try RawFile(scratch.path, scratch.vfs, flags: flags)
    #expect(file.write(Array(repeating: 3, count: 32), at: 0) == SQLITE_OK)
    #expect(file.write(Array(repeating: 0, count: 24), at: 32) == SQLITE_OK)
    #expect(file.write(Array(repeating: 5, count: Layout.page), at: 56) == SQLiteCode.writeFailed)
    let page = [UInt8](repeating: 5, count: Layout.content) + Array(repeating: 0, count: Layout.reserve)
    #expect(file.write(page, at: 56) == SQLITE_OK)
    #expect(file.read(Layout.page, at: 56).bytes == page)
    for (count, offset) in [(24, 33), (100, 56), (4, 8), (Layout.page, 32)] {
      #expect(file.write(Array(repeating: 0, count: count), at: offset) == SQLiteCode.writeFailed)
    }
  }

  @Test func writesOfAnotherSizeOrPlaceAreRefused() throws {
    let scratch = try Scratch()
    let file = try RawFile(scratch.path, scratch.vfs)
    let before = try contents(scratch.path)
    for (count, offset) in [(100, 0), (8192, 4096), (4096, 4097), (1, 8192), (512, 4096), (4095, 4096)] {
      #expect(file.write(Array(repeating: 0, count: count), at: offset) == SQLiteCode.writeFailed)
    }
    for size in [0, 1, 4095, 4097] { #expect(file.truncate(to: size) == SQLiteCode.truncateFailed) }
    #expect(try contents(scratch.path) == before)
  }

  @Test func aFirstPageOfAnotherLayoutIsRefused() throws {
    let scratch = try Scratch()
    let file = try RawFile(scratch.path, scratch.vfs)
    let (code, page) = file.read(Layout.page, at: 0)
    #expect(code == SQLITE_OK && page.starts(with: Layout.magic))
    for (place, value) in [(20, 0), (20, 40), (18, 1), (19, 1)] as [(Int, UInt8)] {
      var changed = page
      changed[place] = value
      #expect(file.write(changed, at: 0) == SQLiteCode.writeFailed)
    }
    #expect(file.write(page, at: 0) == SQLITE_OK)
  }

  @Test func aGapIsFilledWithSealedZeros() throws {
    let scratch = try Scratch()
    do {
      let file = try RawFile(scratch.path, scratch.vfs)
      let pages = file.size / Layout.page
      let page = [UInt8](repeating: 9, count: Layout.content) + Array(repeating: 0, count: Layout.reserve)
      #expect(file.write(page, at: (pages + 5) * Layout.page) == SQLITE_OK)
      #expect(file.size == (pages + 6) * Layout.page)
      for place in pages..<pages + 5 {
        let (code, bytes) = file.read(Layout.page, at: place * Layout.page)
        #expect(code == SQLITE_OK && bytes.allSatisfy { $0 == 0 })
      }
      #expect(file.read(Layout.page, at: (pages + 5) * Layout.page).bytes == page)
      #expect(file.read(Layout.page, at: (pages + 6) * Layout.page).code == SQLiteCode.shortRead)
    }
    #expect(try SealedFile.scan(scratch.path, keys: scratch.keys).damagedPages.isEmpty)
  }
}
