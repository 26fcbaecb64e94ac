/// Words by which a text tells whether an everyday word in it is a name.
extension Names {
  /// Words that are never a name where a sentence begins with them: nobody is spoken of by surname alone where a pronoun
  /// stands.
  static let closedClass: Set = [
    "a", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "both", "but", "by", "did", "do", "does",
    "each",
    "for", "from", "go", "had", "has", "have", "he", "her", "here", "hi", "him", "his", "how", "i", "if", "in", "is",
    "it",
    "its", "just", "me", "mine", "more", "most", "my", "no", "not", "now", "of", "oh", "ok", "on", "one", "only", "or",
    "our", "she", "so", "some", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those",
    "to", "too", "two", "up", "us", "very", "was", "we", "were", "what", "when", "where", "who", "whom", "why", "with",
    "yes", "you", "your",
  ]

  /// What only somebody does; behind a word that begins a sentence it says that this is a person.
  static let verbs: Set = [
    "admits", "admitted", "agreed", "agrees", "answered", "answers", "apologised", "apologized", "argued", "argues",
    "asked", "asks", "blames", "blamed", "complained", "complains", "cried", "cries", "denied", "denies", "drank",
    "drinks",
    "explained", "explains", "forgave", "hugged", "hugs", "insisted", "insists", "kissed", "laughed", "laughs",
    "listened",
    "listens", "married", "nodded", "phoned", "recalled", "recalls", "remembered", "remembers", "replied", "replies",
    "reported", "reports", "said", "says", "shouted", "shouts", "shrugged", "sighed", "sighs", "slept", "smiled",
    "smiles",
    "sobbed", "spoke", "talked", "talks", "texted", "thinks", "told", "tells", "understood", "wants", "wanted", "wept",
    "weeps", "whispered", "wished", "worries", "yelled",
  ]

  /// Months and days of the week, which are written large without being anybody.
  static let calendar: Set = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// What stands before a month or a day of the week.
  static let calendarWords: Set = [
    "by", "during", "early", "every", "from", "in", "last", "late", "mid", "next", "of", "on", "since", "this", "till",
    "until",
  ]
}
