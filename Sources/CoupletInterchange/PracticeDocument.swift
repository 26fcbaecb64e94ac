public import CoupletCore

/// A practice as one JSON document, `couplet-practice/1`, decoded and checked; its days are days, its keys are indices.
///
/// Who a record is for is nil where the document leaves it out: then the rules of the commands decide.
public struct PracticeDocument: Sendable {
  /// What the document's `schema` has to say.
  public static let schema = "couplet-practice/1"

  /// In the order of the document; members are indices into this list.
  public let clients: [DocumentClient]
  /// In the order of the document.
  public let couples: [DocumentCouple]

  /// The practice that a document describes, with days counted from `today`.
  ///
  /// - Parameter name: the file's name, as errors print it.
  /// - Throws: bad data, `FILE: couples[2].sessions[4].date: RULE`.
  public init(json: [UInt8], name: String, today: Day) throws(Problem) {
    let file = try PracticeDocumentReader.read(json, file: name, today: today)
    try file.allow(["schema", "clients", "couples"])
    let schema = try file.required("schema")
    guard try schema.string() == Self.schema else { throw schema.problem("has to be \(Self.schema)") }
    var clients: [DocumentClient] = []
    var indices: [String: Int] = [:]
    for entry in try file.required("clients").entries() {
      let client = try DocumentClient(entry)
      guard indices.updateValue(clients.count, forKey: client.key) == nil else {
        throw try entry.required("key").problem("'\(client.key)' is there twice")
      }
      clients.append(client)
    }
    var couples: [DocumentCouple] = []
    for entry in try file.required("couples").entries() {
      let couple = try DocumentCouple(entry, clients: indices)
      guard !couples.contains(where: { $0.key == couple.key }) else {
        throw try entry.required("key").problem("'\(couple.key)' is there twice")
      }
      guard !couples.contains(where: { $0.handle == couple.handle }) else {
        throw try entry.required("handle").problem("'\(couple.handle)' is there twice")
      }
      couples.append(couple)
    }
    self.clients = clients
    self.couples = couples
  }
}

/// Who a record of a document is for.
public enum DocumentAudience: Hashable, Sendable {
  case joint, counselor
  /// The client of that index.
  case member(Int)
}

/// One person of a document.
public struct DocumentClient: Hashable, Sendable {
  /// What the document calls the person.
  public let key: String
  /// The name and what else the document says of the person.
  public let details: Client.Details

  init(_ entry: PracticeDocumentReader) throws(Problem) {
    try entry.allow(["key", "name", "called", "pronouns", "born", "phone", "safe_contact"])
    key = try entry.required("key").key()
    var details = Client.Details(name: try entry.required("name").name())
    details.called = try entry.optional("called")?.name()
    details.pronouns = try entry.optional("pronouns")?.name()
    details.born = try entry.optional("born")?.pastDay()
    details.phone = try entry.optional("phone")?.name()
    details.safeContact = try entry.optional("safe_contact")?.name()
    self.details = details
  }
}

/// A client's time in a treatment.
public struct DocumentMember: Hashable, Sendable {
  /// An index into the document's clients.
  public let client: Int
  /// The couple's first day where the document says nothing.
  public let joined: Day
  /// Nil while it lasts.
  public let left: Day?
}

/// One couple of a document with everything in its chart, each kind in the order of the document.
public struct DocumentCouple: Hashable, Sendable {
  /// What the document calls the couple.
  public let key: String
  /// What the command line is to call the couple; no other couple of the document has it.
  public let handle: Handle
  /// The couple's name on pages.
  public let label: String
  /// The first day of the treatment, not after today.
  public let since: Day
  /// Two or more, in the order in which pages name them.
  public let members: [DocumentMember]
  /// The end of the treatment, nil while it is open.
  public let closure: Couple.Closure?
  /// Notes, homework, measures and ratings refer to indices of this list.
  public let sessions: [DocumentSession]
  /// The notes on sessions, none of them signed.
  public let notes: [DocumentNote]
  /// The jots, none of them in a note.
  public let jots: [DocumentJot]
  /// What the next session starts with and what the counselor owes, open or dealt with.
  public let agenda: [DocumentAgendaLine]
  /// The calls, messages and letters between sessions.
  public let contacts: [DocumentContact]
  /// The small dated records, with later looks at them.
  public let entries: [DocumentEntry]
  /// The small wins.
  public let wins: [DocumentWin]
  /// What was given, with the reports on it.
  public let homework: [DocumentHomework]
  /// The promises, with what each says became of them.
  public let promises: [DocumentPromise]
  /// The hurts, with what each says of the way since.
  public let injuries: [DocumentInjury]
  /// The sheets of scales; whether one fits its scale isn't checked here.
  public let measures: [DocumentMeasure]
  /// The alliance of a rating stands in one of its own, for the counselor.
  public let ratings: [DocumentRating]
  /// The goals, with their ratings.
  public let goals: [DocumentGoal]
  /// What members want of the treatment, on the days they said it.
  public let aims: [DocumentAim]
  /// What the counselor counted in sessions.
  public let tallies: [DocumentTally]

