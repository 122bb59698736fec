"""Somebody goes on elsewhere: two accounts become one person's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal

from bot.office.actors import Actor
from bot.office.needs import AccountHere, MoveBy, Need, ProgressOf, Remembered
from bot.office.registry import handles
from bot.office.unit import Unit
from bot.office.writes import Merged
from conversations.effects import OfferMove, TakeOver
from conversations.events import Moved, MoveOffered, MoveRefused
from conversations.messages import say
from conversations.roles import Role
from conversations.views import Me
from storage.models.accounts import Identity
from storage.models.channel_switches import Move
from storage.models.outbox import FOLLOW_UP, New
from storage.models.people import PersonChange

MOVE_LASTS = timedelta(hours=1)


@handles(OfferMove)
def offer_move(unit: Unit, by: Actor, effect: OfferMove) -> None:
    if isinstance(by, Me):
        token = unit.token()
        unit.writes.moves.append((token, by.account, unit.now + MOVE_LASTS))
        unit.tell(by, MoveOffered(token))


def _from_where(unit: Unit, by: Actor, effect: TakeOver) -> Iterator[Need[Any]]:
    move = MoveBy(effect.token)
    yield move
    if isinstance(by, Me):
        yield Remembered(by.person)
    there = unit.find(move) if unit.has(move) else None
    if there is not None:
        yield AccountHere(there.account)
        yield Remembered(there.person)
        yield ProgressOf(there.account)


@handles(TakeOver, _from_where)
def take_over(unit: Unit, by: Actor, effect: TakeOver) -> None:
    """Make two accounts one person's from now on; what was being said goes on in this one.

    Nobody who works here is joined by a link: whoever made it could take their place.
    """
    if not isinstance(by, Me):
        return
    there = unit.find(MoveBy(effect.token))
    if refusal := _refused(unit, by, there):
        unit.tell(by, MoveRefused(refusal))
        return
    before = unit.find(AccountHere(there.account)) if there is not None else None
    if there is None or before is None:
        return
    unit.learned(MoveBy(effect.token), replace(there, used_at=unit.now))
    unit.writes.merged.append(Merged(there.person, by.person, there.account, by.account))
    unit.writes.moves_used.append(there.token_hash)
    _renew(unit, by, before)
    unit.writes.messages.append(
        New(
            there.account,
            say("moved-away"),
            FOLLOW_UP,
            dedupe_key=f"moved:{there.token_hash[:40]}",
        )
    )
    unit.tell(by, Moved(unit.find(ProgressOf(there.account))))


def _refused(
    unit: Unit, me: Me, there: Move | None
) -> Literal["used", "expired", "unknown", "roles"] | None:
    if there is None or there.account == me.account:
        return "unknown"
    if there.used_at is not None:
        return "used"
    if there.expires_at < unit.now:
        return "expired"
    works_here = there.has_role or me.roles != {Role.RESIDENT}
    return "roles" if works_here else None


def _renew(unit: Unit, me: Me, there: Identity) -> None:
    """They are now who they were over there, and remember what both remembered."""
    mine, theirs = Remembered(me.person), Remembered(there.person)
    here, over_there = unit.find(mine), unit.find(theirs)
    remembered = {**here, **over_there}
    unit.learned(theirs, remembered)
    unit.writes.persons.append(PersonChange(there.person, remembered=remembered))
    another = there.person != me.person
    unit.renew(
        replace(
            unit.renewed(me),
            person=there.person,
            language=there.language,
            name=there.name,
            muted=there.muted,
            notice=me.notice or there.notice,
            remembered=remembered,
            contributions=there.contributions + (me.contributions if another else 0),
        )
    )
