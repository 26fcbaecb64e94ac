"""Words that must stand nowhere in clear, and the search for them in every form that a file could have them in."""

import base64
import gzip
import io
import random
import zlib

# Where a compressed stream can begin: zlib's and gzip's first bytes, and the head of a zip archive's entry.
ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
GZIP_HEAD, ZIP_HEAD = b"\x1f\x8b\x08", b"PK\x03\x04"


class Markers:
    """A word that only texts have, and two that names and options have; no other run uses the same."""

    def __init__(self, seed):
        letters = "".join(random.Random(f"{seed}/markers").choices("bcdfghjkmpqrtvwxz", k=6))
        self.text = f"tamarindquartz{letters}"
        self.given = f"Quillonberg{letters}"
        self.other = f"Zanthea{letters}"
        self.all = (self.text, self.given, self.other)
        self.forms = [form for word in self.all for form in forms(word)]

    def are_in(self, content):
        """Whether any of the words is there, as it is, in UTF-16, in base64 or hexadecimal, or compressed."""
        return self.stand_in(content) or any(self.stand_in(part) for part in inflated(content))

    def stand_in(self, content):
        folded = content.lower()
        return any(form in (folded if is_folded else content) for form, is_folded in self.forms)


def forms(word):
    """The byte forms of a word, each with whether case doesn't matter."""
    lower = word.lower()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield lower.encode(encoding), True
    yield lower.encode().hex().encode(), True
    for variant in {word, lower, word.upper()}:
        yield variant.encode().hex().encode(), True
        for shift in range(3):
            # The characters at both ends also rest on the bytes beside the word.
            code = base64.b64encode(b"." * shift + variant.encode())
            yield code[(0, 2, 3)[shift]:len(code) // 4 * 4 - 4], False


def inflated(content):
    """What the compressed streams of a content hold."""
    for head, bits in [(head, 15) for head in ZLIB_HEADS] + [(GZIP_HEAD, 31), (ZIP_HEAD, -15)]:
        place = content.find(head)
        while place >= 0:
            start = place
            if head == ZIP_HEAD:
                lengths = content[place + 26:place + 30]
                start += 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            try:
                yield zlib.decompressobj(bits).decompress(content[start:start + (1 << 20)], 1 << 24)
            except zlib.error:
                pass
            place = content.find(head, place + 1)


def missed_forms(markers):
    """The forms that the search doesn't find where they are planted: a control of the search itself."""
    planted = {"nothing": (b"some other words " * 50, False)}
    for word in markers.all:
        text = f"They spoke of {word}, and of more.".encode()
        archive = io.BytesIO()
        with gzip.GzipFile(fileobj=archive, mode="wb") as file:
            file.write(text)
        planted |= {
            f"{word} as it is": (text, True),
            f"{word} in capitals": (text.upper(), True),
            f"{word} in UTF-16": (b"\1" + text.decode().encode("utf-16"), True),
            f"{word} deflated": (b"abc" + zlib.compress(text), True),
            f"{word} in gzip": (b"abc" + archive.getvalue(), True),
        }
        for shift in range(3):
            planted[f"{word} in base64, {shift}"] = (base64.b64encode(b"x" * shift + text), True)
    return [what for what, (content, wanted) in planted.items() if markers.are_in(content) != wanted]
