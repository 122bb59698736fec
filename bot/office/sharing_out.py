"""What lies with somebody goes to others: while they are away, or when they work here no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.contributions import Contribution
from conversations.lifecycle import OPEN
from conversations.routing import Reader, Share, Work, share_out, shares
from storage.database import Db
from storage.models import contributions, tasks, work


@dataclass(frozen=True, slots=True)
class Given:
    """Who got how much, and the contributions that lie elsewhere now."""

    shares: tuple[Share, ...] = ()
    contributions: tuple[int, ...] = ()

    @property
    def left(self) -> Share:
        """What nobody who is there may have."""
        return next((s for s in self.shares if s.person is None), Share(None, None))

    @property
    def taken(self) -> tuple[Share, ...]:
        return tuple(share for share in self.shares if share.person is not None)


async def give_away(
    db: Db,
    person: int,
    readers: Sequence[Reader],
    *,
    by: int | None,
    to: int | None = None,
    stays: bool = False,
) -> Given:
    """All that lies with them, to these readers; `to` takes what they may have.

    What nobody may have stays with them, or is the office's from now on.
    """
    theirs = (await work.held(db, [person]))[person]
    wanted = [one.id for one in theirs if one.what == "contribution"]
    rows = await contributions.find(db, wanted, lock=True)
    # What another gave away or ended while we waited for it is theirs no more.
    there = {row.id for row in rows.values() if row.owner == person and row.status in OPEN}
    theirs = [one for one in theirs if one.what == "task" or one.id in there]
    given = share_out(theirs, readers, to)
    moved = [
        (one, reader)
        for one, reader in zip(theirs, given, strict=True)
        if reader is not None or not stays
    ]
    changed = [
        (rows[one.id], _given(rows[one.id], reader, by))
        for one, reader in moved
        if one.what == "contribution"
    ]
    await contributions.write(db, changed)
    for owner, ids in _tasks(moved).items():
        await tasks.give(db, ids, owner)
    return Given(shares(theirs, given), tuple(row.id for row, _ in changed))


def _given(row: Contribution, reader: Reader | None, by: int | None) -> Contribution:
    owner = reader.person if reader else None
    return replace(row, owner=owner, changed_by=by, version=row.version + 1)


async def give_archive(db: Db, person: int, readers: Sequence[Reader]) -> None:
    """What has come to rest too: whoever has it hears what its author still says."""
    theirs = await work.ended(db, person)
    owners: dict[int | None, list[int]] = {}
    for one, reader in zip(theirs, share_out(theirs, readers), strict=True):
        owners.setdefault(reader.person if reader else None, []).append(one.id)
    for owner, ids in owners.items():
        await contributions.give(db, ids, owner)


def _tasks(moved: Sequence[tuple[Work, Reader | None]]) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = {}
    for one, reader in moved:
        if one.what == "task":
            found.setdefault(reader.person if reader else None, []).append(one.id)
    return found
