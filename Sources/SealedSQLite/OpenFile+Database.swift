import CSQLite
import Foundation

extension OpenFile {
  /// Reads a page of the main file, or a part of one.
  func readDatabase(_ base: Handle, _ buffer: UnsafeMutableRawPointer, _ count: Int, at offset: Int) -> Int32 {
    let page = UInt32(offset / Layout.page + 1)
    let start = offset % Layout.page
    if start == 0, count == Layout.page { return readPage(base, page, into: buffer) }
    guard start + count <= Layout.page else { return SQLiteCode.readFailed }
    let code = readPage(base, page, into: clear)
    // SQLite asks for the first 100 bytes once, to learn the size of a page, before it looks at the log. The first page
    // may be torn and stand whole in the log, so the probe is answered; every real read of it still fails.
    if vfs.rules.answersProbe, offset == 0, count == 100, code == SQLiteCode.wrongData {
      buffer.initializeMemory(as: UInt8.self, repeating: 0, count: count)
      buffer.storeBytes(of: UInt16(Layout.page).bigEndian, toByteOffset: 16, as: UInt16.self)
      buffer.storeBytes(of: UInt8(Layout.reserve), toByteOffset: 20, as: UInt8.self)
      _ = vfs.takeDamage()
      return SQLITE_OK
    }
    if code == SQLITE_OK || code == SQLiteCode.shortRead {
      buffer.copyMemory(from: clear + start, byteCount: count)
    }
    return code
  }

  private func readPage(_ base: Handle, _ page: UInt32, into buffer: UnsafeMutableRawPointer) -> Int32 {
    let offset = Layout.header + Int(page - 1) * Layout.page
    let code = readBase(base, sealed, Layout.page, at: offset)
    if code == SQLiteCode.shortRead {
      // Zeros for what lies wholly past the end; a page that ends in the middle is damage.
      let end = size(of: base)
      guard end.code == SQLITE_OK, end.size <= offset else { return damaged(.page(page)) }
      buffer.initializeMemory(as: UInt8.self, repeating: 0, count: Layout.page)
      return code
    }
    guard code == SQLITE_OK else { return code }
    let isWhole = PageCipher.open(
      sealed, into: buffer, key: keys.database, additional: PageCipher.additional(page: page))
    return isWhole ? SQLITE_OK : damaged(.page(page))
  }

  func damaged(_ place: SealedVFS.Damage.Place) -> Int32 {
    vfs.report(SealedVFS.Damage(path: path, place: place))
    return SQLiteCode.wrongData
  }

  /// Writes a page of the main file; SQLite writes nothing else there.
  func writeDatabase(_ base: Handle, _ buffer: UnsafeRawPointer, _ count: Int, at offset: Int) -> Int32 {
    guard offset % Layout.page == 0, count == Layout.page, hasClearReserve(buffer) else {
      return SQLiteCode.writeFailed
    }
    // The reserved bytes and WAL mode, which a page copied from another database wouldn't have.
    if offset == 0 {
      guard buffer.load(fromByteOffset: 20, as: UInt8.self) == UInt8(Layout.reserve),
        buffer.load(fromByteOffset: 18, as: UInt16.self) == 0x0202
      else { return SQLiteCode.writeFailed }
    }
    // A page that is skipped would be a hole, and a hole is nothing that can be proven: it gets sealed zeros.
    var (end, code) = size(of: base)
    guard code == SQLITE_OK else { return code }
    end = max(0, end - Layout.header) / Layout.page * Layout.page
    if end < offset {
      clear.initializeMemory(as: UInt8.self, repeating: 0, count: Layout.page)
      while end < offset {
        code = writePage(base, UInt32(end / Layout.page + 1), from: clear)
        guard code == SQLITE_OK else { return code }
        end += Layout.page
      }
    }
    return writePage(base, UInt32(offset / Layout.page + 1), from: buffer)
  }

  private func writePage(_ base: Handle, _ page: UInt32, from buffer: UnsafeRawPointer) -> Int32 {
    guard
      PageCipher.seal(buffer, into: sealed, key: keys.database, additional: PageCipher.additional(page: page))
    else { return SQLiteCode.writeFailed }
    return writeBase(base, sealed, Layout.page, at: Layout.header + Int(page - 1) * Layout.page)
  }

  /// Whether the bytes that the seal takes are free: giving back others than were written would break SQLite's sums.
  func hasClearReserve(_ page: UnsafeRawPointer) -> Bool {
    let reserve = UnsafeRawBufferPointer(start: page + Layout.content, count: Layout.reserve)
    return reserve.allSatisfy { $0 == 0 }
  }
}
