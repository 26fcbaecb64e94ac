public import CoupletCore
import Crypto
import Foundation
import GRDB
import SealedSQLite

/// A jot that was written while the file was locked; which couple it belongs to is found when the file is opened.
public struct InboxLine: Codable, Hashable, Sendable {
  /// Random digits that name it.
  public let id: String
  /// The handle as it was typed.
  public let couple: String
  /// The day that it is about.
  public let day: String
  /// The minute of that day.
  public let minute: Int
  /// `joint`, `counselor` or a name, as it was typed; nil for what jots have when nothing is said.
  public let audience: String?
  /// The line itself.
  public let text: String
  /// When it was written.
  public let clock: String

  /// A line.
  public init(couple: String, day: Day, time: MinuteOfDay, audience: String?, text: String, clock: Instant) {
    id = Identifier().description
    self.couple = couple
    self.day = day.description
    minute = time.minutes
    self.audience = audience
    self.text = text
    self.clock = clock.description
  }

  /// The digits by which commands name it.
  public var shortID: String { String(id.prefix(6)) }

  /// Whom it was written for besides the counselor, in the word that was typed.
  ///
  /// Nobody signed it, and whoever can write the folder can add a line: so it comes in for the counselor alone, and
  /// only a command of hers shows it to others.
  public var widerWord: String? { audience.flatMap { Folding.fold($0) == "counselor" ? nil : $0 } }

  /// Looks whether a line is as `jot` would have taken it: what stands in the inbox came from outside.
  ///
  /// - Parameter stamp: of the command that takes it in; no line is of later.
  /// - Throws: what is wrong with it, in words that follow on its name.
  func check(_ stamp: CommandStamp) throws(Problem) {
    func require(_ holds: Bool, _ words: String) throws(Problem) {
      if !holds { throw Problem(.badData, words) }
    }
    try require(
      id.utf8.count == 32 && id.utf8.allSatisfy(Array("0123456789abcdef".utf8).contains), "its digits are none")
    try require((try? Wording.name(couple, field: "couple")) == couple, "the couple is no name")
    try require(audience.map { (try? Wording.name($0, field: "audience")) == $0 } ?? true, "the audience is no name")
    try require((try? Wording.text(text, field: "jot")) == text, "the text is none that a jot has")
    try require(MinuteOfDay(minutes: minute) != nil, "the minute is no time of day")
    guard let day = Day(iso: day) else { throw Problem(.badData, "the day is none") }
    guard let written = Instant(clock), written.description == clock else {
      throw Problem(.badData, "the moment when it was written is none")
    }
    // A day more, for clocks of other zones.
    let latest = Instant(seconds: stamp.clock.seconds + 86_400)
    try require(written <= latest, "it was written later than now")
    let last = [latest.day(offset: 0), stamp.today, written.day(offset: 86_400)].compactMap(\.self).max()
    try require(last.map { day <= $0 } ?? true, "the day lies ahead")
  }

  init(_ row: StoredRow) throws {
    id = try row.value("line")
    couple = try row.value("couple")
    day = try row.needed("day").description
    minute = try row.value("minute")
    audience = try row.value("audience")
    text = try row.value("text")
    clock = try row.moment("clock").description
    guard MinuteOfDay(minutes: minute) != nil else { throw row.damaged("minute is no time of day") }
  }

  /// The jot that it becomes in a couple's chart.
  func jot(id: RecordID, couple: Couple.ID, audience: Audience) throws -> Jot {
    guard let day = Day(iso: day), let time = MinuteOfDay(minutes: minute), let clock = Instant(clock) else {
      throw Problem(.damaged, "inbox: a line has no day or time")
    }
    return try Jot(
      id: id, fact: Fact(couple: couple, day: day, audience: audience, written: clock), time: time, text: text)
  }
}

/// A record of the inbox that is no line: it stays there, stops no command, and can be moved aside.
public struct UnreadableLine: Hashable, Sendable {
  /// The digits that it gives itself, nil where it has none.
  public let id: String?
  /// What is wrong with it.
  public let reason: String

  /// The digits by which commands name it.
  public var shortID: String? { id.map { String($0.prefix(6)) } }

  /// A record that doesn't open.
  static let sealed = UnreadableLine(id: nil, reason: "damaged, or of another key")
}

/// What a record of the inbox turns out to be.
enum InboxRecord {
  case line(InboxLine)
  case unreadable(UnreadableLine)

