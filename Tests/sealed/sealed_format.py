"""The format of sealed files, read and written from Sources/SealedSQLite/Format.md alone."""

import hashlib
import hmac
import pathlib
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Fixtures" / "sealed"
PAGE, CONTENT, SLOT, HEADER, FRAME = 4096, 4064, 4096, 8192, 4120
MAGIC = b"SealedSQLite\r\n\x1a\n"
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
USES = ("db/1", "wal/1", "walhdr/1", "hdr/1", "anchor/1")


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
    if slot[0] != kind or not 10 <= slot[1] <= 20 or slot[2:4] != b"\x08\x01":
        return None
    key = stretch(phrase, slot[4:20], slot[1])
    return unbox(key, slot[20:80], slot_additional(key_id, place, slot[:4], slot[4:20]))


def label_additional(key_id, place, salt):
    return b"LAB1" + key_id + bytes([place]) + salt


def make_label(data_key, key_id, place, salt, text, nonce):
    key = hkdf(data_key, key_id, "label/1")
    return box(key, nonce, text.encode().ljust(100, b"\0"), label_additional(key_id, place, salt))


def open_label(label, data_key, key_id, place, salt):
    """The text, None when it isn't this slot's."""
    text = unbox(hkdf(data_key, key_id, "label/1"), label, label_additional(key_id, place, salt))
    return None if text is None else text.rstrip(b"\0").decode()


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
        self.labels = [self.bytes[1280 + 128 * place : 1408 + 128 * place] for place in range(8)]

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
