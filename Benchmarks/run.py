"""Measures Tagwerk beside its peers and prints the table. See README.md beside this file; started by script/bench."""

import argparse
import importlib
import os
import re
import subprocess
import sys

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), os.path.join(os.path.dirname(os.path.abspath(__file__)), "parts")]

from figures import table
from programs import LOAD_CORE, ROOT, WORK

PARTS = ("small_request", "day_page", "latency", "memory", "start", "first_token", "streams", "tail")


def main():
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all without any")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (5)")
    parser.add_argument("--seconds", type=int, default=4, help="of load in a round (4)")
    parser.add_argument("--million", default=os.path.join(WORK, "million"), help="the data folder of a million entries")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"unknown part {', '.join(sorted(unknown))}")
    os.makedirs(WORK, exist_ok=True)
    os.sched_setaffinity(0, {LOAD_CORE % os.cpu_count()})
    rows = []
    for part in options.parts or PARTS:
        print(f"== {part}", file=sys.stderr, flush=True)
        found = importlib.import_module(f"parts.{part}").measure(options)
        print(table(found), file=sys.stderr, flush=True)
        rows += found
    text = table(rows)
    print(text)
    if options.write:
        write(text)


def write(text):
    """Between the two marks in the README; the commit that was measured stands above it."""
    path = os.path.join(ROOT, "README.md")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    old = open(path).read()
    block = f"<!-- figures -->\n\nMeasured at {commit}: `script/bench --write`.\n\n{text}\n\n<!-- /figures -->"
    new = re.sub(r"<!-- figures -->.*<!-- /figures -->", lambda _: block, old, flags=re.DOTALL)
    with open(path, "w") as file:
        file.write(new)


if __name__ == "__main__":
    main()
