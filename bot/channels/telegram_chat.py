"""Telegram: raw updates in, PTB's Bot and types out. The only importer of `telegram`.

Updates are fetched or posted raw, stored, and only then confirmed, by moving the offset or by the
answer 200: PTB's own polling and webhook server confirm before handling, and one update it cannot
parse stops its polling for good.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import math
import re
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import telegram
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)
from telegram.request import BaseRequest, RequestData

from bot.channels.base import (
    ChannelError,
    Gone,
    Introduction,
    MediaFile,
    Menu,
    MovedTo,
    Part,
    RawEvent,
    Receive,
    Refused,
    TooFast,
    Unreached,
    WasBlocked,
)
from bot.rendering import ShownButton
from conversations.effects import AnswerTap, Gesture, LeaveRoom, ShowChosen
from conversations.events import (
    Arrival,
    Blocked,
    Edited,
    Event,
    InRoom,
    Located,
    MediaKind,
    MediaRef,
    Nothing,
    NotUsable,
    RoomMoved,
    Said,
    Sender,
    Started,
    Tapped,
    Unblocked,
)
from conversations.events import Part as WordsPart

log = logging.getLogger(__name__)

LONG_POLL = 30  # seconds
BIGGEST_FILE = 20 * 1024 * 1024  # bytes that getFile gives (Bot API, getFile)
BIGGEST_ID = 2**63  # ids need 64 bits at most (Bot API); more is no id
LONGEST_TEXT = 4096  # UTF-16 units (Bot API, editMessageText)
UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
CONNECTIONS = 100
CONNECT_WITHIN = 10.0  # seconds
SAY_GOODBYE_AGAIN = 60.0  # seconds; being added to a group makes several updates
POSTS = 40  # that Telegram may make at the same time (Bot API, setWebhook, max_connections)
LOOK_AFTER = 30.0  # seconds between two looks at the webhook
STILL_NEWS = timedelta(minutes=10)  # so long after a failed post /ready speaks of it
MANY_WAIT = 100  # posts that wait at Telegram
SHOWN_OF_UNREADABLE = 4000  # bytes that are kept of a post which is no JSON


class Flood(TelegramError):
    """A 429. PTB's own `RetryAfter` warns about its type whenever it is made."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds} s")
        self.seconds = seconds


