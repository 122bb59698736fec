"""Sixty transactions read a number, add one and write it back; sixty must be counted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, select, update

from conversations.contributions import Contribution
from storage.database import Conflict, Database, Db
from storage.migrate import migrate
from storage.models import contributions, people
from storage.models.people import person
from tests.house import START, House

WRITERS = 60


async def _a_person(database: Database) -> int:
    await migrate(database)
    async with database.transaction() as db:
        added = await db.execute(
            insert(person)
            .values(name="0", language="nl", created_at=START, muted=False, remembered={})
            .returning(person.c.id)
        )
        return int(added.scalar_one())


async def _add_one(database: Database, person_id: int, *, lock: bool = True) -> None:
    async with database.transaction() as db:
        look = select(person.c.name).where(person.c.id == person_id)
        found = (await db.execute(look.with_for_update() if lock else look)).scalar_one()
        await asyncio.sleep(0)
        await db.execute(
            update(person).where(person.c.id == person_id).values(name=str(int(found) + 1))
        )


async def _counted(database: Database, person_id: int) -> int:
    async with database.reading() as db:
        found = await db.execute(select(person.c.name).where(person.c.id == person_id))
        return int(found.scalar_one())


async def test_sixty_writers_are_all_counted(database_url: str) -> None:
    database = Database(database_url)
    person_id = await _a_person(database)
    await asyncio.gather(*(_add_one(database, person_id) for _ in range(WRITERS)))
    assert await _counted(database, person_id) == WRITERS
    await database.close()


async def test_two_processes_on_one_file_are_all_counted(sqlite_url: str) -> None:
    """Two engines take turns at the file itself, not at the lock within a process."""
    databases = [Database(sqlite_url), Database(sqlite_url)]
    person_id = await _a_person(databases[0])
    await asyncio.gather(*(_add_one(databases[n % 2], person_id) for n in range(20)))
    assert await _counted(databases[0], person_id) == 20
    for database in databases:
        await database.close()


class _Careless(Database):
    """The same without our BEGIN IMMEDIATE and without taking turns."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Db]:
        async with self.engine.connect() as db:
            yield db
            await db.commit()


async def test_of_the_test_without_care_updates_are_lost(database_url: str) -> None:
    """What the two tests above would see if transactions were left to the driver."""
    database = Database(database_url)
    person_id = await _a_person(database)
    await database.close()
    careless = _Careless(database_url)
    if careless.is_sqlite:
        event.remove(careless.engine.sync_engine, "begin", _begin_of(careless))
    await asyncio.gather(*(_add_one(careless, person_id, lock=False) for _ in range(WRITERS)))
    assert await _counted(careless, person_id) < WRITERS
    await careless.close()


def _begin_of(database: Database) -> Callable[..., Any]:
    [listener] = database.engine.sync_engine.dispatch.begin
    found: Callable[..., Any] = listener
    return found


def _changed(seen: Contribution, wijk: str | None) -> Contribution:
    return replace(seen, wijk=wijk, version=seen.version + 1)


async def test_contributions_changed_by_many_at_once(database_url: str, tmp_path: Path) -> None:
    """find(lock=True) and write(): each of sixty changes moves the version by one."""
    async with House(database_url, tmp_path) as house:
        await house.says("fatma", "meer bankjes")
        for label in ("💡 Een idee", "Weet ik niet", "Liever niet", "✅ Ja, verstuur"):
            await house.taps("fatma", label)
        database = house.app.database

        async def change() -> None:
            async with database.transaction() as db:
                found = await contributions.find(db, [1], lock=True)
                await asyncio.sleep(0)
                await contributions.write(db, [(found[1], _changed(found[1], None))])

        await asyncio.gather(*(change() for _ in range(WRITERS)))
        async with database.reading() as db:
            found = await contributions.find(db, [1])
        assert found[1].version == 1 + WRITERS


async def test_a_change_from_an_old_look_is_refused(house: House) -> None:
    await house.says("fatma", "meer bankjes")
    for label in ("💡 Een idee", "Weet ik niet", "Liever niet", "✅ Ja, verstuur"):
        await house.taps("fatma", label)
    async with house.app.database.transaction() as db:
        seen = (await contributions.find(db, [1], lock=True))[1]
        await contributions.write(db, [(seen, _changed(seen, "presikhaaf"))])
        with pytest.raises(Conflict):
            await contributions.write(db, [(seen, _changed(seen, "malburgen"))])
        assert (await people.names(db, [1])) is not None
