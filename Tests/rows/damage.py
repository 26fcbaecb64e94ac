"""Damage that a practice file can come to: one cell, one row, one object of the schema, some bytes."""

import dataclasses
import sqlite3

# What stands in a file besides its rows, and what a command rewrites at will.
NOT_ROWS = ("grdb_migrations", "sqlite_stat1", "sqlite_stat4", "sqlite_sequence")
KINDS = ("cell", "cell", "cell", "cell", "cell", "cell", "row", "schema", "bytes", "bytes")
OBJECTS = (
    "CREATE TRIGGER z AFTER INSERT ON fact BEGIN UPDATE fact SET audience = 'joint', audience_of = NULL "
    "WHERE id = new.id; END",
    "CREATE VIEW z AS SELECT * FROM fact", "CREATE TABLE z (a)", "CREATE INDEX z ON fact (text)",
    "DROP TRIGGER journal_stays", "DROP TRIGGER fact_text_insert", "DROP INDEX fact_couple",
    "DROP VIEW later_words", "DROP TABLE tally_count", "ALTER TABLE win ADD COLUMN z TEXT",
    "ALTER TABLE note RENAME COLUMN format TO z")
LONG = 40_000


@dataclasses.dataclass
class Damage:
    """What was done to a file, in words, and to which couple's chart it was, where that is one's alone.

    A row that is given the key of another couple's record stands in that couple's chart too: `joined` says in whose.
    """

    words: str
    couple: int | None = None
    joined: int | None = None
    is_in_chart: bool = False
    text: str = ""


def tables(database):
    """The tables that hold rows of ours, with their columns."""
    names = [name for (name,) in database.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
        "AND name NOT LIKE 'fact~_text%' ESCAPE '~' ORDER BY name") if name not in NOT_ROWS]
    return {name: [(column[1], column[2]) for column in database.execute(f"PRAGMA table_info ({name})")]
            for name in names}


def owners(database):
    """For each table whose rows belong to a couple: a query for whose a row is."""
    found = {"fact": "SELECT couple FROM fact WHERE id = ?"}
    names = tables(database)
    for name in names:
        columns = [column for column, _ in names[name]]
        keys = {row[3]: row[2] for row in database.execute(f"PRAGMA foreign_key_list ({name})")}
        if keys.get("id") in ("fact", "note"):
            found[name] = "SELECT couple FROM fact WHERE id = ?"
        elif "couple" in columns and keys.get("couple") == "couple":
            found[name] = f"SELECT couple FROM {name} WHERE id = ?"
        elif name == "couple":
            found[name] = "SELECT ?"
        else:
            for column, table in keys.items():
                if table in names and "fact" in {
                        row[2] for row in database.execute(f"PRAGMA foreign_key_list ({table})")
                        if row[3] == "id"} | ({"fact"} if table in ("fact", "note_signature", "note") else set()):
                    if column not in ("session", "despite", "goal", "jot"):
                        found[name] = (
                            f"SELECT fact.couple FROM {name} JOIN fact ON fact.id = {name}.{column} "
                            f"WHERE {name}.id = ?")
                        break
    return found


