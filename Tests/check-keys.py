#!/usr/bin/python3
"""Counts the keys of what is typed every day, in a terminal of 80 by 24, and fails where one takes more than it may.

Each character is a key, and so is each Enter; the words of a line or a note are not counted. What was entered is read back,
so that no key too few is counted either. Needs tmux; the break between two couples is skipped aloud without Vim.
"""

import json
import os
import pathlib
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "program"))

from home import BINARY, Home  # noqa: E402
from screen import Seat, wait  # noqa: E402

# A debug build takes it for the clock; another goes by the machine's.
NOW = "2026-11-23T14:02:00Z"
# Answers to the sixteen items, and ratings of the eight domains, four of them ones: those wait for Enter, as a ten may come.
DANA, ROB = "4322345432123213", "3212234321012102"
RATINGS = "71161151"


class Typist(Seat):
    """Somebody at a terminal who counts what they type."""

    def __init__(self, home, variables):
        super().__init__(home, variables)
        self.count = 0

    def keys(self, text="", *names):
        """Types a text and keys by their names, and counts them."""
        if text:
            self.screen.type("-l", text)
        if names:
            self.screen.type(*names)
        self.count += len(text) + len(names)

    def sees(self, pattern, what):
        """Waits for what the screen has to show."""
        self.check(self.screen.wait(pattern), f"{what}: {pattern} isn't shown")

    def is_back(self, what):
        """Waits for the shell."""
        self.check(wait(self.has_prompt), f"{what}: the shell isn't back")

    def within(self, most, what):
        """Checks the count, and begins a new one."""
        print(f"{what}: {self.count} keys of {most}")
        self.check(self.count <= most, f"{what} takes {self.count} keys; {most} are allowed")
        self.count = 0
        self.is_back(what)
        self.screen.type("clear", "Enter")
        wait(lambda: self.shown().strip() in self.PROMPTS)

    def sheet(self, answers, what):
        """Answers each item when it is asked."""
        for place, answer in enumerate(answers):
            self.sees(rf"(?m)^{place + 1}\. (?:.*\n)+.*< one back:\s*\Z", what)
            self.keys(answer)

    def run(self, *words):
        """Runs the program aside, and gives what it prints as JSON."""
        status, output, errors = self.home.run(words)
        self.check(status == 0, f"{' '.join(words)}: {errors.decode()}")
        return json.loads(output) if "--json" in words and status == 0 else None


def sheets(typist):
    """A CSI-16 of one, and of both in one go."""
    def entered():
        listed = typist.run("answers", "list", "dana-rob", "csi-16", "--json") or []
        return [sheet["answers"].replace(",", "") for sheet in listed]
    before = len(entered())
    typist.keys("couplet measure dana-rob csi-16", "Enter")
    typist.sees(r"whose sheet\? 1 Dana, 2 Rob, 3 both", "a CSI-16 of one")
    typist.keys("1")
    typist.sheet(DANA, "a CSI-16 of one")
    typist.within(49, "a CSI-16 of one")
    typist.check(entered()[before:] == [DANA], f"a CSI-16 of one: {entered()} is kept")
    typist.run("undo", "--yes")
    typist.keys("couplet measure dana-rob csi-16", "Enter")
    typist.sees(r"whose sheet\? ", "a CSI-16 of both")
    typist.keys("3")
    typist.sheet(DANA, "a CSI-16 of both")
    typist.sees(r"Now Rob Reyes: Enter begins", "a CSI-16 of both")
    typist.keys("", "Enter")
    typist.sheet(ROB, "a CSI-16 of both")
    typist.within(80, "a CSI-16 of both")
    typist.check(entered()[before:] == [DANA, ROB], f"a CSI-16 of both: {entered()} is kept")


def ratings(typist):
    """The ratings of both, asked."""
    typist.keys("couplet rate dana-rob", "Enter")
    for name in ("Dana Reyes", "Rob Reyes"):
        typist.sees(name, "ratings of both")
        if name == "Rob Reyes":
            typist.sees(r"Now Rob Reyes: Enter begins", "ratings of both")
            typist.keys("", "Enter")
        shown = ""
        for rating in RATINGS:
            # Each stands alone on the screen.
            wait(lambda: "< one back):" in typist.shown() and typist.shown() != shown and name in typist.shown())
            shown = typist.shown()
            typist.keys(rating, *(["Enter"] if rating == "1" else []))
    typist.within(54, "ratings of both")
    listed = typist.run("report", "dana-rob", "--json", "--today", NOW[:10]) or {}
    typist.check(listed, "ratings of both: there is no report")


def pause(typist):
    """From the end of one hour to the beginning of the next."""
    what = "the break between two couples"
    typist.run("couple", "add", "Sarah & Tom", "--new-member", "Sarah Quell", "--new-member", "Tom Quell")
    typist.run("session", "plan", "sarah-tom", "--on", "today", "--at", "15:00")
    typist.keys("couplet session live dana-rob", "Enter")
    typist.sees(r"›\s*\Z", what)
    typist.keys("They came in quiet.", "Enter")
    typist.sees(r"quiet\.\n.*›\s*\Z", what)
    typist.count = 0
    typist.keys("/done", "Enter")
    typist.sees(r"Enter for\s+\S+, n for\s+none, or a\s+format:", what)
    typist.keys("", "Enter")
    typist.sees(r"are not saved", what)
    typist.keys(":wq", "Enter")
    typist.is_back(what)
    typist.keys("couplet brief", "Enter")
    typist.sees(r"sarah-tom", what)
    if not wait(typist.has_prompt):
        typist.keys("q")
        typist.is_back(what)
    typist.keys("couplet session live sarah-tom", "Enter")
    typist.sees(r"sarah-tom(?:.*\n)+.*›\s*\Z", what)
    count = typist.count
    typist.keys("", "C-d")
    typist.count = count
    typist.within(60, what)
    notes = typist.run("note", "list", "dana-rob", "--json") or []
    typist.check(any("They came in quiet." in note["text"] for note in notes), f"{what}: there is no note of the hour")


def main():
    """Does each act, and gives the exit status."""
    if not shutil.which("tmux"):
        print("skipped: tmux isn't there")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    with tempfile.TemporaryDirectory(prefix="couplet-keys-") as folder:
        home = Home(os.path.realpath(folder))
        home.environment["COUPLET_DEBUG_CLOCK"] = NOW
        home.take_fixture()
        place = pathlib.Path(folder, "bin")
        place.mkdir()
        (place / "couplet").symlink_to(BINARY)
        typist = Typist(home, {"PATH": f"{place}:{os.environ.get('PATH', '/usr/bin:/bin')}", "EDITOR": "vim"})
        acts, skipped = [sheets, ratings, pause], 0
        if not shutil.which("vim"):
            print("skipped: vim isn't there")
            acts, skipped = acts[:2], 1
        try:
            wait(typist.has_prompt)
            for act in acts:
                act(typist)
        finally:
            typist.screen.close()
    for failure in typist.failures:
        print("failed:", failure)
    print(f"{typist.passed} passed, {len(typist.failures)} failed, {skipped} skipped")
    return 1 if typist.failures else 0


if __name__ == "__main__":
    sys.exit(main())
