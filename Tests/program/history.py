"""The examples of README, manual and help, typed into a real bash with its usual history."""

import contextlib
import fcntl
import os
import pathlib
import pty
import re
import select
import shlex
import struct
import subprocess
import termios
import time

from home import BINARY, ROOT

PAPERS = [ROOT / "README.md", *sorted((ROOT / "Sources" / "couplet" / "Manual").glob("*.md"))]
# An example that takes longer than this hangs.
PATIENCE = 20
PROMPT = "<<ready>> "
# What a program that waits for somebody to type has written last.
ASKS = re.compile(r"(: |› |\[y/N[^\]\n]*\] )$")
# The echo of a command that reads standard input, which here is the terminal.
READS = re.compile(r"^couplet [^\n<|]* -\r?\n")
# What a thread sleeps in that waits at a terminal; 0 where the kernel doesn't tell.
WAITING = ("wait_woken", "n_tty_read", "poll_schedule_timeout", "do_poll", "0")
# Commands whose last argument is a text, for a person to be asked or for standard input.
TEXTS = ("jot", "agenda add", "contact add", "entry add", "win add", "note add", "note edit", "homework assign",
         "homework log", "promise add", "promise repaired", "goal add", "answers review", "entry review", "cycle",
         "injury add", "injury step")


class Shell:
    """An interactive bash on a terminal of its own."""

    def __init__(self, home, arguments, variables):
        environment = home.environment | variables
        self.process, self.master = pty.fork()
        if self.process == 0:
            os.chdir(home.folder / "shell")
            os.execve("/bin/bash", ["bash", *arguments], environment)
        # Wide enough that no line is broken while it is typed.
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 1000, 0, 0))
        self.output = ""
        self.wait_for_prompt()

    def wait_for_prompt(self, answers=()):
        """Reads until the prompt is back; whatever asks gets the answers one by one, then an interruption."""
        end = time.monotonic() + PATIENCE
        answers = list(answers)
        while time.monotonic() < end:
            if self.output.endswith(PROMPT):
                return
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.output += os.read(self.master, 65536).decode(errors="replace")
                except OSError:
                    return
            elif (ASKS.search(self.output) or READS.search(self.output)) and self.is_read():
                os.write(self.master, answers.pop().encode() if answers else b"\x03")
        raise TimeoutError(f"no prompt after: {self.output[-300:]!r}")

    def is_read(self):
        """Whether a program that isn't the shell waits at the terminal; one that is merely slow may never read it.

        What is typed too early would go to the shell, and from there into its history.
        """
        group = os.tcgetpgrp(self.master)
        if group == self.process:
            return False
        sleeps_in = set()
        for entry in pathlib.Path("/proc").iterdir():
            with contextlib.suppress(OSError, IndexError):
                fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(") ")[2].split()
                if fields[2] != str(group):
                    continue
                if fields[0] != "S":
                    return False
                sleeps_in |= {path.read_text(encoding="utf-8") or "0" for path in entry.glob("task/*/wchan")}
        return any(place.startswith(WAITING) for place in sleeps_in)

    def type(self, line, answer=None):
        """Types a line, answers what asks, and waits until it is done."""
        self.output = ""
        os.write(self.master, f"{line}\n".encode())
        self.wait_for_prompt(["\x04", *[f"{answer}\n"] * 3] if answer else ())

    def end(self):
        """Leaves the shell, which then writes its history."""
        os.write(self.master, b"exit\n")
        with contextlib.suppress(OSError):
            while os.read(self.master, 65536):
                pass
        os.waitpid(self.process, 0)
        os.close(self.master)


def written_examples():
    """The lines of the papers' console and sh blocks, and the files that they read."""
    text = "\n".join(paper.read_text(encoding="utf-8") for paper in PAPERS)
    lines = []
    for kind, block in re.findall(r"^```(console|sh)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        lines += [line[2:] for line in block.splitlines() if line.startswith("$ ")] if kind == "console" else (
            block.splitlines())
    return lines, dict(re.findall(r"^<!-- file (\S+): (.*) -->$", text, re.MULTILINE))


def help_examples(help_page, paths):
    """The lines of every page of help that are commands."""
    pages = (help_page(path).split("\nUSAGE:")[0] for path in paths)
    return [line for page in pages for line in page.splitlines() if line.startswith("couplet")]


