public import CoupletCore
import Foundation
import SealedSQLite

/// What keeps the process's memory to itself.
public enum ProcessHygiene {
  /// Allows no core dump, no look into the process by others of the same user, and no report of a crash.
  public static func apply() {
    MemoryGuard.apply()
    // Swift's runtime would print registers and the memory that they point at, where notes may stand. No variable of the
    // environment can be set early enough from within; its handlers can be taken away.
    for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV, SIGSYS] {
      var known = sigaction()
      guard sigaction(number, nil, &known) == 0 else { continue }
      if unsafe known.__sigaction_handler.sa_handler.map({ unsafeBitCast($0, to: Int.self) }) == 1 { continue }
      signal(number, SIG_DFL)
    }
  }
}

/// What opens a sealed practice file.
public struct PracticeKey: Sendable {
  let dataKey: DataKey
  /// Names the data key.
  let keyID: Identifier
}

/// How much work one try of a passphrase shall take.
public enum KeyEffort: Sendable {
  /// The usual cost, and more where this machine does it in half a second.
  case measured
  /// As little as the format allows, for tests alone.
  case least

  func cost() throws -> KeyCost { self == .least ? floor : try .measured() }

  /// What a passphrase costs at least.
  var floor: KeyCost { self == .least ? KeyCost(exponent: 10) ?? .usual : .usual }
}

/// What a new sealed file is opened by.
public struct NewSeal: Sendable {
  let passphrase: [UInt8]
  let recoveryCode: String?
  let effort: KeyEffort

  /// A passphrase, and a recovery code where there is to be one.
  public init(passphrase: [UInt8], recoveryCode: String?, effort: KeyEffort) {
    self.passphrase = passphrase
    self.recoveryCode = recoveryCode
    self.effort = effort
  }

  /// A new recovery code: five groups of five.
  public static func makeRecoveryCode() -> String { RecoveryCode().description }

  /// Whether a code was typed back as it was shown.
  public static func isSame(_ code: String, typed: String) -> Bool {
    RecoveryCode(typed: code).map { $0 == RecoveryCode(typed: typed) } ?? false
  }

  /// A new data key and the header that it is wrapped in.
  func make() throws -> PageSeal {
    let dataKey = DataKey()
    var header = try SealedHeader(dataKey)
    let cost = try effort.cost()
    try header.setPassphrase(passphrase, for: dataKey, cost: cost)
    if let code = recoveryCode.flatMap({ RecoveryCode(typed: $0) }) {
      try header.setRecoveryCode(code, for: dataKey, cost: cost)
    }
    return .sealed(header, dataKey)
  }
}

/// A practice file that is not open: whether it is sealed, and what unlocks it.
public struct ClosedPractice: Sendable {
  /// The file's absolute path.
  public let path: String
  let header: SealedHeader?
  /// The folder for what is remembered between runs, nil where nothing is.
  let memory: String?

  /// Looks at a file, and at what must hold of it and its folder before it is opened.
  ///
  /// - Parameters:
  ///   - isCopy: a backup that is only read may be open to others: what is sealed stays sealed.
  ///   - memory: the folder for what is remembered between runs, nil where nothing is.
  /// - Throws: missing or foreign, no regular file, or open to others.
  public init(at path: String, isCopy: Bool = false, memory: String? = nil) throws(Problem) {
    (self.path, self.memory) = (path, memory)
    try FileGuard.check(path, isCopy: isCopy)
    if try FileGuard.start(of: path) == Array("SQLite format 3\0".utf8) {
      header = nil
      return
    }
    let path = path
    header = try translatingFaults(path) {
      do throws(SealedError) {
        return try SealedHeader.read(at: path)
      } catch .notSealed {
        throw PracticeFile.foreign(path)
      }
    }
  }

  /// Whether it is encrypted.
  public var isSealed: Bool { header != nil }

  /// Whether a recovery code opens it.
  public var hasRecoveryCode: Bool { header?.hasRecoveryCode ?? false }

  // MARK: Keys

  /// The key that a passphrase, a recovery code or a colleague's code opens.
  ///
  /// - Throws: `noPermission` when it is not this file's.
  public func key(phrase: [UInt8]) throws(Problem) -> PracticeKey {
    guard let header else { throw Problem(.refused, "file: it is not encrypted and has no passphrase") }
    return try translatingFaults(path) {
      let dataKey = try Self.code(phrase).flatMap { try Self.dataKey(header, code: $0) }
      return PracticeKey(dataKey: try dataKey ?? header.unlock(passphrase: phrase), keyID: header.keyID)
    }
  }

