"""Contract rows A1 to A10 against the embedded engine, as the image, music and tags API's clients ask."""

import io
import wave

from PIL import Image


def test_A1_a_prompt_becomes_a_picture_at_an_absolute_address(start_app):
    app = start_app()
    answer = app.http.post("/generate/image/prompt", json={"prompt": "a red ball on the beach"}).json()
    picture = app.http.get(answer["file_path"])
    assert picture.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(picture.content)).size == (1792, 1024)


def test_A4_a_description_becomes_thirty_seconds_of_music(start_app):
    app = start_app()
    answer = app.http.post("/generate/sound", json={"description": "calm piano in the rain"}).json()
    sound = app.http.get(answer["file_path"])
    assert sound.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(sound.content)) as file:
        assert abs(file.getnframes() / file.getframerate() - 30) <= 0.1
        assert (file.getframerate(), file.getnchannels()) == (44100, 2)


def test_A4_the_same_description_gives_the_same_bytes(start_app):
    app = start_app()
    first, second = (app.http.post("/generate/sound", json={"description": "jazz at night"}).json() for _ in range(2))
    assert first["generation_id"] != second["generation_id"]
    assert app.http.get(first["file_path"]).content == app.http.get(second["file_path"]).content


def test_A5_tags_come_without_any_model(start_app):
    app = start_app(TEXT_MODEL="off")
    body = {"image_prompt": "A cat on a sunny beach", "sound_description": "Calm waves and seagulls"}
    tags = app.http.post("/generate/tags", json=body).json()["tags"]
    assert {"cat", "beach"} <= set(tags) and len(tags) <= 10
    assert all(3 <= len(tag) <= 30 and tag == tag.lower() for tag in tags)


def test_A10_ping(start_app):
    assert start_app().http.get("/ping").json() == {"message": "pong"}
