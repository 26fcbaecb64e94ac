import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

/// What is chosen at a terminal where it was left out, or fits several.
extension Invocation {
  /// One of several, from a list at the terminal.
  ///
  /// Where something is written, or words fit several, Enter alone is no choice.
  ///
  /// - Parameter isDoubtful: whether the rows are what words in doubt may mean.
  /// - Returns: nil where nobody can be asked: without a terminal, or where a row says what the reader may not know.
  /// - Throws: that it was left.
  func choose<Value>(
    _ question: String, among values: [Value], isDoubtful: Bool = false, row: (Value) -> String
  ) throws(Problem) -> Value? {
    let rows = values.map { row($0).split(whereSeparator: \.isNewline).joined(separator: " ") }
    guard canAsk, !values.isEmpty, rows.allSatisfy(discretion.allows) else { return nil }
    let list = ChoiceList(question, rows: rows, isFirstMarked: !changes && !isDoubtful)
    guard let place = surroundings.choose(list), values.indices.contains(place) else { throw Self.stopped }
    return values[place]
  }

  /// What words in doubt mean: whoever is at the terminal says it.
  ///
  /// A part of one name is enough to read something; what writes wants more of it.
  func decide<Meant>(
    _ doubt: Doubt<Meant>, row: (Meant) -> String
  ) throws(Problem) -> Meant {
    if doubt.reason == .isPart, !changes || options.yes { return doubt.candidates[0] }
    let question = "\(doubt.problem.message); \(doubt.reason == .isPart ? "is this" : "which is") meant?"
    guard let meant = try choose(question, among: doubt.candidates, isDoubtful: true, row: row) else {
      throw doubt.problem
    }
    return meant
  }

  // MARK: People

  /// The client whom the words mean.
  func client(_ query: String, field: String) throws(Problem) -> Client {
    try directory().client(matching: query, field: field) { (doubt) throws(Problem) in
      try decide(doubt) { "\($0.id) \($0.name)" }
    }
  }

  /// The member whom the words mean.
  func member(named query: String, of couple: Couple, field: String) throws(Problem) -> Client.ID {
    let directory = try directory()
    return try directory.member(matching: query, of: couple, field: field) { (doubt) throws(Problem) in
      // Who is somebody else's partner is none of these two: the couple is the wrong one.
      if doubt.reason == .isAbsent, let other = try? directory.client(matching: query, field: field) {
        let couples = directory.couples.filter { $0.members(on: today).contains(other.id) }.map(\.handle.description)
        throw Problem(
          doubt.problem.kind, doubt.problem.message,
          hint: couples.isEmpty || reader != .counselor
            ? doubt.problem.hint?.text : "\(other.name) is in \(couples.joined(separator: ", "))",
          candidates: doubt.problem.candidates)
      }
      return try decide(doubt) { "\($0.id) \($0.name)" }
    }.id
  }

  /// The member whom the words mean; left out, who it is is asked.
  ///
  /// - Parameters:
  ///   - argument: how it is given, for where nobody can be asked; the field's option when left out.
  ///   - others: members who can't be meant.
  func neededMember(
    _ query: String?, of couple: Couple, field: String, as argument: String? = nil, besides others: [Client.ID] = []
  ) throws(Problem) -> Client.ID {
    if let query { return try member(named: query, of: couple, field: field) }
    let directory = try directory()
    let members = directory.members(of: couple).filter { !others.contains($0.id) }
    let question = "\(directory.title(of: couple)) · \(field): who?"
    if let chosen = try choose(question, among: members, row: \.name) { return chosen.id }
    throw missing(field, as: argument ?? "--\(field) NAME")
  }

