import CoupletCore
import Foundation

/// The editor that the settings name, else the first that is there, and what has it keep nothing of what it edits.
struct EditorCommand {
  /// What the setting says; a shell reads it, for it may have arguments, as `code --wait`.
  let line: String
  /// The program's name as the setting has it, nil where more than one command stands there.
  let name: String?
  /// Whether no setting named it.
  let isFound: Bool
  private let habit: Habit?
  /// The name of the file that the program's name leads to, nil where that isn't known.
  private let target: String?

  /// What an editor does with the text that it is given.
  private enum Habit {
    case vim, neovim, nano, emacs, micro
    /// Keeps copies or histories that no option turns off, or does its work in another process.
    case keeps
  }

  private static let habits: [String: Habit] = [
    "vim": .vim, "rvim": .vim, "gvim": .vim, "evim": .vim, "mvim": .vim, "vimx": .vim, "nvim": .neovim,
    "nano": .nano, "rnano": .nano, "emacs": .emacs, "micro": .micro, "emacsclient": .keeps,
    "code": .keeps, "code-insiders": .keeps, "codium": .keeps, "cursor": .keeps, "subl": .keeps,
    "sublime_text": .keeps, "zed": .keeps, "zeditor": .keeps, "atom": .keeps, "kate": .keeps,
    "gnome-text-editor": .keeps, "joe": .keeps, "jmacs": .keeps, "mcedit": .keeps,
    // Not Vim where the name doesn't lead there: those keep recovery copies in /var/tmp, and ed writes one on hangup.
    "vi": .keeps, "view": .keeps, "ex": .keeps, "nvi": .keeps, "ed": .keeps,
  ]

  /// What is taken where no setting names one: the system's own choice, then what most systems have, easiest first.
  static let usual = ["editor", "nano", "vim", "vim.tiny", "vi"]

