"""The small page behind a link: an invitation, or a talk that goes on here. Works without
JavaScript.

No GET changes anything: previews and mail scanners fetch links before people tap them. The token
leaves the address bar at once, for a cookie that lasts some minutes; the button posts it.
"""

from __future__ import annotations

import re
import uuid
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.web.chat import ChatPages
from bot.web.requests import PAGES, Refusal, body_of, is_secure, named, spoken
from bot.web.visitors import SLOT
from conversations.messages import Arg, Text, Words
from conversations.reception import INVITATION, MOVE
from storage.models import channel_switches, invitations

COOKIE = "enter"
LASTS = 15 * 60  # seconds from opening a link to tapping its button
LONGEST_FORM = 4096  # bytes
PAYLOAD = re.compile(r"[im]-[A-Za-z0-9_-]{1,60}")  # as in a Telegram deep link


class EnterPages:
    """The page `/enter/`, and the post of its button."""

    def __init__(self, chat: ChatPages) -> None:
        self._chat = chat
        self._handed = chat.handed

    def routes(self) -> list[Route]:
        enter = self._chat.answering(self._enter)
        return [
            Route("/enter/", self._page),
            Route("/enter/{payload}", self._out_of_sight),
            Route("/chat/{slot:slot}/enter", enter, methods=["POST"]),
        ]

    async def _out_of_sight(self, request: Request) -> Response:
        answer = RedirectResponse("/enter/", status_code=303)
        payload = request.path_params["payload"]
        if PAYLOAD.fullmatch(payload):
            answer.set_cookie(
                COOKIE,
                payload,
                max_age=LASTS,
                path="/enter/",
                httponly=True,
                samesite="lax",  # a tap in another program led here
                secure=is_secure(request),
            )
        return answer

    async def _page(self, request: Request) -> Response:
        language = spoken(request, self._handed.programme)
        payload = request.cookies.get(COOKIE, "")
        said = await self._said(payload) if PAYLOAD.fullmatch(payload) else None
        page: Response = PAGES.TemplateResponse(
            request,
            "enter.html",
            {
                "language": language,
                "direction": self._handed.rendering.direction(language),
                "t": lambda key: self._handed.rendering.label_of_page(Text(key), language),
                "said": self._handed.rendering.text_of_page(said or Text("enter-gone"), language),
                "payload": payload if said else "",
                "slot": SLOT,
                "event_id": str(uuid.uuid4()),
            },
        )
        return page

    async def _said(self, payload: str) -> Text | None:
        """Say what the link is for; None when it no longer works. Nothing is used up by looking."""
        now = self._handed.now()
        async with self._handed.database.reading() as db:
            if payload.startswith(MOVE):
                token = payload.removeprefix(MOVE)
                move = (await channel_switches.find(db, [token])).get(token)
                usable = move is not None and move.used_at is None and move.expires_at >= now
                return Text("enter-move") if usable else None
            token = payload.removeprefix(INVITATION)
            found = (await invitations.find(db, [token])).get(token)
        if found is None or found.used_at is not None or found.expires_at <= now:
            return None
        args: dict[str, Arg] = {
            "name": Words(found.name),
            "role": Text(f"role-{found.role}"),
            "programme": Words(self._handed.programme.name),
        }
        return Text("enter-invitation", args)

    async def _enter(self, request: Request) -> Response:
        form = parse_qs((await body_of(request, LONGEST_FORM)).decode("utf-8", "replace"))
        payload = form.get("payload", [""])[0]
        if not PAYLOAD.fullmatch(payload):
            raise Refusal(400, "web-say-odd")
        slot = request.path_params["slot"]
        answer = RedirectResponse(f"/chat/{slot}/", status_code=303)
        answer.delete_cookie(COOKIE, path="/enter/", httponly=True, samesite="lax")
        language = spoken(request, self._handed.programme)
        begun = {"payload": payload, "language": language}
        event_id = named(form.get("event_id", [""])[0])
        return await self._chat.started(request, event_id, begun, answer)
