"""Answers that wait: for the moment in which they can be taken back, or for a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.office.answers import Outgoing, act_of, acts_of, send_answers, way
from bot.office.cards import CardFor, send_cards
from bot.office.readers import second_reader_for, who_reads
from bot.office.second_reader import SECOND, ask_second_readers, keep_being_read
from bot.office.unit import Applying, Caused, Changed, Rows, not_before, signed
from conversations import lifecycle, notices
from conversations.actions import mark
from conversations.contributions import Contribution, SettingAside
from conversations.effects import (
    RecordDecision,
    SecondRead,
    SetAside,
    Undo,
    said_in,
)
from conversations.events import Applied, Part, Undone
from conversations.lifecycle import Act, Outcome, Party, permitted
from conversations.promises import slept_on
from conversations.roles import May
from conversations.views import Me
from storage.models import contributions, outbox, people, proposals, tasks
from storage.models.outbox import WORK, New
from storage.models.proposals import Proposal


async def record_decisions(applying: Applying, effects: Sequence[Caused[RecordDecision]]) -> None:
    """It goes at once, or waits: a minute to be taken back, a no until a second person read it."""
    rows = await Rows.held(applying, effects)
    waiting = await proposals.of(applying.db, list(rows.now))
    acts = await acts_of(applying.db, rows.now)
    others = await contributions.find(applying.db, [i for _, e in effects for i in e.answer.also])
    sent: list[Outgoing] = []
    held: list[tuple[Me, Outgoing]] = []
    for me, effect in effects:
        act = act_of(effect, acts)
        row = rows.unless_overtaken(me, effect, act, "decide")
        if row is None:
            continue
        taken = (*sent, *(answer for _, answer in held))
        already = next((a.signed for a in taken if a.effect.contribution == row.id), None)
        if (there := waiting.get(row.id)) is not None or already is not None:
            by = there.by if there else already
            applying.tell(me, Applied(row.id, row.number, "answer_waits", by))
            continue
        unfit = [i for i in effect.answer.also if not _answers_too(me, row, others.get(i))]
        if unfit:
            applying.tell(me, Applied(row.id, row.number, "also_not", ", ".join(map(str, unfit))))
            fit = tuple(i for i in effect.answer.also if i not in unfit)
            effect = replace(effect, answer=replace(effect.answer, also=fit))
        answer = Outgoing(me.person, signed(applying, me), effect)
        no = effect.answer.text.outcome is Outcome.NO
        if no or applying.programme.calendar.clocks.undo:
            held.append((me, answer))
        else:
            sent.append(answer)
            applying.tell(me, Applied(row.id, row.number, "decide"))
    await rows.tell_overtaken()
    await _propose(applying, held, rows.now)
    await send_answers(applying, sent)


def _answers_too(me: Me, row: Contribution, other: Contribution | None) -> bool:
    """Whether the answer to one can be the answer to another as well."""
    if other is None or other.id == row.id or me.person in other.hidden_from:
        return False
    return permitted(Act.DECIDE, other.status) and way(other) is way(row)


async def _propose(
    applying: Applying, held: Sequence[tuple[Me, Outgoing]], rows: Mapping[int, Contribution]
) -> None:
    """Kept as it was written; a no becomes work for whoever else reads."""
    if not held:
        return
    until = applying.now + timedelta(seconds=applying.programme.calendar.clocks.undo)
    no = [(me, a) for me, a in held if a.effect.answer.text.outcome is Outcome.NO]
    ids = await proposals.add(
        applying.db,
        [
            Proposal(
                contribution=answer.effect.contribution,
                seen=answer.effect.seen,
                answer=answer.effect.answer,
                by_id=answer.by,
                by=answer.signed,
                made_at=applying.now,
                goes_at=None if answer.effect.answer.text.outcome is Outcome.NO else until,
            )
            for _, answer in held
        ],
    )
    for proposal, (me, answer) in zip(ids, held, strict=True):
        if answer.effect.answer.text.outcome is not Outcome.NO:
            row = rows[answer.effect.contribution]
            applying.tell(me, Applied(row.id, row.number, "sending", which=proposal))
    await ask_second_readers(applying, [(me, rows[a.effect.contribution]) for me, a in no])


async def second_reads(applying: Applying, effects: Sequence[Caused[SecondRead]]) -> None:
    """Agreed: it goes after the minute in which that can be undone. Not yet: back with a remark."""
    rows = await Rows.held(applying, effects)
    waiting = await proposals.of(applying.db, list(rows.now))
    readers = await who_reads(applying)
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
        alone = second_reader_for(readers, found.by_id, row) is None
        own = found.by_id == me.person
        slept = calendar.today(applying.now) >= slept_on(found.made_at, calendar)
        together = isinstance(found.answer, SettingAside)  # two people, always
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
        replace(found, read_by_id=me.person, read_by=signed(applying, me), goes_at=until)
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
            message = notices.sent_back(row.number, found.answer, remark, signed(applying, me))
            key = f"second:{found.id}"
            account = accounts[found.by_id].account
            quiet = not_before(applying)
            new.append(New(account, message, WORK, dedupe_key=key, about=row.id, not_before=quiet))
        applying.tell(me, Applied(found.contribution, str(found.contribution), "second_no"))
    await outbox.add_once(applying.db, new, applying.now)


async def undo(applying: Applying, effects: Sequence[Caused[Undo]]) -> None:
    """Only whoever sent it, and only while it has not gone."""
    rows = await Rows.held(applying, effects)
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


async def call_off_waiting_answer(applying: Applying, changes: Sequence[Changed]) -> None:
    """What waits to be sent answers what its writer saw: to something else it never goes.

    They are shown what changed, unless they changed it themselves.
    """
    moved = [after for before, after in changes if after.version != before.version]
    found = await proposals.of(applying.db, [row.id for row in moved]) if moved else {}
    if not found:
        return
    await proposals.remove(applying.db, [one.id for one in found.values()])
    await tasks.finish_about(applying.db, list(found), SECOND, applying.now)
    shown = [
        CardFor(row, found[row.id].by_id, "reacted-unsent", f"unsent:{found[row.id].id}")
        for row in moved
        if row.id in found and row.changed_by != found[row.id].by_id
    ]
    await send_cards(applying, shown)


async def answers_due(applying: Applying, limit: int = 50, only: int | None = None) -> int:
    """Send what was not taken back; how many that were.

    What came to rest meanwhile is not answered by it: whoever wrote it is shown that.
    """
    await keep_being_read(applying)
    gone = await proposals.gone(applying.db, applying.now, limit, only)
    if not gone:
        return 0
    # Contributions are held first, as whoever takes one back does.
    held = await contributions.find(applying.db, [p.contribution for p in gone], lock=True)
    still = await proposals.of(applying.db, list(held))
    found = [one for one in gone if still.get(one.contribution) == one]
    if not found:
        return 0
    rows = Rows(applying, {one.contribution: held[one.contribution] for one in found})
    acts = await acts_of(applying.db, rows.now)
    answers: list[Outgoing] = []
    aside: list[Proposal] = []
    unsent: list[tuple[Contribution, Proposal]] = []
    for one in found:
        row = rows.now[one.contribution]
        said = one.answer
        effect = (
            None
            if isinstance(said, SettingAside)
            else RecordDecision(one.contribution, one.seen, said)
        )
        act = act_of(effect, acts) if effect else Act.SET_ASIDE
        if not permitted(act, row.status):
            unsent.append((row, one))
        elif effect is None:
            aside.append(one)
        else:
            answers.append(Outgoing(one.by_id, one.by, effect, one.read_by))
    await proposals.remove(applying.db, [one.id for one in found])
    about = [one.contribution for one in found]
    await tasks.finish_about(applying.db, about, SECOND, applying.now)
    await send_answers(applying, answers)
    await _put_aside(applying, aside)
    shown = [CardFor(row, one.by_id, "reacted-unsent", f"unsent:{one.id}") for row, one in unsent]
    await send_cards(applying, shown)
    return len(found)


async def set_aside(applying: Applying, effects: Sequence[Caused[SetAside]]) -> None:
    """Spam or a test: two people say so, since its author gets no answer."""
    rows = await Rows.held(applying, effects)
    waiting = await proposals.of(applying.db, list(rows.now))
    readers = await who_reads(applying)
    asked: list[tuple[Me, Contribution]] = []
    for me, effect in effects:
        row = rows.unless_overtaken(me, effect, Act.SET_ASIDE, "decide")
        if row is None:
            continue
        if second_reader_for(readers, me.person, row) is None:
            applying.tell(me, Applied(row.id, row.number, "aside_alone"))
            continue
        if (there := waiting.get(row.id)) is not None:
            applying.tell(me, Applied(row.id, row.number, "answer_waits", there.by))
            continue
        proposed = Proposal(
            contribution=row.id,
            seen=effect.seen,
            answer=SettingAside(effect.reason),
            by_id=me.person,
            by=signed(applying, me),
            made_at=applying.now,
            goes_at=None,
        )
        await proposals.add(applying.db, [proposed])
        asked.append((me, row))
    await rows.tell_overtaken()
    await ask_second_readers(applying, asked)


async def _put_aside(applying: Applying, aside: Sequence[Proposal]) -> None:
    about = [one.contribution for one in aside]
    rows = Rows(applying, await contributions.find(applying.db, about, lock=True))
    for one in aside:
        why = f"{said_in(one.answer)} ({one.by}, {one.read_by})"
        row = rows.say(rows.now[one.contribution], "aside", (Part(f"aside:{one.id}", why),))
        aside_now = lifecycle.change(Act.SET_ASIDE, row.status, by=Party.STAFF).target
        rows.change(replace(row, status=aside_now, changed_by=one.by_id))
    await rows.write()
    if about:
        await tasks.finish_about(applying.db, about, None, applying.now)
