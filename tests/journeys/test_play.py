"""`buurtstem play idea` in a terminal: what it prints is one of the journeys."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import ROOT, House
from tests.journeys.replay import difference, read, replay, without_dates

WRITTEN = Path(__file__).parent / "played_in_the_terminal.txt"
# The same talk as in the file; where it taps, the number of that button on the screen.
TYPED = ["een <boom> & een bank_je 🌳", "3", "2", "Presikhaaf", "Fatma", "1", "1", "2"]


Played = subprocess.CompletedProcess[str]


def play(*lines: str, conversation: str = "idea", folder: Path) -> Played:
    """The real command, typed at line by line."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "play", conversation],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        cwd=folder,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    """Ours, without what a developer has set for their own bot."""
    kept = ("PATH", "HOME", "LANG", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return {**found, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The whole talk, ended by the end of input."""
    done = play(*TYPED, folder=tmp_path_factory.mktemp("play"))
    assert done.returncode == 0, done.stderr
    return done


def test_what_play_prints_is_a_journey_and_goes_as_written(played: Played) -> None:
    assert without_dates(played.stdout) == without_dates(WRITTEN.read_text(encoding="utf-8"))


async def test_what_play_prints_can_be_replayed_unchanged(
    played: Played, sqlite_url: str, tmp_path: Path
) -> None:
    """Its first direction sets the clock, so that every date in it must come out again."""
    printed = read(played.stdout)
    async with House(sqlite_url, tmp_path) as house:
        assert difference(printed, await replay(printed, house)) == ""


def test_the_talk_itself_is_not_mixed_into_the_journey(played: Played) -> None:
    assert "1 [Begrepen]" in played.stderr
    assert "1 [Begrepen]" not in played.stdout


def test_an_empty_line_ends_it(played: Played, tmp_path: Path) -> None:
    done = play(TYPED[0], "", "nog iets", folder=tmp_path)
    assert done.returncode == 0
    assert "nog iets" not in done.stdout
    assert without_dates(played.stdout).startswith(without_dates(done.stdout).rstrip())


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


def test_an_unknown_conversation_is_named_with_those_there_are(tmp_path: Path) -> None:
    done = play(conversation="onzin", folder=tmp_path)
    assert done.returncode == 2
    assert "onzin" in done.stderr
    assert "idea" in done.stderr
    assert "Traceback" not in done.stderr
