import Foundation
import Testing

@testable import couplet

/// Who left knows nothing of what came after, and who came later nothing of before.
@Suite struct MembershipTests {
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("client add 'Nia New'")
    await program.done("win add dana-rob --by Rob --on 2026-11-16 earlywin")
    await program.done("promise add dana-rob --by Rob --to Dana --every week --on 2026-11-16 earlypromise")
    await program.done("couple leave dana-rob Rob --on 2026-11-18")
    await program.done("couple join dana-rob Nia --on 2026-11-20")
    await program.done("win add dana-rob --by Dana --on 2026-11-21 latewin")
    await program.done("promise mark p1 Dana=missed --on 2026-11-22")
    await program.done("measure dana-rob csi-4 --member Dana --answers 3,3,3,3 --on 2026-11-22")
    await program.done("session plan dana-rob --on 2026-11-30 --at 10:00")
    return program
  }

  @Test(arguments: ["progress", "letter", "closing"])
  func eachSeesTheirOwnTime(_ page: String) async throws {
    let program = try await Self.practice()
    let rob = await program.done("report dana-rob --audience Rob --page \(page)")
    #expect(rob.contains("earlywin"), "\(page)")
    for word in ["latewin", "2026-11-30", "Satisfaction", "missed"] { #expect(!rob.contains(word), "\(page): \(word)") }
    for audience in ["Nia", "joint"] {
      let seen = await program.done("report dana-rob --audience \(audience) --page \(page)")
      #expect(seen.contains("latewin") && !seen.contains("earlywin") && !seen.contains("earlypromise"), "\(page)")
    }
    let dana = await program.done("report dana-rob --audience Dana --page \(page)")
    #expect(dana.contains("latewin") && dana.contains("earlywin"), "\(page)")
  }

  @Test func listsAndSearchKeepToItToo() async throws {
    let program = try await Self.practice()
    #expect(await program.run("search latewin --couple dana-rob --audience Rob").status == 1)
    #expect(await program.run("search earlywin --couple dana-rob --audience Nia").status == 1)
    #expect(await program.done("search earlywin --couple dana-rob --audience Rob").contains("[earlywin]"))
    #expect(!(await program.done("session list dana-rob --audience Rob")).contains("2026-11-30"))
  }

  @Test func beforeTheyCameNobodyNamesThem() async throws {
    let program = try await Self.practice()
    let page = await program.done("report dana-rob --audience joint --today 2026-11-17")
    #expect(!page.contains("Nia") && page.contains("for: both partners") && page.contains("earlywin"))
    #expect(await program.done("report dana-rob --desk --today 2026-11-17").hasPrefix("Progress · d-r · D. & R."))
  }
}
