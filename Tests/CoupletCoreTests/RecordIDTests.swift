import CoupletCore
import Testing

@Suite struct RecordIDTests {
  @Test func readsAndPrints() {
    #expect(RecordID("s41")?.kind == .session)
    #expect(RecordID("s41")?.description == "s41")
    for text in ["", "s", "s0", "s01", "41", "q1", "s-1", "s1x", "S1", "s9999999999999999", "s١"] {
      #expect(RecordID(text) == nil)
    }
  }

  @Test func everyLetterIsOneKind() {
    #expect(Set(RecordKind.allCases.map(\.rawValue)).count == RecordKind.allCases.count)
  }
}