  /// The name of a member, or of anybody else; left out, it is asked for.
  func neededMemberOrOther(_ name: String?, of couple: Couple, field: String) throws(Problem) -> String {
    if let name { return name }
    let directory = try directory()
    let rows =
      directory.members(of: couple).map { (name: $0.id.description, row: $0.name) } + [(name: "", row: "somebody else")]
    guard let chosen = try choose("\(directory.title(of: couple)) · \(field): who?", among: rows, row: \.row) else {
      throw missing(field, as: "--\(field) NAME")
    }
    return chosen.name.isEmpty ? try neededLine(nil, field: field, as: "--\(field) NAME") : chosen.name
  }

  // MARK: Values

  /// A value of a closed set; left out, it is chosen.
  func needed<Value: RawRepresentable & CaseIterable>(
    _ value: Value?, field: String, as argument: String? = nil, row: (Value) -> String = { $0.rawValue }
  ) throws(Problem) -> Value where Value.RawValue == String {
    if let value { return value }
    if let chosen = try choose("\(field): which?", among: Array(Value.allCases), row: row) { return chosen }
    let all = Value.allCases.map(\.rawValue).joined(separator: ", ")
    throw missing(field, as: argument ?? "--\(field) and one of \(all)")
  }

  /// Words that an option carries; left out, they are asked for.
  func neededWords(_ words: String?, field: String) throws(Problem) -> String {
    if let words { return words }
    guard canAsk else {
      throw missing(field, as: "--\(field) TEXT, or --\(field) - and write it to standard input")
    }
    return try Wording.typed(ask("\(field): ") ?? "", field: field)
  }

  /// What is asked in one line; left out without a terminal, it is missing.
  func neededLine(_ typed: String?, field: String, _ prompt: String? = nil, as argument: String) throws(Problem)
    -> String
  {
    if let typed { return typed }
    guard canAsk else { throw missing(field, as: argument) }
    guard let line = ask("\(prompt ?? field): ")?.trimmed, !line.isEmpty else { throw Self.stopped }
    return line
  }

  /// What is said of something that is needed and was left out.
  func missing(_ field: String, as argument: String) -> Problem {
    Problem(.usage, "\(field): is missing", hint: "give \(argument)")
  }

  /// A day that is needed; left out, it is asked for.
  func neededDay(_ phrase: String?, field: String) throws(Problem) -> String {
    try neededLine(phrase, field: field, "\(field) (fri, +7d, 4 dec)", as: "--\(field) DAY, as --\(field) fri")
  }

  // MARK: Couples

  /// The couples in the order in which one is likely meant: those of today's hours first, by time, then by handle; closed
  /// ones last.
  private func likelyCouples() throws(Problem) -> [Couple] {
    let hours = try hoursOfToday()
    func place(_ couple: Couple) -> Int { hours.firstIndex { $0.couple == couple.id } ?? hours.count }
    func key(_ couple: Couple) -> (Int, Int) { (couple.closure == nil ? 0 : 1, place(couple)) }
    return try everyCouple().enumerated().sorted { left, right in
      let (before, after) = (key(left.element), key(right.element))
      return before == after ? left.offset < right.offset : before < after
    }.map(\.element)
  }

  private func hoursOfToday() throws(Problem) -> [Hour] {
    try practice().hours(on: [today]).filter { $0.day == today }.sorted { $0.span.lowerBound < $1.span.lowerBound }
  }

  /// The couple that the words mean; left out, it is asked for.
  ///
  /// - Parameter argument: what can be given, for where nobody can be asked.
  func couple(_ query: String?, orElse argument: String) throws(Problem) -> Couple {
    if let query { return try couple(query) }
    guard canAsk, let asked = try askedCouple() else { throw missing("couple", as: argument) }
    return try couple(asked.handle.description)
  }

  /// The couple that is asked for where it was left out, nil where nobody can be asked.
  func askedCouple() throws(Problem) -> Couple? {
    let directory = try directory()
    let hours = try hoursOfToday()
    return try choose("couple: which?", among: try likelyCouples()) { couple in
      let hour = hours.first { $0.couple == couple.id }.map { " · today \($0.start)" } ?? ""
      return directory.title(of: couple) + hour + (couple.closure == nil ? "" : " · closed")
    }
  }
}
