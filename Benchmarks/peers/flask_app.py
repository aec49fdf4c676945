"""What the older system was made of: Flask, Jinja2, sqlite3."""

import day_page
from flask import Flask, Response

app = Flask(__name__)


@app.get("/healthz")
def healthz():
    return Response("ok\n", mimetype="text/plain")


@app.get("/chatlog/<day>")
def chatlog_day(day):
    return day_page.render(day)
