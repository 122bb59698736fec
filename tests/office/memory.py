"""The store in memory: the port of the office over dicts, as the contract of stores wants it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Coroutine, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, TypeVar

from bot.office.needs import Need
from bot.office.writes import Kept, Merged, Writes
from conversations.contributions import Contribution
from conversations.progress import Progress
from storage.database import Conflict
from storage.models.grants import Grant
from storage.models.invitations import hashed
from storage.models.outbox import FOLLOW_UP, WORK, New
from storage.models.people import KEEP, PersonChange
from storage.models.proposals import Proposal
from storage.models.tasks import Task
from tests.office import memory_answers, memory_work
from tests.office.memory_tables import (
    ELSEWHERE,
    Granted,
    Letter,
    Link,
    Notice,
    Refused,
    Tables,
    add,
    as_kept,
    bare,
    checked,
    checked_decision,
    differences,
    update,
)

T = TypeVar("T")


def at_once(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine returns. Raises RuntimeError when it waits for something."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        found: T = done.value
        return found
    coroutine.close()
    raise RuntimeError("nothing in memory is waited for")


ANSWERS: Mapping[type[Need[Any]], Callable[[Tables, Any], Any]] = {
    **memory_answers.ANSWERS,
    **memory_work.ANSWERS,
}


class MemoryStore:
    def __init__(self) -> None:
        self.tables = Tables()

    async def answer(self, needs: Sequence[Need[Any]]) -> Mapping[Need[Any], Any]:
        """Return the answers by need. Raises KeyError for a kind that nothing answers."""
        answer = ANSWERS[type(needs[0])]
        return {need: answer(self.tables, need) for need in needs}

    async def add_contributions(self, new: Sequence[Contribution]) -> list[int]:
        rows = self.tables.contributions
        ids = add(rows, [checked(bare(row)) for row in new])
        rows.update({i: replace(rows[i], id=i) for i in ids})
        return ids

    async def insert(self, writes: Writes) -> None:
        t = self.tables
        decisions = [checked_decision(as_kept(made.record)) for made in writes.decisions.made]
        _number(writes.decisions, t.decisions, decisions)
        _number(writes.commitments, t.commitments, [m.record for m in writes.commitments.made])
        for dropped in writes.proposals.dropped:
            t.proposals.pop(dropped, None)
        for made in writes.proposals.made:
            _one_at_a_time(t, made.record)
        _number(writes.proposals, t.proposals, [m.record for m in writes.proposals.made])
        for about, kinds in writes.tasks_done:
            _finish(t, writes.now, about, kinds)
        # As JSON gives them back: a list, whatever was given.
        new = [replace(m.record, never=list(m.record.never)) for m in writes.tasks]
        for made_task, number in zip(writes.tasks, add(t.tasks, new), strict=True):
            made_task.stored_as(number)
            t.tasks[number] = replace(t.tasks[number], id=number)

    async def write(self, writes: Writes) -> None:
        for writer in WRITERS:
            writer(self.tables, writes)


def _number(kept: Kept[Any], table: dict[int, Any], new: Sequence[Any]) -> None:
    ids = add(table, new)
    kept.stored(ids)
    table.update({i: replace(table[i], id=i) for i in ids})


def _one_at_a_time(t: Tables, new: Proposal) -> None:
    if any(p.contribution == new.contribution for p in t.proposals.values()):
        raise Refused(f"two answers wait about {new.contribution}")


def _finish(
    t: Tables, now: datetime, about: Collection[int], kinds: Collection[str] | None
) -> None:
    for i, task in t.tasks.items():
        if task.contribution in about and (kinds is None or task.what in kinds):
            t.done.setdefault(i, now)


# Two persons become one


def _merged(t: Tables, writes: Writes) -> None:
    """Merge persons, and use up the links that led there; alone those links are not used up."""
    if not writes.merged:
        return
    for used in writes.moves_used:
        t.links[used] = replace(t.links[used], used_at=writes.now)
    for one in writes.merged:
        if one.remains != one.ends:
            _merge(t, one)
    for one in writes.merged:
        t.progress[one.from_account] = Progress()
        for i, letter in t.letters.items():
            if letter.new.account == one.from_account and letter.state in ("waiting", "sending"):
                t.letters[i] = _afresh(letter, one.to_account)


def _afresh(letter: Letter, account: int) -> Letter:
    return Letter(replace(letter.new, account=account), "waiting")


_NAMING = {  # by table, the fields that name a person
    "contributions": ("author", "owner", "asked_by", "heard_by", "changed_by"),
    "commitments": ("owner",),
    "decisions": ("decided_by_id",),
    "proposals": ("by_id", "read_by_id"),
    "tasks": ("person", "owner"),
    "accounts": ("person",),
    "opt_ins": ("person",),
    "invitations": ("used_by",),
}


def _merge(t: Tables, one: Merged) -> None:
    """Name the first wherever the second is named; what only one may have is the first's."""
    remains, ends = one.remains, one.ends
    for name, columns in _NAMING.items():
        table = getattr(t, name)
        for i, row in table.items():
            theirs: dict[str, Any] = dict.fromkeys(
                (column for column in columns if getattr(row, column) == ends), remains
            )
            table[i] = replace(row, **theirs)
    t.hidden = {(about, remains if who == ends else who) for about, who in t.hidden}
    for i, given in list(t.grants.items()):
        if given.grant.person != ends:
            continue
        grant = replace(given.grant, person=remains)
        if not given.ended and _has(t, grant):
            del t.grants[i]
        else:
            t.grants[i] = replace(given, grant=grant)
    seen = {notice.version for notice in t.notices.values() if notice.person == remains}
    for i, notice in list(t.notices.items()):
        if notice.person == ends and notice.version in seen:
            del t.notices[i]
        elif notice.person == ends:
            t.notices[i] = replace(notice, person=remains)
    del t.persons[ends]


