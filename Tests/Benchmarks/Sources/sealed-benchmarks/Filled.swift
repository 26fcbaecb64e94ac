import CoupletCore
import CoupletStore

/// A practice file with couples, sessions and notes in it.
struct Filled {
  static let couples = 40
  static let phrase = Array("a passphrase of the benchmark".utf8)
  /// Notes in one transaction of the bulk load.
  private static let batch = 1000

  let path: String
  let key: PracticeKey?

  /// Makes the file with its couples: those that get the notes, and as many small ones.
  init(_ side: Side, at path: String) throws {
    self.path = path
    let seal = NewSeal(passphrase: Self.phrase, recoveryCode: nil, effort: .least)
    try Practice.create(
      at: path, seal: side == .sealed ? seal : nil, counselor: "Ada Quill", credential: nil, stamp: Self.stamp("init"))
    key = side == .sealed ? try ClosedPractice(at: path).key(phrase: Self.phrase) : nil
  }

  func open() throws -> Practice { try ClosedPractice(at: path).open(key) }

  static func stamp(_ command: String) -> CommandStamp {
    CommandStamp(command: command, clock: Instant(seconds: 1_795_000_000), today: nil, who: "benchmark")
  }

  /// Adds the couples; the second half of them keeps a chart of two notes.
  static func addCouples(to practice: Practice) throws -> [Couple] {
    try practice.change(stamp("couple add")) { change in
      try (0..<2 * couples).map { number in
        let members = try ["Dana Reyes \(number)", "Rob Reyes \(number)"].map { name in
          try Client(id: try change.nextClient(), details: Client.Details(name: name), today: day(0))
        }
        for member in members { try change.add(member) }
        let couple = try Couple(
          id: try change.nextCouple(), label: "Dana & Rob \(number)", handle: try Handle("dana-rob-\(number)"),
          since: day(0), memberships: try members.map { try Couple.Membership(client: $0.id, joined: day(0)) })
        try change.add(couple)
        return couple
      }
    }
  }

  /// Loads all notes, each of a session of its own, in the order of their days: the couples take turns.
  static func load(_ texts: [String], of couples: [Couple], into practice: Practice) throws {
    for start in stride(from: 0, to: texts.count, by: batch) {
      try practice.change(stamp("import")) { change in
        for number in start..<min(start + batch, texts.count) {
          let couple = couples[number % couples.count]
          try add(texts[number], to: couple, on: day(number / couples.count), change)
        }
      }
    }
  }

  private static func add(_ text: String, to couple: Couple, on day: Day, _ change: Change) throws {
    let session = try Session(
      id: try change.nextID(.session),
      fact: Fact(couple: couple.id, day: day, audience: .joint, written: change.clock), minutes: 50, status: .held,
      attendance: Dictionary(uniqueKeysWithValues: couple.everyMember.map { ($0, .present) }))
    try change.add(session)
    try add(text, to: session, change)
  }

  /// Adds a note to a session.
  static func add(_ text: String, to session: Session, _ change: Change) throws {
    let fact = Fact(
      couple: session.fact.couple, day: session.fact.day, audience: .counselor, written: change.clock)
    try change.add(Note(id: try change.nextID(.note), fact: fact, session: session.id, text: text))
  }

  private static func day(_ number: Int) -> Day { Day(number: 6_000 + number) ?? Day.range.lowerBound }
}
