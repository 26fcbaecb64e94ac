import Crypto
import Foundation
import Testing

@testable import SealedSQLite

/// Lines that are added while a file is locked.
@Suite final class SealedLinesTests: Sendable {
  private let folder: String
  private let dataKey = DataKey()
  private let header: SealedHeader
  private var file: String { folder + "/notes.db" }
  private var path: String { SealedLines.path(of: file) }

  init() throws {
    folder = try temporaryFolder()
    header = try SealedHeader(dataKey)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func append(_ text: String) throws { try SealedLines.append(Array(text.utf8), to: file, header: header) }

  /// Takes the lines at those places, all when left out, and gives what was there.
  @discardableResult
  private func take(_ places: Set<Int>? = nil) throws -> (lines: [String], unreadable: Int) {
    var found = SealedLines.Content()
    try SealedLines.take(from: file, header: header, key: header.inboxKey(dataKey)) { content in
      found = content
      return places ?? Set(content.lines.indices)
    }
    return (found.lines.map { String(decoding: $0, as: UTF8.self) }, found.unreadable)
  }

  /// Where each record begins.
  private func records() throws -> [Int] {
    let bytes = try contents(path)
    var places = [0]
    while let last = places.last, last + 4 < bytes.count {
      places.append(last + 4 + bytes.withUnsafeBytes { Int(UInt32(bigEndianAt: $0.baseAddress! + last)) })
    }
    return places
  }

  @Test func linesComeOutInTheirOrderAndOnce() throws {
    #expect(try take().lines.isEmpty)
    let lines = ["first", "", "Grüße 🦉", String(repeating: "long ", count: 20_000), "last"]
    for line in lines { try append(line) }
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try take().lines == lines)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try take().lines.isEmpty)
  }

  @Test func nothingStandsInClear() throws {
    try append("tamarind")
    try append("tamarind")
    let bytes = try contents(path)
    #expect(Data(bytes).range(of: Data("tamarind".utf8)) == nil)
    let places = try records()
    #expect(places.count == 3)
    #expect(bytes[4..<places[1]] != bytes[places[1] + 4..<places[2]])
  }

  @Test func linesThatAreNotTakenStay() throws {
    for line in ["a", "b", "c", "d"] { try append(line) }
    #expect(try take([1, 3]).lines == ["a", "b", "c", "d"])
    try append("e")
    #expect(try take([]).lines == ["a", "c", "e"])
    #expect(try take().lines == ["a", "c", "e"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func anErrorOfTheTakerLosesNothing() throws {
    struct Failed: Error {}
    try append("a")
    let before = try contents(path)
    #expect(throws: Failed.self) {
      try SealedLines.take(from: file, header: header, key: header.inboxKey(dataKey)) { _ in throw Failed() }
    }
    #expect(try contents(path) == before)
  }

  @Test func aDamagedRecordIsKeptAndLosesNoOther() throws {
    for line in ["a", "b", "c"] { try append(line) }
    let places = try records()
    let before = try contents(path)
    for within in [4, 20, 36, 37, 52] {
      try flip(path, at: places[1] + within)
      let found = try take()
      #expect(found.lines == ["a", "c"] && found.unreadable == 1)
      let again = try take()
      #expect(again.lines.isEmpty && again.unreadable == 1)
      #expect(try contents(path).count == places[2] - places[1])
      try replace(path, with: before)
    }
  }

  @Test func aLengthThatCanNotBeKeepsWhatFollows() throws {
    for line in ["a", "b", "c"] { try append(line) }
    let place = try records()[1]
    let before = try contents(path)
    for byte in 0..<3 {
      try edit(path) { $0[place + byte] = 0xF0 }
      let found = try take()
      #expect(found.lines == ["a"] && found.unreadable == 1)
      #expect(try contents(path).count == before.count - place)
      try replace(path, with: before)
    }
  }

  @Test func linesOfAnotherKeyAreKeptAndCounted() throws {
    try append("ours")
    let other = try SealedHeader(DataKey())
    try SealedLines.append(Array("theirs".utf8), to: file, header: other)
    let found = try take()
    #expect(found.lines == ["ours"] && found.unreadable == 1)
    #expect(try take().unreadable == 1)
  }

  @Test func aLineOfACopyOpensHereToo() throws {
    try SealedLines.append(Array("copied".utf8), to: file, header: header.forCopy())
    #expect(try take().lines == ["copied"])
  }

  @Test func aTornTailLosesNoLineBefore() throws {
    for line in ["a", "b"] { try append(line) }
    let bytes = try contents(path)
    let last = try records()[1]
    for size in last + 1..<bytes.count {
      try replace(path, with: Array(bytes[..<size]))
      let found = try take()
      #expect(found.lines == ["a"])
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  @Test func aTornTailLosesNoLineAfter() throws {
    for line in ["a", "b"] { try append(line) }
    let bytes = try contents(path)
    let last = try records()[1]
    for size in [last + 2, last + 30, bytes.count - 1] {
      try replace(path, with: Array(bytes[..<size]))
      try append("c")
      let lines = try take().lines
      #expect(lines == ["a", "c"])
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  @Test func theLongestLineIsTakenAndALongerOneRefused() throws {
    let most = SealedLines.longest - 32 - 16
    try append(String(repeating: "x", count: most - 1))
    #expect(try take().lines.first?.count == most - 1)
    for count in [most + 1, most + 31] where (try? append(String(repeating: "x", count: count))) != nil {
      try append("after")
      let found = try take()
      #expect(found.lines.last == "after" && found.unreadable == 0)
      try? FileManager.default.removeItem(atPath: path)
    }
    try? FileManager.default.removeItem(atPath: path)
    #expect(throws: SealedError.impossible("seal")) { try append(String(repeating: "x", count: SealedLines.longest)) }
  }

  @Test func aLineThatIsAddedDuringATakeIsNotLost() throws {
    try append("a")
    let header = header
    let file = file
    var thread: Thread?
    let done = DispatchSemaphore(value: 0)
    try SealedLines.take(from: file, header: header, key: header.inboxKey(dataKey)) { content in
      thread = Thread {
        try? SealedLines.append(Array("b".utf8), to: file, header: header)
        done.signal()
      }
      thread?.start()
      // Time for it to open the file and to wait for the lock.
      usleep(200_000)
      return Set(content.lines.indices)
    }
    #expect(done.wait(timeout: .now() + 10) == .success)
    let lines = try take().lines
    #expect(lines == ["b"])
  }

  @Test func linesFromSeveralAtOnceAreAllThere() async throws {
    let (header, file) = (header, file)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask { try SealedLines.append(Array("\(number)".utf8), to: file, header: header) }
      }
      try await group.waitForAll()
    }
    #expect(try Set(take().lines) == Set((0..<40).map { "\($0)" }))
  }

  @Test func linksAreNotFollowed() throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder + "/elsewhere")
    #expect(throws: SealedError.system(call: "open", code: ELOOP)) { try append("a") }
    #expect(throws: SealedError.system(call: "open", code: ELOOP)) { try take() }
    #expect(!FileManager.default.fileExists(atPath: folder + "/elsewhere"))
  }
}
