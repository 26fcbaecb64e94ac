import FaultLayer
import Foundation
import SealedSQLite

/// A file system that is really full: one in memory, of a size that the workload soon exceeds.
enum FullDisk {
  static func run(_ segments: Segments, cases: Int, _ report: inout Report) throws {
    let folder = segments.scene.folder + "/full"
    mkdir(folder, 0o700)
    guard set(folder, "size=16m") else {
      report.note("SKIPPED, on a file system that is full: only root can mount one", cases)
      return
    }
    defer { unmount(folder) }
    let scene = Scene(at: folder, like: segments.scene)
    let inside = segments.replacing(scene)
    for number in 0..<cases {
      let segment = number % Segments.count
      let files = segments.files[segment]
      guard set(folder, "remount,size=16m") else { throw Problem("remount") }
      scene.put(files)
      let used = (files.main.count + (files.log?.count ?? 0) + (files.anchor?.count ?? 0)) / 1024
      // Space for the wal-index, and then for some frames of the log.
      guard set(folder, "remount,size=\(used + 48 + number * 37 % 200)k") else { throw Problem("remount") }
      var run = FailingRun(segments: inside, range: Segments.range(segment), goesOn: false)
      run.play()
      guard set(folder, "remount,size=16m") else { throw Problem("remount") }
      if run.failed != nil { report.note("runs into a file system that was really full") }
      report.add(1_000_000 + number, run.judge())
    }
  }

  private static func set(_ folder: String, _ options: String) -> Bool {
    guard geteuid() == 0 else { return false }
    return command("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder])
  }

  private static func unmount(_ folder: String) { _ = command("umount", ["-l", folder]) }

  private static func command(_ name: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
