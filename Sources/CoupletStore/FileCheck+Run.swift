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
      let found = try Witnesses(of: path, own, memory: memory).read()
      let (bond, isForeign) = try PracticeFile.bond(of: path, own)
      if isForeign { return try slots(own) + [Self.finding(bond)] + pages(own) }
      return try slots(own) + content(own, found) + pages(own)
    }
    check.findings += surroundings(now)
    check.findings += key.map { colleagues($0).map(Self.finding) } ?? []
    // Where rows are broken, reading names the records; a schema that is another isn't read.
    let broken = Set(check.findings.filter { $0.outcome == .broken }.map(\.subject))
    let isOfRows = !broken.isDisjoint(with: Soundness.ofRows) && !broken.contains(Soundness.schema)
    if deep || isOfRows { check.findings += records(key) }
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
  private func content(_ own: PageSeal, _ found: Witnesses.Found) throws -> [FileCheck.Finding] {
    var findings: [FileCheck.Finding] = []
    do {
      try translatingFaults(path) {
        let file = try PracticeFile.openUnmigrated(at: path, own)
        let queue = file.queue
        defer { try? file.close() }
        // The log may hold newer pages; once they are in the file, every page of it has to be whole.
        if !PracticeFile.isFixed(path) { try file.fold() }
        findings += try queue.writeWithoutTransaction { try Soundness.findings($0, own.chain) }
        if try queue.read({ try $0.tableExists("journal_chain") }) {
          findings += try queue.read { try Self.findings(found, $0) }
        }
        findings += try queue.read(Self.accepted)
      }
    } catch {
      guard error.kind == .damaged || error.kind == .internalFault else { throw error }
      findings.append(FileCheck.Finding("content", .broken, error.message, remedy: error.hint))
    }
    return findings
  }

  /// What the anchor and this computer's trace say of the file's end.
  private static func findings(_ found: Witnesses.Found, _ database: Database) throws -> [FileCheck.Finding] {
    var findings: [FileCheck.Finding] = []
    if let anchor = found.anchor {
      let (loss, said) = try Loss.compare(database, Witnesses.Found(anchor: anchor, trace: nil))
      let isUnknown = anchor == .missing || anchor == .damaged
      if let loss {
        // A copy that nobody worked with has none.
        let words = String(loss.message.dropFirst("file: ".count))
        findings.append(
          FileCheck.Finding(
            "anchor", isUnknown ? .warning : .broken,
            isUnknown ? "\(words); it can be read, and not added to" : words, remedy: loss.hint))
      } else if case .anchor(let anchor) = anchor {
        findings.append(FileCheck.Finding("anchor", .sound, "at j\(anchor.number), which the file has"))
      } else {
        findings.append(FileCheck.Finding("anchor", .warning, said ?? "none"))
      }
    }
    let (loss, _) = try Loss.compare(database, Witnesses.Found(anchor: nil, trace: found.trace))
    if let loss, findings.allSatisfy({ $0.outcome != .broken }) {
      findings.append(
        FileCheck.Finding("trace", .broken, String(loss.message.dropFirst("file: ".count)), remedy: loss.hint))
    }
    return findings
  }

  /// The rows of the journal at which it was gone on without something, which are never taken away.
  private static func accepted(_ database: Database) throws -> [FileCheck.Finding] {
    let rows = try String.fetchAll(
      database,
      sql: "SELECT 'j' || id || ' (' || substr(clock, 1, 10) || ')' FROM journal WHERE command = 'check' ORDER BY id")
    guard !rows.isEmpty else { return [] }
    return [
      FileCheck.Finding(
        "accepted", .warning, "it was gone on with what was there, at \(rows.joined(separator: ", ")): see log")
    ]
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

  /// The place and its machine, what stands beside the file, and what opens it.
  private func surroundings(_ now: Instant) -> [FileCheck.Finding] { place() + beside() + keys(now) }

  /// Permissions and swap.
  private func place() -> [FileCheck.Finding] {
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
    return findings
  }

  /// Copies, logs, drafts and what commands left beside the file.
  private func beside() -> [FileCheck.Finding] {
    var findings: [FileCheck.Finding] = []
    let copies = otherCopies()
    if !copies.isEmpty {
      findings.append(
        FileCheck.Finding(
          "copies", .warning,
          "of this practice beside it, as a sync service leaves them: "
            + copies.joined(separator: ", "), remedy: .readCopies))
    }
    let kept = KeptLog.names(beside: path)
    if !kept.isEmpty {
      findings.append(
        FileCheck.Finding(
          "kept log", .warning, "set aside, with saves of another state of the file: \(kept.joined(separator: ", "))",
          remedy: .readKeptLog))
    }
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
    return findings
  }

  /// The keyring, what a guess costs, and the recovery code.
  private func keys(_ now: Instant) -> [FileCheck.Finding] {
    guard isSealed else { return [] }
    var findings: [FileCheck.Finding] = []
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

  /// The names of other copies of the file in its folder: what a sync service makes of two states has the file's own id,
  /// and beside a plain file, which has none, a name that begins like it.
  private func otherCopies() -> [String] {
    let folder = (path as NSString).deletingLastPathComponent
    let own = (path as NSString).lastPathComponent
    let stem = (own as NSString).deletingPathExtension
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { name in
      guard name != own, let other = try? ClosedPractice(at: folder + "/" + name, isCopy: true) else { return false }
      if let header { return other.header?.fileID == header.fileID }
      // Backups and what commands kept have names of their own.
      return !other.isSealed && name.hasPrefix(stem) && !name.contains(".couplet.")
        && !name.contains(".before-") && !name.hasPrefix("\(stem)-2")
    }.sorted()
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
      let problems = try practice.unreadable()
      guard problems.isEmpty else {
        return problems.map { FileCheck.Finding("reading", .broken, $0.message, remedy: .salvage) }
      }
      let couples = try practice.directory().couples
      var count = 0
      for couple in couples { count += try practice.recordCount(of: couple) }
      return [FileCheck.Finding("reading", .sound, "all \(count) records in \(couples.count) charts can be read")]
    } catch {
      return [FileCheck.Finding("reading", .broken, error.message, remedy: error.hint)]
    }
  }

  /// What is said of a log that was written for another state of the file.
  private static func finding(_ bond: LogBond) -> FileCheck.Finding {
    let name = (bond.log as NSString).lastPathComponent
    let saves = bond.walk.commits
    return FileCheck.Finding(
      "log", .broken,
      bond.walk.isOfOtherKey
        ? "\(name) was written for another file"
        : "\(name) was written for another state of the file; \(saves == 1 ? "one save is" : "\(saves) saves are") in it",
      remedy: .separateLog)
  }

  /// Goes on without entries that are missing at the file's end, and without a log that was not written for it: a journal
  /// row says so, the log is kept under another name, and a new anchor is made.
  ///
  /// - Throws: refused where nothing is missing.
  /// - Returns: what was accepted.
  public func acceptLoss(_ key: PracticeKey?, _ stamp: CommandStamp) throws(Problem) -> [String] {
    let own = try seal(key)
    return try translatingFaults(path) {
      let lock = try CommandLock(of: path, .alone)
      defer { withExtendedLifetime(lock) {} }
      let witnesses = Witnesses(of: path, own, memory: memory)
      let found = try witnesses.read()
      let kept = try KeptLog.setAside(beside: path, own, stamp)
      let file: BoundFile
      do {
        file = try PracticeFile.openUnmigrated(at: path, own)
      } catch {
        // Nothing has been accepted then.
        kept?.putBack()
        throw error
      }
      defer { try? file.close() }
      let loss = try file.queue.read { try Loss.compare($0, found).loss }
      let accepted = [kept?.words, loss.map { String($0.message.dropFirst("file: ".count)) }].compactMap { $0 }
      guard !accepted.isEmpty else { throw Problem(.refused, "file: nothing is missing at its end") }
      // The row that says so is one of this program's.
      _ = try PracticeFile.migrate(file, own)
      let head = try file.write { database in
        // The numbers of the entries that are missing aren't given again.
        switch found.anchor {
        case .anchor(let anchor)?, .other(let anchor)?:
          try Self.raise("j", to: Int(clamping: anchor.number), database)
        case .missing?, .damaged?, nil: break
        }
        if let trace = found.trace, try Loss.isOfThisPractice(trace, database) {
          try Self.raise("j", to: trace.number, database)
        }
        return try Change(database: database, stamp: stamp, chain: own.chain).close(canBeUndone: false)
      }
      // An anchor never goes back, so the old one goes first.
      unlink(Anchor.path(of: path))
      try witnesses.write(head)
      return accepted
    }
  }

  private static func raise(_ kind: String, to number: Int, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE journal_sequence SET last = max(last, ?) WHERE kind = ?", arguments: [number, kind])
  }
}

