import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

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
