import CoupletCore

/// What a line that was entered in live capture asks for.
enum LiveInput: Equatable {
  case nothing
  /// A line to keep.
  case text(String)
  case help, list, undo, done, both
  /// From now on that member alone is in the room.
  case only(String)
  /// Another command, about this couple and session, with the words that follow its name.
  case command(LiveCommand, words: [String])
  /// That member came late, by so many minutes; by the clock when left out.
  case late(String, minutes: Int?)
  /// A line for the psychotherapy notes; asked for when it doesn't follow.
  case `private`(String?)

  /// The words that may follow the slash.
  static let names =
    ["help", "list", "undo", "done", "only", "alone", "both", "all", "late", "private"]
    + LiveCommand.allCases.map(\.rawValue)

  /// Reads a line; one that begins with a slash is a command, and with two of them a text.
  ///
  /// - Throws: a usage problem, which never says what stands on the line.
  init(_ line: String) throws(Problem) {
    let line = TextIn.line(line)
    guard line.hasPrefix("/") else {
      self = line.isEmpty ? .nothing : .text(line)
      return
    }
    guard !line.hasPrefix("//") else {
      let text = String(line.dropFirst())
      self = text == "/" ? .nothing : .text(text)
      return
    }
    let name = Self.whole(Folding.fold(String(line.dropFirst().prefix { !$0.isWhitespace })))
    let rest = String(line.dropFirst().drop { !$0.isWhitespace }).trimmed
    if let command = LiveCommand(rawValue: name) {
      self = .command(command, words: try LiveWords.split(rest, field: name))
      return
    }
    guard Self.names.contains(name) else {
      let begun = name.isEmpty ? [] : Self.names.filter { $0.hasPrefix(name) }
      let near = (begun.isEmpty ? Nearest.words(to: name, among: Self.names) : begun).map { "/\($0)" }.joined(
        separator: " or ")
      throw Problem(
        .usage, "live: there is no command of that name; nothing was kept",
        hint:
          "\(near.isEmpty ? "/help lists them" : "did you mean \(near)"); a text that begins with / is written with //")
    }
    if name == "private" {
      self = .private(rest.isEmpty ? nil : rest)
      return
    }
    let words = try LiveWords.split(rest, field: name)
    if name == "late" {
      self = try Self.late(words)
      return
    }
    guard words.count == (["only", "alone"].contains(name) ? 1 : 0) else {
      throw Problem(
        .usage, "\(name): it takes \(["only", "alone"].contains(name) ? "one name" : "nothing more"); nothing was kept")
    }
    switch name {
    case "help": self = .help
    case "list": self = .list
    case "undo": self = .undo
    case "done": self = .done
    case "only", "alone": self = .only(words[0])
    default: self = .both
    }
  }
}

extension LiveInput {
  /// The command that a word begins, where it begins one alone; else the word.
  fileprivate static func whole(_ word: String) -> String {
    let begun = names.filter { $0.hasPrefix(word) }
    return !word.isEmpty && begun.count == 1 ? begun[0] : word
  }

  /// `Rob`, `Rob 20` or `Rob=20`.
  fileprivate static func late(_ words: [String]) throws(Problem) -> LiveInput {
    let parts = words.count == 1 ? words[0].split(separator: "=", maxSplits: 1).map(String.init) : words
    let minutes = parts.count == 2 ? Int(parts[1]) : nil
    guard parts.count == 1 || parts.count == 2 && minutes != nil else {
      throw Problem(.usage, "late: it takes a name, and minutes; nothing was kept", hint: "/late NAME 20")
    }
    return .late(parts[0], minutes: minutes)
  }
}

/// A command of the program that live capture takes, with the couple and the session filled in.
enum LiveCommand: String, CaseIterable {
  case tally, homework, promise, measure, rate, risk, agenda, win

  /// What the command is about.
  struct Place {
    let couple: String
    let session: String
    /// The one member in the room, as an audience is typed; nil when all are there.
    let alone: String?
  }

