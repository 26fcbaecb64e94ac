import CoupletCore
import Foundation

/// Words about people that an option carries: `-` in their place keeps them out of the shell's history and out of the list
/// of processes.
enum AskedWords {
  /// The options that carry words, or a name or number of somebody.
  static let options: Set = [
    "--why", "--purpose", "--obstacle", "--plan", "--title", "--told-by", "--decision", "--with", "--to-whom", "--name",
    "--called", "--pronouns", "--phone", "--safe-contact", "--emergency-contact", "--forget", "--new-member", "--label",
    "--counselor", "--credential",
  ]
  /// Options whose words stand behind a name, as `--where Dana=-`.
  private static let assignments: Set = ["--where"]
  /// Commands whose argument is a name, and what is asked for.
  private static let names = ["client add": "full name", "couple add": "label"]

  /// The arguments with the words in the place of each `-`, nil where there is none.
  static func replaced(
    in arguments: [String], of command: String, _ ask: (String) throws(Problem) -> String
  ) throws(Problem) -> [String]? {
    var result = arguments
    var isReplaced = false
    for place in arguments.indices {
      let argument = arguments[place]
      if argument == "--" { break }
      let before = place > 0 ? arguments[place - 1] : ""
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      if argument == "-", options.contains(before) {
        result[place] = try ask(String(before.dropFirst(2)))
      } else if parts.count == 2, parts[1] == "-", options.contains(parts[0]) {
        result[place] = "\(parts[0])=\(try ask(String(parts[0].dropFirst(2))))"
      } else if parts.count == 2, parts[1] == "-", assignments.contains(before) {
        result[place] = "\(parts[0])=\(try ask("\(before.dropFirst(2)) \(parts[0])"))"
      } else if argument == "-", let name = names[command], !before.hasPrefix("--") {
        result[place] = try ask(name)
      } else {
        continue
      }
      isReplaced = true
    }
    return isReplaced ? result : nil
  }
}

extension Invocation {
  /// Words in the place of a `-`: a line at the terminal, else the next line of standard input.
  func words(inPlaceOf option: String) throws(Problem) -> String {
    guard !surroundings.isInteractive else {
      guard canAsk, let line = ask("\(option): ") else { throw Self.stopped }
      return try Wording.typed(line, field: option)
    }
    let rest = try input(field: option)
    let end = rest.firstIndex(where: \.isNewline) ?? rest.endIndex
    // What follows is for the next one, or is the text.
    inputRest = String(rest[end...].dropFirst())
    return try Wording.typed(String(rest[..<end]), field: option)
  }

  /// Puts words in the place of each `-` of an option; true where there was one.
  func askWords() throws(Problem) -> Bool {
    let replaced = try AskedWords.replaced(in: arguments, of: name) { (option) throws(Problem) in
      try words(inPlaceOf: option)
    }
    guard let replaced else { return false }
    arguments = replaced
    return true
  }
}
