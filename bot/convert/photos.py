"""A photo without where and when it was made, of a size that a phone can show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms

from bot.convert.forms import PHOTOS, BadUpload, check_size, form_of, with_library

MAX_PIXELS = 50_000_000  # a phone's 50-megapixel picture is 8160 × 6120


MAX_SCANS = 100  # of a progressive JPEG; cameras write about ten, and each costs a whole picture


SIDE = 2048  # pixels, the longer side of a cleaned photo


QUALITY = 85


@dataclass(frozen=True)
class Photo:
    """A photo without anything but its pixels."""

    data: bytes
    mime: str
    width: int
    height: int


def clean_photo(data: bytes) -> Photo:
    """Return the pixels alone: upright, sRGB, on white, at most 2048 on a side, standing still."""
    check_size(data)
    with open_photo(data) as image:
        turn = _TURNS.get(_orientation(image))
        profile = image.info.get("icc_profile")
        shrink = min(1.0, SIDE / max(image.size))
        # a JPEG is decoded at a fraction right away: a quarter of the room for 50 megapixels
        width, height = (max(1, int(side * shrink)) for side in image.size)
        image.draft(None, (width, height))
        if image.mode != "RGBA" and (image.mode == "P" or image.has_transparency_data):
            image = image.convert("RGBA")
        elif image.mode.startswith("I"):
            image = image.point(lambda value: value / 256).convert("L")
        image.thumbnail((SIDE, SIDE))
        image = _on_white(image)
        image = _srgb(image, profile)
        if turn is not None:
            image = image.transpose(turn)
        image.info.clear()  # Pillow would write comments and XMP into the new file
        out = BytesIO()
        image.save(out, "JPEG", quality=QUALITY)
        return Photo(out.getvalue(), "image/jpeg", image.width, image.height)


@contextmanager
def open_photo(data: bytes) -> Iterator[Image.Image]:
    """Open a photo undecoded. Raises BadUpload where it is none or too large to decode."""
    form = form_of(data)
    if form not in PHOTOS:
        raise BadUpload("not_a_photo")
    with with_library():
        # Pillow makes room for the whole canvas of a WebP when it opens it
        if form == "WEBP":
            _check_pixels(*_webp_size(data))
        if form == "JPEG" and _scans(data) > MAX_SCANS:
            raise BadUpload("broken")
        with Image.open(BytesIO(data), formats=[form]) as image:
            _check_pixels(*image.size)
            yield image


def _check_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise BadUpload("too_large_picture")


def _webp_size(data: bytes) -> tuple[int, int]:
    chunk = data[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    return width, height


# a marker: not a stuffed byte, not a restart
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])", re.DOTALL)


_END, _SCAN = 0xD9, 0xDA


def _scans(data: bytes) -> int:
    """Return how many scans a JPEG has before its end."""
    at, scans = 2, 0
    while (marker := _MARKER.search(data, at)) and (code := marker[1][0]) != _END:
        scans += code == _SCAN
        at = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2])
    return scans


_TURNS: dict[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _orientation(image: Image.Image) -> object:
    """Return the EXIF orientation; a damaged EXIF block is no reason to lose the photo."""
    try:
        return image.getexif().get(0x0112)
    except Exception:
        return None


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image
    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the colours as they were meant; a profile that does not fit is left out of account."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            seen = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            seen = None
        if seen is not None:
            return seen
    return image.convert("RGB")
