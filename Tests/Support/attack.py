"""Sends mutated requests to a running WebApp and holds it to its word: it lives, it answers, and what it answers is HTTP.

    .venv/bin/python Tests/Support/attack.py 1000000 [--seed 1] [--workers 2]

Starts the release program with a fake provider, prints the figures and every finding, and ends with 1 if there is one.
"""

import argparse
import asyncio
import base64
import collections
import json
import multiprocessing
import re
import socket
import struct
import sys
import tempfile
import time
from pathlib import Path

from mutations import Known, Mutations
from scripted import one_pixel_png
from webapp import WebApp, free_port, wait_until

LONGEST_SECONDS = 5
BATCH = 24
BATCH_BYTES = 48_000
CONNECTIONS = 4
# 5xx with a reason: an unknown method or coding, another version; what a stopped or deleted entry leaves to the one
# who waits for it, as the older apps told it.
EXPECTED_5XX = {501, 505}
HEAD = re.compile(rb"HTTP/1\.1 (\d{3})(?: [^\r\n\0]*)?\r\n((?:[!#$%&'*+.^_`|~0-9A-Za-z-]+: [^\r\n\0]*\r\n)*)\r\n")


class Findings(collections.Counter):
    """What was found, with the first request of each."""

    def __init__(self):
        super().__init__()
        self.first = {}

    def add(self, what, wire=None):
        self[what] += 1
        if wire is not None:
            self.first.setdefault(what, wire.bytes[:400])


class Cut(Exception):
    """The connection ended within an answer, or before it."""


