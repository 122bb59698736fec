"""Replays a journey and writes down what everybody saw, in the form in which it was written.

A journey is a text file: a title, a few sentences about it, then the story.

    -- dinsdag 24 november 2026, 10:00 --          a direction: what happens around the talk
    (Samira luistert.)                             a remark, for the reader alone

    Fatma: [💡 Ik heb een idee]                    what somebody does: a tap on a button,
    Fatma: meer bankjes                            words,
    Fatma: (spreekt in, 14 s)                      or anything else
    bot → Fatma: Dank je, ik heb het.              what somebody sees
        In welke wijk is het?                      (the lines after the first stand further in)
        [Klarendal]                                and its buttons, row by row

Everything but the lines of the bot is done by the real inbound and outbox; every line of the bot
is compared. Isolation marks are left out.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.play import INDENT, bot_said
from conversations.actions import Open, encode
from conversations.progress import dump, load
from storage.models import invitations
from storage.models.contributions import contribution
from storage.models.progress import progress
from tests.house import ROOT, FakeChannel, House, Seen

BOT = "bot → "
NUMBERS = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"]
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
SPANS = {
    "seconde": timedelta(seconds=1),
    "minuut": timedelta(minutes=1),
    "minuten": timedelta(minutes=1),
    "uur": timedelta(hours=1),
    "dag": timedelta(days=1),
    "dagen": timedelta(days=1),
    "week": timedelta(weeks=1),
    "weken": timedelta(weeks=1),
    "jaar": timedelta(days=365),
}
LANGUAGES = {"Engels": "en", "Arabisch": "ar"}
OWN_NAMES = {"ar": "العربية"}  # of languages that the example programme does not name
ROLES = {"medewerker": "staff", "beheerder": "administrator"}

# Played on PostgreSQL too in every run: whatever SQL the journeys use is in one of these, or in
# another test on both. All of them are in the soak.
ON_BOTH = frozenset(
    {
        "a_number_that_is_not_kept",
        "afraid_at_home",
        "from_the_phone_to_the_website",
        "handing_over",
        "one_answer_for_two",
        "privacy_and_opt_ins",
        "she_cannot_do_it_after_all",
        "she_does_it_herself",
        "somebody_of_fourteen",
        "two_decide_at_once",
        "what_is_known_about_me",
    }
)


class NotUnderstood(Exception):
    """A line of a journey that nobody can play, or not any more."""


@dataclass(frozen=True)
class Journey:
    """A file: what stands above the story, and the story in paragraphs of one line or more."""

    head: str
    story: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it stands in its file: a blank line before whatever is not the bot's."""
        lines = [self.head, ""]
        for paragraph in self.story:
            lines += [paragraph] if paragraph.startswith(BOT) else ["", paragraph]
        return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def read(text: str) -> Journey:
    """A journey from its text; the story begins at the first direction."""
    head: list[str] = []
    story: list[str] = []
    for line in text.rstrip().split("\n"):
        if not story and not line.startswith("-- "):
            head.append(line)
        elif line.startswith(INDENT):
            story[-1] += "\n" + line.rstrip()
        elif line.strip():
            story.append(line.rstrip())
        else:
            story[-1] += "\n"
    return Journey("\n".join(head).strip(), tuple(p.rstrip() for p in story))


def difference(written: Journey, seen: Journey) -> str:
    """What the product said otherwise than the file; empty when it said just that."""
    lines = difflib.unified_diff(
        written.text.splitlines(), seen.text.splitlines(), "written", "seen", lineterm="", n=4
    )
    return "\n".join(lines)


async def replay(
    journey: Journey, house: House, after_each: Callable[[], Awaitable[None]] | None = None
) -> Journey:
    """The same story, with what was really seen. Raises NotUnderstood.

    `after_each`: called after every paragraph.
    """
    return await _Stage(house).play(journey, after_each)


