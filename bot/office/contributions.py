"""What authors send, add, correct and say of it; and what staff see of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.office.cards import tell_owners
from bot.office.person import set_opt_ins
from bot.office.readers import adopt, other_readers, who_reads, with_one_more
from bot.office.tasks import TaskFor, assign
from bot.office.unit import Applying, Caused, Rows, parties, with_its_due
from conversations import lifecycle, routing
from conversations.contributions import Contribution
from conversations.effects import (
    AddWords,
    ConfirmDone,
    ConfirmHeard,
    CorrectDetail,
    CorrectWords,
    NoteReaction,
    OpenCard,
    Search,
    SetAnswerRoad,
    SetOptIn,
    SetTheme,
    SubmitContribution,
    Withdraw,
)
from conversations.events import Applied, Found, Part, Submitted, WordsCorrected
from conversations.lifecycle import OPEN, UNANSWERED, Act, Party, Status, permitted
from conversations.promises import after_standstill, answer_by, check_back_on, task_due
from conversations.roles import May
from conversations.screens import desk
from conversations.views import Me
from storage import views
from storage.models import commitments, contributions, decisions, opt_ins, outbox, tasks


async def submit_contributions(
    applying: Applying, effects: Sequence[Caused[SubmitContribution]]
) -> None:
    db, now = applying.db, applying.now
    readers = await who_reads(applying)
    promised = answer_by(now, applying.programme.calendar)
    rows, owners = [], []
    for me, effect in effects:
        owner = routing.choose_owner(readers, effect.wijk, effect.theme, effect.hidden_from)
        owners.append(owner)
        readers = with_one_more(readers, owner)
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
        rows.append(with_its_due(applying, row))
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
    await tell_owners(applying, [(i, "new", "card") for i in ids])
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
            new.append(TaskFor("pass_on", me.person, found[i]))
        if effect.call:
            known = effect.name or me.name
            details = {"phone": effect.call, "moment": effect.call_when}
            named = {"name": known} if known else {}
            new.append(TaskFor("call", me.person, found[i], {**details, **named}))
    await assign(applying, new)


async def add_words(applying: Applying, effects: Sequence[Caused[AddWords]]) -> None:
    """The author's own additions; anything else's number is refused in silence, as forged."""
    rows = await Rows.held(applying, effects)
    added = [(me, effect) for me, effect in effects if rows.of_author(me, effect)]
    disagree = [e.contribution for _, e in added if e.why == "disagree"]
    others = await other_readers(applying, [rows.now[i] for i in disagree])
    kept: list[tuple[Me, int, str]] = []
    for me, effect in added:
        row = rows.now[effect.contribution]
        why = _kept_as(effect.why, row)
        kept.append((me, row.id, why))
        if why == "changed":
            row = _change_words(rows, row, effect.parts)
        else:
            row = rows.say(row, "added" if why == "late" else why, effect.parts)
        after = _after_words(applying, row, effect.why, others, parties(me, row))
        rows.change(replace(after, changed_by=None))
    await rows.write()
    await assign(
        applying,
        [
            TaskFor("question", me.person, rows.now[effect.contribution])
            for me, effect in added
            if effect.why in ("question", "partly")
        ],
    )
    for me, about, why in kept:
        applying.tell(me, Applied(about, rows.now[about].number, why))
    if disagree:  # nobody calls with an answer that is being looked at again
        await tasks.finish_about(applying.db, disagree, ("call",), applying.now)
    await tell_owners(applying, [(about, f"reacted-{why}", "words") for _, about, why in kept])


def _kept_as(why: str, row: Contribution) -> str:
    """An answer was given to the words as they were: a new version after it is an addition."""
    return "late" if why == "changed" and row.status not in UNANSWERED else why


def _change_words(rows: Rows, row: Contribution, parts: tuple[Part, ...]) -> Contribution:
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
    rows = Rows(applying, await contributions.find(applying.db, list(about.values()), lock=True))
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
    await tell_owners(applying, told)


async def correct_details(applying: Applying, effects: Sequence[Caused[CorrectDetail]]) -> None:
    """Only the author's, and only while it is open."""
    rows = await Rows.held(applying, effects)
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
    await tell_owners(applying, [(about, "reacted-detail", "detail") for _, about in told])


