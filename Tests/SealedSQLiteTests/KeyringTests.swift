import Foundation
import Testing

@testable import SealedSQLite

/// Whether there is a keyring here.
private enum Place {
  static var now: Int { Int(Date().timeIntervalSince1970) }

  /// Whether a key can be added and taken out again.
  static let hasKeyring: Bool = {
    guard Keyring.isAvailable() else { return false }
    let keyID = Identifier()
    do {
      try Keyring.keep(DataKey(), keyID: keyID, stay: Keyring.Stay(idle: 5, cap: 5), now: now)
      return try Keyring.lock(keyID)
    } catch {
      return false
    }
  }()
}

/// The kernel's keyring, where there is one.
@Suite(.enabled(if: Place.hasKeyring, "no keyring can be used here")) struct KeyringTests {
  private let keyID = Identifier()
  private let dataKey = DataKey()

  /// The line of the kernel's list that tells of the key.
  private func listed() throws -> String? {
    let list = String(decoding: try contents(ofList: "/proc/keys"), as: UTF8.self)
    return list.split(separator: "\n").map(String.init).first { $0.contains("sealed-sqlite:\(keyID)") }
  }

  /// The seconds after which the kernel drops the key.
  private func seconds() throws -> Int {
    let columns = try #require(try listed()).split(separator: " ")
    return try #require(Int(columns[3].dropLast()))
  }

  /// A file of the kernel has no size, so it is read to its end.
  private func contents(ofList path: String) throws -> Data {
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    return try handle.readToEnd() ?? Data()
  }

  @Test func aKeyIsKeptFoundAndLocked() throws {
    let now = Place.now
    #expect(try Keyring.find(keyID, now: now) == nil)
    try Keyring.keep(dataKey, keyID: keyID, stay: Keyring.Stay(idle: 30, cap: 100), now: now)
    let held = try #require(try Keyring.find(keyID, now: now))
    #expect(held.dataKey.secret == dataKey.secret && held.remaining == 100 && held.idle == 30)
    #expect(try Keyring.find(keyID, now: now + 40)?.remaining == 60)
    #expect(try Keyring.find(Identifier(), now: now) == nil)
    #expect(try Keyring.lock(keyID))
    #expect(try Keyring.find(keyID, now: now) == nil)
    #expect(try !Keyring.lock(keyID))
  }

  @Test func aKeyThatIsKeptAgainReplacesTheOneBefore() throws {
    let other = DataKey()
    try Keyring.keep(dataKey, keyID: keyID, stay: Keyring.Stay(idle: 30, cap: 100), now: Place.now)
    try Keyring.keep(other, keyID: keyID, stay: Keyring.Stay(idle: 20, cap: 50), now: Place.now)
    let held = try Keyring.find(keyID, now: Place.now)
    #expect(held?.dataKey.secret == other.secret && held?.idle == 20)
    #expect(try Keyring.lock(keyID))
    #expect(try Keyring.find(keyID, now: Place.now) == nil)
  }

  @Test func anotherTerminalMayReadAndLock() throws {
    try Keyring.keep(dataKey, keyID: keyID, stay: Keyring.Stay(idle: 30, cap: 100), now: Place.now)
    defer { _ = try? Keyring.lock(keyID) }
    let line = try #require(try listed())
    #expect(line.contains(" 3f3f0000 "), "\(line)")
  }

  @Test func aKeyGoesAfterItsIdleTime() throws {
    try Keyring.keep(dataKey, keyID: keyID, stay: Keyring.Stay(idle: 3, cap: 100), now: Place.now)
    #expect(try Keyring.find(keyID, now: Place.now) != nil)
    // On this thread: a suspended test may wait for a busy pool until the key is gone.
    usleep(4_500_000)
    #expect(try Keyring.find(keyID, now: Place.now) == nil)
    #expect(try !Keyring.lock(keyID))
  }

  @Test func aUseBeginsTheIdleTimeAnew() throws {
    try Keyring.keep(dataKey, keyID: keyID, stay: Keyring.Stay(idle: 50, cap: 1000), now: Place.now)
    defer { _ = try? Keyring.lock(keyID) }
    // On this thread: a suspended test may wait for a busy pool until the key is gone.
    usleep(2_200_000)
    let before = try seconds()
    #expect(try Keyring.find(keyID, now: Place.now) != nil)
    let after = try seconds()
    #expect(before <= 48 && after > before && after <= 50)
    // Not beyond the cap.
    #expect(try Keyring.find(keyID, now: Place.now + 980) != nil)
    #expect(try seconds() <= 20)
  }

  @Test func aKeyGoesAtItsCapInAnyCase() throws {
    let now = Place.now
    try Keyring.keep(dataKey, keyID: keyID, stay: Keyring.Stay(idle: 600, cap: 1000), now: now)
    #expect(try Keyring.find(keyID, now: now + 999)?.remaining == 1)
    #expect(try Keyring.find(keyID, now: now + 1000) == nil)
    // It was taken out, so that an earlier clock doesn't bring it back.
    #expect(try Keyring.find(keyID, now: now) == nil)
    #expect(try !Keyring.lock(keyID))
  }

  /// Whoever sets the clock back gets no more time, and nobody who sets it forward keeps what has ended.
  @Test func theClockCannotStretchAStay() throws {
    let (now, uptime) = (Place.now, Keyring.uptime)
    try Keyring.keep(dataKey, keyID: keyID, stay: Keyring.Stay(idle: 600, cap: 1000), now: now, uptime: uptime)
    #expect(try Keyring.find(keyID, now: now - 86_400, uptime: uptime + 10)?.remaining == 990)
    #expect(try Keyring.find(keyID, now: now + 20, uptime: uptime + 10)?.remaining == 980)
    #expect(try seconds() <= 980)
    #expect(try Keyring.find(keyID, now: now - 86_400, uptime: uptime + 1000) == nil)
    #expect(try !Keyring.lock(keyID))
  }

  /// Until it has an end it stands in a keyring that goes with the process: a kill in between leaves nothing.
  @Test func aKeyWithoutAnEndIsNotInTheUsersKeyring() throws {
    let serial = try Keyring.add(Array(repeating: 7, count: 52), keyID)
    #expect(serial > 0)
    #expect(try listed()?.contains(" perm ") == true)
    #expect(try Keyring.find(keyID, now: Place.now) == nil)
    #expect(try !Keyring.lock(keyID))
    // It is the same name, and takes nothing over.
    try Keyring.keep(dataKey, keyID: keyID, stay: Keyring.Stay(idle: 30, cap: 100), now: Place.now)
    #expect(try listed()?.contains(" perm ") == false)
    #expect(try Keyring.find(keyID, now: Place.now)?.dataKey.secret == dataKey.secret)
    for _ in 0..<3 {
      try Keyring.keep(dataKey, keyID: keyID, stay: Keyring.Stay(idle: 30, cap: 100), now: Place.now)
      #expect(try listed()?.contains(" perm ") == false)
    }
    #expect(try Keyring.lock(keyID))
    #expect(try Keyring.find(keyID, now: Place.now) == nil)
  }

  /// What an earlier version put there has one clock alone.
  @Test func aKeyOfAnotherLengthIsTakenOut() throws {
    try Keyring.keep(dataKey, keyID: keyID, stay: Keyring.Stay(idle: 30, cap: 100), now: Place.now)
    try Keyring.replacePayload(of: keyID, with: Array(repeating: 7, count: 44))
    #expect(try listed() != nil)
    #expect(try Keyring.find(keyID, now: Place.now) == nil)
    #expect(try !Keyring.lock(keyID))
  }

  @Test func aStayOfNothingIsNoStayWithoutEnd() throws {
    defer { _ = try? Keyring.lock(keyID) }
    try? Keyring.keep(dataKey, keyID: keyID, stay: Keyring.Stay(idle: 0, cap: 100), now: Place.now)
    let line = try listed()
    #expect(line?.contains(" perm ") != true)
  }
}
