"""A contribution goes on together with another, by the yes of its author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.office.actors import Actor, Clock, parties, person_of
from bot.office.cards import CardFor, reacted
from bot.office.letters import FollowUp, Letter
from bot.office.needs import Account, Followers, Held, Latest, Need, Promised
from bot.office.registry import handles
from bot.office.telling import Telling
from bot.office.unit import Unit
from conversations import letters, lifecycle
from conversations.actions import mark
from conversations.contributions import AnswerText, Commitment, Contribution
from conversations.effects import AnswerJoin, ProposeJoin
from conversations.events import Applied
from conversations.lifecycle import ENDED, OPEN, UNANSWERED, Act, Outcome, Status
from conversations.promises import after_standstill, answer_by
from storage.models.decisions import Decision


def _asked_to_join(
    by: Actor, row: Contribution, effect: ProposeJoin, still: Sequence[Commitment]
) -> Contribution:
    return replace(
        row,
        status=lifecycle.change(Act.ASK, row.status, by=parties(by, row)).target,
        question=effect.about,
        asked_by=person_of(by),
        joins=effect.other,
        changed_by=person_of(by),
    )


_ask_to_join = Telling[ProposeJoin](
    "join",
    Act.ASK,
    lambda card, e, by: letters.join_asked(card, e.other, e.about, by),
    _asked_to_join,
)


def _both(unit: Unit, by: Actor, effect: ProposeJoin) -> Iterator[Need[Any]]:
    yield Held(effect.contribution)
    yield Held(effect.other)
    yield Followers(effect.contribution)


@handles(ProposeJoin, _both)
def propose_joining(unit: Unit, by: Actor, effect: ProposeJoin) -> None:
    """Its author is asked; the other must be open, of the same kind, and not joined itself."""
    here, other = unit.row(effect.contribution), unit.row(effect.other)
    fits = (
        here is not None
        and other is not None
        and may_join(here, other)
        and person_of(by) not in other.hidden_from
        and not unit.followers(here.id)
    )
    if fits:
        _ask_to_join(unit, by, effect)
    else:
        about = effect.contribution
        unit.tell(by, Applied(about, str(about), "cannot_join", str(effect.other)))


def may_join(here: Contribution, other: Contribution) -> bool:
    joined = other.joins is not None and other.status in (Status.DECIDED, Status.QUESTION_ASKED)
    same = here.kind == other.kind and here.desk is None and other.desk is None
    return here.id != other.id and same and other.status in OPEN and not joined


def _the_other(unit: Unit, by: Actor, effect: AnswerJoin) -> Iterator[Need[Any]]:
    yield Held(effect.contribution)
    yield Followers(effect.contribution)
    row = unit.row(effect.contribution) if unit.has(Held(effect.contribution)) else None
    if row is None or row.joins is None or not effect.yes:
        return
    yield from (Held(row.joins), Latest(row.joins), Promised(row.joins))
    if row.asked_by is not None:
        yield Account(row.asked_by)


@handles(AnswerJoin, _the_other)
def answer_joining(unit: Unit, by: Actor, effect: AnswerJoin) -> None:
    """Its author says yes, and hears from now on what is done about the other; or no."""
    row = unit.of_author(by, effect.contribution)
    if row is None or not _is_asked_to_join(row, effect.which):
        unit.tell(by, Applied(effect.contribution, str(effect.contribution), "join_gone"))
        return
    other = unit.row(row.joins) if effect.yes and row.joins is not None else None
    fits = other is not None and may_join(row, other) and not unit.followers(row.id)
    joins = str(row.joins)
    if other is not None and fits:
        _join(unit, by, row, other)
    else:
        calendar = unit.programme.calendar
        unit.change(
            replace(
                row,
                status=unit.status_after(by, Act.ANSWER, row),
                answer_by=after_standstill(row.answer_by, row.since, unit.now, calendar),
                joins=None,
                changed_by=None,
            )
        )
    what = ("yes" if fits else "gone") if effect.yes else "no"
    unit.tell(by, Applied(row.id, row.number, f"join_{what}", joins))
    reacted(unit, row.id, f"join_{'yes' if fits else 'no'}", "join")
    if other is not None and fits:
        _tell_what_was_answered(unit, row, other)


def _join(unit: Unit, by: Actor, row: Contribution, other: Contribution) -> None:
    """Join them by a decision of its author, for the reason that staff gave when they asked."""
    unit.writes.decisions.make(
        Decision(
            contribution=row.id,
            answer=AnswerText(Outcome.JOINED, row.question or "", "", "", None),
            decided_by_id=row.asked_by,
            decided_by=unit.programme.office_or(unit.name(row.asked_by)),
            decided_at=unit.now,
        )
    )
    unit.change(
        replace(
            row,
            status=unit.status_after(by, Act.JOIN, row),
            outcome=Outcome.JOINED,
            by_when=None,
            notices=0,
            owner=other.owner if other.owner not in row.hidden_from else row.owner,
            answered_at=unit.now,
            told_at=unit.now,
            changed_by=None,
        )
    )


def _is_asked_to_join(row: Contribution, which: int | None) -> bool:
    asked = row.status is Status.QUESTION_ASKED and row.joins is not None
    return asked and (which is None or which == mark(row.question or ""))


def _tell_what_was_answered(unit: Unit, row: Contribution, other: Contribution) -> None:
    """Who joins later hears what the others heard already."""
    found = unit.latest(other.id)
    if found is None or other.status in UNANSWERED:
        return
    unit.saying(
        FollowUp(
            other.id,
            _retold(unit, found, other),
            f"joined:{row.id}:{found.id}",
            only=row.id,
            shared=True,
        )
    )


def _retold(unit: Unit, found: Decision, other: Contribution) -> Letter:
    """Return the answer as it stands now: a day may have moved since."""
    there = unit.still(other.id)
    same = next((c for c in there if c.what == found.answer.next_step), None)
    text = replace(
        found.answer,
        by_when=same.by_when if same else found.answer.by_when,
        look_again=other.by_when if found.answer.outcome is Outcome.NOT_NOW else None,
        firm=same.firm if same else False,
        doer=same.doer if same else "staff",
        counted=None,  # what their words did to the plan is said of the other's
        because=None,
    )
    told = letters.Answered(text, found.decided_by, found.read_by)
    programme = unit.programme
    return lambda card: letters.answer(told, card, programme)


def needs_of_followers(unit: Unit, row: Contribution) -> Iterator[Need[Any]]:
    yield Followers(row.id)


def follow_joined(unit: Unit, before: Contribution, after: Contribution) -> None:
    """What goes on with another goes where that goes, and comes to rest with it."""
    ended = after.status in ENDED and before.status not in ENDED
    if not ended and after.owner == before.owner:
        return
    for row in unit.followers(after.id):
        if after.status in ENDED:
            _ends_with(unit, row, after)
        elif after.owner is not None and after.owner not in row.hidden_from:
            unit.change(replace(row, owner=after.owner), quietly=True)


def still_together(unit: Unit, row: Contribution) -> None:
    """Let it go on no longer with what has ended, or is gone with its author."""
    other = unit.row(row.joins) if row.joins is not None else None
    if other is None or other.status in ENDED:
        _ends_with(unit, unit.there(row.id), other)


def _ends_with(unit: Unit, row: Contribution, other: Contribution | None) -> None:
    """Let it rest with the other. When the other's author took that back, nobody else's wish is
    gone: it is read again by itself."""
    here = parties(Clock(), row)
    if other is not None and other.status is Status.CLOSED:
        rests = lifecycle.change(Act.REST, row.status, by=here).target
        unit.change(replace(row, status=rests), quietly=True)
        return
    row = unit.change(
        replace(
            row,
            status=lifecycle.change(Act.LOOK_AGAIN, row.status, by=here).target,
            answer_by=answer_by(unit.now, unit.programme.calendar),
            joins=None,
            notices=0,
            told_at=unit.now,
            changed_by=None,
        )
    )
    programme = unit.programme
    unit.saying(
        FollowUp(
            row.id,
            lambda card: letters.alone_again(card, programme),
            f"alone:{row.id}:{row.version}",
        )
    )
    unit.saying(CardFor(row.id, "reacted-due_look_again", "alone"))
