"""The page of an organisation that promised something: done, or later and why. No account.

The link names the commitment and proves that it was given; it shows what was promised, and
nothing of the resident: not their words, not their name, not their number. As with invitations
no GET changes anything, and the token leaves the address bar for a cookie.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.office.commitments import tomorrow
from bot.web.chat import ChatPages
from bot.web.requests import PAGES, Refusal, body_of, is_secure, spoken
from conversations.contributions import Commitment
from conversations.messages import Text, Words
from conversations.reception import COMMITMENT
from storage.models import commitments, web

PATH = f"/{COMMITMENT}"
COOKIE = "promise"
LASTS = 8 * 3600  # seconds: a page that is left open over a working day
LONGEST_FORM = 16_384  # bytes
LONGEST = 1_000  # characters of what they write
SHORTEST = 10
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,60}")


class PromisePages:
    """The page behind an organisation's link, and the posts of its two forms."""

    def __init__(self, chat: ChatPages) -> None:
        self._chat = chat
        self._handed = chat.handed

    def routes(self) -> list[Route]:
        say = self._chat.answering(self._say)
        return [
            Route(PATH, self._page),
            Route(PATH, say, methods=["POST"]),
            Route(PATH + "{token}", self._out_of_sight),
        ]

    async def _out_of_sight(self, request: Request) -> Response:
        answer = RedirectResponse(PATH, status_code=303)
        token = request.path_params["token"]
        if TOKEN.fullmatch(token):
            answer.set_cookie(
                COOKIE,
                token,
                max_age=LASTS,
                path=PATH,
                httponly=True,
                samesite="lax",  # a tap in a mail led here
                secure=is_secure(request),
            )
        return answer

    async def _page(self, request: Request) -> Response:
        said = request.query_params.get("said", "")
        return await self._shown(request, said if said in ("done", "later") else "")

    async def _shown(self, request: Request, said: str, wrong: str = "") -> Response:
        """Answer with the page. `said`: what was done just now; `wrong`: the form in which
        something is missing."""
        language = spoken(request, self._handed.programme)
        found = await self._found(request)
        rendering = self._handed.rendering
        page: Response = PAGES.TemplateResponse(
            request,
            "promise.html",
            {
                "language": language,
                "direction": rendering.direction(language),
                "t": lambda key: rendering.label_of_page(Text(key), language),
                "what": rendering.text_of_page(_what(found), language),
                "open": found is not None and found.ended is None,
                "said": said,
                "wrong": wrong,
                "tomorrow": tomorrow(self._handed.programme, self._handed.now()),
                "longest": LONGEST,
            },
            status_code=400 if wrong else 200,
        )
        return page

    async def _found(self, request: Request) -> Commitment | None:
        token = request.cookies.get(COOKIE, "")
        if not TOKEN.fullmatch(token):
            return None
        async with self._handed.database.reading() as db:
            return await commitments.by_link(db, web.hashed(token))

    async def _say(self, request: Request) -> Response:
        form = parse_qs((await body_of(request, LONGEST_FORM)).decode("utf-8", "replace"))
        text = form.get("text", [""])[0].strip()[:LONGEST]
        how = form.get("how", [""])[0]
        if how not in ("done", "later"):
            raise Refusal(400, "web-say-odd")
        day = _day(form.get("day", [""])[0]) if how == "later" else None
        first = tomorrow(self._handed.programme, self._handed.now())
        if len(text) < SHORTEST or (how == "later" and (day is None or day < first)):
            return await self._shown(request, "", wrong=how)
        token = request.cookies.get(COOKIE, "")
        heard = TOKEN.fullmatch(token) and await self._handed.office.organisation_says(
            web.hashed(token), text, day
        )
        return RedirectResponse(f"{PATH}?said={how}" if heard else PATH, status_code=303)


def _what(found: Commitment | None) -> Text:
    if found is None:
        return Text("promise-gone")
    args = {"who": Words(found.who), "what": Words(found.what)}
    if found.ended is not None:
        return Text("promise-ended", args)
    if found.by_when is None:
        return Text("promise-what", args)
    return Text("promise-what-dated", {**args, "date": found.by_when})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
