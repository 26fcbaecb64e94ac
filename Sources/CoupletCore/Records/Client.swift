/// One person, with a record of their own apart from any couple's.
public struct Client: Hashable, Sendable, Identifiable {
  /// A client's id, `c12`.
  public struct ID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// From 1 up.
    public let number: Int

    /// The client of that number.
    public init(number: Int) { self.number = number }

    /// The id as any record's id.
    public var record: RecordID? { RecordID(.client, number) }

    /// `c12`.
    public var description: String { "\(RecordKind.client.rawValue)\(number)" }

    /// By number: who was entered earlier comes first.
    public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
  }

  /// What the counselor may keep about a person; every one but the name may be missing.
  public struct Details: Hashable, Sendable {
    /// The full name.
    public var name: String
    /// What the person is called, where that isn't the first name.
    public var called: String?
    /// `she/her`.
    public var pronouns: String?
    /// The day of birth.
    public var born: Day?
    /// A telephone number.
    public var phone: String?
    /// How the person can be reached without anyone else knowing.
    public var safeContact: String?
    /// Whom to reach when something happens.
    public var emergencyContact: String?
    /// Full and short names of before, also of records that were merged into this one, oldest first.
    public var formerNames: [String] = []

    /// Details with the name alone.
    public init(name: String) { self.name = name }
  }

  /// The client's id, such as `c12`, the same in every couple.
  public let id: ID
  /// What is kept about the person, each line trimmed and without control characters.
  public let details: Details

  /// A client whose words are clean and whose day of birth isn't after `today`.
  public init(id: ID, details: Details, today: Day) throws(Problem) {
    var clean = details
    clean.name = try Wording.properName(details.name, field: "name")
    clean.called = try Self.clean(details.called, field: "called")
    clean.pronouns = try Self.clean(details.pronouns, field: "pronouns")
    clean.phone = try Self.clean(details.phone, field: "phone")
    clean.formerNames = try details.formerNames.map { (name) throws(Problem) in
      try Wording.properName(name, field: "name")
    }
    clean.safeContact = try Self.clean(details.safeContact, field: "safe-contact")
    clean.emergencyContact = try Self.clean(details.emergencyContact, field: "emergency-contact")
    if let born = details.born, born > today {
      throw Problem(.badData, "born: \(born) lies after \(today)")
    }
    self.id = id
    self.details = clean
  }

  /// The full name.
  public var name: String { details.name }

  /// All names under which the person is or was known, today's first.
  public var everyName: [String] { [details.name] + [details.called].compactMap { $0 } + details.formerNames }

  /// What pages call the person: the name they go by, else the first word of the full name.
  public var shortName: String {
    details.called ?? details.name.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? details.name
  }

  /// The last word of the full name.
  public var surname: String {
    details.name.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? details.name
  }

  private static func clean(_ text: String?, field: String) throws(Problem) -> String? {
    guard let text, !text.trimmed.isEmpty else { return nil }
    return try Wording.properName(text, field: field)
  }
}
