import CoupletCore
import Foundation
import SealedSQLite

/// A log that was written for another state of the file, kept beside it under another name.
struct KeptLog {
  private let log: String
  private let kept: String

  /// What is said of it.
  var words: String { "the log that was not written for the file is kept as \((kept as NSString).lastPathComponent)" }

  /// Moves the log beside a file away, where it was not written for the file's state.
  ///
  /// The file is held alone by this command.
  static func setAside(beside path: String, _ seal: PageSeal, _ stamp: CommandStamp) throws -> KeptLog? {
    let (bond, isForeign) = try PracticeFile.bond(of: path, seal)
    guard isForeign else { return nil }
    let kept = PracticeFile.freeName("\(bond.log).kept-\(PracticeFile.nameStamp(stamp.clock))")
    guard rename(bond.log, kept) == 0 else { throw PracticeFile.cannotWrite(kept, errno) }
    // It is the index of that log.
    unlink(path + "-shm")
    PracticeFile.syncFolder(of: path)
    return KeptLog(log: bond.log, kept: kept)
  }

  /// Gives it its name again.
  func putBack() {
    // What SQLite made in its place is empty.
    rename(kept, log)
  }

  /// The names of the logs that are kept beside a file.
  static func names(beside path: String) -> [String] {
    let folder = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { file in
      ["-wal", "-cwal"].contains { file.hasPrefix("\(name)\($0).kept-") }
    }.sorted()
  }
}
