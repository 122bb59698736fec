"""Facts for the core from the store in memory: a loader per view, as `storage/views.py` has them.

Who sees what they find is decided by `storage.views.load`, as always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.office import needs as n
from bot.office.around import card_of, needs_of_card
from bot.office.unit import Unit
from conversations.actions import mark
from conversations.parsing import folded
from conversations.roles import May
from conversations.views import (
    ContributionCard,
    Desk,
    Done,
    GivenReasons,
    Kept,
    MyContributions,
    MyData,
    OptIn,
    OptIns,
    Readers,
    Team,
    TeamMember,
    Want,
    WorkHere,
)
from storage.database import Db
from storage.views import Asked, Found, Loader, found_card
from tests.office import memory_answers as answers
from tests.office import memory_work as work
from tests.office.memory_tables import Tables

NEWEST = 10  # contributions of one author


async def cards(unit: Unit, ids: Iterable[int]) -> list[ContributionCard]:
    """Return what the office makes of those of these contributions that there are."""
    wanted = list(dict.fromkeys(ids))
    await unit.load(lambda: (need for one in wanted for need in needs_of_card(unit, one)))
    return [card_of(unit, one) for one in wanted if unit.row(one) is not None]


def loaders(tables: Tables, unit: Callable[[], Unit]) -> Mapping[type, Loader]:
    """Return a loader per view; `unit` makes a new one, in which nothing is known yet."""

    async def one_by_one(db: Db, asked: Sequence[Asked]) -> list[Found]:
        return [Found(a.want, FOUND[a.want.view](tables, a), a.person) for a in asked]

    async def contribution_cards(db: Db, asked: Sequence[Asked]) -> list[Found]:
        ids = (a.want.about for a in asked if a.want.about is not None)
        return [found_card(card) for card in await cards(unit(), ids)]

    async def my_contributions(db: Db, asked: Sequence[Asked]) -> list[Found]:
        found = []
        for a in asked:
            theirs = [i for i, row in tables.contributions.items() if row.author == a.person]
            newest = await cards(unit(), sorted(theirs, reverse=True)[:NEWEST])
            mine = MyContributions(tuple(replace(card, mine=True) for card in newest))
            found.append(Found(a.want, mine, a.person))
        return found

    async def kept(db: Db, asked: Sequence[Asked]) -> list[Found]:
        found = []
        for a in asked:
            letter = tables.letters.get(a.want.about or 0)
            if letter is not None:
                to = tables.accounts[letter.new.account].person
                found.append(Found(Want(Kept, a.want.about), Kept(letter.new.message), to))
        return found

    return {
        **dict.fromkeys(FOUND, one_by_one),
        ContributionCard: contribution_cards,
        MyContributions: my_contributions,
        Kept: kept,
    }


def _readers(t: Tables, asked: Asked) -> Readers:
    found = answers.who_may(t, May.DECIDE)
    away = {one.person: one.away_until for one in found if one.away_until}
    return Readers(tuple(c.name for c in found), tuple(c.person for c in found), away)


def _team(t: Tables, asked: Asked) -> Team:
    found = answers.who_may(t, May.READ_ALL)
    return Team(tuple(TeamMember(c.person, c.name, c.role) for c in found))


def _work_here(t: Tables, asked: Asked) -> WorkHere:
    found = answers.who_may(t, May.DECIDE)
    loads = answers.loads(t, n.Loads())
    return WorkHere(
        tuple(c.reader(loads.get(c.person, 0)) for c in found),
        {c.person: work.work_of(t, n.WorkOf(c.person)) for c in found},
    )


def _opt_ins(t: Tables, asked: Asked) -> OptIns:
    latest = {(one.what, one.contribution): one for _, one in sorted(t.opt_ins.items())}
    given = {one: at.given_at for one, at in latest.items()}
    yes = answers.yes_given(t, n.YesGiven(asked.person))
    return OptIns(tuple(OptIn(what, about, given[what, about]) for what, about in yes))


def _my_data(t: Tables, asked: Asked) -> MyData:
    theirs = {i: row for i, row in t.contributions.items() if row.author == asked.person}
    said = (w for w in t.words if w.contribution in theirs and w.why not in ("written", "heard"))
    to_do = [task for task in answers.undone(t) if task.person == asked.person]
    phones = [row.answer_phone for row in theirs.values() if row.answer_phone]
    phones += [task.details["phone"] for task in to_do if task.details.get("phone")]
    shown = [notice.shown_at for notice in t.notices.values() if notice.person == asked.person]
    channels = (a.channel for a in t.accounts.values() if a.person == asked.person)
    return MyData(
        channels=tuple(dict.fromkeys(channels)),
        messages=len(list(said)),
        phones=tuple(dict.fromkeys(phones)),
        notice_at=max(shown, default=None),
        erasure_by=min((task.due for task in to_do if task.what == "erase"), default=None),
    )


def _done(t: Tables, asked: Asked) -> Done:
    """Return nothing: nobody here lets neighbours read what was answered."""
    return Done()


def _desk(t: Tables, asked: Asked) -> Desk:
    return work.desk_of(t, n.DeskOf(asked.person))


def _given_reasons(t: Tables, asked: Asked) -> GivenReasons:
    reasons = (decision.answer.reason for decision in t.decisions.values())
    return GivenReasons(frozenset(mark(folded(reason)) for reason in reasons))


FOUND: Mapping[type, Callable[[Tables, Asked], object]] = {
    Readers: _readers,
    Team: _team,
    WorkHere: _work_here,
    OptIns: _opt_ins,
    MyData: _my_data,
    Done: _done,
    Desk: _desk,
    GivenReasons: _given_reasons,
}
