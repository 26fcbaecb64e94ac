import CoupletCore
import GRDB
import SealedSQLite

/// Saves that were acknowledged and are not in the file, or of which nobody can tell: a damaged log loses its tail without
/// a word, and so does a file that an older one was put in the place of.
struct Loss: Equatable, Sendable {
  let message: String
  var hint = Advice.restoreOrAcceptLoss

  /// Commands whose row is the last when a file or its anchor is made: nothing was saved since, so nothing can be missing.
  private static let founding = ["init", "restore", "rekey", "check"]

  /// Compares the file with its anchor and with this computer's trace.
  ///
  /// - Returns: a loss, or what is to be said about an anchor that tells nothing.
  static func compare(_ database: Database, _ found: Witnesses.Found) throws -> (loss: Loss?, said: String?) {
    let head = try Chain.head(database)
    // Every save rewrites the row of the last number. A log that is damaged after a part of it went into the file would
    // lay older pages over newer ones; this one is then among the older, though the last entry may be there.
    let sequence = try Int.fetchOne(database, sql: "SELECT last FROM journal_sequence WHERE kind = 'j'") ?? 0
    guard head?.number ?? 0 == sequence else {
      return (Loss(message: "file: its journal ends at j\(head?.number ?? 0) and counts to j\(sequence)"), nil)
    }
    let (loss, said) = try found.anchor.map { try compare(database, $0, sequence) } ?? (nil, nil)
    if loss != nil { return (loss, nil) }
    guard let trace = found.trace, try isOfThisPractice(trace, database) else { return (nil, said) }
    return (try compare(database, sequence, with: trace.number, trace.mac), said)
  }

  /// Whether a trace is of this practice: another one may stand under the name now.
  static func isOfThisPractice(_ trace: Chain.Head, _ database: Database) throws -> Bool {
    try Chain.head(database)?.first == trace.first
  }

  private static func compare(
    _ database: Database, _ found: Anchor.Found, _ sequence: Int
  ) throws -> (loss: Loss?, said: String?) {
    let (words, anchor): (String, Anchor?) =
      switch found {
      case .anchor(let anchor): ("", anchor)
      case .other(let anchor): ("is that of the file it is a copy of", anchor)
      case .missing: ("is missing", nil)
      case .damaged: ("is damaged or another file's", nil)
      }
    if case .anchor(let anchor) = found {
      return (try compare(database, sequence, with: Int(clamping: anchor.number), anchor.head), nil)
    }
    let last = try String.fetchOne(database, sql: "SELECT command FROM journal ORDER BY id DESC LIMIT 1") ?? ""
    if let anchor {
      // Only a restore that was cut off leaves the anchor of the file that it replaced.
      if last != "restore",
        let loss = try compare(database, sequence, with: Int(clamping: anchor.number), anchor.head)
      {
        return (loss, nil)
      }
    } else if sequence > 1, !Self.founding.contains(last) {
      return (
        Loss(
          message: "file: the anchor beside it \(words), so nobody can tell whether its last entries are missing",
          hint: .restoreOrGoOn), nil
      )
    }
    return (nil, "the anchor beside the file \(words); a new one is made")
  }

  private static func compare(
    _ database: Database, _ sequence: Int, with number: Int, _ mac: [UInt8]
  ) throws -> Loss? {
    if number > sequence {
      let missing = number - sequence
      let span = missing == 1 ? "j\(number)" : "j\(sequence + 1) to j\(number)"
      return Loss(
        message: "file: \(missing) saved \(missing == 1 ? "entry is" : "entries are") missing at its end (\(span))")
    }
    guard try Chain.mac(of: number, database) == mac else {
      return Loss(message: "file: its journal at j\(number) is not the one that was saved")
    }
    return nil
  }
}
