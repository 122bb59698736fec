"""The staff group is followed wherever it goes, and nobody else's."""

from __future__ import annotations

from pathlib import Path

from bot.channels.base import MovedTo, Part
from bot.group_chats import StaffRoom
from storage.models import accounts
from tests.house import START, FakeChannel, FakeClock, House


async def test_it_is_followed_from_move_to_move(house: House) -> None:
    staff = StaffRoom("telegram", "-5")
    async with house.app.database.transaction() as db:
        assert await staff.current(db) == "-5"
        await staff.moved(db, [("-7", "-8")], START)  # somebody else's
        await staff.moved(db, [("-5", "-9"), ("-5", "-9"), ("-9", "-10")], START)
    async with house.app.database.transaction() as db:  # as after a restart
        staff = StaffRoom("telegram", "-5")
        assert await staff.current(db) == "-10"
        assert await staff.strange(db, ["-5", "-9", "-10", "-7", "-8", "-11"]) == [
            "-7",
            "-8",
            "-11",
        ]
        await staff.moved(db, [("-10", "-5")], START)  # round in a circle leads nowhere
        assert await staff.current(db) == "-10"
        assert (
            await StaffRoom("telegram", "-9").current(db) == "-10"
        )  # a setting brought up to date


async def test_without_one_every_group_is_strange(house: House) -> None:
    staff = StaffRoom("telegram", None)
    async with house.app.database.transaction() as db:
        await staff.moved(db, [("-5", "-9")], START)
        assert await staff.current(db) is None
        assert await staff.strange(db, ["-5", "-9"]) == ["-5", "-9"]


class Moving(FakeChannel):
    """A channel on which `old` is called `new` by now."""

    async def send(self, to: str, part: Part) -> str:
        if to == "old":
            raise MovedTo("new")
        return await super().send(to, part)


async def test_what_was_sent_to_where_it_was_goes_where_it_is(
    database_url: str, tmp_path: Path
) -> None:
    clock = FakeClock()
    channel = Moving(clock)
    async with House(database_url, tmp_path, clock=clock) as house:
        house.app.channels["fake"] = channel
        staff = StaffRoom("fake", "old")
        house.app.delivery.recorder._staff_room = staff
        await house.put("old", "text", text="hoi")
        await house.settle()
        assert [seen.text[:4] for seen in channel.screens["new"]] == ["👋 Ho"]
        assert "old" not in channel.screens
        async with house.app.database.reading() as db:
            assert await staff.current(db) == "new"
            found = await accounts.identities(db, [("fake", "new"), ("fake", "old")])
            assert list(found) == [("fake", "new")]
