"""A stand-in for an OpenAI-compatible server that streams at a set pace. Runs on the load's core, in a process of its own."""

import argparse
import asyncio
import contextlib
import subprocess
import sys
import urllib.request

from programs import LOAD_CORE, free_port, on_core

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
TOKEN = "Wort "


def chunk(text):
    data = f"data: {text}\n\n".encode()
    return b"%x\r\n%b\r\n" % (len(data), data)


FIRST = chunk('{"choices":[{"index":0,"delta":{"role":"assistant","content":null}}]}')
NEXT = chunk('{"choices":[{"index":0,"delta":{"content":"%s"}}]}' % TOKEN)
LAST = chunk('{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}') + chunk("[DONE]") + b"0\r\n\r\n"


class Stream(asyncio.Protocol):
    def __init__(self, options):
        self.options = options
        self.received = b""
        self.left = 0
        self.timer = None

    def connection_made(self, transport):
        self.transport = transport

    def connection_lost(self, _):
        if self.timer:
            self.timer.cancel()

    def data_received(self, data):
        self.received += data
        head, separator, body = self.received.partition(b"\r\n\r\n")
        if not separator or len(body) < length(head):
            return
        self.received = body[length(head):]
        if self.options.silent:
            return
        self.left = self.options.tokens
        self.timer = asyncio.get_running_loop().call_later(self.options.first, self.begin)

    def begin(self):
        self.transport.write(HEAD + FIRST)
        self.token()

    def token(self):
        if self.left == 0:
            self.transport.write(LAST)
            return
        self.left -= 1
        self.transport.write(NEXT)
        self.timer = asyncio.get_running_loop().call_later(self.options.interval, self.token)


def length(head):
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


class Running:
    def __init__(self, port, tokens):
        self.port = port
        # The history trims what is around an answer.
        self.text_bytes = len((TOKEN * tokens).encode())
        self.environment = {
            "OPENAI_API_KEY": "bench", "OPENAI_BASE_URL": f"http://127.0.0.1:{port}/v1", "IMAGE_PROVIDER": "embedded"}


@contextlib.contextmanager
def running(first=0.0, interval=0.0, tokens=1, silent=False):
    port = free_port()
    command = [sys.executable, __file__, "--port", str(port), "--first", str(first), "--interval", str(interval),
               "--tokens", str(tokens), *(["--silent"] if silent else [])]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=on_core(LOAD_CORE))
    process.stdout.readline()
    try:
        yield Running(port, tokens)
    finally:
        process.terminate()
        process.wait()


async def serve(options):
    server = await asyncio.get_running_loop().create_server(lambda: Stream(options), "127.0.0.1", options.port, backlog=4096)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--first", type=float, default=0)
    parser.add_argument("--interval", type=float, default=0)
    parser.add_argument("--tokens", type=int, default=1)
    parser.add_argument("--silent", action="store_true")
    import uvloop
    uvloop.run(serve(parser.parse_args()))
