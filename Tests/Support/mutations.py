"""Requests for every route of the README's table, from a seed, most of them broken in some way."""

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).resolve().parents[2] / "README.md"
HOST = b"127.0.0.1"

NUMBERS = ["0", "1", "2", "3", "17", "199", "200", "4000", "-1", "+1", "00", "1.5", "1e3", "٣", "2147483648",
           "9223372036854775807", "9223372036854775808", "99999999999999999999999999", "0x10", " 1", "1 ", "", "²"]
DATES = ["2026-11-20", "2026-11-21", "2026-02-30", "2024-02-29", "0000-00-00", "0001-01-01", "9999-12-31", "-001-01-01",
         "2026-1-1", "20261120", "2026-11-20T00", "99999999-99-99", "2026-13-01", "２０２６-11-20", "heute", ""]
NAMES = ["generated_image.png", "generated_image_20261120_140509.png", "image_20261120140509.png", "app.css", "app.js",
         "favicon.svg", "..", ".", "%2e%2e", "..%2f..%2fetc%2fpasswd", "a" * 300, "ä.png", "%00.png", "con", "x.png;y",
         "image_99999999999999.png", "generated_image_20261120_140509_100.png"]
ESCAPES = ["%", "%2", "%zz", "%00", "%2f", "%5c", "%c0%af", "%ff", "%e2%82", "%F0%9F%98%80", "%25", "%0d%0a", "+", "é",
           "\u202e", "//", "/./", "/../", ";", "?", "??", "&", "=", "&&==", "%3C%73cript%3E"]
