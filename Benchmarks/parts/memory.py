"""Resident memory: idle, for each idle connection, and with ten thousand handlers that wait."""

import asyncio
import threading

import million
import provider
import readers
from figures import Row
from load import close, idle, settle
from programs import Tagwerk

CONNECTIONS = 10_000


def measure(options):
    return [*at_rest(million.make(options.million)), connections(), waiting()]


def at_rest(data):
    with Tagwerk(data) as program:
        settle()
        fresh = program.memory()
        for number in range(200):
            program.get(f"/chatlog/{million.BUSY_DAY}/{number}")
            program.get(f"/chatlog/{million.LAST_DAY - million.datetime.timedelta(number)}")
        settle()
        used = program.memory()
    return [mebibytes("memory, idle, a million entries", 25, fresh),
            Row("… after 400 pages (with SQLite's mapped pages)", "", f"{used / 2**20:.1f} MB", None)]


def connections():
    with Tagwerk() as program:
        close(idle(program.port, 200))
        settle()
        before = program.memory()
        sockets = idle(program.port, CONNECTIONS)
        settle()
        each = (program.memory() - before) / CONNECTIONS
        close(sockets)
    return Row("memory of an idle connection (10,000)", "≤ 2 KB", f"{each / 1024:.1f} KB", each <= 2048)


def waiting():
    """Ten thousand event streams of one entry whose provider is silent: each is a handler that waits."""
    with provider.running(silent=True) as fake, Tagwerk(environment=fake.environment) as program:
        address = readers.ask(program, "Warte")
        asyncio.run(readers.wait_at(program.port, f"{address}/events", CONNECTIONS, lambda: settle(3)))
        peak = program.peak()
    return mebibytes("memory with 10,000 handlers waiting", 100, peak)


def mebibytes(what, goal, value):
    return Row(what, f"≤ {goal} MB", f"{value / 2**20:.1f} MB", value <= goal * 2**20)
