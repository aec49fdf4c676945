"""Who comes for the first time, and who shows it to others: what is said at a glance, and what one click does."""

import json
import os
import re

import pytest
from playwright.sync_api import expect

CODE = "Geben Sie Ihre Frage ein:"
IMAGE = "Geben Sie einen Bild-Prompt ein:"
both = pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])


@pytest.fixture
def drawing_app(start_app):
    """Without a key and with text off, as someone starts it who only wants to look."""
    return start_app()


@both
def test_without_a_key_and_text_the_page_says_what_works(visit, drawing_app, script):
    visitor = visit(drawing_app, script=script)
    visitor.page.goto("/")
    note = visitor.page.locator(".demo-note")
    expect(note).to_contain_text("Kein API-Schlüssel nötig: Bilder zeichnet das eingebaute Studio")
    expect(note).to_contain_text("Text ist ausgeschaltet")
    expect(visitor.page.locator("#prompt-engine")).to_contain_text("Das Textmodell ist ausgeschaltet")
    expect(visitor.page.locator("#imagePrompt-engine")).to_contain_text("Es zeichnet")


@both
def test_without_studio_the_page_says_so_where_it_matters(visit, start_app, tmp_path, script):
    visitor = visit(start_app(STUDIO=tmp_path / "none"), script=script)
    visitor.page.goto("/")
    expect(visitor.page.locator("#imagePrompt-engine.engine-unavailable .engine-note")).to_be_visible()


def test_with_a_key_nothing_is_said_of_a_demo(visitor):
    visitor.page.goto("/")
    expect(visitor.page.locator(".demo-note")).to_have_count(0)
    expect(visitor.page.locator("#prompt-engine")).to_contain_text("OpenAI")


