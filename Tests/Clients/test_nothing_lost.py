"""What was accepted is never lost: the program is killed under load, again and again, on the same data folder.

    script/test clients -k nothing_lost --kills 200 --seed 1 -s

prints what each promise came to. The few kills of an ordinary run hold the promises but no times.
"""

import asyncio
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from crowd import Crowd
from invented import sha_of_picture, text_for
from ledger import Ledger, place_of
from recording_provider import RecordingProvider
from webapp import wait_until

# A kill within so many seconds after the start, or after so many of work.
EARLY_SECONDS = 0.3
LATE_SECONDS = 2.0
EARLY_SHARE = 0.15
# Then a fresh folder: the files of very full days are written less often, and each kill would be waited for longer.
KILLS_PER_FOLDER = 50


@pytest.fixture
def recording():
    provider = RecordingProvider()
    yield provider
    provider.stop()


def test_nothing_that_was_accepted_is_lost_by_kills_at_random_moments(start_app, recording, request):
    kills, seed = request.config.getoption("--kills"), request.config.getoption("--seed")
    for number in range(0, kills, KILLS_PER_FOLDER):
        app = start_app(OPENAI_BASE_URL=recording.url, OPENAI_API_KEY="sk-test", IMAGE_PROVIDER="openai", LOG_LEVEL="warning")
        trial = Trial(app, recording, seed + number)
        for _ in range(min(KILLS_PER_FOLDER, kills - number)):
            trial.live_and_die()
            trial.rise()
            trial.settle()
        assert app.stop() == 0
        trial.ledger.check()
        print(trial.report(), flush=True)


def test_64_prompts_at_once_are_all_acknowledged_and_numbered_without_a_gap(start_app, recording):
    app = start_app(OPENAI_BASE_URL=recording.url, OPENAI_API_KEY="sk-test")
    with ThreadPoolExecutor(64) as pool:
        locations = list(pool.map(lambda number: app.ask_as_browser(f"Frage {number}"), range(64)))
    assert sorted(place_of(location)[1] for location in locations) == list(range(64))
    app.crash()
    entries = Ledger(app.data).entries()
    assert [entry["idx"] for entry in entries] == list(range(64))
    assert {f"/chatlog/{entry['day']}/{entry['idx']}": entry["prompt"] for entry in entries} == {
        location: f"Frage {number}" for number, location in enumerate(locations)}


