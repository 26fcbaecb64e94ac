import CoupletCore
import Testing

@Suite struct SearchQueryTests {
  @Test(arguments: [
    ("trust", #"("trust")"#), ("Trust repair", #"("trust") AND ("repair")"#),
    (#""kitchen table""#, #"("kitchen table")"#), ("money OR rent late", #"("money" OR "rent") AND ("late")"#),
    ("trust -late", #"(("trust")) NOT ("late")"#), ("apolog*", #"("apolog" *)"#),
    ("near(phone night, 5)", #"(NEAR("phone" "night", 5))"#), ("NEAR(a b)", #"(NEAR("a" "b", 10))"#),
    ("or and not", #"("or") AND ("and") AND ("not")"#), ("O'Brien", #"("o brien")"#), ("Łódź", #"("łodz")"#),
    (#"-"late again" trust"#, #"(("trust")) NOT ("late again")"#),
  ])
  func reads(_ text: String, expression: String) throws {
    #expect(try SearchQuery(text).matchExpression == expression)
  }

  @Test(arguments: [
    ("", "query: is empty", "at the mark: ▸"),
    ("!!!", "query: there is no letter or digit to look for", "at the mark: ▸!!!"),
    (#"trust "kitchen"#, "query: the quotation mark isn't closed", #"at the mark: trust ▸"kitchen"#),
    ("OR trust", "query: OR stands between two words", "at the mark: ▸OR trust"),
    ("trust OR", "query: OR stands between two words", "at the mark: trust ▸OR"),
    ("a OR -b", "query: OR stands between two words", "at the mark: a OR ▸-b"),
    ("-trust", "query: needs a word to look for, not only words to leave out", "at the mark: ▸-trust"),
    ("(a b)", "query: brackets stand after near only, as near(a b, 5)", "at the mark: ▸(a b)"),
    ("near(a b", "query: the bracket isn't closed", "at the mark: near▸(a b"),
    ("near(a, 5)", "query: near takes two words or more, as near(a b, 5)", "at the mark: ▸near(a, 5)"),
    (
      "near(a b, x)", "query: near takes a number of words from 0 to 1000 after the comma", "at the mark: ▸near(a b, x)"
    ),
  ])
  func pointsAtThePlace(_ text: String, message: String, hint: String) {
    let problem = #expect(throws: Problem.self) { try SearchQuery(text) }
    #expect(problem?.kind == .usage)
    #expect(problem?.message == message)
    #expect(problem?.hint == .words(hint))
  }
}
