"""Carry out what was promised: it is done, or it will be later and why (promises 6 and 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import shorten as shortened

from conversations.actions import mark
from conversations.contributions import Commitment
from conversations.declare import Conversation, Result
from conversations.effects import Commit, Finish, Postpone
from conversations.letters import ended, postponed, promised
from conversations.lifecycle import UNANSWERED, Act, Outcome, Status, permitted
from conversations.messages import Label, Message, say
from conversations.progress import Draft
from conversations.promises import answerable
from conversations.questions import Answers, Choice, Date, FromFacts, LongText, Option, options
from conversations.roles import May
from conversations.staff.decide import as_read, by_when, doer_of, firm, name_of, owner_of, who
from conversations.views import ContributionCard, Facts, Readers


def _still(facts: Facts) -> tuple[Commitment, ...]:
    """Return what is still promised about the contribution that is open."""
    cards = (found for found in facts.views.values() if isinstance(found, ContributionCard))
    return tuple(line for card in cards for line in card.commitments if line.ended is None)


def _which(facts: Facts) -> tuple[Option, ...]:
    """List what is still promised; this is asked only where it is several things."""
    language, still = facts.programme.default_language, _still(facts)
    if len(still) < 2:
        return ()
    return tuple(
        Option(
            str(mark(line.what)),
            Label({language: shortened(line.what, LONGEST_LABEL, placeholder=" …")}),
        )
        for line in still
    )


def _unless_tried(facts: Facts) -> tuple[str, ...]:
    """Only a trial may also end by teaching something."""
    cards = (found for found in facts.views.values() if isinstance(found, ContributionCard))
    tried = any(c.decision and c.decision.answer.outcome is Outcome.TRIAL for c in cards)
    return () if tried else ("worked", "learned")


LONGEST_LABEL = 36  # signs of what is promised, on a button
which = Choice("which", options=FromFacts(_which))
result = Choice("result", options=options("worked", "learned"), withheld=_unless_tried)
words = LongText("words", shortest=5)
day = Date("day", suggest=(7, 14, 28), not_today=True)
reason = LongText("reason", shortest=20)


def _chosen(answers: Answers) -> int | None:
    """Return the mark of what is meant; None: all there is."""
    chosen = answers.get(which)
    return int(chosen) if chosen else None


def _about(draft: Draft, facts: Facts) -> ContributionCard | None:
    return facts.find(ContributionCard, draft.about) if draft.about is not None else None


def may_finish(draft: Draft, facts: Facts) -> Message | None:
    found = _about(draft, facts)
    if found is None:
        return say("not-for-you")
    fits = permitted(Act.FINISH, found.status)
    return None if fits else say("nothing-to-finish", number=found.number)


def finish(answers: Answers, draft: Draft, facts: Facts) -> Result:
    learned = answers.get(result) == "learned"
    done = Finish(draft.subject, draft.seen or 0, answers[words], _chosen(answers), learned)
    return Result((done,))


def preview_finish(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    found = _about(draft, facts)
    if found is None:
        return (say("not-for-you"),)
    by = facts.me.name or facts.programme.office
    return as_read(found, ended(_after(answers, found), answers[words], by))


def _after(answers: Answers, found: ContributionCard) -> ContributionCard:
    """Return the card as it will be."""
    if answers.get(result) == "learned":
        return replace(found, status=Status.CHECKED)
    chosen = _chosen(answers)
    rest = [c for c in found.commitments if c.ended is None and mark(c.what) != chosen]
    if chosen is None or not rest:
        return replace(found, status=Status.DONE)
    return replace(found, commitments=tuple(rest))


def may_postpone(draft: Draft, facts: Facts) -> Message | None:
    """Refuse where no day was named before which something comes."""
    found = _about(draft, facts)
    if found is None:
        return say("not-for-you")
    return None if found.promised else say("nothing-to-postpone", number=found.number)


def _day(answers: Answers, found: ContributionCard | None, facts: Facts) -> date:
    """Return the day as it was chosen.

    For an answer it is never one whose eve is free, or a no would come too late.
    """
    if found is None or found.status not in UNANSWERED:
        return answers[day]
    return answerable(answers[day], facts.programme.calendar)


def postpone(answers: Answers, draft: Draft, facts: Facts) -> Result:
    later = _day(answers, _about(draft, facts), facts)
    late = Postpone(draft.subject, draft.seen or 0, later, answers[reason], _chosen(answers))
    return Result((late,))


def preview_postpone(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    found = _about(draft, facts)
    if found is None:
        return (say("not-for-you"),)
    by = facts.me.name or facts.programme.office
    later = _day(answers, found, facts)
    return as_read(found, postponed(found, later, answers[reason], by))


FINISH = Conversation(
    "finish",
    questions=(result, which, words),
    on_submit=finish,
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_finish,
    preview=preview_finish,
)

POSTPONE = Conversation(
    "postpone",
    questions=(which, day, reason),
    on_submit=postpone,
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_postpone,
    preview=preview_postpone,
)


what = LongText("what", shortest=5, longest=300)


def _has_day(answers: Answers) -> bool:
    return answers.get(by_when) is not None


certain = replace(firm, when=_has_day)


def _commit(answers: Answers, draft: Draft, facts: Facts) -> Commit:
    return Commit(
        draft.subject,
        draft.seen or 0,
        answers[what],
        name_of(answers, facts),
        answers.get(by_when),
        doer_of(answers),
        owner_of(answers, facts),
        answers.get(firm) != "plan",
    )


def preview_commit(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    found = _about(draft, facts)
    if found is None:
        return (say("not-for-you"),)
    by = facts.me.name or facts.programme.office
    return as_read(found, promised(found, _commit(answers, draft, facts), by))


COMMIT = Conversation(
    "commit",
    questions=(what, who, by_when, certain),
    on_submit=lambda answers, draft, facts: Result((_commit(answers, draft, facts),)),
    needs=(ContributionCard, Readers),
    may=May.DECIDE,
    gate=may_finish,
    preview=preview_commit,
)
