import CoupletCore

/// The pieces that drawings are written from: numbers to a hundredth of a pixel, texts without markup.
enum SVGText {
  /// A length, rounded to 0.01.
  static func px(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A text in which nothing reads as markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    // Scalars: a mark may stand on a sign, and both are one character then.
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A text at a place.
  static func text(_ text: String, x: Double, y: Double, anchor: String? = nil, class name: String? = nil) -> String {
    let attributes = [name.map { " class=\"\($0)\"" }, anchor.map { " text-anchor=\"\($0)\"" }]
    return "<text x=\"\(px(x))\" y=\"\(px(y))\"\(attributes.compactMap { $0 }.joined())>\(escaped(text))</text>\n"
  }

  /// A line through points, or other outlines.
  static func path(_ data: String, class name: String) -> String { "<path class=\"\(name)\" d=\"\(data)\"/>\n" }

  /// Through these points.
  static func data(_ points: [(x: Double, y: Double)]) -> String {
    points.enumerated().map { "\($0 == 0 ? "M" : "L")\(px($1.x)) \(px($1.y))" }.joined()
  }

  /// The whole drawing, with what is said to those who can't see it.
  static func drawing(id: String, title: String, description: String, size: (Double, Double), _ body: String) -> String
  {
    """
    <svg role="img" aria-labelledby="\(id)-title \(id)-desc" viewBox="0 0 \(px(size.0)) \(px(size.1))">
    <title id="\(id)-title">\(escaped(title))</title>
    <desc id="\(id)-desc">\(escaped(description))</desc>
    \(body)</svg>
    """
  }

  /// The class of a series; a fifth looks like the first, as four are as many as can be told apart.
  static func style(_ place: Int) -> String { "s\(place % 4)" }

  /// The marker of a series: each has its own outline.
  static func marker(_ place: Int, x: Double, y: Double) -> String {
    let style = style(place)
    switch place % 4 {
    case 0: return "<circle class=\"mark \(style)\" cx=\"\(px(x))\" cy=\"\(px(y))\" r=\"3.5\"/>\n"
    case 1: return path("M\(px(x - 4)) \(px(y - 4))h8v8h-8z", class: "mark open \(style)")
    case 2: return path("M\(px(x)) \(px(y - 5))l5 9h-10z", class: "mark \(style)")
    default: return path("M\(px(x)) \(px(y - 6))l6 6l-6 6l-6 -6z", class: "mark \(style)")
    }
  }
}
