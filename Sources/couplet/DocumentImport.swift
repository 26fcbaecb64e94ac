import CoupletCore
import CoupletInterchange
import CoupletReports
import CoupletStore

/// Writes the couples of a document into a practice, within one changing command.
///
/// Where the document says nothing of an audience, the rules of the commands decide.
struct DocumentImport {
  private let change: Change
  private let definitions: Definitions
  private let zone: Zone
  private let today: Day
  private let clients: [Client.ID]
  private let document: PracticeDocument

  /// Adds the document's clients and gets ready for its couples.
  init(_ document: PracticeDocument, into change: Change, definitions: Definitions, zone: Zone, today: Day) throws {
    self.change = change
    self.definitions = definitions
    self.zone = zone
    self.today = today
    self.document = document
    clients = try document.clients.map { client in
      let client = try Client(id: try change.nextClient(), details: client.details, today: today)
      try change.add(client)
      return client.id
    }
  }

  /// Adds every couple with its chart.
  func addCouples() throws {
    for couple in document.couples { try add(couple) }
  }

  private func add(_ couple: DocumentCouple) throws {
    let id = try change.nextCouple()
    try change.add(
      try Couple(
        id: id, label: couple.label, handle: couple.handle, since: couple.since,
        memberships: try couple.members.map {
          try Couple.Membership(client: clients[$0.client], joined: $0.joined, left: $0.left)
        }, closure: couple.closure))
    let sessions = try couple.sessions.map { try add($0, of: id) }
    for note in couple.notes {
      let session = sessions[note.session]
      try change.add(
        try Note(
          id: try change.nextID(.note),
          fact: fact(id, session.fact.day, note.audience, otherwise: Note.usualAudience(of: session)),
          session: session.id,
          text: note.text))
    }
    try addSmallRecords(of: couple, id)
    try addAims(of: couple, id)
    try addHomework(of: couple, id, sessions)
    try addPromises(of: couple, id)
    try addRoom(of: couple, id, sessions)
    try addMeasures(of: couple, id, sessions)
    try addTallies(of: couple, id, sessions)
  }

  // MARK: Kinds

  private func add(_ session: DocumentSession, of couple: Couple.ID) throws -> Session {
    let attendance = Dictionary(uniqueKeysWithValues: session.attendance.map { (clients[$0.key], $0.value) })
    let canceller: Session.Canceller? = session.cancelledBy.map { canceller in
      switch canceller {
      case .counselor: .counselor
      case .member(let client): .member(clients[client])
      }
    }
    let added = try Session(
      id: try change.nextID(.session),
      fact: fact(couple, session.day, session.audience, otherwise: Session.audience(of: attendance)),
      start: session.start, zone: session.start == nil ? nil : zone, minutes: session.minutes, kind: session.kind,
      mode: session.mode, status: session.status, attendance: attendance, approaches: session.approaches,
      cancelledBy: canceller, why: session.why)
    try change.add(added)
    return added
  }

  private func addSmallRecords(of couple: DocumentCouple, _ id: Couple.ID) throws {
    for jot in couple.jots {
      try change.add(
        try Jot(
          id: try change.nextID(.jot), fact: fact(id, jot.day, jot.audience, otherwise: Jot.usualAudience),
          time: jot.time,
          text: jot.text))
    }
    for line in couple.agenda {
      try change.add(
        try AgendaLine(
          id: try change.nextID(.agendaLine),
          fact: fact(id, line.day, line.audience, otherwise: AgendaLine.usualAudience),
          isMine: line.isMine, text: line.text, done: line.done))
    }
    for contact in couple.contacts {
      var member: Client.ID?
      var other: String?
      switch contact.with {
      case .member(let client): member = clients[client]
      case .other(let name): other = name
      }
      try change.add(
        try Contact(
          id: try change.nextID(.contact),
          fact: fact(
            id, contact.day, contact.audience, otherwise: Contact.usualAudience(with: member), member: member),
          other: other, mode: contact.mode, minutes: contact.minutes, text: contact.text))
    }
    for entry in couple.entries {
      try change.add(
        try Entry(
          id: try change.nextID(.entry),
          fact: fact(
            id, entry.day, entry.audience,
            otherwise: entry.kind.audience(by: entry.by.map { clients[$0] }, isCoded: entry.code != nil),
            member: entry.by.map { clients[$0] }),
          Entry.Content(
            entry.kind, code: entry.code, noticedBy: entry.noticedBy.map { clients[$0] }, every: entry.every,
            review: entry.review, text: entry.text), reviews: entry.reviews))
    }
    for win in couple.wins {
      try change.add(
        try Win(
          id: try change.nextID(.win),
          fact: fact(id, win.day, win.audience, otherwise: Win.usualAudience, member: win.by.map { clients[$0] }),
          noticedBy: win.noticedBy.map { clients[$0] }, text: win.text))
    }
  }