extension Practice {
  /// What the program says when it reads everything, one problem for each couple at most.
  func unreadable() throws(Problem) -> [Problem] {
    let directory = try directory()
    var problems = directory.unreadable.map(\.problem)
    func look(_ read: () throws(Problem) -> Void) throws(Problem) {
      do throws(Problem) {
        try read()
      } catch {
        guard error.kind == .damaged else { throw error }
        problems.append(error)
      }
    }
    for couple in directory.couples {
      try look { () throws(Problem) in
        _ = try history(of: couple)
        _ = try privateNotes(of: couple.id)
        _ = try disclosures(of: couple.id)
      }
    }
    // What belongs to no couple.
    try look { () throws(Problem) in _ = try definitions() }
    try look { () throws(Problem) in _ = try ownFigures() }
    try look { () throws(Problem) in _ = try counselor() }
    try look { () throws(Problem) in _ = try journal() }
    try look { () throws(Problem) in _ = try waitingLines() }
    return problems
  }

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
    if let loss { throw Problem(.damaged, loss.message, hint: loss.hint) }
    return try translatingFaults(path) {
      let before = size()
      let images = try write { database in
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
      try queue.writeWithoutTransaction { database in
        _ = try StoredRow.all("pages", database, sql: "PRAGMA incremental_vacuum")
      }
      try fold()
      return Tidied(images: images, before: before, after: size())
    }
  }

  private func size() -> Int {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
