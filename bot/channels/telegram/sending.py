"""Sending: messages, files, and what is done to messages that were sent."""

from __future__ import annotations

import logging
import math
import time
from typing import Any

import telegram
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.base import Introduction, MediaFile, Menu, Part, Refused, Unreached
from bot.channels.telegram.connection import Connection
from bot.channels.telegram.errors import translated, translating
from bot.rendering import ShownButton
from conversations.effects import AnswerTap, Gesture, LeaveRoom, ShowChosen

log = logging.getLogger(__name__)

LONGEST_TEXT = 4096  # UTF-16 units (Bot API, editMessageText)
SAY_GOODBYE_AGAIN = 60.0  # seconds; being added to a group makes several updates
NO_PREVIEW = telegram.LinkPreviewOptions(is_disabled=True)
NAMES = {"voice": "voice.ogg", "photo": "photo.jpg"}  # for bytes that came without a name


class Sending:
    """Sends whatever goes out. Raises ChannelErrors."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._bot = connection.bot
        self._goodbyes: dict[int, float] = {}  # room → when
        self._leaving: set[int] = set()

    # Messages

    async def send(self, to: str, part: Part) -> str:
        await self._connection.open()
        with translating():
            if part.media is not None:
                sent = await self._send_media(int(to), part, part.media)
            else:
                sent = await self._send_text(int(to), part.text, _keyboard(part.buttons))
        return str(sent.message_id)

    async def _send_text(
        self, to: int, text: str, keyboard: telegram.InlineKeyboardMarkup | None = None
    ) -> telegram.Message:
        return await self._bot.send_message(
            to, text, reply_markup=keyboard, link_preview_options=NO_PREVIEW
        )

    async def _send_media(self, to: int, part: Part, media: MediaFile) -> telegram.Message:
        """Send it as the kind it came in as: a file id of one kind cannot be sent as another."""
        file: Any
        how, _, file = (media.reference or "").rpartition(":")
        if not file:
            file = telegram.InputFile(media.data or b"", media.name or NAMES.get(media.kind))
        send = self._sender_of(how or media.kind)
        keyboard = _keyboard(part.buttons)
        if how == "video_note":  # has no caption
            if part.text:
                await self._send_text(to, part.text)
            sent: telegram.Message = await send(to, file, reply_markup=keyboard)
        else:
            sent = await send(to, file, caption=part.text or None, reply_markup=keyboard)
        return sent

    def _sender_of(self, kind: str) -> Any:
        """Return the call that sends a file of that kind."""
        calls: dict[str, Any] = {
            "voice": self._bot.send_voice,
            "photo": self._bot.send_photo,
            "audio": self._bot.send_audio,
            "video": self._bot.send_video,
            "animation": self._bot.send_animation,
            "video_note": self._bot.send_video_note,
        }
        return calls.get(kind, self._bot.send_document)

    # Gestures

    async def gesture(self, to: str, gesture: Gesture) -> None:
        await self._connection.open()
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
            raise translated(error) from None

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
            await self._send_text(room, text)
        except TelegramError as error:
            log.debug("a goodbye was not said: %s", type(error).__name__)

    # Files

    async def fetch(self, reference: str) -> bytes:
        await self._connection.open()
        with translating():
            file = await self._bot.get_file(reference.rpartition(":")[2])
        if not file.file_path:
            raise Refused("no path for this file")
        try:
            return bytes(await file.download_as_bytearray())
        except (InvalidToken, BadRequest):
            raise Unreached("the file was not at its address") from None  # addresses last an hour
        except TelegramError as error:
            raise translated(error) from None

    # What is seen of the bot

    async def show(self, what: Menu | Introduction) -> None:
        await self._connection.open()
        with translating():
            match what:
                case Menu():
                    await self._show_menu(what)
                case Introduction(text, short, language):
                    await self._bot.set_my_description(text, language)
                    await self._bot.set_my_short_description(short, language)

    async def _show_menu(self, menu: Menu) -> None:
        scope = telegram.BotCommandScopeChat(int(menu.to)) if menu.to else None
        if menu.commands:
            commands = [telegram.BotCommand(c.name, c.what) for c in menu.commands]
            await self._bot.set_my_commands(commands, scope, menu.language)
        else:
            await self._bot.delete_my_commands(scope, menu.language)


def _keyboard(
    buttons: tuple[tuple[ShownButton, ...], ...],
) -> telegram.InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return telegram.InlineKeyboardMarkup([[_key(button) for button in row] for row in buttons])


def _key(button: ShownButton) -> telegram.InlineKeyboardButton:
    if button.link:
        return telegram.InlineKeyboardButton(button.label, url=button.link)
    return telegram.InlineKeyboardButton(button.label, callback_data=button.action)
