import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

struct Unlock: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Keep the file open for a while",
    discussion: """
      couplet unlock
      couplet unlock --for 4h --idle 30m
      couplet unlock --status
      """)

  @OptionGroup var common: CommonOptions
  @Option(name: .customLong("for"), help: "At most this long, such as 8h or 90m")
  var cap: String?
  @Option(help: "This long without use, such as 30m")
  var idle: String?
  @Flag(help: "Show whether it is open")
  var status = false

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let closed = try invocation.closedPractice()
    if status {
      guard cap == nil, idle == nil else { throw Problem(.usage, "unlock: --status only shows") }
      return showStatus(closed, invocation)
    }
    guard closed.isSealed else { throw Problem(.refused, "file: it is not encrypted, so there is nothing to unlock") }
    let usual = ClosedPractice.usualStay
    let cap = try seconds(self.cap, field: "for") ?? usual.cap
    let idle = min(try seconds(self.idle, field: "idle") ?? usual.idle, cap)
    guard ClosedPractice.hasKeyring else {
      throw Problem(
        .unavailable, "keyring: this system has none that may be used",
        hint: "each command asks for the passphrase, or takes --passphrase-file")
    }
    let (key, phrase) = try invocation.typedKey(for: closed)
    // Opened first, so that what can't be opened isn't held.
    _ = try invocation.practice(closed, key: key)
    raiseCost(closed, key, phrase, invocation)
    try closed.hold(key, idle: idle, cap: cap, now: invocation.clock)
    invocation.show(
      [
        "unlocked for \(FileText.duration(minutes: cap / 60)) at most, "
          + "\(FileText.duration(minutes: idle / 60)) without use"
      ], json: ["sealed": true, "unlocked": true, "minutes": .int(cap / 60), "idle_minutes": .int(idle / 60)])
  }

  /// Raises the cost of a passphrase that an earlier version, or a busy machine, wrapped cheaply.
  private func raiseCost(_ closed: ClosedPractice, _ key: PracticeKey, _ phrase: [UInt8], _ invocation: Invocation) {
    // The header is written with no connection on the file.
    invocation.closePractice()
    do throws(Problem) {
      guard
        let size = try closed.raiseCost(key, phrase: phrase, effort: invocation.surroundings.keyEffort)
      else { return }
      invocation.inform("each guess at the passphrase takes \(size) MiB of memory now, as in a new file")
    } catch  where error.kind == .unavailable {
      // Another command has the file open: the next unlock does it.
    } catch {
      invocation.inform("the passphrase stays as cheap to guess as it was: \(error.message)")
    }
  }

  private func showStatus(_ closed: ClosedPractice, _ invocation: Invocation) {
    guard closed.isSealed else {
      return invocation.show(
        ["not encrypted"], json: ["sealed": false, "unlocked": true, "minutes": .null, "idle_minutes": .null])
    }
    guard let held = closed.heldKey(now: invocation.clock, renewing: false) else {
      return invocation.show(
        [ClosedPractice.hasKeyring ? "locked" : "locked; this system has no keyring that may be used"],
        json: ["sealed": true, "unlocked": false, "minutes": .null, "idle_minutes": .null])
    }
    let (left, idle) = ((held.remaining + 59) / 60, (held.idle + 59) / 60)
    invocation.show(
      [
        "unlocked for \(FileText.duration(minutes: left)) more at most, "
          + "\(FileText.duration(minutes: idle)) without use"
      ], json: ["sealed": true, "unlocked": true, "minutes": .int(left), "idle_minutes": .int(idle)])
  }

  /// A time as `8h`, `90m` or `1h30m`: a minute to a day.
  private func seconds(_ text: String?, field: String) throws(Problem) -> Int? {
    guard let text else { return nil }
    var minutes = 0
    var digits = ""
    for character in text {
      if character.isASCII, character.isNumber, digits.count < 5 {
        digits.append(character)
      } else if let number = Int(digits), character == "h" || character == "m" {
        minutes += character == "h" ? number * 60 : number
        digits = ""
      } else {
        digits = "?"
        break
      }
    }
    guard digits.isEmpty, (1...1440).contains(minutes) else {
      throw Problem(
        .usage, "\(field): '\(text.shownOnOneLine(limit: 40))' is not a time from 1m to 24h",
        hint: "write it as 8h, 90m or 1h30m")
    }
    return minutes * 60
  }
}

struct Lock: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock", abstract: "End what unlock began",
    discussion: """
      couplet lock
      """)

  @OptionGroup var common: CommonOptions

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let closed = try invocation.closedPractice()
    guard closed.isSealed else { throw Problem(.refused, "file: it is not encrypted, so it can't be locked") }
    let was = ClosedPractice.hasKeyring ? try closed.lock() : false
    invocation.show([was ? "locked" : "it was locked already"], json: ["sealed": true, "unlocked": false])
  }
}
