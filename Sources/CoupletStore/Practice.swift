public import CoupletCore
import Foundation
import GRDB
import SealedSQLite
import Synchronization

/// An open practice file.
public final class Practice: Sendable {
  private let file: BoundFile
  var queue: DatabaseQueue { file.queue }
  /// The file's absolute path.
  let path: String
  let seal: PageSeal
  let chain: Chain
  private let witnesses: Witnesses
  /// Nil where the file can only be read, as nothing can be made beside it.
  private let lock: CommandLock?
  private let notices: Mutex<[Notice]>
  /// What is wrong with the end of the file, nil where nothing is: then it can be read, but not added to.
  let loss: Loss?

  init(at path: String, key: PracticeKey?, memory: String?) throws {
    self.path = path
    lock = PracticeFile.isFixed(path) ? nil : try CommandLock(of: path, .shared)
    // Looked at again: another command may have put a new file there before this one had the lock.
    seal = try ClosedPractice(at: path).seal(key)
    chain = seal.chain
    witnesses = Witnesses(of: path, seal, memory: memory)
    let found = try witnesses.read()
    let copy: String?
    (file, copy) = try PracticeFile.open(at: path, seal, lock)
    let (loss, said) = try file.queue.read { try Loss.compare($0, found) }
    self.loss = loss
    var notices = loss.map { [Notice($0.message, $0.hint)] } ?? []
    if let said, loss == nil, lock != nil {
      notices.append(Notice(said))
      if let head = try file.queue.read(Chain.head) { try witnesses.write(head) }
    }
    if seal.keys != nil, !SealedVFS.isProven {
      notices.append(
        Notice("this system's SQLite was not tried with encrypted files: the file is open for reading only"))
    }
    if let copy { notices.append(Notice("the file is of this version now; as it was before it is kept in \(copy)")) }
    notices += Draft.strangers(of: path).map { Notice("\($0) is a link or a folder and no draft: it is passed over") }
    self.notices = Mutex(notices)
  }

  /// Opens the practice file at an absolute path and brings its schema up to date.
  ///
  /// - Parameters:
  ///   - key: what opens it, nil for one that is not encrypted.
  ///   - memory: the folder for what is remembered between runs, as in all that takes one.
  /// - Throws: missing or foreign, readable by others, locked, held, newer than the program, or damaged.
  public static func open(
    at path: String, key: PracticeKey? = nil, memory: String? = nil
  ) throws(Problem) -> Practice {
    try ClosedPractice(at: path, memory: memory).open(key)
  }

  /// Makes a new practice file, readable by its owner alone.
  ///
  /// - Parameter seal: what opens it, nil for one that is not encrypted.
  /// - Throws: when something is there already or nothing can be written.
  public static func create(
    at path: String, seal: NewSeal? = nil, counselor: String?, credential: String?, stamp: CommandStamp,
    memory: String? = nil
  ) throws(Problem) {
    try translatingFaults(path) {
      try FileGuard.checkFolder(of: path)
      try Target.check(path, for: .practice, besides: path)
      let pages = try seal?.make() ?? .plain
      var head: Chain.Head?
      try PracticeFile.create(at: path, pages) { queue in
        try Schema.migrator(pages.chain).migrate(queue)
        head = try queue.write { database in
          let change = Change(database: database, stamp: stamp, chain: pages.chain)
          try change.addPractice(of: counselor, credential: credential)
          return try change.close(canBeUndone: false)
        }
        return nil
      }
      if let head { try Witnesses(of: path, pages, memory: memory).write(head) }
    }
  }

  // MARK: Saves

  /// Refuses to save where the file can only be read, so that it is known before somebody types a text.
  ///
  /// - Throws: a place that can't be written in, or a file of which something is missing.
  public func requireWritable() throws(Problem) {
    if lock == nil { throw PracticeFile.readOnly(path) }
    if let loss { throw Problem(.damaged, loss.message, hint: loss.hint) }
  }

  /// Runs one transaction that ends with a row of the journal.
  ///
  /// - Returns: what `body` gives, after the save and its anchor are on disk.
  func save<Value>(_ body: (Database) throws -> (Value, Chain.Head)) throws(Problem) -> Value {
    try requireWritable()
    let (value, head) = try translatingFaults(path) { try file.write(body) }
    do {
      try witnesses.write(head)
    } catch {
      // The save itself is on disk; only the proof that it was is not.
      notices.withLock { $0.append(Notice("the entry is saved, but its anchor can't be written beside the file")) }
    }
    // What is saved is saved: a log that can't be folded now is folded later.
    try? file.foldIfLong()
    return value
  }

  /// A transaction without a row of the journal, for what changes nothing that was entered.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value { try file.write(body) }

  /// Whether the file was found replaced, moved or deleted since it was opened: from then on nothing is saved.
  public var hasStopped: Bool { file.hasStopped }

  /// Puts everything in the log into the file.
  func fold(_ manner: String = "TRUNCATE") throws { try file.fold(manner) }

