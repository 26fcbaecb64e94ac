/// Why a request can't be carried out, in words that name the field and the rule and never a record's content.
public struct Problem: Error, Hashable, Sendable {
  /// The closed set of reasons; the program maps each to one exit code.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// A command, option, date or query that can't be read.
    case usage
    /// A value out of range or of the wrong form.
    case badData
    /// Not there, ambiguous, belongs elsewhere, or not allowed as things stand.
    case refused
    /// The practice file or an input is missing, or is not one of ours.
    case noInput
    /// The practice file is held by another program or is newer than this one.
    case unavailable
    /// The program broke a rule of its own.
    case internalFault
    /// Nothing can be written there, or something is there already.
    case cannotWrite
    /// The file is damaged, or reading and writing failed.
    case damaged
    /// The system does not permit it.
    case noPermission
  }

  /// The reason's kind.
  public let kind: Kind
  /// One line, lower case, no full stop.
  public let message: String
  /// What to do about it, where there is something to do.
  public let hint: Advice?
  /// What the words could have meant, a line each.
  public let candidates: [String]

  /// Makes a problem, with a step of the program's or words as what to do about it.
  public init(
    _ kind: Kind, _ message: String, hint: Advice? = nil, candidates: [String] = []
  ) {
    self.kind = kind
    self.message = message
    self.hint = hint
    self.candidates = candidates
  }

  /// Makes a problem, with words as what to do about it.
  public init(
    _ kind: Kind, _ message: String, hint: String?, candidates: [String] = []
  ) {
    self.init(kind, message, hint: hint.map(Advice.words), candidates: candidates)
  }
}
