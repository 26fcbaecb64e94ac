import CoupletCore
import CoupletReports

/// The page for a colleague who takes over: what it is, where the file lies, and how it is opened.
///
/// Whoever reads it may know nothing of the program, and nobody can be asked any more.
struct TakeoverPage {
  let label: String
  /// The name under the notes, where there is one.
  let counselor: String?
  let file: String
  let day: Day

  /// The page with a code on it.
  func text(_ code: String) -> String {
    let label = label.shown(keepingLines: false)
    let counselor = (counselor ?? "the counselor").shown(keepingLines: false)
    let place = "'" + file.shown(keepingLines: false).replacing("'", with: "'\\''") + "'"
    let paragraphs = [
      "TAKING OVER A PRACTICE", "",
      "This page is for \(label).",
      "It opens the session notes that \(counselor) keeps with the program couplet,",
      "for the case that they can't be opened by whom they belong to: after an",
      "accident, in illness, after death. Keep it locked away: with this page and the",
      "file everything in it can be read.", "",
      "The code", "",
      "    \(code)", "",
      "Where the file lies", "",
      "  \(file.shown(keepingLines: false))",
      "  on the computer of \(counselor); its backups open by the code too.", "",
      "How to open it", "",
      "  1. couplet has to be on the computer. Another computer will do as well: copy",
      "     the file there, with all that stands beside it and begins with its name.",
      "  2. In a terminal, the list of couples; where the passphrase is asked for, the",
      "     code is typed instead:",
      "       couplet couple list --file \(place)",
      "  3. A passphrase of your own; the code is asked for once more:",
      "       couplet passwd --file \(place)",
      "  4. couplet today and couplet brief HANDLE say what is waiting and where a",
      "     treatment stands; couplet help lists the rest.", "",
      "Made on \(day.withWeekday). After couplet passwd --remove it opens nothing more.",
    ]
    return paragraphs.joined(separator: "\n") + "\n"
  }
}
