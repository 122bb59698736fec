"""Talk to a conversation in the terminal: the whole house, over a database in memory.

The talk goes to standard error; standard output gets the journey at the end, in the form in which
`tests/journeys/` replays it, so that `buurtstem play idea > new.txt` makes a test.
"""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import itertools
import os
import signal
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.app import App, CannotStart, Clock
from bot.channels.base import Channel, Part, RawEvent, Receive
from bot.play_example import needs_one, player_of, set_up
from bot.rendering import FSI, PDI, ShownButton
from bot.settings import Settings
from conversations.actions import Open, encode
from conversations.arrivals import Arrival, Sender
from conversations.effects import Gesture
from conversations.events import Event, Said, Tapped
from conversations.parts import Part as WordsPart
from conversations.registry import CONVERSATIONS
from conversations.roles import Role
from storage.migrate import migrate

PLAYERS = {
    Role.RESIDENT: "Bewoner",
    Role.KEY_PERSON: "Sleutelpersoon",
    Role.STAFF: "Medewerker",
    Role.ADMINISTRATOR: "Beheerder",
}
INDENT = "    "
MOMENT = "EEEE d MMMM yyyy, HH:mm"
MEDIA = {"voice": "(spraakbericht)", "photo": "(foto)", "file": "(bestand)"}
_MARKS = str.maketrans("", "", FSI + PDI)

Rows = Sequence[Sequence[str]]


# How a journey is written down


def direction(said: str) -> str:
    """Return a stage direction: a moment, something that happens around the talk."""
    return f"-- {said} --"


def moment(now: datetime, zone: ZoneInfo) -> str:
    """Return the direction that sets the clock: a day and a time, to the minute."""
    return direction(format_datetime(now.astimezone(zone), MOMENT, locale="nl"))


def person_said(who: str, what: str) -> str:
    """Return what a person does: words as they are, a tap in [], anything else in ()."""
    return _paragraph(f"{who}: {what}")


def bot_said(to: str, text: str, buttons: Rows = (), media: str | None = None) -> str:
    """Return what somebody sees: text, then a line per row of buttons; isolation marks left out."""
    shown = " ".join(filter(None, (MEDIA.get(media or ""), text.translate(_MARKS))))
    rows = [" ".join(f"[{label}]" for label in row) for row in buttons]
    return _paragraph("\n".join([f"bot → {to}: {shown}", *rows]))


def _paragraph(text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first.rstrip(), *((INDENT + line).rstrip() for line in rest)])


# The terminal as a channel


class Terminal(Channel):
    """The channel `terminal`: one person at a keyboard. A button is tapped by its number."""

    name = "terminal"

    def __init__(self, clock: Clock, player: str) -> None:
        self._clock = clock
        self.player = player
        self.buttons: list[ShownButton] = []
        self.journey: list[str] = []

    def read(self, payload: Any) -> Arrival:
        event: Event
        match payload:
            case {"tap": action}:
                event = Tapped(action)
            case {"text": text, "ref": ref}:
                event = Said(WordsPart(ref, text))
            case _:
                raise ValueError("not an event of the terminal")
        return Arrival(Sender(self.name, self.player), event, self._clock.now())

    async def run(self, receive: Receive) -> None:
        await asyncio.Event().wait()

    async def send(self, to: str, part: Part) -> str:
        if to != self.player:  # the others in an example have no screen
            return "0"
        media = part.media.kind if part.media else None
        labels = [[button.label for button in row] for row in part.buttons]
        self.journey.append(bot_said(self.player, part.text, labels, media))
        tell(bot_said(self.player, part.text, (), media))
        for row in part.buttons:
            first = len(self.buttons) + 1
            self.buttons += row
            tell(INDENT + "  ".join(f"{n} [{b.label}]" for n, b in enumerate(row, first)))
        return str(len(self.journey))

    async def gesture(self, to: str, gesture: Gesture) -> None:
        """A terminal shows what was said; nothing in it can be changed afterwards."""

    async def fetch(self, reference: str) -> bytes:
        raise NotImplementedError("a terminal has no files")

    def typed(self, line: str, turn: int) -> dict[str, Any]:
        """Return the event in a typed line, which goes into the journey as what the person did."""
        place = int(line) - 1 if line.isdecimal() else -1
        if 0 <= place < len(self.buttons):
            tapped = self.buttons[place]
            self.journey.append("\n" + person_said(self.player, f"[{tapped.label}]"))
            payload: dict[str, Any] = {"tap": tapped.action}
        else:
            self.journey.append("\n" + person_said(self.player, line))
            payload = {"text": line, "ref": f"terminal:{turn}"}
        self.buttons.clear()
        return payload


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


