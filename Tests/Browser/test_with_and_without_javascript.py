"""The whole way of an entry: the same with scripts as by forms and pages alone."""

import re

import pytest
from playwright.sync_api import expect

ENTRY = re.compile(r"/chatlog/\d{4}-\d\d-\d\d/(\d+)$")


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def visitor(visit, app, request):
    return visit(app, script=request.param)


def begin(visitor, provider, prompt="Wie sortiere ich eine Liste?"):
    """Asks, and is on the page of the running entry."""
    visitor.page.goto("/")
    visitor.ask(prompt)
    chat = provider.next_chat()
    visitor.open_entry()
    expect(visitor.page).to_have_url(ENTRY)
    return chat


def finished(visitor, provider, text, prompt="Wie sortiere ich eine Liste?"):
    chat = begin(visitor, provider, prompt)
    chat.say(text)
    chat.finish()
    visitor.expect_status("fertig")


def test_a_question_becomes_a_page_that_renews_itself_until_the_answer_is_there(visitor, provider):
    chat = begin(visitor, provider)
    if not visitor.is_scripted:
        address = visitor.page.url
        answer = visitor.app.http.get(address, headers={"Accept": "text/html"})
        assert int(answer.headers["refresh"].split(";")[0]) <= 10
    visitor.expect_status("läuft")
    chat.say("Mit `sorted(liste)`.\n\n```python\nprint(sorted([2, 1]))\n```\n")
    expect(visitor.page.locator("[data-stream]")).to_contain_text("Mit `sorted(liste)`.")
    chat.finish()
    visitor.expect_status("fertig")
    expect(visitor.page.locator(".prose code").first).to_have_text("sorted(liste)")
    again = visitor.page.reload()
    assert again.header_value("refresh") is None


def test_the_answer_stands_in_the_history_of_the_day(visitor, provider):
    finished(visitor, provider, "Mit sorted.", "Wie sortiere ich?")
    address = visitor.page.url
    visitor.page.goto("/")
    link = visitor.page.locator("#history-list a").filter(has_text="Wie sortiere ich?")
    expect(link).to_contain_text("Mit sorted.")
    expect(link).to_have_attribute("target", "_blank")
    visitor.page.goto("/chatlog")
    visitor.page.get_by_role("link", name="Wie sortiere ich?").click()
    expect(visitor.page).to_have_url(address)
    expect(visitor.page.get_by_role("heading", name="Chatverlauf ansehen")).to_be_visible()
    expect(visitor.page.locator(".prompt-text")).to_have_text("Wie sortiere ich?")


def test_the_raw_text_is_there_to_be_unfolded(visitor, provider):
    finished(visitor, provider, "**fett**")
    raw = visitor.page.locator("details.raw")
    expect(raw.locator("code")).to_be_hidden()
    raw.locator("summary").click()
    expect(raw.locator("pre code")).to_have_text("**fett**")


