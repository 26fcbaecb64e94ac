public import CoupletCore
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

  init(_ row: Row) {
    id = row["line"]
    couple = row["couple"]
    day = row["day"]
    minute = row["minute"]
    audience = row["audience"]
    text = row["text"]
    clock = row["clock"]
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

  /// Moves aside what stands in the inbox and doesn't open.
  ///
  /// - Returns: where it is kept, nil where there was nothing.
  public func setInboxAside(_ clock: Instant) throws(Problem) -> String? {
    guard hasInbox else { return nil }
    let kept = PracticeFile.freeName("\(SealedLines.path(of: path)).unreadable-\(PracticeFile.nameStamp(clock))")
    guard rename(SealedLines.path(of: path), kept) == 0 else { throw PracticeFile.cannotWrite(kept, errno) }
    return kept
  }
}

extension Practice {
  /// What came in at an opening.
  public struct Intake: Sendable {
    /// The jots that were made, with their couples.
    public var taken: [(jot: Jot, couple: Couple)] = []
    /// Lines that wait for a decision.
    public var waiting = 0
    /// Records that don't open.
    public var unreadable = 0
  }

  /// The journal's name for lines that come in; `undo` passes over it, for it would throw them away.
  static let receiving = "inbox receive"

  /// Brings the lines that stand beside the file into it, and puts those whose couple and audience are certain into
  /// their charts. Only an exact handle is certain, for nobody saw whose chart it was.
  public func takeIn(_ stamp: CommandStamp) throws(Problem) -> Intake {
    guard case .sealed(let header, let dataKey) = seal, loss == nil, !queue.configuration.readonly else {
      return Intake()
    }
    var intake = Intake()
    try translatingFaults(path) {
      let directory = try directory()
      try SealedLines.take(from: path, header: header, key: header.inboxKey(dataKey)) { content in
        let lines = content.lines.map { try? JSONDecoder().decode(InboxLine.self, from: Data($0)) }
        intake.unreadable = content.unreadable + lines.count { $0 == nil }
        for line in lines.compactMap(\.self) where try !isKnown(line) {
          if let (couple, audience) = Self.owner(of: line, in: directory) {
            intake.taken.append((try receive(line, into: couple, audience, stamp), couple))
          } else {
            try change(Self.named(Self.receiving, stamp)) { try Self.store(line, $0) }
          }
        }
        return Set(lines.indices.filter { lines[$0] != nil })
      }
      intake.waiting = try queue.read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM inbox_line WHERE text IS NOT NULL") ?? 0
      }
    }
    return intake
  }

  /// The lines that wait for a decision, oldest first.
  public func waitingLines() throws(Problem) -> [InboxLine] {
    try translatingFaults(path) {
      try queue.read {
        try Row.fetchAll($0, sql: "SELECT * FROM inbox_line WHERE text IS NOT NULL ORDER BY id").map(InboxLine.init)
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
  private func receive(
    _ line: InboxLine, into couple: Couple, _ audience: Audience, _ stamp: CommandStamp
  ) throws -> Jot {
    try change(Self.named("jot", stamp)) { change in
      try Self.store(line, change)
      return try Self.put(line, into: couple, audience, change)
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
    CommandStamp(command: command, clock: stamp.clock, today: stamp.today, who: stamp.who)
  }

  /// Whether a line has come in before: a crash before the inbox is emptied must not bring it in twice.
  private func isKnown(_ line: InboxLine) throws -> Bool {
    try queue.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM inbox_line WHERE line = ?)", arguments: [line.id])!
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

  private static func owner(of line: InboxLine, in directory: CoupletCore.Directory) -> (Couple, Audience)? {
    let handle = Folding.fold(line.couple)
    let couple = directory.couples.first { couple in
      ([couple.handle] + couple.formerHandles).contains { $0.description == handle }
    }
    guard let couple, let audience = audience(of: line, in: couple, directory) else { return nil }
    return (couple, audience)
  }

  /// The audience that a line's word means in a couple, nil where it means none.
  private static func audience(of line: InboxLine, in couple: Couple, _ directory: CoupletCore.Directory) -> Audience? {
    switch line.audience.map(Folding.fold) {
    case nil, "counselor": .counselor
    case "joint": .joint
    case let name?: (try? directory.member(matching: name, of: couple, field: "audience")).map { .member($0.id) }
    }
  }
}
