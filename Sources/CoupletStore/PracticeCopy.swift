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
  ///   - target: the seal of the new one; another key makes the journal's chain again.
  ///   - stamp: what the new file's journal says of its making; it is of this program's schema then.
  /// - Returns: the end of the new file's chain, where it got a row.
  @discardableResult
  static func write(
    _ source: DatabaseQueue, _ seal: PageSeal, to path: String, _ target: PageSeal, replacing: Bool = false,
    stamp: CommandStamp? = nil
  ) throws -> Chain.Head? {
    var head: Chain.Head?
    // Pages of a plain file are laid out differently: they have no room for a seal.
    let isAlike = (seal.keys == nil) == (target.keys == nil)
    let (image, counts) = isAlike ? (nil, nil) : try image(of: source, for: target)
    try PracticeFile.create(at: path, target, image: image, replacing: replacing) { queue in
      var counts = counts
      if isAlike {
        // Counted first: that begins the snapshot which the copy is then made of.
        counts = try source.read { database in
          let counts = try Soundness.counts(database)
          try queue.writeWithoutTransaction { try database.backup(to: $0) }
          return counts
        }
      }
      if seal.chain != target.chain { try queue.write(target.chain.rebuild) }
      guard let stamp else { return counts }
      try Soundness.require(queue, target, counts: counts)
      try Schema.migrator(target.chain).migrate(queue)
      head = try queue.write { database in
        try Change(database: database, stamp: stamp, chain: target.chain).close(canBeUndone: false)
      }
      return nil
    }
    return head
  }

  private static func image(
    of source: DatabaseQueue, for target: PageSeal
  ) throws -> (image: [UInt8]?, counts: [String: Int]?) {
    try source.read { database in
      guard let connection = database.sqliteConnection else { throw Problem(.internalFault, "file: it is closed") }
      let counts = try Soundness.counts(database)
      let image =
        target.keys == nil ? try SealedFile.plainImage(of: connection) : try SealedFile.image(of: connection)
      return (image, counts)
    }
  }
}

extension Practice {
  /// Writes a backup under the same keys, read back and checked before it gets its name.
  public func backUp(to path: String, replacing: Bool) throws(Problem) {
    try translatingFaults(path) {
      try FileGuard.refuseInUse(path, for: .backup, besides: self.path)
      try PracticeCopy.write(queue, seal, to: path, seal.forCopy(), replacing: replacing)
    }
  }

  /// Writes a copy that any SQLite program can read, without a seal and without a log.
  public func copyPlain(to path: String, replacing: Bool) throws(Problem) {
    try translatingFaults(path) {
      try FileGuard.refuseInUse(path, for: .plainCopy, besides: self.path)
      try PracticeCopy.write(queue, seal, to: path, .plain, replacing: replacing)
      // WAL mode is for a file with a life; a copy is one file.
      let copy = try DatabaseQueue(path: path)
      _ = try copy.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
    }
  }

  /// A moment as it stands in the names of backups: `20261123T130211Z`.
  public static func backupStamp(_ clock: Instant) -> String { PracticeFile.nameStamp(clock) }

  /// Deletes backups of this practice in a folder until `keep` are left, the newest ones; what can't be read as one of
  /// its backups neither counts nor goes.
  ///
  /// - Parameter written: the one that was just verified, which stays whatever the clock says.
  /// - Returns: the names that were deleted.
  public func thinBackups(in folder: String, named stem: String, keep: Int, written: String) throws(Problem) -> [String]
  {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw Problem(.cannotWrite, "backup: the folder \(folder) can't be read")
    }
    let others = names.filter { name in
      guard folder + "/" + name != written, Self.isBackupName(name, stem),
        let backup = try? ClosedPractice(at: folder + "/" + name, isCopy: true)
      else { return false }
      return backup.header?.keyID == seal.keyID
    }
    let old = Array(others.dropLast(keep - 1))
    for name in old { PracticeFile.remove(folder + "/" + name) }
    return old
  }

  /// Whether a name is the stem, a moment as `20261123T130211Z`, and the ending.
  private static func isBackupName(_ name: String, _ stem: String) -> Bool {
    guard name.hasPrefix(stem + "-"), name.hasSuffix(".couplet") else { return false }
    let moment = Array(name.dropFirst(stem.count + 1).dropLast(".couplet".count))
    return moment.count == 16 && moment[8] == "T" && moment[15] == "Z"
      && moment.enumerated().allSatisfy { [8, 15].contains($0.offset) || $0.element.isASCII && $0.element.isNumber }
  }
}