def test_a_picture_is_drawn_shown_and_downloaded(visitor):
    page = visitor.page
    page.goto("/")
    visitor.draw("ein roter Ball am Strand")
    visitor.open_entry()
    expect(page).to_have_url(ENTRY)
    visitor.expect_status("fertig")
    picture = page.get_by_alt_text("Generiertes Bild")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth") >= 1024
    with page.expect_download() as download:
        page.get_by_role("link", name="Bild herunterladen").click()
    assert re.fullmatch(r"generated_image_\d{8}_\d{6}(_\d+)?\.png", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_running_entry_can_be_stopped_and_keeps_what_came(visitor, provider):
    chat = begin(visitor, provider)
    chat.say("Nur der Anfang")
    expect(visitor.page.locator("[data-stream]")).to_have_text("Nur der Anfang")
    visitor.page.get_by_role("button", name="Anhalten").click()
    chat.wait_until_closed()
    visitor.expect_status("angehalten")
    expect(visitor.page.locator("#answer .prose")).to_have_text("Nur der Anfang")


def test_resuming_keeps_the_partial_text_until_the_new_one_is_complete(visitor, provider):
    page = visitor.page
    chat = begin(visitor, provider)
    address = page.url
    chat.say("Nur der Anfang")
    expect(page.locator("[data-stream]")).to_have_text("Nur der Anfang")
    chat.break_off()
    visitor.expect_status("fehlgeschlagen")
    expect(page.get_by_text("Die Antwort brach mitten im Text ab.")).to_be_visible()
    page.locator("summary", has_text="Fortsetzen").click()
    expect(page.get_by_text("Startet einen neuen Versuch in diesem Eintrag.")).to_be_visible()
    expect(page.locator(".confirm[open] form")).to_contain_text("kostet nichts")
    page.get_by_role("button", name="Jetzt fortsetzen").click()
    second = provider.next_chat()
    visitor.expect_status("läuft")
    expect(page.get_by_text("Nur der Anfang")).to_be_visible()
    second.say("Das Ganze")
    second.finish()
    visitor.expect_status("fertig")
    assert page.url == address
    expect(page.locator("#answer .prose")).to_have_text("Das Ganze")
    expect(page.locator(".facts div").filter(has_text="Versuch")).to_contain_text("2")


def test_running_again_makes_a_new_entry_that_names_its_origin(visitor, provider):
    page = visitor.page
    finished(visitor, provider, "Eins", "Noch einmal?")
    assert ENTRY.search(page.url)[1] == "0"
    page.get_by_role("button", name="Nochmal ausführen").click()
    chat = provider.next_chat()
    assert chat.request["messages"][-1] == {"role": "user", "content": "Noch einmal?"}
    chat.say("Zwei")
    chat.finish()
    visitor.expect_status("fertig")
    assert ENTRY.search(page.url)[1] == "1"
    page.get_by_text("Variante von").get_by_role("link").click()
    expect(page.locator("#answer .prose")).to_have_text("Eins")


def test_a_deleted_entry_leaves_a_tombstone_and_the_others_keep_their_numbers(visitor, provider):
    page = visitor.page
    finished(visitor, provider, "Eins", "Erste Frage")
    first = page.url
    finished(visitor, provider, "Zwei", "Zweite Frage")
    second = page.url
    page.goto(first)
    page.locator("summary", has_text="Löschen").click()
    page.get_by_role("button", name="Endgültig löschen").click()
    expect(page.get_by_role("status").filter(has_text="Der Eintrag wurde gelöscht.")).to_be_visible()
    visitor.announce("status of 410")
    assert page.goto(first).status == 410
    expect(page.get_by_role("heading", level=1)).to_have_text("Gelöscht")
    assert page.goto(second).status == 200
    page.goto("/chatlog")
    expect(page.get_by_role("link", name="Erste Frage")).to_have_count(0)
    expect(page.get_by_role("link", name="Zweite Frage")).to_have_count(1)


def test_a_prompt_of_blanks_is_refused_in_german(visitor):
    page = visitor.page
    page.goto("/")
    visitor.announce("status of 400")
    visitor.ask("   ")
    expect(page.get_by_role("alert").filter(has_text="Bitte geben Sie einen Prompt ein.")).to_be_visible()
    visitor.draw("   ")
    expect(page.get_by_role("alert").filter(has_text="Bitte geben Sie einen Bild-Prompt ein.")).to_be_visible()


@pytest.mark.parametrize("status, code, sentence", [
    (401, "invalid_api_key", "Der Anbieter hat den API-Schlüssel abgelehnt."),
    (404, "model_not_found", "Der Anbieter kennt das eingestellte Modell nicht."),
    (429, "insufficient_quota", "Das Guthaben beim Anbieter ist aufgebraucht."),
])
def test_what_the_provider_refuses_is_said_in_german_and_kept(visitor, provider, status, code, sentence):
    provider.fail_with(status, "scripted failure", code)
    visitor.page.goto("/")
    visitor.ask("Geht das?")
    visitor.open_entry()
    expect(visitor.page).to_have_url(ENTRY)
    visitor.expect_status("fehlgeschlagen")
    expect(visitor.page.get_by_text(sentence)).to_be_visible()
    expect(visitor.page.locator(".prompt-text")).to_have_text("Geht das?")


def test_what_is_asked_and_answered_is_shown_as_text_never_run(visitor, provider):
    finished(visitor, provider, "<script>alert(1)</script><img src=x onerror=alert(2)>\n\n[link](javascript:alert(3))",
             "<img src=x onerror=alert(4)>")
    page = visitor.page
    expect(page.locator(".prompt-text")).to_have_text("<img src=x onerror=alert(4)>")
    assert page.locator("#answer script, #answer img, .prompt-text img, a[href^='javascript']").count() == 0


def test_an_unknown_entry_is_a_german_page(visitor):
    visitor.announce("status of 404")
    answer = visitor.page.goto("/chatlog/2024-08-31/0")
    assert answer.status == 404
    expect(visitor.page.get_by_text("Chatverlauf nicht gefunden")).to_be_visible()


def test_a_further_question_is_asked_from_the_answer_with_what_was_said_before(visitor, provider):
    page = visitor.page
    finished(visitor, provider, "Mit sorted.", "Wie sortiere ich?")
    page.locator("textarea[name=prompt]").fill("Und rückwärts?")
    page.get_by_role("button", name="Senden").click()
    chat = provider.next_chat()
    assert [each["content"] for each in chat.request["messages"][-3:]] == ["Wie sortiere ich?", "Mit sorted.", "Und rückwärts?"]
    chat.say("Mit reverse.")
    chat.finish()
    visitor.expect_status("fertig")
    assert ENTRY.search(page.url)[1] == "1"
    expect(page.locator("#answer .prose")).to_have_text("Mit reverse.")
    page.get_by_role("link", name="Wie sortiere ich?").first.click()
    expect(page.locator("#answer .prose")).to_have_text("Mit sorted.")
