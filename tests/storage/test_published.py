"""What neighbours may read, page by page, and only by the author's own latest yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from conversations.contributions import AnswerText, Contribution
from conversations.lifecycle import Outcome, Status
from conversations.parts import Part
from conversations.promises import Due, What
from storage.database import Db
from storage.models import accounts, contributions, decisions, opt_ins, published
from storage.models.decisions import Decision
from storage.models.opt_ins import Said
from tests.house import START, House


async def _answered(db: Db, author: int, wijk: str, **values: Any) -> int:
    row = Contribution(
        author=author,
        kind="idea",
        status=Status.DECIDED,
        wijk=wijk,
        language="nl",
        channel="fake",
        received_at=START,
        since=START,
        told_at=START,
        answer_by=START.date(),
        due=Due(START, What.WORK, "owner"),
    )
    [number] = await contributions.add(db, [replace(row, **values)])
    await contributions.add_words(db, [(number, "told", 0, Part(f"r{number}", "bankjes"))], START)
    decision = Decision(
        contribution=number,
        answer=AnswerText(Outcome.YES, "Er is plek en er is geld.", "Het komt er.", "Samira", None),
        decided_by="Samira",
        decided_by_id=None,
        decided_at=START + timedelta(days=number),
    )
    await decisions.add(db, [decision])
    return number


async def _said(db: Db, person: int, number: int, yes: bool, what: str = "neighbours") -> None:
    said = Said(
        person=person,
        contribution=number,
        what=what,
        yes=yes,
        language="nl",
        notice_version="1",
        given_at=START,
    )
    await opt_ins.add(db, [said])


async def test_pages_are_the_newest_first_and_per_wijk(house: House) -> None:
    async with house.app.database.transaction() as db:
        await accounts.enrol_accounts(db, [("fake", "fatma", "nl"), ("fake", "karim", "nl")], START)
        for place in range(7):
            number = await _answered(db, 1, "malburgen" if place % 2 else "presikhaaf")
            await _said(db, 1, number, yes=True)
        wanted = {("", 0), ("", 1), ("malburgen", 0)}
        found, counts = await published.pages(db, wanted, 5)
    assert [p.contribution for p in found] == [7, 6, 5, 4, 3, 2, 1]
    assert [p.contribution for p in found if p.in_all > 5] == [2, 1]
    assert [p.in_wijk for p in found if p.contribution in (6, 4, 2)] == [1, 2, 3]
    assert counts == {"malburgen": 3, "presikhaaf": 4}


async def test_only_the_authors_own_latest_yes_counts(house: House) -> None:
    async with house.app.database.transaction() as db:
        await accounts.enrol_accounts(db, [("fake", "fatma", "nl"), ("fake", "karim", "nl")], START)
        silent = await _answered(db, 1, "malburgen")
        anothers = await _answered(db, 1, "malburgen")
        taken_back = await _answered(db, 1, "malburgen")
        complaint = await _answered(db, 1, "malburgen", kind="complaint")
        reopened = await _answered(db, 1, "malburgen", status=Status.REOPENED)
        given = await _answered(db, 1, "malburgen")
        await _said(db, 2, anothers, yes=True)
        for number in (taken_back, complaint, reopened, given):
            await _said(db, 1, number, yes=True)
        await _said(db, 1, taken_back, yes=False)
        await _said(db, 1, given, yes=True, what="name")
        found, _ = await published.pages(db, {("", 0)}, 5)
    assert silent
    assert [(p.contribution, p.with_name) for p in found] == [(given, True)]
