"""The command line: what an operator types, and errors that say what to do."""

from __future__ import annotations

import asyncio
import secrets
import sys
from collections.abc import Coroutine, Sequence
from contextlib import aclosing
from datetime import timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, NoReturn

import segno
import typer
from pydantic import ValidationError

from bot import export as exporting
from bot import logs
from bot.app import App, CannotStart, Clock, stop_on_signals
from bot.channels.base import ChannelError
from bot.checking import look_at_all
from bot.office.actors import Operator
from bot.office.door import Sitting
from bot.play import play as play_conversation
from bot.refusing import explained, setting_of
from bot.settings import Settings
from bot.try_out import try_out
from conversations.events import AccessEnded, AccessKept
from conversations.reception import INVITATION
from conversations.roles import INVITABLE, May, Role
from storage import faults
from storage.database import Db
from storage.models import colleagues, inbox, invitations
from storage.models.colleagues import Colleague

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Buurtstem: residents say it, staff decide, residents hear it.",
)


LONGEST_NAME = 24  # characters: it stands on buttons


INVITATION_LASTS = timedelta(days=7)


def main() -> None:
    """Run a command; what goes wrong on the operator's side is one clear line, exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows "?"
    try:
        cli()
    except ValidationError as error:
        _refuse("\n".join(setting_of(problem) for problem in error.errors()))
    except Exception as error:
        said = explained(error)
        if said is None:
            print(f"A mistake in Buurtstem, please report it: {logs.told(error)}", file=sys.stderr)
            raise SystemExit(1) from None
        _refuse(said)


def _refuse(said: str) -> NoReturn:
    print(said, file=sys.stderr)
    raise SystemExit(2) from None


def _run(work: Coroutine[Any, Any, None]) -> None:
    if sys.platform == "win32":
        asyncio.run(work)
        return
    import uvloop

    uvloop.run(work)


@cli.command()
def run() -> None:
    """Run the bot: every channel that is configured, delivery and ticks."""
    settings = Settings()
    logs.configure(settings)
    _run(_serve(settings))


async def _serve(settings: Settings) -> None:
    async with aclosing(App(settings)) as app, stop_on_signals() as stop:
        await app.run(stop)


@cli.command(name="try")
def try_() -> None:
    """Open the bot on its own web chat, with a small example neighbourhood; needs no token."""
    settings = Settings.of_environment()  # `.env` is of the bot that serves people
    if "log_level" not in settings.model_fields_set:
        settings.log_level = "warning"
    logs.configure(settings)
    _run(try_out(settings))


@cli.command()
def invite(
    role: Annotated[str, typer.Argument(help=" | ".join(INVITABLE))],
    name: Annotated[str, typer.Option(help="First name, as residents will read it.")],
    wijk: Annotated[str | None, typer.Option(help="Code of a wijk in programme.toml.")] = None,
    theme: Annotated[str | None, typer.Option(help="Code of a theme in programme.toml.")] = None,
) -> None:
    """Print a one-time link that enrols somebody, and its QR."""
    if role not in INVITABLE:
        known = role in {str(r) for r in Role}
        why = "comes in a later version" if known else "is not a role"
        _refuse(f"{role} {why}. You can invite: {', '.join(INVITABLE)}.")
    if not 1 <= len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        _refuse(f"A name has 1 to {LONGEST_NAME} characters, all of which can be seen.")
    _run(_invite(Settings(), role, name.strip(), wijk, theme))


async def _invite(
    settings: Settings, role: str, name: str, wijk: str | None, theme: str | None
) -> None:
    async with aclosing(App(settings)) as app:
        _known(app, "wijken", "wijk", wijk)
        _known(app, "themes", "theme", theme)
        token = secrets.token_urlsafe(24)
        links = await _links(app, INVITATION + token)
        await _bring_up_to_date(app)
        expires = app.clock.now() + INVITATION_LASTS
        async with app.database.transaction() as db:
            await invitations.add(db, token, role, name, wijk, expires, theme)
    until = expires.astimezone(app.loaded.programme.calendar.zone)
    print(f"For {name} ({role}). Works once, until {until:%Y-%m-%d %H:%M}.")
    for channel, link in links.items():
        print(f"\n{channel}\n{link}\n")
        segno.make(link).terminal(compact=True)


@cli.command(name="end-access")
def end_access(
    name: Annotated[str, typer.Argument(help="As invited.")],
) -> None:
    """End what somebody may see and do; all that lies with them goes to colleagues, at once."""
    _run(_end_access(Settings(), name.strip()))


async def _end_access(settings: Settings, name: str) -> None:
    async with aclosing(App(settings)) as app:
        _there(app)
        await _bring_up_to_date(app)
        programme = app.loaded.programme

        async def ended(db: Db, office: Sitting) -> tuple[Colleague, int, AccessEnded | AccessKept]:
            found = _one_of(await colleagues.colleagues(db, May.DECIDE), name)
            links = await invitations.count_unopened(db, [found.person], app.clock.now())
            return found, links, await office.end_access(found.person, Operator(programme.office))

        found, links, done = await app.office.transaction(ended)
        match done:
            case AccessKept("last"):
                raise CannotStart(
                    f"{found.name} is the only administrator. First let another one in:"
                    " buurtstem invite administrator --name NAME"
                )
            case AccessKept():
                raise CannotStart(f"{found.name} has no access any more.")
        print(f"The access of {done.name} ({done.role}) has ended.")
        if links:
            print(f"Links for {done.name} that were not opened yet, and work no more: {links}")
        for share in done.shares:
            who = programme.office_or(share.name)
            print(f"Given to {who}: contributions {share.contributions}, tasks {share.tasks}")
        if any(share.person is None for share in done.shares):
            print("What the office has nobody may read now: buurtstem invite staff --name NAME")
        if app.staff_room.configured is not None:
            print("The staff group is yours to change: take them out of it.")


@cli.command(name="retry-parked")
def retry_parked() -> None:
    """Put what could not be handled back to waiting, once its cause is mended."""
    _run(_retry_parked(Settings()))


async def _retry_parked(settings: Settings) -> None:
    async with aclosing(App(settings)) as app:
        _there(app)
        await _bring_up_to_date(app)
        async with app.database.transaction() as db:
            waiting = await inbox.retry_parked(db)
    if not waiting:
        print("Nothing is parked.")
        return
    print(f"Events that were parked and wait again: {waiting}")
    print("`buurtstem run` handles them; one that is running already does so at once.")


def _one_of(colleagues: Sequence[colleagues.Colleague], name: str) -> colleagues.Colleague:
    """Find a colleague by name, or by number where a name is not enough. Raises CannotStart."""
    found = [c for c in colleagues if name in (c.name, str(c.person))]
    if len(found) == 1:
        return found[0]
    if found:
        each = ", ".join(f"{c.person} ({c.role}{f', {c.wijk}' if c.wijk else ''})" for c in found)
        raise CannotStart(f"{len(found)} people are called {name}. Give a number instead: {each}.")
    there = ", ".join(c.name for c in colleagues)
    raise CannotStart(f"Nobody called {name} has access. Who has: {there or 'nobody'}.")


def _known(app: App, name: str, what: str, code: str | None) -> None:
    """Refuse a code that is not in that list of the programme. Raises CannotStart."""
    codes = [option.code for option in app.loaded.programme.lists[name]]
    if code is not None and code not in codes:
        there = f"There are: {', '.join(codes)}." if codes else f"{app.loaded.path} has none."
        raise CannotStart(f"There is no {what} {code!r}. {there}")


async def _links(app: App, payload: str) -> dict[str, str]:
    """Return a link per channel that can be reached; any of them works, once. Raises CannotStart
    where a channel does not answer."""
    links: dict[str, str] = {}
    # What was set up beside the web chat, which is always there, comes first.
    for channel in reversed(app.channels.values()):
        try:
            found = await channel.link(payload)
        except ChannelError as error:
            raise CannotStart(channel.does_not_answer(error)) from None
        if found is not None:
            links[found.heading] = found.address
    return links


@cli.command()
def check() -> None:
    """Say what is configured, what is missing, and whether database and Telegram answer."""
    _run(look_at_all(Settings()))


async def _bring_up_to_date(app: App) -> None:
    """Migrate, and say so where there was anything to do."""
    if done := await app.migrate():
        print(done)


def _there(app: App) -> None:
    """Refuse to go on where there is no database to work on. Raises CannotStart."""
    path = app.database.sqlite_path
    if path is not None and not faults.of_file(path) and not faults.is_there(path):
        raise CannotStart(f"There is no database at {path} yet. Is DATABASE_URL right?")


@cli.command()
def export(file: Annotated[Path, typer.Argument(help="An .xlsx file to write.")]) -> None:
    """Write all contributions to a spreadsheet."""
    if file.suffix != ".xlsx":
        _refuse("The file's name must end in .xlsx.")
    _run(_export(Settings(), file))


async def _export(settings: Settings, file: Path) -> None:
    async with aclosing(App(settings)) as app:
        _there(app)
        await _bring_up_to_date(app)
        rows = await exporting.write(app.database, app.loaded.programme.calendar.zone, file)
    print(f"{rows} contributions in {file}")


@cli.command()
def play(
    conversation: Annotated[str, typer.Argument(help="For instance: idea")],
) -> None:
    """Talk to a conversation in the terminal; prints it as a journey test at the end."""
    _run(play_conversation(Settings(), conversation, Clock()))
