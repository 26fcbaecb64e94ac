import Crypto
import CryptoExtras
import Foundation

/// How much work it takes to try one passphrase: scrypt's parameters.
public struct KeyCost: Comparable, Sendable {
  /// The binary logarithm of scrypt's N, 10 to 20.
  public let exponent: UInt8
  let blockSize: UInt8 = 8
  let parallelism: UInt8 = 1

  /// What a reader takes: one try at 1 GiB is the most, as more is no passphrase's cost but a way to keep a machine busy.
  static let range = 10...20

  /// A cost; nil outside 10 to 20.
  public init?(exponent: Int) {
    guard Self.range.contains(exponent) else { return nil }
    self.exponent = UInt8(exponent)
  }

  /// The least that a new file's passphrase costs, however slow or busy the machine is that makes it: 128 MiB, a third of
  /// a second on a machine of today.
  public static let usual = KeyCost(exponent: 17)!
  /// The most that is asked for: 256 MiB.
  public static let most = KeyCost(exponent: 18)!

  /// The largest cost from ``usual`` to ``most`` that this machine does in half a second, and ``usual`` where it does none.
  ///
  /// - Parameter time: how long one try takes at a cost.
  public static func measured(
    _ time: (KeyCost) throws(SealedError) -> Duration = tried
  ) throws(SealedError) -> KeyCost {
    var cost = usual
    // Time doubles with each step. A measurement raises the cost only: who is busy for a moment has the file for years.
    var expected = try time(cost)
    while cost < most, expected * 2 < .milliseconds(500) {
      cost = KeyCost(exponent: Int(cost.exponent) + 1)!
      expected *= 2
    }
    return cost
  }

  /// How long one try takes here.
  public static func tried(_ cost: KeyCost) throws(SealedError) -> Duration {
    let clock = ContinuousClock()
    let start = clock.now
    _ = try KeySlot.stretch(Array("time".utf8), salt: Array(repeating: 0, count: 16), cost)
    return clock.now - start
  }

  /// Memory that one try takes, in MiB.
  public var mebibytes: Int { 1 << (Int(exponent) - 10) }

  /// The cheaper one comes first.
  public static func < (left: KeyCost, right: KeyCost) -> Bool { left.exponent < right.exponent }
}

/// A data key wrapped under one passphrase or recovery code.
struct KeySlot: Equatable, Sendable {
  /// What opens it.
  enum Kind: UInt8, Sendable {
    case passphrase = 1
    case recoveryCode = 2
    /// A code of another person's, with a label that says whose.
    case colleague = 3

    /// The codes for paper.
    static let codes = [recoveryCode, colleague]
  }

  /// Slots of one kind at most: each costs a try.
  static let mostOfAKind = 2

  /// Bytes that a slot takes in the header.
  static let length = 128
  static let saltLength = 16

  let kind: Kind
  let cost: KeyCost
  let salt: [UInt8]
  /// Nonce, wrapped key, tag.
  let wrapped: [UInt8]

  /// Wraps a data key; the slot's place and everything that stretches the phrase are bound to it.
  init(
    _ dataKey: DataKey, phrase: [UInt8], kind: Kind, cost: KeyCost, keyID: Identifier, place: Int
  ) throws(SealedError) {
    self.kind = kind
    self.cost = cost
    salt = Identifier().bytes
    let key = try Self.stretch(phrase, salt: salt, cost)
    let box = try? AES.GCM.seal(
      dataKey.secret.withUnsafeBytes { Data($0) }, using: key,
      authenticating: Self.additional(kind, cost, salt, keyID, place))
    guard let combined = box?.combined else { throw .impossible("wrap") }
    wrapped = Array(combined)
  }

  /// Reads a slot; nil for an empty one or one that can't be.
  ///
  /// - Throws: `tooMuchWork` for a cost that no program gives.
  init?(bytes: ArraySlice<UInt8>) throws(SealedError) {
    let bytes = Array(bytes)
    guard let kind = Kind(rawValue: bytes[0]) else { return nil }
    guard Int(bytes[1]) <= KeyCost.range.upperBound else { throw .tooMuchWork }
    guard let cost = KeyCost(exponent: Int(bytes[1])), bytes[2] == cost.blockSize, bytes[3] == cost.parallelism else {
      return nil
    }
    self.kind = kind
    self.cost = cost
    salt = Array(bytes[4..<20])
    wrapped = Array(bytes[20..<80])
  }

  var bytes: [UInt8] {
    let used = [kind.rawValue, cost.exponent, cost.blockSize, cost.parallelism] + salt + wrapped
    return used + Array(repeating: 0, count: Self.length - used.count)
  }

  /// The data key, nil when the phrase isn't this slot's.
  func open(phrase: [UInt8], keyID: Identifier, place: Int) throws(SealedError) -> DataKey? {
    let key = try Self.stretch(phrase, salt: salt, cost)
    guard let box = try? AES.GCM.SealedBox(combined: wrapped),
      let secret = try? AES.GCM.open(
        box, using: key, authenticating: Self.additional(kind, cost, salt, keyID, place))
    else { return nil }
    return DataKey(bytes: secret)
  }

  static func stretch(_ phrase: [UInt8], salt: [UInt8], _ cost: KeyCost) throws(SealedError) -> SymmetricKey {
    do {
      return try KDF.Scrypt.deriveKey(
        from: phrase, salt: salt, outputByteCount: 32, rounds: 1 << Int(cost.exponent),
        blockSize: Int(cost.blockSize), parallelism: Int(cost.parallelism))
    } catch {
      // Its parameters are in range, so that nothing else can fail than getting the memory.
      throw .noMemory(mebibytes: cost.mebibytes)
    }
  }

  private static func additional(
    _ kind: Kind, _ cost: KeyCost, _ salt: [UInt8], _ keyID: Identifier, _ place: Int
  ) -> [UInt8] {
    Array("KEY1".utf8) + keyID.bytes
      + [UInt8(place), kind.rawValue, cost.exponent, cost.blockSize, cost.parallelism] + salt
  }
}
