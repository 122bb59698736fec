"""Each table has one writer; they go in an order in which nothing is named that is not there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from bot.office.writes import Writes
from conversations.progress import Progress
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
    media,
    opt_ins,
    outbox,
    people,
    progress,
    proposals,
    sending,
    tasks,
    web_lines,
)


async def insert(db: Db, writes: Writes) -> None:
    """Insert the new where others name its id; what it takes the place of goes first."""
    if writes.decisions.made:
        new = writes.decisions.made
        writes.decisions.stored(await decisions.add(db, [made.record for made in new]))
    if writes.commitments.made:
        promised = writes.commitments.made
        ids = await commitments.add(db, [made.record for made in promised])
        writes.commitments.stored(ids)
    if dropped := writes.proposals.dropped:
        await proposals.remove(db, dropped)
    if writes.proposals.made:
        waiting = writes.proposals.made
        writes.proposals.stored(await proposals.add(db, [made.record for made in waiting]))
    for kinds, about in _finished(writes).items():
        await tasks.finish_about(db, about, kinds, writes.now)
    if writes.tasks:
        numbers = await tasks.add(db, [made.record for made in writes.tasks])
        for made, number in zip(writes.tasks, numbers, strict=True):
            made.stored_as(number)


def _finished(writes: Writes) -> dict[tuple[str, ...] | None, list[int]]:
    """Return the contributions about which all is done, by kinds of task; None: of every kind."""
    kinds: dict[int, set[str] | None] = {}
    for ids, some in writes.tasks_done:
        for about in ids:
            before = kinds.setdefault(about, set())
            kinds[about] = None if some is None or before is None else before | {*some}
    found: dict[tuple[str, ...] | None, list[int]] = {}
    for about, some_of in kinds.items():
        found.setdefault(None if some_of is None else tuple(sorted(some_of)), []).append(about)
    return found


async def _merged(db: Db, writes: Writes) -> None:
    """Merge persons: what rewrites ids in every table comes before all that names them."""
    if not writes.merged:
        return
    await channel_switches.use(db, writes.moves_used, writes.now)
    pairs = [(one.remains, one.ends) for one in writes.merged if one.remains != one.ends]
    await channel_switches.merge(db, pairs)
    await progress.save(db, [(one.from_account, Progress(), None) for one in writes.merged])
    await sending.move(db, [(one.from_account, one.to_account) for one in writes.merged])


async def _contributions(db: Db, writes: Writes) -> None:
    await contributions.write(db, writes.contributions.changes)
    await contributions.give_each(db, writes.given)
    if writes.without_phones:
        await contributions.forget_phones(db, writes.without_phones)


async def _words(db: Db, writes: Writes) -> None:
    said = [(one.contribution, one.why, one.edition, one.part) for one in writes.words]
    await contributions.add_words(db, said, writes.now)


async def _hidden(db: Db, writes: Writes) -> None:
    await contributions.hide(db, writes.hidden)


async def _decisions(db: Db, writes: Writes) -> None:
    await decisions.mark_same(db, [(one.id, root.id) for one, root in writes.same])
    if writes.read:
        await decisions.mark_read(db, writes.read, writes.now)


async def _commitments(db: Db, writes: Writes) -> None:
    await commitments.write(db, writes.commitments.changes)
    if writes.ended:
        await commitments.follow_owner(db, writes.ended)


async def _proposals(db: Db, writes: Writes) -> None:
    await proposals.write(db, writes.proposals.changes)
    if writes.ended:
        await proposals.follow_owner(db, writes.ended)


async def _tasks(db: Db, writes: Writes) -> None:
    if writes.own_tasks_done:
        await tasks.finish_own(db, writes.own_tasks_done, writes.now)
    await tasks.give_each(db, writes.tasks_given)
    if writes.without_phones:
        await tasks.forget_phones(db, writes.without_phones)


async def _persons(db: Db, writes: Writes) -> None:
    await people.change(db, writes.persons)
    if writes.grants:
        await colleagues.give_roles(db, writes.grants, writes.now)
    if writes.ended:
        await colleagues.end_access(db, writes.ended, writes.now)


async def _accounts(db: Db, writes: Writes) -> None:
    await accounts.mark_each_reachable(db, writes.accounts)


async def _notices(db: Db, writes: Writes) -> None:
    await opt_ins.show_notice(db, writes.notices, writes.now)
    await opt_ins.understand_notice(db, writes.understood, writes.now)


async def _opt_ins(db: Db, writes: Writes) -> None:
    await opt_ins.add(db, writes.opt_ins)


async def _media(db: Db, writes: Writes) -> None:
    await media.want(db, writes.media)


async def _invitations(db: Db, writes: Writes) -> None:
    await invitations.use(db, writes.invitations_used, writes.now)
    if writes.ended:
        await invitations.end_unopened(db, writes.ended, writes.now)


async def _moves(db: Db, writes: Writes) -> None:
    if writes.moves:
        await channel_switches.add(db, writes.moves)


async def _groups(db: Db, writes: Writes) -> None:
    for channel, at in writes.group_summaries:
        await group_chats.set_summary_at(db, channel, at)


async def _web(db: Db, writes: Writes) -> None:
    if writes.web_told:
        await web_lines.mark_told(db, writes.web_told)


async def _outbox(db: Db, writes: Writes) -> None:
    if writes.recalled_about:
        await outbox.recall(db, writes.recalled_about)
    if writes.recalled:
        await outbox.recall_these(db, writes.recalled)
    if writes.ended:
        await outbox.recall_work(db, writes.ended)
    for message, account in writes.redirected:
        await sending.send_again(db, message, account)
    await outbox.add_once(db, writes.messages, writes.now)


WRITERS: Iterable[Callable[[Db, Writes], Awaitable[None]]] = (
    _merged,
    _contributions,
    _words,
    _hidden,
    _decisions,
    _commitments,
    _proposals,
    _tasks,
    _persons,
    _accounts,
    _notices,
    _opt_ins,
    _media,
    _invitations,
    _moves,
    _groups,
    _web,
    _outbox,
)
