import CSQLite
import Crypto
import Foundation

/// Making and reading sealed files as a whole, without a connection.
public enum SealedFile {
  // MARK: Birth

  /// Makes a sealed file out of a database's image; nothing may be there yet.
  ///
  /// - Parameter image: whole pages with 32 reserved bytes, as ``emptyImage()`` and ``image(of:)`` give them.
  public static func create(
    at path: String, header: SealedHeader, dataKey: DataKey, image: [UInt8]
  ) throws(SealedError) {
    guard !image.isEmpty, image.count % Layout.page == 0,
      image[16..<21].elementsEqual([UInt8(Layout.page >> 8), 0, 2, 2, UInt8(Layout.reserve)])
    else {
      throw .impossible("image")
    }
    let descriptor = open(path, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    do throws(SealedError) {
      defer { close(descriptor) }
      try write(to: descriptor, header: header, keys: FileKeys(dataKey, fileID: header.fileID), image: image)
      guard fsync(descriptor) == 0 else { throw .system(call: "fsync", code: errno) }
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Makes a plain file with these bytes; nothing may be there yet.
  public static func createPlain(at path: String, image: [UInt8]) throws(SealedError) {
    let descriptor = open(path, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    do throws(SealedError) {
      defer { close(descriptor) }
      try FileBytes.write(descriptor, at: 0, image)
      guard fsync(descriptor) == 0 else { throw .system(call: "fsync", code: errno) }
    } catch {
      unlink(path)
      throw error
    }
  }

  private static func write(
    to descriptor: Int32, header: SealedHeader, keys: FileKeys, image: [UInt8]
  ) throws(SealedError) {
    let slot = header.bytes(keys: keys)
    try FileBytes.write(descriptor, at: 0, slot + slot)
    var sealed = [UInt8](repeating: 0, count: Layout.page)
    for page in 0..<image.count / Layout.page {
      let isSealed = image.withUnsafeBytes { image in
        sealed.withUnsafeMutableBytes { sealed in
          PageCipher.seal(
            image.baseAddress! + page * Layout.page, into: sealed.baseAddress!, key: keys.database,
            additional: PageCipher.additional(page: UInt32(page + 1)))
        }
      }
      guard isSealed else { throw .impossible("seal") }
      try FileBytes.write(descriptor, at: Layout.header + page * Layout.page, sealed)
    }
  }

  /// The image of a database without tables: WAL mode, incremental vacuum, room for the seal in each page.
  public static func emptyImage() throws(SealedError) -> [UInt8] {
    var image = try image(of: nil, reserve: Layout.reserve)
    setWriteAheadLog(&image)
    return image
  }

  /// The image of a database, laid out for sealing.
  ///
  /// - Parameter connection: a `sqlite3 *`, in no transaction.
  public static func image(of connection: OpaquePointer) throws(SealedError) -> [UInt8] {
    var image = try image(of: connection, reserve: Layout.reserve)
    setWriteAheadLog(&image)
    return image
  }

  /// The image of a database as any program can read it: in clear, and no log asked for.
  ///
  /// The bytes that a seal would take stay free, because SQLite can't give them back.
  ///
  /// - Parameter connection: a `sqlite3 *`, in no transaction.
  public static func plainImage(of connection: OpaquePointer) throws(SealedError) -> [UInt8] {
    try image(of: connection, reserve: nil)
  }

  /// Write and read version 2: WAL, from the first opening on.
  private static func setWriteAheadLog(_ image: inout [UInt8]) { image.replaceSubrange(18..<20, with: [2, 2]) }

  private static func image(of connection: OpaquePointer?, reserve: Int?) throws(SealedError) -> [UInt8] {
    var memory: OpaquePointer?
    defer { sqlite3_close(memory) }
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    guard sqlite3_open_v2(":memory:", &memory, flags, "unix") == SQLITE_OK else { throw .impossible("open") }
    if let connection {
      let backup = sqlite3_backup_init(memory, "main", connection, "main")
      let step = sqlite3_backup_step(backup, -1)
      guard sqlite3_backup_finish(backup) == SQLITE_OK, step == SQLITE_DONE else {
        throw .unsuitableSQLite("the copy into memory failed (\(step))")
      }
    }
    // The size of a page first: setting it takes back what was reserved.
    sqlite3_exec(memory, "PRAGMA page_size = \(Layout.page); PRAGMA auto_vacuum = INCREMENTAL", nil, nil, nil)
    if let reserve {
      var free = Int32(reserve)
      sqlite3_file_control(memory, "main", SQLITE_FCNTL_RESERVE_BYTES, &free)
    }
    guard sqlite3_exec(memory, "VACUUM", nil, nil, nil) == SQLITE_OK else {
      throw .unsuitableSQLite(String(cString: sqlite3_errmsg(memory)))
    }
    // A database without a table is no file at all, not even a first page.
    if connection == nil { sqlite3_exec(memory, "CREATE TABLE t (a); DROP TABLE t", nil, nil, nil) }
    var size: Int64 = 0
    guard let bytes = sqlite3_serialize(memory, "main", &size, 0) else { throw .impossible("serialize") }
    defer {
      memset(bytes, 0, Int(size))
      sqlite3_free(bytes)
    }
    guard bytes[16] == UInt8(Layout.page >> 8), bytes[17] == 0 else {
      throw .unsuitableSQLite("its pages have another size than \(Layout.page)")
    }
    guard size > 0, Int(size) % Layout.page == 0, reserve.map({ bytes[20] == UInt8($0) }) ?? true else {
      throw .unsuitableSQLite("it keeps no bytes free in a page")
    }
    // A copy of a database with a log would ask for one; this one stands alone until it is told otherwise.
    bytes[18] = 1
    bytes[19] = 1
    return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
  }

  // MARK: Scan

  /// What a look at each page found.
  public struct Scan: Equatable, Sendable {
    /// Pages in the file.
    public var pages = 0
    /// Pages that can't be opened, counted from 1.
    public var damagedPages: [UInt32] = []
    /// Whether the file ends in the middle of a page.
    public var endsInPage = false
    /// Frames in the log from its beginning to the first that can't be opened.
    public var frames = 0
    /// Frames from there to the end of the log; some are normal after a crash or a fresh start of the log.
    public var framesBehind = 0
  }

  /// Opens every page of a file and every frame of its log, with no connection of this process on the file.
  ///
  /// - Parameter range: the pages to look at; all of them when left out.
  public static func scan(
    _ path: String, keys: FileKeys, pages range: ClosedRange<UInt32>? = nil
  ) throws(SealedError) -> Scan {
    var scan = Scan()
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size >= Layout.header else { throw .notSealed }
    scan.pages = (size - Layout.header) / Layout.page
    scan.endsInPage = (size - Layout.header) % Layout.page != 0
    let last = UInt32(scan.pages)
    if let (first, end) = range.map({ ($0.lowerBound, min($0.upperBound, last)) }) ?? (last > 0 ? (1, last) : nil),
      first <= end
    {
      for page in first...end where page != Layout.lockBytePage {
        let offset = Layout.header + Int(page - 1) * Layout.page
        let bytes = try FileBytes.read(descriptor, at: offset, count: Layout.page)
        let additional = PageCipher.additional(page: page)
        if !isWhole(bytes, key: keys.database, additional) { scan.damagedPages.append(page) }
      }
    }
    try scanLog(of: path, keys: keys, into: &scan)
    return scan
  }

  private static func isWhole(_ bytes: [UInt8], key: SymmetricKey, _ additional: [UInt8]) -> Bool {
    guard bytes.count == Layout.page else { return false }
    return withUnsafeTemporaryAllocation(byteCount: Layout.page, alignment: 16) { clear in
      defer { clear.initializeMemory(as: UInt8.self, repeating: 0) }
      return bytes.withUnsafeBytes {
        PageCipher.open($0.baseAddress!, into: clear.baseAddress!, key: key, additional: additional)
      }
    }
  }

  private static func scanLog(of path: String, keys: FileKeys, into scan: inout Scan) throws(SealedError) {
    let descriptor = open(SealedVFS.log(of: path), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return }
      throw .system(call: "open", code: errno)
    }
    defer { close(descriptor) }
    let header = try FileBytes.read(descriptor, at: 0, count: Layout.logHeader)
    guard header.count == Layout.logHeader else { return }
    let salts = header.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 16, as: UInt64.self) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    let frames = (size - Layout.logHeader) / Layout.frame
    while scan.frames < frames {
      let offset = Layout.logHeader + scan.frames * Layout.frame
      var bytes = try FileBytes.read(descriptor, at: offset, count: Layout.frame)
      let isMasked = bytes.withUnsafeMutableBytes { PageCipher.unmask($0.baseAddress!, key: keys.frameMask) }
      let page = bytes.withUnsafeBytes { UInt32(bigEndianAt: $0.baseAddress!) }
      let additional = PageCipher.additional(page: page, salts: salts, frame: UInt32(scan.frames))
      guard isMasked, isWhole(Array(bytes[Layout.frameHeader...]), key: keys.log, additional) else { break }
      scan.frames += 1
    }
    scan.framesBehind = frames - scan.frames
  }
}
