public import Crypto
import Foundation

/// What stands before the pages: ids, wrapped keys, and the public key to which lines are sealed while the file is locked.
///
/// Two slots hold it, so that an update that is cut off leaves the one before it.
public struct SealedHeader: Equatable, Sendable {
  static let magic = Array("SealedSQLite\r\n\u{1A}\n".utf8)
  /// The version of the format that this code writes, and the oldest reader of what it writes.
  static let format: UInt16 = 1
  private static let cipher: UInt8 = 1
  static let keySlots = 8
  private static let slotsStart = 256
  private static let labelsStart = slotsStart + keySlots * KeySlot.length
  static let digestStart = 4032
  static let proofStart = 4064

  /// Counts the updates.
  let generation: UInt64
  /// Names this file: a copy made by the program gets another one.
  public let fileID: Identifier
  /// Names the data key: copies under the same key share it.
  public let keyID: Identifier
  /// The public key of ``inboxKey(_:)``.
  public let inboxPublicKey: Curve25519.KeyAgreement.PublicKey
  private let wrappedInboxKey: [UInt8]
  private var slots: [KeySlot?]
  /// What says whose a slot is, sealed; empty where nothing does.
  private var labels: [[UInt8]]

  /// The header of a new data key, which nothing opens yet.
  public init(_ dataKey: DataKey) throws(SealedError) {
    generation = 1
    fileID = Identifier()
    keyID = Identifier()
    let secret = Curve25519.KeyAgreement.PrivateKey()
    inboxPublicKey = secret.publicKey
    let box = try? AES.GCM.seal(secret.rawRepresentation, using: dataKey.key(for: "inbox/1", salt: keyID))
    guard let combined = box?.combined else { throw .impossible("wrap") }
    wrappedInboxKey = Array(combined)
    slots = Array(repeating: nil, count: Self.keySlots)
    labels = Array(repeating: [], count: Self.keySlots)
  }

  private init(
    generation: UInt64, fileID: Identifier, of other: SealedHeader
  ) {
    self.generation = generation
    self.fileID = fileID
    keyID = other.keyID
    inboxPublicKey = other.inboxPublicKey
    wrappedInboxKey = other.wrappedInboxKey
    slots = other.slots
    labels = other.labels
  }

  /// The header of a copy: the same keys open it, but no page of one file passes for a page of the other.
  public func forCopy() -> SealedHeader { SealedHeader(generation: 1, fileID: Identifier(), of: self) }

  /// Two headers are equal where all that they say is written with the same bytes.
  public static func == (left: SealedHeader, right: SealedHeader) -> Bool { left.body == right.body }

  // MARK: Keys

  /// The data key, by a passphrase in whatever form it was set.
  ///
  /// - Throws: `wrongKey` when no slot opens.
  public func unlock(passphrase: [UInt8]) throws(SealedError) -> DataKey {
    guard !passphrase.isEmpty else { throw .emptyPassphrase }
    for form in Passphrase(passphrase).forms {
      if let dataKey = try open(form, [.passphrase]) { return dataKey }
    }
    throw .wrongKey
  }

  /// The data key, by a recovery code or a colleague's.
  ///
  /// - Throws: `wrongKey` when no slot opens.
  public func unlock(recoveryCode: RecoveryCode) throws(SealedError) -> DataKey {
    guard let dataKey = try open(recoveryCode.phrase, KeySlot.Kind.codes) else { throw .wrongKey }
    return dataKey
  }

  private func open(_ phrase: [UInt8], _ kinds: [KeySlot.Kind]) throws(SealedError) -> DataKey? {
    for (place, slot) in slots.enumerated() {
      guard let slot, kinds.contains(slot.kind) else { continue }
      if let dataKey = try slot.open(phrase: phrase, keyID: keyID, place: place) { return dataKey }
    }
    return nil
  }

  /// Puts one passphrase in the place of all others.
  public mutating func setPassphrase(
    _ passphrase: [UInt8], for dataKey: DataKey, cost: KeyCost
  ) throws(SealedError) {
    guard !passphrase.isEmpty else { throw .emptyPassphrase }
    try set(Passphrase(passphrase).bytes, .passphrase, for: dataKey, cost: cost)
  }

