import Foundation
import Testing

@testable import couplet

/// The house's import arrows, compared with every file's imports: SwiftPM lets transitive imports pass.
@Suite struct HouseTests {
  /// What each module may import, beside Swift itself.
  private static let arrows: [String: Set<String>] = [
    "CoupletCore": [],
    "CSQLite": [],
    "CSystemCall": [],
    "SealedSQLite": ["CSQLite", "CSystemCall", "Crypto", "CryptoExtras", "Foundation", "Synchronization"],
    "CoupletStore": ["CoupletCore", "SealedSQLite", "GRDB", "Crypto", "Foundation", "Synchronization"],
    "CoupletReports": ["CoupletCore", "Mustache"],
    "CoupletInterchange": ["CoupletCore", "Yams", "Foundation"],
    "couplet": [
      "CoupletCore", "CoupletStore", "CoupletReports", "CoupletInterchange", "ArgumentParser", "Subprocess",
      "Foundation",
    ],
    "EmbedText": ["Foundation"],
    "EmbedTextPlugin": ["Foundation", "PackagePlugin"],
  ]

  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  /// The imports of a source text.
  private static func imports(_ source: String) -> [String] {
    source.matches(
      of:
        #/(?m)^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal |fileprivate |private )?import (?:(?:struct|class|enum|protocol|func|var|let|typealias) )?(\w+)/#
    )
    .map { String($0.output.1) }
  }

  private static func violations(_ module: String, _ source: String) -> [String] {
    imports(source).filter { $0 != "Swift" && arrows[module]?.contains($0) != true }
  }

