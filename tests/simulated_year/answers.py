"""What is done with an answer that waits, was wrong, promised something, or is shared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.office.joining import may_join
from conversations.actions import mark
from conversations.contributions import (
    Answer,
    AnswerText,
    Commitment,
    Contribution,
    SettingAside,
)
from conversations.effects import (
    AnswerJoin,
    Commit,
    ConfirmDone,
    DoMine,
    EndAccess,
    Finish,
    MakeLink,
    ProposeJoin,
    RecordDecision,
    SayBetter,
    SecondRead,
    SetAbsence,
    SetAside,
    TakeBack,
    Undo,
)
from conversations.lifecycle import Act, Outcome, Procedure, Status, permitted, procedure_for
from conversations.promises import slept_on
from storage.models import commitments, contributions, proposals
from storage.models.proposals import Proposal
from tests.simulated_year.world import Somebody, Year

WHY = "Ik keek naar de verkeerde straat, dat was mijn fout."
JOINABLE = (Status.RECEIVED, Status.BEING_READ, Status.REOPENED, Status.DECIDED, Status.IN_PROGRESS)


async def _waits(year: Year, row: Contribution) -> Proposal | None:
    async with year.database.reading() as db:
        return (await proposals.of(db, [row.id])).get(row.id)


async def _promised(year: Year, row: Contribution, doer: str | None = None) -> list[Commitment]:
    async with year.database.reading() as db:
        there = (await commitments.of(db, [row.id])).get(row.id, [])
    return [c for c in there if c.ended is None and doer in (None, c.doer)]


# Staff, about a contribution


async def agrees_with_a_no(year: Year, who: Somebody, row: Contribution) -> bool:
    found = await _waits(year, row)
    if found is None or found.goes_at is not None or isinstance(found.answer, SettingAside):
        return False
    if found.by_id == who.me.person:
        alone = len(year.readers) == 1
        today = year.calendar.today(year.now)
        if not alone or today < slept_on(found.made_at, year.calendar):
            return False
    year.does(who, SecondRead(row.id, agree=True))
    return True


async def puts_aside_with_another(year: Year, who: Somebody, row: Contribution) -> bool:
    found = await _waits(year, row)
    if found is None or found.by_id == who.me.person:
        return False
    if not isinstance(found.answer, SettingAside):
        return False
    year.does(who, SecondRead(row.id, agree=True))
    return True


async def sends_a_no_back(year: Year, who: Somebody, row: Contribution) -> bool:
    found = await _waits(year, row)
    if found is None or found.goes_at is not None or found.by_id == who.me.person:
        return False
    year.does(who, SecondRead(row.id, agree=False, remark="Zeg er ook bij wat wel kan."))
    return True


async def calls_an_answer_back(year: Year, who: Somebody, row: Contribution) -> bool:
    found = await _waits(year, row)
    if found is None or found.sender != who.me.person:
        return False
    year.does(who, Undo(row.id))
    return True


async def wants_it_aside(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.SET_ASIDE, row.status) or await _waits(year, row):
        return False
    year.does(who, SetAside(row.id, row.version, "Dit is reclame, geen bericht van een bewoner."))
    return True


async def takes_an_answer_back(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.TAKE_BACK, row.status):
        return False
    year.does(who, TakeBack(row.id, row.version, WHY))
    return True


async def explains_better(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.outcome is None or row.outcome in (Outcome.JOINED, Outcome.PASSED_ON):
        return False
    if not permitted(Act.CORRECT, row.status) or await _waits(year, row):
        return False
    reason = f"Zo leggen we het beter uit, op {year.now:%d-%m om %H uur}."
    text = AnswerText(row.outcome, reason, "Het blijft zo.", "het bureau", row.by_when)
    year.does(who, RecordDecision(row.id, row.version, Answer(text, corrects=True)))
    return True


async def answers_several_at_once(year: Year, who: Somebody, row: Contribution) -> bool:
    others = [
        one.row
        for one in year.watch.followed.values()
        if one.row.id != row.id
        and procedure_for(one.row.kind, one.row.desk) is Procedure.DECIDE
        and permitted(Act.DECIDE, one.row.status)
        and who.me.person not in one.row.hidden_from
    ]
    if procedure_for(row.kind, row.desk) is not Procedure.DECIDE or not others:
        return False
    if not permitted(Act.DECIDE, row.status) or await _waits(year, row):
        return False
    also = tuple(other.id for other in year.random.sample(others, min(2, len(others))))
    reason = f"Daar is in deze buurt plek voor, zagen we op {year.now:%d-%m om %H uur}."
    day = year.calendar.today(year.now) + timedelta(days=year.random.randint(20, 60))
    text = AnswerText(
        Outcome.YES, reason, "We zetten het neer.", "het bureau", day, counted="changed"
    )
    year.does(who, RecordDecision(row.id, row.version, Answer(text, also=also)))
    return True


async def promises_with_others(year: Year, who: Somebody, row: Contribution) -> bool:
    """A yes of which an organisation, or the author, does something."""
    fits = procedure_for(row.kind, row.desk) is Procedure.DECIDE and permitted(
        Act.DECIDE, row.status
    )
    if not fits or row.author is None or await _waits(year, row):
        return False
    doer = year.random.choice(("organisation", "resident"))
    reason = f"Samen krijgen we dit voor elkaar, in de week van {year.now:%d-%m om %H uur}."
    day = year.calendar.today(year.now) + timedelta(days=year.random.randint(15, 50))
    text = AnswerText(
        Outcome.YES, reason, "De eerste steen leggen.", "Groen", day, doer=doer, firm=False
    )
    year.does(who, RecordDecision(row.id, row.version, Answer(text)))
    return True


async def promises_more(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.FINISH, row.status):
        return False
    day = year.calendar.today(year.now) + timedelta(days=year.random.randint(15, 50))
    what = f"Er komt ook een hek, zeiden we op {year.now:%d-%m om %H uur}."
    owner = who.me.person
    year.does(who, Commit(row.id, row.version, what, "het bureau", day, owner=owner))
    return True


async def finishes_a_part(year: Year, who: Somebody, row: Contribution) -> bool:
    there = await _promised(year, row)
    if len(there) < 2 or not permitted(Act.FINISH, row.status):
        return False
    which = mark(there[0].what)
    year.does(who, Finish(row.id, row.version, "Een deel is al klaar.", which))
    return True


async def ends_a_trial(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.outcome is not Outcome.TRIAL or not permitted(Act.END_TRIAL, row.status):
        return False
    learned = Finish(row.id, row.version, "Het werkte niet, binnen wel.", learned=True)
    year.does(who, learned)
    return True


async def makes_a_link(year: Year, who: Somebody, row: Contribution) -> bool:
    there = await _promised(year, row, "organisation")
    if not there:
        return False
    year.does(who, MakeLink(row.id, there[0].id))
    return True


async def proposes_to_join(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.ASK, row.status) or row.author is None:
        return False
    others = [
        one.row
        for one in year.watch.followed.values()
        if one.row.status in JOINABLE
        and may_join(row, one.row)
        and who.me.person not in one.row.hidden_from
    ]
    if not others:
        return False
    other = year.random.choice(others)
    about = f"Dat gaat over hetzelfde plein, zagen we om {year.now:%H uur}."
    year.does(who, ProposeJoin(row.id, row.version, other.id, about))
    return True


# Authors


async def wants_it_together(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.status is not Status.QUESTION_ASKED or row.joins is None:
        return False
    year.does(who, AnswerJoin(row.id, True))
    return True


async def keeps_it_apart(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.status is not Status.QUESTION_ASKED or row.joins is None:
        return False
    year.does(who, AnswerJoin(row.id, False))
    return True


async def says_it_is_partly_done(year: Year, who: Somebody, row: Contribution) -> bool:
    if not permitted(Act.CONFIRM, row.status):
        return False
    year.does(who, ConfirmDone(row.id, True, partly=True))
    return True


async def says_what_would_be_better(year: Year, who: Somebody, row: Contribution) -> bool:
    if row.status is not Status.IN_PROGRESS:
        return False
    year.does(who, SayBetter(row.id, "Als mijn zoontje er alleen durft te spelen."))
    return True


async def will_do_it(year: Year, who: Somebody, row: Contribution) -> bool:
    return await _mine(year, who, row, "yes")


async def cannot_do_it(year: Year, who: Somebody, row: Contribution) -> bool:
    return await _mine(year, who, row, "no")


async def did_it(year: Year, who: Somebody, row: Contribution) -> bool:
    return await _mine(year, who, row, "done")


async def _mine(year: Year, who: Somebody, row: Contribution, what: str) -> bool:
    there = await _promised(year, row, "resident")
    if not there:
        return False
    said: Mapping[str, DoMine] = {
        "yes": DoMine(row.id, "yes", mark(there[0].what)),
        "no": DoMine(row.id, "no", mark(there[0].what)),
        "done": DoMine(row.id, "done", mark(there[0].what)),
    }
    year.does(who, said[what])
    return True


# Organisations: no account, a link


async def an_organisation_is_done(year: Year, who: Somebody) -> bool:
    return await _organisation(year, late=False)


async def an_organisation_is_late(year: Year, who: Somebody) -> bool:
    return await _organisation(year, late=True)


async def _organisation(year: Year, *, late: bool) -> bool:
    async with year.database.transaction() as db:
        open_ones = [
            i for i, one in year.watch.followed.items() if one.row.status is Status.IN_PROGRESS
        ]
        rows = await contributions.find(db, open_ones)
        there = [
            c
            for found in (await commitments.of(db, open_ones)).values()
            for c in found
            if c.doer == "organisation" and c.ended is None
        ]
        links = await commitments.links(db, [c.id for c in there])
        still = [i for i in links if any(c.id == i and c.contribution in rows for c in there)]
        if not still:
            return False
        day = year.calendar.today(year.now) + timedelta(days=year.random.randint(10, 40))
        text = f"Gemeld door de organisatie op {year.now:%d-%m om %H uur}."
        return await year.office(db).organisation_says(
            links[year.random.choice(still)], text, day if late else None
        )


# Staff, by themselves


async def says_to_be_away(year: Year, who: Somebody) -> bool:
    others = [c for c in year.present if c is not who]
    if len(year.present) < 6:
        return False
    until = year.calendar.today(year.now) + timedelta(days=year.random.randint(4, 15))
    who.away_until = year.now + timedelta(days=4)
    year.does(who, SetAbsence(until, year.random.choice(others).me.person))
    return True


async def is_back(year: Year, who: Somebody) -> bool:
    year.does(who, SetAbsence(None))
    return True


async def ends_an_access(year: Year, who: Somebody) -> bool:
    """Of somebody who left long ago, or just now."""
    left = [c for c in year.colleagues if c.left and c.me.roles != frozenset()]
    if "administrator" not in who.me.roles or not left:
        return False
    year.does(who, EndAccess(year.random.choice(left).me.person))
    return True
