/// Everybody whom a practice knows, to be replaced in a text that somebody else reads.
public struct KnownNames: Sendable {
  static let person = "[person]"
  static let couple = "[couple]"

  let clients: [Client]
  /// Handles and labels.
  let couples: [String]
  /// Third persons, and the counselor.
  let people: [String]

  init(clients: [Client], couples: [String], people: [String]) {
    (self.clients, self.couples, self.people) = (clients, couples, people)
  }

  /// The clients and couples of a practice, its counselor, and the third persons that a couple's chart names.
  public init(_ directory: Directory, counselor: String?, others: [String]) {
    clients = directory.clients
    couples = directory.couples.flatMap(\.everyName)
    people = others + [counselor].compactMap { $0 }
  }
}

extension Seen {
  /// The third persons whom the chart names.
  public var thirdPersons: [String] {
    records.contacts.compactMap(\.other)
      + records.risks.compactMap { risk in
        if case .other(let name)? = risk.told?.by { name } else { nil }
      }
  }

  /// The members of the couple whom a text names.
  ///
  /// - Parameter besides: other people, whose names as well may be meant, and are then not counted.
  public func membersNamed(in text: String, besides others: Seen) -> [Client.ID] {
    let own = everyMember.compactMap(client)
    let theirs = others.everyMember.compactMap(others.client).filter { other in !own.contains { $0.id == other.id } }
    let people = theirs + own
    let named = Names(people.map { Named(of: $0) }).spans(in: text).flatMap { span -> [Int] in
      switch span.meaning {
      // One who bears the name in the right chart is the one who is meant.
      case .name(let all), .plural(let all): all.contains { $0 < theirs.count } ? [] : all
      case .undecided: []
      }
    }
    return own.indices.filter { named.contains(theirs.count + $0) }.map { own[$0].id }
  }
}
