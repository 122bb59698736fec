"""Effects carried out: per kind and as a list, inside the transaction that decided them.

Every function takes all effects of its kind in a batch; a batch of one is the ordinary case.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from conversations import notices
from conversations.effects import (
    AddTask,
    AddWords,
    AskResident,
    ChooseSummary,
    ConfirmDone,
    ConfirmHeard,
    CorrectDetail,
    CorrectWords,
    Effect,
    Finish,
    FinishTask,
    HandOver,
    HandOverAll,
    KeepMedia,
    MarkReachable,
    Mute,
    NoteReaction,
    NoteYoung,
    OfferMove,
    OpenCard,
    Postpone,
    RecordDecision,
    RecordNotice,
    Remember,
    Search,
    SetAnswerRoad,
    SetDiscreet,
    SetLanguage,
    SetOptIn,
    SetTheme,
    SubmitContribution,
    TakeOver,
    Unmute,
    UseInvitation,
    Withdraw,
    WriteBack,
    WriteDown,
    WriteTo,
)
from conversations.events import (
    Applied,
    Enrolled,
    Event,
    Found,
    HandedOver,
    InvitationRefused,
    Moved,
    MoveOffered,
    MoveRefused,
    Overtaken,
    Part,
    Planned,
    Submitted,
    SummaryChosen,
    WordsCorrected,
    Written,
)
from conversations.lifecycle import (
    OPEN,
    UNANSWERED,
    Act,
    Outcome,
    Status,
    change,
    permitted,
    way_of,
    works_on,
)
from conversations.messages import Message, Text, say
from conversations.progress import Progress
from conversations.promises import (
    NOTICES,
    Course,
    What,
    after_standstill,
    answer_by,
    carried_out,
    check_back_on,
    last_day,
    next_due,
    postponed,
    task_due,
)
from conversations.resident.elsewhere import is_named
from conversations.roles import May, Role, may
from conversations.routing import Reader, choose_owner
from conversations.screens import card, desk
from conversations.summaries import CHOICES, arrives_at_once, next_summary, still_of_use
from conversations.views import ContributionCard, Me, Programme
from storage import views
from storage.database import Db
from storage.models import (
    contributions,
    decisions,
    invitations,
    media,
    moves,
    opt_ins,
    outbox,
    people,
    progress,
    rooms,
    tasks,
    web,
)
from storage.models.contributions import Contribution
from storage.models.invitations import Invitation
from storage.models.moves import Move
from storage.models.outbox import FOLLOW_UP, WORK, New, add_once

MOVE_LASTS = timedelta(hours=1)


def unguessable() -> str:
    """192 random bits, for a link."""
    return secrets.token_urlsafe(24)


@dataclass
class Applying:
    """The transaction in which effects are applied, and what they lead to."""

    db: Db
    programme: Programme
    now: datetime
    token: Callable[[], str] = unguessable
    events: list[tuple[Me, Event]] = field(default_factory=list)
    _renewals: dict[int, dict[str, Any]] = field(default_factory=dict)

    def tell(self, me: Me, event: Event) -> None:
        self.events.append((me, event))

    def renew(self, me: Me, **values: Any) -> None:
        self._renewals.setdefault(me.account, {}).update(values)

    def renewed(self, me: Me) -> Me:
        """The person as the effects left them."""
        return replace(me, **self._renewals.get(me.account, {}))


Mine = tuple[Me, Any]
Function = Callable[[Applying, Sequence[Mine]], Awaitable[None]]


async def apply(applying: Applying, caused: Sequence[tuple[Me, Effect]]) -> list[tuple[Me, Event]]:
    """Apply all effects, kind by kind in the order of the table below; the events they yield."""
    kinds: dict[type, list[Mine]] = {}
    for me, effect in caused:
        kinds.setdefault(type(effect), []).append((me, effect))
    for kind, function in EFFECTS.items():
        if found := kinds.pop(kind, None):
            await function(applying, found)
    if kinds:
        raise TypeError(f"nobody applies {next(iter(kinds)).__name__}")
    return applying.events


# Contributions


async def submit_contributions(applying: Applying, effects: Sequence[Mine]) -> None:
    db, now = applying.db, applying.now
    readers = await _readers(db)
    promised = answer_by(now, applying.programme.calendar)
    rows, owners = [], []
    for me, effect in effects:
        owner = choose_owner(readers, effect.wijk, effect.theme, effect.hidden_from)
        owners.append(owner)
        asked = check_back_on(now, applying.programme.calendar) if effect.desk else None
        readers = _loaded(readers, owner)
        rows.append(
            {
                "author_id": me.person,
                "kind": effect.kind,
                "status": Status.RECEIVED,
                "wijk": effect.wijk,
                "theme": effect.theme,
                "needs": list(effect.needs),
                "details": dict(effect.details),
                "name": effect.name,
                "language": me.language,
                "channel": me.channel,
                "owner_id": owner.person if owner else None,
                "received_at": now,
                "answer_by": promised,
                "since": now,
                "told_at": now,
                "desk": effect.desk,
                "check_back": asked,
                **_due(
                    applying,
                    Course(Status.RECEIVED, now, now, promised, told=now, check_back=asked),
                ),
            }
        )
    ids = await contributions.add(db, rows)
    spoken = [
        (number, "told", 0, part)
        for number, (_, effect) in zip(ids, effects, strict=True)
        for part in effect.parts
    ]
    await contributions.add_words(db, spoken, now)
    await contributions.hide(
        db,
        [(i, p) for i, (_, effect) in zip(ids, effects, strict=True) for p in effect.hidden_from],
    )
    soon = task_due(now, applying.programme.calendar)
    for number, owner, row, (me, effect) in zip(ids, owners, rows, effects, strict=True):
        applying.renew(me, contributions=me.contributions + 1)
        applying.tell(
            me,
            Submitted(
                number,
                str(number),
                effect.kind,
                owner.name if owner else None,
                promised,
                effect.name,
                desk=effect.desk,
                pass_on_by=soon if effect.desk else None,
                check_back=row["check_back"],
                call_by=soon if effect.call else None,
                phone=effect.call,
                asks=effect.asks,
            ),
        )
    await _tell_owners(applying, [(i, "new", "card") for i in ids])
    await _first_things(applying, dict(zip(ids, effects, strict=True)))


async def _first_things(applying: Applying, submitted: Mapping[int, Mine]) -> None:
    """What must be done before there is an answer: pass it on, or call its author."""
    wanted = [i for i, (_, effect) in submitted.items() if effect.desk or effect.call]
    found = await contributions.find(applying.db, wanted)
    new = []
    for i in wanted:
        me, effect = submitted[i]
        if effect.desk:
            new.append(_Task("pass_on", me.person, found[i]))
        if effect.call:
            known = effect.name or me.name
            details = {"phone": effect.call, "moment": effect.call_when}
            named = {"name": known} if known else {}
            new.append(_Task("call", me.person, found[i], {**details, **named}))
    await _add_tasks(applying, new)


async def add_words(applying: Applying, effects: Sequence[Mine]) -> None:
    """The author's own additions; anything else's number is refused in silence, as forged."""
    rows = await _Rows.held(applying, effects)
    added = [(me, effect) for me, effect in effects if rows.author_of(effect) == me.person]
    disagree = [e.contribution for _, e in added if e.why == "disagree"]
    others = await _other_readers(applying.db, [rows.now[i] for i in disagree])
    kept: list[tuple[Me, int, str]] = []
    for me, effect in added:
        row = rows.now[effect.contribution]
        why = _kept_as(effect.why, row)
        kept.append((me, row.id, why))
        if why == "changed":
            _change_words(rows, row, effect.parts)
        else:
            rows.say(row, "added" if why == "late" else why, effect.parts)
        after = _after_words(applying, row, effect.why, others)
        rows.change(row, changed_by_id=None, **after)
    await rows.write()
    await _add_tasks(
        applying,
        [
            _Task("question", me.person, rows.now[effect.contribution])
            for me, effect in added
            if effect.why == "question"
        ],
    )
    for me, about, why in kept:
        applying.tell(me, Applied(about, rows.now[about].number, why))
    if disagree:  # nobody calls with an answer that is being looked at again
        await tasks.finish_about(applying.db, disagree, ("call",), applying.now)
    await _tell_owners(applying, [(about, f"reacted-{why}", "words") for _, about, why in kept])


def _kept_as(why: str, row: Contribution) -> str:
    """An answer was given to the words as they were: a new version after it is an addition."""
    return "late" if why == "changed" and row.status not in UNANSWERED else why


def _change_words(rows: _Rows, row: Contribution, parts: tuple[Part, ...]) -> None:
    """What was heard in the version before it stays readable, and is no longer what is quoted."""
    if row.heard:
        rows.say(row, "heard", (Part(f"heard:{row.id}:{row.version}", row.heard),))
        rows.change(row, quietly=True, heard=None, heard_by_id=None, heard_right=None)
    rows.say_anew(row, parts)


def _after_words(
    applying: Applying, row: Contribution, why: str, others: Mapping[int, int | None]
) -> dict[str, Any]:
    """What an addition changes: an answer is read again, a disagreement is looked at anew."""
    if why == "answer" and permitted(Act.ANSWER, row.status):
        calendar = applying.programme.calendar
        return {
            "status": change(Act.ANSWER, row.status).target,
            "answer_by": after_standstill(row.answer_by, row.since, applying.now, calendar),
        }
    if why == "disagree" and permitted(Act.DISAGREE, row.status):
        return {
            "status": change(Act.DISAGREE, row.status).target,
            "owner_id": others[row.id],
            "answer_by": answer_by(applying.now, applying.programme.calendar),
            "notices": 0,
        }
    return {}


async def correct_words(applying: Applying, effects: Sequence[Mine]) -> None:
    """An edit that came after sending: the old words stay, the new ones are added."""
    said = [(me.person, effect.part.ref) for me, effect in effects]
    about = await contributions.by_refs(applying.db, said)
    rows = _Rows(applying, await contributions.find(applying.db, list(about.values()), lock=True))
    told: list[tuple[int, str, str]] = []
    for me, effect in effects:
        found = about.get((me.person, effect.part.ref))
        if found is None or not effect.part.text:
            applying.tell(me, WordsCorrected(None))
            continue
        row = rows.now[found]
        rows.say(row, "edited", (effect.part,))
        rows.change(row, changed_by_id=None)
        applying.tell(me, WordsCorrected(row.number))
        told.append((row.id, "reacted-edited", f"edit:{me.person}"))
    await rows.write()
    await _tell_owners(applying, told)


async def correct_details(applying: Applying, effects: Sequence[Mine]) -> None:
    """Only the author's, and only while it is open."""
    rows = await _Rows.held(applying, effects)
    told: list[tuple[Me, int]] = []
    for me, effect in effects:
        row = rows.now.get(effect.contribution)
        if row is None or row.author != me.person:
            continue
        if row.status not in OPEN:
            rows.refuse(me, row, "detail")
            continue
        rows.change(row, changed_by_id=None, **{effect.what: effect.value})
        told.append((me, row.id))
    await rows.write()
    await rows.tell_overtaken()
    for me, about in told:
        applying.tell(me, Applied(about, rows.now[about].number, "detail"))
    await _tell_owners(applying, [(about, "reacted-detail", "detail") for _, about in told])


