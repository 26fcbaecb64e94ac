public import CoupletCore
import GRDB

extension Practice {
  /// The couples that are looked for; all of them, or one.
  ///
  /// - Throws: damaged, where one of them can't be read.
  static func couples(_ database: Database, _ one: Couple.ID? = nil) throws -> [Couple] {
    let parts = try CoupleParts(database, one)
    if let (_, problem) = parts.damaged.min(by: { $0.key < $1.key }) { throw problem }
    return parts.sound
  }

  /// All couples and clients that can be read, and what is said of the rest.
  static func directory(_ database: Database) throws -> Directory {
    let parts = try CoupleParts(database, nil)
    let (clients, damagedClients) = try clientsApart(database)
    var damaged = parts.damaged
    let known = Set(clients.map(\.id))
    var told: Set<Int> = []
    for couple in parts.sound {
      guard let lost = couple.everyMember.first(where: { !known.contains($0) }) else { continue }
      told.formUnion(couple.everyMember.map(\.number))
      damaged[couple.id.number] =
        damagedClients[lost.number] ?? Problem(.damaged, "file: \(lost) is not there", hint: .readCheck)
    }
    // Those with a couple are said with it.
    let alone = damagedClients.filter { !told.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
    let unreadable =
      damaged.sorted { $0.key < $1.key }.map { key, problem in
        Directory.Unreadable(
          couple: key > 0 ? Couple.ID(number: key) : nil, handles: parts.handles[key] ?? [], problem: problem)
      } + alone.map { Directory.Unreadable(couple: nil, handles: [], problem: $0) }
    return Directory(
      couples: parts.sound.filter { damaged[$0.id.number] == nil }, clients: clients, unreadable: unreadable)
  }
}

/// Couples that can be read, and what is said of those that can't.
private struct CoupleParts {
  private(set) var sound: [Couple] = []
  /// By the couple's key; what can't even be told whose it is stands at 0.
  private(set) var damaged: [Int: Problem] = [:]
  /// Every handle that can be read.
  private(set) var handles: [Int: [String]] = [:]

  /// - Parameter one: the only couple that is looked for, nil for all.
  init(_ database: Database, _ one: Couple.ID?) throws {
    let one = one?.number
    func grouped<Part>(
      _ table: String, _ rest: String, _ damaged: inout [Int: Problem], _ read: (StoredRow) throws -> Part
    ) throws -> [Int: [Part]] {
      let rows = try StoredRow.all(
        table, database, sql: "SELECT * FROM \(table) WHERE (:one IS NULL OR couple = :one)\(rest)",
        arguments: ["one": one]
      ).sorted { (couple: try $0.value("couple") as Int, part: try read($0)) }
      for (row, problem) in rows.damaged { damaged[row.numberIfAny("couple")] = problem }
      return Dictionary(grouping: rows.sound, by: \.couple).mapValues { $0.map(\.part) }
    }
    let handles = try grouped("handle", " ORDER BY id", &damaged) { row in
      (handle: try Handle(row.value("handle")), isCurrent: try row.value("is_current") as Bool)
    }
    let memberships = try grouped("membership", " ORDER BY place, id", &damaged) { row in
      try Couple.Membership(
        client: row.someone("client"), joined: row.needed("joined"), left: row.day("left_on"))
    }
    let closures = try grouped("closure", " AND is_standing = 1", &damaged) { row in
      Couple.Closure(day: try row.needed("day"), outcome: try row.choice("outcome"), why: try row.value("why"))
    }
    let couples = try StoredRow.all(
      "couple", database, sql: "SELECT * FROM couple WHERE (:one IS NULL OR id = :one) ORDER BY id",
      arguments: ["one": one]
    ).sorted { row in
      let id: Int = try row.value("id")
      let own = handles[id] ?? []
      guard let current = own.first(where: \.isCurrent) else { throw row.damaged("it has no handle") }
      return try Couple(
        id: Couple.ID(number: id), label: row.value("label"), handle: current.handle,
        formerHandles: own.filter { !$0.isCurrent }.map(\.handle), since: row.needed("since"),
        memberships: memberships[id] ?? [], closure: closures[id]?.first)
    }
    for (row, problem) in couples.damaged { damaged[row.numberIfAny("id")] = problem }
    self.handles = handles.mapValues { $0.map(\.handle.description) }
    let broken = damaged
    sound = couples.sound.filter { broken[$0.id.number] == nil }
  }
}

extension Change {
  /// The next couple's key.
  public func nextCouple() throws -> Couple.ID { Couple.ID(number: try nextNumber("couple")) }

  /// Adds a couple with its handle and members.
  public func add(_ couple: Couple) throws {
    touch(couple: couple.id)
    try insert(
      "couple",
      [
        "id": couple.id.number, "label": couple.label, "since": couple.since.description,
        "written": clock.description,
      ])
    try insert("handle", ["handle": couple.handle.description, "couple": couple.id.number, "is_current": true])
    for membership in couple.memberships { try insert(membership, of: couple) }
  }

  /// Writes what differs between a couple as it was and as it is now.
  public func replace(_ old: Couple, with new: Couple) throws {
    touch(couple: new.id)
    let key = Int64(new.id.number)
    if old.label != new.label || old.since != new.since {
      try update("couple", row: key, ["label": new.label, "since": new.since.description])
    }
    if old.handle != new.handle { try replaceHandle(of: new) }
    for membership in new.memberships where !old.memberships.contains(membership) {
      let row = try Int64.fetchOne(
        database, sql: "SELECT id FROM membership WHERE couple = ? AND client = ? AND joined = ?",
        arguments: [key, membership.client.number, membership.joined.description])
      if let row {
        try update("membership", row: row, ["left_on": membership.left?.description])
      } else {
        try insert(membership, of: new)
      }
    }
    if old.closure != new.closure {
      let standing = try Int64.fetchOne(
        database, sql: "SELECT id FROM closure WHERE couple = ? AND is_standing = 1", arguments: [key])
      if let standing { try update("closure", row: standing, ["is_standing": false]) }
      if let closure = new.closure {
        try insert(
          "closure",
          [
            "couple": key, "day": closure.day.description, "outcome": closure.outcome.rawValue, "why": closure.why,
            "is_standing": true,
          ])
      }
    }
  }

  private func replaceHandle(of couple: Couple) throws {
    let key = couple.id.number
    let current = try Int64.fetchOne(
      database, sql: "SELECT id FROM handle WHERE couple = ? AND is_current = 1", arguments: [key])
    if let current { try update("handle", row: current, ["is_current": false]) }
    let former = try Int64.fetchOne(
      database, sql: "SELECT id FROM handle WHERE couple = ? AND handle = ?",
      arguments: [key, couple.handle.description])
    if let former {
      try update("handle", row: former, ["is_current": true])
    } else {
      try insert("handle", ["handle": couple.handle.description, "couple": key, "is_current": true])
    }
  }

  private func insert(_ membership: Couple.Membership, of couple: Couple) throws {
    try insert(
      "membership",
      [
        "couple": couple.id.number, "client": membership.client.number,
        "place": couple.everyMember.firstIndex(of: membership.client), "joined": membership.joined.description,
        "left_on": membership.left?.description,
      ])
  }
}
