"""Telegram keeps the contract of channels; and what is Telegram's alone."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import socket
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

import aiohttp
import pytest
import uvicorn
from starlette.applications import Starlette

from bot.channels.base import ChannelError, MediaFile, MovedTo, Part, RawEvent, Refused, Unreached
from bot.channels.telegram import polling
from bot.channels.telegram.chat import TelegramChat
from bot.channels.telegram.webhook import Webhook
from bot.rendering import ShownButton
from bot.report import Report
from bot.web.server import _Server as Server
from conversations.effects import LeaveRoom, ShowChosen
from conversations.events import (
    Edited,
    InRoom,
    Nothing,
    NotUsable,
    RoomMoved,
    Said,
    Started,
    Tapped,
)
from conversations.parts import MediaRef
from tests.botapi.limits import Limits
from tests.botapi.server import TOKEN, StrictBotApi
from tests.channels.contract import BUTTONS, NOW, OGG, Contract, Side
from tests.running import until

PERSON = 1001
SECRET = "a-secret_of_the_tests"


class TelegramSide(Side):
    """A phone at the strict server."""

    def __init__(self, api: StrictBotApi, webhook: Webhook | None = None) -> None:
        self.api = api
        self.to = str(PERSON)
        self.telegram = TelegramChat(token=TOKEN, api_url=api.url, now=lambda: NOW, webhook=webhook)
        self.channel = self.telegram
        self.phone = api.phone(PERSON, "Fatma")
        self.phone.started_before()
        self._said = 0
        self._tap = ""

    def shown(self) -> list[tuple[str, list[str], str | None]]:
        return [
            (seen.text, [label for row in seen.rows for label in row], seen.media)
            for seen in self.phone.screen
            if seen.by_bot
        ]

    def fails(self, how: str) -> None:
        match how:
            case "too_fast":
                self.api.break_next("sendMessage", "429:2")
            case "blocked":
                self.phone.blocks_bot()
            case "gone":
                self.phone.deletes_account()
            case "broken":
                self.api.break_next("sendMessage", "502_html")
            case "silent":
                self.api.break_next("sendMessage", "drop_before")

    def does(self, what: str, **details: Any) -> None:
        phone = self.phone
        match what:
            case "start":
                phone.start(details["payload"])
            case "text":
                self._said = phone.says(details["text"])
            case "edit":
                phone.edits(self._said, details["text"])
            case "voice":
                phone.sends_voice(details["seconds"], details["data"])
            case "photo":
                phone.sends_photo(details["data"], details["caption"])
            case "tap":
                self._tap = phone.taps(details["label"])
            case "block":
                phone.blocks_bot()
            case "unblock":
                phone.unblocks_bot()

    def junk(self) -> Sequence[Any]:
        return ["hello", 7, None, [], {}, {"update_id": "1"}, {"update_id": 1, "message": None}]

    def answered(self) -> bool:
        return self.phone.answer_to(self._tap) is not None


@pytest.fixture
async def side() -> AsyncIterator[TelegramSide]:
    async with StrictBotApi(limits=Limits.off(), seed=1) as api:
        api.tolerate("message is too long")
        found = TelegramSide(api)
        yield found
        await found.channel.close()
        assert api.refused == []


class TestTelegram(Contract):
    pass


@contextlib.asynccontextmanager
async def by_webhook() -> AsyncIterator[TelegramSide]:
    """A phone at the strict server, which posts to the real routes on a port of their own."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        webhook = Webhook(f"http://127.0.0.1:{listening.getsockname()[1]}/telegram", SECRET)
        async with StrictBotApi(limits=Limits.off(), seed=1, webhook_pause=0.01) as api:
            api.tolerate("message is too long")
            found = TelegramSide(api, webhook)
            pages = Starlette(routes=found.telegram.routes())
            server = Server(uvicorn.Config(pages, log_config=None, lifespan="off"))
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            yield found
            await api.stop()
            server.should_exit = True
            await serving
            await found.channel.close()
            assert api.refused == []


