import Synchronization

/// What the fault layer does to a process, and what it has seen; one for the whole process.
public enum FaultPlan {
  /// An operation on a file; reads count only when asked for.
  public enum Operation: Sendable {
    case write, truncate, sync, delete, read
  }

  /// What happens at the operation that was chosen.
  public enum Fault: Sendable {
    /// The process is killed; when torn, the first half of the write is done before.
    case kill(torn: Bool)
    /// The operation fails.
    case fail(Failure)
  }

  /// How an operation fails.
  public struct Failure: Sendable {
    /// Whether writes fail for want of space, and all else works; otherwise each operation has an I/O error.
    public var isFull: Bool
    /// Whether all later operations fail too.
    public var isSticky: Bool
    /// Whether the first half of a write is done before it fails.
    public var isShort: Bool

    /// A way to fail.
    public init(isFull: Bool, isSticky: Bool, isShort: Bool) {
      self.isFull = isFull
      self.isSticky = isSticky
      self.isShort = isShort
    }
  }

  /// One thing that was recorded.
  public enum Event: Sendable {
    case open
    case write(offset: Int, bytes: [UInt8])
    case truncate(size: Int)
    case sync
    case delete
    /// A number that the workload put here.
    case mark(Int)
  }

  /// An event and the file that it happened to; a mark has none.
  public struct Recorded: Sendable {
    /// The file's name as SQLite gives it, empty for a mark.
    public let file: String
    /// What happened to it.
    public let event: Event
  }

  private struct State {
    var operations = 0
    var chosen: Int?
    var fault = Fault.kill(torn: false)
    var countsReads = false
    var fired = 0
    var isRecording = false
    var record: [Recorded] = []
  }

  private static let state = Mutex(State())

  /// Arms a fault at an operation, counted from 1 from now on; with none it only counts.
  public static func arm(_ fault: Fault? = nil, at operation: Int? = nil, countsReads: Bool = false) {
    state.withLock {
      $0.operations = 0
      $0.fired = 0
      $0.countsReads = countsReads
      $0.chosen = operation
      if let fault { $0.fault = fault }
    }
  }

  /// Ends all faults; the counts stay.
  public static func disarm() { state.withLock { $0.chosen = nil } }

  /// The operations since the last arming.
  public static var operations: Int { state.withLock { $0.operations } }

  /// How often a fault was given since the last arming.
  public static var fired: Int { state.withLock { $0.fired } }

  /// Begins a record of all operations that change a file.
  public static func record() {
    state.withLock {
      $0.record = []
      $0.isRecording = true
    }
  }

  /// Ends the record and gives it.
  public static func takeRecord() -> [Recorded] {
    state.withLock { state in
      state.isRecording = false
      defer { state.record = [] }
      return state.record
    }
  }

  /// Puts a number into the record.
  public static func mark(_ number: Int) { note("", .mark(number)) }

  static func note(_ file: @autoclosure () -> String, _ event: @autoclosure () -> Event) {
    state.withLock {
      if $0.isRecording { $0.record.append(Recorded(file: file(), event: event())) }
    }
  }

  /// Counts an operation and says what shall happen to it.
  static func next(_ operation: Operation) -> Fault? {
    state.withLock { state in
      if operation == .read, !state.countsReads { return nil }
      state.operations += 1
      guard let chosen = state.chosen else { return nil }
      switch state.fault {
      case .kill: return state.operations == chosen ? state.fault : nil
      case .fail(let failure):
        // Only a write can meet a full disk: the first from there on.
        if failure.isFull, operation != .write { return nil }
        let isFirst = state.fired == 0 && (state.operations == chosen || failure.isFull)
        guard state.operations >= chosen, isFirst || failure.isSticky else { return nil }
        state.fired += 1
        return state.fault
      }
    }
  }
}
