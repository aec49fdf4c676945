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
MARKS = "SELECT idx, starred, reviewed, note IS NOT NULL FROM review WHERE owner = 1 AND day = ? AND idx BETWEEN ? AND ?"
SUMMARY = "SELECT day, count, reviewed, starred FROM day_summary WHERE owner = 1 AND day = ?"
TALLY = "SELECT kind, status, count FROM day_tally WHERE owner = 1 AND day = ? AND count > 0"
BEFORE = "SELECT day, count, reviewed FROM day_summary WHERE owner = 1 AND day < ? AND count > 0 ORDER BY day DESC LIMIT 8"
AFTER = "SELECT day, count, reviewed FROM day_summary WHERE owner = 1 AND day > ? AND count > 0 ORDER BY day LIMIT 8"
KINDS = ("code", "image")
STATES = ("queued", "running", "succeeded", "failed", "cancelled", "interrupted")
SITE = {
    "name": "Tagwerk", "version": "0.1.0", "lang": "de", "css": "/assets/0123456789abcdef/app.css",
    "js": "/assets/0123456789abcdef/app.js", "review": "/assets/0123456789abcdef/review.js",
    "icon": "/assets/0123456789abcdef/favicon.svg", "demo_note": WORDS["demo.note.pictures"], "is_development": False,
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


def counted(key, count):
    return t(f"{key}.one") if count == 1 else t(f"{key}.other", count=grouped(count))


def line(row, marks):
    day, index, kind, status, prompt, response, created, name = row[:8]
    clock = datetime.datetime.fromtimestamp(created / 1000, datetime.UTC)
    starred, reviewed, noted = marks.get(index, (0, 0, 0))
    return {
        "href": f"/chatlog/{day}/{index}", "index": index, "time": f"{clock:%H:%M}", "kind": kind,
        "kind_label": t(f"kind.{kind}"), "status": status, "status_label": t(f"status.{status}"), "prompt": prompt,
        "response": "" if kind == "image" else response, "thumbnail": f"/thumbnail/{name}" if name else None,
        "is_starred": starred == 1, "is_reviewed": reviewed == 1, "has_note": noted == 1, "is_current": False}


def progress(done, total):
    label = t("review.progress", done=grouped(done), total=grouped(total))
    return {"label": label, "done": done, "total": total, "is_complete": 0 < total <= done}


def strip_day(row, before, current, place, center):
    text, count, reviewed = row[:3]
    date = datetime.date.fromisoformat(text)
    today = datetime.date.today()
    last = datetime.date.fromisoformat(before[0]) if before else None
    words = [label(text), counted("count.entries", count)]
    if reviewed:
        words.append(progress(reviewed, count)["label"])
    short = t(f"month.short.{date.month}")
    begins = last is None or (last.year, last.month) != (date.year, date.month)
    return {
        "date": text, "href": f"/chatlog/{text}", "label": ", ".join(words), "number": str(date.day),
        "weekday": t("strip.today") if date == today else t(f"weekday.short.{date.isoweekday()}"),
        "month": (short if date.year == today.year else t("date.month", month=short, year=date.year)) if begins else None,
        "count": grouped(count), "reviewed": reviewed, "total": count, "is_done": 0 < count <= reviewed,
        "is_current": text == current, "is_today": date == today, "is_near": abs(place - center) <= 3,
        "is_after_gap": last is not None and (date - last).days > 1}


def strip(day, earlier, own, later):
    """Of a day in the middle of the history."""
    days = [*reversed(earlier), own, *later]
    center = len(earlier)
    shown = range(center - 7, center + 8)
    return {
        "days": [strip_day(days[n], days[n - 1] if n > shown[0] else None, day, n, center) for n in shown],
        "earlier": {"href": f"/chatlog/{days[center - 8][0]}", "label": t("strip.earlier")},
        "later": {"href": f"/chatlog/{days[center + 8][0]}", "label": t("strip.later")},
        "jump_action": "/chatlog", "jump_value": day}


def choice(href, text, count, group, is_current=False):
    return {"href": href, "label": text, "count": grouped(count), "group": group, "is_current": is_current}


def filters(day, total, starred, reviewed, tally):
    path = f"/chatlog/{day}"
    choices = [choice(path, t("filter.all"), total, "all", True)]
    for name, query, count in (("unreviewed", "reviewed=0", total - reviewed), ("starred", "starred=1", starred)):
        if count:
            choices.append(choice(f"{path}?{query}", t(f"filter.{name}"), count, "review"))
    for field, group, names in ((0, "kind", KINDS), (1, "status", STATES)):
        counts = {name: sum(row[2] for row in tally if row[field] == name) for name in names}
        found = [name for name in names if counts[name]]
        if len(found) > 1:
            choices += [choice(f"{path}?{group}={name}", t(f"{group}.{name}"), counts[name], group) for name in found]
    return {"choices": choices, "is_active": False, "matching_label": counted("filter.matching", total), "clear": path}


def render(day):
    connection = database()
    own = connection.execute(SUMMARY, (day,)).fetchone()
    _, count, reviewed, starred = own
    rows = connection.execute(LINES, (day,)).fetchall()
    found = connection.execute(MARKS, (day, rows[0][1], rows[-1][1])) if rows else ()
    marks = {index: rest for index, *rest in found}
    lines = [line(row, marks) for row in rows[:200]]
    date = datetime.date.fromisoformat(day)
    earlier, later = (connection.execute(query, (day,)).fetchall() for query in (BEFORE, AFTER))
    open_lines = [each["href"] for each in lines if not each["is_reviewed"]]
    return templates.get_template("day.html").render(
        site={**SITE, "here": f"/chatlog/{day}"}, nav="chatlog", notice=None,
        day={"date": day, "number": str(date.day), "label": label(day), "href": f"/chatlog/{day}",
             "count_label": counted("count.entries", count)},
        strip=strip(day, earlier, own, later), progress=progress(reviewed, count),
        filters=filters(day, count, starred, reviewed, connection.execute(TALLY, (day,)).fetchall()),
        action=f"/chatlog/{day}/review", lines=lines,
        next_unreviewed=open_lines[0] if open_lines else None,
        earlier=None, later=f"/chatlog/{day}?after={lines[-1]['index']}" if len(rows) > 200 else None,
        range_label=t("day.range", first=1, last=len(lines), total=grouped(count)) if count > len(lines) else None,
        previous=link(earlier[0] if earlier else None), next=link(later[0] if later else None))
