import ArgumentParser
import CoupletCore

/// Who was there.
struct AttendanceOptions: ParsableArguments {
  @Option(help: "Who was there; repeat for each; all when left out")
  var present: [String] = []
  @Option(help: "Who was not there; repeat for each")
  var absent: [String] = []
  @Option(help: "Who came late, NAME or NAME=MINUTES; repeat for each")
  var late: [Assignment] = []
  @Option(name: .customLong("where"), help: "Where one of them is, NAME=TEXT; for you alone; repeat for each")
  var place: [Assignment] = []
  @Option(help: "Whether nobody else is in the room there, NAME=yes or NAME=no; for you alone; repeat for each")
  var alone: [Assignment] = []
  @Option(help: "Who left before the end, NAME=MINUTES after the beginning; repeat for each")
  var left: [Assignment] = []
  @Option(help: "Your approach; may be repeated")
  var approach: [String] = []

  var named: Attendees {
    Attendees(present: present, absent: absent, late: late, places: place, alone: alone, left: left)
  }
}

/// Who was there, by the names that were typed.
struct Attendees {
  var present: [String] = []
  var absent: [String] = []
  var late: [Assignment] = []
  var places: [Assignment] = []
  var alone: [Assignment] = []
  var left: [Assignment] = []

  var saysWhoCame: Bool { !(present.isEmpty && absent.isEmpty && late.isEmpty) }

  /// Each member's attendance: who isn't named stays as was known, or was there, unless those who were are named.
  func attendance(
    of couple: Couple, on day: Day, over known: [Client.ID: Session.Attendance] = [:], _ invocation: Invocation
  ) throws(Problem) -> [Client.ID: Session.Attendance] {
    let directory = try invocation.directory()
    func member(_ name: String, _ field: String) throws(Problem) -> Client.ID {
      try invocation.member(named: name, of: couple, field: field)
    }
    var result: [Client.ID: Session.Attendance] = [:]
    for id in couple.members(on: day) { result[id] = present.isEmpty ? known[id] ?? .present : .absent }
    var named: Set<Client.ID> = []
    func set(_ id: Client.ID, _ attendance: Session.Attendance, _ field: String) throws(Problem) {
      let isAlsoPresent = field == "late" && result[id] == .present
      guard named.insert(id).inserted || isAlsoPresent else {
        let name = directory.client(id)?.name ?? "\(id)"
        throw Problem(.usage, "\(field): \(name) is named twice")
      }
      guard field == "absent" || couple.members(on: day).contains(id) else {
        let name = directory.client(id)?.name ?? "\(id)"
        throw Problem(
          .refused, "\(field): \(name) is not in the treatment of \(couple.handle) on \(day)",
          hint: "couplet couple join")
      }
      result[id] = attendance
    }
    for name in present { try set(try member(name, "present"), .present, "present") }
    for name in absent { try set(try member(name, "absent"), .absent, "absent") }
    for typed in late {
      let minutes = try typed.value.map { (value) throws(Problem) in
        guard let number = Int(value) else {
          throw Problem(.usage, "late: minutes are a whole number, as NAME=10")
        }
        return number
      }
      try set(try member(typed.name, "late"), .late(minutes: minutes), "late")
    }
    return result
  }

  /// Where those are who came, what was known of it before and what was typed now.
  func places(
    of couple: Couple, came: [Client.ID: Session.Attendance], over known: [Client.ID: Session.Place],
    _ invocation: Invocation
  ) throws(Problem) -> [Client.ID: Session.Place] {
    let directory = try invocation.directory()
    var result = known
    func put(
      _ typed: [Assignment], _ field: String, _ form: String, _ read: (String) throws(Problem) -> Session.Place?
    ) throws(Problem) {
      for assignment in typed {
        let member = try invocation.member(named: assignment.name, of: couple, field: field)
        guard came[member]?.wasThere ?? came.isEmpty else {
          throw Problem(.refused, "\(field): \(directory.client(member)?.name ?? "\(member)") was not there")
        }
        guard let place = try assignment.value.map(read) ?? nil else {
          throw Problem(
            .usage, "\(field): '\(assignment.text.shownOnOneLine(limit: 40))' is not \(form)",
            hint: "write it as \(form)")
        }
        result[member] = try result[member]?.with(place) ?? place
      }
    }
    try put(places, "where", "NAME=TEXT") { (text) throws(Problem) in try Session.Place(place: text) }
    try put(alone, "alone", "NAME=yes or NAME=no") { (text) throws(Problem) in
      try ["yes": true, "no": false][text].map { (answer) throws(Problem) in try Session.Place(isAlone: answer) }
    }
    try put(left, "left", "NAME=30") { (text) throws(Problem) in
      try Int(text).map { (minutes) throws(Problem) in try Session.Place(leftAfter: minutes) }
    }
    return result
  }
}
