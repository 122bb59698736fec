"""The web chat over HTTP: its routes, and which of its pages answers each."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.web.handed import WebDependencies
from bot.web.looking import STATIC, Looking
from bot.web.returning import Returning
from bot.web.saying import Saying
from bot.web.visitors import SLOT, Visitors


class ChatPages:
    """The routes of the web chat."""

    def __init__(self, handed: WebDependencies) -> None:
        self.handed = handed
        visitors = Visitors(handed)
        self.answering = visitors.answering
        self._looking = Looking(handed, visitors)
        self._saying = Saying(handed, visitors)
        self._returning = Returning(handed, visitors)
        self.started = self._saying.started

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", _to_chat),
            Route("/chat", _to_chat),
            Route("/chat/", _to_chat),
            Route(SLOTS, _with_slash),
            *self._fetched(),
            *self._posted(),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ]

    def _fetched(self) -> list[Route]:
        looking = self._looking
        return [
            Route(f"{SLOTS}/", looking.page),
            Route(f"{SLOTS}/state", self.answering(looking.state)),
            Route(f"{SLOTS}/stream", self.answering(looking.stream)),
            Route(f"{SLOTS}/media/{{message:int}}", self.answering(looking.file)),
        ]

    def _posted(self) -> list[Route]:
        saying, returning = self._saying, self._returning
        handlers = {
            "events": saying.events,
            "upload": saying.upload,
            "seen": saying.seen,
            "code": returning.code,
            "return": returning.return_,
            "forget": returning.forget,
        }
        return [
            Route(f"{SLOTS}/{name}", self.answering(handle), methods=["POST"])
            for name, handle in handlers.items()
        ]


SLOTS = "/chat/{slot:slot}"


async def _to_chat(request: Request) -> Response:
    return RedirectResponse(f"/chat/{SLOT}/", status_code=303)


async def _with_slash(request: Request) -> Response:
    return RedirectResponse(f"{request.url.path}/", status_code=303)
