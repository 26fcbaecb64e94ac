extension String {
  /// The text with blanks up to that many cells, on the side that a column's alignment asks for.
  public func padded(toCells cells: Int, alignment: Table.Column.Alignment) -> String {
    padded(toCells: cells, onLeft: alignment == .right)
  }
}
