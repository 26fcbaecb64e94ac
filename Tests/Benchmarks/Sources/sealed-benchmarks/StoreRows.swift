import CoupletCore
import CoupletStore
import SealedSQLite

/// The store as the program uses it: a chart's values, the journal, its chain and the anchor included.
struct StoreRows {
  let folder: Folder
  let texts: [String]
  let rounds: Int

  func run() throws {
    let pairs = Pairs(rounds: rounds)
    Pairs.heading("Through the store")
    try bulkLoad(pairs)

    var files: [Side: Filled] = [:]
    var open: [Side: (practice: Practice, couples: [Couple])] = [:]
    for side in Side.allCases {
      let file = try Filled(side, at: folder.path("store-\(side.rawValue)"))
      let practice = try file.open()
      let couples = try Filled.addCouples(to: practice)
      try Filled.load(texts, of: Array(couples.prefix(Filled.couples)), into: practice)
      for couple in couples.suffix(Filled.couples) { try Filled.load(["a", "b"], of: [couple], into: practice) }
      practice.close()
      files[side] = file
      open[side] = (try file.open(), couples)
    }
    func at(_ side: Side) -> (practice: Practice, couples: [Couple]) { open[side]! }

    try reading(pairs, at)
    try commits(pairs, at)
    for side in Side.allCases { at(side).practice.close() }
    try pairs.row("open + one select", target: 1.3, count: 20) { side, _ in
      let file = files[side]!
      var practice: Practice?
      let seconds = try Pairs.time {
        let opened = try ClosedPractice(at: file.path).open(file.key)
        let directory = try opened.directory()
        precondition(directory.couples.count == 2 * Filled.couples)
        practice = opened
      }
      practice?.close()
      return seconds
    }
  }

  /// The load alone: the file is made before, and taken away behind, the clock.
  private func bulkLoad(_ pairs: Pairs) throws {
    try pairs.row("bulk load of all notes", target: 1.6, count: 1) { side, _ in
      let file = try Filled(side, at: folder.path("bulk"))
      defer { folder.empty("bulk") }
      let practice = try file.open()
      defer { practice.close() }
      let couples = Array(try Filled.addCouples(to: practice).prefix(Filled.couples))
      return try Pairs.time { try Filled.load(texts, of: couples, into: practice) }
    }
  }

  private func reading(_ pairs: Pairs, _ at: (Side) -> (practice: Practice, couples: [Couple])) throws {
    // One couple after the other, the sides in turns: a pair is the whole practice.
    try pairs.row("read every note into values, per couple", target: 2, count: Filled.couples) { side, number in
      let (practice, couples) = at(side)
      return try Pairs.time {
        let chart = try practice.history(of: couples[number % Filled.couples])
        precondition(chart.seen(by: .counselor, asOf: Day.range.upperBound).records.notes.isEmpty == false)
      }
    }
    var numbers = Texts(seed: 3)
    let wanted = (0..<1000).map { _ in numbers.number(below: texts.count) + 1 }
    try pairs.row("point read: whose is a note", target: 2, count: 500) { side, number in
      try Pairs.time {
        let owner = try at(side).practice.owner(of: RecordID(.note, wanted[number % wanted.count])!)
        precondition(owner != nil)
      }
    }
    try pairs.row("the chart of a small couple", count: 100) { side, number in
      let (practice, couples) = at(side)
      return try Pairs.time { _ = try practice.history(of: couples[Filled.couples + number % Filled.couples]) }
    }
  }

  private func commits(_ pairs: Pairs, _ at: (Side) -> (practice: Practice, couples: [Couple])) throws {
    var sessions: [Side: Session] = [:]
    for side in Side.allCases {
      let (practice, couples) = at(side)
      sessions[side] = try practice.history(of: couples[0]).seen(by: .counselor, asOf: Day.range.upperBound)
        .records.sessions[0]
    }
    try pairs.row("one-note commit", target: 1.3, count: 100) { side, number in
      try Pairs.time {
        try at(side).practice.change(Filled.stamp("note write")) { change in
          try Filled.add(texts[number % texts.count], to: sessions[side]!, change)
        }
      }
    }
    let keys = FileKeys(DataKey(), fileID: Identifier())
    let path = folder.path("alone")
    var number: UInt64 = 0
    try pairs.single("of that, the anchor", count: 100) { _ in
      number += 1
      return try Pairs.time {
        try Anchor(number: number, head: Array(repeating: 7, count: 32)).write(of: path, keys: keys)
      }
    }
  }
}
