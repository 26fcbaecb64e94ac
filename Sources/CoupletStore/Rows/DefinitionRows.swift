public import CoupletCore
import GRDB

/// A definition's words as they stand in the practice file.
public struct StoredDefinition: Hashable, Sendable {
  /// What it defines.
  public enum Kind: String, Sendable, CaseIterable {
    case scale, exercise, ratings, format
  }

  /// Which kind of thing the text defines.
  public let kind: Kind
  /// The definition's short name, as `csi-16`.
  public let name: String
  /// From 1 up; one version never stands in the file with two texts.
  public let version: Int
  /// The definition file, word for word.
  public let text: String

  /// A definition's words.
  public init(kind: Kind, name: String, version: Int, text: String) {
    self.kind = kind
    self.name = name
    self.version = version
    self.text = text
  }
}

extension Practice {
  /// The definitions that were copied into the practice file.
  public func definitions() throws(Problem) -> [StoredDefinition] {
    try translatingFaults(path) {
      try queue.read { database in
        try Row.fetchAll(database, sql: "SELECT * FROM definition ORDER BY kind, name, version").map { row in
          StoredDefinition(
            kind: try row.choice("kind"), name: row["name"], version: row["version"], text: row["text"])
        }
      }
    }
  }
}

extension Change {
  /// Copies a definition into the practice file when it is first used.
  ///
  /// - Throws: refused when the same version is there with other words: what rests on it would change under its feet.
  public func use(_ definition: StoredDefinition) throws {
    let known = try String.fetchOne(
      database, sql: "SELECT text FROM definition WHERE kind = ? AND name = ? AND version = ?",
      arguments: [definition.kind.rawValue, definition.name, definition.version])
    if known == definition.text { return }
    guard known == nil else {
      throw Problem(
        .refused, "\(definition.name): version \(definition.version) is in the practice with other content",
        hint: "a changed word makes a new version")
    }
    try insert(
      "definition",
      [
        "kind": definition.kind.rawValue, "name": definition.name, "version": definition.version,
        "text": definition.text,
      ])
  }
}
