"""An answer as it goes out: status, decision, commitments and letters in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.office.commitments import store_commitments
from bot.office.letters import FollowUp, Letter, follow_up
from bot.office.tasks import TaskFor, assign
from bot.office.unit import Applying, Caused, Rows, signed
from conversations import lifecycle, notices
from conversations.contributions import Contribution
from conversations.effects import Commit, RecordDecision, TakeBack
from conversations.events import Applied, Part
from conversations.lifecycle import (
    Act,
    Outcome,
    Party,
    Status,
    Way,
    permitted,
    way_for,
    way_of,
    works_on,
)
from conversations.promises import answer_by
from storage.database import Db
from storage.models import commitments, contributions, decisions, outbox, proposals, tasks
from storage.models.decisions import Decision


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An answer as it goes out, with who read it as well."""

    by: int
    signed: str
    effect: RecordDecision
    read_by: str | None = None


def act_of(effect: RecordDecision, acts: Mapping[int, Act]) -> Act:
    return Act.CORRECT if effect.answer.corrects else acts.get(effect.contribution, Act.DECIDE)


async def send_answers(applying: Applying, answers: Sequence[Outgoing]) -> None:
    """Status, decision and follow-up in one transaction, for all that one answer answers."""
    answers = await _with_others(applying, answers)
    if not answers:
        return
    about = [answer.effect.contribution for answer in answers]
    rows = Rows(applying, await contributions.find(applying.db, about, lock=True))
    acts = await acts_of(applying.db, rows.now)
    for answer in answers:
        effect, row = answer.effect, rows.now[answer.effect.contribution]
        act = act_of(effect, acts)
        row = replace(
            row,
            status=lifecycle.change(act, row.status, by=Party.STAFF).target,
            changed_by=answer.by,
            told_at=applying.now,
        )
        if act is Act.CORRECT:
            rows.change(row)
            continue
        text = effect.answer.text
        asks_back = text.check_back or (row.check_back if text.outcome is Outcome.YES else None)
        rows.change(
            replace(
                row,
                answered_at=applying.now,
                owner=row.owner or answer.by,
                check_back=asks_back,
                outcome=text.outcome,
                by_when=text.look_again or text.by_when,
                joins=None,
                notices=0,
            )
        )
    await rows.write()
    ids = await decisions.add(applying.db, [_decision(applying, answer) for answer in answers])
    await decisions.mark_same(applying.db, _same(ids, answers))
    renewed = [a.effect.contribution for a in answers if not a.effect.answer.corrects]
    await commitments.end(applying.db, renewed, "dropped", applying.now)
    promised = [a for a in answers if _works(rows.now[a.effect.contribution], a.effect)]
    await store_commitments(
        applying, [(rows.now[a.effect.contribution], _promise(a.effect), a.by) for a in promised]
    )
    letters = [
        FollowUp(
            rows.now[answer.effect.contribution],
            _answer_letter(applying, answer),
            f"decision:{decision}",
            on_sent="answered" if answer in promised else None,
            no=answer.effect.answer.text.outcome is Outcome.NO,
            shared=True,
        )
        for decision, answer in zip(ids, answers, strict=True)
    ]
    await follow_up(applying, letters)
    anew = [a.effect.contribution for a in answers if not a.effect.answer.corrects]
    await tasks.finish_about(
        applying.db, anew, ("question", "write", "pass_on", "late"), applying.now
    )
    await assign(applying, [_call(rows.now[i]) for i in about if _to_call(rows.now[i])])


def way(row: Contribution) -> Way:
    return way_for(row.kind, row.desk)


async def _alike(applying: Applying, answers: Sequence[Outgoing]) -> list[Outgoing]:
    """What was answered together is explained anew together."""
    corrects = [a.effect.contribution for a in answers if a.effect.answer.corrects]
    others = await decisions.same(applying.db, corrects) if corrects else {}
    return [
        _with_also(a, others[a.effect.contribution]) if a.effect.contribution in others else a
        for a in answers
    ]


def _with_also(answer: Outgoing, also: Sequence[int]) -> Outgoing:
    said = replace(answer.effect.answer, also=tuple(also))
    return replace(answer, effect=replace(answer.effect, answer=said))


def _promise(effect: RecordDecision) -> Commit:
    text, owner = effect.answer.text, effect.answer.owner
    return Commit(
        effect.contribution,
        effect.seen,
        text.next_step,
        text.who,
        text.by_when,
        text.doer,
        owner,
        text.firm,
    )


def _answer_letter(applying: Applying, answer: Outgoing) -> Letter:
    told = notices.Answered(answer.effect.answer.text, answer.signed, answer.read_by)
    write = notices.corrected if answer.effect.answer.corrects else notices.answer
    return lambda card: write(told, card, applying.programme)


