"""`buurtstem try` shows the whole product on one page, over an example neighbourhood.

Three phones — a resident, a key person, a member of staff — each a real web chat with the running
bot, and a clock that can be put forward. The page and the clock exist here only.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import sys
import tempfile
import uuid
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.app import App, Clock, stop_on_signals
from bot.programme import LoadedProgramme, load
from bot.settings import Settings
from bot.web.requests import PAGES, body_of, spoken
from bot.web.visitors import COOKIE
from conversations.actions import Open, encode
from conversations.lifecycle import UNANSWERED
from conversations.messages import Text
from conversations.progress import Draft
from conversations.reception import INVITATION
from storage.database import Db
from storage.models import (
    accounts,
    contributions,
    inbox,
    invitations,
    progress,
    web,
    web_lines,
)

PHONES = ("resident", "staff", "key-person")  # as they stand beside each other
RESIDENT = "resident"
STAFF = "staff"
NEIGHBOUR = "neighbour"
TUESDAY = 1
OPENS_AT = time(10)
LONGEST_STEP = timedelta(hours=1)  # of the clock: whatever is due in between happens in its turn
MOST_DAYS = 7
# Where an example may be filled in: conversation, what is answered before, question.
EXAMPLES = (
    ("idea", "", "story"),
    ("decide", "outcome", "reason"),
    ("decide", "reason", "next_step"),
)
REFUSING = ("no", "not_now")  # outcomes of which another reason is true
EXAMPLE_TEXTS = {
    "story": ("try-example-story", "try-example-story"),
    "reason": ("try-example-reason", "try-example-reason-no"),
    "next_step": ("try-example-next-step", "try-example-next-step-no"),
}
UNDO = 6  # seconds in which an answer can be taken back here
PAST = timedelta(days=7)  # how long ago something was said and answered, so that there is a past


class MovableClock(Clock):
    """A clock that goes on as any, from a moment of our own, and can be put forward."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self._ahead

    def begin_at(self, moment: datetime) -> None:
        self._ahead = moment - super().now()

    def forward(self, much: timedelta) -> None:
        self._ahead += much


async def try_out(settings: Settings) -> None:
    """Serve until stopped. What is tried is thrown away, unless DATA_DIR or DATABASE_URL is set."""
    with _private(settings) as private:
        clock = MovableClock()
        app = App(private, clock=clock, loaded=_impatient(load(private.programme_file)))
        neighbourhood = Neighbourhood(app, clock)
        app.web.framed = True
        app.web.more = neighbourhood.routes()
        async with contextlib.aclosing(app), stop_on_signals() as stop:
            opening = asyncio.create_task(_open(app))
            try:
                await app.run(stop, neighbourhood.prepare)
            finally:
                opening.cancel()


def _impatient(loaded: LoadedProgramme) -> LoadedProgramme:
    """A visitor does not wait a minute for an answer; it can be taken back all the same."""
    calendar = loaded.programme.calendar
    clocks = replace(calendar.clocks, undo=min(calendar.clocks.undo, UNDO))
    return replace(
        loaded, programme=replace(loaded.programme, calendar=replace(calendar, clocks=clocks))
    )


@contextlib.contextmanager
def _private(settings: Settings) -> Iterator[Settings]:
    """Yield the same settings without the outside; with no folder set, in a temporary one."""
    chosen = settings.model_fields_set
    with tempfile.TemporaryDirectory() as temporary:
        folder = settings.data_dir if "data_dir" in chosen else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        changed: dict[str, Any] = {"telegram_token": None, "web_url": None, "data_dir": folder}
        if "database_url" not in chosen:
            changed["database_url"] = f"sqlite+aiosqlite:///{folder.absolute()}/try.db"
        yield settings.model_copy(update=changed)


async def _open(app: App) -> None:
    """Say where it is, and show it where there is a screen."""
    while not app.leadership.term:
        await asyncio.sleep(0.05)
    print(f"\nOpen {app.web.address} in your browser. Ctrl-C ends it.\n", flush=True)
    if sys.stdout.isatty():
        await asyncio.to_thread(webbrowser.open, app.web.address)


