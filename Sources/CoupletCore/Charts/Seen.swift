/// A couple's chart as one audience may see it on one day: the only thing that outputs accept.
///
/// Numbers, counts and "days since" come from here, so that none of them counts what the audience may not see.
public struct Seen: Sendable {
  /// Who it is for.
  public let viewer: Audience
  /// The day as of which it is seen.
  public let today: Day
  public let couple: Couple
  /// Whether names are cut to initials, for pages that lie on desks.
  public private(set) var isForDesk = false
  private var clientsByID: [Client.ID: Client]
  private var initials: Initials?
  private var numbers: [RecordID: Int]
  /// The records open to the audience, oldest first.
  public private(set) var records: Records

  /// What was entered in error, where the counselor asked to see that too.
  public let strikes: [RecordID: Strike]

  init(
    viewer: Audience, today: Day, couple: Couple, clients: [Client], records: Records,
    strikes: [RecordID: Strike] = [:]
  ) {
    self.strikes = strikes
    self.viewer = viewer
    self.today = today
    self.couple = couple
    clientsByID = Dictionary(clients.map { ($0.id, $0) }) { first, _ in first }
    self.records = records
    self.records.sort()
    let held = self.records.sessions.filter { $0.status == .held && strikes[$0.id] == nil }
    numbers = Dictionary(zip(held.map(\.id), 1...)) { first, _ in first }
  }

  /// The same with names cut to initials, inside free text too.
  public func forDesk() -> Seen {
    var desk = self
    desk.isForDesk = true
    desk.initials = Initials(of: couple.everyMember.compactMap { clientsByID[$0] })
    return desk
  }

  /// Whether ids may be printed: their gaps would tell others that something is there.
  public var showsIDs: Bool { viewer == .counselor && !isForDesk }

  /// Whether clinical details of the chart itself, such as why it was closed, may be printed.
  public var isForCounselor: Bool { viewer == .counselor && !isForDesk }

  // MARK: People

  /// The couple's label.
  ///
  /// On a desk page it is the members' initials: a label may name them in ways that nobody can replace.
  public var label: String {
    guard let initials else { return couple.label }
    return couple.everyMember.map(initials.of).joined(separator: " & ")
  }

  /// The couple's handle, in initials on a desk page.
  public var handle: String {
    guard let initials else { return couple.handle.description }
    return couple.everyMember.map { initials.of($0).filter(\.isLetter).lowercased() }.joined(separator: "-")
  }

  /// The member's full name.
  public func fullName(_ id: Client.ID) -> String {
    initials?.of(id) ?? clientsByID[id]?.name ?? "\(id)"
  }

  /// What pages call the member: the short name, or the full one where two members share it.
  public func name(_ id: Client.ID) -> String {
    if let initials { return initials.of(id) }
    guard let client = clientsByID[id] else { return "\(id)" }
    let short = Folding.fold(client.shortName)
    let isShared = couple.everyMember.contains { other in
      other != id && clientsByID[other].map { Folding.fold($0.shortName) == short } == true
    }
    return isShared ? client.name : client.shortName
  }

  /// A member's record.
  public func client(_ id: Client.ID) -> Client? { clientsByID[id] }

  /// Free text as this page shows it.
  public func text(_ text: String) -> String { initials?.replaced(in: text) ?? text }

  /// The members in the treatment on the page's day.
  public var members: [Client.ID] { couple.members(on: today) }

  // MARK: Sessions

  /// The sessions that were held, oldest first.
  public var held: [Session] { records.sessions.filter { $0.status == .held } }

  /// The session's number among the held ones that the audience may see, nil when it has none.
  public func number(of session: Session) -> Int? { numbers[session.id] }

  /// The session of that id, nil when it isn't there or not for this audience.
  public func session(_ id: RecordID) -> Session? { records.sessions.first { $0.id == id } }

  /// The last session held.
  public var lastHeld: Session? { held.last }

  /// Days from the last session held to the page's day.
  public var daysSinceLast: Int? { lastHeld.map { today.days(since: $0.fact.day) } }

  /// The next session planned for the page's day or later.
  public var nextPlanned: Session? { records.sessions.first { $0.status == .planned && $0.fact.day >= today } }

  /// The jots that stand in no note yet.
  public var openJots: [Jot] { records.jots.filter { $0.note == nil } }

  /// Whether homework still runs on the page's day.
  public func isOpen(_ homework: Homework) -> Bool {
    homework.isOpen(on: today, sessions: records.sessions, of: couple)
  }

  /// The record of that id, of whatever kind, nil when it isn't there or not for this audience.
  public func record(_ id: RecordID) -> (any Recorded)? {
    let kinds: [[any Recorded]] =
      switch id.kind {
      case .session: [records.sessions]
      case .note: [records.notes]
      case .contact: [records.contacts]
      case .entry: [records.entries, records.aims, records.tallies]
      case .win: [records.wins]
      case .jot: [records.jots]
      case .agendaLine: [records.agenda]
      case .homework: [records.homework]
      case .promise: [records.promises]
      case .injury: [records.injuries]
      case .measure: [records.measures, records.ratings]
      case .goal: [records.goals]
      case .heldItem: [records.held]
      case .risk: [records.risks]
      case .client, .privateNote, .journal: []
      }
    return kinds.joined().first { $0.id == id }
  }

