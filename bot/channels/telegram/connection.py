"""One bot at Telegram: the calls that are made to it, and which bot it is."""

from __future__ import annotations

import telegram

from bot.channels.telegram.errors import translating
from bot.channels.telegram.http import Aiohttp


class Connection:
    """Talks to one bot. Polls have an HTTP side of their own, so that none waits for a
    connection."""

    def __init__(self, token: str, api_url: str) -> None:
        self.api_url = api_url
        self.base = f"{api_url}/bot{token}"
        self.polling = Aiohttp(api_url)
        self.me: telegram.User | None = None  # as far as it was asked
        self._request = Aiohttp(api_url)
        self.bot = telegram.Bot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._request,
            get_updates_request=self.polling,
        )

    async def open(self) -> None:
        await self._request.initialize()
        await self.polling.initialize()

    async def close(self) -> None:
        await self._request.shutdown()
        await self.polling.shutdown()

    async def begins(self) -> str:
        """Return how a deep link begins that starts this bot. Raises a ChannelError."""
        await self.open()
        with translating():
            me = self.me or await self.bot.get_me()
        return _begins(me)

    def known_beginning(self) -> str | None:
        """Return the same; None before it is known which bot this is."""
        return _begins(self.me) if self.me else None

    async def room_name(self, room: str) -> str:
        """Return the title of a group that this bot is in. Raises a ChannelError."""
        await self.open()
        with translating():
            chat = await self.bot.get_chat(int(room))
        return chat.title or room


def _begins(me: telegram.User) -> str:
    return f"https://t.me/{me.username}?start="
