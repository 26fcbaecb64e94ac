import CoupletCore
import Foundation
import SeededNumbers
import Testing

@testable import CoupletStore
@testable import SealedSQLite

/// Files and logs of one practice, of many moments on two computers, as crashes leave them and as somebody mixes them: no
/// pair that a crash leaves is refused, and no pair is taken that gives another content than the log was written for.
///
/// `COUPLET_PAIRS` says how many practices are made, for a night; `COUPLET_SEED` with which the first begins.
@Suite struct StatePairTests {
  private static let rounds = ProcessInfo.processInfo.environment["COUPLET_PAIRS"].flatMap(Int.init) ?? 2
  private static let seed = ProcessInfo.processInfo.environment["COUPLET_SEED"].flatMap(UInt64.init) ?? 1

  @Test(arguments: [false, true]) func honestPairsAreTakenAndOthersAreNot(isSealed: Bool) throws {
    var (honest, mixed, refused) = (0, 0, 0)
    for round in 0..<UInt64(Self.rounds) {
      var random = SeededNumbers(state: (Self.seed + round + (isSealed ? 1 << 32 : 0)) &* 0x9E37_79B9_7F4A_7C15)
      let world = try World(isSealed: isSealed, &random)
      let place = try TemporaryPractice()
      for crash in try world.crashes(&random) {
        try place.put(crash.pair)
        var bond = LogBond(path: place.path, keys: world.keys)
        let verdict = try bond.look()
        #expect(verdict != .foreign, "seed \(Self.seed + round): \(crash.words)")
        let count = try world.open(place.path).journal().count
        #expect(count == crash.count, "seed \(Self.seed + round): \(crash.words)")
        honest += 1
      }
      for _ in 0..<60 {
        let (file, log) = (world.moments.randomElement(using: &random)!, world.moments.randomElement(using: &random)!)
        let cut = random.below(3) == 0 ? random.below(log.pair.log.count + 1) : log.pair.log.count
        try place.put(Pair(main: file.pair.main, log: Array(log.pair.log.prefix(cut))))
        let wanted = try world.content(Pair(main: log.pair.main, log: Array(log.pair.log.prefix(cut))), at: place)
        try place.put(Pair(main: file.pair.main, log: Array(log.pair.log.prefix(cut))))
        var bond = LogBond(path: place.path, keys: world.keys)
        switch try bond.look() {
        case .foreign:
          #expect(throws: Problem.self) { try world.open(place.path) }
          refused += 1
        case .belongs:
          let found = try world.content(Pair(main: file.pair.main, log: Array(log.pair.log.prefix(cut))), at: place)
          #expect(found == wanted, "seed \(Self.seed + round): \(file.words) with the log of \(log.words)")
        case .unused: break
        }
        mixed += 1
      }
    }
    #expect(honest > 20 * Self.rounds && mixed > 50 * Self.rounds && refused > 10 * Self.rounds)
  }
}

/// The bytes of a file and of its log.
private struct Pair {
  var main: [UInt8]
  var log: [UInt8]
}

/// A practice on two computers, at every moment.
private struct World {
  struct Moment {
    let pair: Pair
    /// Rows of the journal that were acknowledged.
    let count: Int
    let words: String
  }

  let key: PracticeKey?
  let keys: FileKeys?
  private(set) var moments: [Moment] = []
  /// A file before and after its log was folded in, with that log.
  private var folds: [(before: [UInt8], after: [UInt8], log: [UInt8], count: Int, words: String)] = []
  private let home: TemporaryPractice
  private let away: TemporaryPractice

  init(isSealed: Bool, _ random: inout SeededNumbers) throws {
    home = try TemporaryPractice()
    away = try TemporaryPractice()
    let phrase = Array("four words and more".utf8)
    let seal = isSealed ? NewSeal(passphrase: phrase, recoveryCode: nil, effort: .least) : nil
    try Practice.create(
      at: home.path, seal: seal, counselor: nil, credential: nil, stamp: TemporaryPractice.stamp("init"))
    let closed = try ClosedPractice(at: home.path)
    key = try isSealed ? closed.key(phrase: phrase) : nil
    keys = try closed.seal(key).keys
    let couple = try home.addCouple(to: try closed.open(key))
    for name in try FileManager.default.contentsOfDirectory(atPath: home.folder) {
      try FileManager.default.copyItem(atPath: home.folder + "/" + name, toPath: away.folder + "/" + name)
    }
    try live(home, "home", couple, &random)
    try live(away, "away", couple, &random)
  }

