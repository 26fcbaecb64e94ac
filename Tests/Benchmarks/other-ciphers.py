#!/usr/bin/env python3
"""Times SQLCipher 4 and sqlite3mc, each encrypted against its own plain run, in pairs.

The rows are those of `sealed-benchmarks`, "The page layer alone": the same table, settings and kind of notes. The two
come as Python wheels:

    python3 -m venv /tmp/ciphers
    /tmp/ciphers/bin/pip install sqlcipher3-wheels apsw-sqlite3mc
    /tmp/ciphers/bin/python Tests/Benchmarks/other-ciphers.py [NOTES [PAIRS [FOLDER]]]

One that is missing is skipped, and the script says so.
"""

import random
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

NOTES = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
PAIRS = int(sys.argv[2]) if len(sys.argv) > 2 else 11
FOLDER = sys.argv[3] if len(sys.argv) > 3 else None

# 32 bytes as they are, so that no passphrase is stretched at each opening: sealed files have their key at hand, too.
KEY = bytes(range(7, 39)).hex()
# Debian's page and cache, which `sealed-benchmarks` runs with; a wheel's larger cache would keep all that is read.
SETTINGS = (
    "PRAGMA page_size = 4096; PRAGMA cache_size = -2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
    " PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON")
TABLE = (
    "CREATE TABLE note (id INTEGER PRIMARY KEY, couple INTEGER NOT NULL, day TEXT NOT NULL, text TEXT NOT NULL);"
    " CREATE INDEX note_couple ON note (couple, day)")
INSERT = "INSERT INTO note (couple, day, text) VALUES (?, ?, ?)"

STARTS = [
    "Both arrived on time and chose to begin with", "The hour turned early to",
    "We came back to last week's talk about",
    "Dana opened with", "Rob asked for more time on", "A longer silence followed when I named",
]
MATTERS = [
    "the argument on the way home from her parents", "who gets up when the baby wakes", "the savings account",
    "how evenings end with both on their phones", "his new shifts at the hospital", "the move that was put off twice",
    "the list of small kindnesses", "what each would need to feel heard",
]
TURNS = [
    "She softened when he repeated her sentence back to her.", "He noticed his shoulders rising and named it.",
    "They slowed down, took turns, and let each other finish.", "The tone changed once the word fair was out.",
    "We stopped at the point where it usually escalates and looked at what came just before it.",
]


def notes():
    """Notes of about 2.5 KB, the same at each run."""
    numbers = random.Random(4)
    result = []
    for _ in range(NOTES):
        text = ""
        while len(text) < 2420:
            text += (
                f"{numbers.choice(STARTS)} {numbers.choice(MATTERS)}, for the {numbers.randint(2, 40)}th minute or so."
                f" {numbers.choice(TURNS)} ")
        result.append(text.strip())
    return result


TEXTS = notes()


class SQLCipher:
    """SQLCipher 4 with its defaults: AES-256-CBC, a fresh IV and HMAC-SHA512 for each page."""

    def __init__(self):
        from sqlcipher3 import dbapi2

        self.module = dbapi2
        connection = dbapi2.connect(":memory:")
        version = connection.execute("PRAGMA cipher_version").fetchone()[0]
        self.name = f"SQLCipher {version}, SQLite {dbapi2.sqlite_version}"

    def open(self, path, is_sealed):
        connection = self.module.connect(path, isolation_level=None)
        if is_sealed:
            connection.execute(f"PRAGMA key = \"x'{KEY}'\"")
        connection.executescript(SETTINGS)
        return connection


class MultipleCiphers:
    """sqlite3mc with its default cipher: ChaCha20 with Poly1305 and a fresh nonce for each page."""

    def __init__(self):
        import apsw

        self.module = apsw
        connection = apsw.Connection(":memory:")
        cipher = connection.pragma("cipher")
        self.name = f"sqlite3mc ({cipher}), SQLite {apsw.sqlite_lib_version()}"

    def open(self, path, is_sealed):
        connection = self.module.Connection(path)
        if is_sealed:
            connection.execute(f"PRAGMA key = \"raw:{KEY}\"")
        connection.execute(SETTINGS).fetchall()
        return connection


def script(connection, text):
    """Runs several statements with either module."""
    (getattr(connection, "executescript", None) or connection.execute)(text)


def load(connection):
    for start in range(0, NOTES, 1000):
        connection.execute("BEGIN")
        for number in range(start, min(start + 1000, NOTES)):
            connection.execute(INSERT, (number % 40, f"2026-11-{10 + number % 20}", TEXTS[number]))
        connection.execute("COMMIT")


