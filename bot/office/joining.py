"""What goes on together with another, by the yes of its author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.office.cards import tell_owners
from bot.office.letters import FollowUp, Letter, follow_up
from bot.office.telling import Telling
from bot.office.unit import Applying, Caused, Changed, Rows, parties
from conversations import lifecycle, notices
from conversations.actions import mark
from conversations.contributions import AnswerText, Commitment, Contribution
from conversations.effects import AnswerJoin, ProposeJoin
from conversations.events import Applied
from conversations.lifecycle import ENDED, OPEN, UNANSWERED, Act, Outcome, Party, Status
from conversations.promises import after_standstill, answer_by
from conversations.views import Me, Programme
from storage.models import commitments, contributions, decisions, people
from storage.models.decisions import Decision


def _asked_to_join(
    me: Me, row: Contribution, effect: ProposeJoin, still: Sequence[Commitment]
) -> Contribution:
    return replace(
        row,
        status=lifecycle.change(Act.ASK, row.status, by=parties(me, row)).target,
        question=effect.about,
        asked_by=me.person,
        joins=effect.other,
        changed_by=me.person,
    )


_ask_to_join = Telling[ProposeJoin](
    "join",
    Act.ASK,
    lambda card, e, by: notices.join_asked(card, e.other, e.about, by),
    _asked_to_join,
)


async def propose_joining(applying: Applying, effects: Sequence[Caused[ProposeJoin]]) -> None:
    """Its author is asked; the other must be open, of the same kind, and not joined itself."""
    rows = await contributions.find(
        applying.db, [i for _, e in effects for i in (e.contribution, e.other)]
    )
    followed = await contributions.joined_with(applying.db, [e.contribution for _, e in effects])
    fitting = []
    for me, effect in effects:
        here, other = rows.get(effect.contribution), rows.get(effect.other)
        fits = (
            here is not None
            and other is not None
            and may_join(here, other)
            and me.person not in other.hidden_from
            and not followed.get(here.id)
        )
        if fits:
            fitting.append((me, effect))
        else:
            about = effect.contribution
            applying.tell(me, Applied(about, str(about), "cannot_join", str(effect.other)))
    await _ask_to_join(applying, fitting)


def may_join(here: Contribution, other: Contribution) -> bool:
    joined = other.joins is not None and other.status in (Status.DECIDED, Status.QUESTION_ASKED)
    same = here.kind == other.kind and here.desk is None and other.desk is None
    return here.id != other.id and same and other.status in OPEN and not joined


async def answer_joining(applying: Applying, effects: Sequence[Caused[AnswerJoin]]) -> None:
    """Its author says yes, and hears from now on what is done about the other; or no."""
    rows = await Rows.held(applying, effects)
    others = await contributions.find(applying.db, [r.joins for r in rows.now.values() if r.joins])
    asked = [r.asked_by for r in rows.now.values() if r.asked_by]
    names = await people.names(applying.db, asked) if asked else {}
    followed = await contributions.joined_with(applying.db, list(rows.now))
    joined: list[Contribution] = []
    told: list[tuple[int, str, str]] = []
    new: list[Decision] = []
    for me, effect in effects:
        row = rows.of_author(me, effect)
        if row is None or not _is_asked_to_join(row, effect.which):
            applying.tell(me, Applied(effect.contribution, str(effect.contribution), "join_gone"))
            continue
        other = others.get(row.joins or 0)
        fits = other is not None and may_join(row, other) and not followed.get(row.id)
        if effect.yes and other is not None and fits:
            by = names.get(row.asked_by or 0) or applying.programme.office
            new.append(_joined(applying, row, by))
            rows.change(
                replace(
                    row,
                    status=rows.status_after(me, Act.JOIN, row),
                    outcome=Outcome.JOINED,
                    by_when=None,
                    notices=0,
                    owner=other.owner if other.owner not in row.hidden_from else row.owner,
                    answered_at=applying.now,
                    told_at=applying.now,
                    changed_by=None,
                )
            )
            joined.append(row)
        else:
            calendar = applying.programme.calendar
            rows.change(
                replace(
                    row,
                    status=rows.status_after(me, Act.ANSWER, row),
                    answer_by=after_standstill(row.answer_by, row.since, applying.now, calendar),
                    joins=None,
                    changed_by=None,
                )
            )
        what = ("yes" if fits else "gone") if effect.yes else "no"
        told.append((row.id, f"reacted-join_{'yes' if row in joined else 'no'}", "join"))
        applying.tell(me, Applied(row.id, row.number, f"join_{what}", str(row.joins)))
    await rows.write()
    if new:
        await decisions.add(applying.db, new)
    await tell_owners(applying, told)
    await _tell_what_was_answered(applying, [rows.now[row.id] for row in joined])


def _is_asked_to_join(row: Contribution, which: int | None) -> bool:
    asked = row.status is Status.QUESTION_ASKED and row.joins is not None
    return asked and (which is None or which == mark(row.question or ""))


def _joined(applying: Applying, row: Contribution, by: str) -> Decision:
    """A decision by its author, for the reason that staff gave when they asked."""
    return Decision(
        contribution=row.id,
        answer=AnswerText(Outcome.JOINED, row.question or "", "", "", None),
        decided_by_id=row.asked_by,
        decided_by=by,
        decided_at=applying.now,
    )


async def _tell_what_was_answered(applying: Applying, joined: Sequence[Contribution]) -> None:
    """Who joins later hears what the others heard already."""
    others = [row.joins for row in joined if row.joins]
    latest = await decisions.latest(applying.db, others) if others else {}
    there = await contributions.find(applying.db, others) if others else {}
    promised = await commitments.of(applying.db, others) if others else {}
    letters = []
    for row in joined:
        found, other = latest.get(row.joins or 0), there.get(row.joins or 0)
        if found is None or other is None or other.status in UNANSWERED:
            continue
        letters.append(
            FollowUp(
                other,
                _retold(found, other, promised.get(other.id, ()), applying.programme),
                f"joined:{row.id}:{found.id}",
                only=row.id,
                shared=True,
            )
        )
    await follow_up(applying, letters)


def _retold(
    found: decisions.Decision,
    other: Contribution,
    promised: Sequence[Commitment],
    programme: Programme,
) -> Letter:
    """As it stands now: a day may have moved since."""
    same = next((c for c in promised if c.what == found.answer.next_step and c.ended is None), None)
    before = found.answer
    text = AnswerText(
        before.outcome,
        before.reason,
        before.next_step,
        before.who,
        same.by_when if same else before.by_when,
        look_again=other.by_when if before.outcome is Outcome.NOT_NOW else None,
        firm=same.firm if same else False,
        doer=same.doer if same else "staff",
    )
    told = notices.Answered(text, found.decided_by, found.read_by)
    return lambda card: notices.answer(told, card, programme)


async def follow_joined(applying: Applying, changes: Sequence[Changed]) -> None:
    """What goes on with another goes where that goes, and comes to rest with it."""
    gone = [after for before, after in changes if _goes_elsewhere(before, after)]
    followers = await contributions.joined_with(applying.db, [row.id for row in gone])
    for other in gone:
        for row in followers.get(other.id, ()):
            if other.status in ENDED:
                await _ends_with(applying, row, other)
            elif other.owner is not None and other.owner not in row.hidden_from:
                rows = Rows(applying, {row.id: row})
                rows.change(replace(row, owner=other.owner), quietly=True)
                await rows.write()


def _goes_elsewhere(before: Contribution, after: Contribution) -> bool:
    """Whether what goes on with it must hear of it: it ended, or somebody else has it."""
    ended = after.status in ENDED and before.status not in ENDED
    return ended or after.owner != before.owner


async def still_together(applying: Applying, asked: Sequence[Contribution]) -> None:
    """Whether what something goes on with is still going on; it may be gone with its author."""
    others = await contributions.find(applying.db, [row.joins for row in asked if row.joins])
    there = await contributions.find(applying.db, [row.id for row in asked])
    for row in there.values():
        other = others.get(row.joins or 0)
        if other is None or other.status in ENDED:
            await _ends_with(applying, row, other)


async def _ends_with(applying: Applying, row: Contribution, other: Contribution | None) -> None:
    """At rest with it. When the other's author took it back, nobody else's wish is gone: it is
    read again by itself."""
    rows = Rows(applying, {row.id: row})
    if other is not None and other.status is Status.CLOSED:
        rests = lifecycle.change(Act.REST, row.status, by=Party.CLOCK).target
        rows.change(replace(row, status=rests), quietly=True)
        await rows.write()
        return
    rows.change(
        replace(
            row,
            status=lifecycle.change(Act.LOOK_AGAIN, row.status, by=Party.CLOCK).target,
            answer_by=answer_by(applying.now, applying.programme.calendar),
            joins=None,
            notices=0,
            told_at=applying.now,
            changed_by=None,
        )
    )
    await rows.write()
    write = _alone_again(applying.programme)
    await follow_up(applying, [FollowUp(rows.now[row.id], write, f"alone:{row.id}:{row.version}")])
    await tell_owners(applying, [(row.id, "reacted-due_look_again", "alone")])


def _alone_again(programme: Programme) -> Letter:
    return lambda card: notices.alone_again(card, programme)
