import CoupletCore

/// What the records of one couple's chart refer to: its members and its sessions.
struct PracticeDocumentChart {
  /// Indices by key.
  let clients: [String: Int]
  /// Everyone who is or was a member.
  let members: Set<Int>
  /// Indices by key.
  private(set) var sessions: [String: Int] = [:]
  private(set) var days: [Day] = []

  init(clients: [String: Int], members: Set<Int>) {
    self.clients = clients
    self.members = members
  }

  /// The couple's sessions, whose keys the other records may use from then on.
  mutating func readSessions(of couple: PracticeDocumentReader) throws(Problem) -> [DocumentSession] {
    guard let part = couple.optional("sessions") else { return [] }
    var result: [DocumentSession] = []
    for entry in try part.entries() {
      let session = try DocumentSession(entry, self)
      guard sessions.updateValue(result.count, forKey: session.key) == nil else {
        throw try entry.required("key").problem("'\(session.key)' is there twice")
      }
      days.append(session.day)
      result.append(session)
    }
    return result
  }

  /// The index of the client that a key names.
  static func client(_ value: PracticeDocumentReader, among clients: [String: Int]) throws(Problem) -> Int {
    let key = try value.string()
    guard let index = clients[key] else { throw unknown("client", key, value, among: clients) }
    return index
  }

  /// The index of the member of this couple that a key names.
  func member(_ value: PracticeDocumentReader) throws(Problem) -> Int {
    let index = try Self.client(value, among: clients)
    guard members.contains(index) else { throw value.problem("the client is no member of this couple") }
    return index
  }

  /// The indices of the members that a list of keys names, each at most once.
  func list(_ value: PracticeDocumentReader) throws(Problem) -> [Int] {
    var result: [Int] = []
    for entry in try value.entries() {
      let index = try member(entry)
      guard !result.contains(index) else { throw entry.problem("the client is there twice") }
      result.append(index)
    }
    return result
  }

  /// The index of the session that a key names.
  func session(_ value: PracticeDocumentReader) throws(Problem) -> Int {
    let key = try value.string()
    guard let index = sessions[key] else { throw Self.unknown("session", key, value, among: sessions) }
    return index
  }

  /// Who a record is for, nil where nothing is said.
  func audience(of entry: PracticeDocumentReader) throws(Problem) -> DocumentAudience? {
    guard let value = entry.optional("audience") else { return nil }
    switch try value.string() {
    case "joint": return .joint
    case "counselor": return .counselor
    default: return .member(try member(value))
    }
  }

  private static func unknown(
    _ what: String, _ key: String, _ value: PracticeDocumentReader, among known: [String: Int]
  ) -> Problem {
    value.problem(
      "no \(what) has the key '\(key.shownOnOneLine(limit: 40))'",
      candidates: Nearest.words(to: key, among: known.keys.sorted()))
  }
}
