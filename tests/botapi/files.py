"""The files the server knows, by the identifiers it gave out."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.botapi.refusal import Refusal, bad_request
from tests.botapi.schema import Upload

Json = dict[str, Any]

# Bot API: a bot downloads at most 20 MB and uploads at most 50 MB, photos at most 10 MB.
MEGABYTE = 1024 * 1024
DOWNLOAD_LIMIT = 20 * MEGABYTE
UPLOAD_LIMIT = 50 * MEGABYTE
PHOTO_LIMIT = 10 * MEGABYTE
LINK_LIFETIME = 3600.0

PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF", b"BM")
FOLDERS = {
    "photo": ("photos", ".jpg"),
    "voice": ("voice", ".oga"),
    "audio": ("music", ".mp3"),
    "video": ("videos", ".mp4"),
    "document": ("documents", ""),
    "sticker": ("stickers", ".webp"),
    "animation": ("animations", ".mp4"),
}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as Telegram keeps it; without `data` only its size is known."""

    file_id: str
    unique_id: str
    kind: str
    size: int
    path: str
    data: bytes | None = None
    name: str | None = None
    mime_type: str | None = None

    @property
    def content(self) -> bytes:
        """Return the bytes, made up when only the size was given."""
        return bytes(self.size) if self.data is None else self.data

    def as_json(self) -> Json:
        """Return the fields every kind of file has."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
        }


class Files:
    """Stores files and the download links that were given out for them."""

    def __init__(self, random: Random, now: Callable[[], float]) -> None:
        self._random = random
        self._now = now
        self._files: dict[str, StoredFile] = {}
        self._links: dict[str, tuple[StoredFile, float]] = {}

    def add(
        self,
        kind: str,
        data: bytes | None,
        *,
        size: int | None = None,
        name: str | None = None,
        mime_type: str | None = None,
    ) -> StoredFile:
        """Store a file and return it with its identifiers."""
        number = len(self._files)
        folder, ending = FOLDERS[kind]
        if name and "." in name:
            ending = "." + name.rsplit(".", 1)[1]
        stored = StoredFile(
            file_id=f"{kind[:2].upper()}gACAgQAAx{self._random.getrandbits(200):050x}",
            unique_id=f"AQAD{self._random.getrandbits(48):012x}",
            kind=kind,
            size=len(data) if data is not None else size or 0,
            path=f"{folder}/file_{number}{ending}",
            data=data,
            name=name,
            mime_type=mime_type,
        )
        self._files[stored.file_id] = stored
        return stored

    def received(self, kind: str, given: Upload | str) -> StoredFile:
        """Return the file the bot sends: newly uploaded, or known by its identifier."""
        if isinstance(given, str):
            return self._known(kind, given)
        if not given.data:
            raise bad_request("file must be non-empty")
        if len(given.data) > (PHOTO_LIMIT if kind == "photo" else UPLOAD_LIMIT):
            raise Refusal(413, "Request Entity Too Large")
        if kind == "photo" and not given.data.startswith(PICTURE_STARTS):
            raise bad_request("IMAGE_PROCESS_FAILED")
        return self.add(kind, given.data, name=given.name, mime_type=given.mime_type)

    def _known(self, kind: str, file_id: str) -> StoredFile:
        if file_id.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        stored = self._files.get(file_id)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {stored.kind} as {kind}")
        return stored

    def link(self, file_id: str) -> StoredFile:
        """Return the file and make it downloadable for an hour."""
        stored = self._files.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if stored.size > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        self._links[stored.path] = stored, self._now() + LINK_LIFETIME
        return stored

    def download(self, path: str) -> bytes | None:
        """Return the content behind a link, or None when there is no such link any more."""
        found = self._links.get(path)
        if found is None or self._now() > found[1]:
            return None
        return found[0].content
