#!/usr/bin/python3
"""Reads the demo couple's CSV with Python's csv and compares it, figure by figure, with the JSON and the text.

The JSON is checked against its published schema too, and so are the briefs of the demo practice and of charts that have
something under every heading. The program is the argument, else $COUPLET_BINARY, else the debug build.
"""

import copy
import csv
import decimal
import json
import os
import pathlib
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError as error:
    print(f"skipped: {error.name} can't be imported: {error}")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)

samples = pathlib.Path(__file__).resolve().parent.parent / "Reports" / "samples"
header = (
    "couple,member,measure,kind,unit,n,first_date,first,last_date,last,change,reliable,class,rule,cutoff,functional,"
    "near_cutoff,slope_per_week,slope_n,slope_low,slope_high,slope_mode,gap_first,gap_last"
).split(",")
ROOT = samples.parent.parent
BINARY = (sys.argv[1:] or [os.environ.get("COUPLET_BINARY") or ROOT / ".build" / "debug" / "couplet"])[0]
BINARY = pathlib.Path(BINARY).absolute()
TODAY = "2026-11-23"
# The day on which each command is given, and the command; what it reads from standard input is made up.
CHARTS = """
2026-08-03 init --plain --counselor "Ada Voss"
2026-08-03 couple add "Dana & Rob" --new-member "Dana Reyes" --new-member "Rob Klein"
2026-08-03 couple add "Ines & Jo" --new-member "Ines Falk" --new-member "Jo Marsh"
2026-11-23 couple add "Mo & Sam" --new-member "Mo Lind" --new-member "Sam Ortiz"

2026-08-03 policy dana-rob --kind limited --acknowledged-by Dana
2026-08-03 session add dana-rob --kind intake
2026-08-03 injury add dana-rob --hurt Dana --by Rob -
2026-08-03 measure dana-rob rdas --member Dana --total 50
2026-08-03 measure dana-rob rdas --member Rob --total 45
2026-10-05 session add dana-rob
2026-10-05 note add dana-rob@2026-10-05 -
2026-10-05 injury step i1 acknowledged --says Rob -
2026-10-05 rate dana-rob --member Dana --injury i1 --willingness 4
2026-10-05 rate dana-rob Dana 5 5 5 5 5 5 5 5 a9
2026-10-05 rate dana-rob Rob 5 5 5 5 5 5 5 5 a8
2026-10-05 measure dana-rob phq-9 --member Rob --answers 1,1,1,1,1,1,1,1,2
2026-10-05 measure dana-rob rdas --member Dana --total 44
2026-10-05 measure dana-rob rdas --member Rob --total 46 --mode screen
2026-10-05 measure dana-rob gad-7 --member Dana --total 12
2026-10-08 session add dana-rob
2026-10-09 session add dana-rob
2026-10-05 homework assign dana-rob weekly-check-in --every week --due 2026-12-07
2026-10-05 homework assign dana-rob --title "A walk" --for Rob --every 3-days --due 2026-12-07 -
2026-10-05 promise add dana-rob --by Rob --to Dana --every week --due 2026-12-01 -
2026-10-05 promise add dana-rob --by Dana -
2026-10-05 goal add dana-rob -
2026-10-05 goal add dana-rob --member Rob -
2026-10-05 goal rate g1 4
2026-10-05 goal rate g1 6 --by Dana
2026-10-05 win add dana-rob --by Rob --noticed-by Dana -
2026-10-05 win add dana-rob -
2026-10-12 session plan dana-rob --on 2026-10-19 --at 14:00
2026-10-12 session plan dana-rob --on 2026-10-26 --at 14:00
2026-10-12 session plan dana-rob --on 2026-11-30 --at 14:00
2026-10-12 homework log h1 Dana=5/7 Rob=0
2026-10-12 promise mark p1 Dana=missed Rob=kept
2026-10-19 session noshow dana-rob@2026-10-19
2026-10-19 promise repaired p1 --says Rob -
2026-10-19 promise partly p1
2026-10-26 session cancel dana-rob@2026-10-26 --by Rob --late
2026-10-26 homework log h1 Dana=excused Rob=0
2026-10-26 homework log h2 Rob=3 --reported-by counselor
2026-11-02 contact add dana-rob --with Dana --mode phone -
2026-11-02 held add dana-rob --by Rob --review +3d -
2026-11-02 risk add dana-rob --member Dana --kind violence --asked alone --review +7d -
2026-11-02 risk add dana-rob --member Rob --kind suicide --asked alone --review +7d -
2026-11-02 entry add dana-rob --kind leaving --by Dana -
2026-11-02 entry add dana-rob --kind agreement --code time-out --review +7d -
2026-11-02 entry add dana-rob --kind question --review +7d --audience counselor -
2026-11-02 cycle dana-rob -
2026-11-02 agenda add dana-rob -
2026-11-02 agenda add dana-rob --mine -
2026-11-02 agenda add dana-rob --audience joint -
2026-11-02 session add dana-rob --late Dana=10 --absent Rob --approach EFT
2026-11-02 homework assign dana-rob small-promise --session dana-rob@2026-11-02 --due 2026-12-07
2026-11-02 measure dana-rob rdas --member Dana --total 30
2026-11-02 measure dana-rob rdas --member Rob --total 58
2026-11-02 rate dana-rob Dana 8 5 5 5 5 5 5 5 a3 --on 2026-11-02
2026-11-02 rate dana-rob Rob 4 5 5 5 5 5 5 5 a8 --on 2026-11-02
2026-11-02 aim dana-rob Dana=separate Rob=improve
2026-11-09 risk review r2 --why "asked again" --status watched --review +7d
2026-11-09 measure dana-rob csi-16 --member Dana --total 20
2026-11-09 measure dana-rob csi-16 --member Rob --total 70
2026-11-16 measure dana-rob csi-16 --member Dana --total 70 --mode screen
2026-11-16 measure dana-rob gad-7 --member Dana --total 11
2026-11-16 measure dana-rob gad-7 --member Rob --total 5
2026-11-16 measure dana-rob gad-7 --member Rob --total 6 --mode screen
2026-11-22 jot add dana-rob -

2026-08-03 policy ines-jo --kind case-by-case --acknowledged-by Ines --acknowledged-by Jo
2026-08-03 risk asked ines-jo --member Ines --kind violence --alone
2026-08-03 risk asked ines-jo --member Jo --kind violence --alone
2026-08-03 risk add ines-jo --member Jo --kind self-harm --asked together -
2026-08-03 held add ines-jo --by Ines -
2026-08-03 scale figures csi-16 --r 0.9 --kind test-retest --sd 17 --sample "412 couples" --source "Doe 2019"
2026-08-03 measure ines-jo csi-16 --member Ines --total 60
2026-08-03 measure ines-jo csi-16 --member Jo --total 61
2026-08-03 measure ines-jo csi-4 --member Jo --total 9
2026-08-03 measure ines-jo kmss --member Ines --total 18
2026-08-03 measure ines-jo kmss --member Jo --total 19
2026-08-03 measure ines-jo gad-7 --member Ines --total 12
2026-08-03 measure ines-jo gad-7 --member Jo --total 2
2026-08-03 homework assign ines-jo --title "A walk" -
2026-08-03 measure ines-jo who-5 --member Jo --total 12 --audience joint
2026-08-03 injury add ines-jo --hurt Jo --by Ines -
2026-08-03 injury add ines-jo --hurt Ines --by Jo -
2026-08-03 injury step i2 released --says Jo
2026-08-03 injury step i2 reopened --says Jo
2026-08-03 injury step i3 released --says Ines
2026-08-03 injury add ines-jo --hurt Jo --by Ines -
2026-10-05 session add ines-jo --late Jo
2026-10-05 note add ines-jo@2026-10-05 --audience counselor -
2026-10-05 session plan ines-jo --on 2026-10-12
2026-10-05 session plan ines-jo --on 2026-10-19
2026-10-05 session plan ines-jo --on 2026-10-26
2026-10-05 session plan ines-jo --on 2026-11-30 --kind individual --present Ines
2026-10-05 promise add ines-jo --by Jo --to Ines --due 2026-10-10 -
2026-10-06 promise mark p3 Ines=renegotiated Jo=renegotiated --due 2026-12-01
2026-10-12 session noshow ines-jo@2026-10-12
2026-10-19 session noshow ines-jo@2026-10-19
2026-10-26 session cancel ines-jo@2026-10-26 --by counselor
2026-11-02 entry add ines-jo --kind leaving -
2026-11-02 rate ines-jo --member Ines --alliance 4 --on 2026-11-02
2026-11-02 measure ines-jo gad-7 --member Ines --total 19
2026-11-02 measure ines-jo gad-7 --member Jo --total 15
2026-11-02 measure ines-jo csi-16 --member Ines --total 20
2026-11-02 measure ines-jo csi-16 --member Jo --total 62
2026-11-02 measure ines-jo csi-4 --member Jo --answers 4,-,-,3
2026-11-02 aim ines-jo Ines=unsure --audience joint
"""
WORDS = "Words about both of them.\n"
NOTE = "Began calmly.\n\n## Plan\n\n" + "".join(f"- step {number}\n" for number in range(7))
# Each changes a counselor's brief or a desk's so that the schema has to refuse one of them.
REFUSED = {
    "other schema": lambda brief, desk: brief.update(schema="couplet-brief/2"),
    "unknown key": lambda brief, desk: brief.update(motto="x"),
    "unknown key further in": lambda brief, desk: brief["next"].update(motto="x"),
    "a heading left out": lambda brief, desk: brief.pop("wins"),
    "the counselor's without alerts": lambda brief, desk: brief.pop("cant_wait"),
    "the counselor's without ids": lambda brief, desk: brief["wins"][0].pop("id"),
    "the counselor's without class": lambda brief, desk: brief["measures"][0]["members"][0].pop("class"),
    "the counselor's on a desk": lambda brief, desk: brief.update(desk=True),
    "a desk's with alerts": lambda brief, desk: desk.update(cant_wait=[]),
    "a desk's with what is held": lambda brief, desk: desk.update(held=None),
    "a desk's with an id": lambda brief, desk: desk["wins"][0].update(id="w1"),
    "a desk's with a note's id": lambda brief, desk: desk["last_note"].update(id="n1"),
    "a desk's with a homework's id": lambda brief, desk: desk["homework"][0]["items"][0].update(id="h1"),
    "a desk's with a class": lambda brief, desk: desk["measures"][0]["members"][0].update({"class": None}),
    "a desk's with a cut-off": lambda brief, desk: desk["measures"][0].update(cutoff_verified=None),
    "a desk's with a threshold": lambda brief, desk: desk["measures"][0].update(threshold=None),
    "a desk's with what is reliable": lambda brief, desk: desk["measures"][0]["members"][0].update(reliable=None),
    "a desk's with what hasn't come": lambda brief, desk: desk["measures"][0].update(not_yet=None),
    "not yet after three sessions": lambda brief, desk: next(
        one for one in brief["measures"] if one["not_yet"])["not_yet"].update(sessions=3),
    "date in words": lambda brief, desk: brief.update(today="yesterday"),
    "date that isn't": lambda brief, desk: brief.update(today="2026-02-30"),
    "hour after midnight": lambda brief, desk: brief["next"].update(time="24:00"),
    "alert of no kind": lambda brief, desk: brief["cant_wait"][0].update(kind="worry"),
    "alert with another's key": lambda brief, desk: brief["cant_wait"][0].update(threshold=None),
    "no missed session": lambda brief, desk: next(
        alert for alert in brief["cant_wait"] if alert["kind"] == "missed-sessions")["sessions"].clear(),
    "whose risk it is": lambda brief, desk: next(
        alert for alert in brief["cant_wait"] if alert["kind"] == "risk-entry").update(member="Dana"),
    "four wins": lambda brief, desk: brief["wins"].extend(brief["wins"][:1] * 3),
    "grade above 4": lambda brief, desk: brief["homework"][0]["items"][0].update(done="5"),
    "grade as a number": lambda brief, desk: brief["homework"][0]["items"][0].update(done=3),
    "step unknown": lambda brief, desk: brief["injuries"][0]["steps"].append("forgotten"),
    "goal above 10": lambda brief, desk: brief["goals"][0]["standings"][0].update(value=11),
    "figure as text": lambda brief, desk: brief["measures"][0]["members"][0].update(first="50"),
    "gap of three": lambda brief, desk: brief["measures"][-1]["gaps"][0]["members"].append("Jo"),
}
passed = failed = 0


