/// One of the 35 things that the work with a couple is about, with what records it and where it is read.
///
/// The rows stand in `seeds/systems.yaml`, and `Domain.md` says what they are; exercises name them by number.
public struct CareSystem: Hashable, Sendable, Identifiable {
  /// A page on which what was recorded is read.
  public enum Page: String, Sendable, CaseIterable {
    /// The counselor's page before a session.
    case brief
    /// The report for the counselor.
    case report
    /// The report for the couple.
    case couple
    /// A session with what was counted in it.
    case session
    /// An exercise that can be given as homework.
    case exercise
  }

  /// The numbers of the rows.
  public static let rows = 1...35

  /// The row's number.
  public let id: Int
  /// What it is about, in a counselor's words.
  public let title: String
  /// Other words by which it is looked for.
  public let words: [String]
  /// The commands that record it, without the program's name; COUPLE, NAME, S, H, P and I stand for what is typed.
  public let records: [String]
  /// Where it is read.
  public let pages: [Page]

  /// A row.
  ///
  /// - Throws: bad data for a number outside 1 to 35, and where nothing records it or it is read nowhere.
  public init(id: Int, title: String, words: [String], records: [String], pages: [Page]) throws(Problem) {
    guard Self.rows.contains(id) else {
      throw Problem(.badData, "id: \(id) is outside \(Self.rows.lowerBound) to \(Self.rows.upperBound)")
    }
    guard !records.isEmpty else { throw Problem(.badData, "records: no command records it") }
    guard !pages.isEmpty else { throw Problem(.badData, "pages: it is read nowhere") }
    self.id = id
    self.title = try Wording.name(title, field: "title")
    self.words = words
    self.records = records
    self.pages = pages
  }
}
