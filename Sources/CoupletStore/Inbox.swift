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
  /// The day and the minute of the day that it is about.
  public let day: String
  public let minute: Int
  /// `joint`, `counselor` or a name, as it was typed; nil for what jots have when nothing is said.
  public let audience: String?
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
      // Under the lock, so that no new key comes in between.
      let lock = try CommandLock(of: path, .shared)
      defer { withExtendedLifetime(lock) {} }
      let header = try SealedHeader.read(at: path)
      try SealedLines.append(Array(try JSONEncoder().encode(line)), to: path, header: header)
    }
  }

  /// Whether lines wait.
  public var hasInbox: Bool { access(SealedLines.path(of: path), F_OK) == 0 }
}

extension Practice {
  /// What a look into the inbox did.
  public struct Intake: Sendable {
    /// The jots that were made, with their couples.
    public var taken: [(jot: Jot, couple: Couple)] = []
    /// Lines that wait for a decision, oldest first.
    public var waiting: [InboxLine] = []
    /// Records that don't open.
    public var unreadable = 0
  }

  /// What is done with one line.
  public enum InboxDecision: Sendable {
    case take(Couple)
    case drop
  }

  /// Takes in the lines whose couple and audience are certain; only an exact handle is, for nobody saw whose chart it was.
  ///
  /// - Parameter decisions: what the counselor says of lines, by their id.
  public func takeIn(
    _ stamp: CommandStamp, decisions: [String: InboxDecision] = [:]
  ) throws(Problem) -> Intake {
    guard case .sealed(let header, let dataKey) = seal, loss == nil else { return Intake() }
    var intake = Intake()
    try translatingFaults(path) {
      guard access(SealedLines.path(of: path), F_OK) == 0 else { return }
      let directory = try directory()
      let key = try header.inboxKey(dataKey)
      try SealedLines.take(from: path, header: header, key: key) { content in
        var gone = Set<Int>()
        intake.unreadable = content.unreadable
        for (place, bytes) in content.lines.enumerated() {
          guard let line = try? JSONDecoder().decode(InboxLine.self, from: Data(bytes)) else {
            intake.unreadable += 1
            continue
          }
          if try isTaken(line) || isDropped(line, decisions) {
            gone.insert(place)
          } else if let (couple, audience) = Self.owner(of: line, in: directory, decisions) {
            intake.taken.append((try add(line, couple, audience, stamp), couple))
            gone.insert(place)
          } else {
            intake.waiting.append(line)
          }
        }
        return gone
      }
    }
    return intake
  }

  private func isTaken(_ line: InboxLine) throws -> Bool {
    try queue.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM inbox_line WHERE line = ?)", arguments: [line.id])!
    }
  }

  private func isDropped(_ line: InboxLine, _ decisions: [String: InboxDecision]) -> Bool {
    if case .drop = decisions[line.id] { return true }
    return false
  }

  private static func owner(
    of line: InboxLine, in directory: CoupletCore.Directory, _ decisions: [String: InboxDecision]
  ) -> (Couple, Audience)? {
    let couple: Couple
    if case .take(let decided) = decisions[line.id] {
      couple = decided
    } else {
      let handle = Folding.fold(line.couple)
      guard
        let found = directory.couples.first(where: { couple in
          ([couple.handle] + couple.formerHandles).contains { $0.description == handle }
        })
      else { return nil }
      couple = found
    }
    switch line.audience.map(Folding.fold) {
    case nil, "counselor": return (couple, .counselor)
    case "joint": return (couple, .joint)
    case let name?:
      guard let member = try? directory.member(matching: name, of: couple, field: "audience") else { return nil }
      return (couple, .member(member.id))
    }
  }

  private func add(
    _ line: InboxLine, _ couple: Couple, _ audience: Audience, _ stamp: CommandStamp
  ) throws -> Jot {
    let stamp = CommandStamp(command: "jot", clock: stamp.clock, today: stamp.today, who: stamp.who)
    return try change(stamp) { change in
      let jot = try line.jot(id: try change.nextID(.jot), couple: couple.id, audience: audience)
      try change.add(jot)
      // In the same transaction, so that a crash before the inbox is emptied takes nothing in twice.
      try change.database.execute(sql: "INSERT INTO inbox_line (line) VALUES (?)", arguments: [line.id])
      return jot
    }
  }
}
