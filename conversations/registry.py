"""Every conversation there is, by id; wired to a programme once, at start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from conversations.declare import Conversation
from conversations.engine import Library
from conversations.questions import Option
from conversations.resident import (
    call,
    change,
    elsewhere,
    first,
    idea,
    initiative,
    question,
    receipt,
    replies,
    request_contact,
    shared_phone,
    story,
)
from conversations.staff import (
    absence,
    ask,
    carry_out,
    decide,
    end_access,
    hand_over,
    join,
    pass_on,
    revise_decision,
    search,
    second,
    summary_hour,
    theme,
    write_back,
    write_down,
    write_to,
)

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
    request_contact.CONVERSATION,
    change.ADD,
    change.CHANGE,
    change.WITHDRAW,
    shared_phone.CONVERSATION,
    replies.ANSWER,
    replies.ASK_BACK,
    replies.DISAGREE,
    replies.CORRECT_HEARD,
    replies.PARTLY,
    replies.BETTER,
    decide.DECIDE,
    decide.LEARN,
    decide.REPLY,
    decide.REPORT,
    second.CONVERSATION,
    revise_decision.CORRECT,
    revise_decision.TAKE_BACK,
    revise_decision.SET_ASIDE,
    pass_on.CONVERSATION,
    carry_out.FINISH,
    carry_out.POSTPONE,
    carry_out.COMMIT,
    join.CONVERSATION,
    ask.CONVERSATION,
    write_down.CONVERSATION,
    write_back.CONVERSATION,
    write_to.CONVERSATION,
    search.CONVERSATION,
    hand_over.ONE,
    hand_over.ALL,
    absence.CONVERSATION,
    end_access.CONVERSATION,
    theme.CONVERSATION,
    summary_hour.CONVERSATION,
)


def wire(lists: Mapping[str, tuple[Option, ...]], more: Iterable[Conversation] = ()) -> Library:
    """Return the library for one programme. `more`: conversations of an operator or a benchmark."""
    return {c.id: c.wired(lists) for c in (*CONVERSATIONS, *more)}
