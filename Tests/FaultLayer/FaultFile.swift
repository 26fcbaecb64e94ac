import CSQLite
import Foundation

/// A file that is open through the fault layer.
///
/// In memory SQLite's handle is: the table of methods, a reference to this object, the handle of the VFS below.
final class FaultFile {
  typealias Handle = UnsafeMutablePointer<sqlite3_file>

  /// Codes that SQLite's header builds with an operator, which Swift can't import.
  enum Code {
    static let read = SQLITE_IOERR | 1 << 8
    static let write = SQLITE_IOERR | 3 << 8
    static let sync = SQLITE_IOERR | 4 << 8
    static let truncate = SQLITE_IOERR | 6 << 8
    static let delete = SQLITE_IOERR | 10 << 8
  }

  static let offsetOfBase = 16

  private let path: String

  private init(_ path: String) { self.path = path }

  static func base(of file: Handle) -> Handle {
    (UnsafeMutableRawPointer(file) + offsetOfBase).assumingMemoryBound(to: sqlite3_file.self)
  }

  static func attach(_ path: String, to file: Handle) {
    UnsafeMutableRawPointer(file).storeBytes(
      of: Unmanaged.passRetained(FaultFile(path)).toOpaque(), toByteOffset: 8, as: UnsafeMutableRawPointer.self)
    file.pointee.pMethods = methods
  }

  private static func reference(_ file: Handle) -> Unmanaged<FaultFile> {
    Unmanaged.fromOpaque(UnsafeRawPointer(file).load(fromByteOffset: 8, as: UnsafeMutableRawPointer.self))
  }

  private static func path(of file: Handle) -> String { reference(file)._withUnsafeGuaranteedRef { $0.path } }

  /// Ends the process as a crash would: nothing is flushed, nothing is closed.
  static func die() -> Never {
    kill(getpid(), SIGKILL)
    while true { pause() }
  }

  // MARK: Operations

  private static func write(_ file: Handle, _ bytes: UnsafeRawPointer, _ count: Int32, _ offset: Int64) -> Int32 {
    let base = base(of: file)
    let fault = FaultPlan.next(.write)
    let isPartial: Bool
    switch fault {
    case nil:
      FaultPlan.note(
        path(of: file),
        .write(offset: Int(offset), bytes: Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))))
      return base.pointee.pMethods.pointee.xWrite(base, bytes, count, offset)
    case .kill(let torn): isPartial = torn
    case .fail(let failure): isPartial = failure.isShort
    }
    if isPartial { _ = base.pointee.pMethods.pointee.xWrite(base, bytes, count / 2, offset) }
    guard case .fail(let failure) = fault else { die() }
    return failure.isFull ? SQLITE_FULL : Code.write
  }

  private static func truncate(_ file: Handle, _ size: Int64) -> Int32 {
    let base = base(of: file)
    if let code = code(FaultPlan.next(.truncate), Code.truncate) { return code }
    FaultPlan.note(path(of: file), .truncate(size: Int(size)))
    return base.pointee.pMethods.pointee.xTruncate(base, size)
  }

  private static func sync(_ file: Handle, _ flags: Int32) -> Int32 {
    let base = base(of: file)
    if let code = code(FaultPlan.next(.sync), Code.sync) { return code }
    FaultPlan.note(path(of: file), .sync)
    return base.pointee.pMethods.pointee.xSync(base, flags)
  }

  private static func read(
    _ file: Handle, _ buffer: UnsafeMutableRawPointer, _ count: Int32, _ offset: Int64
  ) -> Int32 {
    let base = base(of: file)
    if let code = code(FaultPlan.next(.read), Code.read) { return code }
    return base.pointee.pMethods.pointee.xRead(base, buffer, count, offset)
  }

  private static func code(_ fault: FaultPlan.Fault?, _ failure: Int32) -> Int32? {
    switch fault {
    case nil: nil
    case .kill: die()
    case .fail: failure
    }
  }

  // MARK: Methods

  nonisolated(unsafe) private static let methods: UnsafePointer<sqlite3_io_methods> = {
    let table = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    table.initialize(to: sqlite3_io_methods())
    table.pointee.iVersion = 2
    addFileMethods(&table.pointee)
    addLockMethods(&table.pointee)
    return UnsafePointer(table)
  }()

  private static func addFileMethods(_ table: inout sqlite3_io_methods) {
    table.xClose = { file in
      let base = FaultFile.base(of: file!)
      let code = base.pointee.pMethods.pointee.xClose(base)
      FaultFile.reference(file!).release()
      return code
    }
    table.xRead = { file, buffer, count, offset in FaultFile.read(file!, buffer!, count, offset) }
    table.xWrite = { file, bytes, count, offset in FaultFile.write(file!, bytes!, count, offset) }
    table.xTruncate = { file, size in FaultFile.truncate(file!, size) }
    table.xSync = { file, flags in FaultFile.sync(file!, flags) }
    table.xFileSize = { file, size in
      let base = FaultFile.base(of: file!)
      return base.pointee.pMethods.pointee.xFileSize(base, size)
    }
    table.xFileControl = { file, operation, argument in
      let base = FaultFile.base(of: file!)
      return base.pointee.pMethods.pointee.xFileControl(base, operation, argument)
    }
    table.xSectorSize = { file in
      let base = FaultFile.base(of: file!)
      return base.pointee.pMethods.pointee.xSectorSize(base)
    }
    table.xDeviceCharacteristics = { file in
      let base = FaultFile.base(of: file!)
      return base.pointee.pMethods.pointee.xDeviceCharacteristics(base)
    }
  }

  private static func addLockMethods(_ table: inout sqlite3_io_methods) {
    table.xLock = { file, level in
      let base = FaultFile.base(of: file!)
      return base.pointee.pMethods.pointee.xLock(base, level)
    }
    table.xUnlock = { file, level in
      let base = FaultFile.base(of: file!)
      return base.pointee.pMethods.pointee.xUnlock(base, level)
    }
    table.xCheckReservedLock = { file, result in
      let base = FaultFile.base(of: file!)
      return base.pointee.pMethods.pointee.xCheckReservedLock(base, result)
    }
    table.xShmMap = { file, region, size, extend, memory in
      let base = FaultFile.base(of: file!)
      return base.pointee.pMethods.pointee.xShmMap(base, region, size, extend, memory)
    }
    table.xShmLock = { file, offset, count, flags in
      let base = FaultFile.base(of: file!)
      return base.pointee.pMethods.pointee.xShmLock(base, offset, count, flags)
    }
    table.xShmBarrier = { file in
      let base = FaultFile.base(of: file!)
      base.pointee.pMethods.pointee.xShmBarrier(base)
    }
    table.xShmUnmap = { file, delete in
      let base = FaultFile.base(of: file!)
      return base.pointee.pMethods.pointee.xShmUnmap(base, delete)
    }
  }
}
