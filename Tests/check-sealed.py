#!/usr/bin/python3
"""Reads sealed files without any of our code, from Sources/SealedSQLite/Format.md alone.

Checks the vectors and opens the samples in Tests/Fixtures/sealed: by passphrase and by recovery code, page by page and
frame by frame into a plain database, which Python's sqlite3 then checks and reads. `--write` makes the vectors and the
sample (not swift.db, which is written by SealedSampleTests.swift). Needs Debian's python3-cryptography; where that is
missing it says so and counts itself as skipped. Prints a line for each failure and one of counts; exits 1 on any.
"""

import base64
import json
import pathlib
import sqlite3
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "sealed"))

try:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from sealed_format import (
        DIGITS, FOLDER, FRAME, HEADER, PAGE, SLOT, Header, check_digit, frame_additional, hkdf, make_label,
        make_slot, open_key_slot, open_label, open_lines, open_log, open_page, page_additional, public,
        read_anchor, read_code, unbox, unmask,
    )
    from vectors import fixed, make_vectors, vector_page, write
except ImportError as error:
    if (error.name or "").split(".")[0] != "cryptography":
        raise
    print(f"skipped: cryptography can't be imported: {error}")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)

passed = failed = 0


def check(condition, what):
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print("failed:", what)


def read(name):
    return (FOLDER / name).read_bytes()


def check_vectors(vectors):
    """Each vector, made anew from the fixed values; and opened."""
    made, slot, keys, data_key = make_vectors()
    for name, value in made.items():
        check(vectors.get(name) == value, f"vectors.json: {name}")
    file_id, key_id = bytes.fromhex(vectors["file_id"]), bytes.fromhex(vectors["key_id"])
    header = Header(slot + slot)
    check(header.file_id == file_id and header.key_id == key_id, "the ids in the header")
    check(header.unlock(1, vectors["passphrase"].encode()) == data_key, "the passphrase unlocks")
    check(header.unlock(1, b"another") is None, "another passphrase doesn't unlock")
    check(header.unlock(2, vectors["passphrase"].encode()) is None, "a passphrase isn't a recovery code")
    digits = read_code(vectors["recovery_code"].lower().replace("-", " ").replace("1", "l").replace("0", "o"))
    check(digits and header.unlock(2, digits) == data_key, "the recovery code unlocks, carelessly typed")
    moved = header.key_slots[0]
    check(open_key_slot(moved, key_id, 1, 1, vectors["passphrase"].encode()) is None, "a slot is bound to its place")
    newer = make_slot(8, file_id, key_id, header.inbox_public, header.inbox_box, header.key_slots, keys["hdr/1"])
    for torn, generation in ((None, 8), (2000, 8), (SLOT + 2000, 7)):
        both = bytearray(slot + newer)
        if torn is not None:
            both[torn] ^= 1
        check(Header(bytes(both)).generation == generation, "the newest slot that is whole counts")
    page = vectors["page"]
    sealed = base64.b64decode(page["sealed_base64"])
    check(open_page(keys["db/1"], sealed, page_additional(258)) == vector_page(), "the page opens")
    check(open_page(keys["db/1"], sealed, page_additional(259)) is None, "a page is bound to its number")
    check(open_page(keys["wal/1"], sealed, page_additional(258)) is None, "a page is bound to its use")
    check(open_page(keys["db/1"], sealed[:-1] + b"\1", page_additional(258)) is None, "the last four bytes are zeros")
    check(open_page(keys["db/1"], bytes(PAGE), page_additional(258)) is None, "zeros are no page")
    frame = vectors["frame"]
    sealed, salts = base64.b64decode(frame["sealed_base64"]), bytes.fromhex(frame["salts"])
    check(open_page(keys["wal/1"], sealed, frame_additional(3, salts, 11)) == vector_page(), "the frame opens")
    check(open_page(keys["wal/1"], sealed, frame_additional(3, salts, 12)) is None, "a frame is bound to its place")
    check(unmask(keys["walhdr/1"], bytes.fromhex(frame["masked"])).hex() == frame["header"], "the frame header's mask")
    for digits, digit in vectors["check_digits"].items():
        check(read_code(digits + digit) is not None, f"the check digit of {digits}")
        check(read_code(digits + DIGITS[DIGITS.index(digit) - 1]) is None, f"a wrong check digit of {digits}")
    secret = X25519PrivateKey.from_private_bytes(bytes.fromhex(vectors["inbox"]["private_key"]))
    lines = open_lines(secret, key_id, bytes.fromhex(vectors["inbox"]["record"]))
    check(lines == [vectors["inbox"]["line"].encode()], "the line opens")
    lines = open_lines(secret, file_id, bytes.fromhex(vectors["inbox"]["record"]))
    check(lines == [None], "a line is bound to its key")


def check_slips():
    """How many slips of the pen the check digit finds."""
    values = [byte % 32 for byte in fixed("recovery code", 24)]
    values.append(check_digit(values))
    missed = sum(
        check_digit(changed[:24]) == changed[24]
        for place in range(25) for other in range(32) if other != values[place]
        for changed in [values[:place] + [other] + values[place + 1 :]])
    check(missed == 0, f"each single wrong digit is found, but for {missed}")
    swapped = 0
    for first in range(25):
        for second in range(first + 1, 25):
            changed = list(values)
            changed[first], changed[second] = values[second], values[first]
            swapped += changed != values and check_digit(changed[:24]) == changed[24]
    check(swapped == 0, f"each two digits that changed places are found, but for {swapped}")


