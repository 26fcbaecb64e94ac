import ArgumentParser
import CoupletCore
import CoupletInterchange
import CoupletReports

struct SystemsCommand: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "systems",
    abstract: "What the work with a couple is about, the commands that record it and where it is read",
    discussion: """
      couplet systems
      couplet systems time-out
      couplet systems --row 14
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "Words to look for; left out, all 35 are listed")
  var words: [String] = []
  @Option(help: "The row's number, 1 to 35")
  var row: Int?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    var rows = try CareSystem.all()
    if let row {
      guard CareSystem.rows.contains(row) else { throw Problem(.badData, "row: \(row) is outside 1 to 35") }
      rows = rows.filter { $0.id == row }
    }
    let wanted = words.map { Folding.fold($0) }
    rows = rows.filter { system in wanted.allSatisfy { system.mentions($0) } }
    guard !rows.isEmpty else {
      throw Problem(.refused, "nothing is found", hint: "couplet systems lists all 35")
    }
    let isWhole = row != nil || !words.isEmpty
    var lines: [String] = []
    for system in rows {
      lines += "\(String(system.id).padded(toCells: 3))\(system.title)".wrapped(toCells: 80, hanging: 3)
      guard isWhole else { continue }
      for record in system.records { lines += "     couplet \(record)".wrapped(toCells: 80, hanging: 9) }
      lines.append("     read on: \(system.pages.map(\.words).joined(separator: ", "))")
      if system.pages.contains(.exercise) { lines.append("     couplet exercise list --row \(system.id)") }
    }
    invocation.show(
      lines,
      json: .array(
        rows.map { system in
          [
            "id": .string(String(system.id)), "title": .string(system.title),
            "records": .array(system.records.map(JSONValue.string)),
            "pages": .array(system.pages.map { .string($0.rawValue) }),
          ]
        }))
  }
}

extension CareSystem {
  /// All 35 in order, as the program carries them.
  static func all() throws(Problem) -> [CareSystem] {
    guard let file = EmbeddedText.files.first(where: { $0.name == "systems.yaml" }) else {
      throw Problem(.internalFault, "the systems are missing")
    }
    return try SystemsFile.decode(file.text, name: file.name)
  }

  /// Whether the folded word stands in its title, its other words or its commands.
  fileprivate func mentions(_ word: String) -> Bool {
    ([title] + words + records).contains { Folding.fold($0).contains(word) }
  }
}

extension CareSystem.Page {
  /// What a counselor calls it.
  fileprivate var words: String {
    switch self {
    case .brief: "brief"
    case .report: "report"
    case .couple: "report --audience joint"
    case .session: "session show"
    case .exercise: "exercise show"
    }
  }
}
