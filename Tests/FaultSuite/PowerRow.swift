import FaultLayer
import Foundation
import SealedSQLite

/// The power goes at some moment of a recorded run: of what no sync made certain any part may be missing.
enum PowerRow {
  static func run(_ options: Options) throws -> Report {
    var report = Report(.power, options)
    let scene = try Scene(seed: options.seed, vfs: options.sealedVFS())
    let workload = Workload(seed: options.seed)
    let model = try Model(workload)
    var main = PowerImage(scene.files().main)
    var log = PowerImage(nil)
    FaultPlan.record()
    try workload.play(1...Workload.count, open: scene.open) { FaultPlan.mark($0) }.close()
    let record = FaultPlan.takeRecord()
    report.note("operations recorded", record.count)

    // Cases by their moment, so that one pass over the record serves all.
    let cases = options.cases(5_000, full: 200_000).run.map { number in
      var random = Random(options.seed, 20, UInt64(number))
      return (number, random.below(record.count + 1))
    }
    var taken = 0
    var acknowledged = 0
    for (number, moment) in cases.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
      while taken < moment {
        let event = record[taken]
        if case .mark(let mark) = event.event { acknowledged = mark }
        if event.file == scene.path { main.add(event.event) }
        if event.file == scene.log { log.add(event.event) }
        taken += 1
      }
      var random = Random(options.seed, 21, UInt64(number))
      let kept = [0, 0.3, 0.7, 0.95, 1][random.below(5)]
      let torn = [0, 0.1, 0.5, 1][random.below(4)]
      scene.put(
        Scene.Files(
          main: main.cut(&random, kept: kept, torn: torn) ?? [], log: log.cut(&random, kept: kept, torn: torn)))
      switch model.look(scene.open) {
      case .state(acknowledged): report.hold()
      case .state(acknowledged + 1):
        report.hold()
        report.note("images that have the running transaction whole")
      case let sight: report.fail(number, "acknowledged \(acknowledged), found \(sight)")
      }
    }
    return report
  }
}
