"""The store in a database: each kind of need in one query, each table in one writer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from bot.office import needs as n
from bot.office import sql_writers
from bot.office.needs import Need
from bot.office.writes import Writes
from conversations.contributions import Contribution
from conversations.progress import Progress
from conversations.roles import May
from storage import views
from storage.database import Db
from storage.models import (
    commitments,
    contributions,
    decisions,
    invitations,
    moves,
    opt_ins,
    outbox,
    people,
    progress,
    proposals,
    rooms,
    tasks,
    web,
    work,
)

N = TypeVar("N", bound=Need[Any])
Answers = Mapping[Any, Any]
Query = Callable[[Db, Sequence[N]], Awaitable[Answers]]


class SqlStore:
    """Answers and writes within one transaction."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def answer(self, needs: Sequence[Need[Any]]) -> Answers:
        """One query for all of a kind. Raises KeyError for a kind that nothing answers."""
        return await QUERIES[type(needs[0])](self._db, needs)

    async def add_contributions(self, new: Sequence[Contribution]) -> list[int]:
        return await contributions.add(self._db, new)

    async def insert(self, writes: Writes) -> None:
        await sql_writers.insert(self._db, writes)

    async def write(self, writes: Writes) -> None:
        for writer in sql_writers.WRITERS:
            await writer(self._db, writes)


# Contributions, and what belongs to one


async def _held(db: Db, needs: Sequence[n.Held]) -> Answers:
    found = await contributions.find(db, [need.contribution for need in needs], lock=True)
    return {need: found.get(need.contribution) for need in needs}


async def _followers(db: Db, needs: Sequence[n.Followers]) -> Answers:
    found = await contributions.joined_with(db, [need.contribution for need in needs])
    return {need: tuple(found.get(need.contribution, ())) for need in needs}


async def _by_message(db: Db, needs: Sequence[n.ByMessage]) -> Answers:
    found = await contributions.by_refs(db, [(need.person, need.ref) for need in needs])
    return {need: found.get((need.person, need.ref)) for need in needs}


async def _promised(db: Db, needs: Sequence[n.Promised]) -> Answers:
    found = await commitments.of(db, [need.contribution for need in needs])
    return {need: tuple(found.get(need.contribution, ())) for need in needs}


async def _by_link(db: Db, needs: Sequence[n.ByLink]) -> Answers:
    found = await commitments.by_links(db, [need.token_hash for need in needs])
    return {need: found.get(need.token_hash) for need in needs}


async def _latest(db: Db, needs: Sequence[n.Latest]) -> Answers:
    found = await decisions.latest(db, [need.contribution for need in needs])
    return {need: found.get(need.contribution) for need in needs}


async def _alike(db: Db, needs: Sequence[n.Alike]) -> Answers:
    found = await decisions.same(db, [need.contribution for need in needs])
    return {need: tuple(found.get(need.contribution, ())) for need in needs}


async def _letters(db: Db, needs: Sequence[n.LettersOf]) -> Answers:
    found = await outbox.letters(db, [need.key for need in needs])
    return {need: tuple(found.get(need.key, ())) for need in needs}


async def _waiting(db: Db, needs: Sequence[n.WaitingFor]) -> Answers:
    found = await proposals.of(db, [need.contribution for need in needs])
    return {need: found.get(need.contribution) for need in needs}


async def _open_tasks(db: Db, needs: Sequence[n.OpenTasks]) -> Answers:
    found = await tasks.open_about(db, [need.contribution for need in needs])
    return {need: tuple(found.get(need.contribution, ())) for need in needs}


async def _open_complaints(db: Db, needs: Sequence[n.OpenComplaints]) -> Answers:
    found = tuple((await contributions.open_complaints(db)).values())
    return dict.fromkeys(needs, found)


# People


async def _accounts(db: Db, needs: Sequence[n.Account]) -> Answers:
    found = await people.identities_of(db, [need.person for need in needs])
    return {need: found.get(need.person) for need in needs}


async def _accounts_here(db: Db, needs: Sequence[n.AccountHere]) -> Answers:
    found = await people.of_accounts(db, [need.account for need in needs])
    return {need: found.get(need.account) for need in needs}


async def _other_accounts(db: Db, needs: Sequence[n.OtherAccount]) -> Answers:
    found = await people.accounts_of(db, [need.person for need in needs])
    return {
        need: next(
            (i for i, reachable in found.get(need.person, ()) if reachable and i != need.not_this),
            None,
        )
        for need in needs
    }


async def _has_another(db: Db, needs: Sequence[n.HasAnotherAccount]) -> Answers:
    found = await people.accounts_of(db, [need.person for need in needs])
    return {need: any(i != need.not_this for i, _ in found.get(need.person, ())) for need in needs}


async def _colleagues(db: Db, needs: Sequence[n.Colleagues]) -> Answers:
    return {need: tuple(await people.colleagues(db, May.DECIDE, lock=need.held)) for need in needs}


async def _loads(db: Db, needs: Sequence[n.Loads]) -> Answers:
    return dict.fromkeys(needs, await contributions.loads(db))


async def _remembered(db: Db, needs: Sequence[n.Remembered]) -> Answers:
    found = await people.remembered(db, [need.person for need in needs])
    return {need: found.get(need.person, {}) for need in needs}


async def _yes_given(db: Db, needs: Sequence[n.YesGiven]) -> Answers:
    found: dict[int, list[tuple[str, int | None]]] = {}
    for person, what, about in await opt_ins.in_force(db, [need.person for need in needs]):
        found.setdefault(person, []).append((what, about))
    return {need: tuple(found.get(need.person, ())) for need in needs}


