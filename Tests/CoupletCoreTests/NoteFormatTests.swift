import CoupletCore
import Testing

/// A format with these sections, as title and scope.
func format(_ sections: [(title: String, scope: NoteFormat.Scope)]) throws -> NoteFormat {
  try NoteFormat(
    id: NoteFormat.ID("own"), version: 1, title: "Own", purpose: "For tests.",
    sections: sections.map {
      try NoteFormat.Section(title: $0.title, prompt: "What about \($0.title)?", scope: $0.scope)
    })
}

@Suite struct NoteFormatTests {
  private let couples: [(title: String, scope: NoteFormat.Scope)] = [
    ("Data", .partner), ("Cycle", .interaction), ("Plan", .couple),
  ]

  @Test func eachPartnerWhoWasPresentGetsAHeading() throws {
    let format = try format(couples)
    let both = format.headings(for: ["Maya", "Jon"])
    #expect(both.map(\.title) == ["Data: Maya", "Data: Jon", "Cycle", "Plan"])
    #expect(both.map(\.scope) == [.partner, .partner, .interaction, .couple])
    #expect(both.map(\.prompt) == ["Data", "Data", "Cycle", "Plan"].map { "What about \($0)?" })
    #expect(format.headings(for: ["Jon"]).map(\.title) == ["Data: Jon", "Cycle", "Plan"])
    #expect(format.headings(for: []).map(\.title) == ["Cycle", "Plan"])
    #expect(format.headings(for: ["A", "B", "C"]).map(\.title).prefix(3) == ["Data: A", "Data: B", "Data: C"])
  }

  @Test func whatIsEachPartnersStandsTogether() throws {
    let format = try format([("Outcome", .partner), ("Aims", .partner)])
    #expect(
      format.headings(for: ["Maya", "Jon"]).map(\.title) == [
        "Outcome: Maya", "Outcome: Jon", "Aims: Maya", "Aims: Jon",
      ])
  }

  @Test func anEmptyNote() throws {
    #expect(
      try format(couples).template(for: ["Maya", "Jon"]) == """
        ## Data: Maya

        ## Data: Jon

        ## Cycle

        ## Plan
        """)
    #expect(try format([]).template(for: ["Maya", "Jon"]).isEmpty)
  }

  @Test(arguments: [
    ("", "a", "section: title: is empty"), ("a", " ", "section: prompt: is empty"),
    ("Data: said", "a", "section: title: has # or a colon"), ("#1", "a", "section: title: has # or a colon"),
    ("a\nb", "a", #"section: title: has a control character (\u{A})"#),
    ("a", "a\u{202E}", #"section: prompt: has a control character (\u{202E})"#),
    (String(repeating: "a", count: 61), "a", "section: title: has 61 characters; 60 are allowed"),
    ("a", String(repeating: "a", count: 401), "section: prompt: has 401 characters; 400 are allowed"),
  ])
  func refusesSections(_ title: String, prompt: String, message: String) {
    let problem = #expect(throws: Problem.self) {
      try NoteFormat.Section(title: title, prompt: prompt, scope: .couple)
    }
    #expect(problem?.message == message)
    #expect(problem?.kind == .badData)
  }

  @Test func twoHeadingsAreNeverTheSame() throws {
    // The names keep these two apart.
    #expect(throws: Never.self) { try format([("Data", .partner), ("Data", .couple)]) }
    for scopes in [[NoteFormat.Scope.couple, .couple], [.couple, .interaction], [.partner, .partner]] {
      let problem = #expect(throws: Problem.self) { try format([("Résumé", scopes[0]), ("RESUME ", scopes[1])]) }
      #expect(problem?.message == "sections: entry 2: title: is there twice")
    }
  }

  @Test func refusesFormats() throws {
    let many = #expect(throws: Problem.self) { try format((1...21).map { ("Part \($0)", .couple) }) }
    #expect(many?.message == "sections: 21 given; 20 allowed")
    func refusal(_ id: String = "own", version: Int = 1, title: String = "Own", purpose: String = "For tests.")
      -> String?
    {
      do {
        _ = try NoteFormat(id: NoteFormat.ID(id), version: version, title: title, purpose: purpose, sections: [])
        return nil
      } catch {
        return error.message
      }
    }
    #expect(refusal() == nil)
    #expect(refusal("Own") == "id: has to be lower-case letters, digits and single hyphens, at most 40 characters")
    #expect(refusal(version: 0) == "version: 0 is below 1")
    #expect(refusal(title: " ") == "title: is empty")
    #expect(refusal(purpose: "") == "purpose: is empty")
    #expect(refusal(purpose: "a\nb") == #"purpose: has a control character (\u{A})"#)
  }

  @Test func theLibraryKnowsTheNewest() throws {
    func own(_ version: Int) throws -> NoteFormat {
      try NoteFormat(id: NoteFormat.ID("own"), version: version, title: "Own", purpose: "For tests.", sections: [])
    }
    let library = Library(scales: [], exercises: [], ratings: nil, formats: [try own(2), try own(1)])
    #expect(library.formats.map(\.version) == [1, 2])
    #expect(library.format("own")?.version == 2)
    #expect(library.format("own", version: 1)?.version == 1)
    #expect(library.format("dap") == nil)
  }
}
