import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

struct Initialize: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a new practice file",
    discussion: """
      couplet init --counselor "Ada Voss" --credential LMFT
      couplet init --plain
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Not encrypted")
  var plain = false
  @Option(help: "Write the recovery code there instead of showing it")
  var recoveryFile: String?
  @Option(help: "The name that stands under notes")
  var counselor: String?
  @Option(help: "The counselor's credential")
  var credential: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let counselor = try counselor.map { (name) throws(Problem) in try Wording.properName(name, field: "counselor") }
    let credential = try credential.map { (text) throws(Problem) in try Wording.properName(text, field: "credential") }
    let path = try invocation.path
    if invocation.isUsualPath { try makeFolder(of: path) }
    guard access(path, F_OK) != 0 else { throw Problem(.cannotWrite, "file: \(path) exists already") }
    guard !plain || recoveryFile == nil else {
      throw Problem(.usage, "recovery-file: a file that is not encrypted has no recovery code")
    }
    func make(_ seal: NewSeal?) throws(Problem) {
      try Practice.create(
        at: path, seal: seal, counselor: counselor, credential: credential, stamp: invocation.stamp,
        memory: invocation.memory)
    }
    if plain {
      try make(nil)
    } else {
      try invocation.withNewSeal(passphrase: invocation.newPassphrase(), recoveryFile: recoveryFile, of: path, make)
    }
    let shell = (invocation.surroundings.environment["SHELL"] as NSString?)?.lastPathComponent ?? "bash"
    invocation.show(
      [
        "made \(path.shown(keepingLines: false))",
        plain
          ? "The file is not encrypted: whoever reads your disk can read it."
          : "The file is encrypted; couplet unlock keeps it open for a while.",
        "",
        "Names don't belong in the shell's history. This line keeps them out of it:",
        "  \(Self.historyLine(shell))",
      ],
      json: ["file": .string(path), "encrypted": .bool(!plain)])
  }

  /// What keeps the program's commands out of a shell's history, from the next shell on.
  private static func historyLine(_ shell: String) -> String {
    switch shell {
    case "zsh": #"echo 'HISTORY_IGNORE="(couplet|couplet *)"' >> ~/.zshrc"#
    case "fish":
      "echo 'function fish_should_add_to_history; not string match -qr \"^couplet\" -- $argv; end' >> ~/.config/fish/config.fish"
    default: #"echo 'HISTIGNORE="couplet*${HISTIGNORE:+:$HISTIGNORE}"' >> ~/.bashrc"#
    }
  }

  private func makeFolder(of path: String) throws(Problem) {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Problem(.cannotWrite, "file: the folder \(folder) can't be made")
    }
  }
}
