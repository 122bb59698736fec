"""What every channel must do. A channel joins with a subclass of `Contract` and a `Side`."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.base import (
    Channel,
    Gone,
    MediaFile,
    Part,
    RawEvent,
    Refused,
    TooFast,
    Unreached,
    WasBlocked,
)
from bot.rendering import ShownButton
from conversations.arrivals import Arrival
from conversations.effects import AnswerTap, ShowChosen
from conversations.events import Blocked, Edited, Event, Said, Started, Tapped, Unblocked
from tests.bot_media.material import halves, ogg, saved

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
JPEG = saved(halves(), "JPEG")
OGG = ogg(1.0)
BUTTONS = ((ShownButton("Ja", "a:1:yes"), ShownButton("Nee", "a:1:no")),)
WORDS = "meer <b>bankjes</b> in het_park & zo 🌳 שלום"


class Side(ABC):
    """The other side of a channel: one person's device, and what can go wrong on the way."""

    channel: Channel
    to: str  # how the channel knows the person
    # What there is not on this channel: "too_fast", "blocked", "edit", "block".
    lacks: frozenset[str] = frozenset()

    @abstractmethod
    def shown(self) -> list[tuple[str, list[str], str | None]]:
        """What the channel showed: text, labels of the buttons, kind of media."""

    def kept(self, kind: str, data: bytes) -> bytes:
        """What the channel keeps of a file; a channel may take out what nobody meant to send."""
        return data

    @abstractmethod
    def fails(self, how: str) -> None:
        """Let the next sending fail: too_fast (2 s), blocked, gone, broken, silent."""

    @abstractmethod
    def does(self, what: str, **details: Any) -> None:
        """start, text, voice, photo, edit, tap, block, unblock, as the device sends it."""

    @abstractmethod
    def junk(self) -> Sequence[Any]:
        """Payloads that are no event."""

    def answered(self) -> bool:
        """Whether the last tap's spinner has stopped."""
        return True


async def comes_in(side: Side, count: int = 1) -> list[RawEvent]:
    """What the channel brings, stored by the first call and no more."""
    stored: list[RawEvent] = []

    async def receive(events: Sequence[RawEvent]) -> None:
        stored.extend(events)

    running = asyncio.create_task(side.channel.run(receive))
    async with asyncio.timeout(5):
        while len(stored) < count:
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return stored


