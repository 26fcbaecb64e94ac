import CoupletCore
import Testing

@Suite struct HomeworkValueTests {
  @Test func doneIsReadAsItIsWritten() {
    for text in ["0", "4", "5/7", "0/3", "excused"] { #expect(Homework.Done(text)?.description == text) }
    #expect(Homework.Done("good-reason") == .excused)
    for text in ["", "5", "-1", "8/7", "1/0", "Excused", "good", "excused/2", "1/1001"] {
      #expect(Homework.Done(text) == nil, "\(text)")
    }
  }

  @Test func whatWasNotDoneForAGoodReasonHasNoFigure() {
    #expect(Homework.Done.excused.share == nil && Homework.Done.excused.times == nil)
    #expect(Homework.Done.excused.words == "not done – good reason")
    #expect(Homework.Done.graded(3).words == "3" && Homework.Done.counted(5, of: 7).words == "5/7")
    #expect(Homework.Done.graded(3).times! == (1, 1) && Homework.Done.graded(2).times! == (0, 1))
  }

  @Test func everyBarrierIsReadAndSaysWhatItMeans() throws {
    #expect((10...14).contains(Homework.Barrier.allCases.count))
    for barrier in Homework.Barrier.allCases {
      #expect(try Homework.Barrier(typed: barrier.rawValue.uppercased()) == barrier)
      #expect(!barrier.meaning.isEmpty && barrier.meaning.count <= 60)
      #expect(Homework.Log.barrier(stored: barrier.rawValue) == (barrier, nil))
    }
    #expect(Set(Homework.Barrier.allCases.map(\.meaning)).count == Homework.Barrier.allCases.count)
  }

  @Test(arguments: [
    ("no-tme", Advice.words("did you mean no-time")), ("time", Advice.words("did you mean no-time")),
    ("forgott", Advice.words("did you mean forgot")), ("weather", Advice.listBarriers), ("", Advice.listBarriers),
  ])
  func anotherWordNamesTheNearest(_ typed: String, _ hint: Advice) {
    let problem = #expect(throws: Problem.self) { try Homework.Barrier(typed: typed) }
    #expect(problem?.kind == .usage && problem?.hint == hint)
    #expect(problem?.message == "barrier: '\(typed)' is no code")
  }

  @Test func anOldWordIsReadAsOtherAndStandsBeforeTheWords() throws {
    let stored = Homework.Log.barrier(stored: "weather")
    #expect(stored == (.other, "weather"))
    func log(_ words: String?) throws -> Homework.Log {
      try Homework.Log(
        day: Day(iso: "2026-11-20")!, member: Client.ID(number: 1), done: nil, barrier: stored.barrier,
        barrierWord: stored.word, words: words, audience: .joint)
    }
    #expect(try log("It rained.").wordsWithBarrier == "weather: It rained.")
    #expect(try log("It rained.").words == "It rained.")
    #expect(try log(nil).wordsWithBarrier == "weather")
    #expect(try log(nil).words == nil)
  }

  @Test func aWordGoesWithOtherOnly() {
    let problem = #expect(throws: Problem.self) {
      try Homework.Log(
        day: Day(iso: "2026-11-20")!, member: Client.ID(number: 1), done: nil, barrier: .away, barrierWord: "weather",
        audience: .joint)
    }
    #expect(problem?.message == "barrier: a word goes with other only")
  }
}
