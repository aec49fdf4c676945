"""What a provider can do wrong, by llmock: each fault ends in a retry or in a truthful entry, never in silence."""

import re

import pytest
from webapp import wait_until


@pytest.fixture
def app(start_app, mock):
    return start_app(OPENAI_BASE_URL=mock.url, OPENAI_API_KEY="sk-test")


def newest_entry(app):
    addresses = re.findall(r"/chatlog/\d{4}-\d\d-\d\d/\d+", app.http.get("/chatlog").text)
    address = max(addresses, key=lambda each: int(each.rsplit("/", 1)[1]))
    return address, app.http.get(address).text


def status_of(page):
    return re.search(r'class="status status-(\w+)"', page)[1]


def raw_text(page):
    return (re.search(r"<code data-raw[^>]*>(.*?)</code>", page, re.DOTALL) or ["", ""])[1]


def test_an_answer_comes_through(app, mock):
    mock.behave({"type": "reply", "text": "scripted answer"})
    assert app.ask("hello").json() == {"code": "scripted answer"}
    assert status_of(newest_entry(app)[1]) == "succeeded"


def test_a_limit_with_retry_after_is_waited_for(app, mock):
    mock.behave({"type": "fail", "status": 429, "retry_after": 1, "times": 1}, {"type": "reply", "text": "after all"})
    assert app.ask("hello").json() == {"code": "after all"}
    assert "succeeded" == status_of(newest_entry(app)[1])


def test_a_single_server_error_is_tried_again(app, mock):
    mock.behave({"type": "fail", "status": 500, "times": 1}, {"type": "reply", "text": "after all"})
    assert app.ask("hello").json() == {"code": "after all"}


def test_lasting_server_errors_end_in_a_failed_entry_in_german(app, mock):
    mock.behave({"type": "fail", "status": 500, "times": 50})
    answer = app.ask("hello")
    assert answer.status_code == 500
    assert answer.json()["error"].startswith("Codegenerierung fehlgeschlagen: ")
    _, page = newest_entry(app)
    assert status_of(page) == "failed"
    assert "Beim Anbieter ist ein Fehler aufgetreten." in page


def test_a_refused_request_is_not_tried_again(app, mock):
    mock.behave({"type": "fail", "status": 400, "times": 1}, {"type": "reply", "text": "never seen"})
    assert app.ask("hello").status_code == 500
    assert "Der Anbieter hat die Anfrage abgelehnt." in newest_entry(app)[1]


@pytest.mark.parametrize("kind", ["truncate", "disconnect"])
def test_a_cut_answer_fails_keeps_its_text_and_can_be_resumed(app, mock, kind):
    mock.behave({"type": "stream_fault", "kind": kind, "after_chunks": 2, "times": 1})
    answer = app.ask("one two three four five six seven eight nine ten")
    assert answer.status_code == 500
    address, page = newest_entry(app)
    assert status_of(page) == "failed"
    assert "Die Antwort brach mitten im Text ab." in page
    partial = raw_text(page)
    assert partial
    mock.behave({"type": "reply", "text": "the whole answer"})
    assert app.http.post(address + "/resume").status_code in (200, 303)
    wait_until(lambda: status_of(app.http.get(address).text) == "succeeded", "the second attempt did not end well")
    assert raw_text(app.http.get(address).text) == "the whole answer"


def test_an_unreadable_chunk_fails_the_entry(app, mock):
    mock.behave({"type": "stream_fault", "kind": "malformed", "after_chunks": 2, "times": 1})
    assert app.ask("one two three four five six").status_code == 500
    assert "Die Antwort des Anbieters war nicht lesbar." in newest_entry(app)[1]


def test_a_slow_first_token_is_waited_for(app, mock):
    mock.behave({"type": "slow_first_token", "seconds": 2}, {"type": "reply", "text": "slow but sure"})
    assert app.ask("hello").json() == {"code": "slow but sure"}


def test_nobody_there_is_said_so(start_app):
    app = start_app(OPENAI_BASE_URL="http://127.0.0.1:9/v1", OPENAI_API_KEY="sk-test")
    assert app.ask("hello").status_code == 500
    assert "Der Anbieter ist nicht erreichbar." in newest_entry(app)[1]


def test_many_at_once_each_get_their_own_answer(start_app, provider):
    from concurrent.futures import ThreadPoolExecutor
    import threading

    app = start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test")

    def speak():
        for _ in range(50):
            chat = provider.next_chat()
            chat.say(f"echo of {chat.request['messages'][-1]['content']}")
            chat.finish()

    speaker = threading.Thread(target=speak)
    speaker.start()
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda number: app.ask(f"question {number}").json(), range(50)))
    speaker.join()
    assert answers == [{"code": f"echo of question {number}"} for number in range(50)]
