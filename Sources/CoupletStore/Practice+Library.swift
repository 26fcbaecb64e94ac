public import CoupletCore
import GRDB

/// A definition's words as they stand in the practice file.
public struct StoredDefinition: Hashable, Sendable {
  /// What it defines.
  public enum Kind: String, Sendable, CaseIterable {
    case scale, exercise, ratings, format
  }

  public let kind: Kind
  public let name: String
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

  /// The sheets whose risk items wait for the counselor's answer.
  public func openRisks() throws(Problem) -> [RecordID] {
    try translatingFaults(path) {
      try queue.read { database in
        try Int.fetchAll(
          database,
          sql: """
            SELECT number FROM fact JOIN risk_prompt ON measure = fact.id
            WHERE answer IS NULL AND fact.id NOT IN (SELECT fact FROM strike WHERE lifted IS NULL) ORDER BY number
            """
        ).compactMap { RecordID(.measure, $0) }
      }
    }
  }

  /// The counselor's own figures, the newest of each scale.
  public func ownFigures() throws(Problem) -> [String: Reliability] {
    try translatingFaults(path) {
      try queue.read { database in
        try Row.fetchAll(database, sql: "SELECT * FROM own_figures ORDER BY id").reduce(into: [:]) { figures, row in
          figures[row["scale"]] = try Reliability(
            r: row["r"], sd: row["sd"], kind: row.choice("kind"), sample: row["sample"], source: row["source"],
            isVerified: true, isOwn: true)
        }
      }
    }
  }
}
