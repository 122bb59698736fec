"""The people's side: what they do on their phones, and what they see there."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from tests.botapi.chats import Access, Chat
from tests.botapi.files import StoredFile
from tests.botapi.methods import media_json, member_changed, photo_sizes
from tests.botapi.world import World

Json = dict[str, Any]
T = TypeVar("T")

COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?(?!\S)")
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "group_chat_created",
        "forum_topic_created",
    }
)
MEDIA_KINDS = (
    "photo",
    "voice",
    "audio",
    "video",
    "document",
    "sticker",
    "location",
    "contact",
    *sorted(SERVICE),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands on a screen; `raw` is its JSON."""

    message_id: int
    by_bot: bool
    sender: str
    text: str
    rows: tuple[tuple[str, ...], ...]
    media: str | None
    edited: bool
    raw: Json

    @classmethod
    def of(cls, message: Json) -> "Shown":
        """Read a message."""
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        return cls(
            message_id=message["message_id"],
            by_bot=message["from"]["is_bot"],
            sender=message["from"]["first_name"],
            text=message.get("text") or message.get("caption") or "",
            rows=tuple(tuple(button["text"] for button in row) for row in rows),
            media=next((kind for kind in MEDIA_KINDS if kind in message), None),
            edited="edit_date" in message,
            raw=message,
        )

    @property
    def buttons(self) -> list[Json]:
        """Return the buttons as sent, row by row."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def __str__(self) -> str:
        mark = f" [{self.media}]" if self.media else ""
        edited = " (edited)" if self.edited else ""
        lines = [f"#{self.message_id} {self.sender}:{mark} {self.text}{edited}"]
        lines += ["    " + " ".join(f"[{label}]" for label in row) for row in self.rows]
        return "\n".join(lines)


class Screen:
    """What is visible in one chat, and waiting for what the bot does there."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self._chat = chat
        self._seen = 0

    @property
    def chat_id(self) -> int:
        """Return the id the bot knows the chat by."""
        return self._chat.id

    @property
    def screen(self) -> list[Shown]:
        """Return the visible messages of both sides, in order."""
        return [Shown.of(message) for message in self._chat.messages.values()]

    @property
    def last(self) -> Shown | None:
        """Return the bot's newest message."""
        for message in reversed(self._chat.messages.values()):
            if message["from"]["is_bot"]:
                return Shown.of(message)
        return None

    @property
    def keyboard(self) -> tuple[tuple[str, ...], ...]:
        """Return the labels of the reply keyboard that is shown."""
        rows = (self._chat.keyboard or {}).get("keyboard", [])
        return tuple(tuple(button["text"] for button in row) for row in rows)

    @property
    def toasts(self) -> list[str]:
        """Return the texts of the answers to taps, in order."""
        return [answer["text"] for _, answer in self._chat.answers if answer.get("text")]

    def answer_to(self, query_id: str) -> Json | None:
        """Return how the bot answered a tap, or None while it has not."""
        return next((answer for asked, answer in self._chat.answers if asked == query_id), None)

    def printed(self) -> str:
        """Return the screen as text, for the messages of failed assertions."""
        lines = [f"Screen of chat {self.chat_id} ({self._chat.access.value}):"]
        lines += ["  " + str(shown).replace("\n", "\n  ") for shown in self.screen]
        lines += ["  keyboard: " + " ".join(f"[{one}]" for one in row) for row in self.keyboard]
        return "\n".join(lines if len(lines) > 1 else [*lines, "  (empty)"])

    async def sees(self, substring: str, timeout: float = 5.0) -> Shown:
        """Wait for a bot message, or an edit, newer than the last match that has the substring."""
        found = await self._until(lambda: self._find(substring), timeout)
        if found is None:
            raise AssertionError(f"{substring!r} was not seen.\n{self.printed()}")
        return found

    async def sees_toast(self, substring: str, timeout: float = 5.0) -> str:
        """Wait for the answer to a tap that has the substring."""

        def find() -> str | None:
            return next((text for text in reversed(self.toasts) if substring in text), None)

        found = await self._until(find, timeout)
        if found is None:
            raise AssertionError(f"toast {substring!r} was not seen in {self.toasts}.")
        return found

    async def sees_answer(self, query_id: str, timeout: float = 5.0) -> Json:
        """Wait until the bot has answered a tap and return the answer."""
        found = await self._until(lambda: self.answer_to(query_id), timeout)
        if found is None:
            raise AssertionError(f"the tap {query_id} was not answered.\n{self.printed()}")
        return found

    async def quiet(self, seconds: float) -> None:
        """Check that the bot neither sends nor edits anything for a while."""
        before = self._chat.changes
        if await self._until(lambda: self._chat.changes > before or None, seconds):
            raise AssertionError(f"the bot was not quiet.\n{self.printed()}")

    def _find(self, substring: str) -> Shown | None:
        chat = self._chat
        newer = sorted((at, number) for number, at in chat.stamps.items() if at > self._seen)
        for stamp, number in newer:
            shown = Shown.of(chat.messages[number])
            if substring in shown.text:
                self._seen = stamp
                return shown
        return None

    async def _until(self, find: Callable[[], T | None], timeout: float) -> T | None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while (found := find()) is None:
            left = deadline - loop.time()
            if left <= 0:
                return None
            waiter: asyncio.Future[None] = loop.create_future()
            self._chat.waiters.append(waiter)
            await asyncio.wait({waiter}, timeout=left)
        return found

    def _button(self, label: str, message: "Shown | int | None") -> tuple[Json, Json] | None:
        """Return the newest visible message with the button, and the button."""
        number = message.message_id if isinstance(message, Shown) else message
        for candidate in reversed(self._chat.messages.values()):
            if number is not None and candidate["message_id"] != number:
                continue
            for button in Shown.of(candidate).buttons:
                if button["text"] == label:
                    return candidate, button
        return None

    def _tapped(self, user: Json, label: str, message: "Shown | int | None") -> str:
        """Press an inline button and return the query's id, or the address it opens."""
        found = self._button(label, message)
        if found is None:
            raise AssertionError(f"no button {label!r} is visible.\n{self.printed()}")
        on, button = found
        if "callback_data" in button:
            return self._callback(user, on, button["callback_data"])
        if "url" in button:
            return str(button["url"])
        raise AssertionError(f"the button {label!r} cannot be tapped in tests: {button}")

    def _callback(self, user: Json, on: Json, data: str) -> str:
        world, chat = self._world, self._chat
        query_id = world.add_callback(chat)
        content = {
            "id": query_id,
            "from": user,
            "message": on,
            "chat_instance": chat.instance,
            "data": data,
        }
        world.updates.push("callback_query", content)
        return query_id

    def _forged(self, user: Json, data: str, message_id: int) -> str:
        gone = {"chat": self._chat.info, "message_id": message_id, "date": 0}
        return self._callback(user, self._chat.messages.get(message_id, gone), data)

    def _say(self, user: Json, content: Json) -> Json:
        message = self._world.post(self._chat, user, content)
        if self._chat.private or self._bot_hears(message):
            self._world.updates.push("message", message)
        return message

    def _bot_hears(self, message: Json) -> bool:
        """Say whether a bot in a group gets the message (Bot API: privacy mode)."""
        if self._chat.access is not Access.OPEN:
            return False
        bot = self._world.bot
        if not self._world.privacy_mode or bot["id"] in self._chat.admins:
            return True
        if SERVICE & message.keys():
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == bot["id"]:
            return True
        command = COMMAND.match(message.get("text", ""))
        return command is not None and command[1] in (None, f"@{bot['username']}")

    def _reply_to(self, message_id: int | None) -> Json:
        if message_id is None:
            return {}
        replied = self._chat.messages[message_id]
        return {"reply_to_message": {k: v for k, v in replied.items() if k != "reply_to_message"}}


