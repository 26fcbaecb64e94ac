import CSQLite
import Foundation

extension OpenFile {
  /// The table of methods that every handle points to.
  nonisolated(unsafe) static let methods: UnsafePointer<sqlite3_io_methods> = {
    let table = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    table.initialize(to: sqlite3_io_methods())
    // Version 2: no memory mapping, which would give SQLite sealed bytes.
    table.pointee.iVersion = 2
    table.pointee.xClose = { file in
      let base = OpenFile.base(of: file!)
      let code = base.pointee.pMethods.pointee.xClose(base)
      OpenFile.reference(file!).release()
      return code
    }
    table.pointee.xRead = { file, buffer, count, offset in
      let opened = OpenFile.of(file!)
      let base = OpenFile.base(of: file!)
      return opened.isLog
        ? opened.readLog(base, buffer!, Int(count), at: Int(offset))
        : opened.readDatabase(base, buffer!, Int(count), at: Int(offset))
    }
    table.pointee.xWrite = { file, buffer, count, offset in
      let opened = OpenFile.of(file!)
      let base = OpenFile.base(of: file!)
      return opened.isLog
        ? opened.writeLog(base, buffer!, Int(count), at: Int(offset))
        : opened.writeDatabase(base, buffer!, Int(count), at: Int(offset))
    }
    table.pointee.xTruncate = { file, size in
      let base = OpenFile.base(of: file!)
      let isLog = OpenFile.of(file!).isLog
      guard isLog || size > 0 && size % Int64(Layout.page) == 0 else { return SQLiteCode.truncateFailed }
      return base.pointee.pMethods.pointee.xTruncate(base, isLog ? size : size + Int64(Layout.header))
    }
    table.pointee.xSync = { file, flags in
      let base = OpenFile.base(of: file!)
      return base.pointee.pMethods.pointee.xSync(base, flags)
    }
    table.pointee.xFileSize = { file, size in
      let opened = OpenFile.of(file!)
      let (found, code) = opened.size(of: OpenFile.base(of: file!))
      size!.pointee = Int64(opened.isLog ? found : max(0, found - Layout.header))
      return code
    }
    table.pointee.xLock = { file, level in
      let base = OpenFile.base(of: file!)
      return base.pointee.pMethods.pointee.xLock(base, level)
    }
    table.pointee.xUnlock = { file, level in
      let base = OpenFile.base(of: file!)
      return base.pointee.pMethods.pointee.xUnlock(base, level)
    }
    table.pointee.xCheckReservedLock = { file, result in
      let base = OpenFile.base(of: file!)
      return base.pointee.pMethods.pointee.xCheckReservedLock(base, result)
    }
    table.pointee.xFileControl = { file, operation, argument in
      OpenFile.of(file!).control(OpenFile.base(of: file!), operation, argument)
    }
    table.pointee.xSectorSize = { file in
      let base = OpenFile.base(of: file!)
      return base.pointee.pMethods.pointee.xSectorSize(base)
    }
    // Without it SQLite would pad the log to whole sectors with copies of a frame.
    table.pointee.xDeviceCharacteristics = { _ in SQLITE_IOCAP_POWERSAFE_OVERWRITE }
    table.pointee.xShmMap = { file, region, size, extend, memory in
      let base = OpenFile.base(of: file!)
      return base.pointee.pMethods.pointee.xShmMap(base, region, size, extend, memory)
    }
    table.pointee.xShmLock = { file, offset, count, flags in
      let base = OpenFile.base(of: file!)
      return base.pointee.pMethods.pointee.xShmLock(base, offset, count, flags)
    }
    table.pointee.xShmBarrier = { file in
      let base = OpenFile.base(of: file!)
      base.pointee.pMethods.pointee.xShmBarrier(base)
    }
    table.pointee.xShmUnmap = { file, delete in
      let base = OpenFile.base(of: file!)
      return base.pointee.pMethods.pointee.xShmUnmap(base, delete)
    }
    return UnsafePointer(table)
  }()

  private func control(_ base: Handle, _ operation: Int32, _ argument: UnsafeMutableRawPointer?) -> Int32 {
    switch operation {
    // Both would lay out the file in units that don't know of its header.
    case SQLITE_FCNTL_SIZE_HINT, SQLITE_FCNTL_CHUNK_SIZE: return SQLITE_OK
    case SQLITE_FCNTL_MMAP_SIZE:
      argument?.storeBytes(of: 0, as: Int64.self)
      return SQLITE_OK
    case SQLITE_FCNTL_PRAGMA:
      // Result, name, argument.
      let texts = argument!.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
      guard let name = texts[1] else { break }
      if strcasecmp(name, "page_size") == 0, texts[2] != nil { return SQLITE_OK }
      if strcasecmp(name, SealedVFS.selfCheck) == 0 {
        texts[0] = copyForSQLite(keys.fileID.description)
        return SQLITE_OK
      }
    default: break
    }
    return base.pointee.pMethods.pointee.xFileControl(base, operation, argument)
  }

  /// A text in memory that SQLite frees.
  private func copyForSQLite(_ text: String) -> UnsafeMutablePointer<CChar>? {
    let bytes = text.utf8CString
    guard let memory = sqlite3_malloc(Int32(bytes.count)) else { return nil }
    bytes.withUnsafeBytes { memory.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    return memory.assumingMemoryBound(to: CChar.self)
  }
}
