import CoupletCore
import CoupletStore
import Testing

@testable import couplet

/// What is said besides a page names nobody to others than the counselor, but who was typed.
@Suite struct DiscretionTests {
  private static let words = [
    "there is no couple 'x'", "did you mean Mary-Jo Li", "eve-max was closed", "n12 is a draft",
    "it may be shown to Rob",
  ]

  private static func discretion(_ reader: Reader, typed: [String] = ["brief", "dana-rob"]) async throws -> Discretion {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("client add 'Mary-Jo Li'")
    let practice = try Practice.open(at: program.path)
    defer { practice.close() }
    let directory = try practice.directory()
    return Discretion(for: reader, in: directory, of: directory.couples.first, typed: typed)
  }

  @Test func eachReaderIsToldWhatTheyMayKnow() async throws {
    let told: [(Reader, [Bool])] = [
      (.counselor, [true, true, true, true, true]), (.partners, [true, false, false, false, false]),
      (.desk, [true, false, false, false, false]), (.screen, [true, false, false, true, true]),
    ]
    for (reader, expected) in told {
      let discretion = try await Self.discretion(reader)
      #expect(Self.words.map(discretion.allows) == expected, "\(reader)")
    }
  }

  @Test func whatWasTypedIsNoSecret() async throws {
    let discretion = try await Self.discretion(.partners, typed: ["note", "show", "n12", "--audience", "Rob"])
    #expect(discretion.allows("n12 is a draft") && discretion.allows("it may be shown to Rob"))
    #expect(!discretion.allows("it may be shown to Dana"))
    // A name is compared as it is written: a word of ours that is somebody's name too is said.
    #expect(discretion.allows("eve of the holidays, and jo"))
  }

  @Test func ofAnErrorItsFieldStays() async throws {
    let problem = Problem(
      .refused, "audience: Eve Noll is no member", hint: "couplet client show Eve", candidates: ["c3 Eve Noll"])
    let said = try await Self.discretion(.desk).said(problem)
    #expect(said.kind == .refused && said.candidates.isEmpty)
    #expect(said.message == "audience: what is wrong is said to the counselor alone")
    #expect(said.hint == .words("the same without --audience and --desk says it"))
    #expect(try await Self.discretion(.screen).said(problem).hint == nil)
    #expect(try await Self.discretion(.counselor).said(problem) == problem)
    let bare = try await Self.discretion(.desk).said(Problem(.refused, "Eve Noll has two sheets"))
    #expect(bare.message == "this page: what is wrong is said to the counselor alone")
  }
}
