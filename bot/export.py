"""Contributions as a spreadsheet: codes, local times, and people's words as text cells."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from conversations.contributions import Contribution
from storage.database import Database
from storage.models import contributions, decisions
from storage.models.decisions import Decision

COLUMNS = (
    "number", "kind", "status", "story", "theme", "wijk", "needs", "language", "channel",
    "received_at", "answer_by", "answered_at", "outcome", "reason",
)  # fmt: skip
LONGEST_CELL = 32_767  # UTF-16 units (Excel's specification)
# What XML 1.0 cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class CannotWrite(Exception):
    """The file cannot be written; the message says why."""


async def write(database: Database, zone: ZoneInfo, file: Path) -> int:
    """Write the sheet `contributions` and return how many rows it has. Raises CannotWrite."""
    async with database.reading() as db:
        rows = await contributions.everything(db)
        latest = await decisions.latest(db, [row.id for row in rows]) if rows else {}
    await asyncio.to_thread(_replace, file, zone, rows, latest)
    return len(rows)


def _replace(
    file: Path, zone: ZoneInfo, rows: Sequence[Contribution], latest: dict[int, Decision]
) -> None:
    """Write beside it first: an older export stays whole when this fails. Raises CannotWrite."""
    part = file.with_name(f".{file.name}.part")
    try:
        _write(part, zone, rows, latest)
        part.replace(file)
    except (OSError, XlsxWriterException) as error:
        part.unlink(missing_ok=True)
        reason = error if isinstance(error, OSError) else error.args[0] if error.args else error
        why = getattr(reason, "strerror", None) or type(error).__name__
        raise CannotWrite(f"Cannot write {file}: {why}.") from error


def _write(
    file: Path, zone: ZoneInfo, rows: Sequence[Contribution], latest: dict[int, Decision]
) -> None:
    # A story that begins with = stays a story: nothing is ever read as a formula or a link.
    book = xlsxwriter.Workbook(
        str(file),
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    sheet = book.add_worksheet("contributions")
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    for place, row in enumerate(rows, start=1):
        decision = latest.get(row.id)
        texts = (row.number, row.kind, str(row.status), _story(row), row.theme, row.wijk,
                 ",".join(row.needs), row.language, row.channel)  # fmt: skip
        for column, text in enumerate(texts):
            if text:
                sheet.write_string(place, column, _cell(text))
        received = row.received_at.astimezone(zone).replace(tzinfo=None)
        sheet.write_datetime(place, 9, received, moment)
        sheet.write_datetime(place, 10, row.answer_by, day)
        if row.answered_at is not None:
            answered = row.answered_at.astimezone(zone).replace(tzinfo=None)
            sheet.write_datetime(place, 11, answered, moment)
        if decision is not None:
            sheet.write_string(place, 12, decision.answer.outcome)
            sheet.write_string(place, 13, _cell(decision.answer.reason))
    sheet.autofit(max_width=300)
    book.close()


def _story(row: Contribution) -> str:
    """Return own words, what was heard of a recording, and a sign for what is not text."""
    lines = []
    for part in row.told:
        if part.media is not None:
            lines.append(f"[{part.media.kind}]")
        if part.text:
            lines.append(part.text)
    if row.heard:
        lines.append(row.heard)
    return "\n".join(lines)


def _cell(text: str | None) -> str:
    kept = _CONTROL.sub("\ufffd", text or "")
    if len(kept) * 2 <= LONGEST_CELL:
        return kept
    units = kept.encode("utf-16-le")[: 2 * LONGEST_CELL]
    return units.decode("utf-16-le", errors="ignore")
