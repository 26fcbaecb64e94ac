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
      return try Self.output(of: process)
    }

    /// Runs a shell line in the folder, as the user of the tests.
    func runAsRoot(_ line: String) throws -> (status: Int32, output: String) {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", "exec 2>&1; cd \(folder); \(line)"]
      return try Self.output(of: process)
    }

    private static func output(of process: Process) throws -> (status: Int32, output: String) {
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
    #expect(
      result.output
        == """
        error: file: the practice file or its folder can't be written
        hint: couplet restore \(place.folder)/own/p.couplet --to NEW puts it where it can be written

        """)
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

  /// What is read where nothing can be written is read as ever, and how to go on is said.
  @Test(arguments: [false, true]) func aReadOnlyPlaceIsRead(isSealed: Bool) async throws {
    let place = isSealed ? try await sealedPlace() : try self.place()
    let (handle, pass) = isSealed ? ("dana-rob", "COUPLET_PASSPHRASE_FILE=own/pass ") : ("ann-bo", "")
    #expect(try place.run("echo tamarind | \(pass)couplet jot \(handle) -").status == 0)
    let before = try Data(contentsOf: URL(filePath: place.folder + "/own/p.couplet"))
    let names = try FileManager.default.contentsOfDirectory(atPath: place.folder + "/own").sorted()
    for (folder, file) in [(0o500, 0o600), (0o700, 0o400), (0o500, 0o400)] as [(mode_t, mode_t)] {
      chmod(place.folder + "/own", folder)
      chmod(place.folder + "/own/p.couplet", file)
      for line in [
        "couple list", "jot list \(handle)", "search tamarind", "report \(handle)", "brief \(handle)", "log",
      ] {
        let read = try place.run("\(pass)couplet \(line)")
        #expect(read.status == 0 && !read.output.contains("error"), "\(line): \(read.output)")
      }
      #expect(try place.run("\(pass)couplet jot list \(handle)").output.contains("tamarind"))
      let check = try place.run("\(pass)couplet check --deep")
      #expect(check.status == 0 && check.output.contains("it can only be read where it is"), "\(check.output)")
      for line in ["jot \(handle) -", "undo --yes", "optimize"] {
        let refused = try place.run("echo x | \(pass)couplet \(line)")
        #expect(refused.status == 73, "\(line): \(refused.output)")
        #expect(refused.output.contains("--to NEW puts it where it can be written\n"), "\(line): \(refused.output)")
      }
    }
    #expect(try Data(contentsOf: URL(filePath: place.folder + "/own/p.couplet")) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder + "/own").sorted() == names)
    mkdir(place.folder + "/new", 0o700)
    if place.isRoot { chown(place.folder + "/new", 65534, 65534) }
    // What the hint says can be done.
    let restored = try place.run(
      "\(pass)couplet restore own/p.couplet --to new/p.couplet\(isSealed ? "" : " --plain")")
    #expect(restored.status == 0, "\(restored.output)")
    #expect(try place.run("\(pass)couplet jot list \(handle) --file new/p.couplet").output.contains("tamarind"))
  }

  /// Saves that stand in the log alone aren't passed over in silence.
  @Test func aLogThatCannotBeFoldedIsSaid() throws {
    let place = try place()
    _ = FileManager.default.createFile(
      atPath: place.folder + "/own/p.couplet-wal", contents: Data(repeating: 1, count: 5000))
    chmod(place.folder + "/own/p.couplet-wal", 0o600)
    if place.isRoot { chown(place.folder + "/own/p.couplet-wal", 65534, 65534) }
    chmod(place.folder + "/own", 0o500)
    let result = try place.run("couplet couple list")
    #expect(result.status == 73 || result.status == 74, "\(result.output)")
    #expect(result.output.contains("p.couplet-wal"), "\(result.output)")
  }

  // MARK: Another user's

  /// As another user, also as one who may do everything, nothing is made beside somebody's file.
  @Test(
    .enabled(if: geteuid() == 0, "being two users needs the superuser"), arguments: [false, true])
  func anotherUsersPracticeIsLeftAlone(isSealed: Bool) async throws {
    let place = isSealed ? try await sealedPlace() : try self.place()
    let (handle, pass) = isSealed ? ("dana-rob", "--passphrase-file own/pass") : ("ann-bo", "")
    unlink(place.folder + "/own/p.couplet.lock")
    let own = place.folder + "/own"
    let names = try FileManager.default.contentsOfDirectory(atPath: own).sorted()
    for line in [
      "couple list", "check", "jot \(handle) -", "optimize", "backup x", "plain-copy -o x --yes", "unlock", "lock",
      "inbox list", "check --salvage x",
    ] {
      let refused = try place.runAsRoot("echo x | ./couplet \(line) \(line == "lock" ? "" : pass) --file own/p.couplet")
      #expect(refused.status == 77, "\(line): \(refused.output)")
      #expect(
        refused.output == "error: file: \(own)/p.couplet belongs to nobody\nhint: give the command as nobody\n",
        "\(line): \(refused.output)")
    }
    for line in ["init --plain --file own/new", "restore own/p.couplet --to own/new \(isSealed ? pass : "--plain")"] {
      let refused = try place.runAsRoot("./couplet \(line)")
      #expect(refused.status == 77, "\(line): \(refused.output)")
      #expect(refused.output.contains("the folder \(own) belongs to nobody"), "\(refused.output)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: own).sorted() == names)
    #expect(try place.run("couplet couple list \(pass)").status == 0)
    // What somebody else did make there is named.
    chown(own + "/p.couplet.lock", 0, 0)
    let other = try place.run("couplet couple list \(pass)")
    #expect(other.status == 77)
    #expect(other.output.hasPrefix("error: file: \(own)/p.couplet.lock belongs to root\n"), "\(other.output)")
  }

  @Test func withoutAHomeFolderTheAccountsIsTaken() throws {
    let place = try place()
    let result = try place.run("unset COUPLET_FILE HOME XDG_DATA_HOME; couplet init --plain")
    #expect(result.status != 0 || !place.isRoot, "\(result.output)")
    #expect(!FileManager.default.fileExists(atPath: "/.local/share/couplet"))
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
    #expect(
      try place.run("couplet check --passphrase-file own/pass").output.contains("it can only be read where it is"))
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
  @Test(.enabled(if: geteuid() == 0, "mounting a small file system needs the superuser"), arguments: [false, true])
  func aFullDisk(isSealed: Bool) async throws {
    let place = isSealed ? try await sealedPlace() : try place()
    let disk = place.folder + "/disk"
    mkdir(disk, 0o755)
    let mount = try place.runAsRoot("mount -t tmpfs -o size=2m none disk")
    guard mount.status == 0 else {
      print("skipped: no file system can be mounted here: \(mount.output)")
      return
    }
    defer { _ = try? place.runAsRoot("umount disk") }
    chmod(disk, 0o700)
    let run = "COUPLET_PASSPHRASE_FILE=\(place.folder)/own/pass COUPLET_FILE=\(disk)/p.couplet ./couplet"
    let handle = isSealed ? "dana-rob" : "ann-bo"
    #expect(
      try place.runAsRoot("cp own/p.couplet* disk/ && chown 0:0 disk/* && chown -f 0:0 own/pass; true").status == 0)
    #expect(try place.runAsRoot("echo kept | \(run) jot \(handle) -").status == 0)
    #expect(try place.runAsRoot("head -c 1000000 /dev/zero > disk/filler").status == 0)
    let full = try place.runAsRoot("head -c 1000000 /dev/zero | tr '\\0' x | \(run) jot \(handle) -")
    #expect(full.status == 73)
    #expect(full.output.hasPrefix("error: file: the disk is full; nothing was saved\n"), "\(full.output)")
    let after = try place.runAsRoot("\(run) jot list \(handle) --json")
    #expect(after.status == 0)
    #expect(after.output.contains("kept") && !after.output.contains("xxx"))
    // Not a byte free: what only reads goes on, and what saves says why it can't.
    _ = try place.runAsRoot("dd if=/dev/zero of=disk/rest bs=1k 2> /dev/null")
    for line in ["couple list", "jot list \(handle)", "check", "search kept", "report \(handle)"] {
      let read = try place.runAsRoot("\(run) \(line)")
      #expect(read.status == 0, "\(line): \(read.output)")
    }
    let refused = try place.runAsRoot("echo more | \(run) jot \(handle) -")
    #expect(refused.status == 73 && refused.output.hasPrefix("error: file: the disk is full"), "\(refused.output)")
    #expect(try place.runAsRoot("rm disk/rest disk/filler; echo more | \(run) jot \(handle) -").status == 0)
  }
}
