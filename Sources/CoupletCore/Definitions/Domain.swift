/// The eight domains that cover what couples work on; an exercise serves one first, and each is rated from 0 to 10.
public enum Domain: String, CaseIterable, Hashable, Sendable {
  case trust, communication, safety, intimacy, connection, growth, repair, hope

  /// `Trust`.
  public var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