  private static func dataKey(_ header: SealedHeader, code: RecoveryCode) throws(SealedError) -> DataKey? {
    do throws(SealedError) {
      return try header.unlock(recoveryCode: code)
    } catch .wrongKey {
      return nil
    }
  }

  private static func code(_ phrase: [UInt8]) -> RecoveryCode? {
    String(validating: phrase, as: UTF8.self).flatMap { RecoveryCode(typed: $0) }
  }

  /// Wraps the data key again where the passphrase that was just given is cheaper to guess than that of a new file.
  ///
  /// - Returns: the memory that each guess takes now, in MiB; nil where it needs no more.
  public func raiseCost(_ key: PracticeKey, phrase: [UInt8], effort: KeyEffort) throws(Problem) -> Int? {
    guard header?.passphraseCosts.contains(where: { $0 < effort.floor }) ?? false else { return nil }
    let path = path
    return try translatingFaults(path) {
      let lock = try CommandLock(of: path, .alone)
      defer { withExtendedLifetime(lock) {} }
      var header = try SealedHeader.read(at: path)
      let cost = effort.floor
      guard try header.raiseCost(ofPassphrase: phrase, for: key.dataKey, to: cost) else { return nil }
      try header.update(at: path, dataKey: key.dataKey)
      return cost.mebibytes
    }
  }

  /// Whether a phrase is the file's recovery code or a colleague's, not its passphrase.
  public func isRecoveryCode(_ phrase: [UInt8]) -> Bool {
    guard let code = Self.code(phrase), let header else { return false }
    return (try? Self.dataKey(header, code: code)) != nil
  }

  /// The key that the system's keyring holds, nil when the file is locked or there is no keyring.
  ///
  /// - Parameter renewing: whether the key is going to be used, which begins its idle time again.
  public func heldKey(now: Instant, renewing: Bool) -> (key: PracticeKey, remaining: Int, idle: Int)? {
    guard let header, let held = try? Keyring.find(header.keyID, now: now.seconds, renewing: renewing) else {
      return nil
    }
    return (PracticeKey(dataKey: held.dataKey, keyID: header.keyID), held.remaining, held.idle)
  }

  /// Whether the system has a keyring that this process may use.
  public static var hasKeyring: Bool { Keyring.isAvailable() }

  /// How long a key stays in the keyring when nothing else is said, in seconds.
  public static var usualStay: (idle: Int, cap: Int) { (Keyring.Stay.usual.idle, Keyring.Stay.usual.cap) }

  /// Puts the key into the system's keyring; it goes when it isn't used for the idle time, and at the cap.
  public func hold(_ key: PracticeKey, idle: Int, cap: Int, now: Instant) throws(Problem) {
    guard let header else { return }
    do {
      try Keyring.keep(
        key.dataKey, keyID: header.keyID, stay: Keyring.Stay(idle: min(idle, cap), cap: cap), now: now.seconds)
    } catch {
      throw Self.noKeyring(error)
    }
  }

  /// Takes the key out of the keyring, and looks that it is gone.
  ///
  /// - Returns: whether there was one.
  public func lock() throws(Problem) -> Bool {
    guard let header else { return false }
    do { return try Keyring.lock(header.keyID) } catch { throw Self.noKeyring(error) }
  }

  private static func noKeyring(_ failure: Keyring.Failure) -> Problem {
    switch failure {
    case .unavailable:
      Problem(
        .unavailable, "keyring: this system has none that may be used",
        hint: .givePassphrase)
    case .system(let code):
      Problem(.unavailable, "keyring: the system refused: \(PracticeFile.describe(code))")
    }
  }

  /// What of the things that open a file is changed.
  public enum KeyChange: Sendable {
    /// A new passphrase; the old one opens it no more.
    case passphrase([UInt8])
    /// A new recovery code; the old one opens it no more.
    case recoveryCode(String)
    /// A code for a colleague, who is named by the label.
    case adding(label: String, code: String)
    /// The colleague's code of that label opens it no more.
    case removing(label: String)

    /// What it is about, in the words of messages.
    var subject: String {
      switch self {
      case .passphrase: "passphrase"
      case .recoveryCode: "recovery code"
      case .adding, .removing: "colleague's code"
      }
    }
  }

