import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

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
    let path = Folders.absolute(output)
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
