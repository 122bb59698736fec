"""Requests are read here, and refused where they are not what the pages take."""

from __future__ import annotations

import ipaddress
import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.templating import Jinja2Templates

from conversations.programme import Programme

PAGES = Jinja2Templates(Path(__file__).parent / "pages")
BIGGEST_POST = 64 * 1024  # bytes of JSON


class Refusal(Exception):
    """The request is answered with a status and a kind word in the person's language."""

    def __init__(self, status: int, key: str, wait: float = 0.0) -> None:
        super().__init__(key)
        self.status, self.key, self.wait = status, key, wait


async def body_of(request: Request, most: int) -> bytes:
    """Return the body. Raises Refusal as soon as it is more than `most` bytes."""
    if number(request.headers.get("Content-Length")) > most:
        raise Refusal(413, "web-say-too-big")
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > most:
            raise Refusal(413, "web-say-too-big")
    return bytes(data)


async def json_of(request: Request) -> Mapping[str, Any]:
    data = await body_of(request, BIGGEST_POST)
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        raise Refusal(400, "web-say-odd") from None
    if not isinstance(body, dict):
        raise Refusal(400, "web-say-odd")
    return body


def named(value: Any) -> str:
    try:
        return str(uuid.UUID(str(value)))
    except ValueError:
        raise Refusal(400, "web-say-odd") from None


def number(value: Any) -> int:
    """Return a count or a place in a transcript; 0 for what is none."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0


def address_of(request: Request) -> str:
    """Return the other side's address; an IPv6 network counts as one, as one person has it all."""
    host = request.client.host if request.client else ""
    return str(ipaddress.ip_network((host, 64), strict=False)) if ":" in host else host


def is_secure(request: Request) -> bool:
    """Return whether people come by TLS, if only as far as the proxy before us."""
    return request.url.scheme == "https" or bool(request.app.state.secure)


def wish(value: Any, programme: Programme) -> str | None:
    return value if isinstance(value, str) and value in programme.languages else None


def spoken(request: Request, programme: Programme) -> str:
    """Return the language of who has not chosen yet: their wish, their browser's, or ours."""
    wished = wish(request.query_params.get("language"), programme)
    if wished:
        return wished
    for part in request.headers.get("Accept-Language", "").split(","):
        base = part.split(";")[0].strip().split("-")[0].lower()
        if base in programme.languages:
            return base
    return programme.default_language
