#!/usr/bin/python3
"""Writes notes with the real Vim and nano in a real terminal, and searches every file that is left for their words.

A sealed practice in a home of its own, whose settings ask the editors to keep all they can; tmux is the terminal. Then
the editor is killed, the program is killed, and the terminal is closed, each after the text was typed and before or after
it was written: `note recover` has to have it, and the next note of that session opens with it. Left without writing, the
editor has thrown it away. The program is $COUPLET_BINARY, else the debug build. Where tmux or an editor is missing
it says so and counts that as skipped. Prints a line for each failure and one of counts; exits 1 on any.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "program"))

from home import BINARY, Home, TODAY  # noqa: E402
from markers import Markers  # noqa: E402
from screen import Screen, wait  # noqa: E402

MEMORY = pathlib.Path("/dev/shm")
VIMRC = """set backup writebackup backupdir={0} directory={0} undofile undodir={0} viminfo='100,<50,n{0}/viminfo
set swapfile updatecount=1 patchmode=.orig history=50
"""
NANORC = 'set backup\nset backupdir "{0}"\nset historylog\nset positionlog\nset locking\n'
# How text is typed into each editor at the end of its file, how it is written, and how the editor is left.
KEYS = {
    "vim": (["G", "o"], ["Escape", ":w", "Enter"], [":q", "Enter"]),
    "vim.tiny": (["G", "o"], ["Escape", ":w", "Enter"], [":q", "Enter"]),
    "nano": (["M-/"], ["C-o", "Enter"], ["C-x"]),
}
# How each is left without writing.
DISCARD = {"vim": ["Escape", ":q!", "Enter"], "vim.tiny": ["Escape", ":q!", "Enter"], "nano": ["C-x", "n"]}
# What the screen shows when the file is open, and when it is written.
SHOWN = {
    "vim": (r"are not saved", r"written"), "vim.tiny": (r"are not saved", r"written"),
    "nano": (r"Read \d+ lines", r"Wrote \d+ lines"),
}
# What is there is never written when nano is killed: it keeps a text when its terminal goes.
KEEPS_WHEN_KILLED = ("vim", "vim.tiny")
LEFTOVERS = re.compile(r"\.sw[a-p]$|viminfo|~$|\.un~$|\.orig$|nano_history|search_history|filepos_history|\.save$")


def processes(part):
    """The processes in whose arguments a text stands, with their arguments."""
    found = {}
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            arguments = path.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if any(part in argument for argument in arguments):
            found[int(path.parent.name)] = arguments
    return found


class Check:
    """One editor's part: what it did and what was wrong."""

    def __init__(self, editor, folder):
        self.editor, self.home = editor, Home(folder)
        # Editors may stand elsewhere here than in the home's short path.
        self.path = os.pathsep.join([self.home.environment["PATH"], os.environ.get("PATH", "")])
        self.home.environment["PATH"] = self.path
        self.home.take_fixture()
        self.markers = Markers(editor)
        self.kept = self.home.folder / "home" / "kept"
        self.kept.mkdir()
        for name, text in ((".vimrc", VIMRC), (".nanorc", NANORC)):
            (self.home.folder / "home" / name).write_text(text.format(self.kept), encoding="utf-8")
        self.passed, self.failures, self.screen = 0, [], None

    def check(self, holds, what):
        """Counts one check."""
        if holds:
            self.passed += 1
        else:
            shown = self.screen.run("capture-pane", "-p").strip() if self.screen else ""
            self.failures.append(f"{self.editor}: {what}" + (f"\n{shown}" if shown else ""))

    def program(self, *words):
        """Runs the program without a terminal."""
        return self.home.run((*words, "--today", TODAY))

    def folders(self):
        """The private folders that are there for this home's practice."""
        found = set()
        for path in MEMORY.glob("couplet-*"):
            try:
                practice = json.loads((path / "about").read_text(encoding="utf-8"))["practice"]
                if self.home.folder in pathlib.Path(practice).parents:
                    found.add(path)
            except (OSError, ValueError):
                continue
        return found

    # The terminal

    def start(self, session):
        """Opens the editor on a new note, on a screen of the usual size."""
        self.screen = Screen(self.home, {"EDITOR": self.editor, "PATH": self.path}, size=(80, 24))
        self.screen.type(f"{BINARY} note add {session} --yes --today {TODAY}; echo status=$?", "Enter")
        self.check(self.screen.wait(SHOWN[self.editor][0]), "it opens")
        self.check(self.screen.wait(r"may be shown to: \S.*"), "it shows who may see it")

    def open(self, session, writes=True):
        """Opens the editor on a new note, and types a text and writes it."""
        self.start(session)
        typing, writing, _ = KEYS[self.editor]
        self.screen.type(*typing)
        self.screen.type("-l", f"They spoke of {self.markers.text}.")
        self.check(self.screen.wait(self.markers.text), "it shows what is typed")
        if writes:
            self.screen.type(*writing)
            self.check(self.screen.wait(SHOWN[self.editor][1]), "it writes")
        elif self.editor == "vim.tiny":
            # Its swap file is written by and by.
            self.check(wait(lambda: any(self.markers.text.encode() in path.read_bytes() for folder in self.folders()
                                        for path in folder.glob(".*.swp"))), "its swap file has what is typed")

    def close(self):
        self.screen.close()
        self.screen = None

    def session(self):
        """A new session of the sample's couple, by its id."""
        _, output, errors = self.program("session", "add", self.couple(), "--extra")
        found = re.search(rb"\bs\d+\b", output)
        self.check(found, f"a session is added: {errors.decode()}")
        return found[0].decode() if found else "s1"

    def couple(self):
        """The handle of the sample's first couple."""
        return self.program("couple", "list")[1].decode().splitlines()[2].split()[0]

    # Parts

    def saves(self):
        """A note is written and saved, and nothing of it stands anywhere in clear."""
        session = self.session()
        self.open(session)
        folders = self.folders()
        self.check(len(folders) == 1, f"one private folder while it is open: {folders}")
        self.check(all(path.stat().st_mode & 0o077 == 0 for path in folders), "the private folder is its owner's alone")
        self.screen.type(*KEYS[self.editor][2])
        self.check(self.screen.wait("status=0"), "the note is saved")
        self.close()
        notes = self.program("note", "list", self.couple(), "--json")[1]
        self.check(self.markers.text.encode() in notes, "the note has the text")
        self.nothing_is_left("saved")

    def is_recovered(self, what):
        """The text is a draft after the next start, which is then dropped; nothing of it stands anywhere in clear."""
        listed = self.program("note", "recover")[1].decode()
        found = re.match(r"[0-9a-f]{6}", listed)
        self.check(found and self.markers.text not in listed, f"{what}: a draft is listed: {listed}")
        if not found:
            return
        text = self.program("note", "recover", found[0])[1].decode()
        self.check(text == f"They spoke of {self.markers.text}.\n", f"{what}: note recover prints the text: {text}")
        self.nothing_is_left(what)
        self.check(self.program("note", "recover", found[0], "--drop", "--yes")[0] == 0, f"{what}: it is dropped")

    def editor_killed(self, writes=True):
        """The editor is killed after it wrote."""
        self.open(self.session(), writes)
        for number, arguments in processes("/couplet-").items():
            if pathlib.Path(arguments[0]).name == pathlib.Path(self.editor).name and self.is_ours(arguments[-2]):
                os.kill(number, signal.SIGKILL)
        self.check(self.screen.wait(r"your text is kept: couplet note recover [0-9a-f]{6}"), "killed: it is said")
        self.close()
        self.is_recovered("editor killed")

    def is_ours(self, file):
        """Whether a file is in a private folder that this check had made."""
        return any(str(path) in file for path in self.folders())

    def program_killed(self):
        """The program is killed after the editor wrote; then its terminal goes, and with it the editor."""
        self.open(self.session())
        for number in processes(str(BINARY)):
            if self.is_of_home(number):
                os.kill(number, signal.SIGKILL)
        self.close()
        self.check(wait(lambda: not self.is_open()), "program killed: the editor ends")
        self.is_recovered("program killed")

    def is_of_home(self, number):
        """Whether a process has a private folder of this check: its number stands in the name."""
        return any(path.name.startswith(f"couplet-{number}-") for path in self.folders())

    def is_open(self):
        """Whether an editor has a file of ours open."""
        return any(self.is_ours(" ".join(arguments)) for arguments in processes("/couplet-").values())

    def killed_unwritten(self):
        """The editor is killed before it wrote."""
        if self.editor in KEEPS_WHEN_KILLED:
            self.editor_killed(writes=False)

    def discarded(self):
        """What is left without writing is thrown away, and that is no error."""
        self.open(self.session(), writes=False)
        self.screen.type(*DISCARD[self.editor])
        self.check(self.screen.wait("nothing was saved"), "left without writing: it is said")
        self.check(self.screen.wait("status=0"), "left without writing: it is no error")
        self.close()
        self.check(self.program("note", "recover")[1] == b"no draft is kept\n", "left without writing: no draft")
        self.nothing_is_left("left without writing")

    def unwritten_opens_again(self):
        """The terminal is closed before anything was written; the next note of that session opens with the text."""
        session = self.session()
        self.open(session, writes=False)
        self.close()
        self.check(wait(lambda: not self.folders()), "closed unwritten: the program tidies up")
        listed = self.program("note", "recover")[1].decode()
        self.check(f"couplet note add {session} opens with it" in listed, f"closed unwritten: a draft: {listed}")
        self.nothing_is_left("closed unwritten")
        self.start(session)
        self.check(self.screen.wait(self.markers.text), "closed unwritten: the next note opens with it")
        self.screen.type(*KEYS[self.editor][2])
        self.check(self.screen.wait("status=0"), "closed unwritten: it is saved")
        self.close()
        notes = json.loads(self.program("note", "list", self.couple(), "--json")[1])
        texts = [note["text"] for note in notes if note["session"] == session]
        self.check(texts == [f"They spoke of {self.markers.text}."], f"closed unwritten: the note is {texts}")
        self.check(self.program("note", "recover")[1] == b"no draft is kept\n", "closed unwritten: the draft is gone")
        self.nothing_is_left("closed unwritten, saved")

    def terminal_closed(self):
        """The terminal is closed after the editor wrote; the program ends by itself."""
        self.open(self.session())
        self.close()
        self.check(
            wait(lambda: not self.folders()), "terminal closed: the program tidies up")
        self.is_recovered("terminal closed")

    def nothing_is_left(self, what):
        """No file has the marker in clear, and no file is one that an editor keeps."""
        self.check(not self.folders(), f"{what}: the private folder is gone")
        for path in sorted(self.home.folder.rglob("*")):
            if not path.is_file() or path.is_symlink():
                continue
            name = path.relative_to(self.home.folder)
            self.check(not LEFTOVERS.search(path.name), f"{what}: {name} is left")
            self.check(not self.markers.are_in(path.read_bytes()), f"{what}: the text stands in {name}")

    def run(self):
        """Does all parts."""
        for part in (
                self.saves, self.discarded, self.editor_killed, self.killed_unwritten, self.program_killed,
                self.terminal_closed, self.unwritten_opens_again):
            try:
                part()
            except (OSError, ValueError, subprocess.SubprocessError) as error:
                self.failures.append(f"{self.editor}: {part.__name__}: {type(error).__name__}: {error}")
            finally:
                if self.screen:
                    self.close()


def main():
    """Does each editor that is there, and gives the exit status."""
    passed, failures, skipped = 0, [], 0
    for editor in KEYS:
        missing = [tool for tool in ("tmux", editor) if not shutil.which(tool)]
        if missing or not MEMORY.is_dir():
            print(f"skipped: {editor}: {' and '.join(missing) or MEMORY} isn't there")
            skipped += 1
            continue
        with tempfile.TemporaryDirectory(prefix="couplet-editor-") as folder:
            check = Check(editor, os.path.realpath(folder))
            check.run()
        passed += check.passed
        failures += check.failures
    for failure in failures:
        print("failed:", failure)
    print(f"{passed} passed, {len(failures)} failed, {skipped} skipped")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
