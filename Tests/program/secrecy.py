"""The row `secrecy`: marked words go through every command on a sealed file, and then every file is searched.

Under strace every file that was opened for writing, made, linked or renamed is known; without it the folders are looked
through. Only what the user asked to be plain may hold a marker.
"""

import contextlib
import json
import os
import pathlib
import pty
import random
import re
import shlex
import shutil
import subprocess
import tempfile
import termios
import time

import history
from commands import BAD_TEXTS, EXEMPT, KEY_STEPS, STEPS, TAKE_WORDS, TEXT_COMMANDS
from home import BINARY, PATIENCE, ROOT, TODAY, Home
from markers import Markers, missed_forms

DEFINITIONS = ROOT / "Tests" / "Fixtures" / "definitions" / "accepted"
CALLS = "openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,link,linkat,mkdir,mkdirat,truncate"
CALL = re.compile(r"^\d+ +(\w+)\((.*)$")
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
# What is no file of anybody's.
NO_FILES = re.compile(r"/dev/(null|tty|ptmx|pts/\d+)$|/proc/")
# The editor's private folder: in memory, for a runtime folder on a disk isn't taken.
PRIVATE = re.compile(r"/dev/shm/couplet-\d+-\w{6}(/|$)")
SHARED = [pathlib.Path(path) for path in ("/dev/shm", "/tmp", "/var/tmp") if pathlib.Path(path).is_dir()]
CRASHES = 24
# The editor of the test: adds the text to its file and says where that is.
EDITOR = """#!/bin/sh
cat "{tools}/text" >> "$1"
printf '%s\\n' "$1" >> "{tools}/seen"
{then}
"""


def leaves(path=()):
    """Every command that does something, from the pages of help."""
    page = help_page(path)
    if "SUBCOMMANDS:" not in page:
        return [" ".join(path)]
    names = re.findall(r"^  ([a-z][a-z-]*)(?: \(default\))?(?:  .*)?$", page.split("SUBCOMMANDS:")[1], re.MULTILINE)
    return [leaf for name in names for leaf in leaves((*path, name))]


def help_page(path=()):
    """A page of help, with lines as long as they are."""
    return subprocess.run(
        [BINARY, "help", *path], env={"COLUMNS": "500", "PATH": "/usr/bin:/bin"}, capture_output=True, check=True,
        text=True).stdout


def at_terminal(line, typed, surroundings):
    """Runs a command at a terminal that doesn't show what is typed; its errors are what it writes there."""
    master, slave = pty.openpty()
    quiet = termios.tcgetattr(slave)
    quiet[3] &= ~termios.ECHO
    termios.tcsetattr(slave, termios.TCSANOW, quiet)
    with subprocess.Popen(line, stdin=slave, stdout=subprocess.PIPE, stderr=slave, **surroundings) as process:
        os.close(slave)
        os.write(master, typed)
        output, errors = process.stdout.read(), b""
        process.wait(PATIENCE)
    with contextlib.suppress(OSError):
        while part := os.read(master, 4096):
            errors += part
    os.close(master)
    return subprocess.CompletedProcess(line, process.returncode, output, errors)


