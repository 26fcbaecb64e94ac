public import CoupletCore

/// The one number formatter that text, CSV, JSON and charts share, under its name among the writers.
public typealias DecimalFigure = DecimalText
