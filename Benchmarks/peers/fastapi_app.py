"""The same in FastAPI."""

import day_page
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, PlainTextResponse

app = FastAPI()


@app.get("/healthz", response_class=PlainTextResponse)
async def healthz():
    return "ok\n"


@app.get("/chatlog/{day}", response_class=HTMLResponse)
def chatlog_day(day: str):
    return day_page.render(day)