def fetching(folder, percent):
    """What script/models says while it works: this process stands for it."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / "progress.draft"
    draft.write_text(json.dumps({"state": "fetching", "percent": percent, "pid": os.getpid()}))
    draft.rename(folder / "progress.json")


def test_a_model_that_is_being_fetched_shows_how_far_it_is_and_goes_on_by_itself(visit, start_app, tmp_path):
    models = tmp_path / "models"
    fetching(models, 12)
    visitor = visit(start_app(TEXT_MODEL="on", MODELS_DIR=models))
    visitor.page.goto("/")
    engine = visitor.page.locator("#prompt-engine")
    expect(engine).to_contain_text("12 %")
    expect(engine.get_by_role("progressbar")).to_have_attribute("value", "12")
    expect(visitor.page.locator(".demo-note")).to_contain_text("Text und Bilder macht die eingebaute Engine")
    visitor.page.get_by_label(CODE).fill("Während es kommt getippt")
    fetching(models, 57)
    expect(engine).to_contain_text("57 %")
    expect(visitor.page.get_by_label(CODE)).to_have_value("Während es kommt getippt")


@both
def test_who_waits_sees_the_place_in_line(visit, start_app, provider, script):
    app = start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test", OPENAI_CONCURRENCY=1)
    first = app.ask_as_browser("Erste Frage")
    chat = provider.next_chat()
    visitor = visit(app, script=script)
    visitor.page.goto("/")
    expect(visitor.page.locator("#prompt-engine")).to_contain_text("käme auf Platz 1")
    visitor.ask("Zweite Frage")
    visitor.open_entry()
    visitor.expect_status("wartet")
    expect(visitor.page.locator("#answer [data-note]")).to_have_text("Platz 1 in der Warteschlange")
    chat.finish()
    second = provider.next_chat()
    visitor.expect_status("läuft")
    expect(visitor.page.locator("#answer [data-note]")).to_have_text("Antwort entsteht")
    second.finish()
    assert first != visitor.page.url


def test_an_example_that_costs_nothing_is_one_click(visit, drawing_app):
    visitor = visit(drawing_app)
    visitor.page.goto("/")
    visitor.page.get_by_role("link", name="ein roter Ball am Strand bei Sonnenuntergang").click()
    expect(visitor.page.locator("#image-result").get_by_alt_text("Generiertes Bild")).to_be_visible()
    assert visitor.page.url == drawing_app.url + "/"


def test_an_example_that_may_cost_something_is_only_filled_in(visit, start_app):
    visitor = visit(start_app(OPENAI_API_KEY="sk-test"))
    visitor.page.goto("/")
    posts = []
    visitor.page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    visitor.page.get_by_role("link", name="Erkläre Rekursion in drei Sätzen").click()
    field = visitor.page.get_by_label(CODE)
    expect(field).to_have_value("Erkläre Rekursion in drei Sätzen")
    expect(field).to_be_focused()
    assert posts == []


@pytest.mark.parametrize("language, example, button", [
    ("de-DE", "drei Katzen auf einem blauen Sofa", "Bild generieren"),
    ("en-GB", "three cats on a blue sofa", "Make picture"),
    ("ja-JP", "青いソファの上の三匹の猫", "画像を作成"),
    ("ko-KR", "파란 소파 위의 고양이 세 마리", "그림 만들기"),
])
def test_without_a_script_an_example_fills_the_form_and_a_press_sends_it(visit, drawing_app, language, example, button):
    visitor = visit(drawing_app, script=False, language=language)
    visitor.page.goto("/")
    visitor.page.get_by_role("link", name=example).click()
    expect(visitor.page.locator("#imagePrompt")).to_have_value(example)
    assert drawing_app.http.get("/chatlog").text.count("status-") == 0
    visitor.page.get_by_role("button", name=button).click()
    expect(visitor.page.locator(".media-frame img")).to_be_visible()


@both
def test_what_was_typed_outlives_a_choice_of_language(visit, app, script):
    visitor = visit(app, script=script)
    visitor.page.goto("/")
    visitor.page.get_by_label(CODE).fill("Angefangen\nund mehr")
    visitor.page.get_by_label(IMAGE).fill("ein Haus")
    visitor.choose_language("日本語")
    expect(visitor.page.get_by_role("button", name="送信")).to_be_visible()
    expect(visitor.page.locator("#prompt")).to_have_value("Angefangen\nund mehr")
    expect(visitor.page.locator("#imagePrompt")).to_have_value("ein Haus")
    visitor.page.reload()
    expect(visitor.page.get_by_role("button", name="送信")).to_be_visible()


def test_a_further_question_outlives_a_choice_of_language_too(visitor, provider, app):
    path = app.ask_as_browser("Frage")
    chat = provider.next_chat()
    chat.say("Antwort")
    chat.finish()
    visitor.page.goto(path)
    expect(visitor.page.locator("#answer .prose")).to_be_visible()
    visitor.page.locator("textarea[name=prompt]").fill("Und weiter?")
    visitor.choose_language("English")
    expect(visitor.page.get_by_role("button", name="Send", exact=True)).to_be_visible()
    expect(visitor.page.locator("textarea[name=prompt]")).to_have_value("Und weiter?")


@pytest.fixture
def picture(drawing_app):
    answer = drawing_app.http.post("/generate_image", data={"imagePrompt": "ein roter Ball"})
    assert answer.status_code == 200
    return re.search(r'/chatlog/\d{4}-\d\d-\d\d/0', drawing_app.http.get("/chatlog").text)[0]


def test_a_picture_is_shown_in_full_and_closed_by_key_or_click(visit, drawing_app, picture):
    visitor = visit(drawing_app)
    visitor.page.goto(picture)
    link = visitor.page.locator("[data-zoom]")
    for close in (lambda: visitor.page.keyboard.press("Escape"),
                  lambda: visitor.page.get_by_role("button", name="Schließen").click(),
                  lambda: visitor.page.locator(".viewer img").click()):
        link.click()
        viewer = visitor.page.get_by_role("dialog")
        expect(viewer).to_be_visible()
        box, size = viewer.bounding_box(), visitor.page.viewport_size
        assert (box["width"], box["height"]) == (size["width"], size["height"])
        assert visitor.violations() == []
        close()
        expect(viewer).to_have_count(0)
        expect(link).to_be_focused()


def test_without_a_script_a_picture_is_its_own_page(visit, drawing_app, picture):
    visitor = visit(drawing_app, script=False)
    # Chromium's own, around a picture that is all of a page.
    visitor.announce("Applying inline style")
    visitor.page.goto(picture)
    with visitor.page.expect_response(re.compile(r"/static/generated_image_.*\.png$")):
        visitor.page.locator("[data-zoom]").click()
    assert re.search(r"/static/generated_image_.*\.png$", visitor.page.url)


def test_the_link_of_an_entry_is_copied_whole(visit, drawing_app, picture):
    visitor = visit(drawing_app)
    visitor.page.goto(picture + "?x=1#main")
    visitor.page.get_by_role("button", name="Link kopieren").click()
    expect(visitor.page.locator("#toast")).to_contain_text("Link kopiert")
    assert visitor.page.evaluate("navigator.clipboard.readText()") == drawing_app.url + picture


def test_a_shared_link_shows_search_engines_and_other_sites_nothing(drawing_app, picture):
    page = drawing_app.http.get(picture)
    assert '<meta name="robots" content="noindex, nofollow">' in page.text
    assert page.headers["referrer-policy"] == "same-origin"


@both
def test_a_button_that_is_pressed_twice_asks_once(visit, app, provider, script):
    visitor = visit(app, script=script)
    visitor.page.goto("/")
    visitor.page.get_by_label(CODE).fill("Nur einmal")
    visitor.page.get_by_role("button", name="Senden").dblclick(no_wait_after=True)
    chat = provider.next_chat()
    chat.say("Ja.")
    chat.finish()
    visitor.open_entry()
    visitor.expect_status("fertig")
    visitor.page.goto("/")
    expect(visitor.page.locator("#history-list a")).to_have_count(1)
