import CoupletCore

/// All homework together, as the counselor and as the couple read it.
extension ProgressReport.HomeworkTotal {
  /// A line a member with the rate and its interval, then the gap.
  var counselorLines: [String] { parts.map(\.line) + gaps.map(\.line) }

  /// `In all: Dana 7 of 9, Rob 3 of 8`.
  var plainLine: String {
    "In all: \(parts.filter { $0.done.of > 0 }.map { "\($0.name) \($0.done.countText)" }.joined(separator: ", "))"
  }

  /// The same as an object; the counselor's figures are null, and empty, for everybody else.
  func json(forCounselor: Bool) -> JSONValue {
    [
      "members": .array(parts.map { $0.json(forCounselor: forCounselor) }),
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

  fileprivate func json(forCounselor: Bool) -> JSONValue {
    [
      "member": .string(member), "count": .int(done.successes), "of": .int(done.of),
      "text": .string(forCounselor ? done.text : done.countText), "quality": .figure(quality),
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
