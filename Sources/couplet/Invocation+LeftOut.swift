import CoupletCore
import CoupletStore

/// A command line without an argument that it wants.
struct LeftOut {
  /// What help calls the argument, as `couple`.
  let argument: String
  /// The command's name.
  let command: String

  /// Arguments that mean a couple, or what a couple's name stands for: a session, or the one record of its kind.
  private static let ofCouples: Set = [
    "couple", "session", "note", "homework", "promise", "injury", "goal", "risk", "item", "jot", "entry", "measure",
    "record", "notes",
  ]
  /// Arguments of which there may be several, and how they are asked for.
  private static let several = [
    "aims": "aims (NAME=improve, clarify, separate or unsure)",
    "accounts": "mark (NAME=kept, partly, missed or renegotiated)",
  ]
  /// Arguments that are a file or a folder, which nobody chooses from a list.
  private static let files: Set = ["file", "files", "from", "to"]

  /// What is meant by the argument.
  private enum Meaning { case couple, client, exercise, scale, format, line }

  private var meaning: Meaning? {
    switch argument {
    case "line": command == "agenda done" ? .couple : .line
    case "keep", "drop": .client
    case "name": ["client show", "client edit", "couple join"].contains(command) ? .client : .line
    case "scale": .scale
    case "id":
      command.hasPrefix("exercise") ? .exercise : command.hasPrefix("scale") ? .scale : .format
    case _ where Self.ofCouples.contains(argument): .couple
    case _ where Self.files.contains(argument): nil
    default: .line
    }
  }

  /// The argument that the parser misses; nil where it isn't one that can be asked for.
  init?(_ argument: String, of command: String) {
    (self.argument, self.command) = (argument, command)
    if meaning == nil { return nil }
  }

  /// The argument that the parser's sentence names.
  static func argument(in sentence: String) -> String? {
    sentence.firstMatch(of: #/^(?:Error: )?Missing expected argument '<([a-z-]+)>/#).map { String($0.output.1) }
  }

  /// What stands for it, asked for at the terminal; several words where it takes several.
  func asked(_ invocation: Invocation) throws(Problem) -> [String] {
    let typed = try one(invocation)
    return Self.several[argument] == nil ? [typed] : typed.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private func one(_ invocation: Invocation) throws(Problem) -> String {
    guard invocation.canAsk else { throw missing }
    switch meaning {
    case .couple:
      // A jot is kept without opening the file: whose it is, is found later.
      if command == "jot", invocation.isLocked(try invocation.closedPractice()) {
        return try invocation.neededLine(nil, field: "couple", as: "COUPLE")
      }
      guard let couple = try invocation.askedCouple() else { throw missing }
      return couple.handle.description
    case .client:
      let clients = try invocation.directory().clients
      guard let client = try invocation.choose("client: who?", among: clients, row: { "\($0.id) \($0.name)" }) else {
        throw missing
      }
      return client.id.description
    case .exercise, .scale, .format:
      let names = try invocation.definitions().names(kind)
      guard let name = try invocation.choose("\(kind.rawValue): which?", among: names, row: \.row) else {
        throw missing
      }
      return name.id
    case .line, nil:
      guard invocation.canAsk, let line = invocation.ask("\(Self.several[argument] ?? argument): ")?.trimmed,
        !line.isEmpty
      else { throw Invocation.stopped }
      return line
    }
  }

  private var kind: StoredDefinition.Kind {
    switch meaning {
    case .exercise: .exercise
    case .scale: .scale
    default: .format
    }
  }

  /// What is said where nobody can be asked.
  private var missing: Problem {
    let (form, list): (String, String?) =
      switch meaning {
      case .couple:
        switch argument {
        case "couple": ("COUPLE", "couplet couple list shows the handles")
        case "session": ("COUPLE, COUPLE@DATE or the session's id", "couplet couple list shows the handles")
        case "record": ("ID", "each list shows the ids")
        case "notes": ("COUPLE for its drafts, or their ids", "couplet note list --unsigned shows them all")
        default: ("ID, or COUPLE for its only one", "couplet couple list shows the handles")
        }
      case .client: ("NAME", "couplet client list shows them all")
      case .exercise: ("ID", "couplet exercise list shows them all")
      case .scale: ("ID", "couplet scale list shows them all")
      case .format: ("ID", "couplet note formats shows them all")
      case .line, nil: (argument.uppercased(), nil)
      }
    let words = list.map { "; \($0)" } ?? ""
    return Problem(.usage, "\(argument): is missing", hint: "couplet \(command) \(form)\(words)")
  }
}

extension Definitions {
  /// The newest of each definition of a kind, by its name and title, in the order of the names.
  func names(_ kind: StoredDefinition.Kind) throws(Problem) -> [(id: String, row: String)] {
    let library = try all(kind)
    let pairs: [(String, String)] =
      switch kind {
      case .exercise: library.newestExercises.map { ($0.id.description, $0.title) }
      case .scale: library.scales.map { ($0.id.description, $0.title) }
      case .format: library.formats.map { ($0.id.description, $0.title) }
      case .ratings: []
      }
    var seen: Set<String> = []
    return pairs.sorted { $0.0 < $1.0 }.filter { seen.insert($0.0).inserted }.map {
      (id: $0.0, row: "\($0.0) · \($0.1)")
    }
  }
}
