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
                 IMAGE_PROVIDER="studio", DEVELOPMENT=1).start()
    try:
        yield app, furnish(app, provider)
    finally:
        app.end()
        provider.stop()


def furnish(app, provider):
    paths = {"start": "/", "filled": "/?prompt=Getippt&imagePrompt=Gemalt", "chatlog": "/chatlog", "settings": "/settings",
             "about": "/about", "styleguide": "/styleguide", "unknown": "/chatlog/2024-08-31/0", "nowhere": "/gibtesnicht"}
    paths["interrupted"] = app.ask_as_browser("Was wird unterbrochen?")
    provider.next_chat().say("Bis hierher")
    wait_until(lambda: app.text_on_disk() == "Bis hierher", "the text did not reach the disk")
    app.crash()
    app.start()
    paths["code"] = app.ask_as_browser("Wie sortiere ich? " + LONG)
    answer_next(provider, ANSWER)
    paths["truncated"] = app.ask_as_browser("Was ist zu lang?")
    answer_next(provider, "Ein Anfang", reason="length")
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
    for name in ("code", "truncated", "failed", "cancelled", "image"):
        wait_until_final(app, paths[name])
    return paths


def answer_next(provider, text, reason="stop"):
    chat = provider.next_chat()
    chat.say(text)
    chat.finish(reason)


def wait_until_final(app, path):
    wait_until(lambda: "refresh" not in app.http.get(path, headers={"Accept": "text/html"}).headers,
               f"{path} is still at work")


PAGES = ["start", "filled", "chatlog", "day", "settings", "about", "styleguide", "code", "truncated", "failed", "cancelled",
         "interrupted", "running", "image", "deleted", "unknown", "nowhere"]
LANGUAGES = ["de-DE", "en-GB", "ja-JP", "ko-KR"]


def open_page(visit, furnished, name, **how):
    app, paths = furnished
    visitor = visit(app, **how)
    visitor.announce("status of (404|410)")
    visitor.page.goto(paths[name])
    if how.get("script", True):
        expect(visitor.page.locator("h1:not(.prose *)")).to_be_visible()
    return visitor


def unfold(visitor):
    visitor.page.evaluate("for (const each of document.querySelectorAll('details:not(.menu)')) each.open = true")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_any_language_light_and_wide_or_dark_and_narrow(visit, furnished, name, language):
    for how in ({"dark": False}, {"dark": True, "width": 320, "height": 640}):
        visitor = open_page(visit, furnished, name, language=language, **how)
        assert visitor.page.evaluate("document.documentElement.lang") == language[:2]
        if how["dark"]:
            unfold(visitor)
            assert visitor.overflow() <= 0
        assert visitor.violations() == []


@pytest.mark.parametrize("how", [{"dark": True}, {"width": 320, "height": 640}], ids=["dark", "narrow"])
@pytest.mark.parametrize("name", ["start", "code", "failed", "image", "styleguide"])
def test_axe_finds_nothing_dark_and_wide_or_light_and_narrow(visit, furnished, name, how):
    visitor = open_page(visit, furnished, name, **how)
    unfold(visitor)
    assert visitor.violations() == []


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_320_pixels(visit, furnished, name, script):
    visitor = open_page(visit, furnished, name, width=320, height=640, script=script)
    unfold(visitor)
    assert visitor.overflow() <= 0


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


@pytest.mark.parametrize("name", [name for name in PAGES if name != "styleguide"])
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


# As a browser without scripts sends it; axe itself needs them.
SEND_AS_A_FORM = """() => {
    const form = document.getElementById("ask");
    form.action = "/generate_image";
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "form", value: "image" }));
    form.submit();
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("in_place", [True, False], ids=["in-place", "as-a-page"])
def test_axe_finds_nothing_where_a_prompt_was_refused_and_given_back(visit, furnished, in_place, dark):
    visitor = open_page(visit, furnished, "start", dark=dark)
    visitor.announce("status of 400")
    visitor.page.get_by_label("Geben Sie Ihre Frage ein:").fill("Noch nicht fertig")
    if in_place:
        visitor.draw("   ")
    else:
        with visitor.page.expect_navigation():
            visitor.page.evaluate(SEND_AS_A_FORM)
    expect(visitor.page.get_by_role("alert").filter(has_text="Bitte geben Sie einen Bild-Prompt ein.")).to_be_visible()
    expect(visitor.page.get_by_label("Geben Sie Ihre Frage ein:")).to_have_value("Noch nicht fertig")
    assert visitor.violations() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_where_nothing_is_yet_and_nobody_answers(visit, start_app, tmp_path, language):
    app = start_app(STUDIO=tmp_path / "none")
    for path in ("/", "/chatlog", "/settings"):
        for how in ({"dark": False}, {"dark": True, "width": 320, "height": 640}):
            visitor = visit(app, language=language, **how)
            visitor.page.goto(path)
            assert visitor.overflow() <= 0
            assert visitor.violations() == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_what_opens_over_a_page(visit, furnished, dark):
    visitor = open_page(visit, furnished, "day", dark=dark, width=320, height=640)
    visitor.page.locator(".menu > summary").click()
    assert visitor.violations() == [] and visitor.overflow() <= 0
    visitor.page.keyboard.press("Escape")
    visitor.page.keyboard.press("?")
    expect(visitor.page.get_by_role("dialog")).to_be_visible()
    assert visitor.violations() == []
