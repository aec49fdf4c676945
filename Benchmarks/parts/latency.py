"""Single requests at a million entries, one after the other: what a person waits for."""

import http.client
import random
import time

import million
import provider
import readers
from figures import Row, percentile
from programs import Tagwerk

REQUESTS = 500


def measure(options):
    data = million.make(options.million)
    with provider.running(first=0, interval=0, tokens=1) as fake, Tagwerk(data, fake.environment) as program:
        choose = random.Random(1)
        pages = {
            "day page": lambda: f"/chatlog/{day(choose)}",
            "entry": lambda: f"/chatlog/{day(choose)}/{choose.randrange(100)}",
            "/chatlog": lambda: f"/chatlog?before={day(choose)}",
        }
        connection = http.client.HTTPConnection("127.0.0.1", program.port)
        rows = [row(what, [seconds(connection, path()) for _ in range(REQUESTS)]) for what, path in pages.items()]
        made = []
        addresses = []
        for _ in range(REQUESTS):
            started = time.perf_counter()
            addresses.append(readers.post(connection, "Neuer Eintrag"))
            made.append(time.perf_counter() - started)
        time.sleep(1)
        for address in addresses:
            readers.remove(program, address)
    return [*rows, row("a new entry, until it is durable", made)]


def day(choose):
    return million.LAST_DAY - million.datetime.timedelta(choose.randrange(million.DAYS))


def seconds(connection, path):
    started = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return time.perf_counter() - started


def row(what, values):
    p95, p99 = percentile(values, 95) * 1e3, percentile(values, 99) * 1e3
    return Row(f"a million entries: {what}", "p95 ≤ 20 ms, p99 ≤ 50 ms", f"p95 {p95:.1f} ms, p99 {p99:.1f} ms", p95 <= 20 and p99 <= 50)
