import CoupletCore
import CoupletStore
import Foundation

/// A practice of couples with 200 sessions and 2,000 answered items each, the same on every machine.
struct LongCouples {
  static let sessions = 200
  /// Sheets of sixteen items: 125 of them are 2,000 answers.
  static let sheets = 125
  static let homework = 20
  static let handle = "dana-rob-0"

  private static let start = 6_000
  private var numbers = SeededNumbers(state: 8)
  private let scale: StoredDefinition

  /// The couples' scale comes from the file that the program is shipped with.
  init() throws {
    let seeds = URL(filePath: #filePath).appending(path: "../../../../../seeds/scales/csi-16.yaml").standardized
    scale = StoredDefinition(
      kind: .scale, name: "csi-16", version: 1, text: try String(contentsOf: seeds, encoding: .utf8))
  }

  /// Makes a file without encryption with so many couples in it.
  mutating func make(_ couples: Int, at path: String) throws {
    try Practice.create(at: path, seal: nil, counselor: "Ada Quill", credential: nil, stamp: Self.stamp("init"))
    let practice = try ClosedPractice(at: path).open(nil)
    defer { practice.close() }
    for number in 0..<couples {
      var numbers = numbers
      try practice.change(Self.stamp("import")) { change in
        try change.use(scale)
        try Self.add(number, &numbers, change)
      }
      self.numbers = numbers
    }
  }

  static func stamp(_ command: String) -> CommandStamp {
    CommandStamp(command: command, clock: Instant(seconds: 1_795_000_000), today: nil, who: "benchmark")
  }

  private static func day(_ number: Int) -> Day { Day(number: start + number) ?? Day.range.lowerBound }

  private static func add(_ number: Int, _ numbers: inout SeededNumbers, _ change: Change) throws {
    let members = try ["Dana Reyes \(number)", "Rob Reyes \(number)"].map { name in
      try Client(id: try change.nextClient(), details: Client.Details(name: name), today: day(0))
    }
    for member in members { try change.add(member) }
    let couple = try Couple(
      id: try change.nextCouple(), label: "Dana & Rob \(number)", handle: try Handle("dana-rob-\(number)"),
      since: day(0), memberships: try members.map { try Couple.Membership(client: $0.id, joined: day(0)) })
    try change.add(couple)
    let ids = members.map(\.id)
    func fact(_ day: Day, _ member: Client.ID?) -> Fact {
      Fact(couple: couple.id, day: day, audience: .joint, member: member, written: change.clock)
    }
    for week in 0..<sessions {
      try change.add(
        Session(
          id: try change.nextID(.session), fact: fact(day(7 * week), nil), minutes: 50, status: .held,
          attendance: Dictionary(uniqueKeysWithValues: ids.map { ($0, .present) })))
    }
    for sheet in 0..<sheets {
      let level = Int.random(in: 0...3, using: &numbers)
      let answers = (1...16).map { _ in Answer.value(level + Int.random(in: 0...2, using: &numbers)) }
      try change.add(
        Measure(
          id: try change.nextID(.measure), fact: fact(day(7 * (sheet / 2)), ids[sheet % 2]), scale: "csi-16",
          version: 1,
          mode: .paper, entered: .answers(answers)))
    }
    for piece in 0..<homework {
      let given = try Homework(
        id: try change.nextID(.homework), fact: fact(day(70 * piece), nil), exercise: nil,
        title: "A walk after dinner", text: "Walk for twenty minutes.", terms: Homework.Terms())
      try change.add(given)
      for member in ids {
        try change.add(
          Homework.Log(
            day: day(70 * piece + 7), member: member, done: .counted(Int.random(in: 0...7, using: &numbers), of: 7),
            audience: .joint), to: given)
      }
    }
  }
}

/// SplitMix64: the same numbers from the same seed, on every machine.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
