public import CoupletCore

/// The exercises as a list, or one of them to read.
public enum LibraryText {
  /// Cells for an id in a list; a longer one stands on a line of its own.
  private static let idCells = 24
  /// Cells before an exercise's title in a list: id, minutes, cadence and for whom, with two blanks after each.
  private static let cellsBeforeTitle = idCells + 2 + 3 + 2 + 9 + 2 + 8 + 2

  /// The exercises by theme, a line each, beneath those that are meant for the aims asked for.
  ///
  /// - Parameter aims: the aims for which exercises stand first; may be empty.
  public static func list(_ exercises: [Exercise], first aims: Set<Aim.Kind> = []) -> [String] {
    let meant = exercises.filter { !$0.aims.isDisjoint(with: aims) }
    let rest = exercises.filter { $0.aims.isDisjoint(with: aims) }
    let groups =
      [("Meant for: \(words(aims.intersection(meant.flatMap(\.aims))))", meant)]
      + Domain.allCases.map { theme in (theme.title, rest.filter { $0.theme == theme }) }
    return headings(for: exercises)
      + groups.filter { !$0.1.isEmpty }.flatMap { title, exercises in ["", title] + exercises.flatMap(line) }
  }

  /// The exercises in the order that they have, a line each.
  public static func found(_ exercises: [Exercise]) -> [String] { headings(for: exercises) + exercises.flatMap(line) }

  private static func headings(for exercises: [Exercise]) -> [String] {
    guard !exercises.isEmpty else { return [] }
    return [columns("id", "min", "cadence", "for", "title"), String(repeating: "─", count: 80)]
  }

  private static func columns(_ id: String, _ minutes: String, _ cadence: String, _ recipients: String, _ title: String)
    -> String
  {
    [
      id.padded(toCells: idCells), minutes.padded(toCells: 3, onLeft: true), cadence.padded(toCells: 9),
      recipients.padded(toCells: 8), title,
    ].joined(separator: "  ")
  }

  private static func line(_ exercise: Exercise) -> [String] {
    let id = exercise.id.description
    let isLong = id.cellWidth > idCells
    let titles = exercise.title.shown(keepingLines: false).wrapped(toCells: 80 - cellsBeforeTitle)
    let first = columns(
      isLong ? "" : id, String(exercise.minutes), exercise.cadence.rawValue, exercise.recipients.rawValue,
      titles.first ?? "")
    let blanks = String(repeating: " ", count: cellsBeforeTitle)
    return (isLong ? [id] : []) + [first] + titles.dropFirst().map { blanks + $0 }
  }

  private static func words(_ aims: Set<Aim.Kind>) -> String {
    Aim.Kind.allCases.filter(aims.contains).map(\.rawValue).joined(separator: ", ")
  }

  /// An exercise to read at 80 columns: whom it suits and when not to before what to do.
  public static func page(_ exercise: Exercise) -> [String] {
    func list(_ title: String, _ items: [String], isNumbered: Bool = false) -> [String] {
      guard !items.isEmpty else { return [] }
      return ["", title]
        + items.enumerated().flatMap { place, item in
          "\(isNumbered ? "\(place + 1)." : "-") \(item.onOneLine.shown(keepingLines: false))"
            .wrapped(toCells: 80, hanging: isNumbered ? 3 : 2)
        }
    }
    let rows = exercise.rows.map(String.init).joined(separator: ", ")
    let asksFor = Exercise.Request.allCases.filter(exercise.asksFor.contains).map(\.rawValue)
    let head = [
      "\(exercise.title.shown(keepingLines: false)) (\(exercise.id), version \(exercise.version))",
      "\(exercise.theme.title) · \(exercise.recipients.rawValue) · \(exercise.minutes) minutes · "
        + "\(exercise.cadence.rawValue) · rows \(rows)",
      exercise.aims.isEmpty ? nil : "for aims: \(words(exercise.aims))",
      asksFor.isEmpty ? nil : "asks for: \(asksFor.joined(separator: ", "))",
    ]
    return head.compactMap { $0 }.flatMap { $0.wrapped(toCells: 80, hanging: 2) } + [""]
      + exercise.purpose.shown(keepingLines: true).wrapped(toCells: 80)
      + list("When not to", exercise.cautions) + list("At hand", exercise.materials)
      + list("Steps", exercise.steps, isNumbered: true) + list("Note down", exercise.record.map { [$0] } ?? [])
      + list("Ask next time", exercise.followUp)
  }

  /// Search hits among exercises, two lines each: which, and the place in the text.
  public static func hits(_ matches: [ExerciseMatch], marks: (String, String)) -> [String] {
    matches.flatMap { match in
      let exercise = match.exercise
      return [
        "\(exercise.id) · exercise · \(exercise.theme.rawValue) · \(exercise.title)".shown(keepingLines: false),
        "    \(PracticeText.marked(match.snippet.replacing("\n", with: " · "), marks: marks))",
      ]
    }
  }

  /// A search hit as JSON; an exercise stands in no chart.
  public static func json(_ match: ExerciseMatch) -> JSONValue {
    [
      "id": .string(match.exercise.id.description), "kind": "exercise", "couple": .null, "member": .null, "date": .null,
      "audience": .null, "snippet": .string(SearchMatch.unmarked(match.snippet)),
    ]
  }

