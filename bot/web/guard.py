"""The web port guards every answer and every post here: by headers, and by where posts come from.

Sources: WCAG apart, this is the Content Security Policy (W3C, CSP 3) and the Fetch standard.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ELSEWHERE = "This was posted from another site. Open the page itself and try again.\n"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
    " media-src 'self' blob:; connect-src 'self'; font-src 'self'; frame-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: a form of ours would then be posted as if from nowhere (Origin: null).
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """ASGI middleware. `open_to` are paths that other servers post to, with a secret of their own.

    `framed`: whether pages of ours may be shown inside pages of ours (`try`, and nowhere else).
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        address: Callable[[], str],
        open_to: Sequence[str] = (),
        framed: bool = False,
    ) -> None:
        self._app = app
        self._address = address
        self._open_to = frozenset(open_to)
        ancestors = "'self'" if framed else "'none'"
        self._headers = HEADERS | {"Content-Security-Policy": POLICY.format(ancestors=ancestors)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(scope, MutableHeaders(scope=message))
            await send(message)

        if scope["method"] not in SAFE and not self._is_ours(scope):
            refusal = PlainTextResponse(ELSEWHERE, status_code=403)
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _dress(self, scope: Scope, headers: MutableHeaders) -> None:
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        headers.setdefault("Cache-Control", "no-store")
        if scope["scheme"] == "https" or self._address().startswith("https:"):
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")

    def _is_ours(self, scope: Scope) -> bool:
        """Tell whether a post comes from a page of ours: browsers say so with every post."""
        if scope["path"] in self._open_to:
            return True
        headers = Headers(scope=scope)
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = urlsplit(headers.get("origin", ""))
        if not origin.netloc:
            return False
        ours = {headers.get("host", ""), urlsplit(self._address()).netloc}
        return origin.netloc in ours


def hosts(address: str, host: str, public: bool) -> list[str]:
    """Return the Host headers that are answered: with a known address others are somebody's trick
    (DNS rebinding)."""
    if not public and host not in ("127.0.0.1", "localhost", "::1"):
        return ["*"]  # a machine in the house, whatever others call it
    known = urlsplit(address).hostname or host
    return list(dict.fromkeys((known, host, "127.0.0.1", "localhost", "[::1]", "::1")))
