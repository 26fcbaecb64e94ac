"""Every way of reading a practice, for a viewer."""

import random
import re

from secrecy import help_page, leaves

# What is read in a couple's chart; {c} is the handle, {v} the view.
OF_A_COUPLE = (
    "session list {c} {v}", "session list {c} --since 2026-10-20 {v}", "session show {c} {v}",
    "session show {c}@{day} {v}",
    "note list {c} {v}", "note list {c} --unsigned {v}", "jot list {c} {v}", "jot list {c} --all {v}",
    "agenda list {c} {v}", "agenda list {c} --all {v}", "contact list {c} {v}", "entry list {c} {v}",
    "entry list {c} --kind agreement {v}", "entry list {c} --kind leaving {v}", "injury list {c} {v}",
    "win list {c} {v}",
    "private list {c} {v}", "held list {c} {v}", "held list {c} --all {v}", "risk list {c} {v}", "policy {c} {v}",
    "homework list {c} {v}", "homework list {c} --open {v}", "promise list {c} {v}", "answers list {c} {v}",
    "answers list {c} csi-4 {v}", "answers list {c} --member {m} {v}", "goal list {c} {v}", "couple show {c} {v}",
    "score {c} {v}", "score {c} csi-16 {v}", "score {c} phq-9 {v}", "report {c} {v}",
    "report {c} --since 2026-10-20 {v}",
    "report {c} --until 2026-10-20 {v}", "report {c} --today 2026-10-20 {v}", "report {c} --page letter {v}",
    "report {c} --page closing {v}", "report {c} --format csv {v}", "report {c} --format html {v}",
    "report {c} -o page.html --force {v}", "report {c} -o page.csv --force {v}", "report {c} -o page.json --force {v}",
    "report {c} -o page.txt --page letter --force {v}", "report {c} -o page.html --page closing --force {v}",
    "search trust --couple {c} {v}", "search 'kitchen OR money OR repair' --couple {c} {v}",
    "search 'tr*' --couple {c} --sort newest {v}", "search quaxolin --couple {c} {v}",
    "search quaxolim --couple {c} {v}",
    "search kitchem --couple {c} {v}", "search trust --couple {c} --count by-month {v}",
    "search 'garden OR letter' --couple {c} --member {m} --limit 3 {v}", "search trust --in homework --couple {c} {v}",
    "search vilmoret --in risk --couple {c} {v}", "session list {c} --today 2026-10-15 {v}",
    "promise list {c} --today 2026-10-15 {v}", "homework list {c} --today 2026-10-15 {v}",
)
# What is read of the whole practice.
OF_ALL = (
    "couple list {v}", "session list --all {v}", "search trust {v}", "search 'trust OR garden' --count by-couple {v}",
    "session list nobody {v}", "session list rey {v}", "couple show a {v}", "report --all -o all --force {v}",
)
AT_A_DESK = (
    "today --desk", "brief --desk", "client list --desk", "client show Dana --desk", "client show Rob --desk",
    "brief {c} --desk", "client show re --desk", "brief {c} --desk --today 2026-10-15",
)
ERRORS = (
    "report {c} --audience {part}", "report {c} --audience Reyes", "report {c} --audience Nobody",
    "session show {c}@2026-09-31 {v}", "score {c} none {v}",
    "answers list {c} --member no {v}",
)
# What is shown by its id, by the letter that the id begins with.
BY_ID = {
    "s": "session show", "n": "note show", "h": "homework show", "p": "promise show", "i": "injury show",
    "m": "answers show", "x": "private show"}
# An id that no practice has given.
NEVER = 90000


def views(viewer):
    return f"--audience {viewer}", "--audience joint", "--desk"


def readings(story, seed, count):
    """The lines of a pair in an order of chance, so many of them (0: all) but each kind once."""
    draw = random.Random(f"{seed}/readings")
    lines, spare = [], []
    for couple in story.couples:
        days = [thing.day for thing in story.things if thing.couple is couple and thing.day] or ["2026-11-16"]
        # In the first couple the two share a family name, and a part of the viewer's own fits nobody else.
        for form in OF_A_COUPLE + (ERRORS if couple is story.couples[0] else ()):
            at = {
                "c": couple.handle, "m": draw.choice(couple.members), "part": story.viewer[:2],
                "day": draw.choice(days)}
            forms = list(dict.fromkeys(form.format(v=view, **at) for view in views(story.viewer)))
            # The first of each kind is the viewer's own chart, in the viewer's own view.
            (lines if couple is story.couples[0] else spare).append(forms[0])
            spare += forms[1:]
            spare += [f"{line} --json" for line in forms if not re.search(" -o | --format ", line)]
        for form in AT_A_DESK:
            line = form.format(c=couple.handle)
            (lines if couple is story.couples[0] else spare).append(line)
            spare.append(f"{line} --json")
    for form in OF_ALL:
        forms = [form.format(v=view) for view in views(story.viewer)]
        lines.append(draw.choice(forms))
        spare += forms + [f"{line} --json" for line in forms if " -o " not in line]
    for thing in story.things:
        if thing.kind in BY_ID and not thing.is_secret:
            show = f"{BY_ID[thing.kind]} {{{thing.name}}}"
            spare += [f"{show} {view}{end}" for view in views(story.viewer) for end in ("", " --json")]
            if thing.kind == "h":
                spare.append(f"homework handout {{{thing.name}}}")
    draw.shuffle(spare)
    chosen = list(dict.fromkeys(lines + (spare if count == 0 else spare[:max(0, count - len(lines))])))
    draw.shuffle(chosen)
    return chosen


def hidden(story, seed, count):
    """Lines that ask for what the viewer may not know of, each with the same line for an id that was never given."""
    draw = random.Random(f"{seed}/hidden")
    found = []
    for thing in story.things:
        if thing.kind in BY_ID and thing.is_secret:
            guard = draw.choice(("", "", f" --couple {draw.choice(story.couples).handle}"))
            line = f"{BY_ID[thing.kind]} {{id}} {draw.choice(views(story.viewer))}{guard}{draw.choice(('', ' --json'))}"
            found.append((line.replace("{id}", f"{{{thing.name}}}"), line.replace("{id}", f"{thing.kind}{NEVER}")))
    draw.shuffle(found)
    return found[:count] if count else found


def missing():
    """The commands that take an audience or a desk to read by, and that no line here gives."""
    forms = [*OF_A_COUPLE, *OF_ALL, *AT_A_DESK, *[f"{show} " for show in BY_ID.values()]]
    for leaf in leaves():
        page = help_page(tuple(leaf.split()))
        if re.search(r"--audience <audience>\s+Only what|^  --desk ", page, re.MULTILINE):
            if not any(form.startswith(f"{leaf} ") for form in forms):
                yield leaf
