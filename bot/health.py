"""The bot tells /ready and `check` whether it can do its work, and what an operator should know."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.channels.base import Channel
from bot.lead import Leadership
from bot.parking import CLOCK
from bot.programme import LoadedProgramme
from bot.report import Report
from bot.settings import Settings
from conversations.programme import Programme
from conversations.roles import May
from storage.database import Database, Db
from storage.models import colleagues, inbox, lists, media, sending

DATABASE_WITHIN = 5.0  # seconds


class Running(Protocol):
    """The part of a running bot that is looked at."""

    @property
    def database(self) -> Database: ...
    @property
    def channels(self) -> Mapping[str, Channel]: ...
    @property
    def leadership(self) -> Leadership: ...
    @property
    def loaded(self) -> LoadedProgramme: ...
    @property
    def settings_of_channels(self) -> Mapping[str, str]: ...


async def ready(app: Running) -> Report:
    """Look at the database and, where this process leads, at the channels."""
    report = Report()
    try:
        async with asyncio.timeout(DATABASE_WITHIN), app.database.reading() as db:
            await _of_database(db, app, report)
    except Exception as error:  # whatever it is: without the database nothing works
        report.problems.append(f"the database does not answer ({type(error).__name__})")
    leads = app.leadership.term is not None
    for channel in app.channels.values() if leads else ():
        report.add(channel.report())
    if not app.channels:
        report.warnings.append("no channel is configured: set TELEGRAM_TOKEN")
    report.figures["leads"] = leads
    return report


async def _of_database(db: Db, app: Running, report: Report) -> None:
    if not await colleagues.colleagues(db, May.DECIDE):
        report.warnings.append(no_staff(app.loaded.programme))
    elif waiting := await lists.count_ownerless(db):
        report.warnings.append(
            f"{waiting} contributions have no owner: nobody who is enrolled may read them."
            " A complaint skips whom it is about. Run: buurtstem invite staff --name NAME"
        )
    events, messages = await inbox.counts(db), await sending.counts(db)
    if parked := events.get("parked", 0):
        report.warnings.append(
            f"{parked} events are parked: they could not be handled. To try them again:"
            " buurtstem retry-parked"
        )
    report.warnings += await not_set_up(db, app)
    if dead := messages.get("dead", 0):
        report.warnings.append(f"{dead} messages could not be delivered")
    if failed := await media.count_failed(db):
        report.warnings.append(f"{failed} photos or voice notes could not be fetched")
    report.figures["events_waiting"] = events.get("waiting", 0)
    report.figures["messages_waiting"] = messages.get("waiting", 0)
    report.problems += await lost_codes(db, app.loaded)


async def not_set_up(db: Db, app: Running) -> list[str]:
    """Return a sentence per channel for which events wait, and which is not there to read them."""
    found = await inbox.waiting_elsewhere(db, [CLOCK, *app.channels])
    return [
        f"messages that wait for {channel}, which is not set up: {count}."
        f" Set {app.settings_of_channels[channel]} and start again"
        if channel in app.settings_of_channels
        else f"messages that wait for {channel}, which this version does not know: {count}."
        " Install one that does"
        for channel, count in found.items()
    ]


def behind_a_proxy(settings: Settings) -> list[str]:
    """Warn where a proxy is not named: all residents seem to come from one address then, and share
    its limits."""
    if settings.web_url is None or settings.web_trusted_proxies:
        return []
    return [
        "WEB_URL is set and WEB_TRUSTED_PROXIES is not: behind a proxy all visitors count as one."
        " Set it to the proxy's address"
    ]


def no_staff(programme: Programme) -> str:
    return (
        f"no staff are enrolled: receipts name {programme.office}."
        " Run: buurtstem invite staff --name NAME"
    )


def unknown_managers(programme: Programme, names: Sequence[str]) -> list[str]:
    """Return a sentence per wijk whose manager is nobody who reads here; `names`: of who does."""
    return [
        f"{wijk} is managed by {name}, who is not enrolled: administrators hear of it instead."
        f" Run: buurtstem invite staff --name {name}"
        for wijk, name in programme.managers.items()
        if name not in names
    ]


async def lost_codes(db: Db, loaded: LoadedProgramme) -> list[str]:
    """Return a sentence per list of the programme that lacks codes which stand in the database."""
    sentences = []
    for name, codes in (await lists.codes_in_use(db)).items():
        known = loaded.codes(name)
        if missing := sorted(codes - known):
            sentences.append(
                f"{loaded.path} has lost {name} that contributions still name:"
                f" {', '.join(missing)}. Put them back with 'retired = true'."
            )
    return sentences
