"""Give one contribution, or all one's work, to a colleague."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.declare import Conversation, Result
from conversations.effects import HandOver, HandOverAll
from conversations.lifecycle import OPEN
from conversations.messages import Arg, Label, Message, say
from conversations.progress import Draft
from conversations.questions import Answers, Choice, FromFacts, Option, YesNo
from conversations.roles import May
from conversations.views import ContributionCard, Desk, Facts, Readers

MOST = 8  # colleagues that get a button


def _everybody(facts: Facts) -> tuple[Option, ...]:
    """List whoever may decide and is there, oneself too: so one takes over from who is away."""
    found = facts.find(Readers) or Readers()
    who = zip(found.names, found.persons, strict=True)
    language = facts.programme.default_language
    return tuple(
        Option(str(person), Label({language: name}))
        for name, person in who
        if person == facts.me.person or not found.away(person, facts.today)
    )[:MOST]


def others(facts: Facts) -> tuple[Option, ...]:
    return tuple(o for o in _everybody(facts) if o.code != str(facts.me.person))


to = Choice("to", options=FromFacts(_everybody))
to_other = Choice("to", options=FromFacts(others))
sure = YesNo("sure")
NOBODY_LEFT = Result(messages=(say("nobody-else"),))  # whoever was there when it began has gone


def may_hand_over(draft: Draft, facts: Facts) -> Message | None:
    found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
    if found is None:
        return say("not-for-you")
    if found.status not in OPEN:
        return say("already-decided", number=found.number)
    return None if others(facts) else say("nobody-else")


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    if (taker := answers.get(to)) is None:
        return NOBODY_LEFT
    found = facts.find(ContributionCard, draft.subject)
    seen = draft.seen if draft.seen is not None else (found.version if found else 0)
    return Result((HandOver(draft.subject, seen, int(taker)),))


ONE = Conversation(
    "hand_over",
    questions=(to,),
    on_submit=submit,
    needs=(ContributionCard, Readers),
    may=May.DECIDE,
    gate=may_hand_over,
    summary=False,
)


def may_hand_over_all(draft: Draft, facts: Facts) -> Message | None:
    return None if others(facts) else say("nobody-else")


def how_much(answers: Answers, facts: Facts) -> Mapping[str, Arg]:
    found = facts.find(Desk) or Desk()
    return {"count": found.holds, "tasks": len(found.dues)}


def submit_all(answers: Answers, draft: Draft, facts: Facts) -> Result:
    if not answers[sure]:
        return Result(messages=(say("hand-over-kept"),))
    taker = answers.get(to_other)
    return NOBODY_LEFT if taker is None else Result((HandOverAll(int(taker)),))


ALL = Conversation(
    "hand_over_all",
    questions=(to_other, sure),
    on_submit=submit_all,
    needs=(Desk, Readers),
    may=May.DECIDE,
    gate=may_hand_over_all,
    names=how_much,
    summary=False,
)
