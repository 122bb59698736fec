"""A colleague works here no more: who, and who gets what lies with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from conversations.declare import Conversation, Result
from conversations.effects import EndAccess
from conversations.messages import Arg, Label, Message, Text, Words, say
from conversations.progress import Draft
from conversations.questions import Answers, Choice, FromFacts, Option, YesNo
from conversations.roles import May, Role
from conversations.routing import Reader, share_out, shares
from conversations.screens.desk import shared_lines
from conversations.views import Facts, Readers, WorkHere


def _here(facts: Facts) -> tuple[Reader, ...]:
    found = facts.known(WorkHere)
    return found.readers if found else ()


def _everybody(facts: Facts) -> tuple[Option, ...]:
    """List whoever works here, oneself too; a number tells apart who share a name."""
    names = [reader.name for reader in _here(facts)]
    language = facts.programme.default_language
    return tuple(
        Option(
            str(reader.person),
            Label({language: reader.name + f" ({reader.person})" * (names.count(reader.name) > 1)}),
        )
        for reader in _here(facts)
    )


def _last(facts: Facts) -> Collection[str]:
    """Return the only administrator: somebody must be able to invite and end."""
    found = [str(r.person) for r in _here(facts) if r.has(Role.ADMINISTRATOR)]
    return found if len(found) == 1 else ()


who = Choice("who", options=FromFacts(_everybody), withheld=_last)
sure = YesNo("sure")


def may_end(draft: Draft, facts: Facts) -> Message | None:
    return say("access-alone") if len(_here(facts)) < 2 and _last(facts) else None


def _goes(person: int, facts: Facts) -> Text:
    """Tell who would get how much, as it is shared out when it ends."""
    found, readers = facts.find(WorkHere) or WorkHere(), facts.find(Readers) or Readers()
    others = [
        replace(reader, away=readers.away(reader.person, facts.today))
        for reader in found.readers
        if reader.person != person
    ]
    theirs = found.work.get(person, ())
    lines = shared_lines(shares(theirs, share_out(theirs, others)), facts.programme)
    return Text("access-goes", {"lines": lines}) if lines else Text("access-nothing")


def _names(answers: Answers, facts: Facts) -> Mapping[str, Arg]:
    chosen = next((r for r in _here(facts) if str(r.person) == answers.get(who)), None)
    last = "yes" if _last(facts) else "no"
    if chosen is None:
        return {"last": last, "name": "", "role": "", "goes": ""}
    role = Text(f"role-{chosen.role}")
    goes = _goes(chosen.person, facts)
    return {"last": last, "name": Words(chosen.name), "role": role, "goes": goes}


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    chosen = answers.get(who)
    if chosen is None or not answers[sure]:
        return Result(messages=(say("access-kept"),))
    return Result((EndAccess(int(chosen)),))


CONVERSATION = Conversation(
    "end_access",
    questions=(who, sure),
    on_submit=submit,
    needs=(WorkHere, Readers),
    may=May.ADMINISTER,
    gate=may_end,
    names=_names,
    summary=False,
)
