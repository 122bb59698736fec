"""Every conversation there is, by id; wired to a programme once, at start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from conversations.declare import Conversation, Option
from conversations.engine import Library
from conversations.resident import (
    call,
    elsewhere,
    first,
    idea,
    initiative,
    question,
    receipt,
    replies,
    shared,
    story,
)
from conversations.staff import ask, decide, pass_on, write_back, write_down

CONVERSATIONS: tuple[Conversation, ...] = (
    first.CONVERSATION,
    idea.CONVERSATION,
    initiative.CONVERSATION,
    story.CONVERSATION,
    question.CONVERSATION,
    elsewhere.BROKEN,
    elsewhere.COMPLAINT,
    elsewhere.BENEFITS,
    elsewhere.OFFICIAL,
    receipt.CONVERSATION,
    receipt.PRIVATE,
    call.CONVERSATION,
    shared.CONVERSATION,
    replies.ANSWER,
    replies.ASK_BACK,
    replies.DISAGREE,
    replies.CORRECT_HEARD,
    decide.DECIDE,
    decide.LEARN,
    decide.REPLY,
    decide.REPORT,
    pass_on.CONVERSATION,
    ask.CONVERSATION,
    write_down.CONVERSATION,
    write_back.CONVERSATION,
)


def wire(lists: Mapping[str, tuple[Option, ...]], more: Iterable[Conversation] = ()) -> Library:
    """The library for one programme. `more` adds conversations of an operator or a benchmark."""
    return {c.id: c.wired(lists) for c in (*CONVERSATIONS, *more)}
