/// A note's text in its sections: what stands beneath each line `## Title`.
public struct NoteText: Hashable, Sendable {
  /// What a heading's line begins with.
  public static let mark = "## "

  /// A section, or what stands before the first heading.
  public struct Part: Hashable, Sendable {
    /// The heading without the mark and the white space around it; nil before the first heading.
    public let heading: String?
    /// The heading's line as it came, with its end; empty before the first heading.
    public let line: String
    /// What stands beneath the heading, as it came.
    public let text: String

    /// Whether nothing was written there.
    public var isEmpty: Bool { text.allSatisfy(\.isWhitespace) }
  }

  /// How a text's headings differ from those of its format.
  public struct Check: Hashable, Sendable {
    /// Headings that the format doesn't have, as they were written.
    public let unknown: [String]
    /// The format's headings that the text doesn't have.
    public let missing: [String]
    /// The format's headings with nothing beneath them.
    public let empty: [String]

    /// The missing headings that an unknown one may have been meant to be, nearest first.
    public func meant(by unknown: String) -> [String] {
      Nearest.words(to: NoteText.key(unknown), among: missing.map(NoteText.key))
        .compactMap { near in missing.first { NoteText.key($0) == near } }
    }
  }

  /// The parts in order; their lines and texts one after the other are the text, byte for byte.
  public let parts: [Part]

  /// Reads a text; every text can be read.
  public init(_ text: String) {
    var parts: [Part] = []
    var heading: (words: String, line: String)?
    var body = ""
    func close() {
      if heading != nil || !body.isEmpty {
        parts.append(Part(heading: heading?.words, line: heading?.line ?? "", text: body))
      }
    }
    for line in Self.lines(of: text) {
      if let words = Self.heading(in: line) {
        close()
        heading = (words, line)
        body = ""
      } else {
        body += line
      }
    }
    close()
    self.parts = parts
  }

  /// How the headings differ from a format's; a format without headings leaves them to the writer.
  public func check(against headings: [NoteFormat.Heading]) -> Check {
    guard !headings.isEmpty else { return Check(unknown: [], missing: [], empty: []) }
    let known = Set(headings.map { Self.key($0.title) })
    let written = parts.compactMap(\.heading)
    let filled = Set(parts.filter { !$0.isEmpty }.compactMap { $0.heading.map(Self.key) })
    let there = Set(written.map(Self.key))
    let own = headings.filter { !$0.isOfAll }.map(\.title)
    return Check(
      unknown: written.filter { !known.contains(Self.key($0)) },
      missing: own.filter { !there.contains(Self.key($0)) },
      empty: own.filter { there.contains(Self.key($0)) && !filled.contains(Self.key($0)) })
  }

  /// A text that came in with its headings written as `Plan: Friday.`, with them as this format's notes have them.
  ///
  /// Only what is exactly one of the headings is taken for one, where it stands once at the beginning of a line and isn't
  /// there with the mark: all else may be a sentence.
  ///
  /// - Returns: the text, and the headings that were taken so.
  public static func marked(_ text: String, with headings: [NoteFormat.Heading]) -> (text: String, taken: [String]) {
    let titles = Dictionary(headings.filter { !$0.isOfAll }.map { (key($0.title), $0.title) }) { first, _ in first }
    let there = Set(NoteText(text).parts.compactMap(\.heading).map(key))
    let lines = lines(of: text).map { line -> (line: String, key: String?, rest: Substring) in
      let colons = line.indices.filter { line[$0] == ":" || line[$0] == "：" }.prefix(2)
      // The longest counts: a partner's heading has a colon of its own.
      for colon in colons.reversed() where titles[key(String(line[..<colon]))] != nil {
        return (line, key(String(line[..<colon])), line[line.index(after: colon)...])
      }
      return (line, nil, "")
    }
    let counts = Dictionary(lines.compactMap(\.key).map { ($0, 1) }, uniquingKeysWith: +)
    var taken: [String] = []
    let marked = lines.map { line, key, rest in
      guard let key, counts[key] == 1, !there.contains(key), let title = titles[key] else { return line }
      taken.append(title)
      let words = String(rest).trimmed
      return mark + title + "\n" + (words.isEmpty ? "" : words + "\n")
    }
    return taken.isEmpty ? (text, []) : (marked.joined(), taken)
  }

  /// The text for an editor: beneath each heading with nothing written there, its prompt as comment lines.
  ///
  /// Without the lines that begin with the mark it is the text again, if none of the text's own lines begins so.
  public func withPrompts(of headings: [NoteFormat.Heading], commentMark: String) -> String {
    let prompts = Dictionary(headings.map { (Self.key($0.title), $0.prompt) }) { first, _ in first }
    return parts.map { part in
      guard let heading = part.heading, part.isEmpty, let prompt = prompts[Self.key(heading)] else {
        return part.line + part.text
      }
      let comments = Self.wrapped(prompt).map { "\(commentMark) \($0)" }.joined(separator: "\n")
      // The last line of a text may have no end; then the comments get none either.
      return part.line.utf8.last == Self.newline
        ? part.line + comments + "\n" + part.text : part.line + "\n" + comments
    }.joined()
  }

  /// What was planned: the last section with a text whose heading begins with the word `Plan`, else with `Next`.
  ///
  /// Of a section for each partner it is all of them, a partner's name before each.
  public var plan: String? {
    for word in ["plan", "next"] {
      let plans = parts.filter { !$0.isEmpty && Folding.words($0.heading ?? "").first == word }
      guard let last = plans.last else { continue }
      guard last.name != nil else { return last.text.trimmed }
      return plans.filter { $0.name != nil && $0.title == last.title }
        .map { "\($0.name ?? ""): \($0.text.trimmed)" }.joined(separator: "\n")
    }
    return nil
  }

  // MARK: Helpers

  private static let newline = UInt8(ascii: "\n")

  /// The lines with their ends; bytes are compared, since a character may hold more than the end of a line.
  private static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var rest = text.utf8[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: newline).map { rest.index(after: $0) } ?? rest.endIndex
      lines.append(String(decoding: rest[..<end], as: UTF8.self))
      rest = rest[end...]
    }
    return lines
  }

  /// The heading's words; a mark with nothing after it is text.
  private static func heading(in line: String) -> String? {
    guard line.utf8.starts(with: mark.utf8) else { return nil }
    let words = String(decoding: line.utf8.dropFirst(mark.utf8.count), as: UTF8.self).trimmed
    return words.isEmpty ? nil : words
  }

  /// What makes two headings the same for a reader.
  fileprivate static func key(_ heading: String) -> String { Folding.fold(heading.trimmed) }

  /// Lines of at most so many characters, broken between words: with the comment's mark they fit 80 columns.
  private static func wrapped(_ text: String, to width: Int = 76) -> [String] {
    text.split(separator: " ").reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
  }
}

extension NoteText.Part {
  /// `Plan` of `Plan: Maya`, folded; a title of a format has no colon.
  fileprivate var title: String { NoteText.key(pieces.first ?? "") }

  /// `Maya` of `Plan: Maya`.
  fileprivate var name: String? { pieces.count > 1 ? pieces[1] : nil }

  private var pieces: [String] {
    (heading ?? "").split(separator: ":", maxSplits: 1).map { String($0).trimmed }.filter { !$0.isEmpty }
  }
}
