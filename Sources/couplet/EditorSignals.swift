import Foundation

/// The signals that would end the program, held back from the opening of an editor until its text is saved or kept: an
/// interrupt from the keyboard is the editor's business, and a terminal that closes sends more than one hangup.
struct EditorSignals {
  /// Whether one of them said that the program should end; a handler gets no context.
  nonisolated(unsafe) private static var wasToldToEnd = false
  private static let numbers = [SIGINT, SIGQUIT, SIGTERM, SIGHUP]
  private let before: [(@convention(c) (Int32) -> Void)?]

  /// Holds them back.
  init() {
    Self.wasToldToEnd = false
    // Handlers and not SIG_IGN, which the editor would inherit.
    before = Self.numbers.map { number in
      signal(number) { number in
        if number == SIGTERM || number == SIGHUP { EditorSignals.wasToldToEnd = true }
      }
    }
  }

  /// Whether the program was told to end meanwhile.
  var wereToEnd: Bool { Self.wasToldToEnd }

  /// Lets them do again what they did before.
  func release() {
    for (number, handler) in zip(Self.numbers, before) { signal(number, handler) }
  }
}
