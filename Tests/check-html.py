#!/usr/bin/python3
"""Looks at the HTML pages of the demo practice as a browser does, and at their markup, style and words.

Headless Chromium draws each page in light and dark, prints it, and may say nothing while it does. Markup is read with
html.parser, contrast is computed from the style. The program is $COUPLET_BINARY, else the debug build. `--keep DIR`
leaves the pictures there. Without Chromium what it would do is skipped and counted. Exits 1 on any failure.
"""

import argparse
import concurrent.futures
import html.parser
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = pathlib.Path(os.environ.get("COUPLET_BINARY") or ROOT / ".build" / "debug" / "couplet").absolute()
TODAY = ["--today", "2026-11-23"]
# Each page, the command that writes it, and how many sheets it takes at least and at most, as fonts differ.
PAGES = {
    "progress": (["report", "dana-rob"], (5, 8)),
    "progress-joint": (["report", "dana-rob", "--audience", "joint"], (3, 5)),
    "progress-split": (["report", "ines-jo"], (4, 7)),
    "handout": (["homework", "handout", "h7", "--couple", "dana-rob"], (1, 1)),
    "empty": (["report", "dana-rob", "--since", "2026-11-22"], (1, 1)),
}
HOSTILE = [
    "<script>document.title='x'</script>", "\"><img src=x onerror=alert(1)>", "=1+1", "a\x1b[2Jb", "turned\u202eback",
    "\u0600<script>alert(2)</script>", "\"\u0301 onload=\"alert(3)", "word" * 2500, "</style><h1>", "{{title}}",
]
# What the couple's page doesn't say.
CLINICAL = ["barrier", "adherence", "clinical", "dysfunctional", "interval", "cut-off", "reliable", "failed", "streak", "member"]
EMPTY = {"meta", "link", "img", "br", "hr", "input", "path", "rect", "circle"}
passed = failed = skipped = 0


def check(condition, what):
    """Counts, and says what failed."""
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print("failed:", what)
    return bool(condition)


