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
from pydantic_core import ErrorDetails

from bot import export as exporting
from bot import health, logs
from bot.app import App, CannotStart, Clock, stop_on_signals
from bot.channels.base import ChannelError
from bot.locales import all_locales
from bot.next_steps import next_steps
from bot.office.actors import Operator
from bot.office.door import Sitting
from bot.play import play as play_conversation
from bot.programme import BadProgramme
from bot.report import Report
from bot.settings import Settings
from bot.try_out import try_out
from bot.web.server import PortTaken
from conversations.events import AccessEnded, AccessKept
from conversations.reception import INVITATION
from conversations.roles import INVITABLE, May, Role
from storage import faults
from storage.database import DatabaseUnavailable, Db
from storage.migrate import (
    SchemaDiffers,
    SchemaTooNew,
    SchemaUnclear,
    current,
    differences,
    rehearse,
    remedies,
)
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
TOO_NEW = "The database was written by a newer Buurtstem. Install that version, or newer."
OTHER_TABLES = (
    "The tables of this database are not those of this Buurtstem{unchanged}. Run the"
    " version it was made with, or restore a backup that was made by this one."
)
CHANGED_TABLES = "Tables of this database were changed after Buurtstem made them. What differs:"
NEXT_LINE = "\n            "  # as wide as the words in front of what `check` says
SHOWN = 10  # differences between tables; who needs all of them looks with other tools


