import CoupletCore
import Foundation
import GRDB
import SealedSQLite

/// Opening and making the practice file: the one place where a connection comes to be.
enum PracticeFile {
  /// How long a command waits for another one to finish its save, in seconds.
  static let busyTimeout = 5.0

  /// The files that stand beside a practice file and hold a part of it, the texts that could not be saved with them.
  static func companions(of path: String) -> [String] { parts(of: path) + Draft.files(of: path) }

  /// Those that belong to every practice file, whatever texts could not be saved.
  static func parts(of path: String) -> [String] {
    [
      SealedVFS.log(of: path), path + "-wal", path + "-shm", Anchor.path(of: path), SealedLines.path(of: path),
      CommandLock.path(of: path),
    ]
  }

  /// Opens an existing practice file, migrated to this program's schema.
  ///
  /// - Parameter lock: is held alone while a migration runs; nil where the file can only be read.
  /// - Returns: the connection, and the copy that was made before a migration.
  static func open(
    at path: String, _ seal: PageSeal, _ lock: CommandLock?
  ) throws -> (file: BoundFile, copy: String?) {
    let file = try openUnmigrated(at: path, seal)
    do {
      try file.queue.read(Schema.require)
      guard try Self.nextMigration(file.queue, seal) != nil else { return (file, nil) }
      guard let lock else {
        throw Problem(
          .cannotWrite, "file: it is of an earlier version, and can't be brought up to date where it is",
          hint: .restoreElsewhere(path: path))
      }
      try lock.change(to: .alone)
      // Looked at again: another command may have migrated before this one had the lock.
      let copy = try migrate(file, seal)
      try lock.change(to: .shared)
      return (file, copy)
    } catch {
      try? file.close()
      throw error
    }
  }

  /// Opens a practice file as it is.
  static func openUnmigrated(at path: String, _ seal: PageSeal, readOnly: Bool = false) throws -> BoundFile {
    let file = try connect(to: path, seal, readOnly: readOnly)
    do {
      try checkIsOurs(file.queue, path: path)
      if !readOnly {
        try checkSettings(file.queue, seal, isFixed: isFixed(path))
        if !isFixed(path) { try mendStatePlace(file.queue) }
      }
      try file.requireStanding()
      return file
    } catch {
      try? file.close()
      throw error
    }
  }

  /// Another program may have laid out a plain file anew, so that the row of its state stands on another page.
  private static func mendStatePlace(_ queue: DatabaseQueue) throws {
    guard !queue.configuration.readonly, try queue.read(FileState.misplaced) != nil else { return }
    try queue.write(FileState.advance)
    try foldLog(queue)
  }

  /// The first migration that a file lacks.
  private static func nextMigration(_ queue: DatabaseQueue, _ seal: PageSeal) throws -> String? {
    let migrator = Schema.migrator(seal.chain)
    let done = try queue.read { try migrator.appliedIdentifiers($0) }
    return migrator.migrations.first { !done.contains($0) }
  }

  /// Makes a new practice file and lets `fill` write into it; it gets its name when it is whole and was read back.
  ///
  /// - Parameters:
  ///   - image: the pages to begin with; none when left out.
  ///   - fill: gets a connection with the settings of every other, and gives the rows that each table has to have.
  static func create(
    at path: String, _ seal: PageSeal, image: [UInt8]? = nil, replacing: Bool = false,
    fill: (DatabaseQueue) throws -> [String: Int]?
  ) throws {
    if !replacing { try FileGuard.refuseLog(beside: path) }
    let birth = temporary(path)
    // What stands there was left by a command of the same number that was cut off.
    remove(birth)
    defer { remove(birth) }
    do {
      try bear(birth, seal, image)
    } catch SealedError.system(_, let code) {
      throw cannotWrite(path, code)
    }
    let file = try connect(to: birth, seal)
    let counts: [String: Int]?
    do {
      try checkSettings(file.queue, seal)
      counts = try fill(file.queue)
      // A copy is another file: no log of the one it was made of goes on from it.
      try file.queue.write(FileState.advance)
      try foldLog(file.queue)
    } catch {
      try? file.close()
      throw error
    }
    try file.close()
    try Soundness.require(birth, seal, counts: counts)
    try settle(birth, as: path, replacing: replacing)
  }

  private static func bear(_ path: String, _ seal: PageSeal, _ image: [UInt8]?) throws {
    switch seal {
    case .plain: try SealedFile.createPlain(at: path, image: image ?? [])
    case .sealed(let header, let dataKey):
      let pages = try image ?? SealedFile.emptyImage()
      try SealedFile.create(at: path, header: header, dataKey: dataKey, image: pages)
    }
  }

  /// A name beside a file for what is not whole yet.
  static func temporary(_ path: String, _ what: String = "new") -> String { "\(path).\(what)-\(getpid())" }

  /// Files that commands which were cut off have left beside a file.
  static func leftovers(beside path: String) -> [String] {
    let folder = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { file in
      ["new", "from"].contains { file.hasPrefix("\(name).\($0)-") }
    }.sorted()
  }

