#!/usr/bin/python3
"""Pages that are longer than the screen, in a terminal of 80 by 24.

What is longer begins at its top and waits, by `less` where that is there and by a plain question where it isn't; what fits
waits for nothing, and nothing is left in the home folder. Needs tmux; `less` is skipped aloud where it is missing.
"""

import os
import pathlib
import re
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "program"))

from home import BINARY, Home, TODAY  # noqa: E402
from screen import Seat, wait  # noqa: E402

# The first words of the long page.
FIRST = r"(?m)^OVERVIEW: "


class Check(Seat):
    """One way of turning pages."""

    def __init__(self, folder, name, variables):
        home = Home(folder)
        home.take_fixture()
        super().__init__(home, variables, name)

    def start(self, words):
        """Types a command on an empty screen, and waits until something stands there."""
        self.screen.type("clear", "Enter")
        wait(lambda: self.shown().strip() in self.PROMPTS)
        self.screen.type(f"{BINARY} {words}", "Enter")

    def is_back(self):
        """Whether the shell asks for the next command."""
        return wait(self.has_prompt)

    def page(self, waits):
        """The long page: from its top where it waits, to its end where it doesn't."""
        self.start("help score")
        top = wait(lambda: re.search(FIRST, self.shown())) if waits else True
        self.check(top, "the page doesn't begin at its top")
        if waits:
            self.check(not self.has_prompt(), "it doesn't wait")
            self.check(re.search(r"\bq\b", self.shown().rstrip().split("\n")[-1]), "it doesn't say how to leave")
            self.screen.type(*(("q",) if self.name == "less" else ("q", "Enter")))
        self.check(self.is_back(), "the shell isn't back")
        if not waits:
            self.check(not re.search(FIRST, self.shown()), "the top is still there, so it was too short to tell")

    def run(self, waits):
        """All that is looked at."""
        try:
            wait(self.has_prompt)
            self.page(waits)
            self.start(f"couple list --today {TODAY}")
            self.check(self.is_back(), "what fits waits")
            self.start("help score --json | cat")
            self.check(self.is_back(), "what goes on to another program waits")
            left = [path.name for path in (self.home.folder / "home").iterdir() if "less" in path.name]
            self.check(not left, f"left behind: {left}")
        finally:
            self.screen.close()


def main():
    """Does each way that is there, and gives the exit status."""
    if not shutil.which("tmux"):
        print("skipped: tmux isn't there")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    passed, failures, skipped = 0, [], 0
    with tempfile.TemporaryDirectory(prefix="couplet-pager-") as folder:
        folder = os.path.realpath(folder)
        # A path with all that is needed but `less`.
        bare = pathlib.Path(folder, "bare")
        bare.mkdir()
        for name in ("sh", "cat", "clear", "tmux"):
            if found := shutil.which(name):
                (bare / name).symlink_to(found)
        ways = [("less", {}, True), ("plain", {"PATH": str(bare)}, True), ("none", {"PAGER": "cat"}, False)]
        for name, variables, waits in ways:
            if name == "less" and not shutil.which("less"):
                print("skipped: less isn't there")
                skipped += 1
                continue
            place = pathlib.Path(folder, name)
            place.mkdir(mode=0o700)
            check = Check(place, name, variables)
            check.run(waits)
            passed += check.passed
            failures += check.failures
    for failure in failures:
        print("failed:", failure)
    print(f"{passed} passed, {len(failures)} failed, {skipped} skipped")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
