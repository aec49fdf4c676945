"""Runs the release program on a free port with a data folder of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build/release/WebApp"
# No promise, but when to give up: a machine may be busy.
PATIENCE_SECONDS = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(is_so, complaint):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, complaint
        time.sleep(0.02)


class WebApp:
    """Started by `start`; `settings` are environment variables, above all of which nothing of the caller's is seen.

    No keys, no text model, German, the zone of Berlin, unless a setting says else.
    """

    def __init__(self, folder, **settings):
        self.folder = folder
        self.data = folder / "chatlog"
        self.output_path = folder / "output"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "TZ": "Europe/Berlin", "PORT": str(self.port),
            "HOST": "127.0.0.1", "DATA_DIR": str(self.data), "MODELS_DIR": str(folder / "models"), "TEXT_MODEL": "off",
            "TURN_LIMIT": "20",
            **{name: str(value) for name, value in settings.items()},
        }
        self.process = None
        self.http = httpx.Client(base_url=self.url, timeout=60, trust_env=False)

    def launch(self):
        with open(self.output_path, "ab") as output:
            self.process = subprocess.Popen([PROGRAM], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                                            stdout=output, stderr=subprocess.STDOUT)

    def start(self):
        self.launch()
        wait_until(lambda: self.is_healthy() or self.process.poll() is not None, "WebApp did not start")
        assert self.process.poll() is None, f"WebApp ended with {self.process.returncode}:\n{self.output()}"
        return self

    def is_healthy(self):
        try:
            return self.http.get("/healthz").status_code == 200
        except httpx.TransportError:
            return False

    def stop(self):
        """As an operator does; gives the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def crash(self):
        """As a power cut does."""
        self.process.kill()
        self.process.wait()

    def end(self):
        self.http.close()
        if self.process and self.process.poll() is None:
            self.crash()
        print(self.output())  # pytest shows it beside a failed test only

    def output(self):
        return self.output_path.read_text(errors="replace") if self.output_path.exists() else ""

    def held_turns(self):
        """The log's warnings that one request held up all others for longer than it may."""
        lines = [line for path in self.data.glob("app.log*") for line in path.read_text(errors="replace").splitlines()]
        return [line for line in lines if " warning turn too long" in line]

    def text_on_disk(self):
        """What a crash now would leave of the answers that are being written."""
        with closing(sqlite3.connect(f"file:{self.data / 'chatlog.sqlite'}?mode=ro", uri=True)) as history:
            return "".join(row[0] for row in history.execute("SELECT text FROM attempt_text ORDER BY entry, start"))

    # What clients of the German app do

    def ask(self, prompt, **options):
        return self.http.post("/generate_code", data={"prompt": prompt}, **options)

    def draw(self, prompt, **options):
        return self.http.post("/generate_image", data={"prompt": prompt}, **options)

    def ask_as_browser(self, prompt, path="/generate_code"):
        """The form without JavaScript; gives the address of the entry, which is still at work."""
        answer = self.http.post(path, data={"prompt": prompt}, headers={**BROWSER, "Origin": self.url})
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]


# What Chromium sends when a form is posted.
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "Sec-Fetch-Site": "same-origin",
           "Sec-Fetch-Mode": "navigate", "Accept-Language": "de-DE,de;q=0.9"}
