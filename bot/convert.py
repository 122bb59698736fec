"""Uploads judged by what they hold; voice notes and photos in the form another channel shows.

Pure functions on bytes that take milliseconds to seconds: the caller runs them in a thread. Names
and declared types are never looked at. Each function does its own checks, so `clean_photo` and
`voice_for` may be called on anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from typing import Literal, cast

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition
from PIL import Image, ImageCms

from bot.channels.base import VoiceForm

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
MAX_PIXELS = 50_000_000  # a phone's 50-megapixel picture is 8160 × 6120
MAX_SCANS = 100  # of a progressive JPEG; cameras write about ten, and each costs a whole picture
SIDE = 2048  # pixels, the longer side of a cleaned photo
QUALITY = 85
MAX_SECONDS = 600.0
MAX_PACKETS = 240_000  # ten minutes of the shortest Opus packets, 2.5 ms
SAMPLE_RATES = range(8_000, 192_001)


class BadUpload(Exception):
    """The upload is refused; `reason` is a stable code."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class Checked:
    """What an upload turned out to be; pixels of a photo before turning, seconds of a voice."""

    kind: Literal["voice", "photo"]
    mime: str
    width: int | None = None
    height: int | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Photo:
    """A photo without anything but its pixels."""

    data: bytes
    mime: str
    width: int
    height: int


@dataclass(frozen=True)
class Voice:
    """A voice note that the channel plays, and how long it really lasts."""

    data: bytes
    mime: str
    seconds: float


@dataclass(frozen=True)
class _SoundForm:
    mime: str
    demuxer: str
    codecs: frozenset[str]


_PCM = frozenset({"pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le"})
_SOUNDS = {
    "webm": _SoundForm("audio/webm", "matroska", frozenset({"opus"})),
    "ogg": _SoundForm("audio/ogg", "ogg", frozenset({"opus"})),
    "mp4": _SoundForm("audio/mp4", "mov", frozenset({"aac", "opus"})),
    "mp3": _SoundForm("audio/mpeg", "mp3", frozenset({"mp3", "mp3float"})),
    "wav": _SoundForm("audio/wav", "wav", _PCM),
}
_PHOTOS = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
}
_STILLS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def check_upload(data: bytes, kind: Kind) -> Checked:
    """What this upload is, by its content; a "file" may be a photo or a voice note."""
    _check_size(data)
    form = _form(data)
    if kind != "voice" and form in _PHOTOS:
        with _photo(data) as image:
            width, height = image.size
            image.draft(None, (1, 1))  # a JPEG is read whole but kept small
            image.load()
        return Checked("photo", _PHOTOS[form], width=width, height=height)
    if kind != "photo" and form in _SOUNDS:
        with _sound(data) as sound:
            seconds = sum(_length(frame) for _, frames in _heard(sound) for frame in frames)
        return Checked("voice", _SOUNDS[form].mime, seconds=_some(seconds))
    raise BadUpload("not_audio" if kind == "voice" else "not_a_photo")


def _check_size(data: bytes) -> None:
    if not data:
        raise BadUpload("empty")
    if len(data) > MAX_BYTES:
        raise BadUpload("too_big")


def _form(data: bytes) -> str | None:
    """Which of the forms we take this claims to be, by its first bytes."""
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
    """AVIF, HEIC and MP4 share a container; its first box names the brands."""
    end = min(int.from_bytes(data[:4]), 256)
    brands = {data[8:12]} | {data[at : at + 4] for at in range(16, end, 4)}
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    return None if brands & _STILLS else "mp4"


@contextmanager
def _library() -> Iterator[None]:
    """Whatever a decoder makes of hostile bytes, the caller sees one exception."""
    try:
        yield
    except BadUpload:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadUpload("too_large_picture") from error
    except Exception as error:  # SyntaxError and struct.error are among what decoders raise
        raise BadUpload("broken") from error


# ---------------------------------------------------------------- photos


def clean_photo(data: bytes) -> Photo:
    """The pixels alone: upright, sRGB, on white, at most 2048 on a side; animations stand still."""
    _check_size(data)
    with _photo(data) as image:
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
def _photo(data: bytes) -> Iterator[Image.Image]:
    """The photo opened but not decoded, when it is one and is of a size we want to decode."""
    form = _form(data)
    if form not in _PHOTOS:
        raise BadUpload("not_a_photo")
    with _library():
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
    """How many scans a JPEG has before its end."""
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
    """The EXIF orientation; a damaged EXIF block is no reason to lose the photo."""
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
    """The colours as they were meant; a profile that does not fit is left out of account."""
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


# ---------------------------------------------------------------- voice


def voice_for(data: bytes, form: VoiceForm) -> Voice:
    """The voice note in a form that is played: as it is, else rewrapped, else encoded anew.

    A voice bubble is OGG/Opus. For a browser, what not every one plays becomes MP3:
    Safari before 17.4 has no WebM/Opus and Safari's OGG is not to be relied on, while MP3 plays in
    all of them, also in builds without AAC. Tags are never passed on (phones write the address of
    a recording into its title), so a playable file that has some is written anew.
    """
    _check_size(data)
    with _sound(data) as sound:
        if form is VoiceForm.BUBBLE:
            if sound.codec != "opus":
                return _encoded(sound, _BUBBLE)
            return _as_it_is(sound) if sound.form == "ogg" and sound.plain else _rewrapped(sound)
        if sound.codec != "opus" and sound.plain:
            return _as_it_is(sound)
        return _encoded(sound, _BROWSER)


