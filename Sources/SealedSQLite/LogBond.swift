import Foundation

/// Whether a log is used with a file: only with the state of it that the log was written for.
///
/// SQLite binds both by their names alone. Its salts stand in the log and never in the file, so an older file, or a newer
/// one from another computer, gets the pages of whatever log stands beside it.
public struct LogBond: Sendable {
  /// What a look at a file and its log comes to.
  public enum Verdict: Equatable, Sendable {
    /// The log brings nothing.
    case unused
    /// It goes on from the file's state.
    case belongs
    /// It was written for another state, or another file.
    case foreign
  }

  /// The file's path.
  public let path: String
  let keys: FileKeys?
  /// What was read of the log.
  public private(set) var walk = LogWalk()
  /// Where the row stood when it was looked for last.
  private var root: UInt32?

  /// Where its log stands.
  public let log: String

  /// The bond of a file, which is sealed where it has keys.
  ///
  /// - Parameter log: where the log stands; where SQLite looks for it, when left out.
  public init(path: String, keys: FileKeys?, log: String? = nil) {
    self.path = path
    self.keys = keys
    self.log = log ?? LogWalk.path(of: path, keys: keys)
  }

  /// How often files are read again that another command is writing on.
  private static let tries = 20

  /// Looks at the files as they lie there, before any connection of this process.
  ///
  /// Other commands may save and fold meanwhile, so what is decided by is a moment in which neither the file's state nor
  /// the log's beginning changed.
  ///
  /// - Throws: when they can't be read.
  public mutating func look() throws(SealedError) -> Verdict {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    let pages = FilePages(descriptor: descriptor, keys: keys)
    var verdict = Verdict.unused
    for attempt in 1...Self.tries {
      let before = try state(pages)
      try readLog()
      let header = walk.header
      let main = try state(pages)
      verdict = Self.verdict(main, walk)
      if verdict == .unused || verdict == .belongs && main != .damaged { return verdict }
      // A page that another command is writing at this moment reads as damaged, so it is looked at to the end.
      try readLog()
      let isStill = main == before && header == walk.header && main != .damaged
      if isStill || attempt == Self.tries { break }
      usleep(5_000)
    }
    return verdict
  }

  private mutating func readLog() throws(SealedError) {
    try walk.read(log, keys: keys, root: root)
    // Where the file doesn't say where the row stands, the log does, perhaps late.
    guard root == nil, let found = walk.root else { return }
    walk = LogWalk()
    try walk.read(log, keys: keys, root: found)
  }

  /// Reads the file's state, and remembers where it stands.
  private mutating func state(_ pages: FilePages) throws(SealedError) -> FoundState {
    var first: UInt32?
    let found = try FoundState.look { (number) throws(SealedError) in
      let read = try pages.read(number)
      if number == 1, case .whole(let bytes) = read { first = bytes.withUnsafeBytes(StateRow.root(inFirstPage:)) }
      return read
    }
    root = first
    // The first page may be torn and stand whole in the log.
    guard found == .noFirstPage, let root = walk.root else { return found }
    return try FoundState.look(root: root, pages.read)
  }

  /// The rule.
  static func verdict(_ main: FoundState, _ walk: LogWalk) -> Verdict {
    guard walk.commits > 0 else { return walk.isOfOtherKey ? .foreign : .unused }
    guard let oldest = walk.rows.first else {
      // Neither has a state: both are of before there was one. Without a first page SQLite opens nothing.
      return main == .none || main == .noFirstPage ? .belongs : .foreign
    }
    // The log that brings the first state is for a file that has none.
    let bringsFirst = oldest.before == StateRow.none
    switch main {
    case .row(let row): return row.state == oldest.before || walk.has(row.state) ? .belongs : .foreign
    case .none, .cut: return bringsFirst ? .belongs : .foreign
    // The power went while the log was folded in: the page stands whole in the log.
    case .damaged, .noFirstPage: return .belongs
    }
  }

  // MARK: With a connection

  /// Whether the file on a running connection is the one that the log beside it goes on from, and both are those that the
  /// connection sees.
  ///
  /// - Parameters:
  ///   - main: the state in the file itself.
  ///   - row: the row as the connection reads it.
  ///   - root: the page on which it reads it.
  ///   - isAlone: whether the connection holds back other writers, so that nothing may have come after its row.
  public mutating func holds(
    main: FoundState, row: StateRow, root: UInt32, isAlone: Bool
  ) throws(SealedError) -> Bool {
    if root != self.root { (walk, self.root) = (LogWalk(), root) }
    try walk.read(log, keys: keys, root: root)
    guard !walk.isOfOtherKey else { return false }
    guard let oldest = walk.rows.first, let newest = walk.rows.last else {
      // The log has nothing, or only what another program wrote.
      return main == .row(row)
    }
    let sees = isAlone ? newest.state == row.state : walk.has(row.state) || oldest.before == row.state
    return sees && Self.verdict(main, walk) == .belongs
  }
}
