#!/usr/bin/python3
"""What is asked for in a terminal of 80 by 24 where a couple is left out: the list is narrowed, chosen from and left.

Nothing of the list stays on the screen but what was chosen, the terminal is the shell's again whatever ends it, and a
terminal that knows no escape sequences gets the same by numbers. Needs tmux.
"""

import os
import pathlib
import shlex
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "program"))

from home import BINARY, Home  # noqa: E402
from screen import Seat, wait  # noqa: E402

# What stands before what is typed to narrow a list.
ASKED = r"Esc to leave:"


class Check(Seat):
    """One terminal, and what is tried in it."""

    def __init__(self, folder, name, before):
        self.before, self.home = before, Home(folder)
        self.run_program("init --plain --counselor Ada")
        for first, second in [("Dana", "Rob"), ("Eve", "Max")]:
            self.run_program(
                f"couple add '{first} & {second}' --new-member '{first} Li' --new-member '{second} Li' "
                "--since 2026-09-01")
        super().__init__(self.home, {}, name)

    def run_program(self, words):
        """Runs a command without a terminal, and gives what it prints."""
        _, output, _ = self.home.run(shlex.split(words))
        return output.decode()

    def start(self, words, asked=ASKED):
        """Types a command on an empty screen, and waits until it asks."""
        self.screen.type("clear", "Enter")
        wait(lambda: self.shown().strip() in self.PROMPTS)
        self.screen.type(f"{self.before}{BINARY} {words}", "Enter")
        self.check(self.screen.wait(asked), f"{words}: nothing is asked")

    def jots(self):
        """How many lines there are."""
        return sum(self.run_program(f"jot list {couple}").count("She rang") for couple in ("dana-rob", "eve-max"))

    def chosen(self, keys, couple):
        """Chooses by keys, and writes a line to the couple."""
        before = self.jots()
        self.start("jot")
        for key in keys:
            self.screen.type(key)
        self.check(self.screen.wait(rf"(?m)^couple: which\? {couple} "), f"{keys}: {couple} isn't chosen")
        self.check(self.screen.wait(r"(?m)^jot:"), f"{keys}: the text isn't asked for")
        self.check("to narrow" not in self.shown(), f"{keys}: the list stays")
        self.screen.type("She rang", "Enter")
        self.check(wait(self.has_prompt), f"{keys}: the shell isn't back")
        self.check(self.jots() == before + 1, f"{keys}: nothing was written")

    def left(self, keys):
        """Leaves the list by keys: nothing is written, and the terminal shows what is typed."""
        before = self.jots()
        self.start("jot")
        for key in keys:
            self.screen.type(key)
        self.check(wait(self.has_prompt), f"{keys}: the shell isn't back")
        self.check(self.jots() == before, f"{keys}: something was written")
        self.screen.type("echo wor''ld", "Enter")
        self.check(self.screen.wait(r"(?m)^world"), f"{keys}: the terminal doesn't show lines")

    def run(self):
        """All that is looked at in a terminal that draws."""
        try:
            wait(self.has_prompt)
            self.chosen(["2"], "eve-max")
            self.chosen(["Down", "Enter"], "dana-rob")
            self.chosen(["Up", "Enter"], "eve-max")
            self.chosen(["ro", "Enter"], "dana-rob")
            self.chosen(["rx", "BSpace", "Enter"], "dana-rob")
            self.chosen(["zzz9", "C-u", "max", "Enter"], "eve-max")
            for keys in (["Escape"], ["Enter"], ["C-c"], ["C-d"], ["Down", "Escape"]):
                self.left(keys)
        finally:
            self.screen.close()

    def run_plainly(self):
        """What is looked at in a terminal that knows no escape sequences."""
        try:
            wait(self.has_prompt)
            before = self.jots()
            self.start("jot", asked="number")
            self.screen.type("2", "Enter")
            self.check(self.screen.wait(r"(?m)^jot:"), "the text isn't asked for")
            self.screen.type("She rang", "Enter")
            self.check(wait(lambda: self.jots() == before + 1), "nothing was written")
            self.start("jot", asked="number")
            self.screen.type("Enter")
            self.check(self.screen.wait("nothing was changed"), "it isn't left")
        finally:
            self.screen.close()


def main():
    """Does both, and gives the exit status."""
    if not shutil.which("tmux"):
        print("skipped: tmux isn't there")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    passed, failures = 0, []
    with tempfile.TemporaryDirectory(prefix="couplet-choosing-") as folder:
        # tmux says by itself what its terminal knows.
        for name, before in [("drawn", ""), ("plain", "TERM=dumb ")]:
            place = pathlib.Path(os.path.realpath(folder), name)
            place.mkdir(mode=0o700)
            check = Check(place, name, before)
            check.run() if name == "drawn" else check.run_plainly()
            passed += check.passed
            failures += check.failures
    for failure in failures:
        print("failed:", failure)
    print(f"{passed} passed, {len(failures)} failed, 0 skipped")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
