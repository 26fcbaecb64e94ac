import CSQLite
import Foundation

extension SealedVFS {
  /// Gives SQLite the table of functions; nothing of it is ever freed, for SQLite keeps pointers into it.
  func register() {
    let table = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    table.initialize(to: sqlite3_vfs())
    table.pointee.iVersion = 2
    table.pointee.szOsFile = Int32(OpenFile.offsetOfBase) + base.pointee.szOsFile
    table.pointee.mxPathname = base.pointee.mxPathname
    table.pointee.zName = UnsafePointer(strdup(name))
    table.pointee.pAppData = Unmanaged.passRetained(self).toOpaque()
    table.pointee.xOpen = { vfs, name, file, flags, given in
      SealedVFS.of(vfs).open(name, file!, flags, given)
    }
    table.pointee.xDelete = { vfs, name, sync in
      let own = SealedVFS.of(vfs)
      return SealedVFS.withLogName(name) { own.base.pointee.xDelete(own.base, $0, sync) }
    }
    table.pointee.xAccess = { vfs, name, flags, result in
      let own = SealedVFS.of(vfs)
      return SealedVFS.withLogName(name) { own.base.pointee.xAccess(own.base, $0, flags, result) }
    }
    table.pointee.xFullPathname = { vfs, name, count, path in
      let base = SealedVFS.of(vfs).base
      return base.pointee.xFullPathname(base, name, count, path)
    }
    // Extensions have no business in a file of notes.
    table.pointee.xDlOpen = { _, _ in nil }
    table.pointee.xDlError = { _, count, message in if count > 0 { message![0] = 0 } }
    table.pointee.xDlSym = { _, _, _ in nil }
    table.pointee.xDlClose = { _, _ in }
    table.pointee.xRandomness = { vfs, count, bytes in
      let base = SealedVFS.of(vfs).base
      return base.pointee.xRandomness(base, count, bytes)
    }
    table.pointee.xSleep = { vfs, microseconds in
      let base = SealedVFS.of(vfs).base
      return base.pointee.xSleep(base, microseconds)
    }
    table.pointee.xCurrentTime = { vfs, time in
      let base = SealedVFS.of(vfs).base
      return base.pointee.xCurrentTime(base, time)
    }
    table.pointee.xGetLastError = { vfs, count, message in
      let base = SealedVFS.of(vfs).base
      return base.pointee.xGetLastError(base, count, message)
    }
    table.pointee.xCurrentTimeInt64 = { vfs, time in
      let base = SealedVFS.of(vfs).base
      return base.pointee.xCurrentTimeInt64(base, time)
    }
    sqlite3_vfs_register(table, 0)
  }

  private static func of(_ vfs: UnsafeMutablePointer<sqlite3_vfs>?) -> SealedVFS {
    Unmanaged<SealedVFS>.fromOpaque(vfs!.pointee.pAppData).takeUnretainedValue()
  }

  /// Gives the name on, with the log's own name in the place of the one that stock SQLite would use.
  private static func withLogName(
    _ name: UnsafePointer<CChar>?, _ body: (UnsafePointer<CChar>?) -> Int32
  ) -> Int32 {
    guard let name, case let text = String(cString: name), text.hasSuffix("-wal") else { return body(name) }
    return log(of: String(text.dropLast(4))).withCString(body)
  }

  /// Opens the main database or its log; whatever else SQLite asks for is refused.
  private func open(
    _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>, _ flags: Int32,
    _ given: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    file.pointee.pMethods = nil
    guard let name else { return SQLITE_CANTOPEN }
    let isLog = flags & SQLITE_OPEN_WAL != 0
    guard isLog || flags & SQLITE_OPEN_MAIN_DB != 0 else { return SQLITE_CANTOPEN }
    let path = String(cString: name)
    let main = isLog ? String(path.dropLast(4)) : path
    guard !isLog || path.hasSuffix("-wal"), let keys = keys(of: main) else {
      report(.unproven)
      return SQLITE_CANTOPEN
    }
    let baseFile = OpenFile.base(of: file)
    var code: Int32
    if isLog {
      // The log's name isn't one that SQLite made, so it carries no parameters of a URI behind it.
      let log = strdup(Self.log(of: main))
      code = base.pointee.xOpen(base, log, baseFile, flags & ~SQLITE_OPEN_URI, given)
      guard code == SQLITE_OK else {
        free(log)
        return code
      }
      OpenFile.attach(OpenFile(self, keys: keys, path: Self.log(of: main), isLog: true, name: log), to: file)
    } else {
      // Files are born sealed and whole: SQLite never makes one.
      code = base.pointee.xOpen(base, name, baseFile, flags & ~SQLITE_OPEN_CREATE, given)
      guard code == SQLITE_OK else { return code }
      let opened = OpenFile(self, keys: keys, path: main, isLog: false, name: nil)
      if let refusal = opened.refusal(of: baseFile) {
        report(refusal)
        _ = baseFile.pointee.pMethods.pointee.xClose(baseFile)
        return SQLITE_CANTOPEN
      }
      OpenFile.attach(opened, to: file)
    }
    return SQLITE_OK
  }
}
