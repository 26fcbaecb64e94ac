import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct CoupleAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a couple",
    discussion: """
      couplet couple add
      couplet couple add "Maya & Jon" --new-member "Maya Ortiz" --new-member "Jon Lind"
      couplet couple add "Maya & Jon" --member maya --member jon --handle maya-jon --since 2026-09-01
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "What the couple is called, as \"Maya & Jon\"; their first names when left out")
  var label: String?
  @Option(help: "A client; repeat for each")
  var member: [String] = []
  @Option(help: "The full name of a new client; repeat for each")
  var newMember: [String] = []
  @Option(help: "The short name for the command line")
  var handle: String?
  @Option(parsing: .unconditional, help: "The day the treatment began")
  var since: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let since = try invocation.pastDay(since, field: "since")
    let directory = try invocation.directory()
    let people = try people(directory, invocation)
    let wanted = try handle.map { (text) throws(Problem) in try Handle(text) }
    let (couple, added) = try invocation.change { change in
      var new: [Client] = []
      let members = try people.map { person in
        switch person {
        case .known(let client): return client
        case .new(let name):
          let client = try Client(
            id: try change.nextClient(), details: Client.Details(name: name), today: invocation.today)
          new.append(client)
          return client
        }
      }
      for client in new { try change.add(client) }
      let handle = try freeHandle(wanted, members, directory)
      let couple = try Couple(
        id: try change.nextCouple(), label: label ?? members.map(\.shortName).joined(separator: " & "), handle: handle,
        since: since,
        memberships: try members.map { try Couple.Membership(client: $0.id, joined: since) })
      try change.add(couple)
      return (couple, new)
    }
    for (place, client) in added.enumerated() {
      invocation.informOfNamesakes(of: client, among: directory.clients + added[..<place])
    }
    let chart = try invocation.chart(of: couple)
    invocation.show(chart.page(), json: chart.json)
    if !couple.handle.isPlain {
      invocation.inform(
        "\(couple.handle) is in the names' own letters; couplet couple edit \(couple.handle) --handle NAME gives one in "
          + "letters that any keyboard has")
    }
  }

  /// Somebody who is to be a member.
  private enum Person {
    case known(Client)
    case new(String)
  }

  /// The members in the order in which they were typed, which counts; where none is named they are asked for.
  private func people(
    _ directory: CoupletCore.Directory, _ invocation: Invocation
  ) throws(Problem) -> [Person] {
    guard !member.isEmpty || !newMember.isEmpty else { return try askedPeople(invocation) }
    var known = try member.map { (name) throws(Problem) in
      do throws(Problem) {
        return Person.known(try invocation.client(name, field: "member"))
      } catch {
        let new = "--new-member 'FULL NAME' for somebody new"
        throw Problem(
          error.kind, error.message, hint: [error.hint?.text, new].compactMap(\.self).joined(separator: "; "),
          candidates: error.candidates)
      }
    }[...]
    var new = newMember.map { Person.new($0) }[...]
    // The parser keeps the order of each option alone.
    return invocation.arguments.compactMap { argument in
      if argument == "--member" || argument.hasPrefix("--member=") { return known.popFirst() }
      if argument == "--new-member" || argument.hasPrefix("--new-member=") { return new.popFirst() }
      return nil
    } + known + new
  }

  /// Asks for each by name; who is a client already is asked about.
  private func askedPeople(_ invocation: Invocation) throws(Problem) -> [Person] {
    guard invocation.canAsk else { throw noMembers }
    var people: [Person] = []
    while true {
      let prompt =
        people.count < 2
        ? "full name of the \(people.isEmpty ? "first" : "second") partner: " : "another partner (empty: no more): "
      let name = (invocation.ask(prompt) ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if name.isEmpty {
        guard people.count >= 2 else { throw Invocation.stopped }
        return people
      }
      var known: Client?
      for client in try invocation.directory().clients where Folding.fold(client.name) == Folding.fold(name) {
        let question = "\(client.id) \(client.name) is a client already. Is it the same person?"
        if known == nil, try invocation.confirm(question, otherwise: false) { known = client }
      }
      people.append(known.map(Person.known) ?? .new(name))
    }
  }

  private var noMembers: Problem {
    // The shell ends a command at a bare `&`, and takes no other quotes than straight ones.
    let isCut = label.map { !$0.contains("&") } ?? false
    let quotes = isCut ? "; a label with & stands in straight quotes" : ""
    return Problem(
      .badData, "member: a couple has two members or more",
      hint: "--new-member 'FULL NAME' for somebody new, --member NAME for a client; repeat it for each\(quotes)")
  }

  private func freeHandle(_ wanted: Handle?, _ members: [Client], _ directory: CoupletCore.Directory) throws(Problem)
    -> Handle
  {
    guard members.count > 1 else { throw noMembers }
    let free = directory.freeHandle(for: members)
    guard let wanted else {
      guard let free else {
        throw Problem(
          .refused, "handle: every handle that the names make is taken", hint: "choose one with --handle")
      }
      return free
    }
    if let owner = directory.owner(of: wanted) {
      throw Problem(
        .refused, "handle: \(wanted) leads to another couple", hint: free.map { "free is --handle \($0)" },
        candidates: [directory.title(of: owner)])
    }
    return wanted
  }
}
