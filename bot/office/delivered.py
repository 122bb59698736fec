"""What follows from a message that reached somebody, or could not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.office.tasks import TaskFor, assign
from bot.office.unit import Applying, Rows
from conversations import lifecycle
from conversations.lifecycle import Act, Party, permitted
from storage.models import contributions, outbox, people, web


async def answers_left(applying: Applying, ids: Sequence[int]) -> None:
    """A yes has reached the resident: work can begin."""
    rows = Rows(applying, await contributions.find(applying.db, ids, lock=True))
    for row in list(rows.now.values()):
        if permitted(Act.LEFT, row.status, by=Party.DELIVERY):
            left = lifecycle.change(Act.LEFT, row.status, by=Party.DELIVERY).target
            rows.change(replace(row, status=left), quietly=True)
    await rows.write()


async def account_is_gone(
    applying: Applying, person: int | None, account: int, about: int | None = None
) -> int | None:
    """An account is no more: another of theirs, else a task for a person. The other account.

    `person` is None for a room. `about`: the contribution of the message that could not be
    delivered.
    """
    await people.mark_reachable(applying.db, account, "gone")
    if person is None:
        return None
    found = (await people.identities_of(applying.db, [person])).get(person)
    if found is not None and found.reachable == "yes":
        return found.account
    await find_another_way(applying, person, about)
    return None


async def find_another_way(applying: Applying, person: int, about: int | None) -> None:
    """A task to find another way to somebody."""
    row = None
    if about is not None:
        row = (await contributions.find(applying.db, [about])).get(about)
    known = (await people.names(applying.db, [person])).get(person)
    name = (row.name if row else None) or known
    details = {"name": name} if name else {}
    await assign(applying, [TaskFor("unreachable", person, row, details)])


async def nobody_fetched(applying: Applying, before: datetime) -> int:
    """What waits on the web since before that: sent by another road of the person's, else a task.

    Source: promise 11, unreachable is work.
    """
    found = await web.unfetched(applying.db, before)
    if not found:
        return 0
    letters = await outbox.sent_as(applying.db, [(u.account, str(u.id)) for u in found])
    for unread in found:
        letter = letters.get((unread.account, str(unread.id)))
        if letter is None:  # a card, or a reminder of a draft
            continue
        other = await people.other_account(applying.db, unread.person, unread.account)
        if other is not None:
            await outbox.send_again(applying.db, letter.id, other)
        else:
            await find_another_way(applying, unread.person, letter.about)
    await web.mark_told(applying.db, [unread.id for unread in found])
    return len(found)
