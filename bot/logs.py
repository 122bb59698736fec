"""Logging: never a token, a name or somebody's words."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from types import TracebackType

from bot.settings import Settings

OURS = ("bot", "conversations", "storage")
PLACES = 8  # of a traceback, the innermost
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")


def told(error: BaseException) -> str:
    """Return kinds and places of an error and of what caused it; messages may quote somebody."""
    said = f"{type(error).__name__} at {_places(error.__traceback__)}"
    if isinstance(error, BaseExceptionGroup):
        said += " [" + "; ".join(told(one) for one in error.exceptions) + "]"
    if error.__cause__ is not None:
        said += f", because of {told(error.__cause__)}"
    return said


def _places(trace: TracebackType | None) -> str:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        file = code.co_filename.rsplit("/", 1)[-1]
        places.append(f"{file}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " < ".join(reversed(places[-PLACES:])) or "no place"


class _Redacted(logging.Filter):
    """Takes out of whatever is about to be written what may not be in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if record.name == "asyncio":
            said = said.partition("\n")[0]  # what follows shows errors and arguments as they are
        record.msg, record.args = _TOKEN.sub("<token>", said), ()
        return True


class _Text(logging.Formatter):
    def formatException(self, ei) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        return told(ei[1])


class _Json(_Text):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure(settings: Settings) -> None:
    """Log ours at LOG_LEVEL, others' warnings only: in detail they write addresses and
    statements."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Redacted())
    text = _Text("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(_Json() if settings.log_format == "json" else text)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(settings.log_level.upper())
    # It writes down answers that it cannot read, with the words in them; what went wrong is ours
    # to say, where its errors are translated.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    logging.captureWarnings(True)
