import Foundation
import Testing

@testable import SealedSQLite

/// The last acknowledged save, in a file beside the database.
@Suite final class AnchorTests: Sendable {
  private let folder: String
  private let keys = FileKeys(DataKey(), fileID: Identifier())
  private var file: String { folder + "/notes.db" }
  private var path: String { Anchor.path(of: file) }

  init() throws { folder = try temporaryFolder() }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// An anchor whose head is told by its number.
  private func anchor(_ number: UInt64, _ head: UInt8 = 1) -> Anchor {
    Anchor(number: number, head: Array(repeating: head, count: 24) + number.bytes)
  }

  private func found() throws -> Anchor.Found { try Anchor.read(of: file, keys: keys) }

  @Test func anAnchorIsReadAsItWasWritten() throws {
    #expect(try found() == .missing)
    for number in [1, 2, 3, 900, 901, UInt64(UInt32.max) + 5] as [UInt64] {
      try anchor(number).write(of: file, keys: keys)
      #expect(try found() == .anchor(anchor(number)))
    }
    #expect(try contents(path).count == 1024)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func slotsTakeTurns() throws {
    for number in 1...8 as ClosedRange<UInt64> {
      let before = number > 1 ? try contents(path) : []
      try anchor(number).write(of: file, keys: keys)
      let after = try contents(path)
      let changed = number % 2 == 1 ? 0..<512 : 512..<1024
      #expect(after[changed][(changed.lowerBound + 20)..<(changed.lowerBound + 28)].elementsEqual(number.bytes))
      if number > 2 {
        let kept = number % 2 == 1 ? 512..<1024 : 0..<512
        #expect(after[kept] == before[kept])
      }
    }
  }

  @Test func aDamagedSlotLeavesTheOneBefore() throws {
    for number in 1...4 as ClosedRange<UInt64> { try anchor(number).write(of: file, keys: keys) }
    let before = try contents(path)
    for within in [0, 3, 4, 19, 20, 27, 28, 59, 60, 91] {
      try flip(path, at: 512 + within)
      #expect(try found() == .anchor(anchor(3)))
      try replace(path, with: before)
      try flip(path, at: within)
      #expect(try found() == .anchor(anchor(4)))
      try flip(path, at: 512 + within)
      #expect(try found() == .damaged)
      try replace(path, with: before)
    }
    // What is written next mends the damaged one.
    try flip(path, at: 512)
    try anchor(5).write(of: file, keys: keys)
    #expect(try found() == .anchor(anchor(5)))
    try flip(path, at: 40)
    #expect(try found() == .anchor(anchor(5)))
  }

  @Test(arguments: [0, 1, 91, 92, 511, 512, 600, 603, 604, 1023])
  func aFileThatIsCutIsReadAsFarAsItGoes(_ size: Int) throws {
    for number in 1...2 as ClosedRange<UInt64> { try anchor(number).write(of: file, keys: keys) }
    try edit(path) { $0.removeSubrange(size...) }
    #expect(try found() == (size < 92 ? .damaged : .anchor(anchor(size < 604 ? 1 : 2))))
    try anchor(3).write(of: file, keys: keys)
    #expect(try found() == .anchor(anchor(3)))
  }

  @Test func anAnchorNeverGoesBack() throws {
    for number in [5, 9, 4, 8, 1] as [UInt64] { try anchor(number).write(of: file, keys: keys) }
    #expect(try found() == .anchor(anchor(9)))
    try anchor(10).write(of: file, keys: keys)
    #expect(try found() == .anchor(anchor(10)))
  }

  @Test func anAnchorIsBoundToTheFileAndItsKey() throws {
    try anchor(7).write(of: file, keys: keys)
    for other in [FileKeys(DataKey(), fileID: keys.fileID), FileKeys(DataKey(), fileID: Identifier())] {
      #expect(try Anchor.read(of: file, keys: other) == .damaged)
    }
    let dataKey = DataKey()
    let (one, copy) = (FileKeys(dataKey, fileID: Identifier()), FileKeys(dataKey, fileID: Identifier()))
    try anchor(7).write(of: folder + "/other", keys: one)
    #expect(try Anchor.read(of: folder + "/other", keys: copy) == .damaged)
    #expect(try Anchor.read(of: folder + "/other", keys: one) == .anchor(anchor(7)))
  }

  @Test func linksAreNotFollowed() throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder + "/elsewhere")
    #expect(throws: SealedError.system(call: "open", code: ELOOP)) { try anchor(1).write(of: file, keys: keys) }
    #expect(throws: SealedError.system(call: "open", code: ELOOP)) { try found() }
    #expect(!FileManager.default.fileExists(atPath: folder + "/elsewhere"))
  }

  @Test func writersAtOnceLeaveTheHighest() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...60 as ClosedRange<UInt64> {
        group.addTask { [self] in try anchor(number).write(of: file, keys: keys) }
      }
      try await group.waitForAll()
    }
    #expect(try found() == .anchor(anchor(60)))
  }

  @Test func theFirstAnchorMayHaveTheNumberZero() throws {
    try anchor(0).write(of: file, keys: keys)
    try anchor(1).write(of: file, keys: keys)
    #expect(try found() == .anchor(anchor(1)))
    // A torn write of the second one has to leave the first.
    let isFirst = try contents(path)[27] == 1
    try flip(path, at: isFirst ? 30 : 512 + 30)
    let found = try found()
    #expect(found == .anchor(anchor(0)))
  }

  @Test func ofTwoWithOneNumberTheLaterCounts() throws {
    try anchor(5, 1).write(of: file, keys: keys)
    try anchor(5, 2).write(of: file, keys: keys)
    let found = try found()
    #expect(found == .anchor(anchor(5, 2)))
  }
}
