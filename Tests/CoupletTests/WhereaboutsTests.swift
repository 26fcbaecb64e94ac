import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Where each of them is by video or telephone, and when one left.
@Suite struct WhereaboutsTests {
  @Test func whereTheyAreIsTheCounselorsAndWhenTheyLeftIsEverybodys() async throws {
    let program = try await TestProgram.withNewCouple()
    let added = await program.done(
      "session add dana-rob --on 2026-11-20 --mode video --where 'Rob=a parked car' --alone Rob=no --alone Dana=yes --left Rob=30"
    )
    #expect(added.contains("present: Dana, Rob (left after 30 min)"))
    let own = await program.done("session show s1")
    #expect(own.contains("Rob        present · left after 30 minutes · at: a parked car · not alone there"), "\(own)")
    #expect(own.contains("Dana       present · alone there"))
    let json = await program.done("session show s1 --json")
    #expect(json.contains("\"place\": \"a parked car\"") && json.contains("\"left_after\": 30"))
    for view in ["--audience joint", "--audience Dana", "--desk"] {
      for form in ["", " --json"] {
        let shown = await program.done("session show dana-rob@2026-11-20 \(view)\(form)")
        #expect(
          !shown.contains("car") && !shown.contains("alone there") && !shown.contains("\"alone\": true"), "\(shown)")
        #expect(shown.contains("30"), "\(shown)")
      }
    }
    // What was known stays when something else is corrected; the undo brings it back.
    await program.done("session edit s1 --alone Rob=yes")
    #expect(await program.done("session show s1").contains("at: a parked car · alone there"))
    await program.done("undo --yes")
    #expect(await program.done("session show s1").contains("at: a parked car · not alone there"))
  }

  @Test func aSignatureCoversItAndACorrectionTellsNobodyWhere() async throws {
    let program = try await TestProgram.withNewCouple()
    await program.done("session add dana-rob --on 2026-11-20 --where 'Rob=a parked car'")
    await program.done("note add s1 -", input: "They spoke of money.")
    await program.done("note sign n1")
    #expect(await program.run("session edit s1 --where 'Rob=at his sister'").errors.contains("--why"))
    await program.done("session edit s1 --where 'Rob=at his sister' --left Dana=40 --why 'he said so later'")
    let note = await program.done("note show n1")
    #expect(note.contains("present: Dana Reyes, Rob Reyes → Dana Reyes (left after 40 min), Rob Reyes"), "\(note)")
    #expect(note.contains("the place of Rob Reyes was corrected") && !note.contains("sister"))
    #expect(await program.done("check").contains("all 2 texts are as they were signed"))
  }

  @Test(arguments: [
    ("--where Rob", 64, "where: 'Rob' is not NAME=TEXT"),
    ("--alone Rob=maybe", 64, "alone: 'Rob=maybe' is not NAME=yes"),
    ("--left Rob=soon", 64, "left: 'Rob=soon' is not NAME=30"),
    ("--left Rob=0", 65, "left: 0 minutes is outside 1 to 1440"),
    ("--present Dana --left Rob=10", 1, "left: Rob Reyes was not there"), ("--where Tim=here", 1, "where: 'Tim'"),
  ])
  func whatCantBeReadIsSaid(_ options: String, status: Int32, message: String) async throws {
    let program = try await TestProgram.withNewCouple()
    let result = await program.run("session add dana-rob --on 2026-11-20 \(options)")
    #expect(result.status == status && result.errors.contains(message), "\(result.errors)")
    #expect(await program.done("session list dana-rob --json") == "[]\n")
  }

  @Test func anEmergencyContactStandsBesideTheSafeOne() async throws {
    let program = try await TestProgram.withNewCouple()
    let edited = await program.done("client edit dana --emergency-contact 'her sister, 555 0142'")
    #expect(edited.contains("emergency     her sister, 555 0142"))
    #expect(await program.done("client show dana --json").contains("\"emergency_contact\": \"her sister, 555 0142\""))
  }
}
