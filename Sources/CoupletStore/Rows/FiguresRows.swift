public import CoupletCore
import GRDB

/// The counselor's own figures for scales.
extension Practice {
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

extension Change {
  /// Adds the counselor's own figures for a scale; earlier ones stay in the file.
  public func add(_ figures: Reliability, for scale: String) throws {
    try insert(
      "own_figures",
      [
        "scale": scale, "r": figures.r, "kind": figures.kind.rawValue, "sd": figures.sd, "sample": figures.sample,
        "source": figures.source, "entered": clock.description,
      ])
  }
}
