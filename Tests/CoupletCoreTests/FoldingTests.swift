import Testing

@testable import CoupletCore

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Łukasz Wiśniewski", "lukasz wisniewski"), ("Søren Ødegård", "soren odegard"), ("Đorđe", "dorde"),
    ("Þór Æsir", "thor aesir"),
    ("Straße", "strasse"), ("Işıl İnce", "isil ince"), ("Œuvre", "oeuvre"), ("Ħal", "hal"), ("Сергей", "сергеи"),
    ("Νίκος", "νικοσ"),
    ("O’Brien", "o'brien"), ("Anne‑Marie", "anne-marie"), ("Ann\u{A0}Doe", "ann doe"), ("Ｍａｘ", "max"), ("김민수", "김민수"),
    ("がっこう", "がっこう"),
  ])
  func folds(_ text: String, _ expected: String) {
    #expect(Array(Folding.fold(text).unicodeScalars) == Array(expected.unicodeScalars))
    #expect(Folding.fold(text.decomposed) == expected)
    #expect(Folding.fold(text.uppercased().lowercased()) == expected)
  }

  @Test func oneFormIsItsOwn() {
    for value in UInt32(1)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = Folding.fold(String(Character(scalar)))
      #expect(Folding.fold(once) == once, "\(String(value, radix: 16))")
      #expect(Folding.fold(String(Character(scalar)).decomposed) == once, "\(String(value, radix: 16))")
    }
  }

  /// Whatever stands in the index and folds further is found by the letters that it folds to.
  @Test func knowsEveryLetterOfTheIndexThatFoldsFurther() {
    var missing: [String] = []
    for value in UInt32(0x80)..<0x20000 {
      guard let scalar = Unicode.Scalar(value), IndexLetters.isWordCharacter(scalar),
        IndexLetters.fold(scalar) == scalar
      else {
        continue
      }
      let letter = String(Character(scalar))
      // A letter whose mark is no part of a word to the index comes in apart from it.
      guard let folded = Folding.words(letter).first, folded == Folding.fold(letter),
        Array(folded.unicodeScalars) != [scalar]
      else { continue }
      let spellings = Folding.spellings(of: folded, most: 500) { _ in true }
      if !spellings.contains(where: { Array($0.unicodeScalars) == [scalar] }) {
        missing.append(String(value, radix: 16))
      }
    }
    #expect(missing == [])
  }

  @Test func spellsOnlyWhatIsThere() {
    let words = ["søren", "sør", "stone", "łodz", "łódz"]
    let spellings = Folding.spellings(of: "soren") { start in words.contains { $0.hasPrefix(start) } }
    #expect(spellings == ["soren", "søren"])
    #expect(Folding.spellings(of: "lodz") { start in words.contains { $0.hasPrefix(start) } } == ["lodz", "łodz"])
    #expect(Folding.spellings(of: "stone") { _ in false } == ["stone"])
  }

  @Test(arguments: [
    (["Łukasz", "Søren"], "lukasz-soren"), (["Νίκος", "Ελένη"], "nikos-eleni"), (["Сергей", "Юлия"], "sergei-yuliya"),
    (["Zoë", "D’Arcy"], "zoe-d-arcy"),
    (["李", "王"], "李-王"), (["Anna", "김"], "anna-김"),
  ])
  func makesHandlesThatKeyboardsHave(_ names: [String], _ handle: String) throws {
    let made = try #require(Handle(from: names))
    #expect(made.description == handle)
    #expect(made.isPlain == handle.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func findsHandlesOfBefore() throws {
    let today = Day(iso: "2026-11-23")!
    let clients = try ["Łukasz Wiśniewski", "Søren Ødegård"].enumerated().map { place, name in
      try Client(id: Client.ID(number: place + 1), details: Client.Details(name: name), today: today)
    }
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Ł & S", handle: try Handle("łukasz-søren"), since: today,
      memberships: try clients.map { try Couple.Membership(client: $0.id, joined: today) })
    let directory = Directory(couples: [couple], clients: clients)
    for words in ["łukasz-søren", "lukasz-soren", "LUKASZ-SØREN", "l & s", "ł\u{A0}&  S"] {
      #expect(try directory.couple(matching: words).id == couple.id, "\(words)")
    }
    for words in ["lukasz", "odegard", "Odega\u{30A}rd", "soren ødegard"] {
      #expect(throws: Never.self, "\(words)") { try directory.client(matching: words, field: "name") }
    }
  }
}