  private func addAims(of couple: DocumentCouple, _ id: Couple.ID) throws {
    for aim in couple.aims {
      try change.add(
        try Aim(
          id: try change.nextID(.entry),
          fact: fact(
            id, aim.day, aim.audience, otherwise: Aim.usualAudience(of: clients[aim.member]),
            member: clients[aim.member]),
          kind: aim.kind))
    }
    for goal in couple.goals {
      try change.add(
        try Goal(
          id: try change.nextID(.goal),
          fact: fact(
            id, goal.day, goal.audience, otherwise: Goal.usualAudience, member: goal.member.map { clients[$0] }),
          text: goal.text,
          standings: try goal.standings.map { standing in
            try Goal.Standing(day: standing.day, by: standing.by.map { clients[$0] }, value: standing.value)
          }, closed: goal.closed))
    }
  }

  private func addHomework(of couple: DocumentCouple, _ id: Couple.ID, _ sessions: [Session]) throws {
    for homework in couple.homework {
      let session = homework.session.map { sessions[$0] }
      var definition: Exercise?
      let title: String
      let text: String
      switch homework.task {
      case .exercise(let name):
        guard case (.exercise(let exercise), let stored) = try definitions.definition(.exercise, name) else {
          throw Problem(.badData, "homework: '\(name)' is no exercise")
        }
        try change.use(stored)
        definition = exercise
        (title, text) = (exercise.title, LibraryText.handout(exercise))
      case .own(let ownTitle, let ownText): (title, text) = (ownTitle, ownText)
      }
      var terms = Homework.Terms()
      switch homework.recipients {
      case .together: terms.recipients = .together
      case .each: terms.recipients = .each
      case .members(let members): terms.recipients = .members(members.map { clients[$0] }.sorted())
      }
      let fact = fact(
        id, homework.day, homework.audience,
        otherwise: Homework.usualAudience(in: session, definition, for: terms.recipients))
      terms.due = homework.due
      terms.every = homework.every
      terms.times = homework.times
      terms.purpose = homework.purpose
      terms.obstacle = homework.obstacle
      terms.plan = homework.plan
      terms.confidence = Dictionary(uniqueKeysWithValues: homework.confidence.map { (clients[$0.key], $0.value) })
      terms.session = session?.id
      try change.add(
        try Homework(
          id: try change.nextID(.homework), fact: fact,
          exercise: definition.map { Homework.Template(id: $0.id.description, version: $0.version) }, title: title,
          text: text, terms: terms,
          log: try homework.log.map { log in
            try Homework.Log(
              day: log.day, member: clients[log.member], done: log.done, quality: log.quality,
              difficulty: log.difficulty, usefulness: log.usefulness, barrier: log.barrier,
              barrierWord: log.barrierWord, words: log.words, isByCounselor: log.isByCounselor,
              audience: audience(log.audience, otherwise: fact.audience))
          }))
    }
  }

