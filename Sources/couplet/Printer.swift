import CoupletCore
import Subprocess

/// Pages on paper, through the system's spooler; what the job is called says nothing of whom it is about.
struct Printer {
  let environment: [String: String]

  /// What a shell says of a program that isn't there.
  private static let notFound: Int32 = 127
  /// Where there is no spooler the page is read to its end, so that whoever writes it isn't cut off.
  private static let script =
    "command -v lp > /dev/null || { while read -r line; do :; done; exit \(notFound); }; exec lp -s -t couplet"

  /// Gives a page to the spooler.
  ///
  /// - Throws: unavailable where there is no spooler, or it takes no job.
  func print(_ page: String) async throws(Problem) {
    let result = try? await Subprocess.run(
      // The shell finds it on the path of the environment that is given.
      .name("sh"), arguments: ["-c", Self.script],
      environment: .custom(environment.map { Array("\($0)=\($1)\0".utf8) }),
      input: .string(page), output: .discarded, error: .discarded)
    guard let status = result?.terminationStatus, status != .exited(Self.notFound) else {
      throw Problem(.unavailable, "print: there is no spooler (lp) here; nothing was printed")
    }
    guard status.isSuccess else {
      throw Problem(
        .unavailable, "print: the spooler took no job; nothing was printed", hint: "lpstat -p -d shows the printers")
    }
  }
}
