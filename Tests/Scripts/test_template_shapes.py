"""What a browser makes of a page with a hostile value: the same elements and attributes as with a harmless one, in every
place where a value may stand. Read by html5lib, and by none of our own code."""

import json
import subprocess
from pathlib import Path

import html5lib
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

HOSTILE = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg/onload=alert(1)>", "' onclick=alert(1) x='",
    "\" onclick=alert(1) x=\"", " onclick=alert(1)", "`-alert(1)-`", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,<script>", "vbscript:x", "//evil.example",
    "</title><script>", "</textarea><script>", "</script><script>alert(1)//", "<!--", "-->", "--><script>", "]]>", "\\",
    "\\\"", "\\'", "\n", "\r\n", "\u2028alert(1)", "&quot;", "&#34;", "&lt;script&gt;", "+ADw-script+AD4-", "/", "/*",
    "*/", ";alert(1)", "=", ">", "<", "a=b", "\x0cx", "#", "?", "&", "%", "%22", "${alert(1)}", "{{7*7}}", "é<",
    "日本\"語", "\U0001F600'", "</p><p>", "<a href='", "<plaintext>", "<![CDATA[", "<?php", "&amp;#34;", "x y z", "",
]
PLACES = [
    "<p>{{ v }}</p>", "<title>{{ v }}</title>", "<textarea>{{ v }}</textarea>", "<p title=\"{{ v }}\">x</p>",
    "<p title='{{ v }}'>x</p>", "<p title={{ v }}>x</p>", "<p title={{ v }} lang=de>x</p>", "<a href=\"{{ v }}\">x</a>",
    "<a href='/p/{{ v }}/x'>x</a>", "<a href=\"/s?q={{ v }}\">x</a>", "<a href={{ v }}>x</a>",
    "<a href=\"{{ v }}#{{ v }}\">x</a>", "<script>var a = {{ v }};</script>", "<script>var a = \"{{ v }}\";</script>",
    "<script>var a = '{{ v }}';</script>", "<script>a = /{{ v }}/.test(b);</script>", "<script>/* {{ v }} */ a()</script>",
    "<script type=\"text/template\">{{ v }}</script>", "<script type=\"application/json\">{{ v }}</script>",
    "<button onclick=\"f('{{ v }}')\">x</button>", "<button onclick='f({{ v }})'>x</button>", "<!-- {{ v }} --><p>x</p>",
    "<p data-x='{{ [v]|tojson }}'>x</p>", "<p>{{ {'k': v} }}</p>", "<p title=\"{{ v|upper|truncate(20) }}\">x</p>",
    "{% set m %}<b>{{ v }}</b>{% endset %}<p title=\"{{ m }}\">{{ m }}</p>",
    "{% macro m(x) %}<i class='{{ x }}'>{{ x }}</i>{% endmacro %}{{ m(v) }}",
]


@pytest.fixture(scope="module")
def program():
    subprocess.run(["swift", "build", "--product", "template-cases"], cwd=ROOT, check=True, capture_output=True)
    return ROOT / ".build/debug/template-cases"


@pytest.fixture(scope="module")
def pages(program, tmp_path_factory):
    """All pages by template and value."""
    cases = [{"name": f"{place} {value}", "template": place, "context": {"v": value}, "expected": "?"}
             for place in PLACES for value in ["harmless", *HOSTILE]]
    file = tmp_path_factory.mktemp("cases") / "cases.json"
    file.write_text(json.dumps(cases, ensure_ascii=False), encoding="utf-8")
    output = subprocess.run([program, "--pages", file], check=True, capture_output=True).stdout.decode()
    return dict(zip(((case["template"], case["context"]["v"]) for case in cases), json.loads(output), strict=True))


def shape(page):
    """Elements with the names of their attributes, and where a link leads: its scheme."""
    def walk(element):
        names = sorted(element.attrib)
        scheme = element.attrib.get("href", "").strip().lower().partition(":")[0]
        return (str(element.tag), names, scheme in ("javascript", "data", "vbscript"), [walk(child) for child in element])

    return walk(html5lib.parse(page, namespaceHTMLElements=False))


@pytest.mark.parametrize("place", PLACES)
def test_a_hostile_value_does_not_change_the_shape_of_a_page(pages, place):
    expected = shape(pages[place, "harmless"])
    for value in HOSTILE:
        assert shape(pages[place, value]) == expected, pages[place, value]


def test_the_shape_would_show_a_break_out(pages):
    assert shape("<p>" + HOSTILE[0] + "</p>") != shape(pages["<p>{{ v }}</p>", "harmless"])
    assert shape("<p title=\"" + HOSTILE[4] + "\">x</p>") != shape(pages["<p title=\"{{ v }}\">x</p>", "harmless"])
    assert shape("<a href=\"javascript:x\">x</a>") != shape(pages["<a href=\"{{ v }}\">x</a>", "harmless"])