async def play(settings: Settings, conversation: str, clock: Clock) -> None:
    """Play until an empty line, the end of input or Ctrl-C. Raises CannotStart when there is no
    such conversation."""
    with tempfile.TemporaryDirectory() as folder:
        private = settings.model_copy(
            update={
                "database_url": f"sqlite+aiosqlite:///{folder}/play.db",
                "data_dir": Path(folder),
                "telegram_token": None,
            }
        )
        terminal = Terminal(clock, player_called(conversation))
        app = App(private, clock=clock, channels=[terminal])
        if conversation not in app.library:
            known = ", ".join(sorted(app.library))
            raise CannotStart(f"There is no conversation {conversation!r}. There are: {known}.")
        await migrate(app.database)
        tell("A number taps a button. An empty line, or Ctrl-C, ends it.\n")
        terminal.journey += [
            f"Gespeeld: {conversation}\n",
            "Een gesprek in de terminal, woord voor woord.\n",
            moment(clock.now(), app.loaded.programme.calendar.zone),
        ]
        try:
            begins = await begin(app, terminal, conversation)
            await _talk(app, terminal, begins)
        finally:
            await app.database.close()
        tell("\nDone. The journey:\n")
        print("\n".join(terminal.journey), flush=True)


def player_called(conversation: str) -> str:
    """Return what who plays is called in the journey: by their role, where it has a word."""
    role = _role(conversation)
    return PLAYERS.get(role, role.capitalize())


def _role(conversation: str) -> Role:
    """Return who talks in it; a resident where there is no such conversation."""
    found = (player_of(c) for c in CONVERSATIONS if c.id == conversation)
    return next(found, Role.RESIDENT)


async def begin(app: App, terminal: Terminal, conversation: str) -> Open:
    """Set up what the conversation needs, and say so; return the button that begins it."""
    declared, about = app.library[conversation], None
    if player_of(declared) is not Role.RESIDENT or needs_one(declared):
        about = await set_up(app, declared, terminal.name, terminal.player)
        remark = "(Een voorbeeld: de mensen en het bericht zijn verzonnen.)"
        terminal.journey.append("\n" + remark)
        tell("This is an example: its people and what they sent are made up.\n")
        await app.delivery.send_waiting(1)
        terminal.buttons.clear()
    terminal.journey.append("\n" + person_said(terminal.player, f"(begint: {conversation})"))
    return Open(conversation, about)


async def _talk(app: App, terminal: Terminal, begins: Open) -> None:
    await turn(app, {"tap": encode(begins)}, 0)
    async with _lines() as next_line:
        for number in itertools.count(1):
            print("> ", end="", file=sys.stderr, flush=True)
            line = await next_line()
            if not line:
                return
            await turn(app, terminal.typed(line, number), number)


async def turn(app: App, payload: dict[str, Any], number: int) -> None:
    """Handle and answer one thing that the player does."""
    await app.inbound.receive([RawEvent("terminal", f"{number}", "terminal:player", payload)])
    while await app.inbound.handle_waiting():
        pass
    await app.delivery.send_waiting(number + 2)


# The keyboard


@contextlib.asynccontextmanager
async def _lines() -> AsyncIterator[Callable[[], Any]]:
    """Yield a call that waits for a line of standard input; "" at its end and at Ctrl-C.

    A daemon thread reads the descriptor itself: `input()` in a thread could neither be left at
    Ctrl-C nor be abandoned while it holds standard input's lock.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Queue[str] = asyncio.Queue()

    def put(line: str) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
            loop.call_soon_threadsafe(found.put_nowait, line)

    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C stays an interrupt there
        loop.add_signal_handler(signal.SIGINT, put, "")
    threading.Thread(target=_read_all, args=[sys.stdin.fileno(), put], daemon=True).start()
    try:
        yield found.get
    finally:
        with contextlib.suppress(NotImplementedError):
            loop.remove_signal_handler(signal.SIGINT)


def _read_all(descriptor: int, put: Callable[[str], None]) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    waiting = ""
    while data := os.read(descriptor, 4096):
        *lines, waiting = (waiting + decoder.decode(data)).split("\n")
        for line in lines:
            put(line.strip())
    if waiting.strip():
        put(waiting.strip())
    put("")
