"""Run the server by itself: `python -m tests.botapi --port 8081 --unlimited --people 1000`."""

import argparse
import asyncio
import contextlib

import uvloop

from tests.botapi.limits import Limits
from tests.botapi.server import TOKEN, StrictBotApi

# Enough for edits and taps, and no growth over a long benchmark.
HISTORY = 50


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.botapi", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--unlimited", action="store_true", help="never answer 429")
    parser.add_argument("--record", action="store_true", help="keep every call in memory")
    parser.add_argument("--people", type=int, default=0, help="users 1..N who pressed Start")
    return parser.parse_args()


def quiet_people(server: StrictBotApi, count: int) -> None:
    """Make people known who have started the bot before it ran."""
    for user_id in range(1, count + 1):
        server.phone(user_id, f"Person {user_id}").started_before()


async def serve(chosen: argparse.Namespace) -> None:
    """Serve until the process is ended."""
    limits = Limits.off() if chosen.unlimited else Limits()
    server = StrictBotApi(token=chosen.token, limits=limits, record=chosen.record, history=HISTORY)
    await server.start(chosen.port)
    quiet_people(server, chosen.people)
    print(server.url, flush=True)
    await asyncio.Event().wait()


def main() -> None:
    """Run on uvloop."""
    with contextlib.suppress(KeyboardInterrupt):
        uvloop.run(serve(options()))


if __name__ == "__main__":
    main()
