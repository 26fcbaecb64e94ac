import CoupletCore
import GRDB
import SealedSQLite

/// Saves that were acknowledged and are not in the file: a damaged log loses its tail without a word.
struct Loss: Equatable, Sendable {
  let message: String

  /// Compares the file with its anchor.
  ///
  /// - Returns: a loss, or what is to be said about an anchor that tells nothing.
  static func compare(_ database: Database, _ found: Anchor.Found?) throws -> (loss: Loss?, said: String?) {
    let head = try Chain.head(database)
    // Every save rewrites the row of the last number. A log that is damaged after a part of it went into the file would
    // lay older pages over newer ones; this one is then among the older, though the last entry may be there.
    let sequence = try Int.fetchOne(database, sql: "SELECT last FROM journal_sequence WHERE kind = 'j'") ?? 0
    guard head?.number ?? 0 == sequence else {
      return (Loss(message: "file: its journal ends at j\(head?.number ?? 0) and counts to j\(sequence)"), nil)
    }
    switch found {
    case nil: return (nil, nil)
    case .missing?: return (nil, "the anchor beside the file was missing; a new one is made")
    case .damaged?: return (nil, "the anchor beside the file was damaged or another file's; a new one is made")
    case .anchor(let anchor)?:
      let number = Int(clamping: anchor.number)
      if number > sequence {
        let missing = number - sequence
        let span = missing == 1 ? "j\(number)" : "j\(sequence + 1) to j\(number)"
        return (
          Loss(
            message: "file: \(missing) saved \(missing == 1 ? "entry is" : "entries are") missing at its end (\(span))"),
          nil
        )
      }
      guard try Chain.mac(of: number, database) == anchor.head else {
        return (Loss(message: "file: its journal at j\(number) is not the one that was saved"), nil)
      }
      return (nil, nil)
    }
  }
}
