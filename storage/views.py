"""Facts for the core: one loader per view, each for a whole batch.

Loaders find things and say whose they are. Who gets them is decided by `load` alone, from what
each view declares (`conversations/views.VIEWS`); for who gets nothing it is None.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from conversations.actions import mark
from conversations.contributions import Commitment, Contribution
from conversations.parsing import folded
from conversations.parts import words_of
from conversations.roles import May, Of
from conversations.views import (
    VIEWS,
    ContributionCard,
    DecisionLine,
    Desk,
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
    Team,
    TeamMember,
    WaitingAnswer,
    Want,
    WorkHere,
    sees,
)
from storage.database import Db
from storage.desks import desks_of
from storage.models import (
    accounts,
    colleagues,
    commitments,
    contributions,
    decisions,
    lists,
    opt_ins,
    outbox,
    people,
    proposals,
    published,
    tasks,
    work,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A person who may look at a view, and what of it they ask for; not what else they may."""

    person: int
    want: Want


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that can be seen, whose it is, and who must never get it."""

    want: Want
    value: Any
    whose: int | None = None
    hidden_from: frozenset[int] = frozenset()
    theirs: Any = None  # as the person whose it is sees it, where that is something else


DONE_PAGE = 5  # answers that a resident sees at a time


Loader = Callable[[Db, Sequence[Asked]], Awaitable[Sequence[Found]]]


async def load(
    db: Db,
    wanted: Sequence[tuple[Me, Sequence[Want]]],
    instead: Mapping[type, Loader] | None = None,
) -> list[dict[Want, Any]]:
    """Return the facts of each person, with one loader call per view, for those who may look at it.

    `instead`: loaders of who knows some of it already. Who sees what they find is decided here.
    """
    loaders = {**LOADERS, **(instead or {})}
    per_view: dict[type, list[tuple[Me, Want]]] = {}
    for me, wants in wanted:
        for want in wants:
            per_view.setdefault(want.view, []).append((me, want))
    seen: dict[tuple[int, Want], Any] = {}
    for view, asked in per_view.items():
        permitted = [(me, want) for me, want in asked if me.may(VIEWS[view].may)]
        if permitted:
            seen |= await _seen(db, view, permitted, loaders[view])
    return [{want: seen.get((me.account, want)) for want in wants} for me, wants in wanted]


async def _seen(
    db: Db, view: type, permitted: Sequence[tuple[Me, Want]], loader: Loader
) -> dict[tuple[int, Want], Any]:
    """Return what each of them sees of what was found, by (account, want)."""
    of = VIEWS[view].of
    found = await loader(db, [Asked(me.person, want) for me, want in permitted])
    first = {one.want: one for one in reversed(found)}
    own = {} if of is Of.PUBLIC else {(one.want, one.whose): one for one in found}
    given = await granted(db, _pairs(permitted)) if of is Of.GRANTED else frozenset()
    seen: dict[tuple[int, Want], Any] = {}
    for me, want in permitted:
        one = own.get((want, me.person)) or first.get(want)
        let = (me.person, want.about) in given
        if one and sees(me, of, one.whose, one.hidden_from, granted=let):
            theirs = one.theirs is not None and one.whose == me.person
            seen[me.account, want] = one.theirs if theirs else one.value
    return seen


def _pairs(asked: Sequence[tuple[Me, Want]]) -> list[tuple[int, int]]:
    return [(me.person, want.about) for me, want in asked if want.about is not None]


async def granted(db: Db, asked: Collection[tuple[int, int]]) -> Collection[tuple[int, int]]:
    """Return those (person, contribution) that the author let the person read: nobody can, yet."""
    return frozenset()


async def readers(db: Db, asked: Sequence[Asked]) -> list[Found]:
    """Find those who decide: their first names, and until when they are away."""
    found = await colleagues.colleagues(db, May.DECIDE)
    known = Readers(
        tuple(c.name for c in found),
        tuple(c.person for c in found),
        {c.person: c.away_until for c in found if c.away_until},
    )
    return [Found(Want(Readers), known)]


async def contribution_cards(db: Db, asked: Sequence[Asked]) -> list[Found]:
    rows = await contributions.find(db, [a.want.about for a in asked if a.want.about is not None])
    return [found_card(card) for card in (await _cards(db, list(rows.values()))).values()]


def found_card(card: ContributionCard) -> Found:
    """Return a card with whose it is."""
    return Found(
        Want(ContributionCard, card.id),
        card,
        card.author,
        card.hidden_from,
        theirs=replace(card, mine=True),
    )


async def my_contributions(db: Db, asked: Sequence[Asked]) -> list[Found]:
    rows = await contributions.of_author(db, [a.person for a in asked])
    cards = await _cards(db, list(rows.values()))
    theirs: dict[int | None, list[ContributionCard]] = {}
    for row in sorted(rows.values(), key=lambda row: -row.id):
        theirs.setdefault(row.author, []).append(replace(cards[row.id], mine=True))
    return [
        Found(a.want, MyContributions(tuple(theirs.get(a.person, ()))), a.person) for a in asked
    ]


async def their_desks(db: Db, asked: Sequence[Asked]) -> list[Found]:
    """Find what waits, but for what is hidden from them, and their own tasks."""
    found = await desks_of(db, [a.person for a in asked])
    return [Found(a.want, found[a.person], a.person) for a in asked]


async def teams(db: Db, asked: Sequence[Asked]) -> list[Found]:
    """List those who read, with their roles."""
    found = await colleagues.colleagues(db, May.READ_ALL)
    return [Found(Want(Team), Team(tuple(TeamMember(c.person, c.name, c.role) for c in found)))]


async def work_here(db: Db, asked: Sequence[Asked]) -> list[Found]:
    """Find who works here, with how much, from where and on what; without any words."""
    found = await colleagues.colleagues(db, May.DECIDE)
    loads = await lists.loads(db)
    held = await work.held(db, [c.person for c in found])
    known = WorkHere(
        tuple(c.reader(loads.get(c.person, 0)) for c in found),
        {person: tuple(works) for person, works in held.items()},
    )
    return [Found(Want(WorkHere), known)]


async def their_opt_ins(db: Db, asked: Sequence[Asked]) -> list[Found]:
    theirs: dict[int, list[OptIn]] = {}
    for given in await opt_ins.latest(db, [a.person for a in asked]):
        if given.yes:
            one = OptIn(given.what, given.contribution, given.given_at)
            theirs.setdefault(given.person, []).append(one)
    return [Found(a.want, OptIns(tuple(theirs.get(a.person, ()))), a.person) for a in asked]


async def my_data(db: Db, asked: Sequence[Asked]) -> list[Found]:
    persons = [a.person for a in asked]
    channels = await accounts.channels_of(db, persons)
    messages = await lists.words_of(db, persons)
    phones = await lists.phones_of(db, persons)
    notices = await opt_ins.notices_of(db, persons)
    to_do = await tasks.open_for(db, persons)
    return [
        Found(
            a.want,
            _my_data(
                channels.get(a.person, []),
                messages.get(a.person, 0),
                phones.get(a.person, []),
                notices.get(a.person),
                to_do.get(a.person, []),
            ),
            a.person,
        )
        for a in asked
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


async def done(db: Db, asked: Sequence[Asked]) -> list[Found]:
    """Find a page of what authors let neighbours read."""
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
    return [Found(a.want, pages[a.want.only, a.want.about or 0]) for a in asked]


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


async def kept_messages(db: Db, asked: Sequence[Asked]) -> list[Found]:
    ids = [a.want.about for a in asked if a.want.about is not None]
    found = await outbox.messages_to(db, [a.person for a in asked], ids)
    return [Found(Want(Kept, i), Kept(message), to) for (to, i), message in found.items()]


REASONS = 500  # that a new one is compared with


async def given_reasons(db: Db, asked: Sequence[Asked]) -> list[Found]:
    given = await decisions.reasons(db, REASONS)
    known = GivenReasons(frozenset(mark(folded(reason)) for reason in given))
    return [Found(Want(GivenReasons), known)]


LOADERS: dict[type, Loader] = {
    Readers: readers,
    ContributionCard: contribution_cards,
    MyContributions: my_contributions,
    Team: teams,
    WorkHere: work_here,
    OptIns: their_opt_ins,
    MyData: my_data,
    Done: done,
    Desk: their_desks,
    GivenReasons: given_reasons,
    Kept: kept_messages,
}


async def _cards(db: Db, rows: Sequence[Contribution]) -> dict[int, ContributionCard]:
    if not rows:
        return {}
    persons = [p for row in rows for p in (row.owner, row.asked_by, row.heard_by) if p is not None]
    names: Mapping[int, str] = await people.names(db, persons) if persons else {}
    ids = [row.id for row in rows]
    latest = await decisions.latest(db, ids)
    waiting = await proposals.of(db, ids)
    unread = [i for i, found in waiting.items() if found.goes_at is None]
    alone = await tasks.open_about(db, unread, ("second_own",)) if unread else {}
    promised = await commitments.of(db, ids)
    authors = [row.author for row in rows if row.author is not None]
    quiet = await accounts.quiet(db, authors)
    spoken = await accounts.languages(db, authors)
    return {
        row.id: card(
            row,
            names=names,
            decision=latest.get(row.id),
            waiting=waiting.get(row.id),
            alone=row.id in alone,
            promised=promised.get(row.id, ()),
            author_waits=row.author in quiet,
            author_language=spoken.get(row.author or 0, row.language),
        )
        for row in rows
    }


def card(
    row: Contribution,
    *,
    names: Mapping[int, str],
    decision: decisions.Decision | None,
    waiting: proposals.Proposal | None,
    alone: bool,
    promised: Sequence[Commitment],
    author_waits: bool,
    author_language: str,
) -> ContributionCard:
    """Make a card of a contribution with what is around it; cards are made nowhere else."""
    return replace(
        ContributionCard.of(row),
        owner_name=names.get(row.owner) if row.owner else None,
        asked_by_name=names.get(row.asked_by) if row.asked_by else None,
        heard_by_name=names.get(row.heard_by) if row.heard_by else None,
        decision=_decision(decision),
        waiting=_waiting_answer(waiting, alone=alone),
        commitments=tuple(promised),
        author_waits=author_waits,
        author_language=author_language,
    )


def _waiting_answer(found: proposals.Proposal | None, *, alone: bool) -> WaitingAnswer | None:
    if found is None:
        return None
    goes = found.goes_at is not None
    return WaitingAnswer(found.answer, found.by, found.by_id, found.made_at, goes, found.id, alone)


def _decision(found: decisions.Decision | None) -> DecisionLine | None:
    return _line(found) if found else None


def _line(found: decisions.Decision) -> DecisionLine:
    return DecisionLine(found.answer, found.decided_by, found.decided_at, found.read_by)
