import CSystemCall
import Crypto
import Foundation

/// The kernel's keyring, which holds an unlocked file's data key for a while.
public enum Keyring {
  /// How long a key stays: it goes after the idle time without use, and at the cap in any case; in seconds.
  public struct Stay: Equatable, Sendable {
    /// Seconds without use.
    public let idle: Int
    /// Seconds in all.
    public let cap: Int

    /// A stay.
    public init(idle: Int, cap: Int) {
      self.idle = idle
      self.cap = cap
    }

    /// An hour, which is longer than a session, and a working day.
    public static let usual = Stay(idle: 3600, cap: 8 * 3600)
  }

  /// A key that was found.
  public struct Held: Sendable {
    /// What was held.
    public let dataKey: DataKey
    /// Seconds until the cap, by whichever clock is nearer to it.
    public let remaining: Int
    /// The idle time in seconds.
    public let idle: Int
  }

  /// What a use of the keyring comes to.
  public enum Failure: Error, Equatable, Sendable {
    /// There is no keyring here: another system, or a container that forbids it.
    case unavailable
    case system(code: Int32)
  }

  private static let userKeyring = -4
  /// One that nobody else sees, and that goes with the process.
  private static let ownKeyring = -2
  /// The data key, both ends and the idle time.
  private static let payloadLength = 32 + 8 + 4 + 8
  /// All rights for the possessor and for the user: with the usual mask another terminal of the same user could
  /// neither read nor lock.
  private static let mask = 0x3f3f_0000

  private enum Operation: Int {
    case revoke = 3
    case update = 2
    case setPermissions = 5
    case link = 8
    case search = 10
    case read = 11
    case setTimeout = 15
    case unlink = 9
  }

  /// One call of keyctl; numbers and the addresses of texts and buffers are alike to it.
  private static func control(
    _ operation: Operation, _ first: Int, _ second: Int = 0, _ third: Int = 0, _ fourth: Int = 0
  ) throws(Failure) -> Int {
    let result = system_call(system_call_keyctl(), operation.rawValue, first, second, third, fourth)
    guard result >= 0 else { throw failure(errno) }
    return result
  }

  private static func failure(_ code: Int32) -> Failure {
    [ENOSYS, EPERM, EOPNOTSUPP].contains(code) ? .unavailable : .system(code: code)
  }

  /// The key's serial number, nil when there is none.
  private static func serial(of keyID: Identifier) throws(Failure) -> Int? {
    let description = Array("sealed-sqlite:\(keyID)".utf8CString)
    do throws(Failure) {
      return try search(description)
    } catch .system(let code) where [ENOKEY, EKEYEXPIRED, EKEYREVOKED].contains(code) {
      return nil
    }
  }

  private static func search(_ description: [CChar]) throws(Failure) -> Int {
    var result = Result<Int, Failure>.failure(.unavailable)
    "user".withCString { type in
      description.withUnsafeBufferPointer { name in
        do throws(Failure) {
          result = .success(
            try control(.search, userKeyring, Int(bitPattern: type), Int(bitPattern: name.baseAddress!)))
        } catch { result = .failure(error) }
      }
    }
    return try result.get()
  }

  /// Whether the system has a keyring that this process may use.
  public static func isAvailable() -> Bool {
    do throws(Failure) {
      _ = try serial(of: Identifier())
      return true
    } catch {
      return false
    }
  }

  // MARK: Use

  /// Seconds since the machine was started, those asleep with them: no one sets this clock.
  public static var uptime: Int {
    var time = timespec()
    #if os(Linux)
      clock_gettime(CLOCK_BOOTTIME, &time)
    #else
      clock_gettime(CLOCK_MONOTONIC, &time)
    #endif
    return time.tv_sec
  }

