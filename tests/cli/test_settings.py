"""Settings: the example names them all, `.env` counts, mistakes are told in one clear line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.cli.conftest import Buurtstem
from tests.running import ROOT

NAMED = re.compile(r"^# ([A-Z_]+)=(.*)$", re.MULTILINE)
LATER = (
    "TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET", "WEB_TRUSTED_PROXIES", "SMTP_URL",
    "MAIL_FROM", "IMAP_URL", "SMS_URL", "METRICS_TOKEN",
)  # fmt: skip


def test_the_example_names_every_setting_with_its_default() -> None:
    named = dict(NAMED.findall((ROOT / ".env.example").read_text()))
    fields = Settings.model_fields
    assert sorted(named) == sorted(name.upper() for name in fields)
    for name, field in fields.items():
        default = "" if field.default is None else str(field.default)
        assert named[name.upper()] == default, name


def test_what_comes_later_is_not_promised_yet() -> None:
    example = (ROOT / ".env.example").read_text()
    for name in LATER:
        if name.lower() not in Settings.model_fields:
            assert name not in example, name


def test_a_filled_in_example_is_read(buurtstem: Buurtstem) -> None:
    example = (ROOT / ".env.example").read_text().replace("# WEB_PORT=8080", "WEB_PORT=none")
    Path(".env").write_text(example.replace("# DATABASE_URL=", "DATABASE_URL="))
    assert "WEB_PORT: " in buurtstem("check").err
    assert buurtstem("check", WEB_PORT="0").code == 0  # the environment wins


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("WEB_PORT", "http", "valid integer"),
        ("WEB_PORT", "70000", "less than or equal to 65535"),
        ("LOG_LEVEL", "loud", "'debug', 'info', 'warning' or 'error'"),
        ("LOG_FORMAT", "xml", "'text' or 'json'"),
        ("TELEGRAM_API_URL", "api.telegram.org", "must begin with http:// or https://"),
        ("TELEGRAM_MESSAGES_PER_SECOND", "-1", "greater than or equal to 0"),
        ("ACCOUNT_EVENTS_PER_MINUTE", "many", "valid integer"),
        ("STAFF_CHAT_ID", "@team", "valid integer"),
        ("DATABASE_URL", "mysql://geheim@db/x", "must begin with sqlite+aiosqlite://"),
        ("DATABASE_URL", "postgresql+asyncpg://u:geheim@h:port/x", "misspelt"),
        ("PROGRAMME_FILE", "nowhere.toml", "there is no such file"),
    ],
)
def test_a_mistake_is_one_clear_line(
    buurtstem: Buurtstem, name: str, value: str, said: str
) -> None:
    for command in (["check"], ["export", "x.xlsx"], ["invite", "staff", "--name", "S"]):
        answer = buurtstem(*command, **{name: value})
        assert answer.code == 2
        assert len(answer.err.splitlines()) == 1, answer.err
        assert name in answer.err
        assert said in answer.err
        assert "geheim" not in answer.err
