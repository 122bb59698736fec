"""Commitments come with an answer: they are made, kept, postponed, and done by whoever said so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.office.actors import Actor, Organisation, parties, person_of
from bot.office.cards import reacted
from bot.office.letters import FollowUp
from bot.office.needs import Account, ByLink, Held, Need, Promised
from bot.office.registry import handles, the_contribution
from bot.office.telling import Telling, tells
from bot.office.unit import Unit
from conversations import letters, lifecycle
from conversations.actions import mark
from conversations.contributions import Commitment, Contribution
from conversations.effects import Commit, DoMine, Finish, MakeLink, Postpone, SayBetter
from conversations.events import Applied, LinkMade
from conversations.lifecycle import Act, Party, Status
from conversations.programme import Programme
from conversations.promises import postponed
from conversations.roles import May
from storage.models import web


def promise(
    unit: Unit,
    row: Contribution,
    by: int | None,
    what: str,
    *,
    who: str,
    by_when: date | None,
    doer: str,
    owner: int | None,
    firm: bool,
) -> None:
    """Write down what, who and before which day, so that it can be kept in sight (promise 8)."""
    named = owner if doer == "staff" else None
    unit.writes.commitments.make(
        Commitment(
            contribution=row.id,
            what=what,
            doer=doer,
            who=who or unit.programme.office,
            owner=row.author if doer == "resident" else named or by,
            by_when=by_when,
            firm=firm,
            made_at=unit.now,
        )
    )


def _finished(
    by: Actor, row: Contribution, effect: Finish, still: Sequence[Commitment]
) -> Contribution:
    """Return it done when nothing else is still promised; a trial may end without having worked."""
    row = replace(row, changed_by=person_of(by))
    rest = [c for c in still if c not in meant(effect, still)]
    if rest and not effect.learned:
        return replace(row, by_when=earliest(rest), notices=0)
    act = Act.END_TRIAL if effect.learned else Act.FINISH
    ended = lifecycle.change(act, row.status, by=parties(by, row)).target
    return replace(row, status=ended, by_when=None)


def meant(effect: Finish | Postpone, still: Sequence[Commitment]) -> list[Commitment]:
    """Return the commitment that is spoken of; all of them when none is named."""
    return [c for c in still if effect.which in (None, mark(c.what))]


def earliest(still: Sequence[Commitment]) -> date | None:
    return min((c.by_when for c in still if c.by_when), default=None)


def _ends(effect: Finish, still: Sequence[Commitment], now: datetime) -> list[Commitment]:
    how = "learned" if effect.learned else "done"
    ended = still if effect.learned else meant(effect, still)
    return [replace(c, ended=how, ended_at=now) for c in ended]


def _moves(effect: Postpone, still: Sequence[Commitment], now: datetime) -> list[Commitment]:
    return [replace(c, by_when=effect.day) for c in _postponed(effect, still)]


def _postponed(effect: Postpone, still: Sequence[Commitment]) -> list[Commitment]:
    """Return the one that is named; else those that would come before the new day."""
    if effect.which is not None:
        return meant(effect, still)
    return [c for c in still if c.by_when and c.by_when < effect.day]


def _later(
    by: Actor, row: Contribution, effect: Postpone, still: Sequence[Commitment]
) -> Contribution:
    """Return it with a person's own date; the machine's notices begin anew."""
    later = postponed(row.course, effect.day)
    moved = _postponed(effect, still)
    days = [effect.day if c in moved else c.by_when for c in still]
    first = min((day for day in days if day), default=later.by)
    return replace(
        row,
        answer_by=later.answer_by,
        by_when=first if row.status is Status.IN_PROGRESS else later.by,
        notices=0,
        changed_by=person_of(by),
    )


def _added(
    by: Actor, row: Contribution, effect: Commit, still: Sequence[Commitment]
) -> Contribution:
    days = [day for day in (earliest(still), effect.by_when) if day]
    return replace(row, by_when=min(days, default=row.by_when), changed_by=person_of(by))


# What is told of something that was finished, where it is not done by that.
ENDINGS = {Status.IN_PROGRESS: "part_done", Status.CHECKED: "learned"}

_finish = Telling[Finish](
    "finish",
    Act.FINISH,
    lambda card, e, by: letters.ended(card, e.text, by),
    _finished,
    kept=lambda effect: effect.text,
    promised=_ends,
    shared=True,
    told=lambda row: ENDINGS.get(row.status, "finish"),
)
_postpone = Telling[Postpone](
    "postpone",
    None,
    lambda card, e, by: letters.postponed(card, e.day, e.reason, by),
    _later,
    kept=lambda effect: effect.reason,
    finishes=("late",),
    promised=_moves,
    shared=True,
    who=(Party.STAFF, Party.ORGANISATION),
)
_commit = Telling[Commit](
    "commit",
    Act.FINISH,
    lambda card, e, by: letters.promised(card, e, by),
    _added,
    shared=True,
)


tells(Finish, _finish)
tells(Postpone, _postpone)


@handles(Commit, _commit.needs)
def commit(unit: Unit, by: Actor, effect: Commit) -> None:
    """Promise one more thing about what is being done; its author hears of it."""
    for row in _commit(unit, by, effect):
        if row.id != effect.contribution:
            continue
        promise(
            unit,
            row,
            person_of(by),
            effect.next_step,
            who=effect.who,
            by_when=effect.by_when,
            doer=effect.doer,
            owner=effect.owner,
            firm=effect.firm,
        )


def _theirs(unit: Unit, by: Actor, effect: DoMine) -> Iterator[Need[Any]]:
    held = Held(effect.contribution)
    yield held
    yield Promised(effect.contribution)
    row = unit.row(effect.contribution) if unit.has(held) else None
    if row is not None and row.owner is not None and effect.what == "no":
        yield Account(row.owner)


@handles(DoMine, _theirs)
def do_mine(unit: Unit, by: Actor, effect: DoMine) -> None:
    """A resident says that they will do it, cannot, or did: what they own is theirs to say."""
    row = unit.of_author(by, effect.contribution)
    if row is None:
        return
    still = unit.still(row.id)
    mine = [c for c in still if c.doer == "resident" and mark(c.what) == effect.which]
    if not mine or row.status not in (Status.DECIDED, Status.IN_PROGRESS):
        unit.tell(by, Applied(row.id, row.number, "mine_gone"))
        return
    for commitment in mine:
        unit.keep(_of_resident(unit, effect.what, commitment, row))
    first = mine[0]
    if effect.what == "done":
        rest = [c for c in still if c not in mine]
        status = row.status if rest else unit.status_after(by, Act.CONFIRM, row)
        unit.change(replace(row, status=status, by_when=earliest(rest), changed_by=None))
        unit.saying(
            FollowUp(
                row.id,
                lambda card: letters.done_by_resident(card, first.what),
                f"mine-done:{first.id}",
                shared=True,
                others=True,
            )
        )
    unit.tell(by, Applied(row.id, row.number, f"mine_{effect.what}"))
    reacted(unit, row.id, f"mine_{effect.what}", f"mine:{first.id}")


def _of_resident(unit: Unit, what: str, commitment: Commitment, row: Contribution) -> Commitment:
    match what:
        case "yes":
            return replace(commitment, agreed=True)
        case "no":  # it goes back to whoever has the contribution
            who = unit.programme.office_or(unit.name(row.owner))
            return replace(commitment, agreed=False, doer="staff", owner=row.owner, who=who)
        case _:
            return replace(commitment, ended="done", ended_at=unit.now)


def _to_link(unit: Unit, by: Actor, effect: MakeLink) -> Iterator[Need[Any]]:
    yield Held(effect.contribution)
    yield Promised(effect.contribution)


@handles(MakeLink, _to_link)
def make_link(unit: Unit, by: Actor, effect: MakeLink) -> None:
    """Make a new link for an organisation, which ends the one before it."""
    row = unit.for_reader(by, effect.contribution, May.DECIDE)
    found = [
        c
        for c in unit.still(effect.contribution)
        if c.id == effect.which and c.doer == "organisation"
    ]
    if row is None or not found:
        unit.tell(by, LinkMade(None, ""))
        return
    token = unit.token()
    unit.keep(replace(found[0], token_hash=web.hashed(token)))
    unit.tell(by, LinkMade(token, found[0].who))


def tomorrow(programme: Programme, now: datetime) -> date:
    """Return the first day to which something can be postponed."""
    return programme.calendar.today(now) + timedelta(days=1)


@handles(SayBetter, the_contribution)
def say_better(unit: Unit, by: Actor, effect: SayBetter) -> None:
    """Write down by what its author will see that it is better (report, row 30)."""
    row = unit.of_author(by, effect.contribution)
    if row is not None:
        unit.change(replace(row, better=effect.text), quietly=True)
        unit.tell(by, Applied(row.id, row.number, "better"))
        reacted(unit, row.id, "better", "better")


def needs_of_organisation(unit: Unit, token_hash: str, day: date | None) -> Iterator[Need[Any]]:
    """Yield what must be known to hear an organisation by its link."""
    link = ByLink(token_hash)
    yield link
    found = unit.find(link) if unit.has(link) else None
    if found is None:
        return
    yield Held(found.contribution)
    said = _said(unit, found, "", day)
    if said is not None:
        by, effect = said
        telling = _finish if isinstance(effect, Finish) else _postpone
        yield from telling.needs(unit, by, effect)  # type: ignore[arg-type]  # the one for it


def organisation_says(unit: Unit, token_hash: str, text: str, day: date | None) -> bool:
    """Hear that it is done, or the day before which it will not be; return whether there was
    something to say it about.

    It is said in the name of the organisation.
    """
    found = unit.find(ByLink(token_hash))
    said = _said(unit, found, text, day) if found is not None else None
    if found is None or said is None:
        return False
    by, effect = said
    if isinstance(effect, Finish):
        _finish(unit, by, effect)
    else:
        _postpone(unit, by, effect)
    reacted(unit, found.contribution, "organisation", f"organisation:{found.id}")
    return True


def _said(
    unit: Unit, found: Commitment, text: str, day: date | None
) -> tuple[Organisation, Finish | Postpone] | None:
    """Return what they say as an effect; None when there is nothing left to say it about."""
    held = Held(found.contribution)
    row = unit.row(found.contribution) if unit.has(held) else None
    if row is None or found.ended or row.status is not Status.IN_PROGRESS:
        return None
    owner = row.owner or found.owner
    if owner is None:
        return None
    by, which = Organisation(found.who, row.id, owner), mark(found.what)
    if day is None:
        return by, Finish(row.id, row.version, text, which)
    return by, Postpone(row.id, row.version, day, text, which)
