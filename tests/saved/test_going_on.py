"""Whoever was in the middle of something before a deploy goes on, and comes to an end."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import func, select, text

from conversations.actions import Command, encode
from conversations.messages import load_message
from conversations.progress import Draft, load
from storage.models.inbox import inbox
from storage.models.outbox import outbox
from storage.models.people import account
from storage.models.progress import progress
from tests.saved.answering import finish, progress_of
from tests.saved.street import Street

DAYS = 21
# What is said to who taps or types what can no longer be.
STRANDED = ("tap-passed", "option-gone", "went-wrong", "event-parked")


async def test_what_waited_is_handled_and_sent(street: Street) -> None:
    """Events of before, replies of before, and all that clocks do in some weeks."""
    parked = await ids(street, PARKED)
    waiting = await ids(street, "SELECT id FROM inbox WHERE state = 'waiting'")
    unsent = await ids(street, "SELECT id FROM outbox WHERE state = 'waiting'")
    assert len(waiting) > 5
    assert len(unsent) > 5
    street.clock.forward(hours=12)  # it was evening, when nothing is pushed
    for _ in range(DAYS):
        await street.tick()
        street.clock.forward(days=1)
    assert await ids(street, "SELECT id FROM inbox WHERE state = 'waiting'") == []
    assert await ids(street, PARKED) == parked
    assert await ids(street, DEAD) == []
    assert await ids(street, FREE_AND_UNSENT.format(", ".join(map(str, unsent)))) == []


async def test_every_draft_comes_to_its_end(street: Street) -> None:
    """The open one is answered on, each that was left is picked up; nobody is stranded."""
    await street.settle()
    drafts = await unfinished(street)
    assert len(drafts) > 20
    street.sends = False
    known = await newest_message(street)
    for who, draft in drafts:
        if (await progress_of(street, who)).draft(draft.run) is not None:  # not ended with another
            await to_its_end(street, who, draft)
            known = await well_answered(street, known)
    street.sends = True
    await street.settle()
    assert await ids(street, DEAD) == []


PARKED = "SELECT id FROM inbox WHERE state = 'parked'"
DEAD = """
    SELECT error FROM outbox JOIN account ON account.id = account_id
    WHERE state = 'dead' AND reachable = 'yes'
"""
# Of who can be reached and did not say stop.
FREE_AND_UNSENT = """
    SELECT state || error || message FROM outbox JOIN account ON account.id = account_id
    JOIN person ON person.id = person_id
    WHERE state NOT IN ('sent', 'recalled') AND reachable = 'yes' AND NOT muted
    AND outbox.id IN ({})
"""


async def ids(street: Street, sql: str) -> list[Any]:
    async with street.app.database.reading() as db:
        return list((await db.execute(text(sql))).scalars())


async def newest_message(street: Street) -> int:
    return int((await ids(street, "SELECT max(id) FROM outbox"))[0])


async def well_answered(street: Street, known: int) -> int:
    """That something was said after that message, which can be shown, and strands nobody.

    The newest message now. Raises AssertionError.
    """
    wanted = select(outbox.c.id, outbox.c.message).where(outbox.c.id > known)
    async with street.app.database.reading() as db:
        said = (await db.execute(wanted.order_by(outbox.c.id))).all()
        waits = await db.scalar(select(func.count()).where(inbox.c.handled_at.is_(None)))
    assert said, "no answer"
    assert waits == 0, "an event failed"
    for row in said:
        assert not [key for key in STRANDED if f'"{key}"' in json.dumps(row.message)]
        assert street.app.rendering.message(load_message(row.message), "nl").texts
    return int(said[-1].id)


async def unfinished(street: Street) -> list[tuple[str, Draft]]:
    """The drafts of all who can be reached, with whose they are; the open one of each first."""
    wanted = select(account.c.external_id, progress.c.data).join(account)
    wanted = wanted.where(account.c.reachable == "yes")
    async with street.app.database.reading() as db:
        rows = (await db.execute(wanted.order_by(account.c.id))).all()
    drafts: list[tuple[str, Draft]] = []
    for who, data in rows:
        known = load(data)
        found = (known.current, *known.left)
        drafts += [(who, draft) for draft in found if draft is not None]
    return drafts


async def to_its_end(street: Street, who: str, draft: Draft) -> None:
    """Answer on; pick it up where it was left, or where words after hours began something new.

    Raises AssertionError when it does not end.
    """
    await finish(street, who)
    if (await progress_of(street, who)).draft(draft.run) is not None:
        await street.does(who, "tap", action=encode(Command(draft.run, "resume")))
        await finish(street, who)
    assert (await progress_of(street, who)).draft(draft.run) is None, (who, draft)
