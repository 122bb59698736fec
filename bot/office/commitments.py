"""What was promised in an answer: made, kept, postponed, done by whoever said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.office.cards import tell_owners
from bot.office.letters import FollowUp, Letter, follow_up
from bot.office.telling import Kept, Telling
from bot.office.unit import Applying, Caused, Rows, parties
from conversations import lifecycle, notices
from conversations.actions import mark
from conversations.contributions import Commitment, Contribution
from conversations.effects import (
    Commit,
    DoMine,
    Finish,
    MakeLink,
    Postpone,
    SayBetter,
)
from conversations.events import Applied, LinkMade
from conversations.lifecycle import Act, Status
from conversations.promises import postponed
from conversations.roles import May, Role
from conversations.views import Me, Programme
from storage.models import commitments, contributions, people, web


async def store_commitments(
    applying: Applying, promised: Sequence[tuple[Contribution, Commit, int]]
) -> None:
    """What, who and before which day, as rows that can be kept in sight (promise 8)."""
    new = []
    for row, effect, by in promised:
        owner = effect.owner if effect.doer == "staff" else None
        new.append(
            Commitment(
                contribution=row.id,
                what=effect.next_step,
                doer=effect.doer,
                who=effect.who or applying.programme.office,
                owner=row.author if effect.doer == "resident" else owner or by,
                by_when=effect.by_when,
                firm=effect.firm,
                made_at=applying.now,
            )
        )
    await commitments.add(applying.db, new)


def _finished(
    me: Me, row: Contribution, effect: Finish, still: Sequence[Commitment]
) -> Contribution:
    """Done when nothing else is still promised; a trial may end without having worked."""
    row = replace(row, changed_by=me.person)
    rest = [c for c in still if c not in meant(effect, still)]
    if rest and not effect.learned:
        return replace(row, by_when=earliest(rest), notices=0)
    act = Act.END_TRIAL if effect.learned else Act.FINISH
    ended = lifecycle.change(act, row.status, by=parties(me, row)).target
    return replace(row, status=ended, by_when=None)


def meant(effect: Finish | Postpone, still: Sequence[Commitment]) -> list[Commitment]:
    """The commitment that is spoken of; all of them when none is named."""
    return [c for c in still if effect.which in (None, mark(c.what))]


def earliest(still: Sequence[Commitment]) -> date | None:
    return min((c.by_when for c in still if c.by_when), default=None)


def _ends(effect: Finish, still: Sequence[Commitment], now: datetime) -> list[Kept]:
    how = "learned" if effect.learned else "done"
    ended = still if effect.learned else meant(effect, still)
    return [(c, replace(c, ended=how, ended_at=now)) for c in ended]


def _moves(effect: Postpone, still: Sequence[Commitment], now: datetime) -> list[Kept]:
    return [(c, replace(c, by_when=effect.day)) for c in _postponed(effect, still)]


def _postponed(effect: Postpone, still: Sequence[Commitment]) -> list[Commitment]:
    """The one that is named; else those that would come before the new day."""
    if effect.which is not None:
        return meant(effect, still)
    return [c for c in still if c.by_when and c.by_when < effect.day]


def _later(
    me: Me, row: Contribution, effect: Postpone, still: Sequence[Commitment]
) -> Contribution:
    """A person's own date; the machine's notices begin anew."""
    later = postponed(row.course, effect.day)
    moved = _postponed(effect, still)
    days = [effect.day if c in moved else c.by_when for c in still]
    earliest = min((day for day in days if day), default=later.by)
    return replace(
        row,
        answer_by=later.answer_by,
        by_when=earliest if row.status is Status.IN_PROGRESS else later.by,
        notices=0,
        changed_by=me.person,
    )


def _added(me: Me, row: Contribution, effect: Commit, still: Sequence[Commitment]) -> Contribution:
    days = [day for day in (earliest(still), effect.by_when) if day]
    return replace(row, by_when=min(days, default=row.by_when), changed_by=me.person)


# What is told of something that was finished, where it is not done by that.
ENDINGS = {Status.IN_PROGRESS: "part_done", Status.CHECKED: "learned"}


finish = Telling[Finish](
    "finish",
    Act.FINISH,
    lambda card, e, by: notices.ended(card, e.text, by),
    _finished,
    kept=lambda effect: effect.text,
    promised=_ends,
    shared=True,
    told=lambda row: ENDINGS.get(row.status, "finish"),
)


postpone = Telling[Postpone](
    "postpone",
    None,
    lambda card, e, by: notices.postponed(card, e.day, e.reason, by),
    _later,
    kept=lambda effect: effect.reason,
    finishes=("late",),
    promised=_moves,
    shared=True,
)


_tell_commitment = Telling[Commit](
    "commit",
    Act.FINISH,
    lambda card, e, by: notices.promised(card, e, by),
    _added,
    shared=True,
)


async def add_commitments(applying: Applying, effects: Sequence[Caused[Commit]]) -> None:
    """One more thing that is promised about what is being done; its author hears of it."""
    before = len(applying.events)
    await _tell_commitment(applying, effects)
    done = {e.contribution for _, e in applying.events[before:] if isinstance(e, Applied)}
    added = [(me, e) for me, e in effects if e.contribution in done]
    rows = await contributions.find(applying.db, [e.contribution for _, e in added])
    await store_commitments(applying, [(rows[e.contribution], e, me.person) for me, e in added])


async def do_mine(applying: Applying, effects: Sequence[Caused[DoMine]]) -> None:
    """A resident says that they will do it, cannot, or did: what they own is theirs to say."""
    rows = await Rows.held(applying, effects)
    there = await commitments.of(applying.db, list(rows.now))
    names = await people.names(applying.db, [r.owner for r in rows.now.values() if r.owner])
    kept: list[Kept] = []
    told: list[tuple[int, str, str]] = []
    done: list[tuple[int, str, str]] = []
    for me, effect in effects:
        row = rows.of_author(me, effect)
        if row is None:
            continue
        still = [c for c in there.get(row.id, ()) if c.ended is None]
        mine = [c for c in still if c.doer == "resident" and mark(c.what) == effect.which]
        if not mine or row.status not in (Status.DECIDED, Status.IN_PROGRESS):
            applying.tell(me, Applied(row.id, row.number, "mine_gone"))
            continue
        kept += [(c, _of_resident(applying, effect.what, c, row, names)) for c in mine]
        if effect.what == "done":
            rest = [c for c in still if c not in mine]
            status = row.status if rest else rows.status_after(me, Act.CONFIRM, row)
            there_now = replace(row, status=status, by_when=earliest(rest), changed_by=None)
            rows.change(there_now)
        told.append((row.id, f"reacted-mine_{effect.what}", f"mine:{mine[0].id}"))
        applying.tell(me, Applied(row.id, row.number, f"mine_{effect.what}"))
        if effect.what == "done":
            done.append((row.id, mine[0].what, f"mine-done:{mine[0].id}"))
    await rows.write()
    letters = [
        FollowUp(rows.now[i], _done_by_resident(what), key, shared=True, others=True)
        for i, what, key in done
    ]
    await follow_up(applying, letters)
    await commitments.write(applying.db, kept)
    await tell_owners(applying, told)


def _done_by_resident(what: str) -> Letter:
    return lambda card: notices.done_by_resident(card, what)


def _of_resident(
    applying: Applying,
    what: str,
    commitment: Commitment,
    row: Contribution,
    names: Mapping[int, str],
) -> Commitment:
    match what:
        case "yes":
            return replace(commitment, agreed=True)
        case "no":  # it goes back to whoever has the contribution
            who = names.get(row.owner or 0) or applying.programme.office
            return replace(commitment, agreed=False, doer="staff", owner=row.owner, who=who)
        case _:
            return replace(commitment, ended="done", ended_at=applying.now)


async def make_links(applying: Applying, effects: Sequence[Caused[MakeLink]]) -> None:
    """A new link for an organisation, which ends the one before it."""
    rows = await Rows.held(applying, effects)
    there = await commitments.of(applying.db, list(rows.now))
    for me, effect in effects:
        row = rows.for_reader(me, effect, May.DECIDE)
        found = [
            c
            for c in there.get(effect.contribution, ())
            if c.id == effect.which and c.doer == "organisation" and c.ended is None
        ]
        if row is None or not found:
            applying.tell(me, LinkMade(None, ""))
            continue
        token = applying.token()
        linked = replace(found[0], token_hash=web.hashed(token))
        await commitments.write(applying.db, [(found[0], linked)])
        applying.tell(me, LinkMade(token, found[0].who))


def tomorrow(programme: Programme, now: datetime) -> date:
    """The first day to which something can be postponed."""
    return programme.calendar.today(now) + timedelta(days=1)


async def organisation_says(
    applying: Applying, token_hash: str, text: str, day: date | None
) -> bool:
    """Done, or with a day: not before that. Whether there was something to say it about.

    It is said in the name of the organisation, on behalf of whoever agreed it with them.
    """
    found = await commitments.by_link(applying.db, token_hash)
    row = (
        (await contributions.find(applying.db, [found.contribution])).get(found.contribution)
        if found
        else None
    )
    if found is None or row is None or found.ended or row.status is not Status.IN_PROGRESS:
        return False
    owner = row.owner or found.owner
    if owner is None:
        return False
    on_behalf = Me(owner, 0, "", row.language, found.who, frozenset({Role.STAFF}))
    which = mark(found.what)
    if day is None:
        await finish(applying, [(on_behalf, Finish(row.id, row.version, text, which))])
    else:
        later = Postpone(row.id, row.version, day, text, which)
        await postpone(applying, [(on_behalf, later)])
    await tell_owners(applying, [(row.id, "reacted-organisation", f"organisation:{found.id}")])
    return True


async def say_better(applying: Applying, effects: Sequence[Caused[SayBetter]]) -> None:
    """By what its author will see that it is better (report, row 30)."""
    rows = await Rows.held(applying, effects)
    told = []
    for me, effect in effects:
        if (row := rows.of_author(me, effect)) is not None:
            rows.change(replace(row, better=effect.text), quietly=True)
            told.append((row.id, "reacted-better", "better"))
            applying.tell(me, Applied(row.id, row.number, "better"))
    await rows.write()
    await tell_owners(applying, told)