def runs_of_words(text, count=3):
    """The runs of so many words that stand in a text."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[place:place + count]) for place in range(len(words) - count + 1)}


def clinical_argument(line):
    """The text that stands on a command line where it should be asked for or come from standard input."""
    try:
        words = shlex.split(re.split(r" [|<>] ?", line)[0])
    except ValueError:
        return None
    if not words or pathlib.Path(words[0]).name != "couplet":
        return None
    if not any(words[1:1 + len(name.split())] == name.split() for name in TEXTS):
        return None
    # A value with a blank is a sentence, unless it is an option's; names, handles, days and reports have none.
    values = [word for before, word in zip(words, words[1:]) if not before.startswith("--")]
    return next((word for word in values if " " in word), None)


def prepare(home):
    """A folder with the made-up practice, the program and stand-ins for what must not run here."""
    folder = home.folder / "shell"
    (folder / "bin").mkdir(mode=0o700, parents=True)
    (folder / "bin" / "couplet").symlink_to(BINARY)
    for name in ("sudo", "swift"):
        (folder / "bin" / name).write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
        (folder / "bin" / name).chmod(0o700)
    subprocess.run(
        [BINARY, "demo", "--keep", "practice.couplet"], cwd=folder, env=home.environment, check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for name, text in written_examples()[1].items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return folder


def problems(home, markers, help_page, paths):
    """What is wrong with what the shell keeps, None for each thing that is right."""
    folder = prepare(home)
    variables = {
        "PATH": f"{folder}/bin:/usr/bin:/bin", "PS1": PROMPT, "EDITOR": str(home.folder / "tools" / "editor"),
        "COUPLET_FILE": str(folder / "practice.couplet"), "COUPLET_PASSPHRASE_FILE": "", "TERM": "dumb"}
    yield from example_problems(home, markers, help_page, paths, folder, variables)
    yield from ignore_problems(home, folder, variables)


def example_problems(home, markers, help_page, paths, folder, variables):
    """Types every example, and a marker where one asks, and reads the history."""
    lines, files = written_examples()
    lines += help_examples(help_page, paths)
    history = folder / "history"
    # Usual settings, but long enough for all of them.
    kept_at = {"HISTFILE": str(history), "HISTFILESIZE": "9999", "HISTSIZE": "9999"}
    shell = Shell(home, ["--norc", "-i"], variables | kept_at)
    for line in lines:
        shell.type(line, f"typed {markers.text}")
    shell.end()
    kept = history.read_text(encoding="utf-8").splitlines()
    missing = [line for line in lines if line.strip() and line not in kept]
    yield f"control: the history lacks {missing[0]!r}" if missing else None
    for before, line in zip(["", *kept], kept):
        yield f"a marker stands in the shell's history after: {before}" if markers.are_in(line.encode()) else None
    sentences = {run: name for name, text in files.items() for run in runs_of_words(text)}
    for line in sorted(set(kept)):
        argument = clinical_argument(line)
        yield f"an example leaves {argument!r} in the shell's history: {line}" if argument else None
        name = next((sentences[run] for run in runs_of_words(line) if run in sentences), None)
        yield f"an example leaves words of {name} in the shell's history: {line}" if name else None


def ignore_problems(home, folder, variables):
    """Does what `init` says last, and looks whether a new bash then keeps the program's commands to itself."""
    bashrc, history = home.folder / "home" / ".bashrc", folder / "history-2"
    # Debian's own ~/.bashrc sets these before the line that is added.
    bashrc.write_text(f"HISTCONTROL=ignoreboth\nHISTIGNORE=ls\nPS1='{PROMPT}'\n", encoding="utf-8")
    said = subprocess.run(
        [BINARY, "init", "--plain", "--file", "ignored.couplet"], cwd=folder, env=home.environment, check=True,
        capture_output=True, text=True).stdout.splitlines()[-1].strip()
    shell = Shell(home, ["--norc", "-i"], variables)
    shell.type(said)
    shell.end()
    shell = Shell(home, ["-i"], variables | {"HISTFILE": str(history)})
    for line in ("echo control", "couplet couple list", "couplet", "couplet client add 'Vera Lind'", "ls"):
        shell.type(line)
    shell.end()
    kept = history.read_text(encoding="utf-8").splitlines()
    yield None if "echo control" in kept else "control: the second history lacks its other commands"
    yield "a name or command is in the history in spite of init's line" if any(
        line.startswith("couplet") for line in kept) else None
    yield "what was left out of the history before is in it" if "ls" in kept else None
