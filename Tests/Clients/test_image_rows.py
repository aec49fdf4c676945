"""Contract rows F7 to F13, L4, L5 and the X rows between them: pictures, their names and addresses."""

import re
import socket

import pytest
from invented import one_pixel_png
from webapp import BROWSER

NAME = re.compile(r"/static/generated_image_\d{8}_\d{6}(_\d+)?\.png")


@pytest.fixture
def painter(start_app, provider):
    """Pictures from the scripted provider, which is quicker than drawing them."""
    return start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test", IMAGE_PROVIDER="openai",
                     IMAGE_MODEL="my-image-model")


def test_F7_generate_image_answers_a_relative_address_that_is_served(painter):
    answer = painter.draw("ein Haus")
    assert answer.status_code == 200
    address = answer.json()["image_url"]
    assert NAME.fullmatch(address)
    image = painter.http.get(address)
    assert image.status_code == 200
    assert image.headers["content-type"] == "image/png"
    assert image.content == one_pixel_png((200, 30, 30))


def test_F7_studio_draws_without_any_provider(start_app):
    app = start_app()
    address = app.draw("ein roter Ball am Strand").json()["image_url"]
    image = app.http.get(address).content
    assert image.startswith(b"\x89PNG") and int.from_bytes(image[16:20]) >= 1024


def test_F7_the_configured_model_is_asked(painter, provider):
    painter.draw("ein Haus")
    request, headers = provider.image_requests[0]
    assert (request["model"], request["prompt"], request["n"]) == ("my-image-model", "ein Haus", 1)
    assert headers["Authorization"] == "Bearer sk-test"


def test_F8_X5_old_addresses_stay_and_the_alias_moves(painter, provider):
    first = painter.draw("eins").json()["image_url"]
    provider.images = [one_pixel_png((0, 0, 255))]
    second = painter.draw("zwei").json()["image_url"]
    assert first != second
    assert painter.http.get(first).content == one_pixel_png((200, 30, 30))
    alias = painter.http.get("/static/generated_image.png")
    assert alias.content == one_pixel_png((0, 0, 255))
    assert alias.headers["cache-control"] == "no-store"


def test_F9_the_day_shows_our_address(painter):
    address = painter.draw("ein Haus").json()["image_url"]
    location = re.search(r"/chatlog/[\d-]+/0", painter.http.get("/chatlog").text)[0]
    assert address in painter.http.get(location).text


def test_F10_an_answer_without_image_is_500(painter, provider):
    provider.images = []
    answer = painter.draw("ein Haus")
    assert answer.status_code == 500
    assert answer.json()["error"] == "Bildgenerierung fehlgeschlagen: Kein Bild gefunden"
    assert "Kein Bild in der Antwort gefunden." in (painter.data / "app.log").read_text()


def test_F11_a_failure_is_500_and_kept(painter, provider):
    provider.fail_with(400, "scripted refusal", "moderation_blocked")
    answer = painter.draw("ein Haus")
    assert answer.status_code == 500
    assert answer.json()["error"].startswith("Bildgenerierung fehlgeschlagen: ")
    assert "Fehler bei der Bildgenerierung: " in (painter.data / "app.log").read_text()
    assert "fehlgeschlagen" in painter.http.get("/chatlog").text


@pytest.mark.parametrize("form", [{}, {"prompt": ""}, {"imagePrompt": " "}])
def test_F12_without_a_prompt_nothing_is_asked_or_stored(painter, provider, form):
    answer = painter.http.post("/generate_image", data=form)
    assert answer.status_code == 400
    assert answer.json() == {"error": "Kein Prompt erhalten"}
    assert provider.image_requests == []


def test_F13_the_pages_field_name_is_an_alias(painter, provider):
    assert painter.http.post("/generate_image", data={"imagePrompt": "ein Haus"}).status_code == 200
    assert provider.image_requests[0][0]["prompt"] == "ein Haus"


def test_L4_json_gets_prompt_absolute_address_and_metadata(painter):
    answer = painter.http.post("/generate_image", json={"prompt": "a house"})
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) >= {"prompt", "image_url", "metadata"}
    assert body["prompt"] == "a house"
    assert re.fullmatch(re.escape(painter.url) + r"/image/image_\d{14}(_\d+)?\.png", body["image_url"])
    assert body["metadata"]["model"] == "my-image-model"
    assert re.fullmatch(r"\d{14}", body["metadata"]["created"])


