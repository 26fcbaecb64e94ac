public import CoupletCore
import Foundation
import GRDB
import SealedSQLite

extension ClosedPractice {
  /// Reads every page and looks at everything that can be wrong with the file and what is around it.
  ///
  /// - Parameter deep: reads every record of every chart too, as the program does.
  /// - Throws: only when nothing could be looked at; damage is a finding.
  public func check(_ key: PracticeKey?, deep: Bool, now: Instant) throws(Problem) -> FileCheck {
    let own = try seal(key)
    var check = FileCheck()
    check.findings = try translatingFaults(path) {
      let lock = PracticeFile.isFixed(path) ? nil : try CommandLock(of: path, .shared)
      defer { withExtendedLifetime(lock) {} }
      let anchor = try own.keys.map { try Anchor.read(of: path, keys: $0) }
      return try slots(own) + content(own, anchor) + pages(own)
    }
    check.findings += surroundings(now)
    check.findings += key.map { colleagues($0).map(Self.finding) } ?? []
    if deep { check.findings += records(key) }
    return check
  }

  private func slots(_ own: PageSeal) throws -> [FileCheck.Finding] {
    guard let keys = own.keys else {
      return [
        FileCheck.Finding(
          "encryption", .warning, "none: whoever reads the disk can read the notes",
          remedy: .encrypt(path: path))
      ]
    }
    let whole = try SealedHeader.wholeSlots(at: path, keys: keys)
    return [
      whole.allSatisfy { $0 }
        ? FileCheck.Finding("header", .sound, "both copies are whole")
        : FileCheck.Finding("header", .warning, "one of its two copies is damaged", remedy: .writeHeader)
    ]
  }

  /// What a connection sees, and whether the file ends where the anchor says.
  private func content(_ own: PageSeal, _ anchor: Anchor.Found?) throws -> [FileCheck.Finding] {
    var findings: [FileCheck.Finding] = []
    do {
      try translatingFaults(path) {
        let queue = try PracticeFile.openUnmigrated(at: path, own)
        defer { try? queue.close() }
        // The log may hold newer pages; once they are in the file, every page of it has to be whole.
        if !PracticeFile.isFixed(path) { try PracticeFile.foldLog(queue) }
        findings += try queue.writeWithoutTransaction { try Soundness.findings($0, own.chain) }
        if let anchor, try queue.read({ try $0.tableExists("journal_chain") }) {
          findings.append(try queue.read { try Self.finding(anchor, $0) })
        }
      }
    } catch {
      guard error.kind == .damaged || error.kind == .internalFault else { throw error }
      findings.append(FileCheck.Finding("content", .broken, error.message, remedy: error.hint))
    }
    return findings
  }

  private static func finding(_ anchor: Anchor.Found, _ database: Database) throws -> FileCheck.Finding {
    if let loss = try Loss.compare(database, anchor).loss {
      return FileCheck.Finding(
        "anchor", .broken, String(loss.message.dropFirst("file: ".count)), remedy: .restoreOrAcceptLoss)
    }
    switch anchor {
    case .anchor(let anchor):
      return FileCheck.Finding("anchor", .sound, "at j\(anchor.number), which the file has")
    case .missing: return FileCheck.Finding("anchor", .warning, "none beside the file; the next command makes one")
    case .damaged:
      return FileCheck.Finding("anchor", .warning, "damaged, or another file's; the next command makes a new one")
    }
  }

