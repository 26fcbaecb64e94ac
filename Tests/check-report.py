#!/usr/bin/python3
"""Reads the demo couple's CSV with Python's csv and compares it, figure by figure, with the JSON and the text.

The JSON is checked against its published schema too.
"""

import csv
import json
import pathlib
import re
import sys

import jsonschema

samples = pathlib.Path(__file__).resolve().parent.parent / "Reports" / "samples"
header = (
    "couple,member,measure,kind,unit,n,first_date,first,last_date,last,change,reliable,class,cutoff,functional,"
    "slope_per_week,gap_first,gap_last"
).split(",")
passed = failed = 0


def check(condition, what):
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print("failed:", what)


raw = (samples / "progress.csv").read_bytes()
check(raw.count(b"\n") == raw.count(b"\r\n"), "every line of the CSV ends with CRLF")
with open(samples / "progress.csv", newline="", encoding="utf-8") as file:
    reader = csv.reader(file, strict=True)
    columns = next(reader)
    rows = [dict(zip(columns, row)) for row in reader if len(row) == len(columns) or check(False, "a short row")]
document = json.loads((samples / "progress.json").read_text(encoding="utf-8"), parse_float=str, parse_int=str)
text = (samples / "progress.txt").read_text(encoding="utf-8")

check(columns == header, "the CSV's header")
check(document["schema"] == "couplet-report/1", "the JSON's schema")
check(len(rows) == len(document["measures"]) > 10, "as many rows here and there")
for row, measure in zip(rows, document["measures"]):
    name = f"{row['measure']} of {row['member']}"
    check(list(measure) == header, f"{name}: the JSON has the CSV's keys")
    for column in header:
        value = measure[column]
        # Numbers are compared as the characters that both files print.
        check(row[column] == ("" if value is None else str(value)), f"{name}: {column}")
    if row["kind"] == "scale" and row["n"] != "0":
        for column in ("first", "last", "change"):
            figure = re.escape(row[column])
            if row[column]:
                check(re.search(rf"(?<![\d.]){figure}(?![\d])", text), f"{name}: {column} in the text")
    if row["kind"] == "tally" and row["n"] != "0":
        member = next(one for one in document["room"]["members"] if one["member"] == row["member"])
        count = next(one for one in member["counts"] if one["key"] == row["measure"])
        for column in ("first", "last"):
            rate = count[column]
            check(rate["per_30"] == row[column], f"{name}: {column} in the JSON's room")
            # Attempts, disclosures and time-outs are counted in the text, and have no rate there.
            if row["measure"].split("-")[0] not in ("repair", "disclosure", "timeout"):
                words = f"{rate['count']} in {rate['minutes']} min ({row[column]} per 30)"
                check(words in " ".join(text.split()), f"{name}: {words} in the text")
published = samples.parent.parent / "Schemas" / "interchange" / "report.schema.json"
schema = json.loads(published.read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
plain = json.loads((samples / "progress.json").read_text(encoding="utf-8"))
for error in jsonschema.Draft202012Validator(schema).iter_errors(plain):
    check(False, f"the JSON keeps its schema: {error.json_path}: {error.message}")
check(True, "the JSON was compared with its schema")
page_schema = json.loads(published.with_name("page.schema.json").read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(page_schema)
page = json.loads((samples / "page.json").read_text(encoding="utf-8"))
for error in jsonschema.Draft202012Validator(page_schema).iter_errors(page):
    check(False, f"a page keeps its schema: {error.json_path}: {error.message}")
check(page["schema"] == "couplet-page/1", "a page was compared with its schema")
paper = (samples / "progress-paper.txt").read_text(encoding="utf-8").split("\f")
check(len(paper) > 1 and max(len(one.splitlines()) for one in paper) <= 60, "no page is longer than 60 lines")
for number, one in enumerate(paper, 1):
    check(one.splitlines()[0].endswith(f"page {number} of {len(paper)}"), f"page {number} says which it is")
joint = (samples / "progress-joint.txt").read_text(encoding="utf-8")
check("In the room" in text and "per 30" in text, "the counselor's page has the room")
check("In the room" not in joint and "per 30" not in joint, "the couple's page has nothing of the room")
widths = [len(line) for line in text.splitlines()]
check(max(widths) <= 80, "no line of the text is wider than 80")

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
