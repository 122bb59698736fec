"""Effects carried out: per kind and as a list, inside the transaction that decided them.

Every function takes all effects of its kind in a batch; a batch of one is the ordinary case.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Generic, Literal, TypeVar

from bot import access
from conversations import lifecycle, notices, promises, routing
from conversations.actions import mark
from conversations.effects import (
    SET_ASIDE,
    AboutOne,
    AddTask,
    AddWords,
    AnswerJoin,
    AskResident,
    AsSeen,
    ChooseSummary,
    Commit,
    ConfirmDone,
    ConfirmHeard,
    CorrectDetail,
    CorrectWords,
    DoMine,
    Effect,
    EndAccess,
    Finish,
    FinishTask,
    HandOver,
    HandOverAll,
    KeepMedia,
    MakeLink,
    MarkReachable,
    Mute,
    NoteReaction,
    NoteYoung,
    OfferMove,
    OpenCard,
    Postpone,
    ProposeJoin,
    RecordDecision,
    RecordNotice,
    Remember,
    SayBetter,
    Search,
    SecondRead,
    SetAbsence,
    SetAnswerRoad,
    SetAside,
    SetDiscreet,
    SetLanguage,
    SetOptIn,
    SetTheme,
    SubmitContribution,
    TakeBack,
    TakeOver,
    Undo,
    Unmute,
    UseInvitation,
    Withdraw,
    WriteBack,
    WriteDown,
    WriteTo,
    dump_decision,
    load_decision,
    said_in,
)
from conversations.events import (
    AbsenceSet,
    AccessEnded,
    AccessKept,
    Applied,
    Enrolled,
    Event,
    Found,
    HandedOver,
    InvitationRefused,
    LinkMade,
    Moved,
    MoveOffered,
    MoveRefused,
    Overtaken,
    Part,
    Planned,
    Submitted,
    SummaryChosen,
    Undone,
    WordsCorrected,
    Written,
)
from conversations.lifecycle import (
    ENDED,
    OPEN,
    UNANSWERED,
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
from conversations.messages import Message, Text, Words, say
from conversations.progress import Progress
from conversations.promises import (
    What,
    after_standstill,
    answer_by,
    check_back_on,
    last_day,
    postponed,
    slept_on,
    task_due,
)
from conversations.resident.elsewhere import is_named
from conversations.roles import May, Role, may
from conversations.routing import Reader, Share
from conversations.screens import card, desk
from conversations.summaries import CHOICES, arrives_at_once, next_summary, still_of_use
from conversations.views import ContributionCard, Me, Programme
from storage import views
from storage.database import Db
from storage.models import (
    commitments,
    contributions,
    decisions,
    invitations,
    media,
    moves,
    opt_ins,
    outbox,
    people,
    progress,
    proposals,
    rooms,
    tasks,
    web,
)
from storage.models.commitments import Commitment
from storage.models.contributions import Contribution
from storage.models.decisions import Decision
from storage.models.grants import Grant
from storage.models.invitations import Invitation
from storage.models.media import Wanted
from storage.models.moves import Move
from storage.models.opt_ins import Said
from storage.models.outbox import ALARM, FOLLOW_UP, WORK, New
from storage.models.proposals import Proposal
from storage.models.tasks import Task

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
    _renewed: dict[int, Me] = field(default_factory=dict)

    def tell(self, me: Me, event: Event) -> None:
        self.events.append((me, event))

    def renew(self, me: Me) -> None:
        """That person is as `me` says from now on; begin with what `renewed` gives."""
        self._renewed[me.account] = me

    def renewed(self, me: Me) -> Me:
        """The person as the effects left them."""
        return self._renewed.get(me.account, me)


E = TypeVar("E")
Caused = tuple[Me, E]  # an effect, and whose event it came from
Handler = Callable[[Applying, Sequence[Caused[E]]], Awaitable[None]]


async def apply(applying: Applying, caused: Sequence[Caused[Effect]]) -> list[tuple[Me, Event]]:
    """Apply all effects, kind by kind in the order of HANDLED; the events they yield."""
    kinds: dict[type[Effect], list[Caused[Effect]]] = {}
    for me, effect in caused:
        kinds.setdefault(type(effect), []).append((me, effect))
    for kind, handle in HANDLED.items():
        if found := kinds.pop(kind, None):
            await handle(applying, found)
    if kinds:
        raise TypeError(f"nobody applies {next(iter(kinds)).__name__}")
    return applying.events


# Contributions


async def submit_contributions(
    applying: Applying, effects: Sequence[Caused[SubmitContribution]]
) -> None:
    db, now = applying.db, applying.now
    readers = await _readers(applying)
    promised = answer_by(now, applying.programme.calendar)
    rows, owners = [], []
    for me, effect in effects:
        owner = routing.choose_owner(readers, effect.wijk, effect.theme, effect.hidden_from)
        owners.append(owner)
        readers = _loaded(readers, owner)
        row = Contribution(
            author=me.person,
            kind=effect.kind,
            status=Status.RECEIVED,
            wijk=effect.wijk,
            theme=effect.theme,
            needs=effect.needs,
            details=dict(effect.details),
            name=effect.name,
            language=me.language,
            channel=me.channel,
            owner=owner.person if owner else None,
            received_at=now,
            answer_by=promised,
            since=now,
            told_at=now,
            desk=effect.desk,
            check_back=check_back_on(now, applying.programme.calendar) if effect.desk else None,
        )
        rows.append(_with_its_due(applying, row))
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
        here = applying.renewed(me)
        applying.renew(replace(here, contributions=here.contributions + 1))
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
                check_back=row.check_back,
                call_by=soon if effect.call else None,
                phone=effect.call,
                asks=effect.asks,
            ),
        )
    await _tell_owners(applying, [(i, "new", "card") for i in ids])
    await _first_things(applying, dict(zip(ids, effects, strict=True)))


async def _first_things(
    applying: Applying, submitted: Mapping[int, Caused[SubmitContribution]]
) -> None:
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


async def add_words(applying: Applying, effects: Sequence[Caused[AddWords]]) -> None:
    """The author's own additions; anything else's number is refused in silence, as forged."""
    rows = await _Rows.held(applying, effects)
    added = [(me, effect) for me, effect in effects if rows.of_author(me, effect)]
    disagree = [e.contribution for _, e in added if e.why == "disagree"]
    others = await _other_readers(applying, [rows.now[i] for i in disagree])
    kept: list[tuple[Me, int, str]] = []
    for me, effect in added:
        row = rows.now[effect.contribution]
        why = _kept_as(effect.why, row)
        kept.append((me, row.id, why))
        if why == "changed":
            row = _change_words(rows, row, effect.parts)
        else:
            row = rows.say(row, "added" if why == "late" else why, effect.parts)
        after = _after_words(applying, row, effect.why, others, _parties(me, row))
        rows.change(replace(after, changed_by=None))
    await rows.write()
    await _add_tasks(
        applying,
        [
            _Task("question", me.person, rows.now[effect.contribution])
            for me, effect in added
            if effect.why in ("question", "partly")
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


def _change_words(rows: _Rows, row: Contribution, parts: tuple[Part, ...]) -> Contribution:
    """What was heard in the version before it stays readable, and is no longer what is quoted."""
    if row.heard:
        row = rows.say(row, "heard", (Part(f"heard:{row.id}:{row.version}", row.heard),))
        unheard = replace(row, heard=None, heard_by=None, heard_right=None)
        row = rows.change(unheard, quietly=True)
    return rows.say_anew(row, parts)


def _after_words(
    applying: Applying,
    row: Contribution,
    why: str,
    others: Mapping[int, int | None],
    by: Collection[Party],
) -> Contribution:
    """What an addition changes: an answer is read again, a disagreement is looked at anew."""
    calendar = applying.programme.calendar
    if why == "answer" and permitted(Act.ANSWER, row.status, by=by):
        return replace(
            row,
            status=lifecycle.change(Act.ANSWER, row.status, by=by).target,
            answer_by=after_standstill(row.answer_by, row.since, applying.now, calendar),
        )
    if why == "disagree" and permitted(Act.DISAGREE, row.status, by=by):
        return replace(
            row,
            status=lifecycle.change(Act.DISAGREE, row.status, by=by).target,
            owner=others[row.id],
            answer_by=answer_by(applying.now, calendar),
            notices=0,
        )
    return row


async def correct_words(applying: Applying, effects: Sequence[Caused[CorrectWords]]) -> None:
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
        row = rows.say(rows.now[found], "edited", (effect.part,))
        rows.change(replace(row, changed_by=None))
        applying.tell(me, WordsCorrected(row.number))
        told.append((row.id, "reacted-edited", f"edit:{me.person}"))
    await rows.write()
    await _tell_owners(applying, told)


async def correct_details(applying: Applying, effects: Sequence[Caused[CorrectDetail]]) -> None:
    """Only the author's, and only while it is open."""
    rows = await _Rows.held(applying, effects)
    told: list[tuple[Me, int]] = []
    for me, effect in effects:
        row = rows.of_author(me, effect)
        if row is None:
            continue
        if row.status not in OPEN:
            rows.refuse(me, row, "detail")
            continue
        if effect.what == "wijk":
            row = replace(row, wijk=effect.value)
        else:
            row = replace(row, name=effect.value)
        rows.change(replace(row, changed_by=None))
        told.append((me, row.id))
    await rows.write()
    await rows.tell_overtaken()
    for me, about in told:
        applying.tell(me, Applied(about, rows.now[about].number, "detail"))
    await _tell_owners(applying, [(about, "reacted-detail", "detail") for _, about in told])


async def withdraw(applying: Applying, effects: Sequence[Caused[Withdraw]]) -> None:
    """Its author takes it back: nothing more is done about it, and nothing more is sent."""
    rows = await _Rows.held(applying, effects)
    gone: list[tuple[Me, int]] = []
    for me, effect in effects:
        row = rows.unless_overtaken(me, effect, Act.WITHDRAW, "withdraw")
        if row is None:
            continue
        withdrawn = rows.status_after(me, Act.WITHDRAW, row)
        rows.change(replace(row, status=withdrawn, changed_by=None))
        gone.append((me, row.id))
    await rows.write()
    await rows.tell_overtaken()
    about = [number for _, number in gone]
    if about:
        await tasks.finish_about(applying.db, about, None, applying.now)
        await outbox.recall(applying.db, about)
        await commitments.end(applying.db, about, "dropped", applying.now)
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