  /// The text that a couple gets: purpose and steps, without what is the counselor's.
  public static func handout(_ exercise: Exercise) -> String {
    ([exercise.title, "", exercise.purpose, ""]
      + exercise.steps.enumerated().map { "\($0 + 1). \($1)" }
      + (exercise.record.map { ["", "To note down: \($0.onOneLine)"] } ?? [])).joined(separator: "\n")
  }

  /// An exercise as JSON.
  public static func json(_ exercise: Exercise) -> JSONValue {
    [
      "id": .string(exercise.id.description), "version": .int(exercise.version), "title": .string(exercise.title),
      "theme": .string(exercise.theme.rawValue), "rows": .array(exercise.rows.map(JSONValue.int)),
      "minutes": .int(exercise.minutes), "cadence": .string(exercise.cadence.rawValue),
      "for": .string(exercise.recipients.rawValue),
      "aims": .texts(Aim.Kind.allCases.filter(exercise.aims.contains).map(\.rawValue)),
      "purpose": .string(exercise.purpose),
      "steps": .texts(exercise.steps), "materials": .texts(exercise.materials),
      "cautions": .texts(exercise.cautions), "asks_for": .texts(exercise.asksFor.map(\.rawValue).sorted()),
      "follow_up": .texts(exercise.followUp), "record": .text(exercise.record),
    ]
  }

  /// A line a scale.
  public static func list(_ scales: [ScaleDefinition]) -> [String] {
    Table(
      columns: [
        Table.Column("id"), Table.Column("items", alignment: .right), Table.Column("total"),
        Table.Column("better"), Table.Column("title"),
      ],
      rows: scales.map { scale in
        [
          .text(scale.id.description), .integer(scale.items.count), .text(scale.total.description),
          .text(scale.direction == .higherIsBetter ? "higher" : "lower"), .text(scale.title.shown(keepingLines: false)),
        ]
      }
    ).textLines()
  }

  /// A scale with its figures, their sources, its items and the grant for their wording.
  public static func page(_ scale: ScaleDefinition) -> [String] {
    var lines = ["\(scale.title.shown(keepingLines: false)) (\(scale.id), version \(scale.version))", ""]
    func add(_ name: String, _ text: String?) {
      guard let text else { return }
      lines += "\(name.padded(toCells: 12)) \(text.shown(keepingLines: false))".wrapped(toCells: 80, hanging: 13)
    }
    func traced(_ verification: Verification) -> String { verification.words.map { " (\($0))" } ?? "" }
    add("citation", scale.citation)
    add("total", "\(scale.total), \(scale.direction == .higherIsBetter ? "higher is better" : "higher is worse")")
    add(
      "cut-off",
      scale.cutoff.map { "\(DecimalText.text($0.value))\(traced($0.verification))\($0.source.map { "; \($0)" } ?? "")" }
    )
    if let change = scale.publishedChange {
      add(
        "change",
        "\(DecimalText.text(change.points)) points or more\(traced(change.verification))"
          + (change.kind == .mid ? ", the least change that matters, not a reliable one" : "")
          + (change.source.map { "; \($0)" } ?? ""))
      if let sem = change.sem { add("error", "SEM \(DecimalText.text(sem)), derived from the published index") }
    } else {
      add("change", scale.reliability == nil ? "none published; needs your own r and SD" : "from r and SD")
      if let figures = scale.reliability {
        let own = figures.isOwn ? "with your figures" : "published\(traced(figures.verification))"
        let parts = [
          "r \(DecimalText.text(figures.r)) (\(figures.kind.rawValue)), SD \(DecimalText.text(figures.sd))",
          figures.sample, figures.source, own,
        ]
        add("figures", parts.compactMap { $0 }.joined(separator: "; "))
      }
    }
    add("wording", scale.licence?.note)
    for item in scale.items {
      let wording = item.text.map { ": \($0.onOneLine)" } ?? ""
      lines += "\(String(item.id).padded(toCells: 3, onLeft: true))  \(item.min)–\(item.max)\(wording)"
        .shown(keepingLines: false).wrapped(toCells: 80, hanging: 10)
    }
    return lines
  }

  /// An item as it is asked at a terminal: the time that it is about, its wording, and the words beside the answers.
  public static func question(_ item: ScaleItem, of scale: ScaleDefinition) -> [String] {
    let window = scale.window.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    let wording = "\(item.id). \(item.text ?? "Item \(item.id) of the form")".wrapped(toCells: 80, hanging: 3)
    let cells = max(String(item.min).count, String(item.max).count)
    let anchors = zip(item.min...item.max, item.anchors).flatMap { value, words in
      "   \(String(value).padded(toCells: cells, onLeft: true))  \(words)".wrapped(toCells: 80, hanging: cells + 5)
    }
    return [""] + (window.map { [$0] } ?? []) + wording + anchors
  }

  /// A scale as JSON.
  public static func json(_ scale: ScaleDefinition) -> JSONValue {
    [
      "id": .string(scale.id.description), "version": .int(scale.version), "title": .string(scale.title),
      "direction": .string(scale.direction.rawValue), "items": .int(scale.items.count),
      "total": ["min": .number(scale.total.min), "max": .number(scale.total.max)],
      "cutoff": .figure(scale.cutoff?.value),
      "cutoff_verification": .text(scale.cutoff?.verification.rawValue),
      "reliable_change": .figure(scale.publishedChange?.points),
      "reliable_change_kind": .text(scale.publishedChange?.kind.rawValue),
      "reliable_change_verification": .text(scale.publishedChange?.verification.rawValue),
      "sem": .figure(scale.standardError?.points), "sem_derived": .answer(scale.standardError?.isDerived),
    ]
  }
}
