"""`buurtstem check`: what is configured, what is missing, what does not answer; in plain words."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.migrate import newest
from tests.botapi.server import StrictBotApi
from tests.cli.conftest import Buurtstem
from tests.cli.contents import a_contribution, a_contribution_in, a_team
from tests.running import ROOT, command, environment, of_telegram
from tests.saved import kept

TOKEN = "123456789:AAtestTokenForLoopbackUseOnly_000000"


def test_nothing_is_configured_in_an_empty_folder(buurtstem: Buurtstem, tmp_path: Path) -> None:
    said = buurtstem("check")
    assert said.code == 0
    assert "Arnhem-Oost" in said.out
    assert "buurtstem.db is not there yet; `buurtstem run` makes it" in said.out
    assert "not configured (TELEGRAM_TOKEN)" in said.out
    assert "no staff are enrolled: receipts name het programmabureau" in said.out
    assert "holds example values" in said.out
    assert said.out.endswith("Ready, with warnings.\n")
    assert list(tmp_path.iterdir()) == []  # looking changes nothing


def test_it_says_what_to_do_next(buurtstem: Buurtstem) -> None:
    steps = [line for line in buurtstem("check").out.splitlines() if line.startswith("Next ")]
    assert len(steps) == 3
    assert "remove the line 'example = true'" in steps[0]
    assert "buurtstem invite staff --name NAME" in steps[1]
    assert "TELEGRAM_TOKEN" in steps[2]
    a_contribution()
    said = buurtstem("check")
    assert "Staff       Samira: staff\n" in said.out
    assert "Samira reads alone" in said.out


def test_a_group_without_telegram_is_named(buurtstem: Buurtstem) -> None:
    said = buurtstem("check", STAFF_CHAT_ID="-1001")
    assert "STAFF_CHAT_ID needs TELEGRAM_TOKEN" in said.out


def test_a_proxy_that_is_not_named_is_told(buurtstem: Buurtstem) -> None:
    address = {"WEB_URL": "https://buurtstem.example"}
    assert "WEB_TRUSTED_PROXIES is not" in buurtstem("check", **address).out
    named = buurtstem("check", **address, WEB_TRUSTED_PROXIES="127.0.0.1")
    assert "WEB_TRUSTED_PROXIES" not in named.out
    assert "WEB_TRUSTED_PROXIES" not in buurtstem("check").out


def test_what_is_never_thrown_away_is_said(buurtstem: Buurtstem) -> None:
    assert "no terms are set" in buurtstem("check").out


async def test_the_staff_group_is_named_or_cannot_be_reached(tmp_path: Path) -> None:
    async with StrictBotApi() as api:
        api.group(-1001, "Team Oost").adds_bot(api.phone(7, "Samira"))
        said = await command(tmp_path, "check", **of_telegram(api), STAFF_CHAT_ID="-1001")
        assert "Staff group Team Oost\n" in said.out
        said = await command(tmp_path, "check", **of_telegram(api), STAFF_CHAT_ID="-1009")
        assert said.code == 0
        assert "the staff group cannot be reached" in said.out


def test_an_own_programme_is_read(buurtstem: Buurtstem) -> None:
    own_programme(lambda text: text.replace('"Arnhem-Oost"', '"Ede-Zuid"'))
    said = buurtstem("check")
    assert "Ede-Zuid, from programme.toml" in said.out
    assert "example" not in said.out


def test_who_manages_a_wijk_is_said_and_a_name_that_nobody_has_is_named(
    buurtstem: Buurtstem,
) -> None:
    assert "Managers    every administrator\n" in buurtstem("check").out
    a_contribution()
    wijk = 'code = "klarendal"\n'
    own_programme(lambda text: text.replace(wijk, f'{wijk}manager = "Samira"\n'))
    said = buurtstem("check")
    assert "Managers    klarendal: Samira; elsewhere every administrator\n" in said.out
    assert "who is not enrolled" not in said.out
    own_programme(lambda text: text.replace(wijk, f'{wijk}manager = "Loes"\n'))
    said = buurtstem("check")
    assert "klarendal is managed by Loes, who is not enrolled" in said.out
    assert "buurtstem invite staff --name Loes" in said.out
    assert said.code == 0


def test_a_language_that_nobody_has_checked_is_named(buurtstem: Buurtstem) -> None:
    assert "العربية" not in buurtstem("check").out
    english = 'en = "English"\n'
    own_programme(lambda text: text.replace(english, f'{english}ar = "العربية"\n'))
    said = buurtstem("check")
    assert said.code == 0
    assert (
        "العربية (ar) is a draft: no native speaker has checked this;"
        " what it lacks is said in Dutch" in said.out
    )
    assert "English (en) is offered: no native speaker has checked this\n" in said.out
    assert "Nederlands (nl)" not in said.out


def test_a_programme_that_cannot_be_read_is_named(buurtstem: Buurtstem) -> None:
    Path("programme.toml").write_text('name = "Ede')
    said = buurtstem("check")
    assert said.code == 2
    assert "programme.toml is not valid TOML" in said.err


def test_the_example_may_not_go_public(buurtstem: Buurtstem) -> None:
    said = buurtstem("check", TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL="http://127.0.0.1:9")
    assert "a public start is refused until they are yours" in said.out
    said = buurtstem("check", WEB_URL="https://buurtstem.example.org")
    assert said.code == 1
    assert "`buurtstem run` refuses until they are yours" in said.out


def test_telegram_does_not_answer(buurtstem: Buurtstem) -> None:
    said = buurtstem("check", TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL="http://127.0.0.1:9")
    assert said.code == 1
    assert "Telegram    does not answer" in said.out
    assert "Problem     http://127.0.0.1:9 does not answer" in said.out
    assert TOKEN not in said.out + said.err


async def test_telegram_answers_or_does_not_know_the_token(tmp_path: Path) -> None:
    async with StrictBotApi() as api:
        said = await command(tmp_path, "check", **of_telegram(api))
        assert said.code == 0
        assert "Telegram    answers as https://t.me/strict_test_bot" in said.out
        assert "the bot fetches messages itself (polling)" in said.out
        api.bot_listens = 8080
        said = await command(tmp_path, "check", **of_telegram(api))
        assert "Telegram brings messages to http://127.0.0.1:8080/telegram (webhook)" in said.out
        assert api.webhook is None  # looking changes nothing
        half = of_telegram(api)
        del half["TELEGRAM_WEBHOOK_SECRET"]
        said = await command(tmp_path, "check", **half)
        assert said.code == 2
        assert said.err.startswith("TELEGRAM_WEBHOOK_URL and TELEGRAM_WEBHOOK_SECRET belong")
        said = await command(
            tmp_path, "check", TELEGRAM_API_URL=api.url, TELEGRAM_TOKEN=TOKEN.replace("0", "1")
        )
        assert said.code == 1
        assert "Telegram does not know this token" in said.out


def test_a_database_that_is_there(buurtstem: Buurtstem) -> None:
    a_contribution()
    said = buurtstem("check")
    assert said.code == 0
    assert "Database    sqlite answers; its schema is up to date" in said.out


def test_a_database_that_a_newer_version_wrote(buurtstem: Buurtstem) -> None:
    a_contribution()
    with sqlite3.connect("buurtstem.db") as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    said = buurtstem("check")
    assert said.code == 1
    assert "its schema is newer than this program" in said.out
    assert "Install that version, or newer." in said.out
    said = buurtstem("export", "x.xlsx")
    assert (said.code, "Install that version, or newer." in said.err) == (2, True)


def test_a_file_that_is_no_database(buurtstem: Buurtstem) -> None:
    Path("buurtstem.db").write_text("Geen database, maar een lang en vrolijk verhaal. " * 20)
    said = buurtstem("check")
    assert said.code == 1
    why = "cannot be used. buurtstem.db is not a database. Is DATABASE_URL right?"
    assert f"Problem     the database {why}" in said.out
    for words in (("export", "x.xlsx"), ("run",), ("end-access", "Samira")):
        said = buurtstem(*words, WEB_PORT="0")
        assert said.code == 2
        assert f"The database {why}" in said.err


def test_a_database_that_is_nowhere(buurtstem: Buurtstem) -> None:
    said = buurtstem("check", DATABASE_URL="postgresql+asyncpg://u:geheim@127.0.0.1:9/x")
    assert said.code == 1
    assert "the database cannot be used (ConnectionRefusedError)" in said.out
    assert "geheim" not in said.out + said.err


def test_a_database_that_does_not_exist(buurtstem: Buurtstem, empty_postgresql: str) -> None:
    there = empty_postgresql
    assert (
        "it has no tables yet, `buurtstem run` makes them"
        in buurtstem("check", DATABASE_URL=there).out
    )
    gone = there.replace("/t", "/nowhere_t", 1)
    said = buurtstem("check", DATABASE_URL=gone)
    assert said.code == 1
    assert "the database cannot be used (InvalidCatalogNameError)" in said.out
    said = buurtstem("export", "x.xlsx", DATABASE_URL=gone)
    assert said.code == 2
    assert "InvalidCatalogNameError" in said.err


def test_a_code_that_stands_in_the_database(buurtstem: Buurtstem) -> None:
    a_contribution()
    entry = '[[wijken]]\ncode = "presikhaaf"\nlabel = { nl = "Presikhaaf" }\n'
    text = (ROOT / "programme.toml").read_text()
    assert entry in text
    programme = Path("programme.toml")
    programme.write_text(text.replace(entry, entry + "retired = true\n"))
    assert buurtstem("check").code == 0
    programme.write_text(text.replace(entry, ""))
    said = buurtstem("check")
    assert said.code == 1
    sentence = "programme.toml has lost wijken that contributions still name: presikhaaf."
    assert sentence in said.out
    said = buurtstem("run", WEB_PORT="0")
    assert said.code == 2
    assert sentence in said.err
    assert "retired = true" in said.err


def own_programme(change: Callable[[str], str]) -> None:
    text = (ROOT / "programme.toml").read_text().replace("example = true", "example = false")
    Path("programme.toml").write_text(change(text))


def test_messages_of_a_channel_that_is_not_set_up_are_told(buurtstem: Buurtstem) -> None:
    a_contribution()
    _came("telegram", "waiting")
    said = buurtstem("check")
    assert said.code == 0
    assert (
        "messages that wait for telegram, which is not set up: 1."
        " Set TELEGRAM_TOKEN and start again\n" in said.out
    )
    _came("pigeon", "waiting")
    said = buurtstem("check")
    assert (
        "messages that wait for pigeon, which this version does not know: 1. Install one that does"
        in said.out
    )


def test_what_is_parked_can_be_tried_again(buurtstem: Buurtstem) -> None:
    a_contribution()
    said = buurtstem("retry-parked")
    assert (said.code, said.out) == (0, "Nothing is parked.\n")
    _came("web", "parked")
    said = buurtstem("check")
    assert "1 events are parked: they could not be handled" in said.out
    assert "buurtstem retry-parked" in said.out
    said = buurtstem("retry-parked")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "Events that were parked and wait again: 1\n"
        "`buurtstem run` handles them; one that is running already does so at once.\n"
    )
    assert "parked" not in buurtstem("check").out


def _came(channel: str, state: str) -> None:
    with sqlite3.connect("buurtstem.db") as db:
        db.execute(
            "INSERT INTO inbox (channel, event_id, sender, payload, received_at, state, attempts,"
            " claimed_until) VALUES (?, 'x1', 'x:1', '{}', '2026-11-24 09:00:00', ?, 0, 0)",
            (channel, state),
        )
    db.close()


def test_a_directory_in_the_place_of_the_file(buurtstem: Buurtstem) -> None:
    Path("buurtstem.db").mkdir()
    why = "cannot be used. buurtstem.db is a directory, not a file."
    assert f"the database {why}" in buurtstem("check").out
    assert f"The database {why}" in buurtstem("export", "x.xlsx").err


def test_a_folder_that_is_not_there(buurtstem: Buurtstem) -> None:
    there = "sqlite+aiosqlite:///nowhere/buurtstem.db"
    said = buurtstem("invite", "staff", "--name", "Samira", DATABASE_URL=there)
    assert said.code == 2
    assert said.err.startswith("The database cannot be used. There is no folder nowhere.")


def test_an_empty_file_is_as_good_as_none(buurtstem: Buurtstem) -> None:
    Path("buurtstem.db").touch()
    assert "buurtstem.db is empty; `buurtstem run` makes it\n" in buurtstem("check").out
    assert buurtstem("end-access", "Samira").err.startswith("There is no database at buurtstem.db")
    assert Path("buurtstem.db").stat().st_size == 0


def test_a_file_that_another_program_locks(
    buurtstem: Buurtstem, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_contribution()
    monkeypatch.setattr("storage.database.BUSY", 0.2)
    other = sqlite3.connect("buurtstem.db", isolation_level=None)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    try:
        said = buurtstem("check")
        assert said.code == 1
        assert "the database cannot be used. buurtstem.db is locked by another program." in said.out
        said = buurtstem("export", "x.xlsx")
        assert said.code == 2
        assert "buurtstem.db is locked by another program." in said.err
    finally:
        other.close()


@pytest.mark.parametrize(
    ("mode", "why"),
    [
        (0o444, "There is no permission to write buurtstem.db."),
        (0o222, "There is no permission to read buurtstem.db."),
    ],
)
def test_a_file_without_permission(mode: int, why: str, tmp_path: Path) -> None:
    asyncio.run(a_contribution_in(tmp_path))
    (tmp_path / "buurtstem.db").chmod(mode)
    for words, code, where in ((["check"], 1, "stdout"), (["export", "x.xlsx"], 2, "stderr")):
        said = subprocess.run(
            [*without_privilege(), sys.executable, "-m", "bot", *words],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert said.returncode == code, said.stderr
        assert why in getattr(said, where)
        assert "Ready" not in said.stdout


def without_privilege() -> list[str]:
    """What takes from root its right to read and write whatever it likes."""
    if os.geteuid():
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may do everything here")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def test_who_has_which_roles_is_said(buurtstem: Buurtstem) -> None:
    a_team(("Samira", "staff", "presikhaaf"), ("Joost", "administrator", None))
    with sqlite3.connect("buurtstem.db") as db:
        db.execute(
            "INSERT INTO role_grant (person_id, role, wijk, theme, from_at) SELECT id, 'staff',"
            " 'malburgen', 'groen', '2026-11-24 10:00:00' FROM person WHERE name = 'Samira'"
        )
    db.close()
    assert (
        "Staff       Samira: staff (presikhaaf), staff (malburgen, groen)\n"
        "            Joost: administrator\n"
    ) in buurtstem("check").out


def test_an_older_database(buurtstem: Buurtstem, tmp_path: Path) -> None:
    kept.open_sqlite(kept.dump("0001", "sqlite.sql"), tmp_path / "buurtstem.db")
    said = buurtstem("check")
    assert said.code == 0, said.out
    assert f"older; `buurtstem run` brings it from 0001 to {newest()}\n" in said.out
    assert "make a copy of the database first" in said.out
    assert "nvite" not in said.out
    said = buurtstem("export", "x.xlsx")
    assert said.code == 0, said.err
    assert f"The database was brought from 0001 to {newest()}.\n" in said.out
    assert "brought" not in buurtstem("export", "y.xlsx").out