async def withdraw(applying: Applying, effects: Sequence[Mine]) -> None:
    """Its author takes it back: nothing more is done about it, and nothing more is sent."""
    rows = await _Rows.held(applying, effects)
    gone: list[tuple[Me, int]] = []
    for me, effect in effects:
        if rows.author_of(effect) != me.person:
            continue
        row = rows.as_seen(me, effect, Act.WITHDRAW, "withdraw")
        if row is None:
            continue
        rows.change(row, status=change(Act.WITHDRAW, row.status).target, changed_by_id=None)
        gone.append((me, row.id))
    await rows.write()
    await rows.tell_overtaken()
    about = [number for _, number in gone]
    if about:
        await tasks.finish_about(applying.db, about, None, applying.now)
        await outbox.recall(applying.db, about)
        await _end_opt_ins(applying, gone)
    for me, number in gone:
        applying.tell(me, Applied(number, rows.now[number].number, "withdraw"))
    await _tell_owners(applying, [(number, "reacted-withdraw", "withdraw") for number in about])


async def _end_opt_ins(applying: Applying, gone: Sequence[tuple[Me, int]]) -> None:
    """What was taken back is nobody's to read."""
    given = await opt_ins.latest(applying.db, [me.person for me, _ in gone])
    ended = [
        (me, SetOptIn(one.what, False, number))
        for me, number in gone
        for one in given
        if one.yes and (one.person, one.contribution) == (me.person, number)
    ]
    if ended:
        await set_opt_ins(applying, ended)


async def set_answer_roads(applying: Applying, effects: Sequence[Mine]) -> None:
    rows = await _Rows.held(applying, effects)
    for me, effect in effects:
        if rows.author_of(effect) == me.person:
            row = rows.now[effect.contribution]
            rows.change(row, quietly=True, answer_road=effect.road, answer_phone=effect.phone)
    await rows.write()


# What staff do


async def open_cards(applying: Applying, effects: Sequence[Mine]) -> None:
    """Opening a card makes it being_read; nobody's version moves because of it."""
    rows = await _Rows.held(applying, effects)
    for me, effect in effects:
        row = rows.for_reader(me, effect, May.READ_ALL)
        if row is not None and permitted(Act.OPEN_CARD, row.status):
            target = change(Act.OPEN_CARD, row.status).target
            rows.change(row, quietly=True, status=target)
    await rows.write()
    seen = [e.contribution for me, e in effects if _is_owner(me, rows.now.get(e.contribution))]
    if seen:
        await contributions.seen(applying.db, seen)


def _is_owner(me: Me, row: Contribution | None) -> bool:
    return row is not None and row.owner == me.person


async def record_decisions(applying: Applying, effects: Sequence[Mine]) -> None:
    """Status, decision and follow-up in one transaction; exactly one answer wins."""
    rows = await _Rows.held(applying, effects)
    acts = await _decisive(applying.db, rows.now)
    won: list[Mine] = []
    for me, effect in effects:
        act = acts.get(effect.contribution, Act.DECIDE)
        row = rows.unless_overtaken(me, effect, act, "decide")
        if row is None:
            continue
        won.append((me, effect))
        asks_back = effect.check_back or (row.check_back if effect.outcome == Outcome.YES else None)
        rows.change(
            row,
            status=change(act, row.status).target,
            answered_at=applying.now,
            changed_by_id=me.person,
            owner_id=row.owner or me.person,
            check_back=asks_back,
            outcome=Outcome(effect.outcome),
            by_when=effect.look_again or effect.by_when,
            notices=0,
            told_at=applying.now,
        )
    await rows.write()
    await rows.tell_overtaken()
    if not won:
        return
    ids = await decisions.add(applying.db, [_decision(applying, me, e) for me, e in won])
    about = [effect.contribution for _, effect in won]
    cards = await _cards(applying, about)
    letters = []
    for decision, (me, effect) in zip(ids, won, strict=True):
        outcome = Outcome(effect.outcome)
        told = notices.Answered(
            outcome,
            effect.reason,
            effect.next_step,
            effect.who,
            effect.by_when,
            decided_by=_signed(applying, me),
            reference=effect.reference,
            check_back=effect.check_back,
            look_again=effect.look_again,
        )
        message = notices.answer(told, cards[effect.contribution], applying.programme)
        row = rows.now[effect.contribution]
        works = works_on(way_of(row.kind, row.desk, outcome), outcome)
        on_sent = "answered" if works else None
        letters.append(
            _Letter(row, message, f"decision:{decision}", on_sent, no=outcome is Outcome.NO)
        )
        applying.tell(me, Applied(row.id, row.number, "decide"))
    await _follow_up(applying, letters)
    await tasks.finish_about(
        applying.db, about, ("question", "write", "pass_on", "late"), applying.now
    )
    await _add_tasks(applying, [_call(rows.now[i]) for i in about if _to_call(rows.now[i])])