  /// Something about the file that whoever opens it has to know.
  public struct Notice: Hashable, Sendable {
    /// What is to be known, on one line.
    public let words: String
    /// What to do about it, where there is something to do.
    public let advice: Advice?

    init(_ words: String, _ advice: Advice? = nil) {
      self.words = words
      self.advice = advice
    }
  }

  /// What is to be said about the file, once.
  public func takeNotices() -> [Notice] {
    notices.withLock { notices in
      defer { notices = [] }
      return notices
    }
  }

  /// All couples and clients.
  public func directory() throws(Problem) -> Directory {
    try translatingFaults(path) {
      try queue.read { database in
        try Self.directory(database)
      }
    }
  }

  /// Everything in a couple's chart.
  public func history(of couple: Couple) throws(Problem) -> History {
    try translatingFaults(path) {
      try queue.read { database in
        try Self.history(of: couple, database)
      }
    }
  }

  /// The couple in whose chart the record of that id stands, nil when there is none.
  public func owner(of id: RecordID) throws(Problem) -> Couple.ID? {
    try translatingFaults(path) {
      try queue.read { database in
        try Int.fetchOne(
          database, sql: "SELECT couple FROM fact WHERE letter = ? AND number = ?",
          arguments: [id.kind.rawValue, id.number]
        ).map(Couple.ID.init(number:))
      }
    }
  }

  /// The couples in whose charts something may wait on a day: at least all those of whom `Seen.waiting` says so.
  ///
  /// It is only a choice of charts to look at; what can't be told waits, so that it is said. Who left and came back wasn't
  /// told of what was dealt with meanwhile, and what was said later of a record may be for fewer people than the record, so
  /// that an earlier word stands for them.
  public func couplesWaiting(on today: Day) throws(Problem) -> Set<Couple.ID> {
    try translatingFaults(path) {
      try queue.read { database in
        Set(
          try Int.fetchAll(
            database,
            sql: """
              SELECT couple FROM fact JOIN session USING (id)
              WHERE (day <= :day AND status = 'planned' OR day = :day AND status = 'held'
                OR status NOT IN ('planned', 'held', 'cancelled', 'cancelled-late', 'no-show', 'moved')) IS NOT 0
              UNION SELECT couple FROM fact
              WHERE (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]') IS NOT 1 OR id IN (\(Halves.factsAlone))
              UNION SELECT couple FROM fact JOIN session USING (id)
              WHERE status = 'held' AND day <= :day AND NOT EXISTS (
                SELECT 1 FROM note WHERE note.session = fact.id
                  AND note.id NOT IN (SELECT fact FROM strike WHERE lifted IS NULL))
              UNION SELECT couple FROM fact JOIN risk USING (id)
              WHERE review <= :day OR id IN (SELECT risk FROM risk_review WHERE risk_review.review <= :day)
              UNION SELECT couple FROM fact JOIN held USING (id)
              WHERE review <= :day AND (closed IS NULL OR closed > :day)
              UNION SELECT couple FROM fact JOIN jot USING (id)
              WHERE note IS NULL OR note IN (SELECT fact FROM strike WHERE lifted IS NULL)
              UNION SELECT couple FROM fact JOIN note USING (id) WHERE state = 'draft'
              UNION SELECT couple FROM fact JOIN agenda USING (id)
              WHERE is_mine AND (
                done IS NULL OR done > :day OR couple IN (SELECT couple FROM membership WHERE left_on IS NOT NULL))
              UNION SELECT couple FROM fact JOIN entry USING (id)
              WHERE (review <= :day OR id IN (SELECT entry FROM entry_review WHERE entry_review.review <= :day))
              AND couple NOT IN (SELECT couple FROM closure WHERE is_standing = 1)
              """, arguments: ["day": today.description]
          ).map(Couple.ID.init(number:)))
      }
    }
  }

  /// Runs a changing command as one transaction with its journal entry.
  ///
  /// - Parameters:
  ///   - canBeUndone: false for what stays as it is once it is said.
  ///   - agreed: what somebody said may be seen by more people than before; nothing beyond it is.
  /// - Returns: what `body` gives, after the save is on disk; or what has to be agreed to first, and nothing is saved.
  public func attempt<Value>(
    _ stamp: CommandStamp, canBeUndone: Bool = true, agreed: [Widening] = [], _ body: (Change) throws -> Value
  ) throws(Problem) -> Outcome<Value> {
    try gated(agreed) { database in
      let change = Change(database: database, stamp: stamp, chain: chain)
      let value = try body(change)
      try change.checkHours()
      let wider =
        try change.mayWiden()
        ? try change.widenings(from: try change.asBefore { try change.charts() }) : []
      return (value, wider, { try change.close(canBeUndone: canBeUndone) })
    }
  }

  /// The same for what nobody can agree to: refused where others would see more by it.
  @discardableResult
  public func change<Value>(
    _ stamp: CommandStamp, canBeUndone: Bool = true, _ body: (Change) throws -> Value
  ) throws(Problem) -> Value {
    try attempt(stamp, canBeUndone: canBeUndone, body).saved()
  }

  /// Closes the file, which folds its log in.
  public func close() { try? file.close() }
}