class Neighbourhood:
    """The people of the example, and the page that shows their phones."""

    def __init__(self, app: App, clock: MovableClock) -> None:
        self._app = app
        self._clock = clock
        self._tokens: dict[str, str] = {}
        self._moving = asyncio.Lock()

    # Who is there

    async def prepare(self) -> None:
        app = self._app
        async with app.database.transaction() as db:
            before = await inbox.newest(db)
            first = self._first_moment(before)
            self._clock.begin_at(first if before else first - PAST)
            await self._let_in(db, new=before is None)
        if before is None:
            await self._enrol_staff()
            await self._tells(NEIGHBOUR, Open("idea"), self._lines("try-story"))
            await self._tells(STAFF, Open("decide", 1, 1), self._lines("try-answer"))
            self._clock.forward(timedelta(seconds=UNDO))
            await app.ticks.answers()
            async with self._app.database.transaction() as db:
                await web_lines.clear(db, _sender(STAFF))  # the past is not what a visitor came for
            await self._neighbour_reads()
            self._clock.begin_at(first)
            for who in PHONES:
                await self._does(who, {"kind": "start"})

    def _first_moment(self, before: datetime | None) -> datetime:
        """Return the coming Tuesday at ten; where there is a past, never before it."""
        zone = self._app.loaded.programme.calendar.zone
        today = self._app.clock.now().astimezone(zone).date()
        first = _tuesday(today, zone)
        return first if before is None else max(first, before + timedelta(minutes=1))

    async def _let_in(self, db: Db, *, new: bool) -> None:
        for who in (*PHONES, NEIGHBOUR):
            token = secrets.token_urlsafe(32)
            if new:
                await web.begin(db, _sender(who), token, self._clock.now())
            else:
                await web.let_in(db, _sender(who), token, self._clock.now())
            self._tokens[who] = token

    async def _enrol_staff(self) -> None:
        token = secrets.token_urlsafe(24)
        async with self._app.database.transaction() as db:
            until = self._clock.now() + timedelta(days=1)
            await invitations.add(db, token, "staff", self._text("try-name-staff"), None, until)
        await self._does(STAFF, {"kind": "start", "payload": INVITATION + token})

    async def _tells(self, who: str, opening: Open, lines: Sequence[str]) -> None:
        await self._does(who, {"kind": "tap", "action": encode(opening)})
        for line in lines:
            await self._does(who, {"kind": "text", "text": line})

    async def _does(self, who: str, payload: Mapping[str, Any]) -> None:
        """Do as if their page had posted it; it is handled and answered at once."""
        channel = self._app.web_chat
        event_id = str(uuid.uuid4())
        if payload["kind"] == "text":
            await self._app.transcripts.said(who, event_id, payload["text"])
        await channel.take(channel.event(who, event_id, payload))
        while await self._app.inbound.handle_waiting():
            pass
        await self._app.delivery.send_waiting(0)

    def _lines(self, key: str) -> list[str]:
        """Return what somebody of the example types, line by line."""
        return self._text(key).split("\n")

    def _text(self, key: str) -> str:
        language = self._app.loaded.programme.default_language
        return self._app.rendering.label_of_page(Text(key), language)

    async def _neighbour_reads(self) -> None:
        """Mark all as read: who has no phone on the page is not unreachable for that."""
        async with self._app.database.transaction() as db:
            sender = _sender(NEIGHBOUR)
            await web_lines.fetched(db, sender, await web_lines.last_seq(db, sender))

    # The page

    def routes(self) -> list[Route]:
        return [
            Route("/", self._page),
            Route("/try/now", self._now),
            Route("/try/forward", self._forward, methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        language = spoken(request, self._app.loaded.programme)
        page: Response = PAGES.TemplateResponse(
            request,
            "try.html",
            {
                "language": language,
                "direction": self._app.rendering.direction(language),
                "t": lambda key: self._app.rendering.label_of_page(Text(key), language),
                "phones": PHONES,
                "now": self._shown(language),
            },
        )
        for who in PHONES:
            page.set_cookie(
                COOKIE, self._tokens[who], path=f"/chat/{who}/", httponly=True, samesite="strict"
            )
        return page

    async def _forward(self, request: Request) -> Response:
        """Put the clock forward by some days; what falls due on the way happens in its turn."""
        asked = (await body_of(request, 100)).decode("ascii", "replace")
        days = int(asked) if asked.isdigit() and len(asked) < 3 else 0
        if not 1 <= days <= MOST_DAYS:
            return JSONResponse({}, status_code=400)
        async with self._moving:
            for _ in range(days * 24):
                self._clock.forward(LONGEST_STEP)
                await self._neighbour_reads()
                await self._app.ticks.once()
        self._app.delivery.wake()
        language = spoken(request, self._app.loaded.programme)
        return JSONResponse({"now": self._shown(language)})

    async def _now(self, request: Request) -> Response:
        """Answer what the clock says, which of the steps is next, and what each phone could say."""
        language = spoken(request, self._app.loaded.programme)
        step, drafts = await self._where()
        texts = {
            who: self._app.rendering.label_of_page(Text(key), language)
            for who, draft in drafts.items()
            if (key := _example(draft))
        }
        return JSONResponse({"now": self._shown(language), "step": step, "examples": texts})

    async def _where(self) -> tuple[int, Mapping[str, Draft]]:
        """Return the step, and the drafts by phone. 1: an idea is told. 2: it is decided on. 3: the
        answer is read."""
        async with self._app.database.reading() as db:
            keys = {(web.CHANNEL, who): who for who in PHONES}
            found = await accounts.identities(db, list(keys))
            phones = {identity.account: keys[key] for key, identity in found.items()}
            held = await progress.of_accounts(db, list(phones))
            resident = found.get((web.CHANNEL, RESIDENT))
            told = await contributions.of_author(db, [resident.person]) if resident else {}
        drafts = {phones[a]: p.current for a, p in held.items() if p.current}
        # A second idea begins the steps anew.
        if not told or (RESIDENT in drafts and drafts[RESIDENT].conversation == "idea"):
            return 1, drafts
        return (2 if told[max(told)].status in UNANSWERED else 3), drafts

    def _shown(self, language: str) -> str:
        return self._app.rendering.text_of_page(
            Text("try-now", {"now": self._clock.now()}), language
        )


def _example(draft: Draft) -> str | None:
    """Return the text that fits the question at hand; None where a tap or a name is asked for."""
    for conversation, before, question in EXAMPLES:
        if draft.conversation == conversation and question not in draft.answers:
            if before and before not in draft.answers:
                continue
            chosen = str(draft.answers.get("outcome", {}).get("value"))
            return EXAMPLE_TEXTS[question][chosen in REFUSING]
    return None


def _tuesday(today: date, zone: Any) -> datetime:
    ahead = (TUESDAY - today.weekday()) % 7
    return datetime.combine(today + timedelta(days=ahead), OPENS_AT, zone)


def _sender(who: str) -> str:
    return f"{web.CHANNEL}:{who}"
