import CSQLite
import Foundation

extension OpenFile {
  /// Reads the log: its header, a part of a frame's header, a page, or a whole frame.
  func readLog(_ base: Handle, _ buffer: UnsafeMutableRawPointer, _ count: Int, at offset: Int) -> Int32 {
    if offset < Layout.logHeader {
      guard offset + count <= Layout.logHeader else { return SQLiteCode.readFailed }
      let code = readBase(base, buffer, count, at: offset)
      if code == SQLITE_OK, offset == 0, count == Layout.logHeader, vfs.rules.refreshesSalts || salts == nil {
        learn(buffer.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
      }
      return code
    }
    let frame = (offset - Layout.logHeader) / Layout.frame
    let start = (offset - Layout.logHeader) % Layout.frame
    let place = Layout.logHeader + frame * Layout.frame
    if start + count <= Layout.frameHeader {
      let code = readBase(base, sealed, Layout.frameHeader, at: place)
      guard code == SQLITE_OK, PageCipher.unmask(sealed, key: keys.frameMask) else {
        return failed(code, buffer, count)
      }
      buffer.copyMemory(from: sealed + start, byteCount: count)
      return SQLITE_OK
    }
    let isWholeFrame = start == 0 && count == Layout.frame
    guard isWholeFrame || start == Layout.frameHeader && count == Layout.page else { return SQLiteCode.readFailed }
    let code = readBase(base, sealed, Layout.frame, at: place)
    guard code == SQLITE_OK, PageCipher.unmask(sealed, key: keys.frameMask) else { return failed(code, buffer, count) }
    let page = UInt32(bigEndianAt: sealed)
    let isOpen = openFrame(base, frame, page, into: isWholeFrame ? buffer + Layout.frameHeader : buffer)
    guard isWholeFrame else { return isOpen ? SQLITE_OK : damaged(.frame(frame, page: page)) }
    buffer.copyMemory(from: sealed, byteCount: Layout.frameHeader)
    if !isOpen {
      // Recovery reads to the first frame that wasn't written whole, which is how every log ends after a crash.
      guard vfs.rules.endsLogAtTornFrame, ownFrames?.contains(frame) != true else {
        return damaged(.frame(frame, page: page))
      }
      buffer.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    }
    return SQLITE_OK
  }

  private func failed(_ code: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int32 {
    buffer.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    return code == SQLITE_OK ? SQLiteCode.readFailed : code
  }

  private func openFrame(_ base: Handle, _ frame: Int, _ page: UInt32, into buffer: UnsafeMutableRawPointer) -> Bool {
    if salts == nil { _ = readSalts(base) }
    if unseal(frame, page, into: buffer) { return true }
    // Another process may have begun the log again since.
    guard vfs.rules.refreshesSalts, readSalts(base) else { return false }
    return unseal(frame, page, into: buffer)
  }

  private func unseal(_ frame: Int, _ page: UInt32, into buffer: UnsafeMutableRawPointer) -> Bool {
    PageCipher.open(
      sealed + Layout.frameHeader, into: buffer, key: keys.log,
      additional: PageCipher.additional(page: page, salts: boundSalts, frame: UInt32(frame)))
  }

  /// The salts that a page is bound to, with its frame's header in ``sealed``.
  private var boundSalts: UInt64 {
    vfs.rules.takesSaltsFromLogHeader ? salts ?? 0 : sealed.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
  }

  /// Takes the salts from the log's header.
  ///
  /// - Returns: whether they are others than before.
  private func readSalts(_ base: Handle) -> Bool {
    let before = salts
    return takeSalts(base) == SQLITE_OK && salts != before
  }

  private func takeSalts(_ base: Handle) -> Int32 {
    var found: UInt64 = 0
    let code = withUnsafeMutableBytes(of: &found) { readBase(base, $0.baseAddress!, 8, at: 16) }
    if code == SQLITE_OK { learn(found) }
    return code
  }

  private func learn(_ found: UInt64) {
    guard found != salts else { return }
    salts = found
    // The frames of a log that is no more say nothing about this one.
    ownFrames = nil
  }

  /// Writes the log: its header, a frame's header, or its page.
  func writeLog(_ base: Handle, _ buffer: UnsafeRawPointer, _ count: Int, at offset: Int) -> Int32 {
    if offset == 0, count == Layout.logHeader {
      salts = buffer.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
      ownFrames = nil
      return writeBase(base, buffer, count, at: 0)
    }
    guard offset >= Layout.logHeader else { return SQLiteCode.writeFailed }
    let frame = (offset - Layout.logHeader) / Layout.frame
    let start = (offset - Layout.logHeader) % Layout.frame
    if start == 0, count == Layout.frameHeader {
      headerWritten = (frame, UInt32(bigEndianAt: buffer))
      if vfs.rules.refreshesSalts || salts == nil {
        // A page that is sealed under salts of another log could never be opened again.
        let code = takeSalts(base)
        guard code == SQLITE_OK else { return code }
      }
      sealed.copyMemory(from: buffer, byteCount: Layout.frameHeader)
      lastFrameSalts = buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      guard PageCipher.mask(sealed, key: keys.frameMask) else { return SQLiteCode.writeFailed }
      return writeBase(base, sealed, count, at: offset)
    }
    guard start == Layout.frameHeader, count == Layout.page, hasClearReserve(buffer) else {
      return SQLiteCode.writeFailed
    }
    return writeLogPage(base, buffer, frame)
  }

  private func writeLogPage(_ base: Handle, _ buffer: UnsafeRawPointer, _ frame: Int) -> Int32 {
    let place = Layout.logHeader + frame * Layout.frame
    var page: UInt32
    if let headerWritten, headerWritten.frame == frame {
      page = headerWritten.page
    } else {
      // A page of the running transaction is written again under the header that it has.
      let code = readBase(base, sealed, Layout.frameHeader, at: place)
      guard code == SQLITE_OK else { return code }
      guard PageCipher.unmask(sealed, key: keys.frameMask) else { return SQLiteCode.writeFailed }
      page = UInt32(bigEndianAt: sealed)
      lastFrameSalts = sealed.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    }
    if salts == nil {
      let code = takeSalts(base)
      guard code == SQLITE_OK else { return code }
    }
    let bound = vfs.rules.takesSaltsFromLogHeader ? salts ?? 0 : lastFrameSalts
    let additional = PageCipher.additional(page: page, salts: bound, frame: UInt32(frame))
    guard PageCipher.seal(buffer, into: sealed, key: keys.log, additional: additional) else {
      return SQLiteCode.writeFailed
    }
    ownFrames = min(ownFrames?.lowerBound ?? frame, frame)...max(ownFrames?.upperBound ?? frame, frame)
    return writeBase(base, sealed, Layout.page, at: place + Layout.frameHeader)
  }
}