async def _decisive(db: Db, rows: Mapping[int, Contribution]) -> dict[int, Act]:
    """For what lies at another desk: that desk's answer is told, once it is known."""
    decided = [i for i, row in rows.items() if row.status is Status.DECIDED]
    latest = await decisions.latest(db, decided) if decided else {}
    return {i: Act.REPORT for i, d in latest.items() if d.outcome == Outcome.PASSED_ON}


def _decision(applying: Applying, me: Me, effect: Any) -> dict[str, Any]:
    return {
        "contribution_id": effect.contribution,
        "outcome": effect.outcome,
        "reason": effect.reason,
        "next_step": effect.next_step,
        "who": effect.who,
        "by_when": effect.by_when,
        "as_it_is": effect.as_it_is,
        "decided_by_id": me.person,
        "decided_by": _signed(applying, me),
        "decided_at": applying.now,
    }


def _signed(applying: Applying, me: Me) -> str:
    return me.name or applying.programme.office


def _to_call(row: Contribution) -> bool:
    return row.answer_road == "call"


def _call(row: Contribution) -> _Task:
    details = {"phone": row.answer_phone or "–", "name": row.name or "–"}
    return _Task("call", row.author, row, details)


@dataclass(frozen=True)
class _Letters:
    """How somebody who works here tells authors something about their contributions.

    `what` names it in the texts; `act` is what it does, or only needs to be permitted; `kept`
    are the words that stay with the contribution; `finishes` the tasks that are done by it.
    """

    what: str
    act: Act | None
    message: Callable[[ContributionCard, Any, str], Message]
    changes: Callable[[Me, Contribution, Any], dict[str, Any]]
    kept: Callable[[Any], str] | None = None
    quietly: bool = False
    finishes: tuple[str, ...] = ()

    async def __call__(self, applying: Applying, effects: Sequence[Mine]) -> None:
        rows = await _Rows.held(applying, effects)
        won: list[tuple[Me, Any, str]] = []
        for me, effect in effects:
            row = rows.unless_overtaken(me, effect, self.act, self.what)
            if row is None:
                continue
            key = f"{self.what}:{row.id}:{row.version}:{len(row.additions)}"
            if self.kept:
                rows.say(row, "written", (Part(key, self.kept(effect)),))
            changes = {**self.changes(me, row, effect), "told_at": applying.now}
            rows.change(row, quietly=self.quietly, **changes)
            won.append((me, effect, key))
        await rows.write()
        await rows.tell_overtaken()
        about = [effect.contribution for _, effect, _ in won]
        cards = await _cards(applying, about)
        letters = []
        for me, effect, key in won:
            row = rows.now[effect.contribution]
            message = self.message(cards[row.id], effect, _signed(applying, me))
            letters.append(_Letter(row, message, key))
            applying.tell(me, Applied(row.id, row.number, self.what))
        await _follow_up(applying, letters)
        if about and self.finishes:
            await tasks.finish_about(applying.db, about, self.finishes, applying.now)


def _asked(me: Me, row: Contribution, effect: Any) -> dict[str, Any]:
    return {
        "status": change(Act.ASK, row.status).target,
        "question": effect.question,
        "asked_by_id": me.person,
        "changed_by_id": me.person,
    }


def _heard(me: Me, row: Contribution, effect: Any) -> dict[str, Any]:
    return {
        "heard": effect.heard,
        "heard_by_id": me.person,
        "heard_right": None,
        "changed_by_id": me.person,
    }


def _finished(me: Me, row: Contribution, effect: Any) -> dict[str, Any]:
    return {"status": change(Act.FINISH, row.status).target, "changed_by_id": me.person}


def _later(me: Me, row: Contribution, effect: Any) -> dict[str, Any]:
    """A person's own date; the machine's notices begin anew."""
    later = postponed(row.course, effect.day)
    return {
        "answer_by": later.answer_by,
        "by_when": later.by,
        "notices": 0,
        "changed_by_id": me.person,
    }


ask_residents = _Letters(
    "ask", Act.ASK, lambda card, e, by: notices.asked(card, e.question, by), _asked
)
write_down = _Letters(
    "write_down", Act.DECIDE, lambda card, e, by: notices.heard(card, e.heard, by), _heard
)
write_back = _Letters(
    "write_back",
    None,
    lambda card, e, by: notices.written(card, e.text, by),
    lambda me, row, effect: {},
    kept=lambda effect: effect.text,
    quietly=True,
    finishes=("question", "write"),
)
finish = _Letters(
    "finish",
    Act.FINISH,
    lambda card, e, by: notices.finished(card, e.text, by),
    _finished,
    kept=lambda effect: effect.text,
)
postpone = _Letters(
    "postpone",
    None,
    lambda card, e, by: notices.postponed(card, e.day, e.reason, by),
    _later,
    kept=lambda effect: effect.reason,
    finishes=("late",),
)


async def write_to(applying: Applying, effects: Sequence[Mine]) -> None:
    """A letter to whoever a task is for; only of one's own, and the task is done then."""
    found = await tasks.find_own(applying.db, [(me.person, e.task) for me, e in effects])
    persons = [task.person for task in found.values() if task.person is not None]
    known = await people.identities_of(applying.db, persons) if persons else {}
    new: list[New] = []
    done: list[tuple[int, int]] = []
    for me, effect in effects:
        task = found.get(effect.task)
        to = known.get(task.person) if task and task.person is not None else None
        if task is None or to is None or task.owner != me.person:
            applying.tell(me, Written(sent=False))
            continue
        done.append((me.person, task.id))
        letter = notices.written_to(effect.text, _signed(applying, me))
        key = f"letter:task:{task.id}"
        quiet = _not_before(applying)
        new.append(New(to.account, letter, FOLLOW_UP, dedupe_key=key, not_before=quiet))
        applying.tell(me, Written(sent=True))
    await add_once(applying.db, new, applying.now)
    if done:
        await tasks.finish_own(applying.db, done, applying.now)


async def hand_over(applying: Applying, effects: Sequence[Mine]) -> None:
    """A colleague has it now, with the tasks about it; its author hears who reads."""
    rows = await _Rows.held(applying, effects)
    readers = {reader.person: reader.name for reader in await _readers(applying.db)}
    given: list[tuple[Me, Contribution, int]] = []
    for me, effect in effects:
        row = rows.unless_overtaken(me, effect, None, "hand_over")
        if row is None:
            continue
        if effect.to in row.hidden_from or effect.to not in readers:
            applying.tell(me, Applied(row.id, row.number, "not_handed"))
            continue
        if effect.to != row.owner:
            given.append((me, row, effect.to))
            rows.change(row, owner_id=effect.to, changed_by_id=me.person)
        applying.tell(me, Applied(row.id, row.number, "hand_over"))
    await rows.write()
    await rows.tell_overtaken()
    for _, row, to in given:
        if row.owner is not None:
            await tasks.hand_over(applying.db, row.owner, to, [row.id])
    others = [rows.now[row.id] for me, row, to in given if to != me.person]
    shown = [_Shown(row, row.owner, "reacted-given", "given") for row in others]
    await _send_cards(applying, shown)
    await _tell_new_reader(applying, [rows.now[row.id] for _, row, _ in given], readers)


