public import CoupletCore
import GRDB

extension Practice {
  ///
  /// - Parameter one: the only couple that is looked for, nil for all.
  static func couples(_ database: Database, _ one: Couple.ID? = nil) throws -> [Couple] {
    let one = one?.number
    func grouped(_ table: String, _ rest: String) throws -> [Int: [Row]] {
      let rows = try Row.fetchAll(
        database, sql: "SELECT * FROM \(table) WHERE (:one IS NULL OR couple = :one)\(rest)", arguments: ["one": one])
      return Dictionary(grouping: rows) { $0["couple"] }
    }
    let handles = try grouped("handle", " ORDER BY id")
    let memberships = try grouped("membership", " ORDER BY place, id")
    let closures = try grouped("closure", " AND is_standing = 1")
    return try Row.fetchAll(
      database, sql: "SELECT * FROM couple WHERE (:one IS NULL OR id = :one) ORDER BY id", arguments: ["one": one]
    ).map { row in
      let id: Int = row["id"]
      let own = handles[id] ?? []
      guard let current = own.first(where: { $0["is_current"] }) else {
        throw Problem(.damaged, "file: couple \(id) has no handle")
      }
      return try Couple(
        id: Couple.ID(number: id), label: row["label"], handle: try Handle(current["handle"]),
        formerHandles: try own.filter { !$0["is_current"] }.map { try Handle($0["handle"]) },
        since: try row.needed("since"),
        memberships: try (memberships[id] ?? []).map { row in
          try Couple.Membership(
            client: Client.ID(number: row["client"]), joined: try row.needed("joined"), left: try row.day("left_on"))
        },
        closure: try closures[id]?.first.map { row in
          Couple.Closure(day: try row.needed("day"), outcome: try row.choice("outcome"), why: row["why"])
        })
    }
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
