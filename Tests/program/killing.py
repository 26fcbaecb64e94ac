"""The row `program-kill`: the program is killed between and within the commands of a script.

Each case has a twin: a copy of the folder, made before the last command, which runs undisturbed there. What is in the
file afterwards has to be, row by row, what the twin had before that command or after it, and after it where the command
had said 0. The commands before it have to be in the twin too: their texts, and a row of the journal for each.
"""

import collections
import dataclasses
import json
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time

from home import TODAY, Home

CASES, FULL_CASES, STRETCH, WORKERS = 100, 5000, 10, 2
# What differs from run to run: moments, and the random digits of lines that came in.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|\b[0-9a-f]{32}\b")
# The search index in its own tables (`check` compares it with the texts), and what rests on chance or the clock.
LEFT_OUT = re.compile(r"fact_text_|sqlite_|journal_chain$|file_state$")
BY_CHANCE = {"inbox_line": {"line"}, "journal": {"image_digest"}}
# Commands that leave no row in the journal.
JOURNALLESS = ("backup", "check", "log", "optimize", "passwd")
USUAL = re.compile(r"practice\.couplet(\.anchor|\.lock|-cwal|-shm|\.inbox)?$")
WHOLE = re.compile(r"(practice\.couplet\.before-(rekey|restore)-[0-9TZ-]+|(backup|saved)\d+\.couplet)$")
BESIDE_WHOLE = re.compile(WHOLE.pattern[:-1] + r"(\.anchor|\.lock|-cwal|-shm|\.inbox)$")
UNFINISHED = re.compile(r".*\.(new|from)-\d+(\.anchor|\.lock|-cwal|-shm)?$")


@dataclasses.dataclass(frozen=True)
class Command:
    """One command of a script: its arguments, its standard input, and whether it has no passphrase at hand."""

    arguments: tuple
    text: str = ""
    locked: bool = False

    @property
    def journal_name(self):
        """The command's words, as the journal has them."""
        return " ".join(word for word in self.arguments[:2] if word.isalpha())

    @property
    def name(self):
        return "jot (locked)" if self.locked else self.journal_name


class Wrong(Exception):
    """Something that must not be."""


# What a fresh file gets first, so that every command finds its like.
PRELUDE = [
    Command(("homework", "assign", "dana-rob", "say-it-back")),
    Command(("promise", "add", "dana-rob", "--by", "Rob", "-"), "home by six"),
    Command(("goal", "add", "dana-rob", "-"), "talk about money"),
    Command(("session", "plan", "dana-rob", "--on", "2026-11-30", "--at", "10:00")),
]


def names(content):
    """How often the journal has each command."""
    return collections.Counter(row[4] for row in content["journal"])


