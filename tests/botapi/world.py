"""Everything the server knows apart from HTTP: the bot, the people, the chats, the clock."""

from collections.abc import Callable
from random import Random
from typing import Any

from tests.botapi.chats import Access, Chat, chat_not_found
from tests.botapi.files import Files
from tests.botapi.limits import Flood, Limits
from tests.botapi.refusal import stale_query
from tests.botapi.updates import UpdateQueue

Json = dict[str, Any]
OnSent = Callable[[int, Json], None]
OnAnswer = Callable[[str, Json], None]


class World:
    """The state behind the methods; nothing in it waits."""

    def __init__(
        self,
        *,
        bot_id: int,
        bot_username: str,
        bot_name: str,
        now: Callable[[], float],
        limits: Limits,
        callback_lifetime: float,
        history: int | None,
        privacy_mode: bool,
        random: Random,
    ) -> None:
        self.now = now
        self.random = random
        self.callback_lifetime = callback_lifetime
        self.history = history
        self.privacy_mode = privacy_mode
        self.flood = Flood(limits, now)
        self.files = Files(random, now)
        self.updates = UpdateQueue(random.randrange(10**8, 9 * 10**8), now)
        self.bot: Json = {
            "id": bot_id,
            "is_bot": True,
            "first_name": bot_name,
            "username": bot_username,
        }
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, Json] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.on_sent: OnSent | None = None
        self.on_answer: OnAnswer | None = None
        self._callbacks: dict[str, tuple[float, int]] = {}

    def add_chat(self, info: Json, access: Access) -> Chat:
        """Make a chat known."""
        if info["id"] in self.chats:
            raise ValueError(f"chat {info['id']} exists")
        chat = Chat(info, access, str(self.random.getrandbits(62)))
        self.chats[chat.id] = chat
        return chat

    def chat(self, chat_id: int | str) -> Chat:
        """Return the chat, or refuse: it is unknown."""
        if isinstance(chat_id, str):
            return self._public_chat(chat_id)
        chat = self.chats.get(chat_id)
        if chat is None:
            raise chat_not_found()
        return chat

    def _public_chat(self, name: str) -> Chat:
        for chat in self.chats.values():
            if not chat.private and name == "@" + chat.info.get("username", ""):
                return chat
        raise chat_not_found()

    def open_chat(self, chat_id: int | str) -> Chat:
        """Return a chat the bot may write to, or refuse."""
        chat = self.chat(chat_id)
        chat.check_access()
        return chat

    def date(self) -> int:
        """Return the time as Telegram writes it."""
        return int(self.now())

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Put a message into a chat and return it."""
        message: Json = {
            "message_id": chat.next_id(),
            "from": sender,
            "chat": chat.info,
            "date": self.date(),
            **content,
        }
        chat.messages[chat.last_id] = message
        if self.history is not None and len(chat.messages) > self.history:
            chat.forget(next(iter(chat.messages)))
        return message

    def sent(self, chat: Chat, message: Json) -> None:
        """Tell those who watch that the bot sent or edited a message."""
        chat.touch(message["message_id"])
        if self.on_sent is not None:
            self.on_sent(chat.id, message)

    def add_callback(self, chat: Chat) -> str:
        """Return the id of a new callback query."""
        query_id = str(self.random.randrange(10**17, 10**18))
        self._callbacks[query_id] = self.now(), chat.id
        return query_id

    def answer_callback(self, query_id: str, answer: Json) -> None:
        """Answer a callback query once and in time, or refuse."""
        asked, chat_id = self._callbacks.pop(query_id, (None, 0))
        if asked is None or self.now() - asked > self.callback_lifetime:
            raise stale_query()
        if self.on_answer is not None:
            self.on_answer(query_id, answer)
        if (chat := self.chats.get(chat_id)) is not None:
            chat.answered(query_id, answer)
