"""Planted leaks: each is given to the viewer in one of two practices, and the comparison has to find it."""

import pathlib
import random
import shutil
import tempfile

import readings
from drawing import Couple, Step
from pairs import build
from practice import Practice, difference

BASE = (
    ("init --plain --counselor 'Ada Voss'", ""),
    ("couple add 'Dana & Rob' --new-member 'Dana Reyes' --new-member 'Rob Reyes' --since 2026-09-01", ""),
    ("session add dana-rob --on 2026-11-16 --at 14:00", "", "s_1"),
    ("note add {s_1} -", "trust and the kitchen", "n_1"),
    ("homework assign dana-rob --title 'A walk' --on 2026-11-16 -", "walking", "h_1"),
    ("promise add dana-rob --by Rob --on 2026-11-16 -", "home for the evening", "p_1"),
    ("promise missed {p_1} --says Rob --on 2026-11-17", ""),
    ("injury add dana-rob --hurt Dana --by Rob --on-pages --on 2026-11-16 -", "the winter", "i_1"),
    ("goal add dana-rob --on 2026-11-16 -", "an hour for money", "g_1"),
    ("entry add dana-rob --kind agreement --on 2026-11-16 --review 2026-12-01 -", "no letters at night", "e_1"),
)
# What is given to the viewer in the one practice alone; {a} is whoever's audience it leaks to.
LEAKS = {
    "note": ("note add {s_1} --audience {a} -", "trust again"),
    "jot": ("jot add dana-rob --on 2026-11-17 --at 10:00 --audience {a} -", "rang of money"),
    "homework": ("homework assign dana-rob --title Letter --audience {a} -", "a letter"),
    "homework report": ("homework log {h_1} --member Rob --done 2 --on 2026-11-18 --audience {a} -", "it rained"),
    "entry": ("entry add dana-rob --kind memory --audience {a} -", "the garden"),
    "entry review": ("entry review {e_1} --review 2026-12-02 --on 2026-11-18 --audience {a} -", "it holds"),
    "promise mark": ("promise mark {p_1} Dana=kept --on 2026-11-18 --audience {a}", ""),
    "promise repair": ("promise repaired {p_1} --says Rob --on 2026-11-18 --audience {a} -", "he rang"),
    "rating": ("rate dana-rob Rob 1 2 3 4 5 6 7 8 --on 2026-11-18 --audience {a}", ""),
    "sheet": ("measure dana-rob csi-4 --member Rob --answers 3333 --on 2026-11-18 --audience {a}", ""),
    "session": ("session add dana-rob --on 2026-11-18 --present Rob --audience {a}", ""),
    "plan": ("session plan dana-rob --on 2026-11-25 --present Rob --audience {a}", ""),
    "goal": ("goal add dana-rob --member Rob --audience {a} -", "a garden of his own"),
    "goal rating": ("goal rate {g_1} 3 --by Rob --on 2026-11-18 --audience {a}", ""),
    "injury": ("injury add dana-rob --hurt Rob --by Dana --on-pages --audience {a} -", "the summer"),
    "injury step": ("injury step {i_1} responsibility --says Rob --on 2026-11-18 --audience {a} -", "it was mine"),
    "win": ("win add dana-rob --by Rob --audience {a} -", "home early"),
    "contact": ("contact add dana-rob --with Rob --audience {a} -", "asked for the letter"),
    "agenda": ("agenda add dana-rob --audience {a} -", "begin with sleep"),
}
DAY = "2026-11-20"


class Planted:
    """As much of a story as readings need."""

    viewer = "Dana"
    things = ()

    def __init__(self, steps):
        self.steps = steps
        self.couples = [Couple("dana-rob", ["Dana", "Rob"])]


def plant(kinds, seed):
    """Plants these kinds one by one in copies of the same practice; gives what the comparison doesn't find."""
    draw, ends = random.Random(f"{seed}/plant"), " --confirm dana-rob"
    steps = [Step(line, line, text, DAY, name=name[0] if name else None, must=True) for line, text, *name in BASE]
    with tempfile.TemporaryDirectory(prefix="couplet-wall-") as folder:
        folder = pathlib.Path(folder)
        base, _, stumbles, _ = build(steps, folder, has_twin=False)
        if stumbles:
            return [f"planted: {stumble}" for stumble in stumbles]
        known, problems = {}, []
        lines = readings.readings(Planted(steps), seed, 1)
        for kind in kinds:
            audience, (line, text) = draw.choice(("joint", "Dana")), LEAKS[kind]
            shutil.copytree(base.folder, folder / kind)
            practice = Practice(folder / kind)
            practice.ids = dict(base.ids)
            # It counts as secret and is none: what it says is open to the viewer.
            if not practice.take(Step(line.replace("{a}", audience) + ends, None, text, DAY), len(steps)):
                problems.append(f"planted {kind}: {practice.refusal.strip()}")
            elif not is_found(practice, base, draw.sample(lines, len(lines)), known):
                problems.append(f"planted {kind} for {audience}: none of {len(lines)} readings differs")
        return problems


def is_found(practice, base, lines, known):
    """Whether a reading differs; what the practice without the leak answers is known after the first time."""
    for line in lines:
        if line not in known:
            known[line] = base.read(line)
        if difference(practice.read(line), known[line]):
            return True
    return False
