import CSQLite
import Foundation

/// What an open connection can be asked about the file beneath it; each takes a `sqlite3 *`.
public enum LiveFile {
  /// Says whether closing the last connection leaves the log as it is, instead of folding it in.
  public static func keepLog(_ keeps: Bool, _ connection: OpaquePointer) {
    _ = couplet_keep_log_on_close(connection, keeps ? 1 : 0)
  }

  /// Whether the file that is open no longer stands under its name.
  public static func hasMoved(_ connection: OpaquePointer) -> Bool {
    var moved: Int32 = 0
    let code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_HAS_MOVED, &moved)
    return code == SQLITE_OK && moved != 0
  }

  /// The state in the file that is open, past SQLite's cache and past the log.
  public static func state(_ connection: OpaquePointer) throws(SealedError) -> FoundState {
    var file: UnsafeMutablePointer<sqlite3_file>?
    guard sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK, let file,
      let methods = file.pointee.pMethods
    else { throw .impossible("file pointer") }
    var size = Layout.page
    return try FoundState.look { (number) throws(SealedError) in
      if number == 1 {
        var start = [UInt8](repeating: 0, count: 100)
        guard methods.pointee.xRead(file, &start, 100, 0) == SQLITE_OK else { return .damaged }
        size = start[17] == 1 && start[16] == 0 ? 65_536 : Int(start[16]) << 8
        return start.starts(with: Layout.magic) && size >= 512 ? .whole(start) : .damaged
      }
      var page = [UInt8](repeating: 0, count: size)
      switch methods.pointee.xRead(file, &page, Int32(size), Int64(number - 1) * Int64(size)) {
      case SQLITE_OK: return .whole(page)
      case SQLiteCode.shortRead: return .beyondEnd
      default: return .damaged
      }
    }
  }
}