class TestTelegramByWebhook(Contract):
    @pytest.fixture
    async def side(self) -> AsyncIterator[TelegramSide]:
        async with by_webhook() as found:
            yield found


# The webhook alone


@pytest.fixture
async def hooked() -> AsyncIterator[TelegramSide]:
    async with by_webhook() as found:
        yield found


async def test_the_webhook_is_set_with_all_it_needs(hooked: TelegramSide) -> None:
    hooked.phone.says("hallo")
    assert len(await stored(hooked, 1)) == 1
    webhook = hooked.telegram.webhook
    assert webhook is not None
    assert [call.params for call in hooked.api.calls_of("setWebhook")] == [
        {
            "url": webhook.url,
            "secret_token": SECRET,
            "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
            "max_connections": 40,
        }
    ]
    assert hooked.telegram.report().figures.keys() == {"updates_waiting"}


async def test_a_webhook_that_was_taken_off_is_put_back(
    hooked: TelegramSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.webhook.LOOK_AFTER", 0.02)
    running = asyncio.create_task(hooked.channel.run(_nothing))
    for how in ("500", "garbage", "429:1"):  # before it is set, and after
        hooked.api.break_next("setWebhook", how)
        hooked.api.break_next("getWebhookInfo", how)
    await until(lambda: hooked.api.webhook is not None)
    await hooked.api._drop_webhook()
    await until(lambda: hooked.api.webhook is not None)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def _nothing(events: Sequence[RawEvent]) -> None:
    pass


async def test_posts_that_failed_are_told_of_for_a_while(
    hooked: TelegramSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(events: Sequence[RawEvent]) -> None:
        raise OSError("the disk is full")

    def told() -> list[str]:
        return hooked.telegram.report().warnings

    monkeypatch.setattr("bot.channels.telegram.webhook.LOOK_AFTER", 0.02)
    running = asyncio.create_task(hooked.channel.run(full))
    await until(lambda: hooked.telegram.report() == Report(figures={"updates_waiting": 0}))
    hooked.phone.says("hallo")
    await until(lambda: hooked.telegram.report().figures["updates_waiting"] == 1)
    webhook = hooked.api.webhook
    assert webhook is not None
    await webhook.stop()
    reason = "Wrong response from the webhook: 503"
    webhook.last_error = (int(NOW.timestamp()) - 60, reason)
    await until(
        lambda: told() == [f"Telegram could not post to the webhook at 08:59 UTC: {reason}"]
    )
    webhook.last_error = (int(NOW.timestamp()) - 660, reason)
    await until(lambda: told() == [])
    for number in range(100):
        hooked.phone.says(f"nog een, {number}")
    await until(lambda: told() == ["101 updates wait at Telegram for the webhook"])
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def post(side: TelegramSide, body: bytes, secret: str | None = SECRET) -> int:
    assert side.telegram.webhook is not None
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with (
        aiohttp.ClientSession() as client,
        client.post(side.telegram.webhook.url, data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


async def test_only_who_knows_the_secret_may_post(hooked: TelegramSide) -> None:
    found: list[RawEvent] = []

    async def receive(events: Sequence[RawEvent]) -> None:
        found.extend(events)

    hooked.telegram.listen(receive)
    for secret in (None, "", "wrong", SECRET[:-1], SECRET + "x", "geheím"):
        assert await post(hooked, b'{"update_id": 1}', secret) == 403
    assert found == []
    assert await post(hooked, b'{"update_id": 1}') == 200
    assert [event.event_id for event in found] == ["1"]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b"", ""),
        (b"hallo", "hallo"),
        (b"\xff\xfe{", "\ufffd\ufffd{"),
        (b'{"update_id": 7, ', '{"update_id": 7, '),
        (b"[" * 100_000, "[" * 4000),
        (b'{"update_id": 7, "text": "' + b"x" * 2**20 + b'"}', '{"update_id": 7, "text": "xxx'),
    ],
)
async def test_what_cannot_be_read_is_kept_and_answered(
    hooked: TelegramSide, body: bytes, kept: str
) -> None:
    found: list[RawEvent] = []

    async def receive(events: Sequence[RawEvent]) -> None:
        found.extend(events)

    hooked.telegram.listen(receive)
    for _ in range(2):
        assert await post(hooked, body) == 200
    assert len({event.event_id for event in found}) == 1
    assert found[0].payload["unreadable"].startswith(kept)
    assert found[0].payload["bytes"] == len(body)
    assert len(found[0].payload["unreadable"]) <= 4000
    with pytest.raises(ValueError, match="not an update"):
        hooked.telegram.read(found[0].payload)


async def test_what_was_not_stored_is_asked_for_again(
    hooked: TelegramSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await post(hooked, b'{"update_id": 1}') == 503  # nobody listens yet

    async def hangs(events: Sequence[RawEvent]) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr("bot.channels.telegram.webhook.STORE_WITHIN", 0.05)
    hooked.telegram.listen(hangs)
    assert await post(hooked, b'{"update_id": 1}') == 503


# Telegram's alone: sending


async def test_a_file_goes_out_as_the_kind_it_came_in_as(side: TelegramSide) -> None:
    phone = side.phone
    phone.sends_audio(200, b"ID3")
    phone.sends_video(9, b"mp4")
    phone.sends_document("plan.pdf", b"%PDF")
    kinds = ["audio", "video", "document"]
    for raw, kind in zip(await stored(side, 3), kinds, strict=True):
        event = side.channel.read(raw.payload).event
        assert isinstance(event, Said)
        media = event.part.media
        assert media is not None
        await side.channel.send(
            side.to, Part("Bij 214", BUTTONS, MediaFile(media.kind, media.reference, None))
        )
        assert side.shown()[-1] == ("Bij 214", ["Ja", "Nee"], kind)


async def test_a_reference_that_was_kept_before_kinds_were(side: TelegramSide) -> None:
    side.phone.sends_voice(3, OGG)
    raw = (await stored(side, 1))[0].payload
    plain = raw["message"]["voice"]["file_id"]
    assert await side.channel.fetch(plain) == OGG
    await side.channel.send(side.to, Part("", (), MediaFile("voice", plain, None)))
    assert side.shown() == [("", [], "voice")]


async def test_a_file_that_cannot_be_fetched(side: TelegramSide) -> None:
    side.phone.sends_voice(3, OGG)
    side.phone.sends_document("groot.mov", size=21 * 1024 * 1024)
    voice, _ = await stored(side, 2)
    event = side.channel.read(voice.payload).event
    assert isinstance(event, Said)
    assert event.part.media is not None
    for how in ("500", "garbage", "drop_before"):
        side.api.break_next("getFile", how)
        with pytest.raises(Unreached):
            await side.channel.fetch(event.part.media.reference)
    side.api.break_next("file", "502_html")
    with pytest.raises(Unreached):
        await side.channel.fetch(event.part.media.reference)
    side.api.tolerate("wrong file", "invalid file")
    with pytest.raises(Refused):
        await side.channel.fetch("voice:nonsense")


async def test_words_that_cannot_be_encoded_are_refused(side: TelegramSide) -> None:
    with pytest.raises(Refused):
        await side.channel.send(side.to, Part("half \ud83d"))


async def test_a_choice_under_a_text_that_fills_the_message(side: TelegramSide) -> None:
    long = "🌳" * 2048
    number = await side.channel.send(side.to, Part(long, BUTTONS))
    await side.channel.gesture(side.to, ShowChosen(number, long, "Ja"))
    assert side.shown() == [(long, [], None)]


async def test_errors_hold_no_token() -> None:
    channel = TelegramChat(token=TOKEN, api_url="http://127.0.0.1:9", now=lambda: NOW)
    try:
        with pytest.raises(Unreached) as raised:
            await channel.send("1", Part("hallo"))
    finally:
        await channel.close()
    error: BaseException | None = raised.value
    while error is not None:
        assert TOKEN not in repr(error)
        assert error.__cause__ is None
        assert error.__suppress_context__
        error = error.__cause__


# Polling


async def stored(side: TelegramSide, count: int) -> list[RawEvent]:
    found: list[RawEvent] = []

    async def receive(events: Sequence[RawEvent]) -> None:
        found.extend(events)

    await polls(side, receive, lambda: len(found) >= count)
    return found


async def polls(side: TelegramSide, receive: Any, enough: Any) -> None:
    running = asyncio.create_task(side.channel.run(receive))
    try:
        async with asyncio.timeout(8):
            while not enough():
                assert not running.done(), running.exception()
                await asyncio.sleep(0.01)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def offsets(side: TelegramSide) -> list[int | None]:
    return [call.params.get("offset") for call in side.api.calls_of("getUpdates")]


async def test_the_offset_moves_only_when_all_is_stored(side: TelegramSide) -> None:
    first = side.api.updates.next_number
    side.phone.says("een")
    side.phone.says("twee")
    tries = []

    async def receive(events: Sequence[RawEvent]) -> None:
        tries.append([event.event_id for event in events])
        if len(tries) < 3:
            raise OSError("the disk is full")

    await polls(side, receive, lambda: len(side.api.updates) == 0)
    assert tries == [[str(first), str(first + 1)]] * 3


async def test_ids_that_begin_anew_lower_are_not_missed(side: TelegramSide) -> None:
    found: list[RawEvent] = []

    async def receive(events: Sequence[RawEvent]) -> None:
        found.extend(events)

    running = asyncio.create_task(side.channel.run(receive))
    side.phone.says("voor een stille week")
    async with asyncio.timeout(5):
        while not found or len(side.api.updates):
            await asyncio.sleep(0.01)
    poll = side.api.updates._poll
    assert poll is not None
    poll.set_result(None)  # the long poll ends, empty
    await asyncio.sleep(0.2)
    side.api.updates.next_number = 17
    side.phone.says("erna")
    async with asyncio.timeout(5):
        while len(found) < 2:
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert found[1].event_id == "17"
    assert offsets(side)[-1] is None or offsets(side)[-1] == 18


async def test_what_has_no_id_keeps_nobody_waiting(side: TelegramSide) -> None:
    side.api.push_raw("hello")
    side.api.push_raw({"update_id": 10**30})  # no offset confirms this one
    side.phone.says("een")
    found = await stored(side, 3)
    assert [raw.event_id[:5] for raw in found[:2]] == ["hash:", "hash:"]
    assert "een" in json.dumps(found[2].payload)
    before = len(side.api.calls_of("getUpdates"))
    await asyncio.sleep(0)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(2.5):
            await stored(side, 1000)
    assert len(side.api.calls_of("getUpdates")) - before <= 5  # unhurried


async def test_it_outlasts_whatever_the_other_side_answers(side: TelegramSide) -> None:
    side.phone.says("een")
    waits: list[float] = []
    pause = asyncio.sleep

    async def short(seconds: float) -> None:
        waits.append(seconds)
        await pause(min(seconds, 0.001))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.channels.telegram.polling.asyncio.sleep", short)
        side.api.break_next("getUpdates", "502_html", 1100)  # longer than 2 ** n is a float
        found: list[RawEvent] = []

        async def receive(events: Sequence[RawEvent]) -> None:
            found.extend(events)

        running = asyncio.create_task(side.channel.run(receive))
        async with asyncio.timeout(30):
            while not found:
                assert not running.done(), running.exception()
                await pause(0.01)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert max(waits) <= 32
    assert side.telegram.report().figures["seconds_since_poll"] < 30


async def test_a_poll_that_stays_without_answer_is_reported(side: TelegramSide) -> None:
    await stored_one(side)
    assert side.telegram.report().ready
    side.telegram._polling._polled_at = time.monotonic() - polling.OVERDUE - 1
    assert side.telegram.report().problems == ["telegram has not answered for 91 s"]


@pytest.mark.parametrize(
    "body",
    [
        b'{"ok": false, "error_code": 429, "parameters": {"retry_after": "soon"}}',
        b'{"ok": false, "error_code": 429, "parameters": null}',
        b"[]",
        b'{"ok": true, "result": {}}',
        b"[" * 100_000,
    ],
)
def test_an_answer_of_any_shape_is_a_channel_error(body: bytes) -> None:
    for status in (200, 429, 500):
        with pytest.raises(ChannelError):
            polling.result(status, body)


async def test_a_webhook_that_was_set_meanwhile_is_taken_off(side: TelegramSide) -> None:
    await stored_one(side)
    async with StrictBotApi() as elsewhere:  # somewhere that takes nothing
        await set_webhook(side, f"{elsewhere.url}/telegram")
        await stored_one(side)
    assert side.api.webhook is None
    side.api.refused.clear()


async def set_webhook(side: TelegramSide, url: str) -> None:
    async with aiohttp.ClientSession() as client:
        data = {"url": url}
        await client.post(f"{side.api.url}/bot{TOKEN}/setWebhook", json=data)


async def stored_one(side: TelegramSide) -> None:
    assert await stored(side, 0) == []
    side.phone.says("hallo")
    assert await stored(side, 1)


# Reading


CHAT = {"id": PERSON, "type": "private"}
FROM = {"id": PERSON, "is_bot": False, "language_code": "tr-TR"}


def read(side: TelegramSide, kind: str = "message", /, **content: Any) -> Any:
    message = {"message_id": 5, "date": 1, "chat": CHAT, "from": FROM, **content}
    return side.channel.read({"update_id": 1, kind: message})


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/start", Started()),
        ("/start@strict_test_bot i-abc", Started("i-abc")),
        ("/start " + "a" * 64, Started("a" * 64)),
        ("/start ik wil een bankje", "ik wil een bankje"),
        ("/start " + "a" * 65, "a" * 65),
        ("/stop", "stop"),
        ("/stop@strict_test_bot nu", "stop nu"),
        ("/ is kapot", "/ is kapot"),
        ("/", "/"),
        ("1/2 bankje", "1/2 bankje"),
        ("nul \0 en half \ud83d", "nul \ufffd en half \ufffd"),
    ],
)
def test_texts_and_commands(side: TelegramSide, text: str, event: Any) -> None:
    found = read(side, text=text).event
    assert (found.part.text if isinstance(found, Said) else found) == event


