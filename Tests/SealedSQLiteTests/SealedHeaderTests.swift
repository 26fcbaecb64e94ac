import Crypto
import Foundation
import SeededNumbers
import Testing

@testable import SealedSQLite

/// The two header slots.
@Suite struct SealedHeaderTests {
  private let phrase = Array("correct horse".utf8)

  /// The least work, for tests.
  private func cost() throws -> KeyCost { try #require(KeyCost(exponent: 10)) }

  /// Gives the file a passphrase.
  private func setPassphrase(_ phrase: [UInt8], of scratch: Scratch) throws {
    var header = try SealedHeader.read(at: scratch.path)
    try header.setPassphrase(phrase, for: scratch.dataKey, cost: cost())
    try header.update(at: scratch.path, dataKey: scratch.dataKey)
  }

  /// Makes a changed slot whole again, as a program of another version would write it.
  private func sum(_ slot: [UInt8], _ keys: FileKeys) -> [UInt8] {
    let body = slot[..<4032] + Array(SHA256.hash(data: slot[..<4032]))
    return body + Array(HMAC<SHA256>.authenticationCode(for: body, using: keys.header))
  }

  @Test(arguments: [0, 15, 17, 40, 70, 120, 200, 256, 300, 1279, 1280, 3000, 4031, 4032, 4063])
  func eitherSlotMayBeDamaged(_ place: Int) throws {
    let scratch = try Scratch()
    try setPassphrase(phrase, of: scratch)
    let before = try contents(scratch.path)
    for slot in 0..<2 {
      try replace(scratch.path, with: before)
      try flip(scratch.path, at: slot * Layout.slot + place)
      #expect(try SealedHeader.wholeSlots(at: scratch.path, keys: scratch.keys) == [slot == 1, slot == 0])
      let header = try SealedHeader.read(at: scratch.path)
      #expect(header.generation == 2 && header.fileID == scratch.header.fileID)
      #expect(try scratch.open().run("PRAGMA integrity_check") == [["ok"]])
      try header.update(at: scratch.path, dataKey: scratch.dataKey)
      #expect(try SealedHeader.wholeSlots(at: scratch.path, keys: scratch.keys) == [true, true])
    }
    try flip(scratch.path, at: place)
    try flip(scratch.path, at: Layout.slot + place)
    let wanted: SealedError = place < 16 ? .notSealed : .headerDamaged
    #expect(throws: wanted) { try SealedHeader.read(at: scratch.path) }
    #expect(throws: Connection.Failure.self) { try scratch.open() }
    #expect(scratch.vfs.takeRefusal() == wanted)
  }

  @Test func oneSlotWithoutMagicAndOneTornIsDamage() throws {
    let scratch = try Scratch()
    for (first, second) in [(0, 100), (100, 0)] {
      let before = try contents(scratch.path)
      try flip(scratch.path, at: first)
      try flip(scratch.path, at: Layout.slot + second)
      #expect(throws: SealedError.headerDamaged) { try SealedHeader.read(at: scratch.path) }
      try replace(scratch.path, with: before)
    }
  }

  @Test func eitherProofMayBeDamaged() throws {
    let scratch = try Scratch()
    try setPassphrase(phrase, of: scratch)
    let before = try contents(scratch.path)
    for slot in 0..<2 {
      for place in [4064, 4080, 4095] {
        try flip(scratch.path, at: slot * Layout.slot + place)
        #expect(try SealedHeader.prove(scratch.dataKey, at: scratch.path).fileID == scratch.header.fileID)
        #expect(try scratch.open().run("PRAGMA integrity_check") == [["ok"]])
        try SealedHeader.read(at: scratch.path).update(at: scratch.path, dataKey: scratch.dataKey)
        let after = try contents(scratch.path)
        #expect(after[..<Layout.slot].elementsEqual(after[Layout.slot..<Layout.header]))
        #expect(SealedHeader.isProven(after[..<Layout.slot], scratch.keys))
        try replace(scratch.path, with: before)
      }
    }
  }

  @Test func aProofThatDoesNotHoldIsAnotherKey() throws {
    let scratch = try Scratch()
    for slot in 0..<2 { try flip(scratch.path, at: slot * Layout.slot + 4070) }
    #expect(throws: SealedError.unproven) { try SealedHeader.prove(scratch.dataKey, at: scratch.path) }
    #expect(throws: Connection.Failure.self) { try scratch.open() }
    #expect(scratch.vfs.takeRefusal() == .unproven)
  }

  @Test(arguments: [[], Array("SQLite format 3".utf8), Array(repeating: UInt8(0), count: 20_000)])
  func otherFilesAreNotSealed(_ bytes: [UInt8]) throws {
    let scratch = try Scratch()
    let path = scratch.folder + "/other"
    try replace(path, with: bytes)
    #expect(throws: SealedError.notSealed) { try SealedHeader.read(at: path) }
    #expect(throws: SealedError.notSealed) { try SealedHeader.prove(scratch.dataKey, at: path) }
  }

  @Test func aMissingFileAndALinkAreErrorsOfTheSystem() throws {
    let scratch = try Scratch()
    let link = scratch.folder + "/link"
    #expect(throws: SealedError.system(call: "open", code: ENOENT)) { try SealedHeader.read(at: link) }
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: scratch.path)
    #expect(throws: SealedError.system(call: "open", code: ELOOP)) { try SealedHeader.read(at: link) }
  }

