"""Where somebody may read along, what is pushed says only that there is something."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from conversations.messages import Message, Text, Words
from storage.models import accounts, outbox, people
from storage.models.outbox import FOLLOW_UP, REPLY, WORK, New
from tests.house import ROOT, FakeChannel, FakeClock, House

ANSWER = Message(
    (
        Text(
            "answer-heading", {"kind": Text("kind-idea"), "number": "214", "words": Words("licht")}
        ),
        Text("answer-decide-no"),
    )
)
KNOCK = "Er is antwoord op je idee 214."
GOOD = (ROOT / "programme.toml").read_text(encoding="utf-8")


@pytest.fixture
def telegram() -> FakeChannel:
    return FakeChannel(FakeClock(), name="telegram")


@pytest.fixture
async def noticing(sqlite_url: str, tmp_path: Path, telegram: FakeChannel) -> AsyncIterator[House]:
    """A house whose programme announces only, on Telegram."""
    file = tmp_path / "programme.toml"
    text = GOOD.replace('push_detail = "full"', 'push_detail = "notice"')
    file.write_text(text, encoding="utf-8")
    async with House(sqlite_url, tmp_path, programme_file=file, channels=[telegram]) as found:
        yield found


async def sent(house: House, channel: str, priority: int) -> None:
    async with house.app.database.transaction() as db:
        await accounts.enrol_accounts(db, [(channel, "ria", "nl")], house.clock.now())
        found = await accounts.identities(db, [(channel, "ria")])
        to = found[channel, "ria"].account
        await outbox.add(db, [New(to, ANSWER, priority)], house.clock.now())
    await house.settle()


@pytest.mark.parametrize("priority", [REPLY, WORK])
async def test_what_somebody_asked_for_is_shown_whole(
    noticing: House, telegram: FakeChannel, priority: int
) -> None:
    await sent(noticing, "telegram", priority)
    assert telegram.screens["ria"][0].text.startswith("Nieuws over je idee 214.")


async def test_a_programme_announces_only_on_telegram(
    noticing: House, telegram: FakeChannel
) -> None:
    await sent(noticing, "telegram", FOLLOW_UP)
    [pushed] = telegram.screens["ria"]
    assert (pushed.text, pushed.labels) == (KNOCK, ["Lezen"])


async def test_elsewhere_it_is_shown_whole(noticing: House) -> None:
    await sent(noticing, "fake", FOLLOW_UP)
    assert noticing.last("ria").text.startswith("Nieuws over je idee 214.")


async def test_who_is_not_alone_is_told_only_that_it_is_there(house: House) -> None:
    await house.says("ria", "hoi")
    before = len(house.screen("ria"))
    async with house.app.database.transaction() as db:
        await db.execute(update(people.person).values(discreet=True))
        found = await accounts.identities(db, [("fake", "ria")])
        to = found["fake", "ria"].account
        await outbox.add(db, [New(to, ANSWER, FOLLOW_UP)], house.clock.now())
    await house.settle()
    [pushed] = house.screen("ria")[before:]
    assert pushed.text == KNOCK
    [shown] = await house.taps("ria", "Lezen")
    assert shown.text.endswith("Het antwoord is: nee.")
    [again] = await house.taps("ria", "Lezen")
    assert again.text == shown.text


async def test_a_message_opens_only_for_whom_it_is(house: House) -> None:
    await house.says("ria", "hoi")
    async with house.app.database.transaction() as db:
        found = await accounts.identities(db, [("fake", "ria")])
        to = found["fake", "ria"].account
        [number] = await outbox.add(db, [New(to, ANSWER, FOLLOW_UP)], house.clock.now())
    [refused] = await house.does("karim", "tap", action=f"s:kept:{number}")
    assert "214" not in refused.text
