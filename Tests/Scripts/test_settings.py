""".env.example names every setting that the app knows, with the value it has without a word."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DECLARED = re.compile(r'Setting\(\s*"([A-Z_]+)",\s*(?:"([^"]*)"|#"(.*?)"#)')
EXAMPLE = re.compile(r"^#?([A-Z_]+)=(.*)$", re.MULTILINE)


def declared():
    settings = DECLARED.findall((ROOT / "Sources/WebApp/Config/Setting.swift").read_text())
    return {name: plain or raw for name, plain, raw in settings}


def examples():
    return {name: value.strip('"') for name, value in EXAMPLE.findall((ROOT / ".env.example").read_text())}


def test_the_example_names_every_setting_and_no_other():
    assert len(declared()) > 20
    assert set(examples()) == set(declared())


def test_the_example_shows_the_values_that_hold_anyway():
    differing = {name for name, value in declared().items() if value and examples()[name] != value}
    assert differing == set()


def test_everything_in_the_example_is_commented_out():
    assert not re.search(r"^[A-Z_]+=", (ROOT / ".env.example").read_text(), re.MULTILINE)
