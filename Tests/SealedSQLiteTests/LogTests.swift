import CSQLite
import Foundation
import Testing

@testable import SealedSQLite

/// The log after a crash, and when it is damaged.
@Suite struct LogTests {
  /// Where a frame begins in the log.
  private func place(ofFrame frame: Int) -> Int { Layout.logHeader + frame * Layout.frame }

  /// A file with a log of ten commits, a frame or two each; the connection stays open.
  private func written() throws -> (scratch: Scratch, connection: Connection) {
    let scratch = try Scratch()
    try scratch.open().fill(5)
    let connection = try scratch.open()
    for id in 6...15 { try connection.run("INSERT INTO note VALUES (\(id), 'quince')") }
    scratch.kept.append(connection)
    return (scratch, connection)
  }

  private func rows(_ connection: Connection) throws -> Int {
    try connection.run("SELECT count(*) FROM note").first?.first?.flatMap { Int($0) } ?? -1
  }

  @Test func whatWasCommittedIsThereAfterACrash() throws {
    let (scratch, connection) = try written()
    let copy = try scratch.afterCrash()
    let scan = try SealedFile.scan(copy.path, keys: copy.keys)
    #expect(scan.frames >= 10 && scan.framesBehind == 0 && scan.damagedPages.isEmpty)
    #expect(try contents(copy.log).count == place(ofFrame: scan.frames))
    #expect(try copy.open().digest() == connection.digest())
  }

  @Test func aTornTailEndsTheLogWithoutAnError() throws {
    let (scratch, _) = try written()
    let copy = try scratch.afterCrash()
    let (base, log) = (try contents(copy.path), try contents(copy.log))
    let frames = try SealedFile.scan(copy.path, keys: copy.keys).frames
    var last = 15
    // Cut at each sector of the last three frames: the fewer bytes, the fewer rows, never an error.
    for size in stride(from: log.count, through: place(ofFrame: frames - 3), by: -512) {
      try replace(copy.path, with: base)
      try replace(copy.log, with: Array(log[..<size]))
      let connection = try copy.open()
      let found = try rows(connection)
      #expect(found <= last && found >= 11)
      #expect(try connection.run("PRAGMA integrity_check") == [["ok"]])
      last = found
    }
    #expect(last < 15)
    #expect(copy.vfs.takeDamage() == nil)
  }

  @Test func aFlippedBitInAFrameEndsTheLogThere() throws {
    let (scratch, _) = try written()
    let copy = try scratch.afterCrash()
    let (base, log) = (try contents(copy.path), try contents(copy.log))
    let frames = try SealedFile.scan(copy.path, keys: copy.keys).frames
    for frame in [0, frames / 2, frames - 1] {
      for within in [0, 3, 4, 8, 15, 16, 23, 24, 2000, 4087, 4088, 4119] {
        try replace(copy.path, with: base)
        var bytes = log
        bytes[place(ofFrame: frame) + within] ^= 1
        try replace(copy.log, with: bytes)
        let scan = try SealedFile.scan(copy.path, keys: copy.keys)
        // The scan proves pages; sums and salts in a header are proven by SQLite.
        #expect(scan.frames == frame && scan.framesBehind == frames - frame || within < 24 && scan.frames == frames)
        let connection = try copy.open()
        let found = try rows(connection)
        #expect(found < 15 && found >= 5)
        #expect(try connection.run("PRAGMA integrity_check") == [["ok"]])
      }
    }
  }

  @Test func framesOfAnotherPlaceOrLogEndTheLog() throws {
    let (scratch, connection) = try written()
    let copy = try scratch.afterCrash()
    let log = try contents(copy.log)
    try connection.run("PRAGMA wal_checkpoint(RESTART)")
    for id in 16...30 { try connection.run("INSERT INTO note VALUES (\(id), 'medlar')") }
    let later = try scratch.afterCrash()
    let frames = try SealedFile.scan(later.path, keys: later.keys).frames
    #expect(frames >= 15)
    try edit(later.log) {
      $0.replaceSubrange(place(ofFrame: 4)..<place(ofFrame: 5), with: log[place(ofFrame: 4)..<place(ofFrame: 5)])
    }
    var scan = try SealedFile.scan(later.path, keys: later.keys)
    #expect(scan.frames == 4 && scan.framesBehind == frames - 4)
    try edit(copy.log) { bytes in
      bytes.replaceSubrange(place(ofFrame: 3)..<place(ofFrame: 4), with: log[place(ofFrame: 2)..<place(ofFrame: 3)])
    }
    scan = try SealedFile.scan(copy.path, keys: copy.keys)
    #expect(scan.frames == 3)
    #expect(try rows(later.open()) < 30)
  }

