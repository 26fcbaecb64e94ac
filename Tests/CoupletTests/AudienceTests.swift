import CoupletCore
import Foundation
import Testing

@testable import couplet

/// What one partner has alone must not show to the other, not by a count, a number, an id or an order.
@Suite struct AudienceTests {
  /// Two practices that differ in what Rob had alone, and every output for Dana and for both.
  @Test func aPracticeWithAnIndividualSessionLooksLikeOneWithout() async throws {
    let with = try TestProgram()
    let without = try TestProgram()
    for (program, hasIndividual) in [(with, true), (without, false)] {
      await program.withCouple()
      await program.done("note add s1 -", input: "Trust was the theme; Dana spoke of the kitchen table.")
      if hasIndividual {
        await program.done("session add dana-rob --on 2026-11-18 --present Rob --kind individual")
        await program.done("note add dana-rob@2026-11-18 -", input: "Rob said trust trust trust kumquat.")
        await program.done("session plan dana-rob --on 2026-11-24 --kind individual --present Rob")
        await program.done("contact add dana-rob --with Rob -", input: "Rob rang about the kumquat.")
        await program.done("entry add dana-rob --kind leaving --by Rob -", input: "Talk of a kumquat of his own.")
        await program.done("entry add dana-rob --kind need --by Rob --audience Rob -", input: "kumquat")
        await program.done("win add dana-rob --by Rob --audience Rob 'kumquat'")
        await program.done("measure dana-rob phq-9 --member Rob --answers 111111112")
        await program.done("measure dana-rob csi-4 --member Rob --total 9 --on 2026-11-18 --audience Rob")
        await program.done("rate dana-rob Rob 1 1 1 1 1 1 1 1 --session s2 a2")
        await program.done("goal add dana-rob --member Rob --audience Rob 'a kumquat of his own'")
        await program.done("aim dana-rob Rob=separate")
        await program.done("homework assign dana-rob --session s2 --for Rob --title kumquat -", input: "kumquat")
        await program.done("promise add dana-rob --by Rob --audience counselor kumquat")
        await program.done("injury add dana-rob --hurt Dana --by Rob --audience counselor -", input: "kumquat")
        await program.done("injury add dana-rob --hurt Dana --by Rob -", input: "kumquat, not for pages")
        await program.done("injury step i2 named --says Dana -", input: "kumquat")
        await program.done("entry add dana-rob --kind crack --code infidelity -", input: "kumquat")
        await program.done("entry add dana-rob --kind commitment --code parting --by Rob -", input: "kumquat")
        await program.done("cycle dana-rob --audience counselor -", input: "kumquat")
        await program.done("jot dana-rob -", input: "kumquat")
        await program.done("agenda add dana-rob -", input: "kumquat")
      }
      await program.done("session add dana-rob --on 2026-11-20")
      await program.done("note add dana-rob@2026-11-20 -", input: "Trust again, and repair.")
      await program.done(
        "entry add dana-rob --kind agreement --review fri -", input: "Phones away at dinner, Rob said.")
      await program.done("contact add dana-rob --with Dana -", input: "Dana asked to move the hour.")
      await program.done("win add dana-rob --by Rob --noticed-by Dana 'Rob came home early'")
    }
    let commands = Self.readingCommands
    #expect(commands.count > 40)
    for command in commands {
      let one = await with.run(command)
      let other = await without.run(command)
      #expect(one.output == other.output, "\(command)")
      #expect(one.errors == other.errors, "\(command)")
      #expect(one.status == other.status, "\(command)")
      #expect(!one.output.contains("kumquat") && !one.errors.contains("kumquat"), "\(command)")
    }
    // And the counselor does see it: the two practices aren't alike by chance.
    let counselor = await with.done("search kumquat")
    #expect(counselor.contains("kumquat"))
    #expect(await with.done("session list dana-rob") != (await without.done("session list dana-rob")))
  }