class Aiohttp(BaseRequest):
    """PTB's HTTP side on aiohttp: measured several times faster than its default."""

    def __init__(self, api_url: str, timeout: float = 20.0) -> None:
        self._api_url = api_url
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._timeout

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS)
            # Not `trust_env`: that reads files and looks for proxies at every request.
            self._session = aiohttp.ClientSession(
                connector=connector, proxy=_proxy(self._api_url), trust_env=False
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._timeout
        status, body = await self.exchange(url, method, _body(request_data), seconds)
        if status == 429:
            raise Flood(_retry_after(body))
        return status, body

    async def exchange(self, url: str, method: str, data: Any, seconds: float) -> tuple[int, bytes]:
        """Status and body; `seconds` is the longest silence. Raises TimedOut or NetworkError."""
        if self._session is None:
            raise RuntimeError("not initialised")
        # In all six times that: 20 MB over a slow line take a while, for ever is too long.
        timeout = aiohttp.ClientTimeout(
            total=6 * seconds, sock_connect=CONNECT_WITHIN, sock_read=seconds
        )
        # The errors' texts may hold the address, and the address holds the token.
        try:
            async with self._session.request(method, url, data=data, timeout=timeout) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise telegram.error.TimedOut from None
        except UnicodeError:
            raise BadRequest("text that cannot be encoded") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None


def _proxy(url: str) -> str | None:
    """The proxy that this machine is set to use for an address (HTTPS_PROXY, NO_PROXY)."""
    parts = urlsplit(url)
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    return urllib.request.getproxies().get(parts.scheme)


def _body(data: RequestData | None) -> Any:
    if data is None:
        return None
    if not data.multipart_data:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


def _retry_after(body: bytes) -> float:
    """The seconds that a 429 asks for, without trusting its shape."""
    try:
        seconds = float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return 1.0
    return seconds if 0 < seconds < math.inf else 1.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram posts, and what it says to show that it is Telegram."""

    url: str
    secret: str


class TelegramChat:
    """The channel `telegram`. With a `webhook` Telegram posts updates; without, it polls."""

    name = "telegram"

    def __init__(
        self,
        *,
        token: str,
        api_url: str,
        now: Callable[[], datetime],
        webhook: Webhook | None = None,
    ) -> None:
        self._now = now
        self.webhook = webhook
        self._receive: Receive | None = None
        self._hears: telegram.WebhookInfo | None = None  # as of the last look
        self._request = Aiohttp(api_url)
        self._polling = Aiohttp(api_url)  # apart: a poll never waits for a connection
        self._bot = telegram.Bot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._request,
            get_updates_request=self._polling,
        )
        self._base = f"{api_url}/bot{token}"
        self._me: telegram.User | None = None
        self._prepared = False
        self._polled_at: float | None = None  # or when polling began
        self._goodbyes: dict[int, float] = {}  # room → when
        self._leaving: set[int] = set()

    # In

    def read(self, payload: Any) -> Arrival:
        """The event in an update. Raises ValueError for what is none; unknown kinds are Nothing."""
        if _update_id(payload) is None:
            raise ValueError("not an update")
        try:
            return self._read(payload)
        except (LookupError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError("an update of another shape") from error

    def _read(self, update: dict[str, Any]) -> Arrival:
        for kind, event_of in (("message", _message), ("edited_message", _edited)):
            if kind in update:
                message = update[kind]
                if message["chat"]["type"] != "private":
                    return Arrival(None, _in_room(message["chat"], message), self._now())
                return Arrival(_sender(message["from"]), event_of(message), self._now())
        if "callback_query" in update:
            query = update["callback_query"]
            chat = (query.get("message") or {}).get("chat")
            if chat and chat["type"] != "private":
                return Arrival(None, _in_room(chat, {}), self._now())
            return Arrival(_sender(query["from"]), _tapped(query), self._now())
        if "my_chat_member" in update:
            return self._membership(update["my_chat_member"])
        return Arrival(None, Nothing(), self._now())

    def _membership(self, changed: dict[str, Any]) -> Arrival:
        chat, member = changed["chat"], changed["new_chat_member"]
        status = member["status"]
        if chat["type"] != "private":
            present = status in ("member", "administrator") or (
                status == "restricted" and member.get("is_member", True)
            )
            event: Event = _in_room(chat, {}) if present else Nothing()
            return Arrival(None, event, self._now())
        blocked = status in ("kicked", "left")
        return Arrival(_sender(changed["from"]), Blocked() if blocked else Unblocked(), self._now())

    def listen(self, receive: Receive) -> None:
        """Where posted updates go. Any process takes posts, not only the one that leads."""
        self._receive = receive

    async def take(self, body: bytes, size: int | None = None) -> None:
        """Store one posted update: when this returns, Telegram may forget it.

        What is no JSON is stored as well, and parked like all that is no update: Telegram would
        bring it again and again, and the chat's next ones not at all. `size`: bytes of the whole
        post, where `body` is only its beginning. Raises Unreached while nobody listens.
        """
        if self._receive is None:
            raise Unreached("nobody listens yet")
        await self._receive([_envelope(_posted(body, size))])

    async def run(self, receive: Receive) -> None:
        """Poll, or see to the webhook, until cancelled."""
        before, self._receive = self._receive, receive
        try:
            if self.webhook is not None:
                await self._keep_webhook(self.webhook)
            else:
                await self._poll(receive)
        finally:
            self._receive = before

    async def _keep_webhook(self, webhook: Webhook) -> None:
        """Set it, then look after it: whoever took it off by mistake finds it back."""
        failures = 0
        is_set = False
        while True:
            try:
                if not is_set:
                    await self._set_webhook(webhook)
                hears = await self._bot.get_webhook_info()
            except TelegramError as error:
                failures += 1
                found = _translated(error)
                log.warning("the webhook was not seen to: %s", found)
                least = found.seconds if isinstance(found, TooFast) else 0.0
                await asyncio.sleep(max(least, 0.5 * 2 ** min(failures, 6)))
                continue
            failures = 0
            self._hears = hears
            is_set = hears.url == webhook.url
            await asyncio.sleep(LOOK_AFTER if is_set else 1.0)

    async def _set_webhook(self, webhook: Webhook) -> None:
        await self._open()
        self._me = await self._bot.get_me()
        await self._bot.set_webhook(
            webhook.url,
            secret_token=webhook.secret,
            allowed_updates=UPDATES,
            max_connections=POSTS,
        )
        log.info("Telegram posts to the webhook")

    def webhook_report(self) -> tuple[int, list[str]] | None:
        """For /ready: how many updates wait at Telegram, and warnings; None: nothing known."""
        if self._hears is None:
            return None
        waiting, failed = self._hears.pending_update_count, self._hears.last_error_date
        warnings = []
        if failed is not None and self._now() - failed < STILL_NEWS:
            warnings.append(
                f"Telegram could not post to the webhook at {failed:%H:%M} UTC:"
                f" {self._hears.last_error_message}"
            )
        if waiting >= MANY_WAIT:
            warnings.append(f"{waiting} updates wait at Telegram for the webhook")
        return waiting, warnings

    async def _poll(self, receive: Receive) -> None:
        """The offset moves only after `receive` has stored the batch."""
        offset: int | None = None
        failures = 0
        self._polled_at = time.monotonic()
        while True:
            try:
                await self._prepare()
                updates = await self._updates(offset)
            except (Unreached, TooFast, Refused) as error:
                failures += 1
                log.warning("polling failed: %s", error)
                least = error.seconds if isinstance(error, TooFast) else 0.0
                await asyncio.sleep(max(least, 0.5 * 2 ** min(failures, 6)))
                continue
            self._polled_at = time.monotonic()
            failures = 0
            await self._store(updates, receive)
            offset = await self._next_offset(updates)

    @staticmethod
    async def _next_offset(updates: Sequence[Any]) -> int | None:
        """What confirms these updates.

        After an empty answer nothing is left to confirm, and the next id may be a lower one
        (Telegram begins anew, at random, after a quiet week): none is asked for then.
        """
        found = [number for number in map(_update_id, updates) if number is not None]
        if updates and not found:
            await asyncio.sleep(
                1.0
            )  # nothing that an offset could confirm: no hurry to see it again
        return max(found) + 1 if found else None

    async def _store(self, updates: Sequence[Any], receive: Receive) -> None:
        """Again and again until it is stored: Telegram keeps what was not confirmed."""
        events = [_envelope(update) for update in updates]
        wait = 0.5
        while True:
            try:
                return await receive(events)
            except Exception as error:
                log.warning("updates were not stored: %s", type(error).__name__)
                await asyncio.sleep(wait)
                wait = min(30.0, wait * 2)

    async def _updates(self, offset: int | None) -> list[Any]:
        wanted = {
            "timeout": str(LONG_POLL),
            "allowed_updates": json.dumps(UPDATES),
            "limit": "100",
        }
        if offset is not None:
            wanted["offset"] = str(offset)
        try:
            status, body = await self._polling.exchange(
                f"{self._base}/getUpdates", "POST", wanted, LONG_POLL + 10
            )
        except TelegramError as error:
            raise Unreached(type(error).__name__) from None
        if status == 409:
            self._prepared = False  # a webhook that was set meanwhile is taken off again
        return _result(status, body)

    async def _prepare(self) -> None:
        if self._prepared:
            return
        await self._open()
        try:
            self._me = await self._bot.get_me()
            await self._bot.delete_webhook()
        except TelegramError as error:
            raise _translated(error) from None
        self._prepared = True

    async def _open(self) -> None:
        await self._request.initialize()
        await self._polling.initialize()

    def seconds_since_poll(self) -> float | None:
        """For /ready: since Telegram last answered, or polling began; None: it does not poll."""
        return None if self._polled_at is None else time.monotonic() - self._polled_at

    async def link(self, payload: str) -> str:
        """A deep link that starts this bot with a payload. Raises a ChannelError."""
        await self._open()
        try:
            me = self._me or await self._bot.get_me()
        except TelegramError as error:
            raise _translated(error) from None
        return f"https://t.me/{me.username}?start={payload}"

    async def room_name(self, room: str) -> str:
        """The title of a group that this bot is in. Raises a ChannelError."""
        await self._open()
        try:
            chat = await self._bot.get_chat(int(room))
        except TelegramError as error:
            raise _translated(error) from None
        return chat.title or room

    def entrance(self) -> str | None:
        return f"https://t.me/{self._me.username}?start=" if self._me else None

    # What is seen of the bot

    async def show(self, what: Menu | Introduction) -> None:
        await self._open()
        try:
            match what:
                case Menu():
                    await self._show_menu(what)
                case Introduction(text, short, language):
                    await self._bot.set_my_description(text, language)
                    await self._bot.set_my_short_description(short, language)
        except TelegramError as error:
            raise _translated(error) from None

    async def _show_menu(self, menu: Menu) -> None:
        scope = telegram.BotCommandScopeChat(int(menu.to)) if menu.to else None
        if menu.commands:
            commands = [telegram.BotCommand(c.name, c.what) for c in menu.commands]
            await self._bot.set_my_commands(commands, scope, menu.language)
        else:
            await self._bot.delete_my_commands(scope, menu.language)

    # Out

    async def send(self, to: str, part: Part) -> str:
        await self._open()
        try:
            if part.media is not None:
                sent = await self._send_media(int(to), part, part.media)
            else:
                sent = await self._bot.send_message(
                    int(to),
                    part.text,
                    reply_markup=_keyboard(part.buttons),
                    link_preview_options=NO_PREVIEW,
                )
        except TelegramError as error:
            raise _translated(error) from None
        return str(sent.message_id)

    async def _send_media(self, to: int, part: Part, media: MediaFile) -> telegram.Message:
        """As the kind it came in as: a file id of one kind cannot be sent as another."""
        file: Any
        how, _, file = (media.reference or "").rpartition(":")
        if not file:
            file = telegram.InputFile(media.data or b"", media.name or NAMES.get(media.kind))
        send: Any = {
            "voice": self._bot.send_voice,
            "photo": self._bot.send_photo,
            "audio": self._bot.send_audio,
            "video": self._bot.send_video,
            "animation": self._bot.send_animation,
            "video_note": self._bot.send_video_note,
        }.get(how or media.kind, self._bot.send_document)
        keyboard = _keyboard(part.buttons)
        if how == "video_note":  # has no caption
            if part.text:
                await self._bot.send_message(to, part.text, link_preview_options=NO_PREVIEW)
            sent: telegram.Message = await send(to, file, reply_markup=keyboard)
        else:
            sent = await send(to, file, caption=part.text or None, reply_markup=keyboard)
        return sent

    async def gesture(self, to: str, gesture: Gesture) -> None:
        await self._open()
        try:
            match gesture:
                case AnswerTap(callback):
                    await self._bot.answer_callback_query(callback)
                case ShowChosen(message, shown, chosen):
                    await self._show_chosen(int(to), int(message), shown, chosen)
                case LeaveRoom(room, text):
                    await self._leave(int(room), text)
        except BadRequest:
            pass  # "not modified" and "query is too old" are successes for us
        except TelegramError as error:
            raise _translated(error) from None

    async def _show_chosen(self, to: int, message: int, shown: str, chosen: str) -> None:
        text = f"{shown}\n\n✓ {chosen}"
        if not chosen or len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
            await self._bot.edit_message_reply_markup(to, message)
        else:
            await self._bot.edit_message_text(text, to, message, link_preview_options=NO_PREVIEW)

    async def _leave(self, room: int, text: str) -> None:
        """Go, and say why: once, although being added to a group makes several updates."""
        if room in self._leaving:
            return
        self._leaving.add(room)
        try:
            if time.monotonic() - self._goodbyes.get(room, -math.inf) > SAY_GOODBYE_AGAIN:
                await self._say_goodbye(room, text)
            await self._bot.leave_chat(room)
        finally:
            self._leaving.discard(room)

    async def _say_goodbye(self, room: int, text: str) -> None:
        now = time.monotonic()
        self._goodbyes = {r: at for r, at in self._goodbyes.items() if now - at < SAY_GOODBYE_AGAIN}
        self._goodbyes[room] = now
        try:
            await self._bot.send_message(room, text, link_preview_options=NO_PREVIEW)
        except TelegramError as error:
            log.debug("a goodbye was not said: %s", type(error).__name__)

    async def fetch(self, reference: str) -> bytes:
        await self._open()
        try:
            file = await self._bot.get_file(reference.rpartition(":")[2])
        except TelegramError as error:
            raise _translated(error) from None
        if not file.file_path:
            raise Refused("no path for this file")
        try:
            return bytes(await file.download_as_bytearray())
        except (InvalidToken, BadRequest):
            raise Unreached("the file was not at its address") from None  # addresses last an hour
        except TelegramError as error:
            raise _translated(error) from None

    async def close(self) -> None:
        await self._request.shutdown()
        await self._polling.shutdown()


NO_PREVIEW = telegram.LinkPreviewOptions(is_disabled=True)
NAMES = {"voice": "voice.ogg", "photo": "photo.jpg"}  # for bytes that came without a name


# Reading updates


def _posted(body: bytes, size: int | None) -> Any:
    """The update in a post, or something to keep in its place."""
    try:
        if size is None or size == len(body):
            return _parsed(body)
    except (ValueError, RecursionError):
        pass
    kept = body[:SHOWN_OF_UNREADABLE].decode("utf-8", "replace")
    digest = hashlib.sha256(body).hexdigest()
    return {"unreadable": kept, "bytes": size or len(body), "sha256": digest}


def _in_room(chat: dict[str, Any], message: dict[str, Any]) -> Event:
    """A group moves twice: in the old one is said where to, in the new one where from."""
    room = str(_id(chat["id"]))
    if "migrate_to_chat_id" in message:
        return RoomMoved(room, str(_id(message["migrate_to_chat_id"])))
    if "migrate_from_chat_id" in message:
        return RoomMoved(str(_id(message["migrate_from_chat_id"])), room)
    return InRoom(room)


def _envelope(update: Any) -> RawEvent:
    """Whose it is and which it is, without trusting its shape."""
    return RawEvent("telegram", _event_id(update), _owner(update), update)


def _event_id(update: Any) -> str:
    number = _update_id(update)
    if number is not None:
        return str(number)
    return "hash:" + hashlib.sha256(json.dumps(update, sort_keys=True).encode()).hexdigest()


def _owner(update: Any) -> str:
    if isinstance(update, dict):
        for value in update.values():
            sender = value.get("from") if isinstance(value, dict) else None
            if isinstance(sender, dict) and _is_id(sender.get("id")):
                return f"telegram:{sender['id']}"
    return f"telegram:?{_event_id(update)}"


def _update_id(update: Any) -> int | None:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) and _is_id(number) and number > 0 else None


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < BIGGEST_ID


def _id(value: Any) -> int:
    if not _is_id(value):
        raise TypeError("not an id")
    found: int = value
    return found


def _result(status: int, body: bytes) -> list[Any]:
    try:
        answer = _parsed(body)
    except (ValueError, RecursionError):
        raise Unreached(f"no JSON in the answer ({status})") from None
    if not isinstance(answer, dict):
        raise Unreached(f"another kind of answer ({status})")
    if answer.get("ok") and isinstance(answer.get("result"), list):
        return list(answer["result"])
    if status == 429:
        raise TooFast(_retry_after(body))
    if status == 409:
        raise Unreached("another process polls this bot, or a webhook is set (409)")
    if status in (401, 404):
        raise Refused("Telegram does not know this token")
    raise Unreached(f"answer {status}")


def _parsed(body: bytes) -> Any:
    """JSON that every database can store: no NaN, no endless numbers (they become strings).

    Raises ValueError or RecursionError for what is none.
    """
    return json.loads(body, parse_constant=str, parse_int=_whole, parse_float=_fraction)


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= 25 else digits[:100]


def _fraction(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits[:100]


def _sender(user: dict[str, Any]) -> Sender:
    language = user.get("language_code")
    return Sender("telegram", str(_id(user["id"])), language if isinstance(language, str) else None)


def _text(value: Any) -> str:
    """A person's text as every database and channel takes it: no NUL, no half characters."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return _HALF.sub("\ufffd", value)


_HALF = re.compile("[\x00\ud800-\udfff]")
_COMMAND = re.compile(r"/(\w{1,32})(?:@\w+)?(?!\S)")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")  # Bot API, deep linking


def _message(message: dict[str, Any]) -> Event:
    if message.get("text") is not None:
        return _said(_ref(message), _text(message["text"]))
    if (media := _media(message)) is not None:
        if (media.size or 0) > BIGGEST_FILE:
            return NotUsable("too_big")
        part = WordsPart(_ref(message), _caption(message), media)
        album = message.get("media_group_id")
        return Said(part, _text(album) if album is not None else None)
    if "venue" in message or "location" in message:
        place = message.get("location") or message["venue"]["location"]
        return Located(float(place["latitude"]), float(place["longitude"]))
    if "contact" in message:
        return NotUsable("contact")
    if "sticker" in message:
        return NotUsable("sticker")
    if _SERVICE & message.keys():
        return Nothing()
    return NotUsable("other")


def _said(ref: str, text: str) -> Event:
    """/start and what its link carried; other commands are words; "/start bankjes" is words too."""
    command = _COMMAND.match(text)
    if command is None:
        return Said(WordsPart(ref, text))
    rest = text[command.end() :].strip()
    if command[1] != "start":
        return Said(WordsPart(ref, f"{command[1]} {rest}".strip()), command=not rest)
    if not rest or _PAYLOAD.fullmatch(rest):
        return Started(rest or None)
    return Said(WordsPart(ref, rest))


def _caption(message: dict[str, Any]) -> str | None:
    caption = message.get("caption")
    return None if caption is None else _text(caption)


_SERVICE = {
    "pinned_message",
    "new_chat_title",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "chat_background_set",
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
}


def _edited(message: dict[str, Any]) -> Event:
    text = message.get("text", message.get("caption"))
    return Edited(WordsPart(_ref(message), _text(text))) if text else Nothing()


def _ref(message: dict[str, Any]) -> str:
    return f"telegram:{_id(message['chat']['id'])}:{_id(message['message_id'])}"


def _media(message: dict[str, Any]) -> MediaRef | None:
    # An animation is a document too: the more precise name comes first.
    for name in ("voice", "audio", "video_note", "video", "animation", "document"):
        if name in message:
            return _reference(
                message[name], name, "voice" if name in ("voice", "audio") else "file"
            )
    if message.get("photo"):
        return _reference(max(message["photo"], key=lambda size: size["width"]), "photo", "photo")
    return None


def _reference(found: dict[str, Any], name: str, kind: MediaKind) -> MediaRef:
    """The reference says what kind of file it is: Telegram sends it as no other."""
    unique = hashlib.sha256(f"telegram:{found['file_unique_id']}".encode()).hexdigest()[:32]
    return MediaRef(
        id=unique,
        kind=kind,
        reference=f"{name}:{_text(found['file_id'])}",
        seconds=_count(found.get("duration")),
        size=_count(found.get("file_size")),
        mime=_text(found.get("mime_type") or "")[:80] or None,
        name=_text(found.get("file_name") or "")[:200] or None,
    )


def _count(value: Any) -> int | None:
    return value if _is_id(value) and 0 <= value < 2**31 else None


def _tapped(query: dict[str, Any]) -> Tapped:
    message = query.get("message") or {}  # none under an inline message; bare when it is too old
    shown = message.get("text")
    return Tapped(
        action=_text(query.get("data") or ""),
        message=str(_id(message["message_id"])) if "message_id" in message else None,
        shown=_text(shown) if shown else None,
        callback=_text(query["id"]),
    )


# Sending


def _keyboard(
    buttons: tuple[tuple[ShownButton, ...], ...],
) -> telegram.InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return telegram.InlineKeyboardMarkup(
        [
            [
                telegram.InlineKeyboardButton(b.label, url=b.link)
                if b.link
                else telegram.InlineKeyboardButton(b.label, callback_data=b.action)
                for b in row
            ]
            for row in buttons
        ]
    )


def _translated(error: TelegramError) -> ChannelError:
    """PTB's errors as ours, once, here. Their texts are Telegram's and hold no token."""
    said = error.message.lower()
    match error:
        case Flood():
            return TooFast(error.seconds)
        case Forbidden() if "deactivated" in said:
            return Gone("deactivated")
        case Forbidden():
            return WasBlocked("blocked, or never started")
        case BadRequest() if "chat not found" in said:
            return Gone("chat not found")
        case ChatMigrated(new_chat_id=room):
            return MovedTo(str(room))
        case InvalidToken():
            return Refused("Telegram does not know this token")
        case BadRequest():
            return Refused(error.message)
        case Conflict():
            return Unreached("another process polls this bot, or a webhook is set (409)")
        case _:
            return Unreached(type(error).__name__)
