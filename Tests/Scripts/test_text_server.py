"""script/text-server with the small model: the address, the key, its end."""

import os
import signal
import subprocess
from pathlib import Path

import httpx
import pytest
from textserver import TextServer, small_model

ROOT = Path(__file__).resolve().parents[2]
QUESTION = {"messages": [{"role": "user", "content": "Say hello."}], "max_tokens": 8}


@pytest.fixture
def server():
    server = TextServer(small_model(), "secret")
    yield server
    server.process.kill()
    server.process.wait()


def ask(server, key, **more):
    return httpx.post(f"{server.url}/v1/chat/completions", json={**QUESTION, **more}, timeout=60,
                      headers={"Authorization": f"Bearer {key}"})


def test_it_answers_at_the_printed_loopback_address_to_the_key_alone(server):
    assert server.url.startswith("http://127.0.0.1:")
    answer = ask(server, "secret").json()
    assert answer["choices"][0]["message"]["content"]
    assert answer["model"] == "SmolLM2-135M-Instruct.Q4_1"
    assert ask(server, "wrong").status_code == 401


def test_it_streams(server):
    lines = ask(server, "secret", stream=True).text.splitlines()
    assert sum(line.startswith("data: {") for line in lines) > 2
    assert "data: [DONE]" in lines


def test_it_ends_when_its_standard_input_closes(server):
    assert server.stop() == 0


def test_it_ends_on_a_termination_signal(server):
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=30) == 0


def test_the_key_is_not_among_its_arguments(server):
    command = Path(f"/proc/{server.process.pid}/cmdline").read_bytes()
    assert b"text-server" in command and b"secret" not in command


def test_a_file_that_is_no_model_is_refused_in_one_line(tmp_path):
    broken = tmp_path / "broken.gguf"
    broken.write_text("no model")
    server = subprocess.Popen([ROOT / "script/text-server", broken], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    assert server.wait(timeout=60) == 1
    assert server.stdout.read() == ""
    assert server.stderr.read().startswith("text-server: broken.gguf can't be loaded: ")
    server.stdin.close()


def test_a_missing_model_is_refused(tmp_path):
    done = subprocess.run([ROOT / "script/text-server", tmp_path / "none.gguf"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, f"text-server: no such model: {tmp_path}/none.gguf\n")