  /// Every way of reading for Dana, for both and for the desk.
  static let readingCommands: [String] = {
    let lists = [
      "session list dana-rob", "session list --all", "note list dana-rob", "jot list dana-rob", "agenda list dana-rob",
      "homework list dana-rob", "homework list dana-rob --open", "promise list dana-rob", "promise show p1",
      "answers list dana-rob",
      "answers list dana-rob csi-4", "goal list dana-rob", "contact list dana-rob", "entry list dana-rob",
      "entry list dana-rob --kind leaving", "win list dana-rob",
      "injury list dana-rob", "injury show i1", "injury show i2",
      "report dana-rob", "report dana-rob --format csv", "report dana-rob --format json",
      "report dana-rob --format html",
      "report dana-rob --since -7d",
      "report dana-rob --page letter", "report dana-rob --page closing",
      "score dana-rob", "score dana-rob csi-4",
      "couple show dana-rob", "couple list", "session show dana-rob", "session show dana-rob@2026-11-18",
      "session show dana-rob@2026-11-24", "session show dana-rob@2026-11-20", "session show s9",
      "search trust --couple dana-rob", "risk list dana-rob", "held list dana-rob", "held list dana-rob --all",
      "private list dana-rob", "private show x1", "policy dana-rob",
      "search trust --couple dana-rob --count by-month", "search kumquat --couple dana-rob",
      "search kumqat --couple dana-rob", "search 'trust OR repair' --couple dana-rob --sort newest",
    ]
    let views = ["--audience Dana", "--audience joint", "--desk", "--desk --json", "--audience Dana --json"]
    return lists.flatMap { list in
      views.filter { !($0.contains("Dana") && (list.contains("--all") || list == "couple list")) }.map {
        "\(list) \($0)"
      }
    } + [
      "today --desk", "today --desk --json", "brief dana-rob --desk", "brief dana-rob --desk --json", "brief --desk",
    ]
  }()

  @Test func everyReadingCommandOfAChartIsWalked() {
    let walked = Set(Self.readingCommands.map { $0.split(separator: " ").prefix(2).joined(separator: " ") })
    let reading = CommandTree.leaves.filter { !($0.type is any ChangingCommand.Type) }.map {
      $0.path.joined(separator: " ")
    }
    // What these show is no couple's chart, or is the counselor's alone by its nature.
    let exempt: Set<String> = [
      "init", "demo", "client list", "client show", "entry kinds", "log", "note show", "answers show", "homework show",
      "homework handout", "homework barriers", "exercise list",
      "exercise show", "systems", "scale list", "scale show", "scale check", "unlock", "lock", "passwd", "rekey",
      "check",
      "optimize",
      "backup", "restore", "plain-copy", "inbox", "note formats", "note format show", "note recover",
      "private recover", "outcomes",
    ]
    for command in reading where !exempt.contains(command) {
      #expect(walked.contains { $0 == command || $0.hasPrefix(command + " ") }, "\(command)")
    }
  }

