"""A data folder that cannot be used, or was damaged: said plainly, nothing started, nothing touched."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest
from ledger import Ledger
from webapp import PROGRAM, WebApp, wait_until

NOBODY = 65534
IS_ROOT = os.geteuid() == 0


def refuse(app, *command):
    """Runs a program that must not start; gives its exit code and what it said."""
    done = subprocess.run([*command, PROGRAM], cwd=app.folder, env=app.environment, capture_output=True, text=True, timeout=10)
    return done.returncode, done.stdout + done.stderr


def fingerprints(folder):
    """Of everything that holds something; an empty log of the database comes and goes."""
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*")
            if path.is_file() and path.stat().st_size > 0 and path.name not in ("app.log", ".lock", "chatlog.sqlite-shm")}


@pytest.fixture
def filled(start_app, provider):
    """A stopped app with some entries in it, the texts of each longer than a page of the database."""
    provider.answer_with("Eine Antwort. " * 600)
    app = start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test")
    for number in range(12):
        assert app.ask(f"Frage {number}").status_code == 200
    assert app.stop() == 0
    return app


def test_a_second_server_on_the_folder_is_refused_by_the_pid_of_the_first(start_app, tmp_path):
    first = start_app()
    code, said = refuse(WebApp(tmp_path, DATA_DIR=first.data))
    assert code == 1
    assert f"in use by process {first.process.pid}." in said
    assert str(first.data) in said
    assert first.http.get("/healthz").status_code == 200


def test_the_folder_is_free_again_when_its_server_was_killed(start_app):
    app = start_app()
    app.crash()
    app.start()


# Damages to the file of the history, and a word of what is said.

def overwrite_header(database):
    with open(database, "r+b") as file:
        file.write(b"no database at all, but something else ")


def cut_in_half(database):
    os.truncate(database, database.stat().st_size // 8192 * 4096)


def cut_within_a_page(database):
    os.truncate(database, database.stat().st_size - 1000)


def empty_the_schema(database):
    overwrite_page(database, 1, 100)


def overwrite_page(database, page, begin=0):
    with open(database, "r+b") as file:
        file.seek((page - 1) * 4096 + begin)
        file.write(bytes(range(256)) * 16 if begin == 0 else b"\xa5" * (4096 - begin))


def overwrite_the_entries(database):
    overwrite_page(database, root_of(database, "entry"))


def overwrite_an_inner_page(database):
    """One that no start has a reason to read."""
    overwrite_page(database, root_of(database, "media_name_newest"))


def overwrite_the_last_page(database):
    overwrite_page(database, database.stat().st_size // 4096)


def root_of(database, name):
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as history:
        return history.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [name]).fetchone()[0]


@pytest.mark.parametrize("damage", [overwrite_header, cut_in_half, cut_within_a_page, empty_the_schema, overwrite_the_entries,
                                    overwrite_an_inner_page, overwrite_the_last_page])
def test_a_damaged_database_stops_the_start_and_is_left_as_it_is(filled, damage):
    damage(filled.data / "chatlog.sqlite")
    before = fingerprints(filled.data)
    code, said = refuse(filled)
    assert code == 1
    assert "chatlog.sqlite" in said and "damaged" in said, said
    assert "Tagwerk: http" not in said
    assert fingerprints(filled.data) == before


@pytest.mark.parametrize("rest", ["nothing", "half", "no index"])
def test_a_lost_or_cut_log_takes_along_only_what_was_in_it(filled, provider, rest):
    """Something else has removed files of a killed server: what the database itself holds is there, and whole."""
    filled.start()
    provider.answer_with("Danach")
    for number in range(5):
        filled.ask(f"Danach {number}")
    filled.crash()
    log = filled.data / "chatlog.sqlite-wal"
    assert log.stat().st_size > 0
    if rest == "nothing":
        log.unlink()
        (filled.data / "chatlog.sqlite-shm").unlink()
    elif rest == "half":
        os.truncate(log, log.stat().st_size // 2 + 1000)
    else:
        (filled.data / "chatlog.sqlite-shm").unlink()
    filled.start()
    ledger = Ledger(filled.data)
    prompts = [row["prompt"] for row in ledger.entries()]
    assert prompts[:12] == [f"Frage {number}" for number in range(12)]
    assert prompts[12:] == [f"Danach {number}" for number in range(len(prompts) - 12)]
    assert rest != "no index" or len(prompts) == 17
    assert filled.ask("Neu").status_code == 200
    wait_until(ledger.is_quiet, "the days were not written")
    ledger.check()


def as_nobody(app, *readable):
    """The arguments that run the program as an ordinary user who may go to the folder."""
    for folder in [app.folder, *app.folder.parents]:
        if not os.stat(folder).st_mode & 0o001:
            os.chmod(folder, os.stat(folder).st_mode | 0o011)
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


@pytest.mark.skipif(not IS_ROOT, reason="becomes another user")
@pytest.mark.parametrize("what", ["folder", "new folder", "database", "log"])
def test_a_folder_that_cannot_be_written_is_said_so(filled, what):
    command = as_nobody(filled)
    shutil.chown(filled.data, NOBODY, NOBODY)
    for path in filled.data.rglob("*"):
        shutil.chown(path, NOBODY, NOBODY)
    if what == "folder":
        (filled.data / ".lock").unlink()
        os.chmod(filled.data, 0o555)
    elif what == "new folder":
        os.chmod(filled.folder, 0o755)
        filled.environment["DATA_DIR"] = str(filled.folder / "other")
    elif what == "database":
        os.chmod(filled.data / "chatlog.sqlite", 0o444)
    else:
        for name in ("chatlog.sqlite", "chatlog.sqlite-wal", "chatlog.sqlite-shm"):
            (filled.data / name).touch()
            shutil.chown(filled.data / name, 0, 0)
            os.chmod(filled.data / name, 0o444)
    before = fingerprints(filled.data)
    code, said = refuse(filled, *command)
    assert code == 1, said
    assert filled.environment["DATA_DIR"] in said and ("denied" in said or "readonly" in said), said
    assert fingerprints(filled.data) == before
