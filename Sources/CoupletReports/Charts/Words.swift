public import CoupletCore

extension Seen {
  /// `Rob only`, `both partners`, `counselor only`: who a fact may be shown to, in words.
  public func words(for audience: Audience) -> String {
    switch audience {
    case .joint: everyMember.count == 2 ? "both partners" : "all partners"
    case .member(let client): "\(name(client)) only"
    case .counselor: "counselor only"
    }
  }

  /// The audience as JSON and options write it: `joint`, `counselor` or the member's full name.
  public func key(for audience: Audience) -> String {
    switch audience {
    case .joint: "joint"
    case .member(let client): fullName(client)
    case .counselor: "counselor"
    }
  }

  /// `dana-rob · Dana Reyes & Rob Reyes`.
  public var title: String {
    "\(handle) · \(everyMember.map(fullName).joined(separator: " & "))".shown(keepingLines: false)
  }

  /// `dana-rob · Dana Reyes & Rob Reyes · s41 · Mon 2026-11-23 · conjoint`, as shown before text is taken.
  public func headline(_ session: Session?) -> String {
    guard let session else { return title }
    let id = showsIDs ? " · \(session.id)" : ""
    return "\(title)\(id) · \(session.fact.day.withWeekday) · \(session.kind.rawValue)"
  }

  /// `Dana, Rob (late 10 min)`: who was there.
  public func attendance(of session: Session) -> String {
    everyMember.compactMap { client in
      guard let attendance = session.attendance[client], attendance.wasThere else { return nil }
      var terms: [String] = []
      if case .late(let minutes) = attendance { terms.append("late" + (minutes.map { " \($0) min" } ?? "")) }
      if let minutes = session.places[client]?.leftAfter { terms.append("left after \(minutes) min") }
      return name(client) + (terms.isEmpty ? "" : " (\(terms.joined(separator: ", ")))")
    }.joined(separator: ", ").shown(keepingLines: false)
  }

  /// A text on one line, fit for a terminal.
  func line(_ text: String) -> String {
    self.text(text).clean
  }

  /// A text with its lines, fit for a terminal.
  func lines(_ text: String) -> String { self.text(text).shown(keepingLines: true) }
}
