"""How the program starts, refuses to start, and ends."""

import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from webapp import PROGRAM, WebApp, free_port, wait_until


def refuse(tmp_path, *arguments, **settings):
    """Runs a program that must not start; gives its exit code and what it said."""
    app = WebApp(tmp_path, **settings)
    done = subprocess.run([PROGRAM, *arguments], cwd=tmp_path, env=app.environment, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def test_all_problems_are_reported_together(tmp_path):
    code, said = refuse(tmp_path, PORT="eighty", TZ="Europe/Atlantis", LOG_LEVEL="loud")
    assert code == 78
    assert "PORT" in said and "TZ" in said and "LOG_LEVEL" in said


def test_another_address_needs_a_decision(tmp_path):
    code, said = refuse(tmp_path, HOST="0.0.0.0")
    assert code == 78
    assert "OPEN" in said


def test_a_taken_port_is_said_so(start_app, tmp_path):
    app = start_app()
    code, said = refuse(tmp_path, PORT=app.port)
    assert code != 0
    assert str(app.port) in said


def test_the_address_is_printed(start_app):
    app = start_app()
    assert app.url in app.output()


def test_arguments_win_over_the_environment(tmp_path):
    app = WebApp(tmp_path, PORT="1")
    port = free_port()
    process = subprocess.Popen([PROGRAM, "--port", str(port)], cwd=tmp_path, env=app.environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        transport = httpx.HTTPTransport(retries=8)
        with httpx.Client(transport=transport, trust_env=False) as client:
            assert client.get(f"http://127.0.0.1:{port}/healthz").status_code == 200
    finally:
        process.kill()
        process.wait()


def test_it_ends_with_0_on_a_signal_even_while_it_works(start_app, provider):
    app = start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test")
    location = app.ask_as_browser("Läuft noch?")
    chat = provider.next_chat()
    chat.say("Ein Stück")
    assert app.stop() == 0
    app.start()
    page = app.http.get(location).text
    assert "unterbrochen" in page


def test_a_stop_refuses_newcomers_and_lets_the_running_request_have_its_answer(start_app, provider):
    app = start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test")
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(app.ask, "Läuft noch?")
        chat = provider.next_chat()
        chat.say("Fast ")
        app.process.send_signal(signal.SIGTERM)
        wait_until(lambda: not is_listening(app.port), "new connections are still accepted")
        assert app.process.poll() is None
        chat.say("fertig")
        chat.finish()
        assert answer.result().json() == {"code": "Fast fertig"}
    assert app.process.wait(timeout=60) == 0


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("path", ["/healthz", "/", "/chatlog"])
def test_it_is_there_at_once_without_anything_set(start_app, path):
    assert start_app().http.get(path).status_code == 200


def test_the_key_is_nowhere_in_output_or_data(start_app, provider):
    provider.answer_with("Antwort")
    app = start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-very-secret-key", LOG_LEVEL="debug")
    app.ask("Frage")
    app.stop()
    assert "very-secret" not in app.output()
    for path in app.data.rglob("*"):
        assert path.is_dir() or b"very-secret" not in path.read_bytes(), path
