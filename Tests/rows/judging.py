"""What a damaged practice may come to: no signal, no fault of the program's own, nothing of what a note says."""

import dataclasses
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile

import damage
import pairs
import readings
from home import BINARY, PATIENCE
from practice import CLOCK, TODAY
from story import Story

# Answers that a practice which isn't sound may give: all is well, refused, bad use of an id, not a practice,
# newer than the program, not to be written, damaged.
ALLOWED = {0, 1, 64, 66, 69, 73, 74}
CRASHED = re.compile(r"Fatal error|\*\*\* |Registers:|Thread \d|0x[0-9a-f]{8}")
# Texts of people and what they said.
TEXTS = (("fact", "text"), ("private_note", "text"), ("held", "text"), ("risk", "text"), ("addendum", "text"),
         ("homework_log", "words"), ("injury_step", "words"), ("entry_review", "words"), ("promise_repair", "words"),
         ("client", "phone"), ("strike", "why"), ("policy", "text"), ("agenda", "done"))
OF_COUNSELOR = (
    "today", "brief", "brief {c}", "client list", "couple list", "session list --all", "log", "log {c}",
    "log --verify", "log {c} --disclosures", "undo --list", "note show {n}", "private list {c}", "inbox list",
    "counselor", "scale list", "exercise list", "format list", "client show {m}", "couple show {c}", "search trust",
    "search 'trust OR garden' --in risk", "report {c} --format json", "report --all -o all --force --format html",
    "note recover", "check", "check --deep", "check --json", "check --deep --salvage saved.couplet",
    "restore practice.couplet --to other.couplet --plain --yes", "backup b.couplet --force",
    "plain-copy c.couplet --force", "optimize")
CHANGING = (("jot add {c} -", "said now"), ("win add {c} - --audience counselor", "a win"), ("session add {c}", ""),
            ("undo --yes", ""), ("agenda add {c} -", "ask"), ("client add 'New Person'", ""),
            ("strike {n} --why wrong", ""), ("audience {n} counselor --why so", ""), ("note sign {n} --yes", ""))


class Base:
    """A random practice, what is read of it while it is whole, and where its folder is."""

    def __init__(self, seed, folder):
        self.seed = seed
        story = Story(seed)
        practice, _, _, _ = pairs.build(story.steps, folder, has_twin=False)
        self.folder = practice.folder
        self.path = self.folder / "practice.couplet"
        damage.fold(self.path)
        self.content = self.path.read_bytes()
        with sqlite3.connect(self.path) as database:
            self.couples = dict(database.execute("SELECT couple, handle FROM handle WHERE is_current = 1"))
            self.members = [name for (name,) in database.execute("SELECT name FROM client")]
            self.ids = {}
            for letter, number in database.execute("SELECT letter, number FROM fact"):
                self.ids.setdefault(letter, []).append(f"{letter}{number}")
            self.shared = {key for (key,) in database.execute(
                "SELECT couple FROM membership WHERE client IN "
                "(SELECT client FROM membership GROUP BY client HAVING count(DISTINCT couple) > 1)")}
            self.texts = {text for table, column in TEXTS for (text,) in database.execute(
                f"SELECT {column} FROM {table} WHERE length({column}) > 16")}
        database.close()
        self.whole = {}

    def environment(self, folder):
        return {"PATH": "/usr/bin:/bin", "HOME": str(folder), "TMPDIR": str(folder), "USER": "ada", "TZ": "UTC",
                "LANG": "C.UTF-8", "NO_COLOR": "1", "COUPLET_FILE": "practice.couplet", "COUPLET_DEBUG_CLOCK": CLOCK}

    def run(self, folder, words, text=""):
        """Runs the program on the practice of a folder."""
        done = subprocess.run(
            [BINARY, *words, "--today", TODAY], cwd=folder, env=self.environment(folder), input=text.encode(),
            capture_output=True, timeout=PATIENCE, check=False)
        return (done.returncode, done.stdout.decode(errors="replace").replace(str(folder), "FOLDER"),
                done.stderr.decode(errors="replace").replace(str(folder), "FOLDER"))

    def of_another(self, hurt, draw):
        """A reading of a couple that has nothing to do with the damaged one, and what it gives while all is whole."""
        others = [key for key in self.couples if key not in (hurt.couple, hurt.joined) and key not in self.shared]
        if hurt.couple is None or not others:
            return None
        handle = self.couples[draw.choice(others)]
        line = draw.choice(("note list {c}", "jot list {c} --all", "brief {c}", "report {c}", "entry list {c}",
                            "session list {c}", "couple show {c}", "answers list {c}")).format(c=handle)
        if line not in self.whole:
            with tempfile.TemporaryDirectory(prefix="couplet-rows-") as folder:
                self.place(folder)
                self.whole[line] = self.run(folder, line.split())
        return line, self.whole[line]

    def place(self, folder):
        """Puts the practice as it was into a folder."""
        path = pathlib.Path(folder) / "practice.couplet"
        path.write_bytes(self.content)
        path.chmod(0o600)
        return path

    def line(self, draw):
        """A command, its words and its input, as chance has it."""
        text, view = "", ""
        if draw.random() < 0.15:
            line, text = draw.choice(CHANGING)
        else:
            line = draw.choice(draw.choice((readings.OF_A_COUPLE, readings.OF_ALL, OF_COUNSELOR, OF_COUNSELOR)))
            view = draw.choice(("", "", "--audience joint", "--desk"))
            if draw.random() < 0.1:
                letter = draw.choice(sorted(readings.BY_ID))
                line = f"{readings.BY_ID[letter]} {draw.choice(self.ids.get(letter, [letter + '1']))} {{v}}"
        fields = {"c": draw.choice(list(self.couples.values())), "v": view, "m": draw.choice(self.members).split()[0],
                  "n": draw.choice(self.ids.get("n", ["n1"])), "day": "2026-10-20"}
        return readings_words(line, fields), text


