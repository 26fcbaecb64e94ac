/// Who a fact may ever be shown to, and who a page is for: the two use the same three words.
public enum Audience: Hashable, Sendable {
  /// All members of the couple together.
  case joint
  /// One member alone.
  case member(Client.ID)
  /// The counselor alone.
  case counselor

  /// Whether a fact of this audience may be shown on a page for `viewer`.
  ///
  /// The counselor sees everything; a member what is joint and what is theirs; a joint page what is joint.
  public func isOpen(to viewer: Audience) -> Bool {
    switch (self, viewer) {
    case (_, .counselor), (.joint, _): true
    case (.member(let whose), .member(let who)): whose == who
    case (.member, .joint), (.counselor, _): false
    }
  }

  /// Whether it is what one member has alone.
  var isOneMembers: Bool { if case .member = self { true } else { false } }

  /// The widest audience that is open to nobody to whom either of the two is closed.
  public func narrowed(by other: Audience) -> Audience {
    switch (self, other) {
    case (.joint, let narrower), (let narrower, .joint): narrower
    case (let one, let two): one == two ? one : .counselor
    }
  }
}

extension Audience? {
  /// Whether what was said later of a record may be shown to those who may see the record: where it says nothing, it may.
  func isOpen(to viewer: Audience) -> Bool { map { $0.isOpen(to: viewer) } ?? true }
}
