"""This is the store in a database: each kind of need in one query, each table in one writer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from bot.office import needs as n
from bot.office import sql_writers
from bot.office.needs import Need
from bot.office.writes import Writes
from conversations.contributions import Contribution
from conversations.progress import Progress
from conversations.roles import May
from storage import desks
from storage.database import Db
from storage.models import (
    accounts,
    channel_switches,
    colleagues,
    commitments,
    contributions,
    decisions,
    group_chats,
    invitations,
    lists,
    opt_ins,
    outbox,
    people,
    progress,
    proposals,
    tasks,
    web_lines,
    work,
)

Answers = Mapping[Need[Any], Any]
Query = Callable[[Db, Sequence[Any]], Awaitable[Answers]]
Look = Callable[[Db, list[Any]], Awaitable[Mapping[Any, Any]]]  # by keys, what is found of each


class SqlStore:
    """Answers and writes within one transaction."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def answer(self, needs: Sequence[Need[Any]]) -> Answers:
        """Answer all of a kind in one query. Raises KeyError for a kind that nothing answers."""
        return await QUERIES[type(needs[0])](self._db, needs)

    async def add_contributions(self, new: Sequence[Contribution]) -> list[int]:
        return await contributions.add(self._db, new)

    async def insert(self, writes: Writes) -> None:
        await sql_writers.insert(self._db, writes)

    async def write(self, writes: Writes) -> None:
        for writer in sql_writers.WRITERS:
            await writer(self._db, writes)


# How needs of one kind are looked up together: `fields` make the key of a need.


def _one(look: Look, *fields: str, missing: Any = None) -> Query:
    """Make a query that finds one thing of each key, else `missing`."""
    key = attrgetter(*fields)

    async def query(db: Db, needs: Sequence[Any]) -> Answers:
        found = await look(db, [key(need) for need in needs])
        return {need: found.get(key(need), missing) for need in needs}

    return query


def _many(look: Look, *fields: str) -> Query:
    """Make a query that finds all of each key."""
    key = attrgetter(*fields)

    async def query(db: Db, needs: Sequence[Any]) -> Answers:
        found = await look(db, [key(need) for need in needs])
        return {need: tuple(found.get(key(need), ())) for need in needs}

    return query


def _all(look: Callable[[Db], Awaitable[Any]]) -> Query:
    """Make a query for what has no key: there is one such need at the most."""

    async def query(db: Db, needs: Sequence[Any]) -> Answers:
        return dict.fromkeys(needs, await look(db))

    return query


def _each(look: Callable[[Db, Any], Awaitable[Any]]) -> Query:
    """Make a query that asks one after the other: of these there are few at a time, or no two can
    be asked together."""

    async def query(db: Db, needs: Sequence[Any]) -> Answers:
        return {need: await look(db, need) for need in needs}

    return query


# What a query of `storage` does not answer in just that form


async def _held(db: Db, ids: list[int]) -> Mapping[int, Contribution]:
    return await contributions.find(db, ids, lock=True)


async def _open_complaints(db: Db) -> tuple[Contribution, ...]:
    return tuple((await contributions.open_complaints(db)).values())


async def _other_accounts(db: Db, needs: Sequence[n.OtherAccount]) -> Answers:
    found = await accounts.accounts_of(db, [need.person for need in needs])
    reachable = {
        person: [account for account, there in accounts if there]
        for person, accounts in found.items()
    }
    return {
        need: next((a for a in reachable.get(need.person, ()) if a != need.not_this), None)
        for need in needs
    }


async def _has_another(db: Db, needs: Sequence[n.HasAnotherAccount]) -> Answers:
    found = await accounts.accounts_of(db, [need.person for need in needs])
    return {
        need: any(account != need.not_this for account, _ in found.get(need.person, ()))
        for need in needs
    }


async def _colleagues(db: Db, need: n.Colleagues) -> tuple[colleagues.Colleague, ...]:
    return tuple(await colleagues.colleagues(db, May.DECIDE, lock=need.held))


