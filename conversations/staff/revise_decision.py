"""Mend what was answered: explain it anew, take it back, or say it was nothing to answer.

Source: promise 7, a changed explanation is a new message too, not only a changed status.
"""

from __future__ import annotations

from dataclasses import replace

from conversations.contributions import Answer, AnswerText
from conversations.declare import Conversation, Result
from conversations.effects import SetAside, TakeBack
from conversations.letters import Answered, corrected, taken_back
from conversations.lifecycle import Act, Outcome, permitted
from conversations.messages import Message, say
from conversations.progress import Draft
from conversations.promises import answer_by
from conversations.questions import Answers, LongText
from conversations.roles import May
from conversations.screens.card import may_be_corrected
from conversations.staff.decide import as_it_is as why_as_it_is
from conversations.staff.decide import as_read, next_step, reading_of, reason, record, too_hard
from conversations.views import ContributionCard, Facts


def _about(draft: Draft, facts: Facts) -> ContributionCard | None:
    return facts.find(ContributionCard, draft.about) if draft.about is not None else None


def may_correct(draft: Draft, facts: Facts) -> Message | None:
    found = _about(draft, facts)
    if found is None:
        return say("not-for-you")
    return None if may_be_corrected(found) else say("nothing-to-correct", number=found.number)


def _corrected(
    answers: Answers, found: ContributionCard, before: AnswerText, facts: Facts
) -> AnswerText:
    """All but the explanation stays as it was decided."""
    same = next((c for c in found.commitments if c.ended is None), None)
    return replace(
        before,
        reason=answers[reason],
        next_step=answers[next_step],
        by_when=found.by_when if before.by_when else None,
        look_again=found.by_when if before.outcome is Outcome.NOT_NOW else None,
        as_it_is=answers.get(why_as_it_is) if too_hard(answers, facts) else None,
        doer=same.doer if same else "staff",
        firm=same.firm if same else False,
    )


def correct(answers: Answers, draft: Draft, facts: Facts) -> Result:
    found = facts.find(ContributionCard, draft.subject)
    if found is None or found.decision is None:
        return Result(messages=(say("not-for-you"),))
    text = _corrected(answers, found, found.decision.answer, facts)
    return record(Answer(text, corrects=True), draft)


def preview_correct(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    found = facts.find(ContributionCard, draft.subject)
    if found is None or found.decision is None:
        return (say("not-for-you"),)
    text = _corrected(answers, found, found.decision.answer, facts)
    told = Answered(text, facts.me.name or facts.programme.office)
    shown = as_read(found, corrected(told, found, facts.programme))
    return (*shown, *reading_of(answers, draft, facts))


CORRECT = Conversation(
    "correct",
    questions=(reason, next_step, why_as_it_is),
    on_submit=correct,
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_correct,
    preview=preview_correct,
)


why = LongText("why", shortest=20)


def may_take_back(draft: Draft, facts: Facts) -> Message | None:
    found = _about(draft, facts)
    if found is None:
        return say("not-for-you")
    fits = permitted(Act.TAKE_BACK, found.status)
    return None if fits else say("nothing-to-take-back", number=found.number)


def take_back(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((TakeBack(draft.subject, draft.seen or 0, answers[why]),))


def preview_take_back(answers: Answers, draft: Draft, facts: Facts) -> tuple[Message, ...]:
    found = facts.find(ContributionCard, draft.subject)
    if found is None:
        return (say("not-for-you"),)
    by = facts.me.name or facts.programme.office
    again = answer_by(facts.now, facts.programme.calendar)
    return as_read(found, taken_back(found, again, answers[why], by))


TAKE_BACK = Conversation(
    "take_back",
    questions=(why,),
    on_submit=take_back,
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_take_back,
    preview=preview_take_back,
)


def may_set_aside(draft: Draft, facts: Facts) -> Message | None:
    found = _about(draft, facts)
    if found is None:
        return say("not-for-you")
    fits = permitted(Act.SET_ASIDE, found.status) and found.waiting is None
    return None if fits else say("already-decided", number=found.number)


SET_ASIDE = Conversation(
    "set_aside",
    questions=(why,),
    on_submit=lambda answers, draft, facts: Result(
        (SetAside(draft.subject, draft.seen or 0, answers[why]),)
    ),
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_set_aside,
)