  private func pages(_ own: PageSeal) throws -> [FileCheck.Finding] {
    guard let keys = own.keys else { return [] }
    var scan = try SealedFile.scan(path, keys: keys)
    // Another command may be writing a page at the moment that it is looked at.
    for _ in 1...5 where !scan.damagedPages.isEmpty || scan.endsInPage {
      usleep(50_000)
      scan = try SealedFile.scan(path, keys: keys)
    }
    let damaged = scan.damagedPages
    let shown = damaged.prefix(10).map { String($0) }.joined(separator: ", ") + (damaged.count > 10 ? " …" : "")
    return [
      damaged.isEmpty && !scan.endsInPage
        ? FileCheck.Finding("pages", .sound, "all \(scan.pages) open; \(scan.frames) in the log")
        : FileCheck.Finding(
          "pages", .broken,
          damaged.isEmpty
            ? "the file ends in the middle of a page" : "\(damaged.count) of \(scan.pages) are damaged: \(shown)",
          remedy: .restoreOrSalvage)
    ]
  }

  /// Permissions, swap and the keyring.
  private func surroundings(_ now: Instant) -> [FileCheck.Finding] {
    var findings = [
      FileCheck.Finding("permissions", .sound, "the file and what stands beside it are yours alone"),
      FileGuard.isFolderListed(of: path)
        ? FileCheck.Finding(
          "folder", .warning, "others can see the names in it", remedy: .words("chmod 700 its folder"))
        : FileCheck.Finding("folder", .sound, "yours alone"),
    ]
    if PracticeFile.isFixed(path) {
      findings.append(
        FileCheck.Finding(
          "place", .warning, "it can only be read where it is", remedy: .restoreElsewhere(path: path)))
    }
    let swaps = (try? String(contentsOfFile: "/proc/swaps", encoding: .utf8))?.split(separator: "\n").count ?? 1
    findings.append(
      swaps > 1
        ? FileCheck.Finding(
          "swap", .warning, "on: what is in memory can reach the disk; so does hibernation",
          remedy: .words("encrypt the swap, or turn it off"))
        : FileCheck.Finding("swap", .sound, "off"))
    let leftovers = PracticeFile.leftovers(beside: path)
    if !leftovers.isEmpty {
      findings.append(
        FileCheck.Finding(
          "left behind", .warning, "by commands that were cut off: \(leftovers.joined(separator: ", "))",
          remedy: .words("remove them when no command is running")))
    }
    if draftCount > 0 {
      findings.append(
        FileCheck.Finding(
          "drafts", .warning, "\(draftCount) kept of texts that could not be saved", remedy: .listDrafts))
    }
    let strangers = Draft.strangers(of: path)
    if !strangers.isEmpty {
      findings.append(
        FileCheck.Finding(
          "no drafts", .warning, "links or folders with a draft's name: \(strangers.joined(separator: ", "))",
          remedy: .words("they are passed over; remove them")))
    }
    guard isSealed else { return findings }
    if !Self.hasKeyring {
      findings.append(FileCheck.Finding("keyring", .warning, "none here: each command asks for the passphrase"))
    } else if let held = heldKey(now: now, renewing: false) {
      findings.append(
        FileCheck.Finding(
          "keyring", .sound, "unlocked for \(held.remaining / 60) min at most, \(held.idle / 60) min idle"))
    } else {
      findings.append(FileCheck.Finding("keyring", .sound, "locked"))
    }
    findings += (header?.passphraseCosts ?? []).map(Self.finding)
    if !hasRecoveryCode {
      findings.append(
        FileCheck.Finding(
          "recovery", .warning, "no code: a forgotten passphrase loses everything", remedy: .makeRecoveryCode))
    }
    return findings
  }

  /// Who else can open the file.
  private static func finding(_ label: String) -> FileCheck.Finding {
    label.isEmpty
      ? FileCheck.Finding(
        "takes over", .warning, "somebody with a code, whose label can't be read", remedy: .removeColleague)
      : FileCheck.Finding("takes over", .sound, "\(label), with a code of their own")
  }

  /// How dear each guess at a passphrase is.
  private static func finding(_ cost: KeyCost) -> FileCheck.Finding {
    let size = "\(cost.mebibytes) MiB of memory (scrypt, N = 2^\(cost.exponent))"
    guard cost < .usual else { return FileCheck.Finding("passphrase", .sound, "each guess takes \(size)") }
    return FileCheck.Finding(
      "passphrase", .warning,
      "each guess takes only \(size), 1/\(KeyCost.usual.mebibytes / cost.mebibytes) of what a new file asks for",
      remedy: .raiseCost)
  }

