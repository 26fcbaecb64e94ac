import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct ClientCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "client", abstract: "Keep the record of each person",
    subcommands: [ClientAdd.self, ClientList.self, ClientShow.self, ClientEdit.self, ClientMerge.self])
}

/// What may be said of a client.
struct ClientOptions: ParsableArguments {
  @Option(help: "What the person is called")
  var called: String?
  @Option(help: "Pronouns")
  var pronouns: String?
  @Option(help: "The day of birth, YYYY-MM-DD")
  var born: String?
  @Option(help: "A telephone number")
  var phone: String?
  @Option(help: "How to reach the person without anyone else knowing")
  var safeContact: String?
  @Option(help: "Whom to reach when something happens")
  var emergencyContact: String?

  func apply(to details: inout Client.Details) throws(Problem) {
    details.called = called ?? details.called
    details.pronouns = pronouns ?? details.pronouns
    details.phone = phone ?? details.phone
    details.safeContact = safeContact ?? details.safeContact
    details.emergencyContact = emergencyContact ?? details.emergencyContact
    if let born {
      guard let day = Day(iso: born) else {
        throw Problem(
          .usage, "born: '\(born.shownOnOneLine(limit: 40))' \(Day.refusal(of: born))", hint: "write it as YYYY-MM-DD")
      }
      details.born = day
    }
  }
}

struct ClientAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a client",
    discussion: """
      couplet client add "Maya Ortiz" --pronouns she/her
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var options: ClientOptions
  @Argument(help: "The full name")
  var name: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    var details = Client.Details(name: name)
    try options.apply(to: &details)
    let others = try invocation.directory().clients
    let client = try invocation.change { change in
      let client = try Client(id: try change.nextClient(), details: details, today: invocation.today)
      try change.add(client)
      return client
    }
    invocation.informOfNamesakes(of: client, among: others)
    try invocation.show(client)
  }
}

struct ClientList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List all clients")

  @OptionGroup var common: CommonOptions
  @Flag(help: "Initials for names")
  var desk = false

  func reader() -> Reader { desk ? .desk : .counselor }

  func run(_ invocation: Invocation) throws {
    let directory = try invocation.directory()
    _ = try invocation.everyCouple()
    let shown = desk ? directory.forDesk() : directory
    invocation.show(
      PracticeText.clients(shown, showingIDs: !desk),
      json: .array(shown.clients.map { CoupletReports.json($0, in: shown, showingIDs: !desk) }))
  }
}

struct ClientShow: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a client")

  @OptionGroup var common: CommonOptions
  @Argument(help: "Part of the name, or the id")
  var name: String
  @Flag(help: "Nothing but initials")
  var desk = false

  func reader() -> Reader { desk ? .desk : .counselor }

  func run(_ invocation: Invocation) throws {
    try invocation.show(try invocation.client(name, field: "name"), desk: desk)
  }
}

struct ClientEdit: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what is kept about a client",
    discussion: """
      couplet client edit maya --called May --phone "+49 30 1234"
      couplet client edit maya --name "Maya Weiss"

      A name that is changed is kept as a former one: it still finds the client, and pages with initials hide it too.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var options: ClientOptions
  @Argument(help: "Part of the name, or the id")
  var name: String
  @Option(name: .customLong("name"), help: "The full name")
  var newName: String?
  @Option(help: "A former name to forget, as it was never theirs")
  var forget: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let client = try invocation.client(name, field: "name")
    var details = client.details
    details.name = newName ?? details.name
    try options.apply(to: &details)
    if let forget {
      let others = details.formerNames.filter { Folding.fold($0) != Folding.fold(forget.trimmed) }
      guard others != details.formerNames else {
        throw Problem(.refused, "forget: is no former name of \(client.id)", hint: "couplet client show \(client.id)")
      }
      details.formerNames = others
    }
    let edited = try Client(id: client.id, details: details, today: invocation.today)
    guard edited != client else {
      throw Problem(.usage, "there is nothing to change", hint: "couplet help client edit")
    }
    try invocation.change { try $0.replace(edited) }
    try invocation.show(edited)
  }
}

