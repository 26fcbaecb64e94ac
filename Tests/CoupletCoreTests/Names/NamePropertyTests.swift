import SeededNumbers
import Testing

@testable import CoupletCore

/// Random names in random forms: no name is left, and none is shown as the other's.
@Suite struct NamePropertyTests {
  private static let firstNames = [
    "Dana", "Rob", "Zoë", "Łukasz", "Jürgen", "Mary-Jo", "Anne-Marie", "Aisha", "Olu", "Ngozi", "Yusuf", "Tomasz",
    "Chloé", "Ravi", "Mei", "Ewa", "İrem", "Kees", "Siobhán", "Bo", "Søren", "Kane", "Reyes", "Сергей", "Ελένη",
  ]
  private static let surnames = [
    "Reyes", "Kane", "Okafor", "O'Brien", "Al-Farsi", "van Dyk", "de la Cruz", "Müller", "Lee-Parker", "Nguyen",
    "McKane", "D'Angelo", "Hughes", "Petrović", "Rob", "Dana", "Ødegård", "Xu", "Groß-Weber", "Йовович",
  ]

  /// One whose name shares no word with another's where `apart` says so.
  private static func couple(_ dice: inout SeededNumbers, apart: Bool) -> [Client] {
    while true {
      let names = (1...2).map { number in
        let name = "\(dice.pick(firstNames)) \(dice.pick(surnames))"
        return Sample.client(number, dice.next() % 4 == 0 ? name.lowercased() : name)
      }
      let theirs = names.map { Set(words(of: $0)) }
      let isOneWord = theirs.contains { $0.count < 2 }
      if !isOneWord, !apart || theirs[0].isDisjoint(with: theirs[1]) { return names }
    }
  }

  private static func words(of client: Client) -> [String] {
    NameText(client.name, isKnown: { _ in true }).words.map(\.folded)
  }

  /// A way in which the name, or a part of it that nobody else has, is typed.
  private static func typed(_ client: Client, isWhole: Bool, _ dice: inout SeededNumbers) -> String {
    let parts = client.name.split(separator: " ", maxSplits: 1).map(String.init)
    let large = parts.map { $0.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() } }
    let (first, last) = (large[0].joined(), large[1].joined(separator: " "))
    let whole = ["\(first) \(last)", "\(parts[0]) \(parts[1])", "\(last), \(first)"]
    let form = isWhole ? dice.pick(Array(whole.prefix(2))) : dice.pick(whole + [first, last, first, last])
    return dice.pick(
      [
        { $0 }, { $0 }, { $0.lowercased() }, { $0.uppercased() }, { $0 + "'s" }, { $0 + "’s" },
        { $0.map(String.init).joined(separator: "\u{AD}") }, { $0.map(String.init).joined(separator: "\u{200B}") },
        { $0 + "2" }, { "(\($0))" }, { "“\($0)”" }, { $0.replacing(" ", with: "\u{A0}") }, { "\u{FEFF}\($0)\u{200D}" },
        { $0.replacing("'", with: "’") },
      ] as [(String) -> String])(form)
  }

  /// The letters for members that stand in a text, also beside what can't be seen.
  private static func letters(in text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { $0 == "A" || $0 == "B" }
  }

  /// Words of names that stand in a text, of three letters and more.
  private static func left(_ clients: [Client], in text: String) -> [String] {
    let known = Set(clients.flatMap(words).filter { $0.count > 2 && $0 != "van" })
    return NameText(text, isKnown: { _ in true }).words.map(\.folded).filter(known.contains)
  }

  @Test(arguments: 1...40)
  func nothingIsLeftAndNothingIsTheOthers(_ seed: Int) {
    var dice = SeededNumbers(state: UInt64(seed))
    for _ in 0..<25 {
      let clients = Self.couple(&dice, apart: true)
      let initials = Initials(of: clients)
      let letters = Initials(
        lettersFor: clients, hiding: KnownNames(clients: clients, couples: [], people: []))
      for (client, letter) in zip(clients, ["A", "B"] as [Unicode.Scalar]) {
        let typed = Self.typed(client, isWhole: false, &dice)
        let text = "they asked \(typed) about it, and then they left"
        let shown = initials.replaced(in: text)
        #expect(Self.left(clients, in: shown).isEmpty, "\(clients.map(\.name)): \(typed): \(shown)")
        let sheet = letters.replaced(in: text)
        #expect(
          Self.letters(in: sheet) == [letter],
          "\(clients.map(\.name)): \(typed): \(sheet)")
      }
    }
  }

  @Test(arguments: 1...40)
  func aWholeNameIsItsBearersWhateverTheyShare(_ seed: Int) {
    var dice = SeededNumbers(state: UInt64(seed) + 1_000)
    for _ in 0..<25 {
      let clients = Self.couple(&dice, apart: false)
      guard Set(clients.map { NameLetters.line($0.name) }).count == 2 else { continue }
      let letters = Initials(
        lettersFor: clients, hiding: KnownNames(clients: clients, couples: [], people: []))
      for (client, letter) in zip(clients, ["A", "B"] as [Unicode.Scalar]) {
        let typed = Self.typed(client, isWhole: true, &dice)
        let sheet = letters.replaced(in: "they asked \(typed) about it, and then they left")
        #expect(Self.left(clients, in: sheet).isEmpty, "\(clients.map(\.name)): \(typed): \(sheet)")
        #expect(
          Self.letters(in: sheet) == [letter],
          "\(clients.map(\.name)): \(typed): \(sheet)")
      }
    }
  }

  @Test(arguments: ["they left at noon", "it's the 3rd time; 王 said so.", "\u{200B}\u{AD}", "", "'-.", "a\u{301}"])
  func aTextWithoutNamesIsTheSame(_ text: String) {
    let initials = Initials(of: [Sample.dana, Sample.rob], couple: ["dana-rob", "Dana & Rob"])
    #expect(initials.replaced(in: text) == text)
    #expect(initials.undecided(in: text).isEmpty)
  }
}

extension SeededNumbers {
  fileprivate mutating func pick<Item>(_ items: [Item]) -> Item { items[Int.random(in: 0..<items.count, using: &self)] }
}
