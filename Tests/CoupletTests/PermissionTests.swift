import CoupletCore
import Foundation
import Testing

/// What the system forbids.
///
/// The superuser is forbidden nothing, so these run the real binary as somebody else.
@Suite(.serialized) struct PermissionTests {
  /// A folder that others can reach, with the program and a practice in it.
  private final class Place {
    let folder: String
    let isRoot = geteuid() == 0

    init() throws {
      var template = Array("/tmp/couplet-place-XXXXXX".utf8CString)
      _ = try #require(mkdtemp(&template))
      folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      chmod(folder, 0o755)
      let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "couplet")
      try FileManager.default.copyItem(atPath: binary.path, toPath: folder + "/couplet")
      mkdir(folder + "/own", 0o700)
      if isRoot { chown(folder + "/own", 65534, 65534) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs a shell line in the folder, as a user without rights.
    func run(_ line: String) throws -> (status: Int32, output: String) {
      let process = Process()
      let shell = ["/bin/sh", "-c", "exec 2>&1; cd \(folder); \(line)"]
      process.executableURL = URL(filePath: isRoot ? "/usr/bin/setpriv" : shell[0])
      process.arguments =
        isRoot ? ["--reuid=65534", "--regid=65534", "--clear-groups"] + shell : Array(shell.dropFirst())
      process.environment = [
        "PATH": "\(folder):/usr/bin:/bin", "COUPLET_FILE": folder + "/own/p.couplet", "USER": "ada",
      ]
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardInput = FileHandle.nullDevice
      try process.run()
      let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
  }

  private func place() throws -> Place {
    let place = try Place()
    let made = try place.run(
      "couplet init --plain && couplet couple add 'A & B' --new-member 'Ann A' --new-member 'Bo B'")
    #expect(made.status == 0, "\(made.output)")
    return place
  }

  @Test func aReadOnlyFolder() throws {
    let place = try place()
    chmod(place.folder + "/own", 0o500)
    let result = try place.run("echo x | couplet jot ann-bo -")
    #expect(result.status == 73)
    #expect(result.output == "error: file: the practice file or its folder can't be written\n")
    let born = try place.run("couplet init --plain --file own/q.couplet")
    #expect(born.status == 73)
    #expect(born.output == "error: file: can't write to \(place.folder)/own/q.couplet: permission denied\n")
  }

  @Test func aFileWithoutTheRightToRead() throws {
    let place = try place()
    chmod(place.folder + "/own/p.couplet", 0o000)
    let result = try place.run("couplet today")
    #expect(result.status == 77)
    #expect(result.output == "error: file: \(place.folder)/own/p.couplet can't be read with your permissions\n")
  }

  @Test func aFileWithoutTheRightToWrite() throws {
    let place = try place()
    chmod(place.folder + "/own/p.couplet", 0o400)
    let before = try Data(contentsOf: URL(filePath: place.folder + "/own/p.couplet"))
    let result = try place.run("echo x | couplet jot ann-bo -")
    #expect(result.status == 73)
    #expect(try Data(contentsOf: URL(filePath: place.folder + "/own/p.couplet")) == before)
  }

  @Test func foldersOfOurOwnAreForTheirOwner() throws {
    let place = try place()
    let result = try place.run(
      "unset COUPLET_FILE; export XDG_DATA_HOME=\(place.folder)/own/data; couplet init --plain && stat -c %a own/data/couplet own/data/couplet/practice.couplet"
    )
    #expect(result.output.hasSuffix("\n700\n600\n"), "\(result.output)")
  }

  /// A process that can't be dumped doesn't own its entries in /proc, and has to take descriptors all the same.
  @Test func aPassphraseComesThroughAPipeOrADescriptor() async throws {
    let place = try await sealedPlace()
    for line in [
      "couplet couple list --passphrase-file own/pass", "couplet couple list --passphrase-file /dev/fd/3 3< own/pass",
      "cat own/pass | couplet couple list --passphrase-file /dev/stdin",
      "mkfifo own/pipe; cat own/pass > own/pipe & couplet couple list --passphrase-file own/pipe",
      "COUPLET_PASSPHRASE_FILE=own/pass couplet couple list",
    ] {
      let result = try place.run(line)
      #expect(result.status == 0 && result.output.contains("dana-rob"), "\(line): \(result.output)")
    }
    #expect(try place.run("couplet couple list --passphrase-file /dev/fd/9").status == 66)
  }

  @Test func aFileThatCanOnlyBeReadKeepsItsPassphrase() async throws {
    let place = try await sealedPlace()
    chmod(place.folder + "/own/p.couplet", 0o400)
    let result = try place.run("couplet passwd --passphrase-file own/pass --new-passphrase-file own/pass")
    #expect(result.status == 77)
    #expect(result.output.hasPrefix("error: file: the system doesn't permit it for \(place.folder)/own/p.couplet"))
    #expect(try place.run("couplet check --passphrase-file own/pass").status == 73)
  }

  @Test func theProcessLeavesNoCoreAndNobodyLooksIntoIt() async throws {
    let place = try await sealedPlace()
    // It waits for its text while others look.
    _ = try place.run(
      """
      ulimit -c unlimited; mkfifo own/pipe; sleep 6 > own/pipe &
      COUPLET_PASSPHRASE_FILE=own/pass couplet jot dana-rob - < own/pipe &
      sleep 2; grep 'core file' /proc/$!/limits > own/limits; cat /proc/$!/environ > own/memory; kill $!
      """)
    let limits = try String(contentsOfFile: place.folder + "/own/limits", encoding: .utf8)
    #expect(limits.split(separator: " ").contains("0"), "\(limits)")
    #expect(try Data(contentsOf: URL(filePath: place.folder + "/own/memory")).isEmpty)
  }

  /// The folder with an encrypted practice in it, and its passphrase in `own/pass`.
  private func sealedPlace() async throws -> Place {
    let place = try Place()
    for (name, content) in try await MadePractices.shared.files(isSealed: true) {
      let path = place.folder + "/own/" + name.replacing("practice.couplet", with: "p.couplet")
      try content.write(to: URL(filePath: path))
      chmod(path, 0o600)
      if place.isRoot { chown(path, 65534, 65534) }
    }
    return place
  }

  /// A memory file system of two megabytes stands for a full disk; only the superuser can mount one.
  @Test(.enabled(if: geteuid() == 0, "mounting a small file system needs the superuser"))
  func aFullDisk() throws {
    let place = try place()
    let disk = place.folder + "/disk"
    mkdir(disk, 0o755)
    func root(_ line: String) throws -> (status: Int32, output: String) {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", "exec 2>&1; cd \(place.folder); \(line)"]
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardInput = FileHandle.nullDevice
      try process.run()
      let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
    let mount = try root("mount -t tmpfs -o size=2m none disk")
    guard mount.status == 0 else {
      print("skipped: no file system can be mounted here: \(mount.output)")
      return
    }
    defer { _ = try? root("umount disk") }
    let run = "COUPLET_FILE=\(disk)/p.couplet ./couplet"
    #expect(
      try root("\(run) init --plain && \(run) couple add 'A & B' --new-member 'Ann A' --new-member 'Bo B'").status == 0)
    #expect(try root("echo kept | \(run) jot ann-bo -").status == 0)
    #expect(try root("head -c 1000000 /dev/zero > disk/filler").status == 0)
    let full = try root("head -c 1000000 /dev/zero | tr '\\0' x | \(run) jot ann-bo -")
    #expect(full.status == 73)
    #expect(full.output.hasPrefix("error: file: the disk is full; nothing was saved\n"), "\(full.output)")
    let after = try root("\(run) jot list ann-bo --json")
    #expect(after.status == 0)
    #expect(after.output.contains("kept") && !after.output.contains("xxx"))
  }
}
