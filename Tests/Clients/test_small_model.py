"""The whole way with a real language model, a small one: as a server of one's own, and embedded."""

import re

import pytest
from textserver import ROOT, TextServer, small_model
from webapp import wait_until


@pytest.fixture(scope="module")
def text_server():
    server = TextServer(small_model(), "local-key")
    yield server
    server.stop()


def test_a_local_server_answers_by_its_base_url(start_app, text_server):
    app = start_app(OPENAI_BASE_URL=f"{text_server.url}/v1", OPENAI_API_KEY="local-key", MAX_TOKENS=64)
    answer = app.ask("Say hello.")
    assert answer.status_code == 200
    assert answer.json()["code"].strip()
    page = app.http.get("/chatlog").text
    entry = app.http.get(re.search(r"/chatlog/[\d-]+/0", page)[0]).text
    assert "SmolLM2-135M-Instruct.Q4_1" in entry


def test_a_wrong_key_is_said_so(start_app, text_server):
    app = start_app(OPENAI_BASE_URL=f"{text_server.url}/v1", OPENAI_API_KEY="wrong")
    assert app.ask("Say hello.").status_code == 500
    page = app.http.get(re.search(r"/chatlog/[\d-]+/0", app.http.get("/chatlog").text)[0]).text
    assert "Der Anbieter hat den API-Schlüssel abgelehnt." in page


@pytest.fixture
def embedded_app(start_app, tmp_path):
    """The small model under the name that the app looks for, so that it starts script/text-server itself."""
    models = tmp_path / "models"
    models.mkdir()
    (models / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf").symlink_to(small_model())
    (models / "venv").symlink_to(ROOT / ".venv")
    return start_app(TEXT_MODEL="on", MODELS_DIR=models, MAX_TOKENS=64)


def test_the_embedded_model_is_started_on_first_need(embedded_app):
    answer = embedded_app.ask("Say hello.")
    assert answer.status_code == 200, answer.text
    assert answer.json()["code"].strip()


def test_the_embedded_model_ends_with_the_app(embedded_app):
    embedded_app.ask("Say hello.")
    servers = text_servers_of(embedded_app)
    assert len(servers) == 1
    assert embedded_app.stop() == 0
    assert not any(process.exists() for process in servers)


def test_the_embedded_model_does_not_outlive_a_crash(embedded_app):
    embedded_app.ask("Say hello.")
    servers = text_servers_of(embedded_app)
    assert len(servers) == 1
    embedded_app.crash()
    wait_until(lambda: not any(process.exists() for process in servers), "the text server outlived the app")


def text_servers_of(app):
    from pathlib import Path

    children = Path(f"/proc/{app.process.pid}/task").glob("*/children")
    pids = " ".join(each.read_text() for each in children).split()
    processes = [Path(f"/proc/{pid}") for pid in pids]
    return [process for process in processes if b"text-server" in (process / "cmdline").read_bytes()]
