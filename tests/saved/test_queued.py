"""What waits in the outbox over a deploy is said by the program of today: no text is missing."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select, update

from bot.rendering import MissingText, Rendering
from conversations.messages import load_message
from storage.models.outbox import outbox
from storage.models.people import account, person
from tests.programmes import loaded
from tests.saved import kept
from tests.saved.street import Street

QUEUED = kept.objects("queued.jsonl")


async def test_each_is_delivered_in_every_language(latest: Street) -> None:
    street = latest
    await street.settle()
    languages = list(street.app.loaded.programme.languages)
    async with street.app.database.transaction() as db:
        for place, language in enumerate(languages):
            who = {"language": language, "muted": False, "remembered": {}}
            made = (
                insert(person).values(**who, created_at=street.clock.now()).returning(person.c.id)
            )
            reader = (await db.execute(made)).scalar_one()
            await db.execute(
                insert(account).values(
                    person_id=reader, channel="telegram", external_id=f"7{place}", reachable="yes",
                    last_seen_at=street.clock.now(),
                )
            )  # fmt: skip
        await db.execute(update(outbox).values(state="sent"))
        accounts = list(
            (
                await db.execute(select(account.c.id).where(account.c.external_id.like("7_")))
            ).scalars()
        )
        await db.execute(
            insert(outbox),
            [
                {
                    "account_id": to, "priority": 0, "message": message, "state": "waiting",
                    "gently": False, "term": 0, "attempts": 0, "retry_at": 0.0, "parts_sent": 0,
                    "sent_ids": [], "created_at": street.clock.now(),
                }
                for to in accounts
                for message in QUEUED
            ],
        )  # fmt: skip
    await street.settle()
    async with street.app.database.reading() as db:
        wrong = (
            await db.execute(
                select(outbox.c.error, outbox.c.message).where(outbox.c.state != "sent")
            )
        ).all()
    assert wrong == []
    assert all(len(street.screen(f"7{place}")) >= len(QUEUED) for place, _ in enumerate(languages))


def test_a_text_that_was_taken_away_is_seen() -> None:
    programme = loaded().programme
    rendering = Rendering(programme.calendar.zone, ["nl"])
    [receipt, *_] = [m for m in QUEUED if '"receipt"' in str(m).replace("'", '"')]
    assert rendering.message(load_message(receipt), "nl").texts
    gone = {**receipt, "body": [{"text": "receipt-of-last-year", "args": {}}]}
    with pytest.raises(MissingText):
        rendering.message(load_message(gone), "nl")
