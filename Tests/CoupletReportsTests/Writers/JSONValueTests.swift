import CoupletReports
import SeededNumbers
import Testing

@Suite struct JSONValueTests {
  @Test func prettyPrinted() {
    let value: JSONValue = ["z": 1, "a": [true, nil, "x"], "none": [], "empty": [:], "deep": ["k": [["n": -2]]]]
    #expect(
      value.text() == """
        {
          "z": 1,
          "a": [
            true,
            null,
            "x"
          ],
          "none": [],
          "empty": {},
          "deep": {
            "k": [
              {
                "n": -2
              }
            ]
          }
        }
        """)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (-0.00001, "0"), (1, "1"), (0.1 + 0.2, "0.3"), (1.00005, "1.0001"), (-2.5, "-2.5"),
    (1e21, "1000000000000000000000"), (1e-7, "0"), (9.99999, "10"), (.nan, "null"), (.infinity, "null"),
  ])
  func numbers(_ number: Double, _ text: String) {
    #expect(JSONValue.number(number).text() == text)
  }

  @Test(arguments: [
    ("\"\\/", #""\"\\/""#), ("\u{0}\u{1F}\u{8}", #""\u0000\u001f\u0008""#), ("\n\r\t", #""\n\r\t""#),
    ("\r\n", #""\r\n""#), ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("naïve 漢 😀 שלום", "\"naïve 漢 😀 שלום\""),
    // Stricter than the format asks: what would steer a terminal is escaped too.
    ("\u{7F}\u{9B}\u{202E}\u{2066}", #""\u007f\u009b\u202e\u2066""#),
  ])
  func strings(_ text: String, _ json: String) {
    #expect(JSONValue.string(text).text() == json)
    #expect(Array(JSONString.read(json).unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func everyStringReadsBack() {
    let scalars = (0..<0x300).compactMap(Unicode.Scalar.init) + ["\u{2028}", "漢", "😀", "\u{FFFF}", "\u{10FFFF}"]
    var generator = SeededNumbers(state: 3)
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<20 { text.unicodeScalars.append(scalars.randomElement(using: &generator) ?? "a") }
      #expect(Array(JSONString.read(JSONValue.string(text).text()).unicodeScalars) == Array(text.unicodeScalars))
    }
  }
}

/// The smallest reader of a JSON string, written from RFC 8259 and not from our writer.
private enum JSONString {
  static func read(_ json: String) -> String {
    var scalars = Array(json.unicodeScalars)[...]
    var text = ""
    guard scalars.popFirst() == "\"", scalars.popLast() == "\"" else { return "not a string" }
    while let scalar = scalars.popFirst() {
      guard scalar.value >= 0x20, scalar != "\"" else { return "not escaped" }
      guard scalar == "\\" else {
        text.unicodeScalars.append(scalar)
        continue
      }
      switch scalars.popFirst() {
      case "n"?: text.unicodeScalars.append("\n")
      case "r"?: text.unicodeScalars.append("\r")
      case "t"?: text.unicodeScalars.append("\t")
      case "u"?:
        let digits = String(scalars.prefix(4).map(Character.init))
        scalars = scalars.dropFirst(4)
        guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else { return "bad digits" }
        text.unicodeScalars.append(scalar)
      case let other?: text.unicodeScalars.append(other)
      case nil: return "cut short"
      }
    }
    return text
  }
}
