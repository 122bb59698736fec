"""Rows that others than the office write and see: in the database, and in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from conversations.messages import load_message
from conversations.progress import Progress
from conversations.roles import Role
from storage.database import Db
from storage.models.grants import role_grant
from storage.models.invitations import Invitation, hashed, invitation
from storage.models.media import Wanted, media
from storage.models.opt_ins import notice
from storage.models.outbox import New, outbox
from storage.models.people import account, person
from storage.models.progress import save
from storage.models.tasks import task
from storage.models.web import web_chat, web_message
from storage.records import record_of
from tests.office.contract.bench import NOW, Seen
from tests.office.memory import MemoryStore
from tests.office.memory_tables import Account, OnWeb, Person, Refused, add


class SqlRows:
    refuses: type[Exception] = IntegrityError

    def __init__(self, db: Db) -> None:
        self._db = db
        self._chats: dict[int, tuple[str, int]] = {}  # by account: its name, and how far it is

    async def _add(self, table: Any, **values: Any) -> int:
        found = await self._db.execute(insert(table).values(**values).returning(table.c.id))
        return int(found.scalar_one())

    async def person(self, name: str | None, language: str) -> int:
        return await self._add(
            person, name=name, language=language, muted=False, remembered={}, created_at=NOW
        )

    async def account(
        self, person: int | None, channel: str, external_id: str, reachable: str, seen: datetime
    ) -> int:
        number = await self._add(
            account,
            person_id=person,
            channel=channel,
            external_id=external_id,
            reachable=reachable,
            last_seen_at=seen,
        )
        self._chats[number] = (f"{channel}:{external_id}", 0)
        return number

    async def invitation(self, token: str, name: str, expires_at: datetime) -> int:
        return await self._add(
            invitation,
            token_hash=hashed(token),
            role="staff",
            name=name,
            wijk="presikhaaf",
            expires_at=expires_at,
        )

    async def progress(self, account: int, progress: Progress) -> None:
        await save(self._db, [(account, progress, None)])

    async def on_web(self, account: int, at: datetime, *, pushed: bool, fetched: bool) -> int:
        """Add a message on the web, and return its id; unfetched ones come after all fetched."""
        sender, seq = self._chats[account]
        if not seq:
            await self._db.execute(insert(web_chat).values(sender=sender, created_at=NOW))
        seq += 1
        self._chats[account] = (sender, seq)
        chat = update(web_chat).where(web_chat.c.sender == sender)
        await self._db.execute(
            chat.values(last_seq=seq, **({"fetched_seq": seq} if fetched else {}))
        )
        return await self._add(
            web_message,
            sender=sender,
            seq=seq,
            mine=False,
            text="Er is nieuws.",
            pushed=pushed,
            created_at=at,
        )

    async def became(self, letter: int, state: str, *sent_ids: str) -> None:
        this = update(outbox).where(outbox.c.id == letter)
        await self._db.execute(this.values(state=state, sent_ids=list(sent_ids)))

    async def seen(self) -> Seen:
        letters = await self._db.execute(select(outbox).order_by(outbox.c.id))
        kept = await self._db.execute(select(media))
        shown = await self._db.execute(select(notice).order_by(notice.c.id))
        over = select(role_grant.c.person_id).where(role_grant.c.ended_at.is_not(None))
        done = await self._db.execute(select(task).where(task.c.done_at.is_not(None)))
        return Seen(
            {row.id: (row.state, _new(row)) for row in letters},
            {row.id: record_of(media, Wanted, row) for row in kept},
            tuple(
                (row.person_id, row.version, row.language, row.shown_at, row.understood_at)
                for row in shown
            ),
            tuple((await self._db.execute(over.order_by(role_grant.c.id))).scalars()),
            {row.id: (row.done_at, row.details) for row in done},
        )


def _new(row: Any) -> New:
    return New(
        row.account_id,
        load_message(row.message),
        row.priority,
        row.dedupe_key,
        row.about_id,
        row.on_sent,
        row.not_before,
        gently=row.gently,
    )


class MemoryRows:
    refuses: type[Exception] = Refused

    def __init__(self, store: MemoryStore) -> None:
        self._tables = store.tables

    async def person(self, name: str | None, language: str) -> int:
        return add(self._tables.persons, [Person(language=language, name=name)])[0]

    async def account(
        self, person: int | None, channel: str, external_id: str, reachable: str, seen: datetime
    ) -> int:
        row = Account(
            person=person,
            channel=channel,
            external_id=external_id,
            reachable=reachable,
            last_seen_at=seen,
        )
        return add(self._tables.accounts, [row])[0]

    async def invitation(self, token: str, name: str, expires_at: datetime) -> int:
        rows = self._tables.invitations
        new = Invitation(0, Role.STAFF, name, "presikhaaf", None, expires_at, None, None)
        [number] = add(rows, [new])
        rows[number] = replace(new, id=number)
        self._tables.invited[hashed(token)] = number
        return number

    async def progress(self, account: int, progress: Progress) -> None:
        self._tables.progress[account] = progress

    async def on_web(self, account: int, at: datetime, *, pushed: bool, fetched: bool) -> int:
        return add(self._tables.web, [OnWeb(account, at, pushed, fetched)])[0]

    async def became(self, letter: int, state: str, *sent_ids: str) -> None:
        letters = self._tables.letters
        letters[letter] = replace(letters[letter], state=state, sent_ids=sent_ids)

    async def seen(self) -> Seen:
        t = self._tables
        return Seen(
            {i: (letter.state, letter.new) for i, letter in t.letters.items()},
            dict(t.media),
            tuple(
                (x.person, x.version, x.language, x.shown_at, x.understood_at)
                for x in t.notices.values()
            ),
            tuple(given.grant.person for given in t.grants.values() if given.ended),
            {i: (at, t.tasks[i].details) for i, at in t.done.items()},
        )
