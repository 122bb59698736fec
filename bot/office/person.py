"""What somebody says of themselves: language, silence, consent, what to remember."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.office.unit import Applying, Caused
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
from storage.models import contributions, media, opt_ins, people, tasks
from storage.models.media import Wanted
from storage.models.opt_ins import Said


async def choose_summaries(applying: Applying, effects: Sequence[Caused[ChooseSummary]]) -> None:
    changed = []
    for me, effect in effects:
        if me.may(May.READ_ALL) and effect.when in CHOICES:
            moment = next_summary(effect.when, applying.programme.calendar, applying.now)
            changed.append((me.person, effect.when, moment))
            applying.tell(me, SummaryChosen(moment))
    await people.choose_summaries(applying.db, changed)


async def keep_media(applying: Applying, effects: Sequence[Caused[KeepMedia]]) -> None:
    wanted = [
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
            created_at=applying.now,
        )
        for me, effect in effects
        for part in effect.parts
        if part.media
    ]
    await media.want(applying.db, wanted)


async def set_languages(applying: Applying, effects: Sequence[Caused[SetLanguage]]) -> None:
    await people.set_languages(applying.db, [(me.person, e.language) for me, e in effects])
    for me, effect in effects:
        applying.renew(replace(applying.renewed(me), language=effect.language))


async def remember(applying: Applying, effects: Sequence[Caused[Remember]]) -> None:
    await people.remember(applying.db, [(me.person, dict(e.values)) for me, e in effects])


async def record_notices(applying: Applying, effects: Sequence[Caused[RecordNotice]]) -> None:
    shown = [(me.person, e.version, e.language) for me, e in effects if not e.understood]
    await opt_ins.show_notice(applying.db, shown, applying.now)
    understood = [(me.person, effect.version) for me, effect in effects if effect.understood]
    await opt_ins.understand_notice(applying.db, understood, applying.now)
    for me, effect in effects:
        applying.renew(replace(applying.renewed(me), notice=effect.version))


async def set_opt_ins(applying: Applying, effects: Sequence[Caused[SetOptIn]]) -> None:
    said = [
        Said(
            person=me.person,
            contribution=effect.contribution,
            what=effect.what,
            yes=effect.yes,
            language=me.language,
            notice_version=applying.programme.notice_version,
            given_at=applying.now,
        )
        for me, effect in effects
    ]
    await opt_ins.add(applying.db, said)


async def mute(applying: Applying, effects: Sequence[Caused[Mute]]) -> None:
    await people.set_muted(applying.db, [me.person for me, _ in effects], True)
    for me, _ in effects:
        applying.renew(replace(applying.renewed(me), muted=True))


async def unmute(applying: Applying, effects: Sequence[Caused[Unmute]]) -> None:
    await people.set_muted(applying.db, [me.person for me, _ in effects], False)
    for me, _ in effects:
        applying.renew(replace(applying.renewed(me), muted=False))


async def note_young(applying: Applying, effects: Sequence[Caused[NoteYoung]]) -> None:
    """Said to be under 16: no contact data is kept, and what had been opted into ends.

    Source: GDPR art. 8 with UAVG art. 5; nobody is asked.
    """
    persons = [me.person for me, _ in effects]
    await people.set_young(applying.db, persons)
    await contributions.forget_phones(applying.db, persons)
    await tasks.forget_phones(applying.db, persons)
    given = await opt_ins.in_force(applying.db, persons)
    speaking = {me.person: me for me, _ in effects}
    taken_back = [(speaking[person], SetOptIn(what, False, about)) for person, what, about in given]
    if taken_back:
        await set_opt_ins(applying, taken_back)
    for me, _ in effects:
        applying.renew(replace(applying.renewed(me), young=True))


async def set_discreet(applying: Applying, effects: Sequence[Caused[SetDiscreet]]) -> None:
    await people.set_discreet(applying.db, [(me.person, e.discreet) for me, e in effects])
    for me, effect in effects:
        applying.renew(replace(applying.renewed(me), discreet=effect.discreet))


async def mark_reachable(applying: Applying, effects: Sequence[Caused[MarkReachable]]) -> None:
    seen = [(me.account, "yes" if effect.reachable else "blocked") for me, effect in effects]
    await people.mark_each_reachable(applying.db, seen)
