"""Markup that skips escaping is made in few places, and docs/threat-model.md names each of them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def listed():
    """The rows of the table under "Typed HTML": a file and how often it makes markup."""
    text = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
    section = text.split("## Typed HTML")[1].split("\n## ")[0]
    return {found[1]: int(found[2]) for found in re.finditer(r"^\| `([^`]+)` \| (\d+) \|", section, re.MULTILINE)}


def used():
    """The same as the sources have it: `SafeHTML(…)` in Swift, `|safe` in a template."""
    patterns = {".swift": r"\bSafeHTML\(", ".html": r"\|\s*safe\b"}
    counts = {}
    for path in sorted((ROOT / "Sources/WebApp").rglob("*")):
        if path.suffix in patterns and (uses := re.findall(patterns[path.suffix], path.read_text(encoding="utf-8"))):
            counts[str(path.relative_to(ROOT))] = len(uses)
    return counts


def test_every_place_that_makes_typed_html_is_in_the_threat_model():
    assert used() == listed()


def test_there_is_one_to_be_found():
    assert listed()
