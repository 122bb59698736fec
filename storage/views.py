"""Facts for the core: one loader per view, each for a whole batch, each with who asks.

A view that does not concern the person asking is None.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from conversations.actions import mark
from conversations.declare import words_of
from conversations.lifecycle import Outcome
from conversations.reading import folded
from conversations.roles import May
from conversations.views import (
    CommitmentLine,
    ContributionCard,
    DecisionLine,
    Desk,
    DeskLine,
    Done,
    DoneLine,
    GivenReasons,
    Kept,
    Me,
    MyContributions,
    MyData,
    OptIn,
    OptIns,
    Readers,
    TaskLine,
    Team,
    TeamMember,
    WaitingAnswer,
    Want,
    WorkHere,
)
from storage.database import Db
from storage.models import (
    commitments,
    contributions,
    decisions,
    opt_ins,
    outbox,
    people,
    proposals,
    published,
    tasks,
    work,
)
from storage.models.contributions import Contribution, Line


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants to see what."""

    me: Me
    want: Want


DONE_PAGE = 5  # answers that a resident sees at a time

Loader = Callable[[Db, Sequence[Asked]], Awaitable[list[Any]]]


async def load(db: Db, wanted: Sequence[tuple[Me, Sequence[Want]]]) -> list[dict[Want, Any]]:
    """For each person their facts, one loader call per kind of view."""
    per_view: dict[type, list[Asked]] = {}
    for me, wants in wanted:
        for want in wants:
            per_view.setdefault(want.view, []).append(Asked(me, want))
    found: dict[tuple[int, Want], Any] = {}
    for view, asked in per_view.items():
        values = await LOADERS[view](db, asked)
        found |= {(a.me.account, a.want): v for a, v in zip(asked, values, strict=True)}
    return [{want: found[me.account, want] for want in wants} for me, wants in wanted]


async def readers(db: Db, asked: Sequence[Asked]) -> list[Readers]:
    """First names of who reads; the same for everybody."""
    found = await people.colleagues(db, May.DECIDE)
    known = Readers(
        tuple(c.name for c in found),
        tuple(c.person for c in found),
        {c.person: c.away_until for c in found if c.away_until},
    )
    return [known] * len(asked)


async def contribution_cards(db: Db, asked: Sequence[Asked]) -> list[ContributionCard | None]:
    """Only for the author, and for who may read all; nobody sees what is hidden from them."""
    ids = [a.want.about for a in asked if a.want.about is not None]
    if not ids:
        return [None] * len(asked)
    rows = await contributions.find(db, ids)
    cards = await _cards(db, list(rows.values()))
    return [_permitted(rows.get(a.want.about or 0), cards, a.me) for a in asked]


async def my_contributions(db: Db, asked: Sequence[Asked]) -> list[MyContributions]:
    rows = await contributions.of_author(db, [a.me.person for a in asked])
    cards = await _cards(db, list(rows.values()))
    return [
        MyContributions(
            tuple(
                _permitted(row, cards, a.me)  # type: ignore[misc]  # their own is never None
                for row in sorted(rows.values(), key=lambda row: -row.id)
                if row.author == a.me.person
            )
        )
        for a in asked
    ]


SHOWN = 100  # of what waits with anybody; further back one finds by searching


async def desks(db: Db, asked: Sequence[Asked]) -> list[Desk | None]:
    """Only for who may read all: what waits, but for what is hidden from them; their own tasks."""
    permitted = [a.me.person for a in asked if a.me.may(May.READ_ALL)]
    if not permitted:
        return [None] * len(asked)
    found = await desks_of(db, permitted)
    return [found[a.me.person] if a.me.may(May.READ_ALL) else None for a in asked]


