"""Coming back: three plain words bring one back, on another device."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.web.handed import WebDependencies
from bot.web.limits import CODES_MADE, CODES_TRIED, CODES_TRIED_BY_ALL
from bot.web.requests import Refusal, address_of, json_of, named
from bot.web.visitors import Visitors, forget, remember
from conversations.parsing import normal
from storage.models import web

CODE_WORDS = 3


class Returning:
    """The posts of somebody who comes back, or goes."""

    def __init__(self, handed: WebDependencies, visitors: Visitors) -> None:
        self._handed = handed
        self._visitors = visitors

    async def code(self, request: Request) -> Response:
        """Answer with three plain words that bring one back, once. An earlier code ends."""
        visitor = await self._visitors.known(request)
        self._visitors.limited(CODES_MADE, visitor.sender)
        words = " ".join(secrets.choice(_code_words()) for _ in range(CODE_WORDS))
        hashed = await asyncio.to_thread(web.code_hashed, words)
        async with self._handed.database.transaction() as db:
            await web.give_code(db, visitor.sender, hashed, self._handed.now())
        return JSONResponse({"code": words})

    async def return_(self, request: Request) -> Response:
        address = address_of(request)
        self._visitors.limited(CODES_TRIED, address)
        self._visitors.limited(CODES_TRIED_BY_ALL, "")
        body = await json_of(request)
        words = normal(str(body.get("code", ""))[:80])
        attempt = named(body.get("attempt"))
        hashed = await asyncio.to_thread(web.code_hashed, words)
        token = secrets.token_urlsafe(32)
        async with self._handed.database.transaction() as db:
            sender = await web.use_code(db, hashed, attempt, self._handed.now())
            if sender is not None:
                await web.let_in(db, sender, token, self._handed.now())
        if sender is None:
            raise Refusal(404, "web-say-no-code")
        self._handed.limits.forgive(CODES_TRIED, address)
        self._handed.limits.forgive(CODES_TRIED_BY_ALL, "")
        to = sender.removeprefix(f"{web.CHANNEL}:")
        with suppress(Exception):  # a kind word: they are back without it too
            await self._handed.channel.take(
                self._handed.channel.event(to, attempt, {"kind": "returned"})
            )
        answer = JSONResponse({})
        remember(answer, request, token)
        return answer

    async def forget(self, request: Request) -> Response:
        """This device forgets; the talk stays, and its code brings one back."""
        if visitor := await self._visitors.of(request):
            async with self._handed.database.transaction() as db:
                await web.let_go(db, visitor.token)
            self._handed.transcripts.onlookers.tell(visitor.sender)
        answer = JSONResponse({})
        forget(answer, request)
        return answer


@lru_cache
def _code_words() -> tuple[str, ...]:
    """Return plain words that cannot be taken for each other; the same for every language."""
    return tuple(Path(__file__).with_name("code_words.txt").read_text(encoding="utf-8").split())