def _has(t: Tables, grant: Grant) -> bool:
    return any(given.grant == grant and not given.ended for given in t.grants.values())


# Contributions, and what belongs to one


def _contributions(t: Tables, writes: Writes) -> None:
    for before, after in writes.contributions.changes:
        changes = differences(before, after, ELSEWHERE)
        if changes:
            there = t.contributions.get(before.id)
            if there is None or there.version != before.version:
                raise Conflict(f"contribution {before.id} changed meanwhile")
            t.contributions[before.id] = checked(replace(there, **changes))
    for ids, owner in writes.given:
        for i in ids:
            t.contributions[i] = replace(t.contributions[i], owner=owner)
    update(
        t.contributions,
        lambda i, row: row.author in writes.without_phones and row.answer_phone is not None,
        lambda row: replace(row, answer_road="here", answer_phone=None),
    )


def _words(t: Tables, writes: Writes) -> None:
    t.words += writes.words


def _hidden(t: Tables, writes: Writes) -> None:
    t.hidden |= set(writes.hidden)


def _decisions(t: Tables, writes: Writes) -> None:
    t.same_as |= {one.id: root.id for one, root in writes.same}
    update(
        t.decisions,
        lambda i, one: one.contribution in writes.read and one.read_at is None,
        lambda one: replace(one, read_at=writes.now),
    )


def _commitments(t: Tables, writes: Writes) -> None:
    _change(t.commitments, writes.commitments)
    update(
        t.commitments,
        lambda i, c: c.owner in writes.ended and c.doer == "staff" and c.ended is None,
        lambda c: replace(c, owner=t.contributions[c.contribution].owner),
    )


def _change(table: dict[int, Any], kept: Kept[Any]) -> None:
    for before, after in kept.changes:
        if before.id in table:
            table[before.id] = replace(table[before.id], **differences(before, after))


def _proposals(t: Tables, writes: Writes) -> None:
    _change(t.proposals, writes.proposals)
    for i, one in list(t.proposals.items()):
        if one.by_id in writes.ended:
            owner = t.contributions[one.contribution].owner
            del t.proposals[i]
            if owner is not None:
                t.proposals[i] = replace(one, by_id=owner)


def _tasks(t: Tables, writes: Writes) -> None:
    for owner, i in writes.own_tasks_done:
        if i in t.tasks and t.tasks[i].owner == owner:
            t.done.setdefault(i, writes.now)
    for ids, new_owner in writes.tasks_given:
        for i in ids:
            t.tasks[i] = replace(t.tasks[i], owner=new_owner)
    update(
        t.tasks,
        lambda i, task: task.person in writes.without_phones and i not in t.done,
        _without_phone,
    )


