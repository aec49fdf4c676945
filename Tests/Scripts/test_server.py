"""script/setup and script/server in a copy of the checkout, with stand-ins for the system's commands."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = [line.split()[1] for line in (ROOT / "requirements/debian.txt").read_text().splitlines()
            if line.startswith("build")]


class Machine:
    """A folder that comes first on the PATH, whose commands say what the machine is, and a checkout of scripts alone."""

    def __init__(self, folder):
        self.commands = folder / "commands"
        self.checkout = folder / "checkout"
        self.log = folder / "log"
        self.commands.mkdir()
        for name in ("script", "requirements"):
            shutil.copytree(ROOT / name, self.checkout / name)
        (self.checkout / "Sources/WebApp").mkdir(parents=True)
        (self.checkout / "Sources/WebApp/Main.swift").write_text("// one\n")
        (self.checkout / "Package.swift").write_text("// package\n")
        self.command("swift", 'if [ "$1" = --version ]; then echo "Swift version 6.3.1 (release)"; exit; fi',
                     'echo "swift $*" >> "$LOG"', "mkdir -p .build/release",
                     "for name in WebApp Studio; do", "  cp .app .build/release/$name", "done")
        self.write(self.checkout / ".app", 'echo "app $*"', 'exit "${APP_CODE:-0}"')
        self.write(self.checkout / "script/models", 'echo "models $* in $MODELS_DIR" >> "$LOG"')
        self.install(PACKAGES)
        self.be(root=False)

    def write(self, path, *lines):
        path.write_text("\n".join(["#!/bin/bash", *lines, ""]))
        path.chmod(0o755)

    def command(self, name, *lines):
        self.write(self.commands / name, *lines)

    def install(self, packages):
        (self.commands / "installed").write_text("".join(f"{name} installed\n" for name in packages))
        self.command("dpkg-query", f'cat "{self.commands}/installed"')

    def be(self, root):
        self.command("id", f"echo {0 if root else 1000}")
        self.command("sudo", "exit 1")

    def apt(self, succeeds):
        body = 'for name in "$@"; do echo "$name installed"; done >> ' + f'"{self.commands}/installed"'
        self.command("apt-get", 'echo "apt-get $*" >> "$LOG"', body if succeeds else "exit 100")

    def run(self, script, *arguments, **environment):
        return subprocess.run([self.checkout / "script" / script, *arguments], capture_output=True, text=True, timeout=60,
                              env={"PATH": f"{self.commands}:{os.environ['PATH']}", "LOG": str(self.log), **environment})

    def did(self):
        return self.log.read_text().splitlines() if self.log.exists() else []

    def wait_for(self, words):
        """What goes on in the background shows in the log a moment later."""
        deadline = time.monotonic() + 60
        while not any(words in line for line in self.did()):
            assert time.monotonic() < deadline, self.did()
            time.sleep(0.02)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_setup_says_nothing_when_nothing_is_missing(machine):
    done = machine.run("setup")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_setup_without_root_prints_the_line_to_type(machine):
    machine.install([name for name in PACKAGES if name not in ("libcurl4-openssl-dev", "tzdata")])
    done = machine.run("setup")
    assert done.returncode == 1
    assert "sudo apt-get install -y --no-install-recommends libcurl4-openssl-dev tzdata\n" in \
        done.stderr.replace("sudo apt-get update && ", "")


def test_setup_as_root_installs_exactly_what_is_missing(machine):
    machine.install([name for name in PACKAGES if name != "tzdata"])
    machine.be(root=True)
    machine.apt(succeeds=True)
    assert machine.run("setup").returncode == 0
    assert machine.did() == ["apt-get -qq install -y --no-install-recommends tzdata"]


def test_setup_without_network_says_what_is_missing(machine):
    machine.install([name for name in PACKAGES if name != "tzdata"])
    machine.be(root=True)
    machine.apt(succeeds=False)
    done = machine.run("setup")
    assert done.returncode == 3
    assert done.stderr.endswith("Still missing, because they could not be fetched or installed: tzdata\n")


def test_setup_wants_more_for_the_tests(machine):
    assert "chromium" in machine.run("setup", "--tests").stderr


@pytest.mark.parametrize("answer", ["Swift version 5.10.1 (release)", "Swift version 6.1 (release)", "nothing"])
def test_setup_refuses_an_old_compiler(machine, answer):
    machine.command("swift", f'echo "{answer}"')
    done = machine.run("setup")
    assert done.returncode == 1
    assert "6.2 or later is needed" in done.stderr


def test_the_server_gets_its_arguments_and_its_exit_code_is_passed_on(machine):
    done = machine.run("server", "--port", "9000", TEXT_MODEL="off", APP_CODE="78")
    assert (done.returncode, done.stdout) == (78, "app --port 9000\n")


def test_it_builds_only_what_has_changed(machine):
    machine.run("server", TEXT_MODEL="off")
    machine.run("server", TEXT_MODEL="off")
    assert len(machine.did()) == 1
    (machine.checkout / "Sources/WebApp/More.swift").write_text("// two\n")
    machine.run("server", TEXT_MODEL="off")
    assert len(machine.did()) == 2
    (machine.checkout / "Sources/WebApp/More.swift").unlink()
    machine.run("server", TEXT_MODEL="off")
    assert len(machine.did()) == 3


def test_a_failed_build_does_not_start_the_old_program(machine):
    machine.run("server", TEXT_MODEL="off")
    machine.command("swift", 'if [ "$1" = --version ]; then echo "Swift version 6.3.1"; exit; fi', "exit 1")
    (machine.checkout / "Package.swift").write_text("// broken\n")
    done = machine.run("server", TEXT_MODEL="off")
    assert done.returncode == 1 and done.stdout == ""


@pytest.mark.parametrize("environment, file", [
    ({}, "MODELS_DIR=/elsewhere\n"), ({"MODELS_DIR": "/elsewhere", "OPENAI_API_KEY": ""}, "OPENAI_API_KEY=sk-1\n"),
    ({"MODELS_DIR": "/elsewhere", "OPENAI_API_KEY": "sk-1", "TEXT_PROVIDER": "embedded"}, ""),
])
def test_the_text_model_is_fetched_beside_the_build(machine, environment, file):
    (machine.checkout / ".env").write_text(file)
    machine.run("server", **environment)
    machine.wait_for("models --while ")
    assert any(line.endswith("in /elsewhere") for line in machine.did())


@pytest.mark.parametrize("arguments, environment, file", [
    ([], {"TEXT_MODEL": "off"}, ""),
    (["--text-model", "off"], {}, ""),
    (["--text-model=off"], {"TEXT_MODEL": "on"}, ""),
    ([], {}, "TEXT_MODEL=off\n"),
    ([], {"OPENAI_API_KEY": "sk-1"}, ""),
    ([], {}, "# a comment\nOPENAI_API_KEY = 'sk-1'\n"),
    ([], {"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, ""),
    ([], {}, "export OPENAI_API_KEY_FILE=key.txt\n"),
    ([], {"TEXT_MODEL": "/models/other.gguf"}, ""),
    ([], {"TEXT_PROVIDER": "openai"}, ""),
])
def test_the_text_model_is_not_fetched_where_it_is_not_wanted(machine, arguments, environment, file):
    (machine.checkout / ".env").write_text(file)
    machine.write(machine.checkout / ".app", "sleep 0.5")
    machine.run("server", *arguments, **environment)
    assert not any(line.startswith("models") for line in machine.did())


def test_the_text_model_is_not_fetched_twice(machine):
    models = machine.checkout / ".models"
    (models / "venv").mkdir(parents=True)
    (models / "venv/installed.txt").write_text("")
    (models / "any.gguf").write_text("")
    machine.write(machine.checkout / ".app", "sleep 0.5")
    machine.run("server")
    assert not any(line.startswith("models") for line in machine.did())


def test_without_network_what_was_built_is_started(machine):
    machine.run("server", TEXT_MODEL="off")
    machine.install([name for name in PACKAGES if name != "tzdata"])
    machine.be(root=True)
    machine.apt(succeeds=False)
    done = machine.run("server", TEXT_MODEL="off")
    assert (done.returncode, done.stdout) == (0, "app \n")
    assert "Still missing" in done.stderr and "Starting anyway." in done.stderr


def test_without_root_it_stops(machine):
    machine.install([])
    done = machine.run("server", TEXT_MODEL="off")
    assert (done.returncode, done.stdout) == (1, "")
