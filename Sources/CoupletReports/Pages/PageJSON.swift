import CoupletCore

extension PageDocument {
  /// The page as one document, after `Schemas/interchange/page.schema.json`.
  public var json: JSONValue {
    [
      "schema": "couplet-page/1", "title": .string(title), "header": .texts(header),
      "blocks": .array(blocks.map(\.json)),
    ]
  }
}

extension PageDocument.Block {
  fileprivate var json: JSONValue {
    switch self {
    case .heading(let text): ["kind": "heading", "text": .string(text)]
    case .paragraph(let text): ["kind": "paragraph", "text": .string(text)]
    case .items(let items):
      [
        "kind": "items",
        "items": .array(
          items.map { ["text": .string($0.text), "details": .array($0.details.map(JSONValue.string))] }),
      ]
    case .facts(let facts):
      [
        "kind": "facts",
        "facts": .array(facts.map { ["label": .string($0.label), "value": .string($0.value)] }),
      ]
    case .table(let caption, let table):
      [
        "kind": "table", "caption": .text(caption),
        "columns": .array(table.columns.map { ["key": .string($0.key), "title": .string($0.title)] }),
        "rows": table.json(),
      ]
    case .chart(let chart): chart.json
    case .calendar(let calendar): calendar.json
    case .remark(let text): ["kind": "remark", "text": .string(text)]
    }
  }
}

extension PageDocument.Chart {
  fileprivate var json: JSONValue {
    [
      "kind": "chart", "title": .string(title), "description": .string(description),
      "low": .number(range.lowerBound), "high": .number(range.upperBound), "cutoff": .figure(cutoff),
      "series": .array(
        zip(series, series.indices).map { series, place in
          [
            "name": .string(series.name),
            "values": .array(series.values.map { ["date": .day($0.day), "value": .number($0.value)] }),
            "band_low": .figure(bands[place]?.lowerBound), "band_high": .figure(bands[place]?.upperBound),
          ]
        }), "shows_gap": .bool(showsGap),
    ]
  }
}

extension PageDocument.Calendar {
  fileprivate var json: JSONValue {
    [
      "kind": "calendar", "title": .string(title),
      "rows": .array(
        rows.map { row in
          [
            "name": .string(row.name),
            "marks": .array(
              row.marks.map {
                ["date": .day($0.day), "share": .figure($0.share), "words": .string($0.words)]
              }),
          ]
        }),
    ]
  }
}
