import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct Passwd: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "passwd", abstract: "Change what opens the file",
    discussion: """
      couplet passwd
      couplet passwd --recovery-code
      couplet passwd --add "Miriam Feld"
      couplet passwd --remove "Miriam Feld"
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "Read the new passphrase from this file, pipe or /dev/fd/N")
  var newPassphraseFile: String?
  @Flag(help: "Make a new recovery code instead; the old one opens nothing more")
  var recoveryCode = false
  @Option(help: "Make a code and a page for a colleague who takes over when you can't")
  var add: String?
  @Option(help: "Take that colleague's code away; check lists them")
  var remove: String?
  @Option(help: "Write the code, or the colleague's page, there instead of showing it")
  var recoveryFile: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let closed = try invocation.closedPractice()
    guard closed.isSealed else { throw Problem(.refused, "file: it is not encrypted and has no passphrase") }
    let makesCode = add == nil && (recoveryCode || recoveryFile != nil)
    let isAlone = [makesCode, newPassphraseFile != nil, add != nil, remove != nil].count(where: \.self) <= 1
    guard isAlone, !recoveryCode || makesCode else { throw Problem(.usage, "passwd: one change at a time") }
    let label = try add.map { (text) throws(Problem) in try Wording.name(text, field: "add") }
    // The old phrase is asked for even while the file is unlocked: a terminal left alone must not change it.
    let key = try invocation.typedKey(for: closed).key
    let effort = invocation.surroundings.keyEffort
    guard recoveryFile != nil || invocation.canAsk || !makesCode && add == nil else {
      throw Problem(.usage, "recovery-file: it is missing", hint: "without a terminal the code is written to a file")
    }
    let done: String
    if let label {
      try addColleague(label, closed, key, invocation)
      done = "\(label) can take over with the code on the page; couplet passwd --remove ends that"
    } else if let remove {
      try closed.change(key, .removing(label: remove), effort: effort)
      done = "the code of \(remove) opens the file no more"
    } else if makesCode {
      try invocation.withNewRecoveryCode(file: recoveryFile, of: closed.path) { (code) throws(Problem) in
        guard let code else { return }
        try closed.change(key, .recoveryCode(code), effort: effort)
      }
      done = "the old recovery code opens the file no more"
    } else {
      try closed.change(key, .passphrase(try invocation.newPassphrase(from: newPassphraseFile)), effort: effort)
      done = "the passphrase is changed"
    }
    invocation.show(
      [done.shown(keepingLines: false)]
        + (add == nil ? ["Copies that were made before still open with what opened them then."] : []),
      json: ["file": .string(closed.path)])
  }

  private func addColleague(
    _ label: String, _ closed: ClosedPractice, _ key: PracticeKey, _ invocation: Invocation
  ) throws(Problem) {
    try closed.checkRoom(for: label, key)
    let counselor = try invocation.practice(closed, key: key).counselor().name
    // The header is written with no connection on the file.
    invocation.closePractice()
    let page = TakeoverPage(
      label: label, counselor: counselor, file: closed.path, day: invocation.clock.day(offset: invocation.zone.offset))
    try invocation.withNewRecoveryCode(file: recoveryFile, of: closed.path, page: page.text) {
      (code) throws(Problem) in
      guard let code else { return }
      try closed.change(
        key, .adding(label: label, code: code), effort: invocation.surroundings.keyEffort)
    }
  }
}

struct Rekey: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "rekey", abstract: "Encrypt the file again under another key",
    discussion: """
      couplet rekey
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "Write the recovery code there instead of showing it")
  var recoveryFile: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let closed = try invocation.closedPractice()
    guard closed.isSealed else {
      throw Problem(
        .refused, "file: it is not encrypted", hint: "couplet restore FILE --to NEW makes an encrypted file of it")
    }
    let (key, phrase) = try invocation.typedKey(for: closed)
    guard !closed.isRecoveryCode(phrase) else {
      throw Problem(.refused, "rekey: it needs the passphrase", hint: "couplet passwd sets a new one by recovery code")
    }
    try closed.refuseWaitingLines()
    try invocation.requireRecoveryCode(recoveryFile)
    invocation.warnIfWeak(phrase)
    let replaced = try invocation.withNewSeal(passphrase: phrase, recoveryFile: recoveryFile, of: closed.path) {
      (seal) throws(Problem) in try closed.rekey(key, seal: seal, stamp: invocation.stamp)
    }
    for label in closed.colleagues(key) {
      invocation.inform("the code of \(label) opens the new file no more: couplet passwd --add makes another")
    }
    invocation.show(
      [
        "the file has a new key; the passphrase is the same",
        "under the old key, to be removed when you are sure: \((replaced.kept ?? "").shown(keepingLines: false))",
      ], json: ["file": .string(closed.path), "kept": replaced.kept.map(JSONValue.string) ?? .null])
  }
}
