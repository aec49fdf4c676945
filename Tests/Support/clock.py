"""Moves the clock of a running program, by setclock.c, which Swift's own C compiler makes."""

import shutil
import subprocess
import time
from datetime import datetime
from pathlib import Path

from webapp import ROOT


def clock_library(folder):
    compiler = shutil.which("clang") or shutil.which("cc") or Path(shutil.which("swift")).resolve().with_name("clang")
    library = folder / "setclock.so"
    source = ROOT / "Tests/Support/setclock.c"
    subprocess.run([compiler, "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, source], check=True)
    return library


class Clock:
    """`settings` are for the program whose clock it is."""

    def __init__(self, library, file):
        self.file = file
        self.settings = {"LD_PRELOAD": library, "SETCLOCK_FILE": file}

    def set(self, moment, later_seconds=0):
        """An ISO time with its offset; the clock goes on from there."""
        self.write(f"{datetime.fromisoformat(moment).timestamp() + later_seconds - time.time():+.6f}")

    def stop_at(self, moment):
        self.write(f"={datetime.fromisoformat(moment).timestamp():.3f}")

    def write(self, text):
        """At once, so that no reader sees a part."""
        draft = self.file.with_suffix(".draft")
        draft.write_text(text)
        draft.rename(self.file)
