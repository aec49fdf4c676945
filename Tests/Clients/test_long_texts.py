"""Long prompts and answers arrive whole, and hold up nobody: the fixture fails each test whose app held its loop for long."""

import json

import pytest
from webapp import BROWSER

PROSE = "Ein Satz über *etwas* mit `Code`.\n\n" * 7000
ANSWERS = {
    "prose": PROSE,
    "table": "|a|b|\n|-|-|\n" + "| x | y |\n" * 25_000,
    "brackets": "[" * 250_000,
    "links": "[a](b" * 50_000,
    "plain": "Zeile mit <Zeichen> & mehr\n" * 260_000,
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_long_answer_is_shown_followed_and_fetched(app, provider, kind):
    provider.answer_with(ANSWERS[kind])
    location = app.ask_as_browser("Schreib viel")
    assert text_of_events(app, location) == ANSWERS[kind]
    page = app.http.get(location, headers=BROWSER)
    assert page.status_code == 200 and page.text.rstrip().endswith("</html>")
    assert app.http.get(f"{location}/text").text == ANSWERS[kind]
    assert app.ask("Noch einmal").json()["code"] == ANSWERS[kind].strip()


def text_of_events(app, location):
    parts = []
    with app.http.stream("GET", f"{location}/events") as answer:
        for line in answer.iter_lines():
            if line.startswith("data: ") and '"text"' in line:
                parts.append(json.loads(line[6:])["text"])
    assert all(len(part.encode()) <= 65_536 for part in parts)
    return "".join(parts)


@pytest.mark.parametrize("form", ["form", "json", "members", "multipart"])
def test_a_long_prompt_is_taken_apart_elsewhere(app, provider, form):
    provider.answer_with("Gut.")
    prompt = "ä" * 120_000
    match form:
        case "form": answer = app.ask(prompt)
        case "json": answer = app.http.post("/generate_code", json={"prompt": prompt})
        case "members": answer = app.http.post("/generate_code", json={"prompt": prompt, **{f"a{n}": n for n in range(100_000)}})
        case _: answer = app.http.post("/generate_code", files={"prompt": (None, prompt)})
    assert answer.json() == {"code": "Gut."}
    assert provider.next_chat().request["messages"][-1]["content"] == prompt