  /// Puts one recovery code in the place of all others; without one no code opens the file any more.
  public mutating func setRecoveryCode(
    _ code: RecoveryCode?, for dataKey: DataKey, cost: KeyCost
  ) throws(SealedError) {
    if let code { return try set(code.phrase, .recoveryCode, for: dataKey, cost: cost) }
    slots = slots.map { $0?.kind == .recoveryCode ? nil : $0 }
  }

  /// Lets a code of another person's open the file too.
  ///
  /// - Parameter label: whose it is, in at most ``SlotLabel/longest`` bytes.
  /// - Throws: `noFreeSlot` where there are two such codes already.
  public mutating func addColleague(
    _ label: String, code: RecoveryCode, for dataKey: DataKey, cost: KeyCost
  ) throws(SealedError) {
    guard slots.count(where: { $0?.kind == .colleague }) < KeySlot.mostOfAKind,
      let place = slots.firstIndex(where: { $0 == nil })
    else { throw .noFreeSlot }
    let slot = try KeySlot(dataKey, phrase: code.phrase, kind: .colleague, cost: cost, keyID: keyID, place: place)
    labels[place] = try SlotLabel.seal(label, dataKey, keyID: keyID, place: place, salt: slot.salt)
    slots[place] = slot
  }

  /// Whose codes open the file besides the counselor's own; empty where a label doesn't open, which is damage.
  public func colleagues(_ dataKey: DataKey) -> [String] {
    slots.enumerated().compactMap { place, slot in
      guard let slot, slot.kind == .colleague else { return nil }
      return SlotLabel.open(labels[place], dataKey, keyID: keyID, place: place, salt: slot.salt) ?? ""
    }
  }

  /// Lets a colleague's code open the file no more.
  ///
  /// - Returns: whether there was one of that label.
  public mutating func removeColleague(_ label: String, for dataKey: DataKey) -> Bool {
    let places = slots.indices.filter { place in
      guard let slot = slots[place], slot.kind == .colleague else { return false }
      return SlotLabel.open(labels[place], dataKey, keyID: keyID, place: place, salt: slot.salt) ?? "" == label
    }
    for place in places { (slots[place], labels[place]) = (nil, []) }
    return !places.isEmpty
  }

  private mutating func set(
    _ phrase: [UInt8], _ kind: KeySlot.Kind, for dataKey: DataKey, cost: KeyCost
  ) throws(SealedError) {
    var kept = slots.map { $0?.kind == kind ? nil : $0 }
    guard let place = kept.firstIndex(where: { $0 == nil }) else { throw .noFreeSlot }
    kept[place] = try KeySlot(dataKey, phrase: phrase, kind: kind, cost: cost, keyID: keyID, place: place)
    slots = kept
  }

  /// Whether a recovery code opens the file.
  public var hasRecoveryCode: Bool { slots.contains { $0?.kind == .recoveryCode } }

  /// How much work one try of each passphrase takes.
  public var passphraseCosts: [KeyCost] { slots.compactMap { $0?.kind == .passphrase ? $0?.cost : nil } }

  /// Wraps the data key anew under a passphrase that opens a slot of less cost, in the same slot.
  ///
  /// - Returns: whether there was such a slot.
  public mutating func raiseCost(
    ofPassphrase passphrase: [UInt8], for dataKey: DataKey, to cost: KeyCost
  ) throws(SealedError) -> Bool {
    var isRaised = false
    let passphrase = Passphrase(passphrase)
    for (place, slot) in slots.enumerated() {
      guard let slot, slot.kind == .passphrase, slot.cost < cost else { continue }
      for form in passphrase.forms where try slot.open(phrase: form, keyID: keyID, place: place) != nil {
        slots[place] = try KeySlot(
          dataKey, phrase: passphrase.bytes, kind: .passphrase, cost: cost, keyID: keyID, place: place)
        isRaised = true
        break
      }
    }
    return isRaised
  }

