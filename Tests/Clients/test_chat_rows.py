"""Contract rows F1 to F18 for text: what clients of the German app send and get. Each test bears its row's name."""

import json
import re

import pytest
from webapp import BROWSER, wait_until


def answering(provider, text="print(1)"):
    provider.answer_with(text)


def entry_of(app):
    """The text of the day's first entry."""
    day = re.search(r"/chatlog/\d{4}-\d\d-\d\d", app.http.get("/chatlog").text)[0]
    return app.http.get(f"{day}/0").text


def test_F1_the_start_page_keeps_the_forms_german_words(app):
    page = app.http.get("/")
    assert page.status_code == 200
    assert '<html lang="de"' in page.text
    for words in ("Geben Sie Ihre Frage ein:", 'name="prompt"', "required", "Senden", "Antwort:", "Antwort kopieren",
                  "Bild generieren:", "Geben Sie einen Bild-Prompt ein:", "Bild herunterladen", "Generiertes Bild"):
        assert words in page.text


def test_F2_the_history_stands_beside_it_by_day_in_bold(app, provider):
    answering(provider, "Antworttext")
    app.ask("Fragetext")
    page = app.http.get("/").text
    assert re.search(r"<h2[^>]*>Chatverlauf</h2>", page)
    assert re.search(r"<strong><time datetime=\"\d{4}-\d\d-\d\d\">", page)
    assert re.search(r'<a href="/chatlog/[^"]*/0" target="_blank"[^>]*>.*Fragetext.*-&gt;.*Antworttext', page, re.DOTALL)


def test_F3_generate_code_answers_json_with_the_text_stripped(app, provider):
    answering(provider, "\n  ```python\nprint(1)\n```  \n")
    answer = app.ask("Schreib print(1)")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json() == {"code": "```python\nprint(1)\n```"}
    assert "Schreib print(1)" in entry_of(app)


def test_F3_prompt_and_answer_stand_in_the_days_file(app, provider):
    answering(provider, "Antworttext ä")
    app.ask("Fragetext ö")
    days = app.data / "days"
    wait_until(lambda: any("Antworttext" in file.read_text() for file in days.glob("*.json")), "no day's file")
    file, = days.glob("*.json")
    (day, entries), = json.loads(file.read_text()).items()
    assert f"{day}.json" == file.name
    assert (entries[0]["prompt"], entries[0]["response"]) == ("Fragetext ö", "Antworttext ä")


@pytest.mark.parametrize("form", [{}, {"prompt": ""}, {"prompt": " \n\t"}, {"other": "x"}])
def test_F4_without_a_prompt_nothing_is_asked_or_stored(app, provider, form):
    answer = app.http.post("/generate_code", data=form)
    assert answer.status_code == 400
    assert answer.json() == {"error": "Kein Prompt erhalten"}
    assert provider.chats.empty()
    assert "/0" not in app.http.get("/chatlog").text


def test_F5_a_failure_is_500_in_german_and_an_entry_is_kept(app, provider):
    provider.fail_with(401, "bad key", "invalid_api_key")
    answer = app.ask("Geht das?")
    assert answer.status_code == 500
    assert answer.json()["error"].startswith("Codegenerierung fehlgeschlagen: ")
    assert "sk-test" not in answer.text
    assert "Geht das?" in entry_of(app) and "fehlgeschlagen" in entry_of(app)
    assert "Fehler bei der Codegenerierung: " in (app.data / "app.log").read_text()


def test_F6_the_provider_is_asked_as_the_original_did_with_a_model_of_ones_choice(start_app, provider):
    answering(provider)
    app = start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test", CHAT_MODEL="my-model")
    app.ask("Eine Frage")
    chat = provider.next_chat()
    assert chat.request["model"] == "my-model"
    assert chat.request["stream"] is True
    assert chat.request["messages"] == [{"role": "system", "content": "You are a helpful assistant."},
                                        {"role": "user", "content": "Eine Frage"}]
    assert chat.headers["Authorization"] == "Bearer sk-test"


def test_F14_what_happens_is_logged_without_keys(start_app, provider):
    answering(provider, "lange Antwort " * 500)
    app = start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test", LOG_LEVEL="debug")
    app.ask("Frage")
    log = (app.data / "app.log").read_text()
    assert "Sende Anfrage an OpenAI API..." in log
    assert "Antwort von OpenAI erhalten: " in log
    assert "sk-test" not in log + app.output()
    assert max(len(line) for line in log.splitlines()) < 2000


def test_no_prompt_stands_in_an_ordinary_log(app, provider):
    answering(provider, "geheime Antwort")
    app.ask("geheime Frage")
    assert "geheime" not in (app.data / "app.log").read_text() + app.output()


