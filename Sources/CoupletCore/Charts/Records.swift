/// A chart's records, a shelf for each kind; each kind's own file has the name of its shelf.
///
/// Whatever is done to all of them is a loop over the shelves, so that no kind can be forgotten.
public struct Records: Sendable {
  private var shelves: [ObjectIdentifier: any Shelf] = [:]

  /// No records.
  public init() {}

  /// The records of a kind.
  public subscript<Kind: Shelved>(_ kind: Kind.Type) -> [Kind] {
    get { (shelves[ObjectIdentifier(kind)] as? ShelfOf<Kind>)?.records ?? [] }
    set { shelves[ObjectIdentifier(kind)] = ShelfOf(records: newValue) }
  }

  /// What a sight shows of them.
  func seen(in sight: Sight) -> Records {
    var seen = self
    seen.shelves = shelves.mapValues { $0.seen(in: sight) }
    return seen
  }

  /// Puts each shelf in order.
  mutating func sort() { shelves = shelves.mapValues { $0.sorted() } }

  /// The record of that id, of whatever kind.
  func record(_ id: RecordID) -> (any Recorded)? {
    for shelf in shelves.values {
      if let record = shelf.record(id) { return record }
    }
    return nil
  }

  /// All records with an id, in the order of the kinds' declaration and then of the ids.
  public var all: [any Recorded] {
    let order = Dictionary(zip(RecordKind.allCases, 0...)) { first, _ in first }
    return shelves.values.flatMap(\.recorded).sorted {
      (order[$0.id.kind] ?? 0, $0.id.number) < (order[$1.id.kind] ?? 0, $1.id.number)
    }
  }
}

/// The records of one kind, whichever it is.
private protocol Shelf: Sendable {
  func seen(in sight: Sight) -> any Shelf
  func sorted() -> any Shelf
  func record(_ id: RecordID) -> (any Recorded)?
  var recorded: [any Recorded] { get }
}

private struct ShelfOf<Kind: Shelved>: Shelf {
  let records: [Kind]

  func seen(in sight: Sight) -> any Shelf { ShelfOf(records: records.compactMap { $0.seen(in: sight) }) }

  func sorted() -> any Shelf { ShelfOf(records: records.sorted(by: Kind.comesBefore)) }

  func record(_ id: RecordID) -> (any Recorded)? {
    // All of a shelf have ids of one letter.
    guard let first = records.first as? any Recorded, first.id.kind == id.kind else { return nil }
    return recorded.first { $0.id == id }
  }

  var recorded: [any Recorded] { records.compactMap { $0 as? any Recorded } }
}
