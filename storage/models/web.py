"""The web chat's own tables: who a browser is, what its transcript holds, how one comes back.

Tokens and codes are kept as hashes. `sender` is the channel's name for the account, "web:…": the
account itself is made when the first event is handled.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    delete,
    insert,
    select,
    update,
)

from storage.database import Db, UtcDateTime, metadata
from storage.models.people import Id, account, person
from storage.ownership import Whose, owned
from storage.upsert import insert_ignoring

CHANNEL = "web"


CODE_LASTS = timedelta(days=365)


AGAIN_WITHIN = timedelta(minutes=10)  # a post whose answer was lost may be repeated


web_chat = Table(
    "web_chat",
    metadata,
    Column("sender", String(90), primary_key=True),
    # Every change of the transcript takes the next number; the row's lock keeps them in order.
    Column("last_seq", Integer, nullable=False, default=0),
    Column("fetched_seq", Integer, nullable=False, default=0),  # as far as a page has shown it
    Column("created_at", UtcDateTime, nullable=False),
    info=owned(Whose.SENDER),
)


web_session = Table(
    "web_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("sender", ForeignKey("web_chat.sender", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    info=owned(Whose.SENDER),
)


web_message = Table(
    "web_message",
    metadata,
    Column("id", Id, primary_key=True),
    Column("sender", ForeignKey("web_chat.sender", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("mine", Boolean, nullable=False),  # said by the person, not by the bot
    Column("text", Text, nullable=False),
    Column("buttons", JSON, nullable=False, default=list),  # rows of {label, action or link}
    Column("media", JSON),  # kind, seconds, reference
    Column("chosen", Text),  # what was tapped under it
    Column("event_id", String(40)),  # the page's own name for what it sent
    Column("pushed", Boolean, nullable=False, default=False),  # nobody was waiting for it
    Column("unfetched_told", Boolean, nullable=False, default=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("sender", "event_id"),
    Index("ix_web_message_sender_seq", "sender", "seq"),
    info=owned(Whose.SENDER),
)


return_code = Table(
    "return_code",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column(
        "sender", ForeignKey("web_chat.sender", ondelete="CASCADE"), nullable=False, unique=True
    ),
    Column("created_at", UtcDateTime, nullable=False),
    # Who used it, by the page's own name for that attempt: an answer may be lost on the way.
    Column("attempt_hash", String(64)),
    Column("used_at", UtcDateTime),
    info=owned(Whose.SENDER),
)


upload = Table(
    "upload",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("sender", ForeignKey("web_chat.sender", ondelete="CASCADE"), primary_key=True),
    Column("bytes", LargeBinary),  # with PostgreSQL; else a file under DATA_DIR/media
    Column("created_at", UtcDateTime, nullable=False),
    info=owned(Whose.SENDER),
)


def hashed(token: str) -> str:
    """Hash what nobody can guess: 256 random bits."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def code_hashed(code: str) -> str:
    """Hash three words, slowly on purpose: they could be tried one after the other."""
    return hashlib.scrypt(code.encode(), salt=b"return_code", n=2**14, r=8, p=1, dklen=32).hex()


async def begin(db: Db, sender: str, token: str, now: datetime) -> bool:
    """Begin a chat, with the session of the browser that began it; return whether that is so.

    The same beginning again, whose answer was lost, gets a session too; later on it is refused.
    """
    row = {"sender": sender, "created_at": now, "last_seq": 0, "fetched_seq": 0}
    await insert_ignoring(db, web_chat, [row], ("sender",))
    found = await db.execute(
        select(web_chat.c.sender).where(
            web_chat.c.sender == sender, web_chat.c.created_at >= now - AGAIN_WITHIN
        )
    )
    if found.scalar_one_or_none() is None:
        return False
    await let_in(db, sender, token, now)
    return True


async def let_in(db: Db, sender: str, token: str, now: datetime) -> None:
    await db.execute(
        insert(web_session).values(token_hash=hashed(token), sender=sender, created_at=now)
    )


async def who(db: Db, token: str) -> str | None:
    """Return the sender that a session's token stands for; None: there is no such session."""
    found = await db.execute(
        select(web_session.c.sender).where(web_session.c.token_hash == hashed(token))
    )
    sender: str | None = found.scalar_one_or_none()
    return sender


async def let_go(db: Db, token: str) -> None:
    """End the session of this browser; the chat stays."""
    await db.execute(delete(web_session).where(web_session.c.token_hash == hashed(token)))


async def give_code(db: Db, sender: str, code_hash: str, now: datetime) -> None:
    """Give this chat its one code; an earlier one no longer works."""
    await db.execute(delete(return_code).where(return_code.c.sender == sender))
    await db.execute(insert(return_code).values(code_hash=code_hash, sender=sender, created_at=now))


async def use_code(db: Db, code_hash: str, attempt: str, now: datetime) -> str | None:
    """Use up a code and return its sender; for a while again for the same attempt, else None."""
    same = and_(
        return_code.c.attempt_hash == hashed(attempt), return_code.c.used_at >= now - AGAIN_WITHIN
    )
    found = await db.execute(
        update(return_code)
        .where(return_code.c.code_hash == code_hash, return_code.c.created_at >= now - CODE_LASTS)
        .where(return_code.c.used_at.is_(None) | same)
        .values(attempt_hash=hashed(attempt), used_at=now)
        .returning(return_code.c.sender)
    )
    sender: str | None = found.scalar_one_or_none()
    return sender


async def language_of(db: Db, external_id: str) -> str | None:
    """Return the language of this account; None before its first event is handled."""
    found = await db.execute(
        select(person.c.language)
        .join_from(account, person)
        .where(account.c.channel == CHANNEL, account.c.external_id == external_id)
    )
    language: str | None = found.scalar_one_or_none()
    return language


async def add_upload(db: Db, sender: str, sha256: str, data: bytes | None, now: datetime) -> None:
    row = {"sender": sender, "sha256": sha256, "bytes": data, "created_at": now}
    await insert_ignoring(db, upload, [row], ("sha256", "sender"))


async def load_upload(db: Db, sha256: str) -> bytes | None:
    found = await db.execute(
        select(upload.c.bytes).where(upload.c.sha256 == sha256, upload.c.bytes.is_not(None))
    )
    return found.scalars().first()
