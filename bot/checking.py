"""The command `check` says what is configured, what is missing, and what to do next."""

from __future__ import annotations

from contextlib import aclosing

from bot import health
from bot.app import App
from bot.channels.base import ChannelError
from bot.locales import all_locales
from bot.next_steps import next_steps
from bot.refusing import TOO_NEW, differing
from bot.report import Report
from bot.settings import Settings
from conversations.roles import May
from storage import faults
from storage.migrate import (
    SchemaTooNew,
    SchemaUnclear,
    current,
    differences,
    rehearse,
    remedies,
)
from storage.models import colleagues
from storage.models.colleagues import Colleague

NEXT_LINE = "\n            "  # as wide as the words in front of what `check` says


async def look_at_all(settings: Settings) -> None:
    async with aclosing(App(settings)) as app:
        show_programme(app)
        report = await _check_database(app)
        report.warnings += _unchecked(app) + health.behind_a_proxy(app.settings)
        await check_channels(app, report)
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


def show_programme(app: App) -> None:
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
        desk = programme.department_for(what)
        print(f"Passed on   {what}: {desk.code or 'nobody but the office takes it'}")
    print(
        f"Promises    read within {clocks.read_within} working days,"
        f" answered within {clocks.answer_within}"
    )
    print("Kept        no terms are set: what people said is kept until they erase it")


def _unchecked(app: App) -> list[str]:
    """Return a sentence per language that is offered and that nobody who speaks it has read."""
    known = all_locales()
    return [
        f"{name} ({code}) is {'a draft' if known[code].state == 'draft' else 'offered'}:"
        f" {known[code].warning}"
        for code, name in app.loaded.programme.languages.items()
        if known[code].warning
    ]


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
        report.problems.append(differing(unlike, await remedies(app.database)))
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
        report.problems.append(differing(unlike))
        return
    print(f"{older}; `buurtstem run` brings it from {found} to {needed}")
    print("Staff       not looked up in an older database")
    report.warnings.append(
        "make a copy of the database first: there is no way back but that copy"
        " (README.md, Upgrading)"
    )


async def check_channels(app: App, report: Report) -> None:
    """Report whether each channel that can be set up is, and answers."""
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
    """List every role, with where and on what: staff (presikhaaf, groen), administrator."""
    places = [", ".join(filter(None, (post.wijk, post.theme))) for post in colleague.posts]
    return ", ".join(
        f"{post.role} ({place})" if place else f"{post.role}"
        for post, place in zip(colleague.posts, places, strict=True)
    )


async def _check_staff_group(app: App, report: Report) -> None:
    """Check that the bot is in the group to which counts go."""
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
    """Return the group's id of now; as configured while there is no database to know better."""
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
