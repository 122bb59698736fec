"""Answers of the store in memory about what lies with whom, and to what clocks ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from bot.office import needs as n
from bot.office.needs import Need
from conversations.contributions import Contribution
from conversations.lifecycle import ENDED, OPEN, UNANSWERED, Status
from conversations.parsing import folded
from conversations.routing import Work
from conversations.views import Desk, DeskLine, TaskLine
from storage.desks import SHOWN
from storage.models.outbox import FOLLOW_UP
from storage.models.outbox import Letter as Sent
from storage.models.people import Waiting
from storage.models.proposals import Proposal
from storage.models.tasks import Task
from storage.models.web import CHANNEL
from storage.models.web_lines import Unfetched as UnfetchedMessage
from tests.office.memory_answers import undone
from tests.office.memory_tables import Account, Tables, add, hidden_from, whole

MOST_TASKS = 10  # that a desk shows
MOST_UNFETCHED = 50


# What lies with whom


def work_of(t: Tables, need: n.WorkOf) -> tuple[Work, ...]:
    tasks = (_task_work(t, task) for task in undone(t) if task.owner == need.person)
    return (*_contribution_work(t, need.person, OPEN), *tasks)


def ended_work_of(t: Tables, need: n.EndedWorkOf) -> tuple[Work, ...]:
    return tuple(_contribution_work(t, need.person, ENDED))


def _contribution_work(t: Tables, owner: int, statuses: Collection[Status]) -> Iterable[Work]:
    for i, row in sorted(t.contributions.items()):
        if row.owner == owner and row.status in statuses:
            yield Work("contribution", i, i, row.wijk, row.theme, hidden_from(t, i))


def _task_work(t: Tables, task: Task) -> Work:
    about = t.contributions.get(task.contribution or 0)
    wijk, theme = (about.wijk, about.theme) if about else (None, None)
    return Work("task", task.id, task.contribution, wijk, theme, _never(t, task))


def _never(t: Tables, task: Task) -> frozenset[int]:
    return frozenset(task.never) | hidden_from(t, task.contribution)


def ownerless(t: Tables, need: n.Ownerless) -> tuple[int, ...]:
    rows = sorted(t.contributions.items())
    nobodys = (i for i, row in rows if row.owner is None and row.status not in ENDED)
    return tuple(i for i in nobodys if need.heir not in hidden_from(t, i))


def ownerless_tasks(t: Tables, need: n.OwnerlessTasks) -> tuple[tuple[int, int | None], ...]:
    nobodys = (task for task in undone(t) if task.owner is None)
    return tuple((x.id, x.contribution) for x in nobodys if need.heir not in _never(t, x))


def own_task(t: Tables, need: n.OwnTask) -> Task | None:
    there = (task for task in undone(t) if task.owner == need.owner)
    return next((task for task in there if task.id == need.task), None)


def found_by(t: Tables, need: n.FoundBy) -> tuple[tuple[DeskLine, ...], int]:
    fitting = [
        row
        for i, row in sorted(t.contributions.items(), reverse=True)
        if (i, need.reader) not in t.hidden and _fits(t, row, need)
    ]
    lines = (_line(row, need.reader) for row in fitting[: need.limit])
    return tuple(lines), len(fitting)


def _fits(t: Tables, row: Contribution, need: n.FoundBy) -> bool:
    if need.number is not None:
        return row.id == need.number
    if need.wijk is not None:
        return row.wijk == need.wijk
    said = (words.part.text for words in t.words if words.contribution == row.id)
    signed = "\n".join(text for text in (row.name, row.heard) if text)
    return any((need.words or "") in folded(text or "") for text in (*said, signed))


# What clocks ask


def fallen_due(t: Tables, need: n.FallenDue) -> tuple[Contribution, ...]:
    found = sorted(
        (row.due.at, i)
        for i, row in t.contributions.items()
        if row.due is not None and row.due.at <= need.now and i not in need.skipped
    )
    return tuple(whole(t, (i for _, i in found[: need.limit])))


def unread(t: Tables, need: n.Unread) -> tuple[Proposal, ...]:
    return tuple(p for _, p in sorted(t.proposals.items()) if p.goes_at is None)


def to_send(t: Tables, need: n.ToSend) -> tuple[Proposal, ...]:
    found = sorted(
        (p.goes_at, i)
        for i, p in t.proposals.items()
        if p.goes_at is not None and p.goes_at <= need.now and need.only in (None, i)
    )
    return tuple(t.proposals[i] for _, i in found[: need.limit])


def awaiting_summary(t: Tables, need: n.AwaitingSummary) -> tuple[Waiting, ...]:
    found = sorted(
        (person.summary_at, i)
        for i, person in t.persons.items()
        if person.summary_at is not None and person.summary_at <= need.now
    )
    return tuple(Waiting(i, t.persons[i].summary, at) for at, i in found[: need.limit])


def desk_of(t: Tables, need: n.DeskOf) -> Desk:
    reader = need.person
    apart = undelivered(t, reader)
    rows = sorted(t.contributions.values(), key=lambda row: (row.answer_by, row.id))
    seen = [row for row in rows if (row.id, reader) not in t.hidden and row.status in UNANSWERED]
    to_do = sorted(
        (task for task in undone(t) if task.owner == reader), key=lambda task: (task.due, task.id)
    )
    own = [row for row in rows if row.owner == reader]
    return Desk(
        lines=tuple(_line(row, reader, apart) for row in seen[:SHOWN]),
        tasks=tuple(_task_line(task) for task in to_do[:MOST_TASKS]),
        total=len(seen),
        own=tuple(_line(row, reader, apart) for row in own if _waits(row, apart)),
        dues=tuple(task.due for task in to_do),
        holds=sum(row.status not in ENDED for row in own),
    )


def everybodys_desk(t: Tables, need: n.EverybodysDesk) -> Desk:
    apart = undelivered(t)
    waiting = (row for row in t.contributions.values() if _waits(row, apart))
    return Desk(
        own=tuple(_line(row, None, apart) for row in waiting),
        dues=tuple(task.due for task in undone(t)),
    )


def undelivered(t: Tables, owner: int | None = None) -> set[int]:
    """Return open contributions, of that owner or of all, whose last letter was not delivered."""
    letters = (x for _, x in sorted(t.letters.items()) if x.new.priority == FOLLOW_UP)
    last = {letter.new.about: letter.state for letter in letters}
    return {
        i
        for i, row in t.contributions.items()
        if last.get(i) == "dead" and row.status not in ENDED and owner in (None, row.owner)
    }


def _waits(row: Contribution, apart: Collection[int]) -> bool:
    return row.status in UNANSWERED or row.news is not None or row.id in apart


def _line(row: Contribution, reader: int | None, apart: Collection[int] = ()) -> DeskLine:
    news = row.news is not None
    mine = row.owner == reader
    there = row.id in apart
    return DeskLine(
        row.id, row.number, row.kind, row.status, row.wijk, row.answer_by, mine, news, there
    )


def _task_line(task: Task) -> TaskLine:
    about = str(task.contribution) if task.contribution else None
    return TaskLine(task.id, task.what, about, task.details, task.due)


def group_summary_at(t: Tables, need: n.GroupSummaryAt) -> Any:
    return t.groups.get(need.channel)


def group_account(t: Tables, need: n.GroupAccount) -> int:
    rooms = {
        a.external_id: i
        for i, a in sorted(t.accounts.items())
        if a.channel == need.channel and a.person is None and a.external_id in need.trail
    }
    here = need.trail[-1]
    new = Account(person=None, channel=need.channel, external_id=here, last_seen_at=need.now)
    if not rooms:
        return add(t.accounts, [new])[0]
    return rooms.get(here) or _readdressed(t, next(iter(rooms.values())), here)


def _readdressed(t: Tables, number: int, external_id: str) -> int:
    there = t.accounts[number]
    t.accounts[number] = Account(
        person=None,
        channel=there.channel,
        external_id=external_id,
        last_seen_at=there.last_seen_at,
        reachable=there.reachable,
    )
    return number


def unfetched(t: Tables, need: n.Unfetched) -> tuple[UnfetchedMessage, ...]:
    found = []
    for i, message in sorted(t.web.items()):
        there = t.accounts[message.account]
        waits = message.pushed and not message.fetched and not message.told
        if not waits or message.at > need.before or there.channel != CHANNEL:
            continue
        if there.person is not None and not t.persons[there.person].muted:
            found.append(UnfetchedMessage(i, message.account, there.person))
    return tuple(found[:MOST_UNFETCHED])


def sent_as(t: Tables, need: n.SentAs) -> Sent | None:
    found = None
    for i, letter in sorted(t.letters.items()):
        new = letter.new
        counts = new.about is not None or new.dedupe_key is not None
        here = new.account == need.account and letter.sent_ids[-1:] == (need.message,)
        if here and letter.state == "sent" and new.priority == FOLLOW_UP and counts:
            found = Sent(i, new.about)
    return found


ANSWERS: Mapping[type[Need[Any]], Callable[[Tables, Any], Any]] = {
    n.WorkOf: work_of,
    n.EndedWorkOf: ended_work_of,
    n.Ownerless: ownerless,
    n.OwnerlessTasks: ownerless_tasks,
    n.OwnTask: own_task,
    n.FoundBy: found_by,
    n.FallenDue: fallen_due,
    n.Unread: unread,
    n.ToSend: to_send,
    n.AwaitingSummary: awaiting_summary,
    n.DeskOf: desk_of,
    n.EverybodysDesk: everybodys_desk,
    n.GroupSummaryAt: group_summary_at,
    n.GroupAccount: group_account,
    n.Unfetched: unfetched,
    n.SentAs: sent_as,
}
