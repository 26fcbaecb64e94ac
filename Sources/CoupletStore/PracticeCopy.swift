public import CoupletCore
import Foundation
import GRDB
import SealedSQLite

/// Copies of a whole practice file: each is read back and checked before it gets its name.
enum PracticeCopy {
  /// Writes everything in an open file to a new one.
  ///
  /// - Parameters:
  ///   - seal: the seal of the file that is open.
  ///   - target: the seal of the new one; another key makes the journal's chain anew.
  static func write(
    _ source: DatabaseQueue, _ seal: PageSeal, to path: String, _ target: PageSeal, replacing: Bool = false
  ) throws {
    let isSameChain = seal.chain == target.chain
    switch (seal, target) {
    case (.plain, .plain), (.sealed, .sealed):
      try PracticeFile.create(at: path, target, replacing: replacing) { queue in
        let counts = try source.read { database in
          try queue.writeWithoutTransaction { try database.backup(to: $0) }
          return try Soundness.counts(database)
        }
        if !isSameChain { try queue.write(target.chain.rebuild) }
        return counts
      }
    case (.plain, .sealed), (.sealed, .plain):
      // Their pages are laid out differently: the one has room for the seal.
      let (image, counts) = try source.read { database in
        guard let connection = database.sqliteConnection else { throw Problem(.internalFault, "file: it is closed") }
        let image =
          target.keys == nil ? try SealedFile.plainImage(of: connection) : try SealedFile.image(of: connection)
        return (image, try Soundness.counts(database))
      }
      try PracticeFile.create(at: path, target, image: image, replacing: replacing) { queue in
        try queue.write(target.chain.rebuild)
        return counts
      }
    }
  }
}

extension Practice {
  /// Writes a backup under the same keys, read back and checked before it gets its name.
  public func backUp(to path: String, replacing: Bool) throws(Problem) {
    try translatingFaults(path) {
      try PracticeCopy.write(queue, seal, to: path, seal.forCopy(), replacing: replacing)
    }
  }

  /// Writes a copy that any SQLite program can read, without a seal and without a log.
  public func copyPlain(to path: String, replacing: Bool) throws(Problem) {
    try translatingFaults(path) {
      try PracticeCopy.write(queue, seal, to: path, .plain, replacing: replacing)
      // WAL mode is for a file with a life; a copy is one file.
      let copy = try DatabaseQueue(path: path)
      _ = try copy.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
    }
  }

  /// A moment as it stands in the names of backups: `20261123T130211Z`.
  public static func backupStamp(_ clock: Instant) -> String { PracticeFile.nameStamp(clock) }

  /// Deletes backups of a folder until `keep` are left, the newest ones; to be called when one has just been verified.
  ///
  /// - Parameter written: the one that was just verified, which stays whatever the clock says.
  /// - Returns: the names that were deleted.
  public static func thinBackups(
    in folder: String, named stem: String, keep: Int, written: String
  ) throws(Problem) -> [String] {
    guard keep > 0 else { throw Problem(.usage, "keep: \(keep) is below 1") }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
        name.hasPrefix(stem + "-") && name.hasSuffix(".couplet")
          && name.dropFirst(stem.count + 1).dropLast(8).allSatisfy { $0.isASCII && ($0.isNumber || "TZ-".contains($0)) }
      }.sorted()
    } catch {
      throw Problem(.cannotWrite, "backup: the folder \(folder) can't be read")
    }
    let others = names.filter { folder + "/" + $0 != written }
    let old = Array(others.dropLast(keep - 1))
    for name in old { PracticeFile.remove(folder + "/" + name) }
    return old
  }
}

extension ClosedPractice {
  /// What a restore or a new key left behind.
  public struct Replaced: Sendable {
    /// Where the file that was there is kept, nil where there was none.
    public let kept: String?
  }

  /// Puts the content of this file at another place, verified first; what is there is kept under another name.
  ///
  /// - Parameters:
  ///   - seal: what opens the new file; left out, what opens this one.
  public func restore(
    _ key: PracticeKey?, to path: String, seal newSeal: NewSeal?, stamp: CommandStamp
  ) throws(Problem) -> Replaced {
    let own = try seal(key)
    return try translatingFaults(path) {
      let lock = try CommandLock(of: path, .alone)
      defer { withExtendedLifetime(lock) {} }
      try FileGuard.checkFolder(of: path)
      // A copy of the bytes, so that neither the backup nor its folder is written to. One in clear isn't copied: it would
      // stay on the disk.
      let copy = PracticeFile.temporary(path, "from")
      PracticeFile.remove(copy)
      defer { PracticeFile.remove(copy) }
      for suffix in ["", "-cwal"] where isSealed && access(self.path + suffix, F_OK) == 0 {
        try Self.copyBytes(self.path + suffix, to: copy + suffix)
      }
      let queue = try PracticeFile.connect(to: isSealed ? copy : self.path, own, readOnly: !isSealed)
      try PracticeFile.checkIsOurs(queue, path: self.path)
      try Soundness.require(queue, own)
      let whole = PracticeFile.temporary(path, "restored")
      defer { PracticeFile.remove(whole) }
      let target = try newSeal?.make() ?? own.forCopy()
      try PracticeCopy.write(queue, own, to: whole, target)
      try queue.close()
      let kept = try Self.replace(path, by: whole, stamp: stamp, keepsInbox: target.keyID == own.keyID)
      try Self.note("restore", at: path, target, stamp)
      return Replaced(kept: kept)
    }
  }

