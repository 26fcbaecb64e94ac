import CSQLite
import Crypto
import Foundation
import Testing

@testable import SealedSQLite

/// The vectors and the sample that `check-sealed.py` wrote without our code, and a sample that it reads.
@Suite struct SealedSampleTests {
  private struct Vectors: Decodable {
    let dataKey, fileId, keyId, passphrase, recoveryCode: String
    let subkeys, checkDigits: [String: String]
    let keySlots: [String]
    let header: Header
    let page: Page
    let frame: Frame
    let anchor: AnchorVector
    let inbox: Inbox
    let sample: Sample

    struct Header: Decodable {
      let generation: UInt64
      let sha256, proof: String
      let slotBase64: Data
    }
    struct Page: Decodable {
      let contentSha256: String
      let number: UInt32
      let sealedBase64: Data
    }
    struct Frame: Decodable {
      let header, masked, salts: String
      let page, frame: UInt32
      let sealedBase64: Data
    }
    struct AnchorVector: Decodable {
      let number: UInt64
      let head, bytes: String
    }
    struct Inbox: Decodable {
      let privateKey, publicKey, box, line, record: String
    }
  }

  /// What stands in a sealed sample.
  private struct Sample: Codable {
    var pages = 0
    var frames = 0
    var framesBehind = 0
    var rowsWithoutLog: [Row] = []
    var rows: [Row] = []
  }

  /// What `swift.json` tells of the sample that our code wrote.
  private struct Told: Codable {
    let passphrase, recoveryCode: String
    let pages, frames, framesBehind: Int
    let rowsWithoutLog, rows: [Row]
    let anchor: UInt64
    let head: String
    let lines: [String]
  }

  /// A note: its id, and its text.
  private struct Row: Codable, Equatable {
    let id: Int
    let text: String

