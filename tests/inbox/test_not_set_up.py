"""Events of a channel that is not set up stay waiting until it is; what was parked comes back."""

from __future__ import annotations

import pytest

from bot.channels.base import RawEvent
from storage.models import inbox
from tests.house import House
from tests.inbox.helping import change, raw, rows, value

pytestmark = pytest.mark.one_database

STATES = "SELECT channel, state, attempts FROM inbox ORDER BY id"


@pytest.mark.sql
async def test_events_of_a_channel_that_is_not_set_up_wait_for_it(house: House) -> None:
    there = house.app.channels.pop("fake")
    await house.app.inbound.receive([raw("e1", "fatma", "meer bankjes")])
    assert await house.app.inbound.handle_waiting() == 0
    assert [tuple(row) for row in await rows(house, STATES)] == [("fake", "waiting", 0)]
    house.app.channels["fake"] = there
    assert await house.app.inbound.handle_waiting() == 1
    assert [tuple(row) for row in await rows(house, STATES)] == [("fake", "handled", 1)]


async def test_a_reminder_stays_behind_what_its_person_said(house: House) -> None:
    await house.says("fatma", "hoi")
    her = await value(house, "SELECT id FROM account WHERE external_id = 'fatma'")
    there = house.app.channels.pop("fake")
    rang = {"account": her, "what": "draft", "run": 1}
    await house.app.inbound.receive([raw("later", "fatma", "meer bankjes")])
    await house.app.inbound.receive([RawEvent("clock", "c1", "fake:fatma", rang)])
    assert await house.app.inbound.handle_waiting() == 0
    house.app.channels["fake"] = there
    await house.settle()
    assert await value(house, "SELECT count(*) FROM inbox WHERE state <> 'handled'") == 0


async def test_a_reminder_alone_is_handled_without_its_channel(house: House) -> None:
    await house.says("fatma", "hoi")
    her = await value(house, "SELECT id FROM account WHERE external_id = 'fatma'")
    house.app.channels.pop("fake")
    rang = {"account": her, "what": "draft", "run": 1}
    await house.app.inbound.receive([RawEvent("clock", "c1", "fake:fatma", rang)])
    assert await house.app.inbound.handle_waiting() == 1


@pytest.mark.sql
async def test_what_was_parked_is_tried_afresh(house: House) -> None:
    await house.app.inbound.receive([raw("e1", "fatma", "hoi"), raw("e2", "omar", "hoi")])
    parked = "state = 'parked', attempts = 3, error = 'KeyError at x.py:1 (_read)'"
    await change(house, f"UPDATE inbox SET {parked} WHERE event_id = 'e1'")  # noqa: S608
    async with house.app.database.transaction() as db:
        assert await inbox.retry_parked(db) == 1
    found = await rows(house, "SELECT state, attempts, error, handled_at FROM inbox ORDER BY id")
    assert [tuple(row) for row in found] == [("waiting", 0, None, None)] * 2
    await house.settle()
    assert house.last("fatma").labels == house.last("omar").labels


@pytest.mark.sql
async def test_what_waits_for_which_channel_is_counted(house: House) -> None:
    await house.app.inbound.receive([raw("e1", "fatma", "hoi"), raw("e2", "omar", "hoi")])
    await house.app.inbound.receive([RawEvent("clock", "c1", "fake:joost", {"account": 1})])
    async with house.app.database.reading() as db:
        assert await inbox.waiting_elsewhere(db, ["clock", "fake"]) == {}
        assert await inbox.waiting_elsewhere(db, ["clock", "web"]) == {"fake": 2}
