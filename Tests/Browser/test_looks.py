"""Ten pages look as they did when someone last looked at them and said so with --update-screenshots.

What was agreed lies in looks/. Data and clock are fixed, fonts are those of requirements/debian.txt. The pictures are compared
inside Chromium, four by four pixels at a time, so that neither WebP nor the smoothing of letters counts.
"""

import base64

import pytest
from clock import Clock, clock_library
from invented import picture_png
from playwright.sync_api import expect
from scripted import ScriptedProvider
from webapp import ROOT, WebApp, wait_until

AGREED = ROOT / "Tests/Browser/looks"
FOUND = ROOT / ".build/results/screenshots"
# Of all cells; a word that is another takes more.
TOLERATED_SHARE = 0.001
ANSWER = """Das **Sieb des Eratosthenes** ist schnell und leicht zu lesen.

## Die Funktion

```python
def primes(n: int) -> list[int]:
    sieve = [True] * (n + 1)  # 0 und 1 zählen nicht
    return [i for i in range(2, n + 1) if sieve[i]]
```

- Laufzeit: *O(n log log n)*
- Speicher: *O(n)*

| n | Primzahlen |
|--:|--:|
| 100 | 25 |
"""
WIDE, MIDDLE, NARROW = (1280, 900), (768, 1000), (360, 800)
LOOKS = {
    "start": ("start", "de-DE", WIDE, False),
    "start-narrow": ("start", "ja-JP", NARROW, True),
    "start-middle": ("start", "en-GB", MIDDLE, False),
    "chatlog": ("chatlog", "de-DE", WIDE, False),
    "day": ("day", "ko-KR", WIDE, True),
    "code": ("code", "de-DE", WIDE, False),
    "code-narrow": ("code", "de-DE", NARROW, True),
    "image": ("image", "en-GB", WIDE, False),
    "failed": ("failed", "ja-JP", MIDDLE, False),
    "nowhere": ("nowhere", "ko-KR", NARROW, False),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """An app with a fixed day in it; gives it and the paths of its pages by name."""
    folder = tmp_path_factory.mktemp("looks")
    clock = Clock(clock_library(folder), folder / "clock")
    clock.stop_at("2026-11-20T14:05:09+01:00")
    provider = ScriptedProvider()
    provider.images = [picture_png(448, 256)]
    app = WebApp(folder, OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test", IMAGE_PROVIDER="openai", IMAGE_SIZE="1792x1024",
                 **clock.settings).start()
    try:
        yield app, furnish(app, provider)
    finally:
        app.end()
        provider.stop()


def furnish(app, provider):
    for prompt, answer in [("Erkläre TCP in drei Sätzen", "TCP stellt eine Verbindung her."), ("日本の四季", "春、夏、秋、冬。"),
                           ("짧은 인사말", "안녕하세요!")]:
        ask(app, provider, prompt, answer)
    paths = {"start": "/", "chatlog": "/chatlog", "nowhere": "/nirgends"}
    paths["image"] = settled(app, app.ask_as_browser("ein Farbverlauf", "/generate_image"))
    paths["code"] = ask(app, provider, "Schreibe eine Python-Funktion, die Primzahlen bis n findet.", ANSWER)
    provider.fail_with(401, code="invalid_api_key")
    paths["failed"] = settled(app, app.ask_as_browser("Was bricht ab?"))
    provider.fail_with(None)
    ask(app, provider, "Die letzte Frage", "Die letzte Antwort.")
    paths["day"] = paths["code"].rsplit("/", 1)[0]
    return paths


def ask(app, provider, prompt, answer):
    path = app.ask_as_browser(prompt)
    chat = provider.next_chat()
    chat.say(answer)
    chat.finish()
    return settled(app, path)


def settled(app, path):
    wait_until(lambda: "refresh" not in app.http.get(path, headers={"Accept": "text/html"}).headers, f"{path} is at work")
    return path


COMPARE = """async ([agreed, found]) => {
    const cells = async (data) => {
        const image = await createImageBitmap(await (await fetch(data)).blob());
        const canvas = new OffscreenCanvas(Math.ceil(image.width / 4), Math.ceil(image.height / 4));
        const context = canvas.getContext('2d');
        context.imageSmoothingQuality = 'high';
        context.drawImage(image, 0, 0, canvas.width, canvas.height);
        return { size: `${image.width} × ${image.height}`, data: context.getImageData(0, 0, canvas.width, canvas.height).data };
    };
    const [before, now] = [await cells(agreed), await cells(found)];
    if (before.size !== now.size) return { share: 1, why: `${before.size} became ${now.size}` };
    let changed = 0;
    for (let at = 0; at < now.data.length; at += 4) {
        if ([0, 1, 2].some((channel) => Math.abs(now.data[at + channel] - before.data[at + channel]) > 24)) changed += 1;
    }
    return { share: changed / (now.data.length / 4), why: `${changed} cells` };
}"""
TO_WEBP = """async (data) => {
    const image = await createImageBitmap(await (await fetch(data)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}"""


def as_data(kind, content):
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


@pytest.fixture(scope="module")
def bench(chromium):
    """An empty page, in which pictures are compared."""
    page = chromium.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("name", LOOKS)
def test_the_page_looks_as_agreed(visit, house, bench, request, name):
    app, paths = house
    page, language, (width, height), dark = LOOKS[name]
    visitor = visit(app, language=language, width=width, height=height, dark=dark)
    visitor.announce("status of 404")
    visitor.page.goto(paths[page])
    expect(visitor.page.locator("h1")).to_be_visible()
    visitor.page.evaluate("Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode(); }))")
    # What was measured is never twice the same.
    found = visitor.page.screenshot(mask=[visitor.page.locator(".facts")], mask_color="#d9d5ca", animations="disabled")
    agreed = AGREED / f"{name}.webp"
    if request.config.getoption("--update-screenshots"):
        agreed.parent.mkdir(exist_ok=True)
        agreed.write_bytes(base64.b64decode(bench.evaluate(TO_WEBP, as_data("png", found))))
        return
    FOUND.mkdir(parents=True, exist_ok=True)
    (FOUND / f"looks-{name}.png").write_bytes(found)
    assert agreed.exists(), "look at the page, then agree with --update-screenshots"
    outcome = bench.evaluate(COMPARE, [as_data("webp", agreed.read_bytes()), as_data("png", found)])
    assert outcome["share"] <= TOLERATED_SHARE, (
        f"{outcome['why']} differ: hold .build/results/screenshots/looks-{name}.png beside {agreed.relative_to(ROOT)}")


def test_what_was_agreed_is_small():
    assert sum(path.stat().st_size for path in AGREED.iterdir()) < 1_000_000
    assert {path.stem for path in AGREED.iterdir()} == set(LOOKS)
