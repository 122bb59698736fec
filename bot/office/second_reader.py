"""Who reads a no before it leaves, and that somebody always does."""

from __future__ import annotations

from collections.abc import Sequence

from bot.office.readers import second_reader_for, who_reads, with_one_more
from bot.office.tasks import TaskFor, assign
from bot.office.unit import Applying, signed
from conversations.contributions import Contribution
from conversations.events import Applied
from conversations.routing import Reader
from conversations.views import Me
from storage.models import contributions, proposals, tasks
from storage.models.proposals import Proposal

SECOND = ("second", "second_own")  # the kinds of task to read what has not gone


async def ask_second_readers(applying: Applying, asked: Sequence[tuple[Me, Contribution]]) -> None:
    """Whoever else may know of it; nobody else there: the same, on another day."""
    if not asked:
        return
    readers = await who_reads(applying)
    chosen: list[tuple[Me, Contribution, Reader | None]] = []
    for me, row in asked:
        second = second_reader_for(readers, me.person, row)
        readers = with_one_more(readers, second)
        chosen.append((me, row, second))
    by = {me.person: signed(applying, me) for me, _ in asked}
    wanted = [
        TaskFor(
            "second" if second else "second_own",
            row.author,
            row,
            {"by": by[me.person]},
            never=frozenset({me.person}) if second else frozenset(),
            to=second.person if second else me.person,
        )
        for me, row, second in chosen
    ]
    await assign(applying, wanted)
    for me, row, second in chosen:
        what = "second_reads" if second else "second_alone"
        name = second.name if second else None
        applying.tell(me, Applied(row.id, row.number, what, name))


async def keep_being_read(applying: Applying) -> None:
    """What waits for a reader always lies with one who is there: who was asked may have left, be
    away or have given it back to its writer; somebody may have come where nobody was."""
    waiting = await proposals.waiting(applying.db)
    if not waiting:
        return
    about = [one.contribution for one in waiting]
    there = await tasks.open_about(applying.db, about, SECOND)
    readers = await who_reads(applying)
    here = {reader.person for reader in readers if not reader.away}
    lost: list[Proposal] = []
    for one in waiting:
        lies = {task.what: task.owner for task in there.get(one.contribution, ())}
        reader = lies.get("second")
        if reader in here - {one.by_id} or (here <= {one.by_id} and "second_own" in lies):
            continue
        lost.append(one)
    if not lost:
        return
    again = [one.contribution for one in lost]
    await tasks.finish_about(applying.db, again, SECOND, applying.now)
    rows = await contributions.find(applying.db, again)
    asking = [(_writer(one), rows[one.contribution]) for one in lost]
    before = len(applying.events)
    await ask_second_readers(applying, asking)
    del applying.events[before:]  # nobody asked for it just now


def _writer(one: Proposal) -> Me:
    return Me(one.by_id, 0, "", "", one.by)
