import CoupletCore

/// Scales in YAML.
enum ScaleFile {
  static let keys = [
    "kind", "id", "version", "title", "citation", "licence", "direction", "window", "items", "total", "score",
    "subscales", "cutoff", "reliable-change", "reliability", "bands", "risk-items", "audience",
  ]
  /// Numbers of items on a form, as in the JSON Schema.
  private static let itemNumbers = 1...1_000_000

  static func decode(_ file: YAMLReader) throws(Problem) -> ScaleDefinition {
    try file.allow(keys)
    let idText = try file.required("id").string(upTo: Wording.longestName)
    let id = try file.placing(try ScaleDefinition.ID(idText))
    let version = try file.required("version").int(in: DefinitionFile.versions)
    let title = try file.required("title").name()
    let citation = try file.optional("citation")?.text()
    let licence = try file.optional("licence").map(licence)
    let direction = try file.required("direction").choice(ScaleDirection.self)
    let window = try file.optional("window")?.name()
    let items = try file.optional("items")?.list(1...ScaleDefinition.mostItems, of: item)
    if items == nil, let needy = ["score", "subscales", "risk-items"].lazy.compactMap(file.optional).first {
      throw needy.problem("has to be left out where there are no items")
    }
    let total = try total(file.required("total"))
    let rule = try file.optional("score").map(rule) ?? .sum
    let subscales = try file.optional("subscales")?.list(1...100, of: subscale) ?? []
    let cutoff = try file.optional("cutoff").map(cutoff)
    let change = try file.optional("reliable-change").map(change)
    let reliability = try file.optional("reliability").map(reliability)
    let bands = try file.optional("bands")?.list(1...50, of: band) ?? []
    let riskItems = try file.optional("risk-items").map(numbers) ?? []
    let audience = try file.optional("audience")?.choice(ScaleAudience.self) ?? .member
    return try file.placing(
      try ScaleDefinition(
        id: id, version: version, title: title, direction: direction, total: total, citation: citation,
        licence: licence, window: window, items: items ?? [], rule: rule, subscales: subscales, cutoff: cutoff,
        publishedChange: change, reliability: reliability, bands: bands, riskItems: riskItems, audience: audience))
  }

  private static func numbers(_ list: YAMLReader) throws(Problem) -> [Int] {
    try list.list(1...ScaleDefinition.mostItems) { (entry) throws(Problem) in try entry.int(in: itemNumbers) }
  }

  private static func licence(_ part: YAMLReader) throws(Problem) -> ScaleLicence {
    try part.allow(["wording", "note"])
    let wording = try part.required("wording").choice(ScaleLicence.Terms.self)
    let note = try part.optional("note")?.text()
    return try part.placing(try ScaleLicence(wording, note: note))
  }

  private static func item(_ part: YAMLReader) throws(Problem) -> ScaleItem {
    try part.allow(["id", "min", "max", "reversed", "text", "anchors"])
    let id = try part.required("id").int(in: itemNumbers)
    let min = try part.required("min").int()
    let max = try part.required("max").int()
    let isReversed = try part.optional("reversed")?.bool() ?? false
    let text = try part.optional("text")?.text()
    let anchors = try part.optional("anchors")?.list(2...2001) { (entry) throws(Problem) in try entry.name() }
    return try part.placing(
      try ScaleItem(id: id, min: min, max: max, isReversed: isReversed, text: text, anchors: anchors ?? []))
  }

  private static func total(_ part: YAMLReader) throws(Problem) -> ScoreRange {
    try part.allow(["min", "max"])
    let min = try part.required("min").double()
    let max = try part.required("max").double()
    return try part.placing(try ScoreRange(min: min, max: max))
  }

  private static func rule(_ part: YAMLReader) throws(Problem) -> ScoreRule {
    enum Missing: String, CaseIterable { case complete, prorate }
    try part.allow(["rule", "times", "missing", "at-least"])
    let kind = try part.required("rule").choice(ScoreRule.Kind.self)
    let times = try part.optional("times")?.double() ?? 1
    let missing: ScoreRule.Missing
    if try part.optional("missing")?.choice(Missing.self) == .prorate {
      missing = .prorate(atLeast: try part.required("at-least").double())
    } else if let share = part.optional("at-least") {
      throw share.problem("has to be left out unless missing is prorate")
    } else {
      missing = .complete
    }
    return try part.placing(try ScoreRule(kind, times: times, missing: missing))
  }

  private static func subscale(_ part: YAMLReader) throws(Problem) -> Subscale {
    try part.allow(["id", "items"])
    let id = try part.required("id").string(upTo: Wording.longestName)
    let items = try numbers(part.required("items"))
    return try part.placing(try Subscale(id: id, items: items))
  }

  private static func cutoff(_ part: YAMLReader) throws(Problem) -> Cutoff {
    try part.allow(["value", "functional", "at", "source", "verified"])
    let value = try part.required("value").double()
    let functional = try part.required("functional").choice(Cutoff.Side.self)
    let side = try part.optional("at")?.choice(Cutoff.Membership.self) ?? .functional
    let (source, verification) = try provenance(part)
    return try part.placing(
      try Cutoff(
        value: value, functional: functional, valueBelongsTo: side, source: source, verification: verification))
  }

  private static func change(_ part: YAMLReader) throws(Problem) -> PublishedChange {
    try part.allow(["points", "kind", "index", "source", "verified"])
    let points = try part.required("points").double()
    let kind = try part.optional("kind")?.choice(PublishedChange.Kind.self) ?? .reliable
    let index = try part.optional("index")?.double()
    let (source, verification) = try provenance(part)
    return try part.placing(
      try PublishedChange(points: points, kind: kind, index: index, source: source, verification: verification))
  }

  private static func reliability(_ part: YAMLReader) throws(Problem) -> Reliability {
    try part.allow(["r", "sd", "kind", "sample", "source", "verified"])
    let r = try part.required("r").double()
    let sd = try part.required("sd").double()
    let kind = try part.required("kind").choice(Reliability.Kind.self)
    let sample = try part.optional("sample")?.text()
    let (source, verification) = try provenance(part)
    return try part.placing(
      try Reliability(r: r, sd: sd, kind: kind, sample: sample, source: source, verification: verification))
  }

  private static func band(_ part: YAMLReader) throws(Problem) -> ScoreBand {
    try part.allow(["from", "label"])
    let from = try part.required("from").double()
    let name = try part.required("label").name()
    return try part.placing(try ScoreBand(from: from, name: name))
  }

  private static func provenance(
    _ part: YAMLReader
  ) throws(Problem) -> (source: String?, verification: Verification) {
    (try part.optional("source")?.text(), try part.optional("verified").map(verification) ?? .unverified)
  }

  /// `read`, `secondary` or `unverified`; files of before have true for the first and false for the last.
  private static func verification(_ part: YAMLReader) throws(Problem) -> Verification {
    if let isRead = part.plainBool { return isRead ? .read : .unverified }
    return try part.choice(Verification.self)
  }
}
