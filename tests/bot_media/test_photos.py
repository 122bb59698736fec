"""Photos: what is left of one after cleaning, and that nothing else is."""

from __future__ import annotations

import re

import pytest
from PIL import Image, ImageOps

from bot.convert import BadUpload, clean_photo
from tests.bot_media import material
from tests.bot_media.material import ADDRESS, exif, halves, opened, saved

RED, BLUE = (255, 0, 0), (0, 0, 255)
FORMS = ("JPEG", "PNG", "WEBP", "AVIF")


def is_near(pixel: object, colour: tuple[int, int, int], within: int = 12) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= within for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("form", FORMS)
def test_a_photo_comes_out_as_jpeg_with_its_picture(form: str) -> None:
    photo = clean_photo(saved(halves(), form))
    image = opened(photo.data)
    assert (photo.mime, image.format, image.mode) == ("image/jpeg", "JPEG", "RGB")
    assert (photo.width, photo.height) == image.size == (64, 48)
    assert is_near(image.getpixel((32, 4)), RED)
    assert is_near(image.getpixel((32, 44)), BLUE)


@pytest.mark.parametrize("form", FORMS)
def test_where_it_was_taken_is_gone(form: str) -> None:
    extra: dict[str, object] = {"exif": exif(), "xmp": material.XMP}
    if form == "JPEG":
        extra["comment"] = ADDRESS
    if form == "PNG":
        extra = {"exif": exif(), "pnginfo": png_text()}
    dirty = saved(halves(), form, icc_profile=material.srgb_profile(), **extra)
    assert ADDRESS.encode() in dirty
    assert opened(dirty).getexif().get_ifd(0x8825)[3] == "E"

    clean = clean_photo(dirty).data
    for mark in (ADDRESS.encode(), b"Exif", b"2026:05:04", b"ICC_PROFILE", b"xmp", b"adobe"):
        assert mark not in clean
    assert not opened(clean).getexif()
    assert segments(clean) <= {0xE0, 0xDB, 0xC0, 0xC4}  # JFIF, tables and frame: nothing told


def png_text() -> object:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", ADDRESS)
    return info


