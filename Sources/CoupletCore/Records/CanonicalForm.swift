/// The form of a text over which its digest goes: lines `key: value`, and the text with its length before it, so that no
/// two different notes have the same form.
///
/// The second version has the hour in it. What was signed before there was one is verified by the first.
public enum CanonicalForm {
  /// What stands in a form beside the text itself.
  public struct Signer {
    let author: String
    let credential: String?
    let clock: Instant
    let zone: Zone
    let hour: String?

    /// - Parameter hour: the hour as ``Session/signedForm`` writes it, nil for the first version.
    public init(author: String, credential: String?, clock: Instant, zone: Zone, hour: String?) {
      self.author = author
      self.credential = credential
      self.clock = clock
      self.zone = zone
      self.hour = hour
    }

    /// Who signed it, to verify that.
    public init(_ signature: Signature) {
      self.init(
        author: signature.author, credential: signature.credential, clock: signature.clock, zone: signature.zone,
        hour: signature.hour)
    }

    /// The signature with a digest.
    public func signature(digest: String) -> Signature {
      Signature(author: author, credential: credential, clock: clock, zone: zone, digest: digest, hour: hour)
    }
  }

  /// The form of a note.
  public static func of(_ note: Note, _ signer: Signer) -> String {
    form(
      "note",
      [
        ("note", note.id.description), ("session", note.session.description),
        ("date", note.fact.day.description), ("written", note.fact.written.description),
        ("format", note.format), ("format-version", note.formatVersion.map(String.init) ?? ""),
      ], signer, note.text)
  }

  /// The form of the addendum at a place, counted from 1; it holds the digest of the note that it belongs to.
  public static func of(
    addendum kind: Addendum.Kind, why: String, text: String, to note: Note, digest: String, place: Int, _ signer: Signer
  ) -> String {
    form(
      "addendum",
      [
        ("note", note.id.description), ("note-digest", digest), ("place", String(place)), ("kind", kind.rawValue),
        ("why", why),
      ], signer, text)
  }

  private static func form(
    _ name: String, _ lines: [(key: String, value: String)], _ signer: Signer, _ text: String
  ) -> String {
    // Names are one line each, so that none can look like two.
    let before = [("form", "couplet-\(name)/\(signer.hour == nil ? 1 : 2)")] + lines
    let after = [
      ("author", signer.author), ("credential", signer.credential ?? ""), ("signed", signer.clock.description),
      ("zone", "\(signer.zone.offset) \(signer.zone.name)"), ("text", "\(text.utf8.count) bytes"),
    ]
    func words(_ lines: [(key: String, value: String)]) -> String {
      lines.map { "\($0.key): \($0.value)\n" }.joined()
    }
    return words(before) + (signer.hour.map { "\($0)\n" } ?? "") + words(after) + text
  }
}

extension Session {
  /// The hour as a signature covers it, a line `key: value` each: day, what became of it, kind, mode, start and stop, and
  /// each member by id with how they attended and what is known of where they were.
  public var signedForm: String {
    var lines = ["day: \(fact.day)", "status: \(status.rawValue)", "kind: \(kind.rawValue)", "mode: \(mode.rawValue)"]
    if let start { lines.append("start: \(start)" + (zone.map { " \($0.offset) \($0.name)" } ?? "")) }
    if let stop { lines.append("stop: \(stop)") }
    if let minutes { lines.append("minutes: \(minutes)") }
    lines += attendance.sorted { $0.key < $1.key }.map { "\($0.value.signedWord): \($0.key)" + $0.value.signedMinutes }
    for (member, place) in places.sorted(by: { $0.key < $1.key }) {
      if let words = place.place { lines.append("where: \(member) \(words)") }
      if let isAlone = place.isAlone { lines.append("alone: \(member) \(isAlone ? "yes" : "no")") }
      if let minutes = place.leftAfter { lines.append("left: \(member) \(minutes)") }
    }
    return lines.joined(separator: "\n")
  }

  /// When it ended, where start and length are known; past midnight the time of day of the next.
  public var stop: MinuteOfDay? {
    guard let start, let minutes else { return nil }
    return MinuteOfDay(minutes: (start.minutes + minutes) % 1440)
  }

  /// What a correction says of an hour, before and after: a line for each thing that a signature covers and that changed.
  ///
  /// - Parameter name: what a member is called.
  public func corrections(of before: Session, name: (Client.ID) -> String) -> [String] {
    func people(_ session: Session, _ wanted: (Attendance) -> Bool) -> String {
      let names = session.attendance.sorted { $0.key < $1.key }.filter { wanted($0.value) }.map { member, attendance in
        var terms: [String] = []
        if case .late(let late) = attendance { terms.append((late.map { "\($0) min " } ?? "") + "late") }
        if let left = session.places[member]?.leftAfter { terms.append("left after \(left) min") }
        return name(member) + (terms.isEmpty ? "" : " (\(terms.joined(separator: ", ")))")
      }
      return names.isEmpty ? "nobody" : names.joined(separator: ", ")
    }
    func words(_ session: Session) -> [(what: String, value: String)] {
      [
        ("day", session.fact.day.description), ("status", session.status.rawValue), ("kind", session.kind.rawValue),
        ("where", session.mode.rawValue),
        ("began", session.start.map { "\($0)" + (session.zone.map { ", \($0.name)" } ?? "") } ?? "not said"),
        ("ended", session.stop?.description ?? "not said"),
        ("length", session.minutes.map { "\($0) min" } ?? "not said"),
        ("present", people(session, \.wasThere)),
        ("absent", people(session) { $0 == .absent }),
      ]
    }
    let changed = zip(words(before), words(self)).compactMap { old, new in
      old.value == new.value ? nil : "\(new.what): \(old.value) → \(new.value)"
    }
    // Where somebody is, isn't for everybody who may read the note.
    let moved = Set(places.keys).union(before.places.keys).sorted().filter { member in
      let (old, new) = (before.places[member], places[member])
      return (old?.place, old?.isAlone) != (new?.place, new?.isAlone)
    }
    return changed + (moved.isEmpty ? [] : ["the place of \(moved.map(name).joined(separator: ", ")) was corrected"])
  }
}

extension Session.Attendance {
  fileprivate var signedWord: String {
    switch self {
    case .present: "present"
    case .late: "late"
    case .absent: "absent"
    }
  }

  fileprivate var signedMinutes: String {
    guard case .late(let minutes?) = self else { return "" }
    return " \(minutes)"
  }
}
