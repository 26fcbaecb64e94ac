import CoupletStore
import Foundation
import Synchronization
import Testing

@testable import SealedSQLite
@testable import couplet

/// What a passphrase costs, what its file ends with, and what opens the file after a change that failed.
@Suite struct PassphraseTests {
  // MARK: Line ends

  @Test func oneLineEndOfEitherKindDoesNotCount() async throws {
    let program = try TestProgram()
    let words = TestProgram.passphrase
    program.passphraseFile = try program.write(words + "\r\n", to: "pass")
    await program.done("init --recovery-file \(program.folder)/code")
    for end in ["", "\n", "\r\n", "\r"] {
      program.passphraseFile = try program.write(words + end, to: "pass")
      #expect(await program.run("today").status == 0, "\(end.debugDescription)")
    }
    for end in ["\n\n", "\r\n\r\n", " "] {
      program.passphraseFile = try program.write(words + end, to: "pass")
      #expect(await program.run("today").status == 77, "\(end.debugDescription)")
    }
    program.passphraseFile = nil
    program.isInteractive = true
    program.answers = [words]
    #expect(await program.run("today").status == 0)
    program.isInteractive = false
    let code = try String(contentsOfFile: program.folder + "/code", encoding: .utf8)
    program.passphraseFile = try program.write(code.replacing("\n", with: "\r\n"), to: "pass")
    #expect(await program.run("today").status == 0)
    for empty in ["\r\n", "\r"] {
      program.passphraseFile = try program.write(empty, to: "pass")
      #expect(await program.run("today").errors == "error: passphrase-file: it is empty\n")
    }
  }

  /// As earlier versions made it, the return is a part of the passphrase.
  @Test func aFileThatWasSealedWithTheReturnStillOpens() async throws {
    let program = try await TestProgram.sealed()
    let closed = try ClosedPractice(at: program.path)
    let words = Array(TestProgram.passphrase.utf8)
    try closed.change(
      try closed.key(phrase: words), .passphrase(words + [13]), effort: .least)
    for end in ["", "\n", "\r\n"] {
      program.passphraseFile = try program.write(TestProgram.passphrase + end, to: "pass")
      #expect(await program.run("today").status == 0, "\(end.debugDescription)")
    }
    program.passphraseFile = try program.write("four words or more\r\n", to: "other")
    #expect(await program.run("today").status == 77)
    // From a new key on the return is gone.
    program.passphraseFile = try program.write(TestProgram.passphrase + "\r\n", to: "pass")
    await program.done("rekey --yes")
    #expect(throws: Never.self) { try SealedHeader.read(at: program.path).unlock(passphrase: words) }
  }

  // MARK: Cost

