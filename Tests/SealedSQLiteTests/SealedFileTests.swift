import CSQLite
import Crypto
import Foundation
import Testing

@testable import SealedSQLite

/// A sealed file under SQLite when nothing goes wrong.
@Suite struct SealedFileTests {
  @Test func whatIsWrittenIsReadAgain() throws {
    let scratch = try Scratch()
    do {
      let connection = try scratch.open()
      #expect(try connection.run("PRAGMA journal_mode") == [["wal"]])
      try connection.fill(2000)
      #expect(FileManager.default.fileExists(atPath: scratch.log))
      #expect(!FileManager.default.fileExists(atPath: scratch.path + "-wal"))
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.log))
    let connection = try scratch.open()
    #expect(try connection.run("SELECT count(*), max(id) FROM note") == [["2000", "2000"]])
    #expect(try connection.run("PRAGMA integrity_check") == [["ok"]])
  }

  @Test func nothingStandsInClear() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.fill(500)
    try connection.run("PRAGMA wal_checkpoint(PASSIVE)")
    let copy = try scratch.afterCrash()
    for path in [copy.path, copy.log] {
      let bytes = try Data(contentsOf: URL(filePath: path))
      for word in ["tamarind", "SQLite format 3", "CREATE TABLE", "note", "sqlite_"] {
        #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(path)")
      }
    }
  }

  @Test func theSelfCheckAnswersWithTheFilesId() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    #expect(try connection.run("PRAGMA \(SealedVFS.selfCheck)") == [[scratch.header.fileID.description]])
    let plain = try Connection(scratch.folder + "/plain.db")
    #expect(try plain.run("PRAGMA \(SealedVFS.selfCheck)").isEmpty)
  }

  @Test func theStandardLayerServesTheProcess() throws {
    let scratch = try Scratch()
    let standard = try SealedVFS.standard()
    #expect(standard === (try SealedVFS.standard()))
    standard.admit(scratch.keys, path: scratch.path)
    do {
      let connection = try Connection(standard.uri(of: scratch.path))
      #expect(try connection.run("PRAGMA \(SealedVFS.selfCheck)") == [[scratch.header.fileID.description]])
    }
    standard.withdraw(path: scratch.path)
    #expect(throws: Connection.Failure.self) { try Connection(standard.uri(of: scratch.path)) }
  }

  @Test func theVersionOfSQLiteHereIsProven() {
    #expect(SealedVFS.provenVersions.contains(String(cString: sqlite3_libversion())))
    #expect(SealedVFS.isProven)
  }

  @Test(arguments: [
    "a b", "50% off", "what?vfs=unix", "a#b", "Grüße 你好", "it's \"so\"", "a&b=c;d+e", "%20", "\u{1}x\n",
  ])
  func aPathMayHaveAnyCharacter(_ name: String) throws {
    let scratch = try Scratch(named: name)
    try scratch.open().fill(3)
    #expect(try scratch.open().digest().first == "3")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder) == ["notes.db"])
  }

  // MARK: Birth

  @Test func aNewFileIsPrivateWholeAndInWALMode() throws {
    let scratch = try Scratch()
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try SealedHeader.wholeSlots(at: scratch.path, keys: scratch.keys) == [true, true])
    let scan = try SealedFile.scan(scratch.path, keys: scratch.keys)
    #expect(scan.pages >= 1 && scan.damagedPages.isEmpty && !scan.endsInPage && scan.frames == 0)
    let connection = try scratch.open()
    #expect(
      try connection.run("PRAGMA journal_mode; PRAGMA page_size; PRAGMA auto_vacuum") == [["wal"], ["4096"], ["2"]])
    #expect(try connection.run("PRAGMA integrity_check") == [["ok"]])
  }

  @Test func nothingIsOverwrittenByABirth() throws {
    let scratch = try Scratch()
    let before = try contents(scratch.path)
    #expect(throws: SealedError.system(call: "open", code: EEXIST)) {
      try SealedFile.create(
        at: scratch.path, header: scratch.header, dataKey: scratch.dataKey, image: SealedFile.emptyImage())
    }
    #expect(try contents(scratch.path) == before)
  }

  @Test func anImageWithoutRoomForTheSealIsRefused() throws {
    let scratch = try Scratch()
    let plain = try Connection(":memory:")
    try plain.fill(10)
    let images = [[], [UInt8](repeating: 0, count: 5000), try plain.image(plain: true)]
    for (place, image) in images.enumerated() {
      let path = scratch.folder + "/other\(place).db"
      #expect(throws: SealedError.impossible("image")) {
        try SealedFile.create(at: path, header: scratch.header, dataKey: scratch.dataKey, image: image)
      }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test(arguments: ["PRAGMA auto_vacuum = NONE", "PRAGMA auto_vacuum = FULL", "PRAGMA encoding = 'UTF-16'"])
  func aPlainDatabaseIsSealed(_ layout: String) throws {
    let plain = try Connection(":memory:")
    try plain.run(layout)
    try plain.fill(600)
    let scratch = try Scratch(image: plain.image())
    let connection = try scratch.open()
    #expect(try connection.digest() == plain.digest())
    #expect(try connection.run("PRAGMA journal_mode; PRAGMA page_size") == [["wal"], ["4096"]])
    #expect(try connection.run("PRAGMA integrity_check") == [["ok"]])
  }

  @Test(arguments: [512, 1024, 8192, 65536]) func aDatabaseWithPagesOfAnotherSizeIsRefused(_ size: Int) throws {
    let plain = try Connection(":memory:")
    try plain.run("PRAGMA page_size = \(size)")
    try plain.fill(600)
    #expect(throws: SealedError.self) { try plain.image() }
  }

  @Test func aSealedDatabaseIsCopiedSealed() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.fill(600)
    let copy = try Scratch(image: connection.image())
    #expect(try copy.open().digest() == connection.digest())
    #expect(try copy.open().run("PRAGMA integrity_check") == [["ok"]])
  }

  @Test func aSealedDatabaseComesOutPlain() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.fill(600)
    let image = try connection.image(plain: true)
    #expect(Array(image[18..<20]) == [1, 1])
    try replace(scratch.folder + "/plain.db", with: image)
    let again = try Connection(scratch.folder + "/plain.db")
    #expect(try again.digest() == connection.digest())
    #expect(try again.run("PRAGMA integrity_check") == [["ok"]])
  }

  @Test func aCopyOfTheHeaderKeepsTheKeysAndChangesTheFile() throws {
    let scratch = try Scratch()
    let copy = scratch.header.forCopy()
    #expect(copy.fileID != scratch.header.fileID && copy.keyID == scratch.header.keyID)
    #expect(copy.inboxPublicKey.rawRepresentation == scratch.header.inboxPublicKey.rawRepresentation)
  }

  // MARK: Several at once

  @Test func connectionsSeeEachOthersCommits() throws {
    let scratch = try Scratch()
    let one = try scratch.open()
    let other = try scratch.open()
    try one.fill(100)
    #expect(try other.digest().first == "100")
    for round in 1...6 {
      // The log begins again under the other connection, with other salts.
      try other.run("PRAGMA wal_checkpoint(\(round % 2 == 0 ? "RESTART" : "TRUNCATE"))")
      try (round % 2 == 0 ? one : other).fill(40)
      #expect(try one.digest() == other.digest())
      try one.run("UPDATE note SET text = text || ' \(round)' WHERE id % 7 = \(round)")
      #expect(try one.digest() == other.digest())
    }
    #expect(try other.run("PRAGMA integrity_check") == [["ok"]])
    let copy = try scratch.afterCrash()
    #expect(try copy.open().digest() == one.digest())
  }

  @Test func anOpenReaderKeepsItsSnapshot() throws {
    let scratch = try Scratch()
    let writer = try scratch.open()
    let reader = try scratch.open()
    try writer.fill(100)
    try reader.run("BEGIN")
    let before = try reader.digest()
    try writer.fill(300)
    try writer.run("PRAGMA wal_checkpoint(PASSIVE)")
    #expect(try reader.digest() == before)
    try reader.run("COMMIT")
    #expect(try reader.digest() == writer.digest())
  }

  @Test func twoSealedFilesUnderOneConnection() throws {
    let scratch = try Scratch()
    let other = try Scratch()
    scratch.vfs.admit(other.keys, path: other.path)
    do {
      let connection = try scratch.open()
      try connection.fill(20)
      try connection.run("ATTACH '\(other.path)' AS other")
      try connection.run("BEGIN; CREATE TABLE other.copy AS SELECT * FROM note; DELETE FROM note WHERE id > 5; COMMIT")
    }
    #expect(try other.open().run("SELECT count(*) FROM copy") == [["20"]])
    #expect(try scratch.open().digest().first == "5")
  }

  @Test func twoSealedFilesAtOnce() throws {
    let (one, other) = (try Scratch(), try Scratch())
    let (first, second) = (try one.open(), try other.open())
    for _ in 1...5 {
      try first.fill(30)
      try second.fill(20)
    }
    #expect(try first.digest().first == "150")
    #expect(try second.digest().first == "100")
  }

  // MARK: Vacuum

  @Test(arguments: ["VACUUM", "PRAGMA incremental_vacuum", "PRAGMA page_size = 8192; VACUUM"])
  func vacuumKeepsTheDataAndTheLayout(_ sql: String) throws {
    let scratch = try Scratch()
    do {
      let connection = try scratch.open()
      try connection.fill(1500)
      try connection.run("DELETE FROM note WHERE id > 300")
      let before = try connection.digest()
      let pages = Int(try connection.run("PRAGMA page_count").first?.first.flatMap { $0 } ?? "") ?? 0
      try connection.run(sql)
      #expect(try connection.digest() == before)
      let after = Int(try connection.run("PRAGMA page_count").first?.first.flatMap { $0 } ?? "") ?? 0
      #expect(after < pages && after > 0)
      #expect(try connection.run("PRAGMA page_size; PRAGMA journal_mode") == [["4096"], ["wal"]])
      #expect(try connection.run("PRAGMA integrity_check") == [["ok"]])
    }
    let scan = try SealedFile.scan(scratch.path, keys: scratch.keys)
    #expect(scan.damagedPages.isEmpty && !scan.endsInPage)
    #expect(try scratch.open().digest().first == "300")
  }

  @Test func theFileIsNeverMappedIntoMemory() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    #expect(try connection.run("PRAGMA mmap_size = 1000000") == [["0"]])
    #expect(try connection.run("PRAGMA mmap_size") == [["0"]])
    try connection.fill(200)
    #expect(try connection.run("PRAGMA integrity_check") == [["ok"]])
    #expect(try RawFile(scratch.path, scratch.vfs).version == 2)
  }
}
