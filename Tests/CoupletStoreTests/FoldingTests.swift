import CoupletCore
import GRDB
import Testing

/// Letters are known as the full-text index keeps them: every scalar is put to SQLite itself.
@Suite struct FoldingTests {
  @Test func foldsEveryScalarAsTheIndexDoes() throws {
    let queue = try DatabaseQueue()
    let folded = try queue.write { database in
      try database.execute(
        sql: """
          CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
          CREATE VIRTUAL TABLE place USING fts5vocab (words, 'instance');
          """)
      let insert = try database.makeStatement(sql: "INSERT INTO words (rowid, text) VALUES (?, ?)")
      // Beyond the second plane nothing folds, in SQLite's table or in ours.
      for value in UInt32(1)..<0x20000 {
        guard let scalar = Unicode.Scalar(value) else { continue }
        try insert.execute(arguments: [Int(value), String(Character(scalar))])
      }
      return try Row.fetchAll(database, sql: "SELECT doc, term FROM place")
    }
    #expect(folded.count > 100_000)
    var differences: [String] = []
    for row in folded {
      let value: UInt32 = row["doc"]
      let term: String = row["term"]
      guard let scalar = Unicode.Scalar(value) else { continue }
      let ours = IndexLetters.fold(String(Character(scalar)))
      if ours != term || Array(ours.unicodeScalars) != Array(term.unicodeScalars) {
        differences.append(String(value, radix: 16))
      }
    }
    #expect(differences == [])
  }

  @Test func dropsTheAccentsThatTheIndexDrops() throws {
    let queue = try DatabaseQueue()
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
          CREATE VIRTUAL TABLE place USING fts5vocab (words, 'instance');
          """)
      for value in UInt32(0x300)...0x36F {
        let text = "a\(Unicode.Scalar(value)!)b"
        try database.execute(sql: "INSERT INTO words (rowid, text) VALUES (?, ?)", arguments: [value, text])
        let terms = try String.fetchAll(
          database, sql: "SELECT term FROM place WHERE doc = ? ORDER BY offset", arguments: [value])
        #expect(IndexLetters.words(text) == terms, "\(String(value, radix: 16))")
      }
    }
  }
}
