"""People speak of themselves: language, silence, consent, what to remember."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.office.actors import Actor
from bot.office.needs import Need, Remembered, YesGiven
from bot.office.registry import handles
from bot.office.unit import Unit
from conversations.effects import (
    ChooseSummary,
    KeepMedia,
    MarkReachable,
    Mute,
    NoteYoung,
    RecordNotice,
    Remember,
    SetDiscreet,
    SetLanguage,
    SetOptIn,
    Unmute,
)
from conversations.events import SummaryChosen
from conversations.roles import May
from conversations.summaries import CHOICES, next_summary
from conversations.views import Me
from storage.models.media import Wanted
from storage.models.opt_ins import Said
from storage.models.people import PersonChange


def _me(by: Actor) -> Me:
    """Return who speaks of themselves. Raises TypeError for whoever is no person."""
    if not isinstance(by, Me):
        raise TypeError(f"{by} is no person")
    return by


@handles(ChooseSummary)
def choose_summary(unit: Unit, by: Actor, effect: ChooseSummary) -> None:
    me = _me(by)
    if me.may(May.READ_ALL) and effect.when in CHOICES:
        moment = next_summary(effect.when, unit.programme.calendar, unit.now)
        change = PersonChange(me.person, summary=effect.when, summary_at=moment)
        unit.writes.persons.append(change)
        unit.tell(by, SummaryChosen(moment))


@handles(KeepMedia)
def keep_media(unit: Unit, by: Actor, effect: KeepMedia) -> None:
    me = _me(by)
    unit.writes.media += [
        Wanted(
            id=part.media.id,
            account=me.account,
            channel=me.channel,
            reference=part.media.reference,
            kind=part.media.kind,
            seconds=part.media.seconds,
            size=part.media.size,
            mime=part.media.mime,
            name=part.media.name,
            created_at=unit.now,
        )
        for part in effect.parts
        if part.media
    ]


@handles(SetLanguage)
def set_language(unit: Unit, by: Actor, effect: SetLanguage) -> None:
    me = _me(by)
    unit.writes.persons.append(PersonChange(me.person, language=effect.language))
    unit.renew(replace(unit.renewed(me), language=effect.language))


def _what_is_remembered(unit: Unit, by: Actor, effect: Remember) -> Iterator[Need[Any]]:
    yield Remembered(_me(by).person)


@handles(Remember, _what_is_remembered)
def remember(unit: Unit, by: Actor, effect: Remember) -> None:
    """Merge this with what is remembered already."""
    me = _me(by)
    known = unit.find(Remembered(me.person))
    merged = {**known, **effect.values}
    unit.learned(Remembered(me.person), merged)
    unit.writes.persons.append(PersonChange(me.person, remembered=merged))


@handles(RecordNotice)
def record_notice(unit: Unit, by: Actor, effect: RecordNotice) -> None:
    me = _me(by)
    if effect.understood:
        unit.writes.understood.append((me.person, effect.version))
    else:
        unit.writes.notices.append((me.person, effect.version, effect.language))
    unit.renew(replace(unit.renewed(me), notice=effect.version))


@handles(SetOptIn)
def set_opt_in(unit: Unit, by: Actor, effect: SetOptIn) -> None:
    opt_in(unit, by, effect.what, effect.yes, effect.contribution)


def opt_in(unit: Unit, by: Actor, what: str, yes: bool, contribution: int | None) -> None:
    """Write down a yes or a no, under the notice that holds now."""
    me = _me(by)
    known = YesGiven(me.person)
    if unit.has(known):
        others = tuple(one for one in unit.find(known) if one != (what, contribution))
        unit.learned(known, (*others, (what, contribution)) if yes else others)
    unit.writes.opt_ins.append(
        Said(
            person=me.person,
            contribution=contribution,
            what=what,
            yes=yes,
            language=me.language,
            notice_version=unit.programme.notice_version,
            given_at=unit.now,
        )
    )


@handles(Mute)
def mute(unit: Unit, by: Actor, effect: Mute) -> None:
    _silence(unit, by, muted=True)


@handles(Unmute)
def unmute(unit: Unit, by: Actor, effect: Unmute) -> None:
    _silence(unit, by, muted=False)


def _silence(unit: Unit, by: Actor, *, muted: bool) -> None:
    me = _me(by)
    unit.writes.persons.append(PersonChange(me.person, muted=muted))
    unit.renew(replace(unit.renewed(me), muted=muted))


def _every_yes(unit: Unit, by: Actor, effect: NoteYoung) -> Iterator[Need[Any]]:
    yield YesGiven(_me(by).person)


@handles(NoteYoung, _every_yes)
def note_young(unit: Unit, by: Actor, effect: NoteYoung) -> None:
    """Note that somebody is said to be under 16: no contact data is kept, and what had been opted
    into ends.

    Source: GDPR art. 8 with UAVG art. 5; nobody is asked.
    """
    me = _me(by)
    unit.writes.persons.append(PersonChange(me.person, young=True))
    unit.writes.without_phones.append(me.person)
    for what, about in unit.find(YesGiven(me.person)):
        opt_in(unit, by, what, False, about)
    unit.renew(replace(unit.renewed(me), young=True))


@handles(SetDiscreet)
def set_discreet(unit: Unit, by: Actor, effect: SetDiscreet) -> None:
    me = _me(by)
    unit.writes.persons.append(PersonChange(me.person, discreet=effect.discreet))
    unit.renew(replace(unit.renewed(me), discreet=effect.discreet))


@handles(MarkReachable)
def mark_reachable(unit: Unit, by: Actor, effect: MarkReachable) -> None:
    unit.writes.accounts.append((_me(by).account, "yes" if effect.reachable else "blocked"))