class Script:
    """Draws commands that differ in each case."""

    def __init__(self, draw, case):
        self.draw, self.case, self.count = draw, case, 0

    def words(self, most=40):
        """A text that says which case and command it is of."""
        self.count += 1
        return f"case {self.case} line {self.count}" + " and again" * self.draw.randrange(most)

    def day(self):
        return f"2026-{self.draw.randrange(9, 11):02}-{self.draw.randrange(2, 30):02}"

    def time(self):
        return f"{self.draw.randrange(24):02}:{self.draw.randrange(60):02}"

    def jot(self):
        return Command(("jot", "dana-rob", "--at", self.time(), "-"), self.words(4))

    def locked_jot(self):
        return dataclasses.replace(self.jot(), locked=True)

    def small(self):
        """A command that adds or changes one thing."""
        made = {
            "session": lambda: Command(
                ("session", "add", "dana-rob", "--on", self.day(), "--at", self.time(), "--extra")),
            "note": lambda: Command(("note", "add", "s1", "-"), self.words(400)),
            "edit": lambda: Command(("note", "edit", "n1", "-"), self.words()),
            "entry": lambda: Command(("entry", "add", "dana-rob", "--kind", "agreement", "-"), self.words()),
            "win": lambda: Command(("win", "add", "dana-rob", "--by", "Rob", "-"), self.words()),
            "agenda": lambda: Command(("agenda", "add", "dana-rob", "-"), self.words()),
            "contact": lambda: Command(("contact", "add", "dana-rob", "--with", "Rob", "-"), self.words()),
            "measure": lambda: Command(
                ("measure", "dana-rob", "rdas", "--member", "Rob", "--total", str(self.draw.randrange(30, 60)), "--on",
                 self.day(), "--yes")),
            "rate": lambda: Command(
                ("rate", "dana-rob", "--member", "Dana", f"trust={self.draw.randrange(11)}", "--on", self.day(),
                 "--yes")),
            "assign": lambda: Command(("homework", "assign", "dana-rob", "weekly-check-in")),
            "log": lambda: Command(
                ("homework", "log", "h1", "--member", "Rob", "--done", str(self.draw.randrange(5)), "-"), self.words()),
            "goal": lambda: Command(("goal", "rate", "g1", str(self.draw.randrange(11)), "--on", self.day())),
            "label": lambda: Command(("couple", "edit", "dana-rob", "--label", self.words(2))),
        }
        return made[self.draw.choice(list(made))]()

    def any(self):
        """A command for the place before the last."""
        return self.draw.choice([self.jot, self.locked_jot, self.small, self.small, self.small])()

    def commands(self):
        """The case's commands; the last is the one to be killed."""
        first = [self.any() for _ in range(self.draw.randrange(3))]
        special = self.draw.random()
        name = f"backup{self.case}.couplet"
        if special < 0.03:
            return first + [Command(("passwd", "--new-passphrase-file", "../keys/new"))]
        if special < 0.06:
            return first + [Command(("log",)), Command(("rekey", "--yes"))]
        if special < 0.13:
            return first + [
                Command(("backup", name)), self.small(), Command(("restore", name, "--to", "practice.couplet", "--yes"))
            ]
        if special < 0.18:
            return first + [Command(("backup", name))]
        if special < 0.22:
            return first + [Command(("optimize",))]
        if special < 0.25:
            return first + [Command(("check", "--deep", "--salvage", f"saved{self.case}.couplet"))]
        if special < 0.33:
            return first + [self.small(), Command(("undo",))]
        if special < 0.43:
            return first + [self.locked_jot()]
        return first + [self.draw.choice([self.jot, self.small, self.small])()]


