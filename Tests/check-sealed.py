#!/usr/bin/python3
"""Reads sealed files without any of our code, from Sources/SealedSQLite/Format.md alone.

Checks the vectors and opens the samples in Tests/Fixtures/sealed: by passphrase and by recovery code, page by page and
frame by frame into a plain database, which Python's sqlite3 then checks and reads. `--write` makes the vectors and the
sample (not swift.db, which is written by SealedSampleTests.swift). Needs Debian's python3-cryptography; where that is
missing it says so and counts itself as skipped. Prints a line for each failure and one of counts; exits 1 on any.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import sqlite3
import struct
import sys
import tempfile

try:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
except ImportError as error:
    print(f"skipped: cryptography can't be imported: {error}")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)

FOLDER = pathlib.Path(__file__).resolve().parent / "Fixtures" / "sealed"
PAGE, CONTENT, SLOT, HEADER, FRAME = 4096, 4064, 4096, 8192, 4120
MAGIC = b"SealedSQLite\r\n\x1a\n"
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
USES = ("db/1", "wal/1", "walhdr/1", "hdr/1", "anchor/1")
passed = failed = 0


def check(condition, what):
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print("failed:", what)


# Keys and boxes


def hkdf(key, salt, info):
    extracted = hmac.digest(salt, key, "sha256")
    return hmac.digest(extracted, info.encode() + b"\x01", "sha256")


def box(key, nonce, clear, additional):
    return nonce + AESGCM(key).encrypt(nonce, clear, additional)


def unbox(key, sealed, additional):
    """The clear bytes, None when the seal doesn't hold."""
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], additional)
    except InvalidTag:
        return None


def public(secret):
    return secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


# Key slots


def check_digit(values):
    total = 0
    for value in values:
        total = (total ^ value) << 1
        total ^= 0x25 if total & 32 else 0
    return total


def read_code(typed):
    """The 25 digits of a recovery code, None when there is a slip in it."""
    digits = "".join(c for c in typed.upper() if c != "-" and not c.isspace())
    digits = digits.replace("O", "0").replace("I", "1").replace("L", "1")
    if len(digits) != 25 or any(c not in DIGITS for c in digits):
        return None
    values = [DIGITS.index(c) for c in digits]
    return digits.encode() if values[24] == check_digit(values[:24]) else None


def stretch(phrase, salt, exponent):
    return hashlib.scrypt(phrase, salt=salt, n=1 << exponent, r=8, p=1, maxmem=1 << 28, dklen=32)


def slot_additional(key_id, place, head, salt):
    return b"KEY1" + key_id + bytes([place]) + head + salt


def make_key_slot(data_key, key_id, place, kind, exponent, phrase, salt, nonce):
    head = bytes([kind, exponent, 8, 1])
    key = stretch(phrase, salt, exponent)
    return (head + salt + box(key, nonce, data_key, slot_additional(key_id, place, head, salt))).ljust(128, b"\0")


def open_key_slot(slot, key_id, place, kind, phrase):
    if slot[0] != kind or not 10 <= slot[1] <= 24 or slot[2:4] != b"\x08\x01":
        return None
    key = stretch(phrase, slot[4:20], slot[1])
    return unbox(key, slot[20:80], slot_additional(key_id, place, slot[:4], slot[4:20]))


# Header slots


def make_slot(generation, file_id, key_id, inbox_public, inbox_box, key_slots, header_key):
    body = MAGIC + struct.pack(">HHIBBHQ", 1, 1, PAGE, 32, 1, 0, generation) + file_id + key_id
    body += inbox_public + inbox_box
    body = body.ljust(256, b"\0") + b"".join(key_slots).ljust(1024, b"\0")
    body = body.ljust(4032, b"\0")
    body += hashlib.sha256(body).digest()
    return body + hmac.digest(header_key, body, "sha256")


class Header:
    """One of the two slots: the whole one of the highest generation."""

    def __init__(self, data):
        found = []
        for slot in (data[:SLOT], data[SLOT:HEADER]):
            if slot[:16] != MAGIC or hashlib.sha256(slot[:4032]).digest() != slot[4032:4064]:
                continue
            _, reader, page, reserve, cipher, _, generation = struct.unpack(">HHIBBHQ", slot[16:36])
            if reader <= 1 and (page, reserve, cipher) == (PAGE, 32, 1):
                found.append((generation, slot))
        if not found:
            raise ValueError("no header slot is whole")
        self.generation, self.bytes = max(found, key=lambda each: each[0])
        self.file_id, self.key_id = self.bytes[36:52], self.bytes[52:68]
        self.inbox_public, self.inbox_box = self.bytes[68:100], self.bytes[100:160]
        self.key_slots = [self.bytes[256 + 128 * place : 384 + 128 * place] for place in range(8)]

    def unlock(self, kind, phrase):
        """The data key, None when no slot opens or the header isn't proven by it."""
        for place, slot in enumerate(self.key_slots):
            key = open_key_slot(slot, self.key_id, place, kind, phrase)
            if key:
                proof = hmac.digest(hkdf(key, self.file_id, "hdr/1"), self.bytes[:4064], "sha256")
                return key if hmac.compare_digest(proof, self.bytes[4064:]) else None
        return None


# Pages and the log


def seal_page(key, nonce, clear, additional):
    assert clear[CONTENT:] == bytes(32)
    sealed = AESGCM(key).encrypt(nonce, clear[:CONTENT], additional)
    return sealed[:CONTENT] + nonce + sealed[CONTENT:] + bytes(4)


