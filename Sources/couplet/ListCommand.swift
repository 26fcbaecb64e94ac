import CoupletCore
import CoupletReports

/// A command that lists the records of one kind in a couple's chart, as its reader may see them.
protocol ListCommand: CoupletCommand {
  associatedtype Record: ListedRecord

  var reading: ReadingOptions { get }
  /// The couple, as it was typed.
  var couple: String { get }
  /// What is listed of the chart.
  func records(in chart: Seen) -> [Record]
}

extension ListCommand {
  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    let records = records(in: chart)
    invocation.show([chart.title] + chart.list(records), json: .array(records.map { chart.json($0) }))
  }
}