async def hand_over_all(applying: Applying, effects: Sequence[Mine]) -> None:
    """All that lies with somebody, before a holiday for instance; in this one transaction."""
    readers = {reader.person: reader.name for reader in await _readers(applying.db)}
    for me, effect in effects:
        if not me.may(May.DECIDE) or effect.to not in readers or effect.to == me.person:
            continue
        ids = await contributions.open_of(applying.db, me.person)
        rows = _Rows(applying, await contributions.find(applying.db, ids, lock=True))
        given = [row for row in rows.now.values() if effect.to not in row.hidden_from]
        kept = [row.id for row in rows.now.values() if effect.to in row.hidden_from]
        for row in given:
            rows.change(row, owner_id=effect.to, changed_by_id=me.person)
        await rows.write()
        moved = await tasks.hand_over(applying.db, me.person, effect.to, None, kept)
        await _tell_all_given(applying, me, effect.to, len(given), moved)
        await _tell_new_reader(applying, [rows.now[row.id] for row in given], readers)
        applying.tell(me, HandedOver(readers[effect.to], len(given), moved, len(kept)))


async def _tell_all_given(
    applying: Applying, me: Me, to: int, contributions_given: int, tasks_given: int
) -> None:
    account = (await people.identities_of(applying.db, [to])).get(to)
    if account is None or not contributions_given + tasks_given:
        return
    message = notices.given_all(_signed(applying, me), contributions_given, tasks_given)
    key = f"given:{me.person}:{to}:{applying.now.isoformat()}"
    new = New(account.account, message, WORK, dedupe_key=key)
    await add_once(applying.db, [new], applying.now)


async def _tell_new_reader(
    applying: Applying, given: Sequence[Contribution], readers: Mapping[int, str]
) -> None:
    """Who waits for an answer was told who reads (promise 3): it is somebody else now."""
    owed = [row for row in given if row.status in UNANSWERED]
    cards = await _cards(applying, [row.id for row in owed])
    letters = [
        _Letter(
            row,
            notices.new_reader(cards[row.id], readers[row.owner or 0]),
            f"reader:{row.id}:{row.version}",
        )
        for row in owed
    ]
    await _follow_up(applying, letters)


async def set_themes(applying: Applying, effects: Sequence[Mine]) -> None:
    rows = await _Rows.held(applying, effects)
    for me, effect in effects:
        row = rows.for_reader(me, effect, May.DECIDE)
        if row is not None:
            rows.change(row, quietly=True, theme=effect.theme)
            applying.tell(me, Applied(row.id, row.number, "theme"))
    await rows.write()


async def search(applying: Applying, effects: Sequence[Mine]) -> None:
    for me, effect in effects:
        lines, total = await views.found_lines(
            applying.db, me, desk.FOUND, effect.number, effect.wijk, effect.words
        )
        applying.tell(me, Found(effect.asked, lines, total))


async def choose_summaries(applying: Applying, effects: Sequence[Mine]) -> None:
    changed = []
    for me, effect in effects:
        if me.may(May.READ_ALL) and effect.when in CHOICES:
            moment = next_summary(effect.when, applying.programme.calendar, applying.now)
            changed.append((me.person, {"summary": effect.when, "summary_at": moment}))
            applying.tell(me, SummaryChosen(moment))
    await people.change(applying.db, changed)


async def confirm_heard(applying: Applying, effects: Sequence[Mine]) -> None:
    rows = await _Rows.held(applying, effects)
    right: list[tuple[int, str, str]] = []
    for me, effect in effects:
        row = rows.now.get(effect.contribution)
        if row is None or row.author != me.person or row.heard is None:
            continue
        rows.change(row, heard_right="yes" if effect.right else "no", changed_by_id=None)
        if effect.right:
            right.append((row.id, "reacted-heard", "heard-right"))
    await rows.write()
    await _tell_owners(applying, right)


async def confirm_done(applying: Applying, effects: Sequence[Mine]) -> None:
    """The author says that it is done, or that it is not: then it is looked at again."""
    rows = await _Rows.held(applying, effects)
    said: list[Mine] = []
    for me, effect in effects:
        row = rows.now.get(effect.contribution)
        act = Act.CONFIRM if effect.done else Act.DENY
        # Also after it came to rest: they may look late.
        if row is None or row.author != me.person or row.status not in OPEN | {Status.CLOSED}:
            continue
        changed: dict[str, Any] = {"check_back": None}
        if permitted(act, row.status):
            changed["status"] = change(act, row.status).target
        if not effect.done and row.status not in UNANSWERED:
            changed["answer_by"] = answer_by(applying.now, applying.programme.calendar)
            changed["notices"] = 0
        rows.change(row, **changed)
        said.append((me, effect))
    await rows.write()
    told = []
    for me, effect in said:
        what = "done_yes" if effect.done else "done_no"
        row = rows.now[effect.contribution]
        applying.tell(me, Applied(row.id, row.number, what))
        told.append((row.id, f"reacted-{what}", "done"))
    await _tell_owners(applying, told)


async def note_reactions(applying: Applying, effects: Sequence[Mine]) -> None:
    """ "Read" under a decision says no more than that, and staff see it once."""
    rows = await _Rows.held(applying, effects)
    latest = await decisions.latest(applying.db, list(rows.now))
    unread = [
        e.contribution
        for me, e in effects
        if e.contribution in latest
        and rows.author_of(e) == me.person
        and latest[e.contribution].read_at is None
    ]
    if unread:
        await decisions.mark_read(applying.db, unread, applying.now)
        await _tell_owners(applying, [(i, "reacted-read", "read") for i in unread])


async def use_invitations(applying: Applying, effects: Sequence[Mine]) -> None:
    """A link works once. The first who enrols inherits all."""
    db, now = applying.db, applying.now
    found = await invitations.find(db, [effect.token for _, effect in effects])
    enrolled: list[tuple[Me, Invitation]] = []
    for me, effect in effects:
        invitation = found.get(effect.token)
        if invitation is None:
            applying.tell(me, InvitationRefused("unknown"))
        elif invitation.used_by == me.person and Role(invitation.role) in me.roles:
            # Opened once more: nothing is given again that was perhaps taken back.
            applying.tell(me, Enrolled(invitation.role, invitation.name, None))
        elif invitation.used_at is not None:
            applying.tell(me, InvitationRefused("used"))
        elif invitation.expires_at < now:
            applying.tell(me, InvitationRefused("expired"))
        elif await people.other_account(db, me.person, me.account) is not None:
            # What the other one can do, whoever holds it could do as well.
            applying.tell(me, InvitationRefused("elsewhere"))
        else:
            used = replace(invitation, used_at=now, used_by=me.person)
            found[effect.token] = used
            enrolled.append((me, used))
    if enrolled:
        await _enrol(applying, enrolled)


async def _enrol(applying: Applying, enrolled: Sequence[tuple[Me, Invitation]]) -> None:
    db, now = applying.db, applying.now
    await invitations.use(db, [(found.id, me.person) for me, found in enrolled], now)
    await people.change(
        db,
        [
            (
                me.person,
                {
                    "role": found.role,
                    "name": found.name,
                    "wijk": found.wijk,
                    "access_from": now,
                    "summary_at": next_summary(None, applying.programme.calendar, now)
                    if may([Role(found.role)], May.READ_ALL)
                    else None,
                },
            )
            for me, found in enrolled
        ],
    )
    renewed = [
        replace(me, name=found.name, roles=frozenset({Role.RESIDENT, Role(found.role)}))
        for me, found in enrolled
    ]
    await _hide_about(db, [me for me in renewed if me.may(May.READ_ALL)])
    heir = next((me for me in renewed if me.may(May.INHERIT)), None)
    inherited = await _inherit(db, heir) if heir else 0
    for me, (_, found) in zip(renewed, enrolled, strict=True):
        applying.renew(me, name=me.name, roles=me.roles)
        applying.tell(me, Enrolled(found.role, found.name, inherited if me is heir else 0))


async def _inherit(db: Db, me: Me) -> int:
    waiting = await contributions.ownerless(db, me.person)
    undone = await tasks.ownerless(db, me.person)
    if waiting:
        await contributions.give(db, waiting, me.person)
    if undone:
        await tasks.give(db, undone, me.person)
    return len(waiting)


