/// Names in scripts that set no blanks between words, and in Korean, which sets particles without one.
///
/// A whole name and a given name of two letters or more are found anywhere, a name of one letter, and the first letter of a
/// name that was entered without a blank, only before a form of address, as a word of its own, or after 小, 老 and 阿.
struct UnspacedNames {
  /// Where a form is a name.
  enum Place { case anywhere, addressed }

  struct Form {
    let scalars: [Unicode.Scalar]
    let person: Int
    let place: Place
  }

  private var forms: [Unicode.Scalar: [Form]] = [:]

  var isEmpty: Bool { forms.isEmpty }

  /// Adds a name by its words.
  mutating func add(_ words: [NameText], of person: Int) {
    let words = words.flatMap { text in text.words.map { (Self.letters(text, $0), $0.kind) } }
      .filter { $0.1 == .unspaced || $0.1 == .hangul }.map(\.0)
    guard let first = words.first else { return }
    if words.count == 1 { return addUnparted(first, of: person) }
    add(words.flatMap { $0 }, .anywhere, of: person)
    for word in words {
      // Short syllables of scripts with vowels of their own are too many words' beginnings.
      add(
        word,
        word.count >= (Self.isHan(word) ? 2 : 3) || Self.isHangul(word) && word.count > 1 ? .anywhere : .addressed,
        of: person)
    }
  }

  /// A name without a blank: where its surname ends isn't said.
  private mutating func addUnparted(_ name: [Unicode.Scalar], of person: Int) {
    add(name, name.count > 1 ? .anywhere : .addressed, of: person)
    guard Self.isHan(name) || Self.isHangul(name), name.count > 1 else { return }
    let isDouble = name.count > 2 && Self.doubleSurnames.contains(Self.text(name.prefix(2)))
    let isJapanese = name.count > 3 && !isDouble
    for length in isDouble ? [2] : isJapanese ? [2] : name.count == 3 ? [1, 2] : [1] {
      let (surname, given) = (Array(name.prefix(length)), Array(name.dropFirst(length)))
      let isCertain = length > 1 && (isDouble || isJapanese)
      add(surname, isCertain ? .anywhere : .addressed, of: person)
      if given.count > 1 { add(given, .anywhere, of: person) } else { add(given, .addressed, of: person) }
    }
  }

  private mutating func add(_ scalars: [Unicode.Scalar], _ place: Place, of person: Int) {
    guard let first = scalars.first else { return }
    forms[first, default: []].append(Form(scalars: scalars, person: person, place: place))
    forms[first]?.sort { $0.scalars.count > $1.scalars.count }
  }

  /// The names in a word of a text: where they stand, counted in scalars, and whose they are.
  func found(in word: NameText.Word, of text: NameText) -> [(range: Range<Int>, people: [Int])] {
    let places = word.range.filter { NameLetters.kind(text.scalars[$0]) != .ignorable }
    let letters = places.map { text.scalars[$0] }
    var found: [(Range<Int>, [Int])] = []
    var index = 0
    while index < letters.count {
      let fitting = (forms[letters[index]] ?? []).filter { form in
        letters[index...].starts(with: form.scalars)
          && isName(form, at: index, of: letters, isHangul: word.kind == .hangul)
      }
      guard let longest = fitting.first?.scalars.count else {
        index += 1
        continue
      }
      let people = fitting.filter { $0.scalars.count == longest }.map(\.person)
      let end = index + longest == places.count ? word.range.upperBound : places[index + longest]
      found.append((places[index]..<end, people))
      index += longest
    }
    return found
  }

  private func isName(_ form: Form, at index: Int, of letters: [Unicode.Scalar], isHangul: Bool) -> Bool {
    // Koreans set blanks between words, so that a name is found where one begins.
    if isHangul, index > 0 { return false }
    if form.place == .anywhere || form.scalars.count == letters.count { return true }
    let rest = Self.text(letters[(index + form.scalars.count)...])
    if Self.honorifics.contains(where: { rest.hasPrefix($0) }) { return true }
    return index > 0 && "小老阿".unicodeScalars.contains(letters[index - 1])
  }

  private static let honorifics = [
    "先生", "女士", "小姐", "太太", "夫人", "老师", "老師", "医生", "醫生", "さん", "さま", "ちゃん", "くん", "氏", "様", "君",
    "씨", "님", "선생", "여사", "군", "양",
  ]
  private static let doubleSurnames: Set = [
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "东方", "東方", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容",
    "令狐", "夏侯", "轩辕", "軒轅", "南宫", "南宮", "西门", "西門",
  ]

  private static func letters(_ text: NameText, _ word: NameText.Word) -> [Unicode.Scalar] {
    text.scalars[word.range].filter { NameLetters.kind($0) != .ignorable }
  }

  private static func isHan(_ word: [Unicode.Scalar]) -> Bool {
    word.allSatisfy { (0x2E80...0x9FFF).contains($0.value) || $0.value >= 0x20000 }
  }

  private static func isHangul(_ word: [Unicode.Scalar]) -> Bool {
    word.allSatisfy { NameLetters.kind($0) == .hangul }
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
