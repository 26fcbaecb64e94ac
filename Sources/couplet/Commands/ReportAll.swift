import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

/// A report of every open couple, a file each.
extension ReportCommand {
  /// Cells of the bar that grows on a terminal.
  private static let barCells = 40

  /// Writes them all; one that can't be written doesn't keep the others from it.
  ///
  /// - Throws: at the end, with the worst reason, where some weren't written.
  func writeAll(
    _ library: Library, _ interval: (since: Day?, until: Day?), _ invocation: Invocation
  ) throws(Problem) {
    guard couple == nil else {
      throw Problem(.usage, "couple: --all takes every open couple", hint: "leave one of the two out")
    }
    guard let output else { throw Problem(.usage, "all: goes with -o", hint: "-o DIR is the folder for the files") }
    guard !OutputFile.isStandardOutput(output) else {
      throw Problem(.usage, "output: --all writes a file for each couple, and - is standard output", hint: "-o DIR")
    }
    guard page != .supervision else {
      throw Problem(.usage, "all: a supervision sheet is read through before it is written, one couple at a time")
    }
    guard reading.audience.map({ ["joint", "counselor"].contains(Folding.fold($0)) }) ?? true else {
      throw Problem(.usage, "audience: --all takes joint or counselor", hint: "a partner's page is of one couple")
    }
    let format = try self.format(invocation)
    let options = ReportOptions(
      isOnPaper: true,
      templates: format == .html ? try TemplateFolder.templates(invocation.surroundings.environment) : nil)
    let couples = try invocation.everyCouple().filter { $0.closure == nil }
    guard !couples.isEmpty else { throw Problem(.refused, "all: there is no open couple") }
    // A folder of such a name would be taken for what belongs to the practice file.
    try Target.check(output, for: .page, besides: invocation.path)
    try Self.makeFolder(output)
    var taken: Set<String> = []
    var problems: [Problem] = []
    for (place, couple) in couples.enumerated() {
      // What is said on a desk names nobody.
      var name = reading.desk ? "a couple" : couple.handle.description
      do throws(Problem) {
        let chart = try self.chart(of: couple, until: interval.until, invocation)
        name = chart.handle
        let text = try self.text(
          of: chart, nil, as: format, library, interval, options, invocation)
        let file = "\(output)/\(Self.free(name, &taken)).\(format.ending)"
        try OutputFile.check(file, replacing: common.force, besides: invocation.path)
        invocation.informOfUndecided(in: text, of: chart)
        try invocation.disclose(disclosed, of: chart, to: toWhom)
        try OutputFile.write(text, to: file, replacing: common.force, besides: invocation.path)
      } catch {
        problems.append(error)
        clear(invocation)
        invocation.inform("\(name): \(error.message)")
      }
      show(place + 1, of: couples.count, invocation)
    }
    clear(invocation)
    let written = couples.count - problems.count
    if written > 0 { invocation.inform("wrote \(written) \(written == 1 ? "report" : "reports") to \(output)") }
    if let worst = problems.max(by: { $0.kind.exitCode < $1.kind.exitCode }) {
      throw Problem(
        worst.kind, "all: \(problems.count) of \(couples.count) weren't written", hint: worst.hint)
    }
  }

  /// A name that no file of this run has: initials may be those of several couples.
  private static func free(_ name: String, _ taken: inout Set<String>) -> String {
    let names = [name] + (2...(taken.count + 2)).map { "\(name)-\($0)" }
    let free = names.first { !taken.contains($0) } ?? name
    taken.insert(free)
    return free
  }

  private static func makeFolder(_ path: String) throws(Problem) {
    guard mkdir(path, 0o700) != 0 else { return }
    var status = stat()
    guard errno == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Problem(.cannotWrite, "output: \(path) is no folder, and none can be made there")
    }
  }

  /// How far it is, on a terminal.
  private func show(_ count: Int, of all: Int, _ invocation: Invocation) {
    let filled = count * Self.barCells / all
    // Drawn again only where that shows.
    guard invocation.surroundings.isInteractive, filled != (count - 1) * Self.barCells / all else { return }
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.barCells - filled)
    invocation.surroundings.writeError("\r[\(bar)] \(count) of \(all)")
  }

  /// Takes the bar off the line.
  private func clear(_ invocation: Invocation) {
    if invocation.surroundings.isInteractive { invocation.surroundings.writeError("\r\u{1B}[K") }
  }
}

extension ReportFormat {
  /// The ending of its files.
  fileprivate var ending: String { self == .text ? "txt" : rawValue }
}
