import CoupletCore

/// One value of a document and where it stands, read by type; every error says `FILE: couples[2].sessions[4].date: RULE`.
struct PracticeDocumentReader {
  /// The name that errors give the file.
  let file: String
  /// `couples[2].sessions[4].date`; empty for the whole document.
  let path: String
  let today: Day
  let value: DocumentTree

  /// The whole of a file.
  static func read(_ json: [UInt8], file: String, today: Day) throws(Problem) -> PracticeDocumentReader {
    PracticeDocumentReader(file: file, path: "", today: today, value: try DocumentTreeParser.parse(json, file: file))
  }

  /// Bad data at this value.
  func problem(_ rule: String, hint: String? = nil, candidates: [String] = []) -> Problem {
    Problem(
      .badData, path.isEmpty ? "\(file): \(rule)" : "\(file): \(path): \(rule)", hint: hint, candidates: candidates)
  }

  /// The result of a rule of the core, whose error begins with the field, placed under this value's path.
  func placing<Result>(_ rule: () throws(Problem) -> Result) throws(Problem) -> Result {
    do { return try rule() } catch {
      throw Problem(.badData, "\(file): \(path).\(error.message)", hint: error.hint, candidates: error.candidates)
    }
  }

  // MARK: Groups and lists

  /// The value of a key; the keys are checked by `allow`.
  func optional(_ key: String) -> PracticeDocumentReader? {
    guard case .group(let group) = value, let part = group[key] else { return nil }
    return PracticeDocumentReader(file: file, path: path.isEmpty ? key : "\(path).\(key)", today: today, value: part)
  }

  /// The value of a key that has to be there.
  func required(_ key: String) throws(Problem) -> PracticeDocumentReader {
    guard let value = optional(key) else {
      throw Problem(.badData, "\(file): \(path.isEmpty ? key : "\(path).\(key)"): is missing")
    }
    return value
  }

  /// Refuses what is no group of keys, and every key but these.
  func allow(_ known: [String]) throws(Problem) {
    for key in try keys() where !known.contains(key) {
      let shown = key.shownOnOneLine(limit: 40)
      throw Problem(
        .badData, "\(file): \(path.isEmpty ? shown : "\(path).\(shown)"): is unknown",
        candidates: Nearest.words(to: key, among: known))
    }
  }

  /// The keys of a group, in alphabetical order, so that the same document has the same first error.
  func keys() throws(Problem) -> [String] {
    guard case .group(let group) = value else { throw problem("has to be a group of keys") }
    return group.keys.sorted()
  }

  /// The entries of a list; a list that is left out is empty.
  func list<Entry>(
    _ key: String, of read: (PracticeDocumentReader) throws(Problem) -> Entry
  ) throws(Problem) -> [Entry] {
    guard let part = optional(key) else { return [] }
    var entries: [Entry] = []
    for entry in try part.entries() { entries.append(try read(entry)) }
    return entries
  }

  /// The entries of this list, each with its own path.
  func entries() throws(Problem) -> [PracticeDocumentReader] {
    guard case .list(let list) = value else { throw problem("has to be a list") }
    return list.enumerated().map { index, entry in
      PracticeDocumentReader(file: file, path: "\(path)[\(index)]", today: today, value: entry)
    }
  }
}
