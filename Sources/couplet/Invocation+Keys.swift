import CoupletCore
import CoupletStore
import Foundation

/// Unlocking: where a passphrase comes from, and what is said while one is asked for.
extension Invocation {
  /// The file that passphrases are read from, where one is named.
  private var passphraseFile: String? {
    options.passphraseFile ?? surroundings.environment["COUPLET_PASSPHRASE_FILE"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What opens a file: a passphrase from a file, else the keyring, else the counselor is asked; nil for a plain file.
  func key(for closed: ClosedPractice) throws(Problem) -> PracticeKey? {
    guard closed.isSealed else { return nil }
    if passphraseFile == nil, let held = closed.heldKey(now: clock, renewing: true) { return held.key }
    return try typedKey(for: closed).key
  }

  /// What a passphrase or recovery code opens, and the words; at a terminal it can be typed three times.
  func typedKey(for closed: ClosedPractice) throws(Problem) -> (key: PracticeKey, phrase: [UInt8]) {
    var wrong: Problem?
    while true {
      let phrase: [UInt8]
      do {
        phrase = try self.phrase(for: closed)
      } catch {
        // Whoever types no more is told what was wrong.
        throw wrong ?? error
      }
      do {
        return (try closed.key(phrase: phrase), phrase)
      } catch {
        // A passphrase that was typed again meanwhile would go to the shell, and from there into its history.
        if canAsk { surroundings.dropTypedAhead() }
        guard error.kind == .noPermission, passphraseFile == nil, canAsk, wrongPhrases < Self.passphraseTries - 1 else {
          throw error
        }
        wrong = error
        wrongPhrases += 1
        let letters = phrase.filter { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        let isInCapitals = !letters.isEmpty && letters.allSatisfy { $0 < 0x61 }
        tellCounselor("that is not the passphrase" + (isInCapitals ? "; it was in capitals: is Caps Lock on?" : ""))
        if wrongPhrases == Self.passphraseTries - 1 {
          tellCounselor("the recovery code opens it too: type it in place of the passphrase")
        }
      }
    }
  }

  /// How often a passphrase is asked for.
  private static let passphraseTries = 3

  /// Begins the key's idle time again: each line that is saved is a use, also in an hour of live capture.
  func stayUnlocked() {
    guard passphraseFile == nil, let closed = try? closedPractice(), closed.isSealed else { return }
    _ = closed.heldKey(now: surroundings.now().instant, renewing: true)
  }

  /// The passphrase or recovery code of a file, from where it is to come.
  func phrase(for closed: ClosedPractice) throws(Problem) -> [UInt8] {
    if let passphraseFile { return try SecretFile.read(passphraseFile) }
    guard canAsk else {
      throw Problem(.noPermission, "file: it is locked", hint: "couplet unlock, or give --passphrase-file")
    }
    return try secret(ClosedPractice.hasKeyring ? "passphrase" : "passphrase (no keyring here: each command asks)")
  }

  /// Whether a file is sealed and nothing at hand opens it without a question.
  func isLocked(_ closed: ClosedPractice) -> Bool {
    closed.isSealed && passphraseFile == nil && closed.heldKey(now: clock, renewing: false) == nil
  }

  /// Asks for something that isn't shown while it is typed.
  func secret(_ title: String) throws(Problem) -> [UInt8] {
    guard let typed = surroundings.readSecret("\(title): "), !typed.isEmpty else {
      throw Problem(.badData, "passphrase: it is empty")
    }
    return typed
  }

  /// A new passphrase: from a file, or typed twice.
  func newPassphrase(from file: String?) throws(Problem) -> [UInt8] {
    if let file {
      let given = try SecretFile.read(file)
      warnIfWeak(given)
      return given
    }
    guard canAsk else {
      throw Problem(.usage, "passphrase: it is missing", hint: "give it with --passphrase-file, or on a terminal")
    }
    for attempt in 1...Self.passphraseTries {
      let first = try secret("new passphrase")
      warnIfWeak(first)
      if try secret("the same again") == first { return first }
      if attempt < Self.passphraseTries { tellCounselor("the two are not the same; once more") }
    }
    throw Problem(.refused, "passphrase: the two are not the same; nothing was made")
  }

  /// Says, where it is so, that a passphrase which is going to open a file is soon guessed.
  func warnIfWeak(_ phrase: [UInt8]) { if let warning = SecretFile.warning(of: phrase) { inform(warning) } }

  /// Refuses to go on without a recovery code where nobody said so, for what takes one away or makes a file anew.
  func requireRecoveryCode(_ file: String?) throws(Problem) {
    guard file != nil || canAsk || options.yes else {
      throw Problem(
        .usage, "recovery-file: it is missing", hint: "--recovery-file PATH makes a code; --yes goes on without one")
    }
  }

  /// A new passphrase for a file that is made by this command.
  func newPassphrase() throws(Problem) -> [UInt8] { try newPassphrase(from: passphraseFile) }

  /// Makes a recovery code and hands it on: written to a file, or shown and typed back on a terminal; nil where neither
  /// can be.
  ///
  /// The file gets its name when the code opens something, and takes no other's place before.
  ///
  /// - Parameters:
  ///   - practice: the file that the code is to open.
  ///   - page: what is written or shown around the code; left out, a few words.
  func withNewRecoveryCode<Value>(
    file: String?, of practice: String, page: ((String) -> String)? = nil, _ body: (String?) throws(Problem) -> Value
  ) throws(Problem) -> Value {
    guard let file else { return try body(try shownRecoveryCode(page)) }
    let code = NewSeal.makeRecoveryCode()
    for other in [practice, try path] { try OutputFile.check(file, replacing: options.force, besides: other) }
    // What stands under such a name was left by a command that was cut off, and may be the code that is in force.
    let waiting = OutputFile.freeName(Folders.absolute(file) + ".new")
    try OutputFile.write(page?(code) ?? code + "\n", to: waiting, replacing: false, besides: practice)
    let value: Value
    do {
      value = try body(code)
    } catch {
      // The code goes only where it is proven to open nothing.
      guard ClosedPractice.isOpened(practice, by: code) != false else {
        unlink(waiting)
        throw error
      }
      throw Problem(error.kind, "\(error.message); the new code is in \(waiting)", hint: error.hint)
    }
    // Looked at again: what was made meanwhile may have got this very name.
    guard (try? OutputFile.check(file, replacing: options.force, besides: practice)) != nil,
      (try? OutputFile.settle(waiting, as: Folders.absolute(file), replacing: options.force)) != nil
    else {
      throw Problem(.cannotWrite, "recovery-file: can't write to \(file); the code is in \(waiting)")
    }
    if OutputFile.isFolderShared(file, practice) {
      inform("the code lies in the folder of the file that it opens: print it, then remove \(file)")
    }
    return value
  }

  private func shownRecoveryCode(_ page: ((String) -> String)?) throws(Problem) -> String? {
    let code = NewSeal.makeRecoveryCode()
    guard canAsk else {
      inform("no recovery code was made: a forgotten passphrase loses everything (--recovery-file PATH makes one)")
      return nil
    }
    if let page {
      for line in page(code).split(separator: "\n", omittingEmptySubsequences: false) { inform(String(line)) }
    } else {
      for line in ["", "Recovery code, for paper and a locked drawer:", "", "    \(code)", ""] { inform(line) }
      inform("It opens the file when the passphrase is forgotten. It is not shown again.")
    }
    for _ in 1...3 {
      if NewSeal.isSame(code, typed: surroundings.readLine("type it back: ") ?? "") { return code }
      inform("that is not the code")
    }
    throw Problem(.refused, "recovery code: it was not typed back; nothing was made")
  }

  /// Makes the seal of a new file and hands it on, asking for what it needs.
  ///
  /// - Parameter practice: the file that it is the seal of.
  func withNewSeal<Value>(
    passphrase: [UInt8], recoveryFile: String?, of practice: String, _ body: (NewSeal) throws(Problem) -> Value
  ) throws(Problem) -> Value {
    try withNewRecoveryCode(file: recoveryFile, of: practice) { (code) throws(Problem) in
      try body(NewSeal(passphrase: passphrase, recoveryCode: code, effort: surroundings.keyEffort))
    }
  }
}