def test_languages_are_a_guess(side: TelegramSide) -> None:
    assert read(side, text="hoi").sender.language == "tr-TR"
    assert read(side, text="hoi", **{"from": {"id": 1, "language_code": 7}}).sender.language is None


def media(event: Any) -> MediaRef:
    assert isinstance(event, Said)
    assert event.part.media is not None
    return event.part.media


def test_media_in_all_shapes(side: TelegramSide) -> None:
    file = {"file_id": "AbC", "file_unique_id": "u"}
    for name, kind in (("voice", "voice"), ("audio", "voice"), ("video", "file"),
                       ("video_note", "file"), ("document", "file")):  # fmt: skip
        found = media(read(side, **{name: file}).event)
        assert (found.kind, found.reference, found.size) == (kind, f"{name}:AbC", None)
    both = read(side, animation=file, document=file, caption="kijk").event
    assert media(both).reference == "animation:AbC"
    assert both.part.text == "kijk"
    sizes = [{**file, "width": 90}, {**file, "file_id": "Big", "width": 1280}]
    album = read(side, photo=sizes, media_group_id="77").event
    assert (media(album).reference, album.album) == ("photo:Big", "77")
    odd = {**file, "file_size": 10**30, "duration": "long", "file_name": "x" * 999}
    found = media(read(side, document=odd).event)
    assert (found.size, found.seconds, len(found.name or "")) == (None, None, 200)


