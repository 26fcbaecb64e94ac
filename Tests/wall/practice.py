"""One practice of a pair: a plain file in a folder of its own, and the commands that are given to it."""

import dataclasses
import functools
import pathlib
import re
import shlex
import subprocess
import tempfile

from home import BINARY, PATIENCE

TODAY = "2026-11-23"
CLOCK = f"{TODAY}T13:02:11Z"
ID = re.compile(r"[a-z]\d+")
# What depends on the clock: times of the day, and the sums of what is signed with them.
CLOCKED = re.compile(r"\b\d\d:\d\d(:\d\d)?\b|\b[0-9a-f]{64}\b")


@dataclasses.dataclass(frozen=True)
class Answer:
    """What a command printed, said and gave back, and what it wrote to a file."""

    status: int
    output: str
    errors: str
    file: str = ""

    def parts(self):
        return {"status": str(self.status), "output": self.output, "errors": self.errors, "file": self.file}


def difference(one, other):
    """The first line in which two answers differ, as (where, of the one, of the other); None where they are equal."""
    for (where, mine), theirs in zip(one.parts().items(), other.parts().values()):
        if mine == theirs:
            continue
        lines, others = mine.split("\n"), theirs.split("\n")
        count = max(len(lines), len(others))
        lines, others = lines + ["(ends)"] * (count - len(lines)), others + ["(ends)"] * (count - len(others))
        return next((where, *pair) for pair in zip(lines, others) if pair[0] != pair[1])
    return None


class Practice:
    """A practice file; what its steps made is known by the names that they gave it, for ids differ between the two."""

    has_secrets = True

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": str(self.folder), "TMPDIR": str(self.folder), "USER": "ada", "TZ": "UTC",
            "LANG": "C.UTF-8", "NO_COLOR": "1", "COUPLET_FILE": "practice.couplet"}
        (self.folder / "all").mkdir(mode=0o700, exist_ok=True)
        self.ids, self.done, self.last, self.refusal = {}, 0, None, ""

    # Making

    def take(self, step, number):
        """Gives a step where all that it names is there; whether it was done, None where it was left out."""
        line = step.line if self.has_secrets else step.without
        if line is None or not self.knows(line):
            return None
        if step.undoes and self.last != number - 1:
            return None
        answer = self.run(self.words(line), step.day, f"{step.day}T08:{number // 60:02}:{number % 60:02}Z", step.text)
        if answer.status != 0:
            self.refusal = answer.errors
            return False
        self.done, self.last = self.done + 1, number
        if step.undoes:
            self.ids.pop(step.undoes, None)
        if step.name and (made := re.match(r"\s*([a-z]\d+) ", answer.output)):
            self.ids[step.name] = made[1]
        return True

    def knows(self, line):
        """Whether all that a line names is there."""
        return all(name in self.ids for name in re.findall(r"\{(\w+)\}", line))

    def words(self, line):
        """The arguments of a line, with ids for names."""
        return shlex.split(line.format(**self.ids))

    # Reading

    def run(self, words, day=TODAY, clock=CLOCK, text=""):
        """Runs the program with these words."""
        day = [] if "--today" in words else ["--today", day]
        done = subprocess.run(
            [BINARY, *words, *day], cwd=self.folder, env=self.environment | {"COUPLET_DEBUG_CLOCK": clock},
            input=text.encode(), capture_output=True, timeout=PATIENCE, check=False)
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    def read(self, line):
        """What a reader gets: without the folder, and without the ids that the line itself named."""
        words = self.words(line)
        answer, written = self.run(words), ""
        if "-o" in words:
            written = self.take_files(self.folder / words[words.index("-o") + 1])
        named = [word for word in words if ID.fullmatch(word)]

        def plain(text):
            text = text.replace(str(self.folder), "FOLDER")
            text = text if is_clock_pinned() else CLOCKED.sub("CLOCK", text)
            return re.sub(rf"\b({'|'.join(named)})\b", "ID", text) if named else text

        return Answer(answer.status, plain(answer.output), plain(answer.errors), plain(written))


    @staticmethod
    def take_files(path):
        """What was written to a file or a folder, which are then removed."""
        files = sorted(path.iterdir()) if path.is_dir() else [path] if path.exists() else []
        texts = [f"{file.name}\n{file.read_text(encoding='utf-8')}" for file in files]
        for file in files:
            file.unlink()
        return "\n".join(texts)


class Twin(Practice):
    """The practice that lacks what the viewer may not know of."""

    has_secrets = False


@functools.cache
def is_clock_pinned():
    """Whether the program can be told the time, as builds for tests can; else times aren't compared."""
    with tempfile.TemporaryDirectory(prefix="couplet-wall-") as folder:
        practice = Practice(folder)
        practice.run(["init", "--plain"])
        practice.run(["couple", "add", "A & B", "--new-member", "A", "--new-member", "B", "--handle", "a-b"])
        return CLOCK[11:16] in practice.run(["jot", "add", "a-b", "-"], text="now").output
