import CoupletCore
import CoupletInterchange
import CoupletStore
import Foundation

/// A definition that the program brings along, with what is asked of it before its file is decoded.
///
/// `EmbedText` writes all of them, by the lines of their files, when the program is built.
struct BuiltInDefinition {
  let stored: StoredDefinition
  /// What an exercise is for; nil for everything else.
  let theme: Domain?
  /// An exercise's rows of the table of systems.
  let rows: [Int]

  init(
    _ kind: StoredDefinition.Kind, _ name: String, _ version: Int, _ text: String, theme: Domain? = nil,
    rows: [Int] = []
  ) {
    stored = StoredDefinition(kind: kind, name: name, version: version, text: text)
    self.theme = theme
    self.rows = rows
  }
}

/// The definitions at hand: the built-in ones, and over them the copies that the practice has used.
struct Definitions {
  private let stored: [StoredDefinition]
  private let ownFigures: [String: Reliability]

  /// The definitions of a practice, and the counselor's own figures; without a practice, the built-in ones alone.
  init(stored: [StoredDefinition] = [], ownFigures: [String: Reliability] = [:]) {
    self.stored = stored
    self.ownFigures = ownFigures
  }

  /// The definitions of a practice.
  init(of practice: Practice) throws(Problem) {
    var (stored, damaged) = try practice.definitionsApart()
    for definition in damaged {
      // A version has one text, so the built-in one says what its copy said.
      let builtIn = BuiltInDefinition.all.map(\.stored).first {
        $0.kind == definition.kind && $0.name == definition.name && $0.version == definition.version
      }
      guard let builtIn else { throw definition.problem }
      stored.append(builtIn)
    }
    self.init(stored: stored, ownFigures: try practice.ownFigures())
  }

  /// The definitions of some kinds that the practice has used: what its scores, pages and homework rest on.
  func used(_ kinds: Set<StoredDefinition.Kind>) throws(Problem) -> Library {
    try library(stored.filter { kinds.contains($0.kind) })
  }

  /// What a brief rests on, with every exercise of a theme.
  func forBrief(exercisesOn theme: Domain?) throws(Problem) -> Library {
    try library(stored.filter { $0.kind != .format } + exercises { $0.theme == theme })
  }

  /// Every definition of a kind there is, the practice's own copies before built-in ones of the same version.
  func all(_ kind: StoredDefinition.Kind) throws(Problem) -> Library {
    try library(stored.filter { $0.kind == kind } + builtIn { $0.stored.kind == kind })
  }

  /// Of each exercise the newest version, of a theme, of a row of the table of systems, or all.
  func exercises(on theme: Domain? = nil, row: Int? = nil) throws(Problem) -> [Exercise] {
    func fits(_ aim: Domain, _ rows: [Int]) -> Bool {
      (theme == nil || aim == theme) && (row.map(rows.contains) ?? true)
    }
    let mine = stored.filter { $0.kind == .exercise }
    let library = try library(mine + exercises { file in file.theme.map { fits($0, file.rows) } ?? false })
    return library.newestExercises.filter { fits($0.theme, $0.rows) }
  }

  /// The built-in exercises that fit, and those of which the practice has another version: the newest of the two counts.
  private func exercises(_ fits: (BuiltInDefinition) -> Bool) -> [StoredDefinition] {
    let used = Set(stored.filter { $0.kind == .exercise }.map(\.name))
    return builtIn { $0.stored.kind == .exercise && (fits($0) || used.contains($0.stored.name)) }
  }

  /// The built-in definitions that fit and that the practice has no copy of; only what is asked for is decoded.
  private func builtIn(_ fits: (BuiltInDefinition) -> Bool) -> [StoredDefinition] {
    BuiltInDefinition.all.filter { file in
      fits(file)
        && !stored.contains {
          $0.kind == file.stored.kind && $0.name == file.stored.name && $0.version == file.stored.version
        }
    }
    .map(\.stored)
  }