class Stretch:
    """Some cases one after the other on one file."""

    def __init__(self, seed, folder):
        self.seed, self.home, self.notes = seed, Home(folder), collections.Counter()
        self.is_fresh, self.journal = False, collections.Counter()

    def run(self, cases):
        """Runs the cases and gives what was wrong with each, None where nothing was."""
        results = []
        for case in cases:
            try:
                self.do(case)
                results.append((case, None))
            except (Wrong, subprocess.TimeoutExpired) as error:
                results.append((case, str(error)))
                self.is_fresh = False
        try:
            self.read_back()
        except (Wrong, subprocess.TimeoutExpired) as error:
            results[-1] = (cases[-1], f"read back: {error}")
        return results

    def read_back(self):
        """After a stretch the reading commands show what the tables hold."""
        if not self.is_fresh:
            return
        self.give_well(Command(("jot", "dana-rob", "--at", "23:59", "-"), "the last line"))
        content = self.content(self.home.files)
        facts = content["fact"]
        for letter, arguments in (("y", ("jot", "list", "dana-rob", "--all")), ("n", ("note", "list", "dana-rob"))):
            status, output, _ = self.home.run((*arguments, "--json", "--today", TODAY))
            wanted = sorted(row[8] for row in facts if row[1] == letter)
            self.need(status == 0 and sorted(line["text"] for line in json.loads(output)) == wanted, arguments[0])
        status, output, _ = self.home.run(("log", "--json"))
        commands = sorted(row["command"] for row in json.loads(output))
        self.need(status == 0 and commands == sorted(row[4] for row in content["journal"]), "log")

    def do(self, case):
        """One case: the twin first, then the file itself with its last command killed."""
        draw = random.Random(f"{self.seed}/{case}")
        if not self.is_fresh:
            self.refresh()
        commands = Script(draw, case).commands()
        for command in commands[:-1]:
            self.give_well(command)
        before, after, duration = self.do_twin(commands)
        status = self.give_and_kill(commands[-1], duration * draw.uniform(*draw.choice([(0, 1.3), (0.4, 1.1)])))
        self.judge(commands[-1], status, before, after, draw)

    def refresh(self):
        """Begins again with the sample."""
        self.home.take_fixture()
        for command in PRELUDE:
            self.give_well(command)
        self.journal = names(self.content(self.home.files))
        self.is_fresh = True

    def do_twin(self, commands):
        """Runs the last command on a copy: what is there before it and after it, and its time."""
        before = self.content(self.copy("sister"))
        self.need_kept(commands[:-1], before)
        twin, last = self.copy("twin"), commands[-1]
        start = time.monotonic()
        self.give_well(last, twin)
        duration = time.monotonic() - start
        after = self.content(twin, self.home.new_key if last.arguments[0] == "passwd" else self.home.old_key)
        self.need_kept([last], after)
        return before, after, duration

    def need_kept(self, commands, content):
        """Texts of commands that had said 0, and as many rows of the journal as changed something, are there."""
        for command in commands:
            # A note that was edited twice is there as it was left.
            later = [each.name for each in commands[commands.index(command) + 1:]]
            is_replaced = command.name == "note edit" and command.name in later
            is_there = any(command.text in row for rows in content.values() for row in rows)
            self.need(
                is_there or is_replaced or not command.text, f"{command.name} had said 0 and its text isn't there")
            self.journal[command.journal_name] += command.journal_name not in JOURNALLESS
        if commands and commands[-1].arguments[0] == "restore":
            self.journal.clear()
        missing = self.journal - names(content)
        self.need(not missing, f"the journal lacks {', '.join(missing.elements())}")
        self.journal = names(content)

    def copy(self, name, files=None):
        """A copy of the folder of files."""
        target = self.home.folder / name
        shutil.rmtree(target, ignore_errors=True)
        self.home.forget(target)
        return pathlib.Path(shutil.copytree(files or self.home.files, target))

    def give_well(self, command, files=None):
        """Runs a command that has to end with 0."""
        status, _, errors = self.home.run(
            (*command.arguments, "--today", TODAY), command.text.encode(), files, command.locked)
        self.need(status == 0, f"{command.name} gives {status}: {errors.decode()}")

    def give_and_kill(self, command, delay):
        """Starts a command and kills it after the delay; its status, negative where the kill came first."""
        process = self.home.start(
            (*command.arguments, "--today", TODAY), command.text.encode(), locked=command.locked,
            output=subprocess.DEVNULL)
        time.sleep(delay)
        process.kill()
        status = process.wait()
        self.notes["killed before their end" if status < 0 else "had ended before the kill"] += 1
        return status

    def judge(self, last, status, before, after, draw):
        """Everything that has to hold after the kill."""
        self.need(status in (0, -9), f"{last.name} ended with {status}")
        key = self.open_key(last, status)
        steps = [lambda: self.check("practice.couplet", key), lambda: self.compare(last, status, before, after, key)]
        draw.shuffle(steps)
        for step in steps:
            step()
        self.look_around(key)
        # A new seal takes as much work as this machine does in half a second: too slow to go on with.
        self.is_fresh = last.arguments[0] not in ("passwd", "rekey")

    def open_key(self, last, status):
        """The passphrase file that opens the practice; exactly one of the two must."""
        opens = [
            key for key in (self.home.old_key, self.home.new_key)
            if self.home.run(("couple", "list", "--today", TODAY, "--passphrase-file", str(key)))[0] == 0
        ] if last.arguments[0] == "passwd" else [self.home.old_key]
        self.need(len(opens) == 1, f"after {last.name}: {len(opens)} of two passphrases open the file")
        is_changed = opens == [self.home.new_key]
        self.need(status != 0 or is_changed == (last.arguments[0] == "passwd"), "the changed passphrase is lost")
        return opens[0]

    def compare(self, last, status, before, after, key):
        """The file holds what the twin held before the last command or after it."""
        now = self.content(self.home.files, key)
        self.journal = names(now)
        if now == after:
            self.notes["whole"] += status < 0 and before != after
            return
        missing, added = self.difference(now, after), self.difference(now, before)
        self.need(status != 0, f"{last.name} had said 0 and isn't there: {missing}")
        self.need(now == before, f"{last.name} is neither whole ({missing}) nor not at all ({added})")
        self.notes["not at all"] += 1

    def check(self, name, key):
        status, output, errors = self.home.run(("check", "--file", name, "--passphrase-file", str(key)))
        self.need(status == 0, f"check of {name}: {status}: {(output + errors).decode()}")

    def look_around(self, key):
        """Whatever has the name of something whole is whole; what isn't finished is sealed, and is then removed."""
        for path in sorted(self.home.files.iterdir()):
            if USUAL.match(path.name) or BESIDE_WHOLE.match(path.name):
                continue
            if WHOLE.match(path.name):
                old = self.home.old_key if ".before-" in path.name else key
                self.check(path.name, old)
            else:
                self.need(UNFINISHED.match(path.name), f"{path.name} is there")
                self.need(b"SQLite format 3" not in path.read_bytes()[:4096], f"{path.name} isn't sealed")
                self.notes["unfinished files left"] += 1
        for path in self.home.files.iterdir():
            if not USUAL.match(path.name):
                path.unlink()

    def content(self, files, key=None):
        """Every row of every table, without what rests on chance or the clock."""
        target = self.home.folder / "tmp" / "plain.db"
        target.unlink(missing_ok=True)
        key = str(key or self.home.old_key)
        status, _, errors = self.home.run(
            ("plain-copy", "-o", str(target), "--yes", "--today", TODAY, "--passphrase-file", key), files=files)
        self.need(status == 0, f"plain-copy: {status}: {errors.decode()}")
        connection = sqlite3.connect(target)
        try:
            return self.rows(connection)
        finally:
            connection.close()
            target.unlink()

    @staticmethod
    def rows(connection):
        tables = [name for name, in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        content = {}
        for table in tables:
            if LEFT_OUT.match(table):
                continue
            cursor = connection.execute(f'SELECT * FROM "{table}"')
            kept = [
                place for place, column in enumerate(cursor.description)
                if column[0] not in BY_CHANCE.get(table, ())]
            content[table] = sorted(
                (tuple(MOMENT.sub("then", row[place]) if isinstance(row[place], str) else row[place] for place in kept)
                 for row in cursor), key=repr)
        return content

    @staticmethod
    def difference(now, wanted):
        """The tables in which two contents differ, and by how many rows; never a text."""
        return ", ".join(
            f"{table} {len(now.get(table, []))} rows instead of {len(rows)}" for table, rows in wanted.items()
            if now.get(table) != rows) or "none"

    def need(self, holds, what):
        if not holds:
            raise Wrong(what)


def do_stretch(seed, cases):
    """Runs a stretch in a folder of its own: results and notes."""
    with tempfile.TemporaryDirectory(prefix="couplet-kill-") as folder:
        stretch = Stretch(seed, folder)
        return stretch.run(cases), stretch.notes


def start(pool, seed, count, only=None):
    """Sets workers to the row; gives what `report` needs."""
    stretches = [range(first, min(first + STRETCH, count)) for first in range(0, count, STRETCH)]
    if only is not None:
        stretches = [range(only - only % STRETCH, only + 1)]
    return [pool.submit(do_stretch, seed, cases) for cases in stretches]


def report(seed, work):
    """Waits for the row and prints its failures, its line and its notes; gives how many held and how many failed."""
    failures, cases, notes = [], 0, collections.Counter()
    for results, seen in (each.result() for each in work):
        cases += len(results)
        notes += seen
        failures += [(case, problem) for case, problem in results if problem]
    for case, problem in failures:
        print(f"failed: --row program-kill --seed {seed} --case {case}: {problem}")
    bound = f"{3 / cases:.5f}" if cases and not failures else "-"
    print(f"program-kill  {cases}  failures {len(failures)}  3/n {bound}")
    print("  " + ", ".join(f"{number} {note}" for note, number in sorted(notes.items())))
    return cases - len(failures), len(failures)