def main() -> None:
    """Run a command; what goes wrong on the operator's side is one clear line, exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows "?"
    try:
        cli()
    except ValidationError as error:
        _refuse("\n".join(_setting(problem) for problem in error.errors()))
    except Exception as error:
        said = _explained(error)
        if said is None:
            print(f"A mistake in Buurtstem, please report it: {logs.told(error)}", file=sys.stderr)
            raise SystemExit(1) from None
        _refuse(said)


def _refuse(said: str) -> NoReturn:
    print(said, file=sys.stderr)
    raise SystemExit(2) from None


def _setting(problem: ErrorDetails) -> str:
    """What is wrong with a setting, without its value: that may be a secret."""
    said = problem["msg"].removeprefix("Value error, ")
    name = "_".join(str(place) for place in problem["loc"]).upper()
    return f"{name}: {said}" if name else said


def _explained(error: Exception) -> str | None:
    """What the operator can do about it; None when it is our own mistake."""
    match error:
        case SchemaTooNew():
            return TOO_NEW
        case SchemaDiffers():
            return _differing(error.differences, error.remedies, tried=error.tried)
        case DatabaseUnavailable(told=str(told)):
            return f"The database cannot be used. {told}"
        case DatabaseUnavailable():
            return f"The database does not answer ({error}). Is DATABASE_URL right?"
        case (
            SchemaUnclear() | CannotStart() | BadProgramme() | PortTaken() | exporting.CannotWrite()
        ):
            return str(error)
        case OSError(filename=name) if name is not None:
            return f"{name}: {error.strerror}"
        case _:
            return None


def _differing(
    differences: Sequence[str], remedies: Sequence[str] = (), *, tried: bool = False
) -> str:
    """What differs, and what helps. `tried`: something was changed, and that taken back."""
    if remedies:
        helps = [f"  {line}" for line in remedies]
        return "\n".join((CHANGED_TABLES, *_named(differences), "What helps:", *helps))
    unchanged = "; nothing was changed" if tried else ""
    return "\n".join((OTHER_TABLES.format(unchanged=unchanged), *_named(differences)))


def _named(unlike: Sequence[str]) -> list[str]:
    """A line per difference between tables, and how many more there are."""
    more = len(unlike) - SHOWN
    return [f"  {line}" for line in unlike[:SHOWN]] + ([f"  and {more} more"] if more > 0 else [])


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
    """By name, or by number where a name is not enough. Raises CannotStart."""
    found = [c for c in colleagues if name in (c.name, str(c.person))]
    if len(found) == 1:
        return found[0]
    if found:
        each = ", ".join(f"{c.person} ({c.role}{f', {c.wijk}' if c.wijk else ''})" for c in found)
        raise CannotStart(f"{len(found)} people are called {name}. Give a number instead: {each}.")
    there = ", ".join(c.name for c in colleagues)
    raise CannotStart(f"Nobody called {name} has access. Who has: {there or 'nobody'}.")


def _known(app: App, name: str, what: str, code: str | None) -> None:
    """Raises CannotStart for a code that is not in that list of the programme."""
    codes = [option.code for option in app.loaded.programme.lists[name]]
    if code is not None and code not in codes:
        there = f"There are: {', '.join(codes)}." if codes else f"{app.loaded.path} has none."
        raise CannotStart(f"There is no {what} {code!r}. {there}")


async def _links(app: App, payload: str) -> dict[str, str]:
    """A link per channel that can be reached; any of them works, once."""
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
    _run(_check(Settings()))


async def _check(settings: Settings) -> None:
    async with aclosing(App(settings)) as app:
        _show_programme(app)
        report = await _check_database(app)
        report.warnings += _unchecked(app) + health.behind_a_proxy(app.settings)
        await _check_channels(app, report)
        await _check_staff_group(app, report)
        _look_for_example(app, report)
        steps = next_steps(app.settings, app.loaded, report.figures.get("staff"))
    for warning in report.warnings:
        print(f"Warning     {warning}")
    for problem in report.problems:
        print(f"Problem     {problem}")
    for step in steps:
        print(f"Next        {step}")
    if report.problems:
        raise SystemExit(1)
    print("Ready." if not report.warnings else "Ready, with warnings.")


def _show_programme(app: App) -> None:
    programme = app.loaded.programme
    clocks = programme.calendar.clocks
    print(f"Programme   {programme.name}, from {app.loaded.path}")
    print(f"Languages   {', '.join(programme.languages.values())}")
    print(f"Wijken      {', '.join(o.code for o in programme.lists['wijken'])}")
    managed = "".join(f"{wijk}: {name}; " for wijk, name in programme.managers.items())
    print(f"Managers    {managed}{'elsewhere ' if managed else ''}every administrator")
    themes = ", ".join(o.code for o in programme.lists["themes"])
    print(f"Themes      {themes or 'none: nothing is sorted by what it is about'}")
    for what in ("broken", "complaint", "benefits", "official"):
        desk = programme.desk_for(what)
        print(f"Passed on   {what}: {desk.code or 'nobody but the office takes it'}")
    print(
        f"Promises    read within {clocks.read_within} working days,"
        f" answered within {clocks.answer_within}"
    )
    print("Kept        no terms are set: what people said is kept until they erase it")


def _unchecked(app: App) -> list[str]:
    """A sentence per language that is offered and that nobody who speaks it has read."""
    known = all_locales()
    return [
        f"{name} ({code}) is {'a draft' if known[code].state == 'draft' else 'offered'}:"
        f" {known[code].warning}"
        for code, name in app.loaded.programme.languages.items()
        if known[code].warning
    ]


async def _bring_up_to_date(app: App) -> None:
    """Migrate, and say so where there was anything to do."""
    if done := await app.migrate():
        print(done)


async def _check_database(app: App) -> Report:
    report = Report()
    path = app.database.sqlite_path
    if path is not None and (fault := faults.of_file(path)):
        print("Database    cannot be used")
        report.problems.append(f"the database cannot be used. {fault}")
        return report
    if path is not None and not faults.is_there(path):
        so_far = "is empty" if path.exists() else "is not there yet"
        print(f"Database    {path} {so_far}; `buurtstem run` makes it")
        _nobody_yet(app, report)
        return report
    try:
        found, needed = await current(app.database)
    except SchemaTooNew:
        print("Database    answers; its schema is newer than this program")
        report.problems.append(TOO_NEW)
        return report
    except SchemaUnclear as error:
        print("Database    answers; which version its schema is of cannot be told")
        report.problems.append(str(error))
        return report
    except Exception as error:  # each driver has its own
        print("Database    does not answer")
        report.problems.append(f"the database cannot be used{app.why(error)}")
        return report
    answers = f"Database    {app.database.url.get_backend_name()} answers;"
    if found is None:
        print(f"{answers} it has no tables yet, `buurtstem run` makes them")
        _nobody_yet(app, report)
    elif found != needed:
        await _check_older(app, report, f"{answers} its schema is older", found, needed)
    elif unlike := await differences(app.database):
        print(f"{answers} its schema is not that of this program")
        report.problems.append(_differing(unlike, await remedies(app.database)))
    else:
        print(f"{answers} its schema is up to date")
        report = await health.ready(app)
        await _check_staff(app, report)
    return report


def _nobody_yet(app: App, report: Report) -> None:
    report.warnings.append(health.no_staff(app.loaded.programme))
    report.figures["staff"] = []


async def _check_older(
    app: App, report: Report, older: str, found: str, needed: str | None
) -> None:
    if unlike := await rehearse(app.database):
        print(f"{older}, and not one that this program can go on from")
        report.problems.append(_differing(unlike))
        return
    print(f"{older}; `buurtstem run` brings it from {found} to {needed}")
    print("Staff       not looked up in an older database")
    report.warnings.append(
        "make a copy of the database first: there is no way back but that copy"
        " (README.md, Upgrading)"
    )


async def _check_channels(app: App, report: Report) -> None:
    """Whether each that can be set up is, and answers."""
    reports = [await channel.check() for channel in app.channels.values()]
    for found in (*reports, *app.not_configured()):
        for heading, said in found.lines:
            print(f"{heading:<12}{said}")
        report.add(found)


async def _check_staff(app: App, report: Report) -> None:
    async with app.database.reading() as db:
        found = await colleagues.colleagues(db, May.DECIDE)
    names = report.figures["staff"] = [colleague.name for colleague in found]
    lines = [f"{colleague.name}: {_posts(colleague)}" for colleague in found]
    print(f"Staff       {NEXT_LINE.join(lines) or 'nobody is enrolled yet'}")
    report.warnings += health.unknown_managers(app.loaded.programme, names)


def _posts(colleague: Colleague) -> str:
    """Every role, with where and on what: staff (presikhaaf, groen), administrator."""
    places = [", ".join(filter(None, (post.wijk, post.theme))) for post in colleague.posts]
    return ", ".join(
        f"{post.role} ({place})" if place else f"{post.role}"
        for post, place in zip(colleague.posts, places, strict=True)
    )


async def _check_staff_group(app: App, report: Report) -> None:
    """Whether the bot is in the group to which counts go."""
    room = app.staff_room.configured
    channel = app.channels.get(app.staff_room.channel)
    if room is None:
        print("Staff group not configured (STAFF_CHAT_ID)")
        return
    if channel is None:
        print("Staff group is in Telegram, which is not configured")
        report.warnings.append("STAFF_CHAT_ID needs TELEGRAM_TOKEN: no counts go to the group")
        return
    try:
        print(f"Staff group {await channel.room_name(await _room_now(app, room))}")
    except ChannelError as error:
        print("Staff group cannot be reached")
        report.warnings.append(
            f"the staff group cannot be reached ({error}): add the bot to it, or mend STAFF_CHAT_ID"
        )


async def _room_now(app: App, configured: str) -> str:
    """Which id the group has now; as configured while there is no database to know better."""
    path = app.database.sqlite_path
    if path is not None and (faults.of_file(path) or not faults.is_there(path)):
        return configured
    try:
        async with app.database.reading() as db:
            return await app.staff_room.current(db) or configured
    except Exception:  # said above, by the check of the database
        return configured


def _look_for_example(app: App, report: Report) -> None:
    if not app.loaded.is_example:
        return
    said = f"{app.loaded.path} holds example values"
    if app.settings.is_public:
        report.problems.append(f"{said}: `buurtstem run` refuses until they are yours")
    else:
        report.warnings.append(f"{said}; a public start is refused until they are yours")


def _there(app: App) -> None:
    """Raises CannotStart where there is no database to work on."""
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
