/// A psychotherapy note in the sense of 45 CFR 164.501: the counselor's analysis of a conversation, kept apart from the
/// chart and from everything that is made of it.
public struct PrivateNote: Hashable, Sendable {
  public let id: RecordID
  public let couple: Couple.ID
  /// The session that it is about, where it is about one.
  public let session: RecordID?
  public let day: Day
  public let text: String
  public let written: Instant

  /// A psychotherapy note with a text that holds nothing which the law keeps in the session note.
  public init(
    id: RecordID, couple: Couple.ID, session: RecordID?, day: Day, text: String, written: Instant
  ) throws(Problem) {
    guard id.kind == .privateNote else { throw Problem(.internalFault, "id: \(id) is no psychotherapy note") }
    self.id = id
    self.couple = couple
    self.session = session
    self.day = day
    self.text = try Self.checked(text)
    self.written = written
  }

  /// The same with another text.
  public func with(text: String) throws(Problem) -> PrivateNote {
    try PrivateNote(id: id, couple: couple, session: session, day: day, text: text, written: written)
  }

  /// What the law keeps in the session note, with the words by which a field of it begins.
  ///
  /// Source: 45 CFR 164.501, "psychotherapy notes excludes …".
  public static let excluded: [(what: String, labels: [String])] = [
    ("medication", ["medication", "medications", "meds", "prescription", "prescriptions"]),
    ("start and stop times", ["start", "start time", "stop", "stop time", "end", "end time", "time", "times"]),
    (
      "modality and frequency",
      ["modality", "modalities", "frequency", "mode", "minutes", "duration", "session length"]
    ),
    ("test results", ["test", "tests", "test results", "results", "score", "scores"]),
    ("diagnosis", ["diagnosis", "diagnoses", "dx", "icd", "icd-10", "icd-11", "dsm", "dsm-5"]),
    ("functional status", ["functional status", "functioning", "gaf", "whodas"]),
    ("treatment plan", ["plan", "treatment plan", "goals", "interventions"]),
    ("symptoms", ["symptom", "symptoms"]), ("prognosis", ["prognosis"]),
    ("progress", ["progress", "progress to date"]),
  ]

  private static func checked(_ text: String) throws(Problem) -> String {
    let text = try Wording.text(text, field: "psychotherapy note")
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      guard let label = label(of: line), let field = excluded.first(where: { $0.labels.contains(label) }) else {
        continue
      }
      throw Problem(
        .badData, "psychotherapy note: line \(number + 1) is a field for \(field.what)",
        hint: "the law (45 CFR 164.501) keeps that in the session note; left there, this one may be kept apart")
    }
    return text
  }

  /// The word or words before a colon, or a heading: how a field begins.
  private static func label(of line: Substring) -> String? {
    var rest = line.drop { $0.isWhitespace || $0 == "-" || $0 == "*" || $0 == "#" }
    let isHeading = line.drop { $0.isWhitespace }.hasPrefix("#")
    if let colon = rest.firstIndex(where: { $0 == ":" || $0 == "：" }) {
      rest = rest[..<colon]
    } else if !isHeading {
      return nil
    }
    let label = Folding.fold(String(rest).trimmed)
    return label.utf8.count <= 40 ? label : nil
  }
}
