"""Makes the vectors and the sample of Tests/Fixtures/sealed, the same each time."""

import base64
import hashlib
import json
import pathlib
import sqlite3
import struct
import tempfile

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sealed_format import (
    CONTENT, DIGITS, FOLDER, FRAME, PAGE, USES, box, check_digit, frame_additional, hkdf, log_sum, make_anchor,
    make_key_slot, make_slot, mask, page_additional, public, seal_line, seal_page,
)


def fixed(label, count=32):
    """Bytes that look random and are the same each time."""
    return hashlib.shake_256(b"sealed sample: " + label.encode()).digest(count)


def empty_page():
    """The first page of a database without tables, as SQLite makes it, with 32 bytes reserved."""
    page = bytearray(PAGE)
    page[:24] = b"SQLite format 3\0" + struct.pack(">HBBBBBB", PAGE, 1, 1, 32, 64, 32, 32)
    page[28:32] = page[52:56] = page[64:68] = struct.pack(">I", 1)
    page[100:108] = struct.pack(">BHHHB", 13, 0, 0, CONTENT, 0)
    return bytes(page)


def plain_sample(folder):
    """A plain database in WAL mode and its log, copied while a connection is open; and the rows without and with it."""
    path = folder / "plain.db"
    path.write_bytes(empty_page())
    connection = sqlite3.connect(path, isolation_level=None)
    query = "SELECT id, text FROM note ORDER BY id"
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    texts = ["tamarind", "Grüße, 你好, 🦉", "quince " * 900, ""]
    connection.executemany("INSERT INTO note (text) VALUES (?)", [(text,) for text in texts])
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = connection.execute(query).fetchall()
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("INSERT INTO note (text) VALUES ('only in the log')")
    connection.execute("UPDATE note SET text = 'medlar ' || text WHERE id = 1")
    connection.execute("DELETE FROM note WHERE id = 4")
    after = connection.execute(query).fetchall()
    files = path.read_bytes(), pathlib.Path(f"{path}-wal").read_bytes()
    connection.close()
    return files + (before, after)


