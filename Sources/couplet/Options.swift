public import ArgumentParser
public import CoupletCore
public import CoupletReports

/// The options that every command has.
struct CommonOptions: ParsableArguments {
  @Option(help: "The practice file (else $COUPLET_FILE, else the one in your data folder)")
  var file: String?
  @Option(help: "Read the passphrase from this file, pipe or /dev/fd/N (else $COUPLET_PASSPHRASE_FILE)")
  var passphraseFile: String?
  @Flag(help: "Print JSON")
  var json = false
  @Flag(help: "Never ask")
  var noInput = false
  @Flag(help: "Answer questions with yes")
  var yes = false
  @Flag(help: "Put what is written to a file in the place of one that is there")
  var force = false
  @Option(help: "auto, always or never")
  var color: ColorChoice = .auto
  @Option(help: "The day that today means, YYYY-MM-DD")
  var today: String?
}

/// A number in decimal digits: other forms that the parser would read, as 0x10 for sixteen, few people mean.
struct DecimalArgument: ExpressibleByArgument {
  let value: Double

  init?(argument: String) {
    guard !argument.utf8.contains(where: { [0x78, 0x58].contains($0) }), let value = Double(argument) else {
      return nil
    }
    self.value = value
  }
}

/// When color is used.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// The options of commands that read charts.
struct ReadingOptions: ParsableArguments {
  @Option(help: "Only what joint, counselor or NAME may see")
  var audience: String?
  @Flag(help: "Only what is joint, with initials for names")
  var desk = false

  /// Who is to see it.
  var reader: Reader {
    if desk { return .desk }
    return audience.map { Folding.fold($0) == "counselor" } ?? true ? .counselor : .partners
  }

  /// Whether somebody else than the counselor is to see it.
  var isRestricted: Bool { reader != .counselor }
}

/// The options of commands that add a fact to a chart.
struct AddingOptions: ParsableArguments {
  @Option(help: "Who it may be shown to: joint, counselor or NAME")
  var audience: String?
}

/// Whom an entry or a win comes from.
struct SourceOptions: ParsableArguments {
  @Option(help: "The member it comes from")
  var by: String?
  @Option(help: "The member who noticed it")
  var noticedBy: String?
}

/// The option of commands that change a chart.
struct GateOptions: ParsableArguments {
  @Option(help: "The couple's handle, typed, where others get to see more by it")
  var confirm: String?
}

/// The option of commands that take an id.
struct GuardOptions: ParsableArguments {
  @Option(help: "Refuse an id that belongs to another couple")
  var couple: String?
}

extension Session.Kind: ExpressibleByArgument {}
extension Session.Mode: ExpressibleByArgument {}
extension Contact.Mode: ExpressibleByArgument {}
extension Entry.Kind: ExpressibleByArgument {}
extension Injury.Step: ExpressibleByArgument {}
extension Promise.Size: ExpressibleByArgument {}
extension Couple.Outcome: ExpressibleByArgument {}
extension Note.State: ExpressibleByArgument {}
extension SearchFilter.Place: ExpressibleByArgument {}
extension SearchFilter.Order: ExpressibleByArgument {}
extension Aim.Kind: ExpressibleByArgument {}
extension Domain: ExpressibleByArgument {}
extension Administration.Mode: ExpressibleByArgument {}
extension ReportFormat: ExpressibleByArgument {}
extension Reliability.Kind: ExpressibleByArgument {}
extension Addendum.Kind: ExpressibleByArgument {}
extension Risk.Kind: ExpressibleByArgument {}
extension Risk.Part: ExpressibleByArgument {}
extension Risk.Asked: ExpressibleByArgument {}
extension Risk.Status: ExpressibleByArgument {}
extension Policy.Kind: ExpressibleByArgument {}