def readings_words(line, fields):
    import shlex
    return shlex.split(line.format(**fields))


@dataclasses.dataclass
class Outcome:
    """What a case came to."""

    case: int
    words: str = ""
    runs: int = 0
    statuses: list = dataclasses.field(default_factory=list)
    failures: list = dataclasses.field(default_factory=list)


def needles(base, hurt):
    """Pieces of what people said, which no message may have."""
    found = set()
    for text in base.texts | ({hurt.text} if hurt.text else set()):
        text = text.strip()
        for start in (0, len(text) // 2):
            piece = text[start:start + 14].strip()
            if len(piece) >= 10 and "\n" not in piece:
                found.add(piece)
    return found


def judge(status, errors, pieces):
    """What is wrong with one answer, None where nothing is."""
    if status < 0:
        return f"signal {-status}"
    if status not in ALLOWED:
        return f"exit {status}: {errors.strip()[:200]}"
    if CRASHED.search(errors):
        return f"it crashed aloud: {errors[:120]!r}"
    for piece in pieces:
        if piece in errors:
            return f"a message says what a note says: {piece!r}"
    return None


def run(base, case, seed, way=None):
    """Damages the practice as the case has it and reads it three times."""
    draw = random.Random(f"{seed}-{case}")
    outcome = Outcome(case)
    with tempfile.TemporaryDirectory(prefix="couplet-rows-") as folder:
        path = base.place(folder)
        kind = way or draw.choice(damage.KINDS)
        hurt = damage.WAYS[kind](path, draw, case)
        outcome.words = hurt.words
        damaged = path.read_bytes()
        pieces = needles(base, hurt)
        is_told = False
        for number in range(3):
            words, text = base.line(draw)
            try:
                status, output, errors = base.run(folder, words, text)
            except subprocess.TimeoutExpired:
                outcome.failures.append((words, "it hangs"))
                continue
            outcome.runs += 1
            outcome.statuses.append(status)
            is_told = is_told or status == 74
            if problem := judge(status, errors, pieces):
                outcome.failures.append((words, problem))
        restore(folder, damaged)
        whole(base, hurt, draw, folder, outcome)
        if is_told and kind != "bytes":
            restore(folder, damaged)
            status, _, errors = base.run(folder, ["check", "--deep"])
            outcome.runs += 1
            if status == 0:
                outcome.failures.append((["check", "--deep"], "a command ended with 74, and check finds nothing"))
    return outcome


def restore(folder, content):
    """Puts the damaged file back, and takes away what the commands left."""
    for path in pathlib.Path(folder).iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    path = pathlib.Path(folder) / "practice.couplet"
    path.write_bytes(content)
    path.chmod(0o600)


def whole(base, hurt, draw, folder, outcome):
    """Another couple's chart reads as it did before."""
    if not hurt.is_in_chart or not (asked := base.of_another(hurt, draw)):
        return
    line, before = asked
    after = base.run(folder, line.split())
    outcome.runs += 1
    if after[:2] != before[:2]:
        outcome.failures.append((line.split(), f"another couple's chart reads otherwise: {after[0]} {after[2][:160]}"))
