"""p99 of the day page under full load of 64 connections, while 50 generations stream; server on one core."""

import asyncio
import threading

import million
import provider
import readers
from figures import at_most, percentile, Row
from load import wrk
from programs import Tagwerk

STREAMS = 50


def measure(options):
    data = million.make(options.million)
    with provider.running(first=0.1, interval=0.1, tokens=100_000) as fake:
        environment = {**fake.environment, "OPENAI_CONCURRENCY": str(STREAMS)}
        with Tagwerk(data, environment) as program:
            addresses = [readers.ask(program, "Erzähle") for _ in range(STREAMS)]
            path = f"/chatlog/{million.BUSY_DAY}"
            p99, rates = [], []
            for _ in range(options.rounds):
                run = wrk(program, path, options.seconds, 64)
                p99.append(run.percentiles[99])
                rates.append(run.rate)
            for address in addresses:
                readers.remove(program, address)
    return [at_most("p99 of the day page, 64 connections, while 50 generations stream", 20, "ms", p99, 1e3),
            Row("… pages a second meanwhile", "", f"{sorted(rates)[len(rates) // 2]:.0f}", None)]
