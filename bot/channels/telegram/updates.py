"""Updates as they come: JSON of any shape, of which only what is needed to store it is read."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

from bot.channels.base import RawEvent

NAME = "telegram"  # stored with every account: it never changes
BIGGEST_ID = 2**63  # ids need 64 bits at most (Bot API); more is no id
SHOWN_OF_UNREADABLE = 4000  # bytes that are kept of a post which is no JSON
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]


def posted(body: bytes, size: int | None) -> Any:
    """Return the update in a post, or something to keep in its place."""
    try:
        if size is None or size == len(body):
            return parsed(body)
    except (ValueError, RecursionError):
        pass
    kept = body[:SHOWN_OF_UNREADABLE].decode("utf-8", "replace")
    digest = hashlib.sha256(body).hexdigest()
    return {"unreadable": kept, "bytes": size or len(body), "sha256": digest}


def envelope(update: Any) -> RawEvent:
    """Return an update with whose it is and which it is, without trusting its shape."""
    return RawEvent(NAME, _event_id(update), _owner(update), update)


def _event_id(update: Any) -> str:
    number = update_id(update)
    if number is not None:
        return str(number)
    return "hash:" + hashlib.sha256(json.dumps(update, sort_keys=True).encode()).hexdigest()


def _owner(update: Any) -> str:
    if isinstance(update, dict):
        for value in update.values():
            sender = value.get("from") if isinstance(value, dict) else None
            if isinstance(sender, dict) and is_id(sender.get("id")):
                return f"{NAME}:{sender['id']}"
    return f"{NAME}:?{_event_id(update)}"


def update_id(update: Any) -> int | None:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) and is_id(number) and number > 0 else None


def is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < BIGGEST_ID


def whole_id(value: Any) -> int:
    if not is_id(value):
        raise TypeError("not an id")
    found: int = value
    return found


def parsed(body: bytes) -> Any:
    """Parse JSON into what every database stores: no NaN, no endless numbers (they become strings).

    Raises ValueError or RecursionError for what is none.
    """
    return json.loads(body, parse_constant=str, parse_int=_whole, parse_float=_fraction)


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= 25 else digits[:100]


def _fraction(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits[:100]
