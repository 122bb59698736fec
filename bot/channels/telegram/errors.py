"""Errors at Telegram are translated here into the channel's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    TelegramError,
)

from bot.channels.base import ChannelError, Gone, MovedTo, Refused, TooFast, Unreached, WasBlocked

TWO_POLL = "another process polls this bot, or a webhook is set (409)"
NO_SUCH_TOKEN = "Telegram does not know this token"  # noqa: S105 - a sentence


class Flood(TelegramError):
    """A 429. PTB's own `RetryAfter` warns about its type whenever it is made."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds} s")
        self.seconds = seconds


@contextmanager
def translating() -> Iterator[None]:
    """Raise a ChannelError for what the library raises inside."""
    try:
        yield
    except TelegramError as error:
        raise translated(error) from None


def translated(error: TelegramError) -> ChannelError:
    """Translate PTB's errors into ours, here alone. Their texts are Telegram's and hold no
    token."""
    said = error.message.lower()
    match error:
        case Flood():
            return TooFast(error.seconds)
        case Forbidden() if "deactivated" in said:
            return Gone("deactivated")
        case Forbidden():
            return WasBlocked("blocked, or never started")
        case BadRequest() if "chat not found" in said:
            return Gone("chat not found")
        case ChatMigrated(new_chat_id=room):
            return MovedTo(str(room))
        case InvalidToken():
            return Refused(NO_SUCH_TOKEN)
        case BadRequest():
            return Refused(error.message)
        case Conflict():
            return Unreached(TWO_POLL)
        case _:
            return Unreached(type(error).__name__)
