/// Notes as a counselor might write them, the same from the same seed; names, people and matters are made up.
struct Texts {
  private var numbers: SeededNumbers

  init(seed: UInt64) { numbers = SeededNumbers(state: seed) }

  private static let starts = [
    "Both arrived on time and chose to begin with", "The hour turned early to",
    "We came back to last week's talk about",
    "Dana opened with", "Rob asked for more time on", "A longer silence followed when I named",
    "They described, each in their own words,", "Without being asked, they compared", "The exercise brought up",
    "After the check-in the couple returned to", "I reflected back what I had heard about",
    "Neither of them wanted to leave out",
  ]
  private static let matters = [
    "the argument on the way home from her parents", "who gets up when the baby wakes", "the savings account",
    "how evenings end with both on their phones", "the promise to eat together on Thursdays",
    "his new shifts at the hospital", "the move that was put off twice", "her mother's remarks about the kitchen",
    "sleep, and who may ask for quiet", "the repair attempt that worked on Sunday", "a letter that was never answered",
    "the holiday they agreed not to take", "touch, and what counts as an invitation", "the list of small kindnesses",
    "what each would need to feel heard", "the first months after the wedding",
  ]
  private static let turns = [
    "She softened when he repeated her sentence back to her.", "He noticed his shoulders rising and named it.",
    "They slowed down, took turns, and let each other finish.", "The tone changed once the word fair was out.",
    "I asked for one example from this week rather than always.", "Both laughed, for the first time in some weeks.",
    "We stopped at the point where it usually escalates and looked at what came just before it.",
    "He reached for water; she took it as leaving, said so, and was surprised by his answer.",
    "The pause of twenty minutes, agreed upon in March, was used and helped.",
    "Her voice became quieter, his quicker, and both saw it on reflection.",
  ]
  private static let ends = [
    "For next time they bring the calendar.",
    "They will try the evening question four times and write down one line each.",
    "Ratings again at the start of the next session.", "I will ask about sleep first.",
    "Agreed: no talk about money after ten.", "Each thinks of one thing the other did well.",
  ]

  /// A note of about 2.5 KB; a number in each sentence keeps any two of them apart.
  mutating func note() -> String {
    var text = ""
    while text.utf8.count < 2350 {
      text += "\(pick(Self.starts)) \(pick(Self.matters)), for the \(Int.random(in: 2...40, using: &numbers))th minute"
      text += " or so. \(pick(Self.turns)) "
      if Int.random(in: 0..<5, using: &numbers) == 0 { text += "\(pick(Self.ends))\n\n" }
    }
    return text + pick(Self.ends)
  }

  /// A number below a bound.
  mutating func number(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &numbers) }

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &numbers) ?? "" }
}

/// SplitMix64: the same numbers from the same seed, on every machine.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
