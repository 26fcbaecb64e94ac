/// A note's format: ordered sections, each with a prompt and a scope; without sections a note is one text.
public struct NoteFormat: Hashable, Sendable, Identifiable {
  /// A format's short name, `dap-couples`.
  public struct ID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as typed.
    public let description: String

    /// Reads a short name.
    ///
    /// - Throws: bad data when it is not lower-case letters, digits and single hyphens, or longer than 40 characters.
    public init(_ text: String) throws(Problem) { description = try Figure.slug(text, field: "id") }

    /// In the order of the names' characters.
    public static func < (left: ID, right: ID) -> Bool { left.description < right.description }
  }

  /// Whom a section is about.
  public enum Scope: String, CaseIterable, Sendable {
    /// Both together.
    case couple
    /// One heading for each partner who was present.
    case partner = "each-partner"
    /// What goes on between them.
    case interaction
  }

  /// One section of the format.
  public struct Section: Hashable, Sendable {
    /// Characters in a title: with a name after it, it still is one line on a page.
    public static let longestTitle = 60

    /// The heading, without a partner's name.
    public let title: String
    /// What to write there, in one or two sentences.
    public let prompt: String
    /// Whom it is about.
    public let scope: Scope
    /// Whether the lines of live capture belong there.
    public let takesLines: Bool

    /// A section.
    ///
    /// - Parameter field: where the section stands, as errors say it.
    /// - Throws: bad data, `field: rule`, when a text is empty, too long, of several lines, or a title has # or a colon.
    public init(
      title: String, prompt: String, scope: Scope, takesLines: Bool = false, field: String = "section"
    ) throws(Problem) {
      self.title = try DefinitionText.line(title, field: "\(field): title", upTo: Self.longestTitle)
      // A # makes the heading and a colon stands before a partner's name: neither may come from the title itself.
      guard !self.title.unicodeScalars.contains(where: { $0 == "#" || $0 == ":" }) else {
        throw Problem(.badData, "\(field): title: has # or a colon")
      }
      self.prompt = try DefinitionText.line(prompt, field: "\(field): prompt")
      self.scope = scope
      self.takesLines = takesLines
    }

    /// What makes two headings the same for a reader.
    fileprivate var key: [String] { [Folding.fold(title), scope == .partner ? "partner" : ""] }
  }

  /// A section's heading in the note of one session.
  public struct Heading: Hashable, Sendable {
    /// `Plan`, or `Data: Maya`.
    public let title: String
    /// What to write there.
    public let prompt: String
    /// Whom it is about.
    public let scope: Scope
    /// Whether the lines of live capture belong there.
    public var takesLines = false
    /// Whether it stands above the partners' own for what all of them heard: a note has it where there is something.
    public var isOfAll = false

    /// The line that stands in a note.
    public var line: String { NoteText.mark + title }
  }

  /// Sections: none for one text without headings; more than twenty are a form, not a note.
  public static let sectionCount = 0...20

  /// The short name, one for all versions.
  public let id: ID
  /// From 1 up; a changed word makes a new version.
  public let version: Int
  /// The name that pages print.
  public let title: String
  /// What it is for and when to take it, in one line.
  public let purpose: String
  /// Whether its notes are the counselor's alone when nothing else is said: what they hold isn't for others.
  public let isForCounselor: Bool
  /// The sections, in the order in which they are written.
  public let sections: [Section]

  /// A format.
  ///
  /// - Throws: bad data, `field: rule`, when a number, count or length is out of range, or two headings would be the same.
  public init(
    id: ID, version: Int, title: String, purpose: String, isForCounselor: Bool = false, sections: [Section]
  ) throws(Problem) {
    guard version >= 1 else { throw Problem(.badData, "version: \(version) is below 1") }
    self.id = id
    self.version = version
    self.title = try Wording.name(title, field: "title")
    self.purpose = try DefinitionText.line(purpose, field: "purpose")
    self.isForCounselor = isForCounselor
    try DefinitionText.check(sections.count, field: "sections", in: Self.sectionCount)
    var keys: Set<[String]> = []
    guard sections.count(where: \.takesLines) < 2 else {
      throw Problem(.badData, "sections: two of them take the lines")
    }
    if let twice = sections.firstIndex(where: { !keys.insert($0.key).inserted }) {
      throw Problem(.badData, "sections: entry \(twice + 1): title: is there twice")
    }
    self.sections = sections
  }

  /// The headings of a note on a session with these partners present; what is each partner's stands together.
  ///
  /// - Parameter partners: the names that tell them apart, in the couple's order.
  public func headings(for partners: [String]) -> [Heading] {
    sections.flatMap { section in
      let isOfEach = section.scope == .partner
      let own = (isOfEach ? partners.map { "\(section.title): \($0)" } : [section.title]).map {
        Heading(title: $0, prompt: section.prompt, scope: section.scope, takesLines: section.takesLines)
      }
      guard isOfEach, section.takesLines, partners.count > 1 else { return own }
      return [Heading(title: section.title, prompt: section.prompt, scope: .couple, takesLines: true, isOfAll: true)]
        + own
    }
  }

  /// An empty note on a session with these partners present: its headings, and nothing where there are none.
  public func template(for partners: [String]) -> String {
    headings(for: partners).filter { !$0.isOfAll }.map(\.line).joined(separator: "\n\n")
  }
}
