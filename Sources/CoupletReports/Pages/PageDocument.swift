import CoupletCore

/// A page as blocks in reading order: what its text and its HTML are written from.
///
/// Every text in it is as its audience may read it, and every number is rounded already.
public struct PageDocument: Hashable, Sendable {
  /// A piece of a page.
  public enum Block: Hashable, Sendable {
    case heading(String)
    case paragraph(String)
    case items([Item])
    /// What stands with its label, a line each.
    case facts([Fact])
    case table(caption: String?, Table)
    case chart(Chart)
    case calendar(Calendar)
    /// What has to be known beside what stands before it.
    case remark(String)
  }

  /// An item of a list, with what belongs to it.
  public struct Item: Hashable, Sendable {
    /// The item in one paragraph.
    public let text: String
    /// What stands beneath it, a line each.
    public let details: [String]

    /// An item with what stands beneath it.
    init(_ text: String, details: [String] = []) {
      self.text = text
      self.details = details
    }
  }

  /// A label with its value.
  public struct Fact: Hashable, Sendable {
    let label: String
    let value: String

    /// A label with its value.
    init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  /// Values of one measure over real days, a line each.
  public struct Chart: Hashable, Sendable {
    /// One member's values.
    public struct Series: Hashable, Sendable {
      let name: String
      /// Oldest first.
      let values: [DatedValue]

      /// A line of values with its name.
      init(name: String, values: [DatedValue]) {
        self.name = name
        self.values = values
      }
    }

    let title: String
    /// What can be seen in it, in words, for those who can't.
    let description: String
    let series: [Series]
    /// The lowest and highest possible value.
    let range: ClosedRange<Double>
    let cutoff: Double?
    /// The values that are no reliable change from the first of a series, by the place of that series.
    let bands: [Int: ClosedRange<Double>]
    /// Whether the distance between the two series is drawn.
    let showsGap: Bool

    /// A chart of these series, not yet drawn.
    init(
      title: String, description: String, series: [Series], range: ClosedRange<Double>, cutoff: Double? = nil,
      bands: [Int: ClosedRange<Double>] = [:], showsGap: Bool = false
    ) {
      self.title = title
      self.description = description
      self.series = series
      self.range = range
      self.cutoff = cutoff
      self.bands = bands
      self.showsGap = showsGap
    }
  }

  /// What was done on which day, a row each.
  public struct Calendar: Hashable, Sendable {
    /// What was done on a day.
    public struct Mark: Hashable, Sendable {
      let day: Day
      /// The part that was done, 0 to 1; nil where it was left out for a good reason or isn't known.
      let share: Double?
      /// The same in words.
      let words: String

      /// What stands at one day.
      init(day: Day, share: Double?, words: String) {
        self.day = day
        self.share = share
        self.words = words
      }
    }

    /// One member's marks.
    public struct Row: Hashable, Sendable {
      let name: String
      /// Oldest first.
      let marks: [Mark]

      /// The marks of one member.
      init(name: String, marks: [Mark]) {
        self.name = name
        self.marks = marks
      }
    }

    let title: String
    let rows: [Row]

    /// A calendar with a row for each name.
    init(title: String, rows: [Row]) {
      self.title = title
      self.rows = rows
    }
  }

  let title: String
  /// What stands on top of every page: the couple, for whom, the day.
  let header: [String]
  /// What the page says, in reading order.
  public let blocks: [Block]

  /// A page of these blocks.
  init(title: String, header: [String], blocks: [Block]) {
    self.title = title
    self.header = header
    self.blocks = blocks
  }
}
