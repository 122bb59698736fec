"""Runs the bots one after the other against one server and says what each did."""

from __future__ import annotations

import os
import pickle
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from conversations.actions import Open, encode
from tests.bench.conversation import BENCH
from tests.bench.processes import ROOT, Bot, cpu_seconds, peak_memory, running
from tests.bench.residents import Measured, Residents, Turn, conversation
from tests.botapi.limits import Limits
from tests.botapi.server import StrictBotApi

HISTORY = 50  # messages that the server keeps per chat
WARM_UP = 20  # residents before the measurement, so that nobody pays for a first time


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot to be measured. `kept` counts the finished conversations on its disk."""

    name: str
    module: str
    turns: tuple[Turn, ...]
    environment: Callable[[Path], dict[str, str]]
    kept: Callable[[Path], int]
    faults: Callable[[Path, int, int], list[str]]


@dataclass(frozen=True, slots=True)
class Scene:
    """How many residents there are, and how they behave."""

    name: str
    residents: int
    rounds: int = 1
    think: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One bot in one scene; times in seconds, memory in MiB."""

    contender: str
    scene: Scene
    measured: Measured
    kept: int  # conversations on disk when the last resident had finished
    conversations: int
    bot_cpu: float
    server_cpu: float
    bot_memory: float
    server_memory: float
    faults: tuple[str, ...]

    @property
    def turns_per_second(self) -> float:
        return len(self.measured.waits) / self.measured.seconds

    @property
    def messages_per_second(self) -> float:
        return self.measured.messages / self.measured.seconds

    def percentile(self, percent: float) -> float:
        """The wait that so many per cent of the turns did not exceed, in milliseconds."""
        waits = sorted(self.measured.waits)
        return 1000 * waits[min(len(waits) - 1, int(len(waits) * percent / 100))]


# Ours


def _our_environment(folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bench.db",
        "DATA_DIR": str(folder / "data"),
        "PROGRAMME_FILE": str(ROOT / "programme.toml"),
        "ACCOUNT_EVENTS_PER_MINUTE": "0",
        "TELEGRAM_MESSAGES_PER_SECOND": "0",
        "LOG_LEVEL": "warning",
        "WEB_PORT": "0",
    }


def _our_kept(folder: Path) -> int:
    return _counts(folder, "SELECT 'all', count(*) FROM contribution").get("all", 0)


def _our_faults(folder: Path, turns: int, conversations: int) -> list[str]:
    """Every turn is a handled row, every message a sent one, every end a contribution."""
    inbox = _counts(folder, "SELECT state, count(*) FROM inbox GROUP BY state")
    outbox = _counts(folder, "SELECT state, count(*) FROM outbox GROUP BY state")
    faults = []
    if inbox != {"handled": turns}:
        faults.append(f"the inbox should hold {turns} handled events, not {inbox}")
    if set(outbox) != {"sent"}:
        faults.append(f"the outbox should hold nothing but sent messages, not {outbox}")
    if (kept := _our_kept(folder)) != conversations:
        faults.append(f"there should be {conversations} contributions, not {kept}")
    return faults


def _counts(folder: Path, query: str) -> dict[str, int]:
    with closing(sqlite3.connect(folder / "bench.db")) as db:
        return dict(db.execute(query).fetchall())


OURS = Contender(
    "Buurtstem",
    "tests.bench.ours",
    conversation(begin=encode(Open(BENCH.id))),
    _our_environment,
    _our_kept,
    _our_faults,
)


# The peer


def _peer_environment(folder: Path) -> dict[str, str]:
    return {"PICKLE_FILE": str(folder / "bench.pickle")}


def _peer_kept(folder: Path) -> int:
    """The file is written in place: caught halfway it holds nothing, as it would after a crash."""
    try:
        with (folder / "bench.pickle").open("rb") as file:
            kept = pickle.load(file)  # noqa: S301  # the bot of this run wrote it
    except (FileNotFoundError, EOFError, pickle.UnpicklingError):
        return 0
    return len(kept["bot_data"].get("contributions", []))


def _peer_faults(folder: Path, turns: int, conversations: int) -> list[str]:
    return []  # what it keeps before it stops is told in the table; nothing is promised


PEER = Contender(
    "PTB", "tests.bench.peer", conversation("begin"), _peer_environment, _peer_kept, _peer_faults
)


async def measure(
    scenes: Sequence[Scene],
    *,
    contenders: Sequence[Contender] = (OURS, PEER),
    within: float = 240.0,
    tell: Callable[[str], None] = lambda line: None,
) -> list[Outcome]:
    """Every contender in every scene, in turns, each in a fresh folder against the same server."""
    outcomes = []
    server = StrictBotApi(limits=Limits.off(), record=False, history=HISTORY)
    async with server:
        for scene in scenes:
            for contender in contenders:
                tell(f"{scene.name}: {contender.name} …")
                with tempfile.TemporaryDirectory() as folder:
                    outcomes.append(await _one(server, scene, contender, Path(folder), within))
    return outcomes


async def _one(
    server: StrictBotApi, scene: Scene, contender: Contender, folder: Path, within: float
) -> Outcome:
    server.updates.clear()  # what the one before fetched and had no time to confirm
    server.refused.clear()
    environment = {
        "TELEGRAM_TOKEN": server.token,
        "TELEGRAM_API_URL": server.url,
        **contender.environment(folder),
    }
    faults: list[str] = []
    async with running(contender.module, folder, environment) as bot:
        first = Residents(server, contender.turns, count=WARM_UP)
        if not await first.all_finish(30):
            raise RuntimeError(f"{contender.name} does not start:\n{bot.said()}")
        await first.quiet()
        residents = Residents(
            server, contender.turns, count=scene.residents, rounds=scene.rounds, think=scene.think
        )
        before = cpu_seconds(bot.pid), cpu_seconds(os.getpid())
        if not await residents.all_finish(within):
            missing = scene.residents - residents.measured.finished
            faults.append(f"{missing} residents did not finish within {within:.0f} s")
        kept = contender.kept(folder)
        await residents.quiet()
        after = cpu_seconds(bot.pid), cpu_seconds(os.getpid())
        memory = peak_memory(bot.pid), peak_memory(os.getpid())
    conversations = scene.residents * scene.rounds
    everybody = WARM_UP + conversations
    faults += contender.faults(folder, everybody * len(contender.turns), everybody)
    faults += [f"refused: {call.method}: {call.error}" for call in server.refused[:3]]
    faults += _complaints(bot)
    return Outcome(
        contender.name,
        scene,
        residents.measured,
        min(kept, everybody) - WARM_UP if kept else 0,
        conversations,
        after[0] - before[0],
        after[1] - before[1],
        *memory,
        tuple(faults),
    )


def _complaints(bot: Bot) -> list[str]:
    """What a bot logged at LOG_LEVEL=warning; there should be nothing."""
    said = bot.said().strip()
    return [f"it logged: {said[-300:]}"] if said else []