@dataclass
class _Stage:
    """A house with people in front of it, whose names are as the journey writes them."""

    house: House
    people: list[str] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    said: dict[str, list[int]] = field(default_factory=dict)  # message numbers, to edit them
    watched: dict[str, int] = field(default_factory=dict)  # how much of a screen was written down
    on_the_web: set[str] = field(default_factory=set)
    started: bool = False

    async def play(
        self, journey: Journey, after_each: Callable[[], Awaitable[None]] | None = None
    ) -> Journey:
        seen: list[str] = []
        for paragraph in journey.story:
            if paragraph.startswith(BOT):
                continue
            seen.append(paragraph)
            if paragraph.startswith("-- "):
                await self._directed(paragraph.removeprefix("-- ").removesuffix(" --"))
            elif not paragraph.startswith("("):
                await self._acted(paragraph)
            seen += self._news()
            await self._saved_and_loaded()
            if after_each is not None:
                await after_each()
        return Journey(journey.head, tuple(seen))

    def _news(self) -> list[str]:
        """What appeared on all phones, whoever acted last first."""
        found = []
        for who in self.people:
            screen = self._screen(who)
            for shown in screen[self.watched.get(who, 0) :]:
                labels = [[button.label for button in row] for row in shown.buttons]
                found.append(bot_said(who, shown.text, labels, shown.media))
            self.watched[who] = len(screen)
        return found

    async def _saved_and_loaded(self) -> None:
        """Whoever goes on, goes on from JSON."""
        async with self.house.app.database.reading() as db:
            rows = (await db.execute(select(progress.c.data))).scalars().all()
        for row in rows:
            again = json.loads(json.dumps(row))
            assert dump(load(again)) == again
            assert load(dump(load(again))) == load(again)

    def _screen(self, who: str) -> list[Seen]:
        return self.house.screen(_id(who))

    def _enters(self, who: str) -> None:
        """Whoever does something stands first."""
        if who in self.people:
            self.people.remove(who)
        self.people.insert(0, who)

    # Directions

    async def _directed(self, said: str) -> None:
        for pattern, does in self._directions().items():
            if match := re.fullmatch(pattern, said):
                await does(*match.groups())
                return
        raise NotUnderstood(f"-- {said} --")

    def _directions(self) -> dict[str, Callable[..., Coroutine[Any, Any, None]]]:
        return {
            r"\w+ (\d+) (\w+) (\d{4}), (\d+):(\d\d)": self._at,
            r"(\w+) (\w+) later": self._later,
            r"(\w+) is (medewerker|beheerder)": self._works_here,
            r"(\w+) krijgt een uitnodiging als (medewerker|beheerder)": self._is_invited,
            r"(\w+) is op de website": self._on_the_web,
            r"er is een groep van medewerkers: (\w+)": self._opens_room,
            r"de telefoon van (\w+) staat op (Engels|Arabisch)": self._phone_speaks,
            r"het programma kent ook (Arabisch)": self._is_offered,
            r"een antwoord wacht (\d+) seconden": self._waits,
            r"het account van (\w+) verdwijnt": self._disappears,
        }

    async def _at(self, day: str, month: str, year: str, hour: str, minute: str) -> None:
        zone = self.house.app.loaded.programme.calendar.zone
        when = datetime(
            int(year), MONTHS.index(month) + 1, int(day), int(hour), int(minute), tzinfo=zone
        )
        if self.started:
            await self._pass(when - self.house.clock.now())
        else:
            self.house.clock.time, self.started = when.astimezone(UTC), True

    async def _later(self, number: str, unit: str) -> None:
        much = int(number) if number.isdecimal() else NUMBERS.index(number)
        await self._pass(much * SPANS[unit.removesuffix("n") if unit == "seconden" else unit])

    async def _pass(self, span: timedelta) -> None:
        """Time passes as clocks see it: what falls due happens at its hour."""
        assert span > timedelta(0), "time goes forward"
        clock = self.house.clock
        end, daily = clock.now() + span, clock.now() + timedelta(weeks=4)
        while clock.now() < end:
            stop = clock.now() + timedelta(days=1 if clock.now() < daily else 7)
            clock.time = min(end, stop, await self._next_due() or end)
            await self.house.tick()

    async def _next_due(self) -> datetime | None:
        """The first moment ahead at which a contribution has something due."""
        ahead = contribution.c.next_due_at > self.house.clock.now()
        wanted = select(func.min(contribution.c.next_due_at)).where(ahead)
        async with self.house.app.database.reading() as db:
            found: datetime | None = (await db.execute(wanted)).scalar()
        return found

    async def _works_here(self, who: str, role: str) -> None:
        await self.house.enrol(_id(who), who, ROLES[role])
        self.people.append(who)
        self.watched[who] = len(self._screen(who))

    async def _is_invited(self, who: str, role: str) -> None:
        async with self.house.app.database.transaction() as db:
            expires = self.house.clock.now() + timedelta(days=7)
            await invitations.add(db, f"token-of-{_id(who)}", ROLES[role], who, None, expires)

    async def _phone_speaks(self, who: str, language: str) -> None:
        self.languages[who] = LANGUAGES[language]

    async def _is_offered(self, language: str) -> None:
        """Known before the house opened (see programme_of)."""
        if LANGUAGES[language] not in self.house.app.loaded.programme.languages:
            raise NotUnderstood(f"this house does not speak {language}")

    async def _waits(self, seconds: str) -> None:
        """So long an answer can be taken back; elsewhere nobody waits for that."""
        calendar = self.house.app.loaded.programme.calendar
        if calendar.clocks.undo != int(seconds):
            raise NotUnderstood(f"in this house an answer waits {calendar.clocks.undo} seconds")

    async def _on_the_web(self, who: str) -> None:
        self.on_the_web.add(who)

    async def _opens_room(self, room: str) -> None:
        self.house.open_staff_room(_id(room))
        self.people.append(room)

    async def _disappears(self, who: str) -> None:
        self._channel.gone.add(_id(who))

    @property
    def _channel(self) -> FakeChannel:
        return self.house.channel

    # What people do

    async def _acted(self, paragraph: str) -> None:
        names, _, what = paragraph.replace("\n" + INDENT, "\n").partition(": ")
        together = re.fullmatch(r"(\w+) en (\w+) tegelijk", names)
        for who in reversed(together.groups() if together else (names,)):
            self._enters(who)
        deeds = what.split(" | ") if together else [what]  # one for both, or one each
        for place, who in enumerate(together.groups() if together else (names,)):
            await self._puts(who, deeds[place % len(deeds)])
        await self.house.settle()
        if "(" in what:  # what came with a file: the clock fetches it every two seconds
            await self.house.tick()

    async def _puts(self, who: str, what: str) -> None:
        if what.startswith("["):
            await self._taps(who, what)
        elif what == "/start":
            await self._put(who, "start")
        elif what.startswith("("):
            await self._does(who, what)
        else:
            await self._says(who, "text", text=what)

    async def _put(self, who: str, kind: str, **payload: Any) -> int:
        if who in self.on_the_web:
            payload["channel"] = self.house.elsewhere.name
        return await self.house.put(
            _id(who), kind, language=self.languages.get(who, "nl"), **payload
        )

    async def _says(self, who: str, kind: str, **payload: Any) -> None:
        self.said.setdefault(who, []).append(await self._put(who, kind, **payload))

    async def _taps(self, who: str, what: str) -> None:
        match = re.fullmatch(r"\[(.+?)\](?: \((.+)\))?", what)
        if match is None:
            raise NotUnderstood(what)
        label, how = match[1], match[2]
        if how is None:
            screen = list(reversed(self._screen(who)))
        elif how == "een oude knop":
            screen = self._screen(who)
        elif room := re.fullmatch(r"in de groep (\w+)", how):
            screen = list(reversed(self._screen(room[1])))
        elif sent := re.fullmatch(r"doorgestuurd door (\w+)", how):
            screen = list(reversed(self._screen(sent[1])))
        else:
            raise NotUnderstood(what)
        for seen in screen:
            for row in seen.buttons:
                for button in row:
                    if button.label == label and button.link:
                        await self._opens_link(who, button.link)
                        return
                    if button.label == label:
                        await self._put(who, "tap", action=button.action, shown=seen.text)
                        return
        latest = "\n".join(f"{seen.text}\n{seen.labels}" for seen in self._screen(who)[-3:])
        raise NotUnderstood(f"{who} sees no button [{label}] (last seen:\n{latest})")

    async def _does(self, who: str, what: str) -> None:
        for pattern, does in self._deeds().items():
            if match := re.fullmatch(pattern, what, re.DOTALL):
                await does(who, *match.groups())
                return
        raise NotUnderstood(f"{who}: {what}")

    def _deeds(self) -> dict[str, Callable[..., Coroutine[Any, Any, None]]]:
        return {
            r"\(begint: (\w+)\)": self._begins,
            r"\(spreekt in, (\d+) s\)": self._speaks,
            r"\((foto|bestand)\)(?: met bijschrift: (.+))?": self._sends,
            r"\(album van (\d+) foto's\)(?: met bijschrift: (.+))?": self._sends_album,
            r"\(verandert bericht (\d+)\) (.+)": self._edits,
            r"\((sticker|contact|bestand van 21 MB|peiling)\)": self._sends_unusable,
            r"\(plek op de kaart\)": self._sends_place,
            r"\(opent de uitnodiging(?: van (\w+))?\)": self._opens_invitation,
            r"\(opent een onbekende uitnodiging\)": self._opens_unknown,
            r"\(opent de link naar hier: (\S+)\)": self._opens_link,
            r"\(komt terug met de code\)": self._returns,
            r"\(vervalste knop: (\S+)\)": self._forges,
            r"\(blokkeert de bot\)": self._blocks,
            r"\(deblokkeert de bot\)": self._unblocks,
        }

    async def _begins(self, who: str, conversation: str) -> None:
        await self._forges(who, encode(Open(conversation)))

    async def _forges(self, who: str, action: str) -> None:
        await self._put(who, "tap", action=action)

    async def _speaks(self, who: str, seconds: str) -> None:
        await self._says(who, "voice", seconds=int(seconds))

    async def _sends(self, who: str, what: str, caption: str | None) -> None:
        await self._says(who, {"foto": "photo", "bestand": "file"}[what], caption=caption)

    async def _sends_album(self, who: str, number: str, caption: str | None) -> None:
        for place in range(int(number)):
            words = caption if place == 0 else None
            await self._says(who, "photo", album=f"{who}-album", caption=words)

    async def _edits(self, who: str, place: str, text: str) -> None:
        number = self.said[who][int(place) - 1]
        await self._put(who, "edit", text=text, message=number)

    async def _sends_unusable(self, who: str, what: str) -> None:
        kinds = {"bestand van 21 MB": "too_big", "peiling": "other"}
        await self._put(who, "not_usable", what=kinds.get(what, what))

    async def _sends_place(self, who: str) -> None:
        await self._put(who, "location", latitude=51.98, longitude=5.95)

    async def _opens_invitation(self, who: str, of: str | None) -> None:
        await self._put(who, "start", payload=f"i-token-of-{_id(of or who)}")

    async def _opens_link(self, who: str, link: str) -> None:
        await self._put(who, "start", payload=link.rpartition("/")[2])

    async def _returns(self, who: str) -> None:
        await self._put(who, "returned")

    async def _opens_unknown(self, who: str) -> None:
        await self._put(who, "start", payload="i-nobody-gave-this")

    async def _blocks(self, who: str) -> None:
        self._channel.blocked.add(_id(who))
        await self._put(who, "blocked")

    async def _unblocks(self, who: str) -> None:
        self._channel.blocked.discard(_id(who))
        await self._put(who, "unblocked")