  /// Refuses a new key while lines wait that only the old one opens.
  public func refuseWaitingLines() throws(Problem) {
    guard !hasInbox else {
      throw Problem(
        .refused, "inbox: lines wait in it that only the old key opens", hint: "couplet inbox list shows them")
    }
  }

  /// Seals the file under a new data key; the one under the old key is kept beside it.
  public func rekey(_ key: PracticeKey, seal newSeal: NewSeal, stamp: CommandStamp) throws(Problem) -> Replaced {
    let own = try seal(key)
    return try translatingFaults(path) {
      let lock = try CommandLock(of: path, .alone)
      defer { withExtendedLifetime(lock) {} }
      try refuseWaitingLines()
      let queue = try PracticeFile.open(at: path, own).queue
      try Soundness.require(queue, own)
      let whole = PracticeFile.temporary(path, "rekeyed")
      defer { PracticeFile.remove(whole) }
      let target = try newSeal.make()
      try PracticeCopy.write(queue, own, to: whole, target)
      try queue.close()
      let kept = try Self.replace(path, by: whole, stamp: stamp, keepsInbox: true)
      try Self.note("rekey", at: path, target, stamp)
      _ = try? self.lock()
      return Replaced(kept: kept)
    }
  }

  /// Puts a whole file in the place of another one, which is kept under another name: at each moment one of them has
  /// the name.
  ///
  /// - Returns: the name of the one that is kept, nil where there was none.
  private static func replace(
    _ path: String, by whole: String, stamp: CommandStamp, keepsInbox: Bool
  ) throws(Problem) -> String? {
    guard access(path, F_OK) == 0 else {
      try PracticeFile.settle(whole, as: path, replacing: false)
      return nil
    }
    let kept = PracticeFile.freeName("\(path).before-\(stamp.command)-\(PracticeFile.nameStamp(stamp.clock))")
    let stays = [CommandLock.path(of: path)] + (keepsInbox ? [SealedLines.path(of: path)] : [])
    let beside = PracticeFile.companions(of: path).filter { access($0, F_OK) == 0 && !stays.contains($0) }
    for file in [path] + beside {
      guard link(file, kept + file.dropFirst(path.count)) == 0 else { throw PracticeFile.cannotWrite(kept, errno) }
    }
    PracticeFile.syncFolder(of: path)
    // Only a file that wasn't closed has a log. It must not be taken for the new file's, so it goes first; were the
    // power cut here, the kept name still has both.
    for file in beside { unlink(file) }
    try PracticeFile.settle(whole, as: path, replacing: true)
    return kept
  }

  /// The journal's row of what made the file what it is, and its first anchor.
  private static func note(_ command: String, at path: String, _ seal: PageSeal, _ stamp: CommandStamp) throws {
    let queue = try PracticeFile.open(at: path, seal).queue
    let head = try queue.write { database in
      try Change(database: database, stamp: stamp, chain: seal.chain).close(canBeUndone: false)
    }
    try queue.close()
    try Practice.writeAnchor(head, path, seal)
  }

  private static func copyBytes(_ from: String, to target: String) throws {
    let source = Foundation.open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard source >= 0 else { throw Problem(.noPermission, "file: \(from) can't be read with your permissions") }
    defer { close(source) }
    let copy = Foundation.open(target, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard copy >= 0 else { throw PracticeFile.cannotWrite(target, errno) }
    defer { close(copy) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(source, &buffer, buffer.count)
      guard count >= 0 else { throw Problem(.damaged, "file: \(from): \(PracticeFile.describe(errno))") }
      if count == 0 { break }
      var done = 0
      while done < count {
        let written = buffer.withUnsafeBytes { write(copy, $0.baseAddress! + done, count - done) }
        guard written > 0 else { throw PracticeFile.cannotWrite(target, errno) }
        done += written
      }
    }
    guard fsync(copy) == 0 else { throw PracticeFile.cannotWrite(target, errno) }
  }
}
