"""The forms that are accepted, and how each is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from PIL import Image

Kind = Literal["voice", "photo", "file"]


Reason = Literal[
    "empty",
    "too_big",
    "not_a_photo",
    "not_audio",
    "too_large_picture",
    "too_long",
    "broken",
]


MAX_BYTES = 20 * 1024 * 1024


class BadUpload(Exception):
    """The upload is refused; `reason` is a stable code."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class _SoundForm:
    mime: str
    demuxer: str
    codecs: frozenset[str]


_PCM = frozenset({"pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le"})


SOUNDS = {
    "webm": _SoundForm("audio/webm", "matroska", frozenset({"opus"})),
    "ogg": _SoundForm("audio/ogg", "ogg", frozenset({"opus"})),
    "mp4": _SoundForm("audio/mp4", "mov", frozenset({"aac", "opus"})),
    "mp3": _SoundForm("audio/mpeg", "mp3", frozenset({"mp3", "mp3float"})),
    "wav": _SoundForm("audio/wav", "wav", _PCM),
}


PHOTOS = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
}


_STILLS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def check_size(data: bytes) -> None:
    if not data:
        raise BadUpload("empty")
    if len(data) > MAX_BYTES:
        raise BadUpload("too_big")


def form_of(data: bytes) -> str | None:
    """Return which of the forms we take this claims to be, by its first bytes."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF"):
        return {b"WEBP": "WEBP", b"WAVE": "wav"}.get(data[8:12])
    if data[4:8] == b"ftyp":
        return _iso_form(data)
    if data.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm"
    if data.startswith(b"OggS"):
        return "ogg"
    # an ID3 tag, or the sync word of MPEG audio with its layer bits on III
    if data.startswith(b"ID3") or re.match(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]", data):
        return "mp3"
    return None


def _iso_form(data: bytes) -> str | None:
    """Tell AVIF, HEIC and MP4 apart, which share a container: its first box names the brands."""
    end = min(int.from_bytes(data[:4]), 256)
    brands = {data[8:12]} | {data[at : at + 4] for at in range(16, end, 4)}
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    return None if brands & _STILLS else "mp4"


@contextmanager
def with_library() -> Iterator[None]:
    """Raise one exception, BadUpload, whatever a decoder makes of hostile bytes."""
    try:
        yield
    except BadUpload:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadUpload("too_large_picture") from error
    except Exception as error:  # SyntaxError and struct.error are among what decoders raise
        raise BadUpload("broken") from error
