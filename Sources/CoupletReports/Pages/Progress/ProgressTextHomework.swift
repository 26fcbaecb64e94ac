import CoupletCore

/// All homework together, as the counselor and as the couple read it.
extension ProgressReport.HomeworkTotal {
  /// A line a member with the rate and its interval, then the gap.
  var counselorLines: [String] { parts.map(\.line) + gaps.map(\.line) }

  /// The same as an object.
  var json: JSONValue {
    [
      "members": .array(parts.map(\.json)),
      "gaps": .array(
        gaps.map { gap in
          [
            "first": .string(gap.first), "second": .string(gap.second),
            "difference": .figure(gap.difference),
          ]
        }),
    ]
  }
}

extension ProgressReport.HomeworkTotal.Part {
  fileprivate var line: String {
    let grades = [("quality", quality), ("difficulty", difficulty), ("usefulness", usefulness)].compactMap {
      title, mean in
      mean.map { "\(title) \(DecimalText.text($0))" }
    }
    let named = barriers.map { "\($0.code.rawValue) \($0.count)" }
    let rest =
      [grades, named.isEmpty ? [] : ["in the way: \(named.joined(separator: ", "))"]]
      .map { $0.joined(separator: ", ") }.filter { !$0.isEmpty }
    return (["in all: \(name) \(done.text)"] + rest).joined(separator: "; ")
  }

  fileprivate var json: JSONValue {
    [
      "member": .string(member), "count": .int(done.successes), "of": .int(done.of),
      "text": .string(done.text), "quality": .figure(quality),
      "difficulty": .figure(difficulty), "usefulness": .figure(usefulness),
      "in_the_way": .array(barriers.map { ["code": .string($0.code.rawValue), "count": .int($0.count)] }),
    ]
  }
}

extension ProgressReport.HomeworkTotal.Gap {
  /// `gap Dana - Rob: 40 points`, of a hundred.
  fileprivate var line: String {
    let names = "gap \(first) - \(second)"
    guard let difference else { return "\(names): too few reports to say" }
    let points = Int((difference * 100).rounded())
    return "\(names): \(points) \(abs(points) == 1 ? "point" : "points") of 100"
  }
}