extension ClosedPractice {
  /// What a restore or a new key left behind.
  public struct Replaced: Sendable {
    /// Where the file that was there is kept, nil where there was none.
    public let kept: String?
    /// The rows that could not be taken over, by their records' ids; nil where the file was copied as it is.
    public let leftOut: [String]?
  }

  /// Puts the content of this file at another place, verified first; what is there is kept under another name.
  ///
  /// - Parameter seal: what opens the new file; left out, what opens this one.
  public func restore(
    _ key: PracticeKey?, to path: String, seal newSeal: NewSeal?, stamp: CommandStamp
  ) throws(Problem) -> Replaced {
    let own = try seal(key)
    return try translatingFaults(path) {
      try FileGuard.checkFolder(of: path)
      try FileGuard.refuseOther(path)
      try FileGuard.refuseOthers(path)
      guard !FileGuard.isSame(path, self.path) else { throw Problem(.usage, "to: \(path) is the backup itself") }
      try Target.check(path, for: .practice, besides: self.path)
      let (bond, isForeign) = try PracticeFile.bond(of: self.path, own)
      if isForeign { throw PracticeFile.foreignLog(bond.log, self.path) }
      let lock = try CommandLock(of: path, .alone)
      defer { withExtendedLifetime(lock) {} }
      // A copy of the bytes, so that neither the backup nor its folder is written to. One in clear isn't copied: it would
      // stay on the disk.
      let copy = PracticeFile.temporary(path, "from")
      PracticeFile.remove(copy)
      defer { PracticeFile.remove(copy) }
      if isSealed { try copyBytes(to: copy) }
      let file = try PracticeFile.openUnmigrated(at: isSealed ? copy : self.path, own, readOnly: !isSealed)
      defer { try? file.close() }
      let broken = try file.queue.writeWithoutTransaction { try Soundness.findings($0, own.chain) }
        .filter { $0.outcome == .broken }
      // What is wrong with rows or schema alone is left behind; what is wrong with pages can't be told apart from loss.
      let isByRows = !broken.isEmpty && broken.allSatisfy { Soundness.ofRows.contains($0.subject) }
      if !isByRows { try Soundness.require(file.queue, own) }
      // A backup has no anchor; a file that has one must not lose its end on the way.
      var found = try Witnesses(of: self.path, own, memory: memory).read()
      if found.anchor == .missing { found.anchor = nil }
      try Self.refuseLoss(file.queue, found)
      let target = try newSeal?.make() ?? own.forCopy()
      let (kept, leftOut) = try putWhole(file, own, target, at: path, stamp, byRows: isByRows)
      return Replaced(kept: kept, leftOut: leftOut)
    }
  }

  /// Seals the file under a new data key; the one under the old key is kept beside it.
  public func rekey(_ key: PracticeKey, seal newSeal: NewSeal, stamp: CommandStamp) throws(Problem) -> Replaced {
    let own = try seal(key)
    return try translatingFaults(path) {
      let lock = try CommandLock(of: path, .alone)
      defer { withExtendedLifetime(lock) {} }
      try refuseWaitingLines()
      let file = try PracticeFile.openUnmigrated(at: path, own)
      defer { try? file.close() }
      try Soundness.require(file.queue, own)
      try Self.refuseLoss(file.queue, try Witnesses(of: path, own, memory: memory).read())
      let kept = try self.put(file, own, try newSeal.make(), at: path, stamp).kept
      _ = try? self.lock()
      return Replaced(kept: kept, leftOut: nil)
    }
  }

  /// Refuses a new key while lines or drafts stand beside the file that only the old one opens.
  public func refuseWaitingLines() throws(Problem) {
    guard draftCount == 0 else {
      throw Problem(
        .refused, "drafts: texts are kept that only the old key opens", hint: .emptyDrafts)
    }
    guard !hasInbox else {
      throw Problem(
        .refused, "inbox: lines stand in it that only the old key opens", hint: .emptyInbox)
    }
  }

  private static func refuseLoss(_ queue: DatabaseQueue, _ found: Witnesses.Found) throws {
    guard try queue.read({ try $0.tableExists("journal_chain") }) else { return }
    if let loss = try queue.read({ try Loss.compare($0, found).loss }) {
      throw Problem(.damaged, loss.message, hint: loss.hint)
    }
  }

  /// The same as `put`; a file that was only read shows in its copy alone whether its rows break a rule.
  private func putWhole(
    _ file: BoundFile, _ own: PageSeal, _ target: PageSeal, at path: String, _ stamp: CommandStamp, byRows: Bool
  ) throws -> (kept: String?, leftOut: [String]?) {
    do {
      return try put(file, own, target, at: path, stamp, byRows: byRows)
    } catch let problem as Problem where problem.kind == .damaged && !byRows && file.queue.configuration.readonly {
      return try put(file, own, target, at: path, stamp, byRows: true)
    }
  }

