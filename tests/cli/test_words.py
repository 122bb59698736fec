"""`invite`, `run`, `play` and help: what an operator's mistakes are answered with."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.botapi.server import StrictBotApi
from tests.cli.conftest import Buurtstem
from tests.cli.contents import a_contribution
from tests.running import command, of_telegram

TOKEN = "123456789:AAtestTokenForLoopbackUseOnly_000000"
NOWHERE = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://127.0.0.1:9"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["boss", "--name", "S"], "boss is not a role. You can invite: staff, administrator."),
        (["key-person", "--name", "S"], "key-person comes in a later version."),
        (["staff", "--name", " "], "A name has 1 to 24 characters"),
        (["staff", "--name", "S" * 25], "A name has 1 to 24 characters"),
        (["staff", "--name", "S\nT"], "A name has 1 to 24 characters"),
        (["staff", "--name", "S", "--wijk", "utrecht"], "There is no wijk 'utrecht'. There are: k"),
    ],
)
def test_an_invitation_that_cannot_be(buurtstem: Buurtstem, words: list[str], said: str) -> None:
    answer = buurtstem("invite", *words, **NOWHERE)
    assert answer.code == 2
    assert answer.err.startswith(said), answer.err
    assert len(answer.err.splitlines()) == 1
    assert not list(Path().iterdir())


def test_an_invitation_without_telegram(buurtstem: Buurtstem) -> None:
    said = buurtstem("invite", "staff", "--name", "Samira")
    assert (said.code, said.err) == (0, "")
    assert "On the web, on this machine alone:\nhttp://127.0.0.1:8080/enter/i-" in said.out
    said = buurtstem("invite", "staff", "--name", "Samira", WEB_URL="https://buurt.example")
    assert "On the web:\nhttps://buurt.example/enter/i-" in said.out
    said = buurtstem("invite", "staff", "--name", "Samira", **NOWHERE)
    assert said.code == 2
    assert said.err.startswith("Telegram does not answer")
    assert TOKEN not in said.err


async def test_an_invitation_is_printed_on_any_terminal(tmp_path: Path) -> None:
    async with StrictBotApi() as api:
        words = ("invite", "staff", "--name", "Şükran", "--wijk", "presikhaaf")
        said = await command(tmp_path, *words, **of_telegram(api), PYTHONIOENCODING="ascii")
        assert said.code == 0, said.err
        assert "For ??kran (staff). Works once, until 20" in said.out
        assert len(said.link.partition("?start=")[2]) <= 64
        said = await command(tmp_path, *words, **of_telegram(api))
        assert "For Şükran (staff)." in said.out
        assert "█" in said.out  # its QR


@pytest.mark.parametrize(
    "settings", [{"TELEGRAM_TOKEN": TOKEN}, {"WEB_URL": "https://buurt.example.org"}]
)
def test_no_public_start_with_the_values_of_the_example(
    buurtstem: Buurtstem, settings: dict[str, str]
) -> None:
    said = buurtstem("run", WEB_PORT="0", **settings)
    assert said.code == 2
    assert "still holds the example values" in said.err
    assert "under [privacy], then remove the line 'example = true'" in said.err
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("WEB_HOST", "nowhere.invalid", "Cannot listen on nowhere.invalid port 0: "),
        ("DATABASE_URL", "postgresql+asyncpg://u@127.0.0.1:9/x", "The database "),
        ("DATABASE_URL", "sqlite+aiosqlite:////proc/none/x.db", "Cannot write beside /proc"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL: "),
    ],
)
def test_run_refuses_what_it_cannot_use(
    buurtstem: Buurtstem, name: str, value: str, why: str
) -> None:
    said = buurtstem("run", **({"WEB_PORT": "0"} | {name: value}))
    assert said.code == 2
    assert said.err.splitlines()[-1].startswith(why), said.err


def test_run_refuses_a_newer_schema(buurtstem: Buurtstem) -> None:
    a_contribution()
    with sqlite3.connect("buurtstem.db") as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    said = buurtstem("run", WEB_PORT="0")
    assert said.code == 2
    assert "newer Buurtstem. Install that version, or newer." in said.err


@pytest.mark.parametrize("word", ["run", "invite", "check", "export", "play"])
def test_help_says_what_each_does(buurtstem: Buurtstem, word: str) -> None:
    every = buurtstem("--help")
    assert every.code == 0
    assert word in every.out
    said = buurtstem(word, "--help")
    assert said.code == 0
    assert f"{word} [OPTIONS]" in said.out
    assert {"invite": "First name", "export": ".xlsx", "play": "idea"}.get(word, word) in said.out


def test_mistyped_words(buurtstem: Buurtstem) -> None:
    for words in (["rum"], ["invite", "staff"], ["export"], ["play", "nowhere"]):
        said = buurtstem(*words)
        assert said.code == 2
        assert said.err


def test_our_own_mistake_is_told_by_kind_and_place(
    buurtstem: Buurtstem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: object) -> None:
        raise RuntimeError("Fatma wil bankjes")

    monkeypatch.setattr("bot.cli._show_programme", breaks)
    said = buurtstem("check")
    assert said.code == 1
    assert "A mistake in Buurtstem, please report it: RuntimeError at" in said.err
    assert "Fatma" not in said.err
