import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

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
      let accepted = try closed.acceptLoss(key, invocation.stamp)
      return invocation.show(
        accepted.map { "accepted: \($0)" }
          + [closed.isSealed ? "a journal row says so, and a new anchor is made" : "a journal row says so"],
        json: ["accepted": .string(accepted.joined(separator: "; "))])
    }
    if let salvage { return try copyRows(closed, key, to: Folders.absolute(salvage), invocation) }
    let check = try closed.check(key, deep: deep, now: invocation.clock)
    invocation.show(
      FileText.check(check, file: closed.path, advice: \.text),
      json: FileText.json(check, file: closed.path, advice: \.text))
    if !check.isSound {
      try invocation.finish()
      throw Problem(.damaged, "file: it is not sound", hint: "keep a copy of it as it is before anything else")
    }
  }

  private func copyRows(
    _ closed: ClosedPractice, _ key: PracticeKey?, to path: String, _ invocation: Invocation
  ) throws {
    let salvaged = try closed.salvage(key, to: path, stamp: invocation.stamp)
    let logs = salvaged.logs.map { log in
      log.file.map { "\(log.name) · folded into a copy of the file that it was written for: \($0)" }
        ?? "\(log.name) · texts that stand nowhere else, kept as drafts: \(log.drafts); \(Advice.listDrafts.text)"
    }
    invocation.show(
      FileText.salvaged(
        salvaged.tables.map {
          (name: $0.name, copied: $0.copied, unreadable: $0.unreadable, refused: $0.refused, orphaned: $0.orphaned)
        },
        standIns: salvaged.standIns, leftOut: salvaged.leftOut, mended: salvaged.mended, problem: salvaged.problem,
        file: path) + logs,
      json: [
        "file": .string(path), "stand_ins": .int(salvaged.standIns),
        "problem": salvaged.problem.map(JSONValue.string) ?? .null,
        "left_out": .array(salvaged.leftOut.map(JSONValue.string)),
        "mended": .array(salvaged.mended.map(JSONValue.string)),
        "logs": .array(
          salvaged.logs.map { log in
            [
              "log": .string(log.name), "file": log.file.map(JSONValue.string) ?? .null, "drafts": .int(log.drafts),
            ]
          }),
        "tables": .array(
          salvaged.tables.map { table in
            [
              "table": .string(table.name), "copied": .int(table.copied),
              "unreadable": table.unreadable.map(JSONValue.int) ?? .null,
              "orphaned": .int(table.orphaned), "refused": .int(table.refused),
            ]
          }),
      ])
  }
}
