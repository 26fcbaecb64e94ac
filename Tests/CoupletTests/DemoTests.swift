import Foundation
import Testing

@testable import couplet

/// What the demo prints to be typed works as it stands.
@Suite struct DemoTests {
  @Test func nameIsWhatStartsTheProgramAgain() {
    for (started, folder, typed) in [
      ("couplet", "/home/ada", "couplet"), ("./couplet", "/home/ada", "./couplet"),
      ("/usr/bin/couplet", "/home/ada", "/usr/bin/couplet"), ("/home/ada/couplet", "/home/ada", "./couplet"),
      ("/home/ada/bin/couplet", "/home/ada", "bin/couplet"),
      ("/home/adam/bin/couplet", "/home/ada", "/home/adam/bin/couplet"),
      ("/bin/couplet", "/", "bin/couplet"), ("", "/home/ada", "couplet"),
      ("/gone/.build/x86_64/debug/couplet", "/gone", ".build/x86_64/debug/couplet"),
    ] {
      #expect(Surroundings.typedName(of: started, in: folder) == typed, "\(started) in \(folder)")
    }
  }

  @Test func builtProgramIsNamedWithoutTheMachine() throws {
    let program = try TestProgram()
    let folder = program.folder + "/.build"
    try FileManager.default.createDirectory(atPath: folder + "/x86_64/debug", withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: folder + "/x86_64/debug/couplet"))
    let started = folder + "/x86_64/debug/couplet"
    #expect(Surroundings.typedName(of: started, in: program.folder) == ".build/x86_64/debug/couplet")
    try FileManager.default.createSymbolicLink(atPath: folder + "/debug", withDestinationPath: "x86_64/debug")
    // SwiftPM may name it from the folder that it was called in.
    for name in [started, ".build/x86_64/debug/couplet"] {
      #expect(Surroundings.typedName(of: name, in: program.folder) == ".build/debug/couplet", "\(name)")
    }
  }

  @Test func quotesStandOnlyWhereTheShellNeedsThem() {
    #expect(Surroundings.quoted("/tmp/couplet-demo-aB3/demo.couplet") == "/tmp/couplet-demo-aB3/demo.couplet")
    #expect(Surroundings.quoted("/tmp/a b") == "'/tmp/a b'")
    #expect(Surroundings.quoted("it's") == #"'it'\''s'"#)
    for word in ["", "$HOME", "a;b", "~", "a*", "a&b", "(a)", "ü"] {
      #expect(Surroundings.quoted(word) == "'\(word)'", "\(word)")
    }
  }

  @Test func printedCommandsNameProgramAndFile() async throws {
    let program = try TestProgram()
    program.name = "/opt/my tools/couplet"
    let path = program.folder + "/it's a demo.couplet"
    let output = await program.run(["demo", "--keep", path, "--today", "2026-11-23"]).output
    let file = Surroundings.quoted(path)
    for command in [
      "$ '/opt/my tools/couplet' brief dana-rob --file \(file)", "  '/opt/my tools/couplet' today --file \(file)",
      "  '/opt/my tools/couplet' report dana-rob --audience joint --file \(file)", "  '/opt/my tools/couplet' help",
    ] {
      #expect(output.contains("\n\(command)\n"), "\(command)")
    }
    #expect(!output.contains("\n$ couplet") && !output.contains("  couplet"))
  }
}
