"""What Tagwerk adds to the time until the first token, over asking the provider directly; asked in turns."""

import http.client
import time

import provider
import readers
from figures import at_most, median, percentile, Row
from programs import Tagwerk

ASKED = 200


def measure(options):
    with provider.running(first=0.020, interval=0.001, tokens=3) as fake, Tagwerk(environment=fake.environment) as program:
        direct, through = [], []
        for _ in range(ASKED):
            direct.append(ask_provider(fake.port))
            through.append(ask_tagwerk(program))
    added = [our - their for our, their in zip(through, direct)]
    return [at_most("time to first token, added", 2, "ms", [median(added)], 1e3, 2),
            Row("… of 95 % of the prompts", "", f"≤ {percentile(added, 95) * 1e3:.2f} ms", None)]


def ask_provider(port):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.connect()
    started = time.perf_counter()
    connection.request("POST", "/v1/chat/completions", b'{"stream":true,"messages":[]}', {"Content-Type": "application/json"})
    answer = connection.getresponse()
    while b'"content"' not in answer.readline():
        pass
    seconds = time.perf_counter() - started
    connection.close()
    return seconds


def ask_tagwerk(program):
    """As the page does it: the form, then the entry's events on a connection that is already open."""
    form = http.client.HTTPConnection("127.0.0.1", program.port)
    events = http.client.HTTPConnection("127.0.0.1", program.port)
    form.connect()
    events.connect()
    started = time.perf_counter()
    address = readers.post(form, "Wie spät ist es?")
    events.request("GET", f"{address}/events")
    answer = events.getresponse()
    while not answer.readline().startswith(b"event: text"):
        pass
    seconds = time.perf_counter() - started
    form.close()
    events.close()
    return seconds
