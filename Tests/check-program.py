#!/usr/bin/python3
"""Runs the real program and proves two rows of the suite: killed at any moment, and nothing in clear anywhere.

`program-kill` kills it between and within commands: what it had said was done is there, and the rest is there whole or
not at all. `secrecy` sends marked words through every command of a sealed file and searches every file that was
touched, then types the examples of README, manual and help into a bash and reads its history. The program is
$COUPLET_BINARY, else the debug build. `--full` does 5,000 kills; `--seed N` and `--case N` repeat one. Prints a line for each failure
and one of counts; exits 1 on any.
"""

import argparse
import concurrent.futures
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "program"))

import home  # noqa: E402
import killing  # noqa: E402
import secrecy  # noqa: E402


def main():
    """Does the rows that were asked for, and gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--row", choices=["program-kill", "secrecy"], help="only this row")
    parser.add_argument("--full", action="store_true", help=f"{killing.FULL_CASES} kills")
    parser.add_argument("--seed", type=int, default=1, help="what chance begins with")
    parser.add_argument("--count", type=int, help="so many kills")
    parser.add_argument("--case", type=int, help="the stretch of kills up to this one")
    options = parser.parse_args()
    if not home.BINARY.exists():
        sys.exit("the program isn't built: swift build, or COUPLET_BINARY=PATH")
    count = options.count or (killing.FULL_CASES if options.full else killing.CASES)
    print(f"the program itself, seed {options.seed}", flush=True)
    passed = failed = skipped = 0
    with concurrent.futures.ProcessPoolExecutor(killing.WORKERS) as pool:
        work = killing.start(pool, options.seed, count, options.case) if options.row != "secrecy" else None
        # Its shells mostly wait, so it goes on beside the kills.
        if options.row != "program-kill" and options.case is None:
            passed, failed, skipped = secrecy.run(options.seed)
        if work:
            sound, wrong = killing.report(options.seed, work)
            passed, failed = passed + sound, failed + wrong
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