async def withdraw(applying: Applying, effects: Sequence[Caused[Withdraw]]) -> None:
    """Its author takes it back: nothing more is done about it, and nothing more is sent."""
    rows = await Rows.held(applying, effects)
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
    await tell_owners(applying, [(number, "reacted-withdraw", "withdraw") for number in about])


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
    rows = await Rows.held(applying, effects)
    for me, effect in effects:
        if (row := rows.of_author(me, effect)) is not None:
            there = replace(row, answer_road=effect.road, answer_phone=effect.phone)
            rows.change(there, quietly=True)
    await rows.write()


async def open_cards(applying: Applying, effects: Sequence[Caused[OpenCard]]) -> None:
    """Opening a card makes it being_read; nobody's version moves because of it."""
    rows = await Rows.held(applying, effects)
    for me, effect in effects:
        row = rows.for_reader(me, effect, May.READ_ALL)
        if row is not None and permitted(Act.OPEN_CARD, row.status, by=parties(me, row)):
            opened = rows.status_after(me, Act.OPEN_CARD, row)
            rows.change(replace(row, status=opened), quietly=True)
    await rows.write()
    seen = [e.contribution for me, e in effects if _is_owner(me, rows.now.get(e.contribution))]
    if seen:
        await contributions.seen(applying.db, seen)


def _is_owner(me: Me, row: Contribution | None) -> bool:
    return row is not None and row.owner == me.person


async def set_themes(applying: Applying, effects: Sequence[Caused[SetTheme]]) -> None:
    rows = await Rows.held(applying, effects)
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


async def confirm_heard(applying: Applying, effects: Sequence[Caused[ConfirmHeard]]) -> None:
    rows = await Rows.held(applying, effects)
    right: list[tuple[int, str, str]] = []
    for me, effect in effects:
        row = rows.of_author(me, effect)
        if row is None or row.heard is None:
            continue
        rows.change(replace(row, heard_right=effect.right, changed_by=None))
        if effect.right:
            right.append((row.id, "reacted-heard", "heard-right"))
    await rows.write()
    await tell_owners(applying, right)


async def confirm_done(applying: Applying, effects: Sequence[Caused[ConfirmDone]]) -> None:
    """The author says that it is done, or that it is not: then it is looked at again."""
    rows = await Rows.held(applying, effects)
    said: list[Caused[ConfirmDone]] = []
    for me, effect in effects:
        row = rows.of_author(me, effect)
        act = Act.CONFIRM if effect.done else Act.DENY
        # Also after it came to rest: they may look late.
        if row is None or row.status not in OPEN | {Status.CLOSED}:
            continue
        after = replace(row, check_back=None)
        if permitted(act, row.status, by=parties(me, row)):
            after = replace(after, status=rows.status_after(me, act, row))
        if not effect.done and row.status not in UNANSWERED:
            by = answer_by(applying.now, applying.programme.calendar)
            after = replace(after, answer_by=by, notices=0)
        rows.change(after)
        said.append((me, effect))
    if any(not effect.done for _, effect in said):
        adopt(rows, await who_reads(applying))
    await rows.write()
    told = []
    for me, effect in said:
        what = ("done_partly" if effect.partly else "done_yes") if effect.done else "done_no"
        row = rows.now[effect.contribution]
        if not effect.partly:  # who says "a bit" is asked what is missing
            applying.tell(me, Applied(row.id, row.number, what))
        told.append((row.id, f"reacted-{what}", "done"))
    await tell_owners(applying, told)


async def note_reactions(applying: Applying, effects: Sequence[Caused[NoteReaction]]) -> None:
    """ "Read" under a decision says no more than that, and staff see it once."""
    rows = await Rows.held(applying, effects)
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
        await tell_owners(applying, [(i, "reacted-read", "read") for i in unread])
