#!/usr/bin/python3
"""Runs live capture in a real terminal (tmux) and ends it in every way: whatever was entered is there afterwards.

Types with cursor keys and word by word, pastes, presses Ctrl-C, closes the terminal, kills the program, and looks for
what may have been left on disk in clear. The program is $COUPLET_BINARY, else the debug build. Where tmux is missing it
says so and counts itself as skipped. Prints a line for each failure and one of counts; exits 1 on any.
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
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "program"))

from home import BINARY, Home  # noqa: E402

# Longer than anything takes on a slow machine.
PATIENCE = 15
LIVE = ["session", "live", "zan-or"]

passed = failed = 0


def check(condition, what):
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print("failed:", what)


class Terminal:
    """A tmux server of its own with one pane, in which one program runs."""

    def __init__(self, home):
        self.home = home
        self.count = 0

    def tmux(self, *arguments, **options):
        environment = dict(self.home.environment, PATH=os.environ.get("PATH", "/usr/bin:/bin"))
        return subprocess.run(
            ["tmux", "-u", "-f", "/dev/null", "-L", f"live-{os.getpid()}-{self.count}", *arguments], env=environment, cwd=self.home.files,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", timeout=PATIENCE, **options)

    def start(self, *command):
        """Runs a command in a new pane of 60 columns."""
        self.tmux("kill-server")
        # A server that is about to end still has its name.
        self.count += 1
        began = self.tmux("new-session", "-d", "-x", "60", "-y", "24", *map(str, command))
        if began.returncode:
            sys.exit(f"tmux can't be started: {began.stderr.strip()}")
        self.tmux("set-option", "-g", "remain-on-exit", "on")

    def keys(self, *names):
        self.tmux("send-keys", *names)

    def type(self, text, *names):
        self.tmux("send-keys", "-l", text)
        if names:
            self.keys(*names)

    def paste(self, text, bracketed=False):
        """Pastes a text, in brackets where the program has asked the terminal for them."""
        self.tmux("load-buffer", "-", input=text)
        self.tmux("paste-buffer", "-r", "-d", *(["-p"] if bracketed else []))

    @property
    def screen(self):
        return self.tmux("capture-pane", "-p").stdout

    def shows(self, text, what=None):
        """Waits until the screen shows the text, and counts a failure when it never does."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            screen = self.screen
            if text in screen:
                check(True, what)
                return
            time.sleep(0.02)
        check(False, f"{what or 'the screen'}: {text!r} isn't shown in\n{screen.rstrip()}")

    @property
    def process(self):
        return int(self.tmux("display-message", "-p", "#{pane_pid}").stdout)

    def ended(self, process):
        """Waits until the program is gone."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not pathlib.Path(f"/proc/{process}").exists():
                return True
            if self.tmux("display-message", "-p", "#{pane_dead}").stdout.strip() == "1":
                return True
            time.sleep(0.02)
        return False


def jots(home):
    """The texts of the couple's lines, as another process reads them."""
    status, output, errors = home.run(["jot", "list", "zan-or", "--json"])
    check(status == 0, f"jot list beside live capture: {errors.decode()}")
    return [jot["text"] for jot in json.loads(output)] if status == 0 else []


