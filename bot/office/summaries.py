"""What lies with each whose hour has struck, and for the group of staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.office.unit import Applying
from conversations.roles import May, may
from conversations.screens import desk
from conversations.summaries import next_summary, still_of_use
from storage import views
from storage.models import outbox, people, rooms
from storage.models.outbox import WORK, New


async def summaries_due(applying: Applying, limit: int = 50) -> int:
    """What lies with each whose hour has struck, once; how many got one.

    Nothing when there is nothing, or outside working hours: the next moment
    is stored all the same, forward only, so that a missed tick makes one summary and not many.
    """
    db, calendar = applying.db, applying.programme.calendar
    waiting = await people.awaiting_summary(db, applying.now, limit)
    if not waiting:
        return 0
    known = await people.identities_of(db, [one.person for one in waiting])
    works = {p for p, i in known.items() if may(i.roles, May.READ_ALL)}
    reached = [p for p in works if known[p].reachable == "yes"]
    useful = still_of_use(calendar, applying.now)
    desks = await views.desks_of(db, reached) if useful and reached else {}
    today, new = calendar.today(applying.now), []
    for one in waiting:
        found = desks.get(one.person)
        message = desk.summary(found, calendar, today) if found else None
        if message is not None:
            key = f"summary:{one.person}:{one.at.isoformat()}"
            new.append(New(known[one.person].account, message, WORK, dedupe_key=key))
    await outbox.add_once(db, new, applying.now)
    await people.schedule_summaries(
        db,
        [
            (
                one.person,
                next_summary(one.summary, calendar, applying.now) if one.person in works else None,
            )
            for one in waiting
        ],
    )
    return len(new)


async def group_summary_due(
    applying: Applying, channel: str, trail: Sequence[str], link: str | None
) -> int:
    """Once per working day to the staff group: counts alone; how many went (none or one).

    `trail`: the ids the group has had, the last of which it has now.
    """
    db, now, calendar = applying.db, applying.now, applying.programme.calendar
    at = await rooms.summary_at(db, channel)
    if at is not None and at > now:
        return 0
    later = next_summary(None, calendar, now)
    if later is not None:
        await rooms.set_summary_at(db, channel, later)
    if at is None or not still_of_use(calendar, now):
        return 0
    found = await views.everybodys_desk(db)
    message = desk.group_summary(found, calendar, calendar.today(now), link)
    if message is None:
        return 0
    message = replace(message, language=applying.programme.default_language)
    account = await people.room_account(db, channel, trail, now)
    key = f"summary:room:{channel}:{at.isoformat()}"
    await outbox.add_once(db, [New(account, message, WORK, dedupe_key=key)], now)
    return 1
