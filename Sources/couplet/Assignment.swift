import ArgumentParser

/// `NAME=VALUE` as it was typed, split at the first equals sign.
struct Assignment: ExpressibleByArgument {
  /// All of it, for messages.
  let text: String
  /// What stands before the sign; all of it where there is none.
  let name: String
  /// What stands behind the sign, nil where there is none.
  let value: String?

  init(_ text: String) {
    self.text = text
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    name = parts[0]
    value = parts.count == 2 ? parts[1] : nil
  }

  init(argument: String) { self.init(argument) }
}
