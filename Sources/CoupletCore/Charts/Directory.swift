/// All couples and clients of a practice, to find the right ones by what somebody typed.
public struct Directory: Sendable {
  /// All couples, closed ones too, in the order of their handles.
  public let couples: [Couple]
  /// All clients, in the order of their ids.
  public let clients: [Client]
  /// What is there and can't be read; the rest is answered.
  public let unreadable: [Unreadable]
  private let clientsByID: [Client.ID: Client]

  /// A couple or client that is in the practice and can't be read.
  public struct Unreadable: Hashable, Sendable {
    /// Which couple's chart can't be shown, nil where it is none's.
    public let couple: Couple.ID?
    /// The handles by which it is asked for, as far as they can be read.
    public let handles: [String]
    /// What is said of it.
    public let problem: Problem

    /// What can't be read, and why.
    public init(couple: Couple.ID?, handles: [String], problem: Problem) {
      self.couple = couple
      self.handles = handles
      self.problem = problem
    }
  }

  /// A directory of these couples and clients.
  public init(couples: [Couple], clients: [Client], unreadable: [Unreadable] = []) {
    self.couples = couples.sorted { $0.handle < $1.handle }
    self.clients = clients.sorted { $0.id < $1.id }
    self.unreadable = unreadable
    clientsByID = Dictionary(clients.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The client of that id.
  public func client(_ id: Client.ID) -> Client? { clientsByID[id] }

  /// The couple of that key, nil where there is none.
  ///
  /// - Throws: damaged where it is there and can't be read.
  public func couple(_ id: Couple.ID?) throws(Problem) -> Couple? {
    if let unreadable = unreadable.first(where: { $0.couple == id && id != nil }) { throw unreadable.problem }
    return couples.first { $0.id == id }
  }

  /// The clients who are or were members of the couple, in the order of naming.
  public func members(of couple: Couple) -> [Client] { couple.everyMember.compactMap { clientsByID[$0] } }

  /// `dana-rob · Dana Reyes & Rob Reyes`: whose chart it is, with full names, as shown before text is taken.
  public func title(of couple: Couple) -> String {
    "\(couple.handle) · \(members(of: couple).map(\.name).joined(separator: " & "))"
  }

  // MARK: Finding

  /// The couple of that handle, present or former, else the one whose label alone has those words in it.
  ///
  /// - Parameter decide: says which is meant where the words leave it open.
  /// - Throws: refused, with the candidates, where none or several fit; closed couples count.
  public func couple(
    matching query: String, orElse decide: Decision<Couple> = Doubt.unasked
  ) throws(Problem) -> Couple {
    let typed = Folding.fold(query.withSingleBlanks)
    // Handles of before may hold letters that fold further: as they stand they win.
    let exact = IndexLetters.fold(query.trimmed.composed)
    if let couple = couples.first(where: { $0.handle.description == exact }) { return couple }
    if let former = couples.first(where: { $0.formerHandles.contains { $0.description == exact } }) { return former }
    if let unreadable = unreadable.first(where: { $0.handles.contains(exact) || $0.handles.contains(typed) }) {
      throw unreadable.problem
    }
    try requireAll("couple: not every couple can be read, so only a whole handle is certain")
    let alike = couples.filter { ($0.formerHandles + [$0.handle]).contains { $0.isTyped(typed) } }
    let found = typed.isEmpty ? [] : alike.isEmpty ? couples.filter { Folding.fold($0.label).contains(typed) } : alike
    let shown = query.shownOnOneLine(limit: 60)
    if found.count == 1 {
      if !alike.isEmpty || Self.isWhole(typed, in: Folding.fold(found[0].label)) { return found[0] }
      return try decide(
        Doubt(
          reason: .isPart,
          problem: Problem(
            .refused, "couple: '\(shown)' is a part of a name", hint: "write the handle",
            candidates: found.map { title(of: $0) }),
          candidates: found))
    }
    if found.isEmpty {
      if let doubt = doubt(ofNamesBeginning: typed, shown) { return try decide(doubt) }
      let near = Nearest.words(
        to: typed, among: couples.map(\.handle.description) + couples.map { Folding.fold($0.label) })
      let meant = couples.filter { near.contains($0.handle.description) || near.contains(Folding.fold($0.label)) }
      return try decide(
        Doubt(
          reason: .isAbsent,
          problem: Problem(
            .refused, "there is no couple '\(shown)'", hint: meant.isEmpty ? .listCouples : nil,
            candidates: meant.map { title(of: $0) }),
          candidates: meant))
    }
    return try decide(
      Doubt(
        reason: .fitsSeveral,
        problem: Problem(
          .refused, "'\(shown)' fits \(found.count) couples", hint: "use the handle",
          candidates: found.map { title(of: $0) + ($0.closure == nil ? "" : " (closed)") }),
        candidates: found))
  }

  /// Couples that have names which begin with all of the words, in whatever order: `sarah-t`, or `rob-dana`.
  private func doubt(ofNamesBeginning typed: String, _ shown: String) -> Doubt<Couple>? {
    let words = Folding.words(typed)
    let found = couples.filter { couple in
      let names = Folding.words("\(couple.handle) \(couple.label)")
      return words.allSatisfy { word in names.contains { $0.hasPrefix(word) } }
    }
    guard !words.isEmpty, !found.isEmpty else { return nil }
    return Doubt(
      reason: found.count == 1 ? .isPart : .fitsSeveral,
      problem: Problem(
        .refused, "there is no couple '\(shown)'", hint: "use the handle", candidates: found.map { title(of: $0) }),
      candidates: found)
  }

  /// Whether the words stand in a text as whole words.
  private static func isWhole(_ words: String, in text: String) -> Bool {
    let (words, text) = (Folding.words(words), Folding.words(text))
    return !words.isEmpty && text.indices.contains { text[$0...].starts(with: words) }
  }

  /// The member of the couple whom an unambiguous part of a name means.
  ///
  /// - Parameter decide: says who is meant where the words leave it open.
  /// - Throws: refused, with the couple's members, where none or several fit.
  public func member(
    matching query: String, of couple: Couple, field: String, orElse decide: Decision<Client> = Doubt.unasked
  ) throws(Problem) -> Client {
    let members = members(of: couple)
    return try Self.one(
      matching: query, among: members, field: field, absent: "is not a member of \(couple.handle)",
      otherwise: members, orElse: decide)
  }

  /// The client whom an unambiguous part of a name, or an id, means.
  ///
  /// - Parameter decide: says who is meant where the words leave it open.
  /// - Throws: refused, with the candidates, where none or several fit.
  public func client(
    matching query: String, field: String, orElse decide: Decision<Client> = Doubt.unasked
  ) throws(Problem) -> Client {
    if !clients.contains(where: { $0.id.description == NameLetters.line(query) }) {
      try requireAll("\(field): not everybody can be read, so only an id is certain")
    }
    let near = Nearest.words(to: Folding.fold(query.trimmed), among: clients.map { Folding.fold($0.shortName) })
    return try Self.one(
      matching: query, among: clients, field: field, absent: "is no client",
      otherwise: clients.filter { near.contains(Folding.fold($0.shortName)) }, orElse: decide)
  }

  /// Refuses to go by a part of a name while somebody can't be read whom it may mean as well.
  private func requireAll(_ words: String) throws(Problem) {
    if !unreadable.isEmpty { throw Problem(.damaged, words, hint: .readCheck) }
  }

  /// A whole name wins over a whole word, that over a part.
  private static func one(
    matching query: String, among clients: [Client], field: String, absent: String, otherwise: [Client],
    orElse decide: Decision<Client>
  ) throws(Problem) -> Client {
    let typed = NameLetters.line(query)
    let shown = query.shownOnOneLine(limit: 60)
    if let client = clients.first(where: { $0.id.description == typed }) { return client }
    func names(_ client: Client) -> [String] {
      client.everyName.flatMap { name in
        NameLetters.spellings(name.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      }
    }
    func doubt(
      _ reason: Doubt<Client>.Reason, _ message: String, hint: String? = nil, _ candidates: [Client]
    ) -> Doubt<Client> {
      Doubt(
        reason: reason,
        problem: Problem(
          .refused, "\(field): '\(shown)' \(message)", hint: hint,
          candidates: candidates.map { "\($0.id) \($0.name)" }),
        candidates: candidates)
    }
    let rules: [(Client) -> Bool] = [
      { names($0).contains(typed) },
      { names($0).contains { $0.split(whereSeparator: \.isWhitespace).contains { $0 == typed } } },
      { names($0).contains { $0.contains(typed) } },
    ]
    if !typed.isEmpty {
      for (place, rule) in rules.enumerated() {
        let found = clients.filter(rule)
        if found.count == 1 {
          // Several words in a row that are a part of the name are no less than a whole word of it.
          if place < rules.count - 1 || names(found[0]).contains(where: { isWhole(typed, in: $0) }) { return found[0] }
          return try decide(doubt(.isPart, "is a part of a name", hint: "write the whole name, or the id", found))
        }
        if found.count > 1 {
          let isOneName = Set(found.map { NameLetters.line($0.name) }).count == 1
          return try decide(
            doubt(
              .fitsSeveral, "fits \(found.count) people",
              hint: isOneName ? "give the id, as \(found[0].id)" : "write more of the name", found))
        }
      }
    }
    return try decide(doubt(.isAbsent, absent, otherwise))
  }

  // MARK: Desk

  /// The same with nothing of a person but initials.
  public func forDesk() -> Directory {
    let initials = Initials(of: clients, isNumbered: false)
    return Directory(
      couples: [],
      clients: clients.compactMap { client in
        try? Client(id: client.id, details: Client.Details(name: initials.of(client.id)), today: Day.range.upperBound)
      })
  }

  // MARK: Handles

  /// A free handle from the members' names: first names, else surnames (a shared one after the first names), else both;
  /// never numbered.
  ///
  /// - Returns: nil when all of them are taken or no name has a usable letter.
  public func freeHandle(for members: [Client]) -> Handle? {
    let firstNames = members.map(\.shortName)
    let surnames = members.map(\.surname)
    let shared = Set(surnames.map { Folding.fold($0) }).count == 1 ? surnames.first : nil
    let ways: [[String]] = [
      firstNames, shared.map { firstNames + [$0] } ?? surnames, zip(firstNames, surnames).flatMap { [$0, $1] },
    ]
    return ways.lazy.compactMap(Handle.init(from:)).first { owner(of: $0) == nil }
  }

  /// The couple that has or had that handle.
  public func owner(of handle: Handle) -> Couple? {
    couples.first { $0.handle == handle || $0.formerHandles.contains(handle) }
  }
}
