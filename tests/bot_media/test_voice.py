"""Voice notes: heard on the other channel, unharmed where that can be."""

from __future__ import annotations

import struct
from io import BytesIO

import av
import pytest

from bot.channels.base import VoiceForm
from bot.convert import BadUpload, check_upload, voice_for, voices
from tests.bot_media import material
from tests.bot_media.material import PITCH, m4a, mp3, ogg, packets, pitch, recording, wav, webm

ADDRESS = "Kerkstraat 12"
JPEG = b"\xff\xd8\xff"


def page_times(data: bytes) -> list[int]:
    """The granule positions of an OGG file, one a page."""
    pages = [at for at in range(len(data)) if data.startswith(b"OggS", at)]
    return [int.from_bytes(data[at + 6 : at + 14], "little", signed=True) for at in pages]


def test_a_browser_recording_becomes_a_bubble_without_a_new_encoding() -> None:
    recorded = webm(3.0)
    voice = voice_for(recorded, VoiceForm.BUBBLE)
    assert (voice.mime, voice.data[:4]) == ("audio/ogg", b"OggS")
    assert packets(voice.data, "ogg") == packets(recorded, "matroska")
    assert voice.seconds == pytest.approx(3.0, abs=0.02)
    assert check_upload(voice.data, "voice").seconds == pytest.approx(3.0, abs=0.02)
    assert pitch(voice.data, "ogg") == pytest.approx(PITCH, abs=3)


def test_the_bubble_is_timed_by_its_sound_and_not_by_the_recorders_clock() -> None:
    recorded = webm(3.0)
    samples = 960 * len(packets(recorded, "matroska"))
    times = page_times(voice_for(recorded, VoiceForm.BUBBLE).data)
    assert times[-1] == samples
    assert times[2] == 48_000  # a page is a second


@pytest.mark.parametrize("frame", [10, 40, 60])
def test_packets_of_any_length_are_timed(frame: int) -> None:
    recorded = recording("webm", "libopus", frame=frame)
    samples = 48 * frame * len(packets(recorded, "matroska"))
    assert page_times(voice_for(recorded, VoiceForm.BUBBLE).data)[-1] == samples


@pytest.mark.parametrize(("muxer", "codec"), [("webm", "libopus"), ("ipod", "aac")])
def test_a_jump_of_the_recorders_clock_is_not_heard(muxer: str, codec: str) -> None:
    voice = voice_for(recording(muxer, codec, gap=30.0), VoiceForm.BUBBLE)
    assert voice.seconds == pytest.approx(2.0, abs=0.05)
    assert page_times(voice.data)[-1] == pytest.approx(2.0 * 48_000, abs=0.05 * 48_000)


def test_opus_in_mp4_keeps_its_packets_too() -> None:
    recorded = recording("mp4", "libopus")
    assert packets(voice_for(recorded, VoiceForm.BUBBLE).data, "ogg") == packets(recorded, "mov")


@pytest.mark.parametrize("recorded", [m4a(), mp3(), wav(), wav(rate=8_000), wav(rate=44_100)])
def test_other_sound_is_encoded_for_the_bubble(recorded: bytes) -> None:
    voice = voice_for(recorded, VoiceForm.BUBBLE)
    with av.open(BytesIO(voice.data), "r", format="ogg") as container:
        (sound,) = container.streams.audio
        assert (sound.codec_context.name, sound.channels, sound.sample_rate) == ("opus", 1, 48_000)
    assert voice.mime == "audio/ogg"
    assert voice.seconds == pytest.approx(2.0, abs=0.05)
    assert check_upload(voice.data, "voice").seconds == pytest.approx(2.0, abs=0.05)
    assert len(voice.data) < 2.0 * 64_000 / 8
    assert pitch(voice.data, "ogg") == pytest.approx(PITCH, abs=3)


def test_a_bubble_is_a_bubble_already() -> None:
    voice = voice_for(ogg(), VoiceForm.BUBBLE)
    assert (voice.data, voice.mime) == (ogg(), "audio/ogg")
    assert voice.seconds == pytest.approx(2.0, abs=0.001)


@pytest.mark.parametrize(
    ("recorded", "mime"), [(m4a(), "audio/mp4"), (mp3(), "audio/mpeg"), (wav(), "audio/wav")]
)
def test_what_every_browser_plays_stays_as_it_is(recorded: bytes, mime: str) -> None:
    voice = voice_for(recorded, VoiceForm.BROWSER)
    assert (voice.data, voice.mime) == (recorded, mime)
    assert voice.seconds == pytest.approx(2.0, abs=0.05)