async def _yes_given(db: Db, persons: list[int]) -> Mapping[int, list[tuple[str, int | None]]]:
    found: dict[int, list[tuple[str, int | None]]] = {}
    for person, what, about in await opt_ins.in_force(db, persons):
        found.setdefault(person, []).append((what, about))
    return found


async def _own_tasks(
    db: Db, owned: list[tuple[int, int]]
) -> Mapping[tuple[int | None, int], tasks.Task]:
    found = await tasks.find_own(db, owned)
    return {(task.owner, task.id): task for task in found.values()}


async def _found(db: Db, need: n.FoundBy) -> Any:
    return await desks.found_lines(db, need.reader, need.limit, need.number, need.wijk, need.words)


async def _fallen(db: Db, need: n.FallenDue) -> tuple[Contribution, ...]:
    found = await contributions.due(db, need.now, need.limit, need.skipped)
    return tuple(found.values())


async def _unread(db: Db) -> tuple[proposals.Proposal, ...]:
    return tuple(await proposals.waiting(db))


async def _to_send(db: Db, need: n.ToSend) -> tuple[proposals.Proposal, ...]:
    return tuple(await proposals.gone(db, need.now, need.limit, need.only))


async def _awaiting(db: Db, need: n.AwaitingSummary) -> tuple[people.Waiting, ...]:
    return tuple(await people.awaiting_summary(db, need.now, need.limit))


async def _group_summary_at(db: Db, need: n.GroupSummaryAt) -> datetime | None:
    return await group_chats.summary_at(db, need.channel)


async def _group_account(db: Db, need: n.GroupAccount) -> int:
    return await accounts.room_account(db, need.channel, need.trail, need.now)


async def _unfetched(db: Db, need: n.Unfetched) -> tuple[web_lines.Unfetched, ...]:
    return tuple(await web_lines.unfetched(db, need.before))


QUERIES: dict[type[Need[Any]], Query] = {
    n.Held: _one(_held, "contribution"),
    n.Followers: _many(contributions.joined_with, "contribution"),
    n.ByMessage: _one(contributions.by_refs, "person", "ref"),
    n.Promised: _many(commitments.of, "contribution"),
    n.ByLink: _one(commitments.by_links, "token_hash"),
    n.Latest: _one(decisions.latest, "contribution"),
    n.Alike: _many(decisions.same, "contribution"),
    n.LettersOf: _many(outbox.letters, "key"),
    n.WaitingFor: _one(proposals.of, "contribution"),
    n.OpenTasks: _many(tasks.open_about, "contribution"),
    n.OpenComplaints: _all(_open_complaints),
    n.Account: _one(accounts.identities_of, "person"),
    n.AccountHere: _one(accounts.of_accounts, "account"),
    n.OtherAccount: _other_accounts,
    n.HasAnotherAccount: _has_another,
    n.Colleagues: _each(_colleagues),
    n.Loads: _all(lists.loads),
    n.Remembered: _one(people.remembered, "person", missing={}),
    n.YesGiven: _many(_yes_given, "person"),
    n.InvitationBy: _one(invitations.find, "token"),
    n.MoveBy: _one(channel_switches.find, "token"),
    n.ProgressOf: _one(progress.of_accounts, "account", missing=Progress()),
    n.WorkOf: _many(work.held, "person"),
    n.EndedWorkOf: _many(work.ended, "person"),
    n.Ownerless: _many(lists.ownerless, "heir"),
    n.OwnerlessTasks: _many(tasks.ownerless, "heir"),
    n.OwnTask: _one(_own_tasks, "owner", "task"),
    n.FoundBy: _each(_found),
    n.FallenDue: _each(_fallen),
    n.Unread: _all(_unread),
    n.ToSend: _each(_to_send),
    n.AwaitingSummary: _each(_awaiting),
    n.DeskOf: _one(desks.desks_of, "person"),
    n.EverybodysDesk: _all(desks.everybodys_desk),
    n.GroupSummaryAt: _each(_group_summary_at),
    n.GroupAccount: _each(_group_account),
    n.Unfetched: _each(_unfetched),
    n.SentAs: _one(outbox.sent_as, "account", "message"),
}
