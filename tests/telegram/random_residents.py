"""People who press any button and type anything: a driver for phones, seeded."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.bot_media.material import halves, ogg, saved
from tests.botapi.chats import Access
from tests.botapi.phones import Phone, Shown
from tests.botapi.server import StrictBotApi

OGG = ogg(1.0)
JPEG = saved(halves(), "JPEG")
WORDS = (
    "meer bankjes in het park", "hoi", "ja", "nee", "ok", "?", "help", "stop", "terug", "overslaan",
    "weggooien", "pauze", "later", "bedankt", "morgen", "12-12", "31-02-2027", "1 maart",
    "06 12345678", "+31612345678", "bel mij", "Fatma", "Presikhaaf", "weet ik niet", "verstuur",
    "mijn berichten", "taal", "english", "I want more benches", "مرحبا", "تgeen", "🌳🌳🌳", "👍",
    "het is hier een puinhoop, schande!", "ik ben boos", "mijn moeder is overleden",
    "mijn man slaat mij", "er is brand", "ik wil niet meer leven", "ik ben 14 jaar",
    "123456782", "mijn bsn is 111222333", "<b>dik</b> & _schuin_ *ster* [x](y) `code`",
    "\u202eomgekeerd", "a", "   ", "\n\n", "0", "-1", "1e9", "=1+1", "'; DROP TABLE person; --",
    "{ $name }", "{$reader}", "lang " * 700, "🌳" * 2000, "zin. " * 300, "/start", "/start i-weg",
    "/start m-weg", "/mijn", "/taal", "/help", "/werk", "/stop", "/mine", "/language", "/bankjes",
    "/start@strict_test_bot", "/stop nu", "wat een onzin", "gewoon niks", "is er al nieuws?",
)  # fmt: skip
FORGED = (
    "", "x", "o:", "o:idea::", "o:decide:1:1", "s:card:1", "s:desk:", "s:home:", "s:mine:", "l:nl",
    "l:en", "l:xx", "r:unmute:", "r:read:1", "r:write_me:", "r:move:", "r:code:", "r:task_done:1",
    "c:r1:submit:", "c:r1:back:", "a:r1:wijk:presikhaaf", "t:nothing", "💥" * 16, ":" * 64,
)  # fmt: skip


@dataclass
class Person:
    """One of them, with what they did."""

    phone: Phone
    name: str
    seed: int
    did: Counter[str] = field(default_factory=Counter)
    taps: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.seed}:{self.name}")

    async def lives(self, turns: int) -> None:
        if self.phone._chat.access is Access.NEVER_STARTED:  # before that nothing can be pressed
            self.phone.start()
        for _ in range(turns):
            self._turn()
            # Mostly they wait for what comes; sometimes they are faster than the bot.
            if self.chance.random() < 0.8:
                await self._until_something_came()
        if self.phone._chat.access is Access.BLOCKED:
            self.phone.unblocks_bot()

    async def _until_something_came(self) -> None:
        chat = self.phone._chat
        before = chat.changes
        for _ in range(20):
            await asyncio.sleep(0.05)
            if chat.changes > before:
                return

    def _turn(self) -> None:
        if self.phone._chat.access is Access.BLOCKED:
            self._note("unblocks", self.phone.unblocks_bot)
            return
        deeds = {
            self._taps: 50, self._types: 30, self._sends: 6, self._edits: 4, self._forges: 4,
            self._starts: 4, self._blocks: 1, self._deletes: 1,
        }  # fmt: skip
        deed = self.chance.choices(list(deeds), list(deeds.values()))[0]
        deed()

    def _note(self, what: str, does: Callable[[], object]) -> None:
        self.did[what] += 1
        does()

    def _taps(self) -> None:
        shown = [seen for seen in self.phone.screen if seen.by_bot and seen.rows]
        if not shown:
            self._starts()
            return
        recent = self.chance.random() < 0.8
        seen = self.chance.choice(shown[-2:] if recent else shown)
        button = self.chance.choice(seen.buttons)
        self.did["taps"] += 1
        self.taps.append(self.phone._callback(self.phone.user, seen.raw, button["callback_data"]))

    def _types(self) -> None:
        words = self.chance.choice(WORDS)
        self._note("types", lambda: self.phone.says(words))

    def _sends(self) -> None:
        phone = self.phone
        what = self.chance.choice(
            (
                lambda: phone.sends_voice(3, OGG),
                lambda: phone.sends_photo(JPEG, self.chance.choice((None, "de vijver", "stop"))),
                lambda: phone.sends_album([JPEG, JPEG], "kijk"),
                lambda: phone.sends_document("plan.pdf", b"%PDF"),
                lambda: phone.sends_document(None, size=21 * 1024 * 1024),
                lambda: phone.sends_video(3, b"mp4"),
                lambda: phone.sends_audio(3, b"ID3"),
                phone.sends_sticker,
                phone.sends_contact,
                lambda: phone.sends_location(51.98, 5.91),
            )
        )
        self._note("sends", what)

    def _edits(self) -> None:
        own = [s for s in self.phone.screen if not s.by_bot and "text" in s.raw]
        if own:
            words = self.chance.choice([w for w in WORDS if w.strip()])
            seen = self.chance.choice(own)
            self._note("edits", lambda: self.phone.edits(seen.message_id, words))

    def _forges(self) -> None:
        data = self.chance.choice(FORGED)
        number = self.chance.choice((1, 2, 5, 999_999))
        self.did["forges"] += 1
        self.taps.append(self.phone.taps_forged(data, number))

    def _starts(self) -> None:
        self._note("starts", lambda: self.phone.start(self.chance.choice((None, None, "i-x"))))

    def _blocks(self) -> None:
        self._note("blocks", self.phone.blocks_bot)

    def _deletes(self) -> None:
        # Their own words alone: an edit of what is gone is refused, whatever the bot does.
        if own := [seen for seen in self.phone.screen if not seen.by_bot]:
            number = self.chance.choice(own).message_id
            self._note("deletes", lambda: self.phone.deletes(number))

    # How it ends

    @property
    def unanswered(self) -> list[str]:
        """Taps whose spinner still turns. The server remembers the last hundred answers."""
        return [query for query in self.taps[-50:] if self.phone.answer_to(query) is None]

    def newest(self) -> list[Shown]:
        """What the bot said since this person's last words, the last first."""
        found: list[Shown] = []
        for seen in reversed(self.phone.screen):
            if not seen.by_bot and found:
                break
            if seen.by_bot:
                found.append(seen)
        return found

    async def goes_on(self) -> bool:
        """Whether something comes of the last buttons offered, or else of plain words.

        Plain words alone would not do: what joins a story within two minutes is asked about once.
        """
        offering = next((seen for seen in self.newest() if seen.rows), None)
        if offering is not None:
            data = self.chance.choice(offering.buttons)["callback_data"]
            phone, raw = self.phone, offering.raw
            if await self._brings(lambda: phone._callback(phone.user, raw, data)):
                return True
        return await self._brings(lambda: self.phone.says("en nog iets over de vijver"))

    async def _brings(self, deed: Callable[[], object]) -> bool:
        chat = self.phone._chat
        before = chat.changes
        deed()
        for _ in range(100):
            await asyncio.sleep(0.1)
            if chat.changes > before:
                return True
        return False


def people(api: StrictBotApi, count: int, seed: int) -> list[Person]:
    return [
        Person(
            api.phone(
                5000 + number, f"P{number}", language_code=("nl", "en", "tr", None)[number % 4]
            ),
            str(number),
            seed,
        )
        for number in range(count)
    ]
