"""Somebody who works here is away for some days: until when, and who takes over."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.declare import Conversation, Result
from conversations.effects import SetAbsence
from conversations.messages import Arg, Text, Words, say
from conversations.progress import Draft
from conversations.questions import Answers, Choice, Date, FromFacts, Option, YesNo
from conversations.roles import May
from conversations.routing import Share
from conversations.screens.desk import shared_what
from conversations.staff.hand_over import others
from conversations.views import Desk, Facts, Readers

NOBODY = Option("nobody", Text("absence-to-nobody"))


def _colleagues(facts: Facts) -> tuple[Option, ...]:
    """List who is there; it stays with them only when nobody is.

    Nobody is asked when there is nothing to give.
    """
    found = facts.known(Desk)
    if found is not None and not (found.holds or found.dues):
        return ()
    return others(facts) or (NOBODY,)


until = Date("until", suggest=(1, 7, 14, 21), not_today=True)
to = Choice("to", options=FromFacts(_colleagues))
sure = YesNo("sure")


def _taker(answers: Answers) -> int | None:
    chosen = answers.get(to)
    return None if chosen in (None, NOBODY.code) else int(chosen)


def _names(answers: Answers, facts: Facts) -> Mapping[str, Arg]:
    desk, readers = facts.find(Desk) or Desk(), facts.find(Readers) or Readers()
    count, tasks = desk.holds, len(desk.dues)
    taker = _taker(answers)
    who = dict(zip(readers.persons, readers.names, strict=True)).get(taker or 0)
    goes = Text("absence-stays") if count or tasks else Text("absence-nothing")
    if who is not None:
        what = shared_what(Share(taker, who, count, tasks))
        goes = Text("absence-goes", {"name": Words(who), "what": what})
    back = answers.get(until)
    return {"date": back or facts.today, "goes": goes}


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    if not answers[sure]:
        return Result(messages=(say("absence-not-set"),))
    return Result((SetAbsence(answers[until], _taker(answers)),))


CONVERSATION = Conversation(
    "absence",
    questions=(until, to, sure),
    on_submit=submit,
    needs=(Desk, Readers),
    may=May.DECIDE,
    names=_names,
    summary=False,
)
