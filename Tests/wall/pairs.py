"""A pair: two practices from one seed, which look alike to the viewer."""

import dataclasses
import pathlib
import resource
import shutil
import tempfile
import time

import readings
from practice import Practice, Twin, difference
from story import Story

# So long the shortest commands of a difference are looked for.
SHRINKING = 150


@dataclasses.dataclass
class Outcome:
    """What a pair came to: commands and comparisons, its differences, and what of it is unsound."""

    seed: str
    viewer: str = ""
    commands: int = 0
    hidden: int = 0
    refused: int = 0
    comparisons: int = 0
    differences: list = dataclasses.field(default_factory=list)
    stumbles: list = dataclasses.field(default_factory=list)
    shortest: list = dataclasses.field(default_factory=list)
    seconds: float = 0


def build(steps, folder, has_twin=True):
    """Makes the two practices: both, and what kept them from being a pair."""
    practice, twin = Practice(folder / "a"), Twin(folder / "b")
    stumbles, refused = [], []
    for number, step in enumerate(steps):
        done = practice.take(step, number)
        if done is False:
            refused.append(f"{step.line}: {practice.refusal.strip()}")
            if step.must:
                stumbles.append(f"isn't hidden: {refused[-1]}")
        # What the counselor is refused with the secrets there isn't tried without them.
        if has_twin and done and step.without is not None and twin.take(step, number) is not True:
            why = twin.refusal.partition("\n")[0]
            stumbles.append(f"refused only without the secrets: {step.without}: {why}")
    return practice, twin, stumbles, refused


def compare(practice, twin, lines):
    """The readings in which the two differ, each with where, and how many were compared."""
    count, found = 0, []
    for line in lines:
        if practice.knows(line) and twin.knows(line):
            count += 1
            if differs := difference(practice.read(line), twin.read(line)):
                found.append((line, differs))
    return count, found


def compare_hidden(practice, asked):
    """The same for ids of which the viewer may not know, against ids that were never given."""
    count, found = 0, []
    for line, never in asked:
        if practice.knows(line):
            count += 1
            if differs := difference(practice.read(line), practice.read(never)):
                found.append((line, differs))
    return count, found


def run(seed, count, asked, is_shrunk=True, is_told=False):
    """Does the pair of a seed."""
    story, outcome, begun = Story(seed), Outcome(seed), cpu_seconds()
    outcome.viewer = story.viewer
    with tempfile.TemporaryDirectory(prefix="couplet-wall-") as folder:
        folder = pathlib.Path(folder)
        practice, twin, outcome.stumbles, refused = build(story.steps, folder)
        if is_told:
            print("\n".join(f"refused: {line}" for line in refused))
        outcome.commands, outcome.hidden = practice.done, practice.done - twin.done
        outcome.refused = len(refused)
        lines, hidden = readings.readings(story, seed, count), readings.hidden(story, seed, asked)
        for compared, found in (compare(practice, twin, lines), compare_hidden(practice, hidden)):
            outcome.comparisons += compared
            outcome.differences += found
        # For the counselor the two do differ, or nothing would be proven.
        if practice.read("log") == twin.read("log"):
            outcome.stumbles.append("the two practices are one")
        # Where the two aren't a pair, what differs tells nothing.
        if outcome.differences and is_shrunk and not outcome.stumbles:
            outcome.shortest = shortest(story.steps, outcome.differences[0][0], dict(hidden), folder)
    outcome.seconds = cpu_seconds() - begun
    return outcome


def cpu_seconds():
    """What the programs that this process started have taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def shortest(steps, line, hidden, folder):
    """The fewest steps that were found with which the line still differs: ever smaller parts are left out."""
    end = time.monotonic() + SHRINKING
    kept = list(dict.fromkeys(step.group for step in steps))
    part = len(kept) // 2

    def chosen(groups):
        groups = set(groups)
        return [step for step in steps if step.group in groups]

    def differs(groups):
        steps = chosen(groups)
        place = pathlib.Path(tempfile.mkdtemp(dir=folder))
        practice, twin, stumbles, _ = build(steps, place)
        found = compare_hidden(practice, [(line, hidden[line])]) if line in hidden else compare(practice, twin, [line])
        shutil.rmtree(place)
        return bool(found[1]) and not stumbles

    while part and time.monotonic() < end:
        place = len(kept) - part
        while place > -part and time.monotonic() < end:
            fewer = kept[:max(place, 0)] + kept[place + part:]
            kept = fewer if differs(fewer) else kept
            place -= part
        part //= 2
    return [f"{'secret: ' if step.without is None else ''}{step.line}" + (
        f"  (else {step.without})" if step.without not in (None, step.line) else "") for step in chosen(kept)]
