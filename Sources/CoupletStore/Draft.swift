public import CoupletCore
import Foundation
import SealedSQLite

/// A text that could not be saved, with what it was for; kept in a file of its own beside the practice file.
public struct Draft: Hashable, Sendable {
  /// What is known of a text besides it.
  public struct Purpose: Codable, Hashable, Sendable {
    /// The handle of the couple.
    public let couple: String
    /// What the text was for, in the words of the editor's first line.
    public let `for`: String
    /// Whether it is a psychotherapy note's, which is kept apart as a draft too.
    public let isPrivate: Bool
    /// What is opened with the text again, in the words of the command that opens it; nil where nothing is.
    public let opensIn: String?
    let clock: String

    /// What a text is for.
    ///
    /// - Parameter couple: nil where nobody knows.
    public init(couple: Handle?, for head: String, isPrivate: Bool, opensIn: String? = nil, clock: Instant) {
      self.couple = couple?.description ?? ""
      self.for = head
      self.isPrivate = isPrivate
      self.opensIn = opensIn
      self.clock = clock.description
    }

    /// What a draft says of itself, which earlier ones say in their first line alone.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      couple = try values.decode(String.self, forKey: .couple)
      self.for = try values.decode(String.self, forKey: .for)
      clock = try values.decode(String.self, forKey: .clock)
      opensIn = try values.decodeIfPresent(String.self, forKey: .opensIn)
      isPrivate =
        try values.decodeIfPresent(Bool.self, forKey: .isPrivate) ?? self.for.hasSuffix(" · psychotherapy note")
    }
  }

  /// The digits by which commands name it.
  public let id: String
  /// What it was for.
  public let purpose: Purpose
  /// When it was kept, or its editor was opened.
  public let clock: Instant
  /// The text as the editor left it, which need not be valid UTF-8.
  public let text: [UInt8]

  /// One line of JSON, a newline, and the text.
  static func content(_ purpose: Purpose, _ text: [UInt8]) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(purpose)) + [UInt8(ascii: "\n")] + text
  }

  init?(id: String, content: [UInt8]) {
    guard let end = content.firstIndex(of: UInt8(ascii: "\n")),
      let purpose = try? JSONDecoder().decode(Purpose.self, from: Data(content[..<end])),
      let clock = Instant(purpose.clock)
    else { return nil }
    self.id = id
    self.purpose = purpose
    self.clock = clock
    text = Array(content[(end + 1)...])
  }

  // MARK: Files

  static func path(of file: String, id: String) -> String { "\(file).draft-\(id)" }

  /// The ids of the drafts beside a file.
  static func ids(of file: String) -> [String] { named(of: file).filter { isFile(path(of: file, id: $0)) } }

  /// Names beside a file that drafts would have, of links and folders: none of ours, and passed over.
  static func strangers(of file: String) -> [String] {
    named(of: file).map { path(of: file, id: $0) }.filter { !isFile($0) }.map { ($0 as NSString).lastPathComponent }
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func named(of file: String) -> [String] {
    let folder = (file as NSString).deletingLastPathComponent
    let start = (file as NSString).lastPathComponent + ".draft-"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
      .filter { $0.utf8.count == 6 && $0.utf8.allSatisfy(Array("0123456789abcdef".utf8).contains) }.sorted()
  }

  static func files(of file: String) -> [String] { ids(of: file).map { path(of: file, id: $0) } }
}

extension ClosedPractice {
  /// How many drafts stand beside the file.
  public var draftCount: Int { Self.draftCount(beside: path) }

  /// How many drafts stand beside a file.
  public static func draftCount(beside path: String) -> Int { Draft.ids(of: path).count }
}

extension Practice {
  /// Keeps a text beside the file, sealed where the file is, and makes it durable.
  ///
  /// - Returns: the digits by which commands name it.
  public func keep(_ text: [UInt8], _ purpose: Draft.Purpose) throws(Problem) -> String {
    try Draft.keep(text, purpose, beside: path, seal)
  }

  /// The drafts beside the file, oldest first.
  ///
  /// - Returns: those that open, and the digits of those that don't: damaged, or of another key.
  public func drafts() throws(Problem) -> (readable: [Draft], unreadable: [String]) {
    try translatingFaults(path) {
      var found: [Draft] = []
      var unreadable: [String] = []
      for id in Draft.ids(of: path) {
        if let draft = try draft(id) { found.append(draft) } else { unreadable.append(id) }
      }
      return (found.sorted { ($0.clock, $0.id) < ($1.clock, $1.id) }, unreadable)
    }
  }

  private func draft(_ id: String) throws -> Draft? {
    guard var content = FileManager.default.contents(atPath: Draft.path(of: path, id: id)).map({ Array($0) }) else {
      return nil
    }
    if case .sealed(let header, let dataKey) = seal {
      guard let opened = try SealedDraft.open(content, header: header, dataKey: dataKey) else { return nil }
      content = opened
    }
    return Draft(id: id, content: content)
  }

  /// Takes a draft away for good.
  public func dropDraft(_ id: String) throws(Problem) {
    let file = Draft.path(of: path, id: id)
    guard unlink(file) == 0 else { throw PracticeFile.cannotWrite(file, errno) }
    PracticeFile.syncFolder(of: path)
  }
}

extension Draft {
  /// Keeps a text beside a file, sealed where that is, and makes it durable.
  ///
  /// - Returns: the digits by which commands name it.
  static func keep(
    _ text: [UInt8], _ purpose: Purpose, beside path: String, _ seal: PageSeal
  ) throws(Problem) -> String {
    try translatingFaults(path) {
      var content = try content(purpose, text)
      if case .sealed(let header, let dataKey) = seal {
        content = try SealedDraft.seal(content, header: header, dataKey: dataKey)
      }
      let birth = PracticeFile.temporary(path)
      unlink(birth)
      defer { unlink(birth) }
      try write(content, to: birth)
      var id: String
      repeat { id = String(Identifier().description.prefix(6)) } while access(Self.path(of: path, id: id), F_OK) == 0
      try PracticeFile.settle(birth, as: Self.path(of: path, id: id), replacing: false)
      return id
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    let descriptor = Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw PracticeFile.cannotWrite(path, errno) }
    defer { Foundation.close(descriptor) }
    let code = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
    guard code == 0 else { throw PracticeFile.cannotWrite(path, code) }
  }
}