async def _hide_about(db: Db, new: Sequence[Me]) -> None:
    """A complaint that came before them and names them is not for them either."""
    rows = (await contributions.open_complaints(db)).values()
    await contributions.hide(
        db,
        [
            (row.id, me.person)
            for me in new
            for row in rows
            if me.person not in row.hidden_from and is_named(me.name or "", _said_in(row))
        ],
    )


def _said_in(row: Contribution) -> str:
    texts = [str(row.details.get("about", "")), *(part.text or "" for part in row.told)]
    return "\n".join(texts)


# Going on elsewhere


async def offer_moves(applying: Applying, effects: Sequence[Mine]) -> None:
    expires = applying.now + MOVE_LASTS
    made = [(me, applying.token()) for me, _ in effects]
    await moves.add(applying.db, [(token, me.account, expires) for me, token in made])
    for me, token in made:
        applying.tell(me, MoveOffered(token))


async def take_over(applying: Applying, effects: Sequence[Mine]) -> None:
    """Two accounts of one person from now on; what was being said goes on in this one.

    Nobody who works here is joined by a link: whoever made it could take their place.
    """
    found = await moves.find(applying.db, [effect.token for _, effect in effects])
    taken: list[tuple[Me, Move]] = []
    for me, effect in effects:
        there = found.pop(effect.token, None)
        if refusal := _move_refused(applying, me, there):
            applying.tell(me, MoveRefused(refusal))
        elif there is not None:
            taken.append((me, there))
    if not taken:
        return
    await moves.use(applying.db, [there.token_hash for _, there in taken], applying.now)
    left = await progress.of_accounts(applying.db, [there.account for _, there in taken])
    pairs = [(there.person, me.person) for me, there in taken if there.person != me.person]
    await moves.merge(applying.db, pairs)
    await progress.save(applying.db, [(there.account, Progress(), None) for _, there in taken])
    for me, there in taken:
        await outbox.move(applying.db, there.account, me.account)
    await _renew_moved(applying, [me for me, _ in taken])
    away = say("moved-away")
    told = [
        New(there.account, away, FOLLOW_UP, dedupe_key=f"moved:{there.token_hash[:40]}")
        for _, there in taken
    ]
    await add_once(applying.db, told, applying.now)
    for me, there in taken:
        applying.tell(me, Moved(left.get(there.account, Progress())))


def _move_refused(
    applying: Applying, me: Me, there: Move | None
) -> Literal["used", "expired", "unknown", "roles"] | None:
    if there is None or there.account == me.account:
        return "unknown"
    if there.used_at is not None:
        return "used"
    if there.expires_at < applying.now:
        return "expired"
    works_here = there.role != Role.RESIDENT or me.roles != {Role.RESIDENT}
    return "roles" if works_here else None


async def _renew_moved(applying: Applying, moved: Sequence[Me]) -> None:
    """They are now who they were over there, and remember what both remembered."""
    now = await people.of_accounts(applying.db, [me.account for me in moved])
    news = [
        (now[me.account].person, {k: v for k, v in me.remembered.items() if k not in known})
        for me in moved
        for known in (now[me.account].remembered,)
    ]
    await people.remember(applying.db, news)
    for (_, new), me in zip(news, moved, strict=True):
        there = now[me.account]
        applying.renew(
            me,
            person=there.person,
            language=there.language,
            name=there.name,
            muted=there.muted,
            notice=there.notice,
            remembered={**there.remembered, **new},
            contributions=there.contributions,
        )


# About the person


async def keep_media(applying: Applying, effects: Sequence[Mine]) -> None:
    rows = [
        {
            "id": part.media.id,
            "account_id": me.account,
            "channel": me.channel,
            "reference": part.media.reference,
            "kind": part.media.kind,
            "seconds": part.media.seconds,
            "size": part.media.size,
            "mime": part.media.mime,
            "name": part.media.name,
            "created_at": applying.now,
        }
        for me, effect in effects
        for part in effect.parts
        if part.media
    ]
    await media.want(applying.db, rows)


async def set_languages(applying: Applying, effects: Sequence[Mine]) -> None:
    chosen = [(me.person, {"language": effect.language}) for me, effect in effects]
    await people.change(applying.db, chosen)
    for me, effect in effects:
        applying.renew(me, language=effect.language)


async def remember(applying: Applying, effects: Sequence[Mine]) -> None:
    await people.remember(applying.db, [(me.person, dict(e.values)) for me, e in effects])


async def record_notices(applying: Applying, effects: Sequence[Mine]) -> None:
    shown = [(me.person, e.version, e.language) for me, e in effects if not e.understood]
    await opt_ins.show_notice(applying.db, shown, applying.now)
    understood = [(me.person, effect.version) for me, effect in effects if effect.understood]
    await opt_ins.understand_notice(applying.db, understood, applying.now)
    for me, effect in effects:
        applying.renew(me, notice=effect.version)


async def set_opt_ins(applying: Applying, effects: Sequence[Mine]) -> None:
    rows = [
        {
            "person_id": me.person,
            "contribution_id": effect.contribution,
            "what": effect.what,
            "yes": effect.yes,
            "language": me.language,
            "notice_version": applying.programme.notice_version,
            "given_at": applying.now,
        }
        for me, effect in effects
    ]
    await opt_ins.add(applying.db, rows)


async def mute(applying: Applying, effects: Sequence[Mine]) -> None:
    await people.set_muted(applying.db, [me.person for me, _ in effects], True)
    for me, _ in effects:
        applying.renew(me, muted=True)


async def unmute(applying: Applying, effects: Sequence[Mine]) -> None:
    await people.set_muted(applying.db, [me.person for me, _ in effects], False)
    for me, _ in effects:
        applying.renew(me, muted=False)


async def note_young(applying: Applying, effects: Sequence[Mine]) -> None:
    """Said to be under 16: no contact data is kept, and what had been opted into ends.

    Source: GDPR art. 8 with UAVG art. 5; nobody is asked.
    """
    persons = [me.person for me, _ in effects]
    await people.change(applying.db, [(person, {"young": True}) for person in persons])
    await contributions.forget_phones(applying.db, persons)
    await tasks.forget_phones(applying.db, persons)
    given = await opt_ins.in_force(applying.db, persons)
    speaking = {me.person: me for me, _ in effects}
    taken_back = [(speaking[person], SetOptIn(what, False, about)) for person, what, about in given]
    if taken_back:
        await set_opt_ins(applying, taken_back)
    for me, _ in effects:
        applying.renew(me, young=True)


async def set_discreet(applying: Applying, effects: Sequence[Mine]) -> None:
    chosen = [(me.person, {"discreet": effect.discreet}) for me, effect in effects]
    await people.change(applying.db, chosen)
    for me, effect in effects:
        applying.renew(me, discreet=effect.discreet)


async def mark_reachable(applying: Applying, effects: Sequence[Mine]) -> None:
    seen = [(me.account, "yes" if effect.reachable else "blocked") for me, effect in effects]
    await people.mark_each_reachable(applying.db, seen)


async def add_tasks(applying: Applying, effects: Sequence[Mine]) -> None:
    about = [e.about for _, e in effects if e.about is not None]
    found = await contributions.find(applying.db, about) if about else {}
    alarmed = any(effect.what == "emergency" for _, effect in effects)
    readers = await _readers(applying.db) if alarmed else []
    added = await _add_tasks(
        applying,
        [
            _Task(
                effect.what,
                me.person,
                found.get(effect.about) if effect.about is not None else None,
                dict(effect.details),
                frozenset(effect.hidden_from) | _named(effect, readers),
                effect.to,
            )
            for me, effect in effects
        ],
    )
    told = [(me, e, *day) for (me, e), day in zip(effects, added, strict=True) if e.tells]
    owners = [owner for _, _, owner, _ in told if owner is not None]
    names = await people.names(applying.db, owners) if owners else {}
    for me, effect, owner, day in told:
        name = names.get(owner) if owner is not None else None
        applying.tell(me, Planned(effect.what, name, day, effect.details.get("phone")))


