public import CoupletCore

/// What a definition file defines.
public enum Definition: Hashable, Sendable {
  /// A measure.
  case scale(ScaleDefinition)
  /// A homework template.
  case exercise(Exercise)
  /// The practice ratings.
  case ratings(RatingsDefinition)
  /// A note's format.
  case format(NoteFormat)
}

/// Reads definitions as people write them in YAML, by the rules of `Schemas/interchange` and of the core.
public enum DefinitionFile {
  /// The word after `kind`.
  enum Kind: String, CaseIterable {
    case scale, exercise, ratings, format
  }

  /// Versions at most, as in the JSON Schemas.
  static let versions = 1...1_000_000

  /// The definition that a file's text holds.
  ///
  /// - Parameter name: the file's name, as errors print it.
  /// - Throws: bad data, `FILE:LINE: FIELD: RULE`.
  public static func decode(_ text: String, name: String) throws(Problem) -> Definition {
    let file = try YAMLFile.read(text, file: name)
    switch try file.required("kind").choice(Kind.self) {
    case .scale: return .scale(try ScaleFile.decode(file))
    case .exercise: return .exercise(try ExerciseFile.decode(file))
    case .ratings: return .ratings(try RatingsFile.decode(file))
    case .format: return .format(try FormatFile.decode(file))
    }
  }
}
