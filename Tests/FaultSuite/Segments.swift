import FaultLayer
import Foundation
import SealedSQLite

/// A workload cut into short pieces, each with the files as they stand before it: with a log that is in use, as a
/// process leaves them that was killed between two transactions.
struct Segments {
  static let length = 8
  static let count = Workload.count / length

  private(set) var scene: Scene
  let workload: Workload
  let model: Model
  /// The files before each segment, and after the last.
  private(set) var files: [Scene.Files] = []
  /// How many operations a segment takes, its opening and closing included.
  private(set) var operations: [Int] = []

  /// Runs the workload once to its end.
  ///
  /// - Parameter countsReads: whether reads are operations too.
  init(seed: UInt64, vfs: SealedVFS, countsReads: Bool = false) throws {
    scene = try Scene(seed: seed, vfs: vfs)
    workload = Workload(seed: seed)
    model = try Model(workload)
    files = [scene.files()]
    for segment in 0..<Self.count {
      scene.put(files[segment])
      FaultPlan.arm(countsReads: countsReads)
      let connection = try workload.play(Self.range(segment), open: scene.open, acknowledge: scene.anchor)
      files.append(scene.files())
      connection.close()
      operations.append(FaultPlan.operations)
    }
  }

  /// The transactions of a segment.
  static func range(_ segment: Int) -> ClosedRange<Int> { segment * length + 1...segment * length + length }

  /// The same in another folder.
  func replacing(_ scene: Scene) -> Segments {
    var copy = self
    copy.scene = scene
    return copy
  }

  /// The segment and the operation in it, for an operation of the whole workload counted from 0.
  func place(of operation: Int) -> (segment: Int, operation: Int) {
    var rest = operation
    for segment in 0..<Self.count {
      if rest < operations[segment] { return (segment, rest + 1) }
      rest -= operations[segment]
    }
    return (Self.count - 1, operations[Self.count - 1])
  }
}
