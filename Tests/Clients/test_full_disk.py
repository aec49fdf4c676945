"""A disk without room: prompts are refused in clear words, what was accepted and received is kept, and all goes on when
there is room again."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from invented import one_pixel_png
from ledger import Ledger
from webapp import BROWSER, PROGRAM, wait_until

BYTES = 6 << 20


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={BYTES}", "tagwerk-test", folder], stderr=subprocess.DEVNULL).returncode == 0
    if not mounted:
        pytest.skip("may not mount a small disk here")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def app(start_app, provider, disk):
    return start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test", IMAGE_PROVIDER="openai", DATA_DIR=disk / "chatlog")


def fill(disk):
    with open(disk / "filler", "ab", buffering=0) as filler:
        size = 65536
        while size:
            try:
                filler.write(bytes(size))
            except OSError:
                size //= 2


def test_a_prompt_is_refused_and_taken_when_there_is_room_again(app, disk, provider):
    provider.answer_with("Antwort")
    ledger = Ledger(disk / "chatlog")
    assert app.ask("vorher").status_code == 200
    wait_until(ledger.is_quiet, "the day was not written")
    fill(disk)
    refused = app.ask("Geht das?")
    assert refused.status_code == 500
    assert "Der Speicher ist voll." in refused.json()["error"]
    page = app.http.post("/generate_code", data={"prompt": "Geht das?"}, headers={**BROWSER, "Origin": app.url})
    assert page.status_code == 500
    assert "Der Speicher ist voll." in page.text and "Geht das?" in page.text
    assert app.http.get("/chatlog").status_code == 200
    (disk / "filler").unlink()
    assert app.ask("nachher").status_code == 200
    wait_until(ledger.is_quiet, "the day was not written")
    assert [row["prompt"] for row in ledger.entries()] == ["vorher", "nachher"]
    ledger.check()


def test_what_was_accepted_and_received_waits_for_room(app, disk, provider):
    ledger = Ledger(disk / "chatlog")
    provider.may_draw.clear()
    with ThreadPoolExecutor() as pool:
        text = pool.submit(app.ask, "ein Text")
        chat = provider.next_chat()
        chat.say("Der Anfang, ")
        wait_until(lambda: ledger.ask("SELECT 1 FROM attempt_text"), "nothing was stored")
        picture = pool.submit(app.draw, "ein Bild")
        wait_until(lambda: len(provider.image_requests) == 1, "no picture was asked for")
        fill(disk)
        chat.say("die Mitte " * 10000)
        chat.say("und das Ende.")
        chat.finish()
        provider.may_draw.set()
        for answer, what in ((text, "Code"), (picture, "Bild")):
            assert answer.result().status_code == 500
            assert answer.result().json()["error"].startswith(f"{what}generierung fehlgeschlagen: Der Speicher ist voll.")
    (disk / "filler").unlink()
    wait_until(ledger.is_quiet, "it did not go on")
    first, second = ledger.entries()
    assert (first["status"], second["status"]) == ("succeeded", "succeeded")
    assert first["response"] == "Der Anfang, " + "die Mitte " * 10000 + "und das Ende."
    name = ledger.media()[0]["name"]
    assert app.http.get(f"/static/{name}").content == one_pixel_png((200, 30, 30))
    assert len(provider.image_requests) == 1 and provider.chats.empty()
    wait_until(lambda: ledger.leftovers() == [], "files stay half written")
    ledger.check()


def test_a_kill_on_a_full_disk_loses_only_what_was_not_stored(app, disk, provider):
    ledger = Ledger(disk / "chatlog")
    location = app.ask_as_browser("ein Text")
    chat = provider.next_chat()
    chat.say("Der Anfang, ")
    wait_until(lambda: ledger.ask("SELECT 1 FROM attempt_text"), "nothing was stored")
    fill(disk)
    chat.say("die Mitte " * 10000)
    app.crash()
    (disk / "filler").unlink()
    app.start()
    assert "status-interrupted" in app.http.get(location).text
    entry, = ledger.entries()
    assert entry["response"] == "Der Anfang, "
    wait_until(ledger.is_quiet, "the day was not written")
    ledger.check()


def test_the_server_ends_on_a_full_disk(app, disk, provider):
    app.ask_as_browser("ein Text")
    provider.next_chat().say("Der Anfang")
    fill(disk)
    assert app.stop() == 0


def test_a_start_on_a_full_disk_is_refused_for_that_reason(app, disk, provider):
    provider.answer_with("Antwort")
    app.ask("vorher")
    assert app.stop() == 0
    fill(disk)
    done = subprocess.run([PROGRAM], cwd=app.folder, env=app.environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "the disk is full" in done.stderr
    (disk / "filler").unlink()
    app.start()
    assert "vorher" in app.http.get("/chatlog").text
