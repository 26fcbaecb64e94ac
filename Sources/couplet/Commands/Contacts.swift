import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct ContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "Keep calls, messages and letters between sessions",
    subcommands: [ContactAdd.self, ContactList.self])
}

struct ContactAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a call, message or letter",
    discussion: """
      couplet contact add dana-rob --with Rob --mode phone --minutes 10
      couplet contact add dana-rob --with "Dr. Lindqvist" --mode mail -
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "- reads standard input; left out, a line is asked for")
  var text: String?
  @Option(help: "A member, or anyone else")
  var with: String?
  @Option(help: "How")
  var mode: Contact.Mode = .phone
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
  @Option(help: "How long it took")
  var minutes: Int?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    let with = try invocation.neededMemberOrOther(with, of: couple, field: "with")
    let member = try invocation.memberOrOther(with, of: couple, field: "with")
    let audience = try invocation.audience(
      adding, of: couple, otherwise: Contact.usualAudience(with: member))
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "contact")
    let contact = try invocation.change { change in
      let contact = try Contact(
        id: try change.nextID(.contact),
        fact: Fact(
          couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil, member: member,
          written: change.clock),
        other: member == nil ? with : nil, mode: mode, minutes: minutes, text: text)
      try change.add(contact)
      return contact
    }
    invocation.show([chart.echo(contact)], json: chart.json(contact))
  }
}

struct ContactList: ListCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's contacts")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func records(in chart: Seen) -> [Contact] {
    chart.records.contacts
  }
}
