import Foundation

/// One passphrase, in the forms that its bytes may have had when a file was sealed with it.
///
/// The same words come composed or not, as the keyboard or the system has it that they are typed on; and earlier versions
/// took what another system puts around the text of a file for a part of it.
struct Passphrase: Sendable {
  /// The form in which it is set: composed, where it is text.
  let bytes: [UInt8]
  /// All forms in which it is tried, the likely ones first.
  let forms: [[UInt8]]

  init(_ given: [UInt8]) {
    var forms = [given]
    // Most are ASCII, which has one form; what is no text has none but its own.
    if given.contains(where: { $0 >= 0x80 }), let text = String(validating: given, as: UTF8.self) {
      forms.insert(
        contentsOf: [
          Array(text.precomposedStringWithCanonicalMapping.utf8), Array(text.decomposedStringWithCanonicalMapping.utf8),
        ], at: 0)
    }
    bytes = forms[0]
    let (mark, end) = ([0xEF, 0xBB, 0xBF] as [UInt8], UInt8(ascii: "\r"))
    forms += [given + [end], mark + given, mark + given + [end]]
    self.forms = forms.enumerated().filter { place, form in !forms[..<place].contains(form) }.map(\.element)
  }
}
