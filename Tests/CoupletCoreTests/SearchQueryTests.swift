import CoupletCore
import Testing

@Suite struct SearchQueryTests {
  @Test(arguments: [
    ("trust", #"("trust")"#), ("Trust repair", #"("trust") AND ("repair")"#),
    (#""kitchen table""#, #"("kitchen table")"#), ("money OR rent late", #"("money" OR "rent") AND ("late")"#),
    ("trust -late", #"(("trust")) NOT ("late")"#), ("apolog*", #"("apolog" *)"#),
    ("near(phone night, 5)", #"(NEAR("phone" "night", 5))"#), ("NEAR(a b)", #"(NEAR("a" "b", 10))"#),
    ("or and not", #"("or") AND ("and") AND ("not")"#), ("O'Brien", #"("o brien")"#), ("Łódź", #"("lodz")"#),
    ("slammed AND door", #"("slammed") AND ("door")"#), ("a NOT b", #"(("a")) NOT ("b")"#),
    ("a AND NOT b", #"(("a")) NOT ("b")"#), ("“kitchen table”", #"("kitchen table")"#),
    ("„so“ OR «so»", #"("so" OR "so")"#),
    ("trust - late", #"("trust") AND ("late")"#), ("Dana & Rob", #"("dana") AND ("rob")"#),
    ("a – b", #"("a") AND ("b")"#),
    ("trust –late", #"(("trust")) NOT ("late")"#), ("cafe\u{301}", #"("cafe")"#), ("йод", #"("иод")"#),
    ("near(straße weg)", #"(NEAR("strasse" "weg", 10))"#),
    (#"-"late again" trust"#, #"(("trust")) NOT ("late again")"#),
  ])
  func reads(_ text: String, expression: String) throws {
    #expect(try SearchQuery(text).matchExpression { [$0] } == expression)
  }

  @Test(arguments: [
    ("父亲", ["父亲"]), ("信 trust", ["信"]), ("“父亲 的信”", ["父亲 的信"]), ("아버지", ["아버지"]), ("พ่อ", ["พ่อ"]), ("trust", []),
  ])
  func looksInsideRunsOfScriptsWithoutBlanks(_ text: String, passages: [String]) throws {
    #expect(try SearchQuery(text).passages == passages)
  }

  @Test(arguments: [
    ("", "query: is empty", "at the mark: ▸"),
    ("!!!", "query: there is no letter or digit to look for", "at the mark: ▸!!!"),
    (#"trust "kitchen"#, "query: the quotation mark isn't closed", #"at the mark: trust ▸"kitchen"#),
    ("OR trust", "query: OR stands between two words", "at the mark: ▸OR trust"),
    ("trust OR", "query: OR stands between two words", "at the mark: trust ▸OR"),
    ("AND trust", "query: AND stands between two words", "at the mark: ▸AND trust"),
    ("trust AND", "query: AND stands between two words", "at the mark: trust ▸AND"),
    ("trust NOT", "query: NOT stands before a word", "at the mark: trust ▸NOT"),
    ("a OR NOT b", "query: OR stands between two words", "at the mark: a OR ▸NOT b"),
    ("a AND OR b", "query: OR stands between two words", "at the mark: a AND ▸OR b"),
    ("- ", "query: there is no letter or digit to look for", "at the mark: ▸- "),
    ("“trust", "query: the quotation mark isn't closed", "at the mark: ▸“trust"),
    ("near(父亲 信)", "query: near counts words, which stand apart by blanks", "at the mark: ▸near(父亲 信)"),
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
