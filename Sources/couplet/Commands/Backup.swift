import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

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
    let place = Folders.absolute(to)
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
    let stem = ((try invocation.path as NSString).lastPathComponent as NSString).deletingPathExtension
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