  /// Writes an open file to a new one and puts that at a place.
  ///
  /// - Parameter byRows: whether the rows are taken over one by one, because the file isn't sound as it is.
  /// - Returns: the name under which the file that was there is kept, and what was left out.
  private func put(
    _ file: BoundFile, _ own: PageSeal, _ target: PageSeal, at path: String, _ stamp: CommandStamp,
    byRows: Bool = false
  ) throws -> (kept: String?, leftOut: [String]?) {
    // The new file is made under the name that the old one gets: then one step changes both names.
    let kept = PracticeFile.freeName("\(path).before-\(stamp.command)-\(PracticeFile.nameStamp(stamp.clock))")
    let rows = byRows ? try RowCopy.write(file.queue, to: kept, target, stamp) : nil
    let head = try rows.map(\.head) ?? PracticeCopy.write(file.queue, own, to: kept, target, stamp: stamp)
    // A log that wasn't folded is folded here, where its key is at hand.
    try file.close()
    if let there = try? ClosedPractice(at: path), there.isSealed == (own.keys != nil),
      let old = try? PracticeFile.openUnmigrated(at: path, there.isSealed ? own.at(there.header) : .plain)
    {
      try? old.fold()
      try? old.close()
    }
    let result = try Self.replace(path, by: kept, target)
    // The save is in place; the anchor is only the proof of it, and the next command would make it.
    if let head { try? Witnesses(of: path, target, memory: memory).write(head) }
    return (result, rows?.leftOut)
  }

  /// Puts a whole file in the place of another one, which is kept under the name that the new one had.
  ///
  /// - Returns: the name of the one that is kept, nil where there was none.
  private static func replace(_ path: String, by whole: String, _ target: PageSeal) throws(Problem) -> String? {
    guard access(path, F_OK) == 0 else {
      defer { unlink(whole) }
      try FileGuard.refuseLog(beside: path)
      try PracticeFile.settle(whole, as: path, replacing: false)
      return nil
    }
    let there = (try? ClosedPractice(at: path, isCopy: true))?.header?.keyID
    let keepsInbox = there != nil && there == target.keyID
    let hasLog = ["-wal", "-cwal"].contains { access(path + $0, F_OK) == 0 }
    var kept = whole
    if hasLog || !SystemFiles.swap(whole, path) {
      // Where the old file's log could not be folded, the old file goes first: a name without a file is noticed, a file
      // without its log is not.
      defer { unlink(whole) }
      kept = PracticeFile.freeName(whole)
      guard rename(path, kept) == 0 else { throw PracticeFile.cannotWrite(kept, errno) }
      try move(beside: path, to: kept, keepsInbox: keepsInbox)
      try PracticeFile.settle(whole, as: path, replacing: false)
    } else {
      unlink(path + "-shm")
      try move(beside: path, to: kept, keepsInbox: keepsInbox)
    }
    PracticeFile.syncFolder(of: path)
    return kept
  }

  /// Moves what stands beside a file along with it, but for the lock, and an inbox and drafts that the new file's key
  /// opens.
  private static func move(beside path: String, to kept: String, keepsInbox: Bool) throws(Problem) {
    let staying = keepsInbox ? [SealedLines.path(of: path)] + Draft.files(of: path) : []
    for file in PracticeFile.companions(of: path) where access(file, F_OK) == 0 {
      if file == CommandLock.path(of: path) || staying.contains(file) { continue }
      guard rename(file, kept + file.dropFirst(path.count)) == 0 else { throw PracticeFile.cannotWrite(kept, errno) }
    }
  }

  /// Copies the file's bytes and its log's; a file that is in use is held still meanwhile.
  private func copyBytes(to copy: String) throws {
    let isLive = access(CommandLock.path(of: path), W_OK) == 0
    let lock = isLive ? try CommandLock(of: path, .alone) : nil
    defer { withExtendedLifetime(lock) {} }
    for suffix in ["", "-cwal"] where access(path + suffix, F_OK) == 0 {
      try Self.copyBytes(path + suffix, to: copy + suffix)
    }
  }

  static func copyBytes(_ from: String, to target: String) throws {
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
      let code = buffer.withUnsafeBytes { writeAll(UnsafeRawBufferPointer(rebasing: $0.prefix(count)), to: copy) }
      guard code == 0 else { throw PracticeFile.cannotWrite(target, code) }
    }
    guard fsync(copy) == 0 else { throw PracticeFile.cannotWrite(target, errno) }
  }
}