  func open(_ path: String) throws -> Practice { try ClosedPractice(at: path).open(key) }

  /// Saves, folds and closes at random.
  private mutating func live(
    _ place: TemporaryPractice, _ name: String, _ couple: Couple, _ random: inout SeededNumbers
  ) throws {
    var practice = try open(place.path)
    var count = try practice.journal().count
    for step in 1...12 {
      let words = "\(name), step \(step)"
      switch random.below(6) {
      case 0...3:
        let text = String(repeating: "\(words). ", count: 1 + random.below(600))
        try practice.change(TemporaryPractice.stamp("jot")) { change in
          try change.add(try TemporaryPractice.jot(change, couple, text))
        }
        count += 1
      case 4:
        let before = place.pair(keys)
        if random.below(2) == 0 { try practice.fold("PASSIVE") } else { try practice.fold() }
        folds.append((before.main, place.pair(keys).main, before.log, count, words))
      default:
        practice.close()
        practice = try open(place.path)
      }
      moments.append(Moment(pair: place.pair(keys), count: count, words: words))
    }
    practice.close()
  }

  /// What crashes leave: each moment as it was, with the beginning of a save at the log's end; and files that were being
  /// folded into, some pages of them new, some old, and some of both.
  func crashes(_ random: inout SeededNumbers) throws -> [Moment] {
    var found = moments
    for moment in moments where random.below(2) == 0 {
      let rest = (0..<random.below(9000)).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      // The beginning of a log is one sector of the disk.
      guard !moment.pair.log.isEmpty else { continue }
      found.append(
        Moment(
          pair: Pair(main: moment.pair.main, log: moment.pair.log + rest), count: moment.count,
          words: "\(moment.words), a torn save"))
    }
    let start = keys == nil ? 0 : Layout.header
    for fold in folds where !fold.log.isEmpty {
      for _ in 0..<4 {
        var main = fold.after
        for place in stride(from: start, to: fold.after.count, by: 4096) where place + 4096 <= fold.before.count {
          let old = fold.before[place..<place + 4096]
          switch random.below(4) {
          case 0: break
          case 1...2: main.replaceSubrange(place..<place + 4096, with: old)
          default:
            let part = 512 * random.below(9)
            main.replaceSubrange(place..<place + part, with: old.prefix(part))
          }
        }
        if random.below(2) == 0 { main = Array(main.prefix(max(fold.before.count, start + 4096))) }
        found.append(
          Moment(pair: Pair(main: main, log: fold.log), count: fold.count, words: "\(fold.words), half folded"))
      }
    }
    return found
  }

  /// All pages of a file with those of its log laid over them.
  func content(_ pair: Pair, at place: TemporaryPractice) throws -> [UInt32: [UInt8]] {
    try place.put(pair)
    let descriptor = Foundation.open(place.path, O_RDONLY)
    defer { close(descriptor) }
    let pages = FilePages(descriptor: descriptor, keys: keys)
    var found: [UInt32: [UInt8]] = [:]
    let count = (pair.main.count - (keys == nil ? 0 : Layout.header)) / 4096
    for number in 1...UInt32(max(1, count)) {
      if case .whole(let page) = try pages.read(number) { found[number] = page }
    }
    var walk = LogWalk()
    try walk.read(LogWalk.path(of: place.path, keys: keys), keys: keys, root: nil) { found.merge($0) { $1 } }
    return found
  }
}

extension TemporaryPractice {
  fileprivate func pair(_ keys: FileKeys?) -> Pair {
    func bytes(_ path: String) -> [UInt8] { FileManager.default.contents(atPath: path).map { Array($0) } ?? [] }
    return Pair(main: bytes(path), log: bytes(LogWalk.path(of: path, keys: keys)))
  }

  /// Puts a file and its log here, and nothing else.
  fileprivate func put(_ pair: Pair) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) { unlink(folder + "/" + name) }
    let isSealed = pair.main.starts(with: "SealedSQLite".utf8)
    for (path, bytes) in [(path, pair.main), (path + (isSealed ? "-cwal" : "-wal"), pair.log)] where !bytes.isEmpty {
      #expect(
        FileManager.default.createFile(
          atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600]))
    }
  }
}

extension SeededNumbers {
  fileprivate mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