struct ClientMerge: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Make two records of one person into one",
    discussion: """
      couplet client merge c3 c7
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The client whose record stays")
  var keep: String
  @Argument(help: "The client whose record goes into it")
  var drop: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let directory = try invocation.directory()
    let kept = try invocation.client(keep, field: "keep")
    let dropped = try invocation.client(drop, field: "drop")
    guard kept.id != dropped.id else { throw Problem(.refused, "keep and drop are both \(kept.id)") }
    let shared = directory.couples.first { Set($0.everyMember).isSuperset(of: [kept.id, dropped.id]) }
    if let shared { throw Problem(.refused, "\(kept.id) and \(dropped.id) are two members of \(shared.handle)") }
    guard try invocation.confirm("Put \(dropped.id) \(dropped.name) into \(kept.id) \(kept.name)?", otherwise: true)
    else { throw Invocation.stopped }
    try invocation.change { change in
      let correction = try invocation.correction("two records of one person were made into one")
      try change.merge(dropped.id, into: kept.id, correction)
    }
    try invocation.show(kept)
  }
}

extension Invocation {
  fileprivate func show(_ client: Client, desk: Bool = false) throws(Problem) {
    let directory = try desk ? directory().forDesk() : directory()
    let shown = directory.client(client.id) ?? client
    show(
      PracticeText.client(shown, in: directory, showingIDs: !desk),
      json: CoupletReports.json(shown, in: directory, showingIDs: !desk))
  }

  /// Says that a client of the same full name is there already, which may be right.
  func informOfNamesakes(of client: Client, among others: [Client]) {
    for other in others where Folding.fold(other.name) == Folding.fold(client.name) {
      inform("\(other.id) is called \(other.name) too")
    }
  }
}

struct CoupleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "couple", abstract: "Keep couples and who belongs to them",
    subcommands: [
      CoupleAdd.self, CoupleList.self, CoupleShow.self, CoupleEdit.self, CoupleClose.self, CoupleReopen.self,
      CoupleJoin.self, CoupleLeave.self,
    ])
}

struct CoupleList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List all couples")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    _ = try invocation.viewer(reading, of: nil)
    let charts = try invocation.each(try invocation.everyCouple()) { (couple) throws(Problem) in
      try invocation.chart(of: couple, reading)
    }
    invocation.show(PracticeText.couples(charts), json: .array(charts.map(\.json)))
  }
}

struct CoupleShow: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a couple")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    invocation.show(chart.page(), json: chart.json)
  }
}

struct CoupleEdit: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a couple's label, handle or first day",
    discussion: """
      couplet couple edit maya-jon --handle ortiz-lind
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Option(help: "What the couple is called")
  var label: String?
  @Option(help: "A new handle; the old one keeps leading here")
  var handle: String?
  @Option(parsing: .unconditional, help: "The day the treatment began")
  var since: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let since = try since.map { (phrase) throws(Problem) in try invocation.pastDay(phrase, field: "since") }
    let handle = try handle.map { (text) throws(Problem) in try Handle(text) }
    let directory = try invocation.directory()
    try invocation.edit(couple) { (old) throws(Problem) in
      if let handle, let owner = directory.owner(of: handle), owner.id != old.id {
        throw Problem(
          .refused, "handle: \(handle) leads to another couple", candidates: [directory.title(of: owner)])
      }
      let new = try old.with(label: label, handle: handle, since: since)
      guard new != old else { throw Problem(.usage, "there is nothing to change", hint: "couplet help couple edit") }
      return new
    }
  }
}

struct CoupleClose: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "End a treatment",
    discussion: """
      couplet couple close maya-jon --outcome completed
      couplet couple close maya-jon --outcome separated --why "as they had decided"
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Option(help: "How it ended")
  var outcome: Couple.Outcome?
  @Option(help: "Your words on it, for you alone")
  var why: String?
  @Option(parsing: .unconditional, help: "The day it ended")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let day = try invocation.pastDay(on)
    let why = try why.map { (text) throws(Problem) in try Wording.properName(text, field: "why") }
    try invocation.edit(couple) { (old) throws(Problem) in
      guard old.closure == nil else { throw Problem(.refused, "\(old.handle) is closed already") }
      let outcome = try invocation.needed(outcome, field: "outcome")
      return try old.with(closure: Couple.Closure(day: day, outcome: outcome, why: why))
    }
    let chart = try invocation.chart(of: try invocation.couple(couple))
    for session in chart.records.sessions where session.status == .planned && session.fact.day >= invocation.today {
      invocation.inform("still planned: \(chart.line(for: session))")
    }
    for (what, ids) in chart.stillOpen where !ids.isEmpty {
      invocation.inform("\(what): \(ids.map(\.description).joined(separator: " "))")
    }
  }
}

struct CoupleReopen: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "reopen", abstract: "Take a treatment up again")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    try invocation.edit(couple) { (old) throws(Problem) in
      guard old.closure != nil else { throw Problem(.refused, "\(old.handle) is not closed") }
      return try old.with(closure: nil)
    }
  }
}

struct CoupleJoin: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Note that somebody comes into the treatment")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The client")
  var name: String
  @Option(parsing: .unconditional, help: "The day")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let day = try invocation.pastDay(on)
    try invocation.edit(couple) { (old) throws(Problem) in
      let client = try invocation.client(name, field: "name")
      return try old.with(memberships: old.memberships + [try Couple.Membership(client: client.id, joined: day)])
    }
  }
}

struct CoupleLeave: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave", abstract: "Note that somebody leaves the treatment")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The member")
  var name: String
  @Option(parsing: .unconditional, help: "The last day")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let day = try invocation.pastDay(on)
    try invocation.edit(couple) { (old) throws(Problem) in
      let member = try invocation.member(named: name, of: old, field: "name")
      guard let place = old.memberships.firstIndex(where: { $0.client == member && $0.left == nil }) else {
        let name = try invocation.directory().client(member)?.name ?? "\(member)"
        throw Problem(.refused, "name: \(name) has left \(old.handle) already")
      }
      var memberships = old.memberships
      memberships[place] = try Couple.Membership(client: member, joined: memberships[place].joined, left: day)
      return try old.with(memberships: memberships)
    }
  }
}

extension Invocation {
  /// Changes a couple and shows it.
  fileprivate func edit(
    _ query: String, _ edited: (Couple) throws(Problem) -> Couple
  ) throws(Problem) {
    let old = try couple(query)
    let new = try edited(old)
    try change { try $0.replace(old, with: new) }
    let chart = try chart(of: try couple(new.handle.description))
    show(chart.page(), json: chart.json)
  }
}
