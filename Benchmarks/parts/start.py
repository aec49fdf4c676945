"""From exec to the first 200 on /chatlog: with a million entries, and after a kill that left a long write-ahead log."""

import os
import shutil
import sqlite3
import subprocess
import sys

sys.path[:0] = [os.path.dirname(os.path.dirname(os.path.abspath(__file__)))]

import million
from figures import at_most
from programs import WORK, Tagwerk

LOG_BYTES = 64 << 20


def measure(options):
    data = million.make(options.million)
    starts = []
    for _ in range(max(10, options.rounds)):
        program = Tagwerk(data, probe="/chatlog")
        starts.append(program.wait())
        program.stop()
    return [at_most("exec to first 200, a million entries", 50, "ms", starts, 1e3),
            at_most("… after SIGKILL with a 64 MB write-ahead log", 500, "ms", after_kill(data), 1e3)]


def after_kill(data, times=3):
    folder = os.path.join(WORK, "killed")
    seconds = []
    for _ in range(times):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        shutil.copy(os.path.join(data, "chatlog.sqlite"), folder)
        subprocess.run([sys.executable, os.path.abspath(__file__), os.path.join(folder, "chatlog.sqlite")], check=False)
        if os.path.getsize(os.path.join(folder, "chatlog.sqlite-wal")) < LOG_BYTES:
            raise RuntimeError("the log is too short")
        program = Tagwerk(folder, probe="/chatlog")
        seconds.append(program.wait())
        program.stop()
    shutil.rmtree(folder)
    return seconds


def leave_long_log(path):
    """Writes as the program does, without ever folding the log into the file, and dies."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA wal_autocheckpoint=0")
    number = 0
    while not os.path.exists(f"{path}-wal") or os.path.getsize(f"{path}-wal") < LOG_BYTES:
        number = (number + 7_919) % 990_000
        database.execute("UPDATE entry SET response = response || ' ' WHERE id BETWEEN ? AND ?", (number, number + 40))
    os.kill(os.getpid(), 9)


if __name__ == "__main__":
    leave_long_log(sys.argv[1])
