import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

struct PolicyCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Show or make the couple's secrets agreement, and who has taken note of it",
    discussion: """
      couplet policy dana-rob
      couplet policy dana-rob --kind limited --from 2026-09-01
      couplet policy dana-rob --kind no-secrets --text agreement.txt --acknowledged-by Dana --acknowledged-by Rob
      couplet policy dana-rob --acknowledged-by Rob --on fri
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Option(help: "no-secrets, limited, confidential or case-by-case; makes a new version")
  var kind: Policy.Kind?
  @Option(help: "The agreement's words from this file, - from standard input; the program's own when left out")
  var text: String?
  @Option(parsing: .unconditional, help: "The first day it is in force; today when left out")
  var from: String?
  @Option(help: "Who has taken note of it; may be repeated")
  var acknowledgedBy: [String] = []
  @Option(parsing: .unconditional, help: "The day on which they did; today when left out")
  var on: String?
  @Flag(help: "Print the agreement in force, for the couple: with initials for names")
  var print = false

  func reader() -> Reader { print ? .desk : reading.reader }

  func run(_ invocation: Invocation) async throws {
    let couple = try invocation.couple(couple)
    let isNew = kind != nil || text != nil
    guard isNew || from == nil else { throw Problem(.usage, "from: goes with --kind or --text") }
    guard !acknowledgedBy.isEmpty || on == nil else { throw Problem(.usage, "on: goes with --acknowledged-by") }
    guard isNew || !acknowledgedBy.isEmpty else {
      if print { return try await putOnPaper(couple, invocation) }
      return show(try invocation.chart(of: couple, reading), invocation)
    }
    guard !print else {
      throw Problem(.usage, "print: goes with no other change", hint: "give it by itself afterwards")
    }
    guard reading.audience == nil, !reading.desk else {
      throw Problem(.usage, "audience: an agreement is joint; --audience and --desk only show it")
    }
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    var acknowledgements: [Policy.Acknowledgement] = []
    for name in acknowledgedBy {
      let member = try invocation.member(named: name, of: couple, field: "acknowledged-by")
      guard !acknowledgements.contains(where: { $0.member == member }) else {
        throw Problem(.usage, "acknowledged-by: \(chart.fullName(member)) is named twice")
      }
      acknowledgements.append(Policy.Acknowledgement(member: member, day: day))
    }
    invocation.showHead(chart)
    if isNew {
      try add(acknowledgements, to: chart, invocation)
    } else {
      try acknowledge(acknowledgements, in: chart, invocation)
    }
    show(try invocation.chart(of: couple), invocation)
  }

  private func add(_ acknowledgements: [Policy.Acknowledgement], to chart: Seen, _ invocation: Invocation) throws {
    // Versions after the day taken as today count too: numbers are never given twice.
    let all = try invocation.practice().history(of: chart.couple).seen(by: .counselor, asOf: Day.range.upperBound)
      .records.policies
    let first = try invocation.pastDay(from, field: "from")
    guard let kind = kind ?? all.last?.kind else {
      throw Problem(.usage, "kind: is missing", hint: "no-secrets, limited, confidential or case-by-case")
    }
    if let last = all.last, first < last.day {
      throw Problem(.badData, "from: \(first) lies before version \(last.version), in force since \(last.day)")
    }
    if let early = acknowledgements.first(where: { $0.day < first }) {
      throw Problem(.badData, "on: \(early.day) lies before the agreement is in force, \(first)")
    }
    let words = try text.map { (place) throws(Problem) in try Self.words(from: place, invocation) } ?? kind.words
    let policy = try Policy(
      couple: chart.couple.id, version: (all.map(\.version).max() ?? 0) + 1, kind: kind, day: first, text: words,
      acknowledgements: acknowledgements)
    try invocation.change { try $0.add(policy) }
  }

  private static func words(from place: String, _ invocation: Invocation) throws(Problem) -> String {
    if place == "-" { return try invocation.text("-", field: "policy") }
    return try Wording.typed(try TextReading.file(place, field: "text"), field: "text")
  }

  private func acknowledge(
    _ acknowledgements: [Policy.Acknowledgement], in chart: Seen, _ invocation: Invocation
  ) throws {
    let newest = try invocation.practice().history(of: chart.couple).seen(by: .counselor, asOf: Day.range.upperBound)
    guard let shown = chart.records.policies.last,
      let policy = newest.records.policies.first(where: { $0.version == shown.version })
    else { throw Problem(.refused, "policy: \(chart.handle) has none yet", hint: "--kind makes one") }
    for acknowledgement in acknowledgements {
      guard acknowledgement.day >= policy.day else {
        throw Problem(.badData, "on: \(acknowledgement.day) lies before the agreement is in force, \(policy.day)")
      }
      if let known = policy.acknowledgements.first(where: { $0.member == acknowledgement.member }) {
        throw Problem(
          .refused,
          "acknowledged-by: \(chart.fullName(known.member)) has taken note of version \(policy.version) on "
            + "\(known.day) already")
      }
    }
    try invocation.change { change in
      for acknowledgement in acknowledgements { try change.add(acknowledgement, to: policy) }
    }
  }

  /// Prints the page for the couple, and writes down that it left.
  private func putOnPaper(_ couple: Couple, _ invocation: Invocation) async throws {
    let chart = try invocation.chart(of: couple, for: .joint, desk: true)
    guard !chart.records.policies.isEmpty else {
      throw Problem(.refused, "policy: \(couple.handle) has none yet", hint: "--kind makes one")
    }
    let page = chart.page(chart.records.policies).map { $0 + "\n" }.joined()
    invocation.informOfUndecided(in: page, of: chart)
    try await Printer(environment: invocation.surroundings.environment).print(page)
    try invocation.disclose("policy", of: chart, to: nil)
    invocation.inform("printed, for \(chart.words(for: .joint))")
  }

  private func show(_ chart: Seen, _ invocation: Invocation) {
    let policies = chart.records.policies
    invocation.show(chart.page(policies), json: .array(policies.map { chart.json($0) }))
  }
}
