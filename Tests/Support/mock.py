"""llmock, an OpenAI stand-in written by others, with its faults."""

import subprocess
import sys
from pathlib import Path

import httpx
from webapp import free_port, wait_until


class Mock:
    def __init__(self):
        port = free_port()
        self.origin = f"http://127.0.0.1:{port}"
        self.url = f"{self.origin}/v1"
        program = Path(sys.executable).with_name("llmock")
        self.process = subprocess.Popen(
            [program, "serve", "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning", "--response-style", "echo"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.http = httpx.Client(base_url=self.origin, timeout=60, trust_env=False)
        wait_until(lambda: self.is_ready() or self.process.poll() is not None, "llmock did not start")
        assert self.process.poll() is None, "llmock ended"

    def is_ready(self):
        try:
            return self.http.get("/health").status_code == 200
        except httpx.TransportError:
            return False

    def behave(self, *behaviors):
        """What the next requests meet; everything before is forgotten."""
        self.http.post("/_llmock/reset").raise_for_status()
        if behaviors:
            self.http.post("/_llmock/scenario", json={"behaviors": list(behaviors)}).raise_for_status()

    def requests(self):
        return self.http.get("/_llmock/requests").json()

    def stop(self):
        self.http.close()
        self.process.terminate()
        self.process.wait()
