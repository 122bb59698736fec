"""What was promised is carried out: it is done, or it will be later and why (promises 6 and 8)."""

from __future__ import annotations

from conversations.declare import Answers, Conversation, Date, LongText, Result
from conversations.effects import Finish, Postpone
from conversations.lifecycle import Act, permitted
from conversations.messages import Message, say
from conversations.notices import finished, postponed
from conversations.progress import Draft
from conversations.roles import Role
from conversations.screens.card import can_be_late
from conversations.views import ContributionCard, Facts

words = LongText("words", shortest=5)
day = Date("day", suggest=(7, 14, 28), not_today=True)
reason = LongText("reason", shortest=20)


def _about(draft: Draft, facts: Facts) -> ContributionCard | None:
    return facts.find(ContributionCard, draft.about) if draft.about is not None else None


def may_finish(draft: Draft, facts: Facts) -> Message | None:
    found = _about(draft, facts)
    if found is None:
        return say("not-for-you")
    fits = permitted(Act.FINISH, found.status)
    return None if fits else say("nothing-to-finish", number=found.number)


def may_postpone(draft: Draft, facts: Facts) -> Message | None:
    """Where a day was named before which something comes."""
    found = _about(draft, facts)
    if found is None:
        return say("not-for-you")
    return None if can_be_late(found) else say("nothing-to-postpone", number=found.number)


def _finish(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((Finish(draft.subject, draft.seen or 0, answers[words]),))


def _finished(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    found = _about(draft, facts)
    if found is None:
        return (say("not-for-you"),)
    told = finished(found, answers[words], facts.me.name or facts.programme.office)
    return (
        say("preview-message", number=found.number),
        Message(told.body, language=found.language or None),
    )


def _postpone(answers: Answers, draft: Draft, facts: Facts) -> Result:
    said = Postpone(draft.subject, draft.seen or 0, answers[day], answers[reason])
    return Result((said,))


def _postponed(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    found = _about(draft, facts)
    if found is None:
        return (say("not-for-you"),)
    by = facts.me.name or facts.programme.office
    told = postponed(found, answers[day], answers[reason], by)
    return (
        say("preview-message", number=found.number),
        Message(told.body, language=found.language or None),
    )


FINISH = Conversation(
    "finish",
    questions=(words,),
    on_submit=_finish,
    needs=(ContributionCard,),
    role=Role.STAFF,
    gate=may_finish,
    preview=_finished,
)

POSTPONE = Conversation(
    "postpone",
    questions=(day, reason),
    on_submit=_postpone,
    needs=(ContributionCard,),
    role=Role.STAFF,
    gate=may_postpone,
    preview=_postponed,
)
