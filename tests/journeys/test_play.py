"""`buurtstem play idea` in a terminal: what it prints is one of the journeys."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import App
from bot.play import Terminal, begin, turn
from bot.settings import Settings
from conversations.actions import encode
from conversations.progress import load
from conversations.registry import CONVERSATIONS
from storage.models.progress import progress as progress_rows
from tests.databases import fill
from tests.forked import Forked
from tests.house import ROOT, FakeClock, House
from tests.journeys.replay import difference, read, replay, without_dates
from tests.running import Said

pytestmark = pytest.mark.one_database
WRITTEN = Path(__file__).parent / "played_in_the_terminal.txt"
# The same talk as in the file; where it taps, the number of that button on the screen.
TYPED = ["een <boom> & een bank_je 🌳", "3", "2", "Presikhaaf", "Fatma", "1", "1", "2"]


def play(*lines: str, conversation: str = "idea", folder: Path) -> Said:
    """The command, typed at line by line."""
    files = Path(tempfile.mkdtemp(dir=folder))
    typed, out, err = (files / name for name in ("typed", "out", "err"))
    typed.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    words = ("play", conversation)
    code = Forked(words, folder, _environment(), out, err, typed).ended(60)
    return Said(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


def _environment() -> dict[str, str]:
    """Ours, without what a developer has set for their own bot."""
    kept = ("PATH", "HOME", "LANG", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return {**found, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """The whole talk, ended by the end of input."""
    done = play(*TYPED, folder=tmp_path_factory.mktemp("play"))
    assert done.code == 0, done.err
    return done


def test_what_play_prints_is_a_journey_and_goes_as_written(played: Said) -> None:
    assert without_dates(played.out) == without_dates(WRITTEN.read_text(encoding="utf-8"))


async def test_what_play_prints_can_be_replayed_unchanged(
    played: Said, sqlite_url: str, tmp_path: Path
) -> None:
    """Its first direction sets the clock, so that every date in it must come out again."""
    printed = read(played.out)
    async with House(sqlite_url, tmp_path) as house:
        assert difference(printed, await replay(printed, house)) == ""


def test_the_talk_itself_is_not_mixed_into_the_journey(played: Said) -> None:
    assert "1 [Begrepen]" in played.err
    assert "1 [Begrepen]" not in played.out


def test_an_empty_line_ends_it(played: Said, tmp_path: Path) -> None:
    done = play(TYPED[0], "", "nog iets", folder=tmp_path)
    assert done.code == 0
    assert "nog iets" not in done.out
    assert without_dates(played.out).startswith(without_dates(done.out).rstrip())


def test_ctrl_c_ends_it_politely_with_the_journey_so_far(tmp_path: Path) -> None:
    playing = subprocess.Popen(
        [sys.executable, "-m", "bot", "play", "idea"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=tmp_path,
        env=_environment(),
    )
    with playing:
        assert playing.stdin is not None
        assert playing.stderr is not None
        while playing.stderr.readline().find("Wat is je idee?") < 0:
            assert playing.poll() is None
        playing.stdin.write("een boom\n")
        playing.stdin.flush()
        while playing.stderr.readline().find("Klarendal") < 0:
            assert playing.poll() is None
        playing.send_signal(signal.SIGINT)
        said, complaint = playing.communicate(timeout=20)
    assert playing.returncode == 0
    assert "Bewoner: een boom" in said
    assert "Traceback" not in complaint


@pytest.mark.parametrize("conversation", [c.id for c in CONVERSATIONS])
async def test_every_conversation_can_be_played(
    conversation: str, sqlite_url: str, tmp_path: Path
) -> None:
    """Whatever it needs is there: it begins, and asks its first question."""
    settings = Settings(telegram_token=None, database_url=sqlite_url, data_dir=tmp_path)
    clock = FakeClock()
    terminal = Terminal(clock, "Bewoner")
    app = App(settings, clock=clock, channels=[terminal])
    await fill(app.database)
    try:
        begins = await begin(app, terminal, conversation)
        await turn(app, {"tap": encode(begins)}, 0)
        async with app.database.reading() as db:
            rows = (await db.execute(select(progress_rows.c.data))).scalars().all()
    finally:
        await app.database.close()
    opened = [found.current.conversation for row in rows if (found := load(row)).current]
    assert opened == [conversation], "\n".join(terminal.journey)
    assert terminal.journey[-1].startswith("bot → Bewoner: ")


@pytest.mark.parametrize("conversation", ["absence", "hand_over_all", "end_access"])
def test_what_is_about_all_work_has_some(conversation: str, tmp_path: Path) -> None:
    """Whoever may talk in it does so, and what lies with somebody is given away."""
    taps = {"absence": ("1", "1", "1"), "hand_over_all": ("1", "1"), "end_access": ("1", "1")}
    done = play(*taps[conversation], conversation=conversation, folder=tmp_path)
    assert done.code == 0, done.err
    assert "Dit is nu van" in done.out
    assert "én bericht" in done.out.rpartition("Dit is nu van")[2]


def test_a_staff_conversation_says_that_it_is_an_example(tmp_path: Path) -> None:
    done = play("4", conversation="theme", folder=tmp_path)
    assert done.code == 0, done.err
    assert "example" in done.err
    assert "(Een voorbeeld: " in done.out
    assert "Medewerker: [Veiligheid]" in done.out
    assert "bot → Medewerker: Bewaard bij nummer 1." in done.out


def test_an_unknown_conversation_is_named_with_those_there_are(tmp_path: Path) -> None:
    done = play(conversation="onzin", folder=tmp_path)
    assert done.code == 2
    assert "onzin" in done.err
    assert "idea" in done.err
    assert "Traceback" not in done.err
