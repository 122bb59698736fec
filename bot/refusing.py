"""A command that cannot go on says what hinders it, in words for the operator."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import ErrorDetails

from bot import export as exporting
from bot.app import CannotStart
from bot.programme import BadProgramme
from bot.web.server import PortTaken
from storage.database import DatabaseUnavailable
from storage.migrate import (
    SchemaDiffers,
    SchemaTooNew,
    SchemaUnclear,
)

TOO_NEW = "The database was written by a newer Buurtstem. Install that version, or newer."


OTHER_TABLES = (
    "The tables of this database are not those of this Buurtstem{unchanged}. Run the"
    " version it was made with, or restore a backup that was made by this one."
)


CHANGED_TABLES = "Tables of this database were changed after Buurtstem made them. What differs:"


SHOWN = 10  # differences between tables; who needs all of them looks with other tools


def setting_of(problem: ErrorDetails) -> str:
    """Say what is wrong with a setting, without its value: that may be a secret."""
    said = problem["msg"].removeprefix("Value error, ")
    name = "_".join(str(place) for place in problem["loc"]).upper()
    return f"{name}: {said}" if name else said


def explained(error: Exception) -> str | None:
    """Say what the operator can do about it; None when it is our own mistake."""
    match error:
        case SchemaTooNew():
            return TOO_NEW
        case SchemaDiffers():
            return differing(error.differences, error.remedies, tried=error.tried)
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


def differing(
    differences: Sequence[str], remedies: Sequence[str] = (), *, tried: bool = False
) -> str:
    """Say what differs, and what helps. `tried`: something was changed, and that taken back."""
    if remedies:
        helps = [f"  {line}" for line in remedies]
        return "\n".join((CHANGED_TABLES, *_named(differences), "What helps:", *helps))
    unchanged = "; nothing was changed" if tried else ""
    return "\n".join((OTHER_TABLES.format(unchanged=unchanged), *_named(differences)))


def _named(unlike: Sequence[str]) -> list[str]:
    """Return a line per difference between tables, and how many more there are."""
    more = len(unlike) - SHOWN
    return [f"  {line}" for line in unlike[:SHOWN]] + ([f"  and {more} more"] if more > 0 else [])
