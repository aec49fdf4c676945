"""Answers in place: the page stays, the words come."""

import re

from playwright.sync_api import expect
from webapp import wait_until

ANSWER = "Mit `sorted`:\n\n```python\nprint(sorted([2, 1]))\n```\n"


def begin(visitor, provider, prompt="Wie sortiere ich eine Liste?"):
    visitor.page.goto("/")
    visitor.page.evaluate("window.isSamePage = true")
    visitor.ask(prompt)
    return provider.next_chat()


def result(visitor):
    return visitor.page.locator("#code-result")


def expect_same_page(visitor):
    assert visitor.page.evaluate("window.isSamePage") is True
    assert visitor.page.url == visitor.app.url + "/"


def test_words_appear_while_the_provider_is_still_speaking(visitor, provider):
    chat = begin(visitor, provider)
    stream = result(visitor).locator("[data-stream]")
    chat.say("Mit ")
    expect(stream).to_have_text("Mit")
    chat.say("`sorted`:")
    expect(stream).to_have_text("Mit `sorted`:")
    expect(result(visitor).get_by_role("button", name="Anhalten")).to_be_visible()
    chat.say(ANSWER.removeprefix("Mit `sorted`:"))
    chat.finish()
    expect(result(visitor).locator(".prose pre")).to_contain_text("print(sorted([2, 1]))")
    visitor.expect_status("fertig")
    expect(result(visitor).get_by_role("button", name="Anhalten")).to_be_hidden()
    expect(visitor.page.get_by_label("Geben Sie Ihre Frage ein:")).to_have_value("")
    expect_same_page(visitor)


def test_the_history_column_follows(visitor, provider):
    chat = begin(visitor, provider, "Kommt es in die Spalte?")
    line = visitor.page.locator("#history-list a").filter(has_text="Kommt es in die Spalte?")
    expect(line).to_contain_text("läuft")
    chat.say("Ja.")
    chat.finish()
    expect(line).to_contain_text("Ja.")
    expect(visitor.page.locator("#today-count")).to_have_text("1 Eintrag")
    with visitor.context.expect_page() as tab:
        line.click()
    expect(tab.value.get_by_role("heading", name="Chatverlauf ansehen")).to_be_visible()
    expect_same_page(visitor)


def test_stop_ends_it_in_place_and_hangs_up_on_the_provider(visitor, provider):
    chat = begin(visitor, provider)
    chat.say("Nur der Anfang")
    expect(result(visitor).locator("[data-stream]")).to_have_text("Nur der Anfang")
    result(visitor).get_by_role("button", name="Anhalten").click()
    chat.wait_until_closed()
    visitor.expect_status("angehalten")
    expect(result(visitor)).to_contain_text("Nur der Anfang")
    expect_same_page(visitor)


def test_the_answer_is_copied_as_it_came(visitor, provider):
    chat = begin(visitor, provider)
    chat.say(ANSWER)
    chat.finish()
    result(visitor).get_by_role("button", name="Antwort kopieren").click()
    expect(visitor.page.locator("#toast")).to_have_text("Antwort wurde in die Zwischenablage kopiert!")
    assert visitor.page.evaluate("navigator.clipboard.readText()").strip() == ANSWER.strip()


def test_one_block_of_code_is_copied_alone(visitor, provider):
    chat = begin(visitor, provider)
    chat.say(ANSWER)
    chat.finish()
    result(visitor).get_by_role("button", name="Kopieren", exact=True).click()
    expect(visitor.page.locator("#toast")).to_have_text("In die Zwischenablage kopiert")
    assert visitor.page.evaluate("navigator.clipboard.readText()").strip() == "print(sorted([2, 1]))"


def test_control_and_enter_send(visitor, provider):
    visitor.page.goto("/")
    visitor.page.get_by_label("Geben Sie Ihre Frage ein:").fill("Kurz?")
    visitor.page.keyboard.press("Control+Enter")
    chat = provider.next_chat()
    assert chat.request["messages"][-1]["content"] == "Kurz?"
    chat.finish()


def test_nothing_is_sent_without_a_prompt(visitor):
    visitor.page.goto("/")
    posts = []
    visitor.page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    visitor.page.get_by_role("button", name="Senden").click()
    expect(visitor.page.get_by_role("alert").filter(has_text="Bitte geben Sie einen Prompt ein.")).to_be_visible()
    visitor.page.get_by_role("button", name="Bild generieren").click()
    expect(visitor.page.get_by_role("alert").filter(has_text="Bitte geben Sie einen Bild-Prompt ein.")).to_be_visible()
    assert posts == []