async def set_answer_roads(applying: Applying, effects: Sequence[Caused[SetAnswerRoad]]) -> None:
    rows = await _Rows.held(applying, effects)
    for me, effect in effects:
        if (row := rows.of_author(me, effect)) is not None:
            there = replace(row, answer_road=effect.road, answer_phone=effect.phone)
            rows.change(there, quietly=True)
    await rows.write()


# What staff do


async def open_cards(applying: Applying, effects: Sequence[Caused[OpenCard]]) -> None:
    """Opening a card makes it being_read; nobody's version moves because of it."""
    rows = await _Rows.held(applying, effects)
    for me, effect in effects:
        row = rows.for_reader(me, effect, May.READ_ALL)
        if row is not None and permitted(Act.OPEN_CARD, row.status, by=_parties(me, row)):
            opened = rows.status_after(me, Act.OPEN_CARD, row)
            rows.change(replace(row, status=opened), quietly=True)
    await rows.write()
    seen = [e.contribution for me, e in effects if _is_owner(me, rows.now.get(e.contribution))]
    if seen:
        await contributions.seen(applying.db, seen)


def _is_owner(me: Me, row: Contribution | None) -> bool:
    return row is not None and row.owner == me.person


async def record_decisions(applying: Applying, effects: Sequence[Caused[RecordDecision]]) -> None:
    """It goes at once, or waits: a minute to be taken back, a no until a second person read it."""
    rows = await _Rows.held(applying, effects)
    waiting = await proposals.of(applying.db, list(rows.now))
    acts = await _decisive(applying.db, rows.now)
    others = await contributions.find(applying.db, [i for _, e in effects for i in e.also])
    sent: list[_Answer] = []
    held: list[tuple[Me, _Answer]] = []
    for me, effect in effects:
        act = _act_of(effect, acts)
        row = rows.unless_overtaken(me, effect, act, "decide")
        if row is None:
            continue
        taken = (*sent, *(answer for _, answer in held))
        already = next((a.signed for a in taken if a.effect.contribution == row.id), None)
        if (there := waiting.get(row.id)) is not None or already is not None:
            by = there.by if there else already
            applying.tell(me, Applied(row.id, row.number, "answer_waits", by))
            continue
        unfit = [i for i in effect.also if not _answers_too(me, row, others.get(i))]
        if unfit:
            applying.tell(me, Applied(row.id, row.number, "also_not", ", ".join(map(str, unfit))))
            fit = tuple(i for i in effect.also if i not in unfit)
            effect = replace(effect, also=fit)
        answer = _Answer(me.person, _signed(applying, me), effect)
        no = effect.outcome == Outcome.NO
        if no or applying.programme.calendar.clocks.undo:
            held.append((me, answer))
        else:
            sent.append(answer)
            applying.tell(me, Applied(row.id, row.number, "decide"))
    await rows.tell_overtaken()
    await _propose(applying, held, rows.now)
    await _answer(applying, sent)


def _answers_too(me: Me, row: Contribution, other: Contribution | None) -> bool:
    """Whether the answer to one can be the answer to another as well."""
    if other is None or other.id == row.id or me.person in other.hidden_from:
        return False
    return permitted(Act.DECIDE, other.status) and _way(other) is _way(row)


