"""This bot with one conversation more, started as `buurtstem run` starts it."""

from __future__ import annotations

from pathlib import Path

import uvloop

from bot import logs
from bot.app import App, stop_on_signals
from bot.settings import Settings
from tests.bench.conversation import BENCH

TEXTS = Path(__file__).parent / "texts"


async def serve(settings: Settings) -> None:
    app = App(settings, more=(BENCH,), texts=(TEXTS,))
    async with stop_on_signals() as stop:
        await app.run(stop)


def main() -> None:
    settings = Settings()
    logs.configure(settings)
    uvloop.run(serve(settings))


if __name__ == "__main__":
    main()
