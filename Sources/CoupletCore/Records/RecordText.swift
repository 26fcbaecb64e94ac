extension Recorded {
  /// What somebody wrote in it, nil for records that have no text of their own.
  ///
  /// What is told in confidence has its own door: neither risks nor held items give their text here.
  public var writtenText: String? {
    switch self {
    case let record as Note: record.text
    case let record as Jot: record.text
    case let record as AgendaLine: record.text
    case let record as Contact: record.text
    case let record as Entry: record.text
    case let record as Win: record.text
    case let record as Promise: record.text
    case let record as Goal: record.text
    case let record as Injury: record.text
    case let record as Homework: record.text
    default: nil
    }
  }
}