def _id(who: str) -> str:
    return who.lower()


# Dates, for a journey that was played on another day


_DAYS = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
_DATE = re.compile(rf"(?:{_DAYS}) \d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}}, \d\d:\d\d)?")


def without_dates(text: str) -> str:
    """The text with every day and moment replaced by the same sign."""
    return _DATE.sub("⟨dag⟩", text)


def programme_of(path: Path, folder: Path) -> Path:
    """The example programme, with the languages that a journey adds to it."""
    added = re.findall(r"^-- het programma kent ook (\w+) --$", path.read_text("utf-8"), re.M)
    if not added:
        return ROOT / "programme.toml"
    named = "".join(f'{(code := LANGUAGES[name])} = "{OWN_NAMES[code]}"\n' for name in added)
    text = (ROOT / "programme.toml").read_text(encoding="utf-8")
    own = folder / "programme.toml"
    own.write_text(text.replace("\n[clocks]", f"{named}\n[clocks]"), encoding="utf-8")
    return own


def undo_of(path: Path) -> int:
    """The seconds that a journey names in which an answer can be taken back."""
    named = re.search(r"^-- een antwoord wacht (\d+) seconden --$", path.read_text("utf-8"), re.M)
    return int(named[1]) if named else 0


def opened(path: Path) -> Journey:
    return read(path.read_text(encoding="utf-8"))


def accept(path: Path, seen: Journey) -> None:
    path.write_text(seen.text, encoding="utf-8")


def journeys() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*.txt"))
