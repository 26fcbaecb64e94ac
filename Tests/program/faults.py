"""The row `program-faults`: the program is ended at every third of its calls for files, and single calls fail.

A small library (`faults.c`) is loaded before the program's own. Each command is first run once on a copy of the folder, undisturbed:
that says how many calls it makes of each kind, and what the file holds before it and after it. Then, always on a
fresh copy, it is ended before a call or in the middle of a write, or from some call on a kind of call fails with an error
of the system. What it had said 0 of is there; else it is there whole or not at all, and where it says that nothing was
saved it isn't there. The file opens, `check` finds it sound, and no exit is a signal or a fault of the program's own.
"""

import collections
import errno
import pathlib
import random
import shutil
import struct
import subprocess
import tempfile

import killing
from killing import Command, Stretch

SOURCE = pathlib.Path(__file__).resolve().parent / "faults.c"
KINDS = ("open", "read", "write", "sync", "rename", "lock", "cut", "remove")
CASES, FULL_CASES, WORKERS = 300, 5000, 2
ERRORS = {"open": (errno.EACCES, errno.EMFILE), "read": (errno.EIO,), "write": (errno.ENOSPC, errno.EIO), "sync": (errno.EIO,),
          "rename": (errno.EACCES, errno.ENOSPC), "lock": (errno.ENOLCK,), "cut": (errno.EIO,), "remove": (errno.EACCES,)}
# What each case begins with, so that every command finds its like.
BEFORE = {
    "undo": Command(("jot", "dana-rob", "--at", "09:00", "-"), "a line before"),
    "restore": Command(("backup", "backup0.couplet"))}
# The commands, each as the last of its own script.
COMMANDS = [
    Command(("jot", "dana-rob", "--at", "10:00", "-"), "case 0 line 1"),
    Command(("jot", "dana-rob", "--at", "10:00", "-"), "case 0 line 2", locked=True),
    Command(("note", "add", "s1", "-"), "case 0 line 3" + " and again" * 900),
    Command(("note", "edit", "n1", "-"), "case 0 line 4"),
    Command(("session", "add", "dana-rob", "--on", "2026-10-05", "--at", "11:00", "--extra")),
    Command(("measure", "dana-rob", "rdas", "--member", "Rob", "--total", "44", "--on", "2026-10-06", "--yes")),
    Command(("homework", "log", "h1", "--member", "Rob", "--done", "2", "-"), "case 0 line 5"),
    Command(("undo",)),
    Command(("passwd", "--new-passphrase-file", "../keys/new")),
    Command(("rekey", "--yes")),
    Command(("backup", "backup1.couplet")),
    Command(("restore", "backup0.couplet", "--to", "practice.couplet", "--yes")),
    Command(("optimize",)),
    Command(("check", "--deep", "--salvage", "saved0.couplet")),
]
# Commands whose keys take as much work as the machine does in half a second get a smaller share.
SLOW = ("passwd", "rekey")


def library(folder):
    """The compiled library, or None where there is no compiler."""
    target = pathlib.Path(folder) / "faults.so"
    for compiler in ("cc", "clang", "gcc"):
        if shutil.which(compiler):
            subprocess.run(
                [compiler, "-shared", "-fPIC", "-O1", "-o", str(target), str(SOURCE), "-ldl"], check=True)
            return target
    return None


def verdict(fault, status, said, is_new, is_old):
    """What is wrong with how a command ended and what the file holds then; None where nothing is."""
    is_ended = status == -9 and "fail" not in fault
    if not is_ended and (not 0 <= status < 128 or status == 70):
        return "ended with a signal or a fault of its own"
    if not is_new and not is_old:
        return "is neither whole nor not at all"
    if status == 0 and not is_new:
        return "had said 0 and isn't there"
    if "nothing was saved" in said and not is_old:
        return "is there, though it says that nothing was saved"
    return None


def planted():
    """Answers that each break one rule: those that pass as sound."""
    answers = {
        "a signal": ("fail 2 1 5", -9, "", False, True), "a fault of its own": ("fail 2 1 5", 70, "", False, True),
        "a crash at a kill": ("kill 4", -6, "", False, True), "half a change": ("kill 4", -9, "", False, False),
        "a lost save": ("kill 4", 0, "", False, True),
        "a save that is denied": ("fail 3 1 5", 73, "error: file: x; nothing was saved", True, False)}
    return [name for name, answer in answers.items() if verdict(*answer) is None]


