"""A history of a million entries, the same for the same seed.

730 days that end on 2026-11-19, in German, English, Japanese and Korean, code with answers of 0.1 to 6 kB and pictures.
Working days have more entries than weekends; 2026-06-15 has 5,000. The tables are made by the program itself, so that a
changed schema fails here and not in a figure.
"""

import datetime
import hashlib
import json
import os
import random
import sqlite3
import sys
import time
import uuid

import words
from programs import Tagwerk

LAST_DAY = datetime.date(2026, 11, 19)
DAYS = 730
BUSY_DAY = datetime.date(2026, 6, 15)
BUSY_COUNT = 5_000
SEED = 20261120

ENTRY = """INSERT INTO entry(id, uuid, owner, day, idx, kind, status, provider, model, attempt, tokens_in, tokens_out,
    created_at, started_at, first_byte_at, finished_at, failure, parameters, prompt, response)
    VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
ATTEMPT = """INSERT INTO attempt(entry, number, provider, model, status, tokens_in, tokens_out, started_at,
    first_byte_at, finished_at, failure) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
NAME = "INSERT INTO media_name(name, owner, kind, entry, position, sha256) VALUES (?, 1, 'image', ?, 0, ?)"


def counts(total, days=DAYS):
    """How many entries each day has, oldest first."""
    dates = [LAST_DAY - datetime.timedelta(days=days - 1 - n) for n in range(days)]
    weights = [0.4 if date.weekday() >= 5 else 1.0 for date in dates]
    busy = min(BUSY_COUNT, total // 20)
    shared = total - busy if BUSY_DAY in dates else total
    rest = sum(weight for date, weight in zip(dates, weights) if date != BUSY_DAY)
    numbers, given, passed = [], 0, 0.0
    for date, weight in zip(dates, weights):
        if date == BUSY_DAY:
            numbers.append(busy)
            continue
        passed += weight
        until = round(shared * passed / rest)
        numbers.append(until - given)
        given = until
    return list(zip(dates, numbers))


class Rows:
    """The rows of one day after the other."""

    def __init__(self, seed, pictures):
        self.random = random.Random(seed)
        self.pictures = pictures
        self.next_id = 1

    def of(self, date, count):
        midnight = int(datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC).timestamp() * 1000)
        step = 16 * 3_600_000 // max(1, count)
        entries, attempts, names = [], [], []
        for index in range(count):
            entry = self.entry(date.isoformat(), index, midnight + 6 * 3_600_000 + index * step)
            number, kind, status = entry[0], entry[4], entry[5]
            entries.append(entry)
            attempts.append((number, entry[6], entry[7], status, entry[8], entry[9], entry[11], entry[12], entry[13], entry[14]))
            if kind == "image" and status == "succeeded":
                names.append((f"image_{date:%Y%m%d}_{index:06}.png", number, self.random.choice(self.pictures)[0]))
        return entries, attempts, names

    def entry(self, day, index, created):
        choose = self.random
        number, self.next_id = self.next_id, self.next_id + 1
        language = choose.choices(words.LANGUAGES, (60, 25, 8, 7))[0]
        kind = "image" if choose.random() < 0.15 else "code"
        status = choose.choices(("succeeded", "failed", "cancelled", "interrupted"), (970, 15, 10, 5))[0]
        response = words.answer(choose, language) if kind == "code" and status != "failed" else ""
        provider, model = ("openai", "gpt-6-luna") if kind == "code" else ("embedded", "composer")
        identity = str(uuid.UUID(int=choose.getrandbits(128), version=4))
        tokens = (choose.randint(10, 80), len(response) // 4) if response else (None, None)
        first = created + choose.randint(150, 900)
        failure = {"failed": "providerFailed", "interrupted": "interrupted", "cancelled": "cancelled"}.get(status)
        parameters = '{"system":"You are a helpful assistant."}' if kind == "code" else '{"height":1024,"width":1792}'
        return (
            number, identity, day, index, kind, status, provider, model, *tokens, created, created + 2, first,
            first + choose.randint(200, 20_000), failure, parameters, words.prompt(choose, language, kind), response)


def make(folder, total=1_000_000):
    """Makes the data folder, unless it is there; returns it."""
    wanted = json.dumps({"entries": total, "seed": SEED, "schema": schema_digest()})
    mark = os.path.join(folder, "made.json")
    if os.path.exists(mark) and open(mark).read() == wanted:
        return folder
    started = time.monotonic()
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        if name.startswith("chatlog.sqlite") or name == "made.json":
            os.remove(os.path.join(folder, name))
    with Tagwerk(folder) as program:
        program.get("/chatlog")
    fill(os.path.join(folder, "chatlog.sqlite"), total)
    with open(mark, "w") as file:
        file.write(wanted)
    print(f"{total} entries made in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return folder


def schema_digest():
    source = os.path.join(os.path.dirname(__file__), "..", "Sources", "History", "HistorySchema.swift")
    return hashlib.sha256(open(source, "rb").read()).hexdigest()[:16]


def fill(path, total):
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript("PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY; PRAGMA cache_size=-200000")
    pictures = [(hashlib.sha256(b"picture %d" % n).hexdigest(), 900_000 + n) for n in range(500)]
    database.execute("BEGIN")
    database.executemany("INSERT INTO media(sha256, type, size) VALUES (?, 'image/png', ?)", pictures)
    rows = Rows(SEED, pictures)
    for date, count in counts(total):
        entries, attempts, names = rows.of(date, count)
        database.executemany(ENTRY, entries)
        database.executemany(ATTEMPT, attempts)
        database.executemany(NAME, names)
        # Written already, or the first start would write 730 files.
        database.execute(
            "INSERT INTO day_summary(owner, day, count, next_idx, revision, written) VALUES (1, ?, ?, ?, 1, 1)",
            (date.isoformat(), count, count))
    database.execute("COMMIT")
    database.executescript("PRAGMA optimize; PRAGMA journal_mode=WAL")
    database.close()


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
