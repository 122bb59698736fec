"""Files are fetched by a row, with retries, and kept once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.channels.base import Refused, Unreached
from storage.models import accounts, media
from tests.house import FakeChannel, House


async def _wanted(house: House, *ids: str, channel: str = "fake") -> None:
    async with house.app.database.transaction() as db:
        await accounts.enrol_accounts(db, [("fake", ids[0], "nl")], house.clock.now())
        found = await accounts.identities(db, [("fake", ids[0])])
        account = found["fake", ids[0]].account
        now = house.clock.now()
        wanted = [
            media.Wanted(
                id=number,
                account=account,
                channel=channel,
                reference="same",
                kind="photo",
                created_at=now,
            )
            for number in ids
        ]
        await media.want(db, wanted)


async def _fetch(house: House) -> int:
    async with house.app.database.transaction() as db:
        await db.execute(update(media.media).values(retry_at=0.0))
    return await house.app.media.fetch_wanted(house.app.channels)


def _files(folder: Path) -> list[Path]:
    return [path for path in (folder / "data").rglob("*") if path.is_file()]


async def test_a_file_that_fails_twice_is_kept_at_the_third_and_once(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails: list[Exception] = [Unreached("net"), Unreached("net")]

    async def fetch(reference: str) -> bytes:
        if fails:
            raise fails.pop()
        return b"bytes"

    monkeypatch.setattr(house.channel, "fetch", fetch)
    await _wanted(house, "m")
    assert [await _fetch(house) for _ in range(3)] == [0, 0, 1]
    await _wanted(house, "n")
    assert await _fetch(house) == 1
    async with house.app.database.reading() as db:
        found = await media.find(db, ["m", "n"])
        kept = list((await db.execute(select(media.media.c.bytes))).scalars())
    assert [await house.app.media.load(row) for row in found.values()] == [b"bytes"] * 2
    sqlite = house.app.database.is_sqlite
    assert len(_files(tmp_path / "")) == (1 if sqlite else 0)
    assert kept == ([None, None] if sqlite else [b"bytes", b"bytes"])
    for path in _files(tmp_path):
        path.unlink()
    if sqlite:
        elsewhere = FakeChannel(house.clock, name="elsewhere")
        assert await house.app.media.for_channel("m", elsewhere) is None


async def test_refused_is_never_tried_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    async def fetch(reference: str) -> bytes:
        nonlocal calls
        calls += 1
        raise Refused("no")

    monkeypatch.setattr(house.channel, "fetch", fetch)
    await _wanted(house, "m")
    for _ in range(3):
        await _fetch(house)
    assert calls == 1


async def test_a_channel_that_is_not_configured_holds_up_nobody(house: House) -> None:
    await _wanted(house, "a", channel="elsewhere")
    await _wanted(house, "b")
    assert await _fetch(house) == 1


async def test_an_interrupted_write_leaves_no_half_file(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "disk full")

    await _wanted(house, "m")
    if not house.app.database.is_sqlite:
        return
    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        assert await _fetch(house) == 0
        assert _files(tmp_path) == []
    assert await _fetch(house) == 1