class Secrecy:
    """The row: what it did, what it searched, and what was wrong."""

    def __init__(self, seed, folder):
        self.markers, self.draw = Markers(seed), random.Random(seed)
        self.home = Home(folder)
        self.home.take_fixture()
        self.tools = self.home.folder / "tools"
        self.tools.mkdir(mode=0o700)
        self.plain, self.searched, self.found = set(), {}, set()
        self.checks, self.failures, self.skipped = 0, [], []
        self.leaves, self.commands = leaves(), set()
        self.has_keyring = True
        self.has_strace = self.can_trace()
        self.before = self.shared_entries()

    def can_trace(self):
        """Whether strace is there and can read the names of files; where not, that is said."""
        self.has_strace = shutil.which("strace") is not None
        if not self.has_strace:
            self.skip("strace isn't installed: only the folders are looked through")
            return False
        log = self.tools / "trace"
        subprocess.run(
            self.trace(["couple", "list"], log), cwd=self.home.files, env=self.home.environment, capture_output=True,
            timeout=PATIENCE, check=False)
        if self.home.files / "practice.couplet.lock" in self.written(log):
            return True
        self.skip("strace can't see what the program opens: only the folders are looked through")
        return False

    # Checks

    def check(self, holds, what):
        """Counts one check."""
        self.checks += 1
        if not holds:
            self.failures.append(what)

    def skip(self, what):
        self.skipped.append(what)

    # Files

    @staticmethod
    def shared_entries():
        """What stands in the folders that all programs share."""
        return {path / name for path in SHARED for name in os.listdir(path)}

    def search(self, path, what):
        """Searches a file that is new or has changed."""
        with contextlib.suppress(OSError):
            status = path.lstat()
            if not path.is_file() or path.is_symlink():
                return
            state = (status.st_mtime_ns, status.st_size, status.st_ino)
            if self.searched.get(path) == state:
                return
            self.searched[path] = state
            holds = self.markers.are_in(path.read_bytes())
            if path in self.plain:
                self.found |= {path} if holds else set()
            else:
                self.check(not holds, f"{what}: a marker stands in {path.relative_to(self.home.folder)}")

    def search_all(self, what, written=()):
        """Searches every file of the home that is new or has changed, and what was written elsewhere."""
        for path in sorted(self.home.folder.rglob("*")):
            if self.tools not in path.parents and "keys" not in path.parts:
                self.search(path, what)
        for path in sorted(written):
            is_ours = self.home.folder in path.parents
            is_fine = is_ours or NO_FILES.match(str(path)) or PRIVATE.match(str(path))
            self.check(is_fine, f"{what}: writes to {path}")

    def written(self, log):
        """The files that a trace says were made or opened for writing."""
        paths = set()
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            call = CALL.match(line)
            if not call or "= -1 " in line or call[1].startswith("unlink"):
                continue
            if call[1] in ("open", "openat") and not WRITING.search(call[2]):
                continue
            names = re.findall(r'"((?:[^"\\]|\\.)*)"', call[2])
            paths |= {self.home.files / name for name in names}
        return {pathlib.Path(os.path.normpath(path)) for path in paths}

    # Running

    def trace(self, arguments, log):
        """The arguments under strace, where it is installed."""
        line = [str(BINARY), *arguments]
        return ["strace", "-f", "-e", f"trace={CALLS}", "-o", str(log), *line] if self.has_strace else line

    def give(self, what, arguments, text=b"", environment=None, typed=None):
        """Runs a command, then searches every file that it touched: status, output, errors."""
        log = self.tools / "trace"
        line = self.trace([*arguments, "--today", TODAY], log)
        surroundings = {"cwd": self.home.files, "env": environment or self.home.environment}
        if typed is None:
            done = subprocess.run(line, input=text, capture_output=True, timeout=PATIENCE, check=False, **surroundings)
        else:
            done = at_terminal(line, typed, surroundings)
        self.search_all(what, self.written(log) if self.has_strace else ())
        # At a terminal the counselor is told whose chart it is; in what a script collects not even names belong.
        is_told = self.markers.are_in(done.stderr) if typed is None else self.markers.text.encode() in done.stderr
        self.check(not is_told, f"{what}: a marker stands in its errors")
        return done

    def words(self, line):
        """The arguments of a step."""
        given = {
            "text": self.markers.text, "given": self.markers.given, "other": self.markers.other,
            "fixtures": DEFINITIONS}
        if "{waiting}" in line:
            lines = json.loads(self.home.run(("inbox", "list", "--json"))[1])
            given["waiting"] = lines[0]["id"] if lines else "none"
        return [word.format(**given) for word in shlex.split(line)]

    def do_step(self, line, text, manner):
        """One step of the list."""
        words, manner = self.words(line), manner.split()
        leaf = next((" ".join(words[:count]) for count in (3, 2, 1) if " ".join(words[:count]) in self.leaves), line)
        self.commands.add(leaf)
        if "keyring" in manner and not self.has_keyring:
            return self.skip(f"{leaf}, unlocked: there is no keyring here")
        environment = dict(self.home.environment)
        if "locked" in manner:
            del environment["COUPLET_PASSPHRASE_FILE"]
        if "editor" in manner:
            environment["EDITOR"] = str(self.editor())
        if "plain" in manner:
            self.plain.add(self.home.files / manner[-1])
        typed = b"" if "editor" in manner else None
        done = self.give(leaf, words, (text or "").format(text=self.markers.text).encode(), environment, typed)
        self.check(done.returncode == 0, f"{line}: {done.returncode}: {done.stderr.decode()}")
        if "editor" in manner:
            self.check_editor(leaf)
        return None

    def editor(self, then="exit 0", text="They spoke of {}.\n"):
        """An editor that writes the marker."""
        (self.tools / "text").write_text(text.format(self.markers.text), encoding="utf-8")
        (self.tools / "seen").unlink(missing_ok=True)
        path = self.tools / "editor"
        path.write_text(EDITOR.format(tools=self.tools, then=then), encoding="utf-8")
        path.chmod(0o700)
        return path

    def edited(self):
        """The private file that the editor was given; a place that isn't there where the editor never ran."""
        seen = self.tools / "seen"
        return pathlib.Path(seen.read_text(encoding="utf-8").strip() if seen.exists() else "/nowhere/the/editor")

    def check_editor(self, what):
        """The private file was in memory and is gone with its folder."""
        path = self.edited()
        self.check(PRIVATE.match(str(path)), f"{what}: the editor's file was {path}")
        self.check(not path.parent.exists(), f"{what}: the editor's folder is still there")

    # Parts

    def do_commands(self):
        """Every command that makes no new keys."""
        self.has_keyring = b"no keyring" not in self.home.run(("unlock", "--status"))[1]
        for line, text, manner in STEPS:
            self.do_step(line, text, manner)

    def do_keys(self):
        """The rest of the commands, and that none is left out."""
        for line, text, manner in KEY_STEPS:
            self.do_step(line, text, manner)
        for leaf in self.leaves:
            self.check(leaf in self.commands or leaf in EXEMPT, f"{leaf} has no step")
        for path in sorted(self.plain):
            self.check(path in self.found, f"control: no marker found in {path.name}, which was asked to be plain")

    def do_typing(self):
        """A line typed at a terminal, which the program doesn't say again."""
        done = self.give("jot, typed", ["jot", "zan-or"], typed=f"typed {self.markers.text}\n".encode())
        self.check(done.returncode == 0, f"jot, typed: {done.returncode}: {done.stderr.decode()}")

    def do_bad_texts(self):
        """What is refused is not repeated in the error, and not kept."""
        for line in TEXT_COMMANDS:
            for name, text in BAD_TEXTS.items():
                text = text.replace(b"%s", self.markers.text.encode())
                status, _, errors = self.home.run((*self.words(line), "--today", TODAY), text)
                what = f"{line.partition(' zan')[0]}, {name}"
                self.check(not self.markers.are_in(errors), f"{what}: a marker stands in its errors")
                self.check(status in (0, 1, 64, 65), f"{what}: {status}")
            if line.startswith(TAKE_WORDS):
                continue
            words = self.words(line)[:-1]
            status, _, errors = self.home.run((*words, f"typed {self.markers.text}", "--today", TODAY))
            self.check(not self.markers.are_in(errors), f"{line}: a text as an argument stands in its errors")
        self.search_all("bad texts")

    def do_bad_editors(self):
        """An editor that fails, and a text that can't be saved: a sealed draft is all that stays."""
        environment = self.home.environment | {"EDITOR": str(self.editor(then="exit 3"))}
        done = self.give("note add, editor fails", ["note", "add", "s5"], environment=environment, typed=b"")
        self.check(done.returncode == 1, f"note add, editor fails: {done.returncode}")
        self.check_editor("note add, editor fails")
        self.check_draft("note add, editor fails")
        environment["EDITOR"] = str(self.editor(text="They spoke of {}. \0\n"))
        done = self.give("note add, refused", ["note", "add", "s5"], environment=environment, typed=b"")
        self.check(done.returncode == 65, f"note add, refused: {done.returncode}: {done.stderr.decode()}")
        self.check_editor("note add, refused")
        self.check_draft("note add, refused")

    def do_editor_crash(self):
        """Killed while the editor is open: its private file stays, in memory, until the next command keeps it."""
        environment = self.home.environment | {"EDITOR": str(self.editor(then="sleep 1"))}
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [BINARY, "note", "add", "s5", "--today", TODAY], cwd=self.home.files, env=environment,
            stdin=slave, stdout=subprocess.DEVNULL, stderr=slave)
        end = time.monotonic() + PATIENCE
        while not (self.tools / "seen").exists() and time.monotonic() < end:
            time.sleep(0.02)
        process.kill()
        process.wait()
        time.sleep(1.5)
        os.close(slave)
        os.close(master)
        path = self.edited()
        self.check(path.exists(), "note add, killed: no text is kept")
        if path.exists():
            is_private = path.parent.stat().st_mode & 0o077 == 0 and path.stat().st_mode & 0o077 == 0
            self.check(is_private, "note add, killed: others can read the text that is kept")
        self.search_all("note add, killed")
        self.check_draft("note add, killed")
        self.check_editor("note add, killed")

    def check_draft(self, what):
        """One draft is kept; it has the text, and is then dropped."""
        listed = json.loads(self.give("note recover", ["note", "recover", "--json"]).stdout)
        self.check(len(listed) == 1, f"{what}: {len(listed)} drafts are kept")
        for draft in listed:
            done = self.give("note recover", ["note", "recover", draft["id"]])
            self.check(self.markers.text.encode() in done.stdout, f"{what}: the draft hasn't the text")
            done = self.give("note recover", ["note", "recover", draft["id"], "--drop", "--yes"])
            self.check(done.returncode == 0, f"{what}: the draft isn't dropped: {done.stderr.decode()}")

    def do_crashes(self):
        """Commands that are killed in the middle leave nothing in clear."""
        lines = [
            *TEXT_COMMANDS, "backup backup-{count}.couplet", "check --deep --salvage saved-{count}.couplet", "optimize"]
        for count in range(CRASHES):
            line = lines[count % len(lines)].replace("{count}", str(count))
            text = (f"killed {self.markers.text} " * 200).encode()
            process = self.home.start((*self.words(line), "--today", TODAY), text, output=subprocess.DEVNULL)
            time.sleep(self.draw.uniform(0.02, 0.12))
            process.kill()
            process.wait()
            self.search_all(f"{line.partition(' zan')[0]}, killed")
        status, output, errors = self.home.run(("check",))
        self.check(status == 0, f"check after the crashes: {(output + errors).decode()}")

    def do_shared_folders(self):
        """Nothing of ours has appeared where all programs put things."""
        for path in sorted(self.shared_entries() - self.before):
            if path == self.home.folder or path in self.home.folder.parents:
                continue
            for file in [path, *(path.rglob("*") if path.is_dir() and not path.is_symlink() else ())]:
                with contextlib.suppress(OSError):
                    if file.is_file() and not file.is_symlink() and file.stat().st_size < 1 << 24:
                        self.check(not self.markers.stand_in(file.read_bytes()), f"a marker stands in {file}")

    def do_history(self):
        """The examples, typed into a real shell."""
        for problem in history.problems(self.home, self.markers, help_page, leaves_and_groups(self.leaves)):
            self.check(problem is None, problem)


