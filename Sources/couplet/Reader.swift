import CoupletCore

/// Who looks at what a command prints; what only the counselor may know is said to nobody else.
enum Reader {
  case counselor
  /// One partner or both.
  case partners
  /// Whoever passes the desk on which the page lies.
  case desk
  /// Whoever sits at the screen with the counselor, or holds it.
  case screen

  /// The same within another command: whoever looks at that one looks at this one too.
  func within(_ outer: Reader?) -> Reader { outer == nil || outer == .counselor ? self : outer ?? self }
}

/// What may be said to a reader besides the page: errors, candidates, notices and questions pass here, so that none can
/// forget who reads it.
///
/// Others than the counselor are told no names, handles or ids but those that were typed; on a screen the couple that sits
/// there may read its own.
struct Discretion {
  private let reader: Reader
  /// The words of the practice's names as they are written, and its handles.
  private let names: Set<String>
  private let known: Set<String>

  /// - Parameters:
  ///   - directory: nil where the practice wasn't opened, so that nothing of it can be said.
  ///   - couple: whose command it is, where one was named.
  init(for reader: Reader, in directory: CoupletCore.Directory?, of couple: Couple?, typed arguments: [String]) {
    self.reader = reader
    guard reader != .counselor else {
      (names, known) = ([], [])
      return
    }
    names = directory.map { Self.words(of: $0.clients, $0.couples) } ?? []
    let typed = Set(arguments.flatMap { Self.words(in: $0) })
    let own = reader == .screen ? couple.map { Self.words(of: directory?.members(of: $0) ?? [], [$0]) } : nil
    known = typed.union(own ?? [])
  }

  /// Whether a line names nothing that the reader may not know.
  func allows(_ line: String) -> Bool {
    reader == .counselor
      || Self.words(in: line).allSatisfy { word in
        known.contains(word) || !names.contains(word) && (reader == .screen || RecordID(word) == nil)
      }
  }

  /// An error as the reader may read it.
  func said(_ problem: Problem) -> Problem {
    guard reader != .counselor else { return problem }
    let hint = problem.hint.flatMap { allows($0.text) ? $0 : nil }
    let candidates = reader == .screen ? problem.candidates.filter(allows) : []
    guard !allows(problem.message) else {
      return Problem(problem.kind, problem.message, hint: hint, candidates: candidates)
    }
    let field = problem.message.prefix { $0 != ":" }
    let isField = field.count < problem.message.count && allows(String(field))
    return Problem(
      problem.kind, "\(isField ? "\(field)" : "this page"): what is wrong is said to the counselor alone",
      hint: reader == .screen ? nil : "the same without --audience and --desk says it")
  }

  /// The words of a text as they are written, and what hyphens join as one too.
  private static func words(in text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "-") }.flatMap { joined in
      joined.contains("-") ? [String(joined)] + joined.split(separator: "-").map(String.init) : [String(joined)]
    }
  }

  private static func words(of clients: [Client], _ couples: [Couple]) -> Set<String> {
    let names = clients.flatMap { [$0.name, $0.details.called].compactMap { $0 } }.flatMap { words(in: $0) }
    return Set(names).union(couples.flatMap { [$0.handle] + $0.formerHandles }.map(\.description))
  }
}
