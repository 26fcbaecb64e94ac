// The standard library composes and decomposes for comparing strings, and shows it only so; nothing else that the core may
// use does it, and a table of our own would be another Unicode than the one by which strings are equal.
@_spi(_Unicode) import Swift

extension String {
  /// The text with each letter and its marks as one character where there is one (NFC).
  ///
  /// Compatibility ideographs stay: composing would change how a name is written.
  var composed: String {
    guard unicodeScalars.contains(where: \.isComposable) else { return self }
    var result = String.UnicodeScalarView()
    var run = String.UnicodeScalarView()
    func close() {
      for scalar in String(run)._nfc { result.append(scalar) }
      run.removeAll()
    }
    for scalar in unicodeScalars {
      if scalar.isCompatibilityIdeograph {
        close()
        result.append(scalar)
      } else {
        run.append(scalar)
      }
    }
    close()
    return String(result)
  }

  /// The text with each letter apart from its marks (NFD).
  var decomposed: String {
    var result = String.UnicodeScalarView()
    for scalar in _nfd { result.append(scalar) }
    return String(result)
  }
}

extension Unicode.Scalar {
  /// Whether it may become something else by composing: a mark, a part of a Korean syllable, a letter that is taken apart.
  fileprivate var isComposable: Bool {
    switch value {
    case 0..<0x300: false
    case 0x1100...0x11FF, 0x212A...0x212B, 0x2126, 0x1F00...0x1FFF, 0x340...0x341, 0x374, 0x37E, 0x387: true
    case 0x3400...0x9FFF, 0xAC00...0xD7A3: false
    default:
      switch properties.generalCategory {
      case .nonspacingMark, .spacingMark: true
      // Some letters are always written as letter and mark.
      case .otherLetter: (0x915...0xB5D).contains(value) || (0xF40...0xFB9).contains(value) || value >= 0xFB1D
      default: false
      }
    }
  }

  fileprivate var isCompatibilityIdeograph: Bool {
    (0xF900...0xFAFF).contains(value) || (0x2F800...0x2FA1F).contains(value)
  }
}
