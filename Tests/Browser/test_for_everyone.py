"""WCAG 2.2 AA beyond what axe sees: by keyboard alone, by ear, enlarged, without motion, in forced colours; and light."""

import gzip
import re

import pytest
from playwright.sync_api import expect

both = pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
PATHS = ["/", "/chatlog", "/settings", "/about", "/nirgends"]


@pytest.fixture
def answered(app, provider):
    """The address of an entry with an answer."""
    path = app.ask_as_browser("Wie sortiere ich eine Liste?")
    chat = provider.next_chat()
    chat.say("# Mit sorted\n\n```python\nprint(sorted([2, 1]))\n```\n")
    chat.finish()
    from webapp import wait_until

    wait_until(lambda: "refresh" not in app.http.get(path, headers={"Accept": "text/html"}).headers, "no answer")
    return path


def tab_to(visitor, locator, most=60):
    for _ in range(most):
        visitor.page.keyboard.press("Tab")
        if locator.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"{locator} is not reached by {most} tabs")


@both
def test_the_main_job_is_done_by_keyboard_alone(visit, app, provider, script):
    visitor = visit(app, script=script)
    page = visitor.page
    page.goto("/")
    tab_to(visitor, page.locator("#prompt"))
    page.keyboard.type("Wie sortiere ich?")
    tab_to(visitor, page.get_by_role("button", name="Senden"))
    page.keyboard.press("Enter")
    chat = provider.next_chat()
    chat.say("Mit sorted.")
    if script:
        tab_to(visitor, page.locator("[data-entry]:visible"))
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/chatlog/.*/0$"))
    chat.finish()
    visitor.expect_status("fertig")
    expect(page.locator("#answer .prose")).to_have_text("Mit sorted.")
    tab_to(visitor, page.get_by_role("button", name="Nochmal ausführen"))
    page.keyboard.press("Enter")
    again = provider.next_chat()
    again.say("Noch mal.")
    again.finish()
    visitor.expect_status("fertig")
    expect(page).to_have_url(re.compile(r"/chatlog/.*/1$"))
    tab_to(visitor, page.locator("summary", has_text="Löschen"))
    page.keyboard.press("Enter")
    tab_to(visitor, page.get_by_role("button", name="Endgültig löschen"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Der Eintrag wurde gelöscht.")).to_be_visible()


@both
def test_the_language_is_chosen_by_keyboard(visit, app, script):
    visitor = visit(app, script=script)
    visitor.page.goto("/about")
    tab_to(visitor, visitor.page.locator(".menu > summary"))
    visitor.page.keyboard.press("Enter")
    tab_to(visitor, visitor.page.get_by_role("button", name="English"))
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("About Tagwerk")


def test_escape_closes_the_menu_of_languages(visitor):
    visitor.page.goto("/")
    visitor.page.locator(".menu > summary").press("Enter")
    expect(visitor.page.get_by_role("button", name="English")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_role("button", name="English")).to_be_hidden()


def test_who_listens_hears_sentences_and_not_every_word(visitor, provider):
    visitor.page.goto("/")
    visitor.ask("Was dauert?")
    chat = provider.next_chat()
    result = visitor.page.locator("#code-result")
    assert result.locator("[data-stream]").get_attribute("aria-live") is None
    heard = result.locator("[data-heard]")
    expect(heard).to_have_attribute("aria-live", "polite")
    heard.evaluate("""region => {
        window.heard = [];
        new MutationObserver(() => window.heard.push(region.textContent)).observe(region, { childList: true });
    }""")
    words = ("Das ist ein Satz. " * 5).split(" ")
    for word in words:
        chat.say(word + " ")
    expect(result.locator("[data-stream]")).to_contain_text("Satz.")
    chat.say("Ein halber")
    visitor.page.wait_for_function("() => window.heard.length === 1")
    assert visitor.page.evaluate("window.heard[0]").strip().endswith("Satz.")
    chat.say(" und der Rest")
    chat.finish()
    visitor.expect_status("fertig")
    spoken = visitor.page.evaluate("window.heard")
    assert spoken[-1].strip() == "Ein halber und der Rest" and len(spoken) == 2
    expect(result.get_by_role("status")).to_have_text("fertig")


@both
@pytest.mark.parametrize("path", PATHS + ["entry"])
def test_enlarged_to_200_percent_nothing_is_lost(visit, app, answered, path, script):
    """A window of 1280 by 900 has room for half as much then."""
    visitor = visit(app, script=script, width=640, height=450, device_scale_factor=2)
    visitor.announce("status of 404")
    visitor.page.goto(answered if path == "entry" else path)
    assert visitor.overflow() <= 0
    hidden = visitor.page.evaluate("""() => [...document.querySelectorAll('main :is(a, button, textarea, summary, h1, h2, p)')]
        .filter(each => each.checkVisibility()).filter(each => {
            const box = each.getBoundingClientRect();
            return box.left < -1 || box.right > innerWidth + 1;
        }).map(each => each.outerHTML.slice(0, 200))""")
    assert hidden == []


def test_with_reduced_motion_nothing_moves(visitor, provider, app):
    path = app.ask_as_browser("Was dauert?")
    provider.next_chat().say("Ein Anfang")
    visitor.page.goto(path)
    visitor.expect_status("läuft")
    assert visitor.page.evaluate("document.getAnimations().length") == 0


def test_without_that_wish_a_running_entry_pulses(visit, provider, app):
    path = app.ask_as_browser("Was dauert?")
    provider.next_chat().say("Ein Anfang")
    visitor = visit(app, reduced_motion="no-preference")
    visitor.page.goto(path)
    visitor.expect_status("läuft")
    assert visitor.page.evaluate("document.getAnimations().length") > 0


@pytest.mark.parametrize("path", ["/", "entry"])
def test_in_forced_colours_states_icons_and_focus_are_seen(visit, app, answered, path):
    visitor = visit(app, forced_colors="active")
    visitor.page.goto(answered if path == "entry" else path)
    faults = visitor.page.evaluate("""() => {
        const shown = (selector) => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility());
        const faults = [];
        const ground = getComputedStyle(document.body).backgroundColor;
        for (const icon of shown('.icon')) if (getComputedStyle(icon).backgroundColor === ground) faults.push(icon.className);
        for (const box of shown('.status, .button, textarea')) {
            if (getComputedStyle(box).borderTopStyle === 'none') faults.push(box.outerHTML);
        }
        for (const each of shown('a, button, textarea, summary')) {
            each.focus({ focusVisible: true });
            if (document.activeElement === each && getComputedStyle(each).outlineStyle === 'none'
                && !each.matches('.line-link')) faults.push(each.outerHTML);
        }
        return faults;
    }""")
    assert faults == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PATHS + ["entry"])
def test_what_is_clicked_is_at_least_24_pixels_high_and_wide(visit, app, answered, path, width):
    """WCAG 2.5.8; links within a sentence are excused there, too. A line's link has the whole line."""
    visitor = visit(app, width=width)
    visitor.announce("status of 404")
    visitor.page.goto(answered if path == "entry" else path)
    small = visitor.page.evaluate("""() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
        .filter(each => each.checkVisibility() && !each.closest('p, .prose, .skip-link, .line-link')).filter(each => {
            const box = each.getBoundingClientRect();
            return box.width < 24 || box.height < 24;
        }).map(each => each.outerHTML.slice(0, 160))""")
    assert small == []


def test_a_page_is_light_and_its_first_paint_waits_for_no_script(app, answered):
    scripts = {}
    for path in [*PATHS, answered, answered.rsplit("/", 1)[0]]:
        page = app.http.get(path, headers={"Accept": "text/html"})
        styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.text)
        assert len(styles) == 1
        weight = sum(len(gzip.compress(each, 6)) for each in [page.content, app.http.get(styles[0]).content])
        assert weight <= 50_000, path
        for tag in re.findall(r"<script[^>]*>", page.text):
            assert re.search(r' src="(/assets/[^"]+)" defer>$', tag), tag
            address = re.search(r'src="([^"]+)"', tag)[1]
            scripts[address] = len(app.http.get(address).content)
        assert not re.search(r' on[a-z]+="| style="|<style', page.text)
    assert 0 < sum(scripts.values()) <= 20_000, scripts


def test_what_is_sent_is_compressed(app):
    for path in ["/", re.search(r'href="([^"]+app\.css)"', app.http.get("/").text)[1]]:
        answer = app.http.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) <= 15_000
