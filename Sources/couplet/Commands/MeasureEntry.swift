import CoupletCore
import CoupletReports
import CoupletStore

/// A sheet answered item by item at a terminal, by the counselor or by whoever the sheet is of.
extension Invocation {
  /// What is left on the screen for whoever answered there: no total, no id, nothing that a figure could be read from.
  static let thanks = "it is saved, thank you; please give it back"

  /// Asks item by item, one key an answer where that is whole with it; `<` goes one back, and what was said is not shown
  /// again.
  ///
  /// - Parameter onScreen: whether the client answers: nothing stands on the screen but one item then, and they give it in.
  func askAnswers(_ scale: ScaleDefinition, onScreen: Bool) throws(Problem) -> [Answer] {
    var answers: [Answer] = []
    defer { if onScreen { clearScreen() } }
    while true {
      guard answers.count < scale.items.count else {
        guard onScreen, try !givesIn() else { return answers }
        _ = answers.popLast()
        continue
      }
      let item = scale.items[answers.count]
      if onScreen { clearScreen() }
      for line in LibraryText.question(item, of: scale) { inform(line) }
      switch try askAnswer(to: item) {
      case nil: _ = answers.popLast()
      case let answer?: answers.append(answer)
      }
    }
  }

  /// Asks until there is an answer to an item; nil goes one back.
  private func askAnswer(to item: ScaleItem) throws(Problem) -> Answer? {
    let range = "\(item.min) to \(item.max)"
    let prompt = "\(range), - leave it open, d rather not say, n doesn't apply, < one back: "
    let words = (item.min...item.max).map(String.init) + ["-", "d", "n", "<"]
    while true {
      let line = surroundings.readAnswer(prompt) { Self.isJudged($0, among: words) }
      guard let line = line?.trimmed else { throw Self.stopped }
      if line == "<" { return nil }
      if words.contains(line), let answer = Answer(line) { return answer }
      inform("answers: item \(item.id): it has to be \(range), or one of - d n <")
    }
  }

  /// Whether the one who answered gives the sheet in, and doesn't go back once more.
  private func givesIn() throws(Problem) -> Bool {
    clearScreen()
    let answer = surroundings.readAnswer("That was the last one. Enter gives it in, < goes one back: ") { $0 == "<" }
    guard let answer = answer?.trimmed else { throw Self.stopped }
    return answer != "<"
  }

  /// Whether an answer can be judged as it stands.
  ///
  /// What no word begins with is whole too: it is said to be wrong before more is typed.
  static func isJudged(_ typed: String, among words: [String]) -> Bool {
    let letters = typed.trimmed
    return isWhole(typed, among: words) || !letters.isEmpty && !words.contains { $0.hasPrefix(letters) }
  }

  /// Whether an answer is one of those words and couldn't become another one with more keys.
  static func isWhole(_ typed: String, among words: [String]) -> Bool {
    let typed = typed.trimmed
    return words.contains(typed) && !words.contains { $0 != typed && $0.hasPrefix(typed) }
  }

  // MARK: Whose it is

  /// Asks whose sheet is entered.
  ///
  /// - Parameter isOne: whether there is one sheet to enter, and not each member's in turn.
  func askWhose(_ chart: Seen, isOne: Bool) throws(Problem) -> [Client.ID] {
    let members = chart.couple.members(on: today)
    guard canAsk else {
      throw Problem(.usage, "member: whose sheet it is, is missing", hint: "--member NAME")
    }
    let all = isOne || members.count < 2 ? nil : members.count == 2 ? "both" : "all"
    let names = members.map { chart.name($0) } + (all.map { ["\($0), one after the other"] } ?? [])
    let choices = names.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")
    let words = names.indices.map { String($0 + 1) }
    while true {
      let line = surroundings.readAnswer("whose sheet? \(choices): ") { Self.isWhole($0, among: words) }
      guard let line = line?.trimmed, !line.isEmpty else { throw Self.stopped }
      if let place = words.firstIndex(of: line) { return place < members.count ? [members[place]] : members }
      do throws(Problem) {
        return [try directory().member(matching: line, of: chart.couple, field: "member").id]
      } catch {
        inform(error.message)
      }
    }
  }

  /// Says whose sheet comes next, on a screen where nothing of another's is left.
  func handOver(to client: Client.ID, _ chart: Seen, isFirst: Bool) throws(Problem) {
    clearScreen()
    guard !isFirst else { return inform(chart.fullName(client)) }
    guard surroundings.readLine("Thank you. Now \(chart.fullName(client)): Enter begins ") != nil else {
      throw Self.stopped
    }
    clearScreen()
  }

  /// Clears the screen and what has left it, so that nobody answers below what another said.
  func clearScreen() { surroundings.writeError("\u{1B}[H\u{1B}[2J\u{1B}[3J") }

  /// Says where sheets that were answered on a screen look like another member's: there nobody could be asked.
  func sayDoubts(_ measures: [Measure], _ library: Library, in chart: Seen) throws(Problem) {
    guard chart.isForCounselor else { return }
    for measure in measures {
      guard let scale = library.scale(measure.scale, version: measure.version), let member = measure.fact.member,
        let doubt = try chart.doubt(of: measure, by: scale)
      else { continue }
      switch doubt {
      case .near(let other):
        let name = chart.fullName(other)
        inform(
          "\(measure.id) is far from the last sheet of \(chart.fullName(member)), near that of \(name); "
            + "if it is theirs: couplet answers fix \(measure.id) --member \"\(name)\"")
      case .turned:
        inform(
          "\(measure.id) looks as if it had been read the wrong way round, beside the last sheet of "
            + "\(chart.fullName(member)); to correct it: couplet answers fix \(measure.id) --item ITEM=VALUE")
      case .second(let first):
        inform(
          "\(measure.id) is the second \(chart.text(measure.scale)) of \(chart.fullName(member)) on that day, after \(first); "
            + "if it is another's: couplet answers fix \(measure.id) --member NAME")
      }
    }
  }

  /// Those of these sheets from a screen that are in doubt.
  func doubtful(_ sheets: [(id: RecordID, couple: Couple.ID)]) throws(Problem) -> [RecordID] {
    guard !sheets.isEmpty else { return [] }
    let library = try definitions().used([.scale])
    var doubtful: [RecordID] = []
    for couple in try directory().couples where sheets.contains(where: { $0.couple == couple.id }) {
      let chart = try chart(of: couple)
      for measure in chart.records.measures where sheets.contains(where: { $0.id == measure.id }) {
        guard let scale = library.scale(measure.scale, version: measure.version) else { continue }
        if try chart.doubt(of: measure, by: scale) != nil { doubtful.append(measure.id) }
      }
    }
    return doubtful
  }
}