  init(_ entry: PracticeDocumentReader, clients: [String: Int]) throws(Problem) {
    try entry.allow([
      "key", "handle", "label", "since", "members", "closed", "sessions", "notes", "jots", "agenda", "contacts",
      "entries", "wins", "homework", "promises", "injuries", "measures", "ratings", "goals", "aims", "tallies",
    ])
    key = try entry.required("key").key()
    let handle = try entry.required("handle").string()
    self.handle = try entry.placing { () throws(Problem) in try Handle(handle) }
    label = try entry.required("label").name()
    let since = try entry.required("since").pastDay()
    self.since = since
    members = try Self.members(entry.required("members"), since: since, clients: clients)
    closure = try entry.optional("closed").map { part throws(Problem) in try Self.closure(part, since: since) }
    var chart = PracticeDocumentChart(clients: clients, members: Set(members.map(\.client)))
    sessions = try chart.readSessions(of: entry)
    notes = try entry.list("notes") { part throws(Problem) in try DocumentNote(part, chart) }
    jots = try entry.list("jots") { part throws(Problem) in try DocumentJot(part, chart) }
    agenda = try entry.list("agenda") { part throws(Problem) in try DocumentAgendaLine(part, chart) }
    contacts = try entry.list("contacts") { part throws(Problem) in try DocumentContact(part, chart) }
    entries = try entry.list("entries") { part throws(Problem) in try DocumentEntry(part, chart) }
    wins = try entry.list("wins") { part throws(Problem) in try DocumentWin(part, chart) }
    homework = try entry.list("homework") { part throws(Problem) in try DocumentHomework(part, chart) }
    promises = try entry.list("promises") { part throws(Problem) in try DocumentPromise(part, chart) }
    injuries = try entry.list("injuries") { part throws(Problem) in try DocumentInjury(part, chart) }
    measures = try entry.list("measures") { part throws(Problem) in try DocumentMeasure(part, chart) }
    ratings = try entry.list("ratings") { part throws(Problem) in try DocumentRating.read(part, chart) }.flatMap { $0 }
    goals = try entry.list("goals") { part throws(Problem) in try DocumentGoal(part, chart) }
    aims = try entry.list("aims") { part throws(Problem) in try DocumentAim(part, chart) }
    let sessions = sessions
    tallies = try entry.list("tallies") { part throws(Problem) in try DocumentTally(part, chart, sessions) }
  }

  private static func members(
    _ list: PracticeDocumentReader, since: Day, clients: [String: Int]
  ) throws(Problem) -> [DocumentMember] {
    var members: [DocumentMember] = []
    for entry in try list.entries() {
      try entry.allow(["client", "joined", "left"])
      let client = try PracticeDocumentChart.client(entry.required("client"), among: clients)
      let joined = try entry.optional("joined")?.pastDay() ?? since
      let left = try entry.optional("left")?.pastDay()
      if let left, left < joined {
        throw try entry.required("left").problem("\(left) lies before the member joined on \(joined)")
      }
      let others = members.filter { $0.client == client }
      guard others.allSatisfy({ other in other.left.map { $0 < joined } ?? false }) else {
        throw entry.problem("the client is in the treatment already")
      }
      members.append(DocumentMember(client: client, joined: joined, left: left))
    }
    guard Set(members.map(\.client)).count >= 2 else { throw list.problem("a couple has two members or more") }
    return members
  }

  private static func closure(_ entry: PracticeDocumentReader, since: Day) throws(Problem) -> Couple.Closure {
    try entry.allow(["date", "outcome", "why"])
    let date = try entry.required("date")
    let day = try date.pastDay()
    guard day >= since else { throw date.problem("\(day) lies before the treatment began on \(since)") }
    return Couple.Closure(
      day: day, outcome: try entry.required("outcome").choice(Couple.Outcome.self),
      why: try entry.optional("why")?.name())
  }
}