def check(condition, what):
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print("failed:", what)


def couplet(folder, line, today=TODAY):
    """What the program prints."""
    words = shlex.split(line)
    result = subprocess.run(
        [BINARY, *words, "--no-input", "--today", today], input=NOTE if words[0] == "note" else WORDS, encoding="utf-8",
        capture_output=True, timeout=60, cwd=folder, env={
            "PATH": "/usr/bin:/bin", "HOME": folder, "TZ": "UTC", "LANG": "C.UTF-8",
            "COUPLET_FILE": str(pathlib.Path(folder) / "practice.couplet")})
    check(result.returncode == 0, f"{line}: {result.stderr.strip()}")
    return result.stdout


def briefs(folder):
    """The counselor's brief and the desk's of every couple of a practice."""
    for couple in json.loads(couplet(folder, "couple list --json")):
        for desk in ("", " --desk"):
            yield json.loads(couplet(folder, f"brief {couple['id']} --json{desk}"))


def parts(schema, path="$"):
    """The schema of each key, item and alternative but null, with its path."""
    for number, one in enumerate(schema.get("oneOf", [])):
        if one.get("type") != "null":
            yield f"{path}|{number}", one
            yield from parts(one, f"{path}|{number}")
    for key, part in schema.get("properties", {}).items():
        yield f"{path}.{key}", part
        yield from parts(part, f"{path}.{key}")
    if "items" in schema:
        yield f"{path}[]", schema["items"]
        yield from parts(schema["items"], f"{path}[]")


