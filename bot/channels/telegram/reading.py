"""Reading updates: what somebody did, from what Telegram says of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.channels.telegram.updates import NAME, is_id, update_id, whole_id
from conversations.arrivals import Arrival, Sender
from conversations.events import (
    Blocked,
    Edited,
    Event,
    InRoom,
    Located,
    Nothing,
    NotUsable,
    RoomMoved,
    Said,
    Started,
    Tapped,
    Unblocked,
)
from conversations.parts import MediaKind, MediaRef
from conversations.parts import Part as WordsPart

BIGGEST_FILE = 20 * 1024 * 1024  # bytes that getFile gives (Bot API, getFile)


def arrival(update: Any, now: datetime) -> Arrival:
    """Return the event in an update; unknown kinds are Nothing. Raises ValueError for what is
    none."""
    if update_id(update) is None:
        raise ValueError("not an update")
    try:
        sender, event = _read(update)
    except (LookupError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("an update of another shape") from error
    return Arrival(sender, event, now)


def _read(update: dict[str, Any]) -> tuple[Sender | None, Event]:
    """Return who did something, and what; a group is nobody."""
    if "message" in update:
        return _spoken(update["message"], _message)
    if "edited_message" in update:
        return _spoken(update["edited_message"], _edited)
    if "callback_query" in update:
        return _query(update["callback_query"])
    if "my_chat_member" in update:
        return _membership(update["my_chat_member"])
    return None, Nothing()


def _spoken(
    message: dict[str, Any], event_of: Callable[[dict[str, Any]], Event]
) -> tuple[Sender | None, Event]:
    if message["chat"]["type"] != "private":
        return None, _in_room(message["chat"], message)
    return _sender(message["from"]), event_of(message)


def _query(query: dict[str, Any]) -> tuple[Sender | None, Event]:
    chat = (query.get("message") or {}).get("chat")
    if chat and chat["type"] != "private":
        return None, _in_room(chat, {})
    return _sender(query["from"]), _tapped(query)


def _membership(changed: dict[str, Any]) -> tuple[Sender | None, Event]:
    chat, member = changed["chat"], changed["new_chat_member"]
    if chat["type"] != "private":
        return None, _in_room(chat, {}) if _is_there(member) else Nothing()
    blocked = member["status"] in ("kicked", "left")
    return _sender(changed["from"]), Blocked() if blocked else Unblocked()


def _is_there(member: dict[str, Any]) -> bool:
    status = member["status"]
    if status == "restricted":
        return bool(member.get("is_member", True))
    return status in ("member", "administrator")


def _in_room(chat: dict[str, Any], message: dict[str, Any]) -> Event:
    """A group moves twice: in the old one is said where to, in the new one where from."""
    room = str(whole_id(chat["id"]))
    if "migrate_to_chat_id" in message:
        return RoomMoved(room, str(whole_id(message["migrate_to_chat_id"])))
    if "migrate_from_chat_id" in message:
        return RoomMoved(str(whole_id(message["migrate_from_chat_id"])), room)
    return InRoom(room)


def _sender(user: dict[str, Any]) -> Sender:
    language = user.get("language_code")
    return Sender(NAME, str(whole_id(user["id"])), language if isinstance(language, str) else None)


def _text(value: Any) -> str:
    """Return a person's text as every database and channel takes it: no NUL, no half characters.
    Raises TypeError for what is no text."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return _HALF.sub("\ufffd", value)


_HALF = re.compile("[\x00\ud800-\udfff]")
_COMMAND = re.compile(r"/(\w{1,32})(?:@\w+)?(?!\S)")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")  # Bot API, deep linking


def _message(message: dict[str, Any]) -> Event:
    if message.get("text") is not None:
        return _said(_ref(message), _text(message["text"]))
    if (media := _media(message)) is not None:
        if (media.size or 0) > BIGGEST_FILE:
            return NotUsable("too_big")
        part = WordsPart(_ref(message), _caption(message), media)
        album = message.get("media_group_id")
        return Said(part, _text(album) if album is not None else None)
    if "venue" in message or "location" in message:
        place = message.get("location") or message["venue"]["location"]
        return Located(float(place["latitude"]), float(place["longitude"]))
    if "contact" in message:
        return NotUsable("contact")
    if "sticker" in message:
        return NotUsable("sticker")
    if _SERVICE & message.keys():
        return Nothing()
    return NotUsable("other")


def _said(ref: str, text: str) -> Event:
    """Read /start and what its link carried; all else is words, "/start bankjes" too."""
    command = _COMMAND.match(text)
    if command is None:
        return Said(WordsPart(ref, text))
    rest = text[command.end() :].strip()
    if command[1] != "start":
        return Said(WordsPart(ref, f"{command[1]} {rest}".strip()), command=not rest)
    if not rest or _PAYLOAD.fullmatch(rest):
        return Started(rest or None)
    return Said(WordsPart(ref, rest))


def _caption(message: dict[str, Any]) -> str | None:
    caption = message.get("caption")
    return None if caption is None else _text(caption)


_SERVICE = {
    "pinned_message",
    "new_chat_title",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "chat_background_set",
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
}


def _edited(message: dict[str, Any]) -> Event:
    text = message.get("text", message.get("caption"))
    return Edited(WordsPart(_ref(message), _text(text))) if text else Nothing()


def _ref(message: dict[str, Any]) -> str:
    return f"{NAME}:{whole_id(message['chat']['id'])}:{whole_id(message['message_id'])}"


def _media(message: dict[str, Any]) -> MediaRef | None:
    # An animation is a document too: the more precise name comes first.
    for name in ("voice", "audio", "video_note", "video", "animation", "document"):
        if name in message:
            return _reference(
                message[name], name, "voice" if name in ("voice", "audio") else "file"
            )
    if message.get("photo"):
        return _reference(max(message["photo"], key=lambda size: size["width"]), "photo", "photo")
    return None


def _reference(found: dict[str, Any], name: str, kind: MediaKind) -> MediaRef:
    """The reference says what kind of file it is: Telegram sends it as no other."""
    unique = hashlib.sha256(f"{NAME}:{found['file_unique_id']}".encode()).hexdigest()[:32]
    return MediaRef(
        id=unique,
        kind=kind,
        reference=f"{name}:{_text(found['file_id'])}",
        seconds=_count(found.get("duration")),
        size=_count(found.get("file_size")),
        mime=_text(found.get("mime_type") or "")[:80] or None,
        name=_text(found.get("file_name") or "")[:200] or None,
    )


def _count(value: Any) -> int | None:
    return value if is_id(value) and 0 <= value < 2**31 else None


def _tapped(query: dict[str, Any]) -> Tapped:
    message = query.get("message") or {}  # none under an inline message; bare when it is too old
    shown = message.get("text")
    return Tapped(
        action=_text(query.get("data") or ""),
        message=str(whole_id(message["message_id"])) if "message_id" in message else None,
        shown=_text(shown) if shown else None,
        callback=_text(query["id"]),
    )
