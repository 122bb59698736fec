"""Authors send, add, correct and say something of contributions here, and staff see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.office.actors import Actor, parties, person_of
from bot.office.cards import CardFor, reacted
from bot.office.needs import ByMessage, FoundBy, Held, Latest, Need, Promised, YesGiven
from bot.office.person import opt_in
from bot.office.readers import adopt, another_reader, needs_of_another_reader
from bot.office.registry import handles, the_contribution
from bot.office.tasks import TaskFor, assign
from bot.office.unit import READERS, Unit
from bot.office.writes import Words
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
    SetTheme,
    SubmitContribution,
    Withdraw,
)
from conversations.events import Applied, Found, Submitted, WordsCorrected
from conversations.lifecycle import OPEN, UNANSWERED, Act, Status, permitted
from conversations.parts import Part
from conversations.promises import after_standstill, answer_by, check_back_on, task_due
from conversations.roles import May
from conversations.screens import desk
from conversations.views import Me


def _submitted(unit: Unit, by: Actor, effect: SubmitContribution) -> Contribution:
    """Return the contribution as it comes in, with its owner and its dates."""
    now, calendar = unit.now, unit.programme.calendar
    owner = routing.choose_owner(unit.readers(), effect.wijk, effect.theme, effect.hidden_from)
    unit.staff.got(owner.person if owner else None)
    me = by if isinstance(by, Me) else None
    row = Contribution(
        author=person_of(by),
        kind=effect.kind,
        status=Status.RECEIVED,
        wijk=effect.wijk,
        theme=effect.theme,
        needs=effect.needs,
        details=dict(effect.details),
        name=effect.name,
        language=me.language if me else unit.programme.default_language,
        channel=me.channel if me else "",
        owner=owner.person if owner else None,
        received_at=now,
        answer_by=answer_by(now, calendar),
        since=now,
        told_at=now,
        desk=effect.desk,
        check_back=check_back_on(now, calendar) if effect.desk else None,
        editions=(effect.parts,),
        hidden_from=frozenset(effect.hidden_from),
    )
    return unit.with_its_due(row)


def _with_readers(unit: Unit, by: Actor, effect: SubmitContribution) -> Iterator[Need[Any]]:
    yield from READERS


@handles(SubmitContribution, _with_readers, makes=_submitted)
def submit_contribution(unit: Unit, by: Actor, effect: SubmitContribution) -> None:
    row = unit.made
    if row is None:
        raise LookupError("its contribution was not made")
    unit.writes.words += [Words(row.id, "told", 0, part) for part in effect.parts]
    unit.writes.hidden += [(row.id, person) for person in dict.fromkeys(effect.hidden_from)]
    soon = task_due(unit.now, unit.programme.calendar)
    names = {reader.person: reader.name for reader in unit.readers()}
    me = by if isinstance(by, Me) else None
    if me is not None:
        here = unit.renewed(me)
        unit.renew(replace(here, contributions=here.contributions + 1))
    unit.tell(
        by,
        Submitted(
            row.id,
            row.number,
            effect.kind,
            names.get(row.owner or 0),
            row.answer_by,
            effect.name,
            desk=effect.desk,
            pass_on_by=soon if effect.desk else None,
            check_back=row.check_back,
            call_by=soon if effect.call else None,
            phone=effect.call,
            asks=effect.asks,
        ),
    )
    unit.saying(CardFor(row.id, "new", "card"))
    _first_things(unit, by, effect, row)


def _first_things(unit: Unit, by: Actor, effect: SubmitContribution, row: Contribution) -> None:
    """Assign what must be done before there is an answer: pass it on, or call its author."""
    if effect.desk:
        assign(unit, TaskFor("pass_on", row.author, row))
    if effect.call:
        known = effect.name or (by.name if isinstance(by, Me) else None)
        details = {"phone": effect.call, "moment": effect.call_when}
        named = {"name": known} if known else {}
        assign(unit, TaskFor("call", row.author, row, {**details, **named}))


def _for_words(unit: Unit, by: Actor, effect: AddWords) -> Iterator[Need[Any]]:
    yield Held(effect.contribution)
    if effect.why == "disagree":
        yield from needs_of_another_reader(unit, effect.contribution)
    if effect.why in ("question", "partly"):
        yield from READERS


@handles(AddWords, _for_words)
def add_words(unit: Unit, by: Actor, effect: AddWords) -> None:
    """Add the author's own words; anything else's number is refused in silence, as forged."""
    row = unit.of_author(by, effect.contribution)
    if row is None:
        return
    why = _kept_as(effect.why, row)
    if why == "changed":
        row = _change_words(unit, row, effect.parts)
    else:
        row = unit.say(row, "added" if why == "late" else why, effect.parts)
    row = unit.change(replace(_after_words(unit, by, row, effect.why), changed_by=None))
    if effect.why in ("question", "partly"):
        assign(unit, TaskFor("question", row.author, row))
    unit.tell(by, Applied(row.id, row.number, why))
    if effect.why == "disagree":  # nobody calls with an answer that is being looked at again
        unit.finish_tasks(row.id, ("call",))
    reacted(unit, row.id, why, "words")


def _kept_as(why: str, row: Contribution) -> str:
    """An answer was given to the words as they were: a new version after it is an addition."""
    return "late" if why == "changed" and row.status not in UNANSWERED else why


def _change_words(unit: Unit, row: Contribution, parts: tuple[Part, ...]) -> Contribution:
    """What was heard in the version before it stays readable, and is no longer what is quoted."""
    if row.heard:
        row = unit.say(row, "heard", (Part(f"heard:{row.id}:{row.version}", row.heard),))
        unheard = replace(row, heard=None, heard_by=None, heard_right=None)
        row = unit.change(unheard, quietly=True)
    return unit.say_anew(row, parts)


def _after_words(unit: Unit, by: Actor, row: Contribution, why: str) -> Contribution:
    """Return it after an addition: an answer is read again, a disagreement is looked at anew."""
    calendar, here = unit.programme.calendar, parties(by, row)
    if why == "answer" and permitted(Act.ANSWER, row.status, by=here):
        return replace(
            row,
            status=lifecycle.change(Act.ANSWER, row.status, by=here).target,
            answer_by=after_standstill(row.answer_by, row.since, unit.now, calendar),
        )
    if why == "disagree" and permitted(Act.DISAGREE, row.status, by=here):
        return replace(
            row,
            status=lifecycle.change(Act.DISAGREE, row.status, by=here).target,
            owner=another_reader(unit, row),
            answer_by=answer_by(unit.now, calendar),
            notices=0,
        )
    return row


def _of_message(unit: Unit, by: Actor, effect: CorrectWords) -> Iterator[Need[Any]]:
    message = ByMessage(person_of(by) or 0, effect.part.ref)
    yield message
    found = unit.find(message) if unit.has(message) else None
    if found is not None:
        yield Held(found)


@handles(CorrectWords, _of_message)
def correct_words(unit: Unit, by: Actor, effect: CorrectWords) -> None:
    """Add an edit that came after sending: the old words stay, the new ones are added."""
    found = unit.find(ByMessage(person_of(by) or 0, effect.part.ref))
    row = unit.row(found) if found is not None else None
    if row is None or not effect.part.text:
        unit.tell(by, WordsCorrected(None))
        return
    row = unit.say(row, "edited", (effect.part,))
    unit.change(replace(row, changed_by=None))
    unit.tell(by, WordsCorrected(row.number))
    reacted(unit, row.id, "edited", f"edit:{person_of(by)}")


@handles(CorrectDetail, the_contribution)
def correct_detail(unit: Unit, by: Actor, effect: CorrectDetail) -> None:
    """Correct a detail: only its author's, and only while it is open."""
    row = unit.of_author(by, effect.contribution)
    if row is None:
        return
    if row.status not in OPEN:
        unit.refuse(by, row, "detail")
        return
    if effect.what == "wijk":
        row = replace(row, wijk=effect.value)
    else:
        row = replace(row, name=effect.value)
    row = unit.change(replace(row, changed_by=None))
    unit.tell(by, Applied(row.id, row.number, "detail"))
    reacted(unit, row.id, "detail", "detail")