class Trial:
    def __init__(self, app, provider, seed):
        self.app = app
        self.provider = provider
        self.provider.take_record()
        self.chance = random.Random(seed)
        self.crowd = Crowd(app, seed)
        self.ledger = Ledger(app.data)
        self.calls = Counter()
        self.resumed = Counter()
        self.killed_at = 0
        # What the report is made of: seconds.
        self.shown_after = []
        self.lost_age = []
        self.cut_prompts = 0

    def live_and_die(self):
        asyncio.run(self.crowd.work(self.until_dead))
        self.note_calls()

    async def until_dead(self):
        await asyncio.sleep(0.05 + self.chance.random() * LATE_SECONDS)
        self.kill()

    def kill(self):
        self.killed_at = time.monotonic_ns()
        self.app.crash()

    def note_calls(self):
        self.sent = {}
        for prompt, noted in self.provider.take_record().items():
            self.calls[prompt] += noted["calls"]
            self.sent[prompt] = noted["sent"]

    def rise(self):
        """Starts again; now and then that start is killed as well, while it takes up what waits."""
        while self.chance.random() < EARLY_SHARE:
            self.app.launch()
            time.sleep(self.chance.random() * EARLY_SECONDS)
            sent = self.sent
            killed_at = self.killed_at
            self.app.crash()
            self.note_calls()
            # Of a text that went on after an early death, the first death is the one that is measured.
            self.sent, self.killed_at = {**self.sent, **sent}, killed_at
        self.old_leftovers = set(self.ledger.leftovers())
        started = time.monotonic()
        self.app.start()
        cut = self.cut_entries()
        for entry in cut:
            self.check_page(entry)
        if cut:
            self.shown_after.append(time.monotonic() - started)

    def cut_entries(self):
        """What ran when the app was killed."""
        cut = [row for row in self.ledger.entries() if row["status"] == "interrupted" and row["prompt"] in self.sent]
        self.cut_prompts += len(cut)
        return cut

    def check_page(self, entry):
        location = f"/chatlog/{entry['day']}/{entry['idx']}"
        page = self.app.http.get(location).text
        assert "status-interrupted" in page and f'action="{location}/resume"' in page, location
        asked = self.crowd.journal[entry["prompt"]]
        asked.location = location
        asked.granted.add("cut")
        self.measure_loss(entry)

    def measure_loss(self, entry):
        """How old the oldest byte was that the app had been sent and that is not there. A resumed entry shows its older text,
        hence the attempt's own."""
        attempt, = self.ledger.ask("SELECT text FROM attempt WHERE entry = ? AND number = ?", entry["id"], entry["attempt"])
        kept = len((attempt["text"] or "").encode())
        lost = [moment for moment, size in self.sent[entry["prompt"]] if size > kept and moment < self.killed_at]
        self.lost_age.append((self.killed_at - lost[0]) / 1e9 if lost else 0)

    def settle(self):
        """Queued prompts run by themselves; then all must be as it was promised."""
        wait_until(self.ledger.is_quiet, "what waited did not come to an end")
        for prompt, noted in self.provider.take_record().items():
            self.calls[prompt] += noted["calls"]
        self.check_promises()
        self.ledger.check()
        # A drawing program of the killed app may have ended after this start had tidied up; the next one must find that.
        assert not self.old_leftovers & set(self.ledger.leftovers()), "files stay half written"

    def check_promises(self):
        rows = self.ledger.entries()
        by_prompt = {row["prompt"]: row for row in rows if row["deleted_at"] is None}
        by_place = {(row["day"], row["idx"]): row for row in rows}
        self.files = self.ledger.first_files()
        for asked in self.crowd.journal.values():
            entry = by_place[place_of(asked.location)] if asked.location else by_prompt.get(asked.prompt)
            self.check_promise(asked, entry)

    def check_promise(self, asked, entry):
        calls = self.calls[asked.prompt]
        assert calls <= 1 + ("resume" in asked.wishes), f"{asked.prompt}: asked {calls} times"
        if entry is None:
            assert asked.answer is None and asked.location is None and calls == 0, f"{asked.prompt} is lost"
        elif entry["deleted_at"] is not None:
            assert "delete" in asked.wishes, f"{asked.prompt} was deleted by nobody"
        else:
            assert not asked.is_refused and "delete" not in asked.granted, asked.prompt
            self.check_entry(asked, entry)

    def check_entry(self, asked, entry):
        assert entry["prompt"] == asked.prompt
        status, text = entry["status"], text_for(asked.prompt)
        if asked.answer is not None:
            assert status == "succeeded", f"{asked.prompt} was answered and is {status}"
        if status == "succeeded" and asked.kind == "image":
            file = self.files[entry["id"]]
            assert file["sha256"] == sha_of_picture(asked.prompt)
            assert asked.answer in (None, f"/static/{file['name']}")
        elif status == "succeeded":
            assert entry["response"] == text
            assert asked.answer in (None, text.strip())
        else:
            allowed = {"interrupted"} | ({"cancelled"} if "stop" in asked.wishes else set())
            assert status in allowed, f"{asked.prompt} is {status}: {entry['failure']} {entry['cause']}"
            assert text.startswith(entry["response"])

    def report(self):
        states = Counter(row["status"] if row["deleted_at"] is None else "deleted" for row in self.ledger.entries())
        return (f"\n{len(self.crowd.journal)} prompts sent, {sum(self.calls.values())} provider calls, entries {dict(states)}"
                f"\n{self.cut_prompts} entries cut; the last of a start shown as interrupted after {spread(self.shown_after)}"
                f"\nage of the oldest lost byte at the kill: {spread(self.lost_age)}")


def spread(seconds):
    if not seconds:
        return "-"
    ordered = sorted(seconds)
    shares = " ".join(f"p{share} {ordered[min(len(ordered) - 1, len(ordered) * share // 100)] * 1000:.0f}" for share in (50, 90, 99))
    return f"{shares} max {ordered[-1] * 1000:.0f} ms"
