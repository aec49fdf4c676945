"""Days of a history, written into the tables of an app that stands still."""

import datetime
import sqlite3
import uuid
from contextlib import closing

LONG = "Vergleiche " + "sehr ausführlich " * 40 + "x" * 120
PROMPTS = ["Wie sortiere ich eine Liste?", LONG, "<b>Fett</b> & \"klug\"", "날짜를 어떻게 읽나요?", "日付の読み方を教えてください"]
STATES = ["succeeded", "succeeded", "succeeded", "failed", "succeeded", "cancelled", "succeeded"]
ENTRY = """INSERT INTO entry(uuid, day, idx, kind, status, provider, model, created_at, started_at, finished_at, failure,
    prompt, response) VALUES (?, ?, ?, ?, ?, 'openai', 'gpt-6-luna', ?, ?, ?, ?, ?, ?)"""
SUMMARY = "INSERT INTO day_summary(owner, day, count, next_idx, revision, written) VALUES (1, ?, ?, ?, 1, 1)"


def write_days(app, days):
    """`days` are dates and how many entries each has; the app is stopped for it and started again."""
    app.stop()
    with closing(sqlite3.connect(app.data / "chatlog.sqlite")) as history:
        for date, count in days.items():
            midnight = int(datetime.datetime.combine(date, datetime.time(), datetime.UTC).timestamp() * 1000)
            for index in range(count):
                history.execute(ENTRY, entry(date, index, midnight + 6 * 3_600_000 + index * 60_000))
            history.execute(SUMMARY, (date.isoformat(), count, count))
        history.commit()
    app.start()


def entry(date, index, created):
    status = STATES[index % len(STATES)]
    kind = "image" if index % 9 == 8 else "code"
    response = f"Antwort {index}\n\n```python\nprint({index})\n```" if status == "succeeded" and kind == "code" else ""
    return (str(uuid.uuid4()), date.isoformat(), index, kind, status, created, created + 5, created + 900,
            {"failed": "providerFailed", "cancelled": "cancelled"}.get(status),
            f"{PROMPTS[index % len(PROMPTS)]} ({index})", response)
