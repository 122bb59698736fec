"""Speak to somebody: with whom, how, and when it suits (report, rows 6 and 22)."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from conversations.declare import Conversation, Manner, Result
from conversations.effects import Meeting
from conversations.messages import Label
from conversations.progress import Draft
from conversations.questions import Answers, Choice, FromFacts, Option, options
from conversations.resident import call
from conversations.resident.idea import name
from conversations.roles import Role
from conversations.views import Facts, Team

MOST_NAMES = 6  # so that with "either is fine" and "back" there are eight buttons


def who_talks(facts: Facts) -> tuple[Option, ...]:
    """List who talks, by first name: staff, or whoever reads while there are none."""
    found = facts.known(Team)
    members = found.members if found else ()
    staff = [m for m in members if m.role is Role.STAFF] or list(members)
    language = facts.programme.default_language
    return tuple(Option(str(m.person), Label({language: m.name})) for m in staff[:MOST_NAMES])


who = Choice("who", options=FromFacts(who_talks), optional=True, skip="button-anybody")
how = Choice("how", options=options("call", "write", "visit"))
phone = replace(call.phone, when=how.among("call"))
moment = replace(call.moment, when=how.among("call", "visit"))


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    chosen = answers.get(who)
    return call.meet(
        cast(Meeting, answers[how]),
        answers,
        draft,
        facts,
        to=int(chosen) if chosen else None,
        name=answers.get(name),
    )


CONVERSATION = Conversation(
    "talk",
    questions=(who, how, phone, moment, name),
    on_submit=submit,
    needs=(Team,),
    summary=False,
    manner=Manner(contact=True),
)