def open_page(key, sealed, additional):
    """The page in clear, None when its seal doesn't hold."""
    if len(sealed) != PAGE or sealed[4092:] != bytes(4):
        return None
    clear = unbox(key, sealed[4064:4076] + sealed[:CONTENT] + sealed[4076:4092], additional)
    return clear and clear + bytes(32)


def page_additional(page):
    return b"DB01" + struct.pack(">I", page)


def frame_additional(page, salts, frame):
    return b"WAL1" + struct.pack(">I", page) + salts + struct.pack(">I", frame)


def mask(key, header):
    last = Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(header[8:])
    return Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(header[:8] + last[:8]) + last[8:]


def unmask(key, masked):
    first = Cipher(algorithms.AES(key), modes.ECB()).decryptor().update(masked[:16])
    return first[:8] + Cipher(algorithms.AES(key), modes.ECB()).decryptor().update(first[8:] + masked[16:])


def log_sum(words, data, start=(0, 0)):
    """SQLite's checksum of the log; `words` is '>' or '<'."""
    first, second = start
    numbers = struct.unpack(f"{words}{len(data) // 4}I", data)
    for one, two in zip(numbers[::2], numbers[1::2]):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second


def open_log(data_key, file_id, sealed):
    """The log in clear, to its first frame that doesn't open or doesn't belong, and how many frames that are."""
    key, mask_key = hkdf(data_key, file_id, "wal/1"), hkdf(data_key, file_id, "walhdr/1")
    head, clear, frame = sealed[:32], sealed[:32], 0
    words = ">" if head[3] & 1 else "<"
    running = log_sum(words, head[:24])
    if struct.pack(">II", *running) != head[24:]:
        return b"", 0
    while 32 + (frame + 1) * FRAME <= len(sealed):
        place = 32 + frame * FRAME
        header = unmask(mask_key, sealed[place : place + 24])
        page = open_page(
            key, sealed[place + 24 : place + FRAME],
            frame_additional(struct.unpack(">I", header[:4])[0], head[16:24], frame))
        if page is None or header[8:16] != head[16:24]:
            break
        running = log_sum(words, page, log_sum(words, header[:8], running))
        if struct.pack(">II", *running) != header[16:]:
            break
        clear += header + page
        frame += 1
    return clear, frame


# HPKE (RFC 9180): mode base, X25519, HKDF-SHA256, AES-256-GCM


def hpke_key(shared, encapsulated, recipient, info):
    def extract(suite, salt, label, key):
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + key, "sha256")

    def expand(suite, key, label, context, length):
        labelled = struct.pack(">H", length) + b"HPKE-v1" + suite + label + context + b"\x01"
        return hmac.digest(key, labelled, "sha256")[:length]

    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"
    secret = extract(kem, b"", b"eae_prk", shared)
    secret = expand(kem, secret, b"shared_secret", encapsulated + recipient, 32)
    context = b"\0" + extract(suite, b"", b"psk_id_hash", b"") + extract(suite, b"", b"info_hash", info)
    secret = extract(suite, secret, b"secret", b"")
    return expand(suite, secret, b"key", context, 32), expand(suite, secret, b"base_nonce", context, 12)


def seal_line(ephemeral, recipient, key_id, line):
    encapsulated = public(ephemeral)
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    key, nonce = hpke_key(shared, encapsulated, recipient, b"inbox/1")
    sealed = encapsulated + AESGCM(key).encrypt(nonce, line, key_id)
    return struct.pack(">I", len(sealed)) + sealed


def open_lines(secret, key_id, data):
    """The lines, None for each that doesn't open."""
    lines = []
    while len(data) >= 4:
        length = struct.unpack(">I", data[:4])[0]
        record, data = data[4 : 4 + length], data[4 + length :]
        shared = secret.exchange(X25519PublicKey.from_public_bytes(record[:32]))
        key, nonce = hpke_key(shared, record[:32], public(secret), b"inbox/1")
        lines.append(unbox(key, nonce + record[32:], key_id))
    return lines


# Anchor


def make_anchor(key, file_id, number, head):
    content = b"SQAN" + file_id + struct.pack(">Q", number) + head
    return (content + hmac.digest(key, content, "sha256")).ljust(512, b"\0")


def read_anchor(key, file_id, data):
    """The number and the head of the newer slot that holds."""
    found = []
    for slot in (data[:512], data[512:1024]):
        if slot[:20] == b"SQAN" + file_id and hmac.digest(key, slot[:60], "sha256") == slot[60:92]:
            found.append((struct.unpack(">Q", slot[20:28])[0], slot[28:60]))
    return max(found, default=None)


# Writing


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
    examples = {}
    for label in ("one", "two", "three"):
        values = [byte % 32 for byte in fixed(f"code {label}", 24)]
        examples["".join(DIGITS[value] for value in values)] = DIGITS[check_digit(values)]
    examples["0" * 24] = DIGITS[check_digit([0] * 24)]
    examples["0" * 23 + "Z"] = DIGITS[check_digit([0] * 23 + [31])]
    vectors = {
        "format": 1,
        "data_key": data_key.hex(),
        "file_id": file_id.hex(),
        "key_id": key_id.hex(),
        "subkeys": {use: key.hex() for use, key in keys.items()}
        | {"inbox/1": hkdf(data_key, key_id, "inbox/1").hex()},
        "passphrase": phrases[0][1],
        "recovery_code": code,
        "check_digits": examples,
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


# Checking


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
