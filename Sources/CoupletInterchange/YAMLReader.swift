import CoupletCore
import Yams

/// One value of a YAML file and where it stands, read by type; every error says `FILE:LINE: FIELD: RULE`.
///
/// Types are those of the JSON Schemas: `1.0` is a whole number, `yes` is no text unless it is in quotes.
struct YAMLReader {
  /// The name that errors give the file.
  let file: String
  /// `items`, `entry 3`, `max`; empty for the whole file.
  let path: [String]
  /// The line of the key, or of the list's entry.
  let line: Int
  let node: Node

  /// Bad data at this value.
  func problem(_ rule: String, hint: String? = nil) -> Problem {
    YAMLFile.problem((path + [rule]).joined(separator: ": "), file: file, line: line, hint: hint)
  }

  // MARK: Keys

  /// The value of a key; the keys are checked by `allow`.
  func optional(_ key: String) -> YAMLReader? {
    guard let pair = node.mapping?.first(where: { $0.key.scalar?.string == key }) else { return nil }
    return YAMLReader(file: file, path: path + [key], line: pair.key.mark?.line ?? line, node: pair.value)
  }

  /// The value of a key that has to be there.
  func required(_ key: String) throws(Problem) -> YAMLReader {
    guard let value = optional(key) else {
      throw YAMLFile.problem((path + [key, "is missing"]).joined(separator: ": "), file: file, line: line)
    }
    return value
  }

  /// Refuses what is no group of keys, and every key but these.
  func allow(_ known: [String]) throws(Problem) {
    guard let mapping = node.mapping else { throw problem(isNull ? "has no value" : "has to be a group of keys") }
    for key in mapping.keys {
      let name = key.scalar?.string ?? ""
      if known.contains(name) { continue }
      let shown = name.shownOnOneLine(limit: 40)
      throw YAMLFile.problem(
        (path + [shown, "is unknown"]).joined(separator: ": "), file: file, line: key.mark?.line ?? line,
        hint: Self.meant(name, among: known))
    }
  }

  // MARK: Values

  /// A text that is not blank, of at most so many code points.
  func string(upTo longest: Int) throws(Problem) -> String {
    guard let scalar = node.scalar else { throw problem("has to be a text") }
    if isNull { throw problem("has no value") }
    guard node.tag == Tag(.str) else { throw problem("has to be a text", hint: "put it in quotes") }
    let text = scalar.string
    guard !text.trimmed.isEmpty else { throw problem("is empty") }
    let length = text.unicodeScalars.count
    guard length <= longest else { throw problem("has \(length) characters; \(longest) are allowed") }
    return text
  }

  /// One clean line of at most so many code points.
  func line(upTo longest: Int) throws(Problem) -> String {
    let text = try string(upTo: longest)
    let clean = zip(text.unicodeScalars, text.shown(keepingLines: false).unicodeScalars).prefix { $0 == $1 }.count
    guard clean == text.unicodeScalars.count else {
      throw problem("has a control character or line break at position \(clean + 1)")
    }
    return text
  }

  /// A name or other short line.
  func name() throws(Problem) -> String { try line(upTo: Wording.longestName) }

  /// A text of several sentences.
  func text() throws(Problem) -> String { try string(upTo: DefinitionText.longestText) }

  /// A finite number in decimal digits; YAML's other forms, as 0x1F and 1:30, are refused since few people know them.
  func double() throws(Problem) -> Double {
    guard let scalar = node.scalar, !isNull else { throw problem(isNull ? "has no value" : "has to be a number") }
    let isNumber = Self.isDecimal(scalar.string)
    if isNumber, scalar.style != .plain { throw problem("has to be a number without quotes") }
    guard isNumber, [Tag(.int), Tag(.float)].contains(node.tag), let value = Double(scalar.string) else {
      throw problem("has to be a number")
    }
    guard value.isFinite else { throw problem("is too large") }
    return value
  }

  /// A whole number.
  func int() throws(Problem) -> Int {
    let value = try double()
    guard value == value.rounded() else { throw problem("has to be a whole number") }
    guard let whole = Int(exactly: value) else { throw problem("is too large") }
    return whole
  }

