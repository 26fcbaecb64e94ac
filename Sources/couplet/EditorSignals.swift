import Foundation

/// The signals that would end the program while an editor has its terminal.
enum EditorSignals {
  /// Whether one of them said that the program should end; a handler gets no context.
  nonisolated(unsafe) private static var wasToldToEnd = false

  /// Holds them back while `body` runs: an interrupt from the keyboard is the editor's business, and whoever ends the
  /// program or closes its terminal must find what the editor saved kept.
  ///
  /// - Returns: what `body` gives, and whether the program was told to end meanwhile.
  static func holding<Value>(
    _ body: () async -> Value, isolation: isolated (any Actor)? = #isolation
  ) async -> (value: Value, wasToldToEnd: Bool) {
    wasToldToEnd = false
    // Handlers and not SIG_IGN, which the editor would inherit.
    let numbers = [SIGINT, SIGQUIT, SIGTERM, SIGHUP]
    let before = numbers.map { number in
      signal(number) { number in
        if number == SIGTERM || number == SIGHUP { EditorSignals.wasToldToEnd = true }
      }
    }
    defer { for (number, handler) in zip(numbers, before) { signal(number, handler) } }
    return (await body(), wasToldToEnd)
  }
}