def text_content(text: str, entities: Sequence[Json] | None = None) -> Json:
    """Return a text's part of a message, with the command Telegram finds at its start."""
    found = list(entities or [])
    if entities is None and (command := COMMAND.match(text)):
        found = [{"type": "bot_command", "offset": 0, "length": command.end()}]
    return {"text": text, "entities": found} if found else {"text": text}


class Phone(Screen):
    """One person with the private chat they have with the bot."""

    def __init__(self, world: World, chat: Chat, user: Json) -> None:
        super().__init__(world, chat)
        self.user = user
        self.user_id: int = user["id"]
        self.phone_number = f"+316{user['id'] % 10**8:08d}"

    def __repr__(self) -> str:
        return f"Phone({self.user_id}, {self.user['first_name']!r})"

    def start(self, payload: str | None = None) -> int:
        """Press Start, perhaps through a deep link, and return the message's id."""
        if payload is not None and not PAYLOAD.match(payload):
            raise AssertionError(f"Telegram refuses the payload {payload!r}")
        if self._chat.access is Access.BLOCKED:
            self.unblocks_bot()
        return self.says("/start" if payload is None else f"/start {payload}")

    def started_before(self) -> None:
        """Have started the bot in the past, which makes no update."""
        self._chat.access = Access.OPEN

    def opens(self, url: str) -> int:
        """Follow a deep link to the bot and return the message's id."""
        parts = urlsplit(url)
        if parts.path.strip("/").lower() != self._world.bot["username"].lower():
            raise AssertionError(f"{url!r} does not lead to this bot")
        return self.start(parse_qs(parts.query).get("start", [None])[0])

    def says(
        self,
        text: str,
        entities: Sequence[Json] | None = None,
        reply_to: int | None = None,
    ) -> int:
        """Send a text and return its message id."""
        return self._sends({**text_content(text, entities), **self._reply_to(reply_to)})

    def _sends(self, content: Json) -> int:
        chat = self._chat
        if chat.access is Access.NEVER_STARTED:
            chat.access = Access.OPEN
        if chat.access is not Access.OPEN:
            raise AssertionError(f"{self!r} cannot write: {chat.access.value}")
        message_id: int = self._say(self.user, content)["message_id"]
        return message_id

    def _stored(self, kind: str, data: bytes | None, **about: Any) -> StoredFile:
        return self._world.files.add(kind, data, **about)

    def sends_voice(self, seconds: int, data: bytes, mime_type: str = "audio/ogg") -> int:
        """Send a voice message."""
        stored = self._stored("voice", data, mime_type=mime_type)
        return self._sends({"voice": media_json(stored, {"duration": seconds})})

    def sends_photo(self, data: bytes, caption: str | None = None, album: str | None = None) -> int:
        """Send a photo; photos with the same album belong together."""
        content: Json = {"photo": photo_sizes(self._world, self._stored("photo", data))}
        if album is not None:
            content["media_group_id"] = album
        if caption is not None:
            content["caption"] = caption
        return self._sends(content)

    def sends_album(self, photos: Sequence[bytes], caption: str | None = None) -> list[int]:
        """Send photos as one album: an update for each, the caption with the first."""
        album = str(self._world.random.randrange(10**16, 10**17))
        captions = [caption] + [None] * (len(photos) - 1)
        return [self.sends_photo(*pair, album) for pair in zip(photos, captions, strict=True)]

    def sends_document(
        self,
        name: str | None,
        data: bytes | None = None,
        *,
        size: int | None = None,
        mime_type: str | None = "application/octet-stream",
        caption: str | None = None,
    ) -> int:
        """Send a document, by its bytes or by its size alone."""
        stored = self._stored("document", data, size=size, name=name, mime_type=mime_type)
        content: Json = {"document": media_json(stored, {})}
        if caption is not None:
            content["caption"] = caption
        return self._sends(content)

    def sends_video(self, seconds: int, data: bytes) -> int:
        """Send a video."""
        stored = self._stored("video", data, mime_type="video/mp4")
        return self._sends({"video": media_json(stored, {"duration": seconds})})

    def sends_audio(self, seconds: int, data: bytes, name: str = "song.mp3") -> int:
        """Send a piece of music."""
        stored = self._stored("audio", data, name=name, mime_type="audio/mpeg")
        return self._sends({"audio": media_json(stored, {"duration": seconds})})

    def sends_sticker(self, emoji: str = "\N{THUMBS UP SIGN}") -> int:
        """Send a sticker."""
        stored = self._stored("sticker", b"RIFF\0\0\0\0WEBP")
        shape = {"type": "regular", "width": 512, "height": 512, "emoji": emoji}
        moving = {"is_animated": False, "is_video": False}
        return self._sends({"sticker": {**stored.as_json(), **shape, **moving}})

    def sends_location(self, lat: float, lon: float) -> int:
        """Send a place."""
        return self._sends({"location": {"latitude": lat, "longitude": lon}})

    def sends_contact(self, other_user: "Phone | None" = None) -> int:
        """Send someone's contact, by default one's own."""
        other = other_user or self
        contact = {
            "phone_number": other.phone_number,
            "first_name": other.user["first_name"],
            "user_id": other.user_id,
        }
        return self._sends({"contact": contact})

    def edits(self, message_id: int, new_text: str) -> None:
        """Change one of one's own texts."""
        old = self._chat.messages[message_id]
        if old["from"]["id"] != self.user_id or "text" not in old:
            raise AssertionError(f"message {message_id} cannot be edited.\n{self.printed()}")
        kept = {k: v for k, v in old.items() if k != "entities"}
        edited = {**kept, **text_content(new_text), "edit_date": self._world.date()}
        self._chat.messages[message_id] = edited
        self._world.updates.push("edited_message", edited)

    def deletes(self, message_id: int) -> None:
        """Take a message off the screen; the bot is not told."""
        del self._chat.messages[message_id]
        self._chat.forget(message_id)

    def taps(self, label: str, message: Shown | int | None = None) -> str:
        """Press a button and return the query's id, or the address the button opens.

        A button of the reply keyboard sends its label, or what it asks for.
        """
        if message is None and self._button(label, None) is None:
            for row in (self._chat.keyboard or {}).get("keyboard", []):
                for button in row:
                    if button["text"] == label:
                        return str(self._uses_keyboard(button))
        return self._tapped(self.user, label, message)

    def _uses_keyboard(self, button: Json) -> int:
        if button.get("request_contact"):
            return self.sends_contact()
        if button.get("request_location"):
            return self.sends_location(52.37, 4.9)
        return self.says(button["text"])

    def taps_forged(self, callback_data: str, message_id: int) -> str:
        """Send a callback query no button stands behind and return its id."""
        return self._forged(self.user, callback_data, message_id)

    def blocks_bot(self) -> None:
        """Block the bot, which is told."""
        self._chat.access = Access.BLOCKED
        member_changed(self._world, self._chat, self.user, "member", "kicked")

    def unblocks_bot(self) -> None:
        """Let the bot write again, which it is told."""
        self._chat.access = Access.OPEN
        member_changed(self._world, self._chat, self.user, "kicked", "member")

    def deletes_account(self) -> None:
        """Leave Telegram, which the bot is not told."""
        self._chat.access = Access.DEACTIVATED


