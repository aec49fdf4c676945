"""A reviewer goes through yesterday's 120 entries: by mouse, by keyboard alone, and without JavaScript."""

import datetime
import re

import pytest
from history import write_days
from playwright.sync_api import expect

YESTERDAY = datetime.date(2026, 6, 17)
DAY = f"/chatlog/{YESTERDAY}"
DAYS = {YESTERDAY: 120, datetime.date(2026, 6, 16): 3, datetime.date(2026, 6, 12): 4, datetime.date(2026, 1, 30): 1,
        datetime.date(2025, 11, 2): 250, datetime.date(2026, 6, 18): 2}


@pytest.fixture
def reviewed(start_app):
    """An app with some days of entries, none of them reviewed."""
    app = start_app()
    write_days(app, DAYS)
    return app


@pytest.fixture(scope="module")
def furnished(tmp_path_factory):
    """The same for tests that only look, with stars, marks and a note."""
    from webapp import WebApp

    app = WebApp(tmp_path_factory.mktemp("reviewed")).start()
    write_days(app, DAYS)
    for index in range(37):
        app.http.post(f"{DAY}/review", data={"review": index})
    for index in (2, 3, 40):
        app.http.post(f"{DAY}/review", data={"star": index})
    for index in range(3):
        app.http.post(f"/chatlog/2026-06-16/{index}/review", data={"do": "review", "kept": "", "note": f"Nummer {index}"})
    yield app
    app.end()


def progress(visitor):
    return visitor.page.locator(".review-progress p")


def place(visitor):
    """The entry whose page is open."""
    return int(re.search(r"/(\d+)(\?|#|$)", visitor.page.url)[1])


# By mouse

def test_the_way_of_a_reviewer_by_mouse(visit, reviewed):
    visitor = visit(reviewed, width=1600)
    page = visitor.page
    page.goto("/chatlog")
    page.get_by_role("navigation", name="Tage mit Einträgen").get_by_role("link", name="17. Juni 2026, 120 Einträge").click()
    expect(page).to_have_url(reviewed.url + DAY)
    expect(progress(visitor)).to_have_text("0 von 120 geprüft")
    page.get_by_role("link", name=re.compile("fehlgeschlagen")).click()
    expect(page.get_by_text("17 Einträge passen zum Filter.")).to_be_visible()
    page.locator("#lines .line-link").first.click()
    assert place(visitor) == 3
    for index in (10, 17, 24):
        page.get_by_role("button", name="Geprüft und weiter").click()
        expect(page).to_have_url(f"{reviewed.url}{DAY}/{index}?status=failed")
    expect(progress(visitor)).to_have_text("3 von 120 geprüft")
    rail = page.get_by_role("navigation", name="17. Juni 2026")
    expect(rail.locator("[aria-current=page]")).to_contain_text("(24)")
    page.get_by_role("button", name="Stern", exact=True).click()
    expect(page.locator("#toast")).to_have_text("Stern gesetzt")
    expect(page.get_by_role("button", name="Stern", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(rail.locator("[aria-current=page]").get_by_role("img", name="mit Stern")).to_be_visible()
    page.get_by_label("Notiz", exact=True).fill("Noch einmal fragen.\nMit Beispiel.")
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.locator("#toast")).to_have_text("Notiz gespeichert")
    page.reload()
    expect(page.get_by_label("Notiz", exact=True)).to_have_value("Noch einmal fragen.\nMit Beispiel.")
    rail.get_by_role("link", name=re.compile(r"\(17\)")).click()
    assert place(visitor) == 17
    expect(page.get_by_role("button", name="Geprüft", exact=True)).to_have_attribute("aria-pressed", "true")
    page.goto(DAY)
    expect(page.locator("#e24").get_by_role("img", name="mit Notiz")).to_be_visible()
    expect(page.locator("#e24").get_by_role("button", name="Stern für Nr. 24")).to_have_attribute("aria-pressed", "true")


def test_lines_are_marked_without_the_page_moving(visit, reviewed):
    visitor = visit(reviewed)
    page = visitor.page
    page.goto(DAY)
    page.evaluate("window.isSamePage = true")
    button = page.locator("#e60 .mark-reviewed")
    button.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 500
    button.click()
    expect(page.locator("#e60 .mark-reviewed")).to_have_attribute("aria-pressed", "true")
    expect(progress(visitor)).to_have_text("1 von 120 geprüft")
    expect(page.locator("#e60 .mark-reviewed")).to_be_focused()
    page.locator("#e61 .mark-star").click()
    expect(page.get_by_role("link", name="Mit Stern 1")).to_be_visible()
    assert page.evaluate("scrollY") == before
    assert page.evaluate("window.isSamePage") is True
    page.locator("#e60 .mark-reviewed").click()
    expect(progress(visitor)).to_have_text("0 von 120 geprüft")


def test_a_line_that_the_filter_leaves_out_now_goes_and_the_focus_stays_in_its_place(visit, reviewed):
    visitor = visit(reviewed)
    page = visitor.page
    page.goto(f"{DAY}?reviewed=0")
    page.locator("#e1 .mark-reviewed").click()
    expect(page.locator("#e1")).to_have_count(0)
    expect(page.locator("#e2 .mark-reviewed")).to_be_focused()
    expect(page.get_by_text("119 Einträge passen zum Filter.")).to_be_visible()
    assert page.locator("#lines > li").evaluate_all("lines => lines.map(line => line.id).slice(0, 3)") == ["e0", "e2", "e3"]


def test_a_note_that_is_too_long_is_said_and_stays_in_its_field(visit, reviewed):
    visitor = visit(reviewed)
    visitor.announce("status of 413")
    page = visitor.page
    page.goto(f"{DAY}/5")
    field = page.get_by_label("Notiz", exact=True)
    field.fill("ü" * 2001)
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.get_by_role("alert").filter(has_text="höchstens 2000 Zeichen")).to_be_visible()
    expect(field).to_have_value("ü" * 2001)
    expect(field).to_be_focused()
    assert visitor.violations() == []
    field.fill("ü" * 2000)
    page.get_by_role("button", name="Stern", exact=True).click()
    expect(page.locator("#toast")).to_have_text("Stern gesetzt")
    expect(page.get_by_role("alert").filter(has_text="höchstens 2000 Zeichen")).to_have_count(0)
    page.reload()
    expect(field).to_have_value("ü" * 2000)


