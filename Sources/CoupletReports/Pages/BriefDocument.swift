public import CoupletCore

extension Brief {
  /// The brief as blocks, in the order and the words of its page of text; nothing is cut where no sheet ends.
  ///
  /// On the counselor's page a heading without content is left out; on other pages it says "nothing entered".
  public var document: PageDocument {
    let words = BriefWords(brief: self)
    let note = lastNote?.lines.map(words.clean) ?? []
    let isPlan = lastNote?.isPlan ?? false
    let upper =
      block("Can't wait", alerts.map(words.alert), isOnDesk: false) + block("Start with", agenda.map(words.line))
      + block("I owe them", owed.map(words.line), isOnDesk: false)
      + block(isPlan ? "The last plan" : "From the last note", note)
      + block("Homework", homework.map { words.homework($0, cells: .max) })
      + block("The cycle", cycle.map { [words.line($0)] } ?? [], isOnDesk: false)
    let lower =
      block("Wins", wins.map(words.win)) + block("Promises", promises.map(words.promise), isOnDesk: false)
      + block("Injuries", injuries.map(words.injury), isOnDesk: false) + figures(words)
      + block("Goals", goals.map(words.goal), isOnDesk: false)
      + block("Attendance", attendance.map(words.attendance), isOnDesk: false)
      + block("Unsigned notes", unsigned.map(words.unsigned), isOnDesk: false)
      + block("Still to do", missing.map(words.missing), isOnDesk: false)
      + block("In no note", jots.map(words.line), isOnDesk: false)
    return PageDocument(title: "Brief", header: words.heading, blocks: upper + lower)
  }

  private func block(_ heading: String, _ lines: [String], isOnDesk: Bool = true) -> [PageDocument.Block] {
    guard !lines.isEmpty else {
      return !isForCounselor && isOnDesk ? [.heading(heading), .paragraph("nothing entered")] : []
    }
    return [.heading(heading), .items(lines.map { .init($0) })]
  }

  private func figures(_ words: BriefWords) -> [PageDocument.Block] {
    let rows = measures.flatMap { words.rows($0) }.map { [Table.Cell.text($0.label), .text($0.text)] }
    let heading = "Scales and ratings"
    guard !rows.isEmpty || !unknownScales.isEmpty else { return block(heading, []) }
    let table = Table(
      columns: [.init("measure", title: ""), .init("text", title: "first → previous → last")], rows: rows)
    let label = measures.contains { $0.kind == .rating } ? [PageDocument.Block.remark(BriefWords.ratingsLabel)] : []
    return [.heading(heading)] + (rows.isEmpty ? [] : [.table(caption: heading, table)]) + label
      + unknownScales.map { .paragraph(words.unknownScale($0)) }
  }
}
