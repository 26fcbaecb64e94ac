import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

struct NoteRecover: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover", abstract: "Get back a text that could not be saved",
    discussion: """
      couplet note recover
      couplet note recover 3fa9c1
      couplet note recover 3fa9c1 | couplet note add s41 -
      couplet note recover 3fa9c1 --drop
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var recovery: RecoveryOptions

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws { try DraftRecovery(isPrivate: false).run(recovery, invocation) }
}

struct PrivateRecover: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover", abstract: "Get back a psychotherapy note that could not be saved",
    discussion: """
      couplet private recover
      couplet private recover 3fa9c1
      couplet private recover 3fa9c1 | couplet private add s41 -
      couplet private recover 3fa9c1 --drop
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var recovery: RecoveryOptions

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws { try DraftRecovery(isPrivate: true).run(recovery, invocation) }
}

struct RecoveryOptions: ParsableArguments {
  @Argument(help: "The draft's digits, as the list shows them; left out, the list")
  var draft: String?
  @Flag(help: "Take the draft away for good")
  var drop = false
}

extension Draft.Purpose {
  /// The command that gives back such a text.
  var recovery: String { "couplet \(DraftRecovery(isPrivate: isPrivate).name)" }
}

/// Lists, prints and drops the drafts of one kind; those of the other aren't there for it.
struct DraftRecovery {
  let isPrivate: Bool
  var name: String { isPrivate ? "private recover" : "note recover" }

  func run(_ options: RecoveryOptions, _ invocation: Invocation) throws {
    let practice = try invocation.practice()
    invocation.keepLeftBehind(practice)
    // Of what kind one is that doesn't open, nobody knows: each command can take it away.
    let (all, unreadable) = try practice.drafts()
    let readable = all.filter { $0.purpose.isPrivate == isPrivate }
    guard let digits = options.draft?.lowercased() else {
      guard !options.drop else { throw Problem(.usage, "\(name): --drop takes the digits of a draft") }
      return list(readable, unreadable, invocation)
    }
    let ids = (readable.map(\.id) + unreadable).filter { $0.hasPrefix(digits) }
    guard ids.count == 1, digits.utf8.count >= 4, let id = ids.first else {
      throw Problem(
        .refused, "\(name): no draft has the digits '\(digits.shownOnOneLine(limit: 40))'",
        hint: "couplet \(name) lists them")
    }
    if options.drop { return try drop(id, practice, invocation) }
    guard let draft = readable.first(where: { $0.id == id }) else {
      throw Problem(
        .damaged, "\(name): \(id) can't be read: damaged, or of another key",
        hint: "couplet \(name) \(id) --drop takes it away")
    }
    show(draft, invocation)
  }

  private func list(_ readable: [Draft], _ unreadable: [String], _ invocation: Invocation) {
    invocation.show(
      FileText.drafts(
        readable.map {
          (id: $0.id, moment: invocation.moment($0.clock), purpose: $0.purpose.for, opensIn: $0.purpose.opensIn)
        },
        unreadable: unreadable),
      json: .array(
        readable.map { .object(Self.keys(of: $0, invocation)) }
          + unreadable.map { ["id": .string($0), "couple": .null, "date": .null, "time": .null, "for": .null] }))
  }

  /// The text alone, so that it can be given to another command; only a terminal gets no control characters.
  private func show(_ draft: Draft, _ invocation: Invocation) {
    let valid = String(validating: draft.text, as: UTF8.self)
    if valid == nil { invocation.inform("\(draft.id) is not valid UTF-8; --json has its bytes") }
    guard !invocation.options.json else {
      let text: [JSONValue.Member] = [
        JSONValue.Member("text", valid.map(JSONValue.string) ?? .null),
        JSONValue.Member("base64", valid == nil ? .string(Data(draft.text).base64EncodedString()) : .null),
      ]
      return invocation.show([], json: .object(Self.keys(of: draft, invocation) + text))
    }
    let text = valid ?? String(decoding: draft.text, as: UTF8.self)
    invocation.show(
      (invocation.surroundings.isOutputTerminal ? text.shown(keepingLines: true) : text)
        + (text.hasSuffix("\n") ? "" : "\n"))
  }

  private func drop(_ id: String, _ practice: Practice, _ invocation: Invocation) throws {
    guard try invocation.confirm("Take \(id) away for good?", otherwise: false) else {
      throw invocation.stoppedOrUnasked
    }
    try practice.dropDraft(id)
    invocation.show(["dropped \(id)"], json: ["id": .string(id)])
  }

  private static func keys(of draft: Draft, _ invocation: Invocation) -> [JSONValue.Member] {
    let (day, time) = invocation.wallClock(draft.clock)
    return [
      JSONValue.Member("id", .string(draft.id)), JSONValue.Member("couple", .string(draft.purpose.couple)),
      JSONValue.Member("date", .string(day.description)),
      JSONValue.Member("time", .string(time.description)), JSONValue.Member("for", .string(draft.purpose.for)),
    ]
  }
}

extension Invocation {
  /// The day and time that a clock on the wall showed, in the zone of now.
  fileprivate func wallClock(_ moment: Instant) -> (day: Day, time: MinuteOfDay) {
    let local = moment.seconds + zone.offset
    let day = Int((Double(local) / 86_400).rounded(.down))
    return (Day(number: day) ?? today, MinuteOfDay(minutes: (local - day * 86_400) / 60)!)
  }

  /// `Mon 2026-11-23 14:02`.
  func moment(_ moment: Instant) -> String {
    let (day, time) = wallClock(moment)
    return "\(day.withWeekday) \(time)"
  }
}
