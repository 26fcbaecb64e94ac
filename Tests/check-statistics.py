#!/usr/bin/python3
"""Compare Couplet's trends, Wilson intervals, derived errors and overlaps, written by CrossCheckTests.swift, with scipy's.

Reads statistics.json from the folder that the first argument or COUPLET_CROSSCHECK names. Needs Debian's python3-scipy;
where that or the file is missing it says so and counts itself as skipped. Prints a line for each failure and one of
counts; exits 1 on any.
"""

import json
import math
import os
import sys
from pathlib import Path

NAME = "statistics.json"
RELATIVE = 1e-9
# Below this part of the series' largest value, a difference from 0 is what binary rounding leaves of cancelled digits.
ABSOLUTE = 1e-12
# Trend.shortestSpan: no interval is given for series that span fewer days.
SHORTEST_SPAN = 21
# Wilson.z as the design fixes it; scipy is asked for the confidence that makes this deviate.
Z = 1.959964


def skip(why):
    print(f"skipped: {why}")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)


try:
    import numpy
    from scipy import special, stats
except ImportError as error:
    skip(f"scipy can't be imported: {error}")

folder = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("COUPLET_CROSSCHECK")
if not folder:
    skip("no folder is given, neither as argument nor in COUPLET_CROSSCHECK")
path = Path(folder) / NAME
if not path.is_file():
    skip(f"{path} isn't there: set COUPLET_CROSSCHECK and run the tests first")

passed, failures = 0, []


def check(what, found, expected, scale=1.0):
    """Count one figure; `scale` is the magnitude of the numbers that it is computed from."""
    global passed
    if found is not None and math.isclose(found, expected, rel_tol=RELATIVE, abs_tol=ABSOLUTE * scale):
        passed += 1
    else:
        failures.append(f"{what}: {found!r}, scipy has {expected!r}")


def t_quantile(degrees):
    """The t that 97.5 % lie below, by the inverse of the incomplete beta function.

    stats.t.ppf of scipy 1.10 is off by up to 4e-10 of it for the degrees that occur here (by 4e-9 at 39, for which tables
    have 2.0226909200), which makes more than RELATIVE of an end of the interval that is near 0.
    """
    part = special.betaincinv(degrees / 2, 0.5, 0.05)
    return math.sqrt(degrees * (1 - part) / part)


def check_interval(what, series, line, scale):
    """The 95 % interval of the slope, by Student's t with n − 2 degrees."""
    global passed
    if max(series["days"]) < SHORTEST_SPAN:
        if series.get("low") is None and series.get("high") is None:
            passed += 1
        else:
            failures.append(f"{what}: an interval over fewer than {SHORTEST_SPAN} days")
        return
    half = t_quantile(len(series["days"]) - 2) * line.stderr
    check(f"{what} low", series.get("low"), line.slope - half, scale)
    check(f"{what} high", series.get("high"), line.slope + half, scale)


def check_series(number, series):
    what = f"series {number}"
    weeks = numpy.array(series["days"], dtype=float) / 7
    values = numpy.array(series["values"], dtype=float)
    scale = max(1.0, float(numpy.abs(values).max()))
    line = stats.linregress(weeks, values)
    check(f"{what} slope", series["slope"], line.slope, scale)
    check(f"{what} intercept", series["intercept"], line.intercept, scale)
    check_interval(what, series, line, scale)
    slope = stats.theilslopes(values, weeks).slope
    check(f"{what} Theil–Sen slope", series["theilSenSlope"], slope, scale)
    # scipy's default intercept is this one; computed here, so that its other definitions can't come between.
    intercept = numpy.median(values) - slope * numpy.median(weeks)
    check(f"{what} Theil–Sen intercept", series["theilSenIntercept"], intercept, scale)


def check_rate(number, rate):
    what = f"rate {number}, {rate['successes']} of {rate['of']}"
    confidence = 2 * stats.norm.cdf(Z) - 1
    interval = stats.binomtest(rate["successes"], rate["of"]).proportion_ci(confidence, method="wilson")
    check(f"{what} low", rate["low"], interval.low)
    check(f"{what} high", rate["high"], interval.high)


# The normal deviate as Jacobson and Truax print it.
PRINTED_Z = round(stats.norm.ppf(0.975), 2)


def check_said(what, found, expected):
    """Count one answer."""
    global passed
    if found == expected:
        passed += 1
    else:
        failures.append(f"{what}: {found}, not {expected}")


def check_error(number, error):
    """The standard error that a published index implies, and what is within it.

    A gap of two totals has the error SEM·√2, a change of it twice that: worked out from variances that add up.
    """
    what = f"error {number}, index {error['index']}"
    sem = error["index"] / (PRINTED_Z * math.sqrt(2))
    check(what, error["sem"], sem)
    near = abs(error["total"] - error["cutoff"]) <= PRINTED_Z * sem + RELATIVE
    check_said(f"{what}, near the cut-off", error["isNearCutoff"], near)
    four = numpy.full(4, sem**2)  # two totals at two times
    changed = error["gapChange"] > PRINTED_Z * math.sqrt(four.sum()) + RELATIVE
    check_said(f"{what}, change of the gap", error["isGapChanged"], changed)


def check_spans(number, spans):
    """Two spans are one time when the days of both are half of the longer one or more; counted day by day."""
    first, second = (set(range(*ends)) for ends in (spans["first"], spans["second"]))
    same = 2 * len(first & second) >= max(len(first), len(second))
    check_said(f"spans {number}, {spans['first']} and {spans['second']}", spans["isOneTime"], same)


data = json.loads(path.read_text(encoding="utf-8"))
for kind, count in (("series", 1000), ("rates", 1000), ("errors", 1000), ("spans", 1000)):
    if len(data[kind]) == count:
        passed += 1
    else:
        failures.append(f"{kind}: {len(data[kind])}, not {count}")
for number, series in enumerate(data["series"]):
    check_series(number, series)
for number, rate in enumerate(data["rates"]):
    check_rate(number, rate)

for number, error in enumerate(data["errors"]):
    check_error(number, error)
for number, spans in enumerate(data["spans"]):
    check_spans(number, spans)

for degrees in range(1, 39):  # 40 values leave 38
    check(f"t with {degrees} degrees, stats.t.ppf", t_quantile(degrees), stats.t.ppf(0.975, degrees))

for failure in failures:
    print(failure)
print(f"{passed} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
