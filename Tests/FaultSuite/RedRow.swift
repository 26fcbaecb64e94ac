import FaultLayer
import Foundation
import SealedSQLite

/// Each rule that keeps data is switched off in the smallest experiment in which it matters: the loss must show, and
/// with the rule on it must not.
struct RedRow {
  private let scene: Scene
  private let workload: Workload
  private let model: Model

  static func run(_ options: Options) throws -> Report {
    var report = Report(.red, options)
    FaultVFS.prepare()
    for (number, rule) in Rule.allCases.enumerated() {
      if let only = options.onlyCase, only != number { continue }
      for off in [nil, rule] {
        let name = "sealed-red-\(rule.rawValue)-\(off == nil)"
        let vfs = try SealedVFS(name: name, over: FaultVFS.name, rules: Rule.all(but: off))
        let problem = try RedRow(options.seed, vfs).problem(rule)
        if off == nil {
          report.add(number, problem.map { "\(rule.rawValue) on: \($0)" })
        } else {
          report.add(number, problem == nil ? "\(rule.rawValue) off: nothing shows" : nil)
          if let problem { report.note("\(rule.rawValue) off: \(problem)") }
        }
      }
    }
    return report
  }

  private init(_ seed: UInt64, _ vfs: SealedVFS) throws {
    scene = try Scene(seed: seed, vfs: vfs)
    workload = Workload(seed: seed)
    model = try Model(workload)
  }

  /// What went wrong in a rule's experiment.
  private func problem(_ rule: Rule) throws -> String? {
    do {
      switch rule {
      case .provesKeyFirst: return try wrongKeyAfterCrash()
      case .answersProbe: return try tornFirstPage()
      case .endsLogAtTornFrame: return try tornTail()
      case .takesSaltsFromLogHeader: return try spill()
      case .refreshesSalts: return try logBegunAnew()
      }
    } catch let failure as Connection.Failure {
      return "error \(failure)"
    }
  }

  /// Runs transactions without anything between them, and gives the files as a crash leaves them.
  private func crash(after last: Int) throws -> Scene.Files {
    // No checkpoint of SQLite's own: the log has to be what holds the saves.
    let connection = try Connection(scene.uri, checkpointAt: 0)
    for number in 1...last { try workload.run(number, on: connection) }
    let files = scene.files()
    connection.close()
    return files
  }

  private func judge(_ files: Scene.Files, _ expected: Int) -> String? {
    scene.put(files)
    return judge(expected)
  }

  private func judge(_ expected: Int) -> String? {
    let sight = model.look(scene.open)
    return sight == .state(expected) ? nil : "expected \(expected), found \(sight)"
  }

  private func wrongKeyAfterCrash() throws -> String? {
    scene.put(try crash(after: 4))
    scene.vfs.admit(FileKeys(DataKey(), fileID: scene.keys.fileID), path: scene.path)
    _ = model.look(scene.open)
    scene.vfs.admit(scene.keys, path: scene.path)
    return judge(4)
  }

  private func tornFirstPage() throws -> String? {
    var files = try crash(after: 4)
    for place in Layout.header..<Layout.header + 512 { files.main[place] ^= 0x55 }
    return judge(files, 4)
  }

  private func tornTail() throws -> String? {
    var files = try crash(after: 5)
    guard let count = files.log?.count else { return "no log" }
    for place in count - 512..<count { files.log?[place] = 0 }
    return judge(files, 4)
  }

  private func spill() throws -> String? { judge(try crash(after: 24), 24) }

  private func logBegunAnew() throws -> String? {
    let connections = [try scene.open(), try scene.open()]
    for number in 1...8 {
      try workload.run(number, on: connections[number % 2])
      if number % 4 == 3 { try connections[number % 2].run("PRAGMA wal_checkpoint(RESTART)") }
    }
    let files = scene.files()
    for connection in connections { connection.close() }
    return judge(files, 8)
  }
}
