import Foundation
import GRDB
import Testing

@testable import CoupletStore

/// What is known of a table stands in one file: whoever changes a column finds all of it there.
@Suite struct RoomTests {
  private static let store = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Sources/CoupletStore").standardized

  /// The tables that a source writes through the door.
  private static func written(_ source: String) -> Set<String> {
    Set(source.matches(of: #/(?:^|[^A-Za-z])(?:insert|update|delete|clear)\(\s*"(\w+)"/#).map { String($0.output.1) })
  }

  /// The files that write each table.
  private static func rooms() throws -> [String: [String]] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: store.path).filter { $0.hasSuffix(".swift") }
    return try names.sorted().reduce(into: [:]) { rooms, name in
      for table in written(try String(contentsOf: store.appending(path: name), encoding: .utf8)) {
        rooms[table, default: []].append(name)
      }
    }
  }

  @Test func eachTableIsWrittenInOneFile() throws {
    let temporary = try TemporaryPractice()
    let tables = try temporary.create().queue.read(Soundness.tables)
    let rooms = try Self.rooms()
    // The journal writes itself, as does the file's state, the kinds and the block of numbers stand in the schema, and a
    // migration is the library's.
    let others: Set = [
      "journal", "journal_image", "journal_sequence", "journal_chain", "record_kind", "grdb_migrations", "file_state",
      "number_block",
    ]
    for table in tables where !others.contains(table) {
      #expect(rooms[table]?.count == 1, "\(table) is written in \(rooms[table] ?? [])")
    }
    #expect(Set(rooms.keys).isSubset(of: tables))
  }

  @Test func aPlantedWriteIsSeen() {
    #expect(Self.written("try insert(\n  \"win\", [:])\ntry change.clear(\"jot\", of: 1)") == ["win", "jot"])
    #expect(Self.written("let words = \"update\"; call(\"win\")") == [])
  }
}