def test_a_note_that_was_typed_goes_with_every_other_button(visit, reviewed):
    visitor = visit(reviewed)
    page = visitor.page
    page.goto(f"{DAY}/5")
    page.get_by_label("Notiz", exact=True).fill("Nicht verlieren")
    page.get_by_role("button", name="Geprüft und weiter").click()
    expect(page).to_have_url(f"{reviewed.url}{DAY}/6")
    page.goto(f"{DAY}/5")
    expect(page.get_by_label("Notiz", exact=True)).to_have_value("Nicht verlieren")


def test_what_could_not_be_kept_is_said(visit, reviewed):
    visitor = visit(reviewed)
    visitor.announce("status of 410")
    page = visitor.page
    page.goto(f"{DAY}/5")
    reviewed.http.post(f"{DAY}/5/delete")
    page.get_by_role("button", name="Stern", exact=True).click()
    expect(page.locator("#toast")).to_contain_text("Das wurde nicht gespeichert.")
    expect(page.get_by_role("button", name="Stern", exact=True)).to_have_attribute("aria-pressed", "false")


# By keyboard alone

def test_the_way_of_a_reviewer_by_keyboard(visit, reviewed):
    visitor = visit(reviewed)
    page = visitor.page
    press = page.keyboard.press
    page.goto("/chatlog/2026-06-18")
    press("p")
    expect(page).to_have_url(reviewed.url + DAY)
    press("j")
    expect(page.locator("#e0 .line-link")).to_be_focused()
    press("j")
    press("s")
    expect(page.locator("#e1 .mark-star")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#e1 .line-link")).to_be_focused()
    press("r")
    expect(page.locator("#e1 .mark-reviewed")).to_have_attribute("aria-pressed", "true")
    expect(progress(visitor)).to_have_text("1 von 120 geprüft")
    press("k")
    press("Enter")
    expect(page).to_have_url(f"{reviewed.url}{DAY}/0")
    press("e")
    expect(page).to_have_url(f"{reviewed.url}{DAY}/2")
    press("j")
    expect(page).to_have_url(f"{reviewed.url}{DAY}/3")
    press("k")
    expect(page).to_have_url(f"{reviewed.url}{DAY}/2")
    press("s")
    expect(page.locator("#toast")).to_have_text("Stern gesetzt")
    press("r")
    expect(page.locator("#toast")).to_have_text("Als geprüft markiert")
    expect(progress(visitor)).to_have_text("3 von 120 geprüft")
    press("c")
    page.keyboard.type("sehr genau, jkesr?")
    assert place(visitor) == 2
    press("Tab")
    press("Enter")
    expect(page.locator("#toast")).to_have_text("Notiz gespeichert")
    expect(page.get_by_role("button", name="Notiz speichern")).to_be_focused()
    press("u")
    expect(page).to_have_url(reviewed.url + DAY)
    expect(progress(visitor)).to_have_text("3 von 120 geprüft")
    press("n")
    expect(page).to_have_url(reviewed.url + "/chatlog/2026-06-18")


def test_keys_wait_for_what_is_being_kept(visit, reviewed):
    visitor = visit(reviewed)
    page = visitor.page
    page.goto(f"{DAY}/5")
    for index in range(5, 9):
        page.keyboard.press("s")
        page.keyboard.press("r")
        page.keyboard.press("j")
        expect(page).to_have_url(f"{reviewed.url}{DAY}/{index + 1}")
    page.goto(f"{DAY}?starred=1")
    assert page.locator("#lines > li").evaluate_all("lines => lines.map(line => line.id)") == ["e5", "e6", "e7", "e8"]
    expect(progress(visitor)).to_have_text("4 von 120 geprüft")


def test_the_keys_are_shown_turned_off_and_on_again(visit, reviewed):
    visitor = visit(reviewed)
    page = visitor.page
    page.goto(f"{DAY}/5")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Tastenkürzel")
    expect(dialog).to_be_visible()
    assert visitor.violations() == []
    page.keyboard.press("j")
    assert place(visitor) == 5
    dialog.get_by_role("button", name="Tastenkürzel ausschalten", exact=True).click()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.goto(DAY)
    for key in ("?", "n", "j"):
        page.keyboard.press(key)
    expect(page).to_have_url(reviewed.url + DAY)
    expect(dialog).to_be_hidden()
    expect(page.locator("#e0 .line-link")).not_to_be_focused()
    assert page.locator("[aria-keyshortcuts]").count() == 0
    page.get_by_role("button", name="Tasten").click()
    dialog.get_by_role("button", name="Tastenkürzel einschalten", exact=True).click()
    dialog.get_by_role("button", name="Schließen").click()
    page.keyboard.press("j")
    expect(page.locator("#e0 .line-link")).to_be_focused()


@pytest.mark.parametrize("key", ["Control+j", "Alt+j", "Meta+j", "Shift+J"])
def test_keys_with_others_do_nothing(visit, reviewed, key):
    visitor = visit(reviewed)
    visitor.page.goto(f"{DAY}/5")
    visitor.page.keyboard.press(key)
    visitor.page.keyboard.press("k")
    expect(visitor.page).to_have_url(f"{reviewed.url}{DAY}/4")


# Without JavaScript

def test_the_way_of_a_reviewer_without_javascript(visit, reviewed):
    visitor = visit(reviewed, script=False, width=1600)
    page = visitor.page
    page.goto(DAY)
    expect(page.get_by_role("button", name="Tasten")).to_have_count(0)
    page.get_by_role("link", name="Mit dem Prüfen beginnen").click()
    assert place(visitor) == 0
    page.get_by_role("button", name="Stern", exact=True).click()
    expect(page.get_by_role("button", name="Stern", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Notiz", exact=True).fill("Ohne Skript")
    page.get_by_role("button", name="Geprüft und weiter").click()
    assert place(visitor) == 1
    expect(progress(visitor)).to_have_text("1 von 120 geprüft")
    page.get_by_role("link", name="Nächster Eintrag").first.click()
    assert place(visitor) == 2
    page.goto(f"{DAY}?reviewed=0")
    page.locator("#e50 .mark-reviewed").click()
    expect(page).to_have_url(f"{reviewed.url}{DAY}?reviewed=0#e51")
    expect(page.locator("#e51")).to_be_in_viewport()
    page.goto(f"{DAY}/0")
    expect(page.get_by_label("Notiz", exact=True)).to_have_value("Ohne Skript")
    page.get_by_label("Notiz", exact=True).fill("ü" * 2001)
    visitor.announce("status of 413")
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.get_by_role("alert").filter(has_text="höchstens 2000 Zeichen")).to_be_visible()
    expect(page.get_by_label("Notiz", exact=True)).to_have_value("ü" * 2001)


def test_the_date_field_leads_to_the_nearest_day(visit, reviewed):
    visitor = visit(reviewed, script=False)
    page = visitor.page
    page.goto(DAY)
    page.get_by_label("Tag:").fill("2026-03-10")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Freitag, 30. Januar 2026")
    expect(page.get_by_role("status").filter(has_text="Dies ist der nächste Tag")).to_be_visible()


def test_filtered_pages_of_a_long_day_are_read_to_the_end(visit, reviewed):
    visitor = visit(reviewed, script=False)
    page = visitor.page
    page.goto("/chatlog/2025-11-02?kind=code")
    expect(page.get_by_text("1–200 von 223").first).to_be_visible()
    page.get_by_role("link", name="Spätere Einträge").first.click()
    expect(page.locator("#lines > li")).to_have_count(23)
    page.goto("/chatlog/2025-11-02?kind=image&status=failed&starred=1")
    expect(page.get_by_text("Kein Eintrag passt zu diesem Filter.")).to_be_visible()
    page.get_by_role("link", name="Alle Einträge des Tages zeigen").click()
    expect(page).to_have_url(f"{reviewed.url}/chatlog/2025-11-02")


# For everyone

STATES = {
    "day": DAY, "filtered": f"{DAY}?status=failed&reviewed=0", "empty": f"{DAY}?starred=1&kind=image&status=cancelled",
    "unknown-filter": f"{DAY}?kind=x", "done": "/chatlog/2026-06-16", "gaps": "/chatlog/2026-01-30", "chatlog": "/chatlog",
    "entry": f"{DAY}/40", "entry-with-note": "/chatlog/2026-06-16/1", "entry-filtered": f"{DAY}/3?status=failed",
    "failed-entry": f"{DAY}/10",
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_is_readable_at_each_width_in_light_and_dark(visit, furnished, state):
    visitor = visit(furnished)
    for width, scheme in ((320, "light"), (768, None), (1280, None), (1600, "dark")):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.page.goto(STATES[state])
        assert visitor.overflow() <= 0, width
        if scheme:
            visitor.page.emulate_media(color_scheme=scheme)
            assert visitor.violations() == [], width


@pytest.mark.parametrize("language", ["en-GB", "ja-JP", "ko-KR"])
def test_each_language_fits(visit, furnished, language):
    visitor = visit(furnished, language=language)
    for state in ("day", "gaps", "entry-with-note"):
        visitor.page.goto(STATES[state])
        assert visitor.page.evaluate("document.documentElement.lang") == language[:2]
        for width in (320, 1280):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            assert visitor.overflow() <= 0
            clipped = visitor.page.locator(".strip-day, .filter, .review-bar .button").evaluate_all(
                "all => all.filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)"
                ".map(each => each.textContent)")
            assert clipped == []
        assert visitor.violations() == []


def test_the_day_stands_beside_the_entry_on_wide_screens_only(visit, furnished):
    for width, isShown in ((1100, False), (1280, True)):
        page = visit(furnished, width=width).page
        page.goto(f"{DAY}/40")
        rail = page.locator("#rail")
        assert rail.is_visible() == isShown
        if isShown:
            assert rail.bounding_box()["x"] < page.locator(".entry-card").bounding_box()["x"]
            expect(rail.locator("[aria-current=page]")).to_be_in_viewport()


def test_the_focus_is_never_hidden_under_the_bar(visit, furnished):
    page = visit(furnished, width=320, height=640).page
    page.goto(f"{DAY}/40")
    for _ in range(40):
        page.keyboard.press("Tab")
    for _ in range(15):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate("""() => {
            const box = document.activeElement.getBoundingClientRect();
            const bar = document.querySelector('.review-bar').getBoundingClientRect();
            return !document.activeElement.closest('.review-bar') && box.top < bar.bottom && box.bottom > bar.top
                && box.bottom <= bar.bottom;
        }""")
        assert not covered
