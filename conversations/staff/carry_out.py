"""What was promised is carried out: it is done, or it will be later and why (promises 6 and 8)."""

from __future__ import annotations

from datetime import date

from conversations.declare import Answers, Conversation, Date, LongText, Result
from conversations.effects import Finish, Postpone
from conversations.lifecycle import UNANSWERED, Act, permitted
from conversations.messages import Message, say
from conversations.notices import finished, postponed
from conversations.progress import Draft
from conversations.promises import answerable
from conversations.roles import Role
from conversations.views import ContributionCard, Facts

words = LongText("words", shortest=5)
day = Date("day", suggest=(7, 14, 28), not_today=True)
reason = LongText("reason", shortest=20)


def _about(draft: Draft, facts: Facts) -> ContributionCard | None:
    return facts.find(ContributionCard, draft.about) if draft.about is not None else None


def _as_read(found: ContributionCard, told: Message) -> tuple[Message, ...]:
    """What the author will read, without its buttons."""
    shown = Message(told.body, language=found.language or None)
    return (say("preview-message", number=found.number), shown)


def may_finish(draft: Draft, facts: Facts) -> Message | None:
    found = _about(draft, facts)
    if found is None:
        return say("not-for-you")
    fits = permitted(Act.FINISH, found.status)
    return None if fits else say("nothing-to-finish", number=found.number)


def finish(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((Finish(draft.subject, draft.seen or 0, answers[words]),))


def preview_finish(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    found = _about(draft, facts)
    if found is None:
        return (say("not-for-you"),)
    by = facts.me.name or facts.programme.office
    return _as_read(found, finished(found, answers[words], by))


def may_postpone(draft: Draft, facts: Facts) -> Message | None:
    """Where a day was named before which something comes."""
    found = _about(draft, facts)
    if found is None:
        return say("not-for-you")
    return None if found.promised else say("nothing-to-postpone", number=found.number)


def _day(answers: Answers, found: ContributionCard | None, facts: Facts) -> date:
    """As it was chosen; for an answer never one whose eve is free, or a no would come too late."""
    if found is None or found.status not in UNANSWERED:
        return answers[day]
    return answerable(answers[day], facts.programme.calendar)


def postpone(answers: Answers, draft: Draft, facts: Facts) -> Result:
    later = _day(answers, _about(draft, facts), facts)
    return Result((Postpone(draft.subject, draft.seen or 0, later, answers[reason]),))


def preview_postpone(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    found = _about(draft, facts)
    if found is None:
        return (say("not-for-you"),)
    by = facts.me.name or facts.programme.office
    later = _day(answers, found, facts)
    return _as_read(found, postponed(found, later, answers[reason], by))


FINISH = Conversation(
    "finish",
    questions=(words,),
    on_submit=finish,
    needs=(ContributionCard,),
    role=Role.STAFF,
    gate=may_finish,
    preview=preview_finish,
)

POSTPONE = Conversation(
    "postpone",
    questions=(day, reason),
    on_submit=postpone,
    needs=(ContributionCard,),
    role=Role.STAFF,
    gate=may_postpone,
    preview=preview_postpone,
)
