/// A psychotherapy note in the sense of 45 CFR 164.501: the counselor's analysis of a conversation, kept apart from the
/// chart and from everything that is made of it.
public struct PrivateNote: Hashable, Sendable {
  /// The note's id, such as `x3`.
  public let id: RecordID
  /// Whose treatment it is about.
  public let couple: Couple.ID
  /// The session that it is about, where it is about one.
  public let session: RecordID?
  /// The calendar day it belongs to, which isn't always the day of writing.
  public let day: Day
  /// The counselor's analysis, as it was typed.
  public let text: String
  /// When it was first written, by the clock.
  public let written: Instant

  /// A psychotherapy note, written now or read: what is written now goes through `check` before.
  public init(
    id: RecordID, couple: Couple.ID, session: RecordID?, day: Day, text: String, written: Instant
  ) throws(Problem) {
    guard id.kind == .privateNote else { throw Problem(.internalFault, "id: \(id) is no psychotherapy note") }
    self.id = id
    self.couple = couple
    self.session = session
    self.day = day
    self.text = try Wording.text(text, field: "psychotherapy note")
    self.written = written
  }

  /// The same with another text.
  public func with(text: String) throws(Problem) -> PrivateNote {
    try PrivateNote(id: id, couple: couple, session: session, day: day, text: text, written: written)
  }
}

// MARK: What the law keeps in the session note

extension PrivateNote {
  /// Refuses a text with a field that the law keeps in the session note.
  ///
  /// For what is written alone: a note that was saved stays readable whatever is added to the fields later.
  public static func check(_ text: String) throws(Problem) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let isUnderlined = index + 1 < lines.count && isUnderline(lines[index + 1])
      guard let field = field(of: line, isUnderlined: isUnderlined) else { continue }
      throw Problem(
        .badData, "psychotherapy note: line \(index + 1) is a field for \(field.what)",
        hint: "the law (45 CFR 164.501) keeps that in the session note; left there, this one may be kept apart")
    }
  }

  /// A field of the session note, and the labels that it goes by: folded words with a blank between.
  private struct Field {
    let what: String
    /// Nobody begins a sentence with one of these and a colon.
    let labels: Set<String>
    /// Words of which sentences are made too: a field only where a value follows.
    let words: Set<String>

    init(_ what: String, labels: [String], words: [String] = []) {
      self.what = what
      self.labels = Set(labels)
      self.words = Set(words)
    }
  }

  /// Source: 45 CFR 164.501, "psychotherapy notes excludes …".
  private static let fields = [
    Field(
      "medication",
      labels: ["medication", "medications", "meds", "rx", "prescription", "prescriptions", "medication prescription"]),
    Field(
      "start and stop times",
      labels: [
        "start time", "stop time", "end time", "start times", "stop times", "end times",
        "start and stop time", "start and stop times", "start and end time",
        "start and end times", "session time", "session times",
      ],
      words: ["start", "stop", "end", "time", "times"]),
    Field(
      "modality and frequency",
      labels: ["modality", "modalities", "frequency", "frequencies", "duration", "session length"],
      words: ["mode", "minutes"]),
    Field(
      "test results",
      labels: ["test result", "test results", "test score", "test scores"]
        + scales.flatMap { scale in [scale] + scaleEndings.map { "\(scale) \($0)" } }
        + scaleFamilies.flatMap { scale in scaleEndings.map { "\(scale) \($0)" } },
      words: ["test", "tests", "result", "results", "score", "scores"] + scaleFamilies),
    Field(
      "diagnosis",
      labels: [
        "diagnosis", "diagnoses", "dx", "icd", "icd code", "icd 10", "icd10", "icd 10 cm", "icd 10 code", "icd 11",
        "icd11", "icd 11 code", "dsm", "dsm code", "dsm 5", "dsm5", "dsm 5 tr", "dsm v",
      ]),
    Field("functional status", labels: ["functional status", "gaf", "whodas"], words: ["functioning"]),
    Field(
      "treatment plan", labels: ["plan", "treatment plan", "treatment plans", "treatment goals"],
      words: ["goals", "interventions"]),
    Field("symptoms", labels: ["symptom", "symptoms"]), Field("prognosis", labels: ["prognosis"]),
    Field("progress", labels: ["progress to date"], words: ["progress"]),
  ]

  private static let scales = [
    "phq 9", "gad 7", "csi 4", "csi 16", "csi 32", "rdas", "das", "ras", "kmss", "qmi", "who 5", "hits",
  ]
  private static let scaleFamilies = ["phq", "gad", "csi"]
  private static let scaleEndings = ["score", "scores", "total", "result", "results"]

  private static func field(of line: Substring, isUnderlined: Bool) -> Field? {
    let separator = separator(in: line)
    guard separator != nil || isUnderlined || line.first(where: { !$0.isWhitespace }) == "#" else { return nil }
    let parts = label(line[..<(separator?.lowerBound ?? line.endIndex)])
    guard !parts.isEmpty else { return nil }
    if let field = fields.first(where: { $0.labels.contains(parts.joined(separator: " and ")) }) { return field }
    // `Modality/frequency`, `Symptoms and goals`: a field where each part is one.
    let known = parts.map { part in fields.first { $0.labels.contains(part) || $0.words.contains(part) } }
    guard let first = known[0], !known.contains(where: { $0 == nil }) else { return nil }
    let isCertain = parts.contains { part in fields.contains { $0.labels.contains(part) } }
    // A word alone above a text, with nothing to part them, is a heading like any other.
    return isCertain || separator.map { isValue(line[$0.upperBound...]) } ?? false ? first : nil
  }

  /// Where the label ends: a colon or an equals sign, or a dash between blanks.
  private static func separator(in line: Substring) -> Range<Substring.Index>? {
    // The marks and numbers before the label are a quotation's or a list's.
    var index = line.firstIndex(where: \.isLetter) ?? line.endIndex
    while index < line.endIndex {
      let next = line.index(after: index)
      switch line[index] {
      case ":", "：", "=": return index..<next
      case "-", "–":
        guard line[..<index].last?.isWhitespace == true, next == line.endIndex || line[next].isWhitespace else { break }
        return index..<next
      default: break
      }
      index = next
    }
    return nil
  }

  /// The words of a label, parted where it names two things; without marks, numbering and parentheses.
  private static func label(_ text: Substring) -> [String] {
    var plain = ""
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if depth == 0 { plain += character == "/" || character == "&" ? " and " : String(character) }
      if character == ")", depth > 0 { depth -= 1 }
    }
    let words = Folding.words(plain).drop { $0.allSatisfy(\.isNumber) }
    return words.split(separator: "and").map { $0.joined(separator: " ") }
  }

  /// Whether that is what a form has after a label: a number, or the lines beneath.
  private static func isValue(_ text: Substring) -> Bool {
    let text = text.drop { $0.isWhitespace || $0 == "*" || $0 == "_" }
    return text.isEmpty || text.first { $0.isLetter || $0.isNumber }?.isNumber == true
  }

  /// The second line of a heading of two.
  private static func isUnderline(_ line: Substring) -> Bool {
    let marks = String(line).trimmed
    return marks.utf8.count > 1 && (marks.allSatisfy { $0 == "=" } || marks.allSatisfy { $0 == "-" })
  }
}