SECOND = ("second", "second_own")  # the kinds of task to read what has not gone


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer as it goes out, with who read it as well."""

    by: int
    signed: str
    effect: RecordDecision
    read_by: str | None = None


def _act_of(effect: RecordDecision, acts: Mapping[int, Act]) -> Act:
    return Act.CORRECT if effect.corrects else acts.get(effect.contribution, Act.DECIDE)


async def _propose(
    applying: Applying, held: Sequence[tuple[Me, _Answer]], rows: Mapping[int, Contribution]
) -> None:
    """Kept as it was written; a no becomes work for whoever else reads."""
    if not held:
        return
    until = applying.now + timedelta(seconds=applying.programme.calendar.clocks.undo)
    no = [(me, a) for me, a in held if a.effect.outcome == Outcome.NO]
    ids = await proposals.add(
        applying.db,
        [
            Proposal(
                contribution=answer.effect.contribution,
                seen=answer.effect.seen,
                answer=dump_decision(answer.effect),
                by_id=answer.by,
                by=answer.signed,
                made_at=applying.now,
                goes_at=None if answer.effect.outcome == Outcome.NO else until,
            )
            for _, answer in held
        ],
    )
    for proposal, (me, answer) in zip(ids, held, strict=True):
        if answer.effect.outcome != Outcome.NO:
            row = rows[answer.effect.contribution]
            applying.tell(me, Applied(row.id, row.number, "sending", which=proposal))
    await _ask_second_readers(applying, [(me, rows[a.effect.contribution]) for me, a in no])


async def _ask_second_readers(applying: Applying, asked: Sequence[tuple[Me, Contribution]]) -> None:
    """Whoever else may know of it; nobody else there: the same, on another day."""
    if not asked:
        return
    readers = await _readers(applying)
    chosen: list[tuple[Me, Contribution, Reader | None]] = []
    for me, row in asked:
        second = _second_reader(readers, me.person, row)
        readers = _loaded(readers, second)
        chosen.append((me, row, second))
    by = {me.person: _signed(applying, me) for me, _ in asked}
    wanted = [
        _Task(
            "second" if second else "second_own",
            row.author,
            row,
            {"by": by[me.person]},
            never=frozenset({me.person}) if second else frozenset(),
            to=second.person if second else me.person,
        )
        for me, row, second in chosen
    ]
    await _add_tasks(applying, wanted)
    for me, row, second in chosen:
        what = "second_reads" if second else "second_alone"
        name = second.name if second else None
        applying.tell(me, Applied(row.id, row.number, what, name))


def _second_reader(readers: Sequence[Reader], by: int, row: Contribution) -> Reader | None:
    """Who is away for some time is not there to read."""
    here = [reader for reader in readers if not reader.away]
    return routing.choose_owner(here, row.wijk, row.theme, row.hidden_from | {by})


async def _keep_being_read(applying: Applying) -> None:
    """What waits for a reader always lies with one who is there: who was asked may have left, be
    away or have given it back to its writer; somebody may have come where nobody was."""
    waiting = await proposals.waiting(applying.db)
    if not waiting:
        return
    about = [one.contribution for one in waiting]
    there = await tasks.open_about(applying.db, about, SECOND)
    readers = await _readers(applying)
    here = {reader.person for reader in readers if not reader.away}
    lost: list[Proposal] = []
    for one in waiting:
        lies = {task.what: task.owner for task in there.get(one.contribution, ())}
        reader = lies.get("second")
        if reader in here - {one.by_id} or (here <= {one.by_id} and "second_own" in lies):
            continue
        lost.append(one)
    if not lost:
        return
    again = [one.contribution for one in lost]
    await tasks.finish_about(applying.db, again, SECOND, applying.now)
    rows = await contributions.find(applying.db, again)
    asking = [(_writer(one), rows[one.contribution]) for one in lost]
    before = len(applying.events)
    await _ask_second_readers(applying, asking)
    del applying.events[before:]  # nobody asked for it just now


def _writer(one: Proposal) -> Me:
    return Me(one.by_id, 0, "", "", one.by)


async def second_reads(applying: Applying, effects: Sequence[Caused[SecondRead]]) -> None:
    """Agreed: it goes after the minute in which that can be undone. Not yet: back with a remark."""
    rows = await _Rows.held(applying, effects)
    waiting = await proposals.of(applying.db, list(rows.now))
    readers = await _readers(applying)
    calendar = applying.programme.calendar
    agreed: list[tuple[Me, Proposal]] = []
    back: list[tuple[Me, Proposal, str]] = []
    for me, effect in effects:
        row = rows.for_reader(me, effect, May.DECIDE)
        found = waiting.get(row.id) if row else None
        if row is None or found is None or found.goes_at is not None:
            applying.tell(
                me, Applied(effect.contribution, str(effect.contribution), "nothing_waits")
            )
            continue
        if effect.which is not None and effect.which != mark(said_in(found.answer)):
            applying.tell(me, Applied(row.id, row.number, "nothing_waits"))
            continue
        alone = _second_reader(readers, found.by_id, row) is None
        own = found.by_id == me.person
        slept = calendar.today(applying.now) >= slept_on(found.made_at, calendar)
        together = SET_ASIDE in found.answer  # two people, always
        if own and effect.agree and (together or not (alone and slept)):
            applying.tell(me, Applied(row.id, row.number, "not_yet" if alone else "not_alone"))
            continue
        if effect.agree:
            agreed.append((me, found))
        else:
            back.append((me, found, effect.remark))
    await _send_agreed(applying, agreed)
    await _send_back(applying, back, rows.now)


async def _send_agreed(applying: Applying, agreed: Sequence[tuple[Me, Proposal]]) -> None:
    undo = applying.programme.calendar.clocks.undo
    until = applying.now + timedelta(seconds=undo)
    read = [
        replace(found, read_by_id=me.person, read_by=_signed(applying, me), goes_at=until)
        for me, found in agreed
    ]
    changes = [(found, after) for (_, found), after in zip(agreed, read, strict=True)]
    await proposals.write(applying.db, changes)
    for me, found in agreed:
        what, number = "sending" if undo else "decide", str(found.contribution)
        applying.tell(me, Applied(found.contribution, number, what, which=found.id))
    if agreed and not undo:
        await answers_due(applying)


async def _send_back(
    applying: Applying,
    back: Sequence[tuple[Me, Proposal, str]],
    rows: Mapping[int, Contribution],
) -> None:
    """Whoever wrote it reads why it did not go, with their own words, to change them."""
    if not back:
        return
    await proposals.remove(applying.db, [found.id for _, found, _ in back])
    about = [found.contribution for _, found, _ in back]
    await tasks.finish_about(applying.db, about, SECOND, applying.now)
    accounts = await people.identities_of(applying.db, [found.by_id for _, found, _ in back])
    new = []
    for me, found, remark in back:
        if found.by_id in accounts and found.by_id != me.person:
            row = rows[found.contribution]
            message = notices.sent_back(row.number, found.answer, remark, _signed(applying, me))
            key = f"second:{found.id}"
            account = accounts[found.by_id].account
            quiet = _not_before(applying)
            new.append(New(account, message, WORK, dedupe_key=key, about=row.id, not_before=quiet))
        applying.tell(me, Applied(found.contribution, str(found.contribution), "second_no"))
    await outbox.add_once(applying.db, new, applying.now)


async def undo(applying: Applying, effects: Sequence[Caused[Undo]]) -> None:
    """Only whoever sent it, and only while it has not gone."""
    rows = await _Rows.held(applying, effects)
    waiting = await proposals.of(applying.db, list(rows.now))
    for me, effect in effects:
        found = waiting.pop(effect.contribution, None)
        another = found is not None and effect.which not in (None, found.id)
        if found is None or found.sender != me.person or another:
            applying.tell(me, Undone(effect.contribution, None))
        elif found.read_by_id is not None:  # it waits for a reader once more
            again = replace(found, read_by_id=None, read_by=None, goes_at=None)
            await proposals.write(applying.db, [(found, again)])
            applying.tell(me, Undone(effect.contribution, None, waits=True))
        else:
            await proposals.remove(applying.db, [found.id])
            await tasks.finish_about(applying.db, [found.contribution], SECOND, applying.now)
            applying.tell(me, Undone(effect.contribution, found.answer))


async def _call_off(applying: Applying, moved: Sequence[Contribution]) -> None:
    """What waits to be sent answers what its writer saw: to something else it never goes.

    They are shown what changed, unless they changed it themselves.
    """
    found = await proposals.of(applying.db, [row.id for row in moved]) if moved else {}
    if not found:
        return
    await proposals.remove(applying.db, [one.id for one in found.values()])
    await tasks.finish_about(applying.db, list(found), SECOND, applying.now)
    shown = [
        _Shown(row, found[row.id].by_id, "reacted-unsent", f"unsent:{found[row.id].id}")
        for row in moved
        if row.id in found and row.changed_by != found[row.id].by_id
    ]
    await _send_cards(applying, shown)


async def answers_due(applying: Applying, limit: int = 50, only: int | None = None) -> int:
    """Send what was not taken back; how many that were.

    What came to rest meanwhile is not answered by it: whoever wrote it is shown that.
    """
    await _keep_being_read(applying)
    gone = await proposals.gone(applying.db, applying.now, limit, only)
    if not gone:
        return 0
    # Contributions are held first, as whoever takes one back does.
    held = await contributions.find(applying.db, [p.contribution for p in gone], lock=True)
    still = await proposals.of(applying.db, list(held))
    found = [one for one in gone if still.get(one.contribution) == one]
    if not found:
        return 0
    rows = _Rows(applying, {one.contribution: held[one.contribution] for one in found})
    acts = await _decisive(applying.db, rows.now)
    answers: list[_Answer] = []
    aside: list[Proposal] = []
    unsent: list[tuple[Contribution, Proposal]] = []
    for one in found:
        row = rows.now[one.contribution]
        effect = None if SET_ASIDE in one.answer else load_decision(one.answer)
        act = _act_of(effect, acts) if effect else Act.SET_ASIDE
        if not permitted(act, row.status):
            unsent.append((row, one))
        elif effect is None:
            aside.append(one)
        else:
            answers.append(_Answer(one.by_id, one.by, effect, one.read_by))
    await proposals.remove(applying.db, [one.id for one in found])
    about = [one.contribution for one in found]
    await tasks.finish_about(applying.db, about, SECOND, applying.now)
    await _answer(applying, answers)
    await _put_aside(applying, aside)
    shown = [_Shown(row, one.by_id, "reacted-unsent", f"unsent:{one.id}") for row, one in unsent]
    await _send_cards(applying, shown)
    return len(found)


async def _answer(applying: Applying, answers: Sequence[_Answer]) -> None:
    """Status, decision and follow-up in one transaction, for all that one answer answers."""
    answers = await _with_others(applying, answers)
    if not answers:
        return
    about = [answer.effect.contribution for answer in answers]
    rows = _Rows(applying, await contributions.find(applying.db, about, lock=True))
    acts = await _decisive(applying.db, rows.now)
    for answer in answers:
        effect, row = answer.effect, rows.now[answer.effect.contribution]
        act = _act_of(effect, acts)
        row = replace(
            row,
            status=lifecycle.change(act, row.status, by=Party.STAFF).target,
            changed_by=answer.by,
            told_at=applying.now,
        )
        if act is Act.CORRECT:
            rows.change(row)
            continue
        asks_back = effect.check_back or (row.check_back if effect.outcome == Outcome.YES else None)
        rows.change(
            replace(
                row,
                answered_at=applying.now,
                owner=row.owner or answer.by,
                check_back=asks_back,
                outcome=Outcome(effect.outcome),
                by_when=effect.look_again or effect.by_when,
                joins=None,
                notices=0,
            )
        )
    await rows.write()
    ids = await decisions.add(applying.db, [_decision(applying, answer) for answer in answers])
    await decisions.mark_same(applying.db, _same(ids, answers))
    renewed = [a.effect.contribution for a in answers if not a.effect.corrects]
    await commitments.end(applying.db, renewed, "dropped", applying.now)
    promised = [a for a in answers if _works(rows.now[a.effect.contribution], a.effect)]
    await _commit(applying, [(rows.now[a.effect.contribution], a.effect, a.by) for a in promised])
    letters = [
        _Letter(
            rows.now[answer.effect.contribution],
            _answer_letter(applying, answer),
            f"decision:{decision}",
            on_sent="answered" if answer in promised else None,
            no=answer.effect.outcome == Outcome.NO,
            shared=True,
        )
        for decision, answer in zip(ids, answers, strict=True)
    ]
    await _follow_up(applying, letters)
    anew = [a.effect.contribution for a in answers if not a.effect.corrects]
    await tasks.finish_about(
        applying.db, anew, ("question", "write", "pass_on", "late"), applying.now
    )
    await _add_tasks(applying, [_call(rows.now[i]) for i in about if _to_call(rows.now[i])])


def _way(row: Contribution) -> Way:
    return way_for(row.kind, row.desk)


async def _alike(applying: Applying, answers: Sequence[_Answer]) -> list[_Answer]:
    """What was answered together is explained anew together."""
    corrects = [a.effect.contribution for a in answers if a.effect.corrects]
    others = await decisions.same(applying.db, corrects) if corrects else {}
    return [
        replace(a, effect=replace(a.effect, also=tuple(others[a.effect.contribution])))
        if a.effect.contribution in others
        else a
        for a in answers
    ]


def _answer_letter(applying: Applying, answer: _Answer) -> Letter:
    told = notices.answered(answer.effect, answer.signed, answer.read_by)
    write = notices.corrected if answer.effect.corrects else notices.answer
    return lambda card: write(told, card, applying.programme)


def _works(row: Contribution, effect: RecordDecision) -> bool:
    """Whether something was promised with it that is now to be done."""
    outcome = Outcome(effect.outcome)
    return works_on(way_of(row.kind, row.desk, outcome), outcome) and not effect.corrects


def _same(ids: Sequence[int], answers: Sequence[_Answer]) -> list[tuple[int, int]]:
    """Decisions that are one for several contributions, each with the first of them."""
    first: dict[tuple[int, str, str], int] = {}
    found = []
    for decision, answer in zip(ids, answers, strict=True):
        words = (answer.by, answer.effect.reason, answer.effect.next_step)
        if (root := first.setdefault(words, decision)) != decision:
            found.append((decision, root))
    return found


async def _commit(
    applying: Applying, promised: Sequence[tuple[Contribution, RecordDecision | Commit, int]]
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


async def _with_others(applying: Applying, answers: Sequence[_Answer]) -> list[_Answer]:
    """Each of them, and the same for the other contributions that it answers and can."""
    answers = await _alike(applying, answers)
    wanted = [i for answer in answers for i in answer.effect.also]
    others = await contributions.find(applying.db, wanted, lock=True) if wanted else {}
    own = await proposals.of(applying.db, wanted) if wanted else {}
    taken = {answer.effect.contribution for answer in answers}
    first = await contributions.find(applying.db, list(taken))
    ways = {a: _way(first[a.effect.contribution]) for a in answers}
    found: list[_Answer] = []
    for answer in answers:
        found.append(answer)
        for other in answer.effect.also:
            row = others.get(other)
            if row is None or other in taken or other in own or answer.by in row.hidden_from:
                continue
            act = Act.CORRECT if answer.effect.corrects else Act.DECIDE
            if not permitted(act, row.status) or _way(row) is not ways[answer]:
                continue
            taken.add(other)
            same = replace(answer.effect, contribution=other, seen=row.version, also=())
            found.append(replace(answer, effect=same))
    return found


async def _decisive(db: Db, rows: Mapping[int, Contribution]) -> dict[int, Act]:
    """For what lies at another desk: that desk's answer is told, once it is known."""
    decided = [i for i, row in rows.items() if row.status is Status.DECIDED]
    latest = await decisions.latest(db, decided) if decided else {}
    return {i: Act.REPORT for i, d in latest.items() if d.outcome == Outcome.PASSED_ON}


def _decision(applying: Applying, answer: _Answer) -> Decision:
    effect = answer.effect
    return Decision(
        contribution=effect.contribution,
        outcome=effect.outcome,
        reason=effect.reason,
        next_step=effect.next_step,
        who=effect.who,
        by_when=effect.by_when,
        as_it_is=effect.as_it_is,
        counted=effect.counted,
        because=effect.because,
        read_by=answer.read_by,
        corrects=effect.corrects,
        decided_by_id=answer.by,
        decided_by=answer.signed,
        decided_at=applying.now,
    )


def _signed(applying: Applying, me: Me) -> str:
    return me.name or applying.programme.office


async def set_aside(applying: Applying, effects: Sequence[Caused[SetAside]]) -> None:
    """Spam or a test: two people say so, since its author gets no answer."""
    rows = await _Rows.held(applying, effects)
    waiting = await proposals.of(applying.db, list(rows.now))
    readers = await _readers(applying)
    asked: list[tuple[Me, Contribution]] = []
    for me, effect in effects:
        row = rows.unless_overtaken(me, effect, Act.SET_ASIDE, "decide")
        if row is None:
            continue
        if _second_reader(readers, me.person, row) is None:
            applying.tell(me, Applied(row.id, row.number, "aside_alone"))
            continue
        if (there := waiting.get(row.id)) is not None:
            applying.tell(me, Applied(row.id, row.number, "answer_waits", there.by))
            continue
        proposed = Proposal(
            contribution=row.id,
            seen=effect.seen,
            answer={SET_ASIDE: effect.reason},
            by_id=me.person,
            by=_signed(applying, me),
            made_at=applying.now,
            goes_at=None,
        )
        await proposals.add(applying.db, [proposed])
        asked.append((me, row))
    await rows.tell_overtaken()
    await _ask_second_readers(applying, asked)


