"""Voice notes and photos: fetched by a row with retries, kept by the hash of their content.

With SQLite the bytes are files under DATA_DIR/media; with PostgreSQL they are in the row, because
replicas share no folder.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
from collections.abc import Mapping
from pathlib import Path

from bot.channels.base import Channel, ChannelError, MediaFile, Refused, TooFast
from storage.database import Database
from storage.models import media
from storage.models.media import ATTEMPTS, Media

log = logging.getLogger(__name__)

LEASE = 120.0  # seconds for one download


class MediaStore:
    """The one port to media."""

    def __init__(self, database: Database, data_dir: Path) -> None:
        self._database = database
        self._folder = data_dir / "media"

    async def for_channel(self, media_id: str, channel: str) -> MediaFile | None:
        """The file as that channel can send it; None while its bytes are not here."""
        async with self._database.reading() as db:
            found = (await media.find(db, [media_id])).get(media_id)
        if found is None:
            return None
        reference = found.reference if found.channel == channel else None
        data = None if reference else await self.load(found)
        if reference is None and data is None:
            return None
        return MediaFile(
            found.kind, reference, data, name=found.name, mime=found.mime, seconds=found.seconds
        )

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
        """Fetch what is wanted and due; how many were kept."""
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
        return self._folder / digest[:2] / digest

    def _write(self, digest: str, data: bytes) -> None:
        """The name exists once the whole file is on the disk."""
        path = self._path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