async def _invitations(db: Db, needs: Sequence[n.InvitationBy]) -> Answers:
    found = await invitations.find(db, [need.token for need in needs])
    return {need: found.get(need.token) for need in needs}


async def _moves(db: Db, needs: Sequence[n.MoveBy]) -> Answers:
    found = await moves.find(db, [need.token for need in needs])
    return {need: found.get(need.token) for need in needs}


async def _progress(db: Db, needs: Sequence[n.ProgressOf]) -> Answers:
    found = await progress.of_accounts(db, [need.account for need in needs])
    return {need: found.get(need.account, Progress()) for need in needs}


# What lies with whom


async def _work(db: Db, needs: Sequence[n.WorkOf]) -> Answers:
    found = await work.held(db, [need.person for need in needs])
    return {need: tuple(found[need.person]) for need in needs}


async def _ended_work(db: Db, needs: Sequence[n.EndedWorkOf]) -> Answers:
    found = await work.ended(db, [need.person for need in needs])
    return {need: tuple(found[need.person]) for need in needs}


async def _ownerless(db: Db, needs: Sequence[n.Ownerless]) -> Answers:
    found = await contributions.ownerless(db, [need.heir for need in needs])
    return {need: tuple(found[need.heir]) for need in needs}


async def _ownerless_tasks(db: Db, needs: Sequence[n.OwnerlessTasks]) -> Answers:
    found = await tasks.ownerless(db, [need.heir for need in needs])
    return {need: tuple(found[need.heir]) for need in needs}


async def _own_tasks(db: Db, needs: Sequence[n.OwnTask]) -> Answers:
    found = await tasks.find_own(db, [(need.owner, need.task) for need in needs])
    theirs = {(task.owner, task.id): task for task in found.values()}
    return {need: theirs.get((need.owner, need.task)) for need in needs}


async def _found(db: Db, needs: Sequence[n.FoundBy]) -> Answers:
    return {
        need: await views.found_lines(
            db, need.reader, need.limit, need.number, need.wijk, need.words
        )
        for need in needs
    }


# What clocks ask


async def _fallen(db: Db, needs: Sequence[n.FallenDue]) -> Answers:
    return {
        need: tuple((await contributions.due(db, need.now, need.limit, need.skipped)).values())
        for need in needs
    }


async def _unread(db: Db, needs: Sequence[n.Unread]) -> Answers:
    return dict.fromkeys(needs, tuple(await proposals.waiting(db)))


async def _to_send(db: Db, needs: Sequence[n.ToSend]) -> Answers:
    return {
        need: tuple(await proposals.gone(db, need.now, need.limit, need.only)) for need in needs
    }


async def _awaiting(db: Db, needs: Sequence[n.AwaitingSummary]) -> Answers:
    return {need: tuple(await people.awaiting_summary(db, need.now, need.limit)) for need in needs}


async def _desks(db: Db, needs: Sequence[n.DeskOf]) -> Answers:
    found = await views.desks_of(db, [need.person for need in needs])
    return {need: found[need.person] for need in needs}


async def _everybodys_desk(db: Db, needs: Sequence[n.EverybodysDesk]) -> Answers:
    return dict.fromkeys(needs, await views.everybodys_desk(db))


async def _group_summary_at(db: Db, needs: Sequence[n.GroupSummaryAt]) -> Answers:
    return {need: await rooms.summary_at(db, need.channel) for need in needs}


async def _group_account(db: Db, needs: Sequence[n.GroupAccount]) -> Answers:
    return {
        need: await people.room_account(db, need.channel, need.trail, need.now) for need in needs
    }


async def _unfetched(db: Db, needs: Sequence[n.Unfetched]) -> Answers:
    return {need: tuple(await web.unfetched(db, need.before)) for need in needs}


async def _sent_as(db: Db, needs: Sequence[n.SentAs]) -> Answers:
    found = await outbox.sent_as(db, [(need.account, need.message) for need in needs])
    return {need: found.get((need.account, need.message)) for need in needs}


QUERIES: Mapping[type[Need[Any]], Query[Any]] = {
    n.Held: _held,
    n.Followers: _followers,
    n.ByMessage: _by_message,
    n.Promised: _promised,
    n.ByLink: _by_link,
    n.Latest: _latest,
    n.Alike: _alike,
    n.LettersOf: _letters,
    n.WaitingFor: _waiting,
    n.OpenTasks: _open_tasks,
    n.OpenComplaints: _open_complaints,
    n.Account: _accounts,
    n.AccountHere: _accounts_here,
    n.OtherAccount: _other_accounts,
    n.HasAnotherAccount: _has_another,
    n.Colleagues: _colleagues,
    n.Loads: _loads,
    n.Remembered: _remembered,
    n.YesGiven: _yes_given,
    n.InvitationBy: _invitations,
    n.MoveBy: _moves,
    n.ProgressOf: _progress,
    n.WorkOf: _work,
    n.EndedWorkOf: _ended_work,
    n.Ownerless: _ownerless,
    n.OwnerlessTasks: _ownerless_tasks,
    n.OwnTask: _own_tasks,
    n.FoundBy: _found,
    n.FallenDue: _fallen,
    n.Unread: _unread,
    n.ToSend: _to_send,
    n.AwaitingSummary: _awaiting,
    n.DeskOf: _desks,
    n.EverybodysDesk: _everybodys_desk,
    n.GroupSummaryAt: _group_summary_at,
    n.GroupAccount: _group_account,
    n.Unfetched: _unfetched,
    n.SentAs: _sent_as,
}
