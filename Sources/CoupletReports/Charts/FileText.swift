public import CoupletCore

/// Text on the practice file itself: checks, the journal's chain, the inbox, keys.
public enum FileText {
  /// A check, a line for each thing that was looked at.
  ///
  /// - Parameter advice: the words for what is to be done.
  public static func check(_ check: FileCheck, file: String, advice: (Advice) -> String) -> [String] {
    let marks: [FileCheck.Outcome: String] = [.sound: "ok", .warning: "note", .broken: "BROKEN"]
    var lines = [file.shown(keepingLines: false), ""]
    for finding in check.findings {
      let head = "\(finding.subject.padded(toCells: 12)) \((marks[finding.outcome] ?? "").padded(toCells: 7)) "
      lines += (head + finding.text.shown(keepingLines: false)).wrapped(toCells: 80, hanging: 21)
      if let remedy = finding.remedy.map(advice) {
        lines += "\("".padded(toCells: 20)) → \(remedy.shown(keepingLines: false))".wrapped(toCells: 80, hanging: 23)
      }
    }
    let warnings = check.findings.count { $0.outcome == .warning }
    let broken = check.findings.count { $0.outcome == .broken }
    lines.append("")
    lines.append(
      check.isSound
        ? "sound; \(check.findings.count) things looked at, \(warnings) to note"
        : "not sound: \(broken) of \(check.findings.count) things are broken")
    return lines
  }

  /// A check as JSON.
  ///
  /// - Parameter advice: the words for what is to be done.
  public static func json(_ check: FileCheck, file: String, advice: (Advice) -> String) -> JSONValue {
    [
      "file": .string(file), "sound": .bool(check.isSound),
      "findings": .array(
        check.findings.map { finding in
          [
            "subject": .string(finding.subject), "outcome": .string(finding.outcome.rawValue),
            "text": .string(finding.text), "remedy": .text(finding.remedy.map(advice)),
          ]
        }),
    ]
  }

  /// The journal's chain after a look at every row.
  public static func chain(_ state: ChainState) -> [String] {
    var lines = state.madeAnew.map { "made again after j\($0.number), under another key; its head was \($0.former)" }
    if let broken = state.firstBroken {
      lines.append("changed or cut at j\(broken), of \(state.rows) rows")
    } else {
      lines.append("all of \(state.rows) rows are as they were written")
    }
    lines += state.turnedBack.map { "j\($0) is dated before the row above it: the clock was set back" }
    lines += head(state)
    if !state.hasKey { lines.append("the file is not encrypted, so whoever can write it can make a new chain") }
    return lines
  }

  /// The code for paper.
  public static func head(_ state: ChainState) -> [String] {
    [state.head.map { "head \($0.code) at j\($0.number)" } ?? "the journal has no rows"]
  }

  /// The journal's chain as JSON.
  public static func json(_ state: ChainState) -> JSONValue {
    [
      "rows": .int(state.rows), "whole": .bool(state.firstBroken == nil),
      "first_broken": .text(state.firstBroken.map { "j\($0)" }),
      "head": .text(state.head?.code),
      "at": .text(state.head.map { "j\($0.number)" }), "keyed": .bool(state.hasKey),
      "turned_back": .texts(state.turnedBack.map { "j\($0)" }),
      "made_anew": .array(state.madeAnew.map { ["at": .string("j\($0.number)"), "former": .string($0.former)] }),
    ]
  }

  /// What is said of a line that was written while the file is locked.
  public static func kept(handle: String, day: Day, time: MinuteOfDay) -> [String] {
    ["kept sealed until the file is opened · for '\(handle)' · \(day.withWeekday) \(time)"]
  }

  /// Lines that wait in the inbox, and records that are none.
  public static func inbox(
    _ lines: [(id: String, couple: String, moment: String, wider: String?, text: String)],
    unreadable: [(id: String?, reason: String)]
  ) -> [String] {
    lines.flatMap { line in
      let wider = line.wider.map { " · written for \($0.shownOnOneLine(limit: 40))" } ?? ""
      return ["\(line.id) · for '\(line.couple.shown(keepingLines: false))' · \(line.moment)\(wider)"]
        + "  \(line.text.shown(keepingLines: false))".wrapped(toCells: 80, hanging: 2)
    } + unreadable.map { "\($0.id ?? "------") · can't be read: \($0.reason)" }
      + (lines.isEmpty && unreadable.isEmpty ? ["nothing waits"] : [])
  }

  /// Texts that could not be saved, and what they were for.
  public static func drafts(
    _ drafts: [(id: String, moment: String, purpose: String, opensIn: String?)], unreadable: [String]
  ) -> [String] {
    drafts.flatMap { draft in
      "\(draft.id) · \(draft.moment) · \(draft.purpose.shown(keepingLines: false))".wrapped(toCells: 80, hanging: 9)
        + (draft.opensIn.map { ["         couplet \($0) opens with it"] } ?? [])
    } + unreadable.map { "\($0) · can't be read: damaged, or of another key" }
      + (drafts.isEmpty && unreadable.isEmpty ? ["no draft is kept"] : [])
  }

  /// What was copied out of a damaged file, table by table.
  public static func salvaged(
    _ tables: [(name: String, copied: Int, unreadable: Int?, refused: Int, orphaned: Int)], standIns: Int,
    leftOut: [String], mended: [String], problem: String?, file: String
  ) -> [String] {
    let rows = tables.filter { $0.copied + ($0.unreadable ?? 1) + $0.refused + $0.orphaned > 0 }
    let table = Table(
      columns: [
        Table.Column("table", alignment: .left), Table.Column("copied", alignment: .right),
        Table.Column("unreadable", alignment: .right), Table.Column("against a rule", alignment: .right),
        Table.Column("without owner", alignment: .right),
      ],
      rows: rows.map {
        [
          .text($0.name), .integer($0.copied), $0.unreadable.map { .integer($0) } ?? .text("unknown"),
          .integer($0.refused), .integer($0.orphaned),
        ]
      })
    let lost = rows.reduce(0) { $0 + ($1.unreadable ?? 1) + $1.refused + $1.orphaned }
    return ["copied to \(file.shown(keepingLines: false))", ""] + table.textLines()
      + ["", lost == 0 ? "nothing was lost" : "rows were lost: they can't be read, or belong to nothing that can"]
      + (leftOut.isEmpty ? [] : "left out: \(names(leftOut))".wrapped(toCells: 80, hanging: 10))
      + (mended.isEmpty
        ? [] : "bytes that are no text were replaced in \(names(mended))".wrapped(toCells: 80, hanging: 2))
      + (standIns > 0
        ? ["\(standIns) clients, couples or sessions stand in for lost ones, under names as 'lost c3'"] : [])
      + (problem.map { ["the copy can't be read in full: \($0.shown(keepingLines: false))"] } ?? [])
  }

  /// The names of records, not more than fit a few lines.
  public static func names(_ names: [String]) -> String {
    names.prefix(20).joined(separator: " ") + (names.count > 20 ? " and \(names.count - 20) more" : "")
  }

  /// How long a file stays open.
  public static func duration(minutes: Int) -> String {
    minutes < 60 ? "\(minutes) min" : minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
