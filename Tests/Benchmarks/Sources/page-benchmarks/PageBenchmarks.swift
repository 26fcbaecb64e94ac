import Foundation

/// What a page costs: the program itself, run on a practice of long charts.
///
/// `page-benchmarks COUPLET [COUPLES [FOLDER]]`
@main
struct PageBenchmarks {
  private static let runs = 11
  /// What one report may cost beyond the start of the program, in milliseconds of CPU.
  private static let reportTarget = 25.0
  private static let formats = ["text", "csv", "html", "json"]

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let couplet = arguments.first else {
      print("page-benchmarks COUPLET [COUPLES [FOLDER]]: COUPLET is the path of the release build")
      exit(64)
    }
    let couples = arguments.dropFirst().first.flatMap(Int.init) ?? 1_000
    let folder = "\(arguments.dropFirst(2).first ?? NSTemporaryDirectory())/couplet-pages-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var source = try LongCouples()
    // Half first: a child's peak of memory is known only as the highest of all children so far.
    let (half, whole) = ("\(folder)/half.couplet", "\(folder)/whole.couplet")
    try source.make(couples / 2, at: half)
    try source.make(couples, at: whole)
    print(
      "\(couples) couples, each with \(LongCouples.sessions) sessions, \(LongCouples.sheets) sheets of sixteen items and "
        + "\(LongCouples.homework) pieces of homework")
    try reports(couplet, half)
    for format in formats { try all(couplet, format, half, whole, folder) }
  }

  /// CPU of one report in each format, less that of a start in the same round.
  private static func reports(_ couplet: String, _ path: String) throws {
    var beyond: [String: [Double]] = [:]
    var starts: [Double] = []
    for round in 0...runs {
      let start = try run(couplet, ["--version"]).milliseconds
      if round > 0 { starts.append(start) }
      for format in formats {
        let used = try run(couplet, ["report", LongCouples.handle, "--file", path, "--format", format])
        if round > 0 { beyond[format, default: []].append(used.milliseconds - start) }
      }
    }
    print("start of the program: median \(text(median(starts))) ms of CPU")
    for format in formats {
      let values = (beyond[format] ?? []).sorted()
      let verdict = median(values) <= reportTarget ? "met" : "missed"
      print(
        "report, \(format): median \(text(median(values))) ms of CPU beyond it "
          + "(\(text(values.first ?? 0)) to \(text(values.last ?? 0))), at most \(text(reportTarget)): \(verdict)")
    }
  }

  /// Every couple's report, in a practice of half the couples and in the whole one.
  private static func all(
    _ couplet: String, _ format: String, _ half: String, _ whole: String, _ folder: String
  ) throws {
    let used = try [half, whole].map { path in
      let output = "\(folder)/out"
      defer { try? FileManager.default.removeItem(atPath: output) }
      return try run(couplet, ["report", "--all", "--file", path, "--format", format, "-o", output])
    }
    print(
      "report --all, \(format): \(text(used[1].seconds)) s, \(text(used[1].peak)) MB at most; "
        + "half the couples \(text(used[0].seconds)) s, ratio \(text(used[1].seconds / used[0].seconds)) (2 is linear)")
  }

  /// What a run of the program took.
  private struct Used {
    let seconds: Double
    /// Of CPU, in the program and in the kernel.
    let milliseconds: Double
    /// The most memory of any run so far, in MB.
    let peak: Double
  }

  private static func run(_ couplet: String, _ arguments: [String]) throws -> Used {
    let process = Process()
    process.executableURL = URL(filePath: couplet)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let clock = ContinuousClock()
    let (before, start) = (children(), clock.now)
    try process.run()
    process.waitUntilExit()
    let seconds = (clock.now - start) / .seconds(1)
    guard process.terminationStatus == 0 else {
      print("couplet \(arguments.joined(separator: " ")): exit \(process.terminationStatus)")
      exit(1)
    }
    let after = children()
    return Used(seconds: seconds, milliseconds: after.milliseconds - before.milliseconds, peak: after.peak)
  }

  private static func children() -> (milliseconds: Double, peak: Double) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1_000 + Double(time.tv_usec) / 1_000 }
    // Linux counts kilobytes, macOS bytes.
    #if os(Linux)
      let unit = 1_000.0
    #else
      let unit = 1_000_000.0
    #endif
    return (milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), Double(usage.ru_maxrss) / unit)
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func text(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