  /// Changes what opens the file.
  public func change(_ key: PracticeKey, _ change: KeyChange, effort: KeyEffort) throws(Problem) {
    guard isSealed else { throw Problem(.refused, "file: it is not encrypted and has no passphrase") }
    let path = path
    try translatingFaults(path) {
      let lock = try CommandLock(of: path, .alone)
      // Read again: another command may have changed it before this one had the lock.
      let former = try SealedHeader.read(at: path)
      let (bond, isForeign) = try PracticeFile.bond(of: path, .sealed(former, key.dataKey))
      if isForeign { throw PracticeFile.foreignLog(bond.log, path) }
      let changed = try Self.changed(former, key.dataKey, change, effort)
      do throws(SealedError) {
        try changed.update(at: path, dataKey: key.dataKey)
      } catch {
        let standing = changed.standing(at: path, dataKey: key.dataKey, former: former)
        throw Self.halfChanged(error, standing, change.subject, path)
      }
      withExtendedLifetime(lock) {}
    }
  }

  private static func changed(
    _ former: SealedHeader, _ dataKey: DataKey, _ change: KeyChange, _ effort: KeyEffort
  ) throws -> SealedHeader {
    var header = former
    switch change {
    case .passphrase(let passphrase):
      try header.setPassphrase(passphrase, for: dataKey, cost: try effort.cost())
    case .recoveryCode(let code):
      try header.setRecoveryCode(RecoveryCode(typed: code), for: dataKey, cost: try effort.cost())
    case .adding(let label, let code):
      try checkRoom(for: label, header, dataKey)
      guard let code = RecoveryCode(typed: code) else { throw Problem(.internalFault, "code: it is none") }
      try header.addColleague(label, code: code, for: dataKey, cost: try effort.cost())
    case .removing(let label):
      guard header.removeColleague(label, for: dataKey) else {
        throw Problem(
          .refused, "remove: nobody of that label has a code", hint: .readCheck,
          candidates: header.colleagues(dataKey))
      }
    }
    return header
  }

  /// Whose codes open the file besides the counselor's own.
  public func colleagues(_ key: PracticeKey) -> [String] { header?.colleagues(key.dataKey) ?? [] }

  /// Refuses a label that nobody could be told by, and a third code.
  public func checkRoom(for label: String, _ key: PracticeKey) throws(Problem) {
    if let header { try Self.checkRoom(for: label, header, key.dataKey) }
  }

  private static func checkRoom(for label: String, _ header: SealedHeader, _ dataKey: DataKey) throws(Problem) {
    guard label.utf8.count <= SlotLabel.longest else {
      throw Problem(.badData, "add: has more than \(SlotLabel.longest) bytes")
    }
    let known = header.colleagues(dataKey)
    guard !known.contains(label) else {
      throw Problem(.refused, "add: that label has a code already", hint: .removeColleague)
    }
    guard known.count < 2 else {
      throw Problem(.refused, "add: two have a code already", hint: .removeColleague, candidates: known)
    }
  }

  /// What is said of a change that failed: which of the two opens the file now.
  private static func halfChanged(
    _ error: SealedError, _ standing: SealedHeader.Standing, _ what: String, _ path: String
  ) -> Problem {
    let (words, hint) =
      switch standing {
      case .former: ("the \(what) is the one from before, and the new one opens nothing", nil as Advice?)
      case .new: ("the new \(what) opens the file now", .changeKeyAgain)
      case .unknown: ("whether the old or the new \(what) opens the file can't be read", .changeKeyAgain)
      }
    let problem = problem(from: error, path: path)
    // A header that stands is saved, whatever the system said of the disk.
    let message = problem.message.replacing("; nothing was saved", with: "")
    return Problem(problem.kind, "\(message); \(words)", hint: hint ?? problem.hint)
  }

  /// Whether a recovery code opens a file, by either copy of its header.
  ///
  /// - Returns: nil where that can't be read, so that nobody may say that it doesn't.
  public static func isOpened(_ path: String, by code: String) -> Bool? {
    guard let code = RecoveryCode(typed: code) else { return false }
    if access(path, F_OK) != 0, errno == ENOENT { return false }
    if let start = try? FileGuard.start(of: path), start.starts(with: "SQLite format 3".utf8) { return false }
    return SealedHeader.isOpened(path, by: code)
  }

  /// Opens the file and brings its schema up to date.
  public func open(_ key: PracticeKey?) throws(Problem) -> Practice {
    try translatingFaults(path) { try Practice(at: path, key: key, memory: memory) }
  }

  func seal(_ key: PracticeKey?) throws(Problem) -> PageSeal {
    guard let header else { return .plain }
    guard let key else {
      throw Problem(.noPermission, "file: it is locked", hint: .unlock)
    }
    guard key.keyID == header.keyID else {
      throw Problem(
        .unavailable, "file: another one was put in the place of \(path); nothing was saved",
        hint: "give the command again")
    }
    return .sealed(header, key.dataKey)
  }
}
