/// What stands out on a terminal that shows color; the words say the same without it.
enum Emphasis {
  /// Bold type, or nothing where it isn't wanted.
  static func strong(if isWanted: Bool) -> @Sendable (String) -> String {
    { isWanted ? "\u{1B}[1m\($0)\u{1B}[0m" : $0 }
  }
}
