"""script/fuzz finds what there is to find, saves it, and says so; and finds nothing where there is nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TARGET = """// Rooms: Floor

func fuzz(_ input: [UInt8]) {
    expect(!isBad(input), "this is bad: \\(input)")
}
"""
ROOM = """func isBad(_ input: [UInt8]) -> Bool { input.starts(with: Array("bad".utf8)) }
"""


@pytest.fixture
def house(tmp_path):
    """A folder with the script, one room and one target."""
    (tmp_path / "script").mkdir()
    shutil.copy(ROOT / "script/fuzz", tmp_path / "script")
    shutil.copytree(ROOT / "Fuzz/Support", tmp_path / "Fuzz/Support")
    for path, text in {"Fuzz/floor.swift": TARGET, "Sources/Floor/Floor.swift": ROOM, "Fuzz/corpus/floor/seed": "ba"}.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def run(house, *arguments):
    return subprocess.run([house / "script/fuzz", *arguments], capture_output=True, text=True, timeout=300)


def test_a_bad_input_is_found_saved_and_found_again_until_it_is_none(house):
    found = run(house, "floor", "60")
    assert found.returncode == 1
    assert "this is bad: [98, 97, 100" in found.stderr
    saved = list((house / ".build/fuzz").glob("floor-crash-*"))
    assert len(saved) == 1 and saved[0].read_bytes().startswith(b"bad")
    assert run(house, "floor", "0", saved[0]).returncode == 1
    (house / "Sources/Floor/Floor.swift").write_text("func isBad(_ input: [UInt8]) -> Bool { false }\n")
    assert run(house, "floor", "0", saved[0]).returncode == 0
    assert run(house, "floor", "1").returncode == 0


@pytest.mark.parametrize("arguments", [[], ["floor"], ["cellar", "1"]])
def test_wrong_use_is_told(house, arguments):
    done = run(house, *arguments)
    assert done.returncode == 2 and "script/fuzz NAME SECONDS" in done.stderr
