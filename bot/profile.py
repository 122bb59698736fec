"""A channel shows the bot itself: commands per role and language, and who it is.

Said once per change: a fingerprint of what was said last is kept. The name is the operator's own,
given where the bot was made (@BotFather), and is left alone.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Mapping, Sequence

from bot.channels.base import (
    Channel,
    ChannelError,
    Command,
    Introduction,
    Menu,
    Presentable,
    TooFast,
    Unreached,
)
from bot.rendering import Rendering
from conversations.messages import Text, Words
from conversations.programme import Programme
from conversations.roles import May, roles_that
from storage.database import Database
from storage.models import profile_fingerprints

log = logging.getLogger(__name__)

RESIDENTS = ("start", "mine", "help", "language", "stop")
STAFF = ("desk", "mine", "help", "language", "stop")


class Profile:
    """`once` says whatever is not shown yet; the leader calls it every so often."""

    def __init__(
        self,
        *,
        database: Database,
        channels: Mapping[str, Channel],
        rendering: Rendering,
        programme: Programme,
    ) -> None:
        self._database = database
        self._channels = channels
        self._rendering = rendering
        self._programme = programme
        self._not_before = 0.0  # monotonic: profiles may be changed a few times a day only

    async def once(self) -> int:
        """Say what is not shown yet; return how many changes were said."""
        said = 0
        for channel in self._channels.values():
            # Before it is known which bot this is, nobody can tell what it shows.
            if isinstance(channel, Presentable) and channel.entrance():
                said += await self._shown_by(channel)
        return said

    async def _shown_by(self, channel: Presentable) -> int:
        if time.monotonic() < self._not_before:
            return 0
        try:
            return await self._to_everybody(channel) + await self._to_staff(channel)
        except TooFast as error:
            self._not_before = time.monotonic() + error.seconds
        except Unreached as error:
            log.debug("the profile was not shown: %s", error)
        return 0

    async def _to_everybody(self, channel: Presentable) -> int:
        async with self._database.reading() as db:
            known = await profile_fingerprints.everywhere(db, channel.name)
        wanted = self._wanted()
        gone = {what: _nothing(what) for what in known.keys() - wanted.keys()}
        said = 0
        for what, thing in (wanted | gone).items():
            mark = _fingerprint(channel, thing) if what in wanted else None
            if mark is not None and mark == known.get(what):
                continue
            await _show(channel, thing)
            said += 1
            async with self._database.transaction() as db:
                await profile_fingerprints.note(db, channel.name, what, mark)
        return said

    def _wanted(self) -> dict[str, Menu | Introduction]:
        """Return what everybody sees, by its name in the table, per language and for all others."""
        wanted: dict[str, Menu | Introduction] = {}
        # A device's language is two letters (Bot API, setMyCommands, language_code).
        languages = [code for code in self._programme.languages if len(code) == 2]
        for language in (None, *languages):
            spoken = language or self._programme.default_language
            wanted[f"menu:{language or ''}"] = Menu(self._commands(RESIDENTS, spoken), language)
            wanted[f"introduction:{language or ''}"] = self._introduction(spoken, language)
        return wanted

    async def _to_staff(self, channel: Presentable) -> int:
        """Show commands in the chat of whoever works here, in their language; they are taken away
        with the role."""
        async with self._database.reading() as db:
            chats = await profile_fingerprints.chats(db, channel.name, roles_that(May.READ_ALL))
        said = 0
        for chat in chats:
            commands = self._commands(STAFF, chat.language) if chat.works else ()
            menu = Menu(commands, to=chat.external_id)
            mark = _fingerprint(channel, menu) if chat.works else None
            if mark == chat.fingerprint:
                continue
            await _show(channel, menu)
            said += 1
            async with self._database.transaction() as db:
                await profile_fingerprints.note_menu(db, chat.account, mark)
        return said

    def _commands(self, names: Sequence[str], language: str) -> tuple[Command, ...]:
        label = self._rendering.wording(language).label
        return tuple(
            Command(label(Text(f"command-{name}")), label(Text(f"command-{name}-what")))
            for name in names
        )

    def _introduction(self, spoken: str, language: str | None) -> Introduction:
        label = self._rendering.wording(spoken).label
        programme = {"programme": Words(self._programme.name)}
        return Introduction(
            label(Text("profile-description", programme)),
            label(Text("profile-short", programme)),
            language,
        )


async def _show(channel: Presentable, thing: Menu | Introduction) -> None:
    """What is refused is our mistake: logged, and not said again until it is another thing."""
    try:
        await channel.show(thing)
    except (TooFast, Unreached):
        raise
    except ChannelError as error:
        log.error("%s was not shown: %s", type(thing).__name__, error)


def _nothing(what: str) -> Menu | Introduction:
    """Return what takes it away again."""
    kind, _, language = what.partition(":")
    return Menu((), language) if kind == "menu" else Introduction("", "", language)


def _fingerprint(channel: Presentable, thing: Menu | Introduction) -> str:
    """Return a fingerprint, which differs per bot: another one has not been told anything yet."""
    return hashlib.sha256(f"{channel.entrance()} {thing!r}".encode()).hexdigest()