  @Test func aFrameThatWasPartOfTheLogIsAnErrorWhenItIsDamaged() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.fill(400)
    let other = try scratch.open()
    let descriptor = open(scratch.log, O_WRONLY)
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    for frame in 0..<(size - Layout.logHeader) / Layout.frame {
      pwrite(descriptor, "damage", 6, off_t(place(ofFrame: frame) + 1000))
    }
    #expect(other.code(of: "SELECT sum(length(text)) FROM note") == SQLiteCode.wrongData)
    guard case .frame = scratch.vfs.takeDamage()?.place else {
      Issue.record("no frame is named")
      return
    }
  }

  @Test func aTransactionLargerThanTheCacheSurvives() throws {
    let scratch = try Scratch()
    let connection = try scratch.open()
    try connection.fill(100)
    try connection.run("PRAGMA cache_size = 5; BEGIN")
    for round in 1...4 {
      try connection.run("SAVEPOINT s")
      try connection.fill(300)
      try connection.run("UPDATE note SET text = text || \(round)")
      try connection.run(round % 2 == 0 ? "ROLLBACK TO s; RELEASE s" : "RELEASE s")
    }
    try connection.run("COMMIT")
    #expect(try connection.digest().first == "700")
    let copy = try scratch.afterCrash()
    let again = try copy.open()
    #expect(try again.digest() == connection.digest())
    #expect(try again.run("PRAGMA integrity_check") == [["ok"]])
  }

  @Test func aRunningTransactionIsNotThereAfterACrash() throws {
    let (scratch, connection) = try written()
    try connection.run("PRAGMA cache_size = 5; BEGIN")
    try connection.fill(500)
    let copy = try scratch.afterCrash()
    #expect(try SealedFile.scan(copy.path, keys: copy.keys).frames > 10)
    let again = try copy.open()
    #expect(try rows(again) == 15)
    try again.fill(20)
    #expect(try again.run("PRAGMA integrity_check") == [["ok"]])
    try connection.run("ROLLBACK")
    #expect(try rows(connection) == 15)
  }

  @Test func aLogThatBeganAnewHidesItsOldFrames() throws {
    let (scratch, connection) = try written()
    try connection.fill(600)
    try connection.run("PRAGMA wal_checkpoint(RESTART); INSERT INTO note VALUES (9999, 'medlar')")
    let copy = try scratch.afterCrash()
    let scan = try SealedFile.scan(copy.path, keys: copy.keys)
    #expect(scan.frames > 0 && scan.framesBehind > 10)
    #expect(try copy.open().digest() == connection.digest())
  }

  @Test func aMissingOrEmptyLogIsNoFrame() throws {
    let (scratch, _) = try written()
    let copy = try scratch.afterCrash()
    for bytes in [[], [UInt8](repeating: 0, count: 31), Array(try contents(copy.log)[..<32])] {
      try replace(copy.log, with: bytes)
      #expect(try SealedFile.scan(copy.path, keys: copy.keys).frames == 0)
      #expect(try rows(copy.open()) == 5)
    }
    try? FileManager.default.removeItem(atPath: copy.log)
    #expect(try SealedFile.scan(copy.path, keys: copy.keys).frames == 0)
    #expect(try rows(copy.open()) == 5)
  }

  // MARK: The rules that keep data

  /// What is left of 15 rows after a crash and a second opening, -1 when the file doesn't open.
  private func left(_ change: (inout SealedVFS.Rules) -> Void, _ harm: (Scratch.Copy) throws -> Void) throws -> Int {
    var rules = SealedVFS.Rules()
    change(&rules)
    let scratch = try Scratch(rules: rules)
    let connection = try scratch.open()
    try connection.fill(15)
    let copy = try scratch.afterCrash()
    try harm(copy)
    _ = try? copy.open().run("PRAGMA wal_checkpoint(TRUNCATE)")
    copy.vfs.admit(copy.keys, path: copy.path)
    return (try? rows(copy.open())) ?? -1
  }

  @Test func withoutTheProofOfTheKeyALogIsLost() throws {
    let harm: (Scratch.Copy) throws -> Void = {
      $0.vfs.admit(FileKeys(DataKey(), fileID: $0.keys.fileID), path: $0.path)
    }
    #expect(try left({ _ in }, harm) == 15)
    #expect(try left({ $0.provesKeyFirst = false }, harm) < 15)
  }

  @Test func withoutTheAnswerToTheProbeAFileIsLost() throws {
    let harm: (Scratch.Copy) throws -> Void = { try flip($0.path, at: Layout.header + 9) }
    #expect(try left({ _ in }, harm) == 15)
    #expect(try left({ $0.answersProbe = false }, harm) < 15)
  }

  @Test func withoutTheEndAtATornFrameAFileIsLost() throws {
    let harm: (Scratch.Copy) throws -> Void = { copy in
      try edit(copy.log) { $0 += Array(repeating: 7, count: Layout.frame) }
    }
    #expect(try left({ _ in }, harm) == 15)
    #expect(try left({ $0.endsLogAtTornFrame = false }, harm) < 15)
  }

  @Test func withoutTheSaltsOfTheLogHeaderASpilledTransactionIsLost() throws {
    func left(_ isOn: Bool) throws -> Int {
      var rules = SealedVFS.Rules()
      rules.takesSaltsFromLogHeader = isOn
      let scratch = try Scratch(rules: rules)
      let connection = try scratch.open()
      try connection.fill(15)
      try connection.run("PRAGMA cache_size = 5; BEGIN")
      for _ in 1...5 { try? connection.fill(300) }
      _ = try? connection.run("COMMIT")
      return withExtendedLifetime(connection) { (try? rows(scratch.afterCrash().open())) ?? -1 }
    }
    #expect(try left(true) == 1515)
    #expect(try left(false) < 1515)
  }

  @Test func withoutFreshSaltsACommitAfterAnotherConnectionsIsLost() throws {
    func left(_ isOn: Bool) throws -> Int {
      var rules = SealedVFS.Rules()
      rules.refreshesSalts = isOn
      let scratch = try Scratch(rules: rules)
      let (one, other) = (try scratch.open(), try scratch.open())
      try one.fill(15)
      try other.run("PRAGMA wal_checkpoint(RESTART)")
      try other.fill(10)
      try? one.fill(10)
      return withExtendedLifetime((one, other)) { (try? rows(scratch.afterCrash().open())) ?? -1 }
    }
    #expect(try left(true) == 35)
    #expect(try left(false) < 35)
  }
}