  @Test func aNoteOfOneIsNotThereForTheOther() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("note add s1 -", input: "both")
    await program.done("session add dana-rob --on 2026-11-18 --present Rob")
    await program.done("note add dana-rob@2026-11-18 -", input: "Rob's")
    let absent = await program.run("note show n9 --audience Dana")
    let held = await program.run("note show n2 --audience Dana")
    #expect(held.status == 1)
    #expect(held.errors == absent.errors.replacingOccurrences(of: "n9", with: "n2"))
    #expect(await program.done("note show n2 --audience Rob").contains("Rob's"))
  }

  @Test func aRecordOfACoupleIsNotThereForWhoeverIsNotOfIt() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("couple add 'Eve & Max' --new-member 'Eve Noll' --new-member 'Max Noll'")
    await program.done("session add eve-max")
    await program.done("note add s2 -", input: "theirs")
    await program.done("injury add eve-max --hurt Eve --by Max --on-pages -", input: "theirs")
    for (show, id) in [("session show", "s2"), ("note show", "n1"), ("injury show", "i1")] {
      for guarded in ["", " --couple eve-max"] {
        let held = await program.run("\(show) \(id) --audience Dana\(guarded)")
        let absent = await program.run("\(show) \(id)00 --audience Dana\(guarded)")
        #expect(held.status == 1 && absent.status == 1)
        #expect(held.errors == absent.errors.replacingOccurrences(of: "\(id)00", with: id), "\(show)\(guarded)")
        #expect(await program.run("\(show) \(id) --audience Eve\(guarded)").status == 0)
      }
    }
  }

  @Test func whoeverHasASessionAloneIsItsAudienceWhateverTheKind() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let held = await program.done("session add dana-rob --on 2026-11-18 --absent Dana")
    #expect(held.hasSuffix("may be shown to: Rob only\n"))
    let note = await program.done("note add s2 -", input: "x")
    #expect(note.hasSuffix("may be shown to: Rob only\n"))
    let asked = await program.done("note add s2 --audience counselor -", input: "x")
    #expect(asked.hasSuffix("may be shown to: counselor only\n"))
  }

  @Test func editingAttendanceNeverWidensAnAudience() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("note add s1 -", input: "what both heard")
    #expect(await program.done("session edit s1 --present Rob").contains("may be shown to: Rob only"))
    #expect(await program.done("note list dana-rob --audience Dana --json") == "[]\n")
    #expect(await program.done("session edit s1 --present Rob --present Dana").contains("may be shown to: Rob only"))
    #expect(await program.done("session edit s1 --present Dana").contains("may be shown to: counselor only"))
  }

  @Test func theDeskHasInitialsInFreeTextToo() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("note add s1 -", input: "Dana and Rob Reyes spoke.")
    let page = await program.done("session show dana-rob --desk")
    #expect(page.contains("D. and R. spoke."))
    #expect(!page.contains("Dana") && !page.contains("Reyes") && !page.contains("s1"))
    let search = await program.done("search spoke --desk")
    #expect(!search.contains("Dana"))
    // Names aren't found where they aren't shown.
    #expect(await program.run("search dana --desk").status == 1)
  }

  @Test func aNameOfTwoPartsIsReplacedInEachOfThem() async throws {
    let program = try TestProgram()
    await program.done("init --plain --counselor 'Ada Voss'")
    await program.done(
      "couple add 'The Reyes family' --new-member 'Robert Reyes-Kane' --new-member 'Anne-Marie OHara' --handle r-a "
        + "--since 2026-09-01")
    await program.done("session add r-a --on 2026-11-16")
    await program.done("note add s1 -", input: "Mr. Kane, Robert Reyes-Kane and Marie. Anne; Marie; Reyes.")
    let page = await program.done("session show r-a --desk")
    #expect(page.contains("R. and A. A.; A.; R."))
    for name in ["Kane", "Reyes", "Robert", "Anne", "Marie", "family"] {
      #expect(!page.contains(name), "\(name)")
      #expect(!(await program.done("couple show r-a --desk")).contains(name), "\(name)")
    }
  }

  @Test func aNoteThatHoldsWhatOneSaidAloneStaysTheirs() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session live dana-rob", input: "/only Rob\nalone\n")
    let refused = await program.run("audience y1 joint --why asked --confirm dana-rob")
    #expect(refused.status == 1 && refused.errors.contains("y1 was said with one partner alone in the room"))
  }

  @Test func undoOpensNothingToOthersWithoutTheHandle() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("note add s1 -", input: "both")
    await program.done("audience n1 counselor --why 'not theirs'")
    let refused = await program.run("undo")
    #expect(refused.status == 1)
    #expect(
      refused.errors == """
        becomes visible to c1 and c2: n1
        error: confirm: the handle is missing; nothing was changed
        hint: --confirm dana-rob

        """)
    #expect(await program.run("undo --confirm eve-max").status == 1)
    #expect(await program.done("note list dana-rob --audience joint --json") == "[]\n")
    await program.done("undo --confirm dana-rob")
    #expect(await program.done("note list dana-rob --audience joint --json").contains("both"))
  }

  @Test func whatWasEnteredLaterIsNotOverwrittenUnderAnEarlierDay() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("risk add dana-rob --member Rob --kind violence --on 2026-11-16 -", input: "pushed her")
    await program.done("risk review r1 --why 'again' --on 2026-11-20")
    await program.done("held add dana-rob --by Rob --on 2026-11-16 -", input: "told")
    await program.done("held close o1 --told --on 2026-11-20")
    await program.done("agenda add dana-rob - --today 2026-11-16", input: "line")
    await program.done("agenda done a1 --today 2026-11-20")
    for line in [
      "risk review r1 --why calm --status closed --today 2026-11-18", "held close o1 --ended --today 2026-11-18",
      "held review o1 --review 2026-11-30 --today 2026-11-18", "agenda done a1 --today 2026-11-18",
    ] {
      let result = await program.run(line)
      #expect(result.status == 1, "\(line)")
      #expect(result.errors.contains("has something entered after 2026-11-18"), "\(line)")
    }
  }

  @Test func aSheetHasNoIDOnAPageForOthers() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("measure dana-rob csi-4 --member Dana --answers 3,3,3,3")
    for view in ["--desk", "--audience joint", "--audience Dana"] {
      #expect(!(await program.done("answers show m1 \(view)")).contains("m1"), "\(view)")
    }
    #expect(await program.done("answers show m1").contains("m1"))
  }
}