def met(schema, value, path="$"):
    """The paths to which a document gives a value or null."""
    for number, one in enumerate(schema.get("oneOf", [])):
        if jsonschema.Draft202012Validator(one).is_valid(value):
            yield f"{path}|{number}"
            yield from met(one, value, f"{path}|{number}")
    for key, part in schema.get("properties", {}).items() if isinstance(value, dict) else []:
        if key in value:
            yield f"{path}.{key}" + (" null" if value[key] is None else "")
            yield from met(part, value[key], f"{path}.{key}")
    for item in value if isinstance(value, list) else []:
        yield f"{path}[]"
        yield from met(schema["items"], item, f"{path}[]")


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
                # A count below five stands alone, and pages round rates to one place.
                rounded = f"{decimal.Decimal(row[column]).quantize(decimal.Decimal('0.1'), decimal.ROUND_HALF_UP):f}"
                shown = rounded.removesuffix(".0")
                few = int(rate["count"]) < 5
                words = rate["count"] if few else f"{rate['count']} in {rate['minutes']} min ({shown} per 30)"
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
check("In the room" in text, "the counselor's page has the room")
check("In the room" not in joint and "per 30" not in joint, "the couple's page has nothing of the room")
widths = [len(line) for line in text.splitlines()]
check(max(widths) <= 80, "no line of the text is wider than 80")


