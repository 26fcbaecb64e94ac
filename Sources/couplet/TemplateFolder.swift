import CoupletCore
import CoupletReports
import Foundation

/// Where a practice keeps templates of its own: `templates` in its configuration folder.
enum TemplateFolder {
  /// More than any template needs.
  private static let mostBytes = 1_000_000

  /// The templates of pages: ours, and those of the folder in the place of ours.
  ///
  /// - Throws: bad data with file and line for one that can't be used.
  static func templates(_ environment: [String: String]) throws(Problem) -> PageTemplates {
    guard let folder = Folders.configuration(environment).map({ $0 + "/couplet/templates" }) else {
      return try PageTemplates(replacing: [])
    }
    var own: [PageTemplates.File] = []
    for name in PageTemplates.names {
      let path = "\(folder)/\(name)"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Problem(.noInput, "template: \(path) can't be read")
      }
      guard data.count <= mostBytes, let text = String(validating: data, as: UTF8.self) else {
        throw Problem(.badData, "template: \(path), line 1: isn't a text of at most a million bytes")
      }
      own.append(PageTemplates.File(name: name, path: path, text: text))
    }
    return try PageTemplates(replacing: own)
  }
}
