import CoupletCore
import Testing

@Suite struct NearestTests {
  @Test func offersWhatWasMeant() {
    #expect(Nearest.words(to: "sesion", among: ["session", "search", "note"]) == ["session"])
    #expect(Nearest.words(to: "se", among: ["session", "search", "note"]) == ["search", "session"])
    #expect(Nearest.words(to: "trsut", among: ["trust", "rust"]) == ["trust"])
    #expect(Nearest.words(to: "xyz", among: ["session"]).isEmpty)
    #expect(Nearest.words(to: "", among: ["session"]).isEmpty)
  }
}