  /// The secrets agreement that is in force on a day, nil where none was made.
  public func policy(on day: Day) -> Policy? { records.policies.last { $0.day <= day } }

  /// What is held, for the counselor alone.
  public var openHeld: [HeldItem] { records.held.filter { $0.closing == nil } }

  /// An open violence entry, which suspends exercises.
  public var suspending: Risk? { records.risks.first(where: \.suspendsExercises) }

  /// What the members want of the treatment, by the newest word of each.
  public var newestAims: Set<Aim.Kind> {
    Set(couple.everyMember.compactMap { member in records.aims.last { $0.fact.member == member }?.kind })
  }

  /// Days from a note's session to its writing, where that is later than it should be.
  public func daysLate(_ note: Note) -> Int? {
    let days = note.daysLate(offset: session(note.session)?.zone?.offset ?? note.signature?.zone.offset ?? 0)
    return days > Note.lateAfterDays ? days : nil
  }

  /// The agenda lines that aren't dealt with.
  public var openAgenda: [AgendaLine] { records.agenda.filter { $0.done == nil } }
}

/// Initials for a couple's members, and their names in free text replaced by them.
struct Initials: Sendable {
  private let byClient: [Client.ID: String]
  /// Folded words and what stands for them; the longest run of words is tried first.
  private let replacements: [(words: [String], initials: String)]

  init(of clients: [Client]) {
    func letters(_ name: String, each count: Int) -> String {
      name.split { $0.isWhitespace || $0 == "-" }.map { $0.prefix(count).uppercased() + "." }.joined()
    }
    // First letters of the first names; of all names, then more letters of each, until nobody shares theirs.
    let ways: [(Client) -> String] =
      [{ $0.shortName.prefix(1).uppercased() + "." }] + (1...4).map { count in { letters($0.name, each: count) } }
    let way = ways.first { way in Set(clients.map(way)).count == clients.count } ?? ways[1]
    byClient = Dictionary(clients.map { ($0.id, way($0)) }) { first, _ in first }
    var found: [(words: [String], initials: String)] = []
    for client in clients {
      let parts =
        client.name.split(whereSeparator: \.isWhitespace).map(String.init)
        + client.name.split { !$0.isLetter }.filter { $0.count > 2 }.map(String.init)
      // A particle of a name ("de", "van") is an everyday word in somebody's language; it is written small.
      let names = [client.name, client.shortName] + parts.filter { $0.first?.isLowercase != true }
      for name in names {
        let words = Folding.words(name)
        if !words.isEmpty { found.append((words, way(client))) }
      }
    }
    replacements = found.sorted { $0.words.count > $1.words.count }
  }

  func of(_ id: Client.ID) -> String { byClient[id] ?? "?" }

  func replaced(in text: String) -> String {
    let pieces = Self.pieces(of: text)
    let folded = pieces.map { $0.isWord ? Folding.fold($0.text) : nil }
    // The words of one name stand apart by a blank, a hyphen or an apostrophe, not by the end of a sentence.
    let separators = pieces.map { !$0.isWord && $0.text.allSatisfy { $0.isWhitespace || "-‐‑'’".contains($0) } }
    var result = ""
    var index = 0
    while index < pieces.count {
      if folded[index] != nil, let hit = match(folded, separators, at: index) {
        result += hit.initials
        index = hit.end
        // "D." before a full stop keeps one of the two.
        if index < pieces.count, pieces[index].text.hasPrefix("."), hit.initials.hasSuffix(".") { result.removeLast() }
      } else {
        result += pieces[index].text
        index += 1
      }
    }
    return result
  }

  /// The longest name that begins at that piece; its words stand apart by one separator each.
  private func match(_ folded: [String?], _ separators: [Bool], at start: Int) -> (initials: String, end: Int)? {
    for replacement in replacements {
      let last = start + 2 * (replacement.words.count - 1)
      guard last < folded.count else { continue }
      let words = stride(from: start, through: last, by: 2).map { folded[$0] }
      let between = stride(from: start + 1, to: last, by: 2).allSatisfy { separators[$0] }
      if between, words.elementsEqual(replacement.words.map(Optional.some)) { return (replacement.initials, last + 1) }
    }
    return nil
  }

  private static func pieces(of text: String) -> [(text: String, isWord: Bool)] {
    var pieces: [(text: String, isWord: Bool)] = []
    for character in text {
      let isWord = character.unicodeScalars.allSatisfy(Folding.isWordCharacter)
      if pieces.last?.isWord == isWord {
        pieces[pieces.count - 1].text.append(character)
      } else {
        pieces.append((String(character), isWord))
      }
    }
    return pieces
  }
}
