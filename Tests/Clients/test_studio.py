"""What Studio makes, held against other people's decoders: ffprobe, Python's wave, Pillow."""

import array
import json
import subprocess
import wave
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from webapp import wait_until

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build/release/Studio"
PATIENCE_SECONDS = 120
HOSTILE = ["", " ", "\0\x01\x1b[31m\x7f", "🎉🦄🏳️‍🌈" * 50, "ö" * 262_144, "‮\u202e\ufeff", "[[x]] <speak> $(id) ../../etc", "-i /etc/passwd"]


class Studio:
    """Runs one job and gives what it reported, with the file it left."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def run(self, task, memory_bytes=None, **fields):
        self.count += 1
        output = self.folder / f"output-{self.count}"
        job = {"task": task, "width": 0, "height": 0, "seed": 7, "output": str(output), **fields}
        command = [PROGRAM] if memory_bytes is None else ["prlimit", f"--as={memory_bytes}", PROGRAM]
        ended = subprocess.run(command, input=json.dumps(job).encode(), capture_output=True, timeout=PATIENCE_SECONDS)
        report = {}
        for line in ended.stdout.decode().splitlines():
            report.update(json.loads(line))
        assert ended.returncode in (0, 1), (ended.returncode, ended.stderr[-500:])
        assert (ended.returncode == 0) == output.exists() == ("error" not in report), report
        return output, report


@pytest.fixture
def studio(tmp_path):
    return Studio(tmp_path)


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "picture.jpg"
    image = Image.new("RGB", (640, 480), (40, 90, 200))
    ImageDraw.Draw(image).ellipse((200, 120, 440, 360), fill=(230, 60, 40))
    image.save(path, quality=92)
    return path


def sound(path):
    with wave.open(str(path)) as file:
        assert file.getsampwidth() == 2
        return file.getparams(), array.array("h", file.readframes(file.getnframes()))


def loudness(samples):
    return (sum(sample * sample for sample in samples) / max(1, len(samples))) ** 0.5 / 32768


def probe(path):
    command = ["ffprobe", "-v", "error", "-count_frames", "-show_streams", "-show_format", "-of", "json", str(path)]
    ended = subprocess.run(command, capture_output=True, timeout=PATIENCE_SECONDS, stdin=subprocess.DEVNULL, check=True)
    return json.loads(ended.stdout)


@pytest.mark.parametrize("prompt", ["Eine ruhige Nacht am See", "小さな猫のワルツ", "신나는 테크노", "rock"])
def test_music_lasts_thirty_seconds_and_is_neither_silent_nor_cut(studio, prompt):
    path, report = studio.run("compose", prompt=prompt)
    form, samples = sound(path)
    assert (form.framerate, form.nchannels) == (44100, 2)
    assert abs(form.nframes / form.framerate - 30) < 0.1
    assert max(map(abs, samples)) < 32767
    assert 0.06 < loudness(samples) < 0.25
    assert loudness(samples[-4410:]) < 0.01
    seconds = [loudness(samples[start:start + 88200]) for start in range(0, 28 * 88200, 88200)]
    assert min(seconds) > 0.004, "no second is silent"
    assert report["seconds"] == 30 and "beats a minute" in report["scene"]


@pytest.mark.parametrize("language, text", [
    ("de", "Guten Morgen, heute scheint die Sonne."), ("en", "Good morning, the sun is shining today."),
    ("ja", "おはようございます。今日は晴れです。"), ("ko", "안녕하세요. 오늘은 맑습니다."),
])
def test_speech_is_heard_and_the_mouth_follows_it(studio, language, text):
    path, report = studio.run("speak", prompt=text)
    form, samples = sound(path)
    seconds = form.nframes / form.framerate
    assert report["scene"].endswith(language)
    assert 1.2 < seconds < 6
    assert abs(len(report["lip_sync"]) - seconds * 25) <= 1
    assert all(0 <= value <= 1 for value in report["lip_sync"]) and max(report["lip_sync"]) > 0.7
    assert loudness(samples) > 0.03 and max(map(abs, samples)) < 32767
    assert report["visemes"][-1]["at_ms"] <= seconds * 1000


@pytest.mark.parametrize("seconds, prompt", [(5, "slow zoom in, rain"), (10, "Schwenk nach links, Schnee")])
def test_a_film_plays_anywhere(studio, picture, seconds, prompt):
    path, report = studio.run("film", prompt=prompt, source=str(picture), seconds=seconds)
    [stream] = probe(path)["streams"]
    assert (stream["codec_name"], stream["pix_fmt"], stream["r_frame_rate"]) == ("h264", "yuv420p", "24/1")
    assert int(stream["nb_read_frames"]) == seconds * 24
    assert abs(float(stream["duration"]) - seconds) < 0.1
    assert abs(stream["width"] * stream["height"] - 1280 * 720) < 5000
    assert abs(stream["width"] / stream["height"] - 4 / 3) < 0.01
    head = path.read_bytes()
    assert head.index(b"moov") < head.index(b"mdat"), "it plays before it is loaded"
    assert report["seconds"] == seconds


def test_a_film_has_the_size_that_was_asked_for(studio, picture):
    path, _ = studio.run("film", prompt="", source=str(picture), seconds=1, width=768, height=1280)
    [stream] = probe(path)["streams"]
    assert (stream["width"], stream["height"]) == (768, 1280)


@pytest.mark.parametrize("prompt", ["oil painting", "만화", "鉛筆", "Aquarell", "neon", "wärmer"])
def test_a_filter_keeps_the_size_and_changes_the_look(studio, picture, prompt):
    path, report = studio.run("filter", prompt=prompt, source=str(picture))
    with Image.open(path) as image, Image.open(picture) as before:
        assert (image.format, image.size) == ("PNG", before.size)
        changed = sum(abs(a - b) for a, b in zip(image.convert("RGB").tobytes(), before.tobytes()))
        assert changed / (640 * 480 * 3) > 3
    assert report["scene"].startswith("filter: ")


def test_every_format_is_read(studio, tmp_path):
    image = Image.new("RGB", (300, 200), (220, 30, 30))
    exif = Image.Exif()
    exif[0x0110], exif[0x0132] = "Testcamera 1", "2026:11:20 12:00:00"
    for name, options in [("jpeg", {"exif": exif}), ("png", {}), ("webp", {"lossless": True}), ("gif", {})]:
        image.save(tmp_path / name, name, **options)
        path, _ = studio.run("read", source=str(tmp_path / name))
        facts = json.loads(path.read_text())
        assert (facts["type"], facts["width"], facts["height"]) == (name, 300, 200)
        assert facts["colours"][0]["name"] == "red" and facts["colours"][0]["share"] > 0.95
        if name == "jpeg":
            assert (facts["camera"], facts["taken_at"]) == ("Testcamera 1", "2026:11:20 12:00:00")


def test_a_drawn_picture_remembers_its_prompt(studio):
    drawn, _ = studio.run("illustrate", prompt="a red car at night", width=128, height=128)
    path, _ = studio.run("read", source=str(drawn))
    assert json.loads(path.read_text())["notes"]["Prompt"] == "a red car at night"


def test_the_same_job_gives_the_same_bytes(studio, picture):
    jobs = [("speak", {"prompt": "Hallo Welt"}), ("compose", {"prompt": "jazz", "seconds": 8}),
            ("film", {"prompt": "fog, orbit", "source": str(picture), "seconds": 2}),
            ("filter", {"prompt": "watercolour", "source": str(picture)}), ("read", {"source": str(picture)}),
            ("keywords", {"prompt": "a cat on a red sofa"})]
    for task, fields in jobs:
        first, second = (studio.run(task, **fields)[0].read_bytes() for _ in range(2))
        assert first == second, task


@pytest.mark.parametrize("prompt", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_prompts_are_harmless(studio, picture, prompt):
    for task, fields in [("speak", {}), ("compose", {"seconds": 5}), ("keywords", {}),
                         ("film", {"source": str(picture), "seconds": 1, "width": 64, "height": 64}),
                         ("filter", {"source": str(picture)})]:
        _, report = studio.run(task, prompt=prompt, **fields)
        assert "error" not in report, (task, report)


def test_damaged_files_are_refused_or_read(studio, picture):
    whole = picture.read_bytes()
    for number in range(20):
        file = bytearray(whole[: len(whole) * (number + 1) // 20] if number % 2 else whole)
        for place in range(20 + number * 37, len(file), 611):
            file[place] ^= 1 << number % 8
        damaged = studio.folder / "damaged"
        damaged.write_bytes(file)
        for task in ("read", "filter"):
            studio.run(task, source=str(damaged), prompt="sepia")
        studio.run("thumbnail", source=str(damaged), width=64, height=64)


@pytest.mark.parametrize("task, fields", [
    ("speak", {"prompt": "Hallo Welt, 今日は", "language": "ja"}), ("compose", {"prompt": "epic battle"}),
    ("film", {"prompt": "storm", "seconds": 2}), ("filter", {"prompt": "oil"}), ("read", {}),
])
def test_half_a_gigabyte_of_address_space_is_enough(studio, picture, task, fields):
    _, report = studio.run(task, memory_bytes=512 << 20, source=str(picture), **fields)
    assert "error" not in report


def processes_of(session):
    """Their ids, by /proc: the sixth field of stat, the fourth after the name in brackets."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # It has just ended.
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(entry.parent.name))
    return found


