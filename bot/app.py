"""Everything is wired here; nothing imports this but the command line. It owns the Clock."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import signal
import time
import uuid
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from starlette.routing import BaseRoute

from bot import health
from bot.channels.base import Channel, Pace
from bot.channels.telegram.chat import TelegramChat
from bot.channels.web.chat import Site, WebChat
from bot.delivery import Delivery
from bot.group_chats import StaffRoom
from bot.inbound import Handled, Inbound
from bot.lead import Leadership
from bot.media import MediaStore
from bot.office.door import Office
from bot.office.unit import unguessable
from bot.pacing import Pacing
from bot.profile import Profile
from bot.programme import LoadedProgramme, load
from bot.rendering import Rendering
from bot.report import Report
from bot.settings import Settings
from bot.ticks import Ticks
from bot.web.all_pages import routes as all_pages
from bot.web.handed import WebDependencies
from bot.web.limits import Limits
from bot.web.server import WebPort
from bot.web.transcripts import Transcripts
from conversations.channels import ChannelWords
from conversations.declare import Conversation
from conversations.registry import wire
from storage import faults
from storage.database import Database, DatabaseUnavailable
from storage.migrate import SchemaDiffers, SchemaTooNew, SchemaUnclear, migrate, newest
from storage.models import colleagues, inbox

log = logging.getLogger(__name__)

# Channels that can be set up beside the web chat: one more is one more in here.
BESIDE: tuple[type[Channel], ...] = (TelegramChat,)


class CannotStart(Exception):
    """The bot cannot start; the message tells the operator what must be mended first."""


class Clock:
    """The one place where business time is read."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class App:
    """One running bot. `more` conversations of an operator's own have their `texts` in folders.

    `channels` stand in the place of those that are configured, `also` beside them.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        loaded: LoadedProgramme | None = None,
        channels: Iterable[Channel] | None = None,
        also: Iterable[Channel] = (),
        more: Iterable[Conversation] = (),
        texts: Iterable[Path] = (),
        token: Callable[[], str] = unguessable,
    ) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self.loaded = loaded or load(settings.programme_file)
        programme = self.loaded.programme
        self.database = _database(settings.database_url)
        self.media = MediaStore(self.database, settings.data_dir)
        self.transcripts = Transcripts(database=self.database, media=self.media, now=self.clock.now)
        self.rendering = Rendering(programme.calendar.zone, list(programme.languages), tuple(texts))
        self.web_chat = self._web_chat()
        found = self._channels() if channels is None else channels
        self.channels: dict[str, Channel] = {c.name: c for c in (*found, *also)}
        self.library = wire(programme.lists, more)
        staff = settings.staff_chat_id
        self.staff_room = StaffRoom(TelegramChat.name, None if staff is None else str(staff))
        self.leadership = Leadership(self.database, uuid.uuid4().hex)
        self.office = Office(self.database, programme, self.clock.now, token)
        self.delivery = Delivery(
            database=self.database,
            office=self.office,
            channels=self.channels,
            rendering=self.rendering,
            programme=programme,
            media=self.media,
            now=self.clock.now,
            pacing=Pacing(self._pace_of, time.monotonic),
            random=random.random,
            staff_room=self.staff_room,
        )
        self.inbound = Inbound(
            database=self.database,
            office=self.office,
            channels=self.channels,
            library=self.library,
            programme=programme,
            rendering=self.rendering,
            now=self.clock.now,
            term=lambda: self.leadership.term,
            hand_over=self.hand_over,
            entrances=self.entrances,
            channel_words=self.channel_words,
            site=self.site,
            events_per_minute=settings.account_events_per_minute,
            staff_room=self.staff_room,
        )
        self.profile = Profile(
            database=self.database,
            channels=self.channels,
            rendering=self.rendering,
            programme=programme,
        )
        self.ticks = Ticks(
            database=self.database,
            office=self.office,
            inbound=self.inbound,
            media=self.media,
            channels=self.channels,
            programme=programme,
            now=self.clock.now,
            wake=self.delivery.wake,
            staff_room=self.staff_room,
            entrances=self.entrances,
            more=[(self.profile.once, 5)],
        )
        for channel in self.channels.values():
            channel.listen(self.inbound.receive)
        self.web = WebPort(
            settings,
            channels=self.channels,
            ready=lambda: health.ready(self),
            closing=self.transcripts.onlookers.close,
        )

    def _channels(self) -> list[Channel]:
        """Return the web chat, and the channels that are configured beside it."""
        beside = (kind.configured(self.settings, self.clock.now) for kind in BESIDE)
        return [self.web_chat, *(channel for channel in beside if channel is not None)]

    def _web_chat(self) -> WebChat:
        settings = self.settings
        site = Site(
            lambda: self.web.address,
            public=settings.web_url is not None,
            # Nobody elsewhere can open an address of this machine alone.
            in_messages=settings.web_url is not None or not settings.is_public,
        )
        return WebChat(
            transcripts=self.transcripts, now=self.clock.now, site=site, pages=self.pages
        )

    def pages(self, channel: WebChat) -> Sequence[BaseRoute]:
        """Return the routes by which the web chat answers on the web port."""
        handed = WebDependencies(
            channel=channel,
            transcripts=self.transcripts,
            database=self.database,
            office=self.office,
            media=self.media,
            rendering=self.rendering,
            programme=self.loaded.programme,
            limits=Limits(time.monotonic),
            now=self.clock.now,
            entrances=self.entrances,
        )
        return all_pages(handed)

    def entrances(self) -> dict[str, str]:
        """Return how links begin that bring somebody to a channel, as far as is known now."""
        known = {name: channel.entrance() for name, channel in self.channels.items()}
        return {name: begins for name, begins in known.items() if begins}

    @property
    def settings_of_channels(self) -> Mapping[str, str]:
        """Return the name of the setting by which each channel is set up, where one is."""
        return {kind.name: kind.setting for kind in BESIDE if kind.setting}

    def not_configured(self) -> list[Report]:
        """Report, for `check`, on each channel that could be set up and is not."""
        return [kind.not_configured() for kind in BESIDE if kind.name not in self.channels]

    def channel_words(self) -> dict[str, ChannelWords]:
        """Return what is said of each channel, also of one on which somebody was before."""
        kinds: tuple[type[Channel], ...] = (WebChat, *BESIDE)
        known = {kind.name: kind.traits.words for kind in kinds}
        return known | {name: channel.traits.words for name, channel in self.channels.items()}

    def site(self) -> str | None:
        """Return how links to our own pages begin, where those can be opened from elsewhere."""
        sites = (channel.site() for channel in self.channels.values())
        return next((site for site in sites if site), None)

    def _pace_of(self, channel: str) -> Pace | None:
        found = self.channels.get(channel)
        return found.traits.pace if found else None

    def hand_over(self, handled: Handled) -> None:
        """Line up the replies and make the gestures of what was committed."""
        for channel, to, gesture in handled.gestures:
            self.delivery.gesture(channel, to, gesture)
        self.delivery.accept(handled.replies)

    async def run(
        self, stop: asyncio.Event, prepare: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Serve until `stop` is set, then leave cleanly. Raises CannotStart.

        `prepare` runs once the database is ours and up to date, before anybody is let in.
        """
        try:
            self._refuse_example()
            with self._exclusive():
                if done := await self.migrate():
                    log.info("%s", done)
                await self._refuse_lost_codes()
                await self._tell_what_waits()
                if self.database.is_sqlite:
                    async with self.database.transaction() as db:
                        await inbox.release_all(db)
                if prepare is not None:
                    await prepare()
                await self._serve(stop)
        finally:
            await self.aclose()

    async def aclose(self) -> None:
        """Let go of connections; the threads behind SQLite's would keep the process alive."""
        for channel in self.channels.values():
            await channel.close()
        await self.database.close()

    async def migrate(self) -> str | None:
        """Bring the database up to date; return a sentence about that, where it was older.

        Raises CannotStart, SchemaTooNew, SchemaUnclear, SchemaDiffers or DatabaseUnavailable.
        """
        path = self.database.sqlite_path
        if path is not None and (fault := faults.of_file(path)):
            raise CannotStart(f"The database cannot be used. {fault}")
        try:
            before = await migrate(self.database)
            async with self.database.transaction() as db:
                await colleagues.follow_older_program(db, self.clock.now())
        except (SchemaTooNew, SchemaUnclear, SchemaDiffers, DatabaseUnavailable):
            raise
        except Exception as error:  # each driver has its own: wrong password, no such database …
            raise CannotStart(f"The database cannot be used{self.why(error)}") from error
        if before in (None, newest()):
            return None
        return f"The database was brought from {before} to {newest()}."

    def why(self, error: Exception) -> str:
        """Return the end of a sentence that says that the database cannot be used."""
        said = faults.of_error(error, self.database.sqlite_path)
        return f". {said}" if said else f" ({kind_of(error)}). Is DATABASE_URL right?"

    async def _serve(self, stop: asyncio.Event) -> None:
        async with self.web.serving():
            works = [
                asyncio.create_task(self.inbound.run(), name="inbound"),
                asyncio.create_task(self.leadership.run(self._lead), name="leadership"),
            ]
            if not self.database.is_sqlite:  # other replicas may write the same transcripts
                works.append(asyncio.create_task(self.transcripts.watch(), name="transcripts"))
            stopping = asyncio.create_task(stop.wait())
            try:
                await asyncio.wait([*works, stopping], return_when=asyncio.FIRST_COMPLETED)
                for work in works:
                    if work.done():
                        work.result()  # a bug: rise, be logged once, be restarted by the system
            finally:
                for task in (*works, stopping):
                    task.cancel()
                await asyncio.gather(*works, stopping, return_exceptions=True)

    async def _lead(self, term: int) -> None:
        """Do what only the leader does: poll, deliver, tick."""
        self.ticks.start()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self.delivery.run(term))
                for channel in self.channels.values():
                    group.create_task(channel.run(self.inbound.receive))
        finally:
            self.ticks.stop()

    def _refuse_example(self) -> None:
        """Refuse a public start with the example values. Raises CannotStart. Source: GDPR; a public
        start needs a real controller."""
        if self.settings.is_public and self.loaded.is_example:
            raise CannotStart(
                f"{self.loaded.path} still holds the example values. Fill in who is responsible"
                " under [privacy], then remove the line 'example = true'."
            )

    async def _refuse_lost_codes(self) -> None:
        """Refuse a programme that lost a code: one that stands in the database may be retired,
        never removed. Raises CannotStart."""
        async with self.database.reading() as db:
            lost = await health.lost_codes(db, self.loaded)
        if lost:
            raise CannotStart("\n".join(lost))

    async def _tell_what_waits(self) -> None:
        """Log what waits for channels that are not set up: nobody is forgotten with a setting."""
        async with self.database.reading() as db:
            for sentence in await health.not_set_up(db, self):
                log.warning("%s", sentence)

    @contextlib.contextmanager
    def _exclusive(self) -> Iterator[None]:
        """Let one process run at a time with SQLite, by a lock on a file beside the database.
        Raises CannotStart."""
        path = self.database.sqlite_path
        if path is None:
            yield
            return
        lock = FileLock(f"{path}.lock")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except Timeout:
            raise CannotStart(
                f"Another buurtstem already runs on {path}. Stop it first, or set DATABASE_URL."
            ) from None
        except OSError as error:
            raise CannotStart(f"Cannot write beside {path}: {error.strerror}.") from error
        try:
            yield
        finally:
            lock.release()


def _database(url: str) -> Database:
    try:
        return Database(url)
    except Exception as error:  # what it says may quote a password
        raise CannotStart("DATABASE_URL cannot be read: something in it is misspelt.") from error


def kind_of(error: BaseException) -> str:
    """Return the driver's own name of what went wrong, below the wrappings."""
    while error.__cause__ is not None:
        error = error.__cause__
    return type(error).__name__


@contextlib.asynccontextmanager
async def stop_on_signals() -> AsyncIterator[asyncio.Event]:
    """Yield an event that SIGTERM or SIGINT sets."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