@dataclass(frozen=True)
class _Sound:
    data: bytes
    form: str
    container: InputContainer
    stream: AudioStream

    @property
    def codec(self) -> str:
        return self.stream.codec_context.name

    @property
    def plain(self) -> bool:
        """Whether it holds sound and nothing else: no tags, no picture."""
        tagged = [self.container.metadata, *(one.metadata for one in self.container.streams)]
        keys = {key.lower() for tags in tagged for key in tags}
        return keys <= _FORMAT_TAGS and len(self.container.streams) == 1


# what containers say of themselves
_FORMAT_TAGS = {
    "major_brand",
    "minor_version",
    "compatible_brands",
    "encoder",
    "language",
    "handler_name",
    "vendor_id",
    "creation_time",
}


@contextmanager
def _sound(data: bytes) -> Iterator[_Sound]:
    """The recording opened, when it is one; the demuxer and the codecs are ours to name."""
    form = _form(data)
    if form not in _SOUNDS:
        raise BadUpload("not_audio")
    known = _SOUNDS[form]
    options = {
        "codec_whitelist": ",".join(known.codecs),
        "protocol_whitelist": "none",  # a file that points at other files finds nothing
        "max_streams": "8",
    }
    with (
        _library(),
        av.open(BytesIO(data), "r", format=known.demuxer, options=options) as container,
    ):
        pictures = [one for one in container.streams.video if not _is_cover(one.disposition)]
        streams = container.streams.audio
        if pictures or len(streams) != 1 or streams[0].codec_context.name not in known.codecs:
            raise BadUpload("not_audio")
        yield _Sound(data, form, container, streams[0])


def _is_cover(disposition: Disposition) -> bool:
    return bool(disposition & Disposition.attached_pic)


def _heard(sound: _Sound) -> Iterator[tuple[Packet[AudioStream], list[AudioFrame]]]:
    """Packets with what is heard in them, up to the limits."""
    seconds = 0.0
    for count, packet in enumerate(sound.container.demux(sound.stream)):
        frames = sound.stream.decode(packet)
        for frame in frames:
            if frame.sample_rate not in SAMPLE_RATES:
                raise BadUpload("broken")
            seconds += _length(frame)
        if seconds > MAX_SECONDS or count > MAX_PACKETS:
            raise BadUpload("too_long")
        yield packet, frames


def _length(frame: AudioFrame) -> float:
    return frame.samples / frame.sample_rate


def _some(seconds: float) -> float:
    if seconds <= 0:
        raise BadUpload("broken")
    return round(seconds, 3)


def _as_it_is(sound: _Sound) -> Voice:
    seconds = sum(_length(frame) for _, frames in _heard(sound) for frame in frames)
    return Voice(sound.data, _SOUNDS[sound.form].mime, _some(seconds))


def _rewrapped(sound: _Sound) -> Voice:
    """The same Opus packets in OGG, timed by what they hold: recorders' clocks jitter."""
    out = BytesIO()
    seconds = 0.0
    with av.open(out, "w", format="ogg", options=_SAME_EVERY_TIME) as container:
        stream = container.add_stream_from_template(sound.stream)
        # the decoder drops the first samples, as many as the head says: time begins before zero
        at = -int.from_bytes((sound.stream.codec_context.extradata or b"")[10:12], "little")
        for packet, frames in _heard(sound):
            seconds += sum(map(_length, frames))
            if packet.size:
                lasts = _opus_samples(bytes(packet))
                packet.stream = stream
                packet.time_base = Fraction(1, 48_000)
                packet.pts = packet.dts = at
                packet.duration = lasts
                container.mux(packet)
                at += lasts
    return Voice(out.getvalue(), "audio/ogg", _some(seconds))


def _opus_samples(packet: bytes) -> int:
    """How long an Opus packet lasts, at 48 kHz (RFC 6716, section 3.1)."""
    kind = packet[0] >> 3
    if kind < 12:
        frame = (480, 960, 1920, 2880)[kind & 3]
    elif kind < 16:
        frame = (480, 960)[kind & 1]
    else:
        frame = (120, 240, 480, 960)[kind & 3]
    frames = (1, 2, 2, packet[1] & 0x3F if len(packet) > 1 else 0)[packet[0] & 3]
    return frame * frames


@dataclass(frozen=True)
class _Encoding:
    mime: str
    muxer: str
    codec: str
    bit_rate: int
    options: dict[str, str]


_BUBBLE = _Encoding("audio/ogg", "ogg", "libopus", 32_000, {"application": "voip"})
_BROWSER = _Encoding("audio/mpeg", "mp3", "libmp3lame", 64_000, {"compression_level": "7"})
_SAME_EVERY_TIME = {"fflags": "+bitexact"}  # files are kept by the hash of their content


def _encoded(sound: _Sound, into: _Encoding) -> Voice:
    out = BytesIO()
    samples, rate = 0, 0
    with av.open(out, "w", format=into.muxer, options=_SAME_EVERY_TIME) as container:
        stream = cast(
            AudioStream, container.add_stream(into.codec, rate=48_000, options=into.options)
        )
        stream.layout = "mono"
        stream.bit_rate = into.bit_rate
        for _, frames in _heard(sound):
            for frame in frames:
                rate = frame.sample_rate
                frame.pts, frame.time_base = samples, Fraction(1, rate)
                samples += frame.samples
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return Voice(out.getvalue(), into.mime, _some(samples / (rate or 1)))
