public import CoupletCore

/// Psychotherapy notes, which no chart holds.
public enum PrivateNoteText {
  /// One line on a note that was added or changed.
  public static func echo(_ note: PrivateNote, _ chart: Seen) -> String {
    Seen.packed([
      note.id.description, chart.handle, note.day.withWeekday, "psychotherapy note", "kept apart from everything else",
    ])
  }

  /// A couple's notes, oldest first, without their text.
  public static func list(_ notes: [PrivateNote], _ chart: Seen) -> [String] {
    [chart.title]
      + Table(
        columns: [Table.Column("id"), Table.Column("date"), Table.Column("session")],
        rows: notes.map { note in
          [.text(note.id.description), .text(note.day.withWeekday), .text(note.session?.description ?? "")]
        }
      ).textLines()
  }

  /// One note with its text.
  public static func page(_ note: PrivateNote, _ chart: Seen) -> [String] {
    [
      "\(chart.headline(note.session.flatMap(chart.session))) · \(note.id)",
      "psychotherapy note · kept apart from everything else", "",
    ] + chart.lines(note.text).wrapped(toCells: 80)
  }

  /// A note; its text only where one is shown.
  public static func json(_ note: PrivateNote, _ chart: Seen, withText: Bool) -> JSONValue {
    let common: JSONValue = [
      "id": .string(note.id.description), "session": .text(note.session?.description),
      "couple": .string(chart.handle), "date": .day(note.day),
    ]
    return withText ? common.adding(["text": .string(note.text)]) : common
  }
}