  private func addPromises(of couple: DocumentCouple, _ id: Couple.ID) throws {
    for promise in couple.promises {
      try change.add(
        try Promise(
          id: try change.nextID(.promise),
          fact: fact(id, promise.day, promise.audience, otherwise: Promise.usualAudience, member: clients[promise.by]),
          to: promise.to.map { clients[$0] }, text: promise.text, due: promise.due, every: promise.every,
          size: promise.size,
          marks: promise.marks.map { mark in
            Promise.Mark(day: mark.day, outcome: mark.outcome, says: mark.says.map { clients[$0] }, due: mark.due)
          },
          repairs: try promise.repairs.map { repair in
            try Promise.Repair(day: repair.day, says: repair.says.map { clients[$0] }, words: repair.words)
          }))
    }
  }

  private func addRoom(of couple: DocumentCouple, _ id: Couple.ID, _ sessions: [Session]) throws {
    for injury in couple.injuries {
      try change.add(
        try Injury(
          id: try change.nextID(.injury),
          fact: fact(id, injury.day, injury.audience, otherwise: Injury.usualAudience, member: clients[injury.hurt]),
          doneBy: clients[injury.by], text: injury.text, isOnPages: injury.isOnPages,
          accounts: try injury.accounts.map { account in
            try Injury.Account(
              day: account.day, step: account.step, says: clients[account.says], words: account.words)
          },
          standings: try injury.standings.map { standing in
            try Injury.Standing(
              day: standing.day, by: clients[standing.by], value: standing.value,
              session: sessions.first { $0.fact.day == standing.day }?.id)
          }))
    }
  }

  private func addTallies(of couple: DocumentCouple, _ id: Couple.ID, _ sessions: [Session]) throws {
    for tally in couple.tallies {
      let session = sessions[tally.session]
      try change.add(
        try Tally(
          id: try change.nextID(.entry),
          fact: fact(id, session.fact.day, nil, otherwise: Tally.usualAudience, member: clients[tally.member]),
          session: session.id, minutes: tally.minutes, counts: tally.counts))
    }
  }

  private func addMeasures(of couple: DocumentCouple, _ id: Couple.ID, _ sessions: [Session]) throws {
    for measure in couple.measures {
      guard case (.scale(let scale), let stored) = try definitions.definition(.scale, measure.scale) else {
        throw Problem(.badData, "measures: '\(measure.scale)' is no scale")
      }
      try change.use(stored)
      let member = clients[measure.member]
      let session = measure.session.map { sessions[$0] }
      let added = try Measure(
        id: try change.nextID(.measure),
        fact: fact(
          id, measure.day, measure.audience,
          otherwise: Measure.usualAudience(of: member, on: scale, in: session), member: member),
        scale: measure.scale, version: scale.version, mode: measure.mode, apart: measure.apart,
        session: session?.id, entered: measure.entered)
      let administration = try added.administration(by: scale)
      try change.add(added)
      if !(try administration.risks(by: scale).isEmpty) { try change.askRisk(of: added) }
    }
    guard !couple.ratings.isEmpty else { return }
    guard case (.ratings(let ratings), let stored) = try definitions.definition(.ratings, "practice-ratings") else {
      throw Problem(.internalFault, "the practice ratings are missing")
    }
    try change.use(stored)
    for rating in couple.ratings {
      let session = rating.session.map { sessions[$0] }
      try change.add(
        try Rating(
          id: try change.nextID(.measure),
          fact: fact(
            id, rating.day, rating.audience,
            otherwise: Rating.usualAudience(in: session, isOfAlliance: rating.alliance != nil),
            member: clients[rating.member]),
          session: session?.id, version: ratings.version, values: rating.values, tensionStart: rating.tensionStart,
          tensionEnd: rating.tensionEnd, alliance: rating.alliance))
    }
  }

  // MARK: Facts

  private func fact(
    _ couple: Couple.ID, _ day: Day, _ audience: DocumentAudience?, otherwise: Audience, member: Client.ID? = nil
  ) -> Fact {
    Fact(
      couple: couple, day: day, audience: self.audience(audience, otherwise: otherwise),
      isAudienceNamed: audience != nil, member: member, written: change.clock)
  }

  private func audience(_ audience: DocumentAudience?, otherwise: Audience) -> Audience {
    switch audience {
    case nil: otherwise
    case .joint?: .joint
    case .counselor?: .counselor
    case .member(let client)?: .member(clients[client])
    }
  }
}