  private func records(_ key: PracticeKey?) -> [FileCheck.Finding] {
    do {
      let practice = try open(key)
      defer { practice.close() }
      var count = 0
      let couples = try practice.directory().couples
      for couple in couples { count += try practice.recordCount(of: couple) }
      return [FileCheck.Finding("records", .sound, "all \(count) in \(couples.count) charts can be read")]
    } catch {
      return [FileCheck.Finding("records", .broken, error.message, remedy: error.hint)]
    }
  }

  /// Goes on without entries that are missing at the file's end: a journal row says so, and a new anchor is made.
  ///
  /// - Throws: refused where nothing is missing.
  public func acceptLoss(_ key: PracticeKey?, _ stamp: CommandStamp) throws(Problem) -> String {
    let own = try seal(key)
    return try translatingFaults(path) {
      let lock = try CommandLock(of: path, .alone)
      defer { withExtendedLifetime(lock) {} }
      let anchor = try own.keys.map { try Anchor.read(of: path, keys: $0) }
      let queue = try PracticeFile.openUnmigrated(at: path, own)
      defer { try? queue.close() }
      guard let loss = try queue.read({ try Loss.compare($0, anchor).loss }) else {
        throw Problem(.refused, "file: nothing is missing at its end")
      }
      let head = try queue.write { database in
        // The numbers of the entries that are missing aren't given again.
        if case .anchor(let anchor) = anchor { try Self.raise("j", to: Int(clamping: anchor.number), database) }
        return try Change(database: database, stamp: stamp, chain: own.chain).close(canBeUndone: false)
      }
      // An anchor never goes back, so the old one goes first.
      unlink(Anchor.path(of: path))
      try Practice.writeAnchor(head, path, own)
      return loss.message
    }
  }

  private static func raise(_ kind: String, to number: Int, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE journal_sequence SET last = max(last, ?) WHERE kind = ?", arguments: [number, kind])
  }
}

extension Practice {
  /// Reads a whole chart and counts its records.
  func recordCount(of couple: Couple) throws(Problem) -> Int {
    _ = try history(of: couple)
    return try translatingFaults(path) {
      try queue.read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM fact WHERE couple = ?", arguments: [couple.id.number]) ?? 0
      }
    }
  }

  /// What housekeeping did.
  public struct Tidied: Sendable {
    /// Commands whose rows before the change were emptied.
    public let images: Int
    /// Bytes of the file before and after.
    public let before: Int
    /// The same now.
    public let after: Int
  }

  /// Folds the full-text index, empties images that can no longer be undone, and gives free pages back.
  public func tidy(now: Instant) throws(Problem) -> Tidied {
    if let loss { throw Problem(.damaged, loss.message, hint: .checkFile) }
    return try translatingFaults(path) {
      let before = size()
      let images = try queue.write { database in
        let count = "SELECT count(DISTINCT journal) FROM journal_image"
        let before = try Int.fetchOne(database, sql: count) ?? 0
        try Change.emptyOldImages(database, now: now)
        let isWhole =
          (try? database.execute(sql: "INSERT INTO fact_text (fact_text, rank) VALUES ('integrity-check', 1)")) != nil
        try database.execute(
          sql: "INSERT INTO fact_text (fact_text) VALUES (?)", arguments: [isWhole ? "optimize" : "rebuild"])
        try database.execute(sql: "PRAGMA optimize")
        return before - (try Int.fetchOne(database, sql: count) ?? 0)
      }
      try queue.writeWithoutTransaction { _ = try Row.fetchAll($0, sql: "PRAGMA incremental_vacuum") }
      try PracticeFile.foldLog(queue)
      return Tidied(images: images, before: before, after: size())
    }
  }

  private func size() -> Int {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