  /// The private key for what was sealed while the file was locked.
  public func inboxKey(_ dataKey: DataKey) throws(SealedError) -> Curve25519.KeyAgreement.PrivateKey {
    guard let box = try? AES.GCM.SealedBox(combined: wrappedInboxKey),
      let secret = try? AES.GCM.open(box, using: dataKey.key(for: "inbox/1", salt: keyID)),
      let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret)
    else { throw .unproven }
    return key
  }

  // MARK: Bytes

  private var body: [UInt8] {
    var bytes = Self.magic + Self.format.bytes + Self.format.bytes + UInt32(Layout.page).bytes
    bytes += [UInt8(Layout.reserve), Self.cipher, 0, 0] + generation.bytes + fileID.bytes + keyID.bytes
    bytes += Array(inboxPublicKey.rawRepresentation) + wrappedInboxKey
    bytes += Array(repeating: 0, count: Self.slotsStart - bytes.count)
    for slot in slots { bytes += slot?.bytes ?? Array(repeating: 0, count: KeySlot.length) }
    for label in labels { bytes += label.isEmpty ? Array(repeating: 0, count: SlotLabel.length) : label }
    return bytes + Array(repeating: 0, count: Self.digestStart - bytes.count)
  }

  /// The 4,096 bytes of a slot: the content, its SHA-256, and an HMAC that proves the key.
  func bytes(keys: FileKeys) -> [UInt8] {
    var bytes = body
    bytes += Array(SHA256.hash(data: bytes))
    return bytes + Array(HMAC<SHA256>.authenticationCode(for: bytes, using: keys.header))
  }

  /// Reads one slot.
  init(slot bytes: ArraySlice<UInt8>) throws(SealedError) {
    let bytes = Array(bytes)
    guard bytes.count == Layout.slot, bytes.starts(with: Self.magic) else { throw .notSealed }
    guard bytes[Self.digestStart..<Self.proofStart].elementsEqual(SHA256.hash(data: bytes[..<Self.digestStart])) else {
      throw .headerDamaged
    }
    let numbers = bytes.withUnsafeBytes { all in
      (
        reader: UInt16(bigEndianAt: all.baseAddress! + 18), page: UInt32(bigEndianAt: all.baseAddress! + 20),
        generation: UInt64(bigEndianAt: all.baseAddress! + 28)
      )
    }
    guard numbers.reader <= Self.format, numbers.page == Layout.page, bytes[24] == UInt8(Layout.reserve),
      bytes[25] == Self.cipher
    else { throw .newerFormat }
    generation = numbers.generation
    fileID = Identifier(bytes: Array(bytes[36..<52]))
    keyID = Identifier(bytes: Array(bytes[52..<68]))
    guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes[68..<100]) else {
      throw .headerDamaged
    }
    inboxPublicKey = key
    wrappedInboxKey = Array(bytes[100..<160])
    slots = []
    for start in stride(from: Self.slotsStart, to: Self.labelsStart, by: KeySlot.length) {
      slots.append(try KeySlot(bytes: bytes[start..<start + KeySlot.length]))
    }
    let kinds = slots.compactMap { $0?.kind }
    guard kinds.allSatisfy({ kind in kinds.count { $0 == kind } <= KeySlot.mostOfAKind }) else { throw .tooMuchWork }
    labels = (0..<Self.keySlots).map { place in
      let start = Self.labelsStart + place * SlotLabel.length
      let box = bytes[start..<start + SlotLabel.length]
      return box.allSatisfy { $0 == 0 } ? [] : Array(box)
    }
  }

  /// Reads both slots and gives the newest one that is whole, with its bytes.
  static func newest(of bytes: [UInt8]) throws(SealedError) -> (header: SealedHeader, bytes: ArraySlice<UInt8>) {
    guard bytes.count == Layout.header else { throw .notSealed }
    var found: (header: SealedHeader, bytes: ArraySlice<UInt8>)?
    var worst = SealedError.notSealed
    for slot in [bytes[..<Layout.slot], bytes[Layout.slot...]] {
      do throws(SealedError) {
        let header = try SealedHeader(slot: slot)
        if header.generation > found?.header.generation ?? 0 { found = (header, slot) }
      } catch {
        if error != .notSealed { worst = error }
      }
    }
    guard let found else { throw worst }
    return found
  }

  /// Reads both slots and gives the newest one that the keys prove: the proof stands outside the digest, so a slot that
  /// looks whole may be damaged there.
  static func proven(
    of bytes: [UInt8], _ keys: (Identifier) -> FileKeys
  ) throws(SealedError) -> (header: SealedHeader, keys: FileKeys) {
    let newest = try newest(of: bytes).bytes
    let other = newest.startIndex == 0 ? bytes[Layout.slot...] : bytes[..<Layout.slot]
    for slot in [newest, other] {
      guard let header = try? SealedHeader(slot: slot) else { continue }
      let keys = keys(header.fileID)
      if isProven(slot, keys) { return (header, keys) }
    }
    throw .unproven
  }

  /// Whether the bytes of a slot were written under these keys.
  static func isProven(_ bytes: ArraySlice<UInt8>, _ keys: FileKeys) -> Bool {
    let start = bytes.startIndex
    return HMAC<SHA256>.isValidAuthenticationCode(
      bytes[(start + proofStart)...], authenticating: bytes[start..<start + proofStart], using: keys.header)
  }

  // MARK: Files

  /// Reads the header of a file that no connection of this process has open: closing any descriptor of a file drops
  /// the locks that SQLite holds on it.
  public static func read(at path: String) throws(SealedError) -> SealedHeader {
    try newest(of: try readSlots(at: path)).header
  }

  /// The file's keys under a data key, proven against its header.
  public static func prove(_ dataKey: DataKey, at path: String) throws(SealedError) -> FileKeys {
    try proven(of: try readSlots(at: path)) { FileKeys(dataKey, fileID: $0) }.keys
  }

  /// Which of the two slots are whole, proven by the key and of the newest generation, for a check.
  public static func wholeSlots(at path: String, keys: FileKeys) throws(SealedError) -> [Bool] {
    let bytes = try readSlots(at: path)
    guard bytes.count == Layout.header else { throw .notSealed }
    let slots = [bytes[..<Layout.slot], bytes[Layout.slot...]]
    let generations = slots.map { isProven($0, keys) ? (try? SealedHeader(slot: $0))?.generation : nil }
    let newest = generations.compactMap(\.self).max()
    return generations.map { $0 != nil && $0 == newest }
  }

  /// Which of two headers a file has, after an update that failed.
  public enum Standing: Sendable {
    /// The one before the update, proven: nothing that the update was to bring opens anything.
    case former
    /// The new one.
    case new
    /// It can't be read, or is neither.
    case unknown
  }

  /// Reads back which of two headers a file has: the one that was there, or this one, which was to take its place.
  public func standing(at path: String, dataKey: DataKey, former: SealedHeader) -> Standing {
    guard let bytes = try? Self.readSlots(at: path),
      let found = try? Self.proven(of: bytes, { FileKeys(dataKey, fileID: $0) }).header
    else { return .unknown }
    func isAlike(_ other: SealedHeader) -> Bool { found.slots == other.slots && found.labels == other.labels }
    return isAlike(self) ? .new : isAlike(former) ? .former : .unknown
  }

  /// Whether a recovery code opens either copy of a file's header; nil where neither can be read.
  public static func isOpened(_ path: String, by code: RecoveryCode) -> Bool? {
    guard let bytes = try? readSlots(at: path), bytes.count == Layout.header else { return nil }
    let whole = [bytes[..<Layout.slot], bytes[Layout.slot...]].compactMap { try? SealedHeader(slot: $0) }
    guard !whole.isEmpty else { return nil }
    return whole.contains { (try? $0.unlock(recoveryCode: code)) != nil }
  }

  private static func readSlots(at path: String) throws(SealedError) -> [UInt8] {
    try FileBytes.read(path, count: Layout.header)
  }

  /// Writes this header as the next generation into a file that no connection of this process has open.
  ///
  /// The older slot goes first and is read back, so that one slot is whole at each moment.
  public func update(at path: String, dataKey: DataKey) throws(SealedError) {
    let slots = try Self.readSlots(at: path)
    let keys = FileKeys(dataKey, fileID: fileID)
    let current = try Self.proven(of: slots) { _ in keys }.header
    guard current.fileID == fileID else { throw .unproven }
    let next = SealedHeader(generation: current.generation + 1, fileID: fileID, of: self).bytes(keys: keys)
    let first = slots[..<Layout.slot]
    let isFirstGood =
      (try? SealedHeader(slot: first))?.generation == current.generation && Self.isProven(first, keys)
    let older = isFirstGood ? 1 : 0
    try FileBytes.overwrite(path, at: older * Layout.slot, with: next)
    try FileBytes.overwrite(path, at: (1 - older) * Layout.slot, with: next)
  }
}
