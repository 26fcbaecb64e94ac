import CoupletCore
import Testing

@testable import couplet

/// Lines of live capture, read without a practice.
@Suite struct LiveInputTests {
  @Test(
    arguments: [
      ("", .nothing), ("   ", .nothing), ("they came late", .text("they came late")), ("  a/b ", .text("a/b")),
      ("//5 of 10", .text("/5 of 10")), ("//", .nothing), ("/help", .help), (" /LIST ", .list), ("/undo", .undo),
      ("/done", .done), ("/d", .done), ("/U", .undo), ("/late Rob", .late("Rob", minutes: nil)),
      ("/late Rob 20", .late("Rob", minutes: 20)), ("/late 'Rob Reyes=5'", .late("Rob Reyes", minutes: 5)),
      ("/ag ask her", .command(.agenda, words: ["ask", "her"])), ("/only Rob", .only("Rob")),
      ("/alone 'Rob Reyes'", .only("Rob Reyes")), ("/both", .both),
      ("/all", .both), ("/private", .private(nil)), ("/private it's \"mine\"", .private("it's \"mine\"")),
      ("/rate Rob 2 - d", .command(.rate, words: ["Rob", "2", "-", "d"])), ("/tally", .command(.tally, words: [])),
    ] as [(String, LiveInput)])
  func lineIsRead(_ line: String, _ input: LiveInput) throws {
    #expect(try LiveInput(line) == input)
  }

  @Test(arguments: [
    ("/hepl", "did you mean /help; a text that begins with / is written with //"),
    ("/drank again", "/help lists them; a text that begins with / is written with //"),
    ("/l", "did you mean /list or /late; a text that begins with / is written with //"),
    ("/p", "did you mean /private or /promise; a text that begins with / is written with //"),
    ("/ 5 of 10", "/help lists them; a text that begins with / is written with //"),
  ])
  func unknownCommandSaysWhatIsNearAndNothingOfTheLine(_ line: String, _ hint: String) {
    #expect {
      try LiveInput(line)
    } throws: { error in
      let problem = error as? Problem
      return problem?.kind == .usage && problem?.hint == .words(hint)
        && problem?.message == "live: there is no command of that name; nothing was kept"
    }
  }

  @Test(arguments: [
    ("/only", "only: it takes one name; nothing was kept"), ("/only a b", "only: it takes one name; nothing was kept"),
    ("/late", "late: it takes a name, and minutes; nothing was kept"),
    ("/late Rob soon", "late: it takes a name, and minutes; nothing was kept"),
    ("/undo it", "undo: it takes nothing more; nothing was kept"),
    ("/promise 'so it was", "promise: a quote is open; nothing was kept"),
  ])
  func whatDoesNotFitIsRefused(_ line: String, _ message: String) {
    #expect { try LiveInput(line) } throws: { ($0 as? Problem)?.message == message }
  }

  @Test(arguments: [
    ("a  b", ["a", "b"]), ("I'll be home", ["I'll", "be", "home"]), ("'Dana Reyes' x", ["Dana Reyes", "x"]),
    ("--by=\"Dana Reyes\" x", ["--by=Dana Reyes", "x"]), ("'I'll be home' \"\"", ["I'll be home", ""]),
    ("the \"letter\" again", ["the", "letter", "again"]), ("", []),
  ])
  func wordsAreSplitWhereNoQuoteHoldsThem(_ line: String, _ words: [String]) throws {
    #expect(try LiveWords.split(line, field: "x") == words)
  }

  private static func arguments(
    _ command: LiveCommand, _ line: String, alone: String? = nil
  ) throws -> (arguments: [String], text: String?) {
    let place = LiveCommand.Place(couple: "dana-rob", session: "s4", alone: alone)
    return command.arguments(try LiveWords.split(line, field: "x"), place)
  }

  @Test func commandsAreAboutThisCoupleAndSession() throws {
    let rate = try Self.arguments(.rate, "Rob 2 4 3 1 - d 2 3")
    #expect(
      rate.arguments == ["rate", "dana-rob", "--session", "s4"]
        + "Rob 2 4 3 1 - d 2 3".split(separator: " ").map(String.init))
    let measure = try Self.arguments(.measure, "csi-4 --member Dana --answers 3,3,3,3")
    #expect(measure.arguments.suffix(2) == ["--session", "s4"])
    #expect(try Self.arguments(.measure, "csi-4 --member Dana --on mon").arguments.contains("--session") == false)
    let homework = try Self.arguments(.homework, "weekly-check-in --for each")
    #expect(
      homework.arguments.joined(separator: " ") == "homework assign dana-rob weekly-check-in --for each --session s4")
  }

  @Test func textsAreNoArguments() throws {
    let promise = try Self.arguments(.promise, "--by Rob I'll be home --due=fri by six")
    #expect(promise.arguments == ["promise", "add", "dana-rob", "--by", "Rob", "--due=fri", "-"])
    #expect(promise.text == "I'll be home by six")
    let agenda = try Self.arguments(.agenda, "--mine call the school", alone: "Rob Reyes")
    #expect(agenda.arguments == ["agenda", "add", "dana-rob", "--mine", "-"] && agenda.text == "call the school")
    let asked = try Self.arguments(.risk, "--member Dana --kind suicide")
    #expect(asked.arguments == ["risk", "add", "dana-rob", "--member", "Dana", "--kind", "suicide", "-"])
    #expect(asked.text == nil)
  }

  @Test func whatOneDoesAloneIsTheirs() throws {
    let promise = try Self.arguments(.promise, "--by Rob home by six", alone: "Rob Reyes")
    #expect(promise.arguments.joined(separator: " ") == "promise add dana-rob --audience Rob Reyes --by Rob -")
    let said = try Self.arguments(.promise, "--by Rob --audience joint home", alone: "Rob Reyes")
    #expect(said.arguments.contains("Rob Reyes") == false)
    #expect(try Self.arguments(.rate, "Rob 2 4 3 1 3 5 2 3", alone: "Rob Reyes").arguments.contains("--audience"))
  }

  @Test(arguments: [
    ("Rob criticism", "--member Rob --criticism +1"),
    (
      "Rob criticism 2 contempt repair accepted gentle-start 0",
      "--member Rob --criticism +2 --contempt +1 --repair accepted --gentle-start +0"
    ),
    ("Rob criticism --minutes-observed 10", "--member Rob --criticism +1 --minutes-observed 10"),
    ("--member Rob --criticism 2", "--member Rob --criticism 2"),
  ])
  func talliesAreWrittenShort(_ line: String, _ options: String) throws {
    #expect(try Self.arguments(.tally, line).arguments.joined(separator: " ") == "tally s4 \(options)")
  }
}
