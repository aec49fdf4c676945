#!/usr/bin/env python3
"""The template engine beside others, on one page: 200 entries on 10 days, a layout, a macro.

    script/bench templates [ROUNDS]

Builds the release program beside this file and takes turns between the engines, so that a busy moment of the machine
meets all of them. Jinja2 and minijinja come from PyPI (requirements/bench.txt). The pages are compared
first: they are the same but for the forms of `"` and `'`, and of blanks at the end.
"""

import html
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PYTHON_RUNS, SWIFT_RUNS = 20, 400


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    subprocess.run(["swift", "build", "-c", "release", "-Xswiftc", "-enable-testing", "--package-path", str(HERE)],
                   check=True, stdout=subprocess.DEVNULL)
    ours = Ours()
    engines = {name: (lambda name=name: ours.run(name)) for name in ("hand", "prepared", "model")}
    context = ours.context()
    pages = {name: ours.page(name) for name in engines}
    for name, render in peers(context).items():
        pages[name] = render()
        engines[name] = lambda render=render: timed(render)
    compare(pages)
    measured = {name: [] for name in engines}
    for _ in range(rounds):
        for name, run in engines.items():
            measured[name].append(run())
    report(measured, len(pages["model"]), ours.ask("compile"))
    print("\nallocations of memory for one page: "
          + ", ".join(f"{count} {name}" for name, count in ours.allocations.items()))


class Ours:
    """The Swift program, which measures on demand."""

    def __init__(self):
        self.allocations = {}
        program = HERE / ".build/release/templates-benchmark"
        self.process = subprocess.Popen([program, str(HERE)], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, *words):
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().split()

    def run(self, engine):
        wall, cpu, self.allocations[engine] = self.ask("run", engine, str(SWIFT_RUNS))
        return float(wall), float(cpu)

    def page(self, engine):
        with tempfile.NamedTemporaryFile() as file:
            self.ask("page", engine, file.name)
            return Path(file.name).read_text()

    def context(self):
        with tempfile.NamedTemporaryFile() as file:
            self.ask("context", "json", file.name)
            return json.loads(Path(file.name).read_text())


def peers(context):
    import jinja2
    import minijinja

    sources = {path.name: path.read_text() for path in HERE.glob("*.html")}
    jinja = jinja2.Environment(loader=jinja2.DictLoader(sources), autoescape=True).get_template("history.html")
    environment = minijinja.Environment(templates=sources)
    return {"minijinja (wheel)": lambda: environment.render_template("history.html", **context),
            "Jinja2": lambda: jinja.render(context)}


def timed(render):
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(PYTHON_RUNS):
        render()
    return ((time.perf_counter() - wall) * 1e6 / PYTHON_RUNS, (time.process_time() - cpu) * 1e6 / PYTHON_RUNS)


def compare(pages):
    expected = html.unescape(pages["Jinja2"]).rstrip()
    for name, page in pages.items():
        if html.unescape(page).rstrip() != expected:
            sys.exit(f"{name} writes another page than Jinja2")


def report(measured, size, compiled):
    best = {name: min(wall for wall, _ in times) for name, times in measured.items()}
    print(f"history page, {size:,} characters; all templates compiled in {float(compiled[0]) / 1000:.1f} ms\n")
    print("| engine | best µs | median µs | CPU µs (median) | to the limit | ours is faster |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, times in sorted(measured.items(), key=lambda item: best[item[0]]):
        walls, cpus = sorted(wall for wall, _ in times), sorted(cpu for _, cpu in times)
        label = {"hand": "by hand, the limit", "prepared": "ours, values prepared",
                 "model": "ours, with values from models"}.get(name, name)
        middle = len(walls) // 2
        print(f"| {label} | {walls[0]:.1f} | {walls[middle]:.1f} | {cpus[middle]:.1f} "
              f"| {best[name] / best['hand']:.2f}× | {best[name] / best['prepared']:.1f}× |")


if __name__ == "__main__":
    main()
