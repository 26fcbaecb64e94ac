extension String {
  /// The text with the signs that our pages draw with in ASCII, where that is asked for.
  func inSigns(ascii: Bool) -> String {
    guard ascii, !utf8.allSatisfy({ $0 < 0x80 }) else { return self }
    return reduce(into: "") { text, character in
      switch character {
      case "→": text += "->"
      case "–", "─", "·", "−": text += "-"
      case "±": text += "+/-"
      case "≥": text += ">="
      case "≤": text += "<="
      case "…": text += "~"
      default: text.append(character)
      }
    }
  }

  /// The text with rules of tables in ASCII, cell for cell.
  public var withPlainRules: String { replacing("─", with: "-") }
}
