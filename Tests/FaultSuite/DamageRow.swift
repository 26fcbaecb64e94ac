import CSQLite
import FaultLayer
import Foundation
import SealedSQLite

/// Files are damaged after they were written: what is read is right, or there is an error; a lost tail of the log is
/// told by the anchor.
struct DamageRow {
  /// The part of a sealed file that is damaged.
  enum Part: String {
    case database, log, slot, slots, anchor, inbox
  }

  private static let kinds: [(Part, Strike)] =
    [.bit, .zeros, .garbage, .cut, .swapped, .neighbour, .stranger, .replayed].map { (.database, $0) }
    + [.bit, .zeros, .garbage, .cut, .swapped, .neighbour, .stranger, .gone].map { (.log, $0) }
    + [.bit, .zeros, .garbage].flatMap { [(.slot, $0), (.slots, $0)] }
    + [.bit, .zeros, .garbage, .cut, .gone].map { (.anchor, $0) }
    + [.bit, .zeros, .garbage, .cut].map { (.inbox, $0) }

  private let segments: Segments
  private let stranger: Scene.Files
  private let inbox: Inbox
  private let seed: UInt64
  private var scene: Scene { segments.scene }

  static func run(_ options: Options) throws -> Report {
    var report = Report(.damage, options)
    let row = try DamageRow(options)
    let kinds = options.isStock ? kinds.filter { $0.0 == .log } : kinds
    for number in options.cases(5_000, full: 200_000).run {
      let (part, strike) = kinds[number % kinds.count]
      let (problem, outcome) = row.strike(part, strike, number)
      report.add(number, problem.map { "\(part.rawValue), \(strike.rawValue): \($0)" })
      report.note("\(part.rawValue): \(outcome)")
      if part == .log { report.note("log: of all, partly carried over before", row.isCarriedOver(number) ? 1 : 0) }
    }
    return report
  }

  private init(_ options: Options) throws {
    seed = options.seed
    let vfs = try options.sealedVFS()
    segments = try Segments(seed: seed, vfs: vfs)
    let other = try Scene(seed: seed, vfs: vfs, copyOf: segments.scene)
    let connection = try segments.workload.play(1...60, open: other.open)
    stranger = other.files()
    connection.close()
    inbox = try Inbox(segments.scene)
  }

  /// Damages one part and looks.
  ///
  /// - Returns: what is wrong, and how it went.
  private func strike(_ part: Part, _ strike: Strike, _ number: Int) -> (String?, String) {
    var random = Random(seed, 40, UInt64(number))
    let segment = 1 + random.below(Segments.count)
    let files = segments.files[segment]
    let latest = segment * Segments.length
    switch part {
    case .database: return database(strike, files, segment, &random)
    case .log: return log(strike, files, segment, &random)
    case .slot, .slots: return slots(strike, both: part == .slots, files, latest, &random)
    case .anchor: return anchor(strike, files, latest, &random)
    case .inbox: return inbox.look(strike, &random)
    }
  }

  /// Whether a part of the log stands in the database already, in a case.
  private func isCarriedOver(_ number: Int) -> Bool {
    var random = Random(seed, 40, UInt64(number))
    return segments.files[1 + random.below(Segments.count)].backfilled > 0
  }

  // MARK: Database

  private func database(
    _ strike: Strike, _ files: Scene.Files, _ segment: Int, _ random: inout Random
  ) -> (String?, String) {
    var struck = files
    strike.apply(to: &struck.main, Layout.header + 1..<files.main.count, &random)
    let source = strike == .stranger ? stranger.main : segments.files[segment - 1].main
    strike.apply(to: &struck.main, from: source, start: Layout.header, unit: Layout.page, &random)
    scene.put(struck)
    if strike != .replayed, let problem = scanProblem(struck.main, files.main) {
      return (problem, "not found by the scan")
    }
    let latest = segment * Segments.length
    switch segments.model.look(scene.open) {
    case .state(latest): return (nil, "right, the damage isn't in the way")
    case .error: return (nil, strike == .replayed ? "error at a replayed page" : "error")
    case let sight where strike == .replayed:
      return (
        nil, sight == .wrong ? "replayed page taken (not defended)" : "replayed page, an older state (not defended)"
      )
    case let sight: return ("expected \(latest), found \(sight)", "wrong")
    }
  }