class Faults(Stretch):
    """One command and all its cases."""

    def __init__(self, seed, folder, command, made):
        super().__init__(seed, folder)
        self.command, self.made = command, made
        self.counts = self.home.folder / "counts"
        self.done = 0

    def run_cases(self, share):
        """Runs the command undisturbed, then that many of its cases; gives what was wrong with which."""
        self.refresh()
        if self.command.name in BEFORE:
            self.give_well(BEFORE[self.command.name])
        self.base = self.copy("base")
        twin = self.copy("twin", self.base)
        before = self.content(self.copy("sister", self.base))
        status, _, errors, counted = self.give("", twin)
        self.need(status == 0, f"{self.command.name} gives {status}: {errors.decode()}")
        self.need(sum(counted.values()) > 4, f"{self.command.name}: the library counts nothing")
        after = self.content(twin, self.home.new_key if self.command.arguments[0] == "passwd" else self.home.old_key)
        failures = []
        for fault in self.drawn(counted, share):
            try:
                self.try_fault(fault, before, after)
            except (killing.Wrong, subprocess.TimeoutExpired) as error:
                failures.append((fault, str(error)))
            self.done += 1
        return failures

    def drawn(self, counted, share):
        """Faults of this command: the end at every third call, torn writes, errors of each kind; so many of them."""
        calls = sum(counted.values())
        ends = [f"{way} {place}" for place in range(1, calls + 1, 3) for way in ("kill", "tear")]
        fails = [
            f"fail {KINDS.index(kind)} {place} {code}" for kind, count in counted.items()
            for place in range(1, count + 1) for code in ERRORS[kind]]
        draw = random.Random(f"{self.seed}/{self.command.name}")
        return draw.sample(ends, min(len(ends), share * 2 // 3)) + draw.sample(fails, min(len(fails), share // 3))

    def give(self, fault, files):
        """Runs the command with the fault; its status, output, errors, and its calls of each kind."""
        self.counts.write_bytes(bytes(8 * len(KINDS)))
        status, output, errors = self.home.run(
            (*self.command.arguments, "--today", killing.TODAY), self.command.text.encode(), files, self.command.locked,
            {"LD_PRELOAD": str(self.made), "COUPLET_FAULT": fault, "COUPLET_FAULT_FOLDER": str(files),
             "COUPLET_FAULT_COUNTS": str(self.counts)})
        counted = struct.unpack(f"={len(KINDS)}Q", self.counts.read_bytes())
        return status, output, errors, dict(zip(KINDS, counted))

    def try_fault(self, fault, before, after):
        """One case, on a fresh copy of the folder."""
        shutil.rmtree(self.home.files)
        self.copy(self.home.files.name, self.base)
        status, _, errors, _ = self.give(fault, self.home.files)
        said = errors.decode(errors="replace")
        self.notes["ended" if status == -9 else f"status {status}"] += 1
        self.need(status >= 0 or status == -9, f"ended with {status}")
        key = self.open_key_after(status)
        now = self.content(self.home.files, key)
        wrong = verdict(fault, status, said, now == after, now == before)
        self.need(not wrong, f"{wrong} ({self.difference(now, after)} of after, {self.difference(now, before)} of before); "
                             f"it ended with {status}: {said}")
        self.check("practice.couplet", key)
        self.look_around(key)

    def open_key_after(self, status):
        """As after a kill; a change of the passphrase that fails may stand, and its message says so."""
        return self.open_key(self.command, 0 if status == 0 else -9)


def do_command(seed, place, share, made):
    """All cases of one command, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="couplet-fault-") as folder:
        faults = Faults(seed, folder, COMMANDS[place], made)
        try:
            failures = faults.run_cases(share)
        except (killing.Wrong, subprocess.TimeoutExpired) as error:
            failures = [("undisturbed", str(error))]
        return COMMANDS[place].name, faults.done, failures, faults.notes


def start(pool, seed, count, made):
    """Sets workers to the row; gives what `report` needs."""
    weights = [1 if command.arguments[0] in SLOW else 4 for command in COMMANDS]
    shares = [max(3, count * weight // sum(weights)) for weight in weights]
    return [pool.submit(do_command, seed, place, share, made) for place, share in enumerate(shares)]


def report(seed, work):
    """Waits for the row and prints its failures, its line and its notes; gives how many held and how many failed."""
    cases, notes = 0, collections.Counter()
    missed = planted()
    failed = len(missed)
    for name in missed:
        print(f"failed: the rules of program-faults don't see {name}")
    for name, done, failures, seen in (each.result() for each in work):
        cases += done
        failed += len(failures)
        notes += seen
        for fault, problem in failures:
            print(f"failed: --row program-faults --seed {seed}: {name}: {fault}: {problem}")
    print(f"program-faults  {cases}  failures {failed}")
    print("  " + ", ".join(f"{number} {note}" for note, number in sorted(notes.items())))
    return cases - failed + len(missed), failed
