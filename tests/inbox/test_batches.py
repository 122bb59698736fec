"""Nothing accepted is lost, nothing counts twice, and one's trouble is not another's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from bot.event_pace import EventPace
from bot.inbound import Handled
from conversations import reception
from conversations.events import Event, Said
from storage.database import Conflict, DatabaseUnavailable
from storage.models import contributions, inbox
from storage.models.inbox import Received
from tests.house import START, House
from tests.inbox.helping import action, change, counted, idea, raw, rows, value


def failing_on(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever says these words makes the product fail."""
    real = reception.receive

    def receive(library: Any, progress: Any, event: Event, facts: Any) -> Any:
        if isinstance(event, Said) and event.part.text == words:
            raise ValueError(f"secret: {words}")
        return real(library, progress, event, facts)

    monkeypatch.setattr(reception, "receive", receive)


async def test_the_same_event_counts_once_also_after_it_was_handled(house: House) -> None:
    once = raw("1", "fatma", "hoi")
    await house.app.inbound.receive([once, once])
    await house.app.inbound.receive([once])
    assert await house.app.inbound.handle_waiting() == 1
    await house.app.inbound.receive([once])
    assert await house.app.inbound.handle_waiting() == 0
    assert await value(house, "SELECT count(*) FROM inbox") == 1


async def test_one_sender_in_order_and_different_senders_together(house: House) -> None:
    await house.app.inbound.receive(
        [raw("1", "fatma", "een"), raw("2", "fatma", "twee"), raw("3", "omar", "drie")]
    )
    assert await house.app.inbound.handle_waiting() == 2
    handled = await rows(house, "SELECT event_id FROM inbox WHERE state = 'handled'")
    assert {row[0] for row in handled} == {"1", "3"}
    assert await house.app.inbound.handle_waiting() == 1


