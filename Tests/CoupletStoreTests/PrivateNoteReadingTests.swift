import CoupletCore
import Testing

@testable import CoupletStore

/// Psychotherapy notes of before stay readable.
@Suite struct PrivateNoteReadingTests {
  @Test func aSavedNoteIsReadWhateverIsRefusedByNow() throws {
    let temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    let day = try #require(Day(iso: "2026-11-16"))
    try practice.change(TemporaryPractice.stamp("private add")) { change in
      try change.add(
        PrivateNote(
          id: change.nextPrivateNote(), couple: couple.id, session: nil, day: day, text: "Diagnosis: GAD",
          written: change.clock))
    }
    #expect(try practice.privateNotes(of: couple.id).map(\.text) == ["Diagnosis: GAD"])
  }
}