async def desks_of(db: Db, readers: Sequence[int]) -> dict[int, Desk]:
    """The desks of people who may read all: that is for the caller to know."""
    waiting = await _waiting(db, readers)
    undelivered = await outbox.undelivered(db, readers)
    own = await contributions.waiting_of(db, readers, undelivered)
    to_do = await tasks.open_of(db, readers)
    dues = await tasks.dues(db, readers)
    holds = await contributions.held_by(db, readers)
    desks: dict[int, Desk] = {}
    for reader in readers:
        lines, total = waiting[reader]
        desks[reader] = Desk(
            lines=tuple(_desk_line(line, reader, undelivered) for line in lines),
            tasks=tuple(_task_line(task) for task in to_do.get(reader, [])),
            total=total,
            own=tuple(
                _desk_line(line, reader, undelivered) for line in own if line.owner == reader
            ),
            dues=tuple(dues.get(reader, ())),
            holds=holds.get(reader, 0),
        )
    return desks


async def _waiting(db: Db, readers: Sequence[int]) -> dict[int, tuple[list[Line], int]]:
    """Per reader; the same list for all from whom nothing is hidden."""
    apart = await contributions.with_something_hidden(db, readers)
    alike = [reader for reader in readers if reader not in apart]
    found = {reader: await contributions.unanswered(db, reader, SHOWN) for reader in apart}
    if alike:
        found |= dict.fromkeys(alike, await contributions.unanswered(db, alike[0], SHOWN))
    return found


def _desk_line(line: Line, reader: int | None, undelivered: Collection[int]) -> DeskLine:
    return DeskLine(
        line.id,
        str(line.id),
        line.kind,
        line.status,
        line.wijk,
        line.answer_by,
        line.owner == reader,
        line.news is not None,
        line.id in undelivered,
    )


def _task_line(task: tasks.Task) -> TaskLine:
    about = str(task.contribution) if task.contribution else None
    return TaskLine(task.id, task.what, about, task.details, task.due)


async def everybodys_desk(db: Db) -> Desk:
    """All that waits with anybody, as `own`: for counting alone, since some may be hidden."""
    undelivered = await outbox.undelivered(db)
    lines = await contributions.waiting_of_all(db, undelivered)
    dues = await tasks.dues(db)
    return Desk(
        own=tuple(_desk_line(line, None, undelivered) for line in lines),
        dues=tuple(day for days in dues.values() for day in days),
    )


async def found_lines(
    db: Db, me: Me, limit: int, number: int | None, wijk: str | None, words: str | None
) -> tuple[tuple[DeskLine, ...], int]:
    """What a search finds that this person may read, and how many. Nothing for who may not."""
    if not me.may(May.READ_ALL):
        return (), 0
    lines, total = await contributions.search(
        db, me.person, limit, number=number, wijk=wijk, words_=words
    )
    return tuple(_desk_line(line, me.person, ()) for line in lines), total


async def teams(db: Db, asked: Sequence[Asked]) -> list[Team]:
    """Who reads, with their roles; the same for everybody."""
    found = await people.colleagues(db, May.READ_ALL)
    return [Team(tuple(TeamMember(c.person, c.name, c.role) for c in found))] * len(asked)


async def work_here(db: Db, asked: Sequence[Asked]) -> list[WorkHere | None]:
    """Only for administrators; no words, but how much there is, from where and on what."""
    if not any(a.me.may(May.ADMINISTER) for a in asked):
        return [None] * len(asked)
    found = await people.colleagues(db, May.DECIDE)
    loads = await contributions.loads(db)
    held = await work.held(db, [c.person for c in found])
    known = WorkHere(
        tuple(c.reader(loads.get(c.person, 0)) for c in found),
        {person: tuple(works) for person, works in held.items()},
    )
    return [known if a.me.may(May.ADMINISTER) else None for a in asked]


async def their_opt_ins(db: Db, asked: Sequence[Asked]) -> list[OptIns]:
    """Each only their own."""
    found = await opt_ins.latest(db, [a.me.person for a in asked])
    return [
        OptIns(
            tuple(
                OptIn(given.what, given.contribution, given.given_at)
                for given in found
                if given.person == a.me.person and given.yes
            )
        )
        for a in asked
    ]


