import CoupletCore

/// The practice ratings in YAML.
enum RatingsFile {
  static let keys = [
    "kind", "id", "version", "title", "label", "direction", "min", "max", "audience", "domains",
  ]

  static func decode(_ file: YAMLReader) throws(Problem) -> RatingsDefinition {
    try file.allow(keys)
    let idText = try file.required("id").string(upTo: Wording.longestName)
    let id = try file.placing(try RatingsDefinition.ID(idText))
    let version = try file.required("version").int(in: DefinitionFile.versions)
    let title = try file.required("title").name()
    let label = try file.required("label").text()
    let direction = try file.required("direction")
    guard try direction.choice(ScaleDirection.self) == .higherIsBetter else {
      throw direction.problem("has to be \(ScaleDirection.higherIsBetter.rawValue)")
    }
    for (key, end) in [("min", RatingsDefinition.range.lowerBound), ("max", RatingsDefinition.range.upperBound)] {
      let value = try file.required(key)
      guard try value.double() == Double(end) else { throw value.problem("has to be \(end)") }
    }
    let audience = try file.required("audience").choice(ScaleAudience.self)
    let items = try file.required("domains").list(of: item)
    return try file.placing(
      try RatingsDefinition(
        id: id, version: version, title: title, label: label, audience: audience, items: items))
  }

  private static func item(_ entry: YAMLReader) throws(Problem) -> RatingsDefinition.DomainItem {
    try entry.allow(["id", "title", "item", "low", "high"])
    let domain = try entry.required("id").choice(Domain.self)
    let title = try entry.required("title").name()
    let item = try entry.required("item").line(upTo: DefinitionText.longestLine)
    let low = try entry.required("low").name()
    let high = try entry.required("high").name()
    return try entry.placing(
      try RatingsDefinition.DomainItem(domain: domain, title: title, item: item, low: low, high: high))
  }
}