def loosen(database):
    """Takes away what keeps damage out, and gives what puts the schema back as it was."""
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("PRAGMA ignore_check_constraints = ON")
    kept = database.execute("SELECT rowid, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    version = database.execute("PRAGMA schema_version").fetchone()[0]
    database.execute("PRAGMA writable_schema = ON")
    database.execute(
        "UPDATE sqlite_schema SET sql = replace(replace(replace(sql, 'IS NOT NULL', 'NOTNULL'), 'NOT NULL', ''), "
        "') STRICT', ')') WHERE type = 'table' AND sql LIKE '%STRICT'")
    # Triggers would mend it, or forbid it.
    database.execute(
        "UPDATE sqlite_schema SET sql = 'CREATE TRIGGER ' || name || ' AFTER INSERT ON ' || tbl_name || ' "
        "WHEN 0 BEGIN SELECT 1; END' WHERE type = 'trigger'")
    database.execute(f"PRAGMA schema_version = {version + 1}")
    database.commit()
    return kept, version


def tighten(path, kept, version):
    """Puts the schema back."""
    with sqlite3.connect(path, isolation_level=None) as database:
        database.execute("PRAGMA writable_schema = ON")
        for rowid, sql in kept:
            database.execute("UPDATE sqlite_schema SET sql = ? WHERE rowid = ?", (sql, rowid))
        database.execute(f"PRAGMA schema_version = {version + 1}")
        database.execute("PRAGMA writable_schema = OFF")
        database.execute("PRAGMA wal_checkpoint (TRUNCATE)")
    database.close()


def values(draw, old, column):
    """What a cell may be turned into: a word for it, and the value."""
    text = old if isinstance(old, str) else "2026-11-23"
    ways = [
        ("NULL", None), ("a number", draw.choice((7, 1, 99_999))), ("0", 0), ("below 0", -3),
        ("huge", draw.choice((2**62, 2**63 - 1, -2**63, 10**15))), ("a text", "zzyzx quaxolin"), ("no text", ""),
        ("a fraction", draw.choice((0.5, 1e308, float("inf"), -1e-300))), ("bytes", draw.randbytes(12)),
        ("cut", text[:len(text) // 2]), ("long", (text + " ") * (LONG // (len(text) + 1))),
        ("a zero within", text[:3] + "\0" + text[3:]), ("another key", draw.randrange(1, 400)),
        ("a day that is none", "2026-02-31"), ("half letters", Raw(text.encode()[:4] + b"\xff\xc3"))]
    return draw.choice(ways)


@dataclasses.dataclass
class Raw:
    """Bytes that are to stand in the file as a text."""

    content: bytes


def joined(database, table, column, value):
    """In whose chart a row stands too that is given this key, None where in nobody's."""
    kept = {row[3]: row[2] for row in database.execute(f"PRAGMA foreign_key_list ({table})")}.get(column)
    if not isinstance(value, int) or not -2**63 <= value < 2**63 or kept is None:
        return None
    if kept == "couple":
        return value
    found = database.execute("SELECT couple FROM fact WHERE id = ?", (value,)).fetchone()
    return found[0] if found else None


def cell(path, draw, number):
    """One cell of one row is another."""
    with sqlite3.connect(path) as database:
        database.text_factory = lambda content: content.decode("utf-8", "replace")
        places = [(table, column) for table, columns in tables(database).items() for column, _ in columns
                  if database.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()]
        table, column = places[number % len(places)]
        rows = [key for (key,) in database.execute(f"SELECT id FROM {table}")]
        row = draw.choice(rows)
        query = owners(database).get(table)
        couple = database.execute(query, (row,)).fetchone() if query else None
        (old,) = database.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row,)).fetchone()
        word, value = values(draw, old, column)
        also = joined(database, table, column, value)
        kept, version = loosen(database)
    database.close()
    try:
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA ignore_check_constraints = ON")
            if isinstance(value, Raw):
                database.execute(f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE id = ?", (value.content, row))
            else:
                database.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, row))
    except (sqlite3.IntegrityError, sqlite3.OperationalError, OverflowError):
        # A key that is taken: the cell stays as it was.
        word += " (refused)"
    finally:
        database.close()
        tighten(path, kept, version + 1)
    text = value if isinstance(value, str) and len(value) > 12 else ""
    return Damage(f"{table}.{column} of {row}: {word}", couple[0] if couple else None, also, bool(couple), text)


def row(path, draw, number):
    """One row is gone, and what points to it isn't."""
    with sqlite3.connect(path) as database:
        names = [table for table in tables(database)
                 if database.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()]
        table = names[number % len(names)]
        key = draw.choice([key for (key,) in database.execute(f"SELECT id FROM {table}")])
        query = owners(database).get(table)
        couple = database.execute(query, (key,)).fetchone() if query else None
        database.execute("PRAGMA foreign_keys = OFF")
        triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        database.execute(f"DELETE FROM {table} WHERE id = ?", (key,))
        for _, sql in triggers:
            database.execute(sql)
    database.close()
    fold(path)
    return Damage(f"{table} {key}: deleted", couple[0] if couple else None, None, bool(couple))


def schema(path, draw, number):
    """The schema has one thing more, less or other."""
    sql = OBJECTS[number % len(OBJECTS)]
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute(sql)
    database.close()
    fold(path)
    return Damage(sql)


def flipped(path, draw, number):
    """Some bytes of the file are others."""
    content = bytearray(path.read_bytes())
    places = []
    for _ in range(draw.choice((1, 1, 8))):
        place = draw.randrange(100 if number % 10 == 0 else len(content))
        content[place] ^= 1 << draw.randrange(8)
        places.append(place)
    path.write_bytes(content)
    return Damage(f"bytes {places}")


def fold(path):
    """Puts the log into the file."""
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint (TRUNCATE)")
    database.close()


WAYS = {"cell": cell, "row": row, "schema": schema, "bytes": flipped}
