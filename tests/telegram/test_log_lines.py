"""How a line of the log is made: whatever libraries put into it."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs
from bot.settings import Settings

SECRET = "Fatma wil meer bankjes"
TOKEN = "123456789:AAtestTokenForLoopbackUseOnly_000000"


@pytest.fixture(params=["text", "json"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What is logged as configured, at debug."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in (*logs.OURS, "telegram")}
    logs.configure(Settings(log_level="debug", log_format=request.param))
    stream = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
    logging.captureWarnings(False)


def fails() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        raise RuntimeError(f"[parameters: {SECRET}]") from error


def test_an_error_is_told_by_kind_and_place(written: io.StringIO) -> None:
    try:
        fails()
    except RuntimeError:
        logging.getLogger("bot.inbound").exception("it failed at %s", f"/bot{TOKEN}/getMe")
    said = written.getvalue()
    assert SECRET not in said
    assert TOKEN not in said
    assert "/bot<token>/getMe" in said
    assert "RuntimeError at test_log_lines.py" in said
    assert "because of ValueError" in said


def test_errors_of_a_group_are_told_too(written: io.StringIO) -> None:
    group = ExceptionGroup(SECRET, [KeyError(SECRET), TypeError(SECRET)])
    logging.getLogger("bot").error("several", exc_info=group)
    assert SECRET not in written.getvalue()
    assert "KeyError" in written.getvalue()
    assert "TypeError" in written.getvalue()


async def test_a_task_that_nobody_asked_about(written: io.StringIO) -> None:
    async def thinks(of: str) -> None:
        raise ValueError(of)

    task = asyncio.create_task(thinks(SECRET))
    await asyncio.wait({task})
    del task
    gc.collect()
    assert "never retrieved" in written.getvalue()
    assert SECRET not in written.getvalue()


@pytest.mark.parametrize("library", ["telegram", "aiosqlite", "sqlalchemy.engine", "aiohttp"])
def test_what_libraries_say_in_detail_is_left_out(written: io.StringIO, library: str) -> None:
    logging.getLogger(library).info(SECRET)
    logging.getLogger(library).debug(SECRET)
    logging.getLogger("telegram.request").error('invalid JSON data: "%s"', SECRET)
    assert written.getvalue() == ""


def test_ours_are_written(written: io.StringIO) -> None:
    logging.getLogger("bot.delivery").debug("a gesture was dropped")
    line = written.getvalue()
    assert "a gesture was dropped" in line
    if line.startswith("{"):
        assert json.loads(line)["logger"] == "bot.delivery"
