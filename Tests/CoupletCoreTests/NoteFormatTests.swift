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

  @Test func whatAllHeardHasAHeadingOfItsOwnWhereThereIsSomething() throws {
    let data = try NoteFormat.Section(title: "Data", prompt: "What?", scope: .partner, takesLines: true)
    let plan = try NoteFormat.Section(title: "Plan", prompt: "What next?", scope: .couple)
    func own(_ sections: [NoteFormat.Section]) throws -> NoteFormat {
      try NoteFormat(id: NoteFormat.ID("own"), version: 1, title: "Own", purpose: "For tests.", sections: sections)
    }
    let format = try own([data, plan])
    let headings = format.headings(for: ["Maya", "Jon"])
    #expect(headings.map(\.title) == ["Data", "Data: Maya", "Data: Jon", "Plan"])
    #expect(headings.map(\.isOfAll) == [true, false, false, false])
    #expect(headings.map(\.takesLines) == [true, true, true, false])
    #expect(format.headings(for: ["Jon"]).map(\.title) == ["Data: Jon", "Plan"])
    #expect(format.template(for: ["Maya", "Jon"]) == "## Data: Maya\n\n## Data: Jon\n\n## Plan")
    let text = "## Data: Maya\nx\n## Data: Jon\nx\n## Plan\nx"
    for text in [text, "## Data\nx\n" + text] {
      let check = NoteText(text).check(against: headings)
      #expect(check.unknown.isEmpty && check.missing.isEmpty && check.empty.isEmpty)
    }
    // A line that only names the partner is no heading without one.
    #expect(NoteText.marked("Data: Jon\nx", with: headings).taken.isEmpty)
    #expect(throws: Problem.self) {
      try own([data, try NoteFormat.Section(title: "Plan", prompt: "x", scope: .couple, takesLines: true)])
    }
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
