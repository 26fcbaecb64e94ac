"""What happened in a practice: random commands, each of which the viewer may know of or not."""

import datetime

from drawing import COMMON, FIRST_DAY, HIDDEN, NAMES, Couple, Drawing

DAYS = 83
KINDS = ("concern", "trigger", "pattern", "gesture", "memory", "origin-story", "future", "need", "question", "check-in",
         "cycle", "agreement", "crack", "disclosure", "commitment")
STEPS = ("named", "acknowledged", "responsibility", "apology", "apology-received", "amends-agreed", "amends-kept",
         "forgiving", "released", "reopened")
OUTCOMES = ("kept", "partly", "missed")
SCALES = {"csi-4": 4, "csi-16": 16, "phq-9": 9, "gad-7": 7}
EXERCISES = ("say-it-back", "weekly-check-in", "small-wins", "hard-talk-on-purpose", "gentle-start",
             "sorry-for-small-things", "nothing-decided-yet")
COMMANDS = 80


class Story(Drawing):
    """Draws the steps of a pair from its seed."""

    def __init__(self, seed, count=COMMANDS):
        super().__init__(seed)
        self.begin()
        for number in range(count):
            self.day = FIRST_DAY + datetime.timedelta(days=1 + number * (DAYS - 2) // count)
            self.go_on()
        self.day = FIRST_DAY + datetime.timedelta(days=DAYS - 1)
        self.end()

    def begin(self):
        """The people, and the couples that they are in."""
        self.give("init --plain --counselor 'Ada Voss'", False)
        for name in NAMES.values():
            self.give(f"client add '{name}'", False)
        shape = self.draw.choice(("couple", "joins", "triad", "shared", "other shared"))
        first = ["Dana", "Rob"] + (["Zoe"] if shape == "triad" else [])
        partner = "Rob" if self.viewer == "Dana" else "Dana"
        other = [{"shared": self.viewer, "other shared": partner}.get(shape, "Eve"), "Max"]
        for names in (first, other):
            couple = Couple("-".join(name.lower() for name in names), names)
            members = " ".join(f"--member '{NAMES[name]}'" for name in names)
            self.give(
                f"couple add '{' & '.join(names)}' {members} --handle {couple.handle} --since {FIRST_DAY}", False)
            self.couples.append(couple)
        self.shape = shape
        for couple in self.couples:
            self.hold(couple, False)

    def go_on(self):
        """One more thing happens."""
        couple = self.couples[0] if self.chance(0.75) else self.couples[1]
        is_secret = self.chance(0.55)
        does = self.draw.choice(ACTIONS)
        does(self, couple, is_secret)

    # Hours

    def hold(self, couple, is_secret):
        """An hour that was held; that of another alone is secret."""
        hour = {"has_text": False, "state": "held", "day": self.ago()}
        line = f"session add {couple.handle} --extra --on {hour['day']}"
        if self.chance(0.5):
            line += f" --at {self.draw.randint(8, 18):02}:00"
        if not is_secret:
            audience = self.audience(couple, False)
            line += f" --present {self.viewer} --kind individual" if audience == self.viewer else ""
            return self.make("s", couple, line, False, **hour)
        if self.chance(0.2):
            return self.make("s", couple, line, True, is_doomed=True, **hour)
        whom = self.draw.choice(self.others(couple))
        line += self.draw.choice(
            [f" --present {whom}", f" --present {whom} --kind individual --approach {self.draw.choice(HIDDEN)}",
             " --audience counselor"])
        return self.make("s", couple, line, True, **hour)

    def plan(self, couple, is_secret):
        day = self.ahead(20)
        line = f"session plan {couple.handle} --on {day} --at {self.draw.randint(8, 18):02}:00"
        if is_secret:
            line += self.draw.choice(
                [f" --present {self.draw.choice(self.others(couple))} --kind individual", " --audience counselor"])
        self.make("s", couple, line, is_secret, has_text=False, state="planned", day=day)

    def change_hour(self, couple, is_secret):
        thing = self.pick("s", is_secret)
        if not thing:
            return self.hold(couple, is_secret)
        if thing.state == "planned":
            kind = self.draw.choice(("move", "cancel", "noshow", "why"))
            if kind == "move":
                self.touch(thing, f"session move {{x}} --on {self.ahead()}", False)
            elif kind == "cancel":
                self.touch(thing, "session cancel {x} --by counselor", False)
            elif kind == "noshow":
                self.touch(thing, "session noshow {x}", False)
            elif not thing.is_secret:
                line = f"session cancel {{{thing.name}}} --by counselor"
                self.give(f"{line} --why '{self.words(True)}'", True, without=line, handle=thing.couple.handle)
            thing.state = "gone" if kind != "move" else "planned"
            thing.takes_more = False
            return None
        return self.touch(thing, f"session edit {{x}} --minutes {self.draw.randint(30, 90)} --approach EFT", False)

    def live(self, couple, is_secret):
        """Lines that were captured while somebody else had an hour alone."""
        whom = self.draw.choice(self.others(couple))
        text = "\n".join((self.words(True), f"/only {whom}", self.words(True), ""))
        self.give(f"session live {couple.handle} --extra --present {whom}", True, text, handle=couple.handle)

    def hour(self, is_secret):
        """An hour on which something can hang, and whether what hangs on it has to be secret."""
        return self.pick("s", is_secret, lambda thing: thing.takes_more and thing.state == "held")

    def on_hour(self, couple, is_secret):
        """A session with the audience that what hangs on it is given: of a secret hour it has none of its own."""
        hour = self.hour(None if is_secret else False)
        if not hour:
            return None, ""
        return hour, "" if hour.is_secret and self.chance(0.7) else f" --audience {self.given(hour.couple, is_secret)}"

    def given(self, couple, is_secret):
        return self.audience(couple, is_secret)

    # What hangs on hours

    def note(self, couple, is_secret):
        hour, audience = self.on_hour(couple, is_secret)
        if hour:
            self.make("n", hour.couple, f"note add {{{hour.name}}} -{self.narrow(hour, audience)}", is_secret)

    @staticmethod
    def narrow(hour, audience):
        """A doomed hour takes along what has no audience of its own name."""
        return "" if hour.is_doomed else audience

    def change_note(self, couple, is_secret):
        note = self.pick("n", is_secret)
        if not note:
            return self.note(couple, is_secret)
        if note.state == "signed":
            return self.touch(note, "note amend {x} --kind addendum --why later -", False, self.words(note.is_secret))
        if self.chance(0.5):
            note.state = "signed"
            return self.touch(note, "note sign {x}", False)
        return self.touch(note, "note edit {x} -", False, self.words(note.is_secret))

    def rate(self, couple, is_secret):
        hour, audience = self.on_hour(couple, is_secret)
        couple = hour.couple if hour else couple
        values = " ".join(str(self.draw.randint(0, 10)) for _ in range(8))
        who = self.draw.choice(couple.members)
        if hour and self.chance(0.6):
            where = f" --session {{{hour.name}}}{self.narrow(hour, audience)}"
            who = self.draw.choice(self.others(couple)) if hour.is_secret else who
        else:
            where = f" --on {self.ago()} --audience {self.audience(couple, is_secret)}"
        line = f"rate {couple.handle} {who} {values}{where}"
        if not is_secret and self.chance(0.3):
            # How the work goes is the counselor's alone.
            return self.give(
                line.replace(where, f" a{self.draw.randint(0, 10)}{where}"), True, without=line, handle=couple.handle)
        return self.make("m", couple, line, is_secret, has_text=False, member=who)

    def measure(self, couple, is_secret):
        hour, audience = self.on_hour(couple, is_secret)
        couple = hour.couple if hour else couple
        scale, who = self.draw.choice(list(SCALES)), self.draw.choice(couple.members)
        answers = "".join(str(self.draw.randint(0, 3)) for _ in range(SCALES[scale]))
        if hour and self.chance(0.5):
            who = self.draw.choice(self.others(couple)) if hour.is_secret else who
            where = f" --session {{{hour.name}}}{self.narrow(hour, audience)}"
        else:
            where = f" --on {self.ago()} --audience {self.audience(couple, is_secret)}"
        line = f"measure {couple.handle} {scale} --member {who} --answers {answers}{where}"
        self.make("m", couple, line, is_secret, has_text=False, member=who, scale=scale)

    def change_sheet(self, couple, is_secret):
        sheet = self.pick("m", None, lambda thing: thing.scale is not None)
        if not sheet:
            return self.measure(couple, is_secret)
        if is_secret:
            return self.touch(sheet, "answers review {x} -", True, self.words(True))
        return self.touch(
            sheet, f"answers fix {{x}} --item 2={self.draw.randint(0, 3)} --why '{self.words(False)}'", False)

    def tally(self, couple, is_secret):
        hour = self.hour(None)
        if hour:
            who = self.draw.choice(hour.couple.members)
            self.touch(hour, f"tally {{x}} --member {who} --criticism 2 --contempt 1", True)

    def private(self, couple, is_secret):
        hour = self.hour(None)
        if hour:
            self.make("x", hour.couple, f"private add {{{hour.name}}} -", True)

    # What one of them told alone, and what endangers one

    def held(self, couple, is_secret):
        item = self.pick("o")
        if item and self.chance(0.4):
            ending = self.draw.choice((
                "held close {x} --told", "held close {x} --kept --why quaxolin",
                f"held review {{x}} --review {self.ahead()}"))
            return self.touch(item, ending, True)
        hour = self.hour(None)
        where = f" --session {{{hour.name}}}" if hour and hour.couple is couple else ""
        where += f" --by {self.draw.choice(couple.members)}"
        return self.make("o", couple, f"held add {couple.handle} --review {self.ahead()}{where} -", True)

    def risk(self, couple, is_secret):
        entry = self.pick("r")
        if entry and self.chance(0.4):
            status = self.draw.choice(("open", "watched", "closed"))
            return self.touch(entry, f"risk review {{x}} --why vilmoret --status {status}", True)
        who = f"{couple.handle} --member {self.draw.choice(couple.members)}"
        who += f" --kind {self.draw.choice(('violence', 'suicide', 'substance', 'child'))}"
        if self.chance(0.3):
            return self.make("r", couple, f"risk asked {who} --alone", True, has_text=False)
        return self.make("r", couple, f"risk add {who} --asked alone --review {self.ahead()} -", True)

    # Small records

    def entry(self, couple, is_secret):
        if is_secret and self.chance(0.15):
            return self.make("e", couple, f"entry add {couple.handle} --kind leaving --on {self.ago()} -", True)
        kind = self.draw.choice(KINDS)
        line = f"entry add {couple.handle} --kind {kind} --by {self.draw.choice(couple.members)} --on {self.ago()}"
        line += f" --review {self.ahead()}" if kind in ("agreement", "question") else ""
        return self.small("e", couple, line + " -", is_secret)

    def small(self, kind, couple, line, is_secret, **fields):
        """A record with an audience that it is given, or which it gets in the end."""
        is_doomed = is_secret and self.chance(0.2)
        audience = self.audience(couple, is_secret and not is_doomed)
        return self.make(kind, couple, f"{line} --audience {audience}", is_secret, is_doomed=is_doomed, **fields)

    def jot(self, couple, is_secret):
        line = f"jot add {couple.handle} --on {self.ago()} --at {self.draw.randint(8, 18):02}:30 -"
        self.small("y", couple, line, is_secret)

    def agenda(self, couple, is_secret):
        line = self.pick("a", is_secret)
        if line and self.chance(0.4):
            return self.touch(line, "agenda done {x}", False)
        mine = " --mine" if is_secret and self.chance(0.3) else ""
        return self.small("a", couple, f"agenda add {couple.handle} -{mine}", is_secret)

    def contact(self, couple, is_secret):
        whom = self.draw.choice([*couple.members, "Amin"])
        self.small("t", couple, f"contact add {couple.handle} --with {whom} --on {self.ago()} -", is_secret)

    def win(self, couple, is_secret):
        by = self.draw.choice(couple.members)
        self.small("w", couple, f"win add {couple.handle} --by {by} --on {self.ago()} -", is_secret)

    def homework(self, couple, is_secret):
        hour, audience = self.on_hour(couple, is_secret)
        is_hours = bool(hour) and self.chance(0.4)
        couple = hour.couple if is_hours else couple
        member = self.draw.choice([*couple.members, "each", "together"])
        goal = self.pick("g", False, lambda thing: thing.couple is couple)
        what = f"--title 'A {self.draw.choice(HIDDEN if is_secret else COMMON)}' -"
        if self.chance(0.4):
            what = self.draw.choice(EXERCISES)
        line = f"homework assign {couple.handle} {what} --for {member}"
        line += f" --goal {{{goal.name}}}" if goal and self.chance(0.3) else ""
        line += self.draw.choice(("", f" --due {self.ahead()}", f" --every week --plan '{self.words(is_secret)}'"))
        fields = {"has_text": what.endswith(" -"), "member": member}
        if is_hours:
            where = f" --session {{{hour.name}}}{self.narrow(hour, audience)}"
            return self.make("h", couple, line + where, is_secret, **fields)
        return self.small("h", couple, line, is_secret, **fields)

    def report_homework(self, couple, is_secret):
        work = self.pick("h", None if is_secret else False)
        if not work:
            return self.homework(couple, is_secret)
        if self.chance(0.3):
            return self.review_homework(work, is_secret)
        who = work.member if work.member in work.couple.members else self.draw.choice(work.couple.members)
        audience = self.audience(work.couple, is_secret)
        line = f"homework log {{x}} --member {who} --done {self.draw.randint(0, 4)} --on {self.ago()}"
        line += f" --audience {audience} -"
        return self.touch(work, line, is_secret, self.words(is_secret))

    def review_homework(self, work, is_secret):
        """The counselor's reasons are the counselor's, and so is the way in which homework was taken back."""
        line = f"homework review {{{work.name}}}"
        if work.is_secret or not is_secret:
            way = self.draw.choice(("--keep", "--shrink", "--set-aside"))
            return self.touch(work, f"homework review {{x}} {way}", False)
        ways = (
            ("--drop", "--set-aside"), ("--keep --why quaxolin", "--keep"),
            ("--set-aside --why vilmoret", "--set-aside"))
        way, other = self.draw.choice(ways)
        return self.give(f"{line} {way}", True, without=f"{line} {other}", handle=work.couple.handle)

    def promise(self, couple, is_secret):
        by, *others = self.draw.sample(couple.members, len(couple.members))
        line = f"promise add {couple.handle} --by {by} --on {self.ago()}"
        line += self.draw.choice(("", f" --due {self.ahead()}", " --every week --size small"))
        self.small("p", couple, line + " -", is_secret, member=by, other=others[0])

    def mark_promise(self, couple, is_secret):
        promise = self.pick("p", None if is_secret else False)
        if not promise:
            return self.promise(couple, is_secret)
        who = self.draw.choice((promise.member, promise.other))
        told = f" --audience {self.audience(promise.couple, is_secret)}"
        ways = [
            (f"promise mark {{x}} {who}={self.draw.choice(OUTCOMES)} --on {self.ago()}{told}", False),
            (f"promise renegotiated {{x}} --says {who} --due {self.ahead()}{told}", False),
            (f"promise repaired {{x}} --says {who}{told} -", True)]
        if is_secret:
            ways += [(f"promise {self.draw.choice(OUTCOMES)} {{x}}", False), ("promise repaired {x} -", True)]
        line, has_text = self.draw.choice(ways)
        if line.startswith("promise repaired") and not is_secret:
            # What the viewer hears was put right, the viewer heard was missed.
            self.touch(promise, f"promise mark {{x}} {who}=missed{told}", False)
        return self.touch(promise, line, is_secret, self.words(is_secret) if has_text else "")

    def goal(self, couple, is_secret):
        line = f"goal add {couple.handle} --on {self.ago()}"
        line += f" --member {self.draw.choice(couple.members)}" if self.chance(0.4) else ""
        self.small("g", couple, line + " -", is_secret)

    def rate_goal(self, couple, is_secret):
        goal = self.pick("g", None if is_secret else False)
        if not goal:
            return self.goal(couple, is_secret)
        if not is_secret and self.chance(0.1):
            return self.touch(goal, "goal close {x}", False)
        line = f"goal rate {{x}} {self.draw.randint(0, 10)} --audience {self.audience(goal.couple, is_secret)}"
        line += f" --by {self.draw.choice(goal.couple.members)}" if self.chance(0.5) else ""
        return self.touch(goal, line, is_secret)

    def review_entry(self, couple, is_secret):
        entry = self.pick("e", None if is_secret else False)
        if not entry:
            return self.entry(couple, is_secret)
        line = f"entry review {{x}} --review {self.ahead()} --audience {self.audience(entry.couple, is_secret)} -"
        return self.touch(entry, line, is_secret, self.words(is_secret))

    def aim(self, couple, is_secret):
        who, aim = self.draw.choice(couple.members), self.draw.choice(("improve", "clarify", "separate", "unsure"))
        line = f"aim {couple.handle} {who}={aim} --on {self.ago()} --audience {self.audience(couple, is_secret)}"
        self.make("e", couple, line, is_secret, has_text=False).takes_more = False
        self.things = [thing for thing in self.things if thing.takes_more or thing.kind != "e"]

    def injury(self, couple, is_secret):
        hurt, by = self.draw.sample(couple.members, 2)
        line = f"injury add {couple.handle} --hurt {hurt} --by {by} --on {self.ago()} -"
        if is_secret and self.chance(0.3):
            return self.make("i", couple, line, True, member=hurt, other=by)
        return self.small("i", couple, f"{line} --on-pages", is_secret, member=hurt, other=by)

    def step_injury(self, couple, is_secret):
        injury = self.pick("i", None if is_secret else False)
        if not injury:
            return self.injury(couple, is_secret)
        told = f" --audience {self.audience(injury.couple, is_secret)}"
        step = self.draw.choice(STEPS)
        who = injury.other if step in ("acknowledged", "responsibility", "apology", "amends-kept") else injury.member
        if is_secret and who != self.viewer and self.chance(0.4):
            own = "--willingness" if who == injury.member else "--effort"
            return self.touch(
                injury, f"rate {injury.couple.handle} --member {who} --injury {{x}} {own} {self.draw.randint(0, 10)} "
                f"--on {self.ago()}", True)
        return self.touch(injury, f"injury step {{x}} {step} --says {who}{told} -", is_secret, self.words(is_secret))

    # The couple, and the counselor

    def policy(self, couple, is_secret):
        kind = self.draw.choice(("no-secrets", "limited", "confidential", "case-by-case"))
        who = self.draw.choice(couple.members)
        self.give(f"policy {couple.handle} --kind {kind} --acknowledged-by {who}", False, handle=couple.handle)

    def settings(self, couple, is_secret):
        name = NAMES[self.draw.choice(list(NAMES))]
        self.give(self.draw.choice((
            f"counselor --sign-within {self.draw.randint(1, 20)}", f"client edit '{name}' --phone 12345",
            f"client edit '{name}' --safe-contact quaxolin")), True)

    def belong(self, couple, is_secret):
        """Somebody comes into the treatment or leaves it, or it ends and begins again."""
        couple = self.couples[0]
        if self.shape == "joins" and "Zoe" not in couple.members and self.chance(0.5):
            self.give(f"couple join {couple.handle} '{NAMES['Zoe']}'", False, handle=couple.handle)
            couple.members.append("Zoe")
        elif len(couple.members) > 2 and self.chance(0.3):
            self.give(f"couple leave {couple.handle} {couple.members.pop()}", False, handle=couple.handle)
        else:
            couple = self.couples[1]
            line = f"couple close {couple.handle} --outcome paused"
            if couple.is_open:
                self.give(f"{line} --why '{self.words(True)}'", True, without=line, handle=couple.handle)
            else:
                self.give(f"couple reopen {couple.handle}", False, handle=couple.handle)
            couple.is_open = not couple.is_open

    def hide_and_show(self, couple, is_secret):
        """Something that the viewer sees was hidden for a moment."""
        thing = self.pick(self.draw.choice("nhpgewim"), False)
        if not thing:
            return
        group = self.new_group()
        if self.chance(0.5):
            line = self.draw.choice(("audience {x} counselor --why vilmoret", "strike {x} --why vilmoret"))
            self.touch(thing, line, True, group=group)
            self.touch(thing, "undo", True, undoes="-", group=group, must=True)
        else:
            self.touch(thing, "strike {x} --why vilmoret", True, group=group)
            self.touch(thing, "strike {x} --lift --why quaxolin", True, must=True, group=group)

    def end(self):
        """What seemed to be the viewer's is hidden."""
        for thing in [thing for thing in self.things if thing.is_doomed]:
            audience = self.audience(thing.couple, True)
            hides = [f"audience {{x}} {audience} --why vilmoret"]
            if thing.kind not in "s":
                hides.append("strike {x} --why vilmoret")
            elif len(thing.couple.members) == 2:
                hides.append(f"session edit {{x}} --present {self.draw.choice(self.others(thing.couple))}")
            self.touch(thing, self.draw.choice(hides), True, must=True, group=thing.group)


ACTIONS = (
    [Story.hold] * 4 + [Story.plan] * 2 + [Story.change_hour] * 2 + [Story.live] + [Story.note] * 4
    + [Story.change_note] * 2 + [Story.rate] * 4 + [Story.measure] * 4 + [Story.change_sheet] * 2 + [Story.tally]
    + [Story.private] + [Story.held] * 2 + [Story.risk] * 2 + [Story.entry] * 4 + [Story.review_entry] * 2
    + [Story.jot] * 2 + [Story.agenda] * 2 + [Story.contact] * 2 + [Story.win] * 2 + [Story.homework] * 4
    + [Story.report_homework] * 4 + [Story.promise] * 2 + [Story.mark_promise] * 4 + [Story.goal] * 2
    + [Story.rate_goal] * 3 + [Story.aim] + [Story.injury] * 2 + [Story.step_injury] * 3 + [Story.policy]
    + [Story.settings] + [Story.belong] * 2 + [Story.hide_and_show] * 3)