  @Test func noFileImportsAgainstTheArrows() throws {
    let sources = Self.root.appending(path: "Sources")
    var files = 0
    let rooms = try FileManager.default.contentsOfDirectory(atPath: sources.path).filter { $0 != "README.md" }
    for module in rooms.sorted() {
      let folder = sources.appending(path: module).path
      #expect(Self.arrows[module] != nil, "\(module) is no room of the house")
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".swift") {
        files += 1
        let source = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        #expect(Self.violations(module, source) == [], "\(module)/\(name)")
      }
    }
    #expect(files > 40)
  }

  @Test func aPlantedImportIsSeen() {
    for planted in [
      "import GRDB", "public import GRDB", "@_exported import GRDB", "  import struct GRDB.Row",
      "@testable import GRDB",
    ] {
      #expect(Self.violations("CoupletCore", "// text\n\(planted)\n") == ["GRDB"], "\(planted)")
    }
    #expect(Self.violations("CoupletCore", "import Foundation\n") == ["Foundation"])
    #expect(Self.violations("CoupletReports", "import CoupletStore\n") == ["CoupletStore"])
  }

  /// Texts in the modules beneath the program that read like a command and are none.
  private static let fields: Set = [
    // What a text is called where it is refused: the words of a look at an entry, and of a report on homework.
    "entry review", "homework log",
    // What the journal calls commands that take a record away.
    "jot drop", "session live", "client merge",
  ]

  /// The string literals of a source that name a command of the program or an option.
  private static func named(in source: String) -> [String] {
    let paths = CommandTree.leaves.map(\.path)
    let first = Set(paths.map { $0[0] })
    let groups = Set(paths.filter { $0.count > 1 }.map { $0.prefix(2).joined(separator: " ") })
    let code = source.split(separator: "\n").filter { !$0.contains(#/^\s*///#) }.joined(separator: "\n")
    return code.matches(of: #/"((?:[^"\\\n]|\\.)*)"/#).map { String($0.output.1) }.filter { text in
      guard !fields.contains(text) else { return false }
      let words = text.split(separator: " ").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ",;:.'")) }
      let pairs = zip(words, words.dropFirst())
      return text.contains(#/(?:^|[^\w-])--[a-z]/#) || pairs.contains { $0 == "couplet" && first.contains($1) }
        || pairs.contains { groups.contains("\($0) \($1)") }
    }
  }

  /// What commands and options are called is the program's own business: what is beneath it says `Advice`.
  @Test func noModuleBeneathTheProgramNamesACommandOrAnOption() throws {
    var literals = 0
    for module in ["CoupletCore", "CoupletStore", "CoupletReports", "CoupletInterchange"] {
      let folder = Self.root.appending(path: "Sources/\(module)").path
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".swift") {
        let source = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        literals += source.count { $0 == "\"" } / 2
        #expect(Self.named(in: source) == [], "\(module)/\(name)")
      }
    }
    #expect(literals > 2_000)
  }

  /// Messages are written out where they are printed, so no caller does it, and none can forget it.
  @Test func noMessageIsWrittenOutByItsCaller() throws {
    let own = #/(?:Problem\(|inform\(|tellCounselor\()[^\n]*\n?[^\n]*shown\(keepingLines/#
    for module in ["CoupletCore", "CoupletStore", "CoupletInterchange", "couplet"] {
      let folder = Self.root.appending(path: "Sources/\(module)").path
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".swift") {
        let source = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        let found = source.firstMatch(of: own).map { String($0.output) }
        #expect(found == nil || name == "Invocation+Output.swift", "\(module)/\(name): \(found ?? "")")
      }
    }
  }

  @Test func aNamedCommandIsSeen() {
    for text in [
      "couplet undo takes it back", "give --member twice", "couplet note edit n1", "look at note recover", "--json",
    ] {
      #expect(Self.named(in: "let hint = \"\(text)\"\n") == [text])
      #expect(Self.named(in: "  // \"\(text)\"\n") == [])
    }
    for text in ["was written by a newer couplet", "update couplet, then try again", "a--b", "entry review", "note"] {
      #expect(Self.named(in: "let hint = \"\(text)\"\n") == [])
    }
  }

  /// Each kind of record has a file of its own name in the core and in the reports.
  @Test func everyKindOfRecordHasARoomInTheReports() throws {
    let sources = Self.root.appending(path: "Sources")
    let core = sources.appending(path: "CoupletCore/Records").path
    var kinds: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: core) {
      let source = try String(contentsOfFile: "\(core)/\(name)", encoding: .utf8)
      kinds += source.matches(of: #/(?m)^public struct (\w+):[^{]*\bRecorded\b/#).map { String($0.output.1) }
    }
    #expect(kinds.count > 15)
    let rooms = try FileManager.default.contentsOfDirectory(
      atPath: sources.appending(path: "CoupletReports/Records").path)
    #expect(kinds.filter { !rooms.contains("\($0)Shown.swift") } == [])
  }

  /// Papers that send their reader nowhere are worse than none.
  @Test func everyLinkOfThePapersLeadsToAFile() throws {
    let files = FileManager.default
    var papers = ["README.md", "CONTRIBUTING.md", "Schemas/README.md", "seeds/README.md"]
    for folder in ["Sources", ".github", "Schemas/interchange"] {
      let inside = try files.subpathsOfDirectory(atPath: Self.root.appending(path: folder).path)
      papers += inside.filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
    }
    var links = 0
    for paper in papers {
      let url = Self.root.appending(path: paper)
      for link in try String(contentsOf: url, encoding: .utf8).matches(of: #/\]\(([^)#\s]+)[^)]*\)/#) {
        let target = String(link.output.1)
        guard !target.hasPrefix("http") else { continue }
        links += 1
        let place = url.deletingLastPathComponent().appending(path: target).standardized.path
        #expect(files.fileExists(atPath: place), "\(paper): \(target)")
      }
    }
    #expect(links > 40)
  }

  @Test func thePackageDeclaresTheSameArrows() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swift", "package", "--scratch-path", NSTemporaryDirectory() + "/couplet-dump", "dump-package",
    ]
    process.currentDirectoryURL = Self.root
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let package = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let targets = try #require(package["targets"] as? [[String: Any]])
    var checked = 0
    for target in targets {
      guard let name = target["name"] as? String, let arrows = Self.arrows[name], target["type"] as? String != "plugin"
      else { continue }
      let dependencies = (target["dependencies"] as? [[String: Any]] ?? []).compactMap { dependency in
        ((dependency["byName"] ?? dependency["product"] ?? dependency["target"]) as? [Any])?.first as? String
      }
      #expect(Set(dependencies).isSubset(of: arrows), "\(name)")
      checked += 1
    }
    #expect(checked >= 5)
  }
}
