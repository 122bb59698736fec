"""A house whose channels read what the real ones store: updates of Telegram, events of pages.

Whoever is a number has Telegram, everybody else a page of the web chat.
"""

from __future__ import annotations

import asyncio
import itertools
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.channels.base import UPLOAD, Part, RawEvent
from bot.channels.telegram.chat import TelegramChat
from bot.channels.web.chat import WebChat
from conversations.arrivals import Arrival
from conversations.declare import Conversation
from conversations.effects import Gesture
from storage.migrate import migrate
from storage.models import web, web_lines
from tests.house import FakeChannel, FakeClock, House

UNDO = 60  # seconds in which an answer can be taken back
LATER = 100_000  # where numbers go on in a house that was opened before


class Phones(FakeChannel):
    """Telegram, as far as reading goes: what is sent stands on a screen of the test."""

    real: TelegramChat

    def read(self, payload: Any) -> Arrival:
        return self.real.read(payload)

    def entrance(self) -> str | None:
        return "https://t.me/buurtstem_example_bot?start="


class Pages(FakeChannel):
    """The bot's own web chat, with its transcript, and what it shows on a screen of the test."""

    real: WebChat

    def read(self, payload: Any) -> Arrival:
        return self.real.read(payload)

    async def send(self, to: str, part: Part) -> str:
        await super().send(to, part)
        return await self.real.send(to, part)

    async def gesture(self, to: str, gesture: Gesture) -> None:
        await super().gesture(to, gesture)
        await self.real.gesture(to, gesture)

    async def fetch(self, reference: str) -> bytes:
        return await self.real.fetch(reference)


class Street(House):
    """Opened `again`, numbers of messages, events and terms go on above those of before."""

    def __init__(
        self,
        database_url: str,
        folder: Path,
        *,
        clock: FakeClock | None = None,
        again: bool = False,
        more: Sequence[Conversation] = (),
    ) -> None:
        super().__init__(database_url, folder, clock=clock, undo=UNDO, web=True, more=more)
        channels = self.app.channels
        pages, phones = Pages(self.clock, name="web"), Phones(self.clock, name="telegram")
        real = channels["web"]
        assert isinstance(real, WebChat)
        pages.real = real
        phones.real = TelegramChat(
            token="1:example", api_url="http://127.0.0.1:9", now=self.clock.now
        )
        channels |= {"web": pages, "telegram": phones}
        self.channel, self.elsewhere = phones, pages
        self.sends = True  # False: what is said waits in the outbox
        first = LATER if again else 1
        phones.calls = LATER if again else 0
        self._numbers, self._terms = itertools.count(first), itertools.count(first)
        self._tokens = itertools.count(first)

    async def open(self) -> Street:
        await migrate(self.app.database)
        return self

    async def __aenter__(self) -> Street:
        return await self.open()

    async def rewind(self, before: bytes) -> None:
        """Put the file of the database back as it was."""
        path = self.app.database.sqlite_path
        assert path is not None
        await self.app.database.engine.dispose()
        for rest in ("-wal", "-shm"):
            path.with_name(path.name + rest).unlink(missing_ok=True)
        path.write_bytes(before)

    async def put(self, who: str, kind: str, **payload: Any) -> int:
        number = next(self._numbers)
        payload = {"message": number, **payload}
        await self.app.inbound.receive([await self._event(number, who, kind, payload)])
        return int(payload["message"])

    async def tap_at_once(self, taps: Mapping[str, str]) -> None:
        """Store what each of these people taps: their payloads by who they are."""
        events = [
            await self._event(number, who, "tap", {"message": number, "action": action})
            for (who, action), number in zip(taps.items(), self._numbers, strict=False)
        ]
        await self.app.inbound.receive(events)

    async def _event(self, number: int, who: str, kind: str, payload: dict[str, Any]) -> RawEvent:
        if not who.isdecimal():
            return await self._posted(who, kind, payload)
        update = {"update_id": number, **_update(int(who), kind, payload, self._seconds())}
        return RawEvent("telegram", str(number), f"telegram:{who}", update)

    def _seconds(self) -> int:
        return int(self.clock.now().timestamp())

    async def _posted(self, who: str, kind: str, payload: dict[str, Any]) -> RawEvent:
        event_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{who}/{payload['message']}"))
        async with self.app.database.transaction() as db:
            if await web_lines.last_seq(db, f"web:{who}") == 0:
                await web.begin(db, f"web:{who}", f"session-of-{who}", self.clock.now())
        if kind == "text":
            await self.app.transcripts.said(who, event_id, payload["text"])
        if kind in ("voice", "photo"):
            digest = await self.app.transcripts.keep(who, b"example of " + kind.encode())
            payload |= {"media": f"web-{payload['message']}", "reference": UPLOAD + digest}
        body = {"kind": kind, "language": "nl", **payload}
        assert isinstance(self.elsewhere, Pages)
        return self.elsewhere.real.event(who, event_id, body)

    async def settle(self) -> None:
        """Also what was to be shown under messages, which nobody waits for."""
        if self.sends:
            await super().settle()
        else:
            await self.app.inbound.handle_waiting()
        await self.shows()

    async def shows(self) -> None:
        """Wait for what nobody else waits for."""
        if waiting := list(self.app.delivery._tasks):
            await asyncio.wait(waiting)


def _update(user: int, kind: str, said: dict[str, Any], seconds: int) -> dict[str, Any]:
    """What Telegram brings when somebody does that (Bot API, Update)."""
    sender = {"id": user, "is_bot": False, "first_name": "Buur", "language_code": "nl"}
    chat = {"id": user, "type": "private", "first_name": "Buur"}
    number = said["message"]
    message = {"message_id": number, "from": sender, "chat": chat, "date": seconds}
    file = {"file_id": f"file-{number}", "file_unique_id": f"u{number}", "file_size": 2000}
    caption = {"caption": said["caption"]} if said.get("caption") else {}
    match kind:
        case "text":
            return {"message": message | {"text": said["text"]}}
        case "start":
            words = f"/start {said.get('payload') or ''}".strip()
            return {"message": message | {"text": words}}
        case "voice":
            voice = file | {"duration": said["seconds"], "mime_type": "audio/ogg"}
            return {"message": message | {"voice": voice}}
        case "photo":
            return {"message": message | {"photo": [file | {"width": 90, "height": 60}]} | caption}
        case "edit":
            return {"edited_message": message | {"edit_date": seconds, "text": said["text"]}}
        case "location":
            return {"message": message | {"location": {"latitude": 51.98, "longitude": 5.95}}}
        case "sticker":
            return {"message": message | {"sticker": file | {"emoji": "👍"}}}
        case "tap":
            shown = message | {"from": {"id": 1, "is_bot": True, "first_name": "Buurtstem"}}
            shown |= {"text": said.get("shown", "?")}
            query = {"id": f"q{number}", "from": sender, "chat_instance": "1", "message": shown}
            return {"callback_query": query | {"data": said["action"]}}
        case "blocked" | "unblocked":
            status = "kicked" if kind == "blocked" else "member"
            changed = {"chat": chat, "from": sender, "date": seconds}
            return {"my_chat_member": changed | {"new_chat_member": {"status": status}}}
        case other:
            raise ValueError(f"nobody does that in Telegram: {other}")
