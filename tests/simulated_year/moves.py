"""What residents and staff do: flat tables of small functions, which say whether it fitted.

To add a move: write one function and name it in a table. All that is named must happen.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from conversations.contributions import Answer, AnswerText, Contribution
from conversations.effects import (
    AddTask,
    AddWords,
    AskResident,
    ChooseSummary,
    ConfirmDone,
    ConfirmHeard,
    CorrectDetail,
    CorrectWords,
    Finish,
    FinishTask,
    HandOver,
    HandOverAll,
    MarkReachable,
    Mute,
    NoteReaction,
    NoteYoung,
    OfferMove,
    OpenCard,
    Postpone,
    RecordDecision,
    SetAnswerRoad,
    SetDiscreet,
    SetLanguage,
    SetOptIn,
    SetTheme,
    SubmitContribution,
    TakeOver,
    Unmute,
    Withdraw,
    WriteBack,
    WriteDown,
    WriteTo,
)
from conversations.lifecycle import (
    OFFERED,
    OPEN,
    UNANSWERED,
    Act,
    Kind,
    Outcome,
    Procedure,
    Status,
    permitted,
    procedure_for,
)
from conversations.parts import Part
from conversations.promises import answerable, check_back_on, look_again_on
from conversations.summaries import ASKED, CHOICES
from storage.models import tasks, web_lines
from tests.simulated_year import answers
from tests.simulated_year.world import RARE, Somebody, Year

WIJKEN = (None, "klarendal", "geitenkamp", "presikhaaf", "malburgen", "arnhemse-broek")
THEMES = (None, "groen", "wonen", "ontmoeten", "veiligheid")
DESKS = {Kind.BROKEN: "meldpunt", Kind.COMPLAINT: "klachten", Kind.QUESTION: "loket"}
REASON = "Dat kan, want er is plek en er is geld voor."

About = Callable[[Year, Somebody, Contribution], Awaitable[bool]]
Alone = Callable[[Year, Somebody], Awaitable[bool]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Often:
    """A move, and how often it is made beside the others."""

    move: About
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class OftenAlone:
    move: Alone
    weight: float = 1.0


def part(year: Year, who: Somebody, words: str = "Meer bankjes bij de vijver.") -> Part:
    who.said += 1
    return Part(f"{who.handle}:{who.said}", f"{words} {who.said}")


# Residents, by themselves


async def sends_something(year: Year, who: Somebody) -> bool:
    kind = year.random.choice(list(Kind))
    desk = DESKS.get(kind) if year.random.random() < 0.7 else None
    readers = year.readers
    hidden: tuple[int, ...] = ()
    if kind is Kind.COMPLAINT and readers and year.random.random() < 0.3:
        hidden = (year.random.choice(readers).me.person,)
    effect = SubmitContribution(
        kind=str(kind),
        parts=tuple(part(year, who) for _ in range(year.random.randint(1, 3))),
        wijk=year.random.choice(WIJKEN),
        name=f"Buur {who.handle}" if year.random.random() < 0.5 else None,
        desk=desk,
        call="026 000 00 09" if year.random.random() < 0.1 and not who.me.young else None,
        hidden_from=hidden,
    )
    year.does(who, effect)
    return True


async def says_stop(year: Year, who: Somebody) -> bool:
    if who.me.muted:
        return False
    year.does(who, Mute())
    year.post.stopped.add(who.me.person)
    return True


async def goes_on(year: Year, who: Somebody) -> bool:
    if not who.me.muted:
        return False
    year.does(who, Unmute())
    year.post.stopped.discard(who.me.person)
    return True


async def blocks(year: Year, who: Somebody) -> bool:
    """Nobody tells the bot: it finds out."""
    if who.blocks or who.me.channel == "web":
        return False
    who.blocks = True
    year.post.blocked.add(who.handle)
    year.acted.add(who)
    return True


async def blocks_and_it_is_told(year: Year, who: Somebody) -> bool:
    if not await blocks(year, who):
        return False
    year.does(who, MarkReachable(False))
    return True


async def unblocks(year: Year, who: Somebody) -> bool:
    if not who.blocks:
        return False
    who.blocks = False
    year.post.blocked.discard(who.handle)
    year.does(who, MarkReachable(True))
    return True


async def deletes_the_account(year: Year, who: Somebody) -> bool:
    if who.me.channel == "web":
        return False
    who.gone = True
    year.post.gone.add(who.handle)
    year.acted.add(who)
    return True


async def asks_to_be_discreet(year: Year, who: Somebody) -> bool:
    year.does(who, SetDiscreet(not who.me.discreet))
    return True


async def says_to_be_young(year: Year, who: Somebody) -> bool:
    if who.me.young:
        return False
    year.does(who, NoteYoung())
    return True


async def takes_another_language(year: Year, who: Somebody) -> bool:
    year.does(who, SetLanguage("en" if who.me.language == "nl" else "nl"))
    return True


async def asks_for_a_call(year: Year, who: Somebody) -> bool:
    year.does(who, AddTask("call", None, {"phone": "026 000 00 09", "moment": "any"}, tells=True))
    return True


async def asks_for_a_letter(year: Year, who: Somebody) -> bool:
    year.does(who, AddTask("write", None, {"words": "Hoe zit het?"}, tells=True))
    return True


async def is_in_danger(year: Year, who: Somebody) -> bool:
    year.does(who, AddTask("emergency", None, {"words": "Help, er is brand."}))
    return True


async def looks_at_the_page(year: Year, who: Somebody) -> bool:
    if who.me.channel != "web":
        return False
    async with year.database.transaction() as db:
        sender = f"web:{who.handle}"
        await web_lines.fetched(db, sender, await web_lines.last_seq(db, sender))
    year.acted.add(who)
    return True


async def offers_to_go_on_elsewhere(year: Year, who: Somebody) -> bool:
    if who.token is not None or who.me.channel != "web" or who.me.contributions == 0:
        return False
    year.does(who, OfferMove())
    return True


async def goes_on_elsewhere(year: Year, who: Somebody) -> bool:
    """Opens their own link on another channel: two accounts of one person."""
    if who.token is None:
        return False
    [there] = await year.enrol([("fake", f"{who.handle}-phone")])
    year.persons.remove(there)
    who.me, who.handle, token = there.me, there.handle, who.token
    who.token = None
    year.does(who, TakeOver(token))
    return True


# Residents, about what they sent


async def adds_words(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.status not in OPEN:
        return False
    year.does(who, AddWords(row.id, (part(year, who),), "added"))
    return True


async def answers_the_question(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.status is not Status.QUESTION_ASKED:
        return False
    year.does(who, AddWords(row.id, (part(year, who),), "answer"))
    return True


async def asks_about_the_answer(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.outcome is None or row.status not in OPEN:
        return False
    year.does(who, AddWords(row.id, (part(year, who),), "question"))
    return True


async def disagrees(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.DISAGREE, row.status):
        return False
    year.does(who, AddWords(row.id, (part(year, who),), "disagree"))
    return True


async def changes_the_words(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.status not in OPEN:
        return False
    year.does(who, AddWords(row.id, (part(year, who),), "changed"))
    return True


async def says_it_was_heard_wrong(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.heard is None or row.status not in OPEN:
        return False
    year.does(who, ConfirmHeard(row.id, False), AddWords(row.id, (part(year, who),), "correction"))
    return True


async def says_it_was_heard_right(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.heard is None:
        return False
    year.does(who, ConfirmHeard(row.id, True))
    return True


async def says_it_is_done(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.CONFIRM, row.status):
        return False
    year.does(who, ConfirmDone(row.id, True))
    return True


async def says_it_is_not_done(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.DENY, row.status):
        return False
    year.does(who, ConfirmDone(row.id, False))
    return True


async def withdraws(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.WITHDRAW, row.status):
        return False
    year.does(who, Withdraw(row.id, row.version))
    return True


async def taps_read(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.outcome is None:
        return False
    year.does(who, NoteReaction(row.id, "read"))
    return True


async def edits_a_message(year: Year, who: Somebody, row: Contribution) -> bool:
    ref = next((said.ref for said in row.told), None)
    if ref is None or row.status not in OPEN:
        return False
    year.does(who, CorrectWords(Part(ref, f"Nee, zo bedoel ik het {year.now:%m%d%H}.")))
    return True


async def corrects_a_detail(year: Year, who: Somebody, row: Contribution) -> bool:
    year.does(who, CorrectDetail(row.id, "wijk", year.random.choice(WIJKEN)))
    return True


async def wants_a_call_with_the_answer(year: Year, who: Somebody, row: Contribution) -> bool:
    if who.me.young or row.status not in OPEN:
        return False
    year.does(who, SetAnswerRoad(row.id, "call", "026 000 00 08"))
    return True


async def lets_neighbours_read(year: Year, who: Somebody, row: Contribution) -> bool:
    year.does(who, SetOptIn("neighbours", True, row.id))
    return True


# Staff, about a contribution


async def opens_the_card(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.OPEN_CARD, row.status):
        return False
    year.does(who, OpenCard(row.id))
    return True


async def asks(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.ASK, row.status):
        return False
    year.does(who, AskResident(row.id, row.version, "Waar precies bedoel je?"))
    return True


async def decides(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.DECIDE, row.status):
        return False
    _notes_when(year, row)
    year.does(who, _decision(year, row, late=False))
    return True


async def decides_with_a_wrong_day(year: Year, who: Somebody, row: Contribution) -> bool:
    """Tomorrow, or on a day that is free."""
    if (
        not permitted(Act.DECIDE, row.status)
        or procedure_for(row.kind, row.desk) is not Procedure.DECIDE
    ):
        return False
    year.does(who, _decision(year, row, late=True))
    return True


async def decides_twice(year: Year, who: Somebody, row: Contribution) -> bool:
    """Two who decide in the same moment: one of them is shown what the other did."""
    colleagues = [c for c in year.present if c is not who and c not in year.acted]
    if not permitted(Act.DECIDE, row.status) or not colleagues:
        return False
    year.does(who, _decision(year, row, late=False))
    year.does(year.random.choice(colleagues), _decision(year, row, late=False))
    return True


async def tells_what_the_other_desk_did(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.status is not Status.DECIDED or row.outcome is not Outcome.PASSED_ON:
        return False
    outcome = _rarest(year, OFFERED[Procedure.REPORT])
    year.does(who, _recorded(year, row, outcome, _some_day(year)))
    return True


async def finishes(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.FINISH, row.status):
        return False
    year.does(who, Finish(row.id, row.version, "De bankjes staan er."))
    return True


async def postpones(year: Year, who: Somebody, row: Contribution) -> bool:
    return _postpones(year, who, row, _some_day(year))


async def postpones_to_a_wrong_day(year: Year, who: Somebody, row: Contribution) -> bool:
    return _postpones(year, who, row, _wrong_day(year))


async def writes_back(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.status not in OPEN:
        return False
    year.does(who, WriteBack(row.id, "We zijn er nog mee bezig."))
    return True


async def writes_down(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.DECIDE, row.status):
        return False
    year.does(who, WriteDown(row.id, row.version, "Ik wil graag bankjes bij de vijver."))
    return True


async def sets_a_theme(year: Year, who: Somebody, row: Contribution) -> bool:
    year.does(who, SetTheme(row.id, year.random.choice(THEMES)))
    return True


async def hands_over(year: Year, who: Somebody, row: Contribution) -> bool:
    return _hands_over(year, who, row, [c for c in year.present if c is not who])


async def hands_over_to_the_wrong_person(year: Year, who: Somebody, row: Contribution) -> bool:
    """Somebody who left, is away, or is a resident."""
    wrong = [c for c in year.persons if (c.left or c not in year.present) and not c.gone]
    return _hands_over(year, who, row, wrong)


async def takes_over(year: Year, who: Somebody, row: Contribution) -> bool:
    """From a colleague who is not there."""
    if row.owner == who.me.person or row.status not in OPEN:
        return False
    return _hands_over(year, who, row, [who])


# Staff, by themselves


async def finishes_a_task(year: Year, who: Somebody) -> bool:
    mine = await _tasks(year, who)
    if not mine:
        return False
    year.does(who, FinishTask(mine[0].id))
    return True


async def writes_to_who_asked(year: Year, who: Somebody) -> bool:
    mine = [t for t in await _tasks(year, who) if t.what == "write" and t.contribution is None]
    if not mine:
        return False
    year.does(who, WriteTo(mine[0].id, "Ik kijk ernaar en bel je morgen."))
    return True


async def chooses_an_hour(year: Year, who: Somebody) -> bool:
    choice = ASKED if year.random.random() < 0.6 else year.random.choice(CHOICES)
    year.does(who, ChooseSummary(choice))
    return True


async def hands_over_everything(year: Year, who: Somebody) -> bool:
    others = [c for c in year.present if c is not who]
    if not others:
        return False
    year.does(who, HandOverAll(year.random.choice(others).me.person))
    return True


# What they have in common


async def _tasks(year: Year, who: Somebody) -> list[tasks.Task]:
    async with year.database.reading() as db:
        return (await tasks.open_of(db, [who.me.person])).get(who.me.person, [])


def _notes_when(year: Year, row: Contribution) -> None:
    if row.notices:
        year.seen["fault decides late"] += 1
    if year.now - row.received_at < timedelta(hours=2):
        year.seen["fault decides at once"] += 1
    if not year.working:
        year.seen["fault decides in the evening"] += 1


def _some_day(year: Year) -> date:
    return year.calendar.after(year.calendar.today(year.now), year.random.randint(2, 30))


def _wrong_day(year: Year) -> date:
    """Allowed, and not what was meant."""
    today = year.calendar.today(year.now)
    free = (today + timedelta(days=n) for n in range(1, 10))
    a_free_one = next(day for day in free if not year.calendar.working(day))
    return year.random.choice((today + timedelta(days=1), a_free_one, today.replace(year=2030)))


def _rarest(year: Year, outcomes: Sequence[Outcome]) -> Outcome:
    rare = [one for one in outcomes if year.seen[f"outcome {one}"] < RARE]
    return year.random.choice(rare or list(outcomes))


def _decision(year: Year, row: Contribution, *, late: bool) -> RecordDecision:
    if row.desk is not None and row.outcome is None and year.random.random() < 0.7:
        return _passed_on(year, row)
    outcome = _rarest(year, OFFERED[procedure_for(row.kind, row.desk)])
    if late:
        return _recorded(year, row, outcome, _wrong_day(year))
    return _recorded(year, row, outcome, _some_day(year) if year.random.random() < 0.6 else None)


def _passed_on(year: Year, row: Contribution) -> RecordDecision:
    asked = row.check_back or check_back_on(year.now, year.calendar)
    text = AnswerText(
        outcome=Outcome.PASSED_ON,
        reason="Dit is iets voor het meldpunt, en je vond dat goed.",
        next_step="We vragen het na.",
        who="Meldpunt",
        by_when=None,
        check_back=asked,
    )
    return RecordDecision(row.id, row.version, Answer(text))


def _recorded(year: Year, row: Contribution, outcome: Outcome, day: date | None) -> RecordDecision:
    again = None
    if outcome is Outcome.NOT_NOW:
        again = day or look_again_on(year.now, year.calendar)
    text = AnswerText(
        outcome=outcome,
        reason=REASON,
        next_step="We gaan ermee aan de slag.",
        who="het bureau",
        by_when=day,
        look_again=again,
    )
    return RecordDecision(row.id, row.version, Answer(text))


def _postpones(year: Year, who: Somebody, row: Contribution, day: date) -> bool:
    if row.course.promised is None:
        return False
    if row.status in UNANSWERED:
        day = answerable(day, year.calendar)
    year.does(who, Postpone(row.id, row.version, day, "We wachten nog op een antwoord."))
    return True


def _hands_over(year: Year, who: Somebody, row: Contribution, others: Sequence[Somebody]) -> bool:
    if not others or row.status not in OPEN:
        return False
    year.does(who, HandOver(row.id, row.version, year.random.choice(others).me.person))
    return True


# The tables


RESIDENTS: dict[str, OftenAlone] = {
    "says stop": OftenAlone(says_stop, 3),
    "goes on after a stop": OftenAlone(goes_on, 40),
    "blocks": OftenAlone(blocks, 2),
    "blocks, and it is told": OftenAlone(blocks_and_it_is_told, 2),
    "unblocks": OftenAlone(unblocks, 40),
    "deletes the account": OftenAlone(deletes_the_account, 3),
    "asks to be discreet": OftenAlone(asks_to_be_discreet, 0.5),
    "says to be young": OftenAlone(says_to_be_young, 0.5),
    "takes another language": OftenAlone(takes_another_language, 0.5),
    "asks for a call": OftenAlone(asks_for_a_call),
    "asks for a letter": OftenAlone(asks_for_a_letter),
    "is in danger": OftenAlone(is_in_danger, 0.5),
    "looks at the page": OftenAlone(looks_at_the_page, 20),
    "offers to go on elsewhere": OftenAlone(offers_to_go_on_elsewhere),
    "goes on elsewhere": OftenAlone(goes_on_elsewhere, 20),
    "an organisation is done": OftenAlone(answers.an_organisation_is_done, 4),
    "an organisation is late": OftenAlone(answers.an_organisation_is_late, 2),
}
AUTHORS: dict[str, Often] = {
    "answers the question": Often(answers_the_question, 10),
    "adds words": Often(adds_words),
    "asks about the answer": Often(asks_about_the_answer),
    "disagrees": Often(disagrees),
    "changes the words": Often(changes_the_words),
    "says it was heard wrong": Often(says_it_was_heard_wrong),
    "says it was heard right": Often(says_it_was_heard_right),
    "says it is done": Often(says_it_is_done),
    "says it is not done": Often(says_it_is_not_done),
    "withdraws": Often(withdraws),
    "taps read": Often(taps_read),
    "edits a message": Often(edits_a_message),
    "corrects a detail": Often(corrects_a_detail),
    "wants a call with the answer": Often(wants_a_call_with_the_answer),
    "lets neighbours read": Often(lets_neighbours_read),
    "wants it together": Often(answers.wants_it_together, 20),
    "keeps it apart": Often(answers.keeps_it_apart, 6),
    "says it is partly done": Often(answers.says_it_is_partly_done, 0.5),
    "says what would be better": Often(answers.says_what_would_be_better),
    "will do it": Often(answers.will_do_it, 20),
    "cannot do it": Often(answers.cannot_do_it, 20),
    "did it": Often(answers.did_it, 2),
}
READERS: dict[str, Often] = {
    "opens the card": Often(opens_the_card, 3),
    "asks": Often(asks, 1.5),
    "decides": Often(decides, 12),
    "decides with a wrong day": Often(decides_with_a_wrong_day, 0.3),
    "decides twice": Often(decides_twice, 0.3),
    "tells what the other desk did": Often(tells_what_the_other_desk_did, 2),
    "finishes": Often(finishes, 4),
    "postpones": Often(postpones, 0.5),
    "postpones to a wrong day": Often(postpones_to_a_wrong_day, 0.3),
    "writes back": Often(writes_back, 0.1),
    "writes down": Often(writes_down, 0.5),
    "sets a theme": Often(sets_a_theme, 0.05),
    "hands over": Often(hands_over, 0.1),
    "hands over to the wrong person": Often(hands_over_to_the_wrong_person, 0.05),
    "takes over": Often(takes_over, 1),
    "agrees with a no": Often(answers.agrees_with_a_no, 12),
    "puts aside with another": Often(answers.puts_aside_with_another, 40),
    "sends a no back": Often(answers.sends_a_no_back, 1),
    "calls an answer back": Often(answers.calls_an_answer_back, 1),
    "wants it aside": Often(answers.wants_it_aside, 1.2),
    "takes an answer back": Often(answers.takes_an_answer_back, 0.3),
    "explains better": Often(answers.explains_better, 1),
    "answers several at once": Often(answers.answers_several_at_once, 0.5),
    "promises with others": Often(answers.promises_with_others, 3),
    "promises more": Often(answers.promises_more, 0.5),
    "finishes a part": Often(answers.finishes_a_part, 2),
    "ends a trial": Often(answers.ends_a_trial, 0.7),
    "makes a link": Often(answers.makes_a_link, 2),
    "proposes to join": Often(answers.proposes_to_join, 0.8),
}
RESOLVE = ("decides", "finishes", "postpones")  # what somebody does who sees that it is late
HOUR = "chooses an hour"
STAFF: dict[str, OftenAlone] = {
    "finishes a task": OftenAlone(finishes_a_task, 10),
    "writes to who asked": OftenAlone(writes_to_who_asked, 10),
    HOUR: OftenAlone(chooses_an_hour, 0.1),
    "hands over everything": OftenAlone(hands_over_everything, 0.05),
    "says to be away": OftenAlone(answers.says_to_be_away, 0.05),
    "is back": OftenAlone(answers.is_back, 0.05),
    "ends an access": OftenAlone(answers.ends_an_access, 0.3),
}
# Arrivals have a pace of their own.
SENDS = "sends something"
NAMES = (SENDS, *RESIDENTS, *AUTHORS, *READERS, *STAFF)

# How often in an hour an author acts, by where it stands.
PACE: dict[Status, float] = {
    Status.RECEIVED: 0.006,
    Status.BEING_READ: 0.0012,
    Status.QUESTION_ASKED: 0.005,
    Status.DECIDED: 0.0022,
    Status.IN_PROGRESS: 0.002,
    Status.DONE: 0.004,
    Status.CHECKED: 0.003,
    Status.REOPENED: 0.006,
    Status.CLOSED: 0.0004,
    Status.WITHDRAWN: 0.0,
    Status.SET_ASIDE: 0.0,
}


async def everybody(year: Year) -> None:
    """All that is done in this hour."""
    await _authors_act(year)
    await _residents_act(year)
    for who in list(year.present):
        if who not in year.acted:
            await _works(year, who)


async def _authors_act(year: Year) -> None:
    slower = 1.0 if year.awake else 0.2
    for one in list(year.watch.followed.values()):
        if year.random.random() >= PACE[one.row.status] * slower:
            continue
        who = year.who(one.row.author)
        if who and not who.gone and not who.blocks and who not in year.acted:
            await _about(year, AUTHORS, who, one.row)


async def _residents_act(year: Year) -> None:
    chance = year.arrivals / 24 * (1.3 if year.awake else 0.3)
    if year.random.random() < chance and (who := _somebody(year)) and not who.blocks:
        await sends_something(year, who)
        year.seen[f"move {SENDS}"] += 1
    for _ in range(2):
        if year.random.random() < 0.06 and (who := _somebody(year)):
            await _alone(year, RESIDENTS, who)


def _somebody(year: Year) -> Somebody | None:
    who = year.random.choice(year.persons)
    return None if who.gone or who in year.acted or who.reads or who.left else who


async def _works(year: Year, who: Somebody) -> None:
    """One thing in an hour, in working hours mostly."""
    if year.random.random() >= who.pace * (1.0 if year.working else 0.004):
        return
    if who.new or year.random.random() < 0.15:
        await _alone(year, {HOUR: STAFF[HOUR]} if who.new else STAFF, who)
        who.new = False
        return
    row = _chosen(year, who)
    if row is not None:
        await _about(year, READERS, who, row)


def _chosen(year: Year, who: Somebody) -> Contribution | None:
    """What they look at now: mostly their own, often what is most urgent; not what they forgot."""
    open_ones = [one.row for one in year.watch.followed.values() if one.row.status in OPEN]
    seen = [row for row in open_ones if who.me.person not in row.hidden_from]
    own = [row for row in seen if row.owner == who.me.person]
    mine = [row for row in own if (row.id * 37 + who.me.person * 11) % 100 >= 100 * who.forgets]
    if len(mine) < len(own):
        year.seen["fault forgets"] += 1
    here = {c.me.person for c in year.present}
    lies = [row for row in seen if row.owner not in here]
    if lies and year.random.random() < 0.2:
        return min(lies, key=lambda row: (row.status is not Status.RECEIVED, row.id))
    among = mine if mine and year.random.random() < 0.85 else seen
    if not among:
        return None
    unread = [row for row in among if row.status is Status.RECEIVED]
    if unread and year.random.random() < 0.35:
        return unread[0]
    if year.random.random() < 0.6:
        return min(among, key=lambda row: (row.course.promised or date.max, row.id))
    return year.random.choice(among)


async def _about(year: Year, table: Mapping[str, Often], who: Somebody, row: Contribution) -> None:
    """The first that fits, in an order that is drawn."""
    weights = {
        name: year.helped(often.weight, f"move {name} in {row.status}")
        * (10 if row.notices and name in RESOLVE else 1)
        for name, often in table.items()
    }
    for name in year.drawn(weights):
        if await table[name].move(year, who, row):
            year.seen[f"move {name}"] += 1
            year.seen[f"move {name} in {row.status}"] += 1
            return


async def _alone(year: Year, table: Mapping[str, OftenAlone], who: Somebody) -> None:
    weights = {name: year.helped(often.weight, f"move {name}") for name, often in table.items()}
    for name in year.drawn(weights):
        if await table[name].move(year, who):
            year.seen[f"move {name}"] += 1
            return
