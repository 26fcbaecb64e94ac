import GRDB

/// Puts rows in the place of lost ones on which others rest: a name is lost, but not the notes of whom it named.
struct StandIns {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// Adds what is missing, from what is there.
  ///
  /// - Returns: how many clients, couples and sessions stand in for lost ones.
  func add() throws -> Int {
    let count = try sessions() + couples() + clients()
    try handles()
    try memberships()
    try sequences()
    return try count + attendance()
  }

  /// A lost session gets the couple and the day of a note that was written on it.
  private func sessions() throws -> Int {
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO fact (id, letter, number, couple, day, audience, written)
        SELECT note.session, 's', (SELECT coalesce(max(number), 0) FROM fact WHERE letter = 's') + note.session,
          couple, day, 'counselor', written
        FROM note JOIN fact USING (id) WHERE note.session NOT IN (SELECT id FROM fact)
        GROUP BY note.session
        """)
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO session (id, kind, mode, status)
        SELECT DISTINCT note.session, 'conjoint', 'room', 'held' FROM note JOIN fact ON fact.id = note.session
        WHERE note.session NOT IN (SELECT id FROM session)
        """)
    return database.changesCount
  }

  private func couples() throws -> Int {
    // A file of an earlier version may have no psychotherapy notes.
    let dated = try ["fact", "private_note"].filter { try database.tableExists($0) }
      .map { "SELECT couple, day, written FROM \($0)" }
    try database.execute(
      sql: """
        INSERT INTO couple (id, label, since, written)
        SELECT couple, 'lost ' || couple, min(day), min(written)
        FROM (\(dated.joined(separator: " UNION ALL ")))
        WHERE couple NOT IN (SELECT id FROM couple) GROUP BY couple
        """)
    return database.changesCount
  }

  private func clients() throws -> Int {
    let named = try ClientColumn.all(database).map { "SELECT \($0.name) AS client FROM \($0.table)" }
    try database.execute(
      sql: """
        INSERT INTO client (id, name, written)
        SELECT client, 'lost c' || client, '2000-01-01T00:00:00Z' FROM (\(named.joined(separator: " UNION ")))
        WHERE client IS NOT NULL AND client NOT IN (SELECT id FROM client)
        """)
    return database.changesCount
  }

  private func handles() throws {
    try database.execute(
      sql: """
        INSERT INTO handle (handle, couple, is_current)
        SELECT 'lost-' || id, id, 1 FROM couple
        WHERE id NOT IN (SELECT couple FROM handle WHERE is_current = 1)
        """)
  }

  /// Whoever was at a couple's sessions, or is named by its records, belongs to it.
  private func memberships() throws {
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO membership (couple, client, place, joined)
        SELECT couple, client, client, (SELECT since FROM couple WHERE id = named.couple) FROM (
          SELECT couple, member AS client FROM fact UNION SELECT couple, audience_of FROM fact
          UNION SELECT couple, client FROM attendance JOIN fact ON fact.id = attendance.session
        ) AS named
        WHERE client IS NOT NULL AND couple NOT IN (SELECT couple FROM membership)
        """)
  }

  /// Who was at a session is lost: its own member where it has one, else everybody who belongs to the couple.
  private func attendance() throws -> Int {
    let empty = "status = 'held' AND session.id NOT IN (SELECT session FROM attendance)"
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM session WHERE \(empty)") ?? 0
    try database.execute(
      sql: """
        INSERT INTO attendance (session, client, state)
        SELECT DISTINCT session.id, membership.client, 'present'
        FROM session JOIN fact USING (id) JOIN membership USING (couple)
        WHERE \(empty) AND coalesce(fact.audience_of, membership.client) = membership.client
        """)
    return count
  }

  /// Numbers go on above every one that is there.
  private func sequences() throws {
    let others = try [("x", "private_note"), ("c", "client"), ("couple", "couple"), ("j", "journal")]
      .filter { try database.tableExists($0.1) }
      .map { "UNION ALL SELECT '\($0.0)', max(id) FROM \($0.1) HAVING max(id) IS NOT NULL" }
    try database.execute(
      sql: """
        INSERT INTO journal_sequence (kind, last)
        SELECT letter, max(number) FROM fact GROUP BY letter \(others.joined(separator: " "))
        ON CONFLICT (kind) DO UPDATE SET last = max(last, excluded.last)
        """)
  }
}