def test_edits(side: TelegramSide) -> None:
    event = read(side, "edited_message", caption="de vijver", photo=[{}]).event
    assert isinstance(event, Edited)
    assert event.part.ref == f"telegram:{PERSON}:5"
    assert event.part.text == "de vijver"
    moved = read(side, "edited_message", location={"latitude": 1, "longitude": 2})
    assert moved.event == Nothing()  # a live location


@pytest.mark.parametrize("kind", ["dice", "poll", "story", "paid_media", "game"])
def test_other_kinds_of_message(side: TelegramSide, kind: str) -> None:
    assert read(side, **{kind: {}}).event == NotUsable("other")


@pytest.mark.parametrize(
    "where",
    [
        {},  # under an inline message
        {"message": None},
        {"message": {"chat": CHAT, "message_id": 9, "date": 0}},  # too old: bare
    ],
)
def test_taps_on_messages_that_are_not_there(side: TelegramSide, where: dict[str, Any]) -> None:
    query = {"id": "77", "from": FROM, "data": "a:1:yes", **where}
    event = side.channel.read({"update_id": 1, "callback_query": query}).event
    number = "9" if where.get("message") else None
    assert event == Tapped("a:1:yes", number, None, "77")


def test_groups_and_channels(side: TelegramSide) -> None:
    def said(room: int, kind: str = "supergroup", **content: Any) -> Any:
        message = {"message_id": 1, "chat": {"id": room, "type": kind}, "from": FROM, **content}
        return side.channel.read({"update_id": 1, "message": message}).event

    def member(room: int, kind: str, **status: Any) -> Any:
        chat = {"id": room, "type": kind}
        changed = {"chat": chat, "from": FROM, "new_chat_member": status}
        return side.channel.read({"update_id": 1, "my_chat_member": changed}).event

    assert said(-6, text="hoi") == InRoom("-6")
    assert member(-6, "channel", status="administrator") == InRoom("-6")
    assert member(-6, "supergroup", status="restricted", is_member=False) == Nothing()
    assert member(-6, "group", status="kicked") == Nothing()
    assert said(-5, migrate_to_chat_id=-9) == RoomMoved("-5", "-9")
    assert said(-9, migrate_from_chat_id=-5) == RoomMoved("-5", "-9")