def leaves_and_groups(names):
    """The commands and the groups that they stand in, each as its words."""
    return sorted({tuple(name.split()[:count]) for name in names for count in (0, 1, 2, 3)})


def run(seed):
    """Does the row: prints its failures, its skips and its line; gives held, failed and skipped."""
    with tempfile.TemporaryDirectory(prefix="couplet-secrecy-") as folder:
        row = Secrecy(seed, os.path.realpath(folder))
        for form in missed_forms(row.markers):
            row.check(False, f"control: the search doesn't find {form}")
        for part in (row.do_commands, row.do_typing, row.do_bad_editors, row.do_editor_crash, row.do_bad_texts,
                     row.do_crashes, row.do_keys, row.do_history, row.do_shared_folders):
            try:
                part()
            except (OSError, ValueError, subprocess.SubprocessError) as error:
                row.check(False, f"{part.__name__}: {type(error).__name__}: {error}")
    for failure in row.failures:
        print(f"failed: --row secrecy --seed {seed}: {failure}")
    for skipped in row.skipped:
        print(f"skipped: {skipped}")
    print(f"secrecy  commands {len(row.commands)}  files searched {len(row.searched)}  failures {len(row.failures)}")
    return row.checks - len(row.failures), len(row.failures), len(row.skipped)
