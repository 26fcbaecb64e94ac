"""The steps of a pair and how they are drawn: each is known to the viewer or is not."""

import dataclasses
import datetime
import random

FIRST_DAY = datetime.date(2026, 9, 1)
COMMON = (
    "trust repair kitchen money letter holiday sleep garden evening quarrel listening apology children walking work "
    "parents morning silence travel birthday").split()
# Words of what the viewer may not know; some of them are near to others, for what is suggested.
HIDDEN = "quaxolin vilmoret trustee kitchens apologist zebrano".split()
NAMES = {"Dana": "Dana Reyes", "Rob": "Rob Reyes", "Zoe": "Zoe Quinn", "Eve": "Eve Noll", "Max": "Max Noll"}


@dataclasses.dataclass(frozen=True)
class Step:
    """A command: as it is given in the practice with secrets, and in the one without (None: not at all)."""

    line: str
    without: str | None
    text: str
    day: str
    name: str | None = None
    # The name of what the step before made, where this one takes that step back; "-" where it made nothing.
    undoes: str | None = None
    # What it hides has to be hidden, or the viewer may well see it.
    must: bool = False
    # Steps of the same group make sense only together.
    group: int = 0


@dataclasses.dataclass
class Thing:
    """A record: what kind it is, in which chart, and whether the viewer may know of it."""

    name: str
    kind: str
    couple: "Couple"
    is_secret: bool
    # Seems open to the viewer until the end, when it is narrowed or struck.
    is_doomed: bool = False
    member: str | None = None
    other: str | None = None
    scale: str | None = None
    state: str = ""
    takes_more: bool = True
    # Of an hour: its day.
    day: str = ""
    group: int = 0


@dataclasses.dataclass
class Couple:
    """A couple of the practice."""

    handle: str
    members: list
    is_open: bool = True


class Drawing:
    """What chance draws, and the steps that come of it."""

    def __init__(self, seed):
        self.draw = random.Random(f"{seed}/story")
        self.viewer = self.draw.choice(("Dana", "Rob"))
        self.steps, self.things, self.couples = [], [], []
        self.day, self.made, self.groups = FIRST_DAY, 0, 0

    # Drawing

    def chance(self, share):
        return self.draw.random() < share

    def words(self, is_secret):
        words = self.draw.sample(COMMON, self.draw.randint(2, 6))
        if is_secret:
            words += self.draw.sample(HIDDEN, self.draw.randint(0, 2))
        if self.chance(0.3):
            words.append(self.draw.choice(list(NAMES)))
        self.draw.shuffle(words)
        return " ".join(words)

    def others(self, couple):
        """Who in a couple isn't the viewer."""
        return [member for member in couple.members if member != self.viewer]

    def audience(self, couple, is_secret):
        """Somebody to whom a record is shown, or is not."""
        if is_secret:
            return self.draw.choice(["counselor", *self.others(couple)])
        return self.draw.choice(["joint", "joint", *([self.viewer] if self.viewer in couple.members else [])])

    def ago(self, days=6):
        """A day not long before."""
        return max(FIRST_DAY, self.day - datetime.timedelta(days=self.draw.randint(0, days))).isoformat()

    def ahead(self, days=14):
        return (self.day + datetime.timedelta(days=self.draw.randint(1, days))).isoformat()

    def pick(self, kind, is_secret=None, test=lambda thing: True):
        """One of the records of a kind that were made."""
        found = [
            thing for thing in self.things
            if thing.kind == kind and is_secret in (None, thing.is_secret) and test(thing)]
        return self.draw.choice(found) if found else None

    # Steps

    def give(self, line, is_secret, text="", without=None, **more):
        """Adds a step; a secret one is left out of the other practice unless it has its own line there."""
        more.setdefault("group", self.new_group())
        ends = " --yes --no-input"
        handle = more.pop("handle", None)
        ends += f" --confirm {handle}" if handle else ""
        other = None if is_secret and without is None else (without or line) + ends
        self.steps.append(Step(line + ends, other, text, self.day.isoformat(), **more))

    def new_group(self):
        self.groups += 1
        return self.groups

    def make(self, kind, couple, line, is_secret, has_text=True, **fields):
        """Adds a step that makes a record; a doomed one looks as if it were open to the viewer."""
        self.made += 1
        thing = Thing(f"{kind}_{self.made}", kind, couple, is_secret, group=self.new_group(), **fields)
        text = self.words(is_secret) if has_text else ""
        self.give(line, is_secret, text, name=thing.name, handle=couple.handle, group=thing.group)
        if self.chance(0.05):
            # Entered and taken back: the viewer may not notice either way.
            self.give("undo", is_secret, undoes=thing.name, handle=couple.handle, group=thing.group)
        else:
            self.things.append(thing)
        return thing

    def touch(self, thing, line, is_secret, text="", **more):
        """Adds a step that changes a record."""
        line, is_secret = line.format(x=f"{{{thing.name}}}"), is_secret or thing.is_secret
        self.give(line, is_secret, text, handle=thing.couple.handle, **more)
