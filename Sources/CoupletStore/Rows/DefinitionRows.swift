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
    let (definitions, damaged) = try definitionsApart()
    if let first = damaged.first { throw first.problem }
    return definitions
  }

  /// A definition that can't be read, with what of its name can be.
  public struct DamagedDefinition: Sendable {
    /// What it defines.
    public let kind: StoredDefinition.Kind?
    /// Its short name.
    public let name: String?
    /// Its version.
    public let version: Int?
    /// What is said of it.
    public let problem: Problem
  }

  /// The definitions that can be read, and those that can't.
  public func definitionsApart() throws(Problem) -> (sound: [StoredDefinition], damaged: [DamagedDefinition]) {
    try translatingFaults(path) {
      try queue.read { database in
        let rows = try StoredRow.all(
          "definition", database, sql: "SELECT * FROM definition ORDER BY kind, name, version"
        ).sorted { row in
          StoredDefinition(
            kind: try row.choice("kind"), name: try row.value("name"), version: try row.value("version"),
            text: try row.value("text"))
        }
        return (
          rows.sound,
          rows.damaged.map { row, problem in
            DamagedDefinition(
              kind: try? row.choice("kind"), name: try? row.value("name"), version: try? row.value("version"),
              problem: problem)
          }
        )
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