  @Test(arguments: [(19, 2), (18, 1), (23, 1), (20, 1), (24, 40), (25, 2)] as [(Int, UInt8)])
  func aNewerFormatIsRefused(_ place: Int, _ value: UInt8) throws {
    let scratch = try Scratch()
    var slot = scratch.header.bytes(keys: scratch.keys)
    slot[place] = value
    slot = sum(slot, scratch.keys)
    #expect(throws: SealedError.newerFormat) { try SealedHeader(slot: slot[...]) }
    try edit(scratch.path) { $0.replaceSubrange(..<Layout.header, with: slot + slot) }
    #expect(throws: SealedError.newerFormat) { try SealedHeader.read(at: scratch.path) }
    #expect(throws: Connection.Failure.self) { try scratch.open() }
    #expect(scratch.vfs.takeRefusal() == .newerFormat)
  }

  @Test func aLaterFormatThatThisReaderKnowsEnoughForIsRead() throws {
    let scratch = try Scratch()
    var slot = scratch.header.bytes(keys: scratch.keys)
    slot[17] = 9
    #expect(try SealedHeader(slot: sum(slot, scratch.keys)[...]).fileID == scratch.header.fileID)
  }

  /// Headers that anybody could write, without the key: what is done for one phrase stays in bounds, whatever stands there.
  @Test func noHeaderAsksForMoreWorkThanAFewTries() throws {
    let scratch = try Scratch()
    var random = SeededNumbers(state: 20_261_201)
    var (read, refused) = (0, 0)
    for _ in 0..<3000 {
      var slot = scratch.header.bytes(keys: scratch.keys)
      for place in 0..<8 where Bool.random(using: &random) {
        let start = 256 + place * KeySlot.length
        for byte in start..<start + KeySlot.length { slot[byte] = .random(in: 0...255, using: &random) }
        slot[start] = .random(in: 0...4, using: &random)
        slot[start + 1] = [9, 10, 17, 18, 20, 21, 24, 255].randomElement(using: &random)!
        slot[start + 2] = [8, 8, 8, 1].randomElement(using: &random)!
        slot[start + 3] = 1
      }
      do throws(SealedError) {
        let header = try SealedHeader(slot: sum(slot, scratch.keys)[...])
        read += 1
        #expect(header.passphraseCosts.count <= 2 && header.passphraseCosts.allSatisfy { $0.exponent <= 20 })
      } catch {
        refused += 1
        #expect(error == .tooMuchWork)
      }
    }
    #expect(read > 100 && refused > 100)
  }

  // MARK: Updates

  @Test func anUpdateCountsTheGenerationAndKeepsTheRest() throws {
    let scratch = try Scratch()
    try scratch.open().fill(10)
    let pages = try contents(scratch.path)[Layout.header...]
    for generation in 1...5 as ClosedRange<UInt64> {
      let header = try SealedHeader.read(at: scratch.path)
      #expect(header.generation == generation)
      try header.update(at: scratch.path, dataKey: scratch.dataKey)
      let bytes = try contents(scratch.path)
      #expect(bytes[..<Layout.slot].elementsEqual(bytes[Layout.slot..<Layout.header]))
      #expect(bytes[Layout.header...] == pages)
    }
    #expect(try scratch.open().digest().first == "10")
  }

