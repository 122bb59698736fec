"""What falls due: done or told, and the next moment stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.office.cards import CardFor, send_cards
from bot.office.joining import still_together
from bot.office.letters import FollowUp, Letter, follow_up
from bot.office.readers import adopt, who_reads
from bot.office.tasks import TaskFor, assign
from bot.office.unit import Applying, Rows
from conversations import notices, promises
from conversations.contributions import Commitment, Contribution
from conversations.lifecycle import Status
from conversations.promises import What
from conversations.roles import Role
from conversations.routing import Reader
from conversations.views import Programme
from storage.models import commitments, contributions

SILENT = (What.REST, What.TOGETHER)  # nobody needs to hear of these


async def fell_due(applying: Applying, limit: int = 50, skipped: Sequence[int] = ()) -> int:
    """Do or tell what fell due, and store the next moment; how many that were."""
    found = await contributions.due(applying.db, applying.now, limit, skipped)
    rows = Rows(applying, dict(found))
    today = applying.programme.calendar.today(applying.now).isoformat()
    readers = await who_reads(applying) if found else []
    adopt(rows, readers)
    shown: list[CardFor] = []
    told: list[tuple[int, What, Contribution]] = []
    late: list[TaskFor] = []
    doers = await _doers(applying, found)
    for number, what, to in _fallen(found):
        row = rows.now[number]
        course = promises.carried_out(row.course, what, applying.programme.calendar, applying.now)
        rows.change(row.on(course), quietly=True, again=True)
        if to == "author":
            told.append((row.id, what, row))
        elif what is What.LOOK_AGAIN:
            told.append((row.id, what, row))
            shown.append(CardFor(row, row.owner, "reacted-due_look_again", f"due:{today}"))
        elif what not in SILENT:
            addressed = _addressed(to, row, readers, applying.programme)
            addressed = list(dict.fromkeys((*addressed, *doers.get(row.id, ()))))
            shown += [CardFor(row, who, f"reacted-due_{what}", f"due:{today}") for who in addressed]
        if what is What.OVERDUE and row.notices <= promises.NOTICES:
            late.append(_to_be_called(row, readers, applying.programme))
    await rows.write()
    await still_together(
        applying, [found[i] for i, what, _ in _fallen(found) if what is What.TOGETHER]
    )
    shown = [replace(one, row=rows.now[one.row.id]) for one in shown]
    await send_cards(applying, shown)
    await assign(applying, late)
    late_work = [i for i, what, row in told if what is What.DELAY and row.by_when]
    await commitments.postpone(applying.db, {i: rows.now[i].by_when for i in late_work})
    letters = [
        FollowUp(
            rows.now[i],
            _of_clock(applying, what, before),
            f"{what}:{i}:{today}",
            shared=what is not What.REPEAT,
        )
        for i, what, before in told
    ]
    await follow_up(applying, [*letters, *await _reminders(applying, found, today)])
    return len(found)


def _fallen(found: Mapping[int, Contribution]) -> list[tuple[int, What, str]]:
    """What fell due, as (contribution, what, to whom)."""
    return [(i, row.due.what, row.due.to) for i, row in found.items() if row.due is not None]


async def _reminders(
    applying: Applying, found: Mapping[int, Contribution], today: str
) -> list[FollowUp]:
    """To residents who said that they would do something, when whoever works here is reminded."""
    fallen = _fallen(found)
    asked = {i: found[i] for i, what, to in fallen if what is What.WORK and to == "owner"}
    there = await commitments.of(applying.db, list(asked)) if asked else {}
    return [
        FollowUp(row, _your_turn(commitment), f"mine:{commitment.id}:{today}")
        for i, row in asked.items()
        for commitment in there.get(i, ())
        if commitment.ended is None and commitment.doer == "resident"
    ]


def _your_turn(commitment: Commitment) -> Letter:
    return lambda card: notices.your_turn(card, commitment.what, commitment.by_when)


async def _doers(applying: Applying, found: Mapping[int, Contribution]) -> dict[int, list[int]]:
    """Of what is to be done, the members of staff who said that they would."""
    work = [i for i, what, _ in _fallen(found) if what in (What.WORK, What.OVERDUE)]
    there = await commitments.of(applying.db, work) if work else {}
    return {
        i: [c.owner for c in promised if c.owner and c.doer == "staff" and c.ended is None]
        for i, promised in there.items()
    }


def _addressed(
    to: str, row: Contribution, readers: Sequence[Reader], programme: Programme
) -> list[int | None]:
    """Who hears of it; nobody there for it: its owner."""
    if to == "all-staff" and readers:
        return [reader.person for reader in readers]
    if to == "managers":
        managers = _managers(row, readers, programme)
        return list({row.owner, *(reader.person for reader in managers)})
    return [row.owner]


def _managers(row: Contribution, readers: Sequence[Reader], programme: Programme) -> list[Reader]:
    """Whom the programme names for that wijk, unless they are away; else every administrator,
    else everybody. Only who may know of it."""
    free = [reader for reader in readers if reader.person not in row.hidden_from]
    name = programme.managers.get(row.wijk or "")
    named = [reader for reader in free if reader.name == name and not reader.away]
    return named or [reader for reader in free if reader.has(Role.ADMINISTRATOR)] or free


def _to_be_called(row: Contribution, readers: Sequence[Reader], programme: Programme) -> TaskFor:
    """Twice told that it would be late: a person calls, one who is there if anybody is."""
    details = {"phone": row.answer_phone or "–", "name": row.name or "–"}
    managers = _managers(row, readers, programme)
    manager = min(managers, key=lambda reader: reader.away, default=None)
    return TaskFor("late", row.author, row, details, to=manager.person if manager else None)


def _of_clock(applying: Applying, what: What, before: Contribution) -> Letter:
    """What its author hears; `before`: as it was until now."""
    programme = applying.programme
    match what:
        case What.DELAY:
            promised = before.course.promised or before.answer_by
            return lambda card: notices.delay(card, programme, before.notices + 1, promised)
        case What.REPEAT if before.joins is not None:
            return lambda card: notices.join_repeated(card)
        case What.REPEAT:
            return lambda card: notices.repeated(card)
        case What.HEARTBEAT:
            return lambda card: notices.heartbeat(card, programme)
        case What.LOOK_AGAIN:
            unasked = before.status is Status.QUESTION_ASKED
            return lambda card: notices.looked_at_again(card, programme, unasked=unasked)
        case _ if before.check_back is not None:
            return notices.check_back
        case _ if before.status is Status.DONE:
            return notices.is_it_done
        case _:
            return notices.why
