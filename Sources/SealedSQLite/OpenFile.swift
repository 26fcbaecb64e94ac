import CSQLite
import Foundation

/// One file that SQLite has open through the page layer.
///
/// In memory SQLite's handle is: the table of methods, a reference to this object, the handle of the VFS below.
final class OpenFile {
  typealias Handle = UnsafeMutablePointer<sqlite3_file>

  static let offsetOfBase = 16

  let vfs: SealedVFS
  let keys: FileKeys
  let path: String
  let isLog: Bool
  /// The log's name, which the VFS below keeps a pointer to.
  private let name: UnsafeMutablePointer<CChar>?
  /// Room for one sealed frame.
  let sealed = UnsafeMutableRawPointer.allocate(byteCount: Layout.frame, alignment: 16)
  /// Room for one page in clear, for reads of a part of it.
  let clear = UnsafeMutableRawPointer.allocate(byteCount: Layout.page, alignment: 16)

  /// The salts in the log's header, as last seen.
  var salts: UInt64?
  /// The frames that this handle has written since the log began.
  var ownFrames: ClosedRange<Int>?
  /// The frame whose header was written last, and its page.
  var headerWritten: (frame: Int, page: UInt32)?
  /// The salts in the frame header that was written last; they matter to the tests alone.
  var lastFrameSalts: UInt64 = 0

  init(_ vfs: SealedVFS, keys: FileKeys, path: String, isLog: Bool, name: UnsafeMutablePointer<CChar>?) {
    self.vfs = vfs
    self.keys = keys
    self.path = path
    self.isLog = isLog
    self.name = name
  }

  deinit {
    for (room, count) in [(sealed, Layout.frame), (clear, Layout.page)] {
      room.initializeMemory(as: UInt8.self, repeating: 0, count: count)
      room.deallocate()
    }
    free(name)
  }

  // MARK: Handles

  static func base(of file: Handle) -> Handle {
    (UnsafeMutableRawPointer(file) + offsetOfBase).assumingMemoryBound(to: sqlite3_file.self)
  }

  static func attach(_ opened: OpenFile, to file: Handle) {
    UnsafeMutableRawPointer(file).storeBytes(
      of: Unmanaged.passRetained(opened).toOpaque(), toByteOffset: 8, as: UnsafeMutableRawPointer.self)
    file.pointee.pMethods = methods
  }

  static func of(_ file: Handle) -> OpenFile { reference(file)._withUnsafeGuaranteedRef { $0 } }

  static func reference(_ file: Handle) -> Unmanaged<OpenFile> {
    Unmanaged.fromOpaque(UnsafeRawPointer(file).load(fromByteOffset: 8, as: UnsafeMutableRawPointer.self))
  }

  // MARK: The file below

  func readBase(_ base: Handle, _ buffer: UnsafeMutableRawPointer, _ count: Int, at offset: Int) -> Int32 {
    base.pointee.pMethods.pointee.xRead(base, buffer, Int32(count), Int64(offset))
  }

  func writeBase(_ base: Handle, _ buffer: UnsafeRawPointer, _ count: Int, at offset: Int) -> Int32 {
    base.pointee.pMethods.pointee.xWrite(base, buffer, Int32(count), Int64(offset))
  }

  func size(of base: Handle) -> (size: Int, code: Int32) {
    var size: Int64 = 0
    let code = base.pointee.pMethods.pointee.xFileSize(base, &size)
    return (Int(size), code)
  }

  /// Why a main file must not be opened: it has no page, or its header is not proven by the key.
  func refusal(of base: Handle) -> SealedError? {
    let (size, code) = size(of: base)
    guard code == SQLITE_OK else { return .system(call: "stat", code: EIO) }
    guard size >= Layout.header + Layout.page else { return size < Layout.header ? .notSealed : .noPages }
    guard vfs.rules.provesKeyFirst else { return nil }
    var bytes = [UInt8](repeating: 0, count: Layout.header)
    guard bytes.withUnsafeMutableBytes({ readBase(base, $0.baseAddress!, Layout.header, at: 0) }) == SQLITE_OK else {
      return .headerDamaged
    }
    do throws(SealedError) {
      let header = try SealedHeader.proven(of: bytes) { _ in keys }.header
      return header.fileID == keys.fileID ? nil : .unproven
    } catch {
      return error
    }
  }
}

/// Codes that SQLite's header builds with an operator, which Swift can't import.
enum SQLiteCode {
  static let readFailed = SQLITE_IOERR | 1 << 8
  static let shortRead = SQLITE_IOERR | 2 << 8
  static let writeFailed = SQLITE_IOERR | 3 << 8
  static let truncateFailed = SQLITE_IOERR | 6 << 8
  /// What was read isn't what was written.
  static let wrongData = SQLITE_IOERR | 32 << 8
}
