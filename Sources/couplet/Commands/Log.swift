import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct Log: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show who did what when, never any text",
    discussion: """
      couplet log
      couplet log dana-rob
      couplet log --verify
      couplet log --head
      couplet log dana-rob --disclosures
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The couple; all of them when left out")
  var couple: String?
  @Flag(help: "Check whether every row is as it was written")
  var verify = false
  @Flag(help: "Print a short code for paper: the same code later means nothing before it was changed")
  var head = false
  @Flag(help: "The pages of the couple that left as files or on paper")
  var disclosures = false

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    if disclosures { return try showDisclosures(invocation) }
    if verify || head { return try showChain(invocation) }
    let directory = try invocation.directory()
    let couple = try couple.map { (query) throws(Problem) in try invocation.couple(query).id }
    let (entries, unread) = try invocation.practice().journalApart(of: couple)
    for problem in unread { invocation.leaveOut(problem) }
    let struck = try invocation.practice().struckRecords()
    invocation.show(
      PracticeText.journal(entries, in: directory, struck: struck),
      json: .array(entries.map { CoupletReports.json($0, in: directory, struck: struck) })
    )
  }

  private func showDisclosures(_ invocation: Invocation) throws {
    guard !verify, !head, let couple else {
      throw Problem(.usage, "log: --disclosures goes with a couple, and with nothing else")
    }
    let chart = try invocation.chart(of: try invocation.couple(couple))
    let disclosures = try invocation.practice().disclosures(of: chart.couple.id)
    invocation.show(
      PracticeText.disclosures(disclosures, chart), json: .array(disclosures.map { chart.json($0) }))
  }

  private func showChain(_ invocation: Invocation) throws {
    guard couple == nil else { throw Problem(.usage, "log: --verify and --head are about the whole journal") }
    let state = try invocation.practice().chainState()
    invocation.show(verify ? FileText.chain(state) : FileText.head(state), json: FileText.json(state))
    if verify, let broken = state.firstBroken {
      try invocation.finish()
      throw Problem(
        .damaged, "journal: it was changed or cut at j\(broken)", hint: "couplet check looks at the whole file")
    }
  }
}
