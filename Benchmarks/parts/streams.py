"""A thousand generations at once from a provider to a thousand readers, the server on one core."""

import asyncio

import provider
import readers
from figures import Row
from programs import Tagwerk

STREAMS = 1_000
TOKENS = 60


def measure(options):
    with provider.running(first=0.5, interval=0.25, tokens=TOKENS) as fake:
        environment = {**fake.environment, "OPENAI_CONCURRENCY": str(STREAMS)}
        with Tagwerk(environment=environment) as program:
            found = asyncio.run(readers.stream_all(program.port, STREAMS))
            peak, cpu = program.peak(), program.cpu()
        expected = fake.text_bytes
    complete = sum(reader.text == expected and reader.is_done for reader in found)
    events = sum(reader.events for reader in found)
    beyond = (sum(reader.wire for reader in found) - sum(reader.text for reader in found)) / events
    return [
        Row("1,000 generations to 1,000 readers at once: complete", "1000", str(complete), complete == STREAMS),
        Row("… memory at most", "≤ 120 MB", f"{peak / 2**20:.1f} MB", peak <= 120 * 2**20),
        Row("… bytes on the wire beside the text, for each event", "≤ 64", f"{beyond:.1f}", beyond <= 64),
        Row("… CPU for each event", "", f"{cpu / events * 1e6:.0f} µs", None)]