@pytest.mark.parametrize("recorded", [ogg(), webm(), recording("mp4", "libopus")])
def test_what_some_browsers_do_not_play_becomes_mp3(recorded: bytes) -> None:
    voice = voice_for(recorded, VoiceForm.BROWSER)
    assert voice.mime == "audio/mpeg"
    assert check_upload(voice.data, "voice").mime == "audio/mpeg"
    assert voice.seconds == pytest.approx(2.0, abs=0.02)
    assert check_upload(voice.data, "voice").seconds == pytest.approx(2.0, abs=0.02)
    assert pitch(voice.data, "mp3") == pytest.approx(PITCH, abs=3)


@pytest.mark.parametrize("form", VoiceForm)
@pytest.mark.parametrize(
    ("muxer", "codec"),
    [
        ("webm", "libopus"),
        ("ogg", "libopus"),
        ("ipod", "aac"),
        ("mp3", "libmp3lame"),
        ("wav", "pcm_s16le"),
    ],
)
def test_what_a_recording_is_called_is_not_passed_on(
    muxer: str, codec: str, form: VoiceForm
) -> None:
    recorded = recording(muxer, codec, title=ADDRESS)
    assert ADDRESS.encode() in recorded
    voice = voice_for(recorded, form)
    assert ADDRESS.encode() not in voice.data
    assert voice.seconds == pytest.approx(2.0, abs=0.05)


def test_a_picture_on_the_cover_is_not_passed_on() -> None:
    covered = material.m4a_with_a_cover()
    assert JPEG in covered
    for form in VoiceForm:
        voice = voice_for(covered, form)
        assert JPEG not in voice.data
        assert voice.seconds == pytest.approx(2.0, abs=0.05)


def test_the_title_of_a_bubble_goes_but_its_sound_stays() -> None:
    titled = recording("ogg", "libopus", title=ADDRESS)
    voice = voice_for(titled, VoiceForm.BUBBLE)
    assert ADDRESS.encode() not in voice.data
    assert packets(voice.data, "ogg") == packets(titled, "ogg")


@pytest.mark.parametrize("form", VoiceForm)
@pytest.mark.parametrize("recorded", [webm(), ogg(), m4a()])
def test_the_same_recording_gives_the_same_bytes(recorded: bytes, form: VoiceForm) -> None:
    assert voice_for(recorded, form) == voice_for(recorded, form)


@pytest.mark.parametrize("claimed", [0.0, 1.0, 9_999_999.0])
def test_how_long_it_lasts_is_measured(claimed: float) -> None:
    recorded = bytearray(webm(1.0))
    at = recorded.index(b"\x44\x89\x88") + 3  # the Duration of a WebM, in milliseconds
    recorded[at : at + 8] = struct.pack(">d", claimed)
    assert check_upload(bytes(recorded), "voice").seconds == pytest.approx(1.0, abs=0.02)
    assert voice_for(bytes(recorded), VoiceForm.BUBBLE).seconds == pytest.approx(1.0, abs=0.02)


def test_a_recording_that_was_cut_off_keeps_what_was_said() -> None:
    for whole in (webm(2.0), ogg(2.0)):
        cut = whole[: len(whole) // 2]
        seconds = check_upload(cut, "voice").seconds
        assert seconds is not None
        assert 0.5 < seconds < 1.5
        assert voice_for(cut, VoiceForm.BUBBLE).seconds == pytest.approx(seconds, abs=0.02)


def test_a_cut_off_m4a_is_broken() -> None:
    for call in (
        lambda data: check_upload(data, "voice"),
        lambda data: voice_for(data, VoiceForm.BUBBLE),
        lambda data: voice_for(data, VoiceForm.BROWSER),
    ):
        with pytest.raises(BadUpload, match="broken"):
            call(m4a()[: len(m4a()) // 2])


def test_more_than_ten_minutes_is_too_long() -> None:
    assert check_upload(material.silence(599), "voice").seconds == 599
    with pytest.raises(BadUpload, match="too_long"):
        check_upload(material.silence(601), "voice")


@pytest.mark.parametrize("form", VoiceForm)
@pytest.mark.parametrize("recorded", [webm(), ogg(), wav()])
def test_what_is_too_long_is_not_converted(
    recorded: bytes, form: VoiceForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "MAX_SECONDS", 1.9)
    with pytest.raises(BadUpload, match="too_long"):
        voice_for(recorded, form)


def test_a_great_many_packets_are_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "MAX_PACKETS", 50)
    with pytest.raises(BadUpload, match="too_long"):
        check_upload(webm(2.0), "voice")


@pytest.mark.parametrize(
    "data",
    [material.silence(0), material.silence(1, rate=1_000), material.silence(0.1, rate=4_000_000)],
)
def test_no_sound_and_impossible_sound_are_broken(data: bytes) -> None:
    with pytest.raises(BadUpload, match="broken"):
        check_upload(data, "voice")
    with pytest.raises(BadUpload, match="broken"):
        voice_for(data, VoiceForm.BUBBLE)
