"""`invite`, `run`, `play` and help: what an operator's mistakes are answered with."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tests.botapi.server import StrictBotApi
from tests.cli.conftest import Buurtstem
from tests.cli.contents import a_contribution, a_team
from tests.running import ROOT, command, of_telegram

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
        (["staff", "--name", "S", "--theme", "mode"], "There is no theme 'mode'. There are: groen"),
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


def test_an_invitation_says_where_and_on_what_somebody_works(buurtstem: Buurtstem) -> None:
    words = ("invite", "staff", "--name", "Samira", "--wijk", "presikhaaf", "--theme", "wonen")
    assert buurtstem(*words).code == 0
    with sqlite3.connect("buurtstem.db") as db:
        found = db.execute("SELECT wijk, theme FROM invitation").fetchall()
    db.close()
    assert found == [("presikhaaf", "wonen")]


def test_a_theme_of_a_programme_without_themes(buurtstem: Buurtstem) -> None:
    text = (ROOT / "programme.toml").read_text(encoding="utf-8")
    without = "\n\n".join(part for part in text.split("\n\n") if "[[themes]]" not in part)
    Path("programme.toml").write_text(without, encoding="utf-8")
    said = buurtstem("invite", "staff", "--name", "Samira", "--theme", "wonen")
    assert said.code == 2
    assert said.err == "There is no theme 'wonen'. programme.toml has none.\n"


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


def test_an_operator_ends_somebodys_access(buurtstem: Buurtstem) -> None:
    a_team(("Samira", "staff", None), ("Joost", "staff", None))
    said = buurtstem("end-access", "Samira")
    assert (said.code, said.err) == (0, "")
    assert (
        said.out
        == "The access of Samira (staff) has ended.\nGiven to Joost: contributions 1, tasks 0\n"
    )
    with sqlite3.connect("buurtstem.db") as db:
        found = db.execute("SELECT p.name FROM contribution c JOIN person p ON p.id = c.owner_id")
        assert found.fetchall() == [("Joost",)]
        waiting = db.execute("SELECT message FROM outbox WHERE state = 'waiting'").fetchall()
    db.close()
    told = [message for (message,) in waiting]
    for key in ("given-all", "reader-changed", "access-ended-you"):
        assert any(key in message for message in told), key
    said = buurtstem("end-access", "Samira")
    assert said.code == 2
    assert said.err == "Nobody called Samira has access. Who has: Joost.\n"


def test_links_that_end_with_an_access_are_counted(buurtstem: Buurtstem) -> None:
    a_team(("Samira", "staff", None), ("Joost", "staff", None))
    for role, name in (("staff", "Samira"), ("administrator", "Samira"), ("staff", "Joost")):
        assert buurtstem("invite", role, "--name", name).code == 0
    said = buurtstem("end-access", "Samira")
    assert "Links for Samira that were not opened yet, and work no more: 2\n" in said.out
    said = buurtstem("end-access", "Joost")
    assert "Links for Joost that were not opened yet, and work no more: 1\n" in said.out


def test_the_office_gets_what_nobody_may_read(buurtstem: Buurtstem) -> None:
    a_team(("Samira", "staff", None))
    said = buurtstem("end-access", "Samira", STAFF_CHAT_ID="-1001")
    assert "Given to het programmabureau: contributions 1, tasks 0\n" in said.out
    assert "nobody may read now: buurtstem invite staff --name NAME" in said.out
    assert "The staff group is yours to change" in said.out
    said = buurtstem("end-access", "Samira")
    assert said.err == "Nobody called Samira has access. Who has: nobody.\n"


def test_a_name_that_two_have_is_asked_for_by_number(buurtstem: Buurtstem) -> None:
    a_team(("Samira", "staff", None), ("Samira", "staff", "presikhaaf"), ("Ria", "staff", None))
    said = buurtstem("end-access", "Samira")
    assert said.code == 2
    start = "2 people are called Samira. Give a number instead: "
    assert said.err.startswith(start)
    numbers = re.findall(r"(\d+) \(staff", said.err)
    assert "(staff, presikhaaf)" in said.err
    assert buurtstem("end-access", numbers[1]).code == 0
    with sqlite3.connect("buurtstem.db") as db:
        left = db.execute("SELECT wijk FROM person WHERE name = 'Samira' AND role = 'staff'")
        assert left.fetchall() == [(None,)]
    db.close()


def test_the_only_administrator_keeps_access(buurtstem: Buurtstem) -> None:
    a_team(("Ria", "administrator", None), ("Samira", "staff", None))
    said = buurtstem("end-access", "Ria")
    assert said.code == 2
    assert said.err.startswith("Ria is the only administrator. First let another one in: buurtstem")
    with sqlite3.connect("buurtstem.db") as db:
        assert db.execute("SELECT role FROM person WHERE name = 'Ria'").fetchall() == [
            ("administrator",)
        ]
    db.close()


def test_there_is_nobody_without_a_database(buurtstem: Buurtstem) -> None:
    said = buurtstem("end-access", "Samira")
    assert said.code == 2
    assert said.err.startswith("There is no database at buurtstem.db yet.")
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    "word", ["run", "invite", "end-access", "retry-parked", "check", "export", "play"]
)
def test_help_says_what_each_does(buurtstem: Buurtstem, word: str) -> None:
    every = buurtstem("--help")
    assert every.code == 0
    assert word in every.out
    said = buurtstem(word, "--help")
    assert said.code == 0
    assert f"{word} [OPTIONS]" in said.out
    assert {"invite": "First name", "export": ".xlsx", "play": "idea"}.get(word, word) in said.out


def test_mistyped_words(buurtstem: Buurtstem) -> None:
    for words in (["rum"], ["invite", "staff"], ["end-access"], ["export"], ["play", "nowhere"]):
        said = buurtstem(*words)
        assert said.code == 2
        assert said.err


def test_our_own_mistake_is_told_by_kind_and_place(
    buurtstem: Buurtstem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: object) -> None:
        raise RuntimeError("Fatma wil bankjes")

    monkeypatch.setattr("bot.checking.show_programme", breaks)
    said = buurtstem("check")
    assert said.code == 1
    assert "A mistake in Buurtstem, please report it: RuntimeError at" in said.err
    assert "Fatma" not in said.err


def test_what_waits_for_a_channel_is_in_the_log_at_start(
    buurtstem: Buurtstem, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_contribution()
    with sqlite3.connect("buurtstem.db") as db:
        db.execute("UPDATE inbox SET channel = 'telegram', state = 'waiting'")
    db.close()

    async def serves_no_time(*_: object) -> None: ...

    monkeypatch.setattr("bot.app.App._serve", serves_no_time)
    said = buurtstem("run", WEB_PORT="0")
    assert said.code == 0
    assert "messages that wait for telegram, which is not set up: " in said.out + said.err
