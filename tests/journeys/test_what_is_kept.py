"""What stands in the database after a journey, where a screen cannot show it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.sql import Select

from conversations.care import MASK
from storage.database import metadata
from storage.models.contributions import contribution, words
from storage.models.decisions import decision
from storage.models.opt_ins import notice, opt_in
from storage.models.people import account, person
from storage.models.tasks import task
from tests.house import House
from tests.journeys.replay import opened, replay

pytestmark = pytest.mark.one_database
TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # ten o'clock in Arnhem


@pytest.fixture
async def house(sqlite_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """On one database: that both go the same way is what every journey's own test says."""
    async with House(sqlite_url, tmp_path) as found:
        yield found


async def after(journey: str, house: House) -> None:
    await replay(opened(Path(__file__).parent / f"{journey}.txt"), house)


async def rows(house: House, query: Select[Any]) -> list[tuple[Any, ...]]:
    async with house.app.database.reading() as db:
        return [tuple(row) for row in await db.execute(query)]


async def person_of(house: House, who: str) -> int:
    query = select(account.c.person_id).where(account.c.external_id == who)
    [(found,)] = await rows(house, query)
    return int(found)


async def test_the_privacy_notice_is_shown_once_and_its_version_language_and_time_are_kept(
    house: House,
) -> None:
    await after("privacy_and_opt_ins", house)
    shown = [seen for seen in house.screen("fatma") if "Verantwoordelijk" in seen.text]
    assert len(shown) == 1
    kept = select(notice.c.version, notice.c.language, notice.c.shown_at, notice.c.understood_at)
    understood = TEN.replace(minute=1)  # the first tap on "Begrepen"; a second changes nothing
    assert await rows(house, kept) == [("2026-11", "nl", TEN, understood)]


async def test_the_notice_is_kept_in_the_language_in_which_it_was_shown(house: House) -> None:
    await after("an_english_resident", house)
    assert await rows(house, select(notice.c.language)) == [("en",)]


async def test_neighbours_may_read_is_a_yes_or_a_no_of_its_own_per_contribution(
    house: House,
) -> None:
    await after("privacy_and_opt_ins", house)
    kept = select(
        opt_in.c.what,
        opt_in.c.contribution_id,
        opt_in.c.yes,
        opt_in.c.language,
        opt_in.c.notice_version,
    ).order_by(opt_in.c.id)
    assert await rows(house, kept) == [
        ("neighbours", 1, True, "nl", "2026-11"),
        ("neighbours", 2, False, "nl", "2026-11"),
    ]


async def test_a_skipped_opt_in_is_no_opt_in(house: House) -> None:
    await after("back_and_correct", house)
    assert await rows(house, select(opt_in.c.id)) == []


async def test_two_who_decide_at_once_leave_one_decision(house: House) -> None:
    await after("two_decide_at_once", house)
    assert await rows(house, select(decision.c.outcome, decision.c.decided_by)) == [
        ("yes", "Samira")
    ]


async def test_who_disagrees_is_read_by_somebody_else(house: House) -> None:
    await after("not_agreed", house)
    joost = await person_of(house, "joost")
    assert await rows(house, select(contribution.c.owner_id)) == [(joost,)]
    decided = await rows(house, select(decision.c.decided_by).order_by(decision.c.id))
    assert decided == [("Samira",), ("Joost",)]


async def test_a_call_with_the_answer_is_a_task_that_can_be_finished(house: House) -> None:
    await after("call_me_with_the_answer", house)
    [(what, about, details, due, done)] = await rows(
        house,
        select(task.c.what, task.c.contribution_id, task.c.details, task.c.due, task.c.done_at),
    )
    assert (what, about, due) == ("call", 1, date(2026, 11, 27))
    assert (details["phone"], details["name"]) == ("0261234567", "Ria")
    assert done is not None


async def test_what_is_thrown_away_is_nowhere(house: House) -> None:
    await after("thrown_away", house)
    assert await rows(house, select(contribution.c.id)) == []
    assert await rows(house, select(words.c.id)) == []


async def test_a_greeting_is_not_a_contribution(house: House) -> None:
    await after("hello_and_thanks", house)
    assert await rows(house, select(contribution.c.id)) == []


async def test_what_was_said_in_danger_is_kept_as_it_was_said(house: House) -> None:
    await after("danger_first", house)
    [(part,)] = await rows(house, select(words.c.part))
    assert part["text"] == "Er is brand in het flatgebouw, iedereen loopt buiten"


async def test_strange_signs_are_kept_as_they_were_typed(house: House) -> None:
    await after("strange_signs", house)
    [(name,)] = await rows(house, select(contribution.c.name))
    [(part,)] = await rows(house, select(words.c.part))
    assert name == "عُمَر <script>"
    assert part["text"] == (
        '<b>Groen</b> & "fijn"_met_ *sterren* 🌳🌳\nen een tweede regel: { $geen } %s &amp; [haken]'
    )


async def test_a_number_that_passes_the_check_is_nowhere(house: House) -> None:
    await after("a_number_that_is_not_kept", house)
    kept = ""
    for table in metadata.sorted_tables:
        kept += "\n".join(repr(row) for row in await rows(house, select(table)))
    for number in ("123456782", "1112.22.333", "123 456 782"):
        assert number not in kept
    assert kept.count(MASK) > 10
    assert "06-10000008" in kept
    assert "24-11-2026" in kept


async def test_who_is_under_16_leaves_no_number_and_no_opt_in(house: House) -> None:
    await after("young_after_all", house)
    sam = await person_of(house, "sam")
    assert await rows(house, select(person.c.young).where(person.c.id == sam)) == [(True,)]
    roads = select(contribution.c.answer_road, contribution.c.answer_phone)
    assert await rows(house, roads.order_by(contribution.c.id)) == [("here", None)] * 2
    kept = select(opt_in.c.contribution_id, opt_in.c.what, opt_in.c.yes).order_by(opt_in.c.id)
    assert await rows(house, kept) == [(1, "neighbours", True), (1, "neighbours", False)]


async def test_what_was_rough_is_kept_as_it_was_said(house: House) -> None:
    await after("an_angry_resident", house)
    [(first,), *_] = await rows(house, select(words.c.part).order_by(words.c.id))
    assert first["rough"] is True
    assert first["text"].endswith("Stelletje prutsers")


async def test_danger_is_one_task_whoever_heard_of_it(house: House) -> None:
    await after("danger_reaches_everybody", house)
    kept = await rows(house, select(task.c.what, task.c.due).order_by(task.c.id))
    monday = date(2026, 11, 30)
    assert kept == [("emergency", date(2026, 11, 27)), ("emergency", monday), ("emergency", monday)]


async def test_stop_and_block_are_different_things_and_both_are_undone(house: House) -> None:
    await after("stop_and_start_again", house)
    karim = await person_of(house, "karim")
    assert await rows(house, select(person.c.muted).where(person.c.id == karim)) == [(False,)]


async def test_who_cannot_be_reached_is_marked_and_becomes_work(house: House) -> None:
    await after("an_account_that_is_gone", house)
    gone = select(account.c.reachable).where(account.c.external_id == "karim")
    assert await rows(house, gone) == [("gone",)]
    assert await rows(house, select(task.c.what)) == [("unreachable",)]


async def test_why_a_hard_answer_had_to_go_as_it_is_is_kept_with_the_decision(
    house: House,
) -> None:
    await after("a_hard_answer", house)
    why = "De jurist wil deze woorden precies zo hebben."
    assert await rows(house, select(decision.c.as_it_is)) == [(why,)]
    assert all(why not in seen.text for seen in house.screen("ahmed"))