def test_a_failure_is_said_in_german_and_gives_the_question_back(visitor, provider):
    provider.fail_with(401, code="invalid_api_key")
    visitor.page.goto("/")
    visitor.ask("Geht das?")
    visitor.expect_status("fehlgeschlagen")
    expect(visitor.page.locator("#toast")).to_contain_text("Fehler bei der Codegenerierung.")
    expect(result(visitor)).to_contain_text("Der Anbieter hat den API-Schlüssel abgelehnt.")
    expect(visitor.page.get_by_label("Geben Sie Ihre Frage ein:")).to_have_value("Geht das?")


def test_a_picture_is_drawn_shown_and_downloaded_in_place(visitor):
    visitor.page.goto("/")
    visitor.page.evaluate("window.isSamePage = true")
    visitor.draw("ein roter Ball am Strand")
    picture = visitor.page.locator("#image-result").get_by_alt_text("Generiertes Bild")
    expect(picture).to_be_visible()
    visitor.page.wait_for_function("image => image.naturalWidth >= 1024", arg=picture.element_handle())
    with visitor.page.expect_download() as download:
        visitor.page.locator("#image-result").get_by_role("link", name="Bild herunterladen").click()
    assert re.fullmatch(r"generated_image_\d{8}_\d{6}(_\d+)?\.png", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    expect_same_page(visitor)


def test_the_work_goes_on_when_the_browser_has_gone(visit, app, provider):
    first = visit(app)
    chat = begin(first, provider, "Bleibt es?")
    chat.say("Es ")
    expect(result(first).locator("[data-stream]")).to_have_text("Es")
    first.page.close()
    chat.say("bleibt.")
    second = visit(app)
    second.page.goto("/")
    with second.context.expect_page() as tab:
        second.page.locator("#history-list a").filter(has_text="Bleibt es?").click()
    expect(tab.value.locator("[data-stream]")).to_have_text("Es bleibt.")
    chat.say(" Wirklich.")
    expect(tab.value.locator("[data-stream]")).to_have_text("Es bleibt. Wirklich.")
    chat.finish()
    expect(tab.value.locator("#answer .prose")).to_have_text("Es bleibt. Wirklich.")
    expect(tab.value.locator(".status[data-status]")).to_have_text("fertig")


def test_after_a_crash_the_entry_is_interrupted_with_its_text_and_can_be_resumed(visit, app, provider):
    visitor = visit(app)
    # The page loses its server for a while, and Chromium says so.
    visitor.announce("ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET")
    chat = begin(visitor, provider, "Und nach dem Absturz?")
    chat.say("Bis hierher")
    expect(result(visitor).locator("[data-stream]")).to_have_text("Bis hierher")
    wait_until(lambda: app.text_on_disk() == "Bis hierher", "the text did not reach the disk")
    app.crash()
    app.start()
    visitor.expect_status("unterbrochen")
    expect(result(visitor)).to_contain_text("Bis hierher")
    visitor.page.get_by_role("link", name="Eintrag öffnen").first.click()
    visitor.page.locator("summary", has_text="Fortsetzen").click()
    visitor.page.get_by_role("button", name="Jetzt fortsetzen").click()
    second = provider.next_chat()
    second.say("Und weiter")
    second.finish()
    visitor.expect_status("fertig")
    expect(visitor.page.locator("#answer .prose")).to_have_text("Und weiter")


def test_a_later_question_takes_the_place_of_an_earlier_one_that_goes_on(visitor, provider):
    first = begin(visitor, provider, "Erste Frage")
    first.say("Eins")
    expect(result(visitor).locator("[data-stream]")).to_have_text("Eins")
    visitor.ask("Zweite Frage")
    second = provider.next_chat()
    second.say("Zwei")
    expect(result(visitor).locator("[data-stream]")).to_have_text("Zwei")
    first.say(" und mehr")
    first.finish()
    line = visitor.page.locator("#history-list a").filter(has_text="Erste Frage")
    second.finish()
    visitor.expect_status("fertig")
    expect(line).to_contain_text("Eins")


def test_the_history_column_follows_what_was_asked_elsewhere(visitor, provider, app):
    app.ask_as_browser("Von anderswo")
    chat = provider.next_chat()
    visitor.page.goto("/")
    line = visitor.page.locator("#history-list a").filter(has_text="Von anderswo")
    expect(line.locator(".status")).to_be_visible()
    chat.say("Fertig.")
    chat.finish()
    expect(line).to_contain_text("Fertig.")
    expect(line.locator(".status")).to_have_count(0)