  /// The program's arguments, and the text that goes to the command's standard input: it is no argument anywhere.
  func arguments(_ words: [String], _ place: Place) -> (arguments: [String], text: String?) {
    switch self {
    case .tally: (["tally", place.session] + Self.tally(words), nil)
    case .homework:
      (
        ["homework", "assign", place.couple] + words + filled("session", place.session, in: words) + own(words, place),
        nil
      )
    case .measure:
      (
        ["measure", place.couple] + words
          + (words.contains { $0.hasPrefix("--on") } ? [] : filled("session", place.session, in: words)), nil
      )
    case .rate:
      (["rate", place.couple] + filled("session", place.session, in: words) + own(words, place) + words, nil)
    case .promise: withText(["promise", "add", place.couple] + own(words, place), words)
    case .risk: withText(["risk", "add", place.couple], words)
    case .agenda: withText(["agenda", "add", place.couple], words)
    case .win: withText(["win", "add", place.couple] + own(words, place), words)
    }
  }

  private func filled(_ option: String, _ value: String, in words: [String]) -> [String] {
    words.contains { $0 == "--\(option)" || $0.hasPrefix("--\(option)=") } ? [] : ["--\(option)", value]
  }

  /// What comes up while one is alone is theirs.
  private func own(_ words: [String], _ place: Place) -> [String] {
    place.alone.map { filled("audience", $0, in: words) } ?? []
  }

  /// Options that take no value.
  private static let flags: Set<String> = ["--yes", "--no-input", "--json", "--force", "--mine"]

  /// The options as arguments, and all other words as the text; without any it is asked for.
  private func withText(_ start: [String], _ words: [String]) -> (arguments: [String], text: String?) {
    var arguments = start
    var text: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        text.append(word)
        continue
      }
      arguments.append(word)
      if !word.contains("="), !Self.flags.contains(word), let value = rest.popFirst() { arguments.append(value) }
    }
    return (arguments + ["-"], text.isEmpty ? nil : text.joined(separator: " "))
  }

  /// `Rob criticism 2 contempt repair accepted` as options, each adding to what was counted before; what begins with
  /// `--` stays as it is.
  private static func tally(_ words: [String]) -> [String] {
    guard let name = words.first, !name.hasPrefix("--") else { return words }
    var arguments = ["--member", name]
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      guard !word.hasPrefix("--") else { return arguments + [word] + rest }
      arguments.append("--\(word)")
      if ["disclosure", "repair", "timeout"].contains(word) {
        if let outcome = rest.popFirst() { arguments.append(outcome) }
      } else if let number = rest.first.flatMap({ Int($0) }), number >= 0 {
        arguments.append("+\(number)")
        rest.removeFirst()
      } else {
        arguments.append("+1")
      }
    }
    return arguments
  }
}

/// A line as words, quotes around those that have blanks.
///
/// A quote counts at the beginning of a word, or after `=`, and ends before a blank: an apostrophe is one.
enum LiveWords {
  static func split(_ line: String, field: String) throws(Problem) -> [String] {
    var words: [String] = []
    var word = ""
    var isInWord = false
    var quote: Character?
    let characters = Array(line)
    for (place, character) in characters.enumerated() {
      let isBeforeBlank = place + 1 == characters.count || characters[place + 1].isWhitespace
      if let open = quote {
        if character == open, isBeforeBlank { quote = nil } else { word.append(character) }
      } else if character.isWhitespace {
        if isInWord { words.append(word) }
        (word, isInWord) = ("", false)
      } else if character == "\"" || character == "'", !isInWord || word.last == "=" {
        (quote, isInWord) = (character, true)
      } else {
        word.append(character)
        isInWord = true
      }
    }
    guard quote == nil else {
      throw Problem(.usage, "\(field): a quote is open; nothing was kept", hint: "close it before a blank or the end")
    }
    return isInWord ? words + [word] : words
  }
}
