"""Whether the bot can do its work, and what an operator should know: for /ready and `check`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from conversations.roles import May
from conversations.views import Programme
from storage.database import Db
from storage.models import inbox, lists, media, people, sending

if TYPE_CHECKING:
    from bot.app import App
    from bot.programme import LoadedProgramme
    from bot.settings import Settings

POLL_OVERDUE = 90.0  # seconds without an answer from a channel
DATABASE_WITHIN = 5.0  # seconds


@dataclass
class Report:
    """`problems` make it not ready; `warnings` do not."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        return not self.problems

    def as_json(self) -> dict[str, Any]:
        return {
            "ready": self.ready,
            "problems": self.problems,
            "warnings": self.warnings,
            **self.figures,
        }


async def ready(app: App, *, overdue: float = POLL_OVERDUE) -> Report:
    """`overdue`: seconds without an answer from a channel that make it not ready."""
    report = Report()
    try:
        async with asyncio.timeout(DATABASE_WITHIN), app.database.reading() as db:
            await _of_database(db, app, report)
    except Exception as error:  # whatever it is: without the database nothing works
        report.problems.append(f"the database does not answer ({type(error).__name__})")
    for channel in app.channels.values():
        since = getattr(channel, "seconds_since_poll", lambda: None)()
        if app.leadership.term is not None and since is not None:
            report.figures["seconds_since_poll"] = round(since, 1)
            if since > overdue:
                report.problems.append(f"{channel.name} has not answered for {since:.0f} s")
        heard = getattr(channel, "webhook_report", lambda: None)()
        if app.leadership.term is not None and heard is not None:
            report.figures["updates_waiting"], warnings = heard
            report.warnings += warnings
    if not app.channels:
        report.warnings.append("no channel is configured: set TELEGRAM_TOKEN")
    report.figures["leads"] = app.leadership.term is not None
    return report


async def _of_database(db: Db, app: App, report: Report) -> None:
    if not await people.colleagues(db, May.DECIDE):
        report.warnings.append(no_staff(app.loaded.programme))
    elif waiting := await lists.count_ownerless(db):
        report.warnings.append(
            f"{waiting} contributions have no owner: nobody who is enrolled may read them."
            " A complaint skips whom it is about. Run: buurtstem invite staff --name NAME"
        )
    events, messages = await inbox.counts(db), await sending.counts(db)
    if parked := events.get("parked", 0):
        report.warnings.append(f"{parked} events are parked: they could not be handled")
    if dead := messages.get("dead", 0):
        report.warnings.append(f"{dead} messages could not be delivered")
    if failed := await media.count_failed(db):
        report.warnings.append(f"{failed} photos or voice notes could not be fetched")
    report.figures["events_waiting"] = events.get("waiting", 0)
    report.figures["messages_waiting"] = messages.get("waiting", 0)
    report.problems += await lost_codes(db, app.loaded)


def behind_a_proxy(settings: Settings) -> list[str]:
    """Without it all residents seem to come from one address, and share its limits."""
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
    """A sentence per wijk whose manager is nobody who reads here; `names`: of who does."""
    return [
        f"{wijk} is managed by {name}, who is not enrolled: administrators hear of it instead."
        f" Run: buurtstem invite staff --name {name}"
        for wijk, name in programme.managers.items()
        if name not in names
    ]


async def lost_codes(db: Db, loaded: LoadedProgramme) -> list[str]:
    """A sentence per list of the programme that lacks codes which stand in the database."""
    sentences = []
    for name, codes in (await lists.codes_in_use(db)).items():
        known = loaded.codes(name)
        if missing := sorted(codes - known):
            sentences.append(
                f"{loaded.path} has lost {name} that contributions still name:"
                f" {', '.join(missing)}. Put them back with 'retired = true'."
            )
    return sentences