  /// Takes a file away with everything beside it but drafts: those are nowhere else.
  static func remove(_ path: String) {
    for file in [path] + parts(of: path) { unlink(file) }
  }

  /// Gives a whole file its name, and makes that durable.
  static func settle(_ birth: String, as path: String, replacing: Bool) throws(Problem) {
    let descriptor = Foundation.open(birth, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0, fsync(descriptor) == 0 else { throw cannotWrite(path, errno) }
    close(descriptor)
    if replacing {
      guard rename(birth, path) == 0 else { throw cannotWrite(path, errno) }
    } else {
      let code = SystemFiles.move(birth, to: path)
      guard code != EEXIST else { throw Problem(.cannotWrite, "file: \(path) exists already") }
      guard code == 0 else { throw cannotWrite(path, code) }
    }
    syncFolder(of: path)
  }

  /// Makes the names in a file's folder durable.
  static func syncFolder(of path: String) {
    let folder = Foundation.open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Puts everything in the log into a file that no other command knows of, or that this one holds alone.
  static func foldLog(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
  }

  /// A connection with the settings that keep saves safe; the file is neither checked nor migrated.
  ///
  /// - Throws: when the log beside it was not written for it; then nothing has been touched.
  static func connect(to path: String, _ seal: PageSeal, readOnly: Bool = false) throws -> BoundFile {
    do {
      return try connect(to: path, seal, readOnly: readOnly, isAlone: false)
    } catch let error as DatabaseError
      where [.SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMMAP, .SQLITE_FULL]
      .contains(error.extendedResultCode)
    {
      // On a full disk there is no room for the index of the log, which several connections share. One alone has it in
      // memory: what only reads goes on, and what saves says that the disk is full.
      return try connect(to: path, seal, readOnly: readOnly, isAlone: true)
    }
  }

  private static func connect(
    to path: String, _ seal: PageSeal, readOnly: Bool, isAlone: Bool
  ) throws -> BoundFile {
    let (bond, isForeign) = try bond(of: path, seal)
    if isForeign { throw foreignLog(bond.log, path) }
    if seal.keys == nil { try FileGuard.refuseJournal(beside: path) }
    let isFixed = isFixed(path)
    var configuration = Configuration()
    configuration.readonly = readOnly || isFixed
    // Asked for WAL itself, GRDB would set synchronous to NORMAL afterwards, which can lose an acknowledged save.
    configuration.journalMode = .default
    configuration.busyMode = .timeout(busyTimeout)
    configuration.foreignKeysEnabled = true
    configuration.label = "practice"
    var name = path
    if let keys = seal.keys {
      let vfs = try SealedVFS.standard()
      vfs.admit(keys, path: path)
      name = vfs.uri(of: path)
      if !SealedVFS.isProven { configuration.readonly = true }
    }
    if isFixed {
      try refuseUnfoldedLog(path, seal)
      // Nothing can change the file where it is, and neither a log nor its index can be made beside it.
      name = (seal.keys == nil ? SealedVFS.plainURI(of: path) + "?" : name + "&") + "immutable=1"
    }
    let isReadOnly = configuration.readonly
    // trusted_schema stays on: SQLite 3.40.1 lets no trigger write to an FTS5 table without it.
    configuration.prepareDatabase { database in
      // The log is folded in by ``BoundFile`` alone, which looks whether it belongs to the file.
      if let connection = database.sqliteConnection { LiveFile.keepLog(true, connection) }
      try database.execute(
        sql: """
          \(isAlone ? "PRAGMA locking_mode = EXCLUSIVE;" : "")
          \(isReadOnly ? "" : "PRAGMA journal_mode = WAL;")
          PRAGMA wal_autocheckpoint = 0;
          PRAGMA synchronous = FULL;
          PRAGMA temp_store = MEMORY;
          PRAGMA cell_size_check = ON;
          """)
    }
    return BoundFile(try DatabaseQueue(path: name, configuration: configuration), path: path, bond: bond)
  }

  /// Whether a file and its log know each other: another program's database and what is being made don't.
  private static func hasBond(_ path: String, _ seal: PageSeal) throws -> Bool {
    if seal.keys != nil { return true }
    let start = try FileGuard.start(of: path, count: 72)
    guard start.count == 72, start.starts(with: "SQLite format 3\0".utf8) else { return false }
    return start[68...].reduce(0) { $0 << 8 | Int($1) } == Schema.applicationID
  }

  /// The bond of a file, and whether the log beside it was not written for it.
  static func bond(of path: String, _ seal: PageSeal) throws -> (bond: LogBond, isForeign: Bool) {
    var bond = LogBond(path: path, keys: seal.keys)
    let isForeign = try hasBond(path, seal) && bond.look() == .foreign
    return (bond, isForeign)
  }

  static func foreignLog(_ log: String, _ path: String) -> Problem {
    Problem(
      .damaged, "file: the log beside \(path) was not written for it: \((log as NSString).lastPathComponent)",
      hint: .checkFile)
  }

  // MARK: Places that can only be read

  /// Whether a file can only be read where it is: it or its folder takes no writing, or the whole file system doesn't.
  static func isFixed(_ path: String) -> Bool {
    let folder = (path as NSString).deletingLastPathComponent
    return [(path, W_OK), (folder.isEmpty ? "." : folder, W_OK | X_OK)].contains { place, rights in
      access(place, rights) != 0 && [EROFS, EACCES, EPERM].contains(errno)
    }
  }

  /// Refuses a file with saves in its log, where the log can't be folded in: what is in the file alone is older.
  private static func refuseUnfoldedLog(_ path: String, _ seal: PageSeal) throws(Problem) {
    let log = seal.keys == nil ? path + "-wal" : SealedVFS.log(of: path)
    var status = stat()
    guard lstat(log, &status) == 0, status.st_size > 32 else { return }
    let message = "file: the last saves are in \(log), which can't be folded in where it is"
    guard seal.keys == nil else { throw Problem(.cannotWrite, message, hint: .restoreElsewhere(path: path)) }
    throw Problem(.cannotWrite, message, hint: "copy both files into one folder that can be written")
  }

  /// What is said where nothing can be saved.
  static func readOnly(_ path: String) -> Problem {
    Problem(
      .cannotWrite, "file: the practice file or its folder can't be written",
      hint: path.hasPrefix("/") ? .restoreElsewhere(path: path) : nil)
  }

  /// What is said where the system has no locks for a file; without them two commands would save over each other.
  static func cannotLock(_ code: Int32?) -> Problem {
    Problem(
      .unavailable,
      "file: this file system can't lock files\(code.map { " (\(describe($0)))" } ?? ""); nothing was saved",
      hint: "keep the practice file on a disk of this computer")
  }

  /// Refuses a database of another program, or of a later version of this one.
  static func checkIsOurs(_ queue: DatabaseQueue, path: String) throws {
    let applicationID = try queue.read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
    guard applicationID == Schema.applicationID else { throw foreign(path) }
    let isNewer = try queue.read { try Schema.migrator(Chain(key: nil)).hasBeenSuperseded($0) }
    guard !isNewer else {
      throw Problem(
        .unavailable, "file: \(path) was written by a newer couplet", hint: "update couplet, then try again")
    }
  }

  /// Brings a file to this program's schema.
  ///
  /// - Returns: the copy of how it was, nil where there was nothing to do.
  static func migrate(_ file: BoundFile, _ seal: PageSeal) throws -> String? {
    guard let next = try nextMigration(file.queue, seal) else { return nil }
    let name = freeName("\(file.path).before-\(next.prefix(5))")
    try PracticeCopy.write(file.queue, seal, to: name, seal.forCopy())
    try file.requireStanding()
    try Schema.migrator(seal.chain).migrate(file.queue)
    try file.fold()
    return name
  }

  /// Reads back what keeps saves safe and notes sealed, and refuses to run otherwise.
  ///
  /// - Parameter isFixed: whether nothing can be saved, so that no log is asked for.
  private static func checkSettings(_ queue: DatabaseQueue, _ seal: PageSeal, isFixed: Bool = false) throws {
    try queue.read { database in
      var wanted = [("synchronous", "2"), ("foreign_keys", "1"), ("temp_store", "2")]
      if !isFixed { wanted.append(("journal_mode", "wal")) }
      if let keys = seal.keys { wanted.append((SealedVFS.selfCheck, keys.fileID.description)) }
      for (setting, value) in wanted {
        let found = try StoredRow.first(setting, database, sql: "PRAGMA \(setting)")?.cells.first.flatMap { cell in
          String.value(in: cell) ?? Int.value(in: cell).map(String.init)
        }
        guard found == value else {
          throw Problem(.internalFault, "file: SQLite runs with \(setting) \(found ?? "unset"), not \(value)")
        }
      }
    }
  }

  static func foreign(_ path: String) -> Problem {
    Problem(.noInput, "file: \(path) is not a practice file of couplet")
  }

  static func cannotWrite(_ path: String, _ code: Int32) -> Problem {
    let folder = (path as NSString).deletingLastPathComponent
    if code == ENOENT { return Problem(.cannotWrite, "file: there is no folder \(folder)") }
    return Problem(.cannotWrite, "file: can't write to \(path): \(describe(code))")
  }

  /// A moment as it stands in names of files: `20261123T130211Z`.
  static func nameStamp(_ clock: Instant) -> String {
    clock.description.filter { $0 != "-" && $0 != ":" }
  }

  /// A name where nothing is yet: the wanted one, else one with a number behind it.
  static func freeName(_ wanted: String) -> String {
    var name = wanted
    var number = 2
    while access(name, F_OK) == 0 {
      name = "\(wanted)-\(number)"
      number += 1
    }
    return name
  }

  /// The system's words for an error, in the form of our messages.
  static func describe(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}
