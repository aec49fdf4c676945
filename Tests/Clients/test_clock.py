"""The system's clock is set while the program runs, and between two runs; and the nights when summer time begins and ends.

The program's clock is moved by Support/setclock.c.
"""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from clock import Clock, clock_library
from invented import one_pixel_png
from ledger import Ledger
from webapp import BROWSER, wait_until


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return clock_library(tmp_path_factory.mktemp("setclock"))


@pytest.fixture
def clock(library, tmp_path):
    return Clock(library, tmp_path / "clock")


@pytest.fixture
def app(start_app, provider, clock):
    return start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test", IMAGE_PROVIDER="openai", **clock.settings)


def days_and_prompts(ledger):
    return [(row["day"], row["idx"], row["prompt"]) for row in ledger.ask("SELECT * FROM entry ORDER BY id")]


def settled(app):
    ledger = Ledger(app.data)
    wait_until(ledger.is_quiet, "the days were not written")
    ledger.check()
    return ledger


@pytest.mark.parametrize("hours", [30, -30])
def test_a_clock_that_is_set_while_an_answer_comes_ends_and_stretches_nothing(app, provider, clock, hours):
    clock.set("2026-06-10T12:00:00+02:00")
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(app.ask, "davor")
        chat = provider.next_chat()
        chat.say("Der Anfang ")
        wait_until(lambda: Ledger(app.data).ask("SELECT 1 FROM attempt_text"), "nothing was stored")
        clock.set("2026-06-10T12:00:00+02:00", hours * 3600)
        time.sleep(0.3)  # in which anything that goes by the clock would end
        chat.say("und das Ende")
        chat.finish()
        assert answer.result().json() == {"code": "Der Anfang und das Ende"}
    entry, = Ledger(app.data).entries()
    assert 0 <= entry["finished_at"] - entry["started_at"] < 60_000
    assert 0 <= entry["first_byte_at"] - entry["started_at"] < 60_000
    assert entry["day"] == "2026-06-10"


def test_a_clock_that_is_set_back_puts_entries_on_their_days_behind_what_is_there(app, provider, clock):
    provider.answer_with("Antwort")
    for moment, prompt in [("2026-06-10T12:00:00+02:00", "eins"), ("2026-06-11T12:00:00+02:00", "zwei"),
                           ("2026-06-10T09:00:00+02:00", "drei"), ("2026-06-11T13:00:00+02:00", "vier")]:
        clock.set(moment)
        assert app.ask(prompt).status_code == 200
    ledger = settled(app)
    assert days_and_prompts(ledger) == [("2026-06-10", 0, "eins"), ("2026-06-11", 0, "zwei"), ("2026-06-10", 1, "drei"),
                                        ("2026-06-11", 1, "vier")]
    page = app.http.get("/chatlog").text
    assert page.index("vier") < page.index("eins") and "drei" in page


@pytest.mark.parametrize("hours", [48, -48])
def test_a_clock_that_is_set_between_two_runs_loses_nothing(app, provider, clock, hours):
    clock.set("2026-06-10T12:00:00+02:00")
    provider.answer_with("Antwort")
    app.ask("davor")
    provider.standing_answer = None
    location = app.ask_as_browser("geschnitten")
    provider.next_chat()
    cut = provider.next_chat()
    cut.say("Ein Teil")
    wait_until(lambda: Ledger(app.data).ask("SELECT 1 FROM attempt_text"), "nothing was stored")
    app.crash()
    clock.set("2026-06-10T12:00:00+02:00", hours * 3600)
    app.start()
    page = app.http.get(location).text
    assert "status-interrupted" in page and "Ein Teil" in page
    provider.answer_with("Antwort")
    assert app.ask("danach").status_code == 200
    assert app.http.post(location + "/resume", headers={**BROWSER, "Origin": app.url}).status_code == 303
    ledger = settled(app)
    assert [row["status"] for row in ledger.entries()] == ["succeeded"] * 3
    assert [place[:2] for place in days_and_prompts(ledger)] == [
        ("2026-06-10", 0), ("2026-06-10", 1), ("2026-06-12" if hours > 0 else "2026-06-08", 0)]


NIGHTS = {
    "summer begins": [
        ("2026-03-28T23:59:58+01:00", "2026-03-28", "23:59"), ("2026-03-29T00:00:01+01:00", "2026-03-29", "00:00"),
        ("2026-03-29T01:59:50+01:00", "2026-03-29", "01:59"), ("2026-03-29T03:00:01+02:00", "2026-03-29", "03:00"),
        ("2026-03-29T23:59:50+02:00", "2026-03-29", "23:59"), ("2026-03-30T00:00:01+02:00", "2026-03-30", "00:00")],
    "summer ends": [
        ("2026-10-24T23:59:50+02:00", "2026-10-24", "23:59"), ("2026-10-25T00:00:01+02:00", "2026-10-25", "00:00"),
        ("2026-10-25T02:30:00+02:00", "2026-10-25", "02:30"), ("2026-10-25T02:30:00+01:00", "2026-10-25", "02:30"),
        ("2026-10-25T23:59:50+01:00", "2026-10-25", "23:59"), ("2026-10-26T00:00:01+01:00", "2026-10-26", "00:00")],
}


@pytest.mark.parametrize("night", NIGHTS)
def test_X7_no_entry_is_lost_or_misplaced_when_summer_time_changes(app, provider, clock, night):
    provider.answer_with("Antwort")
    for moment, _, _ in NIGHTS[night]:
        clock.set(moment)
        assert app.ask(moment).status_code == 200
    ledger = settled(app)
    assert [(day, prompt) for day, _, prompt in days_and_prompts(ledger)] == [(day, moment) for moment, day, _ in NIGHTS[night]]
    for day, index, prompt in days_and_prompts(ledger):
        shown = next(shown for moment, _, shown in NIGHTS[night] if moment == prompt)
        page = app.http.get(f"/chatlog/{day}/{index}").text
        assert f'<time datetime="{day}T{shown}">{shown}</time>' in page
    page = app.http.get("/chatlog").text
    days = sorted({day for _, day, _ in NIGHTS[night]}, reverse=True)
    places = [re.search(rf'<time datetime="{day}"', page).start() for day in days]
    assert places == sorted(places)


def test_X6_a_hundred_pictures_in_one_second_are_a_hundred_files(app, provider, clock):
    clock.stop_at("2026-11-20T14:05:09+01:00")
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda number: app.draw(f"Bild {number}").json()["image_url"], range(100)))
    stem = "/static/generated_image_20261120_140509"
    assert set(answers) == {f"{stem}.png"} | {f"{stem}_{number}.png" for number in range(2, 101)}
    for address in answers:
        picture = app.http.get(address)
        assert picture.status_code == 200 and picture.content == one_pixel_png((200, 30, 30))
    settled(app)


def test_pictures_at_half_past_two_twice_have_names_apart(app, provider, clock):
    names = []
    for moment in ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"):
        clock.stop_at(moment)
        names.append(app.draw(moment).json()["image_url"])
    assert names == ["/static/generated_image_20261025_023000.png", "/static/generated_image_20261025_023000_2.png"]
    assert [app.http.get(name).status_code for name in names] == [200, 200]