def _without_phone(task: Task) -> Task:
    return replace(task, details={k: v for k, v in task.details.items() if k != "phone"})


# People


def _persons(t: Tables, writes: Writes) -> None:
    for one in writes.persons:
        _change_person(t, one)
    new = dict.fromkeys(grant for grant in writes.grants if not _has(t, grant))
    add(t.grants, [Granted(grant, writes.now) for grant in new])
    update(
        t.grants,
        lambda i, given: given.grant.person in writes.ended,
        lambda given: replace(given, ended=True),
    )
    update(
        t.persons,
        lambda i, person: i in writes.ended,
        lambda person: replace(person, away_until=None, summary=None, summary_at=None),
    )


def _change_person(t: Tables, change: PersonChange) -> None:
    changes = {f.name: getattr(change, f.name) for f in fields(change) if f.name != "person"}
    new = {name: value for name, value in changes.items() if value is not KEEP}
    if change.person in t.persons:
        t.persons[change.person] = replace(t.persons[change.person], **new)


def _accounts(t: Tables, writes: Writes) -> None:
    for i, how in writes.accounts:
        t.accounts[i] = replace(t.accounts[i], reachable=how)


def _notices(t: Tables, writes: Writes) -> None:
    for person, version, language in writes.notices:
        if not any((x.person, x.version) == (person, version) for x in t.notices.values()):
            add(t.notices, [Notice(person, version, language, writes.now)])
    update(
        t.notices,
        lambda i, x: (x.person, x.version) in writes.understood and x.understood_at is None,
        lambda x: replace(x, understood_at=writes.now),
    )


def _opt_ins(t: Tables, writes: Writes) -> None:
    add(t.opt_ins, writes.opt_ins)


def _media(t: Tables, writes: Writes) -> None:
    for wanted in writes.media:
        t.media.setdefault(wanted.id, wanted)


def _invitations(t: Tables, writes: Writes) -> None:
    for i, person in writes.invitations_used:
        t.invitations[i] = replace(t.invitations[i], used_at=writes.now, used_by=person)
    ended = set(writes.ended)
    names = {t.persons[p].name or "" for p in ended if p in t.persons}
    names |= {one.name for one in t.invitations.values() if one.used_by in ended}
    theirs = {name.lower() for name in names}
    for i, one in t.invitations.items():
        if one.used_at is None and one.expires_at > writes.now and one.name.lower() in theirs:
            t.invitations[i] = replace(one, expires_at=writes.now)


def _moves(t: Tables, writes: Writes) -> None:
    t.links |= {hashed(token): Link(account, until) for token, account, until in writes.moves}


# What is said


def _groups(t: Tables, writes: Writes) -> None:
    t.groups |= dict(writes.group_summaries)


def _web(t: Tables, writes: Writes) -> None:
    update(t.web, lambda i, x: i in writes.web_told, lambda x: replace(x, told=True))


def _outbox(t: Tables, writes: Writes) -> None:
    theirs = {i for i, a in t.accounts.items() if a.person in writes.ended}

    def called_back(i: int, letter: Letter) -> bool:
        new = letter.new
        about = new.about in writes.recalled_about and new.priority == FOLLOW_UP
        work = new.account in theirs and new.priority == WORK
        return letter.state == "waiting" and (about or work or i in writes.recalled)

    update(t.letters, called_back, lambda letter: replace(letter, state="recalled"))
    for message, account in writes.redirected:
        t.letters[message] = _afresh(t.letters[message], account)
    add(t.letters, [_letter(new) for new in _not_there_yet(t, writes.messages)])


def _not_there_yet(t: Tables, messages: Iterable[New]) -> list[New]:
    """Return the messages that are not there yet: one with a key comes once."""
    keys = {letter.new.dedupe_key for letter in t.letters.values()}
    found = []
    for new in messages:
        if new.dedupe_key is None or new.dedupe_key not in keys:
            keys.add(new.dedupe_key)
            found.append(new)
    return found


def _letter(new: New) -> Letter:
    return Letter(new, "waiting" if new.term is None else "sending")


WRITERS: Sequence[Callable[[Tables, Writes], None]] = (
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
