import CSQLite
import Foundation
import Testing

@testable import SealedSQLite

/// Pages of the database that aren't what was written, and files of more than a gigabyte.
@Suite struct DamageTests {
  /// A file with some pages, closed.
  private func filled() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.open().fill(800)
    return scratch
  }

  @Test func theScanNamesExactlyTheDamagedPages() throws {
    let scratch = try filled()
    let pages = try SealedFile.scan(scratch.path, keys: scratch.keys).pages
    #expect(pages > 20)
    for page in [1, 2, 9, pages] {
      let before = try contents(scratch.path)
      try flip(scratch.path, at: place(ofPage: page) + 100 * page)
      let scan = try SealedFile.scan(scratch.path, keys: scratch.keys)
      #expect(scan.damagedPages == [UInt32(page)] && scan.pages == pages)
      try replace(scratch.path, with: before)
    }
    for page in [3, 7, 8] { try flip(scratch.path, at: place(ofPage: page) + Layout.page - 1) }
    #expect(try SealedFile.scan(scratch.path, keys: scratch.keys).damagedPages == [3, 7, 8])
    #expect(try SealedFile.scan(scratch.path, keys: scratch.keys, pages: 4...7).damagedPages == [7])
    #expect(try SealedFile.scan(scratch.path, keys: scratch.keys, pages: 9...UInt32.max).damagedPages.isEmpty)
  }

  @Test func aDamagedPageIsAnErrorThatNamesIt() throws {
    let scratch = try filled()
    try flip(scratch.path, at: place(ofPage: 5) + 7)
    let connection = try scratch.open()
    #expect(connection.code(of: "SELECT sum(length(text)) FROM note") == SQLiteCode.wrongData)
    let damage = try #require(scratch.vfs.takeDamage())
    #expect(damage == SealedVFS.Damage(path: scratch.path, place: .page(5)))
    #expect(scratch.vfs.takeDamage() == nil)
    // What doesn't need the page is still there.
    #expect(try connection.run("SELECT name FROM sqlite_master") == [["note"]])
  }

  @Test func zerosAreAnError() throws {
    let scratch = try filled()
    try edit(scratch.path) {
      $0.replaceSubrange(place(ofPage: 5)..<place(ofPage: 6), with: Array(repeating: 0, count: Layout.page))
    }
    #expect(scratch.code(of: "SELECT sum(length(text)) FROM note") == SQLiteCode.wrongData)
    #expect(try SealedFile.scan(scratch.path, keys: scratch.keys).damagedPages == [5])
  }

  @Test func exchangedPagesAreAnError() throws {
    let scratch = try filled()
    try edit(scratch.path) { bytes in
      let (one, other) = (place(ofPage: 5)..<place(ofPage: 6), place(ofPage: 6)..<place(ofPage: 7))
      let (first, second) = (Array(bytes[one]), Array(bytes[other]))
      bytes.replaceSubrange(one, with: second)
      bytes.replaceSubrange(other, with: first)
    }
    #expect(try SealedFile.scan(scratch.path, keys: scratch.keys).damagedPages == [5, 6])
    #expect(scratch.code(of: "SELECT sum(length(text)) FROM note") == SQLiteCode.wrongData)
  }

  @Test func aPageOfAnotherFileUnderTheSameKeyIsAnError() throws {
    let scratch = try filled()
    let header = scratch.header.forCopy()
    let copy = scratch.folder + "/copy.db"
    let image = try scratch.open().image()
    try SealedFile.create(at: copy, header: header, dataKey: scratch.dataKey, image: image)
    let other = try contents(copy)
    let range = place(ofPage: 5)..<place(ofPage: 6)
    try edit(scratch.path) { $0.replaceSubrange(range, with: other[range]) }
    #expect(try SealedFile.scan(scratch.path, keys: scratch.keys).damagedPages == [5])
  }

  @Test func aPartOfTheLastPageIsAnError() throws {
    let scratch = try filled()
    let pages = try SealedFile.scan(scratch.path, keys: scratch.keys).pages
    for size in [1, 100, 4095] {
      let before = try contents(scratch.path)
      try edit(scratch.path) { $0.removeSubrange((place(ofPage: pages) + size)...) }
      let scan = try SealedFile.scan(scratch.path, keys: scratch.keys)
      #expect(scan.endsInPage && scan.pages == pages - 1)
      #expect(scratch.code(of: "SELECT sum(length(text)) FROM note") != SQLITE_OK)
      do {
        let file = try RawFile(scratch.path, scratch.vfs)
        #expect(file.read(Layout.page, at: (pages - 1) * Layout.page).code == SQLiteCode.wrongData)
        #expect(scratch.vfs.takeDamage()?.place == .page(UInt32(pages)))
        let behind = file.read(Layout.page, at: pages * Layout.page)
        #expect(behind.code == SQLiteCode.shortRead && behind.bytes.allSatisfy { $0 == 0 })
      }
      try replace(scratch.path, with: before)
    }
  }

  @Test func aFileCutByWholePagesIsAnError() throws {
    let scratch = try filled()
    try edit(scratch.path) { $0.removeLast(3 * Layout.page) }
    #expect(scratch.code(of: "SELECT sum(length(text)) FROM note") == SQLITE_CORRUPT)
  }

  // MARK: T4, the first page

  @Test func aTornFirstPageIsReadFromTheLog() throws {
    let scratch = try filled()
    let connection = try scratch.open()
    try connection.run("CREATE TABLE other (a)")
    try connection.fill(20)
    let copy = try scratch.afterCrash()
    try edit(copy.path) {
      $0.replaceSubrange(place(ofPage: 1) + 512..<place(ofPage: 2), with: Array(repeating: 0, count: 3584))
    }
    do {
      let again = try copy.open()
      #expect(try again.digest() == connection.digest())
      #expect(try again.run("PRAGMA integrity_check") == [["ok"]])
      #expect(copy.vfs.takeDamage() == nil)
    }
    // The checkpoint at the end has mended it.
    #expect(try SealedFile.scan(copy.path, keys: copy.keys).damagedPages.isEmpty)
  }

  @Test func aTornFirstPageWithoutLogIsAnErrorAndNoNewFile() throws {
    let scratch = try filled()
    try flip(scratch.path, at: place(ofPage: 1) + 50)
    let before = try contents(scratch.path)
    for sql in ["SELECT * FROM note", "SELECT * FROM sqlite_master", "CREATE TABLE t (a)", "VACUUM"] {
      #expect(scratch.code(of: sql) == SQLiteCode.wrongData)
      #expect(scratch.vfs.takeDamage()?.place == .page(1))
    }
    #expect(try contents(scratch.path) == before)
  }

  @Test func onlyTheProbeIsAnswered() throws {
    let scratch = try filled()
    try flip(scratch.path, at: place(ofPage: 1) + 50)
    let file = try RawFile(scratch.path, scratch.vfs)
    let probe = file.read(100, at: 0)
    #expect(probe.code == SQLITE_OK)
    var wanted = [UInt8](repeating: 0, count: 100)
    wanted.replaceSubrange(16..<21, with: [0x10, 0, 0, 0, 32])
    #expect(probe.bytes == wanted)
    for (count, offset) in [(16, 24), (Layout.page, 0), (99, 0), (100, 4)] {
      #expect(file.read(count, at: offset).code == SQLiteCode.wrongData)
    }
  }

  // MARK: The lock-byte page

  /// The image of a database without tables and without lists of pages, which says that it has so many pages.
  private func image(pages: UInt32) throws -> [UInt8] {
    let memory = try Connection(":memory:")
    var reserve = Int32(Layout.reserve)
    try #require(sqlite3_file_control(memory.handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve) == SQLITE_OK)
    try memory.run("PRAGMA page_size = 4096; VACUUM; CREATE TABLE big (a); INSERT INTO big VALUES (1)")
    var size: Int64 = 0
    defer { withExtendedLifetime(memory) {} }
    let bytes = try #require(sqlite3_serialize(memory.handle, "main", &size, 0))
    defer { sqlite3_free(bytes) }
    var image = Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
    image.replaceSubrange(18..<20, with: [2, 2])
    image.replaceSubrange(28..<32, with: pages.bytes)
    image.replaceSubrange(92..<96, with: image[24..<28])
    return image
  }

  @Test func aFileGrowsBeyondTheLockBytePage() throws {
    let last = Layout.lockBytePage - 1
    let scratch = try Scratch(image: image(pages: last))
    try #require(truncate(scratch.path, off_t(place(ofPage: Int(last) + 1))) == 0)
    do {
      let connection = try scratch.open()
      try connection.run("INSERT INTO big VALUES (hex(zeroblob(10000)))")
      #expect(try connection.run("PRAGMA page_count") == [["\(last + 5)"]])
    }
    #expect(try scratch.open().run("SELECT length(a) FROM big WHERE rowid = 2") == [["20000"]])
    // The pages before are holes of the sparse file, and no pages; the lock-byte page isn't looked at.
    let scan = try SealedFile.scan(scratch.path, keys: scratch.keys, pages: last - 1...last + 100)
    #expect(scan.pages == Int(last) + 5)
    #expect(scan.damagedPages == [last - 1, last])
    let descriptor = open(scratch.path, O_RDWR)
    for page in [last + 1, last + 3] {
      // Turned over, as `flip` does it with files that fit into memory: a letter might be what stands there.
      let offset = off_t(place(ofPage: Int(page)) + 9)
      var byte: UInt8 = 0
      try #require(pread(descriptor, &byte, 1, offset) == 1)
      byte ^= 0x10
      try #require(pwrite(descriptor, &byte, 1, offset) == 1)
    }
    close(descriptor)
    let again = try SealedFile.scan(scratch.path, keys: scratch.keys, pages: last + 1...last + 100)
    #expect(again.damagedPages == [last + 3])
  }
}
