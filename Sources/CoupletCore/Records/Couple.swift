/// The unit of treatment: a label, a handle, a start date, and members over time.
public struct Couple: Hashable, Sendable, Identifiable {
  /// A couple's key in the practice file; people see the handle.
  public struct ID: Hashable, Comparable, Sendable {
    /// From 1 up.
    public let number: Int

    /// The couple of that number.
    public init(number: Int) { self.number = number }

    /// By number: who was entered earlier comes first.
    public static func < (left: ID, right: ID) -> Bool { left.number < right.number }
  }

  /// A client's time in the treatment.
  public struct Membership: Hashable, Sendable {
    /// Who is in the treatment.
    public let client: Client.ID
    /// The day the client came into the treatment.
    public let joined: Day
    /// The day the client left it, nil while it lasts.
    public let left: Day?

    /// A membership that doesn't end before it begins.
    public init(client: Client.ID, joined: Day, left: Day? = nil) throws(Problem) {
      if let left, left < joined {
        throw Problem(.badData, "left: \(left) lies before the member joined on \(joined)")
      }
      self.client = client
      self.joined = joined
      self.left = left
    }

    /// Whether the client is in the treatment on that day.
    public func covers(_ day: Day) -> Bool { joined <= day && left.map { day <= $0 } ?? true }
  }

  /// How a treatment ended; separating well is an outcome like the others.
  public enum Outcome: String, Sendable, CaseIterable {
    case completed, separated
    case stoppedComing = "stopped-coming"
    case referred, moved, paused
  }

  /// The end of a treatment.
  public struct Closure: Hashable, Sendable {
    /// The day it ended, not before it began.
    public let day: Day
    /// How it ended.
    public let outcome: Outcome
    /// The counselor's words on it, for the counselor alone.
    public let why: String?

    /// An end of a treatment.
    public init(day: Day, outcome: Outcome, why: String?) {
      self.day = day
      self.outcome = outcome
      self.why = why
    }
  }

  /// The key in the practice file, which no page shows.
  public let id: ID
  /// The couple's name on pages, one line of at most 200 characters.
  public let label: String
  /// What the command line calls the couple, as `maya-jon`.
  public let handle: Handle
  /// Handles that the couple had before; they still lead here.
  public let formerHandles: [Handle]
  /// What a text may call it: the handles, and the label.
  var everyName: [String] { [handle.description, label] + formerHandles.map(\.description) }
  /// The first day of the treatment; what is entered of earlier days is for those who began it.
  public let since: Day
  /// In the order in which they were named; two in the ordinary case.
  public let memberships: [Membership]
  /// The end of the treatment, nil while it is open.
  public let closure: Closure?

  /// A couple of at least two clients, with at most one time of each client running at once.
  public init(
    id: ID, label: String, handle: Handle, formerHandles: [Handle] = [], since: Day,
    memberships: [Membership], closure: Closure? = nil
  ) throws(Problem) {
    self.label = try Wording.properName(label, field: "label")
    let clients = Set(memberships.map(\.client))
    guard clients.count >= 2 else {
      throw Problem(.badData, "member: a couple has two members or more", hint: .nameTwoMembers)
    }
    for client in clients {
      let times = memberships.filter { $0.client == client }.sorted { $0.joined < $1.joined }
      for (earlier, later) in zip(times, times.dropFirst()) {
        guard let left = earlier.left, left < later.joined else {
          throw Problem(.refused, "member: \(client) is in the treatment already")
        }
      }
    }
    if let closure, closure.day < since {
      throw Problem(.badData, "on: \(closure.day) lies before the treatment began on \(since)")
    }
    self.id = id
    self.handle = handle
    self.formerHandles = formerHandles
    self.since = since
    self.memberships = memberships
    self.closure = closure
  }

  /// The same with another label, handle or first day, where one is given.
  public func with(label: String?, handle: Handle?, since: Day?) throws(Problem) -> Couple {
    let handle = handle ?? self.handle
    let former = handle == self.handle ? formerHandles : (formerHandles + [self.handle]).filter { $0 != handle }
    return try Couple(
      id: id, label: label ?? self.label, handle: handle, formerHandles: former, since: since ?? self.since,
      memberships: memberships, closure: closure)
  }

  /// The same with other memberships.
  public func with(memberships: [Membership]) throws(Problem) -> Couple {
    try Couple(
      id: id, label: label, handle: handle, formerHandles: formerHandles, since: since, memberships: memberships,
      closure: closure)
  }

  /// The same with an end, or without one.
  public func with(closure: Closure?) throws(Problem) -> Couple {
    try Couple(
      id: id, label: label, handle: handle, formerHandles: formerHandles, since: since, memberships: memberships,
      closure: closure)
  }

  /// Every client who is or was a member, once, in the order of naming.
  public var everyMember: [Client.ID] {
    var seen = Set<Client.ID>()
    return memberships.map(\.client).filter { seen.insert($0).inserted }
  }

  /// All who are or were members by that day, in the order of naming; before the first day those who came first.
  public func everyMember(by day: Day) -> [Client.ID] {
    let known = Set(memberships.filter { $0.joined <= day }.map(\.client))
    return known.isEmpty ? members(on: day) : everyMember.filter(known.contains)
  }

  /// Whether a member was in the treatment on a day, as far as what is joint goes: who left knows nothing of after, who
  /// came later nothing of before.
  ///
  /// What is entered of a time before the treatment is for those who began it.
  func wasThere(_ member: Client.ID, on day: Day) -> Bool {
    memberships.contains { $0.client == member && ($0.covers(day) || day < since && $0.joined <= since) }
  }

  /// The last day of which a member may know; nil while they are in the treatment.
  func lastDay(of member: Client.ID) -> Day? {
    let days = memberships.filter { $0.client == member }.map(\.left)
    return days.contains(nil) ? nil : days.compactMap(\.self).max()
  }

  /// The members in the treatment on that day, in the order of naming.
  ///
  /// Before the first and after the last day the nearest members count, so that a note of an earlier day has somebody.
  public func members(on day: Day) -> [Client.ID] {
    let present = Set(memberships.filter { $0.covers(day) }.map(\.client))
    if !present.isEmpty { return everyMember.filter(present.contains) }
    guard let nearest = memberships.map(\.joined).min(), day < nearest else { return everyMember }
    let first = Set(memberships.filter { $0.joined == nearest }.map(\.client))
    return everyMember.filter(first.contains)
  }
}