def segments(jpeg: bytes) -> set[int]:
    """The markers before the picture itself."""
    at, found = 2, set()
    while jpeg[at + 1] != 0xDA:
        found.add(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return found


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright(orientation: int) -> None:
    corner = halves()
    corner.paste("white", (0, 0, 16, 12))
    held = saved(corner, "JPEG", exif=exif(orientation), quality=95)
    upright = ImageOps.exif_transpose(opened(held))
    photo = clean_photo(held)
    image = opened(photo.data)
    assert (photo.width, photo.height) == image.size == upright.size
    for x in (4, image.width - 4):
        for y in (4, image.height - 4):
            expected = upright.getpixel((x, y))
            assert isinstance(expected, tuple)
            assert is_near(image.getpixel((x, y)), (*map(int, expected),), 40)  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("block", [b"II*\0\xff\xff\xff\xffbad", b"II*\0", b"no EXIF at all"])
def test_a_damaged_exif_block_does_not_lose_the_photo(form: str, block: bytes) -> None:
    photo = clean_photo(saved(halves(), form, exif=b"Exif\0\0" * (form == "JPEG") + block))
    assert (photo.width, photo.height) == (64, 48)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((3000, 1000), (2048, 683)),
        ((500, 4096), (250, 2048)),
        ((2100, 2100), (2048, 2048)),
        ((9000, 1), (2048, 1)),
        ((30, 20), (30, 20)),
    ],
)
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_the_longer_side_is_at_most_2048(
    form: str, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    photo = clean_photo(saved(halves(size), form))
    assert (photo.width, photo.height) == expected == opened(photo.data).size


@pytest.mark.parametrize(("form", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("WEBP", "RGBA")])
def test_what_is_transparent_becomes_white(form: str, mode: str) -> None:
    seen = opened(clean_photo(saved(Image.new(mode, (40, 40)), form)).data)
    assert is_near(seen.getpixel((20, 20)), (255, 255, 255), 2)


def test_a_palette_and_one_transparent_colour_become_white() -> None:
    palette = Image.new("P", (40, 40), 0)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    half = Image.new("RGBA", (40, 40), (0, 0, 0, 128))
    for data in (
        saved(palette, "PNG", transparency=0),
        saved(Image.new("RGB", (40, 40), "green"), "PNG", transparency=(0, 128, 0)),
    ):
        pixel = opened(clean_photo(data).data).getpixel((20, 20))
        assert is_near(pixel, (255, 255, 255), 2)
    pixel = opened(clean_photo(saved(half, "PNG")).data).getpixel((20, 20))
    assert is_near(pixel, (127, 127, 127), 3)


def test_fine_lines_of_a_transparent_colour_do_not_tint_the_rest() -> None:
    lines = Image.new("RGB", (4096, 16), "red")
    for at in range(0, 4096, 2):
        lines.paste((0, 128, 0), (at, 0, at + 1, 16))
    seen = opened(clean_photo(saved(lines, "PNG", transparency=(0, 128, 0))).data)
    assert is_near(seen.getpixel((1024, 4)), (255, 127, 127))


def test_colours_are_as_they_were_meant() -> None:
    odd = saved(Image.new("RGB", (40, 40), "red"), "PNG", icc_profile=material.swapped_profile())
    assert is_near(opened(clean_photo(odd).data).getpixel((20, 20)), BLUE)


@pytest.mark.parametrize("profile", [b"not a profile", material.srgb_profile()[:200]])
def test_a_profile_that_makes_no_sense_is_left_out_of_account(profile: bytes) -> None:
    odd = saved(halves(), "JPEG", icc_profile=profile)
    assert is_near(opened(clean_photo(odd).data).getpixel((32, 4)), RED)


def test_a_profile_for_another_kind_of_picture_is_left_out_of_account() -> None:
    grey = saved(Image.new("L", (40, 40), 200), "PNG", icc_profile=material.srgb_profile())
    assert is_near(opened(clean_photo(grey).data).getpixel((20, 20)), (200, 200, 200), 3)


def test_pictures_for_print_and_scans_are_taken() -> None:
    ink = saved(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG")
    assert is_near(opened(clean_photo(ink).data).getpixel((20, 20)), RED)
    deep = saved(Image.new("I;16", (40, 40), 200 * 256), "PNG")
    assert is_near(opened(clean_photo(deep).data).getpixel((20, 20)), (200, 200, 200), 3)
    ink_only = saved(Image.new("1", (40, 40), 1), "PNG")
    assert is_near(opened(clean_photo(ink_only).data).getpixel((20, 20)), (255, 255, 255), 2)


@pytest.mark.parametrize("form", ["WEBP", "PNG", "AVIF"])
def test_what_moved_stands_still(form: str) -> None:
    moving = material.animated(form)
    assert getattr(opened(moving), "n_frames", 1) == 2
    image = opened(clean_photo(moving).data)
    assert getattr(image, "n_frames", 1) == 1
    assert is_near(image.getpixel((32, 4)), RED)


def test_a_page_hidden_in_a_photo_is_gone() -> None:
    page = b"<html><script>alert(1)</script><svg onload=alert(1)>"
    photo = saved(halves(), "JPEG", comment=page) + page + b"PK\x03\x04"
    clean = clean_photo(photo).data
    assert b"script" in photo
    assert not re.search(rb"script|svg|PK\x03\x04", clean)


def test_the_same_photo_gives_the_same_bytes() -> None:
    photo = saved(halves(), "PNG")
    assert clean_photo(photo) == clean_photo(photo)


@pytest.mark.parametrize("form", FORMS)
def test_half_a_photo_is_broken(form: str) -> None:
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    data = saved(noise, form)
    with pytest.raises(BadUpload, match="broken"):
        clean_photo(data[: len(data) // 2])
