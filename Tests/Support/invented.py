"""What the recording provider answers to a prompt: computed from the prompt alone, so that a test knows it as well."""

import hashlib
import random
import struct
import zlib

WORDS = ["Haus", "Brücke", "größer", "猫が走る", "drei", "바다", "return x", "naïve", "\n", "🚲", "und", "function()"]


def pieces_for(prompt):
    """The text as it is streamed: (pause in seconds before it, piece)."""
    chance = random.Random(prompt)
    count, pace = chance.choice([(1, 0), (60, 0), (60, 0.002), (30, 0.01), (20, 0.03), (5, 0.1), (3, 0.3)])
    yield 0, f"Zu „{prompt}“: "
    for number in range(count):
        words = " ".join(chance.choices(WORDS, k=chance.randint(1, 12)))
        yield chance.random() * 2 * pace, f"{number}. {words}, "
    yield 0, "Ende."


def text_for(prompt):
    return "".join(piece for _, piece in pieces_for(prompt))


def picture_for(prompt):
    """One of many, and now and then one of a few, so that some entries share a file."""
    red, green, blue, chance = hashlib.sha256(prompt.encode()).digest()[:4]
    return one_pixel_png((red % 8, 0, 0) if chance < 80 else (red, green, blue))


def sha_of_picture(prompt):
    return hashlib.sha256(picture_for(prompt)).hexdigest()


def one_pixel_png(colour):
    return png(1, 1, bytes(colour))


def picture_png(width, height):
    """From dark to bright, from red to blue."""
    return png(width, height, b"".join(
        bytes((255 * x // width, 120 * y // height + 60, 255 - 255 * x // width)) for y in range(height) for x in range(width)))


def png(width, height, pixels):
    """Of three bytes each."""
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + pixels[3 * width * y:3 * width * (y + 1)] for y in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
