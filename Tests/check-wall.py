#!/usr/bin/python3
"""Runs the real program and proves the wall between partners: what one told alone never reaches the other.

Pairs of practices are made of random commands: one with what a viewer may not know of, one without. Whatever is then
read for that viewer, for both or for the desk has to be the same in both, byte for byte: output, errors, exit status
and files. That the comparison can fail is proven by leaks that are planted, of each kind of record. The program is
$COUPLET_BINARY, else the debug build. `--pairs 1000` is for a night; `--seed N` repeats one pair. Prints a line for
each failure and one of counts; exits 1 on any.
"""

import argparse
import concurrent.futures
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent / name) for name in ("wall", "program")]

import home  # noqa: E402
import pairs  # noqa: E402
import planting  # noqa: E402
import practice  # noqa: E402
import readings  # noqa: E402

PAIRS = 8
READINGS = 90
HIDDEN = 6
WORKERS = 2


def tell(outcome, seed):
    """Prints what a pair found, with what repeats it."""
    for line, (where, mine, other) in outcome.differences:
        print(f"failed: --seed {seed}: for {outcome.viewer}: couplet {line}: {where} differs")
        print(f"  with what is hidden: {mine}\n  without:             {other}")
    for stumble in outcome.stumbles:
        print(f"failed: --seed {seed}: {stumble}")
    for step in outcome.shortest:
        print(f"    couplet {step}")


def main():
    """Does the pairs and the planted leaks, and gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=PAIRS, help=f"so many pairs; {PAIRS} when left out")
    parser.add_argument("--seed", type=int, help="only the pair of this seed")
    parser.add_argument("--first", type=int, default=1, help="the seed of the first pair")
    parser.add_argument("--readings", type=int, default=READINGS, help="so many in each pair, 0 for all there are")
    parser.add_argument("--as-found", action="store_true", help="don't look for the shortest commands")
    options = parser.parse_args()
    if not home.BINARY.exists():
        sys.exit("the program isn't built: swift build, or COUPLET_BINARY=PATH")
    first, count = (options.first, options.pairs) if options.seed is None else (options.seed, 1)
    print(f"the wall between partners, seed {first}", flush=True)
    if not practice.is_clock_pinned():
        print("no debug build, which can be told the time: times of the day aren't compared", flush=True)
    asked = HIDDEN if options.readings else 0
    done = failed = commands = hidden = comparisons = differences = 0
    seconds = 0.0
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
        work = {
            pool.submit(pairs.run, seed, options.readings, asked, not options.as_found): seed
            for seed in range(first, first + count)}
        leaks = list(planting.LEAKS) if options.seed is None else []
        plants = [pool.submit(planting.plant, leaks[part::WORKERS], first) for part in range(WORKERS) if leaks]
        for leaf in readings.missing():
            print(f"failed: nothing reads by {leaf}")
            failed += 1
        for part in concurrent.futures.as_completed(work):
            outcome = part.result()
            tell(outcome, work[part])
            done, commands, hidden = done + 1, commands + outcome.commands, hidden + outcome.hidden
            comparisons, differences = comparisons + outcome.comparisons, differences + len(outcome.differences)
            seconds += outcome.seconds
            failed += bool(outcome.differences or outcome.stumbles)
            sys.stdout.flush()
        missed = [problem for plant in plants for problem in plant.result()]
    for line in missed:
        print(f"failed: --first {first}: {line}")
    print(
        f"wall  pairs {done}  commands {commands}, hidden {hidden}  comparisons {comparisons}"
        f"  differences {differences}  planted {len(leaks)}, found {len(leaks) - len(missed)}"
        f"  seconds of the processor {seconds:.0f}")
    failed += len(missed)
    print(f"{done + len(leaks) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