def waits_for(home, text):
    """Waits until a line is in the file: it comes there while the capture goes on."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if text in jots(home):
            return
    check(False, f"{text!r} isn't in the file")


def check_typing(home, terminal):
    """What the keys make of the line is what is kept."""
    terminal.start(BINARY, *LIVE)
    terminal.shows(" ›", "the prompt")
    terminal.type("wrds two", "C-Left", "Left", "Left", "Left", "Left")
    terminal.type("o", "End", "M-b")
    terminal.type("and ", "C-e")
    terminal.type(" gone", "C-w", "BSpace", "C-a")
    terminal.type("The ", "Enter")
    terminal.shows("› The words and two\n", "the edited line")
    terminal.type("Zoe\u0308 愛x愛", "Left", "BSpace", "Home", "Right", "Right", "Right", "BSpace")
    terminal.type("ë", "Enter")
    terminal.shows("› Zoë 愛愛", "wide characters")
    long = "a line that is longer than the terminal is wide, and is edited at its beginning"
    terminal.type(long[2:], "Home")
    terminal.type("a ")
    terminal.shows("› a line that is longer than the terminal is wide", "the long line's first row")
    terminal.keys("Enter")
    terminal.paste("pasted \033[31mred\033[0m\nand \033]0;title\007more\n")
    terminal.shows("› and more\n", "pasted lines")
    terminal.keys("Up", "Up", "Up", "Up", "Enter")
    waits_for(home, "and more")
    terminal.paste("in brackets\r\none by one\nhalf", bracketed=True)
    terminal.shows("› half", "pasted lines in brackets")
    terminal.type(" a line", "Enter")
    expected = ["The words and two", "Zoë 愛愛", long, "pasted red", "and more", "Zoë 愛愛"]
    expected += ["in brackets", "one by one", "half a line"]
    waits_for(home, "half a line")
    terminal.type("//slashed", "Enter")
    waits_for(home, "/slashed")
    found = jots(home)
    check(found == expected + ["/slashed"], f"the lines are {found}")
    terminal.type("/undo", "Enter")
    terminal.shows("taken back: y", "undo")
    return expected


def check_interruptions(home, terminal, expected):
    """Ctrl-C keeps everything, a closed terminal the half line too, and a kill all that was entered."""
    terminal.type("thrown away", "C-c")
    terminal.shows("/done ends; what was entered is kept", "Ctrl-C")
    terminal.type("after the interruption", "Enter")
    waits_for(home, "after the interruption")
    terminal.type("half a li")
    terminal.shows("› half a li", "a half line")
    process = terminal.process
    terminal.tmux("kill-server")
    check(terminal.ended(process), "the program ends with its terminal")
    expected += ["after the interruption", "half a li"]
    found = jots(home)
    check(found == expected, f"after the terminal was closed the lines are {found}")
    terminal.start(BINARY, *LIVE)
    terminal.shows("  half a li\n", "the lines so far")
    terminal.type("before the kill", "Enter")
    waits_for(home, "before the kill")
    terminal.type("not entered")
    terminal.shows("› not entered", "a line that isn't entered")
    process = terminal.process
    os.kill(process, signal.SIGKILL)
    check(terminal.ended(process), "the killed program ends")
    expected += ["before the kill"]
    check(jots(home) == expected, f"after the kill the lines are {jots(home)}")
    terminal.start(BINARY, *LIVE)
    terminal.shows("  before the kill\n", "the lines after a kill")
    terminal.type("as it is told to end")
    terminal.shows("› as it is told to end", "a line before SIGTERM")
    process = terminal.process
    os.kill(process, signal.SIGTERM)
    check(terminal.ended(process), "the program ends when it is told to")
    expected += ["as it is told to end"]
    check(jots(home) == expected, f"after SIGTERM the lines are {jots(home)}")


def check_end(home, terminal, expected):
    """The prompt says who is in the room, a second Ctrl-C ends, and the lines become notes for who heard them."""
    shell = f"trap : INT; '{BINARY}' {' '.join(LIVE)}; echo status $?; stty -a; exec cat"
    terminal.start("sh", "-c", shell)
    terminal.shows("  as it is told to end\n", "the lines after SIGTERM")
    terminal.type("/only orvo", "Enter")
    terminal.shows(" Orvo ›", "the prompt of one alone")
    terminal.type("said alone", "Enter")
    waits_for(home, "said alone")
    terminal.keys("C-c", "C-c")
    terminal.shows("Make the draft of a note that may be shown to both", "the offer")
    terminal.type("n", "Enter")
    terminal.shows("with Orvo alone.", "the offer of what one said alone")
    terminal.type("y", "Enter")
    terminal.shows("status 0\n", "the end")
    terminal.shows(" echo ", "the terminal shows again what is typed")
    check(jots(home) == expected, "what wasn't taken into a note waits")
    status, output, _ = home.run(["note", "list", "zan-or", "--json"])
    note = json.loads(output)[0] if status == 0 and json.loads(output) else {}
    check(note.get("text", "")[5:] == " said alone", f"the note of what was said alone is {note}")
    check(note.get("audience") not in ("joint", "counselor", None), "it is that one's")


def check_ordinary_prompt(home, terminal):
    """Outside live capture pasted lines are one, half a line is kept, and Ctrl-C ends the command, as everywhere."""
    before = jots(home)
    terminal.start("sh", "-c", f"'{BINARY}' jot zan-or; echo status $?; exec cat")
    terminal.shows("jot:", "the question")
    terminal.paste("three lines\r\nthat were\n\npasted\n", bracketed=True)
    terminal.shows("jot: three lines that were pasted", "pasted lines are one")
    terminal.keys("Enter")
    terminal.shows("status 0\n", "the jot is kept")
    check(jots(home) == before + ["three lines that were pasted"], f"after a paste the lines are {jots(home)}")
    terminal.start(BINARY, "jot", "zan-or")
    terminal.shows("jot:", "the question")
    terminal.type("half a jot")
    terminal.shows("half a jot", "half a line")
    process = terminal.process
    terminal.tmux("kill-server")
    check(terminal.ended(process), "the program ends with its terminal")
    listed = home.run(["note", "recover"])[1].decode()
    found = re.match("[0-9a-f]{6}", listed)
    check(found and listed.endswith(" · zan-or · jot\n"), f"half a line is kept: {listed}")
    if found:
        check(home.run(["note", "recover", found[0]])[1] == b"half a jot\n", "half a line comes back")
        home.run(["note", "recover", found[0], "--drop", "--yes"])
    terminal.start("sh", "-c", f"trap : INT; '{BINARY}' jot zan-or; echo status $?; exec cat")
    terminal.shows("jot:", "the question")
    terminal.type("half", "C-c")
    terminal.shows("status 130\n", "Ctrl-C ends it")


def check_leavings(home):
    """No file but the practice's own is there, and none has a line in clear."""
    for path in home.folder.rglob("*"):
        if path.is_file() and path.name not in ("old", "new"):
            # What this computer remembers of the last save is a number and two codes.
            is_own = path.name.startswith("practice.couplet") or path.match("couplet/last-*")
            check(is_own, f"{path.relative_to(home.folder)} was left behind")
            check(b"The words and two" not in path.read_bytes(), f"{path.name} has a line in clear")


def main():
    """Does all of it in a home of its own, and gives the exit status."""
    if not shutil.which("tmux"):
        print("skipped: tmux is missing")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    if not BINARY.exists():
        sys.exit("the program isn't built: swift build, or COUPLET_BINARY=PATH")
    with tempfile.TemporaryDirectory() as folder:
        home = Home(folder)
        # An editor that leaves the text as it is.
        home.environment.update(TMUX_TMPDIR=folder, EDITOR="true")
        home.take_fixture()
        couple = ["couple", "add", "Zan & Orvo", "--handle", "zan-or"]
        status, _, errors = home.run(couple + ["--new-member", "Zan Quell", "--new-member", "Orvo Quell"])
        check(status == 0, f"couple add: {errors.decode()}")
        terminal = Terminal(home)
        try:
            expected = check_typing(home, terminal)
            check_interruptions(home, terminal, expected)
            check_end(home, terminal, expected)
            check_ordinary_prompt(home, terminal)
        finally:
            terminal.tmux("kill-server")
        check_leavings(home)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
