"""Chromium, and visitors with it; a visitor fails its test by any error on the console that it did not announce."""

import re

import pytest
from playwright.sync_api import Error, expect, sync_playwright
from webapp import ROOT

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WAIT_MILLISECONDS = 30_000
SCREENSHOTS = ROOT / ".build/results/screenshots"

expect.set_options(timeout=WAIT_MILLISECONDS)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        # Without a sandbox, because the tests run as root in containers; only pages of our own are opened.
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium",
                                             args=["--no-sandbox", "--disable-dev-shm-usage",
                                                   # The same letters on every machine.
                                                   "--font-render-hinting=none", "--disable-lcd-text",
                                                   "--force-color-profile=srgb"])
        yield browser
        browser.close()


class Visitor:
    """One browser profile at one app. `page` is its first tab."""

    def __init__(self, chromium, app, script, width, height, language, dark, more):
        self.app = app
        self.is_scripted = script
        self.errors = []
        self.announced = []
        self.context = chromium.new_context(
            base_url=app.url, java_script_enabled=script, viewport={"width": width, "height": height}, locale=language,
            color_scheme="dark" if dark else "light", accept_downloads=True,
            **{"reduced_motion": "reduce", **more})
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app.url)
        self.context.set_default_timeout(WAIT_MILLISECONDS)
        self.context.on("page", self.listen)
        self.page = self.context.new_page()

    def listen(self, page):
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        page.on("request", self.look_at)

    def look_at(self, request):
        if not request.url.startswith((self.app.url, "blob:", "data:")):
            self.errors.append(f"foreign request: {request.url}")

    def announce(self, pattern):
        """Errors on the console that this test brings about on purpose."""
        self.announced.append(pattern)

    def unannounced(self):
        return [text for text in self.errors if not any(re.search(pattern, text) for pattern in self.announced)]

    # What people do

    def ask(self, prompt):
        self.page.get_by_label("Geben Sie Ihre Frage ein:").fill(prompt)
        self.page.get_by_role("button", name="Senden").click()

    def draw(self, prompt):
        self.page.get_by_label("Geben Sie einen Bild-Prompt ein:").fill(prompt)
        self.page.get_by_role("button", name="Bild generieren").click()

    def open_entry(self):
        """Goes to the page of what was just asked; without a script the browser is led there."""
        if self.is_scripted:
            self.page.locator("[data-entry]:visible").click()

    def choose_language(self, name):
        self.page.locator(".menu > summary").click()
        self.page.get_by_role("button", name=name, exact=True).click()

    def expect_status(self, label):
        expect(self.page.locator(".status[data-status]:visible").first).to_have_text(label)

    def keep_picture(self, name):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / (re.sub(r"[^\w.-]+", "-", name)[:150] + ".jpg")
        try:
            self.page.screenshot(path=path, type="jpeg", quality=50)
        except Error:
            pass  # the test has closed the page itself

    def violations(self):
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page, options={"runOnly": AXE_RULES}).response["violations"]
        return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]

    def overflow(self):
        return self.page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.fixture
def visit(chromium, request):
    """visit(app, …) gives a visitor. What each sees last is kept in .build/results/screenshots."""
    visitors = []

    def begin(app, script=True, width=1280, height=900, language="de-DE", dark=False, **more):
        visitors.append(Visitor(chromium, app, script, width, height, language, dark, more))
        return visitors[-1]

    yield begin
    errors = [text for visitor in visitors for text in visitor.unannounced()]
    for number, visitor in enumerate(visitors):
        visitor.keep_picture(f"{request.node.path.stem}-{request.node.name}-{number}")
        visitor.context.close()
    assert errors == [], "errors on the console"


@pytest.fixture
def visitor(visit, app):
    return visit(app)
