public import CoupletCore
import GRDB

/// The counselor's own figures for scales.
extension Practice {
  /// The counselor's own figures, the newest of each scale.
  public func ownFigures() throws(Problem) -> [String: Reliability] {
    try translatingFaults(path) {
      try queue.read { database in
        let figures = try StoredRow.all(
          "own_figures", database, sql: "SELECT * FROM own_figures ORDER BY id"
        ).read { row in
          (
            scale: try row.value("scale") as String,
            figures: try Reliability(
              r: row.value("r"), sd: row.value("sd"), kind: row.choice("kind"), sample: row.value("sample"),
              source: row.value("source"), verification: .read, isOwn: true)
          )
        }
        return Dictionary(figures.map { ($0.scale, $0.figures) }) { _, newer in newer }
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
