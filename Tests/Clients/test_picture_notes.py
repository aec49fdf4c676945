"""What a reader that is not ours finds in the files of pictures."""

import io

import pytest
from PIL import Image


@pytest.mark.parametrize("prompt", [
    "Eine rote Katze auf einem Dach bei Nacht",
    "水彩画の猫",
    "빨간 우산을 든 소녀",
    "a dog\x01\x1b[31m\u202etac\u202c and a cat <script>alert(1)</script> %s %n",
    "🔥💀" * 500,
])
def test_a_picture_names_its_prompt_seed_and_model(start_app, prompt):
    app = start_app()
    address = app.draw(prompt).json()["image_url"]
    picture = Image.open(io.BytesIO(app.http.get(address).content))
    picture.load()
    notes = picture.text
    kept = prompt.translate({1: " ", 0x1b: " ", 0x202e: None, 0x202c: None})[:2000]
    assert notes["Prompt"] == kept
    assert notes["Seed"].isdigit()
    assert notes["Model"].startswith("tagwerk-scene-composer ")
    assert "not by a generative model" in notes["Comment"]


def test_a_picture_with_art_of_others_names_them_and_their_licence(start_app):
    app = start_app()
    address = app.draw("a red car").json()["image_url"]
    notes = Image.open(io.BytesIO(app.http.get(address).content)).text
    assert "Twemoji" in notes["Copyright"] and "CC-BY 4.0" in notes["Copyright"]
