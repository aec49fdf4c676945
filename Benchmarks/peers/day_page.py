"""The day page as Flask and FastAPI would make it: the same database, the same queries, the same templates, in Jinja2."""

import datetime
import json
import os
import sqlite3
import threading

import jinja2

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
SOURCES = os.path.join(ROOT, "Sources", "WebApp")
WORDS = json.load(open(os.path.join(SOURCES, "Catalogues", "de.json")))
LINES = """SELECT e.day, e.idx, e.kind, e.status, e.prompt_excerpt,
    CASE WHEN e.status = 'running' AND e.response_excerpt = ''
    THEN (SELECT coalesce(substr(group_concat(t.text, ''), 1, 200), '') FROM attempt_text t
    WHERE t.entry = e.id AND t.start < 800) ELSE e.response_excerpt END,
    e.created_at, n.name, m.sha256, m.type, m.size
    FROM entry e INDEXED BY entry_alive
    LEFT JOIN media_name n ON n.entry = e.id AND n.position = 0 LEFT JOIN media m ON m.sha256 = n.sha256
    WHERE e.owner = 1 AND e.day = ? AND e.idx > -1 AND e.deleted_at IS NULL ORDER BY e.idx LIMIT 201"""
COUNT = "SELECT count FROM day_summary WHERE owner = 1 AND day = ?"
PREVIOUS = "SELECT day FROM day_summary WHERE owner = 1 AND day < ? AND count > 0 ORDER BY day DESC LIMIT 1"
NEXT = "SELECT day FROM day_summary WHERE owner = 1 AND day > ? AND count > 0 ORDER BY day LIMIT 1"
SITE = {
    "name": "Tagwerk", "version": "0.1.0", "lang": "de", "css": "/assets/0123456789abcdef/app.css",
    "js": "/assets/0123456789abcdef/app.js", "icon": "/assets/0123456789abcdef/favicon.svg", "is_demo": True,
    "languages": [
        {"tag": tag, "name": name, "is_current": tag == "de"}
        for tag, name in (("de", "Deutsch"), ("en", "English"), ("ja", "日本語"), ("ko", "한국어"))]}


def t(key, **values):
    text = WORDS[key]
    for name, value in values.items():
        text = text.replace("{%s}" % name, str(value))
    return text


templates = jinja2.Environment(loader=jinja2.FileSystemLoader(os.path.join(SOURCES, "Views")), autoescape=True, auto_reload=False)
templates.globals["t"] = t
local = threading.local()


def database():
    if not hasattr(local, "database"):
        path = os.path.join(os.environ["DATA_DIR"], "chatlog.sqlite")
        local.database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        local.database.execute("PRAGMA mmap_size=67108864")
        local.database.execute("PRAGMA cache_size=-8192")
    return local.database


def label(text):
    date = datetime.date.fromisoformat(text)
    return t("date.full", weekday=t(f"weekday.{date.isoweekday()}"), day=date.day, month=t(f"month.{date.month}"), year=date.year)


def grouped(number):
    return f"{number:,}".replace(",", ".") if number > 9_999 else str(number)


def link(row):
    return {"href": f"/chatlog/{row[0]}", "label": label(row[0])} if row else None


def line(row):
    day, index, kind, status, prompt, response, created, name = row[:8]
    clock = datetime.datetime.fromtimestamp(created / 1000, datetime.UTC)
    return {
        "href": f"/chatlog/{day}/{index}", "index": index, "time": f"{clock:%H:%M}", "kind": kind,
        "kind_label": t(f"kind.{kind}"), "status": status, "status_label": t(f"status.{status}"), "prompt": prompt,
        "response": "" if kind == "image" else response, "thumbnail": f"/thumbnail/{name}" if name else None}


def render(day):
    connection = database()
    count = connection.execute(COUNT, (day,)).fetchone()[0]
    rows = connection.execute(LINES, (day,)).fetchall()
    lines = [line(row) for row in rows[:200]]
    date = datetime.date.fromisoformat(day)
    counted = t("count.entries.one") if count == 1 else t("count.entries.other", count=grouped(count))
    return templates.get_template("day.html").render(
        site={**SITE, "here": f"/chatlog/{day}"}, nav="chatlog", notice=None,
        day={"date": day, "number": str(date.day), "label": label(day), "href": f"/chatlog/{day}", "count_label": counted},
        lines=lines, earlier=None, later=f"/chatlog/{day}?after={lines[-1]['index']}" if len(rows) > 200 else None,
        range_label=t("day.range", first=1, last=len(lines), total=grouped(count)) if count > len(lines) else None,
        previous=link(connection.execute(PREVIOUS, (day,)).fetchone()),
        next=link(connection.execute(NEXT, (day,)).fetchone()))