class Group(Screen):
    """A group chat; the bot joins with `adds_bot`."""

    def __repr__(self) -> str:
        return f"Group({self.chat_id}, {self._chat.info['title']!r})"

    def adds_bot(self, by: Phone, *, admin: bool = False) -> None:
        """Let someone add the bot."""
        world, chat = self._world, self._chat
        before = "kicked" if chat.access is Access.KICKED else "left"
        chat.access = Access.OPEN
        if admin:
            chat.admins.add(world.bot["id"])
        member_changed(world, chat, by.user, before, "administrator" if admin else "member")
        self._say(by.user, {"new_chat_members": [world.bot], "new_chat_member": world.bot})

    def removes_bot(self, by: Phone) -> None:
        """Let someone remove the bot, which then may not come back by itself."""
        self._say(by.user, {"left_chat_member": self._world.bot})
        self._chat.access = Access.KICKED
        member_changed(self._world, self._chat, by.user, "member", "kicked")

    def says(
        self,
        phone: Phone,
        text: str,
        entities: Sequence[Json] | None = None,
        *,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> int:
        """Let someone say a text; the bot gets it only if privacy mode lets it."""
        content = {**text_content(text, entities), **self._reply_to(reply_to)}
        if topic is not None:
            content.update(message_thread_id=topic, is_topic_message=True)
        message_id: int = self._say(phone.user, content)["message_id"]
        return message_id

    def taps(self, phone: Phone, label: str, message: Shown | int | None = None) -> str:
        """Let someone press a button and return the query's id or the address it opens."""
        return self._tapped(phone.user, label, message)

    def taps_forged(self, phone: Phone, callback_data: str, message_id: int) -> str:
        """Let someone send a callback query no button stands behind."""
        return self._forged(phone.user, callback_data, message_id)

    def opens_topic(self, phone: Phone, name: str) -> int:
        """Let someone open a forum topic and return its thread id."""
        content = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        topic: int = self._say(phone.user, content)["message_id"]
        self._chat.topics.add(topic)
        self._chat.info["is_forum"] = True
        return topic

    def migrates(self, by: Phone | None = None, new_id: int | None = None) -> int:
        """Turn the group into a supergroup with another id, which is returned."""
        old = self._chat
        if old.info["type"] != "group":
            raise AssertionError(f"only a group can migrate, this is a {old.info['type']}")
        sender = by.user if by else next(iter(self._world.users.values()), self._world.bot)
        info = {
            "id": new_id or -(10**12) - self._world.random.randrange(10**9, 2 * 10**9),
            "title": old.info["title"],
            "type": "supergroup",
        }
        new = self._world.add_chat(info, old.access)
        new.admins |= old.admins
        self._say(sender, {"migrate_to_chat_id": new.id})
        old.access, old.migrated_to = Access.MIGRATED, new.id
        self._chat = new
        self._seen = 0
        self._say(sender, {"migrate_from_chat_id": old.id})
        return new.id
