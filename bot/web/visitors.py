"""A browser is known by an unguessable token in a cookie that is scoped by path.

The path is `/chat/<slot>/`, so that several identities live in one browser.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.channels.base import NotStored, Unreached
from bot.web.handed import WebDependencies
from bot.web.limits import NEW_CHATS, Limit
from bot.web.requests import Refusal, address_of, is_secure, spoken
from conversations.messages import Text
from storage.database import DatabaseUnavailable
from storage.models import web

COOKIE = "buurtstem"
SLOT = "me"  # where somebody comes who names no slot
REMEMBERED = 400 * 24 * 3600  # seconds; browsers keep a cookie no longer


class _Slot(Convertor[str]):
    """A name within the address, which says which of a browser's identities is meant."""

    regex = "[a-z0-9-]{1,24}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("slot", _Slot())


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser in one slot: the token that it shows, and (`to`) the account's external id."""

    token: str
    to: str

    @property
    def sender(self) -> str:
        return f"{web.CHANNEL}:{self.to}"


class Visitors:
    """Tells who asks for a page, lets new ones in, and refuses kindly."""

    def __init__(self, handed: WebDependencies) -> None:
        self._handed = handed

    async def of(self, request: Request) -> Visitor | None:
        token = request.cookies.get(COOKIE, "")
        if not token:
            return None
        async with self._handed.database.reading() as db:
            sender = await web.who(db, token)
        return Visitor(token, sender.removeprefix(f"{web.CHANNEL}:")) if sender else None

    async def known(self, request: Request) -> Visitor:
        visitor = await self.of(request)
        if visitor is None:
            raise Refusal(401, "web-not-sent")
        return visitor

    async def admitted(self, request: Request, event_id: str) -> Visitor:
        """Return who posts this, made now when they are new. Raises Refusal.

        The same post again, because its answer was lost, is the same person: nobody else knows
        the page's name for it.
        """
        visitor = await self.of(request)
        if visitor is None:
            self.limited(NEW_CHATS, address_of(request))
            to = hashlib.sha256(f"begin:{event_id}".encode()).hexdigest()[:24]
            visitor = Visitor(secrets.token_urlsafe(32), to)
            async with self._handed.database.transaction() as db:
                if not await web.begin(db, visitor.sender, visitor.token, self._handed.now()):
                    raise Refusal(400, "web-say-odd")
        return visitor

    def limited(self, limit: Limit, who: str) -> None:
        if wait := self._handed.limits.wait(limit, who):
            raise Refusal(429, "web-say-wait", wait)

    def answering(self, handle: Any) -> Any:
        """Return a JSON endpoint: what it refuses is said kindly, in the person's language."""

        async def endpoint(request: Request) -> Response:
            try:
                answer: Response = await handle(request)
            except Refusal as refusal:
                answer = self._refused(request, refusal)
            except (NotStored, DatabaseUnavailable, Unreached):
                answer = self._refused(request, Refusal(503, "web-say-later", 2.0))
            except ClientDisconnect:
                answer = Response(status_code=400)
            return answer

        return endpoint

    def _refused(self, request: Request, refusal: Refusal) -> JSONResponse:
        language = spoken(request, self._handed.programme)
        said = self._handed.rendering.text_of_page(Text(refusal.key), language)
        headers = {"Retry-After": str(max(1, round(refusal.wait)))} if refusal.wait else {}
        return JSONResponse({"say": said}, status_code=refusal.status, headers=headers)


def remember(answer: Response, request: Request, token: str) -> None:
    answer.set_cookie(
        COOKIE,
        token,
        max_age=REMEMBERED,
        path=path_of(request),
        httponly=True,
        samesite="strict",
        secure=is_secure(request),
    )


def forget(answer: Response, request: Request) -> None:
    answer.delete_cookie(COOKIE, path=path_of(request), httponly=True, samesite="strict")


def path_of(request: Request) -> str:
    return f"/chat/{request.path_params['slot']}/"
