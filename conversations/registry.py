"""Every conversation there is, by id; wired to a programme once, at start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from conversations.declare import Conversation, Option
from conversations.engine import Library
from conversations.resident import call, first, idea, question, receipt, replies, shared
from conversations.staff import ask, decide, write_back, write_down

CONVERSATIONS: tuple[Conversation, ...] = (
    first.CONVERSATION,
    idea.CONVERSATION,
    question.CONVERSATION,
    receipt.CONVERSATION,
    call.CONVERSATION,
    shared.CONVERSATION,
    replies.ANSWER,
    replies.ASK_BACK,
    replies.DISAGREE,
    replies.CORRECT_HEARD,
    decide.CONVERSATION,
    ask.CONVERSATION,
    write_down.CONVERSATION,
    write_back.CONVERSATION,
)


def wire(lists: Mapping[str, tuple[Option, ...]], more: Iterable[Conversation] = ()) -> Library:
    """The library for one programme. `more` adds conversations of an operator or a benchmark."""
    return {c.id: c.wired(lists) for c in (*CONVERSATIONS, *more)}
