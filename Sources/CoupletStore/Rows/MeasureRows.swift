public import CoupletCore
import GRDB

extension Measure: StoredRecord {
  static let place = RecordPlace("measure", .measure, text: .never)

  static func read(_ reader: RecordReader) throws -> [Measure] {
    let earlier = try reader.parts("measure_earlier", of: "measure")
    let prompts = try reader.parts("risk_prompt", of: "measure")
    return try reader.rows("measure", links: ["session"]).read { row in
      try Measure(
        id: row.id(), fact: row.fact(), scale: row.value("scale"), version: row.value("version"),
        mode: row.choice("mode"),
        apart: row.value("is_apart"), session: row.record(in: "session"), entered: Entered(row),
        earlier: earlier.of(row).read { earlier in
          try Earlier(entered: Entered(earlier), changed: earlier.moment("changed"), why: earlier.value("why"))
        }, riskAnswer: prompts.of(row).first { try RiskAnswer($0) } ?? nil)
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Measure.Entered {
  fileprivate init(_ row: StoredRow) throws {
    guard let answers: String = try row.value("answers") else {
      self = .total(try row.value("total"))
      return
    }
    self = .answers(
      try answers.split(separator: ",", omittingEmptySubsequences: false).map { text in
        guard let answer = Answer(text) else { throw row.damaged("an answer is none") }
        return answer
      })
  }
}

extension Measure.RiskAnswer {
  /// The answer to a prompt, nil while it waits for one.
  fileprivate init?(_ row: StoredRow) throws {
    guard let answered = try row.day("answered") else { return nil }
    try self.init(day: answered, text: row.value("answer"))
  }
}

extension Practice {
  /// The sheets whose risk items wait for the counselor's answer.
  public func openRisks() throws(Problem) -> [RecordID] {
    try translatingFaults(path) {
      try queue.read { database in
        try Int.fetchAll(
          database,
          sql: """
            SELECT number FROM fact JOIN risk_prompt ON measure = fact.id
            WHERE answer IS NULL AND fact.id NOT IN (SELECT fact FROM strike WHERE lifted IS NULL) ORDER BY number
            """
        ).compactMap { RecordID(.measure, $0) }
      }
    }
  }

  /// Sheets that were answered on a screen since then, each the newest of its member on its scale.
  public func newestScreenSheets(since: Instant) throws(Problem) -> [(id: RecordID, couple: Couple.ID)] {
    try translatingFaults(path) {
      try queue.read { database in
        let found = try String.fetchAll(
          database,
          sql: """
            SELECT sheet.number || ' ' || sheet.couple FROM fact AS sheet JOIN measure ON measure.id = sheet.id
            WHERE mode = 'screen' AND sheet.written >= ? AND sheet.id NOT IN (SELECT fact FROM strike WHERE lifted IS NULL)
              AND NOT EXISTS (
                SELECT 1 FROM fact AS later JOIN measure AS other ON other.id = later.id
                WHERE later.couple = sheet.couple AND later.member = sheet.member AND other.scale = measure.scale
                  AND (later.day, later.number) > (sheet.day, sheet.number)
                  AND later.id NOT IN (SELECT fact FROM strike WHERE lifted IS NULL))
            ORDER BY sheet.number
            """, arguments: [since.description])
        return found.compactMap { line in
          let numbers = line.split(separator: " ").compactMap { Int($0) }
          guard numbers.count == 2, let id = RecordID(.measure, numbers[0]) else { return nil }
          return (id, Couple.ID(number: numbers[1]))
        }
      }
    }
  }
}

extension Change {
  /// Adds a sheet with what it said before, and the counselor's answer where it has one.
  public func add(_ measure: Measure) throws {
    let row = try insert(measure, text: nil)
    try insert(
      "measure",
      [
        "id": row, "scale": measure.scale, "version": measure.version, "mode": measure.mode.rawValue,
        "is_apart": measure.apart, "session": try measure.session.map(key),
      ] + columns(measure.entered))
    for earlier in measure.earlier { try insert(earlier, of: row) }
    if let answer = measure.riskAnswer { try insert("risk_prompt", ["measure": row] + columns(answer)) }
  }

  /// Writes what a corrected sheet says now, and keeps what it said before.
  public func replace(_ measure: Measure) throws {
    let row = try update(measure, text: nil)
    try update("measure", row: row, columns(measure.entered))
    let known =
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM measure_earlier WHERE measure = ?", arguments: [row]) ?? 0
    for earlier in measure.earlier.dropFirst(known) { try insert(earlier, of: row) }
  }

  /// Notes that a sheet's risk items call for an answer of the counselor's.
  public func askRisk(of measure: Measure) throws {
    let row = try key(of: measure.id)
    let isKnown = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM risk_prompt WHERE measure = ?)", arguments: [row])
    if isKnown != true { try insert("risk_prompt", ["measure": row]) }
  }

  /// Writes the counselor's answer to a sheet's risk items.
  public func answerRisk(of measure: Measure, _ answer: Measure.RiskAnswer) throws {
    let prompt = try Int64.fetchOne(
      database, sql: "SELECT id FROM risk_prompt WHERE measure = ?", arguments: [try key(touching: measure)])
    guard let prompt else {
      throw Problem(.refused, "\(measure.id) calls for no answer: each risk item is answered by its minimum")
    }
    try update("risk_prompt", row: prompt, columns(answer))
  }

  private func columns(_ answer: Measure.RiskAnswer) -> Values {
    ["answered": answer.day.description, "answer": answer.text]
  }

  private func insert(_ earlier: Measure.Earlier, of measure: Int64) throws {
    try insert(
      "measure_earlier",
      ["measure": measure, "changed": earlier.changed.description, "why": earlier.why] + columns(earlier.entered))
  }

  private func columns(_ entered: Measure.Entered) -> Values {
    switch entered {
    case .answers(let answers): ["answers": answers.map(\.text).joined(separator: ","), "total": nil]
    case .total(let total): ["answers": nil, "total": total]
    }
  }
}
