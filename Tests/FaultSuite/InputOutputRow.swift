import FaultLayer
import Foundation
import SealedSQLite

/// Each operation in turn fails, reads too: once, once with half of the write done, or for good; from want of space
/// or with an I/O error.
struct InputOutputRow {
  private let segments: Segments
  private let seed: UInt64

  private static let failures: [FaultPlan.Failure] = [
    .init(isFull: false, isSticky: false, isShort: false), .init(isFull: false, isSticky: false, isShort: true),
    .init(isFull: false, isSticky: true, isShort: false), .init(isFull: true, isSticky: false, isShort: false),
    .init(isFull: true, isSticky: false, isShort: true), .init(isFull: true, isSticky: true, isShort: true),
  ]

  static func run(_ options: Options) throws -> Report {
    var report = Report(.io, options)
    let segments = try Segments(seed: options.seed, vfs: options.sealedVFS(), countsReads: true)
    let row = InputOutputRow(segments: segments, seed: options.seed)
    let total = segments.operations.reduce(0, +) * failures.count
    report.note("operations in the workload, reads too, times ways to fail", total)
    let (cases, all) = options.cases(1_200, full: total)
    for number in cases {
      report.add(number, row.fail(at: all < total ? number * total / all : number % total, &report))
    }
    if options.onlyCase == nil { try FullDisk.run(segments, cases: options.isFull ? 400 : 24, &report) }
    return report
  }

  private func fail(at place: Int, _ report: inout Report) -> String? {
    let failure = Self.failures[place % Self.failures.count]
    let (segment, operation) = segments.place(of: place / Self.failures.count)
    segments.scene.put(segments.files[segment])
    FaultPlan.arm(.fail(failure), at: operation, countsReads: true)
    var run = FailingRun(segments: segments, range: Segments.range(segment), goesOn: !failure.isSticky)
    run.play()
    if FaultPlan.fired == 0 { report.note("runs that ended before their fault") }
    if run.failed == nil { report.note("runs in which no statement failed") }
    if run.isRenewed { report.note("connections that went on failing after the fault, as without the page layer") }
    FaultPlan.arm()
    return run.judge()
  }
}

/// A segment in which statements may fail.
struct FailingRun {
  let segments: Segments
  let range: ClosedRange<Int>
  private var connection: Connection?
  private var acknowledged: Int
  /// The transaction that a failure met, if its end isn't known.
  private var open: Int?
  /// Whether there is but one fault, after which all has to work again.
  private let goesOn: Bool
  /// Whether the connection had to be closed, because it failed again after the fault was over.
  private(set) var isRenewed = false
  /// The first failure.
  private(set) var failed: Connection.Failure?
  private var problem: String?

  init(segments: Segments, range: ClosedRange<Int>, goesOn: Bool) {
    self.goesOn = goesOn
    self.segments = segments
    self.range = range
    acknowledged = range.lowerBound - 1
  }

  /// Runs the segment's transactions, to the first that fails when faults don't end.
  mutating func play() {
    var number = range.lowerBound
    while number <= range.upperBound, problem == nil {
      do throws(Connection.Failure) {
        try step(number)
        number += 1
      } catch {
        note(error, "a statement")
        guard goesOn, let stored = recover() else { break }
        number = stored + 1
      }
    }
    connection?.close()
    connection = nil
  }

  private mutating func step(_ number: Int) throws(Connection.Failure) {
    if connection == nil || segments.workload.reopens(before: number) {
      connection?.close()
      connection = nil
      connection = try Connection(segments.scene.uri)
    }
    guard let connection else { return }
    if acknowledged < number {
      open = number
      try segments.workload.run(number, on: connection)
      acknowledged = number
      open = nil
    }
    // Upkeep may fail: no content hangs on it.
    do throws(Connection.Failure) {
      try segments.workload.tend(after: number, on: connection)
    } catch {
      note(error, "upkeep")
    }
  }

  private mutating func note(_ error: Connection.Failure, _ what: String) {
    if goesOn, failed != nil {
      // After a failure stock SQLite may go on failing, above all in its full-text index, until it is closed.
      if isRenewed { problem = "\(what) failed in a new connection: \(error)" }
      isRenewed = true
      connection?.close()
      connection = nil
    }
    if failed == nil { failed = error }
  }

  /// Goes on after a failure, as a program does that tells its user and stays.
  ///
  /// - Returns: the transaction that is stored.
  private mutating func recover() -> Int? {
    do throws(Connection.Failure) {
      if let connection {
        if !connection.isIdle { try connection.run("ROLLBACK") }
        return try agree(connection)
      }
    } catch {
      note(error, "going on")
    }
    do throws(Connection.Failure) {
      let connection = try Connection(segments.scene.uri)
      self.connection = connection
      return try agree(connection)
    } catch {
      note(error, "a statement")
      problem = problem ?? "a new connection fails: \(error)"
      return nil
    }
  }

  private mutating func agree(_ connection: Connection) throws(Connection.Failure) -> Int? {
    let stored = try connection.number("SELECT number FROM progress")
    guard stored == acknowledged || stored == open else {
      problem = "acknowledged \(acknowledged), the connection sees \(stored)"
      return nil
    }
    acknowledged = stored
    open = nil
    return stored
  }

  /// What is wrong with the file now that nothing fails any more.
  func judge() -> String? {
    if let problem { return "\(problem) (first \(failed.map { "\($0)" } ?? "none"))" }
    let sight = segments.model.look(segments.scene.open)
    if sight == .state(acknowledged) || open.map({ sight == .state($0) }) == true { return nil }
    return "acknowledged \(acknowledged), found \(sight), failure \(failed.map { "\($0)" } ?? "none")"
  }
}