QUERIES = ["before", "after", "day", "fragment", "notice", "ref", "x"]
FIELDS = {
    "Range": ["bytes=0-0", "bytes=0-", "bytes=-1", "bytes=-0", "bytes=5-1", "bytes=0-0,2-3", "bytes=99999999999999999999-",
              "bytes=-99999999999999999999", "bytes=a-b", "lines=1-2", "bytes", "bytes=", "bytes=0-9223372036854775807"],
    "If-None-Match": ["*", '"x"', 'W/"x"', '"', '"a", W/"b", "c', "x", ""],
    "If-Match": ["*", '"x"', 'W/"x"', '"', ""],
    "If-Range": ['"x"', 'W/"x"', "Sun, 06 Nov 1994 08:49:37 GMT", "x"],
    "If-Modified-Since": ["Sun, 06 Nov 1994 08:49:37 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Sun, 99 Nov 1994 08:49:37 GMT",
                          "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "99999999999999", "x"],
    "If-Unmodified-Since": ["Sun, 06 Nov 1994 08:49:37 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"],
    "Accept": ["text/html", "*/*", "application/json", "application/vnd.tagwerk.entry+json", "text/event-stream",
               "text/html;q=0", "text/html;q=9, */*;q=-1", ",,,;;;", "a/b;c=\"", "text/html;level=1;q=0.1, " * 40],
    "Accept-Encoding": ["gzip", "gzip;q=0", "*", "*;q=0", "identity;q=0", "br, gzip;q=1.5", "", "gzip,,,"],
    "Accept-Language": ["de", "en-GB,en;q=0.8", "ja", "*;q=0.1", "xx-" + "a" * 100, "de;q=x", ""],
    "Cookie": ["js=1", "js=0; js=1", "a=b; =; c", "x=" + "y" * 2000, ";;;;", "session=\"%00\""],
    "Last-Event-ID": ["0", "4", "2-4", "-1", "99999999999999999999", "2-99999999999999999999", "x", "1-1-1", ""],
    "Origin": ["http://127.0.0.1", "http://evil.example", "null", "", "http://127.0.0.1.evil.example"],
    "Sec-Fetch-Site": ["same-origin", "cross-site", "none", "x"],
    "Referer": ["http://127.0.0.1/", "http://evil.example/"],
    "Content-Encoding": ["gzip", "identity"],
    "X-Forwarded-For": ["1.2.3.4", "x"],
    "X-Forwarded-Host": ["evil.example"],
    "Connection": ["keep-alive", "x", "keep-alive, x"],
}
HOSTS = [b"evil.example", b"127.0.0.1:1", b"[::1]", b"localhost", b"", b"127.0.0.1, evil.example", b"127.0.0.999"]
TYPES = ["application/json", "application/json; charset=latin-1", "application/x-www-form-urlencoded",
         "multipart/form-data; boundary=b", "multipart/form-data", "multipart/form-data; boundary=", "text/plain", "a",
         "application/json;" + "a=b;" * 200, ""]
TEXTS = ["ein roter Ball", "", " \n\t", "\0", "a\0b", "🙂" * 50, "\u202eabc", "ä" * 3000, "<script>alert(1)</script>", "'--", "{{x}}",
         "\ud800", "x" * 5000, "e\u0301" * 200, "`" * 500, "| a " * 300, "> " * 300, "[" * 400]


def routes():
    """(method, pattern) as the README lists them; a Swift test holds that list against the app's."""
    found = re.findall(r"^\| `([A-Z]+) (/\S*)` \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(found) > 10, "the README's table of routes was not found"
    return found


@dataclass
class Wire:
    """A request as it is sent."""

    bytes: bytes
    is_head: bool
    # Whether exactly one whole answer must come to it, and the connection stays.
    is_sound: bool
    route: str


@dataclass
class Known:
    """What there is at the app under attack, so that not all that is asked for is missing."""

    day: str
    names: list
    assets: list


class Mutations:
    def __init__(self, seed, known):
        self.random = random.Random(seed)
        self.known = known
        self.routes = routes()
        # A prompt that is accepted costs more than a hundred pages, and what is deleted is no longer there for the others.
        self.weights = [1.0 if method == "GET" else 0.02 if "delete" in pattern else 0.35 for method, pattern in self.routes]

    def next(self):
        method, pattern = route = self.random.choices(self.routes, self.weights)[0]
        target = self.target(pattern)
        fields = self.fields(method)
        body = b""
        if method == "POST":
            fields_of_body, body = self.body(pattern)
            fields += fields_of_body
        if method == "GET" and self.chance(0.08):
            method = "HEAD"
        if self.chance(0.01):
            method = self.random.choice(["PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "BREW", "get", "M-SEARCH"])
        sent, framing, is_sound = self.framed(body, method)
        head = [f"{method} ".encode() + target + b" HTTP/1.1", b"Host: " + self.host()] + fields + framing
        wire = b"\r\n".join(head) + b"\r\n\r\n" + sent
        if self.chance(0.03):
            wire, is_sound = self.flipped(wire), False
        is_sound = is_sound and len(b"\r\n".join(head)) < 16_000 and len(head) <= 100
        return Wire(wire, method == "HEAD", is_sound, " ".join(route))

    def chance(self, share):
        return self.random.random() < share

    def host(self):
        return self.random.choice(HOSTS) if self.chance(0.02) else HOST

    def target(self, pattern):
        kinds = {":date": DATES, ":index": NUMBERS, ":name": NAMES, ":hash": NUMBERS + ["0123456789abcdef"]}
        text = "/".join(self.segment(part, kinds) for part in pattern.split("/"))
        if "assets" in pattern and self.chance(0.5):
            text = self.random.choice(self.known.assets)
        if self.chance(0.25):
            text += "?" + "&".join(self.pair() for _ in range(self.random.randint(1, 3)))
        if self.chance(0.1):
            place = self.random.randint(1, len(text))
            text = text[:place] + self.random.choice(ESCAPES) + text[place:]
        # What must be escaped for the request line to be one.
        return "".join(c if "!" <= c <= "~" and c != "#" else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace"))
                       for c in text).encode()

    def segment(self, part, kinds):
        if part not in kinds:
            return part
        if self.chance(0.15):
            return self.random.choice(kinds[part])
        return {":date": self.known.day, ":index": str(self.random.randint(0, 300)), ":name": self.random.choice(self.known.names),
                ":hash": self.known.assets[0].split("/")[-2]}[part]

    def pair(self):
        value = self.random.choice(self.random.choice([DATES, NUMBERS, ESCAPES, ["answer", "deleted"]]))
        return f"{self.random.choice(QUERIES)}={value}"

    def fields(self, method):
        names = self.random.sample(sorted(FIELDS), self.random.randint(0, 4))
        fields = [f"{name}: {self.random.choice(FIELDS[name])}".encode() for name in names]
        if self.chance(0.02):
            fields += [f"X-{number}: y".encode() for number in range(self.random.randint(1, 90))]
        if self.chance(0.02):
            fields.append(b"X: " + bytes(self.random.randint(0x80, 0xFF) for _ in range(50)))
        return fields

    def body(self, pattern):
        text = self.random.choice(TEXTS)
        form = self.random.choice(["form", "json", "multipart", "bytes"])
        content = {"form": self.form, "json": self.json, "multipart": self.multipart, "bytes": self.noise}[form](text)
        kind = {"form": TYPES[2], "json": TYPES[0], "multipart": TYPES[3], "bytes": TYPES[2]}[form]
        if self.chance(0.1):
            kind = self.random.choice(TYPES)
        # Most that would be accepted are refused for their origin, or the run would be one of the database alone.
        origin = [] if self.chance(0.25) else [b"Origin: http://evil.example"]
        return origin + [f"Content-Type: {kind}".encode()], self.mutated(content)

    def form(self, text):
        name = self.random.choice(["prompt", "imagePrompt", "other", "", "prompt%00"])
        value = "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass")[:2000])
        extra = "".join(f"&a{number}=b" for number in range(self.random.choice([0, 0, 0, 3, 1001])))
        return f"{name}={value}{self.random.choice(ESCAPES) if self.chance(0.2) else ''}{extra}".encode("utf-8", "replace")

    def json(self, text):
        shapes = [
            lambda: json.dumps({"prompt": text}), lambda: json.dumps({"prompt": [text]}), lambda: json.dumps([text]),
            lambda: '{"prompt":' + self.random.choice(NUMBERS) + "}", lambda: "[" * 3000, lambda: '{"a":' * 600,
            lambda: '{"prompt":"a","prompt":"b"}', lambda: '{"prompt":"\\ud800"}', lambda: '{"prompt":"\\u0000"}',
            lambda: '{"prompt":1e99999}', lambda: "\ufeff" + json.dumps({"prompt": text}), lambda: "",
            lambda: json.dumps({"prompt": text, "n": 10**40, "x": {"y": [None, True, 1.5e308]}}),
        ]
        return self.random.choice(shapes)().encode("utf-8", "surrogatepass")

    def multipart(self, text):
        parts = []
        for _ in range(self.random.choice([1, 1, 2, 5, 120])):
            name = self.random.choice(['name="prompt"', 'name="image"; filename="a.png"', 'name="a\\"b"', "name=", "",
                                       'filename="../../x"; name="prompt"'])
            parts.append(f"--b\r\nContent-Disposition: form-data; {name}\r\n\r\n{text[:200]}\r\n")
        end = self.random.choice(["--b--\r\n", "--b--", "--b", ""])
        return ("".join(parts) + end).encode("utf-8", "surrogatepass")

    def noise(self, _):
        return self.random.randbytes(self.random.choice([0, 1, 50, 4000]))

    def mutated(self, content):
        return self.flipped(content) if content and self.chance(0.15) else content

    def flipped(self, content):
        content = bytearray(content)
        for _ in range(self.random.randint(1, 4)):
            place = self.random.randrange(len(content) or 1)
            match self.random.randrange(4):
                case 0 if content: content[place] = self.random.randrange(256)
                case 1: del content[place:place + self.random.randint(1, 8)]
                case 2: content[place:place] = self.random.choice([b"\r\n", b"\0", b":", b" ", b"\t", b"%", b"\r", b"\n"])
                case _: content[place:place] = content[place:place + self.random.randint(1, 40)]
        return bytes(content)

    def framed(self, body, method):
        """What is sent of the body, its fields, and whether that is sound."""
        if self.chance(0.01):
            odd = [b"Content-Length: 5, 5", b"Content-Length: -1", b"Transfer-Encoding: xchunked", b"Transfer-Encoding: identity",
                   b"Content-Length: 99999999999", b"Content-Length: 3\r\nTransfer-Encoding: chunked", b"Expect: x"]
            return body, [self.random.choice(odd)], False
        if not body and method != "POST":
            return b"", [], True
        if self.chance(0.2):
            return self.chunks(body), [b"Transfer-Encoding: chunked"], True
        expect = [b"Expect: 100-continue"] if self.chance(0.05) else []
        # With Expect a refusal may come before the body, which then is none: the connection ends.
        return body, [b"Content-Length: %d" % len(body)] + expect, not expect

    def chunks(self, body):
        sent = bytearray()
        while body:
            count = self.random.choice([1, 7, 100, 5000])
            piece, body = body[:count], body[count:]
            sent += b"%x%s\r\n" % (len(piece), self.random.choice([b"", b";a=b", b' ; c="d"'])) + piece + b"\r\n"
        return bytes(sent) + b"0\r\n" + self.random.choice([b"", b"X: y\r\n"]) + b"\r\n"
