"""Each whose hour has struck hears what lies with them, and so does the group of staff."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.office.needs import (
    Account,
    AwaitingSummary,
    DeskOf,
    EverybodysDesk,
    GroupAccount,
    GroupSummaryAt,
    Need,
)
from bot.office.unit import Unit
from conversations.messages import Message
from conversations.roles import May, may
from conversations.screens import desk
from conversations.summaries import next_summary, still_of_use
from storage.models.accounts import Identity
from storage.models.outbox import WORK, New
from storage.models.people import PersonChange, Waiting


def _works(identity: Identity | None) -> bool:
    return identity is not None and may(identity.roles, May.READ_ALL)


def needs_of_summaries(unit: Unit, awaiting: AwaitingSummary) -> Iterator[Need[Any]]:
    yield awaiting
    useful = still_of_use(unit.programme.calendar, unit.now)
    for one in unit.find(awaiting) if unit.has(awaiting) else ():
        account = Account(one.person)
        yield account
        identity = unit.find(account) if unit.has(account) else None
        if useful and identity and _works(identity) and identity.reachable == "yes":
            yield DeskOf(one.person)


def summaries_due(unit: Unit, awaiting: AwaitingSummary) -> int:
    """Tell each whose hour has struck what lies with them, once; return how many were told.

    Nothing when there is nothing, or outside working hours: the next moment
    is stored all the same, forward only, so that a missed tick makes one summary and not many.
    """
    calendar, sent = unit.programme.calendar, 0
    for one in unit.find(awaiting):
        identity = unit.find(Account(one.person))
        works = _works(identity)
        at = next_summary(one.summary, calendar, unit.now) if works else None
        unit.writes.persons.append(PersonChange(one.person, summary_at=at))
        found = unit.find(DeskOf(one.person)) if unit.has(DeskOf(one.person)) else None
        message = desk.summary(found, calendar, unit.today) if found else None
        if message is not None and identity is not None:
            unit.writes.messages.append(_summary(one, identity, message))
            sent += 1
    return sent


def _summary(one: Waiting, identity: Identity, message: Message) -> New:
    key = f"summary:{one.person}:{one.at.isoformat()}"
    return New(identity.account, message, WORK, dedupe_key=key)


@dataclass(frozen=True, slots=True)
class Group:
    """The staff group: its channel, and the ids it has had, the last of which it has now; `link`
    opens the desk."""

    channel: str
    trail: tuple[str, ...]
    link: str | None


def needs_of_group_summary(unit: Unit, group: Group) -> Iterator[Need[Any]]:
    at = GroupSummaryAt(group.channel)
    yield at
    if unit.has(at) and _struck(unit, group):
        yield EverybodysDesk()
        if unit.has(EverybodysDesk()) and _of_group(unit, group) is not None:
            yield GroupAccount(group.channel, group.trail, unit.now)


def _struck(unit: Unit, group: Group) -> bool:
    """Tell whether its hour has struck, and there is still use in it."""
    at = unit.find(GroupSummaryAt(group.channel))
    useful = still_of_use(unit.programme.calendar, unit.now)
    return at is not None and at <= unit.now and useful


def _of_group(unit: Unit, group: Group) -> Message | None:
    calendar = unit.programme.calendar
    found = unit.find(EverybodysDesk())
    message = desk.group_summary(found, calendar, calendar.today(unit.now), group.link)
    return message and replace(message, language=unit.programme.default_language)


def group_summary_due(unit: Unit, group: Group) -> int:
    """Send the staff group counts alone, once per working day; return how many went (0 or 1)."""
    at = unit.find(GroupSummaryAt(group.channel))
    if at is not None and at > unit.now:
        return 0
    later = next_summary(None, unit.programme.calendar, unit.now)
    if later is not None:
        unit.writes.group_summaries.append((group.channel, later))
    message = _of_group(unit, group) if at is not None and _struck(unit, group) else None
    if at is None or message is None:
        return 0
    account = unit.find(GroupAccount(group.channel, group.trail, unit.now))
    key = f"summary:room:{group.channel}:{at.isoformat()}"
    unit.writes.messages.append(New(account, message, WORK, dedupe_key=key))
    return 1
