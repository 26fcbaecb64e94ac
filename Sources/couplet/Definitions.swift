import CoupletCore
import CoupletInterchange
import CoupletStore

/// The definitions at hand: the built-in ones, and over them the copies that the practice has used.
struct Definitions {
  private let stored: [StoredDefinition]

  /// The definitions of a practice; without one, the built-in ones alone.
  init(stored: [StoredDefinition]) { self.stored = stored }

  /// Every definition that the practice has used: what its scores, pages and homework rest on.
  func used() throws(Problem) -> Library { try Self.library(stored.map { ($0.text, $0.name) }) }

  /// Every definition there is, the practice's own copies before built-in ones of the same version.
  func all() throws(Problem) -> Library {
    let known = Set(stored.map { "\($0.kind.rawValue)/\($0.name)" })
    let builtIn = Self.builtIn.filter { !known.contains("\($0.kind.rawValue)/\($0.name)") }
    return try Self.library((stored + builtIn).map { ($0.text, $0.name) })
  }

  /// The newest definition of a kind and name, with its words, for first use.
  ///
  /// - Throws: refused, with the nearest names, when there is none.
  func definition(_ kind: StoredDefinition.Kind, _ name: String) throws(Problem) -> (Definition, StoredDefinition) {
    let candidates = stored + Self.builtIn
    guard
      let found = candidates.filter({ $0.kind == kind && $0.name == name }).max(by: { $0.version < $1.version })
    else {
      let near = Nearest.words(
        to: Folding.fold(name), among: candidates.filter { $0.kind == kind }.map { $0.name })
      throw Problem(
        .refused, "there is no \(kind.rawValue) '\(name.shownOnOneLine(limit: 60))'",
        hint: near.isEmpty ? "couplet \(kind.rawValue) list shows them all" : "did you mean \(near[0])")
    }
    let definition = try DefinitionFile.decode(found.text, name: found.name)
    return (definition, Self.versioned(found, definition))
  }

  private static func library(_ texts: [(text: String, name: String)]) throws(Problem) -> Library {
    var scales: [ScaleDefinition] = []
    var exercises: [Exercise] = []
    var ratings: RatingsDefinition?
    for (text, name) in texts {
      switch try DefinitionFile.decode(text, name: name) {
      case .scale(let scale): scales.append(scale)
      case .exercise(let exercise): exercises.append(exercise)
      case .ratings(let definition): ratings = definition
      }
    }
    return Library(scales: scales, exercises: exercises, ratings: ratings)
  }

  /// The built-in files; their versions are read only where one is used.
  private static let builtIn: [StoredDefinition] = EmbeddedText.files.compactMap { file in
    let parts = file.name.split(separator: "/")
    guard parts.count == 2, file.name.hasSuffix(".yaml") else { return nil }
    let name = String(parts[1].dropLast(".yaml".count))
    let kind: StoredDefinition.Kind =
      parts[0] == "exercises" ? .exercise : name == "practice-ratings" ? .ratings : .scale
    return StoredDefinition(kind: kind, name: name, version: 0, text: file.text)
  }

  private static func versioned(_ stored: StoredDefinition, _ definition: Definition) -> StoredDefinition {
    let version =
      switch definition {
      case .scale(let scale): scale.version
      case .exercise(let exercise): exercise.version
      case .ratings(let ratings): ratings.version
      }
    return StoredDefinition(kind: stored.kind, name: stored.name, version: version, text: stored.text)
  }
}

extension Invocation {
  /// The practice's definitions over the built-in ones.
  func definitions() throws(Problem) -> Definitions { Definitions(stored: try practice().definitions()) }

  /// The scale of that name, with its words.
  func scale(_ name: String) throws(Problem) -> (ScaleDefinition, StoredDefinition) {
    guard case (.scale(let scale), let stored) = try definitions().definition(.scale, name) else {
      throw Problem(.damaged, "file: '\(name)' is stored as a scale and is none")
    }
    return (scale, stored)
  }

  /// The exercise of that name, with its words.
  func exercise(_ name: String) throws(Problem) -> (Exercise, StoredDefinition) {
    guard case (.exercise(let exercise), let stored) = try definitions().definition(.exercise, name) else {
      throw Problem(.damaged, "file: '\(name)' is stored as an exercise and is none")
    }
    return (exercise, stored)
  }

  /// The practice ratings, with their words.
  func ratings() throws(Problem) -> (RatingsDefinition, StoredDefinition) {
    guard case (.ratings(let ratings), let stored) = try definitions().definition(.ratings, "practice-ratings") else {
      throw Problem(.damaged, "file: the practice ratings are stored as something else")
    }
    return (ratings, stored)
  }
}
