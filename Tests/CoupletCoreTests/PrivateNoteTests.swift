import CoupletCore
import Testing

/// What the law keeps in the session note is refused in a psychotherapy note; sentences are not.
@Suite struct PrivateNoteTests {
  @Test(arguments: [
    ("PHQ-9: 14", "test results"), ("PHQ-9 score: 14", "test results"), ("PHQ: 14", "test results"),
    ("WHO-5 total = 44 %", "test results"), ("RDAS: low", "test results"), ("Results: 14 and 9", "test results"),
    ("Rx: sertraline 50", "medication"), ("Medication\n=====", "medication"), ("Médication: x", "medication"),
    ("**Plan**: weekly", "treatment plan"), ("**Plan:** weekly", "treatment plan"), ("_Plan_: x", "treatment plan"),
    ("> Plan: x", "treatment plan"), ("1. Plan: weekly", "treatment plan"), ("2) - Plan: weekly", "treatment plan"),
    ("Plan - weekly sessions", "treatment plan"), ("Plan – weekly", "treatment plan"),
    ("- Plan - weekly", "treatment plan"), ("Plan = weekly", "treatment plan"), ("Plan：weekly", "treatment plan"),
    ("## Plan", "treatment plan"), ("## Plan ##", "treatment plan"), ("Plan\n----", "treatment plan"),
    ("Treatment-plan: weekly", "treatment plan"), ("Goals:\n- less of it", "treatment plan"),
    ("**Goals:**", "treatment plan"), ("Dx - F32.1", "diagnosis"), ("ICD-10: F41.1", "diagnosis"),
    ("Diagnosis (provisional): GAD", "diagnosis"), ("Diagnosis (DSM-5: provisional): GAD", "diagnosis"),
    ("Session time: 14:00-14:50", "start and stop times"), ("Start/stop: 14:00", "start and stop times"),
    ("Start and stop times: 1", "start and stop times"), ("Time: 14:00", "start and stop times"),
    ("Time - ~14:00", "start and stop times"), ("End: 14:50", "start and stop times"),
    ("Minutes: 50", "modality and frequency"), ("Modality/frequency: weekly", "modality and frequency"),
    ("Functional status: good", "functional status"), ("Functioning: 70 %", "functional status"),
    ("Symptoms & prognosis: fair", "symptoms"), ("prognosis: fair", "prognosis"), ("Progress: 60 %", "progress"),
    ("Progress to date: some", "progress"),
  ])
  func refusesFields(_ line: String, what: String) {
    let text = "She waits.\n\(line)\nHe too."
    let problem = #expect(throws: Problem.self) { try PrivateNote.check(text) }
    #expect(problem?.message == "psychotherapy note: line 2 is a field for \(what)")
    #expect(problem?.kind == .badData)
  }

  @Test(arguments: [
    "Time: we ran out of it", "Results: they came home, and it was quiet", "End: she wept",
    "Start: he looked at the door", "Goals: whose?", "Progress: is it?", "Test: he tests her, I think", "Mode: attack",
    "# Test", "Test\n====", "Time: ?", "Start - he looked at the door", "Start/stop: as ever",
    "Goals and progress: whose?", "Interventions: mine came too late", "PHQ: she laughed at it",
    "Her plan: to leave", "He has a plan - she has none", "The symptoms: what are they for?", "Plan", "- - -",
    "They plan to test it: 14 days", "Planning: 3 of them do it", "14:00, and nobody came", ": weekly", "#", "",
    "I felt planned-for: medication would be easier", "Plan-less - 3 weeks now",
  ])
  func takesSentences(_ line: String) throws { try PrivateNote.check("She waits.\n\(line)\nHe too.") }

  @Test func whatWasSavedIsReadWhateverItHas() throws {
    let note = try PrivateNote(
      id: #require(RecordID("x1")), couple: Couple.ID(number: 1), session: nil, day: #require(Day(iso: "2026-11-16")),
      text: "Diagnosis: GAD", written: #require(Instant("2026-11-16T12:00:00Z")))
    #expect(note.text == "Diagnosis: GAD")
    #expect(throws: Problem.self) { try PrivateNote.check(note.text) }
  }
}
