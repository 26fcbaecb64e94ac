import CSQLite
import FaultLayer
import Foundation
import SealedSQLite

/// One of several processes that write into one file.
enum Writer {
  static let schema = """
    CREATE TABLE work (writer INTEGER, run INTEGER, number INTEGER, part INTEGER, body TEXT NOT NULL,
      PRIMARY KEY (writer, run, number, part)) WITHOUT ROWID
    """

  /// What is stored for a part of a save.
  static func body(_ writer: Int, _ run: Int, _ number: Int, _ part: Int) -> [UInt8] {
    var random = Random(UInt64(writer), UInt64(run), UInt64(number), UInt64(part))
    return Array(Workload.text(&random).prefix(300))
  }

  /// The rows of a save: now and then many, which spill.
  static func parts(_ number: Int) -> Int { number % 10 == 0 ? 60 : 1 }

  /// What the child does: saves, each acknowledged, until it is killed.
  static func child(_ options: Options) throws {
    guard let folder = options.child["folder"], let writer = options.child["writer"].flatMap({ Int($0) }),
      let run = options.child["run"].flatMap({ Int($0) })
    else { throw Problem(Options.usage) }
    let scene = try Scene(folder: folder, seed: options.seed, vfs: options.sealedVFS())
    Child.say("0")
    let connection = try scene.open()
    var number = 1
    while true {
      do throws(Connection.Failure) {
        try save(writer, run, number, connection)
      } catch {
        // Another one may hold the file for longer than we wait; anything else is what this row looks for.
        guard error.code & 0xFF == SQLITE_BUSY else {
          Child.say("failed \(error) \(scene.vfs.takeDamage().map { "\($0.place)" } ?? "")")
          return
        }
        if !connection.isIdle { try connection.run("ROLLBACK") }
        continue
      }
      Child.say("\(number)")
      number += 1
    }
  }

  private static func save(
    _ writer: Int, _ run: Int, _ number: Int, _ connection: Connection
  ) throws(Connection.Failure) {
    try connection.run("BEGIN IMMEDIATE")
    for part in 0..<parts(number) {
      try connection.run(
        "INSERT INTO work VALUES (?, ?, ?, ?, ?)",
        [.integer(writer), .integer(run), .integer(number), .integer(part), .text(body(writer, run, number, part))])
    }
    // A second look at pages that have spilled.
    if number % 20 == 0 { try connection.run("UPDATE work SET body = body WHERE writer = \(writer) AND run = \(run)") }
    try connection.run("COMMIT")
    if number % 50 == 7 { try connection.run("PRAGMA wal_checkpoint(\(number % 100 == 7 ? "RESTART" : "TRUNCATE"))") }
  }
}
