import CoupletCore
import CoupletStore
import Foundation

/// A private folder that an editor's file stands in, in memory where there is a file system for it.
struct EditorFolder {
  let path: String
  var file: String { path + "/note.txt" }
  /// What the name of a file ends with that has what was never written: nano calls it so when its terminal goes.
  static let unsavedEnding = ".save"
  /// Where the smallest Vim has it.
  private var swap: String { path + "/.note.txt.swp" }
  private var about: String { path + "/about" }

  /// What the folder says of its text, for whoever finds it after the program was killed.
  struct About: Codable {
    /// The practice file, by its real path.
    let practice: String
    let purpose: Draft.Purpose
    /// The file as the editor got it.
    let buffer: String
    /// Those of its lines that aren't saved; nil as earlier versions left it.
    var comments: [String]?
    /// The draft that the text was, which it takes the place of.
    var draft: String?

    /// The buffer, to read what the editor left.
    var content: EditorBuffer { EditorBuffer(text: buffer, comments: comments) }
  }

  // MARK: Places

  /// Where such folders may be, the ones in memory first.
  static func places(_ environment: [String: String]) -> (memory: [String], disk: [String]) {
    let memory = [environment["XDG_RUNTIME_DIR"], "/dev/shm"].compactMap { $0 }
    let disk = [environment["TMPDIR"], "/tmp"].compactMap { $0 }
    return (memory.filter { $0.hasPrefix("/") && isInMemory($0) }, disk.filter { $0.hasPrefix("/") })
  }

  /// Whether a folder is on a file system that has no disk; without Linux's list of them none is.
  private static func isInMemory(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0,
      let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
    else { return false }
    // The device as the list has it, major and minor number, after makedev(3).
    let device = UInt64(truncatingIfNeeded: status.st_dev)
    let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
    let minor = device & 0xFF | (device >> 12) & ~0xFF
    return mounts.split(separator: "\n").contains { line in
      let fields = line.split(separator: " ")
      guard fields.count > 2, fields[2] == "\(major):\(minor)", let end = fields.firstIndex(of: "-") else {
        return false
      }
      return fields[(end + 1)...].first.map { $0 == "tmpfs" || $0 == "ramfs" } ?? false
    }
  }

  /// Makes a folder, its owner's alone, in the first place that takes one; says so where the disk is all there is.
  init(memory: [String], disk: [String], inform: (String) -> Void) throws(Problem) {
    for place in memory + disk {
      // The number tells whether the program that made it still runs.
      var template = Array("\(place)/couplet-\(getpid())-XXXXXX".utf8CString)
      // mkdtemp makes it with mode 0700.
      guard mkdtemp(&template) != nil else { continue }
      path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if disk.contains(place) {
        inform("no memory file system here: while you edit, the text stands on the disk in \(path)")
      }
      return
    }
    throw Problem(.cannotWrite, "editor: no private folder can be made", hint: "give - and write to standard input")
  }

  private init(path: String) { self.path = path }

  // MARK: The text

  /// Writes the editor's file and what it is about.
  func begin(_ content: About) throws(Problem) {
    do {
      try OutputFile.writeNew(
        String(decoding: JSONEncoder().encode(content), as: UTF8.self), to: about)
      try OutputFile.writeNew(content.buffer, to: file)
    } catch {
      throw Problem(.cannotWrite, "editor: its file can't be written to \(path)")
    }
  }

  /// Writes settings for the editor.
  func write(settings: String) throws(Problem) -> String {
    try OutputFile.writeNew(settings, to: path + "/settings")
    return path + "/settings"
  }

  /// What the editor left, nil where it took the file away.
  ///
  /// - Parameter wasCutOff: whether it was ended, and what stood in it and was never written counts.
  func content(wasCutOff: Bool, _ environment: [String: String]) -> [UInt8]? {
    let unsaved = file + Self.unsavedEnding
    if wasCutOff, access(swap, F_OK) == 0, access(unsaved, F_OK) != 0 { readSwap(into: unsaved, environment) }
    let kept = wasCutOff ? FileManager.default.contents(atPath: unsaved) : nil
    return (kept ?? FileManager.default.contents(atPath: file)).map { Array($0) }
  }

  /// Has a Vim write what its swap file holds; any of them reads it.
  private func readSwap(into target: String, _ environment: [String: String]) {
    let words = [
      "-u", "NONE", "-i", "NONE", "-n", "-e", "-s", "--cmd", "set nomodeline", "-r", file, "-c", "w! \(target)", "-c",
      "qa!",
    ]
    let own = environment.merging(["TMPDIR": path]) { $1 }
    for vim in ["vim", "vim.tiny", "vi"] {
      if QuietProcess.run([vim] + words, own) == 0, access(target, F_OK) == 0 { return }
    }
  }

  /// What the folder says of its text, nil where it says nothing.
  func readAbout() -> About? {
    FileManager.default.contents(atPath: about).flatMap { try? JSONDecoder().decode(About.self, from: $0) }
  }

  /// Overwrites everything in it and takes it away.
  func remove() {
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? [] {
      overwrite(path + "/" + name)
    }
    try? FileManager.default.removeItem(atPath: path)
  }

  private func overwrite(_ file: String) {
    let descriptor = open(file, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    let zeros = [UInt8](repeating: 0, count: 1 << 16)
    var left = Int(status.st_size)
    while left > 0 {
      let written = Foundation.write(descriptor, zeros, min(left, zeros.count))
      guard written > 0 else { return }
      left -= written
    }
    fsync(descriptor)
  }

  // MARK: After a kill

  /// Folders of programs that run no more, whose editor is closed too.
  static func leftBehind(in places: [String]) -> [EditorFolder] {
    places.flatMap { place in
      ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted()
        .filter { isOfTheDead($0) && isOwn("\(place)/\($0)") }.map { EditorFolder(path: "\(place)/\($0)") }
    }.filter { !$0.isBeingEdited }
  }

  private static func isOfTheDead(_ name: String) -> Bool {
    let parts = name.split(separator: "-")
    guard parts.count == 3, parts[0] == "couplet", let number = pid_t(parts[1]), number > 1 else { return false }
    if kill(number, 0) != 0 { return errno == ESRCH }
    // A process that has ended and waits for its parent to notice has no arguments any more.
    return FileManager.default.contents(atPath: "/proc/\(number)/cmdline")?.isEmpty ?? false
  }

  /// In a folder that all may write, a name alone says nothing.
  private static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
      && status.st_mode & 0o077 == 0
  }

  /// Whether a process names it: an editor can outlive the program that opened it.
  private var isBeingEdited: Bool {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { Int($0) != nil }.contains {
      FileManager.default.contents(atPath: "/proc/\($0)/cmdline")?.range(of: Data((path + "/").utf8)) != nil
    }
  }

  /// Waits until no process names it, as long as an editor may take that was told to end.
  func waitForEditor() {
    let (step, patience) = (20_000, 5_000_000)
    for _ in 0..<patience / step where isBeingEdited { usleep(useconds_t(step)) }
  }

  /// The folder under our own number, so that no other command takes it too; nil where one was faster.
  func claimed() -> EditorFolder? {
    let parts = path.split(separator: "-", omittingEmptySubsequences: false)
    let name = (parts.dropLast(2) + ["\(getpid())"] + parts.suffix(1)).joined(separator: "-")
    return rename(path, name) == 0 ? EditorFolder(path: name) : nil
  }
}