  /// - Parameter content: what was sealed, nil where it doesn't open.
  init(_ content: [UInt8]?, _ stamp: CommandStamp) {
    struct Name: Decodable { let id: String }
    guard let content else {
      self = .unreadable(.sealed)
      return
    }
    let data = Data(content)
    let id = (try? JSONDecoder().decode(Name.self, from: data))?.id
    // Digits that are none name nothing, and might steer the terminal.
    let name = id.flatMap {
      $0.utf8.count == 32 && $0.utf8.allSatisfy(Array("0123456789abcdef".utf8).contains) ? $0 : nil
    }
    guard let line = try? JSONDecoder().decode(InboxLine.self, from: data) else {
      self = .unreadable(UnreadableLine(id: name, reason: "it is not written as a line is"))
      return
    }
    do throws(Problem) {
      try line.check(stamp)
      self = .line(line)
    } catch {
      self = .unreadable(UnreadableLine(id: name, reason: error.message))
    }
  }

  var line: InboxLine? { if case .line(let line) = self { line } else { nil } }
  var unreadable: UnreadableLine? { if case .unreadable(let record) = self { record } else { nil } }
}

extension ClosedPractice {
  /// Seals a line to the file's public key and keeps it beside the file until the next opening.
  public func leave(_ line: InboxLine) throws(Problem) {
    let path = path
    try translatingFaults(path) {
      // Under the lock, so that no new key comes in between; the line is typed already, so it waits for long.
      let lock = try CommandLock(of: path, .shared, patience: 120)
      defer { withExtendedLifetime(lock) {} }
      let header = try SealedHeader.read(at: path)
      try SealedLines.append(Array(try JSONEncoder().encode(line)), to: path, header: header)
    }
  }

  /// Whether lines stand beside the file.
  public var hasInbox: Bool {
    var status = stat()
    return lstat(SealedLines.path(of: path), &status) == 0 && status.st_size > 0
  }
}

extension Practice {
  /// What came in at an opening.
  public struct Intake: Sendable {
    /// The jots that were made, with their couples, and the word for whom a line was written besides the counselor.
    public var taken: [(jot: Jot, couple: Couple, wider: String?)] = []
    /// Lines that wait for a decision.
    public var waiting = 0
    /// Records that don't open, or are no lines.
    public var unreadable = 0
    /// Why lines that can be read stay in the inbox, nil where none does.
    public var problem: String?
  }

  /// The journal's name for lines that come in; `undo` passes over it, for it would throw them away.
  static let receiving = "inbox receive"

  /// Brings the lines that stand beside the file into it, and puts those whose couple is certain into their charts, for
  /// the counselor alone.
  ///
  /// Only an exact handle is certain, for nobody saw whose chart it was.
  ///
  /// No line stops the command that it comes in with: one that can't be taken in stays where it is.
  public func takeIn(_ stamp: CommandStamp) -> Intake {
    guard let inbox, loss == nil, !queue.configuration.readonly else { return Intake() }
    var intake = Intake()
    do throws(Problem) {
      try translatingFaults(path) {
        let directory = try directory()
        try SealedLines.take(from: path, header: inbox.header, key: inbox.key) { content in
          let records = content.lines.map { InboxRecord($0, stamp) }
          intake.unreadable = content.unreadable + records.count { $0.line == nil }
          return Set(records.indices.filter { takeIn(records[$0], directory, stamp, &intake) })
        }
        intake.waiting = try queue.read {
          try Int.fetchOne($0, sql: "SELECT count(*) FROM inbox_line WHERE text IS NOT NULL") ?? 0
        }
      }
    } catch {
      intake.problem = error.message
    }
    return intake
  }

  /// Takes one line in.
  ///
  /// - Returns: whether it is in the file, and may go from beside it.
  private func takeIn(
    _ record: InboxRecord, _ directory: CoupletCore.Directory, _ stamp: CommandStamp, _ intake: inout Intake
  ) -> Bool {
    guard let line = record.line else { return false }
    do throws(Problem) {
      guard try !isKnown(line) else { return true }
      if let couple = Self.owner(of: line, in: directory) {
        intake.taken.append((try receive(line, into: couple, stamp), couple, line.widerWord))
      } else {
        try change(Self.named(Self.receiving, stamp)) { try Self.store(line, $0) }
      }
      return true
    } catch {
      intake.problem = error.message
      return false
    }
  }

  /// The keys of the inbox, nil for a plain file, which has none.
  private var inbox: (header: SealedHeader, key: Curve25519.KeyAgreement.PrivateKey)? {
    guard case .sealed(let header, let dataKey) = seal, let key = try? header.inboxKey(dataKey) else { return nil }
    return (header, key)
  }

  /// The records in the inbox that are no lines, oldest first; those that don't open come last.
  public func unreadableLines(_ stamp: CommandStamp) throws(Problem) -> [UnreadableLine] {
    guard let inbox else { return [] }
    var found: [UnreadableLine] = []
    try translatingFaults(path) {
      try SealedLines.take(from: path, header: inbox.header, key: inbox.key) { content in
        found = content.lines.compactMap { InboxRecord($0, stamp).unreadable }
        found += Array(repeating: .sealed, count: content.unreadable)
        return []
      }
    }
    return found
  }

