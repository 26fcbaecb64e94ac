import FaultLayer
import Foundation
import SealedSQLite

/// The process is killed at each operation in turn, then at random and once more soon after; half of the last writes
/// are torn.
struct KillRow {
  private let options: Options
  private let segments: Segments

  static func run(_ options: Options) throws -> Report {
    var report = Report(.kill, options)
    let row = KillRow(options: options, segments: try Segments(seed: options.seed, vfs: options.sealedVFS()))
    let (run, all) = options.cases(600, full: 20_000)
    for number in run {
      var commits = 0
      let problem = number < all / 2 ? row.inTurn(number, of: all / 2, &commits) : row.atRandom(number, &commits)
      report.add(number, problem)
      report.note("commits acknowledged", commits)
    }
    report.note("operations in the workload", row.segments.operations.reduce(0, +))
    return report
  }

  private init(options: Options, segments: Segments) {
    self.options = options
    self.segments = segments
  }

  private func inTurn(_ number: Int, of all: Int, _ commits: inout Int) -> String? {
    let total = segments.operations.reduce(0, +)
    let place = segments.place(of: all < total ? number * total / all : number % total)
    let torn = all < total ? number % 2 == 1 : number / total % 2 == 1
    segments.scene.put(segments.files[place.segment])
    let first = Segments.range(place.segment).lowerBound
    return kill(from: first, place.segment, at: place.operation, torn: torn, &commits).problem
  }

  private func atRandom(_ number: Int, _ commits: inout Int) -> String? {
    var random = Random(options.seed, 10, UInt64(number))
    let segment = random.below(Segments.count)
    let range = Segments.range(segment)
    segments.scene.put(segments.files[segment])
    var operation = 1 + random.below(segments.operations[segment])
    var first = range.lowerBound
    for _ in 0..<2 where first <= range.upperBound {
      let killed = kill(from: first, segment, at: operation, torn: random.chance(0.5), &commits)
      if let problem = killed.problem { return problem }
      first = killed.state + 1
      // The second time the log is still being taken up, or just was.
      operation = 1 + random.below(40)
    }
    return nil
  }

  /// Lets a child be killed and looks at what it leaves.
  private func kill(
    from first: Int, _ segment: Int, at operation: Int, torn: Bool, _ commits: inout Int
  ) -> (problem: String?, state: Int) {
    var arguments = ["--seed", "\(options.seed)"]
    if let rule = options.ruleOff { arguments += ["--rules-off", rule.rawValue] }
    let details = [
      "kind": "kill", "folder": segments.scene.folder, "first": "\(first)",
      "last": "\(Segments.range(segment).upperBound)", "at": "\(operation)", "torn": torn ? "1" : "0",
    ]
    for (name, value) in details { arguments += ["--child-\(name)", value] }
    let output: (text: String, end: Child.End)
    do {
      output = try Child(arguments).wait()
    } catch {
      return ("\(error)", 0)
    }
    guard output.end == .signal(SIGKILL) || output.end == .exit(0) else {
      return ("the child ended with \(output.end): \(output.text.suffix(200))", 0)
    }
    let acknowledged = output.text.split(separator: "\n").compactMap { Int($0) }.last ?? first - 1
    commits += acknowledged - first + 1
    return judge(acknowledged, afterWrongKey: operation % 4 == 0)
  }

  private func judge(_ acknowledged: Int, afterWrongKey: Bool) -> (problem: String?, state: Int) {
    FaultPlan.arm()
    let scene = segments.scene
    if afterWrongKey {
      // Someone mistypes before the right key comes: that must not touch the log.
      scene.vfs.admit(FileKeys(DataKey(), fileID: scene.keys.fileID), path: scene.path)
      _ = segments.model.look(scene.open)
      scene.vfs.admit(scene.keys, path: scene.path)
    }
    let sight = segments.model.look(scene.open)
    guard case .state(let state) = sight, state == acknowledged || state == acknowledged + 1 else {
      return ("acknowledged \(acknowledged), found \(sight)", 0)
    }
    let anchor = try? Anchor.read(of: scene.path, keys: scene.keys)
    switch anchor {
    case .anchor(let anchor) where anchor.number <= UInt64(state): return (nil, state)
    case .missing where state <= 1: return (nil, state)
    default: return ("state \(state) and \(String(describing: anchor))", state)
    }
  }

  /// What the child does: transactions, each acknowledged, until it is killed.
  static func child(_ options: Options) throws {
    guard let folder = options.child["folder"], let first = options.child["first"].flatMap({ Int($0) }),
      let last = options.child["last"].flatMap({ Int($0) }), let operation = options.child["at"].flatMap({ Int($0) })
    else { throw Problem(Options.usage) }
    let scene = try Scene(folder: folder, seed: options.seed, vfs: options.sealedVFS())
    FaultPlan.arm(.kill(torn: options.child["torn"] == "1"), at: operation)
    try Workload(seed: options.seed).play(first...last, open: scene.open) { number in
      try scene.anchor(number)
      Child.say("\(number)")
    }
  }
}
