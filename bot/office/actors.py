"""An actor is a person, an organisation by its link, a clock, or whoever runs the bot."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.contributions import Contribution
from conversations.lifecycle import Party
from conversations.programme import Programme
from conversations.roles import May
from conversations.views import Me

Person = Me


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that promised something and has a link to say how that goes.

    `agreed_with`: the person who works here and has the contribution; what the organisation says is
    written down as theirs.
    """

    name: str
    contribution: int
    agreed_with: int


@dataclass(frozen=True, slots=True)
class Clock:
    """The passing of time."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever runs the bot, at its command line; `name` is what others read."""

    name: str


Actor = Person | Organisation | Clock | Operator


def person_of(by: Actor) -> int | None:
    """Return the person to whom what is done is attributed; None for nobody in particular."""
    match by:
        case Me():
            return by.person
        case Organisation():
            return by.agreed_with
        case _:
            return None


def signed(programme: Programme, by: Actor) -> str:
    """Return the name under which residents and staff read it."""
    match by:
        case Me() | Organisation() | Operator():
            return programme.office_or(by.name)
        case _:
            return programme.office


def may(by: Actor, what: May) -> bool:
    """Tell whether they may do something; an organisation may do nothing but speak of its own."""
    match by:
        case Me():
            return by.may(what)
        case Operator():
            return True
        case _:
            return False


def parties(by: Actor, row: Contribution) -> frozenset[Party]:
    """Return what somebody is to a contribution, as far as a change of it is theirs to make."""
    match by:
        case Me():
            author = row.author is not None and row.author == by.person
            staff = by.may(May.DECIDE) and by.person not in row.hidden_from
            return frozenset({*[Party.AUTHOR] * author, *[Party.STAFF] * staff})
        case Organisation():
            return frozenset({Party.ORGANISATION} if by.contribution == row.id else ())
        case Clock():
            return frozenset({Party.CLOCK})
        case _:
            return frozenset()
