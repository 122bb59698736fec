"""Recordings and photos made by code: nothing here came from a phone."""

from __future__ import annotations

import math
import struct
import zlib
from array import array
from fractions import Fraction
from functools import cache
from io import BytesIO
from itertools import cycle, islice, pairwise
from typing import cast

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.stream import Disposition
from av.video.frame import VideoFrame
from PIL import Image, ImageCms

PITCH = 440  # hertz
DEMUXERS = {"webm": "matroska", "mp4": "mov", "ipod": "mov"}


def tone(seconds: float, rate: int) -> AudioFrame:
    samples = int(seconds * rate)
    period = range(rate // math.gcd(rate, PITCH))  # samples after which it is the same again
    once = [int(8000 * math.sin(2 * math.pi * PITCH * at / rate)) for at in period]
    wave = array("h", islice(cycle(once), samples))
    frame = AudioFrame(format="s16", layout="mono", samples=samples)
    frame.planes[0].update(wave.tobytes())
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    return frame


@cache
def recording(
    muxer: str,
    codec: str,
    seconds: float = 2.0,
    *,
    rate: int = 48_000,
    title: str = "",
    picture: bool = False,
    frame: int = 20,
    gap: float = 0.0,
) -> bytes:
    """A sine tone as a phone or a browser records it, perhaps with a title or a moving picture.

    `frame`: milliseconds in an Opus packet; `gap`: the recorder's clock jumps half-way.
    """
    out = BytesIO()
    with av.open(out, "w", format=muxer) as container:
        if title:
            container.metadata["title"] = title
        options = {"frame_duration": str(frame)} if codec == "libopus" else {}
        sound = cast(AudioStream, container.add_stream(codec, rate=rate, options=options))
        sound.layout = "mono"
        if picture:
            film = container.add_stream("mpeg4", rate=5)
            film.width, film.height, film.pix_fmt = 64, 64, "yuv420p"
            container.mux(film.encode(VideoFrame(64, 64, "yuv420p")))
            container.mux(film.encode(None))
        halves = (
            [tone(seconds / 2, rate), tone(seconds / 2, rate)] if gap else [tone(seconds, rate)]
        )
        halves[-1].pts = int((seconds / 2 + gap) * rate) if gap else 0
        for half in halves:
            container.mux(sound.encode(half))
        container.mux(sound.encode(None))
    return out.getvalue()


def webm(seconds: float = 2.0) -> bytes:
    return recording("webm", "libopus", seconds)


def ogg(seconds: float = 2.0) -> bytes:
    return recording("ogg", "libopus", seconds)


def m4a(seconds: float = 2.0) -> bytes:
    return recording("ipod", "aac", seconds)


def mp3(seconds: float = 2.0) -> bytes:
    return recording("mp3", "libmp3lame", seconds)


def wav(seconds: float = 2.0, rate: int = 48_000) -> bytes:
    return recording("wav", "pcm_s16le", seconds, rate=rate)


def silence(seconds: float, rate: int = 8_000) -> bytes:
    """A WAV file of eight-bit silence, whatever rate it claims."""
    samples = b"\x80" * int(seconds * rate)
    form = struct.pack("<HHIIHH", 1, 1, rate, rate, 1, 8)
    chunks = b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(samples))
    return b"RIFF" + struct.pack("<I", 4 + len(chunks) + len(samples)) + b"WAVE" + chunks + samples


def m4a_with_a_cover() -> bytes:
    out = BytesIO()
    with av.open(out, "w", format="mp4") as container:
        sound = container.add_stream("aac", rate=48_000)
        sound.layout = "mono"
        cover = container.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 64, 64, "yuvj420p"
        cover.disposition = Disposition.attached_pic
        container.mux(cover.encode(VideoFrame(64, 64, "yuvj420p")))
        container.mux(cover.encode(None))
        container.mux(sound.encode(tone(2.0, 48_000)))
        container.mux(sound.encode(None))
    return out.getvalue()


def packets(data: bytes, demuxer: str) -> list[bytes]:
    with av.open(BytesIO(data), "r", format=demuxer) as container:
        return [bytes(packet) for packet in container.demux() if packet.size]


def pitch(data: bytes, demuxer: str) -> float:
    """What tone is heard, by counting how often the wave crosses zero."""
    with av.open(BytesIO(data), "r", format=demuxer) as container:
        narrow = av.AudioResampler(format="s16", layout="mono", rate=48_000)
        heard = array("h")
        for frame in container.decode(audio=0):
            for piece in narrow.resample(frame):
                heard.frombytes(bytes(piece.planes[0])[: piece.samples * 2])
    middle = heard[len(heard) // 4 : -len(heard) // 4]
    crossings = sum((a < 0) != (b < 0) for a, b in pairwise(middle))
    return crossings / 2 / (len(middle) / 48_000)


# ---------------------------------------------------------------- photos


def halves(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """Red above, blue below: wherever it is turned, it can be told."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, size[1] // 2, size[0], size[1]))
    return image.convert(mode)


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


ADDRESS = "KERKSTRAAT-12"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{ADDRESS}</x:xmpmeta>".encode()


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: how it was held, where it stood, and whose it is."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = ADDRESS
    gps = tags.get_ifd(0x8825)
    gps[1], gps[2] = "N", (52.0, 22.0, 12.5)
    gps[3], gps[4] = "E", (4.0, 53.0, 42.25)
    gps[29] = "2026:05:04"
    return tags


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped_profile() -> bytes:
    """An odd profile: what it calls red is blue, and what it calls blue is red."""
    profile = bytearray(srgb_profile())
    for at in range(132, 132 + 12 * int.from_bytes(profile[128:132]), 12):
        name = bytes(profile[at : at + 4])
        profile[at : at + 4] = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}.get(name, name)
    return bytes(profile)


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is enormous."""

    def chunk(name: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    )


def jpeg_claiming(width: int, height: int) -> bytes:
    data = bytearray(saved(halves(), "JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def webp_claiming(width: int, height: int) -> bytes:
    data = bytearray(animated("WEBP"))
    data[24:27] = (width - 1).to_bytes(3, "little")
    data[27:30] = (height - 1).to_bytes(3, "little")
    return bytes(data)


def jpeg_of_many_scans(times: int) -> bytes:
    """A small progressive JPEG whose last scan comes again and again."""
    data = saved(halves(), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * times + data[-2:]


def animated(form: str) -> bytes:
    first, second = halves(), Image.new("RGB", (64, 48), "green")
    return saved(first, form, save_all=True, append_images=[second], duration=100)
