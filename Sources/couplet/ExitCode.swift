import CoupletCore

extension Problem.Kind {
  /// The exit code for each kind of problem; scripts rely on them, and `Manual/commands.md` lists them.
  var exitCode: Int32 {
    switch self {
    case .refused: 1
    case .usage: 64
    case .badData: 65
    case .noInput: 66
    case .unavailable: 69
    case .internalFault: 70
    case .cannotWrite: 73
    case .damaged: 74
    case .noPermission: 77
    }
  }
}

extension Problem {
  /// The lines that standard error gets: the error, what the words could have meant, and what to do.
  ///
  /// Here all that a message quotes is written out, paths and names of files too: none of it steers the terminal or hides.
  func report(color: Bool) -> String {
    let (open, close) = color ? ("\u{1B}[31m", "\u{1B}[0m") : ("", "")
    var lines = ["\(open)error:\(close) \(message.shown(keepingLines: false))"]
    lines += candidates.map { "  \($0.shown(keepingLines: false))" }
    if let hint { lines.append("hint: \(hint.text.shown(keepingLines: false))") }
    return lines.joined(separator: "\n") + "\n"
  }
}