class Client:
    """One connection: requests in batches, answers read in their order."""

    def __init__(self, port):
        self.port = port
        self.socket = None
        self.buffer = bytearray()

    def connect(self):
        self.close()
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket = None
        self.buffer.clear()

    def send(self, data):
        if self.socket is None:
            self.connect()
        try:
            self.socket.sendall(data)
        except OSError:
            pass  # it has refused and ended already; what it said is read next

    def leave(self):
        """With a reset, in the midst of whatever the server is doing for us."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def finish(self):
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # as above

    def receive(self):
        try:
            data = self.socket.recv(262_144)
        except ConnectionResetError:
            data = b""
        self.buffer += data
        return bool(data)

    def answer(self, is_head):
        """(status, fields, body), or None where the connection ended before it. 100 Continue is passed over."""
        while (end := self.buffer.find(b"\r\n\r\n")) < 0:
            if not self.receive():
                if self.buffer:
                    raise Cut(f"within a head: {bytes(self.buffer)!r}")
                return None
        found = HEAD.fullmatch(bytes(self.buffer[:end + 4]))
        if not found:
            raise Cut(f"this is no head: {bytes(self.buffer[:end + 4])!r}")
        status = int(found[1])
        del self.buffer[:end + 4]
        if status == 100:
            return self.answer(is_head)
        fields = collections.defaultdict(list)
        for line in found[2].split(b"\r\n")[:-1]:
            name, _, value = line.partition(b": ")
            fields[name.lower().decode()].append(value)
        return status, fields, self.body(status, fields, is_head)

    def body(self, status, fields, is_head):
        lengths, codings = fields["content-length"], fields["transfer-encoding"]
        if len(lengths) + len(codings) > 1 or (status in (204, 304) and lengths + codings):
            raise Cut(f"framed by {lengths} and {codings}")
        if is_head or status in (204, 304):
            return b""
        if codings == [b"chunked"]:
            return self.chunks()
        if not lengths:
            raise Cut("an answer without a length")
        return self.take(int(lengths[0]))

    def chunks(self):
        body = bytearray()
        while True:
            while (end := self.buffer.find(b"\r\n")) < 0:
                if not self.receive():
                    raise Cut("within chunks")
            size = int(bytes(self.buffer[:end]), 16)
            del self.buffer[:end + 2]
            body += self.take(size)
            if self.take(2) != b"\r\n":
                raise Cut("a chunk without its end")
            if size == 0:
                return bytes(body)

    def take(self, count):
        while len(self.buffer) < count:
            if not self.receive():
                raise Cut(f"within a body of {count}")
        taken = bytes(self.buffer[:count])
        del self.buffer[:count]
        return taken


class Attack:
    def __init__(self, port, seed, known):
        self.mutations = Mutations(seed, known)
        self.clients = [Client(port) for _ in range(CONNECTIONS)]
        self.findings = Findings()
        self.statuses = collections.Counter()
        self.routes = collections.Counter()
        self.longest = 0.0
        self.cuts = 0

    def run(self, count):
        while count > 0:
            batches = [self.batch(min(BATCH, count)) for _ in self.clients]
            count -= sum(len(batch) for batch in batches)
            sound = [[wire for wire in batch if wire.is_sound] for batch in batches]
            began = time.monotonic()
            for client, batch in zip(self.clients, sound):
                client.send(b"".join(wire.bytes for wire in batch))
            for client, batch in zip(self.clients, sound):
                if self.mutations.chance(0.02):
                    client.leave()
                else:
                    self.read(client, batch)
            broken = [(client, batch[-1]) for client, batch in zip(self.clients, batches) if not batch[-1].is_sound]
            for client, wire in broken:
                client.send(wire.bytes)
                client.finish()
            for client, wire in broken:
                self.read_to_its_end(client, wire)
            self.longest = max(self.longest, time.monotonic() - began)
        return self

    def batch(self, count):
        """Sound requests, and perhaps one that is not behind them."""
        batch, size = [], 0
        while len(batch) < count and size < BATCH_BYTES and (not batch or batch[-1].is_sound):
            batch.append(self.mutations.next())
            size += len(batch[-1].bytes)
        return batch

    def read(self, client, batch):
        """Up to an answer that ends the connection, as one must to a body that nobody wants: the rest is not answered."""
        for wire in batch:
            try:
                answer = client.answer(wire.is_head)
                if not self.check(wire, answer):
                    self.findings.add("no answer", wire)
                elif answer[1]["connection"] != [b"close"]:
                    continue
                elif client.receive() or client.buffer:
                    self.findings.add("more behind the end", wire)
            except (Cut, ValueError, TimeoutError) as error:
                self.findings.add(f"{type(error).__name__}: {error}", wire)
            return client.close()

    def read_to_its_end(self, client, wire):
        """To the server it may be any number of requests, so what comes is whole answers, and then the end, since nothing
        more is sent. What is answered without a body (HEAD) is not known, and a stream may be cut with its client gone."""
        try:
            while self.check(wire, client.answer(False)):
                pass
        except (Cut, ValueError):
            self.cuts += 1
        except TimeoutError:
            self.findings.add(f"not ended within {LONGEST_SECONDS} s", wire)
        client.close()

    def check(self, wire, answer):
        if answer is None:
            return False
        status, fields, body = answer
        self.statuses[status] += 1
        self.routes[wire.route] += 1
        if status >= 500 and status not in EXPECTED_5XX and not self.is_told_to_one_who_waits(status, body):
            self.findings.add(f"{status} from {wire.route}", wire)
        if len(fields["date"]) != 1:
            self.findings.add("no date", wire)
        kind = (fields["content-type"] or [b""])[0]
        if body and kind == b"application/json" and not fields["content-encoding"]:
            json.loads(body)
        if body and kind.startswith(b"text/html") and not fields["content-encoding"] and b"</html>" not in body[-20:] \
                and b"fragment" not in wire.bytes:
            self.findings.add("half a page", wire)
        return True

    def is_told_to_one_who_waits(self, status, body):
        """Somebody else has stopped or deleted the entry, or it ran into what the fake provider makes of the prompt."""
        return status in (500, 504) and body.startswith(b'{"entry":')


def learn(app):
    """Makes an entry of each kind, and looks where things are."""
    day = app.ask_as_browser("Was gibt es?").split("/")[2]
    pictures = [app.draw(f"Bild {number}").json()["image_url"].rpartition("/")[2] for number in range(3)]
    return Known(day, pictures, sorted(set(re.findall(r"/assets/[^\"]+", app.http.get("/").text))))


def work(port, seed, known, count, results):
    attack = Attack(port, seed, known).run(count)
    results.put((dict(attack.findings), attack.findings.first, attack.statuses, attack.routes, attack.longest))


def serve_answers(port):
    """A provider that answers everything at once, in a process of its own."""
    text = "".join("data: " + json.dumps(chunk) + "\n\n" for chunk in [
        {"choices": [{"index": 0, "delta": {"content": "Eine **Antwort** mit `Code`.\n\n"}, "finish_reason": None}]},
        {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}]) + "data: [DONE]\n\n"
    image = json.dumps({"created": 1, "data": [{"b64_json": base64.b64encode(one_pixel_png((9, 9, 9))).decode()}]})

    async def answer(reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
                await reader.readexactly(int(length[1]) if length else 0)
                kind, body = ("application/json", image) if b"/images/" in head else ("text/event-stream", text)
                writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def serve():
        server = await asyncio.start_server(answer, "127.0.0.1", port)
        await server.serve_forever()

    asyncio.run(serve())


class FakeProvider:
    def __init__(self):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/v1"
        self.process = multiprocessing.get_context("spawn").Process(target=serve_answers, args=(port,), daemon=True)
        self.process.start()
        wait_until(lambda: is_listening(port), "the fake provider did not start")

    def stop(self):
        self.process.terminate()
        self.process.join()


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def attack(app, count, seed=1, workers=1):
    """Findings, statuses, routes, the longest batch in seconds, and the peak of the program's memory in MB."""
    context = multiprocessing.get_context("spawn")
    results, known = context.Queue(), learn(app)
    shares = [count // workers + (number < count % workers) for number in range(workers)]
    processes = [context.Process(target=work, args=(app.port, f"{seed}-{number}", known, share, results))
                 for number, share in enumerate(shares)]
    for process in processes:
        process.start()
    findings, statuses, routes, longest = Findings(), collections.Counter(), collections.Counter(), 0.0
    for _ in processes:
        found, first, seen, reached, slowest = results.get()
        findings.update(found)
        findings.first.update(first)
        statuses.update(seen)
        routes.update(reached)
        longest = max(longest, slowest)
    for process in processes:
        process.join()
    if app.process.poll() is not None:
        findings.add(f"the program ended with {app.process.returncode}")
        return findings, statuses, routes, longest, 0
    for line in (app.data / "app.log").read_text(errors="replace").splitlines():
        if " error request failed" in line or " error template failed" in line:
            findings.add(f"log: {line.split(' ', 1)[1]}")
    for line in app.held_turns():
        findings.add(f"log: {line.split(' ', 1)[1]}")
    return findings, statuses, routes, longest, peak_megabytes(app.process.pid)


def peak_megabytes(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) // 1024


def settings(provider):
    return {"OPENAI_BASE_URL": provider.url, "OPENAI_API_KEY": "sk-test", "TEXT_PROVIDER": "openai", "IMAGE_PROVIDER": "openai",
            "ANSWER_WAIT": "20"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    provider = FakeProvider()
    with tempfile.TemporaryDirectory() as folder:
        app = WebApp(Path(folder), **settings(provider)).start()
        began = time.monotonic()
        try:
            findings, statuses, routes, longest, peak = attack(app, options.count, options.seed, options.workers)
            seconds = time.monotonic() - began
            print(f"{options.count} requests in {seconds:.0f} s ({options.count / seconds:.0f}/s), "
                  f"longest batch {longest:.2f} s, peak {peak} MB, exit code {app.stop()}")
        finally:
            app.end()
            provider.stop()
    print("answers:", ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items())))
    print("routes:", ", ".join(f"{route}: {count}" for route, count in sorted(routes.items())))
    for what, count in findings.most_common():
        print(f"FOUND {count} times: {what}\n  first by {findings.first.get(what, b'')!r}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
