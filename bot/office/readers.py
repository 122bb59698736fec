"""Who may decide, how much lies with each, and whose something becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.office.unit import Applying, Rows
from conversations import routing
from conversations.contributions import Contribution
from conversations.lifecycle import OPEN
from conversations.roles import May
from conversations.routing import Reader
from storage.models import contributions, decisions, people


def second_reader_for(readers: Sequence[Reader], by: int, row: Contribution) -> Reader | None:
    """Who is away for some time is not there to read."""
    here = [reader for reader in readers if not reader.away]
    return routing.choose_owner(here, row.wijk, row.theme, row.hidden_from | {by})


async def who_reads(applying: Applying) -> list[Reader]:
    loads = await contributions.loads(applying.db)
    found = await people.colleagues(applying.db, May.DECIDE)
    today = applying.programme.calendar.today(applying.now)
    return [c.reader(loads.get(c.person, 0), today) for c in found]


def with_one_more(readers: list[Reader], chosen: Reader | None) -> list[Reader]:
    """The readers when that one has one thing more to do."""
    return [replace(r, load=r.load + 1) if r is chosen else r for r in readers]


async def other_readers(applying: Applying, rows: Sequence[Contribution]) -> dict[int, int | None]:
    """For each somebody else than who decided; the same when nobody else reads."""
    if not rows:
        return {}
    readers = await who_reads(applying)
    latest = await decisions.latest(applying.db, [row.id for row in rows])
    here = {reader.person for reader in readers}
    others: dict[int, int | None] = {}
    for row in rows:
        decided_by = latest[row.id].decided_by_id if row.id in latest else row.owner
        free = [r for r in readers if r.person != decided_by]
        other = routing.choose_owner(free, row.wijk, row.theme, row.hidden_from)
        readers = with_one_more(readers, other)
        kept = row.owner if row.owner in here else None
        others[row.id] = other.person if other else kept
    return others


def adopt(rows: Rows, readers: Sequence[Reader]) -> None:
    """What is open and lies with nobody who works here goes to who does: its owner was erased, or
    lost access while it came in."""
    free, here = list(readers), {reader.person for reader in readers}
    for row in list(rows.now.values()):
        if row.status not in OPEN or row.owner in here:
            continue
        chosen = routing.choose_owner(free, row.wijk, row.theme, row.hidden_from)
        owner = chosen.person if chosen else None
        if owner != row.owner:
            rows.change(replace(row, owner=owner), quietly=True)
            free = with_one_more(free, chosen)
