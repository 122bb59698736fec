"""The web port serves /health, /ready and channels' routes. Signals are the app's, not
uvicorn's."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import BaseRoute, Route

from bot.channels.base import Channel, PostedTo
from bot.report import Report
from bot.settings import Settings
from bot.web.guard import Guard, hosts

log = logging.getLogger(__name__)

NOTHING_HERE = "Hier is geen pagina. There is no page here.\n"


class PortTaken(Exception):
    """WEB_HOST:WEB_PORT cannot be listened on; the message says why."""


class _Server(uvicorn.Server):
    """uvicorn re-raises SIGTERM when it ends, so that code after it never runs: not here."""

    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


class WebPort:
    """Serves on WEB_HOST:WEB_PORT; `port` tells which, when that was 0.

    `closing` is called before the server ends, so that what it streams ends first.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        channels: Mapping[str, Channel],
        ready: Callable[[], Awaitable[Report]],
        closing: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._channels = channels
        self._report = ready
        self._closing = closing
        self.port = settings.web_port
        self.framed = False  # whether our pages may stand inside our own (`try`)
        self.more: Sequence[BaseRoute] = ()

    @property
    def address(self) -> str:
        """Return how people reach this port; without WEB_URL only those on this machine do."""
        host = self._settings.web_host
        shown = f"[{host}]" if ":" in host else host
        return self._settings.web_url or f"http://{shown}:{self.port}"

    def routes(self) -> Starlette:
        posted_to = [one for c in self._channels.values() for one in c.posted_to()]
        pages = Starlette(
            routes=[
                Route("/health", self._health),
                Route("/ready", self._ready),
                *self.more,
                *(route for c in self._channels.values() for route in c.routes()),
            ],
            middleware=[
                Middleware(
                    Guard,
                    address=lambda: self.address,
                    open_to=[one.path for one in posted_to],
                    framed=self.framed,
                ),
                Middleware(
                    TrustedHostMiddleware, allowed_hosts=self._hosts(posted_to), www_redirect=False
                ),
            ],
            exception_handlers={404: self._nothing_here},
        )
        pages.state.secure = self.address.startswith("https:")
        return pages

    def _hosts(self, posted_to: Sequence[PostedTo]) -> list[str]:
        settings = self._settings
        known = hosts(self.address, settings.web_host, settings.web_url is not None)
        return known + [one.host for one in posted_to if one.host]

    async def _nothing_here(self, request: Request, error: Exception) -> PlainTextResponse:
        return PlainTextResponse(NOTHING_HERE, status_code=404)

    async def _health(self, request: Request) -> JSONResponse:
        """Answer that the process lives."""
        return JSONResponse({"status": "ok"})

    async def _ready(self, request: Request) -> JSONResponse:
        """Answer whether it can do its work; warnings stand in the body and do not fail it."""
        report = await self._report()
        return JSONResponse(report.as_json(), status_code=200 if report.ready else 503)

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Listen until the block ends. Raises PortTaken."""
        listening = self._listening()
        self.port = listening.getsockname()[1]
        log.info("web port %s on %s", self.port, self._settings.web_host)
        config = uvicorn.Config(
            self.routes(),
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=3,
            proxy_headers=bool(self._settings.web_trusted_proxies),
            forwarded_allow_ips=self._settings.web_trusted_proxies,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield
        finally:
            self._closing()
            server.should_exit = True
            await asyncio.gather(serving, return_exceptions=True)
            listening.close()

    def _listening(self) -> socket.socket:
        host, port = self._settings.web_host, self._settings.web_port
        found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, port))
            found.listen()  # now, so that another process that has it is heard of now
        except OSError as error:
            found.close()
            why = error.strerror or type(error).__name__
            raise PortTaken(
                f"Cannot listen on {host} port {port}: {why}. Set WEB_HOST or WEB_PORT."
            ) from error
        return found
