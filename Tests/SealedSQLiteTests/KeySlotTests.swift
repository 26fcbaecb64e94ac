import Crypto
import Foundation
import Testing

@testable import SealedSQLite

/// Passphrases, recovery codes and what is derived from the data key.
@Suite struct KeySlotTests {
  private let dataKey = DataKey()
  private let phrase = Array("correct horse".utf8)

  /// The least work, for tests.
  private func cost() throws -> KeyCost { try #require(KeyCost(exponent: 10)) }

  @Test func thePassphraseOpensAndAnotherDoesNot() throws {
    var header = try SealedHeader(dataKey)
    #expect(throws: SealedError.wrongKey) { try header.unlock(passphrase: phrase) }
    #expect(header.passphraseCosts.isEmpty)
    try header.setPassphrase(phrase, for: dataKey, cost: cost())
    #expect(try header.unlock(passphrase: phrase).secret == dataKey.secret)
    #expect(header.passphraseCosts == [try cost()])
    for other in ["correct hors", "correct horse ", "Correct horse", "x"] {
      #expect(throws: SealedError.wrongKey) { try header.unlock(passphrase: Array(other.utf8)) }
    }
  }

  @Test func anEmptyPassphraseIsRefused() throws {
    var header = try SealedHeader(dataKey)
    let before = header
    #expect(throws: SealedError.emptyPassphrase) { try header.setPassphrase([], for: dataKey, cost: cost()) }
    #expect(throws: SealedError.emptyPassphrase) { try header.unlock(passphrase: []) }
    #expect(header == before)
  }

  @Test func anyBytesAreAPassphrase() throws {
    var header = try SealedHeader(dataKey)
    for bytes in [[0], [0, 0], [0xFF, 0xFE, 0], Array("ütäple 🦉".utf8), Array(repeating: 65, count: 5000)] {
      try header.setPassphrase(bytes, for: dataKey, cost: cost())
      #expect(try header.unlock(passphrase: bytes).secret == dataKey.secret)
      #expect(throws: SealedError.wrongKey) { try header.unlock(passphrase: bytes + [1]) }
    }
  }

  @Test func theRecoveryCodeOpensAndIsNoPassphrase() throws {
    var header = try SealedHeader(dataKey)
    let code = RecoveryCode()
    #expect(!header.hasRecoveryCode)
    try header.setPassphrase(phrase, for: dataKey, cost: cost())
    try header.setRecoveryCode(code, for: dataKey, cost: cost())
    #expect(header.hasRecoveryCode)
    #expect(try header.unlock(recoveryCode: code).secret == dataKey.secret)
    #expect(try header.unlock(passphrase: phrase).secret == dataKey.secret)
    #expect(throws: SealedError.wrongKey) { try header.unlock(passphrase: code.phrase) }
    #expect(throws: SealedError.wrongKey) { try header.unlock(recoveryCode: RecoveryCode()) }
    let other = RecoveryCode()
    try header.setRecoveryCode(other, for: dataKey, cost: cost())
    #expect(throws: SealedError.wrongKey) { try header.unlock(recoveryCode: code) }
    try header.setRecoveryCode(nil, for: dataKey, cost: cost())
    #expect(!header.hasRecoveryCode)
    #expect(throws: SealedError.wrongKey) { try header.unlock(recoveryCode: other) }
    #expect(try header.unlock(passphrase: phrase).secret == dataKey.secret)
  }

  @Test func aSlotIsBoundToItsPlaceItsKeyAndItsCost() throws {
    let keyID = Identifier()
    let slot = try KeySlot(dataKey, phrase: phrase, kind: .passphrase, cost: cost(), keyID: keyID, place: 2)
    #expect(slot.bytes.count == KeySlot.length)
    #expect(try KeySlot(bytes: slot.bytes[...]) == slot)
    #expect(try slot.open(phrase: phrase, keyID: keyID, place: 2)?.secret == dataKey.secret)
    for place in [0, 1, 3, 7] { #expect(try slot.open(phrase: phrase, keyID: keyID, place: place) == nil) }
    #expect(try slot.open(phrase: phrase, keyID: Identifier(), place: 2) == nil)
    for place in [0, 1] + Array(4..<80) {
      var bytes = slot.bytes
      bytes[place] ^= place == 0 ? 3 : 1
      let opened = try KeySlot(bytes: bytes[...])?.open(phrase: phrase, keyID: keyID, place: 2)
      #expect(opened == nil, "byte \(place)")
    }
  }

  @Test(arguments: [(0, 0), (0, 4), (1, 9), (2, 4), (2, 16), (3, 2), (3, 0)] as [(Int, UInt8)])
  func aSlotThatIsNotUnderstoodIsPassedOver(_ place: Int, _ value: UInt8) throws {
    let slot = try KeySlot(dataKey, phrase: phrase, kind: .recoveryCode, cost: cost(), keyID: Identifier(), place: 0)
    var bytes = slot.bytes
    bytes[place] = value
    #expect(try KeySlot(bytes: bytes[...]) == nil)
  }

  /// Work that no program asks for is damage, and is found before any of it is done.
  @Test func workWithoutBoundsIsRefused() throws {
    let keyID = Identifier()
    for kind in [KeySlot.Kind.passphrase, .recoveryCode, .colleague] {
      var bytes = try KeySlot(dataKey, phrase: phrase, kind: kind, cost: cost(), keyID: keyID, place: 0).bytes
      for exponent in [21, 24, 25, 63, 255] as [UInt8] {
        bytes[1] = exponent
        #expect(throws: SealedError.tooMuchWork) { try KeySlot(bytes: bytes[...]) }
      }
      bytes[1] = 20
      #expect(try KeySlot(bytes: bytes[...])?.cost.mebibytes == 1024)
    }
  }

  // MARK: Forms of a passphrase

  @Test func theSameWordsOpenComposedOrNot() throws {
    let forms = [
      "Zo\u{EB} und drei W\u{F6}rter", "Zoe\u{308} und drei Wo\u{308}rter", "Zo\u{EB} und drei Wo\u{308}rter",
    ]
    for set in forms {
      var header = try SealedHeader(dataKey)
      try header.setPassphrase(Array(set.utf8), for: dataKey, cost: cost())
      for tried in forms { #expect(try header.unlock(passphrase: Array(tried.utf8)).secret == dataKey.secret) }
      #expect(throws: SealedError.wrongKey) { try header.unlock(passphrase: Array("Zoe und drei Worter".utf8)) }
    }
  }

  /// Earlier versions took the bytes as they came.
  @Test func whatWasSetInAnyFormStillOpens() throws {
    let words = "Zo\u{EB} und Wo\u{308}rter"
    let (composed, decomposed) = (
      Array(words.precomposedStringWithCanonicalMapping.utf8), Array(words.decomposedStringWithCanonicalMapping.utf8)
    )
    let (mark, end) = ([0xEF, 0xBB, 0xBF] as [UInt8], [13] as [UInt8])
    for set in [composed, decomposed, Array(words.utf8)] {
      #expect(Passphrase(Array(words.utf8)).forms.contains(set))
      for raw in [set, set + end, mark + set, mark + set + end] { #expect(Passphrase(set).forms.contains(raw)) }
    }
    #expect(Passphrase(decomposed).bytes == composed)
    // What is ASCII or no text at all has one form besides what earlier versions took from files.
    #expect(Passphrase(phrase).forms == [phrase, phrase + end, mark + phrase, mark + phrase + end])
    #expect(Passphrase([0xFF, 0xFE]).forms.count == 4 && Passphrase([0xFF, 0xFE]).bytes == [0xFF, 0xFE])
  }

  // MARK: Colleagues

  @Test func aColleaguesCodeOpensUntilItIsTakenAway() throws {
    var header = try SealedHeader(dataKey)
    let codes = [RecoveryCode(), RecoveryCode(), RecoveryCode()]
    try header.setPassphrase(phrase, for: dataKey, cost: cost())
    try header.setRecoveryCode(codes[2], for: dataKey, cost: cost())
    try header.addColleague("Miriam Feld", code: codes[0], for: dataKey, cost: cost())
    try header.addColleague(String(repeating: "ø", count: 50), code: codes[1], for: dataKey, cost: cost())
    #expect(header.colleagues(dataKey) == ["Miriam Feld", String(repeating: "ø", count: 50)])
    #expect(throws: SealedError.noFreeSlot) {
      try header.addColleague("Third", code: codes[2], for: dataKey, cost: cost())
    }
    for code in codes { #expect(try header.unlock(recoveryCode: code).secret == dataKey.secret) }
    // What the counselor changes of their own leaves it alone, and so does a copy.
    try header.setRecoveryCode(nil, for: dataKey, cost: cost())
    #expect(!header.hasRecoveryCode)
    #expect(try header.forCopy().unlock(recoveryCode: codes[0]).secret == dataKey.secret)
    #expect(header.forCopy().colleagues(dataKey) == header.colleagues(dataKey))
    let removed = ["Miriam", "Miriam Feld"].map { header.removeColleague($0, for: dataKey) }
    #expect(removed == [false, true])
    #expect(throws: SealedError.wrongKey) { try header.unlock(recoveryCode: codes[0]) }
    #expect(try header.unlock(recoveryCode: codes[1]).secret == dataKey.secret)
    #expect(header.colleagues(dataKey).count == 1)
  }

  @Test func aLabelIsSealedAndBoundToItsSlot() throws {
    let keyID = Identifier()
    let salt = Identifier().bytes
    let box = try SlotLabel.seal("Miriam Feld", dataKey, keyID: keyID, place: 3, salt: salt)
    #expect(box.count == SlotLabel.length && Data(box).range(of: Data("Feld".utf8)) == nil)
    #expect(SlotLabel.open(box, dataKey, keyID: keyID, place: 3, salt: salt) == "Miriam Feld")
    #expect(SlotLabel.open(box, dataKey, keyID: keyID, place: 2, salt: salt) == nil)
    #expect(SlotLabel.open(box, dataKey, keyID: keyID, place: 3, salt: Identifier().bytes) == nil)
    #expect(SlotLabel.open(box, dataKey, keyID: Identifier(), place: 3, salt: salt) == nil)
    #expect(SlotLabel.open(box, DataKey(), keyID: keyID, place: 3, salt: salt) == nil)
    for place in box.indices {
      var changed = box
      changed[place] ^= 1
      #expect(SlotLabel.open(changed, dataKey, keyID: keyID, place: 3, salt: salt) == nil)
    }
    for text in ["", String(repeating: "x", count: 101), "a\u{0}b"] {
      #expect(throws: SealedError.impossible("label")) {
        try SlotLabel.seal(text, dataKey, keyID: keyID, place: 3, salt: salt)
      }
    }
  }

  @Test func saltsAndNoncesAreNewEachTime() throws {
    let keyID = Identifier()
    let slots = try (0..<8).map { _ in
      try KeySlot(dataKey, phrase: phrase, kind: .passphrase, cost: cost(), keyID: keyID, place: 0)
    }
    #expect(Set(slots.map(\.salt)).count == 8)
    #expect(Set(slots.map { Array($0.wrapped[..<12]) }).count == 8)
  }

  /// `check-sealed.py` wrote it, from the description of the format alone.
  @Test func aLabelThatOurCodeDidNotWriteOpens() throws {
    let label = """
      BQUFBQUFBQUFBQUFUc4d7MMLIHTO5oLDfkwGxYcPTcR6FFGnQZDNcS9xHI7vXPc/EDOyWpBPvaMRVLLCx/9iFZWv
      b794ULhnI4UEQ/uW4HrGK9NdYKOjXTt80JKevzWfQU7VIaRIlQpdTDkbFyCSeotM17oKqmndPawVVsNMuZ4=
      """
    let box = try #require(Data(base64Encoded: label.replacing("\n", with: "")))
    let key = try #require(DataKey(bytes: 0..<32))
    let (keyID, salt) = (Identifier(bytes: Array(repeating: 7, count: 16)), Array(repeating: UInt8(9), count: 16))
    #expect(SlotLabel.open(Array(box), key, keyID: keyID, place: 3, salt: salt) == "Miriam F\u{F8}ld")
    #expect(SlotLabel.open(Array(box), key, keyID: keyID, place: 4, salt: salt) == nil)
  }

  // MARK: Cost

  @Test func theCostHasBounds() {
    for exponent in [-1, 0, 9, 21, 24, 64, 300] { #expect(KeyCost(exponent: exponent) == nil) }
    for exponent in 10...20 { #expect(KeyCost(exponent: exponent)?.exponent == UInt8(exponent)) }
    #expect(KeyCost.usual.exponent == 17 && KeyCost.most.exponent == 18)
    #expect(KeyCost.usual.mebibytes == 128)
  }

  /// However long a try takes, as on a machine with other things to do, a passphrase costs no less.
  @Test func aMeasurementOnlyRaisesTheCost() throws {
    for (time, exponent) in [
      (Duration.seconds(3600), 17), (.milliseconds(300), 17), (.milliseconds(250), 17), (.milliseconds(249), 18),
      (.zero, 18),
    ] as [(Duration, UInt8)] {
      #expect(try KeyCost.measured { _ in time }.exponent == exponent)
    }
    var tried: [KeyCost] = []
    _ = try KeyCost.measured { cost throws(SealedError) in
      tried.append(cost)
      return .zero
    }
    #expect(tried == [.usual])
    #expect([17, 18].contains(try KeyCost.measured().exponent))
  }

  /// The most that is asked for can be done, and be read again.
  @Test func theHighestCostOpens() throws {
    let keyID = Identifier()
    let phrase = Array("four words and more".utf8)
    let slot = try KeySlot(dataKey, phrase: phrase, kind: .passphrase, cost: .most, keyID: keyID, place: 0)
    let whole = try KeySlot(bytes: slot.bytes[...])
    let read = try #require(whole)
    #expect(try read.open(phrase: phrase, keyID: keyID, place: 0)?.secret == dataKey.secret)
  }

  // MARK: Keys

  @Test func keysDifferByUseAndByFile() {
    let ids = [Identifier(), Identifier()]
    var keys: [SymmetricKey] = []
    for id in ids {
      for use in ["db/1", "wal/1", "walhdr/1", "hdr/1", "anchor/1", "inbox/1", "audit/1", "export/1"] {
        keys.append(dataKey.key(for: use, salt: id))
        #expect(keys.last == dataKey.key(for: use, salt: id))
      }
    }
    keys += [dataKey.secret, DataKey().key(for: "db/1", salt: ids[0])]
    let bytes = keys.map { $0.withUnsafeBytes { Array($0) } }
    #expect(Set(bytes).count == keys.count)
    #expect(bytes.allSatisfy { $0.count == 32 })
  }

  @Test func aDataKeyHas32Bytes() {
    for count in [0, 16, 31, 33, 64] { #expect(DataKey(bytes: Array(repeating: 1, count: count)) == nil) }
    #expect(DataKey(bytes: Array(repeating: 1, count: 32)) != nil)
    #expect(DataKey().secret != DataKey().secret)
  }

  @Test func anIdentifierIsWrittenAs32Digits() {
    #expect(Identifier(bytes: [0, 1, 0xAB] + Array(repeating: 0xF, count: 13)).description.hasPrefix("0001ab0f0f"))
    #expect(Set((0..<100).map { _ in Identifier() }).count == 100)
  }
}
