"""What somebody uploads is looked through before it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.convert.forms import PHOTOS, SOUNDS, BadUpload, Kind, check_size, form_of
from bot.convert.photos import open_photo
from bot.convert.voices import heard, length, not_nothing, open_sound


@dataclass(frozen=True)
class Checked:
    """The result of looking at an upload; pixels of a photo before turning, seconds of a voice."""

    kind: Literal["voice", "photo"]
    mime: str
    width: int | None = None
    height: int | None = None
    seconds: float | None = None


def check_upload(data: bytes, kind: Kind) -> Checked:
    """Judge an upload by its content; a "file" may be a photo or a voice note. Raises BadUpload."""
    check_size(data)
    form = form_of(data)
    if kind != "voice" and form in PHOTOS:
        with open_photo(data) as image:
            width, height = image.size
            image.draft(None, (1, 1))  # a JPEG is read whole but kept small
            image.load()
        return Checked("photo", PHOTOS[form], width=width, height=height)
    if kind != "photo" and form in SOUNDS:
        with open_sound(data) as sound:
            seconds = sum(length(frame) for _, frames in heard(sound) for frame in frames)
        return Checked("voice", SOUNDS[form].mime, seconds=not_nothing(seconds))
    raise BadUpload("not_audio" if kind == "voice" else "not_a_photo")