def _all_of_it(unit: Unit, by: Actor, effect: Withdraw) -> Iterator[Need[Any]]:
    yield Held(effect.contribution)
    yield Promised(effect.contribution)
    yield YesGiven(person_of(by) or 0)


@handles(Withdraw, _all_of_it)
def withdraw(unit: Unit, by: Actor, effect: Withdraw) -> None:
    """Its author takes it back: nothing more is done about it, and nothing more is sent."""
    about = effect.contribution
    row = unit.unless_overtaken(by, about, effect.seen, Act.WITHDRAW, "withdraw")
    if row is None:
        return
    status = unit.status_after(by, Act.WITHDRAW, row)
    row = unit.change(replace(row, status=status, changed_by=None))
    unit.finish_tasks(row.id)
    unit.writes.recalled_about.append(row.id)
    unit.end_promises(row.id)
    for what, contribution in unit.find(YesGiven(person_of(by) or 0)):
        if contribution == row.id:  # what was taken back is nobody's to read
            opt_in(unit, by, what, False, row.id)
    unit.tell(by, Applied(row.id, row.number, "withdraw"))
    reacted(unit, row.id, "withdraw", "withdraw")


@handles(SetAnswerRoad, the_contribution)
def set_answer_road(unit: Unit, by: Actor, effect: SetAnswerRoad) -> None:
    row = unit.of_author(by, effect.contribution)
    if row is not None:
        there = replace(row, answer_road=effect.road, answer_phone=effect.phone)
        unit.change(there, quietly=True)