class Reader(html.parser.HTMLParser):
    """The tree of a page as a list of tags with their attributes and what surrounds them, and its text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.wrong, self.text = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs), list(self.open)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs), list(self.open)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)

    def all(self, name):
        return [(attributes, around) for tag, attributes, around in self.tags if tag == name]


def check_markup(name, text, is_for_couple):
    """What a page is made of."""
    page = Reader(text)
    check(text.startswith("<!DOCTYPE html>") and not page.wrong and not page.open, f"{name}: tags are closed {page.wrong[:3]}")
    check(page.all("html")[0][0].get("lang") == "en", f"{name}: lang")
    metas = [attributes for attributes, _ in page.all("meta")]
    check(metas[0] == {"charset": "utf-8"}, f"{name}: charset first")
    policy = [meta["content"] for meta in metas if meta.get("http-equiv") == "Content-Security-Policy"]
    check(policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"], f"{name}: policy")
    check(any(meta.get("name") == "viewport" for meta in metas), f"{name}: viewport")
    check(len(page.all("title")) >= 1 and len(page.all("h1")) == 1, f"{name}: one title, one h1")
    for tag in ("script", "img", "link", "iframe", "object", "embed", "form", "base", "style" if page.all("style")[1:] else "audio"):
        check(not page.all(tag), f"{name}: no {tag}")
    for tag, attributes, _ in page.tags:
        bad = [key for key in attributes if key.startswith("on") or key in ("src", "href", "xlink:href", "action")]
        if bad:
            check(False, f"{name}: {tag} has {bad}")
    check("url(" not in text and "@import" not in text and "http" not in re.sub(r'http-equiv=', "", text), f"{name}: nothing from elsewhere")
    levels = [int(tag[1]) for tag, _, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    check(all(after <= before + 1 for before, after in zip(levels, levels[1:])) and levels[0] == 1, f"{name}: headings in order")
    check(len(page.all("header")) == 1 and len(page.all("main")) == 1, f"{name}: landmarks")
    ids = [attributes["id"] for _, attributes, _ in page.tags if "id" in attributes]
    check(len(ids) == len(set(ids)), f"{name}: ids are single")
    for attributes, _ in page.all("section"):
        check(attributes.get("aria-labelledby", ids[0]) in ids, f"{name}: a section names its heading")
    for place, (tag, attributes, _) in enumerate(page.tags):
        if tag == "svg":
            inside = [(other, more.get("id")) for other, more, around in page.tags[place + 1:place + 3]]
            labels = attributes.get("aria-labelledby", "").split()
            check(attributes.get("role") == "img" and inside == [("title", labels[0]), ("desc", labels[1])], f"{name}: svg says what it shows")
        if tag == "table":
            check(page.tags[place + 1][0] == "caption", f"{name}: a table has a caption")
    check(all(attributes.get("scope") in ("row", "col") for attributes, _ in page.all("th")), f"{name}: th has scope")
    figures = len(page.all("figure"))
    check(figures == len(page.all("svg")) == len(page.all("details")), f"{name}: each drawing is a table too")
    words = " ".join(" ".join(page.text).split())
    check(not re.search(r"\b\d\d:\d\d\b", words) and str(ROOT) not in text and "/tmp" not in text, f"{name}: no clock, no path")
    check(not any(ord(sign) < 32 and sign != "\n" or 0x202A <= ord(sign) <= 0x202E or 0x2066 <= ord(sign) <= 0x2069 for sign in text), f"{name}: nothing steers")
    if is_for_couple:
        for word in CLINICAL:
            check(not re.search(rf"\b{word}", words.lower()), f"{name}: the couple reads '{word}'")
        ids = re.findall(r"\b[a-z]\d+\b", words)
        check(not ids, f"{name}: ids {ids}")
    return words


def check_contrast():
    """Each colour that is written or drawn, against the paper it stands on."""
    css = (ROOT / "Reports" / "templates" / "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.S)
    light = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", blocks[0]))
    dark = light | dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", blocks[1]))
    check(len(dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", blocks[1]))) == len(light) == 10, "each colour has a dark one")

    def luminance(colour):
        parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one, other):
        low, high = sorted([luminance(one), luminance(other)])
        return (high + 0.05) / (low + 0.05)

    def tint(colour, paper):
        parts = [(int(colour[at:at + 2], 16) + 9 * int(paper[at:at + 2], 16)) // 10 for at in (1, 3, 5)]
        return "#" + "".join(f"{part:02x}" for part in parts)

    for mode, colours in (("light", light), ("dark", dark)):
        paper = colours["paper"]
        series = ("first", "second", "third", "fourth")
        backs = [paper, colours["gap"]] + [tint(colours[name], paper) for name in series]
        for ink in ("ink", "quiet") + series:
            least = min(contrast(colours[ink], back) for back in backs)
            check(least >= 4.5, f"{mode}: {ink} on its paper: {least:.2f}")
        check(contrast(colours["rule"], paper) >= 3, f"{mode}: rule")
    for colour in set(re.findall(r"#[0-9a-f]{6}", css[css.index("@page"):])):
        check(contrast(colour, "#ffffff") >= 4.5, f"print: {colour}")


def couplet(folder, *arguments, text=""):
    """Runs the program in a practice of its own."""
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "COUPLET_FILE": f"{folder}/practice.couplet", "NO_COLOR": "1"}
    done = subprocess.run([BINARY, *arguments, *TODAY], env=environment, input=text.encode(), capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def write_pages(folder):
    """The pages in files, by their names."""
    status, _, error = couplet(folder, "demo", "--keep", f"{folder}/practice.couplet")
    check(status == 0, f"the demo practice: {error}")
    pages = {}
    for name, (command, sheets) in PAGES.items():
        path = f"{folder}/{name}.html"
        status, _, error = couplet(folder, *command, "-o", path)
        if check(status == 0, f"{name}: {error}"):
            pages[name] = (pathlib.Path(path), sheets)
            couplet(folder, *command, "-o", path + ".html")
            check(pathlib.Path(path + ".html").read_bytes() == pathlib.Path(path).read_bytes(), f"{name}: the same bytes twice")
    return pages


def write_hostile(folder):
    """A couple of whom everything is hostile, as a page for both."""
    home = f"{folder}/hostile"
    os.mkdir(home)
    name = "=cmd <img src=x onerror=alert(1)>"
    couplet(home, "init", "--plain", "--counselor", "Ada Voss")
    status, _, error = couplet(
        home, "couple", "add", "<b>&\"'", "--new-member", name, "--new-member", "Rob </style>", "--since", "2026-09-01",
        "--handle", "x")
    check(status == 0, f"hostile couple: {error}")
    for text in HOSTILE:
        for command in (["win", "add", "x", "-"], ["goal", "add", "x", "-"], ["entry", "add", "x", "--kind", "gesture", "-"]):
            status, _, error = couplet(home, *command, text=text)
            check(status == 0, f"hostile {command[0]}: {error}")
    pages = {}
    for audience in ("counselor", "joint"):
        path = pathlib.Path(home) / f"{audience}.html"
        status, _, error = couplet(home, "report", "x", "--audience", audience, "-o", str(path))
        if check(status == 0, f"hostile page: {error}"):
            pages[f"hostile-{audience}"] = (path, (1, 40))
    return pages


def chromium(arguments, folder):
    """Runs the browser, and gives what it said about the page."""
    profile = tempfile.mkdtemp(dir=folder)
    done = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr", "--v=0",
         f"--user-data-dir={profile}", "--virtual-time-budget=2000", *arguments],
        capture_output=True, check=False, timeout=90, env=dict(os.environ, HOME=folder))
    shutil.rmtree(profile, ignore_errors=True)
    return [line for line in done.stderr.decode(errors="replace").splitlines() if "CONSOLE" in line]


def look(name, path, sheets, folder, keep):
    """Draws a page in light and dark, and prints it; gives what is wrong."""
    wrong, address = [], f"file://{path}"
    for mode, theme in (("light", []), ("dark", ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"])):
        picture = keep / f"{name}-{mode}.png"
        said = chromium([f"--screenshot={picture}", "--window-size=900,2400", *theme, address], folder)
        wrong += [f"{name} {mode}: said {line}" for line in said]
        if not picture.exists() or picture.stat().st_size < 5_000:
            wrong.append(f"{name} {mode}: no picture")
    for paper in ("A4", "Letter"):
        # As if the printer held that paper.
        copy = keep / f"{name}-{paper}.html"
        text = path.read_text(encoding="utf-8")
        copy.write_text(text.replace("</style>", f"@page {{ size: {paper}; }}\n</style>", 1), encoding="utf-8")
        sheet = keep / f"{name}-{paper}.pdf"
        said = chromium([f"--print-to-pdf={sheet}", "--no-pdf-header-footer", f"file://{copy}"], folder)
        wrong += [f"{name} {paper}: said {line}" for line in said]
        count = len(re.findall(rb"/Type\s*/Page[^s]", sheet.read_bytes())) if sheet.exists() else 0
        if not sheets[0] <= count <= sheets[1]:
            wrong.append(f"{name} {paper}: {count} sheets, {sheets[0]} to {sheets[1]} expected")
    return wrong


def main():
    """Does it all, and gives the exit status."""
    global passed, skipped
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=pathlib.Path, help="leave pictures and sheets there")
    options = parser.parse_args()
    if not BINARY.exists():
        sys.exit("the program isn't built: swift build, or COUPLET_BINARY=PATH")
    check_contrast()
    with tempfile.TemporaryDirectory() as folder:
        pages = write_pages(folder) | write_hostile(folder)
        for name, (path, _) in pages.items():
            is_for_couple = "joint" in name or name == "handout"
            words = check_markup(name, path.read_text(encoding="utf-8"), is_for_couple and "hostile" not in name)
            if name.startswith("hostile"):
                for part in ("<script>document.title='x'</script>", "\"><img src=x onerror=alert(1)>", "=1+1", "\\u{202E}", "word" * 2500):
                    check(part in words, f"{name}: {part[:40]} is there as text")
        if not shutil.which("chromium"):
            skipped = 4 * len(pages)
        else:
            keep = options.keep or pathlib.Path(folder)
            keep.mkdir(parents=True, exist_ok=True)
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                for wrong in pool.map(lambda page: look(page[0], page[1][0], page[1][1], folder, keep), pages.items()):
                    passed += 4 if not wrong else 0
                    for what in wrong:
                        check(False, what)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped: no chromium" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
