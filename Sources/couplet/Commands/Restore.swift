import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

struct Restore: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Put a backup or a plain copy at a place, checked first",
    discussion: """
      couplet restore /media/stick/practice-20261120T180000Z.couplet --to practice.couplet
      couplet restore plain.db --to practice.couplet
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The backup, or a plain copy, which becomes an encrypted file")
  var from: String
  @Option(help: "Where it is to be; what is there is kept under another name")
  var to: String
  @Flag(help: "A plain copy stays plain")
  var plain = false
  @Option(help: "Write the recovery code of a new encrypted file there instead of showing it")
  var recoveryFile: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let source = try ClosedPractice(
      at: FileLink.target(of: Folders.absolute(from), isCopy: true), isCopy: true, memory: invocation.memory)
    let path = Folders.absolute(to)
    guard !source.isSealed || recoveryFile == nil else {
      throw Problem(.usage, "recovery-file: the restored file opens with what opens the backup")
    }
    guard !plain || !source.isSealed else {
      throw Problem(.usage, "plain: the backup is encrypted", hint: "couplet plain-copy makes a plain copy")
    }
    if !source.isSealed, !plain { try invocation.requireRecoveryCode(recoveryFile) }
    // The practice file itself may be restored: it is kept under another name.
    try Target.check(path, for: .practice, besides: invocation.path)
    if access(path, F_OK) == 0 {
      guard try invocation.confirm("Put the backup in the place of \(path)? It is kept.", otherwise: false) else {
        throw invocation.stoppedOrUnasked
      }
    }
    let key = try invocation.key(for: source)
    func restore(_ seal: NewSeal?) throws(Problem) -> ClosedPractice.Replaced {
      try source.restore(key, to: path, seal: seal, stamp: invocation.stamp)
    }
    let replaced =
      source.isSealed || plain
      ? try restore(nil)
      : try invocation.withNewSeal(
        passphrase: invocation.newPassphrase(), recoveryFile: recoveryFile, of: path, restore)
    if let kept = replaced.kept, case let count = ClosedPractice.draftCount(beside: kept), count > 0 {
      invocation.inform(
        "\(count) draft\(count == 1 ? "" : "s") went with it: couplet note recover and private recover, with --file \(kept)"
      )
    }
    invocation.show(
      ["restored \(path.shown(keepingLines: false)), checked before and after"]
        + (replaced.leftOut == nil ? [] : ["row by row, into couplet's own schema"])
        + (replaced.kept.map { ["what was there is kept: \($0.shown(keepingLines: false))"] } ?? []),
      json: [
        "file": .string(path), "kept": replaced.kept.map(JSONValue.string) ?? .null,
        "left_out": replaced.leftOut.map { .array($0.map(JSONValue.string)) } ?? .null,
      ])
    if let leftOut = replaced.leftOut, !leftOut.isEmpty {
      try invocation.finish()
      throw Problem(
        .refused, "file: \(leftOut.count) left out that can't be read: \(FileText.names(leftOut))",
        hint: "the backup is as it was; keep it")
    }
  }
}