def seal_log(plain, log_key, mask_key):
    """A plain log, sealed; its salts become fixed ones, so that the sample is the same each time it is written."""
    words = ">" if plain[3] & 1 else "<"
    salts = fixed("salts", 8)
    head = plain[:16] + salts
    running = log_sum(words, head)
    sealed = head + struct.pack(">II", *running)
    for frame in range((len(plain) - 32) // FRAME):
        place = 32 + frame * FRAME
        header, page = plain[place : place + 8], plain[place + 24 : place + FRAME]
        running = log_sum(words, page, log_sum(words, header, running))
        sealed += mask(mask_key, header + salts + struct.pack(">II", *running))
        additional = frame_additional(struct.unpack(">I", header[:4])[0], salts, frame)
        sealed += seal_page(log_key, fixed(f"frame {frame}", 12), page, additional)
    return sealed


def vector_page():
    """A page that shows by each byte where it stands."""
    return bytes((place * 7 + place // 256) % 256 for place in range(CONTENT)) + bytes(32)


def make_check_digits():
    examples = {}
    for label in ("one", "two", "three"):
        values = [byte % 32 for byte in fixed(f"code {label}", 24)]
        examples["".join(DIGITS[value] for value in values)] = DIGITS[check_digit(values)]
    examples["0" * 24] = DIGITS[check_digit([0] * 24)]
    examples["0" * 23 + "Z"] = DIGITS[check_digit([0] * 23 + [31])]
    return examples


def make_vectors():
    data_key, file_id, key_id = fixed("data key"), fixed("file id", 16), fixed("key id", 16)
    keys = {use: hkdf(data_key, file_id, use) for use in USES}
    secret = X25519PrivateKey.from_private_bytes(fixed("inbox key"))
    inbox_box = box(hkdf(data_key, key_id, "inbox/1"), fixed("inbox nonce", 12), fixed("inbox key"), None)
    values = [byte % 32 for byte in fixed("recovery code", 24)]
    digits = "".join(DIGITS[value] for value in values + [check_digit(values)])
    code = "-".join(digits[place : place + 5] for place in range(0, 25, 5))
    phrases = [(1, "correct horse battery ütäple"), (2, code)]
    slots = []
    for place, (kind, phrase) in enumerate(phrases):
        typed = phrase.encode() if kind == 1 else digits.encode()
        salt, nonce = fixed(f"salt {place}", 16), fixed(f"slot nonce {place}", 12)
        slots.append(make_key_slot(data_key, key_id, place, kind, 10, typed, salt, nonce))
    slot = make_slot(7, file_id, key_id, public(secret), inbox_box, slots, keys["hdr/1"])
    salts, page = fixed("salts", 8), vector_page()
    header = struct.pack(">II", 3, 9) + salts + fixed("checksums", 8)
    line = "a line from outside, ünsealed later"
    record = seal_line(X25519PrivateKey.from_private_bytes(fixed("ephemeral")), public(secret), key_id, line.encode())
    anchor = make_anchor(keys["anchor/1"], file_id, 41, fixed("head"))
    vectors = {
        "format": 1,
        "data_key": data_key.hex(),
        "file_id": file_id.hex(),
        "key_id": key_id.hex(),
        "subkeys": {use: key.hex() for use, key in keys.items()}
        | {"inbox/1": hkdf(data_key, key_id, "inbox/1").hex()},
        "passphrase": phrases[0][1],
        "recovery_code": code,
        "check_digits": make_check_digits(),
        "key_slots": [each.hex() for each in slots],
        "header": {
            "generation": 7,
            "sha256": slot[4032:4064].hex(),
            "proof": slot[4064:].hex(),
            "slot_base64": base64.b64encode(slot).decode(),
        },
        "page": {
            "content": "byte i of 4064 is (7 i + i / 256) mod 256, i / 256 rounded down",
            "content_sha256": hashlib.sha256(page[:CONTENT]).hexdigest(),
            "number": 258,
            "nonce": fixed("page nonce", 12).hex(),
            "sealed_base64": base64.b64encode(
                seal_page(keys["db/1"], fixed("page nonce", 12), page, page_additional(258))).decode(),
        },
        "frame": {
            "header": header.hex(),
            "masked": mask(keys["walhdr/1"], header).hex(),
            "page": 3,
            "salts": salts.hex(),
            "frame": 11,
            "nonce": fixed("frame nonce", 12).hex(),
            "sealed_base64": base64.b64encode(
                seal_page(keys["wal/1"], fixed("frame nonce", 12), page, frame_additional(3, salts, 11))).decode(),
        },
        "anchor": {"number": 41, "head": fixed("head").hex(), "bytes": anchor[:92].hex()},
        "inbox": {"private_key": fixed("inbox key").hex(), "public_key": public(secret).hex(),
                  "box": inbox_box.hex(), "line": line, "record": record.hex()},
    }
    return vectors, slot, keys, data_key


def write():
    vectors, slot, keys, _ = make_vectors()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, log, before, after = plain_sample(pathlib.Path(folder))
    pages = len(plain) // PAGE
    sealed = slot + slot
    for page in range(1, pages + 1):
        clear = plain[(page - 1) * PAGE : page * PAGE]
        sealed += seal_page(keys["db/1"], fixed(f"page {page}", 12), clear, page_additional(page))
    (FOLDER / "sample.db").write_bytes(sealed)
    log = seal_log(log, keys["wal/1"], keys["walhdr/1"])
    frames = (len(log) - 32) // FRAME
    # A torn tail, as a crash leaves it: a whole frame's length of which the second half was never written.
    log += (log[32 : 32 + FRAME // 2]).ljust(FRAME, b"\0")
    (FOLDER / "sample.db-cwal").write_bytes(log)
    anchors = [make_anchor(keys["anchor/1"], bytes.fromhex(vectors["file_id"]), n, fixed("head")) for n in (41, 40)]
    (FOLDER / "sample.db.anchor").write_bytes(b"".join(anchors))
    (FOLDER / "sample.db.inbox").write_bytes(bytes.fromhex(vectors["inbox"]["record"]))
    vectors["sample"] = {
        "files": "sample.db, with sample.db-cwal, .anchor and .inbox beside it",
        "pages": pages,
        "frames": frames,
        "frames_behind": 1,
        "rows_without_log": before,
        "rows": after,
    }
    text = json.dumps(vectors, indent=2, ensure_ascii=False)
    (FOLDER / "vectors.json").write_text(text + "\n", encoding="utf-8")
