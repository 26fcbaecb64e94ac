import Crypto
import Foundation
import Testing

@testable import SealedSQLite

/// Sealing and opening single pages and frame headers.
@Suite struct PageCipherTests {
  private let keys = FileKeys(DataKey(), fileID: Identifier())

  /// A page with random content and free reserved bytes.
  private func page() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    let content = (0..<Layout.content).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    return content + Array(repeating: 0, count: Layout.reserve)
  }

  private func seal(_ page: [UInt8], _ key: SymmetricKey, _ additional: [UInt8]) throws -> [UInt8] {
    var sealed = [UInt8](repeating: 0xAA, count: Layout.page)
    try #require(PageCipher.seal(page, into: &sealed, key: key, additional: additional))
    return sealed
  }

  private func open(_ sealed: [UInt8], _ key: SymmetricKey, _ additional: [UInt8]) -> [UInt8]? {
    var clear = [UInt8](repeating: 0xAA, count: Layout.page)
    return PageCipher.open(sealed, into: &clear, key: key, additional: additional) ? clear : nil
  }

  @Test func sealingAndOpeningGiveTheSame() throws {
    for number in [1, 2, 255, 256, 65536, Layout.lockBytePage, .max] as [UInt32] {
      let page = page()
      let additional = PageCipher.additional(page: number)
      let sealed = try seal(page, keys.database, additional)
      #expect(open(sealed, keys.database, additional) == page)
      #expect(sealed[4092...].allSatisfy { $0 == 0 })
    }
    for page in [[UInt8](repeating: 0, count: Layout.page), page()] {
      let additional = PageCipher.additional(page: 7, salts: 99, frame: 3)
      #expect(open(try seal(page, keys.log, additional), keys.log, additional) == page)
    }
  }

  @Test func theSamePageIsSealedToOtherBytesEachTime() throws {
    let page = page()
    let sealed = try (0..<50).map { _ in try seal(page, keys.database, PageCipher.additional(page: 1)) }
    #expect(Set(sealed.map { Array($0[4064..<4076]) }).count == 50)
    #expect(Set(sealed.map { Array($0[..<64]) }).count == 50)
  }

  @Test func anyFlippedBitOfASealedPageFails() throws {
    let additional = PageCipher.additional(page: 3)
    var sealed = try seal(page(), keys.database, additional)
    var opened = 0
    for bit in 0..<Layout.page * 8 {
      sealed[bit / 8] ^= 1 << UInt8(bit % 8)
      if open(sealed, keys.database, additional) != nil { opened += 1 }
      sealed[bit / 8] ^= 1 << UInt8(bit % 8)
    }
    #expect(opened == 0)
    #expect(open(sealed, keys.database, additional) != nil)
  }

  @Test func aPageIsBoundToItsNumberItsFileAndItsUse() throws {
    let sealed = try seal(page(), keys.database, PageCipher.additional(page: 3))
    #expect(open(sealed, keys.database, PageCipher.additional(page: 3)) != nil)
    for number in [0, 1, 2, 4, 3 << 8, 3 << 24] as [UInt32] {
      #expect(open(sealed, keys.database, PageCipher.additional(page: number)) == nil)
    }
    #expect(open(sealed, keys.log, PageCipher.additional(page: 3)) == nil)
    #expect(open(sealed, FileKeys(DataKey(), fileID: keys.fileID).database, PageCipher.additional(page: 3)) == nil)
    #expect(open(sealed, keys.database, PageCipher.additional(page: 3, salts: 0, frame: 0)) == nil)
  }

  @Test func aPageOfACopyUnderTheSameKeyIsRefused() throws {
    let dataKey = DataKey()
    let (one, other) = (FileKeys(dataKey, fileID: Identifier()), FileKeys(dataKey, fileID: Identifier()))
    let sealed = try seal(page(), one.database, PageCipher.additional(page: 3))
    #expect(open(sealed, other.database, PageCipher.additional(page: 3)) == nil)
  }

  @Test func aFrameIsBoundToItsPlaceItsPageAndItsLog() throws {
    let sealed = try seal(page(), keys.log, PageCipher.additional(page: 3, salts: 77, frame: 5))
    #expect(open(sealed, keys.log, PageCipher.additional(page: 3, salts: 77, frame: 5)) != nil)
    #expect(open(sealed, keys.log, PageCipher.additional(page: 4, salts: 77, frame: 5)) == nil)
    #expect(open(sealed, keys.log, PageCipher.additional(page: 3, salts: 78, frame: 5)) == nil)
    #expect(open(sealed, keys.log, PageCipher.additional(page: 3, salts: 77, frame: 6)) == nil)
    #expect(open(sealed, keys.database, PageCipher.additional(page: 3, salts: 77, frame: 5)) == nil)
  }

  @Test func zerosAreNoPage() {
    let zeros = [UInt8](repeating: 0, count: Layout.page)
    #expect(open(zeros, keys.database, PageCipher.additional(page: 1)) == nil)
    #expect(open(zeros, keys.log, PageCipher.additional(page: 0, salts: 0, frame: 0)) == nil)
  }

  // MARK: Frame headers

  @Test func theMaskComesOffAgain() {
    for _ in 0..<100 {
      let header = Array(page()[..<24])
      var masked = header
      #expect(PageCipher.mask(&masked, key: keys.frameMask))
      #expect(masked != header)
      #expect(PageCipher.unmask(&masked, key: keys.frameMask))
      #expect(masked == header)
    }
  }

  @Test func anyFlippedBitOfAMaskedHeaderChangesItsSums() {
    let header = Array(page()[..<24])
    var masked = header
    #expect(PageCipher.mask(&masked, key: keys.frameMask))
    for bit in 0..<24 * 8 {
      var flipped = masked
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(PageCipher.unmask(&flipped, key: keys.frameMask))
      #expect(flipped[16...] != header[16...])
    }
  }

  @Test func headersThatDifferInTheirSumsHaveNothingInCommon() {
    var masks: [[UInt8]] = []
    for sum in 0..<64 as Range<UInt8> {
      var header = [UInt8](repeating: 0, count: 23) + [sum]
      #expect(PageCipher.mask(&header, key: keys.frameMask))
      masks.append(header)
    }
    for range in [0..<8, 8..<16, 16..<24] { #expect(Set(masks.map { Array($0[range]) }).count == 64) }
  }
}
