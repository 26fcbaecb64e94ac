public import CoupletCore
import Mustache

/// The templates and the style of HTML pages: ours, each of which a practice can replace.
public struct PageTemplates: Sendable {
  /// A file that takes the place of one of ours.
  public struct File: Hashable, Sendable {
    /// `chart.mustache` or `page.css`.
    let name: String
    /// What errors call it.
    let path: String
    let text: String

    /// A template file as it was read.
    public init(name: String, path: String, text: String) {
      self.name = name
      self.path = path
      self.text = text
    }
  }

  private static let style = "page.css"
  private static let ending = ".mustache"
  /// What may stand in a page without being escaped: what we drew, and the style.
  private static let drawn: Set = ["drawing", "style"]
  /// What templates may name.
  private static let values: Set = [
    ".", "running", "title", "heading", "header", "sections", "hasHeading", "id", "blocks", "kind", "text", "isRule",
    "items",
    "hasDetails", "details", "facts", "label", "value", "hasCaption", "isRepeated", "caption", "columns", "isFigure",
    "rows", "head", "cells", "drawing", "style", "table",
  ]

  /// Ours alone, read when first used; a test reads them.
  public static let ours = (try? PageTemplates(replacing: [])) ?? PageTemplates(library: MustacheLibrary(), style: "")

  let library: MustacheLibrary
  let style: String

  private init(library: MustacheLibrary, style: String) {
    self.library = library
    self.style = style
  }

  /// The names of the files that can be replaced.
  public static var names: [String] { EmbeddedText.files.map(\.name) }

  /// Our templates, those that are given in the place of ours.
  ///
  /// - Throws: bad data with file and line, where one can't be read as a template or would leave half a page.
  public init(replacing own: [File]) throws(Problem) {
    let files = EmbeddedText.files.map { embedded in
      own.last { $0.name == embedded.name } ?? File(name: embedded.name, path: embedded.name, text: embedded.text)
    }
    let templates = files.filter { $0.name.hasSuffix(Self.ending) }
    var library = MustacheLibrary()
    var parts: [String: Set<String>] = [:]
    for file in templates {
      let name = String(file.name.dropLast(Self.ending.count))
      // Ours are looked at by a test, and not again for every page.
      if !own.isEmpty { parts[name] = try Self.parts(of: file, among: Set(templates.map(\.name))) }
      if name == "page", own.contains(file) { try Self.checkPage(file) }
      do {
        try library.register(file.text, named: name)
      } catch let error as MustacheTemplate.ParserError {
        throw Self.problem(file, error.context.lineNumber, Self.words(for: error.error))
      } catch {
        throw Self.problem(file, 1, "isn't a template")
      }
    }
    for file in templates {
      let name = String(file.name.dropLast(Self.ending.count))
      if Self.reaches(name, from: name, parts) { throw Self.problem(file, 1, "takes itself in, which never ends") }
    }
    self.library = library
    let css = files.first { $0.name == Self.style }
    if let css, own.contains(css) { try Self.checkStyle(css) }
    style = css?.text ?? ""
  }

  // MARK: Checks

  private static func problem(_ file: File, _ line: Int, _ words: String) -> Problem {
    Problem(.badData, "template: \(file.path), line \(line): \(words)", hint: "without the file, ours takes its place")
  }

  private static func words(for error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "a section is closed that isn't the one open"
    case .expectedSectionEnd: "a section isn't closed"
    case .unfinishedName: "a tag isn't finished"
    default: "isn't a template"
    }
  }

  /// The templates that a file takes in; every name in it is one that pages know.
  private static func parts(of file: File, among names: Set<String>) throws(Problem) -> Set<String> {
    var parts: Set<String> = []
    for (line, tag) in try tags(in: file) {
      let isUnescaped = tag.hasPrefix("{") || tag.hasPrefix("&")
      let sign = tag.first.map { "{&#^/>!=<$%".contains($0) ? $0 : " " } ?? " "
      var name = (sign == " " ? tag : String(tag.dropFirst())).trimmed
      switch sign {
      case "!": continue
      case ">":
        if name == "*kind" {
          parts.formUnion(HTMLPage.kinds)
          continue
        }
        guard names.contains(name + ending) else {
          throw problem(file, line, "there is no template '\(name.shownOnOneLine(limit: 40))'")
        }
        parts.insert(name)
      case "=", "<", "$", "%": throw problem(file, line, "'\(sign)' is more than pages need")
      default:
        if name.hasPrefix(".") && name != "." { name.removeFirst() }
        guard values.contains(name) else {
          throw problem(file, line, "a page has no '\(name.shownOnOneLine(limit: 40))'")
        }
        guard !isUnescaped || drawn.contains(name) else {
          throw problem(file, line, "'\(name)' was typed by somebody; it takes two braces")
        }
      }
    }
    return parts
  }

  /// A page has its heading, for whom it is and all its parts, and lets nothing in from elsewhere.
  private static func checkPage(_ file: File) throws(Problem) {
    let tags = Set(try tags(in: file).map(\.tag.trimmed))
    for needed in ["heading", "#header", "#sections"] where !tags.contains(needed) {
      throw problem(file, 1, "a page needs {{\(needed)}}")
    }
    guard file.text.contains("Content-Security-Policy") else {
      throw problem(file, 1, "a page needs the Content-Security-Policy of ours")
    }
  }

  /// What stands between double braces, without a third, with the line it stands on.
  private static func tags(in file: File) throws(Problem) -> [(line: Int, tag: String)] {
    var tags: [(Int, String)] = []
    var line = 1
    var rest = Substring(file.text)
    while let open = rest.firstRange(of: "{{") {
      line += rest[..<open.lowerBound].count(where: \.isNewline)
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(of: "}}") else { throw problem(file, line, "a tag isn't finished") }
      tags.append((line, String(rest[..<close.lowerBound])))
      line += rest[..<close.lowerBound].count(where: \.isNewline)
      rest = rest[close.upperBound...]
    }
    return tags
  }

  private static func reaches(_ wanted: String, from name: String, _ parts: [String: Set<String>]) -> Bool {
    var (seen, open) = (Set<String>(), Array(parts[name] ?? []))
    while let next = open.popLast() {
      if next == wanted { return true }
      if seen.insert(next).inserted { open += parts[next] ?? [] }
    }
    return false
  }

  /// A style ends where the page says so, and takes nothing from elsewhere.
  private static func checkStyle(_ file: File) throws(Problem) {
    for (place, line) in file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = line.lowercased()
      for found in ["</", "<!--", "@import", "url("] where line.contains(found) {
        throw problem(file, place + 1, "'\(found)' has no place in the style of a page")
      }
    }
  }
}