    init(_ values: [String?]) throws {
      id = try #require(values.first?.flatMap { Int($0) })
      text = try #require(values.last ?? nil)
    }

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      id = try values.decode(Int.self)
      text = try values.decode(String.self)
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.unkeyedContainer()
      try values.encode(id)
      try values.encode(text)
    }
  }

  private let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/sealed")
  private let vectors: Vectors
  private let dataKey: DataKey
  private let keys: FileKeys
  private let keyID: Identifier

  init() throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    vectors = try decoder.decode(Vectors.self, from: Data(contentsOf: fixtures.appending(path: "vectors.json")))
    dataKey = try #require(DataKey(bytes: Self.bytes(vectors.dataKey)))
    keys = FileKeys(dataKey, fileID: Identifier(bytes: try Self.bytes(vectors.fileId)))
    keyID = Identifier(bytes: try Self.bytes(vectors.keyId))
  }

  /// The bytes that hexadecimal digits stand for.
  private static func bytes(_ hex: String) throws -> [UInt8] {
    let digits = Array(hex.utf8)
    return try stride(from: 0, to: digits.count, by: 2).map {
      try #require(UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16))
    }
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private var page: [UInt8] {
    (0..<Layout.content).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 256) } + Array(repeating: 0, count: 32)
  }

  // MARK: Vectors

  @Test func theSubkeysAreThoseOfTheVectors() {
    #expect(vectors.subkeys.count == 6)
    for (use, wanted) in vectors.subkeys {
      let key = dataKey.key(for: use, salt: use == "inbox/1" ? keyID : keys.fileID)
      #expect(key.withUnsafeBytes { Self.hex($0) } == wanted, "\(use)")
    }
  }

  @Test func theKeySlotsOpen() throws {
    let code = try #require(RecoveryCode(typed: vectors.recoveryCode))
    for (place, (text, phrase)) in zip(vectors.keySlots, [Array(vectors.passphrase.utf8), code.phrase]).enumerated() {
      let bytes = try Self.bytes(text)
      let read = try KeySlot(bytes: bytes[...])
      let slot = try #require(read)
      #expect(slot.bytes == bytes && slot.cost.exponent == 10)
      #expect(try slot.open(phrase: phrase, keyID: keyID, place: place)?.secret == dataKey.secret)
      #expect(try slot.open(phrase: phrase, keyID: keyID, place: place + 1) == nil)
    }
  }

  @Test func theHeaderIsThatOfTheVectors() throws {
    let slot = Array(vectors.header.slotBase64)
    let header = try SealedHeader(slot: slot[...])
    #expect(header.generation == vectors.header.generation)
    #expect(header.fileID == keys.fileID && header.keyID == keyID)
    #expect(Self.hex(header.inboxPublicKey.rawRepresentation) == vectors.inbox.publicKey)
    #expect(Self.hex(try header.inboxKey(dataKey).rawRepresentation) == vectors.inbox.privateKey)
    #expect(SealedHeader.isProven(slot[...], keys))
    // Writing it gives the same bytes, digest and proof with them.
    #expect(header.bytes(keys: keys) == slot)
    #expect(Self.hex(slot[4032..<4064]) == vectors.header.sha256 && Self.hex(slot[4064...]) == vectors.header.proof)
  }

  @Test func thePagesOpen() throws {
    #expect(Self.hex(SHA256.hash(data: page[..<Layout.content])) == vectors.page.contentSha256)
    var clear = [UInt8](repeating: 1, count: Layout.page)
    #expect(
      PageCipher.open(
        Array(vectors.page.sealedBase64), into: &clear, key: keys.database,
        additional: PageCipher.additional(page: vectors.page.number)))
    #expect(clear == page)
    let salts = try Self.bytes(vectors.frame.salts).withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    clear = Array(repeating: 1, count: Layout.page)
    #expect(
      PageCipher.open(
        Array(vectors.frame.sealedBase64), into: &clear, key: keys.log,
        additional: PageCipher.additional(page: vectors.frame.page, salts: salts, frame: vectors.frame.frame)))
    #expect(clear == page)
  }

  @Test func theFrameMaskIsThatOfTheVectors() throws {
    var header = try Self.bytes(vectors.frame.header)
    #expect(PageCipher.mask(&header, key: keys.frameMask))
    #expect(Self.hex(header) == vectors.frame.masked)
    #expect(PageCipher.unmask(&header, key: keys.frameMask))
    #expect(Self.hex(header) == vectors.frame.header)
  }

  @Test func theAnchorIsThatOfTheVectors() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let anchor = Anchor(number: vectors.anchor.number, head: try Self.bytes(vectors.anchor.head))
    try anchor.write(of: folder + "/a", keys: keys)
    #expect(Self.hex(try contents(folder + "/a.anchor")[..<92]) == vectors.anchor.bytes)
    #expect(try Anchor.read(of: fixtures.appending(path: "sample.db").path, keys: keys) == .anchor(anchor))
  }

  @Test func theCheckDigitsAreThoseOfTheVectors() {
    #expect(vectors.checkDigits.count >= 5)
    for (digits, digit) in vectors.checkDigits {
      let read = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ").filter { RecoveryCode(typed: digits + String($0)) != nil }
      #expect(read == Array(digit))
    }
  }

  @Test func theLineOpens() throws {
    let folder = try copy("sample.db")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let header = try SealedHeader(slot: Array(vectors.header.slotBase64)[...])
    #expect(Self.hex(try contents(folder + "/sample.db.inbox")) == vectors.inbox.record)
    var lines: [[UInt8]] = []
    try SealedLines.take(from: folder + "/sample.db", header: header, key: header.inboxKey(dataKey)) {
      lines = $0.lines
      return []
    }
    #expect(lines == [Array(vectors.inbox.line.utf8)])
  }

  // MARK: Samples

  /// A copy of a sample and what is beside it, in a folder of its own.
  private func copy(_ name: String) throws -> String {
    let folder = try temporaryFolder()
    for end in ["", "-cwal", ".anchor", ".inbox"] {
      try FileManager.default.copyItem(
        atPath: fixtures.appending(path: name + end).path, toPath: folder + "/" + name + end)
    }
    return folder
  }

  private func rows(_ path: String, _ keys: FileKeys) throws -> [Row] {
    let vfs = try SealedVFS(name: "sealed-\(Identifier())", over: nil, rules: SealedVFS.Rules())
    vfs.admit(keys, path: path)
    let connection = try Connection(vfs.uri(of: path))
    #expect(try connection.run("PRAGMA integrity_check") == [["ok"]])
    return try connection.run("SELECT id, text FROM note ORDER BY id").map { try Row($0) }
  }

  /// Opens a sample by both phrases, scans it, and reads it with and without its log.
  private func check(_ name: String, _ passphrase: String, _ code: String, _ wanted: Sample) throws {
    let folder = try copy(name)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/" + name
    let header = try SealedHeader.read(at: path)
    let dataKey = try header.unlock(passphrase: Array(passphrase.utf8))
    #expect(try header.unlock(recoveryCode: #require(RecoveryCode(typed: code))).secret == dataKey.secret)
    let keys = try SealedHeader.prove(dataKey, at: path)
    let scan = try SealedFile.scan(path, keys: keys)
    #expect(scan.pages == wanted.pages && scan.damagedPages.isEmpty && !scan.endsInPage)
    #expect(scan.frames == wanted.frames && scan.framesBehind == wanted.framesBehind)
    #expect(try rows(path, keys) == wanted.rows)
    let alone = folder + "/alone.db"
    try FileManager.default.copyItem(atPath: fixtures.appending(path: name).path, toPath: alone)
    #expect(try rows(alone, keys) == wanted.rowsWithoutLog)
  }

  @Test func theSampleThatOurCodeDidNotWriteOpens() throws {
    try check("sample.db", vectors.passphrase, vectors.recoveryCode, vectors.sample)
    #expect(vectors.sample.rows.count == 4 && vectors.sample.rows != vectors.sample.rowsWithoutLog)
  }

  @Test func theSampleThatOurCodeWroteOpens() throws {
    if ProcessInfo.processInfo.environment["COUPLET_REWRITE"] != nil { try writeSample() }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let told = try decoder.decode(Told.self, from: Data(contentsOf: fixtures.appending(path: "swift.json")))
    try check(
      "swift.db", told.passphrase, told.recoveryCode,
      Sample(
        pages: told.pages, frames: told.frames, framesBehind: told.framesBehind, rowsWithoutLog: told.rowsWithoutLog,
        rows: told.rows))
  }

  /// Writes the sample that `check-sealed.py` reads; its keys and nonces are new each time.
  private func writeSample() throws {
    let scratch = try Scratch()
    let (passphrase, code) = ("a passphrase for öthers", RecoveryCode())
    let cost = try #require(KeyCost(exponent: 10))
    var header = scratch.header
    try header.setRecoveryCode(code, for: scratch.dataKey, cost: cost)
    try header.setPassphrase(Array(passphrase.utf8), for: scratch.dataKey, cost: cost)
    try header.update(at: scratch.path, dataKey: scratch.dataKey)
    let query = "SELECT id, text FROM note ORDER BY id"
    let connection = try scratch.open()
    try connection.run(
      """
      CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
      INSERT INTO note (text) VALUES ('tamarind'), ('Grüße, 你好, 🦉'), (hex(zeroblob(4000))), ('');
      PRAGMA wal_checkpoint(TRUNCATE)
      """)
    let before = try connection.run(query).map { try Row($0) }
    try connection.run("INSERT INTO note (text) VALUES ('only in the log')")
    // A transaction that spills: its first frames carry no salts until it is committed.
    try connection.run("PRAGMA cache_size = 3; BEGIN; UPDATE note SET text = 'medlar ' || text WHERE id = 1")
    try connection.run("INSERT INTO note (text) VALUES (hex(zeroblob(5000))); DELETE FROM note WHERE id = 4; COMMIT")
    let after = try connection.run(query).map { try Row($0) }
    let copy = try scratch.afterCrash()
    let anchors = [Anchor(number: 6, head: Array(1...32)), Anchor(number: 7, head: Array(2...33))]
    for anchor in anchors { try anchor.write(of: copy.path, keys: scratch.keys) }
    let lines = ["first", "zweite ü"]
    for line in lines { try SealedLines.append(Array(line.utf8), to: copy.path, header: header) }
    let scan = try SealedFile.scan(copy.path, keys: copy.keys)
    let told = Told(
      passphrase: passphrase, recoveryCode: code.description, pages: scan.pages, frames: scan.frames,
      framesBehind: scan.framesBehind, rowsWithoutLog: before, rows: after, anchor: 7, head: Self.hex(2...33),
      lines: lines)
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try (encoder.encode(told) + Data("\n".utf8)).write(to: fixtures.appending(path: "swift.json"))
    for end in ["", "-cwal", ".anchor", ".inbox"] {
      try Data(contentsOf: URL(filePath: copy.path + end)).write(to: fixtures.appending(path: "swift.db" + end))
    }
  }
}
