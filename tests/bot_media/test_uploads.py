"""Uploads: taken for what they hold, refused with a reason, and never anything else."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot import convert
from bot.channels.base import VoiceForm
from bot.convert import BadUpload, Kind, check_upload, clean_photo, photos, voice_for
from tests.bot_media import material
from tests.bot_media.material import halves, m4a, mp3, ogg, recording, saved, wav, webm

PHOTOS = {
    "image/jpeg": saved(halves(), "JPEG"),
    "image/png": saved(halves(), "PNG"),
    "image/webp": saved(halves(), "WEBP"),
    "image/avif": saved(halves(), "AVIF"),
}
SOUNDS = {
    "audio/webm": webm(0.3),
    "audio/ogg": ogg(0.3),
    "audio/mp4": m4a(0.3),
    "audio/mpeg": mp3(0.3),
    "audio/wav": wav(0.3),
}


def a_zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("photo.jpg", PHOTOS["image/jpeg"])
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
NEITHER = {
    "text called photo.jpg": b"Ik wil een bankje bij de speeltuin.",
    "svg": SVG,
    "svg with xml": b'<?xml version="1.0"?>' + SVG,
    "html": b"<!doctype html><script>alert(1)</script>",
    "html before a photo": b"<!--" + PHOTOS["image/jpeg"],
    "gif": saved(halves(), "GIF"),
    "gif that is a script": b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)",
    "bmp": saved(halves(), "BMP"),
    "tiff": saved(halves(), "TIFF"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "pdf": b"%PDF-1.7\n",
    "zip": a_zip(),
    "heic": b"\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf" + b"\0" * 40,
    "playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
    "list for joining": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "avi": b"RIFF\x24\0\0\0AVI LIST" + b"\0" * 40,
    "riff of nothing": b"RIFF",
    "aac without a box": recording("adts", "aac"),
    "program": b"\x7fELF" + b"\0" * 60,
    "byte": b"\xff",
}


@pytest.mark.parametrize("kind", ["photo", "file"])
@pytest.mark.parametrize("mime", PHOTOS)
def test_photos_are_taken(mime: str, kind: Kind) -> None:
    found = check_upload(PHOTOS[mime], kind)
    assert (found.kind, found.mime, found.width, found.height) == ("photo", mime, 64, 48)


@pytest.mark.parametrize("kind", ["voice", "file"])
@pytest.mark.parametrize("mime", SOUNDS)
def test_voice_notes_are_taken(mime: str, kind: Kind) -> None:
    found = check_upload(SOUNDS[mime], kind)
    assert (found.kind, found.mime) == ("voice", mime)
    assert found.seconds == pytest.approx(0.3, abs=0.06)


@pytest.mark.parametrize("name", NEITHER)
def test_what_is_neither_is_refused(name: str) -> None:
    data = NEITHER[name]
    assert refusals(data) == {
        "photo": "not_a_photo",
        "file": "not_a_photo",
        "voice": "not_audio",
        "clean": "not_a_photo",
        "telegram": "not_audio",
        "web": "not_audio",
    }


def refusals(data: bytes) -> dict[str, str]:
    """What each function says of this."""
    calls: dict[str, Callable[[bytes], object]] = {
        "photo": lambda data: check_upload(data, "photo"),
        "file": lambda data: check_upload(data, "file"),
        "voice": lambda data: check_upload(data, "voice"),
        "clean": clean_photo,
        "telegram": lambda data: voice_for(data, VoiceForm.BUBBLE),
        "web": lambda data: voice_for(data, VoiceForm.BROWSER),
    }
    said: dict[str, str] = {}
    for name, call in calls.items():
        with pytest.raises(BadUpload) as refused:
            call(data)
        said[name] = refused.value.reason
    return said


def test_a_photo_is_not_a_voice_note_nor_the_other_way_round() -> None:
    for data in PHOTOS.values():
        with pytest.raises(BadUpload, match="not_audio"):
            check_upload(data, "voice")
    for data in SOUNDS.values():
        with pytest.raises(BadUpload, match="not_a_photo"):
            check_upload(data, "photo")


@pytest.mark.parametrize(
    "data",
    [
        recording("matroska", "flac"),
        recording("ogg", "flac"),
        recording("mp4", "libmp3lame"),
        recording("wav", "libmp3lame"),
        recording("mp4", "aac", picture=True),
        recording("matroska", "libopus", picture=True),
    ],
    ids=[
        "flac in matroska",
        "flac in ogg",
        "mp3 in mp4",
        "mp3 in wav",
        "film in mp4",
        "film in matroska",
    ],
)
def test_other_codecs_and_films_are_not_voice_notes(data: bytes) -> None:
    said = refusals(data)
    assert {said["voice"], said["telegram"], said["web"], said["file"]} == {"not_audio"}


def test_nothing_and_too_much_are_refused_by_every_function() -> None:
    assert set(refusals(b"").values()) == {"empty"}
    full = PHOTOS["image/jpeg"].ljust(convert.MAX_BYTES, b"\0")
    assert check_upload(full, "photo").mime == "image/jpeg"
    assert set(refusals(full + b"\0").values()) == {"too_big"}


BOMBS = {
    "png of 60,000 x 60,000": material.png_claiming(60_000, 60_000),
    "png of 10,000 x 10,000": material.png_claiming(10_000, 10_000),
    "jpeg of 60,000 x 60,000": material.jpeg_claiming(60_000, 60_000),
    "webp of 16,384 x 16,384": material.webp_claiming(16_384, 16_384),
    "a real one of 60 megapixels": saved(Image.new("1", (10_000, 6_000)), "PNG"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_an_image_bomb_is_refused_before_it_is_decoded(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(image: Image.Image) -> None:
        raise AssertionError(f"decoded {image.size}")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", load)
    monkeypatch.setattr("PIL.WebPImagePlugin.WebPImageFile.load", load)
    assert len(BOMBS[name]) < 100_000
    for call in (clean_photo, lambda data: check_upload(data, "photo")):
        with pytest.raises(BadUpload, match="too_large_picture"):
            call(BOMBS[name])


def test_room_for_a_webp_is_not_made_before_its_size_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def decoder(data: bytes) -> None:
        raise AssertionError("made room")

    monkeypatch.setattr("PIL._webp.WebPAnimDecoder", decoder)
    with pytest.raises(BadUpload, match="too_large_picture"):
        clean_photo(material.webp_claiming(16_384, 16_384))


@pytest.mark.parametrize("options", [{}, {"lossless": True}, {"exif": material.exif()}])
def test_the_size_of_every_kind_of_webp_is_read(
    options: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = saved(halves((70, 50)), "WEBP", **options)
    monkeypatch.setattr(photos, "MAX_PIXELS", 70 * 50)
    assert check_upload(data, "photo").width == 70
    monkeypatch.setattr(photos, "MAX_PIXELS", 70 * 50 - 1)
    monkeypatch.setattr("PIL._webp.WebPAnimDecoder", None)
    with pytest.raises(BadUpload, match="too_large_picture"):
        check_upload(data, "photo")


def test_a_jpeg_of_a_thousand_scans_is_refused() -> None:
    ordinary = saved(halves(), "JPEG", progressive=True)
    assert check_upload(ordinary, "photo").mime == "image/jpeg"
    with_a_film_after_its_end = ordinary + b"\0\0" + b"\xff\xda\0\0" * 1_000
    with_it_in_a_comment = saved(halves(), "JPEG", comment=b"\xff\xda" * 1_000)
    for data in (
        with_a_film_after_its_end,
        with_it_in_a_comment,
        material.jpeg_of_many_scans(20),
    ):
        assert check_upload(data, "photo").mime == "image/jpeg"
    for call in (clean_photo, lambda data: check_upload(data, "photo")):
        with pytest.raises(BadUpload, match="broken"):
            call(material.jpeg_of_many_scans(1_000))


@pytest.mark.parametrize("mime", PHOTOS)
def test_half_a_photo_is_broken(mime: str) -> None:
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    data = saved(noise, mime.removeprefix("image/"))
    with pytest.raises(BadUpload, match="broken"):
        check_upload(data[: len(data) // 2], "photo")


# ---------------------------------------------------------------- anything at all

MAGIC = st.sampled_from(
    [
        b"",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x40\0\0\0WEBPVP8X",
        b"RIFF\x40\0\0\0WEBPVP8L",
        b"RIFF\x40\0\0\0WAVEfmt ",
        b"\0\0\0\x18ftypavif",
        b"\0\0\0\x18ftypM4A ",
        b"\x1a\x45\xdf\xa3",
        b"OggS\0\x02",
        b"ID3\x04",
        b"\xff\xfb",
    ]
)
RANDOM = st.builds(bytes.__add__, MAGIC, st.binary(max_size=400))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file with bytes changed, dropped or put in."""
    data = bytearray(draw(st.sampled_from([*PHOTOS.values(), *SOUNDS.values()])))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, min(len(data), 2_000) - 1)))
        data[at : at + draw(st.integers(0, 4))] = draw(st.binary(max_size=4))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


def survives(data: bytes) -> None:
    calls: list[Callable[[bytes], object]] = [
        lambda data: check_upload(data, "file"),
        clean_photo,
        lambda data: voice_for(data, VoiceForm.BUBBLE),
        lambda data: voice_for(data, VoiceForm.BROWSER),
    ]
    for call in calls:
        try:
            call(data)
        except BadUpload:
            continue


@settings(max_examples=150, deadline=None)
@given(RANDOM)
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    survives(data)


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_any_damage_is_taken_or_refused(data: bytes) -> None:
    survives(data)
