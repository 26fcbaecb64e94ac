import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

struct Check: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check whether the file is sound",
    discussion: """
      couplet check
      couplet check --deep
      couplet check --deep --salvage saved.couplet
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Read every record of every chart too")
  var deep = false
  @Option(help: "Copy every row that can be read to this new file")
  var salvage: String?
  @Flag(help: "Go on without entries that are missing at the file's end")
  var acceptLoss = false

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    guard !acceptLoss || salvage == nil && !deep else {
      throw Problem(.usage, "check: --accept-loss goes alone")
    }
    let closed = try invocation.closedPractice()
    let key = try invocation.key(for: closed)
    if acceptLoss {
      guard try invocation.confirm("Go on without what is missing?", otherwise: false) else {
        throw invocation.stoppedOrUnasked
      }
      let message = try closed.acceptLoss(key, invocation.stamp)
      return invocation.show(
        ["accepted: \(message.dropFirst("file: ".count))", "a journal row says so, and a new anchor is made"],
        json: ["accepted": .string(String(message.dropFirst("file: ".count)))])
    }
    if let salvage { return try copyRows(closed, key, to: invocation.absolute(salvage), invocation) }
    let check = try closed.check(key, deep: deep, now: invocation.clock)
    invocation.show(FileText.check(check, file: closed.path), json: FileText.json(check, file: closed.path))
    if !check.isSound {
      try invocation.finish()
      throw Problem(.damaged, "file: it is not sound", hint: "keep a copy of it as it is before anything else")
    }
  }

  private func copyRows(
    _ closed: ClosedPractice, _ key: PracticeKey?, to path: String, _ invocation: Invocation
  ) throws {
    let salvaged = try closed.salvage(key, to: path, stamp: invocation.stamp)
    invocation.show(
      FileText.salvaged(
        salvaged.tables.map { (name: $0.name, copied: $0.copied, unreadable: $0.unreadable, orphaned: $0.orphaned) },
        standIns: salvaged.standIns, problem: salvaged.problem, file: path),
      json: [
        "file": .string(path), "stand_ins": .int(salvaged.standIns),
        "problem": salvaged.problem.map(JSONValue.string) ?? .null,
        "tables": .array(
          salvaged.tables.map { table in
            [
              "table": .string(table.name), "copied": .int(table.copied),
              "unreadable": table.unreadable.map(JSONValue.int) ?? .null,
              "orphaned": .int(table.orphaned),
            ]
          }),
      ])
  }
}

struct Optimize: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimize", abstract: "Fold the search index and give free space back",
    discussion: """
      couplet optimize
      """)

  @OptionGroup var common: CommonOptions

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let tidied = try invocation.practice().tidy(now: invocation.clock)
    invocation.show(
      [
        "the search index is folded; "
          + "\(tidied.images) command\(tidied.images == 1 ? "" : "s") older than 90 days can no longer be undone",
        "\(tidied.before / 1024) KiB before, \(tidied.after / 1024) KiB now",
      ],
      json: [
        "emptied": .int(tidied.images), "bytes_before": .int(tidied.before), "bytes_after": .int(tidied.after),
      ])
  }
}

struct Backup: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Write a copy that is read back and checked",
    discussion: """
      couplet backup /media/stick/
      couplet backup /media/stick/ --keep 12
      couplet backup copy.couplet
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "A folder, or a file that isn't there yet")
  var to: String
  @Option(help: "Keep this many backups in the folder, the newest ones")
  var keep: Int?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    if let keep, keep < 1 { throw Problem(.usage, "keep: \(keep) is below 1") }
    guard !to.isEmpty else { throw Problem(.usage, "backup: the place is empty") }
    let place = invocation.absolute(to)
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
    let stem = ((invocation.path as NSString).lastPathComponent as NSString).deletingPathExtension
    guard isFolder.boolValue || to.hasSuffix("/") == false else {
      throw Problem(.cannotWrite, "backup: there is no folder \(place)")
    }
    guard isFolder.boolValue || keep == nil else { throw Problem(.usage, "keep: it goes with a folder") }
    if !isFolder.boolValue { try Target.check(place, for: .backup, besides: invocation.path) }
    guard isFolder.boolValue || !isThere || invocation.options.force else {
      throw Problem(
        .cannotWrite, "backup: \(place) exists already", hint: "--force puts the new one in its place")
    }
    let folder = place.hasSuffix("/") ? String(place.dropLast()) : place
    let path =
      isFolder.boolValue ? "\(folder)/\(stem)-\(Practice.backupStamp(invocation.clock)).couplet" : place
    let practice = try invocation.practice()
    try practice.backUp(to: path, replacing: invocation.options.force)
    let old = try keep.map { (keep) throws(Problem) in
      try practice.thinBackups(in: folder, named: stem, keep: keep, written: path)
    }
    let head = try practice.chainState()
    invocation.show(
      ["backup \(path.shown(keepingLines: false))", "read back and checked; " + FileText.head(head)[0]]
        + (old ?? []).map { "removed \($0.shown(keepingLines: false))" },
      json: [
        "file": .string(path), "head": head.head.map { .string($0.code) } ?? .null,
        "removed": .array((old ?? []).map(JSONValue.string)),
      ])
  }
}

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
    let source = try ClosedPractice(at: invocation.absolute(from), isCopy: true)
    let path = invocation.absolute(to)
    guard !source.isSealed || recoveryFile == nil else {
      throw Problem(.usage, "recovery-file: the restored file opens with what opens the backup")
    }
    guard !plain || !source.isSealed else {
      throw Problem(.usage, "plain: the backup is encrypted", hint: "couplet plain-copy makes a plain copy")
    }
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
        + (replaced.kept.map { ["what was there is kept: \($0.shown(keepingLines: false))"] } ?? []),
      json: ["file": .string(path), "kept": replaced.kept.map(JSONValue.string) ?? .null])
  }
}

struct PlainCopy: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "plain-copy", abstract: "Write an unencrypted copy for any SQLite program",
    discussion: """
      couplet plain-copy -o practice.db
      """)

  @OptionGroup var common: CommonOptions
  @Option(name: .customShort("o"), help: "The new file")
  var output: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    guard !OutputFile.isStandardOutput(output) else {
      throw Problem(
        .usage, "output: a copy is a file of SQLite, which doesn't go to standard output", hint: "-o practice.db")
    }
    let path = invocation.absolute(output)
    try Target.check(path, for: .plainCopy, besides: invocation.path)
    if access(path, F_OK) == 0 {
      guard invocation.options.force else {
        throw Problem(.cannotWrite, "output: \(path) exists already", hint: "--force puts the new one in its place")
      }
    }
    let practice = try invocation.practice()
    guard try invocation.confirm("Write every note in clear to \(path)?", otherwise: false) else {
      throw invocation.stoppedOrUnasked
    }
    try practice.copyPlain(to: path, replacing: invocation.options.force)
    invocation.show(
      ["plain copy \(path.shown(keepingLines: false))", "Whoever reads it can read everything; remove it when done."],
      json: ["file": .string(path)])
  }
}
