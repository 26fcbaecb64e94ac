#!/usr/bin/python3
"""Runs the real program and proves three rows of the suite: ended at any moment or call, and nothing in clear anywhere.

`program-kill` kills it between and within commands: what it had said was done is there, and the rest is there whole or
not at all. `program-faults` does so at every third call for a file, and lets single calls fail. `secrecy` sends marked words through every command of a sealed file and searches every file that was
touched, then types the examples of README, manual and help into a bash and reads its history. The program is
$COUPLET_BINARY, else the debug build. `--full` does 5,000 kills; `--seed N` and `--case N` repeat one. Prints a line for each failure
and one of counts; exits 1 on any.
"""

import argparse
import concurrent.futures
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "program"))

import faults  # noqa: E402
import home  # noqa: E402
import killing  # noqa: E402
import secrecy  # noqa: E402


def main():
    """Does the rows that were asked for, and gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--row", choices=["program-kill", "program-faults", "secrecy"], help="only this row")
    parser.add_argument("--full", action="store_true", help=f"{killing.FULL_CASES} kills, and as many faults")
    parser.add_argument("--seed", type=int, default=1, help="what chance begins with")
    parser.add_argument("--count", type=int, help="so many kills, or faults")
    parser.add_argument("--case", type=int, help="the stretch of kills up to this one")
    options = parser.parse_args()
    if not home.BINARY.exists():
        sys.exit("the program isn't built: swift build, or COUPLET_BINARY=PATH")
    def is_asked(row):
        return options.row in (None, row) and (row == "program-kill" or options.case is None)

    def count(row):
        return options.count or (row.FULL_CASES if options.full else row.CASES)

    print(f"the program itself, seed {options.seed}", flush=True)
    passed = failed = skipped = 0
    with concurrent.futures.ProcessPoolExecutor(killing.WORKERS) as pool, tempfile.TemporaryDirectory() as folder:
        work = []
        if is_asked("program-kill"):
            work.append((killing, killing.start(pool, options.seed, count(killing), options.case)))
        if is_asked("program-faults"):
            made = faults.library(folder)
            if made:
                work.append((faults, faults.start(pool, options.seed, count(faults), made)))
            else:
                print("skipped: program-faults: there is no C compiler")
                skipped += 1
        # Its shells mostly wait, so it goes on beside the others.
        if is_asked("secrecy"):
            sound, wrong, left = secrecy.run(options.seed)
            passed, failed, skipped = passed + sound, failed + wrong, skipped + left
        for row, started in work:
            sound, wrong = row.report(options.seed, started)
            passed, failed = passed + sound, failed + wrong
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
