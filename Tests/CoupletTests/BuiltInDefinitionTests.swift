import CoupletCore
import CoupletInterchange
import CoupletStore
import Foundation
import Testing

@testable import couplet

/// The table of built-in definitions, which the build reads from their lines.
@Suite struct BuiltInDefinitionTests {
  /// What the full parser says of a file, in the words of the table.
  private func parsed(_ file: BuiltInDefinition) throws -> BuiltInDefinition {
    let text = file.stored.text
    return switch try DefinitionFile.decode(text, name: file.stored.name) {
    case .scale(let scale): BuiltInDefinition(.scale, scale.id.description, scale.version, text)
    case .ratings(let ratings): BuiltInDefinition(.ratings, ratings.id.description, ratings.version, text)
    case .format(let format): BuiltInDefinition(.format, format.id.description, format.version, text)
    case .exercise(let exercise):
      BuiltInDefinition(
        .exercise, exercise.id.description, exercise.version, text, theme: exercise.theme, rows: exercise.rows)
    }
  }

  @Test func theTableIsWhatTheParserReads() throws {
    for file in BuiltInDefinition.all {
      let parsed = try parsed(file)
      #expect(parsed.stored == file.stored && parsed.theme == file.theme && parsed.rows == file.rows)
    }
    // Every file of the folders is in it, with its own text.
    let files = EmbeddedText.files.filter { $0.name.hasSuffix(".yaml") && $0.name.contains("/") }
    #expect(files.count > 100 && files.map(\.text) == BuiltInDefinition.all.map(\.stored.text))
  }

  /// Exercises are narrowed by the table before they are decoded, and it has to come out as if all were.
  @Test func narrowedByTheTableOrAfterDecodingIsTheSame() throws {
    let all = try Definitions().exercises()
    #expect(all.count > 60)
    for row in CareSystem.rows {
      #expect(try Definitions().exercises(row: row).map(\.id) == all.filter { $0.rows.contains(row) }.map(\.id))
    }
    for theme in Domain.allCases {
      let themed = all.filter { $0.theme == theme }.map(\.id)
      #expect(try Definitions().exercises(on: theme).map(\.id) == themed)
      #expect(try Definitions().forBrief(exercisesOn: theme).exercises.map(\.id) == themed)
    }
    #expect(try Definitions().forBrief(exercisesOn: nil).exercises.isEmpty)
  }

  /// A version that the practice has may be for something else than the built-in one, older or newer.
  @Test(arguments: [1, 3])
  func ofTwoVersionsTheNewerSaysWhatItIsFor(own: Int) throws {
    let builtIn = try #require(BuiltInDefinition.all.first { $0.stored.name == "small-promise" })
    #expect(builtIn.stored.version == 2 && builtIn.theme == .trust)
    let isOlder = own < 2
    let text = builtIn.stored.text.replacing("version: 2", with: "version: \(own)")
      .replacing("theme: trust", with: "theme: intimacy")
    let definitions = Definitions(
      stored: [StoredDefinition(kind: .exercise, name: "small-promise", version: own, text: text)])
    for domain in [Domain.trust, .intimacy] {
      let isThere = domain == (isOlder ? .trust : .intimacy)
      let found = try definitions.exercises(on: domain).contains { $0.id.description == "small-promise" }
      #expect(found == isThere, "\(domain)")
      let newest = try definitions.forBrief(exercisesOn: domain).newestExercises
      #expect(newest.contains { $0.id.description == "small-promise" && $0.theme == domain } == isThere, "\(domain)")
    }
  }

  private static let exercise = "kind: exercise\nid: own\nversion: 1\ntheme: trust\nrows: [1, 2]\n"

  /// The build's tool on a folder with one definition: its exit code, what it says, and what it writes.
  private func embed(_ text: String) throws -> (status: Int32, errors: String, source: String?) {
    let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "couplet-embed-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = folder.appending(path: "exercises")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    try text.write(to: files.appending(path: "own.yaml"), atomically: true, encoding: .utf8)
    let output = folder.appending(path: "Out.swift")
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "EmbedText")
    process.arguments = [output.path, folder.path, "exercises/own.yaml"]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let errors = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: errors, as: UTF8.self).replacing(folder.path, with: "FOLDER"),
      try? String(contentsOf: output, encoding: .utf8)
    )
  }

  @Test func theBuildWritesARow() throws {
    let made = try embed(Self.exercise)
    #expect(made.status == 0 && made.errors.isEmpty)
    let row = #"BuiltInDefinition(.exercise, "own", 1, EmbeddedText.files[0].text, theme: .trust, rows: [1, 2]),"#
    #expect(made.source?.contains(row) == true)
  }

  /// A line that is taken away, or says what it may not, ends the build with the file's name.
  @Test(arguments: [
    ("kind: exercise", "", "kind: WORD"), ("kind: exercise", "kind: 'exercise'", "kind: WORD"),
    ("id: own", "", "id: own"), ("id: own", "id: other", "id: own"),
    ("version: 1", "", "version: NUMBER"), ("version: 1", "version: one", "version: NUMBER"),
    ("version: 1", "  version: 1", "version: NUMBER"), ("theme: trust", "", "theme: WORD"),
    ("theme: trust", "theme: trust # first", "theme: WORD"), ("rows: [1, 2]", "", "rows: [NUMBER, …]"),
    ("rows: [1, 2]", "rows: 1", "rows: [NUMBER, …]"), ("rows: [1, 2]", "rows: [1, b]", "rows: [NUMBER, …]"),
  ])
  func theBuildFailsWithTheNameOfTheFile(line: String, instead: String, expected: String) throws {
    let made = try embed(Self.exercise.replacing(line + "\n", with: instead + "\n"))
    #expect(made.status == 1 && made.source == nil)
    #expect(made.errors == "error: FOLDER/exercises/own.yaml: has no line '\(expected)'\n")
  }
}
