"""A provider of the OpenAI protocol in a process of its own, which no test slows down and no killed app takes along.

It answers as invented.py says and keeps a record: how often each prompt was asked, and when (CLOCK_MONOTONIC, the same
in all processes) each byte of text had been handed to the system.
"""

import asyncio
import base64
import json
import subprocess
import sys
import time
from pathlib import Path

import invented


class RecordingProvider:
    """The other process, as a test sees it."""

    def __init__(self):
        self.process = subprocess.Popen([sys.executable, Path(__file__)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()

    def take_record(self):
        """What has been since the last call: {prompt: {"calls", "sent": [[nanoseconds, bytes of text so far]], "ended"}}."""
        self.process.stdin.write("record\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class Service:
    def __init__(self):
        self.record = {}

    def note(self, prompt):
        noted = self.record.setdefault(prompt, {"calls": 0, "sent": [], "ended": False})
        noted["calls"] += 1
        return noted

    async def serve(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = await reader.readexactly(length_in(head))
                await self.answer(head.split(b" ", 2)[1], json.loads(body), writer)
        except (asyncio.IncompleteReadError, OSError):
            pass  # the app has hung up or was killed
        finally:
            writer.close()

    async def answer(self, path, request, writer):
        if path == b"/v1/images/generations":
            await self.draw(request["prompt"], writer)
        else:
            await self.talk(request["messages"][-1]["content"], writer)

    async def draw(self, prompt, writer):
        noted = self.note(prompt)
        await asyncio.sleep(0.01 + len(prompt) % 7 * 0.03)
        picture = base64.b64encode(invented.picture_for(prompt)).decode()
        body = json.dumps({"created": 1, "data": [{"b64_json": picture}]}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        noted["ended"] = True

    async def talk(self, prompt, writer):
        noted = self.note(prompt)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        said = 0
        for pause, piece in invented.pieces_for(prompt):
            if pause:
                await asyncio.sleep(pause)
            await send(writer, event({"content": piece}))
            said += len(piece.encode())
            noted["sent"].append([time.monotonic_ns(), said])
        await send(writer, event({}, "stop") + b"data: [DONE]\n\n")
        await send(writer, b"")
        noted["ended"] = True


def length_in(head):
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


def event(delta, reason=None):
    chunk = {"object": "chat.completion.chunk", "model": "recorded", "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}
    return f"data: {json.dumps(chunk)}\n\n".encode()


async def send(writer, content):
    """One chunk of the body; an empty one is its end."""
    writer.write(b"%x\r\n%s\r\n" % (len(content), content))
    await writer.drain()


async def main():
    service = Service()
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0, limit=1 << 20)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    orders = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    while await orders.readline():
        # One that is still being answered goes on in the next record, with the calls it had.
        record, service.record = service.record, {}
        print(json.dumps(record), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
