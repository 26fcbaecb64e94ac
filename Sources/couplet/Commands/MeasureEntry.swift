import CoupletCore
import CoupletReports
import CoupletStore

/// A sheet answered item by item at a terminal, by the counselor or by whoever the sheet is of.
extension Invocation {
  /// What is left on the screen for whoever answered there: no total, no id, nothing that a figure could be read from.
  static let thanks = "it is saved, thank you; please give it back"

  /// Asks item by item; `<` goes one back, and what was said is not shown again.
  ///
  /// - Parameter onScreen: whether the client answers: nothing else stands on the screen then, before or afterwards.
  func askAnswers(_ scale: ScaleDefinition, onScreen: Bool) throws(Problem) -> [Answer] {
    var answers: [Answer] = []
    if onScreen { clearScreen() }
    defer { if onScreen { clearScreen() } }
    while answers.count < scale.items.count {
      let item = scale.items[answers.count]
      for line in LibraryText.question(item, of: scale) { inform(line) }
      let range = "\(item.min) to \(item.max)"
      let prompt = "\(range), - leave it open, d rather not say, n doesn't apply, < one back: "
      guard let line = surroundings.readLine(prompt)?.trimmed else { throw Self.stopped }
      if line == "<" {
        _ = answers.popLast()
      } else if let answer = Answer(line), answer.value.map({ (item.min...item.max).contains($0) }) ?? true {
        answers.append(answer)
      } else {
        inform("answers: item \(item.id): it has to be \(range), or one of - d n <")
      }
    }
    return answers
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