  /// The first of the two settings that isn't empty, else the first of the usual editors on the path.
  init?(_ environment: [String: String]) {
    let path = environment["PATH"] ?? ""
    let settings = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }
    let set = settings.first { $0.contains { !$0.isWhitespace } }
    guard let line = set ?? Self.usual.first(where: { Self.resolved($0, path) != nil }) else { return nil }
    self.line = line
    isFound = set == nil
    let program = Self.program(of: line)
    name = program.map { ($0 as NSString).lastPathComponent }
    // `vi` and `editor` are links that tell by where they lead.
    target = program.flatMap { Self.resolved($0, path) }
    habit =
      target == "busybox" ? nil : [target, name].compactMap { $0 }.lazy.compactMap { Self.habit(of: $0) }.first
  }

  /// `vim.basic` and `nvim.appimage` go by what stands before the point, `emacs-gtk` and `emacs28` by their beginning.
  private static func habit(of name: String) -> Habit? {
    let stem = String(name.prefix { $0 != "." })
    if let habit = habits[stem] { return habit }
    return stem.hasPrefix("emacs") ? .emacs : nil
  }

  /// What is said before it opens, where it keeps something.
  var warning: String? {
    guard let name else { return "editor: it is more than one command, so what they keep isn't turned off" }
    guard case .keeps? = habit else { return nil }
    return "\(name) keeps its own history and copies of what it edits"
  }

  /// What the file says of an editor that no setting named: which it is, and what would name another.
  ///
  /// It stands there each time, among the lines that aren't saved: whoever sits before an unknown editor reads it where
  /// they need it, and nothing has to be kept on disk to know that it was said before.
  var remark: String? {
    guard isFound, let name else { return nil }
    let leadsTo = target.flatMap { $0 == name ? nil : " (\($0))" } ?? ""
    return "Opened with \(name)\(leadsTo): neither VISUAL nor EDITOR is set."
  }

  /// The arguments that stand before the file, with the line to begin on where it is known how to say it; some want a file
  /// of settings, which `makeSettings` writes and names.
  func arguments(
    _ environment: [String: String], line: Int, makeSettings: (_ text: String) throws(Problem) -> String
  ) throws(Problem) -> [String] {
    switch habit {
    // After the user's own settings, which `-c` overrules; `-f` has a window not leave us alone.
    case .vim:
      [
        "-f", "-n", "-i", "NONE", "-c",
        "silent! set noswapfile nobackup nowritebackup noundofile patchmode= viminfo= | silent! set viminfofile=NONE",
        "-S", try makeSettings(Self.vimSettings), "+\(line)",
      ]
    case .neovim:
      [
        "-n", "-i", "NONE", "-c",
        "silent! set noswapfile nobackup nowritebackup noundofile patchmode= shada= | silent! set shadafile=NONE",
        "-S", try makeSettings(Self.vimSettings), "+\(line)",
      ]
    case .nano: ["--rcfile=" + (try makeSettings(Self.nanoSettings(environment))), "+\(line)"]
    case .emacs: ["--eval", Self.emacsSettings, "+\(line)"]
    case .micro:
      ["-backup", "false", "-savehistory", "false", "-savecursor", "false", "-saveundo", "false", "+\(line):1"]
    case .keeps, nil: []
    }
  }

  /// Vim keeps what stands in it beside its file, in the private folder, until it is left by a command.
  ///
  /// `:q!` is one; that its terminal went isn't, which it doesn't always know for a signal. A `:q` that is refused leaves
  /// nothing, as a moment later tells.
  ///
  /// The smallest Vim knows no `if` and passes it by up to `endif`; there the swap file stands in that folder.
  private static let vimSettings = """
    silent! set directory=. updatecount=1 swapfile
    if 1
      silent! set noswapfile
      let g:couplet_unsaved = expand('%:p') . '\(EditorFolder.unsavedEnding)'
      let g:couplet_left = 0
      augroup couplet
        silent! autocmd TextChanged,TextChangedI <buffer> silent! call writefile(getline(1, '$'), g:couplet_unsaved)
        silent! autocmd TextChangedP <buffer> silent! call writefile(getline(1, '$'), g:couplet_unsaved)
        autocmd QuitPre * let g:couplet_left = 1
        autocmd CursorMoved,CursorHold,InsertEnter * let g:couplet_left = 0
        autocmd VimLeavePre * if g:couplet_left && !v:dying | silent! call delete(g:couplet_unsaved) | endif
      augroup END
    endif

    """

  /// The user's own settings with what keeps something taken out at the end: nano has no option that does it.
  private static func nanoSettings(_ environment: [String: String]) -> String {
    let candidates = [
      Folders.home(environment).map { $0 + "/.nanorc" }, Folders.configuration(environment).map { $0 + "/nano/nanorc" },
    ].compactMap { $0 }
    let own = candidates.first { access($0, R_OK) == 0 }
    let texts = ["/etc/nanorc", own].compactMap { $0 }.compactMap { path in
      FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
    return (texts + ["unset backup", "unset historylog", "unset positionlog", "unset locking", ""])
      .joined(separator: "\n")
  }

  private static let emacsSettings = """
    (progn (setq make-backup-files nil auto-save-default nil auto-save-list-file-prefix nil create-lockfiles nil \
    undo-tree-auto-save-history nil) \
    (dolist (mode '(savehist-mode recentf-mode save-place-mode desktop-save-mode)) \
    (when (and (boundp mode) (symbol-value mode)) (funcall mode -1))))
    """

  // MARK: Reading the setting

  /// The word that names the program, nil where the shell would run more than one command.
  private static func program(of line: String) -> String? {
    guard let words = words(of: line) else { return nil }
    return words.first { word in
      let isAssignment = word.contains("=") && !word.prefix { $0 != "=" }.contains("/")
      return !isAssignment && !["env", "exec", "command", "nohup"].contains(word)
    }
  }

  /// The words as a shell would split them, nil where it would see more than one command.
  private static func words(of line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote != nil {
        word = (word ?? "") + String(character)
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " || character == "\t" {
        if let word { words.append(word) }
        word = nil
      } else if ";|&<>(){}`\n".contains(character) {
        return nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + [word].compactMap { $0 }
  }

  /// The name of the file that a program's name leads to.
  private static func resolved(_ program: String, _ path: String) -> String? {
    let places =
      program.contains("/")
      ? [program] : path.split(separator: ":").map { "\($0)/\(program)" }
    guard let place = places.first(where: { access($0, X_OK) == 0 }), let found = realpath(place, nil) else {
      return nil
    }
    defer { free(found) }
    return (String(cString: found) as NSString).lastPathComponent
  }
}
