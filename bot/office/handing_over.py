"""What lies with somebody goes to a colleague, and whoever waits hears who reads it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.office import sharing_out
from bot.office.cards import CardFor, send_cards
from bot.office.letters import FollowUp, Letter, follow_up
from bot.office.readers import who_reads
from bot.office.unit import Applying, Caused, Rows, not_before, signed
from conversations import notices
from conversations.contributions import Contribution
from conversations.effects import HandOver, HandOverAll, SetAbsence
from conversations.events import AbsenceSet, Applied, HandedOver
from conversations.lifecycle import UNANSWERED
from conversations.roles import May
from conversations.routing import Share
from conversations.views import Me
from storage.models import contributions, outbox, people, tasks
from storage.models.outbox import WORK, New


async def hand_over(applying: Applying, effects: Sequence[Caused[HandOver]]) -> None:
    """A colleague has it now, with the tasks about it; its author hears who reads."""
    rows = await Rows.held(applying, effects)
    readers = {reader.person: reader.name for reader in await who_reads(applying)}
    given: list[tuple[Me, Contribution, int]] = []
    for me, effect in effects:
        row = rows.unless_overtaken(me, effect, None, "hand_over")
        if row is None:
            continue
        if effect.to in row.hidden_from or effect.to not in readers:
            applying.tell(me, Applied(row.id, row.number, "not_handed"))
            continue
        if effect.to != row.owner:
            given.append((me, row, effect.to))
            rows.change(replace(row, owner=effect.to, changed_by=me.person))
        applying.tell(me, Applied(row.id, row.number, "hand_over"))
    await rows.write()
    await rows.tell_overtaken()
    for _, row, to in given:
        if row.owner is not None:
            await tasks.hand_over(applying.db, row.owner, to, [row.id])
    others = [rows.now[row.id] for me, row, to in given if to != me.person]
    shown = [CardFor(row, row.owner, "reacted-given", "given") for row in others]
    await send_cards(applying, shown)
    await tell_new_reader(applying, [rows.now[row.id] for _, row, _ in given], readers)


async def hand_over_all(applying: Applying, effects: Sequence[Caused[HandOverAll]]) -> None:
    """All that lies with somebody; in this one transaction."""
    readers = {reader.person: reader for reader in await who_reads(applying)}
    for me, effect in effects:
        if not me.may(May.DECIDE) or effect.to not in readers or effect.to == me.person:
            continue
        to = readers[effect.to]
        given = await sharing_out.give_away(
            applying.db, me.person, [to], by=me.person, to=to.person, stays=True
        )
        await tell_given(applying, me.person, signed(applying, me), given)
        [got] = given.taken or [Share(to.person, to.name)]
        left = given.left.contributions
        applying.tell(me, HandedOver(to.name, got.contributions, got.tasks, left))


async def set_absences(applying: Applying, effects: Sequence[Caused[SetAbsence]]) -> None:
    """What lies with them goes on with who is there; what is new comes to who is there."""
    today = applying.programme.calendar.today(applying.now)
    for me, effect in effects:
        if not me.may(May.DECIDE):
            continue
        until = effect.until if effect.until and today < effect.until else None
        await people.set_away(applying.db, me.person, until)
        applying.renew(replace(applying.renewed(me), away_until=until))
        if until is None:
            applying.tell(me, AbsenceSet(None))
            continue
        there = [r for r in await who_reads(applying) if not r.away]
        given = await sharing_out.give_away(
            applying.db, me.person, there, by=me.person, to=effect.to, stays=True
        )
        await tell_given(applying, me.person, signed(applying, me), given)
        applying.tell(me, AbsenceSet(until, given.shares, not there))


async def tell_given(
    applying: Applying, person: int, name: str, given: sharing_out.Given, by: int | None = None
) -> None:
    """Each who got something hears how much, but for who did it and sees so; who waits for an
    answer hears who reads it now."""
    found = [s.person for s in given.taken if s.person is not None and s.person != by]
    accounts = await people.identities_of(applying.db, found) if found else {}
    new = [
        New(
            accounts[share.person].account,
            notices.given_all(name, share.contributions, share.tasks),
            WORK,
            dedupe_key=f"given:{person}:{share.person}:{applying.now.isoformat()}",
            not_before=not_before(applying),
        )
        for share in given.taken
        if share.person in accounts
    ]
    await outbox.add_once(applying.db, new, applying.now)
    rows = await contributions.find(applying.db, given.contributions)
    names = {share.person: share.name or "" for share in given.taken if share.person is not None}
    await tell_new_reader(applying, list(rows.values()), names)


async def tell_new_reader(
    applying: Applying, given: Sequence[Contribution], readers: Mapping[int, str]
) -> None:
    """Who waits for an answer was told who reads (promise 3): it is somebody else now."""
    owed = [row for row in given if row.status in UNANSWERED]
    letters = [
        FollowUp(
            row,
            _new_reader(applying.programme.office_or(readers.get(row.owner or 0))),
            f"reader:{row.id}:{row.version}",
        )
        for row in owed
    ]
    await follow_up(applying, letters)


def _new_reader(name: str) -> Letter:
    return lambda card: notices.new_reader(card, name)
