import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct BriefCommand: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief", abstract: "Show the one page before a session",
    discussion: """
      couplet brief dana-rob
      couplet brief
      couplet brief dana-rob --desk
      couplet brief dana-rob --print
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The handle, or part of the label; the next one planned when left out")
  var couple: String?
  @Flag(help: "Only what is joint, with initials for names")
  var desk = false
  @Flag(help: "With --print: the counselor's page, not the one with initials of what is joint")
  var full = false
  @Flag(help: "Print it as the desk page, which is written down: log --disclosures")
  var print = false
  @Option(help: "Who gets the paper")
  var toWhom: String?

  func reader() -> Reader { desk || print && !full ? .desk : .counselor }

  func run(_ invocation: Invocation) async throws {
    guard print || !full else {
      throw Problem(.usage, "full: goes with --print", hint: "on the screen the page is the counselor's already")
    }
    guard !full || !desk else { throw Problem(.usage, "full: --full and --desk exclude each other") }
    guard print || toWhom == nil else { throw Problem(.usage, "to-whom: goes with --print") }
    guard !print || !common.json else {
      throw Problem(.usage, "json: what is printed is a page of text", hint: "leave --json out")
    }
    let desk = desk || print && !full
    let couple =
      try couple.map { (query) throws(Problem) in try invocation.couple(query) } ?? next(desk: desk, invocation)
    let chart = try invocation.chart(of: couple, for: desk ? .joint : .counselor, desk: desk)
    let theme = chart.isForCounselor ? chart.lowestRating?.theme : nil
    let brief = Brief(of: chart, library: try invocation.definitions().forBrief(exercisesOn: theme))
    if print {
      let sheet = briefSheet(brief)
      invocation.informOfUndecided(in: sheet, of: chart)
      try await invocation.print(sheet, "brief", of: chart, to: toWhom)
      return invocation.inform("printed, for \(chart.words(for: chart.viewer))")
    }
    let lines = briefLines(
      brief, ascii: invocation.drawsInASCII, strong: Emphasis.strong(if: invocation.usesColor))
    invocation.show(lines, json: CoupletReports.json(brief))
  }

  /// The couple whose session is planned next.
  private func next(desk: Bool, _ invocation: Invocation) throws(Problem) -> Couple {
    var next: (couple: Couple, session: Session)?
    let couples = try invocation.everyCouple().filter { $0.closure == nil }
    let charts = try invocation.each(couples) { (couple) throws(Problem) in
      // As the page's reader sees it: whose session comes next must not hang on one that only one of them has.
      (couple, try invocation.chart(of: couple, for: desk ? .joint : .counselor, desk: false))
    }
    for (couple, chart) in charts {
      guard let session = chart.nextPlanned else { continue }
      if let known = next, known.session.isBefore(session) { continue }
      next = (couple, session)
    }
    guard let next else {
      throw Problem(.refused, "no session is planned", hint: "name the couple: couplet brief COUPLE")
    }
    return next.couple
  }
}
