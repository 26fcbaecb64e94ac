public import CoupletCore

/// The journal as outputs show it.
extension PracticeText {
  /// `j12 jot · dana-rob · y4`: a command on one line, with some of its records.
  public static func summary(of entry: JournalEntry, in directory: Directory) -> String {
    let shown = 6
    let more = entry.records.count > shown ? ["and \(entry.records.count - shown) more"] : []
    let records = (entry.records.prefix(shown).map(\.description) + more).joined(separator: " ")
    return (["\(entry.id) \(entry.command)"] + directory.handles(of: entry) + [records])
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The journal, a line a command.
  ///
  /// - Parameter struck: the records that were entered in error, which are marked.
  public static func journal(
    _ entries: [JournalEntry], in directory: Directory, struck: Set<RecordID> = []
  ) -> [String] {
    table(
      ["id", "clock", "as of", "who", "command", "couple", "records"],
      entries.enumerated().map { place, entry in
        // Minutes are enough for a page; the JSON has the seconds.
        let isBack = place > 0 && entry.clock.seconds + 60 < entries[place - 1].clock.seconds
        let offset = entry.offset ?? 0
        let clock =
          "\(entry.clock.day(offset: offset)) \(entry.clock.minute(offset: offset))\(entry.offset == nil ? "Z" : "")"
          + (isBack ? " set back" : "")
        let undone = entry.undoes.map { " \($0)" } ?? ""
        return [
          .text(entry.id.description), .text(clock), .text(entry.today?.description ?? ""),
          .text(entry.who.shown(keepingLines: false)),
          .text(entry.command + undone), .text(directory.handles(of: entry).joined(separator: ", ")),
          .text(
            entry.records.prefix(20).map { struck.contains($0) ? "\($0) (struck)" : "\($0)" }.joined(separator: " ")
              + (entry.records.count > 20 ? " and \(entry.records.count - 20) more" : "")),
        ]
      })
  }
}

/// A row of the journal.
public func json(_ entry: JournalEntry, in directory: Directory, struck: Set<RecordID> = []) -> JSONValue {
  [
    "id": .string(entry.id.description), "clock": .string(entry.clock.description),
    "offset": entry.offset.map(JSONValue.int) ?? .null,
    "today": .day(entry.today),
    "who": .string(entry.who), "command": .string(entry.command), "couples": .texts(directory.handles(of: entry)),
    "records": .texts(entry.records.map(\.description)),
    "struck": .texts(entry.records.filter(struck.contains).map(\.description)),
    "undoes": .text(entry.undoes?.description),
  ]
}

extension Directory {
  /// The handles of the couples whose charts a command changed, as far as they are still there.
  fileprivate func handles(of entry: JournalEntry) -> [String] {
    entry.couples.compactMap { id in couples.first { $0.id == id }?.handle.description }
  }
}
