import Crypto
import Foundation
import Testing

@testable import SealedSQLite

/// Texts that are sealed to a file's public key while it is open.
@Suite struct SealedDraftTests {
  private let dataKey = DataKey()
  private let text = Array("tamarind \u{0}\nand more".utf8)

  @Test func opensWithTheKeyOfItsFileAndOfItsCopies() throws {
    let header = try SealedHeader(dataKey)
    let draft = try SealedDraft.seal(text, header: header, dataKey: dataKey)
    #expect(Data(draft).range(of: Data("tamarind".utf8)) == nil)
    #expect(try SealedDraft.open(draft, header: header, dataKey: dataKey) == text)
    #expect(try SealedDraft.open(draft, header: header.forCopy(), dataKey: dataKey) == text)
    #expect(try SealedDraft.seal(text, header: header, dataKey: dataKey) != draft)
  }

  @Test func opensWithNothingElse() throws {
    let header = try SealedHeader(dataKey)
    let draft = try SealedDraft.seal(text, header: header, dataKey: dataKey)
    let other = DataKey()
    let otherHeader = try SealedHeader(other)
    #expect(try SealedDraft.open(draft, header: otherHeader, dataKey: other) == nil)
    #expect(throws: SealedError.unproven) { try SealedDraft.open(draft, header: header, dataKey: other) }
    #expect(throws: SealedError.unproven) { try SealedDraft.seal(text, header: header, dataKey: other) }
    for place in [0, 31, 32, draft.count - 1] {
      var damaged = draft
      damaged[place] ^= 1
      #expect(try SealedDraft.open(damaged, header: header, dataKey: dataKey) == nil, "\(place)")
    }
    for length in [0, 10, 32, 40] {
      #expect(try SealedDraft.open(Array(draft.prefix(length)), header: header, dataKey: dataKey) == nil)
    }
  }

  @Test func isNoLineOfTheInbox() throws {
    let header = try SealedHeader(dataKey)
    let line = try SealedMessage.seal(text, info: "inbox/1", to: header.inboxPublicKey, keyID: header.keyID)
    #expect(try SealedDraft.open(line, header: header, dataKey: dataKey) == nil)
  }
}
