import CoupletCore
import Foundation
import GRDB

/// Opening and making the practice file: the one place where a connection comes to be.
enum PracticeFile {
  /// How long a command waits for another one to finish its save, in seconds.
  static let busyTimeout = 5.0

  /// Opens an existing practice file, migrated to this program's schema.
  static func open(at path: String) throws -> DatabaseQueue {
    try checkFile(at: path)
    let queue = try connect(to: path)
    try checkIsOurs(queue, path: path)
    try migrate(queue, path: path)
    try checkSettings(queue)
    return queue
  }

  /// Makes a new practice file and lets `fill` write into it; it gets its name when it is whole.
  static func create(at path: String, fill: (DatabaseQueue) throws -> Void) throws {
    let birth = path + ".new-\(getpid())"
    let descriptor = Foundation.open(birth, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw cannotWrite(path, errno) }
    close(descriptor)
    defer { for suffix in ["", "-wal", "-shm"] { unlink(birth + suffix) } }
    let queue = try connect(to: birth)
    try migrate(queue, path: path)
    try checkSettings(queue)
    try fill(queue)
    try queue.close()
    // A link fails where a file is there already; a rename would put ours in its place.
    guard link(birth, path) == 0 else {
      if errno == EEXIST { throw Problem(.cannotWrite, "file: \(path) exists already") }
      throw cannotWrite(path, errno)
    }
  }

  private static func connect(to path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    // Asked for WAL itself, GRDB would set synchronous to NORMAL afterwards, which can lose an acknowledged save.
    configuration.journalMode = .default
    configuration.busyMode = .timeout(busyTimeout)
    configuration.foreignKeysEnabled = true
    configuration.label = "practice"
    // trusted_schema stays on: SQLite 3.40.1 lets no trigger write to an FTS5 table without it.
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA journal_mode = WAL;
          PRAGMA synchronous = FULL;
          PRAGMA temp_store = MEMORY;
          PRAGMA cell_size_check = ON;
          """)
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// What must hold of the file before SQLite sees it.
  private static func checkFile(at path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      switch errno {
      case ENOENT, ENOTDIR:
        throw Problem(.noInput, "file: there is no practice file at \(path)", hint: "couplet init makes one")
      case EACCES: throw Problem(.noPermission, "file: \(path) can't be reached with your permissions")
      default: throw Problem(.damaged, "file: \(path): \(describe(errno))")
      }
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Problem(.noInput, "file: \(path) is not a regular file") }
    guard status.st_mode & 0o077 == 0 else {
      throw Problem(.noPermission, "file: others can read or write \(path)", hint: "chmod 600 \(path)")
    }
    let descriptor = Foundation.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw Problem(.noPermission, "file: \(path) can't be read with your permissions") }
    // Closed before the first connection: closing any descriptor of a file drops this process's locks on it.
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 16)
    guard read(descriptor, &header, 16) == 16, header == Array("SQLite format 3\0".utf8) else {
      throw foreign(path)
    }
  }

  private static func checkIsOurs(_ queue: DatabaseQueue, path: String) throws {
    let applicationID = try queue.read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
    guard applicationID == Schema.applicationID else { throw foreign(path) }
    let isNewer = try queue.read { try Schema.migrator.hasBeenSuperseded($0) }
    guard !isNewer else {
      throw Problem(
        .unavailable, "file: \(path) was written by a newer couplet", hint: "update couplet, then try again")
    }
  }

  private static func migrate(_ queue: DatabaseQueue, path: String) throws {
    let isDone = try queue.read { try Schema.migrator.hasCompletedMigrations($0) }
    if !isDone { try Schema.migrator.migrate(queue) }
  }

  /// Reads back what keeps saves safe, and refuses to run otherwise.
  private static func checkSettings(_ queue: DatabaseQueue) throws {
    try queue.read { database in
      let wanted = [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("temp_store", "2")]
      for (setting, value) in wanted {
        let row = try Row.fetchOne(database, sql: "PRAGMA \(setting)")
        let found = row.map { String(describing: $0[0] as DatabaseValue).trimmingCharacters(in: ["\""]) }
        guard found == value else {
          throw Problem(.internalFault, "file: SQLite runs with \(setting) \(found ?? "unset"), not \(value)")
        }
      }
    }
  }

  private static func foreign(_ path: String) -> Problem {
    Problem(.noInput, "file: \(path) is not a practice file of couplet")
  }

  private static func cannotWrite(_ path: String, _ code: Int32) -> Problem {
    let folder = (path as NSString).deletingLastPathComponent
    if code == ENOENT { return Problem(.cannotWrite, "file: there is no folder \(folder)") }
    return Problem(.cannotWrite, "file: can't write to \(path): \(describe(code))")
  }

  /// The system's words for an error, in the form of our messages.
  static func describe(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}

/// The schema that this program writes: the migrations of `Schemas/migrations`, in the order of their names.
enum Schema {
  /// `Cplt`, at offset 68 of the file.
  static let applicationID = 0x4370_6c74

  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    for file in EmbeddedText.files {
      migrator.registerMigration(String(file.name.dropLast(".sql".count))) { try $0.execute(sql: file.text) }
    }
    return migrator
  }()
}
