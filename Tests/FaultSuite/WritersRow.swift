import CSQLite
import FaultLayer
import Foundation
import SealedSQLite

/// Three processes write into one file, and one of them is killed again and again.
final class WritersRow {
  private struct Running {
    let child: Child
    let run: Int
    var text: [UInt8] = []
    /// When it is to be killed, for the one that is.
    var end: ContinuousClock.Instant?
  }

  private let options: Options
  private let scene: Scene
  private var report: Report
  private var running: [Running] = []
  /// The last save that each run of each writer acknowledged.
  private var acknowledged: [[Int: Int]] = [[:], [:], [:]]
  private var random: Random

  static func run(_ options: Options) throws -> Report {
    let row = try WritersRow(options)
    try row.write(for: .seconds(options.count ?? (options.isFull ? 600 : 15)))
    row.judge()
    return row.report
  }

  private init(_ options: Options) throws {
    self.options = options
    report = Report(.writers, options)
    random = Random(options.seed, 30)
    scene = try Scene(seed: options.seed, vfs: options.sealedVFS())
    let connection = try scene.open()
    try connection.run(Writer.schema)
    connection.close()
  }

  private func start(_ writer: Int, run: Int) throws -> Running {
    var arguments = ["--seed", "\(options.seed)"]
    if let rule = options.ruleOff { arguments += ["--rules-off", rule.rawValue] }
    let details = ["kind": "writer", "folder": scene.folder, "writer": "\(writer)", "run": "\(run)"]
    for (name, value) in details { arguments += ["--child-\(name)", value] }
    return Running(child: try Child(arguments), run: run)
  }

  private func write(for time: Duration) throws {
    let clock = ContinuousClock()
    let end = clock.now + time
    running = try (0..<3).map { try start($0, run: 0) }
    while clock.now < end {
      var polls = running.map { pollfd(fd: $0.child.output, events: Int16(POLLIN), revents: 0) }
      poll(&polls, nfds_t(polls.count), 1)
      for writer in 0..<3 where polls[writer].revents != 0 {
        take(writer)
        if polls[writer].revents & Int16(POLLIN) == 0 { try restart(writer) }
      }
      // The killing counts from the moment at which the process is about to open the file.
      if running[0].end == nil, acknowledged[0][running[0].run] != nil {
        running[0].end = clock.now + .microseconds(3_000 + random.below(20_000))
      }
      if let moment = running[0].end, clock.now >= moment {
        kill(running[0].child.pid, SIGKILL)
        try restart(0)
        report.note("kills")
      }
    }
    for writer in 0..<3 {
      kill(running[writer].child.pid, SIGKILL)
      finish(writer)
    }
  }

  /// Takes in what a writer has said so far.
  private func take(_ writer: Int) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(running[writer].child.output, &buffer, buffer.count)
    if count > 0 { running[writer].text += buffer[..<count] }
    note(writer)
  }

  private func note(_ writer: Int) {
    let run = running[writer].run
    while let end = running[writer].text.firstIndex(of: UInt8(ascii: "\n")) {
      let line = String(decoding: running[writer].text[..<end], as: UTF8.self)
      running[writer].text.removeSubrange(...end)
      if let number = Int(line) {
        acknowledged[writer][run] = number
      } else {
        report.fail(run, "writer \(writer): \(line)")
      }
    }
  }

  private func finish(_ writer: Int) {
    running[writer].text += Array(running[writer].child.wait().text.utf8)
    note(writer)
  }

  private func restart(_ writer: Int) throws {
    finish(writer)
    running[writer] = try start(writer, run: running[writer].run + 1)
  }

  // MARK: What is there

  private func judge() {
    do throws(Connection.Failure) {
      let connection = try Connection(scene.uri, cachePages: 2_000)
      try judge(connection)
      try Content.check(connection)
    } catch {
      report.fail(0, "the file: \(error)")
    }
  }

  private func judge(_ connection: Connection) throws(Connection.Failure) {
    var found: [[Int: [Int: Int]]] = [[:], [:], [:]]
    var wrong = 0
    try connection.run("SELECT writer, run, number, part, body FROM work", []) { row in
      let columns = (0..<4).map { Int(sqlite3_column_int64(row, $0)) }
      found[columns[0]][columns[1], default: [:]][columns[2], default: 0] += 1
      let body = UnsafeRawBufferPointer(start: sqlite3_column_blob(row, 4), count: Int(sqlite3_column_bytes(row, 4)))
      if !body.elementsEqual(Writer.body(columns[0], columns[1], columns[2], columns[3])) { wrong += 1 }
    }
    if wrong > 0 { report.fail(0, "\(wrong) rows are other than they were written") }
    for writer in 0..<3 {
      for (run, last) in acknowledged[writer] {
        let saves = found[writer][run] ?? [:]
        for number in 1..<last + 1 {
          let parts = saves[number] ?? 0
          report.add(run, parts == Writer.parts(number) ? nil : "writer \(writer), save \(number): \(parts) rows")
        }
        // The one that ran may be there, whole.
        let more = saves.filter { $0.key > last }
        if more.contains(where: { $0.key > last + 1 || $0.value != Writer.parts($0.key) }) {
          report.fail(run, "writer \(writer) acknowledged \(last), more is there: \(more)")
        }
      }
    }
  }
}
