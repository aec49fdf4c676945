"""What a part measured: rows of a table, medians of interleaved rounds."""

import dataclasses
import statistics


@dataclasses.dataclass
class Row:
    what: str
    goal: str
    measured: str
    met: bool | None
    """None where nothing was promised: a peer's own figure."""


def median(values):
    return statistics.median(values)


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def spread(values, scale=1.0, digits=1):
    """Median with the least and the most of the rounds: `10.2 (9.8–11.0)`."""
    return f"{median(values) * scale:.{digits}f} ({min(values) * scale:.{digits}f}–{max(values) * scale:.{digits}f})"


def at_most(what, goal, unit, values, scale=1.0, digits=1):
    met = median(values) * scale <= goal
    return Row(what, f"≤ {goal:g} {unit}", f"{spread(values, scale, digits)} {unit}", met)


def times_less(what, goal, ours, theirs):
    """How many times less ours needs, by round."""
    ratios = [their / our for our, their in zip(ours, theirs)]
    return Row(what, f"≥ {goal:g}×", f"{spread(ratios)}×", median(ratios) >= goal)


def table(rows):
    lines = ["| What | Goal | Measured | |", "|---|---|---|---|"]
    sign = {True: "✓", False: "✗", None: ""}
    return "\n".join(lines + [f"| {row.what} | {row.goal} | {row.measured} | {sign[row.met]} |" for row in rows])