async def my_data(db: Db, asked: Sequence[Asked]) -> list[MyData]:
    """Each only their own."""
    persons = [a.me.person for a in asked]
    channels = await people.channels_of(db, persons)
    messages = await contributions.words_of(db, persons)
    phones = await contributions.phones_of(db, persons)
    notices = await opt_ins.notices_of(db, persons)
    to_do = await tasks.open_for(db, persons)
    return [
        _my_data(
            channels.get(person, []),
            messages.get(person, 0),
            phones.get(person, []),
            notices.get(person),
            to_do.get(person, []),
        )
        for person in persons
    ]


def _my_data(
    channels: Sequence[str],
    messages: int,
    phones: Sequence[str],
    notice_at: datetime | None,
    to_do: Sequence[tasks.Task],
) -> MyData:
    also = [task.details["phone"] for task in to_do if task.details.get("phone")]
    return MyData(
        channels=tuple(dict.fromkeys(channels)),
        messages=messages,
        phones=tuple(dict.fromkeys((*phones, *also))),
        notice_at=notice_at,
        erasure_by=next((task.due for task in to_do if task.what == "erase"), None),
    )


async def done(db: Db, asked: Sequence[Asked]) -> list[Done]:
    """For everybody the same: what its authors let neighbours read, a page of it."""
    wanted = {(a.want.only, a.want.about or 0) for a in asked}
    found, counts = await published.pages(db, wanted, DONE_PAGE)
    ids = [p.contribution for p in found]
    rows = await contributions.find(db, ids)
    latest = await decisions.latest(db, ids) if ids else {}
    wijken = {wijk: number for wijk, number in counts.items() if wijk is not None}
    pages: dict[tuple[str, int], Done] = {}
    for only, page in wanted:
        places = range(page * DONE_PAGE + 1, (page + 1) * DONE_PAGE + 1)
        here = [
            p
            for p in found
            if (p.in_wijk if only else p.in_all) in places
            and (not only or rows[p.contribution].wijk == only)
        ]
        lines = (_done_line(rows[p.contribution], latest[p.contribution], p) for p in here)
        total = wijken.get(only, 0) if only else sum(counts.values())
        pages[only, page] = Done(tuple(lines), total, wijken)
    return [pages[a.want.only, a.want.about or 0] for a in asked]


def _done_line(row: Contribution, found: decisions.Decision, p: published.Published) -> DoneLine:
    """Nothing but this leaves: no number, no author, no voice, no photo, and no rough words."""
    told = tuple(part for part in row.told if not part.rough)
    return DoneLine(
        kind=row.kind,
        desk=row.desk,
        status=row.status,
        words=words_of(told, row.heard if row.heard_right else None),
        wijk=row.wijk,
        name=row.name if p.with_name else None,
        decision=_line(found),
    )


async def kept_messages(db: Db, asked: Sequence[Asked]) -> list[Kept | None]:
    """Only for whom they are to."""
    ids = [a.want.about for a in asked if a.want.about is not None]
    found = await outbox.messages_to(db, [a.me.person for a in asked], ids)
    messages = [found.get((a.me.person, a.want.about or 0)) for a in asked]
    return [Kept(message) if message else None for message in messages]


REASONS = 500  # that a new one is compared with


async def given_reasons(db: Db, asked: Sequence[Asked]) -> list[GivenReasons | None]:
    """Only for who may read all; the same for each of them."""
    if not any(a.me.may(May.READ_ALL) for a in asked):
        return [None] * len(asked)
    given = await decisions.reasons(db, REASONS)
    known = GivenReasons(frozenset(mark(folded(reason)) for reason in given))
    return [known if a.me.may(May.READ_ALL) else None for a in asked]


LOADERS: dict[type, Loader] = {
    Readers: readers,
    ContributionCard: contribution_cards,
    MyContributions: my_contributions,
    Team: teams,
    WorkHere: work_here,
    OptIns: their_opt_ins,
    MyData: my_data,
    Done: done,
    Desk: desks,
    GivenReasons: given_reasons,
    Kept: kept_messages,
}


