"""The day page of 200 entries out of a million in SQLite, one core: as many as there are room for."""

import re

import million
from figures import Row, spread, times_less
from load import cpu_per_request
from programs import Tagwerk, fastapi, flask

DAY = million.BUSY_DAY.isoformat()
PATH = f"/chatlog/{DAY}"


def measure(options):
    data = million.make(options.million)
    programs = [Tagwerk(data), fastapi({"DATA_DIR": data}), flask({"DATA_DIR": data})]
    rate = {program.name: [] for program in programs}
    cost = {program.name: [] for program in programs}
    try:
        pages = [program.wait() and words(program.get(PATH).decode()) for program in programs]
        if not pages[0] == pages[1] == pages[2]:
            raise RuntimeError("the peers' page is another page")
        for _ in range(options.rounds):
            for program in programs:
                cpu, run = cpu_per_request(program, PATH, options.seconds, connections=16)
                rate[program.name].append(run.rate)
                cost[program.name].append(cpu)
    finally:
        for program in programs:
            program.stop()
    rows = [Row("day page of 200 entries, 113 KB: pages a second on one core", "", spread(rate["Tagwerk"], digits=0), None),
            Row("… CPU of one page", "", f"{spread(cost['Tagwerk'], 1e6, 0)} µs", None)]
    for peer, goal in (("Flask + gunicorn", 25), ("FastAPI + uvicorn", 10)):
        rows.append(times_less(f"… less CPU than {peer} with Jinja2, same queries", goal, cost["Tagwerk"], cost[peer]))
        rows.append(Row("… more pages a second", "", f"{spread([our / their for our, their in zip(rate['Tagwerk'], rate[peer])])}×", None))
    return rows


def words(page):
    """What a page says, without the addresses of assets (they carry digests) and the way entities are spelt."""
    page = re.sub(r"/assets/[0-9a-z]+/", "/assets/", page)
    for entity, character in (("&#34;", '"'), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&"), ("&#43;", "+")):
        page = page.replace(entity, character)
    return page.split()
