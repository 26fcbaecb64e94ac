#!/usr/bin/python3
"""Check the demo practice against its JSON Schema and the built-in definitions, and the schema by documents it refuses.

Where yaml or jsonschema is missing it says so and counts itself as skipped. Prints a line for each failure and one of
counts; exits 1 on any.
"""

import copy
import json
import sys
from pathlib import Path

try:
    import yaml
    from jsonschema import Draft202012Validator
except ImportError as error:
    print(f"skipped: {error.name} can't be imported: {error}")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "Schemas" / "interchange" / "practice.schema.json"
DEMO = ROOT / "seeds" / "demo" / "practice.json"

passed, failures = 0, []


def check(what, problem=None):
    """Count one check; `problem` is None when it passed."""
    global passed
    if problem is None:
        passed += 1
    else:
        failures.append(f"{what}: {problem}")


def name(path):
    return path.relative_to(ROOT).as_posix()


def unique(pairs):
    """A group of keys, refused when one is given twice."""
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key is there twice: " + ", ".join(key for key, _ in pairs))
    return result


def parts(schema, path="$"):
    """Every schema below this one that stands for a value, with its path."""
    for key, part in schema.get("properties", {}).items():
        yield f"{path}.{key}", part
        yield from parts(part, f"{path}.{key}")
    if isinstance(schema.get("items"), dict):
        yield from parts(schema["items"], path + "[]")
    for key, part in schema.get("$defs", {}).items():
        yield f"{path}.$defs.{key}", part


def groups(schema, path="$"):
    """Every schema of a group of keys, with its path."""
    yield path, schema
    for where, part in parts(schema, path):
        yield where, part
        if isinstance(part.get("items"), dict):
            yield where + "[]", part["items"]


def check_measure(where, measure, scales):
    """Whether the sheet fits its scale."""
    scale = scales.get(measure["scale"])
    if scale is None:
        return check(where, f"no scale {measure['scale']}")
    if "total" in measure:
        ends = scale["total"]
        return check(where, None if ends["min"] <= measure["total"] <= ends["max"] else "total is outside the scale's")
    items, answers = scale["items"], measure["answers"]
    fits = len(items) == len(answers) and all(
        isinstance(answer, str) or item["min"] <= answer <= item["max"] for item, answer in zip(items, answers))
    return check(where, None if fits else f"answers don't fit {scale['id']}")


# Each changes the demo so that the schema has to refuse it.
REFUSED = {
    "unknown key": lambda demo: demo["couples"][0].update(motto="x"),
    "other schema": lambda demo: demo.update(schema="couplet-practice/2"),
    "date as in letters": lambda demo: demo["couples"][0]["sessions"][0].update(date="yesterday"),
    "date without unit": lambda demo: demo["couples"][0]["sessions"][0].update(date="-42"),
    "two partners less one": lambda demo: demo["couples"][0].update(members=demo["couples"][0]["members"][:1]),
    "status unknown": lambda demo: demo["couples"][0]["sessions"][0].update(status="done"),
    "grade above 4": lambda demo: demo["couples"][0]["homework"][0]["log"][0].update(done=5),
    "answers and total": lambda demo: demo["couples"][0]["measures"][0].update(answers=[1], total=3),
    "answer as text": lambda demo: demo["couples"][0]["measures"][0].update(answers=["3"]),
    "rating above 10": lambda demo: demo["couples"][0]["ratings"][0].update(values={"trust": 11}),
    "domain unknown": lambda demo: demo["couples"][0]["ratings"][0].update(values={"luck": 1}),
    "exercise and own words": lambda demo: demo["couples"][0]["homework"][0].update(
        exercise="small-wins", title="Own", text="Own."),
    "empty note": lambda demo: demo["couples"][0]["notes"][0].update(text="  "),
    "reserved key": lambda demo: demo["clients"][0].update(key="joint"),
    "null": lambda demo: demo["clients"][0].update(called=None),
}

schema = json.loads(SCHEMA.read_text(encoding="utf-8"), object_pairs_hook=unique)
Draft202012Validator.check_schema(schema)
for where, part in parts(schema):
    check(name(SCHEMA), None if part.get("description", "").endswith(".") else f"{where} has no description")
for where, part in groups(schema):
    loose = part.get("type") == "object" and "additionalProperties" not in part
    check(name(SCHEMA), f"{where} takes any key" if loose else None)

validator = Draft202012Validator(schema)
try:
    demo = json.loads(DEMO.read_text(encoding="utf-8"), object_pairs_hook=unique)
except ValueError as error:
    sys.exit(f"{name(DEMO)}: {error}")
errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(demo)]
check(name(DEMO), next(iter(errors), None))
texts = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "seeds" / "scales").glob("*.yaml")}
scales = {scale: yaml.safe_load(text) for scale, text in texts.items()}
exercises = {path.stem for path in (ROOT / "seeds" / "exercises").glob("*.yaml")}
for couple in demo["couples"]:
    for index, measure in enumerate(couple["measures"]):
        check_measure(f"{couple['key']}: measures[{index}]", measure, scales)
    for index, homework in enumerate(couple["homework"]):
        known = homework.get("exercise") in exercises | {None}
        check(f"{couple['key']}: homework[{index}]", None if known else f"no exercise {homework['exercise']}")
for what, change in REFUSED.items():
    changed = copy.deepcopy(demo)
    change(changed)
    check(what, "is accepted" if validator.is_valid(changed) else None)

for failure in failures:
    print(failure)
print(f"{passed} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