@pytest.mark.parametrize("how", ["kill", "close"])
def test_a_film_that_is_broken_off_leaves_neither_file_nor_process(studio, picture, how):
    job = {"task": "film", "prompt": "rain", "width": 0, "height": 0, "seed": 1, "seconds": 10, "source": str(picture),
           "output": str(studio.folder / "film.mp4")}
    process = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    process.stdin.write(json.dumps(job).encode() + b"\n")
    process.stdin.flush()
    while json.loads(process.stdout.readline())["progress"] < 15:
        pass
    assert len(processes_of(process.pid)) == 2, "Studio and its ffmpeg"
    process.kill() if how == "kill" else process.stdin.close()
    assert process.wait(PATIENCE_SECONDS) != 0
    wait_until(lambda: not processes_of(process.pid), "ffmpeg goes on")
    assert [path.name for path in studio.folder.iterdir()] == ["picture.jpg"]


@pytest.mark.parametrize("fields, error", [
    ({"task": "compose", "prompt": "x", "seconds": 61}, "5.0…60.0"), ({"task": "film", "source": "/x", "seconds": 11}, "1.0…10.0"),
    ({"task": "film", "source": "/x", "width": 8, "height": 4000}, "16…2048"), ({"task": "speak"}, "no prompt"),
    ({"task": "speak", "prompt": "x", "language": "xx"}, "language"), ({"task": "filter", "prompt": "x"}, "absolute path"),
    ({"task": "read", "source": "/dev/zero"}, "cannot be read"),
])
def test_what_is_out_of_its_limits_is_refused_with_a_reason(studio, fields, error):
    _, report = studio.run(**fields)
    assert error in report["error"]