  @Test func aCheckSaysWhatAGuessCosts() async throws {
    let program = try await TestProgram.sealed()
    let cheap = await program.done("check")
    #expect(
      unwrapped(cheap).contains(
        "passphrase note each guess takes only 1 MiB of memory (scrypt, N = 2^10), 1/128 of what a new file asks for "
          + "→ couplet unlock raises it, as does couplet passwd"), "\(cheap)")
    let closed = try ClosedPractice(at: program.path)
    let words = Array(TestProgram.passphrase.utf8)
    #expect(try closed.raiseCost(try closed.key(phrase: words), phrase: words, effort: .measured) == 128)
    #expect(
      unwrapped(await program.done("check")).contains(
        "passphrase ok each guess takes 128 MiB of memory (scrypt, N = 2^17)"))
  }

  /// A cheap slot is wrapped anew once, by the phrase that opens it, and what else opens the file stays.
  @Test(arguments: [[], [13]] as [[UInt8]]) func aCheapPassphraseIsWrappedAnew(end: [UInt8]) async throws {
    let program = try await TestProgram.sealed()
    let words = Array(TestProgram.passphrase.utf8)
    var closed = try ClosedPractice(at: program.path)
    let key = try closed.key(phrase: words)
    try closed.change(key, .passphrase(words + end), effort: .least)
    closed = try ClosedPractice(at: program.path)
    // With the recovery code in hand there is nothing to wrap anew.
    let code = Array(try String(contentsOfFile: program.folder + "/code", encoding: .utf8).utf8)
    #expect(try closed.raiseCost(key, phrase: code, effort: .measured) == nil)
    #expect(try closed.raiseCost(key, phrase: words, effort: .least) == nil)
    #expect(try SealedHeader.read(at: program.path).passphraseCosts.map(\.exponent) == [10])
    #expect(try closed.raiseCost(key, phrase: words, effort: .measured) == 128)
    #expect(try SealedHeader.read(at: program.path).passphraseCosts.map(\.exponent) == [17])
    closed = try ClosedPractice(at: program.path)
    #expect(try closed.raiseCost(key, phrase: words, effort: .measured) == nil)
    #expect(await program.run("today").status == 0)
    program.passphraseFile = program.folder + "/code"
    #expect(await program.run("today").status == 0)
    #expect(await program.done("check").contains("both copies are whole"))
  }

  // MARK: Changes that fail

  /// The n-th call of a kind fails, and whatever is read afterwards where that is asked for.
  struct Fault: Sendable, CustomTestStringConvertible {
    let call: FileBytes.Call
    let number: Int
    var blindAfterwards = false
    var tears = false
    /// What opens the file afterwards, nil where nobody can say.
    let isNew: Bool?
    var testDescription: String { "\(call) \(number)\(blindAfterwards ? ", then blind" : "")\(tears ? ", torn" : "")" }
  }

  static let faults = [
    Fault(call: .write, number: 1, isNew: false), Fault(call: .sync, number: 1, isNew: true),
    Fault(call: .readBack, number: 1, isNew: true), Fault(call: .sync, number: 1, tears: true, isNew: false),
    Fault(call: .write, number: 2, isNew: true), Fault(call: .sync, number: 2, isNew: true),
    Fault(call: .readBack, number: 2, isNew: true), Fault(call: .sync, number: 2, blindAfterwards: true, isNew: nil),
    Fault(call: .write, number: 1, blindAfterwards: true, isNew: nil),
  ]

  /// Runs a command while the system fails it.
  private func run(_ program: TestProgram, _ line: String, _ fault: Fault) async -> TestProgram.Result {
    final class State: Sendable { let value = Mutex((calls: 0, hasFailed: false)) }
    let state = State()
    let inject: @Sendable (FileBytes.Call, String) -> Int32? = { call, path in
      state.value.withLock { state in
        if state.hasFailed { return fault.blindAfterwards && call == .read ? EIO : nil }
        if call == fault.call { state.calls += 1 }
        guard state.calls == fault.number else { return nil }
        state.hasFailed = true
        if fault.tears {
          // The slot that was just written is the second one.
          let file = open(path, O_WRONLY)
          pwrite(file, [0, 0, 0, 0], 4, 4096 + 300)
          close(file)
        }
        return EIO
      }
    }
    return await FileBytes.$fault.withValue(inject) { await program.run(line) }
  }

  private func opens(_ program: TestProgram, by file: String) async -> Bool {
    let known = program.passphraseFile
    program.passphraseFile = file
    defer { program.passphraseFile = known }
    return await program.run("today").status == 0
  }

  @Test(arguments: faults) func aFailingPasswdTakesNoCodeAwayThatIsInForce(_ fault: Fault) async throws {
    let program = try await TestProgram.sealed()
    let (old, new) = (program.folder + "/code", program.folder + "/new")
    let result = await run(program, "passwd --recovery-file \(new)", fault)
    #expect(result.status == 74 && result.output.isEmpty)
    let isKept = FileManager.default.fileExists(atPath: new + ".new")
    #expect(!FileManager.default.fileExists(atPath: new))
    #expect(isKept == (fault.isNew != false))
    #expect(result.errors.contains("; the new code is in \(new).new\n") == isKept, "\(result.errors)")
    let words =
      switch fault.isNew {
      case false?: "; the recovery code is the one from before, and the new one opens nothing"
      case true?: "; the new recovery code opens the file now"
      case nil: "; whether the old or the new recovery code opens the file can't be read"
      }
    #expect(result.errors.contains(words), "\(result.errors)")
    // One of the two opens it, and it is the one that was named.
    let opens = (old: await opens(program, by: old), new: isKept ? await self.opens(program, by: new + ".new") : false)
    #expect(opens.old != opens.new)
    if let isNew = fault.isNew { #expect(opens.new == isNew) }
    // Once more, and both copies are whole; what waits under the other name is left alone.
    await program.done("passwd --recovery-file \(new)")
    #expect(await self.opens(program, by: new))
    #expect(FileManager.default.fileExists(atPath: new + ".new") == isKept)
    #expect(await program.done("check").contains("both copies are whole"))
  }

  @Test(arguments: faults) func aFailingPasswdSaysWhichPassphraseOpens(_ fault: Fault) async throws {
    let program = try await TestProgram.sealed()
    let old = try #require(program.passphraseFile)
    let new = try program.write("another four words\n", to: "new")
    let result = await run(program, "passwd --new-passphrase-file \(new)", fault)
    #expect(result.status == 74 && result.output.isEmpty)
    let opens = (old: await opens(program, by: old), new: await self.opens(program, by: new))
    #expect(opens.old != opens.new)
    if let isNew = fault.isNew { #expect(opens.new == isNew) }
    #expect(result.errors.contains("the new passphrase opens the file now") == (fault.isNew == true))
    #expect(result.errors.contains("the passphrase is the one from before") == (fault.isNew == false))
    #expect(
      result.errors.contains(
        "\nhint: keep both, and give couplet passwd once more: it writes both copies of the header")
        == (fault.isNew != false), "\(result.errors)")
  }

  /// What stands in the place when a new key can't be put there is the old file, which its old code opens.
  @Test func aFailingRekeyTakesNoCodeAwayThatIsInForce() async throws {
    let program = try await TestProgram.sealed()
    for number in 1...12 {
      let result = await run(
        program, "rekey --recovery-file \(program.folder)/new",
        Fault(call: .read, number: number, blindAfterwards: true, isNew: nil))
      let code = program.folder + (result.status == 0 ? "/new" : "/code")
      #expect(await opens(program, by: code), "\(number): \(result.errors)")
      guard result.status != 0 else { return }
      try? FileManager.default.removeItem(atPath: program.folder + "/new.new")
    }
  }
}
