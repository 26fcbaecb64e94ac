/// The definitions that a practice works with: scales, exercises and the practice ratings, in every version it has used.
public struct Library: Sendable {
  public let scales: [ScaleDefinition]
  public let exercises: [Exercise]
  public let ratings: RatingsDefinition?

  /// A library of these definitions.
  public init(scales: [ScaleDefinition], exercises: [Exercise], ratings: RatingsDefinition?) {
    self.scales = scales.sorted { ($0.id, $0.version) < ($1.id, $1.version) }
    self.exercises = exercises.sorted { ($0.id, $0.version) < ($1.id, $1.version) }
    self.ratings = ratings
  }

  /// The scale of that name, in that version or the newest.
  public func scale(_ id: String, version: Int? = nil) -> ScaleDefinition? {
    scales.last { $0.id.description == id && (version == nil || $0.version == version) }
  }

  /// The exercise of that name, in that version or the newest.
  public func exercise(_ id: String, version: Int? = nil) -> Exercise? {
    exercises.last { $0.id.description == id && (version == nil || $0.version == version) }
  }
}