@handles(OpenCard, the_contribution)
def open_card(unit: Unit, by: Actor, effect: OpenCard) -> None:
    """Opening a card makes it being_read; nobody's version moves because of it."""
    row = unit.for_reader(by, effect.contribution, May.READ_ALL)
    if row is not None and permitted(Act.OPEN_CARD, row.status, by=parties(by, row)):
        opened = unit.status_after(by, Act.OPEN_CARD, row)
        unit.change(replace(row, status=opened), quietly=True)
    there = unit.row(effect.contribution)
    if there is not None and there.owner == person_of(by):
        unit.change(replace(there, news=None), quietly=True)


@handles(SetTheme, the_contribution)
def set_theme(unit: Unit, by: Actor, effect: SetTheme) -> None:
    row = unit.for_reader(by, effect.contribution, May.DECIDE)
    if row is not None:
        unit.change(replace(row, theme=effect.theme), quietly=True)
        unit.tell(by, Applied(row.id, row.number, "theme"))


def _found_by(by: Actor, effect: Search) -> FoundBy:
    return FoundBy(person_of(by) or 0, desk.FOUND, effect.number, effect.wijk, effect.words)


def _what_is_sought(unit: Unit, by: Actor, effect: Search) -> Iterator[Need[Any]]:
    if isinstance(by, Me) and by.may(May.READ_ALL):
        yield _found_by(by, effect)


@handles(Search, _what_is_sought)
def search(unit: Unit, by: Actor, effect: Search) -> None:
    """Tell them what they may read of what was found; nothing where they may not."""
    sought = _found_by(by, effect)
    lines, total = unit.find(sought) if unit.has(sought) else ((), 0)
    unit.tell(by, Found(effect.asked, lines, total))


@handles(ConfirmHeard, the_contribution)
def confirm_heard(unit: Unit, by: Actor, effect: ConfirmHeard) -> None:
    row = unit.of_author(by, effect.contribution)
    if row is None or row.heard is None:
        return
    unit.change(replace(row, heard_right=effect.right, changed_by=None))
    if effect.right:
        reacted(unit, row.id, "heard", "heard-right")


def _or_another(unit: Unit, by: Actor, effect: ConfirmDone) -> Iterator[Need[Any]]:
    yield Held(effect.contribution)
    if not effect.done:
        yield from READERS


@handles(ConfirmDone, _or_another)
def confirm_done(unit: Unit, by: Actor, effect: ConfirmDone) -> None:
    """The author says that it is done, or that it is not: then it is looked at again."""
    row = unit.of_author(by, effect.contribution)
    act = Act.CONFIRM if effect.done else Act.DENY
    # Also after it came to rest: they may look late.
    if row is None or row.status not in OPEN | {Status.CLOSED}:
        return
    after = replace(row, check_back=None)
    if permitted(act, row.status, by=parties(by, row)):
        after = replace(after, status=unit.status_after(by, act, row))
    if not effect.done and row.status not in UNANSWERED:
        again = answer_by(unit.now, unit.programme.calendar)
        after = replace(after, answer_by=again, notices=0)
    after = unit.change(after)
    if not effect.done:
        adopt(unit, [after])
    what = ("done_partly" if effect.partly else "done_yes") if effect.done else "done_no"
    if not effect.partly:  # who says "a bit" is asked what is missing
        unit.tell(by, Applied(row.id, row.number, what))
    reacted(unit, row.id, what, "done")


def _with_its_answer(unit: Unit, by: Actor, effect: NoteReaction) -> Iterator[Need[Any]]:
    yield Held(effect.contribution)
    yield Latest(effect.contribution)


@handles(NoteReaction, _with_its_answer)
def note_reaction(unit: Unit, by: Actor, effect: NoteReaction) -> None:
    """Note that its author tapped "Read": it says no more than that, and staff see it once."""
    row = unit.of_author(by, effect.contribution)
    decision = unit.latest(row.id) if row is not None else None
    if row is None or decision is None or decision.read_at is not None:
        return
    unit.writes.decisions.put(replace(decision, read_at=unit.now))
    unit.writes.read.append(row.id)
    reacted(unit, row.id, "read", "read")
