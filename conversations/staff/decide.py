"""Decide: outcome, reason, next step, who and when; seen as the resident will (promise 5).

A story, a question and what another desk did are answered by the same steps in other words.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from conversations.declare import (
    Answers,
    Choice,
    Conversation,
    Date,
    LongText,
    Result,
    ShortText,
    options,
)
from conversations.effects import RecordDecision
from conversations.lifecycle import OFFERED, Act, Outcome, Way, permitted
from conversations.messages import Message, Text, say
from conversations.notices import Answered, answer, nobody_does_it
from conversations.progress import Draft
from conversations.promises import look_again_on
from conversations.roles import Role
from conversations.views import ContributionCard, Facts

reason = LongText("reason", shortest=20)
next_step = LongText("next_step", shortest=3)
who = ShortText("who", optional=True, skip="button-myself")
by_when = Date("by_when", optional=True, suggest=(7, 28, 84), skip="button-no-date", not_today=True)


def may_decide(draft: Draft, facts: Facts) -> Message | None:
    """Refuses what is not (or no longer) to be decided, and shows what happened instead."""
    found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
    if found is None:
        return say("not-for-you")
    act = Act.REPORT if found.passed_on else Act.DECIDE
    return None if permitted(act, found.status) else say("already-decided", number=found.number)


def preview_of(answered: Answered, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    """The answer as its author will read it, without its buttons."""
    found = facts.find(ContributionCard, draft.subject)
    if found is None:
        return (say("not-for-you"),)
    heading = Message((Text("preview-heading", {"number": found.number}),))
    shown = answer(answered, found, facts.programme)
    return (heading, Message(shown.body, language=found.language or None))


def record(answered: Answered, draft: Draft, facts: Facts) -> Result:
    effect = RecordDecision(
        contribution=draft.subject,
        seen=draft.seen or 0,
        outcome=str(answered.outcome),
        reason=answered.reason,
        next_step=answered.next_step,
        who=answered.who,
        by_when=answered.by_when,
        reference=answered.reference,
        check_back=answered.check_back,
        look_again=answered.look_again,
    )
    return Result((effect,))


def _answering(way: Way) -> Conversation:
    outcome = Choice("outcome", options=options(*(str(o) for o in OFFERED[way])))
    done = outcome.among(*(str(o) for o in OFFERED[way] if not nobody_does_it(way, o)))
    doer, day = replace(who, when=done), replace(by_when, when=done)

    def gate(draft: Draft, facts: Facts) -> Message | None:
        """Also refuses a kind that is answered in another way: its outcomes are not these."""
        found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
        return say("not-for-you") if found and found.way is not way else may_decide(draft, facts)

    def answered(answers: Answers, facts: Facts) -> Answered:
        return Answered(
            outcome=Outcome(answers[outcome]),
            reason=answers[reason],
            next_step=answers[next_step],
            who=answers.get(doer) or facts.me.name or facts.programme.office,
            by_when=answers.get(day),
            decided_by=facts.me.name or facts.programme.office,
            look_again=again(answers, facts),
        )

    def again(answers: Answers, facts: Facts) -> date | None:
        if Outcome(answers[outcome]) is not Outcome.NOT_NOW:
            return None
        return answers.get(day) or look_again_on(facts.now, facts.programme.calendar)

    return Conversation(
        str(way),
        questions=(outcome, reason, next_step, doer, day),
        on_submit=lambda answers, draft, facts: record(answered(answers, facts), draft, facts),
        needs=(ContributionCard,),
        role=Role.STAFF,
        gate=gate,
        preview=lambda answers, draft, facts: preview_of(answered(answers, facts), draft, facts),
    )


DECIDE = _answering(Way.DECIDE)
LEARN = _answering(Way.LEARN)
REPLY = _answering(Way.REPLY)
REPORT = _answering(Way.REPORT)