def test_F15_the_chatlog_is_grouped_by_day_with_links(app, provider):
    answering(provider)
    app.ask("Erste Frage")
    page = app.http.get("/chatlog").text
    assert "<title>Chatverlauf</title>" in page
    assert re.search(r"<h1[^>]*>Chatverlauf</h1>", page)
    assert re.search(r'<a [^>]*href="/chatlog/\d{4}-\d\d-\d\d/0"[^>]*>Erste Frage</a>', page)


def test_F16_an_entry_is_counted_from_0_and_shows_the_raw_answer(app, provider):
    answering(provider, "a < b && c")
    app.ask("Was ist kleiner?")
    page = entry_of(app)
    for words in ("Chatverlauf ansehen", "Prompt:", "Antwort:", "Was ist kleiner?"):
        assert words in page
    assert re.search(r"<pre[^>]*><code[^>]*>a &lt; b &amp;&amp; c</code></pre>", page)


@pytest.mark.parametrize("path", ["/chatlog/2024-08-31/0", "/chatlog/2024-13-31/0", "/chatlog/2023-02-29/0",
                                  "/chatlog/gestern/0", "/chatlog/2024-08-31/-1", "/chatlog/2024-08-31/x",
                                  "/chatlog/2024-08-31/99999999999999999999"])
def test_F17_what_never_existed_is_404(app, path):
    answer = app.http.get(path)
    assert answer.status_code == 404
    assert "Chatverlauf nicht gefunden" in answer.text


def test_F17_an_index_beyond_the_day_is_404(app, provider):
    answering(provider)
    location = app.ask_as_browser("Eine Frage")
    assert app.http.get(location).status_code == 200
    assert app.http.get(location[:-1] + "1").status_code == 404


def test_F18_the_page_has_the_scripts_texts(app):
    page = app.http.get("/").text
    for words in ("Bitte geben Sie einen Prompt ein.", "Bitte geben Sie einen Bild-Prompt ein.",
                  "Antwort wurde in die Zwischenablage kopiert!", "Fehler bei der Codegenerierung.",
                  "Fehler bei der Bildgenerierung."):
        assert words in page


def test_F24_without_any_key_it_starts_and_says_so(start_app):
    app = start_app()
    page = app.http.get("/")
    assert page.status_code == 200
    assert "Demo-Modus" in page.text


def test_F25_no_page_names_a_foreign_address(app):
    page = app.http.get("/").text
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', page) == []


def test_browsers_are_sent_to_the_entry_at_once(app, provider):
    """design.md: `Accept` that prefers HTML gets 303 while the work goes on."""
    location = app.ask_as_browser("Läuft noch?")
    provider.next_chat().say("Ja")
    page = app.http.get(location, headers=BROWSER)
    assert page.status_code == 200
    assert "refresh" in page.headers


def test_events_are_resumed_by_offset_without_gap_or_repeat(app, provider):
    location = app.ask_as_browser("Wie geht es weiter?")
    chat = provider.next_chat()
    chat.say("Grüße ")
    first = read_events(app, location, until="Grüße ")
    chat.say("aus ")
    chat.say("Köln")
    chat.finish()
    assert text_of(first) == "Grüße "
    rest = read_events(app, location, after=first[-1]["id"])
    assert text_of(rest) == "aus Köln"
    assert rest[-1]["event"] == "done" and json.loads(rest[-1]["data"])["status"] == "succeeded"
    assert text_of(read_events(app, location)) == "Grüße aus Köln"


def test_an_offset_beyond_the_text_gets_a_reset(app, provider):
    answering(provider, "kurz")
    app.ask("Frage")
    events = read_events(app, re.search(r"/chatlog/\S+?/0", app.http.get("/chatlog").text)[0], after="1000")
    assert events[0]["event"] == "reset"
    assert text_of(events) == "kurz"


def read_events(app, location, after=None, until=None):
    """The entry's events, as dictionaries; up to the end or to some text."""
    headers = {"Accept": "text/event-stream", **({"Last-Event-ID": after} if after else {})}
    events = [{}]
    with app.http.stream("GET", location + "/events", headers=headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert "content-encoding" not in stream.headers
        for line in stream.iter_lines():
            if not line:
                events.append({})
                if until is not None and text_of(events) == until:
                    break
            elif not line.startswith(":"):
                name, _, value = line.partition(":")
                events[-1][name] = value.removeprefix(" ")
    return [event for event in events if "data" in event]


def text_of(events):
    return "".join(json.loads(event["data"])["text"] for event in events if event.get("event") == "text")