class Contract:
    """Inherited by a test class per channel; `side` is its fixture."""

    # Out

    async def test_it_says_a_text_as_it_is(self, side: Side) -> None:
        first = await side.channel.send(side.to, Part(WORDS))
        second = await side.channel.send(side.to, Part("en nog iets", BUTTONS))
        assert first != second
        assert side.shown() == [(WORDS, [], None), ("en nog iets", ["Ja", "Nee"], None)]

    async def test_it_sends_a_voice_note_and_a_photo_by_their_bytes(self, side: Side) -> None:
        for kind, data in (("voice", OGG), ("photo", JPEG)):
            await side.channel.send(
                side.to, Part("Bij 214", BUTTONS, MediaFile(kind, None, data, seconds=3))
            )
        assert side.shown() == [
            ("Bij 214", ["Ja", "Nee"], "voice"),
            ("Bij 214", ["Ja", "Nee"], "photo"),
        ]

    async def test_it_sends_what_came_in_by_its_reference(self, side: Side) -> None:
        side.does("voice", data=OGG, seconds=1)
        side.does("photo", data=JPEG, caption="de vijver")
        events = [arrival_of(side, raw).event for raw in await comes_in(side, 2)]
        for event, (kind, data) in zip(events, (("voice", OGG), ("photo", JPEG)), strict=True):
            assert isinstance(event, Said)
            media = event.part.media
            assert media is not None
            assert await side.channel.fetch(media.reference) == side.kept(kind, data)
            await side.channel.send(
                side.to, Part("", (), MediaFile(media.kind, media.reference, None))
            )
            assert side.shown()[-1] == ("", [], kind)

    async def test_it_refuses_a_text_that_is_too_long(self, side: Side) -> None:
        await side.channel.send(side.to, Part("🌳" * 2048))
        with pytest.raises(Refused):
            await side.channel.send(side.to, Part("🌳" * 2048 + "!"))

    @pytest.mark.parametrize(
        ("how", "error"),
        [
            ("too_fast", TooFast),
            ("blocked", WasBlocked),
            ("gone", Gone),
            ("broken", Unreached),
            ("silent", Unreached),
        ],
    )
    async def test_what_goes_wrong_has_one_name(
        self, side: Side, how: str, error: type[Exception]
    ) -> None:
        if how in side.lacks:
            pytest.skip(f"on the channel {side.channel.name} nothing is {how}")
        side.fails(how)
        with pytest.raises(error) as raised:
            await side.channel.send(side.to, Part("geheim"))
        assert "geheim" not in str(raised.value)
        if isinstance(raised.value, TooFast):
            assert raised.value.seconds == 2

    async def test_an_answered_question_shows_the_choice(self, side: Side) -> None:
        number = await side.channel.send(side.to, Part("Klopt dit?", BUTTONS))
        for _ in range(2):  # the second changes nothing, and that is no error
            await side.channel.gesture(side.to, ShowChosen(number, "Klopt dit?", "Ja"))
            assert side.shown() == [("Klopt dit?\n\n✓ Ja", [], None)]
        number = await side.channel.send(side.to, Part("Versturen?", BUTTONS))
        await side.channel.gesture(side.to, ShowChosen(number, "Versturen?", ""))
        assert side.shown()[1] == ("Versturen?", [], None)

    async def test_a_tap_is_answered_once_and_an_old_one_is_no_error(self, side: Side) -> None:
        await side.channel.send(side.to, Part("Klopt dit?", BUTTONS))
        side.does("tap", label="Ja")
        event = arrival_of(side, (await comes_in(side))[0]).event
        assert isinstance(event, Tapped)
        assert event.callback is not None
        for _ in range(2):
            await side.channel.gesture(side.to, AnswerTap(event.callback))
        assert side.answered()

    # In

    async def test_it_reads_every_kind_of_event(self, side: Side) -> None:
        sent = await side.channel.send(side.to, Part("Klopt dit?", BUTTONS))
        side.does("start", payload="i-abc_DEF-1")
        side.does("text", text=WORDS)
        side.does("tap", label="Nee")
        raw = await comes_in(side, 3)
        arrivals = [arrival_of(side, one) for one in raw]
        assert {a.sender.external_id for a in arrivals if a.sender} == {side.to}
        assert {a.sender.channel for a in arrivals if a.sender} == {side.channel.name}
        started, said, tapped = (a.event for a in arrivals)
        assert started == Started("i-abc_DEF-1")
        assert isinstance(said, Said)
        assert said.part.text == WORDS
        assert isinstance(tapped, Tapped)
        assert (tapped.action, tapped.message, tapped.shown) == ("a:1:no", sent, "Klopt dit?")

    async def test_an_edit_names_the_message_it_changes(self, side: Side) -> None:
        if "edit" in side.lacks:
            pytest.skip("what was said here stays as it is")
        side.does("text", text=WORDS)
        side.does("edit", text="toch niet")
        said, edited = (arrival_of(side, one).event for one in await comes_in(side, 2))
        assert isinstance(said, Said)
        assert isinstance(edited, Edited)
        assert edited.part.text == "toch niet"
        assert said.part.ref == edited.part.ref

    async def test_blocking_is_heard_of(self, side: Side) -> None:
        if "block" in side.lacks:
            pytest.skip("a page that is closed says nothing")
        side.does("text", text=WORDS)
        side.does("block")
        side.does("unblock")
        _, blocked, unblocked = (arrival_of(side, one).event for one in await comes_in(side, 3))
        assert (blocked, unblocked) == (Blocked(), Unblocked())

    async def test_events_bear_a_name_each_and_their_senders(self, side: Side) -> None:
        side.does("text", text="een")
        side.does("text", text="twee")
        raw = await comes_in(side, 2)
        assert len({one.event_id for one in raw}) == 2
        assert {one.sender for one in raw} == {f"{side.channel.name}:{side.to}"}
        assert {one.channel for one in raw} == {side.channel.name}

    async def test_what_was_not_stored_comes_again(self, side: Side) -> None:
        side.does("text", text="een")
        tries: list[str] = []

        async def receive(events: Sequence[RawEvent]) -> None:
            tries.extend(event.event_id for event in events)
            if len(tries) == 1:
                raise OSError("the disk is full")

        running = asyncio.create_task(side.channel.run(receive))
        async with asyncio.timeout(5):
            while len(tries) < 2:
                await asyncio.sleep(0.01)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert tries[0] == tries[1]

    async def test_what_is_no_event_is_a_value_error(self, side: Side) -> None:
        for payload in side.junk():
            with pytest.raises(ValueError, match=r"an update|not an event|another shape"):
                side.channel.read(payload)


def arrival_of(side: Side, raw: RawEvent) -> Arrival:
    arrival = side.channel.read(raw.payload)
    event: Event = arrival.event
    assert event is not None
    return arrival
