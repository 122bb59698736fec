"""Voice notes and photos: fetched by a row with retries, kept by the hash of their content.

They are kept as they came, and shown in a form that the other channel plays.

With SQLite the bytes are files under DATA_DIR/media; with PostgreSQL they are in the row, because
replicas share no folder.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot import convert
from bot.channels.base import (
    MEDIA,
    UPLOAD,
    Channel,
    ChannelError,
    MediaFile,
    Refused,
    TooFast,
    VoiceForm,
)
from storage.database import Database
from storage.models import media, web
from storage.models.media import ATTEMPTS, Media

log = logging.getLogger(__name__)

LEASE = 120.0  # seconds for one download
MOST_SHOWN = 500
T = TypeVar("T")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file on the disk as a page shows it."""

    path: Path
    mime: str


_converting = asyncio.Semaphore(2)  # each may take hundreds of megabytes for a moment


async def converted(work: Callable[..., T], *args: Any) -> T:
    """Run it in a thread, not many at a time. Raises what it raises."""
    async with _converting:
        return await asyncio.to_thread(work, *args)


async def _playable(data: bytes, form: VoiceForm) -> bytes:
    """Return the voice note in that form; as it is where it cannot be read."""
    try:
        return (await converted(convert.voice_for, data, form)).data
    except convert.BadUpload:
        return data


async def _heard(data: bytes) -> tuple[bytes, str]:
    try:
        voice = await converted(convert.voice_for, data, VoiceForm.BROWSER)
    except convert.BadUpload:
        return data, "application/octet-stream"
    return voice.data, voice.mime


class MediaStore:
    """The one port to media."""

    def __init__(self, database: Database, data_dir: Path) -> None:
        self._database = database
        self._folder = data_dir / "media"
        self._shown: dict[str, PageFile] = {}  # what pages asked for, in the form they play

    async def for_channel(self, media_id: str, channel: Channel) -> MediaFile | None:
        """Return the file as that channel can send it; None while its bytes are not here."""
        async with self._database.reading() as db:
            found = (await media.find(db, [media_id])).get(media_id)
        if found is None:
            return None
        if channel.traits.by_reference:
            return MediaFile(found.kind, MEDIA + media_id, None, seconds=found.seconds)
        reference = found.reference if found.channel == channel.name else None
        data = None if reference else await self.load(found)
        if reference is None and data is None:
            return None
        if data is not None and found.kind == "voice" and channel.traits.voice is not None:
            data = await _playable(data, channel.traits.voice)
        return MediaFile(
            found.kind, reference, data, name=found.name, mime=found.mime, seconds=found.seconds
        )

    async def for_page(self, reference: str, kind: str) -> PageFile | None:
        """Return what a page shows for a reference of ours; None while the bytes are not here.

        A file on the disk, so that a browser may ask for any part of it.
        """
        if known := self._shown.get(reference):
            return known
        data = await self._referred(reference)
        if data is None:
            return None
        mime = "application/octet-stream"
        if kind == "photo":
            mime = "image/jpeg"
        elif kind == "voice":
            data, mime = await _heard(data)
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if not await asyncio.to_thread(path.exists):
            await asyncio.to_thread(self._write, digest, data)
        self._shown[reference] = PageFile(path, mime)
        if len(self._shown) > MOST_SHOWN:
            del self._shown[next(iter(self._shown))]
        return PageFile(path, mime)

    async def _referred(self, reference: str) -> bytes | None:
        if not reference.startswith(MEDIA):
            return await self.staged(reference.removeprefix(UPLOAD))
        media_id = reference.removeprefix(MEDIA)
        async with self._database.reading() as db:
            found = (await media.find(db, [media_id])).get(media_id)
        return await self.load(found) if found else None

    async def stage(self, data: bytes) -> tuple[str, bytes | None]:
        """Keep an upload before anybody refers to it; return its hash, and what the row holds."""
        digest = hashlib.sha256(data).hexdigest()
        if not self._database.is_sqlite:
            return digest, data
        await asyncio.to_thread(self._write, digest, data)
        return digest, None

    async def staged(self, digest: str) -> bytes | None:
        """Return what was uploaded, or None. Raises DatabaseUnavailable."""
        if not _DIGEST.fullmatch(digest):
            return None
        if self._database.is_sqlite:
            try:
                return await asyncio.to_thread(self._path(digest).read_bytes)
            except OSError:
                return None
        async with self._database.reading() as db:
            return await web.load_upload(db, digest)

    async def load(self, found: Media) -> bytes | None:
        if found.state != "kept" or found.sha256 is None:
            return None
        if self._database.is_sqlite:
            try:
                return await asyncio.to_thread(self._path(found.sha256).read_bytes)
            except OSError as error:
                log.error("the bytes of media %s are not there: %s", found.id, type(error).__name__)
                return None
        async with self._database.reading() as db:
            return await media.load(db, found.id)

    async def fetch_wanted(self, channels: Mapping[str, Channel]) -> int:
        """Fetch what is wanted and due; return how many were kept."""
        async with self._database.transaction() as db:
            wanted = await media.claim(db, list(channels), limit=5, lease=LEASE)
        kept = 0
        for row in wanted:
            kept += await self._fetch(row, channels)
        return kept

    async def _fetch(self, row: Media, channels: Mapping[str, Channel]) -> bool:
        try:
            if row.attempts > ATTEMPTS:  # each try before ended with the whole process
                raise Refused("tried too often")
            data = await channels[row.channel].fetch(row.reference)
            digest = hashlib.sha256(data).hexdigest()
            if self._database.is_sqlite:
                await asyncio.to_thread(self._write, digest, data)
        except (ChannelError, OSError) as error:
            await self._failed(row, error)
            return False
        async with self._database.transaction() as db:
            await media.keep(db, row.id, digest, None if self._database.is_sqlite else data)
        return True

    async def _failed(self, row: Media, error: Exception) -> None:
        final = isinstance(error, Refused) or row.attempts >= ATTEMPTS
        wait = error.seconds if isinstance(error, TooFast) else min(3600.0, 5.0 * 3**row.attempts)
        log.warning("media %s was not fetched: %s", row.id, type(error).__name__)
        async with self._database.transaction() as db:
            await media.fail(db, row.id, type(error).__name__, None if final else wait)

    def _path(self, digest: str) -> Path:
        """Return a path by content, so that two who keep the same keep it once."""
        return self._folder / digest[:2] / digest

    def _write(self, digest: str, data: bytes) -> None:
        """Write a file whose name exists once the whole of it is on the disk."""
        path = self._path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{uuid.uuid4().hex}.part")  # two may write the same
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
