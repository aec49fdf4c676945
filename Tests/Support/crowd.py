"""Many clients at once, of every kind the app knows, and a journal of what each of them could know when the app died."""

import asyncio
import itertools
import random
from dataclasses import dataclass, field

import httpx
from webapp import BROWSER


@dataclass
class Asked:
    """One prompt and what its client was told."""

    prompt: str
    kind: str
    # The entry's address, from a 303 or found later in the history.
    location: str | None = None
    # The text or the file's address that an answer brought.
    answer: str | None = None
    # Said no to, and so not an entry.
    is_refused: bool = False
    # Asked for, and confirmed: "stop", "delete", "resume".
    wishes: set = field(default_factory=set)
    granted: set = field(default_factory=set)
    # What a reader of the events had put together.
    read: str = ""


class Crowd:
    """`work` until the app is gone; the journal outlives it."""

    def __init__(self, app, seed):
        self.app = app
        self.chance = random.Random(seed)
        self.numbers = itertools.count()
        self.journal = {}

    async def work(self, until_dead):
        self.is_over = False
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=self.app.url, timeout=60, trust_env=False, limits=limits) as http:
            clients = [self.asker] * 4 + [self.painter] * 2 + [self.visitor] * 5 + [self.resumer]
            tasks = [asyncio.create_task(self.repeat(client, http)) for client in clients]
            await until_dead()
            self.is_over = True
            await asyncio.gather(*tasks)

    async def repeat(self, client, http):
        try:
            while not self.is_over:
                await client(http)
        except httpx.TransportError:
            return  # the app is gone

    def ask(self, kind):
        asked = Asked(f"{kind} {next(self.numbers)}", kind)
        self.journal[asked.prompt] = asked
        return asked

    async def asker(self, http):
        """Waits for the answer, as programs do."""
        asked = self.ask("code")
        answer = await http.post("/generate_code", data={"prompt": asked.prompt})
        self.note(asked, answer, "code")

    async def painter(self, http):
        asked = self.ask("image")
        answer = await http.post("/generate_image", data={"prompt": asked.prompt})
        self.note(asked, answer, "image_url")

    def note(self, asked, answer, key):
        if answer.status_code == 200:
            asked.answer = answer.json()[key]
        else:
            asked.location = answer.json().get("entry")
            asked.is_refused = asked.location is None

    async def visitor(self, http):
        """Posts the form and looks at what becomes of it, or meddles."""
        asked = self.ask("code")
        answer = await http.post("/generate_code", data={"prompt": asked.prompt}, headers=self.as_browser())
        if answer.status_code != 303:
            asked.is_refused = True
            return
        asked.location = answer.headers["Location"]
        match self.chance.randrange(8):
            case 0: await self.meddle(http, asked, "stop")
            case 1: await self.meddle(http, asked, "delete")
            case 2: await http.get("/chatlog")
            case _: await self.read(http, asked)

    async def read(self, http, asked):
        async with http.stream("GET", asked.location + "/events", headers={"Accept": "text/event-stream"}) as stream:
            name = None
            async for line in stream.aiter_lines():
                if line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("data: ") and name == "text":
                    asked.read += httpx.Response(200, content=line[6:]).json()["text"]

    async def resumer(self, http):
        """Takes up again what an earlier crash has cut."""
        await asyncio.sleep(self.chance.random() * 0.3)
        cut = [asked for asked in self.journal.values() if asked.location and "cut" in asked.granted and not asked.wishes]
        if cut:
            await self.meddle(http, self.chance.choice(cut), "resume")

    async def meddle(self, http, asked, verb):
        asked.wishes.add(verb)
        answer = await http.post(f"{asked.location}/{verb}", headers=self.as_browser())
        if answer.status_code == 303:
            asked.granted.add(verb)

    def as_browser(self):
        return {**BROWSER, "Origin": self.app.url}
