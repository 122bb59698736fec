"""What waits in the outbox over a deploy is said by the program of today: no text is missing."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select

from bot.rendering import MissingText, Rendering
from conversations.messages import load_message
from storage.models import accounts
from storage.models.outbox import REPLY, New, add, outbox
from tests.programmes import loaded
from tests.saved import kept
from tests.saved.street import Street

QUEUED = kept.objects("queued.jsonl")


READERS = 20  # of each language, so that many can be sent to at once


async def test_each_is_delivered_in_every_language(oldest: Street) -> None:
    street = oldest
    await street.settle()
    accounts = [
        account_id
        for language in street.app.loaded.programme.languages
        for account_id in await let_in(street, language)
    ]
    async with street.app.database.transaction() as db:
        await db.execute(delete(outbox))
        for start in range(0, len(accounts), READERS):
            readers = accounts[start : start + READERS]
            rows = [
                New(readers[place % READERS], load_message(message), REPLY)
                for place, message in enumerate(QUEUED)
            ]
            await add(db, rows, street.clock.now())
    await street.settle()
    async with street.app.database.reading() as db:
        wanted = select(outbox.c.error, outbox.c.message).where(outbox.c.state != "sent")
        assert (await db.execute(wanted)).all() == []
        sent = await db.scalar(select(func.count()).select_from(outbox))
    assert sent == len(QUEUED) * len(street.app.loaded.programme.languages)


async def let_in(street: Street, language: str) -> list[int]:
    """People who read that language: their accounts."""
    keys = [("telegram", f"9{len(language)}{ord(language[0])}{n:02}") for n in range(READERS)]
    async with street.app.database.transaction() as db:
        await accounts.enrol_accounts(db, [(*key, language) for key in keys], street.clock.now())
        return [found.account for found in (await accounts.identities(db, keys)).values()]


def test_a_text_that_was_taken_away_is_seen() -> None:
    programme = loaded().programme
    rendering = Rendering(programme.calendar.zone, ["nl"])
    [receipt, *_] = [m for m in QUEUED if '"receipt"' in str(m).replace("'", '"')]
    assert rendering.message(load_message(receipt), "nl").texts
    gone = {**receipt, "body": [{"text": "receipt-of-last-year", "args": {}}]}
    with pytest.raises(MissingText):
        rendering.message(load_message(gone), "nl")