  /// A whole number of that range.
  func int(in range: ClosedRange<Int>) throws(Problem) -> Int {
    let value = try int()
    guard range.contains(value) else {
      throw problem("\(value) is outside \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// `true` or `false`, or one of YAML's other words for them.
  func bool() throws(Problem) -> Bool {
    guard let answer = plainBool else {
      throw problem(isNull ? "has no value" : "has to be true or false, without quotes")
    }
    return answer
  }

  /// The answer where it is one of YAML's words for yes and no, nil for anything else.
  var plainBool: Bool? {
    guard let scalar = node.scalar, node.tag == Tag(.bool) else { return nil }
    return ["true", "yes", "on"].contains(scalar.string.lowercased())
  }

  /// One of the words that the type knows.
  func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) throws(Problem) -> Choice
  where Choice.RawValue == String {
    let words = type.allCases.map(\.rawValue)
    if let scalar = node.scalar, node.tag == Tag(.str), let choice = Choice(rawValue: scalar.string) { return choice }
    if isNull { throw problem("has no value") }
    let list = words.dropLast().joined(separator: ", ") + (words.count > 1 ? " or " : "") + (words.last ?? "")
    throw problem("has to be \(list)", hint: Self.meant(node.scalar?.string ?? "", among: words))
  }

  /// The entries of a list, so many as are allowed.
  func entries(_ allowed: ClosedRange<Int> = 0...10_000) throws(Problem) -> [YAMLReader] {
    guard let sequence = node.sequence else { throw problem(isNull ? "has no value" : "has to be a list") }
    if sequence.count < allowed.lowerBound {
      throw problem("\(sequence.count) given; at least \(allowed.lowerBound) needed")
    }
    if sequence.count > allowed.upperBound { throw problem("\(sequence.count) given; \(allowed.upperBound) allowed") }
    return sequence.enumerated().map { index, entry in
      YAMLReader(file: file, path: path + ["entry \(index + 1)"], line: entry.mark?.line ?? line, node: entry)
    }
  }

  /// The entries of a list, each read alike.
  func list<Entry>(
    _ allowed: ClosedRange<Int> = 0...10_000, of read: (YAMLReader) throws(Problem) -> Entry
  ) throws(Problem) -> [Entry] {
    try entries(allowed).map(read)
  }

  // MARK: Rules of the core

  /// What the core makes of values already read; its errors, `field: rule`, get the line of that field in this value.
  func placing<Value>(_ make: @autoclosure () throws(Problem) -> Value) throws(Problem) -> Value {
    do { return try make() } catch {
      throw Problem(.badData, "\(file):\(line(of: error.message)): \(error.message)", hint: error.hint)
    }
  }

  /// The line of the field that the message begins with, as far down as there are such values; names above are passed.
  private func line(of message: String) -> Int {
    message.split(separator: ": ").map(String.init).reduce(self) { place, part in
      place.optional(part) ?? place.entry(part) ?? place
    }.line
  }

  /// The entry that `entry 2`, `item 9 is unknown` or `consensus` names, the last one of several.
  private func entry(_ words: String) -> YAMLReader? {
    guard let entries = try? entries() else { return nil }
    let words = words.split(separator: " ").map(String.init)
    guard let first = words.first else { return nil }
    if first == "entry", words.count > 1, let number = Int(words[1]), entries.indices.contains(number - 1) {
      return entries[number - 1]
    }
    let id = first == "item" && words.count > 1 ? words[1] : first
    return entries.last { ($0.optional("id") ?? $0).node.scalar?.string == id }
  }

  // MARK: Helpers

  private var isNull: Bool { node.scalar != nil && node.tag == Tag(.null) }

  /// `-12.5`; a 0 in front of digits means octal to YAML.
  private static func isDecimal(_ text: String) -> Bool {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    guard text.utf8.count - digits.count <= 1 else { return false }
    let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.contains { !$0.isEmpty }
      && parts.allSatisfy { $0.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
      && (parts[0].count <= 1 || parts[0].first != UInt8(ascii: "0"))
  }

  private static func meant(_ word: String, among words: [String]) -> String? {
    let near = Nearest.words(to: Folding.fold(word.prefix(40)), among: words)
    return near.isEmpty ? nil : "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))"
  }
}
