import Crypto
import Foundation
import SealedSQLite

/// Lines that were sealed while a file was locked, to be damaged.
struct Inbox {
  private let scene: Scene
  private let lines: [[UInt8]]
  private let bytes: [UInt8]
  private let key: Curve25519.KeyAgreement.PrivateKey

  init(_ scene: Scene) throws {
    self.scene = scene
    key = try scene.header.inboxKey(scene.dataKey)
    lines = (0..<8).map { Array(String(repeating: "line \($0) ", count: 1 + $0 * 9).utf8) }
    for line in lines { try SealedLines.append(line, to: scene.path, header: scene.header) }
    bytes = Scene.read(SealedLines.path(of: scene.path)) ?? []
  }

  /// Damages the lines and takes them in.
  ///
  /// - Returns: what is wrong, and how it went.
  func look(_ strike: Strike, _ random: inout Random) -> (String?, String) {
    var struck = bytes
    strike.apply(to: &struck, 0..<struck.count, &random)
    Scene.write(struck, to: SealedLines.path(of: scene.path))
    var taken: SealedLines.Content?
    do {
      try SealedLines.take(from: scene.path, header: scene.header, key: key) {
        taken = $0
        return []
      }
    } catch {
      return (nil, "error")
    }
    guard let found = taken else { return (strike == .cut ? nil : "lost in silence", "cut to nothing") }
    var rest = lines[...]
    for line in found.lines {
      guard let place = rest.firstIndex(of: line) else { return ("a line that was never written", "wrong") }
      rest = rest[(place + 1)...]
    }
    if found.lines.count == lines.count { return (nil, "right, the damage isn't in the way") }
    if found.unreadable > 0 { return (nil, "lines lost, and said") }
    return (strike == .cut ? nil : "lost in silence", "cut between two lines, which nothing tells")
  }
}
