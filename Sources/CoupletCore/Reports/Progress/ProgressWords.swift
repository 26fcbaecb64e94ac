/// What the change of one member's series is called, beside or in place of its class.
struct ProgressWords {
  /// The counselor's words beside the class.
  let remark: String?
  /// The couple's words in place of the class.
  let plain: String?

  init(series: MeasureSeries?, measure: ProgressMeasure) {
    guard let series, let change = series.change else {
      (remark, plain) = (nil, nil)
      return
    }
    switch measure.kind {
    case .scale where measure.mayClassify:
      plain = series.changeClass.flatMap { changeClass in
        measure.scale.map { Self.words(for: changeClass, on: $0) }
      }
      remark =
        if series.movement?.isCrossedWithinError == true {
          "crossed, within measurement error"
        } else if series.movement?.isIntoClinicalRange == true {
          "into the clinical range"
        } else {
          nil
        }
    case .rating, .goal:
      // A point more or less on such a rating says nothing.
      plain = abs(change) <= 1 ? "about the same" : change > 0 ? "higher" : "lower"
      remark = nil
    case .scale, .subscale, .homework, .promise, .tally: (remark, plain) = (nil, nil)
    }
  }

  private static func words(for changeClass: ChangeClass, on scale: ScaleDefinition) -> String {
    switch changeClass {
    case .recovered:
      scale.audience == .joint
        ? "clearly better, and now where most contented couples are"
        : "clearly better, and now where most people are"
    case .improved: "clearly better"
    case .unchanged: "about the same"
    case .deteriorated:
      "clearly \(scale.direction == .higherIsBetter ? "lower" : "higher") than at the start: let us talk about it"
    }
  }
}