async def test_a_group_that_moved_is_said_where_to(side: TelegramSide) -> None:
    group = side.api.group(-700, "Team Oost", "group")
    group.adds_bot(side.phone)
    group.migrates(side.phone, -1007)
    with pytest.raises(MovedTo) as moved:
        await side.channel.send("-700", Part("Er ligt niets."))
    assert moved.value.room == "-1007"
    await side.channel.send(moved.value.room, Part("Er ligt niets."))


async def test_it_leaves_even_where_it_may_not_speak(side: TelegramSide) -> None:
    group = side.api.group(-700, "Nieuws")
    group.adds_bot(side.phone)
    side.api.break_next("sendMessage", "500")
    await side.channel.gesture("", LeaveRoom("-700", "Ik ga nu uit deze groep."))
    assert len(side.api.calls_of("leaveChat")) == 1


async def test_a_button_in_a_group_leads_to_the_private_chat(side: TelegramSide) -> None:
    group = side.api.group(-700, "Team Oost")
    group.adds_bot(side.phone)
    link = "https://t.me/strict_test_bot?start=desk"
    rows = ((ShownButton("💬 Naar mijn chat", link=link),),)
    await side.channel.send("-700", Part("📬 Nieuw: één bericht", buttons=rows))
    sent = side.api.calls_of("sendMessage")[-1].params
    keyboard = sent["reply_markup"]
    keyboard = json.loads(keyboard) if isinstance(keyboard, str) else keyboard
    assert keyboard["inline_keyboard"] == [[{"text": "💬 Naar mijn chat", "url": link}]]
