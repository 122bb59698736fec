"""Reading what a page posted: somebody's words, taps and files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from conversations.arrivals import Arrival, Sender
from conversations.events import Event, Returned, Said, Started, Tapped
from conversations.parts import MediaKind, MediaRef
from conversations.parts import Part as WordsPart

NAME = "web"  # stored with every account: it never changes


def arrival(payload: Any, now: datetime) -> Arrival:
    """Return the event in a post. Raises ValueError for what is none."""
    try:
        sender = Sender(NAME, _text(payload["from"]), payload.get("language"))
        return Arrival(sender, _event(payload), now)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError("not an event of the web chat") from error


def _event(payload: Mapping[str, Any]) -> Event:
    kind = payload["kind"]
    match kind:
        case "text":
            return Said(WordsPart(_ref(payload), _text(payload["text"])))
        case "voice" | "photo":
            return Said(WordsPart(_ref(payload), None, _media_ref(payload)))
        case "tap":
            return _tapped(payload)
        case "start":
            return Started(payload.get("payload"))
        case "returned":
            return Returned()
        case _:
            raise ValueError(f"not an event of the web chat: {kind}")


def _ref(payload: Mapping[str, Any]) -> str:
    return f"{NAME}:{_text(payload['from'])}:{_text(payload['id'])}"


def _media_ref(payload: Mapping[str, Any]) -> MediaRef:
    return MediaRef(
        id=_text(payload["media"])[:40],
        kind=cast(MediaKind, payload["kind"]),
        reference=_text(payload["reference"]),
        seconds=payload.get("seconds"),
        size=payload.get("size"),
        mime=payload.get("mime"),
    )


def _tapped(payload: Mapping[str, Any]) -> Tapped:
    message = payload.get("message")
    return Tapped(
        action=_text(payload["action"]),
        message=None if message is None else str(message),
        shown=payload.get("shown"),
        callback=_text(payload["id"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