  @Test func anUpdateUnderAnotherKeyOrOfAnotherFileIsRefused() throws {
    let scratch = try Scratch()
    let before = try contents(scratch.path)
    #expect(throws: SealedError.unproven) { try scratch.header.update(at: scratch.path, dataKey: DataKey()) }
    #expect(throws: SealedError.unproven) {
      try scratch.header.forCopy().update(at: scratch.path, dataKey: scratch.dataKey)
    }
    #expect(try contents(scratch.path) == before)
  }

  @Test func aTornUpdateLeavesOneSlotWholeAtEachMoment() throws {
    let scratch = try Scratch()
    try setPassphrase(phrase, of: scratch)
    let before = try contents(scratch.path)
    let other = Array("battery staple".utf8)
    try setPassphrase(other, of: scratch)
    let after = try contents(scratch.path)
    // The second slot goes first when both are alike, then the first one; torn after any sector, or with zeros behind.
    for (slot, rest) in [(1, before), (0, Array(before[..<Layout.slot]) + after[Layout.slot...])] {
      for written in stride(from: 0, through: Layout.slot, by: 512) {
        for zeros in [false, true] {
          var bytes = rest
          let start = slot * Layout.slot
          bytes.replaceSubrange(start..<start + written, with: after[start..<start + written])
          if zeros, written < Layout.slot {
            bytes.replaceSubrange(
              start + written..<start + Layout.slot, with: Array(repeating: 0, count: Layout.slot - written))
          }
          try replace(scratch.path, with: bytes)
          let header = try SealedHeader.read(at: scratch.path)
          #expect(try SealedHeader.prove(scratch.dataKey, at: scratch.path).fileID == scratch.header.fileID)
          #expect([2, 3].contains(header.generation))
          #expect(slot == 1 || header.generation == 3)
          #expect(slot == 0 || written == Layout.slot || header.generation == 2)
        }
      }
    }
  }

  @Test func anUpdateMendsWhatATornOneLeft() throws {
    let scratch = try Scratch()
    let old = try contents(scratch.path)
    try setPassphrase(phrase, of: scratch)
    let new = try contents(scratch.path)
    for slot in 0..<2 {
      var bytes = new
      let range = slot * Layout.slot..<(slot + 1) * Layout.slot
      bytes.replaceSubrange(range, with: old[range])
      try replace(scratch.path, with: bytes)
      let header = try SealedHeader.read(at: scratch.path)
      #expect(header.generation == 2)
      try header.update(at: scratch.path, dataKey: scratch.dataKey)
      #expect(try SealedHeader.read(at: scratch.path).generation == 3)
      #expect(try SealedHeader.wholeSlots(at: scratch.path, keys: scratch.keys) == [true, true])
      _ = try SealedHeader.read(at: scratch.path).unlock(passphrase: phrase)
    }
  }

  @Test func aChangedPassphraseIsDroppedFromBothSlots() throws {
    let scratch = try Scratch()
    try setPassphrase(phrase, of: scratch)
    let old = try contents(scratch.path)
    try setPassphrase(Array("battery staple".utf8), of: scratch)
    let new = try contents(scratch.path)
    let wrapped = Data(old[256 + 4..<256 + 80])
    #expect(Data(old[..<Layout.header]).range(of: wrapped) != nil)
    #expect(Data(new).range(of: wrapped) == nil)
    for slot in 0..<2 {
      let header = try SealedHeader(slot: new[slot * Layout.slot..<(slot + 1) * Layout.slot])
      #expect(throws: SealedError.wrongKey) { try header.unlock(passphrase: phrase) }
      let dataKey = try header.unlock(passphrase: Array("battery staple".utf8))
      #expect(dataKey.secret == scratch.dataKey.secret)
    }
  }

  // MARK: The inbox's key

  @Test func theInboxKeyBelongsToTheDataKey() throws {
    let scratch = try Scratch()
    let header = try SealedHeader.read(at: scratch.path)
    let key = try header.inboxKey(scratch.dataKey)
    #expect(key.publicKey.rawRepresentation == header.inboxPublicKey.rawRepresentation)
    #expect(throws: SealedError.unproven) { try header.inboxKey(DataKey()) }
    #expect(try header.forCopy().inboxKey(scratch.dataKey).rawRepresentation == key.rawRepresentation)
  }
}
