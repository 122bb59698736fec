"""Chats as the server sees them: who is in, what was said, and whether the bot may speak."""

import asyncio
from collections import deque
from collections.abc import Callable
from enum import Enum
from typing import Any

from tests.botapi.refusal import Refusal, bad_request, forbidden, migrated

Json = dict[str, Any]


class Access(Enum):
    """What stands between the bot and a chat."""

    NEVER_STARTED = "never started"
    OPEN = "open"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    NOT_A_MEMBER = "not a member"
    KICKED = "kicked"
    MIGRATED = "migrated"


class Chat:
    """One chat, with the messages in it by their ids."""

    __slots__ = (
        "access",
        "admins",
        "answers",
        "changes",
        "id",
        "info",
        "instance",
        "keyboard",
        "last_id",
        "messages",
        "migrated_to",
        "private",
        "stamps",
        "topics",
        "waiters",
    )

    def __init__(self, info: Json, access: Access, instance: str) -> None:
        self.id: int = info["id"]
        self.info = info
        self.private = info["type"] == "private"
        self.access = access
        self.instance = instance
        self.last_id = 0
        self.messages: dict[int, Json] = {}
        self.admins: set[int] = set()
        self.migrated_to: int | None = None
        self.keyboard: Json | None = None
        self.topics: set[int] = set()
        self.answers: deque[tuple[str, Json]] = deque(maxlen=100)
        # Every sent or edited message of the bot gets the next stamp, for those who watch.
        self.changes = 0
        self.stamps: dict[int, int] = {}
        self.waiters: list[asyncio.Future[None]] = []

    def next_id(self) -> int:
        """Return the next message id; both directions share them."""
        self.last_id += 1
        return self.last_id

    def touch(self, message_id: int) -> None:
        """Note that the bot sent or changed a message."""
        self.changes += 1
        self.stamps[message_id] = self.changes
        self._wake()

    def answered(self, query_id: str, answer: Json) -> None:
        """Note how the bot answered a tap."""
        self.answers.append((query_id, answer))
        self._wake()

    def _wake(self) -> None:
        for waiter in self.waiters:
            if not waiter.done():
                waiter.set_result(None)
        self.waiters.clear()

    def forget(self, message_id: int) -> None:
        """Remove a message."""
        self.messages.pop(message_id, None)
        self.stamps.pop(message_id, None)

    def check_access(self) -> None:
        """Raise the refusal for a chat the bot may not write to."""
        if self.access is not Access.OPEN:
            raise _REFUSALS[self.access](self)


def _of_group(chat: Chat) -> str:
    return f"the {chat.info['type']} chat"


_REFUSALS: dict[Access, Callable[[Chat], Refusal]] = {
    # The Bot API answers this one for a user whom the bot saw but who never pressed Start.
    Access.NEVER_STARTED: lambda _: forbidden(
        "bot can't initiate conversation with a user", expected=False
    ),
    Access.BLOCKED: lambda _: forbidden("bot was blocked by the user"),
    Access.DEACTIVATED: lambda _: forbidden("user is deactivated"),
    Access.NOT_A_MEMBER: lambda chat: forbidden(f"bot is not a member of {_of_group(chat)}"),
    Access.KICKED: lambda chat: forbidden(f"bot was kicked from {_of_group(chat)}"),
    Access.MIGRATED: lambda chat: migrated(chat.migrated_to or 0),
}


def chat_not_found() -> Refusal:
    """Return the refusal of a chat the server does not know."""
    return bad_request("chat not found")
