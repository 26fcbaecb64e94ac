import CSQLite
import Foundation

/// A VFS over "unix" that does what ``FaultPlan`` says: counts, kills, fails and records.
public enum FaultVFS {
  /// The name under which it is registered.
  public static let name = "fault"

  nonisolated(unsafe) private static let base: UnsafeMutablePointer<sqlite3_vfs>? = sqlite3_vfs_find("unix")

  private static let only: Void = register()

  /// Registers it when it isn't yet.
  public static func prepare() { only }

  private static func register() {
    guard let base else { return }
    // Nothing of it is freed: SQLite keeps pointers into it.
    let table = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    table.initialize(to: base.pointee)
    table.pointee.iVersion = 2
    table.pointee.pNext = nil
    table.pointee.szOsFile = Int32(FaultFile.offsetOfBase) + base.pointee.szOsFile
    table.pointee.zName = UnsafePointer(strdup(name))
    table.pointee.xOpen = { _, name, file, flags, given in FaultVFS.open(name, file!, flags, given) }
    table.pointee.xDelete = { _, name, sync in FaultVFS.delete(name, sync) }
    table.pointee.xAccess = { _, name, flags, result in
      FaultVFS.base!.pointee.xAccess(FaultVFS.base, name, flags, result)
    }
    table.pointee.xFullPathname = { _, name, count, path in
      FaultVFS.base!.pointee.xFullPathname(FaultVFS.base, name, count, path)
    }
    table.pointee.xDlOpen = { _, _ in nil }
    table.pointee.xDlError = { _, count, message in if count > 0 { message![0] = 0 } }
    table.pointee.xDlSym = { _, _, _ in nil }
    table.pointee.xDlClose = { _, _ in }
    table.pointee.xRandomness = { _, count, bytes in
      FaultVFS.base!.pointee.xRandomness(FaultVFS.base, count, bytes)
    }
    table.pointee.xSleep = { _, microseconds in FaultVFS.base!.pointee.xSleep(FaultVFS.base, microseconds) }
    table.pointee.xCurrentTime = { _, time in FaultVFS.base!.pointee.xCurrentTime(FaultVFS.base, time) }
    table.pointee.xGetLastError = { _, count, message in
      FaultVFS.base!.pointee.xGetLastError(FaultVFS.base, count, message)
    }
    table.pointee.xCurrentTimeInt64 = { _, time in FaultVFS.base!.pointee.xCurrentTimeInt64(FaultVFS.base, time) }
    sqlite3_vfs_register(table, 0)
  }

  private static func open(
    _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>, _ flags: Int32,
    _ given: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    file.pointee.pMethods = nil
    let code = base!.pointee.xOpen(base, name, FaultFile.base(of: file), flags, given)
    guard code == SQLITE_OK else { return code }
    let path = name.map { String(cString: $0) } ?? ""
    FaultPlan.note(path, .open)
    FaultFile.attach(path, to: file)
    return SQLITE_OK
  }

  private static func delete(_ name: UnsafePointer<CChar>?, _ sync: Int32) -> Int32 {
    switch FaultPlan.next(.delete) {
    case .kill: FaultFile.die()
    case .fail: return FaultFile.Code.delete
    case nil: break
    }
    FaultPlan.note(name.map { String(cString: $0) } ?? "", .delete)
    return base!.pointee.xDelete(base, name, sync)
  }
}