  /// The newest definition of a kind and name, with its words, for first use.
  ///
  /// - Throws: refused, with the nearest names, when there is none.
  func definition(_ kind: StoredDefinition.Kind, _ name: String) throws(Problem) -> (Definition, StoredDefinition) {
    let candidates = stored + BuiltInDefinition.all.map(\.stored)
    // The practice's own copy comes first among equals: it is what its figures rest on.
    let found = candidates.filter { $0.kind == kind && $0.name == name }.reversed().max { $0.version < $1.version }
    guard let found else {
      let near = Nearest.words(
        to: Folding.fold(name), among: candidates.filter { $0.kind == kind }.map { $0.name })
      throw Problem(
        .refused, "there is no \(kind.rawValue) '\(name.shownOnOneLine(limit: 60))'",
        hint: near.isEmpty ? "\(kind.list) shows them all" : "did you mean \(near[0])")
    }
    return (try Self.decode(found), found)
  }

  /// What a definition at hand says.
  ///
  /// - Throws: damaged: it was checked before it was copied into the practice.
  private static func decode(_ file: StoredDefinition) throws(Problem) -> Definition {
    if let definition = try? DefinitionFile.decode(file.text, name: file.name) { return definition }
    let builtIn = BuiltInDefinition.all.map(\.stored).first {
      $0.kind == file.kind && $0.name == file.name && $0.version == file.version
    }
    if let builtIn, let definition = try? DefinitionFile.decode(builtIn.text, name: builtIn.name) { return definition }
    throw Problem(
      .damaged, "file: a \(file.kind.rawValue) that the practice has used can't be read", hint: .readCheck)
  }

  private func library(_ files: [StoredDefinition]) throws(Problem) -> Library {
    var scales: [ScaleDefinition] = []
    var exercises: [Exercise] = []
    var ratings: RatingsDefinition?
    var formats: [NoteFormat] = []
    for file in files {
      switch try Self.decode(file) {
      case .scale(let scale): scales.append(try ownFigures[scale.id.description].map(scale.with) ?? scale)
      case .exercise(let exercise): exercises.append(exercise)
      case .ratings(let definition): ratings = definition
      case .format(let format): formats.append(format)
      }
    }
    return Library(scales: scales, exercises: exercises, ratings: ratings, formats: formats)
  }

  /// A definition file of the user's own, checked.
  ///
  /// - Throws: when it can't be read, is no UTF-8, breaks a rule, or says otherwise than a built-in one of its version.
  static func read(_ path: String) throws(Problem) -> (definition: Definition, stored: StoredDefinition) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem(.noInput, "file: \(path) can't be read")
    }
    let text = try TextReading.text(of: data, field: path)
    let definition = try DefinitionFile.decode(text, name: path)
    let stored =
      switch definition {
      case .scale(let scale):
        StoredDefinition(kind: .scale, name: scale.id.description, version: scale.version, text: text)
      case .exercise(let exercise):
        StoredDefinition(kind: .exercise, name: exercise.id.description, version: exercise.version, text: text)
      case .ratings(let ratings):
        StoredDefinition(kind: .ratings, name: ratings.id.description, version: ratings.version, text: text)
      case .format(let format):
        StoredDefinition(kind: .format, name: format.id.description, version: format.version, text: text)
      }
    let known = BuiltInDefinition.all.map(\.stored).first {
      $0.kind == stored.kind && $0.name == stored.name && $0.version == stored.version
    }
    if let known, known.text != text {
      throw Problem(
        .refused, "\(path): version \(stored.version) of \(stored.name) is built in with other content",
        hint: "a changed word makes a new version")
    }
    return (definition, stored)
  }
}

extension Invocation {
  /// The practice's definitions over the built-in ones.
  func definitions() throws(Problem) -> Definitions { try Definitions(of: try practice()) }

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

  /// The format of that name, with its words.
  func format(_ name: String) throws(Problem) -> (NoteFormat, StoredDefinition) {
    guard case (.format(let format), let stored) = try definitions().definition(.format, name) else {
      throw Problem(.damaged, "file: '\(name)' is stored as a format and is none")
    }
    return (format, stored)
  }
}

extension StoredDefinition.Kind {
  /// The command that lists what there is of a kind.
  fileprivate var list: String {
    switch self {
    case .scale, .exercise, .ratings: "couplet \(rawValue) list"
    case .format: "couplet note formats"
    }
  }
}