async def test_one_that_fails_does_not_hold_up_the_others_and_is_parked(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await house.enrol("karin", "Karin", "administrator")
    failing_on("dit gaat mis", monkeypatch)
    await house.put("fatma", "text", text="dit gaat mis")
    await house.put("fatma", "text", text="hoi")
    await house.put("omar", "text", text="hoi")
    await house.settle()
    assert house.screen("omar")
    assert not house.screen("fatma")
    for _ in range(2):
        await asyncio.sleep(0.45)
        await house.settle()
    parked = await rows(house, "SELECT id, attempts, error FROM inbox WHERE state = 'parked'")
    assert [row.attempts for row in parked] == [3]
    assert parked[0].error.startswith("ValueError at test_batches.py")
    assert "secret" not in parked[0].error + caplog.text
    assert "Dat ging mis" in house.screen("fatma")[0].text
    assert f"E{parked[0].id}" in house.screen("fatma")[0].text
    assert f"E{parked[0].id}" in house.last("karin").text
    assert len(house.screen("fatma")) > 1  # her next event went on


async def test_a_database_that_does_not_answer_costs_no_attempt(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_on("dit gaat mis", monkeypatch)
    await house.put("fatma", "text", text="dit gaat mis")
    for who in ("omar", "lies"):
        await house.put(who, "text", text="hoi")
    inbound, real = house.app.inbound, house.app.inbound.handle

    async def away(batch: Sequence[Received]) -> Handled:
        if len(batch) == 1 and batch[0].sender == "fake:omar":
            raise DatabaseUnavailable("away")
        return await real(batch)

    with monkeypatch.context() as broken:
        broken.setattr(inbound, "handle", away)
        with pytest.raises(DatabaseUnavailable):
            await inbound.handle_waiting()
    left = await rows(
        house,
        "SELECT attempts, claimed_until FROM inbox WHERE state = 'waiting' AND sender <> 'fake:fatma'",  # noqa: E501
    )
    assert [tuple(row) for row in left] == [(0, 0.0), (0, 0.0)]
    await house.settle()
    assert house.screen("omar")
    assert house.screen("lies")


async def test_a_claim_ends_by_the_databases_clock(house: House) -> None:
    await house.put("fatma", "text", text="hoi")
    async with house.app.database.transaction() as db:
        assert len(await inbox.claim(db, 50, 0.2)) == 1
    assert await house.app.inbound.handle_waiting() == 0
    await asyncio.sleep(0.25)
    assert await house.app.inbound.handle_waiting() == 1


async def test_one_that_was_begun_too_often_is_parked(house: House) -> None:
    await house.put("fatma", "text", text="hoi")
    await change(house, "UPDATE inbox SET attempts = 5")
    await house.settle()
    assert (await value(house, "SELECT error FROM inbox")).startswith("NeverEnded")
    assert "Dat ging mis" in house.last("fatma").text


async def test_two_accounts_of_one_person_take_turns(house: House) -> None:
    await house.says("fatma", "hoi")
    await house.says("fatma2", "hoi")
    await change(
        house,
        "UPDATE account SET person_id = (SELECT min(person_id) FROM account)",
    )
    await house.put("fatma", "text", text="hoi")
    await house.put("fatma2", "text", text="hoi")
    await house.app.inbound.handle_waiting()
    left = await rows(house, "SELECT attempts, claimed_until FROM inbox WHERE state = 'waiting'")
    assert [tuple(row) for row in left] == [(0, 0.0)]
    await house.settle()
    assert await value(house, "SELECT count(*) FROM inbox WHERE state = 'handled'") == 4


async def test_a_conflict_is_advanced_again_and_nothing_counts_twice(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await idea(house, "fatma")
    real = contributions.write
    raised: list[int] = []

    async def write(db: Any, changes: Any) -> None:
        await real(db, changes)
        if len(raised) < 2:
            raised.append(1)
            raise Conflict("just now")

    monkeypatch.setattr(contributions, "write", write)
    await house.taps("fatma", "💬 Hier")
    assert len(raised) == 2
    assert await value(house, "SELECT answer_road FROM contribution") == "here"
    assert await value(house, "SELECT max(attempts) FROM inbox") == 1


async def test_what_another_handled_meanwhile_is_neither_repeated_nor_parked(house: House) -> None:
    await house.put("fatma", "text", text="hoi")
    async with house.app.database.transaction() as db:
        claimed = await inbox.claim(db, 50, 0.0)
    await house.settle()
    seen = len(house.screen("fatma"))
    assert (await house.app.inbound.handle(claimed)).replies == ()
    await house.app.inbound.parking.failed(
        Received(**{**_fields(claimed[0]), "attempts": 3}), OSError()
    )
    await house.settle()
    assert await value(house, "SELECT state FROM inbox") == "handled"
    assert len(house.screen("fatma")) == seen


def _fields(event: Received) -> dict[str, Any]:
    return {name: getattr(event, name) for name in Received.__dataclass_fields__}


def test_so_many_events_a_minute_and_the_rest_later_at_that_pace() -> None:
    pace = EventPace(2)
    assert [pace.wait("fatma", START) for _ in range(5)] == [0, 0, 30, 60, 90]
    assert pace.wait("omar", START) == 0


async def test_what_is_held_back_keeps_its_order(house: House) -> None:
    house.app.inbound.arrivals.pace = EventPace(1200)  # one each 50 ms once the minute is used
    house.app.inbound.arrivals.pace._taken_until["fake:fatma"] = START + timedelta(minutes=1)
    await house.app.inbound.receive([raw(str(n), "fatma", f"{n}") for n in range(4)])
    assert await house.app.inbound.handle_waiting() == 0
    order: list[str] = []
    while len(order) < 4:
        await asyncio.sleep(0.03)
        await house.app.inbound.handle_waiting()
        done = await rows(house, "SELECT event_id FROM inbox WHERE state = 'handled'")
        order += [row[0] for row in done if row[0] not in order]
    assert order == ["0", "1", "2", "3"]


async def test_the_number_of_statements_does_not_grow_with_the_batch(house: House) -> None:
    """First messages, answers and submits, of one resident and of ten."""
    await house.enrol("samira", "Samira")
    figures: dict[str, list[int]] = {}
    for size in (1, 10):
        people = [f"r{size}-{n}" for n in range(size)]
        for step, label in (("start", None), ("open", "💡 Ik heb een idee"), ("first", None),
                            ("answer", "Presikhaaf"), ("name", "Liever niet"),
                            ("submit", "✅ Ja, verstuur"), ("road", "💬 Hier"),
                            ("opt-in", "Nee")):  # fmt: skip
            await put(house, people, step, label)
            with counted(house) as seen:
                await house.app.inbound.handle_waiting()
            figures.setdefault(step, []).append(len(seen))
            await house.settle()
    assert await value(house, "SELECT count(*) FROM contribution") == 11
    for step, (one, ten) in figures.items():
        assert ten == one <= 30, (step, one, ten)


async def put(house: House, people: Sequence[str], step: str, label: str | None) -> None:
    for who in people:
        if step == "start":
            await house.put(who, "start")
        elif label is None:
            await house.put(who, "text", text="meer bankjes")
        else:
            await house.put(who, "tap", action=action(house, who, label))