if not BINARY.exists():
    sys.exit("the program isn't built: swift build, or COUPLET_BINARY=PATH")
brief_schema = json.loads(published.with_name("brief.schema.json").read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(brief_schema)
validator = jsonschema.Draft202012Validator(brief_schema, format_checker=jsonschema.FormatChecker())
with tempfile.TemporaryDirectory() as folder:
    couplet(folder, "demo --keep practice.couplet")
    pages = list(briefs(folder))
    entries = [kind["id"] for kind in json.loads(couplet(folder, "entry kinds --json"))]
with tempfile.TemporaryDirectory() as folder:
    for line in CHARTS.split("\n"):
        if line:
            couplet(folder, line[11:], line[:10])
    file = sqlite3.connect(pathlib.Path(folder) / "practice.couplet")
    file.execute("DELETE FROM definition WHERE name = 'who-5'")
    file.commit()
    file.close()
    demos = len(pages)
    pages += briefs(folder)
check((demos, len(pages)) == (10, 16), "each couple has two briefs")
for page in pages:
    name = f"the {'desk' if page['desk'] else 'counselor'}'s brief of {page['couple']}"
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(page)]
    check(not errors, f"{name} keeps its schema: {errors[:1]}")
    check(list(page) == [key for key in brief_schema["properties"] if key in page], f"{name} has the schema's order")
charts = pages[demos:]
found = {path for page in charts for path in met(brief_schema, page)}
for path, part in parts(brief_schema):
    check(part.get("description", "").endswith("."), f"the brief's schema describes {path}")
    check(path in found, f"some brief has {path}")
    if "null" in part.get("type", []) or None in part.get("enum", []) or {"type": "null"} in part.get("oneOf", []):
        check(f"{path} null" in found, f"some brief has null for {path}")
    check(part.get("type") != "object" or part.get("additionalProperties") is False, f"{path} takes its own keys only")
alerts = brief_schema["properties"]["cant_wait"]["items"]["oneOf"]
check(entries in [one["properties"].get("entry", {}).get("enum") for one in alerts], "every kind of entry can be due")
kinds = brief_schema["properties"]["missing"]["items"]["properties"]["kind"]["enum"]
check({one["kind"] for page in charts for one in page.get("missing", [])} == set(kinds), "all that can be missing")
full = {page["desk"]: page for page in charts if page["couple"] in ("dana-rob", "d-r")}
for what, change in REFUSED.items():
    changed = copy.deepcopy(full)
    change(changed[False], changed[True])
    check(not all(validator.is_valid(page) for page in changed.values()), f"{what}: the brief's schema accepts it")

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