async def _put_aside(applying: Applying, aside: Sequence[Proposal]) -> None:
    about = [one.contribution for one in aside]
    rows = _Rows(applying, await contributions.find(applying.db, about, lock=True))
    for one in aside:
        why = f"{one.answer[SET_ASIDE]} ({one.by}, {one.read_by})"
        row = rows.say(rows.now[one.contribution], "aside", (Part(f"aside:{one.id}", why),))
        aside_now = lifecycle.change(Act.SET_ASIDE, row.status, by=Party.STAFF).target
        rows.change(replace(row, status=aside_now, changed_by=one.by_id))
    await rows.write()
    if about:
        await tasks.finish_about(applying.db, about, None, applying.now)


async def take_back(applying: Applying, effects: Sequence[Caused[TakeBack]]) -> None:
    """A wrong answer is taken back: what had not left never does, else its author hears why."""
    rows = await _Rows.held(applying, effects)
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
            write = _taken_back(row.answer_by, effect.reason, _signed(applying, me))
            letters.append(_Letter(row, write, f"back:{row.id}:{row.version}", shared=True))
    await _follow_up(applying, letters)


def _taken_back(day: date, reason: str, by: str) -> Letter:
    return lambda card: notices.taken_back(card, day, reason, by)


def _to_call(row: Contribution) -> bool:
    return row.answer_road == "call"


def _call(row: Contribution) -> _Task:
    details = {"phone": row.answer_phone or "–", "name": row.name or "–"}
    return _Task("call", row.author, row, details)


# What staff do that makes a letter to the author, and nothing else.
ToldToAuthors = AskResident | WriteDown | WriteBack | Finish | Postpone | Commit | ProposeJoin
T = TypeVar("T", bound=ToldToAuthors)


@dataclass(frozen=True)
class _Letters(Generic[T]):
    """How somebody who works here tells authors something about their contributions.

    `what` names it in the texts; `act` is what it does, or only needs to be permitted; `kept`
    are the words that stay with the contribution; `finishes` the tasks that are done by it.
    """

    what: str
    act: Act | None
    message: Callable[[ContributionCard, T, str], Message]
    changes: Callable[[Me, Contribution, T, Sequence[Commitment]], Contribution]
    kept: Callable[[T], str] | None = None
    quietly: bool = False
    finishes: tuple[str, ...] = ()
    promised: Callable[[T, Sequence[Commitment], datetime], list[Kept]] | None = None
    shared: bool = False  # also with those whose contribution was joined, or answered alike
    told: Callable[[Contribution], str] | None = None  # what its sender is told, by how it stands

    async def __call__(self, applying: Applying, effects: Sequence[Caused[T]]) -> None:
        effects = await self._with_alike(applying, effects)
        rows = await _Rows.held(applying, effects)
        there = await commitments.of(applying.db, list(rows.now))
        won: list[tuple[Me, T, str]] = []
        kept: list[Kept] = []
        for me, effect in effects:
            row = rows.unless_overtaken(me, effect, self.act, self.what)
            if row is None:
                continue
            still = [c for c in there.get(row.id, ()) if c.ended is None]
            key = f"{self.what}:{row.id}:{row.version}:{len(row.additions)}"
            if self.kept:
                row = rows.say(row, "written", (Part(key, self.kept(effect)),))
            if self.promised:
                kept += self.promised(effect, still, applying.now)
            after = replace(self.changes(me, row, effect, still), told_at=applying.now)
            rows.change(after, quietly=self.quietly)
            won.append((me, effect, key))
        await rows.write()
        await commitments.write(applying.db, kept)
        await rows.tell_overtaken()
        letters = []
        for me, effect, key in won:
            row = rows.now[effect.contribution]
            write = self._letter(effect, _signed(applying, me))
            letters.append(_Letter(row, write, key, shared=self.shared))
            what = self.told(row) if self.told else self.what
            applying.tell(me, Applied(row.id, row.number, what))
        await _follow_up(applying, letters)
        about = [effect.contribution for _, effect, _ in won]
        if about and self.finishes:
            await tasks.finish_about(applying.db, about, self.finishes, applying.now)

    def _letter(self, effect: T, by: str) -> Letter:
        return lambda card: self.message(card, effect, by)

    async def _with_alike(
        self, applying: Applying, effects: Sequence[Caused[T]]
    ) -> list[Caused[T]]:
        """What was answered together is carried out together."""
        found = list(effects)
        others = (
            await decisions.same(applying.db, [e.contribution for _, e in effects])
            if self.shared
            else {}
        )
        ids = [i for same in others.values() for i in same]
        rows = await contributions.find(applying.db, ids) if ids else {}
        there = {effect.contribution for _, effect in effects}
        for me, effect in effects:
            for other in others.get(effect.contribution, ()):
                row = rows[other]
                fits = permitted(self.act, row.status) if self.act else row.status in OPEN
                if other not in there and fits and me.person not in row.hidden_from:
                    there.add(other)
                    same = replace(effect, contribution=other, seen=row.version)
                    found.append((me, same))
        return found


# A commitment as it was, and as it is now.
Kept = tuple[Commitment, Commitment]


def _asked(
    me: Me, row: Contribution, effect: AskResident, still: Sequence[Commitment]
) -> Contribution:
    return replace(
        row,
        status=lifecycle.change(Act.ASK, row.status, by=_parties(me, row)).target,
        question=effect.question,
        joins=None,
        asked_by=me.person,
        changed_by=me.person,
    )


def _heard(
    me: Me, row: Contribution, effect: WriteDown, still: Sequence[Commitment]
) -> Contribution:
    return replace(
        row,
        heard=effect.heard,
        heard_by=me.person,
        heard_right=None,
        changed_by=me.person,
    )


def _finished(
    me: Me, row: Contribution, effect: Finish, still: Sequence[Commitment]
) -> Contribution:
    """Done when nothing else is still promised; a trial may end without having worked."""
    row = replace(row, changed_by=me.person)
    rest = [c for c in still if c not in _meant(effect, still)]
    if rest and not effect.learned:
        return replace(row, by_when=_earliest(rest), notices=0)
    act = Act.END_TRIAL if effect.learned else Act.FINISH
    ended = lifecycle.change(act, row.status, by=_parties(me, row)).target
    return replace(row, status=ended, by_when=None)


def _meant(effect: Finish | Postpone, still: Sequence[Commitment]) -> list[Commitment]:
    """The commitment that is spoken of; all of them when none is named."""
    return [c for c in still if effect.which in (None, mark(c.what))]


def _earliest(still: Sequence[Commitment]) -> date | None:
    return min((c.by_when for c in still if c.by_when), default=None)


def _ends(effect: Finish, still: Sequence[Commitment], now: datetime) -> list[Kept]:
    how = "learned" if effect.learned else "done"
    ended = still if effect.learned else _meant(effect, still)
    return [(c, replace(c, ended=how, ended_at=now)) for c in ended]


def _moves(effect: Postpone, still: Sequence[Commitment], now: datetime) -> list[Kept]:
    return [(c, replace(c, by_when=effect.day)) for c in _postponed(effect, still)]


def _postponed(effect: Postpone, still: Sequence[Commitment]) -> list[Commitment]:
    """The one that is named; else those that would come before the new day."""
    if effect.which is not None:
        return _meant(effect, still)
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
    days = [day for day in (_earliest(still), effect.by_when) if day]
    return replace(row, by_when=min(days, default=row.by_when), changed_by=me.person)


