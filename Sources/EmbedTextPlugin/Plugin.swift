import Foundation
import PackagePlugin

/// Writes the text files that a target carries into one Swift file of raw string literals.
///
/// A resource bundle would break when the program is moved, and SwiftPM's own `.embedInCode` writes byte
/// arrays, which cost ten times the build time and flatten folders.
@main
struct EmbedTextPlugin: BuildToolPlugin {
  /// The folder below the package that each target embeds, and how the names of its files may end.
  private static let folders = [
    "CoupletStore": ("Schemas", [".sql"]), "couplet": ("seeds", [".yaml", ".json"]),
    "CoupletReports": ("Reports/templates", [".mustache", ".css"]),
  ]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let (folder, endings) = Self.folders[target.name] else { return [] }
    let root = context.package.directoryURL.appending(path: folder)
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedText.swift")
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { name in endings.contains { name.hasSuffix($0) } }.sorted()
    let inputs = names.map { root.appending(path: $0) }
    return [
      .buildCommand(
        displayName: "Embedding \(folder)",
        executable: try context.tool(named: "EmbedText").url,
        arguments: [output.path, root.path] + names,
        inputFiles: inputs,
        outputFiles: [output]
      )
    ]
  }
}
