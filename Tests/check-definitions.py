#!/usr/bin/python3
"""Check the built-in definitions and the definition fixtures against the JSON Schemas.

Where yaml or jsonschema is missing it says so and counts itself as skipped. Prints a line for each failure and one of
counts; exits 1 on any.
"""

import json
import re
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
SCHEMAS = ROOT / "Schemas" / "interchange"
SEEDS = ROOT / "seeds"
FIXTURES = ROOT / "Tests" / "Fixtures" / "definitions"
KINDS = ("exercise", "scale", "ratings", "format")

# The rows that have exercises by Domain.md: two exercises at least work on each, one of them on that row first.
EXERCISE_ROWS = {1, 4, 6, 8, *range(10, 22), 23, *range(25, 30)}
# What no page for a couple says, and what no exercise promises.
BANNED = re.compile(
    r"dysfunction|adherence|complian|\bbarrier|\bclinical|\bcure|\bguarantee|\bhusband|\bwife|\bwives"
    r"|\bfailed|\bfailure|\bhomework|\bstreak|\bshould have", re.IGNORECASE)


class Loader(yaml.SafeLoader):
    """A safe loader that refuses a key given twice, as the program's reader does."""


def mapping(loader, node):
    keys = [loader.construct_object(key) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            raise yaml.constructor.ConstructorError(None, None, f"{key} is there twice", node.start_mark)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)

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


def load(path):
    """The document, or None, counted as a failure, when the file is no YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader)
    except yaml.YAMLError as error:
        check(name(path), f"is not YAML: {' '.join(str(error).split())}")
        return None


def undescribed(schema, path="$"):
    """The properties below `schema` that have no description of one sentence."""
    for key, part in schema.get("properties", {}).items():
        here = f"{path}.{key}"
        if not part.get("description", "").endswith("."):
            yield here
        yield from undescribed(part, here)
    if "items" in schema:
        yield from undescribed(schema["items"], path + "[]")


def validators():
    result = {}
    for kind in KINDS:
        path = SCHEMAS / f"{kind}.schema.json"
        schema = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        result[kind] = Draft202012Validator(schema)
        check(name(path), next((f"{where} has no description" for where in undescribed(schema)), None))
    return result


def errors(document, schemas):
    """What the schema of the document's kind has against it, one line each."""
    kind = document.get("kind") if isinstance(document, dict) else None
    if kind not in schemas:
        return ["kind: is none of " + ", ".join(KINDS)]
    return [f"{error.json_path}: {error.message}" for error in schemas[kind].iter_errors(document)]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def broken(document):
    """A value with a line break in it, or None: a folded text keeps the break before a line that is indented deeper.

    Only an item of a scale may have one, between what is said first and what is answered.
    """
    items = [item.get("text") for item in document.get("items", [])]
    return next((text for text in strings(document) if "\n" in text and text not in items), None)


def check_seed(path, document, schemas):
    found = errors(document, schemas)
    check(name(path), next(iter(found), None))
    if found:
        return
    check(name(path), None if document.get("id") == path.stem else "id is not the name of the file")
    order = list(schemas[document["kind"]].schema["properties"])
    keys = list(document)
    check(name(path), None if keys == sorted(keys, key=order.index) else "keys are not in the schema's order")
    text = broken(document)
    check(name(path), None if text is None else f"a value is broken: {text!r}")
    marker = '\n"""######' in "\n" + path.read_text(encoding="utf-8")
    check(name(path), "a line would end the embedded literal" if marker else None)


def check_catalogue(exercises, schema):
    """What the exercises have to be together."""
    keys = [key for key in schema["properties"] if key not in ("article", "aims")]
    for path, exercise in exercises.items():
        missing = [key for key in keys if key not in exercise]
        check(name(path), f"no {missing[0]}" if missing else None)
        # The articles are about staying together: what is meant for another aim takes up no theme of theirs.
        check(name(path), None if "article" in exercise or "aims" in exercise else "no article")
        found = next(filter(None, map(BANNED.search, strings(exercise))), None)
        check(name(path), f"says {found.group()}" if found else None)
    themes = [exercise["theme"] for exercise in exercises.values()]
    for theme in schema["properties"]["theme"]["enum"]:
        check("seeds/exercises", None if themes.count(theme) >= 5 else f"fewer than five for {theme}")
    rows = [row for exercise in exercises.values() for row in exercise["rows"]]
    first = {exercise["rows"][0] for exercise in exercises.values()}
    for row in sorted(EXERCISE_ROWS):
        check("seeds/exercises", None if rows.count(row) >= 2 and row in first else f"too few for row {row}")
    titles = [exercise["title"] for exercise in exercises.values()]
    check("seeds/exercises", None if len(set(titles)) == len(titles) else "a title is there twice")


def files(folder):
    found = sorted(folder.glob("*.yaml"))
    check(name(folder), None if found else "is empty")
    return found


schemas = validators()
exercises = {path: load(path) for path in files(SEEDS / "exercises")}
for path, document in exercises.items():
    check_seed(path, document, schemas)
right = {path: document for path, document in exercises.items() if not errors(document, schemas)}
check_catalogue(right, schemas["exercise"].schema)
for folder in ("scales", "formats"):
    for path in files(SEEDS / folder):
        check_seed(path, load(path), schemas)
for folder in ("accepted", "rejected-by-rule"):
    for path in files(FIXTURES / folder):
        check(name(path), next(iter(errors(load(path), schemas)), None))
for path in files(FIXTURES / "rejected"):
    found = errors(load(path), schemas)
    check(name(path), None if len(found) == 1 else f"has {len(found)} errors, not one: {found}")

for failure in failures:
    print(failure)
print(f"{passed} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