def _named(effect: AddTask, readers: Sequence[Reader]) -> set[int]:
    """Whom the words of an alarm name: perhaps it is them that somebody fears."""
    if effect.what != "emergency":
        return set()
    words = effect.details.get("words", "")
    return {reader.person for reader in readers if is_named(reader.name, words)}


async def finish_tasks(applying: Applying, effects: Sequence[Mine]) -> None:
    done = [(me.person, effect.task) for me, effect in effects]
    await tasks.finish_own(applying.db, done, applying.now)


# Shared


@dataclass
class _Rows:
    """Contributions held by this transaction: changed in memory one after the other, so that
    each effect sees what the one before it did, and written together."""

    applying: Applying
    now: dict[int, Contribution]
    _read: dict[int, Contribution] = field(default_factory=dict)
    _values: dict[int, dict[str, Any]] = field(default_factory=dict)
    _words: list[tuple[int, str, int, Part]] = field(default_factory=list)
    _overtaken: list[tuple[Me, Contribution, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._read = dict(self.now)

    @classmethod
    async def held(cls, applying: Applying, effects: Sequence[Mine]) -> _Rows:
        ids = [effect.contribution for _, effect in effects]
        return cls(applying, await contributions.find(applying.db, ids, lock=True))

    def author_of(self, effect: Any) -> int | None:
        row = self.now.get(effect.contribution)
        return row.author if row else None

    def say(self, row: Contribution, why: str, parts: Sequence[Part]) -> None:
        """Add words to what was said."""
        self._words += [(row.id, why, 0, part) for part in parts]
        there = self.now[row.id]
        added = tuple((why, part) for part in parts)
        self.now[row.id] = replace(there, additions=(*there.additions, *added))

    def say_anew(self, row: Contribution, parts: tuple[Part, ...]) -> None:
        """Another version of what was told; the one before it stays."""
        there = self.now[row.id]
        self._words += [(row.id, "changed", len(there.editions), part) for part in parts]
        self.now[row.id] = replace(there, editions=(*there.editions, parts))

    def change(
        self, row: Contribution, *, quietly: bool = False, again: bool = False, **values: Any
    ) -> None:
        """Change it and, with anything that its clocks run on, what is due next.

        `again`: that in any case, because a moment has passed.
        """
        there = self.now[row.id]
        if Status(values.get("status", there.status)) is not there.status:
            values = {"since": self.applying.now, "asked": 0, **values}
        renewed = {_FIELDS.get(name, name): value for name, value in values.items()}
        known = {name: value for name, value in renewed.items() if name in _CARRIED}
        version = there.version + (0 if quietly else 1)
        here = self.now[row.id] = replace(there, version=version, **known)
        if again or here.course != there.course:
            values |= _due(self.applying, here.course)
        self._values.setdefault(row.id, {}).update(values)

    async def write(self) -> None:
        changed = [(self._read[i], self.now[i].version, v) for i, v in self._values.items()]
        await contributions.change_each(self.applying.db, changed)
        await contributions.add_words(self.applying.db, self._words, self.applying.now)

    def for_reader(self, me: Me, effect: Any, what: May) -> Contribution | None:
        """The contribution, when this person may do that, and it is not hidden from them."""
        row = self.now.get(effect.contribution)
        refused = row is None or not me.may(what) or me.person in row.hidden_from
        return None if refused else row

    def unless_overtaken(
        self, me: Me, effect: Any, act: Act | None, what: str
    ) -> Contribution | None:
        """The contribution when it is as its reader saw it; else they are shown what changed.

        `act` is None for what can be done while it is open, whatever its status.
        """
        row = self.for_reader(me, effect, May.DECIDE)
        if row is None:
            return None
        return self.as_seen(me, effect, act, what)

    def as_seen(self, me: Me, effect: Any, act: Act | None, what: str) -> Contribution | None:
        row = self.now[effect.contribution]
        fits = permitted(act, row.status) if act else row.status in OPEN
        # What does not say which version it saw holds for any.
        if fits and row.version == getattr(effect, "seen", row.version):
            return row
        self.refuse(me, row, what)
        return None

    def refuse(self, me: Me, row: Contribution, what: str) -> None:
        """It went otherwise meanwhile: whoever wanted this is shown how it stands."""
        self._overtaken.append((me, row, what))

    async def tell_overtaken(self) -> None:
        if not self._overtaken:
            return
        by = [row.changed_by for _, row, _ in self._overtaken if row.changed_by]
        names = await people.names(self.applying.db, by) if by else {}
        for me, row, what in self._overtaken:
            name = names.get(row.changed_by) if row.changed_by else None  # None: its author
            self.applying.tell(me, Overtaken(row.id, what, name or None))


# What the clocks change, by its name in Course, and its column.
_COURSE = {
    **{name: name for name in ("status", "since", "answer_by", "check_back", "notices", "asked")},
    **{"told": "told_at", "by": "by_when"},
}
# Columns whose name is another in Contribution, and what a change is carried on in.
_FIELDS = {"owner_id": "owner", "changed_by_id": "changed_by"}
_CARRIED = frozenset(
    {
        *("status", "answer_by", "check_back", "owner", "changed_by", "since", "told_at"),
        *("outcome", "by_when", "notices", "asked"),
    }
)


def _due(applying: Applying, course: Course) -> dict[str, Any]:
    due = next_due(course, applying.programme.calendar, applying.now)
    return {
        "next_due_at": due.at if due else None,
        "next_due_what": due.what if due else None,
        "next_due_to": due.to if due else None,
    }


async def _readers(db: Db) -> list[Reader]:
    loads = await contributions.loads(db)
    found = await people.colleagues(db, May.DECIDE)
    return [Reader(c.person, c.name, c.role, loads.get(c.person, 0), c.wijk) for c in found]


def _loaded(readers: list[Reader], chosen: Reader | None) -> list[Reader]:
    """The readers when that one has one thing more to do."""
    return [replace(r, load=r.load + 1) if r is chosen else r for r in readers]


async def _other_readers(db: Db, rows: Sequence[Contribution]) -> dict[int, int | None]:
    """For each somebody else than who decided; the same when nobody else reads."""
    if not rows:
        return {}
    readers = await _readers(db)
    latest = await decisions.latest(db, [row.id for row in rows])
    others: dict[int, int | None] = {}
    for row in rows:
        decided_by = latest[row.id].decided_by_id if row.id in latest else row.owner
        free = [r for r in readers if r.person != decided_by]
        other = choose_owner(free, row.wijk, row.theme, row.hidden_from)
        readers = _loaded(readers, other)
        others[row.id] = other.person if other else row.owner
    return others


async def _cards(applying: Applying, ids: Sequence[int]) -> dict[int, ContributionCard]:
    """As they are now, for the machine's own messages about them."""
    rows = await contributions.find(applying.db, ids)
    return await views.cards_of(applying.db, list(rows.values()))


@dataclass(frozen=True, slots=True)
class _Letter:
    """Something to tell an author, once per key."""

    about: Contribution
    message: Message
    key: str
    on_sent: str | None = None
    no: bool = False  # never on the eve of a free day


async def _follow_up(applying: Applying, letters: Sequence[_Letter]) -> None:
    """To the authors, wherever they were seen last."""
    authors = [letter.about.author for letter in letters if letter.about.author is not None]
    if not authors:
        return
    found = await people.identities_of(applying.db, authors)
    new = [
        New(
            found[letter.about.author].account,
            letter.message,
            FOLLOW_UP,
            dedupe_key=f"{letter.key}:person:{letter.about.author}",
            about=letter.about.id,
            on_sent=letter.on_sent,
            not_before=_not_before(applying, no=letter.no),
        )
        for letter in letters
        if letter.about.author in found
    ]
    await add_once(applying.db, new, applying.now)


def _not_before(applying: Applying, *, no: bool = False) -> datetime | None:
    """Quiet hours hold what nobody asked for just now; None: it may go (promise 6)."""
    calendar = applying.programme.calendar
    at = calendar.for_a_no(applying.now) if no else calendar.aloud(applying.now)
    return at if at > applying.now else None


@dataclass(frozen=True, slots=True)
class _Shown:
    """A card to show to somebody, once per key and state of the contribution."""

    row: Contribution
    to: int | None
    heading: str
    key: str


async def _tell_owners(applying: Applying, told: Sequence[tuple[int, str, str]]) -> None:
    """Cards, as (contribution, heading, key), for whoever owns them.

    Nobody yet: the first to enrol inherits it.
    """
    rows = await contributions.find(applying.db, [i for i, _, _ in told])
    shown = [_Shown(rows[i], rows[i].owner, heading, key) for i, heading, key in told]
    await _send_cards(applying, shown)


async def _send_cards(applying: Applying, shown: Sequence[_Shown]) -> None:
    shown = [one for one in shown if one.to not in one.row.hidden_from]
    readers = {one.to for one in shown if one.to is not None}
    if not readers:
        return
    accounts = await people.identities_of(applying.db, list(readers))
    known = [one for one in shown if one.to in accounts]
    now = [one for one in known if _at_once(applying, one, accounts[one.to or 0])]
    later = [(one.row.id, one.heading) for one in known if one not in now]
    await contributions.set_news(applying.db, later)
    cards = await views.cards_of(applying.db, [one.row for one in now])
    new: list[New] = []
    for one in now:
        if one.to is None:
            continue
        row = one.row
        heading = Text(f"card-{one.heading}")
        for place, message in enumerate(card.render(cards[row.id], applying.programme, heading)):
            # Additions may come several times at one version's distance: the count of words
            # and the version make each card its own.
            unique = f"{one.key}:{row.id}:{row.version}:{len(row.additions)}:{one.to}:{place}"
            account = accounts[one.to].account
            quiet = _not_before(applying)
            new.append(
                New(account, message, WORK, dedupe_key=unique, about=row.id, not_before=quiet)
            )
    await add_once(applying.db, new, applying.now)


def _at_once(applying: Applying, shown: _Shown, reader: people.Identity) -> bool:
    """Whether a card goes out now; else it is news, and counts in its owner's summary."""
    row, calendar = shown.row, applying.programme.calendar
    last = last_day(row.answer_by, calendar) if row.status in UNANSWERED else None
    return arrives_at_once(shown.heading, reader.summary, last, calendar.today(applying.now))


@dataclass(frozen=True, slots=True)
class _Task:
    """Work to be done for a person, perhaps about a contribution."""

    what: str
    person: int | None
    about: Contribution | None = None
    details: dict[str, str] = field(default_factory=dict)
    never: frozenset[int] = frozenset()  # who must not get it
    to: int | None = None

    @property
    def hidden_from(self) -> frozenset[int]:
        return self.never | self.about.hidden_from if self.about else self.never


async def _add_tasks(applying: Applying, wanted: Sequence[_Task]) -> list[tuple[int | None, date]]:
    """Dated tasks for who was asked for, the contributions' owners, else whoever has least to do.

    For each task its owner and its day.
    """
    if not wanted:
        return []
    today = applying.programme.calendar.today(applying.now)
    soon = task_due(applying.now, applying.programme.calendar)
    read = applying.programme.calendar.read_from(applying.now) or today
    days = [read if task.what == "emergency" else soon for task in wanted]
    owners = await _owners_of(applying.db, wanted)
    ids = await tasks.add(
        applying.db,
        [
            {
                "what": task.what,
                "person_id": task.person,
                "contribution_id": task.about.id if task.about else None,
                "owner_id": owner,
                "details": task.details,
                "due": day,
                "created_at": applying.now,
            }
            for task, owner, day in zip(wanted, owners, days, strict=True)
        ],
    )
    known = [owner for owner in owners if owner is not None]
    accounts = await people.identities_of(applying.db, known) if known else {}
    new: list[New] = []
    for task_id, task, owner, day in zip(ids, wanted, owners, days, strict=True):
        if owner not in accounts or task.what == "pass_on":  # its card says so already
            continue
        last = last_day(day, applying.programme.calendar)
        if arrives_at_once(task.what, accounts[owner].summary, last, today):
            number = task.about.number if task.about else None
            message = notices.task(task_id, task.what, number, task.details, day)
            account = accounts[owner].account
            quiet = None if task.what == "emergency" else _not_before(applying)
            new.append(New(account, message, WORK, dedupe_key=f"task:{task_id}", not_before=quiet))
    await add_once(applying.db, new, applying.now)
    urgent = [
        (task_id, task, owner)
        for task_id, task, owner in zip(ids, wanted, owners, strict=True)
        if task.what == "emergency" and not task.about
    ]
    if urgent:
        await _tell_everybody(applying, urgent)
    return list(zip(owners, days, strict=True))


async def _tell_everybody(
    applying: Applying, urgent: Sequence[tuple[int, _Task, int | None]]
) -> None:
    """Danger that is nobody's yet reaches all who may decide, at once; one of them does it."""
    readers = {reader.person: reader.name for reader in await _readers(applying.db)}
    accounts = await people.identities_of(applying.db, list(readers)) if readers else {}
    new = [
        New(
            accounts[person].account,
            notices.emergency(task.details.get("words", ""), readers.get(owner or 0, "")),
            WORK,
            dedupe_key=f"task:{task_id}:{person}",
        )
        for task_id, task, owner in urgent
        for person in readers
        if person in accounts and person != owner and person not in task.hidden_from
    ]
    await add_once(applying.db, new, applying.now)


async def _owners_of(db: Db, wanted: Sequence[_Task]) -> list[int | None]:
    owners = [task.to or (task.about.owner if task.about else None) for task in wanted]
    if None not in owners and not any(task.to for task in wanted):
        return owners
    readers = await _readers(db)
    here = {reader.person for reader in readers}
    for place, task in enumerate(wanted):
        never = task.hidden_from
        if task.to and task.to not in here - never:  # forged, gone, or it is about them
            owners[place] = task.about.owner if task.about else None
        if owners[place] is None and (chosen := choose_owner(readers, None, None, never)):
            owners[place] = chosen.person
            readers = _loaded(readers, chosen)
    return owners


async def answers_left(applying: Applying, ids: Sequence[int]) -> None:
    """A yes has reached the resident: work can begin."""
    rows = _Rows(applying, await contributions.find(applying.db, ids, lock=True))
    for row in list(rows.now.values()):
        if permitted(Act.LEFT, row.status):
            rows.change(row, quietly=True, status=change(Act.LEFT, row.status).target)
    await rows.write()


async def account_is_gone(
    applying: Applying, person: int | None, account: int, about: int | None = None
) -> int | None:
    """An account is no more: another of theirs, else a task for a person. The other account.

    `person` is None for a room. `about`: the contribution of the message that could not be
    delivered.
    """
    await people.mark_reachable(applying.db, account, "gone")
    if person is None:
        return None
    found = (await people.identities_of(applying.db, [person])).get(person)
    if found is not None and found.reachable == "yes":
        return found.account
    await _unreachable(applying, person, about)
    return None


async def _unreachable(applying: Applying, person: int, about: int | None) -> None:
    """A task to find another way to somebody."""
    row = None
    if about is not None:
        row = (await contributions.find(applying.db, [about])).get(about)
    known = (await people.names(applying.db, [person])).get(person)
    name = (row.name if row else None) or known
    details = {"name": name} if name else {}
    await _add_tasks(applying, [_Task("unreachable", person, row, details)])


async def nobody_fetched(applying: Applying, before: datetime) -> int:
    """What waits on the web since before that: sent by another road of the person's, else a task.

    Source: promise 11, unreachable is work.
    """
    found = await web.unfetched(applying.db, before)
    if not found:
        return 0
    letters = await outbox.sent_as(applying.db, [(u.account, str(u.id)) for u in found])
    for unread in found:
        letter = letters.get((unread.account, str(unread.id)))
        if letter is None:  # a card, or a reminder of a draft
            continue
        other = await people.other_account(applying.db, unread.person, unread.account)
        if other is not None:
            await outbox.send_again(applying.db, letter.id, other)
        else:
            await _unreachable(applying, unread.person, letter.about)
    await web.mark_told(applying.db, [unread.id for unread in found])
    return len(found)


async def fell_due(applying: Applying, limit: int = 50, skipped: Sequence[int] = ()) -> int:
    """Do or tell what fell due, and store the next moment; how many that were."""
    found = await contributions.due(applying.db, applying.now, limit, skipped)
    rows = _Rows(applying, {row.id: row for row, _, _ in found.values()})
    today = applying.programme.calendar.today(applying.now).isoformat()
    readers = await _readers(applying.db) if found else []
    shown: list[_Shown] = []
    told: list[tuple[int, What, Contribution]] = []
    late: list[_Task] = []
    for row, name, to in found.values():
        what = What(name)
        rows.change(row, quietly=True, again=True, **_carried_out(applying, row, what))
        if to == "author":
            told.append((row.id, what, row))
        elif what is What.LOOK_AGAIN:
            told.append((row.id, what, row))
            shown.append(_Shown(row, row.owner, "reacted-due_look_again", f"due:{today}"))
        elif what is not What.REST:
            addressed = _addressed(to, row, readers)
            shown += [_Shown(row, who, f"reacted-due_{what}", f"due:{today}") for who in addressed]
        if what is What.OVERDUE and row.notices <= NOTICES:
            late.append(_to_be_called(row, readers))
    await rows.write()
    shown = [replace(one, row=rows.now[one.row.id]) for one in shown]
    await _send_cards(applying, shown)
    await _add_tasks(applying, late)
    cards = await _cards(applying, [i for i, _, _ in told])
    letters = [
        _Letter(rows.now[i], _of_clock(applying, what, before, cards[i]), f"{what}:{i}:{today}")
        for i, what, before in told
    ]
    await _follow_up(applying, letters)
    return len(found)


def _addressed(to: str, row: Contribution, readers: Sequence[Reader]) -> list[int | None]:
    """Who hears of it; nobody there for it: its owner."""
    if to == "all-staff" and readers:
        return [reader.person for reader in readers]
    if to == "managers":
        return list({row.owner, *(reader.person for reader in _managers(row, readers))})
    return [row.owner]


def _managers(row: Contribution, readers: Sequence[Reader]) -> list[Reader]:
    """Every administrator who may know of it, else everybody who may."""
    free = [reader for reader in readers if reader.person not in row.hidden_from]
    return [reader for reader in free if reader.role is Role.ADMINISTRATOR] or free


def _to_be_called(row: Contribution, readers: Sequence[Reader]) -> _Task:
    """Twice told that it would be late: a person calls."""
    details = {"phone": row.answer_phone or "–", "name": row.name or "–"}
    manager = next(iter(_managers(row, readers)), None)
    return _Task("late", row.author, row, details, to=manager.person if manager else None)


def _carried_out(applying: Applying, row: Contribution, what: What) -> dict[str, Any]:
    """What the clock itself changes."""
    after = carried_out(row.course, what, applying.programme.calendar, applying.now)
    return {column: getattr(after, name) for name, column in _COURSE.items()}


def _of_clock(
    applying: Applying, what: What, before: Contribution, card: ContributionCard
) -> Message:
    """What its author hears; `before`: as it was until now."""
    programme = applying.programme
    match what:
        case What.DELAY:
            promised = before.course.promised or before.answer_by
            return notices.delay(card, programme, before.notices + 1, promised)
        case What.REPEAT:
            return notices.repeated(card)
        case What.HEARTBEAT:
            return notices.heartbeat(card, programme)
        case What.LOOK_AGAIN:
            unasked = before.status is Status.QUESTION_ASKED
            return notices.looked_at_again(card, programme, unasked=unasked)
        case _ if before.check_back is not None:
            return notices.check_back(card)
        case _ if before.status is Status.DONE:
            return notices.is_it_done(card)
        case _:
            return notices.why(card)


# Summaries


async def summaries_due(applying: Applying, limit: int = 50) -> int:
    """What lies with each whose hour has struck, once; how many got one.

    Nothing when there is nothing, or outside working hours: the next moment
    is stored all the same, forward only, so that a missed tick makes one summary and not many.
    """
    db, calendar = applying.db, applying.programme.calendar
    waiting = await people.awaiting_summary(db, applying.now, limit)
    if not waiting:
        return 0
    known = await people.identities_of(db, [one.person for one in waiting])
    works = {p for p, i in known.items() if may([i.role], May.READ_ALL)}
    reached = [p for p in works if known[p].reachable == "yes"]
    useful = still_of_use(calendar, applying.now)
    desks = await views.desks_of(db, reached) if useful and reached else {}
    today, new = calendar.today(applying.now), []
    for one in waiting:
        found = desks.get(one.person)
        message = desk.summary(found, calendar, today) if found else None
        if message is not None:
            key = f"summary:{one.person}:{one.at.isoformat()}"
            new.append(New(known[one.person].account, message, WORK, dedupe_key=key))
    await add_once(db, new, applying.now)
    after = [
        (one.person, next_summary(one.summary, calendar, applying.now))
        for one in waiting
        if one.person in works
    ]
    gone = [(one.person, None) for one in waiting if one.person not in works]
    await people.change(db, [(p, {"summary_at": moment}) for p, moment in (*after, *gone)])
    return len(new)


async def group_summary_due(
    applying: Applying, channel: str, trail: Sequence[str], link: str | None
) -> int:
    """Once per working day to the staff group: counts alone; how many went (none or one).

    `trail`: the ids the group has had, the last of which it has now.
    """
    db, now, calendar = applying.db, applying.now, applying.programme.calendar
    at = await rooms.summary_at(db, channel)
    if at is not None and at > now:
        return 0
    later = next_summary(None, calendar, now)
    if later is not None:
        await rooms.set_summary_at(db, channel, later)
    if at is None or not still_of_use(calendar, now):
        return 0
    found = await views.everybodys_desk(db)
    message = desk.group_summary(found, calendar, calendar.today(now), link)
    if message is None:
        return 0
    message = replace(message, language=applying.programme.default_language)
    account = await people.room_account(db, channel, trail, now)
    key = f"summary:room:{channel}:{at.isoformat()}"
    await add_once(db, [New(account, message, WORK, dedupe_key=key)], now)
    return 1


# In this order, so that what an effect refers to is there.
EFFECTS: dict[type, Function] = {
    SetLanguage: set_languages,
    KeepMedia: keep_media,
    RecordNotice: record_notices,
    Remember: remember,
    SubmitContribution: submit_contributions,
    ConfirmHeard: confirm_heard,
    ConfirmDone: confirm_done,
    AddWords: add_words,
    CorrectWords: correct_words,
    CorrectDetail: correct_details,
    Withdraw: withdraw,
    SetAnswerRoad: set_answer_roads,
    SetOptIn: set_opt_ins,
    OpenCard: open_cards,
    AskResident: ask_residents,
    WriteBack: write_back,
    WriteDown: write_down,
    WriteTo: write_to,
    RecordDecision: record_decisions,
    Finish: finish,
    Postpone: postpone,
    HandOver: hand_over,
    HandOverAll: hand_over_all,
    SetTheme: set_themes,
    Search: search,
    ChooseSummary: choose_summaries,
    NoteReaction: note_reactions,
    UseInvitation: use_invitations,
    OfferMove: offer_moves,
    TakeOver: take_over,
    AddTask: add_tasks,
    FinishTask: finish_tasks,
    Mute: mute,
    Unmute: unmute,
    NoteYoung: note_young,
    SetDiscreet: set_discreet,
    MarkReachable: mark_reachable,
}
