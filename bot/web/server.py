"""The web port: /health and /ready for now. Signals are the app's, not uvicorn's."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from bot import health
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import App


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
    """Serves on WEB_HOST:WEB_PORT; `port` tells which, when that was 0."""

    def __init__(self, settings: Settings, app: App) -> None:
        self._settings = settings
        self._app = app
        self.port = settings.web_port

    def routes(self) -> Starlette:
        return Starlette(
            routes=[Route("/health", self._health), Route("/ready", self._ready)],
            exception_handlers={404: self._nothing_here},
        )

    async def _nothing_here(self, request: Request, error: Exception) -> PlainTextResponse:
        return PlainTextResponse(NOTHING_HERE, status_code=404)

    async def _health(self, request: Request) -> JSONResponse:
        """The process lives."""
        return JSONResponse({"status": "ok"})

    async def _ready(self, request: Request) -> JSONResponse:
        """It can do its work; warnings stand in the body and do not fail it."""
        report = await health.ready(self._app)
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
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield
        finally:
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
