"""What a data folder holds, read beside the app, and what must be true of it whatever happened."""

import hashlib
import json
import re
import sqlite3
from contextlib import closing


class Ledger:
    def __init__(self, folder):
        self.folder = folder

    def ask(self, sql, *values):
        with closing(sqlite3.connect(f"file:{self.folder / 'chatlog.sqlite'}?mode=ro", uri=True, timeout=30)) as history:
            history.row_factory = sqlite3.Row
            return history.execute(sql, values).fetchall()

    def entries(self):
        return self.ask("SELECT * FROM entry ORDER BY day, idx")

    def is_quiet(self):
        """Nothing waits or runs, and every day's file shows what the database has."""
        open_entries, = self.ask("SELECT count(*) FROM entry WHERE status IN ('queued', 'running')")[0]
        unwritten, = self.ask("SELECT count(*) FROM day_summary WHERE written < revision")[0]
        return open_entries == 0 and unwritten == 0

    def check(self):
        """Of a quiet folder."""
        self.check_database()
        self.check_numbers()
        self.check_day_files()
        self.check_media()

    def check_database(self):
        assert [row[0] for row in self.ask("PRAGMA integrity_check")] == ["ok"]
        assert self.ask("PRAGMA foreign_key_check") == []
        assert self.ask("SELECT 1 FROM attempt_text JOIN entry ON entry = id WHERE status <> 'running'") == []

    def check_numbers(self):
        """From 0 without a gap in each day; what was deleted keeps its place."""
        for day in self.ask("SELECT * FROM day_summary"):
            rows = self.ask("SELECT idx, deleted_at FROM entry WHERE owner = ? AND day = ? ORDER BY idx", day["owner"], day["day"])
            assert [row["idx"] for row in rows] == list(range(day["next_idx"])), day["day"]
            assert sum(row["deleted_at"] is None for row in rows) == day["count"], day["day"]

    def check_day_files(self):
        entries = [row for row in self.entries() if row["deleted_at"] is None]
        names = {entry: file["name"] for entry, file in self.first_files().items()}
        for day, in self.ask("SELECT day FROM day_summary WHERE revision > 0"):
            content = json.loads((self.folder / "days" / f"{day}.json").read_text())
            assert list(content) == [day]
            shown = [(line["index"], line["prompt"], line["response"], line["status"]) for line in content[day]]
            assert shown == [
                (row["idx"], row["prompt"], f"/static/{names[row['id']]}" if row["id"] in names else row["response"], row["status"])
                for row in entries if row["day"] == day]
        assert [path for path in (self.folder / "days").iterdir() if path.suffix != ".json"] == []

    def first_files(self):
        """By the entry's id."""
        return {row["entry"]: row for row in self.media() if row["position"] == 0}

    def media(self):
        return self.ask("SELECT * FROM media_name WHERE sha256 IS NOT NULL")

    def check_media(self):
        """Every file that is named is there and whole, and none is there that nothing names."""
        named = {row["sha256"] for row in self.media()}
        assert named == {row["sha256"] for row in self.ask("SELECT sha256 FROM media")}
        kept = {path: path.name.split(".")[0] for path in (self.folder / "media").glob("??/*")}
        whole = {name for path, name in kept.items() if hashlib.sha256(path.read_bytes()).hexdigest() == name}
        assert whole == named
        assert set(kept.values()) == named, "a file that no entry has"

    def leftovers(self):
        """What is still on its way, or was when something broke."""
        return sorted(path.name for path in (self.folder / "media").glob(".*/*"))


def place_of(location):
    """The address of an entry as (day, index)."""
    day, index = re.fullmatch(r"/chatlog/(\d{4}-\d\d-\d\d)/(\d+)", location).groups()
    return day, int(index)
