"""CPU for each small dynamic request through the whole stack: router, headers, one line in the access log. All four log."""

from figures import Row, at_most, spread, times_less
from load import cpu_per_request
from programs import Tagwerk, fastapi, flask, nginx

PATH = "/healthz"


def measure(options):
    programs = [Tagwerk(), fastapi(), flask(), nginx()]
    cost = {program.name: [] for program in programs}
    try:
        for program in programs:
            program.wait()
            cpu_per_request(program, PATH, 1)
        for _ in range(options.rounds):
            for program in programs:
                cost[program.name].append(cpu_per_request(program, PATH, options.seconds)[0])
    finally:
        for program in programs:
            program.stop()
    ours = cost["Tagwerk"]
    over_nginx = [our / their for our, their in zip(ours, cost["nginx"])]
    rows = [at_most("CPU of a small request", 12, "µs", ours, 1e6)]
    rows.append(times_less("… less than FastAPI + uvicorn", 8, ours, cost["FastAPI + uvicorn"]))
    rows.append(times_less("… less than Flask + gunicorn", 18, ours, cost["Flask + gunicorn"]))
    rows.append(Row("… as a multiple of nginx (the same bytes from a file)", "≤ 1.3×", f"{spread(over_nginx, digits=2)}×",
                    sorted(over_nginx)[len(over_nginx) // 2] <= 1.3))
    return rows