def check_label():
    """The label that KeySlotTests has too: a writer and a reader of each program's own."""
    label = base64.b64decode(
        "BQUFBQUFBQUFBQUFUc4d7MMLIHTO5oLDfkwGxYcPTcR6FFGnQZDNcS9xHI7vXPc/EDOyWpBPvaMRVLLCx/9iFZWv"
        "b794ULhnI4UEQ/uW4HrGK9NdYKOjXTt80JKevzWfQU7VIaRIlQpdTDkbFyCSeotM17oKqmndPawVVsNMuZ4="
    )
    data_key, key_id, salt = bytes(range(32)), bytes([7] * 16), bytes([9] * 16)
    check(make_label(data_key, key_id, 3, salt, "Miriam F\u00f8ld", bytes([5] * 12)) == label, "the label")
    check(open_label(label, data_key, key_id, 3, salt) == "Miriam F\u00f8ld", "the label opens")
    check(open_label(label, data_key, key_id, 2, salt) is None, "a label is bound to its place")
    check(open_label(label, data_key, key_id, 3, bytes(16)) is None, "a label is bound to its slot")


def check_file(name, phrase_kinds, wanted):
    """Opens a sealed file as a stranger would, and reads it with SQLite."""
    data, log = read(name), read(f"{name}-cwal")
    header = Header(data[:HEADER])
    check(data[:SLOT] == data[SLOT:HEADER], f"{name}: both header slots are alike")
    found = {header.unlock(kind, phrase) for kind, phrase in phrase_kinds}
    check(len(found) == 1 and None not in found, f"{name}: each phrase opens it, and to the same key")
    data_key = found.pop()
    if not data_key:
        return
    second = Header(bytes(SLOT) + data[SLOT:HEADER])
    check(second.unlock(*phrase_kinds[0]) == data_key, f"{name}: the second slot alone")
    key = hkdf(data_key, header.file_id, "db/1")
    check((len(data) - HEADER) % PAGE == 0, f"{name}: whole pages")
    pages = []
    for number in range(1, (len(data) - HEADER) // PAGE + 1):
        place = HEADER + (number - 1) * PAGE
        page = open_page(key, data[place : place + PAGE], page_additional(number))
        check(page is not None, f"{name}: page {number} opens")
        pages.append(page or bytes(PAGE))
    check(pages[0][:16] == b"SQLite format 3\0" and pages[0][18:21] == b"\2\2\x20", f"{name}: the first page")
    plain_log, frames = open_log(data_key, header.file_id, log)
    check(len(pages) == wanted["pages"], f"{name}: {len(pages)} pages")
    check(frames == wanted["frames"], f"{name}: {frames} frames")
    check((len(log) - 32) // FRAME - frames == wanted["frames_behind"], f"{name}: frames behind the log's end")
    with tempfile.TemporaryDirectory() as folder:
        plain = pathlib.Path(folder) / "plain.db"
        for rows, with_log in ((wanted["rows_without_log"], False), (wanted["rows"], True)):
            plain.write_bytes(b"".join(pages))
            if with_log:
                pathlib.Path(f"{plain}-wal").write_bytes(plain_log)
            connection = sqlite3.connect(plain)
            which = "with its log" if with_log else "alone"
            try:
                verdict = connection.execute("PRAGMA integrity_check").fetchall()
                found = [list(row) for row in connection.execute("SELECT id, text FROM note ORDER BY id")]
            except sqlite3.DatabaseError as error:
                verdict, found = error, []
            check(verdict == [("ok",)], f"{name} {which}: integrity_check says {verdict}")
            check(found == [list(row) for row in rows], f"{name} {which}: the rows")
            connection.close()
    anchor = read_anchor(hkdf(data_key, header.file_id, "anchor/1"), header.file_id, read(f"{name}.anchor"))
    check(anchor == (wanted["anchor"], bytes.fromhex(wanted["head"])), f"{name}: the anchor")
    secret = unbox(hkdf(data_key, header.key_id, "inbox/1"), header.inbox_box, None)
    check(secret is not None, f"{name}: the inbox's key opens")
    secret = X25519PrivateKey.from_private_bytes(secret)
    check(public(secret) == header.inbox_public, f"{name}: the inbox's public key")
    lines = open_lines(secret, header.key_id, read(f"{name}.inbox"))
    check(lines == [line.encode() for line in wanted["lines"]], f"{name}: the lines")
    for text in ("tamarind", "SQLite format 3", "note"):
        clear = [each for each in (data, log) if text.encode() in each]
        check(not clear, f"{name}: {text!r} stands nowhere in clear")


if sys.argv[1:] == ["--write"]:
    write()
vectors = json.loads(read("vectors.json"))
check_vectors(vectors)
check_label()
check_slips()
phrases = [(1, vectors["passphrase"].encode()), (2, read_code(vectors["recovery_code"]))]
anchor = {"anchor": vectors["anchor"]["number"], "head": vectors["anchor"]["head"], "lines": [vectors["inbox"]["line"]]}
check_file("sample.db", phrases, vectors["sample"] | anchor)
if (FOLDER / "swift.json").exists():
    swift = json.loads(read("swift.json"))
    code = read_code(swift["recovery_code"])
    check(code is not None, "swift.json: the recovery code")
    check_file("swift.db", [(1, swift["passphrase"].encode()), (2, code)], swift)
else:
    check(False, "swift.json isn't there: COUPLET_REWRITE=1 swift test --filter SealedSample writes it")

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
