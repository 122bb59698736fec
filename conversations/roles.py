"""Roles tell who may use and see what: a table to read and draw without running anything."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    RESIDENT = "resident"
    KEY_PERSON = "key-person"
    COMMUNITY_WORKER = "community-worker"
    REPRESENTATIVE = "representative"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


class May(StrEnum):
    """The things that can be permitted."""

    CONTRIBUTE = "contribute"  # say something, and follow one's own
    BRING_IN = "bring_in"  # put down what a neighbour says, for that neighbour
    READ_ALL = "read_all"  # read what residents sent, with their names
    DECIDE = "decide"  # ask, write down, decide
    INHERIT = "inherit"  # become owner of what nobody owns
    ADMINISTER = "administer"  # hear of what went wrong in the machine


class Of(StrEnum):
    """The reach of what a view shows to who may look at it; each shows more than the one before."""

    OWN = "own"  # what is theirs
    ALL = "all"  # of others too, to who may read all and whom it is not hidden from
    GRANTED = "granted"  # and to whom its author let read it, unless it is hidden from them
    PUBLIC = "public"  # the same to each


# What only those have who work here: they answer residents.
WORK = frozenset({May.READ_ALL, May.DECIDE, May.INHERIT, May.ADMINISTER})

# Everybody is a resident first: whoever has another role may also contribute.
PERMITTED: dict[Role, frozenset[May]] = {
    Role.RESIDENT: frozenset({May.CONTRIBUTE}),
    Role.KEY_PERSON: frozenset({May.CONTRIBUTE, May.BRING_IN}),
    Role.COMMUNITY_WORKER: frozenset({May.CONTRIBUTE}),
    Role.REPRESENTATIVE: frozenset({May.CONTRIBUTE}),
    Role.STAFF: frozenset({May.CONTRIBUTE, May.READ_ALL, May.DECIDE, May.INHERIT}),
    Role.ADMINISTRATOR: frozenset(May),
}

# Roles that can be given by an invitation today; the others have their place above.
INVITABLE = (Role.STAFF, Role.ADMINISTRATOR)


def may(roles: Iterable[Role], what: May) -> bool:
    return any(what in PERMITTED[role] for role in roles)


def roles_that(what: May) -> tuple[Role, ...]:
    return tuple(role for role, permitted in PERMITTED.items() if what in permitted)
