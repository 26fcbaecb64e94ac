import CSQLite
import Crypto
import FaultLayer
import Foundation
import SealedSQLite

/// A folder with one sealed file in it, opened through the page layer over the fault layer.
final class Scene {
  let folder: String
  let dataKey: DataKey
  let header: SealedHeader
  let keys: FileKeys
  let vfs: SealedVFS
  private let isOwner: Bool

  /// Whether the file is an ordinary one without the page layer, to see what SQLite does by itself.
  nonisolated(unsafe) static var isStock = false

  /// The name by which a connection opens the file.
  var uri: String { Self.isStock ? "file:\(path)?vfs=\(FaultVFS.name)" : vfs.uri(of: path) }

  var path: String { folder + "/notes.db" }
  var log: String { Self.isStock ? path + "-wal" : SealedVFS.log(of: path) }

  /// A new folder with a new file, whose data key follows from the seed.
  ///
  /// - Parameter original: a scene whose data key the new file shares, as a copy does.
  init(seed: UInt64, vfs: SealedVFS, copyOf original: Scene? = nil) throws {
    folder = try Self.newFolder()
    isOwner = true
    self.vfs = vfs
    dataKey = try Self.dataKey(seed)
    header = try original?.header.forCopy() ?? SealedHeader(dataKey)
    keys = FileKeys(dataKey, fileID: header.fileID)
    let plain = try Connection(":memory:")
    try plain.run(Workload.schema)
    guard let handle = plain.handle else { throw Problem("no database in memory") }
    let image = try SealedFile.image(of: handle)
    try SealedFile.create(at: path, header: header, dataKey: dataKey, image: image)
    vfs.admit(keys, path: path)
    if Self.isStock { Self.write(image, to: path) }
  }

  /// The file that another process has made.
  init(folder: String, seed: UInt64, vfs: SealedVFS) throws {
    self.folder = folder
    isOwner = false
    self.vfs = vfs
    dataKey = try Self.dataKey(seed)
    let path = folder + "/notes.db"
    header = try SealedHeader.read(at: path)
    keys = try SealedHeader.prove(dataKey, at: path)
    vfs.admit(keys, path: path)
  }

  /// A place for the files of another scene.
  init(at folder: String, like other: Scene) {
    self.folder = folder
    isOwner = false
    vfs = other.vfs
    dataKey = other.dataKey
    header = other.header
    keys = other.keys
    vfs.admit(keys, path: path)
  }

  deinit { if isOwner { try? FileManager.default.removeItem(atPath: folder) } }

  static func dataKey(_ seed: UInt64) throws -> DataKey {
    let bytes = withUnsafeBytes(of: seed) { SHA256.hash(data: $0) }
    guard let key = DataKey(bytes: bytes) else { throw SealedError.wrongKey }
    return key
  }

  /// A folder in memory where the system has one, so that the disk isn't what is measured.
  static func newFolder() throws -> String {
    let memory = "/dev/shm"
    let parent = access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
    var template = Array("\(parent)/fault-suite-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SealedError.system(call: "mkdtemp", code: errno) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A connection through both layers.
  func open() throws -> Connection { try Connection(uri) }

  /// What stands for the end of the chain of saves.
  static func head(_ number: Int) -> [UInt8] { Array(repeating: UInt8(truncatingIfNeeded: number), count: 32) }

  /// Writes the anchor of a transaction, as is done before it is acknowledged.
  func anchor(_ number: Int) throws(SealedError) {
    try Anchor(number: UInt64(number), head: Self.head(number)).write(of: path, keys: keys)
  }

  // MARK: Files

  /// The bytes of the database and of what stands beside it.
  struct Files {
    var main: [UInt8]
    var log: [UInt8]?
    var anchor: [UInt8]?
    /// Frames of the log that stand in the database already.
    var backfilled = 0
  }

  /// Reads the files, also while a connection of this process alone is open.
  func files() -> Files {
    let shared = Self.read(path + "-shm") ?? []
    let backfilled = shared.count < 100 ? 0 : shared.withUnsafeBytes { $0.load(fromByteOffset: 96, as: UInt32.self) }
    return Files(
      main: Self.read(path) ?? [], log: Self.read(log), anchor: Self.read(Anchor.path(of: path)),
      backfilled: Int(backfilled))
  }

  /// Puts files in the place of what is there.
  func put(_ files: Files) {
    unlink(path + "-shm")
    Self.write(files.main, to: path)
    Self.write(files.log, to: log)
    Self.write(files.anchor, to: Anchor.path(of: path))
  }

  static func read(_ path: String) -> [UInt8]? {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, size, 0))
    }
  }

  /// Writes a file again, or removes it when there is nothing.
  static func write(_ bytes: [UInt8]?, to path: String) {
    unlink(path)
    guard let bytes else { return }
    let descriptor = Foundation.open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }
}