async def cards_of(db: Db, rows: Sequence[Contribution]) -> dict[int, ContributionCard]:
    """Cards for the machine's own use, when it writes messages about them."""
    return await _cards(db, rows)


def _permitted(
    row: Contribution | None, cards: Mapping[int, ContributionCard], me: Me
) -> ContributionCard | None:
    """Theirs, or for somebody who may read all and whom it is not hidden from."""
    if row is None:
        return None
    mine = row.author is not None and row.author == me.person
    if not mine and (not me.may(May.READ_ALL) or me.person in row.hidden_from):
        return None
    return replace(cards[row.id], mine=mine)


async def _cards(db: Db, rows: Sequence[Contribution]) -> dict[int, ContributionCard]:
    if not rows:
        return {}
    persons = [p for row in rows for p in (row.owner, row.asked_by, row.heard_by) if p is not None]
    names: Mapping[int, str] = await people.names(db, persons) if persons else {}
    ids = [row.id for row in rows]
    latest = await decisions.latest(db, ids)
    waiting = await proposals.of(db, ids)
    alone = await tasks.open_about(db, list(waiting), ("second_own",)) if waiting else {}
    promised = await commitments.of(db, ids)
    authors = [row.author for row in rows if row.author is not None]
    quiet = await people.quiet(db, authors)
    spoken = await people.languages(db, authors)
    cards = {row.id: _card(row, names, latest.get(row.id)) for row in rows}
    return {
        row.id: replace(
            cards[row.id],
            author_waits=row.author in quiet,
            waiting=_waiting_answer(waiting.get(row.id), alone=row.id in alone),
            commitments=tuple(map(_commitment, promised.get(row.id, ()))),
            language=spoken.get(row.author or 0, row.language),
        )
        for row in rows
    }


def _card(
    row: Contribution, names: Mapping[int, str], decision: decisions.Decision | None
) -> ContributionCard:
    return ContributionCard(
        id=row.id,
        number=row.number,
        kind=row.kind,
        status=row.status,
        version=row.version,
        parts=row.told,
        earlier=row.editions[:-1],
        wijk=row.wijk,
        name=row.name,
        owner=names.get(row.owner) if row.owner else None,
        owner_id=row.owner,
        hidden_from=row.hidden_from,
        theme=row.theme,
        answer_by=row.answer_by,
        received_at=row.received_at,
        mine=False,
        author=row.author,
        additions=row.additions,
        heard=row.heard,
        heard_by=names.get(row.heard_by) if row.heard_by else None,
        heard_right=row.heard_right,
        question=row.question,
        asked_by=names.get(row.asked_by) if row.asked_by else None,
        decision=_decision(decision),
        road=row.answer_road,
        phone=row.answer_phone,
        needs=tuple(row.needs),
        details=row.details,
        desk=row.desk,
        check_back=row.check_back,
        by=row.by_when,
        since=row.since,
        joins=str(row.joins) if row.joins else None,
        better=row.better,
    )


def _waiting_answer(found: proposals.Proposal | None, *, alone: bool) -> WaitingAnswer | None:
    if found is None:
        return None
    goes = found.goes_at is not None
    return WaitingAnswer(found.answer, found.by, found.by_id, found.made_at, goes, found.id, alone)


def _commitment(found: commitments.Commitment) -> CommitmentLine:
    return CommitmentLine(
        found.id,
        found.what,
        found.doer,
        found.who,
        found.by_when,
        found.firm,
        found.agreed,
        found.ended,
    )


def _decision(found: decisions.Decision | None) -> DecisionLine | None:
    return _line(found) if found else None


def _line(found: decisions.Decision) -> DecisionLine:
    return DecisionLine(
        Outcome(found.outcome),
        found.reason,
        found.next_step,
        found.who,
        found.by_when,
        found.decided_by,
        found.decided_at,
        found.as_it_is,
        found.counted,
        found.because,
        found.read_by,
    )