def test_L5_X3_both_spellings_serve_the_same_bytes(painter):
    name = painter.http.post("/generate_image", json={"prompt": "a house"}).json()["image_url"].rsplit("/", 1)[1]
    answers = [painter.http.get(f"/{folder}/{name}") for folder in ("image", "images")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content == one_pixel_png((200, 30, 30))
    assert f'/image/{name}>; rel="canonical"' in answers[1].headers["link"]


@pytest.mark.parametrize("body", [{}, {"prompt": ""}, {"prompt": 3}, {"prompt": None}, [], "text"])
def test_L12_a_missing_field_is_400(painter, provider, body):
    answer = painter.http.post("/generate_image", json=body)
    assert answer.status_code == 400
    assert isinstance(answer.json()["error"], str)
    assert provider.image_requests == []


FORM, JSON = b"prompt=ein+Haus", b'{"prompt": "ein Haus"}'
MULTIPART = b'--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nein Haus\r\n--b--\r\n'


@pytest.mark.parametrize("kind, body, accept, expected", [
    ("application/x-www-form-urlencoded", FORM, "*/*", "F"),
    ("application/x-www-form-urlencoded; charset=UTF-8", FORM, "*/*", "F"),
    ("multipart/form-data; boundary=b", MULTIPART, "*/*", "F"),
    ("application/json", JSON, "*/*", "L"),
    ("Application/JSON; charset=utf-8", JSON, "application/json", "L"),
    (None, JSON, "*/*", "L"),
    (None, b"", "*/*", 400),
    ("text/plain", JSON, "*/*", 415),
    ("application/x-www-form-urlencoded", b"", "*/*", 400),
    ("application/json", b"", "*/*", 400),
    ("application/x-www-form-urlencoded", FORM, BROWSER["Accept"], 303),
    ("application/x-www-form-urlencoded", b"imagePrompt=ein+Haus", BROWSER["Accept"], 303),
])
def test_X1_the_content_type_decides_the_form_of_the_answer(painter, kind, body, accept, expected):
    headers = {"Accept": accept, **({"Content-Type": kind} if kind else {})}
    answer = painter.http.post("/generate_image", content=body, headers=headers)
    if expected == "F":
        assert answer.status_code == 200 and NAME.fullmatch(answer.json()["image_url"])
    elif expected == "L":
        assert answer.status_code == 200 and "/image/image_" in answer.json()["image_url"]
    else:
        assert answer.status_code == expected
    if expected == 303:
        assert re.fullmatch(r"/chatlog/[\d-]+/\d+", answer.headers["location"])
    if expected in ("F", "L", 303):
        assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/json"])
def test_X2_the_start_page_answers_every_probe(app, method, accept):
    answer = app.http.request(method, "/", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert (answer.text == "") == (method == "HEAD")


@pytest.mark.parametrize("path", [
    "/static/../chatlog/chatlog.sqlite", "/static/..%2fchatlog.sqlite", "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static//etc/passwd", "/image/..%5c..%5cchatlog.sqlite", "/static/generated_image.png%00.txt", "/assets/../../README.md",
    "/assets/%2e%2e/%2e%2e/Package.swift", "/static/", "/image/", "/static/app.css", "/assets/chatlog.sqlite",
])
def test_X4_addresses_are_names_never_paths(app, path):
    # httpx would tidy the path up, so the request is written by hand.
    with socket.create_connection(("127.0.0.1", app.port)) as wire:
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{app.port}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while block := wire.recv(65536):
            answer += block
    assert int(answer.split()[1]) in (400, 404)
    assert b"SQLite format" not in answer and b"root:" not in answer


def test_X6_a_hundred_pictures_in_seconds_have_a_hundred_names(painter):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        addresses = list(pool.map(lambda number: painter.draw(f"Bild {number}").json()["image_url"], range(100)))
    assert len(set(addresses)) == 100
    assert all(NAME.fullmatch(address) for address in addresses)
    assert {painter.http.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize("headers, status", [
    ({}, 200),
    ({"Sec-Fetch-Site": "same-origin"}, 200),
    ({"Sec-Fetch-Site": "none"}, 200),
    ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Sec-Fetch-Site": "same-site"}, 403),
    ({"Origin": "http://evil.example"}, 403),
    ({"Origin": "null"}, 403),
])
def test_X11_other_sites_cannot_spend_money(painter, provider, headers, status):
    answer = painter.draw("ein Haus", headers=headers)
    assert answer.status_code == status
    assert len(provider.image_requests) == (1 if status == 200 else 0)


def test_X11_our_own_origin_may(painter):
    assert painter.draw("ein Haus", headers={"Origin": painter.url}).status_code == 200


@pytest.mark.parametrize("host, status", [("127.0.0.1", 200), ("localhost", 200), ("evil.example", 421), ("127.0.0.1.evil.example", 421)])
def test_X11_a_rebound_host_name_is_refused(app, host, status):
    assert app.http.get("/", headers={"Host": f"{host}:{app.port}"}).status_code == status


def test_X12_no_foreign_page_may_read(app):
    answer = app.http.get("/", headers={"Origin": "http://evil.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_X13_errors_of_json_routes_are_json(app):
    for answer in (app.http.post("/generate_code"), app.http.post("/generate_image", json={})):
        assert answer.headers["content-type"].startswith("application/json")
        assert isinstance(answer.json()["error"], str)


def test_X15_absolute_addresses_come_from_the_public_one(start_app, provider):
    app = start_app(OPENAI_BASE_URL=provider.url, OPENAI_API_KEY="sk-test", IMAGE_PROVIDER="openai",
                    PUBLIC_URL="https://tagwerk.example/")
    body = app.http.post("/generate_image", json={"prompt": "a house"}).json()
    assert body["image_url"].startswith("https://tagwerk.example/image/")
    assert app.http.post("/generate_image", json={"prompt": "x"}, headers={"Host": "evil.example"}).status_code == 421


def test_X23_a_deleted_entry_is_410_and_its_picture_is_gone(painter):
    first = painter.draw("eins").json()["image_url"]
    location = re.search(r"/chatlog/[\d-]+/0", painter.http.get("/chatlog").text)[0]
    assert painter.http.post(location + "/delete").status_code in (200, 303)
    assert painter.http.get(location).status_code == 410
    assert painter.http.get(first).status_code in (404, 410)
    again = painter.ask_as_browser("zwei", "/generate_image")
    assert again.endswith("/1")


def test_pictures_are_cached_for_good_and_served_in_ranges(painter):
    address = painter.draw("ein Haus").json()["image_url"]
    whole = painter.http.get(address)
    part = painter.http.get(address, headers={"Range": "bytes=1-3"})
    assert (part.status_code, part.content) == (206, b"PNG")
    assert part.headers["content-range"] == f"bytes 1-3/{len(whole.content)}"
    assert painter.http.get(address, headers={"If-None-Match": whole.headers["etag"]}).status_code == 304
    assert whole.headers["x-content-type-options"] == "nosniff"
