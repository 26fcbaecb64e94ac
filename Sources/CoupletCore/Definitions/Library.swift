/// The definitions that a practice works with: scales, exercises, formats of notes and the
/// practice ratings, in every version it has used.
public struct Library: Sendable {
  /// Every version of every scale, in the order of ids and then of versions.
  public let scales: [ScaleDefinition]
  /// Every version of every exercise, in the order of ids and then of versions.
  public let exercises: [Exercise]
  let ratings: RatingsDefinition?
  /// Every version of every format of notes, in the order of ids and then of versions.
  public let formats: [NoteFormat]

  /// A library of these definitions.
  public init(scales: [ScaleDefinition], exercises: [Exercise], ratings: RatingsDefinition?, formats: [NoteFormat] = [])
  {
    self.scales = scales.sorted { ($0.id, $0.version) < ($1.id, $1.version) }
    self.exercises = exercises.sorted { ($0.id, $0.version) < ($1.id, $1.version) }
    self.ratings = ratings
    self.formats = formats.sorted { ($0.id, $0.version) < ($1.id, $1.version) }
  }

  /// The scale of that name, in that version or the newest.
  public func scale(_ id: String, version: Int? = nil) -> ScaleDefinition? {
    scales.last { $0.id.description == id && (version == nil || $0.version == version) }
  }

  /// The exercise of that name, in that version or the newest.
  public func exercise(_ id: String, version: Int? = nil) -> Exercise? {
    exercises.last { $0.id.description == id && (version == nil || $0.version == version) }
  }

  /// Of each exercise the newest version, by id.
  public var newestExercises: [Exercise] {
    exercises.filter { $0.version == exercise($0.id.description)?.version }
  }

  /// The format of that name, in that version or the newest.
  public func format(_ id: String, version: Int? = nil) -> NoteFormat? {
    formats.last { $0.id.description == id && (version == nil || $0.version == version) }
  }
}
