"""Paragraphs for whatever message tell who can help besides the bot, and when somebody reads."""

from __future__ import annotations

from collections.abc import Collection

from conversations.messages import Arg, Text, Words
from conversations.screens.home import readers
from conversations.views import Facts, Readers


def lines(facts: Facts) -> dict[str, Arg]:
    """Return the numbers of `programme.toml`, as arguments."""
    found = facts.programme.helplines
    return {"emergency": found.emergency, "suicide": found.suicide, "home": found.home}


def team(facts: Facts) -> tuple[Text, ...]:
    """Name the team of the neighbourhood, where there is one."""
    found = facts.programme.helplines
    if found.team is None or found.team_phone is None:
        return ()
    return (Text("help-team", {"team": Words(found.team), "phone": found.team_phone}),)


def youth_worker(facts: Facts) -> tuple[Text, ...]:
    """Name the youth worker for who is under 16, where there is one."""
    found = facts.programme.youth
    return (Text("help-youth", {"name": Words(found.name), "phone": found.phone}),) if found else ()


def who_reads(facts: Facts, never: Collection[int] = ()) -> Text:
    """Say who reads it today.

    At night and on free days no reader is promised before the morning.
    """
    known = facts.find(Readers)
    if not known or not known.names:
        return Text("read-by-nobody")
    day = facts.programme.calendar.read_from(facts.now)
    if day is None:
        return Text("read-today", {"readers": readers(facts, never)})
    return Text("read-later", {"date": day})