def make(library, path, is_sealed):
    connection = library.open(path, is_sealed)
    script(connection, TABLE)
    connection.close()


def remove(path):
    for file in Path(path).parent.glob(Path(path).name + "*"):
        file.unlink()


def span(seconds):
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} µs"


def row(name, count, body):
    """Times pairs of which the sides take turns, after one that isn't counted, and prints them."""
    seconds = ([], [])
    number = 0
    for pair in range(PAIRS + 1):
        sums = [0.0, 0.0]
        for _ in range(count):
            for is_sealed in (False, True) if number % 2 == 0 else (True, False):
                sums[is_sealed] += body(is_sealed, number)
            number += 1
        if pair > 0:
            for side in (0, 1):
                seconds[side].append(sums[side] / count)
    ratios = sorted(sealed / plain for plain, sealed in zip(*seconds))
    plain, sealed = (span(statistics.median(side)) for side in seconds)
    print(
        f"| {name} | {plain} | {sealed} | {statistics.median(ratios):.2f} | {ratios[0]:.2f}–{ratios[-1]:.2f} |"
        f" {PAIRS} × {count} |", flush=True)


def run_openings(library, paths):
    def opening(is_sealed, _):
        start = perf_counter()
        connection = library.open(paths[is_sealed], is_sealed)
        found = connection.execute("SELECT id FROM note LIMIT 1").fetchall()
        taken = perf_counter() - start
        assert found
        connection.close()
        return taken

    row("open + one select", 20, opening)


def run(library, folder):
    print(f"\n| {library.name} | plain | encrypted | ratio | least–most | pairs × each |")
    print("|---|---|---|---|---|---|", flush=True)

    def bulk(is_sealed, _):
        path = f"{folder}/bulk"
        make(library, path, is_sealed)
        connection = library.open(path, is_sealed)
        start = perf_counter()
        load(connection)
        taken = perf_counter() - start
        connection.close()
        remove(path)
        return taken

    row("bulk load of all notes", 1, bulk)
    paths = [f"{folder}/{library.module.__name__}-{side}" for side in ("plain", "sealed")]
    for is_sealed, path in enumerate(paths):
        make(library, path, is_sealed)
        connection = library.open(path, is_sealed)
        load(connection)
        connection.close()
    with open(paths[1], "rb") as file:
        assert not file.read(16).startswith(b"SQLite format 3"), "the file isn't encrypted"
    opened = [library.open(path, is_sealed) for is_sealed, path in enumerate(paths)]

    def scan(is_sealed, _):
        start = perf_counter()
        length = sum(len(text) for (text,) in opened[is_sealed].execute("SELECT text FROM note"))
        taken = perf_counter() - start
        assert length > 2000 * NOTES
        return taken

    numbers = random.Random(5)
    wanted = [numbers.randint(1, NOTES) for _ in range(1000)]

    def point(is_sealed, number):
        start = perf_counter()
        found = opened[is_sealed].execute("SELECT text FROM note WHERE id = ?", (wanted[number % 1000],)).fetchall()
        taken = perf_counter() - start
        assert found
        return taken

    def commit(is_sealed, number):
        start = perf_counter()
        opened[is_sealed].execute(INSERT, (number % 40, f"2026-11-{10 + number % 20}", TEXTS[number % NOTES]))
        return perf_counter() - start

    row("read every note", 1, scan)
    row("point read: the text of a note", 500, point)
    row("one-note commit", 100, commit)
    for connection in opened:
        connection.close()
    run_openings(library, paths)
    for path in paths:
        remove(path)


def main():
    print(f"{NOTES} notes of {sum(map(len, TEXTS)) // max(1, NOTES)} bytes on average, {PAIRS} pairs")
    skipped = []
    with tempfile.TemporaryDirectory(prefix="couplet-ciphers-", dir=FOLDER) as folder:
        for wheel, library in (("sqlcipher3-wheels", SQLCipher), ("apsw-sqlite3mc", MultipleCiphers)):
            try:
                found = library()
            except ImportError as problem:
                skipped.append(f"SKIPPED: {library.__name__}, because {wheel} is not installed ({problem})")
                continue
            run(found, folder)
    for line in skipped:
        print(line)
    if skipped:
        print("python3 -m venv /tmp/ciphers && /tmp/ciphers/bin/pip install sqlcipher3-wheels apsw-sqlite3mc")


main()