  /// Puts a data key into the keyring.
  ///
  /// It is made in a keyring that goes with the process, and gets into the user's own when it has an end: a kill at any
  /// moment leaves no key without one. An update of a key that has an end would take that away.
  ///
  /// - Parameters:
  ///   - now: seconds of the system's clock, from which the cap counts.
  ///   - uptime: seconds of the clock that can't be set, from which it counts too.
  public static func keep(
    _ dataKey: DataKey, keyID: Identifier, stay: Stay, now: Int, uptime: Int = Keyring.uptime
  ) throws(Failure) {
    // The kernel takes 0 for no time-out at all.
    guard stay.idle > 0, stay.cap > 0 else { throw .system(code: EINVAL) }
    var payload =
      dataKey.secret.withUnsafeBytes { Array($0) } + UInt64(now + stay.cap).bytes + UInt32(stay.idle).bytes
      + UInt64(uptime + stay.cap).bytes
    defer { for place in payload.indices { payload[place] = 0 } }
    let serial = try add(payload, keyID)
    defer { _ = try? control(.unlink, serial, ownKeyring) }
    do throws(Failure) {
      _ = try control(.setTimeout, serial, min(stay.idle, stay.cap))
      _ = try control(.setPermissions, serial, mask)
      // It takes the place of one that was there under this name.
      _ = try control(.link, serial, userKeyring)
    } catch {
      _ = try? control(.revoke, serial)
      throw error
    }
  }

  /// Puts bytes into the keyring that goes with the process.
  static func add(_ payload: [UInt8], _ keyID: Identifier) throws(Failure) -> Int {
    let description = Array("sealed-sqlite:\(keyID)".utf8CString)
    var serial = -1
    var code: Int32 = 0
    "user".withCString { type in
      description.withUnsafeBufferPointer { name in
        payload.withUnsafeBytes { bytes in
          serial = system_call(
            system_call_add_key(), Int(bitPattern: type), Int(bitPattern: name.baseAddress!),
            Int(bitPattern: bytes.baseAddress!), bytes.count, ownKeyring)
          code = errno
        }
      }
    }
    guard serial >= 0 else { throw failure(code) }
    return serial
  }

  /// The data key of that id, nil when the file is locked.
  ///
  /// - Parameter renewing: whether this is a use, which begins the idle time again.
  public static func find(
    _ keyID: Identifier, now: Int, uptime: Int = Keyring.uptime, renewing: Bool = true
  ) throws(Failure) -> Held? {
    guard let serial = try serial(of: keyID) else { return nil }
    // One byte more than it may have, so that a longer one is noticed.
    var payload = [UInt8](repeating: 0, count: payloadLength + 1)
    defer { for place in payload.indices { payload[place] = 0 } }
    var length = 0
    do throws(Failure) {
      length = try read(serial, into: &payload)
    } catch .system(let code) where [ENOKEY, EKEYEXPIRED, EKEYREVOKED].contains(code) {
      return nil
    }
    // What another version put there has no end by both clocks: it goes.
    guard length == payloadLength, let dataKey = DataKey(bytes: payload[..<32]) else {
      try lock(keyID)
      return nil
    }
    let (end, idle, upEnd) = payload.withUnsafeBytes { bytes in
      (
        Int(clamping: UInt64(bigEndianAt: bytes.baseAddress! + 32)),
        Int(UInt32(bigEndianAt: bytes.baseAddress! + 40)), Int(clamping: UInt64(bigEndianAt: bytes.baseAddress! + 44))
      )
    }
    let remaining = min(end - now, upEnd - uptime)
    guard remaining > 0 else {
      try lock(keyID)
      return nil
    }
    if renewing { _ = try control(.setTimeout, serial, min(idle, remaining)) }
    return Held(dataKey: dataKey, remaining: remaining, idle: idle)
  }

  /// Puts other bytes into a key that is there, for tests: the kernel takes its end away by that.
  static func replacePayload(of keyID: Identifier, with bytes: [UInt8]) throws(Failure) {
    guard let serial = try serial(of: keyID) else { return }
    let result = bytes.withUnsafeBytes {
      system_call(
        system_call_keyctl(), Operation.update.rawValue, serial, Int(bitPattern: $0.baseAddress!), bytes.count, 0)
    }
    guard result >= 0 else { throw failure(errno) }
  }

  private static func read(_ serial: Int, into payload: inout [UInt8]) throws(Failure) -> Int {
    let length = payload.withUnsafeMutableBytes { bytes in
      system_call(
        system_call_keyctl(), Operation.read.rawValue, serial, Int(bitPattern: bytes.baseAddress!), bytes.count, 0)
    }
    guard length >= 0 else { throw failure(errno) }
    return length
  }

  /// Takes the key out, and proves it by a search that fails.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  public static func lock(_ keyID: Identifier) throws(Failure) -> Bool {
    guard let found = try serial(of: keyID) else { return false }
    _ = try control(.revoke, found)
    _ = try? control(.unlink, found, userKeyring)
    guard try serial(of: keyID) == nil else { throw .system(code: EBUSY) }
    return true
  }
}
