"""Nothing jumps while an answer comes, and a page that is loaded again or come back to is right."""

import re

import pytest
from playwright.sync_api import expect

# Elements that move by themselves, as Chromium sees it; what follows within half a second of a key or click is excused.
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) window.shifts.push([entry.value, ...entry.sources.map((each) => each.node?.nodeName + '.' + each.node?.className)]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
PARAGRAPH = "Ein Satz, der eine Weile dauert und dann zu Ende ist. " * 4 + "\n\n"


@pytest.fixture(params=[(1280, 900), (400, 800)], ids=["wide", "narrow"])
def watcher(visit, app, request):
    visitor = visit(app, width=request.param[0], height=request.param[1])
    visitor.page.add_init_script(WATCH_SHIFTS)
    return visitor


def shifts(visitor):
    return visitor.page.evaluate("window.shifts")


def stream(visitor, chat, stream_locator, paragraphs=12):
    for number in range(paragraphs):
        chat.say(f"{number}: {PARAGRAPH}")
        expect(stream_locator).to_contain_text(f"{number}: ")


def test_nothing_moves_on_the_start_page_while_an_answer_comes(watcher, provider, app):
    app.ask_as_browser("Eine ältere Frage")
    provider.next_chat().finish()
    watcher.page.goto("/")
    watcher.ask("Was dauert?")
    chat = provider.next_chat()
    expect(watcher.page.locator("#history-list a").filter(has_text="Was dauert?")).to_have_count(1)
    watcher.page.wait_for_timeout(600)
    stream(watcher, chat, watcher.page.locator("#code-result [data-stream]"))
    chat.finish()
    watcher.expect_status("fertig")
    expect(watcher.page.locator("#code-result .prose")).to_be_visible()
    expect(watcher.page.locator("#history-list .status-running")).to_have_count(0)
    assert sum(each[0] for each in shifts(watcher)) < 0.01, shifts(watcher)


def test_nothing_moves_on_an_entry_while_its_answer_comes(watcher, provider, app):
    path = app.ask_as_browser("Was dauert?")
    chat = provider.next_chat()
    chat.say("Anfang. ")
    watcher.page.goto(path)
    stream(watcher, chat, watcher.page.locator("[data-stream]"))
    chat.finish()
    watcher.expect_status("fertig")
    expect(watcher.page.locator("#answer .prose")).to_be_visible()
    assert sum(each[0] for each in shifts(watcher)) < 0.01, shifts(watcher)


def test_who_reads_further_up_is_left_there(visitor, provider, app):
    path = app.ask_as_browser("Was dauert?")
    chat = provider.next_chat()
    chat.say(PARAGRAPH * 30)
    visitor.page.goto(path)
    expect(visitor.page.locator("[data-stream]")).to_contain_text("Ein Satz")
    visitor.page.evaluate("scrollTo({ top: 300, behavior: 'instant' })")
    stream(visitor, chat, visitor.page.locator("[data-stream]"))
    assert visitor.page.evaluate("scrollY") == 300
    chat.finish()
    visitor.expect_status("fertig")
    expect(visitor.page.locator("#answer .prose")).to_be_visible()
    assert visitor.page.evaluate("scrollY") == 300


def test_the_frame_of_a_picture_has_its_size_before_the_picture_is_there(watcher, start_app, provider, visit):
    app = start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test", IMAGE_PROVIDER="openai", IMAGE_SIZE="64x64")
    visitor = visit(app, width=watcher.page.viewport_size["width"])
    visitor.page.add_init_script(WATCH_SHIFTS)
    provider.may_draw.clear()
    visitor.page.goto("/")
    visitor.draw("ein Punkt")
    frame = visitor.page.locator("#image-result [data-picture]")
    expect(frame.locator("[data-space]")).to_be_visible()
    expect(visitor.page.locator("#image-result [data-note]")).to_have_text("Bild entsteht")
    before = frame.bounding_box()
    visitor.page.wait_for_timeout(600)
    provider.may_draw.set()
    expect(frame.get_by_alt_text("Generiertes Bild")).to_be_visible()
    expect(visitor.page.locator("#history-list .status-running")).to_have_count(0)
    after = frame.bounding_box()
    assert abs(after["height"] - before["height"]) < 2 and after["width"] == before["width"]
    assert sum(each[0] for each in shifts(visitor)) < 0.01, shifts(visitor)


def answered(visitor, provider, prompt="Frage", answer="Die Antwort."):
    visitor.page.goto("/")
    visitor.ask(prompt)
    chat = provider.next_chat()
    chat.say(answer)
    chat.finish()
    expect(visitor.page.locator("#code-result .prose")).to_have_text(answer)


def test_after_a_reload_the_answer_is_there_again(visitor, provider):
    answered(visitor, provider)
    visitor.page.reload()
    expect(visitor.page.locator("#code-result .prose")).to_have_text("Die Antwort.")
    visitor.expect_status("fertig")
    expect(visitor.page.locator(".result-prompt:visible")).to_have_text("Frage")


def test_a_reload_in_the_middle_goes_on_where_it_was(visitor, provider):
    visitor.page.goto("/")
    visitor.ask("Frage")
    chat = provider.next_chat()
    chat.say("Der Anfang")
    expect(visitor.page.locator("#code-result [data-stream]")).to_have_text("Der Anfang")
    visitor.page.reload()
    expect(visitor.page.locator("#code-result [data-stream]")).to_have_text("Der Anfang")
    chat.say(" und das Ende.")
    chat.finish()
    expect(visitor.page.locator("#code-result .prose")).to_have_text("Der Anfang und das Ende.")


def test_the_way_back_leads_to_the_answer(visitor, provider):
    answered(visitor, provider)
    visitor.page.get_by_role("link", name="Eintrag öffnen").click()
    expect(visitor.page).to_have_url(re.compile(r"/chatlog/.*/0$"))
    visitor.page.go_back()
    expect(visitor.page.locator("#code-result .prose")).to_have_text("Die Antwort.")
    # Another page of the same address begins anew.
    visitor.page.get_by_role("link", name="Start", exact=True).click()
    expect(visitor.page.locator("#code-result")).to_be_hidden()


def test_an_entry_that_is_deleted_meanwhile_leaves_no_badge(visitor, provider, app):
    visitor.page.goto("/")
    visitor.ask("Frage")
    chat = provider.next_chat()
    chat.say("Der Anfang")
    result = visitor.page.locator("#code-result")
    expect(result.locator("[data-stream]")).to_have_text("Der Anfang")
    visitor.announce("status of 410")
    path = result.locator("[data-entry]").get_attribute("href")
    app.http.post(path + "/delete", headers={"Origin": app.url})
    expect(result.locator("[data-note]")).to_have_text("Dieser Eintrag wurde gelöscht.")
    expect(result.locator("[data-status]")).to_be_hidden()
    expect(result.get_by_role("button", name="Anhalten")).to_be_hidden()
    expect(result.locator("[data-stream]")).to_be_hidden()
    expect(visitor.page.locator("#history-list a")).to_have_count(0)


def test_what_the_engines_do_moves_no_answer_that_is_being_read(visit, start_app, provider):
    app = start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test", OPENAI_CONCURRENCY=1)
    visitor = visit(app)
    visitor.page.add_init_script(WATCH_SHIFTS)
    visitor.page.goto("/")
    visitor.ask("Was dauert?")
    chat = provider.next_chat()
    chat.say("Ein Anfang")
    expect(visitor.page.locator("#code-result [data-stream]")).to_have_text("Ein Anfang")
    visitor.page.wait_for_timeout(600)
    chat.finish()
    visitor.expect_status("fertig")
    expect(visitor.page.locator("#history-list .status-running")).to_have_count(0)
    assert sum(each[0] for each in shifts(visitor)) < 0.01, shifts(visitor)
