/// What somebody may have meant by a word that isn't there.
public enum Nearest {
  /// The choices within a third of the word's length in typing errors, or that begin with it; nearest first, three at most.
  public static func words(to word: String, among choices: some Sequence<String>) -> [String] {
    let typed = Array(word.unicodeScalars)
    guard !typed.isEmpty else { return [] }
    let allowed = max(1, typed.count / 3)
    let near = Set(choices).compactMap { choice -> (choice: String, distance: Int)? in
      let scalars = Array(choice.unicodeScalars)
      if typed.count >= 2, choice.hasPrefix(word) { return (choice, 1) }
      guard abs(scalars.count - typed.count) <= allowed else { return nil }
      let distance = distance(typed, scalars)
      return distance <= allowed ? (choice, distance) : nil
    }
    return near.sorted { ($0.distance, $0.choice) < ($1.distance, $1.choice) }.prefix(3).map(\.choice)
  }

  /// Insertions, deletions, exchanges and swaps of neighbours (optimal string alignment).
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [row] + [Int](repeating: 0, count: right.count)
      for column in 1...right.count {
        let isSame = left[row - 1] == right[column - 1]
        current[column] = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          current[column] = min(current[column], beforeLast[column - 2] + 1)
        }
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
