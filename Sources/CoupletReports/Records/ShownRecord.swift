public import CoupletCore

/// A kind of record as outputs show it; each kind says so in a file with its name.
///
/// The lines, lists, pages and objects themselves are made in one place, by a chart as seen.
public protocol ShownRecord: Recorded {
  /// What its one line says between its day and who may know of it.
  func parts(in chart: Seen) -> [String?]
  /// What its object has besides its id, its couple, its day and who may know of it.
  func object(in chart: Seen) -> JSONValue
  /// All that it shows of itself, as whoever may see it reads it.
  func page(in chart: Seen) -> [String]
}

/// A kind of record that can be listed.
public protocol ListedRecord: ShownRecord {
  /// The columns of a list after the ids.
  static func columns(of records: [Self], in chart: Seen) -> [ListColumn<Self>]
}

/// A column of a list, with what a record has in it.
public struct ListColumn<Record> {
  let title: String
  let alignment: Table.Column.Alignment
  let isExcerpt: Bool
  let cell: (Record) -> Table.Cell

  /// - Parameter isExcerpt: whether only the beginning of the text is shown, so that a record is one line.
  init(_ title: String, isExcerpt: Bool = false, text: @escaping (Record) -> String?) {
    (self.title, alignment, self.isExcerpt, cell) = (title, .left, isExcerpt, { .text(text($0) ?? "") })
  }

  init(_ title: String, count: @escaping (Record) -> Int?) {
    (self.title, alignment, isExcerpt, cell) = (title, .right, false, { count($0).map(Table.Cell.integer) ?? .empty })
  }

  init(_ title: String, figure: @escaping (Record) -> Double?) {
    (self.title, alignment, isExcerpt, cell) = (title, .right, false, { figure($0).map(Table.Cell.number) ?? .empty })
  }
}

extension ListColumn where Record: Recorded {
  /// The day, with its weekday.
  static var date: ListColumn { ListColumn("date") { $0.fact.day.withWeekday } }
}

extension ShownRecord {
  /// What it is and its text, for a kind with no more to show.
  public func page(in chart: Seen) -> [String] { chart.plainPage(of: self) }
}

/// Echoes, lists, pages and objects of all kinds of records.
extension Seen {
  // MARK: Echoes

  /// `s41 · dana-rob · Mon 2026-11-23 · … · may be shown to: Rob only`: what a command added or changed.
  public func echo(_ record: some ShownRecord) -> String { echo(record, record.parts(in: self)) }

  /// `n12 · Mon 2026-11-23 · They spoke of…`: a record as a list to choose from has it, for whoever may read all of it.
  public func choice(of record: any Recorded) -> String {
    let words = record.writtenText.map { line($0.shownOnOneLine(limit: 48)) } ?? record.id.kind.noun
    return "\(record.id) · \(record.fact.day.withWeekday) · \(words)"
  }

  /// One line on a record, where all kinds are told alike.
  public func echo(any record: any Recorded) -> String { echo(record, [record.id.kind.noun]) }

  /// One line on a record, or on what was said of it on a day.
  func echo(
    _ record: some Recorded, _ parts: [String?], on day: Day? = nil, for audience: Audience? = nil, withID: Bool = true
  ) -> String {
    Self.packed(
      (withID ? [record.id.description] : []) + [handle, (day ?? record.fact.day).withWeekday]
        + parts.compactMap(\.self)
        + ["may be shown to: \(words(for: audience ?? record.fact.audience))"])
  }

  /// Parts with dots between them, in lines of 80 cells that break between parts.
  static func packed(_ parts: [String]) -> String {
    var lines: [String] = []
    for part in parts.map({ $0.shown(keepingLines: false) }) {
      if let last = lines.last, last.cellWidth + part.cellWidth + 3 <= 80 {
        lines[lines.count - 1] = last + " · " + part
      } else {
        lines += ((lines.isEmpty ? "" : "    ") + part).wrapped(toCells: 80, hanging: 4)
      }
    }
    return lines.joined(separator: "\n")
  }

  // MARK: Lists

  /// The records, oldest first.
  public func list<Record: ListedRecord>(_ records: [Record]) -> [String] {
    list(records, Record.columns(of: records, in: self))
  }

  /// A list with a column of ids where they may be shown.
  func list<Record: Recorded>(_ records: [Record], _ columns: [ListColumn<Record>]) -> [String] {
    let ids = showsIDs ? [ListColumn<Record>("id") { $0.id.description }] : []
    let all = ids + columns
    return Table(
      columns: all.map { Table.Column($0.title, alignment: $0.alignment, isExcerpt: $0.isExcerpt) },
      rows: records.map { record in all.map { $0.cell(record) } }
    ).textLines()
  }

  /// A member as cells name them; nothing where it is nobody.
  func called(_ client: Client.ID?) -> String { client.map { line(name($0)) } ?? "" }

  // MARK: Pages

  /// All that a record shows of itself, with what was said of it later: that becomes visible too.
  public func page(_ record: some ShownRecord) -> [String] { record.page(in: self) }

  /// The same of a record of whatever kind.
  public func contents(of record: any Recorded) -> [String] {
    (record as? any ShownRecord)?.page(in: self) ?? plainPage(of: record)
  }

  /// What a record is, and its text.
  func plainPage(of record: any Recorded) -> [String] {
    ["\(record.id) · \(record.fact.day.withWeekday) · \(record.id.kind.noun)"]
      + (record.writtenText.map { lines($0).wrapped(toCells: 76) } ?? [])
  }

  // MARK: Objects

  /// What `--json` gives of a record: names, numbers and ids are the chart's as seen.
  public func json(_ record: some ShownRecord) -> JSONValue { object(record, record.object(in: self)) }

  func object(_ record: some Recorded, _ own: JSONValue) -> JSONValue {
    let common: JSONValue = [
      "id": id(record.id), "couple": .string(handle), "date": .day(record.fact.day),
      "audience": .string(key(for: record.fact.audience)),
    ]
    return common.adding(own)
  }

  func id(_ id: RecordID?) -> JSONValue { .text(showsIDs ? id?.description : nil) }
  /// The id of a session that is there; one that is struck or not for this audience isn't.
  func sessionID(_ id: RecordID?) -> JSONValue { self.id(id.flatMap(session)?.id) }
  func person(_ client: Client.ID?) -> JSONValue { .text(client.map(fullName)) }
  /// Free text as this page shows it.
  func string(_ text: String?) -> JSONValue { .text(text.map(self.text)) }
}
