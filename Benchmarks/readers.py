"""Clients: they ask as a browser's form does, and follow an entry's events."""

import asyncio
import http.client
import json

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}


def post(connection, prompt):
    """The address of the new entry."""
    connection.request("POST", "/generate_code", f"prompt={prompt}".encode(), FORM)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 303:
        raise RuntimeError(f"asking was answered with {answer.status}")
    return answer.getheader("Location").split("#")[0].split("?")[0]


def ask(program, prompt):
    connection = http.client.HTTPConnection("127.0.0.1", program.port)
    try:
        return post(connection, prompt)
    finally:
        connection.close()


def remove(program, address):
    """Stops and deletes, so that the next part finds the history as it was made (but for tombstones)."""
    connection = http.client.HTTPConnection("127.0.0.1", program.port)
    for verb in ("stop", "delete"):
        connection.request("POST", f"{address}/{verb}", b"", FORM)
        connection.getresponse().read()
    connection.close()


class Reader(asyncio.Protocol):
    """Counts an event stream: bytes on the wire after the head, events, bytes of text."""

    def __init__(self, address):
        self.address = address
        self.buffer = b""
        self.in_body = False
        self.wire = self.events = self.text = 0
        self.is_done = False
        self.ended = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(f"GET {self.address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())

    def data_received(self, data):
        self.buffer += data
        if not self.in_body:
            head, separator, rest = self.buffer.partition(b"\r\n\r\n")
            if not separator:
                return
            self.buffer, self.in_body = rest, True
            self.wire += len(rest)
        else:
            self.wire += len(data)
        *whole, self.buffer = self.buffer.split(b"\n\n")
        for event in whole:
            self.take(event)
        if self.is_done and self.buffer.endswith(b"0\r\n\r\n"):
            self.finish()

    def take(self, event):
        self.events += 1
        if b"event: done" in event:
            self.is_done = True
        elif b"event: text" in event:
            for line in event.split(b"\n"):
                if line.startswith(b"data: "):
                    self.text += len(json.loads(line[6:])["text"].encode())

    def connection_lost(self, _):
        self.finish()

    def finish(self):
        if not self.ended.done():
            self.ended.set_result(None)


async def stream_all(port, count):
    """As many prompts as readers; returns when each has its end."""
    loop = asyncio.get_running_loop()
    addresses = await asyncio.gather(*(ask_later(port, number) for number in range(count)))
    readers = [(await loop.create_connection(lambda a=a: Reader(f"{a}/events"), "127.0.0.1", port))[1] for a in addresses]
    await asyncio.wait_for(asyncio.gather(*(reader.ended for reader in readers)), 300)
    for reader in readers:
        reader.transport.close()
    return readers


async def ask_later(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = f"prompt=Frage+{number}"
    writer.write(
        f"POST /generate_code HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nConnection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
    answer = (await reader.read()).decode()
    writer.close()
    for line in answer.split("\r\n"):
        if line.lower().startswith("location: "):
            return line[10:].split("#")[0].split("?")[0]
    raise RuntimeError(answer)


async def wait_at(port, path, count, then):
    """Opens so many event streams, calls `then` while all wait, and leaves."""
    loop = asyncio.get_running_loop()
    readers = []
    for number in range(count):
        source = (f"127.0.0.{2 + number % 8}", 0)
        readers.append((await loop.create_connection(lambda: Reader(path), "127.0.0.1", port, local_addr=source))[1])
    while not all(reader.events for reader in readers):
        await asyncio.sleep(0.1)
    await loop.run_in_executor(None, then)
    for reader in readers:
        reader.transport.abort()
