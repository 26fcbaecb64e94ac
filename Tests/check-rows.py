#!/usr/bin/python3
"""Damages practices at random and proves that what is on the disk is judged, not believed.

A cell becomes NULL, of another type, huge, below zero, a key of nothing, a cut text or bytes that are none; a row goes; the
schema has something more or less; bytes of the file are flipped. Then three commands read or change it. None may end by
a signal, with a fault of the program's own (70), or with a message that says what a note says; another couple's
chart reads as before; and what one command calls damaged, `check` finds. That each rule can fail is proven by
answers that are planted. The program is $COUPLET_BINARY, else the debug build. `--cases 5000` is for a night, `--seed N`
and `--case N` repeat one. Prints a line for each failure and one of counts; exits 1 on any.
"""

import argparse
import collections
import concurrent.futures
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent / name) for name in ("rows", "wall", "program")]

import home  # noqa: E402
import judging  # noqa: E402

CASES = 200
# So many cases share a random practice.
SHARE = 100
WORKERS = 2


def stretch(seed, first, count, case, way):
    """Does the cases of one practice."""
    with tempfile.TemporaryDirectory(prefix="couplet-rows-") as folder:
        base = judging.Base(f"{seed}-{first // SHARE}", pathlib.Path(folder))
        cases = [case] if case is not None else range(first, first + count)
        return [judging.run(base, number, seed, way) for number in cases]


def planted():
    """Answers that each break one rule: those that pass as sound."""
    answers = {
        "a signal": (-4, "", {"They spoke of home"}), "a fault of its own": (70, "error: file: x", set()),
        "bad data": (65, "error: text: is empty", set()),
        "a crash": (74, "Fatal error: 'try!' expression", set()), "registers": (1, "rax 0x00007ffe12345678", set()),
        "what a note says": (74, "error: They spoke of home", {"They spoke of home"})}
    return [name for name, answer in answers.items() if judging.judge(*answer) is None]


def main():
    """Does the cases, and gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=CASES, help=f"so many; {CASES} when left out")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--seed", type=int, default=1, help="what chance begins with")
    parser.add_argument("--case", type=int, help="only this one")
    parser.add_argument("--way", choices=sorted(judging.damage.WAYS), help="only damage of this kind")
    options = parser.parse_args()
    if not home.BINARY.exists():
        sys.exit("the program isn't built: swift build, or COUPLET_BINARY=PATH")
    print(f"damaged rows, seed {options.seed}", flush=True)
    missed = planted()
    for name in missed:
        print(f"failed: the rules don't see {name}")
    firsts = (
        [options.case // SHARE * SHARE] if options.case is not None
        else range(options.first, options.first + options.cases, SHARE))
    statuses, done, failed, runs = collections.Counter(), 0, 0, 0
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
        work = [
            pool.submit(stretch, options.seed, first,
                        min(SHARE, options.first + options.cases - first), options.case, options.way)
            for first in firsts]
        for part in concurrent.futures.as_completed(work):
            for outcome in part.result():
                done, runs = done + 1, runs + outcome.runs
                statuses.update(outcome.statuses)
                failed += bool(outcome.failures)
                for words, problem in outcome.failures:
                    print(f"failed: --seed {options.seed} --case {outcome.case}: {outcome.words}: "
                          f"couplet {' '.join(words)}: {problem}")
            sys.stdout.flush()
    answers = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    print(f"{runs} commands on {done} damaged practices: {answers}")
    print(f"{done - failed} passed, {failed + len(missed)} failed")
    return 1 if failed or missed else 0


if __name__ == "__main__":
    sys.exit(main())