ask_residents = _Letters[AskResident](
    "ask", Act.ASK, lambda card, e, by: notices.asked(card, e.question, by), _asked
)
write_down = _Letters[WriteDown](
    "write_down", Act.DECIDE, lambda card, e, by: notices.heard(card, e.heard, by), _heard
)
write_back = _Letters[WriteBack](
    "write_back",
    None,
    lambda card, e, by: notices.written(card, e.text, by),
    lambda me, row, effect, still: row,
    kept=lambda effect: effect.text,
    quietly=True,
    finishes=("question", "write"),
)
# What is told of something that was finished, where it is not done by that.
ENDINGS = {Status.IN_PROGRESS: "part_done", Status.CHECKED: "learned"}
finish = _Letters[Finish](
    "finish",
    Act.FINISH,
    lambda card, e, by: notices.ended(card, e.text, by),
    _finished,
    kept=lambda effect: effect.text,
    promised=_ends,
    shared=True,
    told=lambda row: ENDINGS.get(row.status, "finish"),
)
postpone = _Letters[Postpone](
    "postpone",
    None,
    lambda card, e, by: notices.postponed(card, e.day, e.reason, by),
    _later,
    kept=lambda effect: effect.reason,
    finishes=("late",),
    promised=_moves,
    shared=True,
)
_tell_commitment = _Letters[Commit](
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
    await _commit(applying, [(rows[e.contribution], e, me.person) for me, e in added])


async def do_mine(applying: Applying, effects: Sequence[Caused[DoMine]]) -> None:
    """A resident says that they will do it, cannot, or did: what they own is theirs to say."""
    rows = await _Rows.held(applying, effects)
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
            there_now = replace(row, status=status, by_when=_earliest(rest), changed_by=None)
            rows.change(there_now)
        told.append((row.id, f"reacted-mine_{effect.what}", f"mine:{mine[0].id}"))
        applying.tell(me, Applied(row.id, row.number, f"mine_{effect.what}"))
        if effect.what == "done":
            done.append((row.id, mine[0].what, f"mine-done:{mine[0].id}"))
    await rows.write()
    letters = [
        _Letter(rows.now[i], _done_by_resident(what), key, shared=True, others=True)
        for i, what, key in done
    ]
    await _follow_up(applying, letters)
    await commitments.write(applying.db, kept)
    await _tell_owners(applying, told)


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
    rows = await _Rows.held(applying, effects)
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
    await _tell_owners(applying, [(row.id, "reacted-organisation", f"organisation:{found.id}")])
    return True


async def say_better(applying: Applying, effects: Sequence[Caused[SayBetter]]) -> None:
    """By what its author will see that it is better (report, row 30)."""
    rows = await _Rows.held(applying, effects)
    told = []
    for me, effect in effects:
        if (row := rows.of_author(me, effect)) is not None:
            rows.change(replace(row, better=effect.text), quietly=True)
            told.append((row.id, "reacted-better", "better"))
            applying.tell(me, Applied(row.id, row.number, "better"))
    await rows.write()
    await _tell_owners(applying, told)


# Joining


def _asked_to_join(
    me: Me, row: Contribution, effect: ProposeJoin, still: Sequence[Commitment]
) -> Contribution:
    return replace(
        row,
        status=lifecycle.change(Act.ASK, row.status, by=_parties(me, row)).target,
        question=effect.about,
        asked_by=me.person,
        joins=effect.other,
        changed_by=me.person,
    )


_ask_to_join = _Letters[ProposeJoin](
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
    rows = await _Rows.held(applying, effects)
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
    await _tell_owners(applying, told)
    await _tell_what_was_answered(applying, [rows.now[row.id] for row in joined])


def _is_asked_to_join(row: Contribution, which: int | None) -> bool:
    asked = row.status is Status.QUESTION_ASKED and row.joins is not None
    return asked and (which is None or which == mark(row.question or ""))


def _joined(applying: Applying, row: Contribution, by: str) -> Decision:
    """A decision by its author, for the reason that staff gave when they asked."""
    return Decision(
        contribution=row.id,
        outcome=Outcome.JOINED,
        reason=row.question or "",
        next_step="",
        who="",
        by_when=None,
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
            _Letter(
                other,
                _retold(found, other, promised.get(other.id, ()), applying.programme),
                f"joined:{row.id}:{found.id}",
                only=row.id,
                shared=True,
            )
        )
    await _follow_up(applying, letters)


def _retold(
    found: decisions.Decision,
    other: Contribution,
    promised: Sequence[Commitment],
    programme: Programme,
) -> Letter:
    """As it stands now: a day may have moved since."""
    same = next((c for c in promised if c.what == found.next_step and c.ended is None), None)
    told = notices.Answered(
        Outcome(found.outcome),
        found.reason,
        found.next_step,
        found.who,
        same.by_when if same else found.by_when,
        decided_by=found.decided_by,
        look_again=other.by_when if found.outcome == Outcome.NOT_NOW else None,
        read_by=found.read_by,
        firm=same.firm if same else False,
        doer=same.doer if same else "staff",
    )
    return lambda card: notices.answer(told, card, programme)


async def _let_go(applying: Applying, changed: Sequence[Contribution]) -> None:
    """What goes on with another goes where that goes, and comes to rest with it."""
    followers = await contributions.joined_with(applying.db, [row.id for row in changed])
    for other in changed:
        for row in followers.get(other.id, ()):
            if other.status in ENDED:
                await _ends_with(applying, row, other)
            elif other.owner is not None and other.owner not in row.hidden_from:
                rows = _Rows(applying, {row.id: row})
                rows.change(replace(row, owner=other.owner), quietly=True)
                await rows.write()


async def _still_together(applying: Applying, asked: Sequence[Contribution]) -> None:
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
    rows = _Rows(applying, {row.id: row})
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
    await _follow_up(applying, [_Letter(rows.now[row.id], write, f"alone:{row.id}:{row.version}")])
    await _tell_owners(applying, [(row.id, "reacted-due_look_again", "alone")])


def _alone_again(programme: Programme) -> Letter:
    return lambda card: notices.alone_again(card, programme)


async def write_to(applying: Applying, effects: Sequence[Caused[WriteTo]]) -> None:
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
    await outbox.add_once(applying.db, new, applying.now)
    if done:
        await tasks.finish_own(applying.db, done, applying.now)


async def hand_over(applying: Applying, effects: Sequence[Caused[HandOver]]) -> None:
    """A colleague has it now, with the tasks about it; its author hears who reads."""
    rows = await _Rows.held(applying, effects)
    readers = {reader.person: reader.name for reader in await _readers(applying)}
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
            rows.change(replace(row, owner=effect.to, changed_by=me.person))
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


async def hand_over_all(applying: Applying, effects: Sequence[Caused[HandOverAll]]) -> None:
    """All that lies with somebody; in this one transaction."""
    readers = {reader.person: reader for reader in await _readers(applying)}
    for me, effect in effects:
        if not me.may(May.DECIDE) or effect.to not in readers or effect.to == me.person:
            continue
        to = readers[effect.to]
        given = await access.give_away(
            applying.db, me.person, [to], by=me.person, to=to.person, stays=True
        )
        await _tell_given(applying, me.person, _signed(applying, me), given)
        [got] = given.taken or [Share(to.person, to.name)]
        left = given.left.contributions
        applying.tell(me, HandedOver(to.name, got.contributions, got.tasks, left))


async def set_absences(applying: Applying, effects: Sequence[Caused[SetAbsence]]) -> None:
    """What lies with them goes on with who is there; what is new comes to who is there."""
    today = applying.programme.calendar.today(applying.now)
    for me, effect in effects:
        if not me.may(May.DECIDE):
            continue
        until = effect.until if effect.until and today < effect.until else None
        await people.set_away(applying.db, me.person, until)
        applying.renew(replace(applying.renewed(me), away_until=until))
        if until is None:
            applying.tell(me, AbsenceSet(None))
            continue
        there = [r for r in await _readers(applying) if not r.away]
        given = await access.give_away(
            applying.db, me.person, there, by=me.person, to=effect.to, stays=True
        )
        await _tell_given(applying, me.person, _signed(applying, me), given)
        applying.tell(me, AbsenceSet(until, given.shares, not there))


async def end_accesses(applying: Applying, effects: Sequence[Caused[EndAccess]]) -> None:
    for me, effect in effects:
        if not me.may(May.ADMINISTER):
            continue
        done = await end_access(applying, effect.person, _signed(applying, me), me.person)
        if isinstance(done, AccessEnded) and effect.person == me.person:
            here = replace(applying.renewed(me), roles=frozenset({Role.RESIDENT}))
            applying.renew(replace(here, away_until=None))
            done = replace(done, own=True)
        applying.tell(me, done)


async def end_access(
    applying: Applying, person: int, by: str, by_person: int | None = None
) -> AccessEnded | AccessKept:
    """They are a resident from now on, and all that lay with them is given to colleagues, in this
    one transaction; the office gets what none of them may have.

    `by`: who says so; `by_person` is None for an operator at the command line.
    """
    db = applying.db
    here = {found.person: found for found in await people.colleagues(db, May.DECIDE, lock=True)}
    administrators = {p for p, found in here.items() if found.has(Role.ADMINISTRATOR)}
    if by_person not in {None, *administrators}:
        return AccessKept("own")
    if person not in here:
        return AccessKept("gone")
    found = here[person]
    if administrators == {person}:
        return AccessKept("last", found.name)
    others = [reader for reader in await _readers(applying) if reader.person != person]
    given = await access.give_away(db, person, others, by=by_person or person)
    await access.give_archive(db, person, others)
    await commitments.follow_owner(db, person)
    await proposals.follow_owner(db, person)
    await people.end_access(db, person, applying.now)
    await outbox.recall_work(db, person)
    await _tell_given(applying, person, found.name, given, by_person)
    if person != by_person:
        await _tell_ended(applying, person, found.role, by)
    return AccessEnded(found.name, found.role, given.shares)


async def _tell_ended(applying: Applying, person: int, role: Role, by: str) -> None:
    account = (await people.identities_of(applying.db, [person])).get(person)
    if account is None:
        return
    key = f"ended:{person}:{applying.now.isoformat()}"
    quiet = _not_before(applying)
    message = notices.access_ended(role, by)
    new = New(account.account, message, FOLLOW_UP, dedupe_key=key, not_before=quiet)
    await outbox.add_once(applying.db, [new], applying.now)


async def _tell_given(
    applying: Applying, person: int, name: str, given: access.Given, by: int | None = None
) -> None:
    """Each who got something hears how much, but for who did it and sees so; who waits for an
    answer hears who reads it now."""
    found = [s.person for s in given.taken if s.person is not None and s.person != by]
    accounts = await people.identities_of(applying.db, found) if found else {}
    new = [
        New(
            accounts[share.person].account,
            notices.given_all(name, share.contributions, share.tasks),
            WORK,
            dedupe_key=f"given:{person}:{share.person}:{applying.now.isoformat()}",
            not_before=_not_before(applying),
        )
        for share in given.taken
        if share.person in accounts
    ]
    await outbox.add_once(applying.db, new, applying.now)
    rows = await contributions.find(applying.db, given.contributions)
    names = {share.person: share.name or "" for share in given.taken if share.person is not None}
    await _tell_new_reader(applying, list(rows.values()), names)


async def _tell_new_reader(
    applying: Applying, given: Sequence[Contribution], readers: Mapping[int, str]
) -> None:
    """Who waits for an answer was told who reads (promise 3): it is somebody else now."""
    owed = [row for row in given if row.status in UNANSWERED]
    letters = [
        _Letter(
            row,
            _new_reader(applying.programme.office_or(readers.get(row.owner or 0))),
            f"reader:{row.id}:{row.version}",
        )
        for row in owed
    ]
    await _follow_up(applying, letters)


def _new_reader(name: str) -> Letter:
    return lambda card: notices.new_reader(card, name)


async def set_themes(applying: Applying, effects: Sequence[Caused[SetTheme]]) -> None:
    rows = await _Rows.held(applying, effects)
    for me, effect in effects:
        row = rows.for_reader(me, effect, May.DECIDE)
        if row is not None:
            rows.change(replace(row, theme=effect.theme), quietly=True)
            applying.tell(me, Applied(row.id, row.number, "theme"))
    await rows.write()


async def search(applying: Applying, effects: Sequence[Caused[Search]]) -> None:
    for me, effect in effects:
        lines, total = await views.found_lines(
            applying.db, me, desk.FOUND, effect.number, effect.wijk, effect.words
        )
        applying.tell(me, Found(effect.asked, lines, total))


async def choose_summaries(applying: Applying, effects: Sequence[Caused[ChooseSummary]]) -> None:
    changed = []
    for me, effect in effects:
        if me.may(May.READ_ALL) and effect.when in CHOICES:
            moment = next_summary(effect.when, applying.programme.calendar, applying.now)
            changed.append((me.person, effect.when, moment))
            applying.tell(me, SummaryChosen(moment))
    await people.choose_summaries(applying.db, changed)


async def confirm_heard(applying: Applying, effects: Sequence[Caused[ConfirmHeard]]) -> None:
    rows = await _Rows.held(applying, effects)
    right: list[tuple[int, str, str]] = []
    for me, effect in effects:
        row = rows.of_author(me, effect)
        if row is None or row.heard is None:
            continue
        rows.change(replace(row, heard_right=effect.right, changed_by=None))
        if effect.right:
            right.append((row.id, "reacted-heard", "heard-right"))
    await rows.write()
    await _tell_owners(applying, right)


async def confirm_done(applying: Applying, effects: Sequence[Caused[ConfirmDone]]) -> None:
    """The author says that it is done, or that it is not: then it is looked at again."""
    rows = await _Rows.held(applying, effects)
    said: list[Caused[ConfirmDone]] = []
    for me, effect in effects:
        row = rows.of_author(me, effect)
        act = Act.CONFIRM if effect.done else Act.DENY
        # Also after it came to rest: they may look late.
        if row is None or row.status not in OPEN | {Status.CLOSED}:
            continue
        after = replace(row, check_back=None)
        if permitted(act, row.status, by=_parties(me, row)):
            after = replace(after, status=rows.status_after(me, act, row))
        if not effect.done and row.status not in UNANSWERED:
            by = answer_by(applying.now, applying.programme.calendar)
            after = replace(after, answer_by=by, notices=0)
        rows.change(after)
        said.append((me, effect))
    if any(not effect.done for _, effect in said):
        _adopt(rows, await _readers(applying))
    await rows.write()
    told = []
    for me, effect in said:
        what = ("done_partly" if effect.partly else "done_yes") if effect.done else "done_no"
        row = rows.now[effect.contribution]
        if not effect.partly:  # who says "a bit" is asked what is missing
            applying.tell(me, Applied(row.id, row.number, what))
        told.append((row.id, f"reacted-{what}", "done"))
    await _tell_owners(applying, told)


async def note_reactions(applying: Applying, effects: Sequence[Caused[NoteReaction]]) -> None:
    """ "Read" under a decision says no more than that, and staff see it once."""
    rows = await _Rows.held(applying, effects)
    latest = await decisions.latest(applying.db, list(rows.now))
    unread = [
        e.contribution
        for me, e in effects
        if e.contribution in latest
        and rows.of_author(me, e)
        and latest[e.contribution].read_at is None
    ]
    if unread:
        await decisions.mark_read(applying.db, unread, applying.now)
        await _tell_owners(applying, [(i, "reacted-read", "read") for i in unread])


async def use_invitations(applying: Applying, effects: Sequence[Caused[UseInvitation]]) -> None:
    """A link works once. The first who enrols inherits all."""
    db, now = applying.db, applying.now
    found = await invitations.find(db, [effect.token for _, effect in effects])
    enrolled: list[tuple[Me, Invitation]] = []
    for me, effect in effects:
        invitation = found.get(effect.token)
        if invitation is None or invitation.role not in set(Role):  # perhaps of a later version
            applying.tell(me, InvitationRefused("unknown"))
        elif invitation.used_by == me.person and Role(invitation.role) in me.roles:
            # Opened once more: nothing is given again that was perhaps taken back.
            applying.tell(me, Enrolled(invitation.role, invitation.name, None))
        elif invitation.used_at is not None:
            applying.tell(me, InvitationRefused("used"))
        elif invitation.expires_at < now:
            applying.tell(me, InvitationRefused("expired"))
        elif await people.has_another_account(db, me.person, me.account):
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
    given = [Grant(me.person, Role(i.role), i.wijk, i.theme) for me, i in enrolled]
    await people.give_roles(db, given, now)
    renewed = [
        replace(me, name=found.name, roles=me.roles | {Role(found.role)}) for me, found in enrolled
    ]
    await people.set_names(db, [(me.person, found.name) for me, found in enrolled])
    first = next_summary(None, applying.programme.calendar, now)
    read = [
        me.person
        for me, found in enrolled
        if may([Role(found.role)], May.READ_ALL) and not me.may(May.READ_ALL)
    ]
    await people.schedule_summaries(db, [(person, first) for person in read])
    await _hide_about(db, [me for me in renewed if me.may(May.READ_ALL)])
    heir = next((me for me in renewed if me.may(May.INHERIT)), None)
    inherited = await _inherit(db, heir) if heir else 0
    for me, (_, found) in zip(renewed, enrolled, strict=True):
        applying.renew(replace(applying.renewed(me), name=me.name, roles=me.roles))
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


async def offer_moves(applying: Applying, effects: Sequence[Caused[OfferMove]]) -> None:
    expires = applying.now + MOVE_LASTS
    made = [(me, applying.token()) for me, _ in effects]
    await moves.add(applying.db, [(token, me.account, expires) for me, token in made])
    for me, token in made:
        applying.tell(me, MoveOffered(token))


async def take_over(applying: Applying, effects: Sequence[Caused[TakeOver]]) -> None:
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
    await outbox.add_once(applying.db, told, applying.now)
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
    works_here = there.has_role or me.roles != {Role.RESIDENT}
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
            replace(
                applying.renewed(me),
                person=there.person,
                language=there.language,
                name=there.name,
                muted=there.muted,
                notice=there.notice,
                remembered={**there.remembered, **new},
                contributions=there.contributions,
            )
        )


# About the person


async def keep_media(applying: Applying, effects: Sequence[Caused[KeepMedia]]) -> None:
    wanted = [
        Wanted(
            id=part.media.id,
            account=me.account,
            channel=me.channel,
            reference=part.media.reference,
            kind=part.media.kind,
            seconds=part.media.seconds,
            size=part.media.size,
            mime=part.media.mime,
            name=part.media.name,
            created_at=applying.now,
        )
        for me, effect in effects
        for part in effect.parts
        if part.media
    ]
    await media.want(applying.db, wanted)


async def set_languages(applying: Applying, effects: Sequence[Caused[SetLanguage]]) -> None:
    await people.set_languages(applying.db, [(me.person, e.language) for me, e in effects])
    for me, effect in effects:
        applying.renew(replace(applying.renewed(me), language=effect.language))


async def remember(applying: Applying, effects: Sequence[Caused[Remember]]) -> None:
    await people.remember(applying.db, [(me.person, dict(e.values)) for me, e in effects])


async def record_notices(applying: Applying, effects: Sequence[Caused[RecordNotice]]) -> None:
    shown = [(me.person, e.version, e.language) for me, e in effects if not e.understood]
    await opt_ins.show_notice(applying.db, shown, applying.now)
    understood = [(me.person, effect.version) for me, effect in effects if effect.understood]
    await opt_ins.understand_notice(applying.db, understood, applying.now)
    for me, effect in effects:
        applying.renew(replace(applying.renewed(me), notice=effect.version))


async def set_opt_ins(applying: Applying, effects: Sequence[Caused[SetOptIn]]) -> None:
    said = [
        Said(
            person=me.person,
            contribution=effect.contribution,
            what=effect.what,
            yes=effect.yes,
            language=me.language,
            notice_version=applying.programme.notice_version,
            given_at=applying.now,
        )
        for me, effect in effects
    ]
    await opt_ins.add(applying.db, said)


async def mute(applying: Applying, effects: Sequence[Caused[Mute]]) -> None:
    await people.set_muted(applying.db, [me.person for me, _ in effects], True)
    for me, _ in effects:
        applying.renew(replace(applying.renewed(me), muted=True))


async def unmute(applying: Applying, effects: Sequence[Caused[Unmute]]) -> None:
    await people.set_muted(applying.db, [me.person for me, _ in effects], False)
    for me, _ in effects:
        applying.renew(replace(applying.renewed(me), muted=False))


async def note_young(applying: Applying, effects: Sequence[Caused[NoteYoung]]) -> None:
    """Said to be under 16: no contact data is kept, and what had been opted into ends.

    Source: GDPR art. 8 with UAVG art. 5; nobody is asked.
    """
    persons = [me.person for me, _ in effects]
    await people.set_young(applying.db, persons)
    await contributions.forget_phones(applying.db, persons)
    await tasks.forget_phones(applying.db, persons)
    given = await opt_ins.in_force(applying.db, persons)
    speaking = {me.person: me for me, _ in effects}
    taken_back = [(speaking[person], SetOptIn(what, False, about)) for person, what, about in given]
    if taken_back:
        await set_opt_ins(applying, taken_back)
    for me, _ in effects:
        applying.renew(replace(applying.renewed(me), young=True))


async def set_discreet(applying: Applying, effects: Sequence[Caused[SetDiscreet]]) -> None:
    await people.set_discreet(applying.db, [(me.person, e.discreet) for me, e in effects])
    for me, effect in effects:
        applying.renew(replace(applying.renewed(me), discreet=effect.discreet))


async def mark_reachable(applying: Applying, effects: Sequence[Caused[MarkReachable]]) -> None:
    seen = [(me.account, "yes" if effect.reachable else "blocked") for me, effect in effects]
    await people.mark_each_reachable(applying.db, seen)


async def add_tasks(applying: Applying, effects: Sequence[Caused[AddTask]]) -> None:
    about = [e.about for _, e in effects if e.about is not None]
    found = await contributions.find(applying.db, about) if about else {}
    alarmed = any(effect.what == "emergency" for _, effect in effects)
    readers = await _readers(applying) if alarmed else []
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


async def finish_tasks(applying: Applying, effects: Sequence[Caused[FinishTask]]) -> None:
    done = [(me.person, effect.task) for me, effect in effects]
    await tasks.finish_own(applying.db, done, applying.now)


# Shared


def _parties(me: Me, row: Contribution) -> frozenset[Party]:
    """What somebody is to a contribution, as far as a change of it is theirs to make."""
    author = row.author is not None and row.author == me.person
    staff = me.may(May.DECIDE) and me.person not in row.hidden_from
    return frozenset({*[Party.AUTHOR] * author, *[Party.STAFF] * staff})


class Stale(Exception):
    """A contribution was changed from a look that is older than the last change of it."""


@dataclass
class _Rows:
    """Contributions held by this transaction: changed in memory one after the other, so that
    each effect sees what the one before it did, and written together."""

    applying: Applying
    now: dict[int, Contribution]
    _read: dict[int, Contribution] = field(default_factory=dict)
    _words: list[tuple[int, str, int, Part]] = field(default_factory=list)
    _overtaken: list[tuple[Me, Contribution, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._read = dict(self.now)

    @classmethod
    async def held(cls, applying: Applying, effects: Sequence[tuple[Me, AboutOne]]) -> _Rows:
        ids = [effect.contribution for _, effect in effects]
        return cls(applying, await contributions.find(applying.db, ids, lock=True))

    def of_author(self, me: Me, effect: AboutOne) -> Contribution | None:
        """The contribution, when this person is its author."""
        row = self.now.get(effect.contribution)
        return row if row is not None and Party.AUTHOR in _parties(me, row) else None

    def say(self, row: Contribution, why: str, parts: Sequence[Part]) -> Contribution:
        """Add words to what was said; the contribution with them. Raises Stale."""
        self._words += [(row.id, why, 0, part) for part in parts]
        added = tuple((why, part) for part in parts)
        return self._put(row, replace(row, additions=(*row.additions, *added)))

    def say_anew(self, row: Contribution, parts: tuple[Part, ...]) -> Contribution:
        """Another version of what was told; the one before it stays. Raises Stale."""
        self._words += [(row.id, "changed", len(row.editions), part) for part in parts]
        return self._put(row, replace(row, editions=(*row.editions, parts)))

    def change(
        self, row: Contribution, *, quietly: bool = False, again: bool = False
    ) -> Contribution:
        """Change it to what `row` says and, with anything that its clocks run on, what is due
        next; the contribution after it. Raises Stale.

        `quietly` leaves its version; `again`: what is due anyhow, because a moment has passed.
        """
        there = self.now[row.id]
        if row.status is not there.status:
            row = replace(row, since=self.applying.now, asked=0)
        if again or row.course != there.course:
            row = _with_its_due(self.applying, row)
        return self._put(row, replace(row, version=row.version + (not quietly)))

    def _put(self, seen: Contribution, after: Contribution) -> Contribution:
        """Only what was derived from what is there now: else a change before it would be undone."""
        if seen.look != self.now[after.id].look:
            raise Stale(f"contribution {after.id}")
        after = self.now[after.id] = replace(after, look=after.look + 1)
        return after

    async def write(self) -> None:
        changed = [
            (before, self.now[i]) for i, before in self._read.items() if self.now[i] != before
        ]
        await contributions.write(self.applying.db, changed)
        await contributions.add_words(self.applying.db, self._words, self.applying.now)
        moved = [row for i, row in self.now.items() if row.version != self._read[i].version]
        await _call_off(self.applying, moved)
        gone = [row for i, row in self.now.items() if self._goes_elsewhere(i, row)]
        if gone:
            await _let_go(self.applying, gone)

    def _goes_elsewhere(self, i: int, row: Contribution) -> bool:
        """Whether what goes on with it must hear of it: it ended, or somebody else has it."""
        before = self._read[i]
        ended = row.status in ENDED and before.status not in ENDED
        return ended or row.owner != before.owner

    def for_reader(self, me: Me, effect: AboutOne, what: May) -> Contribution | None:
        """The contribution, when this person may do that, and it is not hidden from them."""
        row = self.now.get(effect.contribution)
        refused = row is None or not me.may(what) or me.person in row.hidden_from
        return None if refused else row

    def unless_overtaken(
        self, me: Me, effect: AsSeen, act: Act | None, what: str
    ) -> Contribution | None:
        """The contribution when it is theirs to do that with, and it is as they saw it; when it
        changed meanwhile, they are shown that.

        `act` is None for what staff can do while it is open, whatever its status.
        """
        row = self.now.get(effect.contribution)
        if row is None:
            return None
        by = _parties(me, row)
        if not (lifecycle.is_for(act, by) if act else Party.STAFF in by):
            return None
        fits = permitted(act, row.status, by=by) if act else row.status in OPEN
        if fits and effect.seen in (None, row.version):
            return row
        self.refuse(me, row, what)
        return None

    def status_after(self, me: Me, act: Act, row: Contribution) -> Status:
        """Where that act of theirs leads. Raises NotPermitted."""
        return lifecycle.change(act, row.status, by=_parties(me, row)).target

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


def _with_its_due(applying: Applying, row: Contribution) -> Contribution:
    """The same with what happens next to it, and when."""
    due = promises.next_due(row.course, applying.programme.calendar, applying.now)
    return replace(row, due=due)


async def _readers(applying: Applying) -> list[Reader]:
    loads = await contributions.loads(applying.db)
    found = await people.colleagues(applying.db, May.DECIDE)
    today = applying.programme.calendar.today(applying.now)
    return [c.reader(loads.get(c.person, 0), today) for c in found]


def _loaded(readers: list[Reader], chosen: Reader | None) -> list[Reader]:
    """The readers when that one has one thing more to do."""
    return [replace(r, load=r.load + 1) if r is chosen else r for r in readers]


async def _other_readers(applying: Applying, rows: Sequence[Contribution]) -> dict[int, int | None]:
    """For each somebody else than who decided; the same when nobody else reads."""
    if not rows:
        return {}
    readers = await _readers(applying)
    latest = await decisions.latest(applying.db, [row.id for row in rows])
    here = {reader.person for reader in readers}
    others: dict[int, int | None] = {}
    for row in rows:
        decided_by = latest[row.id].decided_by_id if row.id in latest else row.owner
        free = [r for r in readers if r.person != decided_by]
        other = routing.choose_owner(free, row.wijk, row.theme, row.hidden_from)
        readers = _loaded(readers, other)
        kept = row.owner if row.owner in here else None
        others[row.id] = other.person if other else kept
    return others


def _adopt(rows: _Rows, readers: Sequence[Reader]) -> None:
    """What is open and lies with nobody who works here goes to who does: its owner was erased, or
    lost access while it came in."""
    free, here = list(readers), {reader.person for reader in readers}
    for row in list(rows.now.values()):
        if row.status not in OPEN or row.owner in here:
            continue
        chosen = routing.choose_owner(free, row.wijk, row.theme, row.hidden_from)
        owner = chosen.person if chosen else None
        if owner != row.owner:
            rows.change(replace(row, owner=owner), quietly=True)
            free = _loaded(free, chosen)


async def _cards(applying: Applying, ids: Sequence[int]) -> dict[int, ContributionCard]:
    """As they are now, for the machine's own messages about them."""
    rows = await contributions.find(applying.db, ids)
    return await views.cards_of(applying.db, list(rows.values()))


Letter = Callable[[ContributionCard], Message]  # as its reader's card is then


@dataclass(frozen=True, slots=True)
class _Letter:
    """Something to tell an author, once per key; `shared` with those who joined, or `only` one."""

    about: Contribution
    write: Letter
    key: str
    on_sent: str | None = None
    no: bool = False  # never on the eve of a free day
    shared: bool = False
    only: int | None = None
    others: bool = False  # only with who joined: its author knows


async def _follow_up(applying: Applying, letters: Sequence[_Letter]) -> None:
    """To the authors, wherever they were seen last, and to whoever joined (promise 7)."""
    if not letters:
        return
    joined = await contributions.joined_with(
        applying.db, [letter.about.id for letter in letters if letter.shared]
    )
    also = [row for rows in joined.values() for row in rows]
    about = {**{letter.about.id: letter.about for letter in letters}, **{r.id: r for r in also}}
    authors = [row.author for row in about.values() if row.author is not None]
    if not authors:
        return
    found = await people.identities_of(applying.db, authors)
    cards = await _cards(applying, list(about))
    new = []
    for letter in letters:
        for row in (letter.about, *joined.get(letter.about.id, ())):
            shared = row is not letter.about
            if row.author not in found or (letter.only or row.id) != row.id:
                continue
            if letter.others and not shared:
                continue
            card = notices.in_their_words(cards[letter.about.id], cards[row.id])
            message = letter.write(card if shared else cards[row.id])
            new.append(
                New(
                    found[row.author].account,
                    notices.together(message, cards[letter.about.id]) if shared else message,
                    FOLLOW_UP,
                    dedupe_key=_key(letter, row, shared=shared),
                    about=row.id,
                    on_sent=None if shared else letter.on_sent,
                    not_before=_not_before(applying, no=letter.no),
                    gently=letter.no,
                )
            )
    await outbox.add_once(applying.db, new, applying.now)


def _key(letter: _Letter, row: Contribution, *, shared: bool) -> str:
    """Of one person with two contributions that were joined, each is told of."""
    return f"{letter.key}:{f'with:{row.id}:' if shared else ''}person:{row.author}"


def _not_before(applying: Applying, *, no: bool = False) -> datetime | None:
    """Quiet hours hold what nobody asked for just now; None: it may go (promise 6)."""
    return applying.programme.calendar.not_before(applying.now, no=no)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A card to show to somebody, once per key and state of the contribution."""

    row: Contribution
    to: int | None
    heading: str
    key: str
    instead_of: str | None = None  # its owner's name, who is away


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
    if instead := await _instead(applying, shown, accounts):
        more = {one.to for one in instead if one.to is not None} - readers
        accounts |= await people.identities_of(applying.db, list(more)) if more else {}
        shown = [*shown, *instead]
    known = [one for one in shown if one.to in accounts and _reads(accounts[one.to])]
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
            if one.instead_of and not place:
                away = Text("card-away", {"name": Words(one.instead_of)})
                message = replace(message, body=(away, *message.body))
            # Additions may come several times at one version's distance: the count of words
            # and the version make each card its own.
            unique = f"{one.key}:{row.id}:{row.version}:{len(row.additions)}:{one.to}:{place}"
            account = accounts[one.to].account
            quiet = _not_before(applying)
            new.append(
                New(account, message, WORK, dedupe_key=unique, about=row.id, not_before=quiet)
            )
    await outbox.add_once(applying.db, new, applying.now)


def _reads(identity: people.Identity) -> bool:
    """Whether they still work here: nobody else sees what residents sent."""
    return may(identity.roles, May.READ_ALL)


async def _instead(
    applying: Applying, shown: Sequence[_Shown], accounts: Mapping[int, people.Identity]
) -> list[_Shown]:
    """The same for all who are there and may see it, where its owner is away."""
    today = applying.programme.calendar.today(applying.now)
    away = {
        person: identity.name or ""
        for person, identity in accounts.items()
        if identity.away_until is not None and today < identity.away_until
    }
    missed = [one for one in shown if one.to in away and one.to == one.row.owner]
    if not missed:
        return []
    there = [reader.person for reader in await _readers(applying) if not reader.away]
    told = {(one.row.id, one.heading, one.to) for one in shown}
    return [
        replace(one, to=person, instead_of=away[one.to or 0])
        for one in missed
        for person in there
        if person not in one.row.hidden_from and (one.row.id, one.heading, person) not in told
    ]


def _at_once(applying: Applying, shown: _Shown, reader: people.Identity) -> bool:
    """Whether a card goes out now; else it is news, and counts in its owner's summary."""
    if shown.instead_of:  # which no summary of theirs counts
        return True
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
    special = {"emergency": read, "second_own": slept_on(applying.now, applying.programme.calendar)}
    days = [special.get(task.what, soon) for task in wanted]
    owners = await _owners_of(applying, wanted)
    ids = await tasks.add(
        applying.db,
        [
            Task(
                what=task.what,
                person=task.person,
                contribution=task.about.id if task.about else None,
                owner=owner,
                details=task.details,
                never=sorted(task.never),
                due=day,
                created_at=applying.now,
            )
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
            alarm = task.what == "emergency"
            quiet = None if alarm else _not_before(applying)
            if task.what == "second_own":  # not before it was slept on
                quiet = applying.programme.calendar.morning(day)
            priority = ALARM if alarm else WORK
            key = f"task:{task_id}"
            new.append(New(account, message, priority, dedupe_key=key, not_before=quiet))
    await outbox.add_once(applying.db, new, applying.now)
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
    readers = {reader.person: reader.name for reader in await _readers(applying)}
    accounts = await people.identities_of(applying.db, list(readers)) if readers else {}
    new = [
        New(
            accounts[person].account,
            notices.emergency(task.details.get("words", ""), readers.get(owner or 0, "")),
            ALARM,
            dedupe_key=f"task:{task_id}:{person}",
        )
        for task_id, task, owner in urgent
        for person in readers
        if person in accounts and person != owner and person not in task.hidden_from
    ]
    await outbox.add_once(applying.db, new, applying.now)


async def _owners_of(applying: Applying, wanted: Sequence[_Task]) -> list[int | None]:
    """Who was asked for, else whose the contribution is; by routing when they are not there, or
    it is about them."""
    readers = await _readers(applying)
    owners: list[int | None] = []
    for task in wanted:
        free = {r.person: r for r in readers if r.person not in task.hidden_from}
        near = (task.to or 0, (task.about.owner if task.about else None) or 0)
        known = [free[person] for person in near if person in free]
        there = next((reader for reader in known if not reader.away), None)
        wijk, theme = (task.about.wijk, task.about.theme) if task.about else (None, None)
        routed = routing.choose_owner(readers, wijk, theme, task.hidden_from)
        if routed is not None and routed.away and known:  # everybody is away
            routed = known[0]
        chosen = there or routed
        owners.append(chosen.person if chosen else None)
        if chosen is not there:
            readers = _loaded(readers, chosen)
    return owners


async def answers_left(applying: Applying, ids: Sequence[int]) -> None:
    """A yes has reached the resident: work can begin."""
    rows = _Rows(applying, await contributions.find(applying.db, ids, lock=True))
    for row in list(rows.now.values()):
        if permitted(Act.LEFT, row.status, by=Party.DELIVERY):
            left = lifecycle.change(Act.LEFT, row.status, by=Party.DELIVERY).target
            rows.change(replace(row, status=left), quietly=True)
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


SILENT = (What.REST, What.TOGETHER)  # nobody needs to hear of these


async def fell_due(applying: Applying, limit: int = 50, skipped: Sequence[int] = ()) -> int:
    """Do or tell what fell due, and store the next moment; how many that were."""
    found = await contributions.due(applying.db, applying.now, limit, skipped)
    rows = _Rows(applying, dict(found))
    today = applying.programme.calendar.today(applying.now).isoformat()
    readers = await _readers(applying) if found else []
    _adopt(rows, readers)
    shown: list[_Shown] = []
    told: list[tuple[int, What, Contribution]] = []
    late: list[_Task] = []
    doers = await _doers(applying, found)
    for number, what, to in _fallen(found):
        row = rows.now[number]
        course = promises.carried_out(row.course, what, applying.programme.calendar, applying.now)
        rows.change(row.on(course), quietly=True, again=True)
        if to == "author":
            told.append((row.id, what, row))
        elif what is What.LOOK_AGAIN:
            told.append((row.id, what, row))
            shown.append(_Shown(row, row.owner, "reacted-due_look_again", f"due:{today}"))
        elif what not in SILENT:
            addressed = _addressed(to, row, readers, applying.programme)
            addressed = list(dict.fromkeys((*addressed, *doers.get(row.id, ()))))
            shown += [_Shown(row, who, f"reacted-due_{what}", f"due:{today}") for who in addressed]
        if what is What.OVERDUE and row.notices <= promises.NOTICES:
            late.append(_to_be_called(row, readers, applying.programme))
    await rows.write()
    await _still_together(
        applying, [found[i] for i, what, _ in _fallen(found) if what is What.TOGETHER]
    )
    shown = [replace(one, row=rows.now[one.row.id]) for one in shown]
    await _send_cards(applying, shown)
    await _add_tasks(applying, late)
    late_work = [i for i, what, row in told if what is What.DELAY and row.by_when]
    await commitments.postpone(applying.db, {i: rows.now[i].by_when for i in late_work})
    letters = [
        _Letter(
            rows.now[i],
            _of_clock(applying, what, before),
            f"{what}:{i}:{today}",
            shared=what is not What.REPEAT,
        )
        for i, what, before in told
    ]
    await _follow_up(applying, [*letters, *await _reminders(applying, found, today)])
    return len(found)


def _fallen(found: Mapping[int, Contribution]) -> list[tuple[int, What, str]]:
    """What fell due, as (contribution, what, to whom)."""
    return [(i, row.due.what, row.due.to) for i, row in found.items() if row.due is not None]


async def _reminders(
    applying: Applying, found: Mapping[int, Contribution], today: str
) -> list[_Letter]:
    """To residents who said that they would do something, when whoever works here is reminded."""
    fallen = _fallen(found)
    asked = {i: found[i] for i, what, to in fallen if what is What.WORK and to == "owner"}
    there = await commitments.of(applying.db, list(asked)) if asked else {}
    return [
        _Letter(row, _your_turn(commitment), f"mine:{commitment.id}:{today}")
        for i, row in asked.items()
        for commitment in there.get(i, ())
        if commitment.ended is None and commitment.doer == "resident"
    ]


def _your_turn(commitment: Commitment) -> Letter:
    return lambda card: notices.your_turn(card, commitment.what, commitment.by_when)


async def _doers(applying: Applying, found: Mapping[int, Contribution]) -> dict[int, list[int]]:
    """Of what is to be done, the members of staff who said that they would."""
    work = [i for i, what, _ in _fallen(found) if what in (What.WORK, What.OVERDUE)]
    there = await commitments.of(applying.db, work) if work else {}
    return {
        i: [c.owner for c in promised if c.owner and c.doer == "staff" and c.ended is None]
        for i, promised in there.items()
    }


def _addressed(
    to: str, row: Contribution, readers: Sequence[Reader], programme: Programme
) -> list[int | None]:
    """Who hears of it; nobody there for it: its owner."""
    if to == "all-staff" and readers:
        return [reader.person for reader in readers]
    if to == "managers":
        managers = _managers(row, readers, programme)
        return list({row.owner, *(reader.person for reader in managers)})
    return [row.owner]


def _managers(row: Contribution, readers: Sequence[Reader], programme: Programme) -> list[Reader]:
    """Whom the programme names for that wijk, unless they are away; else every administrator,
    else everybody. Only who may know of it."""
    free = [reader for reader in readers if reader.person not in row.hidden_from]
    name = programme.managers.get(row.wijk or "")
    named = [reader for reader in free if reader.name == name and not reader.away]
    return named or [reader for reader in free if reader.has(Role.ADMINISTRATOR)] or free


def _to_be_called(row: Contribution, readers: Sequence[Reader], programme: Programme) -> _Task:
    """Twice told that it would be late: a person calls, one who is there if anybody is."""
    details = {"phone": row.answer_phone or "–", "name": row.name or "–"}
    managers = _managers(row, readers, programme)
    manager = min(managers, key=lambda reader: reader.away, default=None)
    return _Task("late", row.author, row, details, to=manager.person if manager else None)


def _of_clock(applying: Applying, what: What, before: Contribution) -> Letter:
    """What its author hears; `before`: as it was until now."""
    programme = applying.programme
    match what:
        case What.DELAY:
            promised = before.course.promised or before.answer_by
            return lambda card: notices.delay(card, programme, before.notices + 1, promised)
        case What.REPEAT if before.joins is not None:
            return lambda card: notices.join_repeated(card)
        case What.REPEAT:
            return lambda card: notices.repeated(card)
        case What.HEARTBEAT:
            return lambda card: notices.heartbeat(card, programme)
        case What.LOOK_AGAIN:
            unasked = before.status is Status.QUESTION_ASKED
            return lambda card: notices.looked_at_again(card, programme, unasked=unasked)
        case _ if before.check_back is not None:
            return notices.check_back
        case _ if before.status is Status.DONE:
            return notices.is_it_done
        case _:
            return notices.why


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
    works = {p for p, i in known.items() if may(i.roles, May.READ_ALL)}
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
    await outbox.add_once(db, new, applying.now)
    await people.schedule_summaries(
        db,
        [
            (
                one.person,
                next_summary(one.summary, calendar, applying.now) if one.person in works else None,
            )
            for one in waiting
        ],
    )
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
    await outbox.add_once(db, [New(account, message, WORK, dedupe_key=key)], now)
    return 1


HANDLED: dict[type[Effect], Handler[Any]] = {}


def _handles(kind: type[E], handler: Handler[E]) -> None:
    """That this handler carries out that kind of effect. Raises ValueError at a second one."""
    if kind in HANDLED:
        raise ValueError(f"{kind.__name__} is handled twice")
    HANDLED[kind] = handler  # type: ignore[index]  # every E is one of the Effects


# In this order, so that what an effect refers to is there.
_handles(SetLanguage, set_languages)
_handles(KeepMedia, keep_media)
_handles(RecordNotice, record_notices)
_handles(Remember, remember)
_handles(SubmitContribution, submit_contributions)
_handles(ConfirmHeard, confirm_heard)
_handles(ConfirmDone, confirm_done)
_handles(AddWords, add_words)
_handles(CorrectWords, correct_words)
_handles(CorrectDetail, correct_details)
_handles(Withdraw, withdraw)
_handles(SetAnswerRoad, set_answer_roads)
_handles(SetOptIn, set_opt_ins)
_handles(OpenCard, open_cards)
_handles(AskResident, ask_residents)
_handles(WriteBack, write_back)
_handles(WriteDown, write_down)
_handles(WriteTo, write_to)
_handles(RecordDecision, record_decisions)
_handles(Undo, undo)
_handles(SecondRead, second_reads)
_handles(SetAside, set_aside)
_handles(TakeBack, take_back)
_handles(Commit, add_commitments)
_handles(DoMine, do_mine)
_handles(MakeLink, make_links)
_handles(SayBetter, say_better)
_handles(ProposeJoin, propose_joining)
_handles(AnswerJoin, answer_joining)
_handles(Finish, finish)
_handles(Postpone, postpone)
_handles(HandOver, hand_over)
_handles(HandOverAll, hand_over_all)
_handles(SetAbsence, set_absences)
_handles(EndAccess, end_accesses)
_handles(SetTheme, set_themes)
_handles(Search, search)
_handles(ChooseSummary, choose_summaries)
_handles(NoteReaction, note_reactions)
_handles(UseInvitation, use_invitations)
_handles(OfferMove, offer_moves)
_handles(TakeOver, take_over)
_handles(AddTask, add_tasks)
_handles(FinishTask, finish_tasks)
_handles(Mute, mute)
_handles(Unmute, unmute)
_handles(NoteYoung, note_young)
_handles(SetDiscreet, set_discreet)
_handles(MarkReachable, mark_reachable)
