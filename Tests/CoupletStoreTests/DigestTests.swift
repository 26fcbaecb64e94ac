import Testing

@testable import CoupletStore

/// Digests computed elsewhere, over the same bytes.
@Suite struct DigestTests {
  @Test func isSHA256InLowerCase() {
    #expect(Change.digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(Change.digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func isThatOfANotesForm() {
    let form = """
      form: couplet-note/1
      note: n1
      session: s1
      date: 2026-11-16
      written: 2026-11-16T15:10:00Z
      format: dap
      format-version: 1
      author: Ada Voss
      credential: LMFT
      signed: 2026-11-23T13:02:11Z
      zone: 3600 Europe/Berlin
      text: 16 bytes
      ## Plan

      A walk.
      """
    #expect(Change.digest(form) == "b4ce4916e9be05ba07464f789b5625a4c5688452c515bb8817fb9956ca87c6cf")
  }
}
