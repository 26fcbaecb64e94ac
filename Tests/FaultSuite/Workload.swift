import FaultLayer

/// A line of transactions in which everything follows from a seed and a number, so that its results can be known
/// without the page layer.
struct Workload: Sendable {
  /// The number of transactions.
  static let count = 96

  let seed: UInt64

  static let schema = """
    CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
    CREATE TABLE progress (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL);
    INSERT INTO progress VALUES (1, 0);
    CREATE VIRTUAL TABLE note_text USING fts5(title, body, content = 'note', content_rowid = 'id');
    CREATE TRIGGER note_added AFTER INSERT ON note BEGIN
      INSERT INTO note_text (rowid, title, body) VALUES (new.id, new.title, new.body);
    END;
    CREATE TRIGGER note_gone AFTER DELETE ON note BEGIN
      INSERT INTO note_text (note_text, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
    END;
    CREATE TRIGGER note_changed AFTER UPDATE ON note BEGIN
      INSERT INTO note_text (note_text, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
      INSERT INTO note_text (rowid, title, body) VALUES (new.id, new.title, new.body);
    END;
    """

  /// Words enough for every note, of which each takes a part.
  private static let words: [UInt8] = {
    var random = Random(1)
    var text: [UInt8] = []
    while text.count < 40_000 {
      let word = random.below(160)
      text += Array("w\(word * 7919 % 1009) ".utf8)
    }
    return text
  }()

  /// A text of 0.2 to 8 KB, mostly short.
  static func text(_ random: inout Random) -> [UInt8] {
    let length = random.chance(0.2) ? 2_000 + random.below(6_000) : 200 + random.below(1_800)
    let start = random.below(words.count - length)
    return Array(words[start..<start + length])
  }

  // MARK: Transactions

  /// Runs the transaction of that number, counted from 1.
  func run(_ number: Int, on connection: Connection) throws(Connection.Failure) {
    var random = Random(seed, UInt64(number))
    try connection.run("BEGIN IMMEDIATE")
    let size = random.below(10)
    // One in ten is much larger than the cache, and comes back to pages that have spilled.
    for _ in 0..<(size == 0 ? 20 : size < 3 ? 6 : 1 + random.below(2)) { try change(&random, connection) }
    if random.chance(0.06) { try connection.run("INSERT INTO note_text (note_text) VALUES ('optimize')") }
    try connection.run("UPDATE progress SET number = ?", [.integer(number)])
    try connection.run("COMMIT")
  }

  private func change(_ random: inout Random, _ connection: Connection) throws(Connection.Failure) {
    let count = try connection.number("SELECT count(*) FROM note")
    let kind = random.below(count > 45 ? 12 : 8)
    let place = random.below(count)
    let id = try connection.number("SELECT id FROM note ORDER BY id LIMIT 1 OFFSET ?", [.integer(place)])
    let text = Self.text(&random)
    switch kind {
    case _ where count < 4, 0, 1, 2:
      let title = Array(text.prefix(20))
      try connection.run("INSERT INTO note (title, body) VALUES (?, ?)", [.text(title), .text(text)])
    case 3, 4, 5:
      try connection.run("UPDATE note SET body = ? WHERE id = ?", [.text(text), .integer(id)])
    case 6:
      try connection.run("UPDATE note SET title = title || ' seen' WHERE id % 3 = ?", [.integer(id % 3)])
    default:
      try connection.run("DELETE FROM note WHERE id = ?", [.integer(id)])
    }
  }

  /// What is done between transactions and changes no content.
  func tend(after number: Int, on connection: Connection) throws(Connection.Failure) {
    var random = Random(seed, UInt64(number), 2)
    switch random.below(24) {
    case 0, 1: try connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
    case 2, 3: try connection.run("PRAGMA wal_checkpoint(PASSIVE)")
    case 4, 5: try connection.run("PRAGMA wal_checkpoint(RESTART)")
    case 6: try connection.run("VACUUM")
    case 7, 8: try connection.run("PRAGMA incremental_vacuum(8)")
    default: break
    }
  }

  /// Whether the connection is closed and opened again before a transaction.
  func reopens(before number: Int) -> Bool { Random(seed, UInt64(number), 3).first < UInt64.max / 20 }

  /// Runs transactions through a connection that `open` makes.
  ///
  /// - Parameter acknowledge: is called after each commit.
  /// - Returns: the connection, still open.
  @discardableResult
  func play(
    _ range: ClosedRange<Int>, open: () throws -> Connection, acknowledge: (Int) throws -> Void = { _ in }
  ) throws -> Connection {
    var connection = try open()
    for number in range {
      if reopens(before: number) {
        connection.close()
        connection = try open()
      }
      try run(number, on: connection)
      try acknowledge(number)
      try tend(after: number, on: connection)
    }
    return connection
  }
}

extension Random {
  /// The first number, of a generator that is used once.
  fileprivate var first: UInt64 {
    var copy = self
    return copy.next()
  }
}