  /// Whether the scan names exactly the pages that are others than before.
  private func scanProblem(_ struck: [UInt8], _ whole: [UInt8]) -> String? {
    let pages = (struck.count - Layout.header) / Layout.page
    let changed = (0..<pages).filter { page in
      let range = Layout.header + page * Layout.page..<Layout.header + (page + 1) * Layout.page
      return struck[range] != whole[range]
    }.map { UInt32($0 + 1) }
    do {
      let scan = try SealedFile.scan(scene.path, keys: scene.keys)
      let isCut = (struck.count - Layout.header) % Layout.page != 0
      guard scan.damagedPages == changed, scan.pages == pages, scan.endsInPage == isCut else {
        return "changed pages \(changed), the scan says \(scan)"
      }
      return nil
    } catch {
      return "scan: \(error)"
    }
  }

  // MARK: Log

  private func log(
    _ strike: Strike, _ files: Scene.Files, _ segment: Int, _ random: inout Random
  ) -> (String?, String) {
    guard var struck = files.log, struck.count > 40 else { return (nil, "empty") }
    strike.apply(to: &struck, 0..<struck.count, &random)
    let source = strike == .stranger ? stranger.log : segments.files[segment - 1].log
    strike.apply(to: &struck, from: source ?? [], start: 32, unit: 24 + Layout.page, &random)
    var damaged = files
    damaged.log = strike == .gone ? nil : struck
    scene.put(damaged)
    let latest = segment * Segments.length
    switch segments.model.look(scene.open) {
    case .state(latest): return (nil, "right, the damage isn't in the way")
    case .state(let state):
      guard case .anchor(let anchor)? = try? Anchor.read(of: scene.path, keys: scene.keys),
        anchor.number > UInt64(state)
      else { return ("state \(state) of \(latest), and the anchor doesn't tell", "lost in silence") }
      return (nil, "tail lost, the anchor tells")
    case .error: return (nil, "error")
    // SQLite forgets with the wal-index how far the log was carried over: what is left of a damaged log then stands
    // over newer pages. That is so without the page layer too (--stock). The number of the last save is old then in
    // any case, because each save rewrites it in one place.
    case .wrong where isBehind(latest): return (nil, "mixed with newer pages (SQLite's own), the anchor tells")
    case .wrong: return ("expected \(latest), found what never was", "wrong")
    }
  }

  /// Whether the number of the last save is behind the anchor's.
  private func isBehind(_ latest: Int) -> Bool {
    guard case .anchor(let anchor)? = try? Anchor.read(of: scene.path, keys: scene.keys),
      let stored = try? Connection(scene.uri).number("SELECT number FROM progress")
    else { return false }
    return UInt64(stored) < anchor.number
  }

  // MARK: Header and anchor

  private func slots(
    _ strike: Strike, both: Bool, _ files: Scene.Files, _ latest: Int, _ random: inout Random
  ) -> (String?, String) {
    var struck = files
    let places = both ? [0, 1] : [random.below(2)]
    for place in places {
      let range = place * 4096..<place * 4096 + 4096
      strike.apply(to: &struck.main, range, &random)
      // Zeros where zeros were are no damage.
      if struck.main[range] == files.main[range] { struck.main[range.lowerBound + 300] ^= 1 }
    }
    scene.put(struck)
    _ = scene.vfs.takeRefusal()
    switch segments.model.look(scene.open) {
    case .state(latest) where !both: return (nil, "right, by the other one")
    case .error(SQLITE_CANTOPEN, _) where both:
      guard let refusal = scene.vfs.takeRefusal() else { return ("refused without a reason", "unclear") }
      return (nil, "refused: \(refusal)")
    case let sight: return ("found \(sight), \(String(describing: scene.vfs.takeRefusal()))", "wrong")
    }
  }

  private func anchor(
    _ strike: Strike, _ files: Scene.Files, _ latest: Int, _ random: inout Random
  ) -> (String?, String) {
    guard var struck = files.anchor else { return ("no anchor", "missing") }
    strike.apply(to: &struck, 0..<struck.count, &random)
    Scene.write(strike == .gone ? nil : struck, to: Anchor.path(of: scene.path))
    do {
      switch try Anchor.read(of: scene.path, keys: scene.keys) {
      case .missing: return (strike == .gone ? nil : "missing", "missing, and said")
      case .damaged, .other: return (nil, "damaged, and said")
      case .anchor(let found):
        guard found.number <= UInt64(latest), found.head == Scene.head(Int(found.number)) else {
          return ("number \(found.number) of \(latest)", "wrong")
        }
        return (nil, found.number == UInt64(latest) ? "right" : "right, one save back")
      }
    } catch {
      return (nil, "error")
    }
  }
}
