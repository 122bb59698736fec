"""A voice note in the form in which a channel can play it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from typing import cast

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition

from bot.channels.base import VoiceForm
from bot.convert.forms import SOUNDS, BadUpload, check_size, form_of, with_library

MAX_SECONDS = 600.0


MAX_PACKETS = 240_000  # ten minutes of the shortest Opus packets, 2.5 ms


SAMPLE_RATES = range(8_000, 192_001)


@dataclass(frozen=True)
class Voice:
    """A voice note that the channel plays, and how long it really lasts."""

    data: bytes
    mime: str
    seconds: float


def voice_for(data: bytes, form: VoiceForm) -> Voice:
    """Return the voice note in a form that is played: as it is, else rewrapped, else encoded anew.

    A voice bubble is OGG/Opus. For a browser, what not every one plays becomes MP3:
    Safari before 17.4 has no WebM/Opus and Safari's OGG is not to be relied on, while MP3 plays in
    all of them, also in builds without AAC. Tags are never passed on (phones write the address of
    a recording into its title), so a playable file that has some is written anew.
    """
    check_size(data)
    with open_sound(data) as sound:
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
        """Tell whether it holds sound and nothing else: no tags, no picture."""
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
def open_sound(data: bytes) -> Iterator[_Sound]:
    """Open a recording; the demuxer and the codecs are ours to name. Raises BadUpload for
    others."""
    form = form_of(data)
    if form not in SOUNDS:
        raise BadUpload("not_audio")
    known = SOUNDS[form]
    options = {
        "codec_whitelist": ",".join(known.codecs),
        "protocol_whitelist": "none",  # a file that points at other files finds nothing
        "max_streams": "8",
    }
    with (
        with_library(),
        av.open(BytesIO(data), "r", format=known.demuxer, options=options) as container,
    ):
        pictures = [one for one in container.streams.video if not _is_cover(one.disposition)]
        streams = container.streams.audio
        if pictures or len(streams) != 1 or streams[0].codec_context.name not in known.codecs:
            raise BadUpload("not_audio")
        yield _Sound(data, form, container, streams[0])


def _is_cover(disposition: Disposition) -> bool:
    return bool(disposition & Disposition.attached_pic)


def heard(sound: _Sound) -> Iterator[tuple[Packet[AudioStream], list[AudioFrame]]]:
    """Yield packets with what is heard in them. Raises BadUpload above the limits."""
    seconds = 0.0
    for count, packet in enumerate(sound.container.demux(sound.stream)):
        frames = sound.stream.decode(packet)
        for frame in frames:
            if frame.sample_rate not in SAMPLE_RATES:
                raise BadUpload("broken")
            seconds += length(frame)
        if seconds > MAX_SECONDS or count > MAX_PACKETS:
            raise BadUpload("too_long")
        yield packet, frames


def length(frame: AudioFrame) -> float:
    return frame.samples / frame.sample_rate


def not_nothing(seconds: float) -> float:
    if seconds <= 0:
        raise BadUpload("broken")
    return round(seconds, 3)


def _as_it_is(sound: _Sound) -> Voice:
    seconds = sum(length(frame) for _, frames in heard(sound) for frame in frames)
    return Voice(sound.data, SOUNDS[sound.form].mime, not_nothing(seconds))


def _rewrapped(sound: _Sound) -> Voice:
    """Put the same Opus packets in OGG, timed by what they hold: recorders' clocks jitter."""
    out = BytesIO()
    seconds = 0.0
    with av.open(out, "w", format="ogg", options=_SAME_EVERY_TIME) as container:
        stream = container.add_stream_from_template(sound.stream)
        # the decoder drops the first samples, as many as the head says: time begins before zero
        at = -int.from_bytes((sound.stream.codec_context.extradata or b"")[10:12], "little")
        for packet, frames in heard(sound):
            seconds += sum(map(length, frames))
            if packet.size:
                lasts = _opus_samples(bytes(packet))
                packet.stream = stream
                packet.time_base = Fraction(1, 48_000)
                packet.pts = packet.dts = at
                packet.duration = lasts
                container.mux(packet)
                at += lasts
    return Voice(out.getvalue(), "audio/ogg", not_nothing(seconds))


def _opus_samples(packet: bytes) -> int:
    """Return how long an Opus packet lasts, in samples at 48 kHz (RFC 6716, section 3.1)."""
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
        for _, frames in heard(sound):
            for frame in frames:
                rate = frame.sample_rate
                frame.pts, frame.time_base = samples, Fraction(1, rate)
                samples += frame.samples
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return Voice(out.getvalue(), into.mime, not_nothing(samples / (rate or 1)))
