import Foundation

/// What sealing costs: the same program on a plain and on a sealed file, in pairs.
///
/// `sealed-benchmarks [NOTES [PAIRS [FOLDER [store|pages]]]]`
@main
struct SealedBenchmarks {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    func argument(_ place: Int) -> String? { arguments.dropFirst(place).first }
    let notes = argument(0).flatMap(Int.init) ?? 20_000
    let rounds = argument(1).flatMap(Int.init) ?? 11
    let folder = try Folder(in: argument(2) ?? NSTemporaryDirectory())
    defer { folder.remove() }
    var source = Texts(seed: 4)
    let texts = (0..<notes).map { _ in source.note() }
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    print("\(notes) notes of \(bytes / max(1, notes)) bytes on average, \(rounds) pairs after one that isn't counted")
    let part = argument(3)
    if part != "pages" { try StoreRows(folder: folder, texts: texts, rounds: rounds).run() }
    if part != "store" { try PageRows(folder: folder, texts: texts, rounds: rounds).run() }
  }
}

/// A folder of the benchmark's own, gone with it.
struct Folder {
  private let path: String

  init(in parent: String) throws {
    var template = Array("\(parent)/couplet-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func path(_ name: String) -> String { path + "/" + name }

  /// Takes a file away with everything beside it.
  func empty(_ name: String) {
    for file in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] where file.hasPrefix(name) {
      unlink(path + "/" + file)
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
