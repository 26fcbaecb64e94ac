import Foundation
import Testing

@testable import SealedSQLite

/// The code for paper.
@Suite struct RecoveryCodeTests {
  private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  @Test func aCodeIsReadAsItIsWritten() throws {
    for _ in 0..<200 {
      let code = RecoveryCode()
      #expect(code.description.wholeMatch(of: /([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}/) != nil)
      #expect(RecoveryCode(typed: code.description) == code)
      #expect(code.phrase.count == 25 && String(decoding: code.phrase, as: UTF8.self) == plain(code))
    }
  }

  @Test func caseBlanksAndLettersLikeDigitsDoNotCount() throws {
    for _ in 0..<200 {
      let code = RecoveryCode()
      let text = plain(code)
      let ways = [
        text, text.lowercased(), " \(text)\n", text.map { "\($0) " }.joined(), text.map { "\($0)-" }.joined(),
        code.description.lowercased().replacing("0", with: "o").replacing("1", with: "l"),
        code.description.replacing("0", with: "O").replacing("1", with: "I"),
        code.description.replacing("1", with: "i").replacing("-", with: "\t"),
        code.description.replacing("1", with: "L").replacing("-", with: "\u{A0}"),
      ]
      for typed in ways { #expect(RecoveryCode(typed: typed) == code, "\(typed)") }
    }
  }

  @Test func anotherLengthOrCharacterIsRefused() {
    let text = plain(RecoveryCode())
    for typed in ["", "-", text + "0", String(text.dropLast()), text + text, String(text.dropFirst()) + "U"] {
      #expect(RecoveryCode(typed: typed) == nil)
    }
    for character in ["U", "u", "!", "ß", "é", "٣", "０", "_", "—", "\0"] {
      #expect(RecoveryCode(typed: character + text.dropFirst()) == nil, "\(character)")
    }
  }

  @Test func everySingleWrongDigitIsFound() {
    var missed = 0
    var tried = 0
    for _ in 0..<20 {
      let text = Array(plain(RecoveryCode()))
      for place in text.indices {
        for digit in Self.digits where digit != text[place] {
          var typed = text
          typed[place] = digit
          tried += 1
          if RecoveryCode(typed: String(typed)) != nil { missed += 1 }
        }
      }
    }
    #expect(tried == 20 * 25 * 31)
    #expect(missed == 0)
  }

  @Test func nineteenOfTwentyExchangesOfNeighboursAreFound() {
    var missed = 0
    var tried = 0
    for _ in 0..<400 {
      let text = Array(plain(RecoveryCode()))
      for place in text.indices.dropLast() where text[place] != text[place + 1] {
        var typed = text
        typed.swapAt(place, place + 1)
        tried += 1
        if RecoveryCode(typed: String(typed)) != nil { missed += 1 }
      }
    }
    // One in 31 of the random digits and 15 in 31 of the last pair slip through: 5.1 percent together, and the random
    // codes of a run stray from it by 0.2.
    #expect(tried > 9000)
    #expect(Double(missed) < Double(tried) * 0.07, "\(missed) of \(tried)")
  }

  @Test func codesDiffer() {
    #expect(Set((0..<500).map { _ in RecoveryCode().description }).count == 500)
  }

  /// The digits without hyphens.
  private func plain(_ code: RecoveryCode) -> String { code.description.replacing("-", with: "") }
}