  /// Moves records of the inbox that are no lines to a file of their own.
  ///
  /// - Parameter id: the only one to be moved, nil for all.
  /// - Returns: where they are kept, nil where there were none.
  public func setInboxAside(_ id: String? = nil, _ stamp: CommandStamp) throws(Problem) -> String? {
    guard let inbox else { return nil }
    let kept = PracticeFile.freeName("\(SealedLines.path(of: path)).unreadable-\(PracticeFile.nameStamp(stamp.clock))")
    return try translatingFaults(path) {
      let count = try SealedLines.setAside(from: path, to: kept, header: inbox.header, key: inbox.key) { content in
        guard let record = InboxRecord(content, stamp).unreadable else { return false }
        return id == nil || record.id == id
      }
      return count > 0 ? kept : nil
    }
  }

  /// How many lines wait for a decision.
  public func waitingCount() throws(Problem) -> Int {
    try translatingFaults(path) {
      try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM inbox_line WHERE text IS NOT NULL") ?? 0 }
    }
  }

  /// The lines that wait for a decision, oldest first.
  public func waitingLines() throws(Problem) -> [InboxLine] {
    try translatingFaults(path) {
      try queue.read {
        try StoredRow.all(
          "inbox_line", $0, sql: "SELECT * FROM inbox_line WHERE text IS NOT NULL ORDER BY id"
        ).read(InboxLine.init)
      }
    }
  }

  /// Puts a line that waits into a couple's chart.
  @discardableResult
  public func take(
    _ line: InboxLine, into couple: Couple, _ audience: Audience, _ stamp: CommandStamp
  ) throws(Problem) -> Jot {
    try change(stamp) { try Self.put(line, into: couple, audience, $0) }
  }

  /// Puts a line that comes in into the chart that is certain, in one step: undo leaves it waiting.
  private func receive(_ line: InboxLine, into couple: Couple, _ stamp: CommandStamp) throws(Problem) -> Jot {
    try change(Self.named("jot", stamp)) { change in
      try Self.store(line, change)
      return try Self.put(line, into: couple, .counselor, change)
    }
  }

  private static func put(
    _ line: InboxLine, into couple: Couple, _ audience: Audience, _ change: Change
  ) throws -> Jot {
    let row = try row(of: line, change)
    let jot = try line.jot(id: try change.nextID(.jot), couple: couple.id, audience: audience)
    try change.add(jot)
    try change.update("inbox_line", row: row, ["text": nil, "jot": jot.id.number])
    return jot
  }

  /// Throws a line away.
  public func drop(_ line: InboxLine, _ stamp: CommandStamp) throws(Problem) {
    try change(stamp) { change in try change.delete("inbox_line", row: try Self.row(of: line, change)) }
  }

  private static func row(of line: InboxLine, _ change: Change) throws -> Int64 {
    guard
      let row = try Int64.fetchOne(
        change.database, sql: "SELECT id FROM inbox_line WHERE line = ? AND text IS NOT NULL", arguments: [line.id])
    else { throw Problem(.refused, "inbox: the line \(line.shortID) waits no more") }
    return row
  }

  private static func named(_ command: String, _ stamp: CommandStamp) -> CommandStamp {
    CommandStamp(command: command, clock: stamp.clock, offset: stamp.offset, today: stamp.today, who: stamp.who)
  }

  /// Whether a line has come in before: a crash before the inbox is emptied must not bring it in twice.
  private func isKnown(_ line: InboxLine) throws(Problem) -> Bool {
    try translatingFaults(path) {
      try queue.read { database in
        try Bool.fetchOne(
          database, sql: "SELECT EXISTS (SELECT 1 FROM inbox_line WHERE line = ?)", arguments: [line.id]) ?? false
      }
    }
  }

  /// Stores a line past the images: undo must not throw it away.
  private static func store(_ line: InboxLine, _ change: Change) throws {
    try change.database.execute(
      sql: """
        INSERT INTO inbox_line (line, couple, day, minute, audience, text, clock) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [line.id, line.couple, line.day, line.minute, line.audience, line.text, line.clock])
  }

  /// The couple whose chart a line is for, where its handle and the word for its audience are certain.
  private static func owner(of line: InboxLine, in directory: CoupletCore.Directory) -> Couple? {
    let handle = Folding.fold(line.couple)
    let couple = directory.couples.first { couple in
      ([couple.handle] + couple.formerHandles).contains { $0.description == handle }
    }
    guard let couple, let word = line.widerWord, Folding.fold(word) != "joint" else { return couple }
    let member = try? directory.member(matching: word, of: couple, field: "audience")
    return member == nil ? nil : couple
  }
}