def _works(row: Contribution, effect: RecordDecision) -> bool:
    """Whether something was promised with it that is now to be done."""
    outcome = effect.answer.text.outcome
    return works_on(way_of(row.kind, row.desk, outcome), outcome) and not effect.answer.corrects


def _same(ids: Sequence[int], answers: Sequence[Outgoing]) -> list[tuple[int, int]]:
    """Decisions that are one for several contributions, each with the first of them."""
    first: dict[tuple[int, str, str], int] = {}
    found = []
    for decision, answer in zip(ids, answers, strict=True):
        words = (answer.by, answer.effect.answer.text.reason, answer.effect.answer.text.next_step)
        if (root := first.setdefault(words, decision)) != decision:
            found.append((decision, root))
    return found


async def _with_others(applying: Applying, answers: Sequence[Outgoing]) -> list[Outgoing]:
    """Each of them, and the same for the other contributions that it answers and can."""
    answers = await _alike(applying, answers)
    wanted = [i for answer in answers for i in answer.effect.answer.also]
    others = await contributions.find(applying.db, wanted, lock=True) if wanted else {}
    own = await proposals.of(applying.db, wanted) if wanted else {}
    taken = {answer.effect.contribution for answer in answers}
    first = await contributions.find(applying.db, list(taken))
    ways = {a: way(first[a.effect.contribution]) for a in answers}
    found: list[Outgoing] = []
    for answer in answers:
        found.append(answer)
        for other in answer.effect.answer.also:
            row = others.get(other)
            if row is None or other in taken or other in own or answer.by in row.hidden_from:
                continue
            act = Act.CORRECT if answer.effect.answer.corrects else Act.DECIDE
            if not permitted(act, row.status) or way(row) is not ways[answer]:
                continue
            taken.add(other)
            same = _with_also(answer, ())
            about = replace(same.effect, contribution=other, seen=row.version)
            found.append(replace(same, effect=about))
    return found


async def acts_of(db: Db, rows: Mapping[int, Contribution]) -> dict[int, Act]:
    """For what lies at another desk: that desk's answer is told, once it is known."""
    decided = [i for i, row in rows.items() if row.status is Status.DECIDED]
    latest = await decisions.latest(db, decided) if decided else {}
    return {i: Act.REPORT for i, d in latest.items() if d.answer.outcome is Outcome.PASSED_ON}


def _decision(applying: Applying, answer: Outgoing) -> Decision:
    effect = answer.effect
    return Decision(
        contribution=effect.contribution,
        answer=effect.answer.text,
        read_by=answer.read_by,
        corrects=effect.answer.corrects,
        decided_by_id=answer.by,
        decided_by=answer.signed,
        decided_at=applying.now,
    )


async def take_back(applying: Applying, effects: Sequence[Caused[TakeBack]]) -> None:
    """A wrong answer is taken back: what had not left never does, else its author hears why."""
    rows = await Rows.held(applying, effects)
    won: list[Caused[TakeBack]] = []
    for me, effect in effects:
        row = rows.unless_overtaken(me, effect, Act.TAKE_BACK, "take_back")
        if row is None:
            continue
        row = rows.say(row, "written", (Part(f"back:{row.id}:{row.version}", effect.reason),))
        rows.change(
            replace(
                row,
                status=rows.status_after(me, Act.TAKE_BACK, row),
                answer_by=answer_by(applying.now, applying.programme.calendar),
                by_when=None,
                check_back=None,
                notices=0,
                told_at=applying.now,
                changed_by=me.person,
            )
        )
        won.append((me, effect))
    await rows.write()
    await rows.tell_overtaken()
    about = [effect.contribution for _, effect in won]
    latest = await decisions.latest(applying.db, about) if about else {}
    keys = {i: f"decision:{found.id}:" for i, found in latest.items()}
    unsent = await outbox.recall_unsent(applying.db, keys) if keys else set()
    await commitments.end(applying.db, about, "dropped", applying.now)
    await tasks.finish_about(applying.db, about, ("call",), applying.now)
    letters = []
    for me, effect in won:
        row = rows.now[effect.contribution]
        applying.tell(me, Applied(row.id, row.number, "take_back"))
        if row.id not in unsent:
            write = _taken_back(row.answer_by, effect.reason, signed(applying, me))
            letters.append(FollowUp(row, write, f"back:{row.id}:{row.version}", shared=True))
    await follow_up(applying, letters)


def _taken_back(day: date, reason: str, by: str) -> Letter:
    return lambda card: notices.taken_back(card, day, reason, by)


def _to_call(row: Contribution) -> bool:
    return row.answer_road == "call"


def _call(row: Contribution) -> TaskFor:
    details = {"phone": row.answer_phone or "–", "name": row.name or "–"}
    return TaskFor("call", row.author, row, details)
