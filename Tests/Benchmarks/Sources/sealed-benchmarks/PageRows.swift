import GRDB
import SealedSQLite

/// The page layer alone: SQLite through GRDB with one table, no journal, no chain, no anchor; `other-ciphers.py` does
/// the same to other ciphers.
struct PageRows {
  let folder: Folder
  let texts: [String]
  let rounds: Int

  private struct File {
    let path: String
    let keys: FileKeys?

    /// Makes a file with its table.
    init(_ side: Side, at path: String) throws {
      self.path = path
      if side == .sealed {
        let dataKey = DataKey()
        let header = try SealedHeader(dataKey)
        try SealedFile.create(at: path, header: header, dataKey: dataKey, image: SealedFile.emptyImage())
        keys = FileKeys(dataKey, fileID: header.fileID)
      } else {
        keys = nil
      }
      let queue = try open()
      try queue.write { database in
        try database.execute(
          sql: """
            CREATE TABLE note (id INTEGER PRIMARY KEY, couple INTEGER NOT NULL, day TEXT NOT NULL, text TEXT NOT NULL);
            CREATE INDEX note_couple ON note (couple, day)
            """)
      }
      try queue.close()
    }

    func open() throws -> DatabaseQueue {
      var configuration = Configuration()
      configuration.journalMode = .default
      configuration.prepareDatabase { database in
        try database.execute(
          sql: """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
            PRAGMA cell_size_check = ON
            """)
      }
      guard let keys else { return try DatabaseQueue(path: path, configuration: configuration) }
      let vfs = try SealedVFS.standard()
      vfs.admit(keys, path: path)
      return try DatabaseQueue(path: vfs.uri(of: path), configuration: configuration)
    }
  }

  func run() throws {
    let pairs = Pairs(rounds: rounds)
    Pairs.heading("The page layer alone")
    try pairs.row("bulk load of all notes", count: 1) { side, _ in
      let file = try File(side, at: folder.path("bulk"))
      defer { folder.empty("bulk") }
      let queue = try file.open()
      defer { try? queue.close() }
      return try Pairs.time { try load(queue) }
    }
    var files: [Side: File] = [:]
    var open: [Side: DatabaseQueue] = [:]
    for side in Side.allCases {
      let file = try File(side, at: folder.path("page-\(side.rawValue)"))
      let queue = try file.open()
      try load(queue)
      try queue.close()
      files[side] = file
      open[side] = try file.open()
    }
    func at(_ side: Side) -> DatabaseQueue { open[side]! }

    try pairs.row("read every note", count: 1) { side, _ in
      try Pairs.time {
        let length = try at(side).read { database in
          try String.fetchCursor(database, sql: "SELECT text FROM note").reduce(0) { $0 + $1.utf8.count }
        }
        precondition(length > 2000 * texts.count)
      }
    }
    var numbers = Texts(seed: 4)
    let wanted = (0..<1000).map { _ in numbers.number(below: texts.count) + 1 }
    try pairs.row("point read: the text of a note", count: 500) { side, number in
      try Pairs.time {
        let text = try at(side).read { database in
          try String.fetchOne(
            database.cachedStatement(sql: "SELECT text FROM note WHERE id = ?"),
            arguments: [wanted[number % wanted.count]])
        }
        precondition(text != nil)
      }
    }
    try pairs.row("one-note commit", count: 100) { side, number in
      try Pairs.time { try at(side).write { try insert(number, $0) } }
    }
    for side in Side.allCases { try at(side).close() }
    try pairs.row("open + one select", count: 20) { side, _ in
      var queue: DatabaseQueue?
      let seconds = try Pairs.time {
        let opened = try files[side]!.open()
        let found = try opened.read { try Int.fetchOne($0, sql: "SELECT id FROM note LIMIT 1") }
        precondition(found != nil)
        queue = opened
      }
      try queue?.close()
      return seconds
    }
  }

  private func load(_ queue: DatabaseQueue) throws {
    for start in stride(from: 0, to: texts.count, by: 1000) {
      try queue.write { database in
        for number in start..<min(start + 1000, texts.count) { try insert(number, database) }
      }
    }
  }

  private func insert(_ number: Int, _ database: Database) throws {
    try database.cachedStatement(sql: "INSERT INTO note (couple, day, text) VALUES (?, ?, ?)")
      .execute(arguments: [number % 40, "2026-11-\(10 + number % 20)", texts[number % texts.count]])
  }
}
