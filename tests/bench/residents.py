"""The residents: each waits for the next question, thinks, and answers it."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.server import StrictBotApi

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """What a resident does, and what the answer to it can be recognised by.

    Exactly one of these: `says` a text, `taps` the button of that label, `sends` its payload.
    """

    expects: str
    says: str | None = None
    taps: str | None = None
    sends: str | None = None


def conversation(begin: str) -> tuple[Turn, ...]:
    """/start, the button that begins (by its payload), six answers."""
    return (
        Turn("Wat je stuurt, leest een mens", says="/start"),
        Turn("Vraag 1 van 6", sends=begin),
        Turn("Vraag 2 van 6", taps="Presikhaaf"),
        Turn("Vraag 3 van 6", says="Er zijn te weinig bankjes bij de speeltuin aan het plein."),
        Turn("Vraag 4 van 6", taps="Elke dag"),
        Turn("Vraag 5 van 6", says="Bij de speeltuin aan de Middachtensingel"),
        Turn("Vraag 6 van 6", taps="Ja"),
        Turn("is binnen. Het nummer is", says="Fatma"),
    )


@dataclass(slots=True)
class _Resident:
    turns_left: list[Turn]
    since: float = 0.0
    seen: Json = field(default_factory=dict)  # the bot's newest question


@dataclass
class Measured:
    """What happened; seconds throughout."""

    waits: list[float] = field(default_factory=list)
    began: float = 0.0
    ended: float = 0.0
    messages: int = 0
    edits: int = 0
    taps_answered: int = 0
    finished: int = 0

    @property
    def seconds(self) -> float:
        return self.ended - self.began


class Residents:
    """`count` people who hold the conversation `rounds` times, thinking in between."""

    _ids = itertools.count(1000)

    def __init__(
        self,
        server: StrictBotApi,
        turns: Sequence[Turn],
        *,
        count: int,
        rounds: int = 1,
        think: float = 0.0,
    ) -> None:
        self._server = server
        self._turns = turns
        self._think = think
        self._people: dict[int, _Resident] = {}
        self._done = asyncio.Event()
        self.measured = Measured()
        for number in itertools.islice(self._ids, count):
            server.phone(number, f"Bewoner {number}")
            self._people[number] = _Resident(list(turns) * rounds)

    async def all_finish(self, within: float) -> bool:
        """Let them talk; whether all reached the end within so many seconds."""
        loop = asyncio.get_running_loop()
        self._server.on_sent = self._sent
        self._server.on_answer = self._answered
        self.measured.began = self.measured.ended = time.perf_counter()
        for place, number in enumerate(self._people):
            # Who thinks does not arrive on the stroke of the clock with everybody else.
            loop.call_later(self._think * place / len(self._people), self._act, number)
        try:
            async with asyncio.timeout(within):
                await self._done.wait()
        except TimeoutError:
            return False
        return True

    async def quiet(self, seconds: float = 0.5) -> None:
        """Wait until the bot has said all that it had to say."""
        before = -1
        while before != self.measured.messages + self.measured.edits:
            before = self.measured.messages + self.measured.edits
            await asyncio.sleep(seconds)

    def _act(self, number: int) -> None:
        resident = self._people[number]
        turn = resident.turns_left[0]
        resident.since = time.perf_counter()
        if turn.says is not None:
            self._server.push_message(number, turn.says)
        else:
            self._server.push_callback(number, resident.seen, turn.sends or _payload(resident))

    def _sent(self, chat_id: int, message: Json) -> None:
        if "edit_date" in message:
            self.measured.edits += 1
            return
        self.measured.messages += 1
        resident = self._people.get(chat_id)
        if resident is None or not resident.turns_left:
            return
        if resident.turns_left[0].expects in message["text"]:
            self._next(chat_id, resident, message)

    def _next(self, number: int, resident: _Resident, message: Json) -> None:
        now = time.perf_counter()
        self.measured.waits.append(now - resident.since)
        self.measured.ended = now
        resident.seen = message
        resident.turns_left.pop(0)
        if resident.turns_left:
            asyncio.get_running_loop().call_later(self._think, self._act, number)
            return
        self.measured.finished += 1
        if self.measured.finished == len(self._people):
            self._done.set()

    def _answered(self, query_id: str, answer: Json) -> None:
        self.measured.taps_answered += 1


def _payload(resident: _Resident) -> str:
    label = resident.turns_left[0].taps
    for row in resident.seen["reply_markup"]["inline_keyboard"]:
        for button in row:
            if button["text"] == label:
                return str(button["callback_data"])
    raise AssertionError(f"there is no button {label!r} under {resident.seen['text']!r}")
