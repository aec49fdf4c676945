"""Every page: readable for everyone (WCAG 2.2 AA by axe), on a narrow screen, with HTML that needs no guessing."""

import html5lib
import pytest
from playwright.sync_api import expect
from webapp import wait_until

LONG = "x" * 300
ANSWER = f"""# Überschrift

Ein Absatz mit `code` und einem langen Wort {LONG}.

```python
def sortiere(liste: list[int]) -> list[int]:
    return sorted(liste)  # {"sehr lang " * 20}
```

| Spalte | Andere | Dritte | Vierte | Fünfte |
|---|---|---|---|---|
| {"breit" * 12} | b | c | d | e |

1. eins
2. zwei
"""


@pytest.fixture(scope="module")
def furnished(tmp_path_factory):
    """An app with an entry of every kind and ending; gives the app and the paths of its pages by name."""
    from scripted import ScriptedProvider
    from webapp import WebApp

    provider = ScriptedProvider()
    app = WebApp(tmp_path_factory.mktemp("furnished"), OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test",
                 IMAGE_PROVIDER="studio").start()
    try:
        yield app, furnish(app, provider)
    finally:
        app.end()
        provider.stop()


def furnish(app, provider):
    paths = {"start": "/", "chatlog": "/chatlog", "settings": "/settings", "unknown": "/chatlog/2024-08-31/0", "nowhere": "/gibtesnicht"}
    paths["code"] = app.ask_as_browser("Wie sortiere ich? " + LONG)
    answer_next(provider, ANSWER)
    paths["failed"] = app.ask_as_browser("Was bricht ab?")
    chat = provider.next_chat()
    chat.say(ANSWER[:200])
    chat.break_off()
    paths["cancelled"] = app.ask_as_browser("Was wird angehalten?")
    chat = provider.next_chat()
    chat.say("Nur der Anfang")
    app.http.post(paths["cancelled"] + "/stop", headers={"Origin": app.url})
    chat.wait_until_closed()
    paths["image"] = app.ask_as_browser("ein roter Ball am Strand", "/generate_image")
    paths["deleted"] = app.ask_as_browser("Was wird gelöscht?")
    answer_next(provider, "Das.")
    wait_until_final(app, paths["deleted"])
    app.http.post(paths["deleted"] + "/delete", headers={"Origin": app.url})
    paths["running"] = app.ask_as_browser("Was läuft noch?")
    provider.next_chat().say("Noch nicht alles " + LONG)
    paths["day"] = paths["code"].rsplit("/", 1)[0]
    for name in ("code", "failed", "cancelled", "image"):
        wait_until_final(app, paths[name])
    return paths


def answer_next(provider, text):
    chat = provider.next_chat()
    chat.say(text)
    chat.finish()


def wait_until_final(app, path):
    wait_until(lambda: "refresh" not in app.http.get(path, headers={"Accept": "text/html"}).headers,
               f"{path} is still at work")


PAGES = ["start", "chatlog", "day", "code", "failed", "cancelled", "running", "image", "deleted", "unknown", "nowhere"]


def open_page(visit, furnished, name, **how):
    app, paths = furnished
    visitor = visit(app, **how)
    visitor.announce("status of (404|410)")
    visitor.page.goto(paths[name])
    if how.get("script", True):
        expect(visitor.page.locator("h1:not(.prose *)")).to_be_visible()
    return visitor


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, furnished, name, dark):
    visitor = open_page(visit, furnished, name, dark=dark)
    assert visitor.violations() == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_with_everything_unfolded(visit, furnished, name):
    visitor = open_page(visit, furnished, name, width=320, height=640)
    visitor.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert visitor.violations() == []


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_320_pixels(visit, furnished, name, script):
    visitor = open_page(visit, furnished, name, width=320, height=640, script=script)
    visitor.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert visitor.overflow() <= 0


@pytest.mark.parametrize("language", ["en-GB", "ja-JP", "ko-KR"])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_in_each_language_is_narrow_and_readable(visit, furnished, name, language):
    visitor = open_page(visit, furnished, name, width=320, height=640, language=language)
    assert visitor.page.evaluate("document.documentElement.lang") == language[:2]
    visitor.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert visitor.overflow() <= 0
    assert visitor.violations() == []


def test_the_language_is_chosen_without_a_script_and_stays(visit, furnished):
    visitor = open_page(visit, furnished, "day", script=False)
    address = visitor.page.url
    visitor.choose_language("한국어")
    assert visitor.page.url == address
    expect(visitor.page.get_by_role("link", name="대화 기록").first).to_be_visible()
    visitor.page.goto("/")
    expect(visitor.page.get_by_role("button", name="보내기")).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_the_html_parses_without_an_error(furnished, name):
    app, paths = furnished
    page = app.http.get(paths[name], headers={"Accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    parser = html5lib.HTMLParser()
    document = parser.parse(page.text)
    assert parser.errors == []
    assert document.get("lang") == "de"


@pytest.mark.parametrize("name", PAGES)
def test_one_main_heading_and_headings_in_order(visit, furnished, name):
    visitor = open_page(visit, furnished, name)
    levels = visitor.page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(h => h.checkVisibility())"
        ".map(h => Number(h.tagName[1]))")
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))


def test_the_first_tab_stop_leads_to_the_content(visit, furnished):
    visitor = open_page(visit, furnished, "start")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"


def test_every_control_on_the_start_page_shows_its_focus(visit, furnished):
    visitor = open_page(visit, furnished, "start")
    bare = visitor.page.evaluate("""() => [...document.querySelectorAll('a, button, textarea, input, summary')]
        .filter(each => each.checkVisibility()).filter(each => {
            each.focus({ focusVisible: true });
            const style = getComputedStyle(each);
            return style.outlineStyle === 'none' && style.boxShadow === 'none';
        }).map(each => each.outerHTML)""")
    assert bare == []


def test_pages_are_private_and_guarded(furnished):
    app, paths = furnished
    page = app.http.get("/")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe-inline" not in policy and "unsafe-eval" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "private" in page.headers["cache-control"] and "no-cache" in page.headers["cache-control"]
    assert page.headers["etag"]
    again = app.http.get("/", headers={"If-None-Match": page.headers["etag"]})
    assert again.status_code == 304
